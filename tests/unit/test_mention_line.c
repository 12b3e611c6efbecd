/* The lines of `actornet extract`: written and read back, and lines of other programs. */
#include "extract/lines/mention_line.h"

#include "base/alloc.h"
#include "base/json.h"
#include "extractions.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void test_round_trip(void **state)
{
    an_extraction in = full_extraction(), out = {0};
    an_buf line = {0}, again = {0};
    an_line_notes notes;
    an_error err = {0};

    (void)state;
    an_mention_line_write(&line, &in, false);
    assert_int_equal(line.ptr[line.len - 1], '\n');
    assert_int_equal(an_str_find_byte(an_buf_str(&line), 0, '\n'), line.len - 1);
    if (an_mention_line_read(&out, an_buf_str(&line), "x", 1, &notes, &err) != AN_OK)
        fail_msg("%s", err.message);
    assert_extractions_equal(&in, &out);
    assert_int_equal(notes.bad_mentions, 0);
    assert_false(notes.split_here);
    an_extraction_clear(&out);
    /* without text: offsets are code points then, and stay what they are */
    an_buf_reset(&line);
    an_mention_line_write(&line, &in, true);
    assert_int_equal(an_mention_line_read(&out, an_buf_str(&line), "x", 1, &notes, &err), AN_OK);
    assert_false(out.has_text);
    assert_int_equal(out.mentions[1].span.start, 16);
    assert_int_equal(out.sentences[1].start, 22);
    an_mention_line_write(&again, &out, false);
    assert_true(out.actor_count == 4);
    for (size_t i = 0; i < out.mention_count; i++)
        ASSERT_TEXTS_EQUAL(out.mentions[i].text, in.mentions[i].text);
    an_extraction_clear(&out);
    an_buf_clear(&line);
    an_buf_clear(&again);
}

/* Whatever the confidence is, the number is one that JSON knows and that reads the same. */
static void test_confidence(void **state)
{
    static const double values[] = {0, 0.005, 0.1, 0.5, 0.85, 0.99, 0.994, 0.995, 0.999, 1, 1.5, -1};

    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        an_extraction in = full_extraction();
        an_buf line = {0};
        an_json *json = NULL;
        double want = values[i] < 0 ? 0 : values[i] > 1 ? 1 : values[i], got;
        in.mentions[0].confidence = values[i];
        an_mention_line_write(&line, &in, false);
        assert_int_equal(an_json_parse(&json, an_buf_str(&line), NULL), AN_OK);
        got = an_json_double(an_json_get(an_json_at(an_json_get(json, "mentions"), 0), "confidence"), -9);
        if (got < want - 0.0051 || got > want + 0.0051)
            fail_msg("%g: got %g", values[i], got);
        an_json_free(json);
        an_buf_clear(&line);
    }
}

/* Mentions as `start-end actor|candidate,candidate` and sentences as `[start-end]`, in bytes or code points as they are kept. */
static void spell(an_buf *out, const an_extraction *e)
{
    for (size_t i = 0; i < e->sentence_count; i++)
        an_buf_addf(out, "[%u-%u]", (unsigned)e->sentences[i].start, (unsigned)e->sentences[i].end);
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        an_buf_addf(out, " %u-%u", (unsigned)m->span.start, (unsigned)m->span.end);
        if (m->actor != AN_NO_ACTOR)
            an_buf_addf(out, " %.*s(%.*s)", (int)e->actors[m->actor].label.len, e->actors[m->actor].label.ptr,
                        (int)e->actors[m->actor].type.len, e->actors[m->actor].type.ptr);
        for (uint32_t k = 0; k < m->candidate_count; k++) {
            const an_found_actor *actor = e->actors + e->candidates[m->candidate_first + k];
            an_buf_addf(out, "%s%.*s", k ? "," : " ?", (int)actor->key.len, actor->key.ptr);
        }
    }
}

static const struct {
    const char *name, *line, *out;
    size_t bad;
    bool split;
} foreign[] = {
    {"nothing found", "{\"id\":\"a\",\"sentences\":[],\"text\":\"x\",\"mentions\":[],\"actors\":{}}", "", 0, false},
    {"least", "{\"mentions\":[]}", "", 0, false},
    {"no sentences", "{\"text\":\"Ada met. Bob left.\",\"mentions\":[{\"start\":0,\"end\":3,\"actor\":\"Ada\"}]}",
     "[0-8][9-18] 0-3 Ada(other)", 0, true},
    {"no text",
     "{\"sentences\":[[0,8],[9,18]],\"mentions\":[{\"start\":9,\"end\":12,\"text\":\"Bob\",\"actor\":\"Bob\",\"type\":\"person\"}]}",
     "[0-8][9-18] 9-12 Bob(person)", 0, false},
    {"neither", "{\"mentions\":[{\"start\":9,\"end\":12,\"actor\":\"Bob\"}]}", " 9-12 Bob(other)", 0, false},
    {"code points become bytes",
     "{\"text\":\"\xC3\x89va \xE2\x82\xAC Roy\",\"sentences\":[[0,9]],\"mentions\":[{\"start\":6,\"end\":9,\"actor\":\"Roy\"}]}",
     "[0-12] 9-12 Roy(other)", 0, false},
    {"unsorted",
     "{\"text\":\"a b c\",\"sentences\":[],\"mentions\":[{\"start\":4,\"end\":5,\"actor\":\"C\"},{\"start\":0,\"end\":1,\"actor\":\"A\"},"
     "{\"start\":0,\"end\":3,\"actor\":\"AB\"}]}",
     "[0-5] 0-3 AB(other) 0-1 A(other) 4-5 C(other)", 0, true},
    {"bad offsets",
     "{\"text\":\"abc\",\"sentences\":[],\"mentions\":[{\"start\":0,\"end\":4,\"actor\":\"A\"},{\"start\":2,\"end\":2,\"actor\":\"B\"},"
     "{\"start\":-1,\"end\":2,\"actor\":\"C\"},{\"start\":1.5,\"end\":2,\"actor\":\"D\"},{\"actor\":\"E\"},{\"start\":99,\"end\":100,"
     "\"actor\":\"F\"},"
     "{\"start\":\"0\",\"end\":1,\"actor\":\"G\"},7,{\"start\":0,\"end\":3,\"actor\":\"H\"}]}",
     "[0-3] 0-3 H(other)", 8, true},
    {"huge offsets",
     "{\"mentions\":[{\"start\":0,\"end\":4294967295,\"actor\":\"A\"},{\"start\":0,\"end\":9223372036854775807,\"actor\":\"B\"}]}", "", 2,
     false},
    {"null actor with candidates",
     "{\"text\":\"DGSE\",\"sentences\":[[0,4]],\"mentions\":[{\"start\":0,\"end\":4,\"actor\":null,\"candidates\":[\"X\",\"Y\",\"X\",\"\","
     "5]}]}",
     "[0-4] 0-4 ?X,Y,X", 0, false},
    {"null actor without", "{\"text\":\"DGSE\",\"sentences\":[],\"mentions\":[{\"start\":0,\"end\":4,\"actor\":null}]}", "[0-4]", 1, true},
    {"no actor: the name is one", "{\"text\":\"Ada\\n Roy\",\"sentences\":[],\"mentions\":[{\"start\":0,\"end\":8,\"type\":\"person\"}]}",
     "[0-3][5-8] 0-8 Ada Roy(person)", 0, true},
    {"no actor and no name", "{\"sentences\":[],\"mentions\":[{\"start\":0,\"end\":8,\"type\":\"person\"}]}", "", 1, false},
    {"actor that is a number", "{\"mentions\":[{\"start\":0,\"end\":8,\"actor\":7}]}", " 0-8 7(other)", 0, false},
    {"label and type of the actor",
     "{\"text\":\"DGSE\",\"sentences\":[],\"mentions\":[{\"start\":0,\"end\":4,\"actor\":\"X\",\"type\":\"a\"}],"
     "\"actors\":{\"X\":{\"label\":\"The X\",\"type\":\"b\",\"country\":\"DZ\",\"n\":5,\"list\":[1]},\"Y\":7}}",
     "[0-4] 0-4 The X(b)", 0, true},
    {"a blank actor", "{\"mentions\":[{\"start\":0,\"end\":1,\"actor\":\" \"},{\"start\":2,\"end\":3,\"actor\":\"\\u200b\"}]}", "", 2, false},
    {"bad sentences are left out", "{\"text\":\"abcdef\",\"sentences\":[[0,2],[1,3],[4,3],[3],5,[3,99],[3,6]],\"mentions\":[]}",
     "[0-2][3-6]", 0, false},
    {"control characters and blanks",
     "{\"text\":\"a\\u0000b\\u0007c\",\"sentences\":[],\"mentions\":[{\"start\":2,\"end\":3,\"actor\":\"a\\u0000b\"}]}", "[0-5] 2-3 a b(other)",
     0, true},
    {"a mark at the start counts",
     "{\"text\":\"\\ufeffAda\",\"sentences\":[[0,4]],\"mentions\":[{\"start\":1,\"end\":4,\"actor\":\"Ada\"}]}", "[0-6] 3-6 Ada(other)", 0,
     false},
    {"id that is a number", "{\"id\":12,\"text\":null,\"mentions\":[]}", "", 0, false},
};

static void test_foreign(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(foreign); i++) {
        an_extraction out = {0};
        an_line_notes notes = {0};
        an_buf text = {0}, line = {0};
        an_json *json = NULL;
        an_error err = {0};
        if (an_mention_line_read(&out, an_str_of(foreign[i].line), "x.jsonl", 7, &notes, &err) != AN_OK)
            fail_msg("%s: %s", foreign[i].name, err.message);
        spell(&text, &out);
        if (!an_str_equal(an_buf_str(&text), an_str_of(foreign[i].out)) || notes.bad_mentions != foreign[i].bad ||
            notes.split_here != foreign[i].split)
            fail_msg("%s: got '%s', %zu bad, split %d", foreign[i].name, text.ptr ? text.ptr : "", notes.bad_mentions, notes.split_here);
        an_mention_line_write(&line, &out, false); /* what was read can be written */
        assert_int_equal(an_json_parse(&json, an_buf_str(&line), NULL), AN_OK);
        an_json_free(json);
        an_extraction_clear(&out);
        an_buf_clear(&text);
        an_buf_clear(&line);
    }
}

static const struct {
    const char *name, *line;
    size_t column;
} broken[] = {
    {"empty", "", 1},
    {"no object", "[1]", 1},
    {"no mentions", "{\"id\":\"a\"}", 1},
    {"mentions are no list", "{\"mentions\":{}}", 1},
    {"cut off", "{\"mentions\":[", 13},
    {"two values", "{\"mentions\":[]} x", 17},
    {"invalid UTF-8", "{\"mentions\":[], \"id\":\"\xFF\"}", 0},
};

static void test_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        an_extraction out = {0};
        an_line_notes notes;
        an_error err = {0};
        an_status st = an_mention_line_read(&out, an_str_of(broken[i].line), "x.jsonl", 7, &notes, &err);
        if (st != AN_ERR_SYNTAX || err.line != 7 || strcmp(err.source, "x.jsonl") != 0 ||
            (broken[i].column && err.column != broken[i].column))
            fail_msg("%s: status %d, %s:%zu:%zu %s", broken[i].name, (int)st, err.source, err.line, err.column, err.message);
        assert_int_equal(out.mention_count, 0);
        assert_null(out.arena.blocks);
    }
}

static void test_out_of_memory(void **state)
{
    an_extraction in = full_extraction(), out = {0};
    an_buf line = {0};
    an_line_notes notes;
    an_status st = AN_ERR_NOMEM;

    (void)state;
    an_mention_line_write(&line, &in, false);
    for (size_t n = 1; st != AN_OK; n++) {
        an_alloc_fail_at(n, false);
        st = an_mention_line_read(&out, an_buf_str(&line), "x", 1, &notes, NULL);
        an_alloc_fail_at(0, false);
        if (st != AN_OK && st != AN_ERR_NOMEM)
            fail_msg("allocation %zu: status %d", n, (int)st);
        if (st == AN_OK)
            assert_extractions_equal(&in, &out);
    }
    an_extraction_clear(&out);
    an_buf_clear(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_confidence),    cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_broken),     cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
