/* Bytes inside, code points outside: the cursor turns one into the other in one pass, because mentions are in order. */
#include "extract/lines/mention_line.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/gate.h"
#include "text/sentence.h"

#include <stdio.h>
#include <stdlib.h>

/* Writing ------------------------------------------------------------------------------------------------------------------------------ */

/* `name` with quotes and colon. */
static void add_member(an_buf *out, an_str name, an_str value)
{
    an_buf_add(out, name);
    an_json_add_string(out, value);
    an_buf_add_char(out, ',');
}

/* In hundredths: 0.07, 0.93, 1.0. */
static void add_confidence(an_buf *out, double confidence)
{
    unsigned hundredths = confidence > 0 ? (unsigned)(confidence * 100 + 0.5) : 0;

    if (confidence >= 0.995) {
        an_buf_add_text(out, "1.0");
        return;
    }
    an_buf_add_text(out, hundredths < 10 ? "0.0" : "0.");
    an_buf_add_count(out, hundredths);
}

/* Code points before a byte of the text. Without a text, and in one that is all ASCII (no cursor), they are the same number. */
static size_t code_of(an_utf8_cursor *cursor, size_t byte)
{
    return cursor ? an_utf8_code_of(cursor, byte) : byte;
}

static void add_mention(an_buf *out, const an_extraction *e, const an_mention *m, an_utf8_cursor *cursor)
{
    size_t start = code_of(cursor, m->span.start), end = code_of(cursor, m->span.end);

    an_buf_add_text(out, "{\"start\":");
    an_buf_add_count(out, start);
    an_buf_add_text(out, ",\"end\":");
    an_buf_add_count(out, end);
    an_buf_add_char(out, ',');
    add_member(out, AN_LIT("\"text\":"), m->text);
    add_member(out, AN_LIT("\"type\":"), m->type);
    if (m->actor != AN_NO_ACTOR) {
        add_member(out, AN_LIT("\"actor\":"), e->actors[m->actor].key);
    } else {
        an_buf_add_text(out, "\"actor\":null,\"candidates\":[");
        for (uint32_t i = 0; i < m->candidate_count; i++) {
            if (i)
                an_buf_add_char(out, ',');
            an_json_add_string(out, e->actors[e->candidates[m->candidate_first + i]].key);
        }
        an_buf_add_text(out, "],");
    }
    an_buf_add_text(out, "\"by\":\"");
    an_buf_add_text(out, an_by_name(m->by));
    if (m->rule) {
        an_buf_add_text(out, "\",\"rule\":\"");
        an_buf_add_text(out, an_rule_name(m->rule));
    }
    an_buf_add_text(out, "\",\"confidence\":");
    add_confidence(out, m->confidence);
    if (m->no_link)
        an_buf_add_text(out, ",\"link\":false");
    if (m->undated)
        an_buf_add_text(out, ",\"undated\":true");
    if (m->nested)
        an_buf_add_text(out, ",\"nested\":true");
    an_buf_add_char(out, '}');
}

static void add_actors(an_buf *out, const an_extraction *e)
{
    an_buf_add_text(out, "\"actors\":{");
    for (size_t i = 0; i < e->actor_count; i++) {
        const an_found_actor *actor = e->actors + i;
        if (i)
            an_buf_add_char(out, ',');
        an_json_add_string(out, actor->key);
        an_buf_add_text(out, ":{\"label\":");
        an_json_add_string(out, actor->label);
        an_buf_add_text(out, ",\"type\":");
        an_json_add_string(out, actor->type);
        for (size_t k = 0; k < actor->attribute_count; k++) {
            an_str name = actor->attributes[k].name;
            an_buf_add_char(out, ',');
            an_json_add_string(out, an_str_equal(name, AN_LIT("label")) ? AN_LIT("label_") : name); /* as the network calls it */
            an_buf_add_char(out, ':');
            an_json_add_string(out, actor->attributes[k].value);
        }
        an_buf_add_char(out, '}');
    }
    an_buf_add_char(out, '}');
}

void an_mention_line_write(an_buf *out, const an_extraction *e, bool no_text)
{
    an_utf8_cursor place = {.text = e->text}, *cursor = e->has_text && !an_utf8_is_ascii(e->text) ? &place : NULL;

    an_buf_add_char(out, '{');
    add_member(out, AN_LIT("\"id\":"), e->id);
    add_member(out, AN_LIT("\"title\":"), e->title);
    add_member(out, AN_LIT("\"date\":"), e->date);
    add_member(out, AN_LIT("\"source\":"), e->source);
    if (e->sender.len)
        add_member(out, AN_LIT("\"sender\":"), e->sender);
    if (e->recipients.len)
        add_member(out, AN_LIT("\"recipients\":"), e->recipients);
    if (e->has_sentences) {
        an_buf_add_text(out, "\"sentences\":[");
        for (size_t i = 0; i < e->sentence_count; i++) {
            an_span s = e->sentences[i];
            size_t start = code_of(cursor, s.start), end = code_of(cursor, s.end);
            an_buf_add_text(out, i ? ",[" : "[");
            an_buf_add_count(out, start);
            an_buf_add_char(out, ',');
            an_buf_add_count(out, end);
            an_buf_add_char(out, ']');
        }
        an_buf_add_text(out, "],");
    }
    if (e->has_text && !no_text)
        add_member(out, AN_LIT("\"text\":"), e->text);
    an_buf_add_text(out, "\"mentions\":[");
    place = (an_utf8_cursor){.text = e->text};
    for (size_t i = 0; i < e->mention_count; i++) {
        if (i)
            an_buf_add_char(out, ',');
        add_mention(out, e, e->mentions + i, cursor);
    }
    an_buf_add_text(out, "],");
    add_actors(out, e);
    an_buf_add_text(out, "}\n");
}

/* Reading ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct reader {
    an_extraction *out;
    const an_json *root;
    an_map keys; /* actor keys → number */
    an_utf8_cursor cursor;
    an_line_notes *notes;
    size_t candidate_capacity;
    bool failed;
} reader;

static an_str copy(reader *r, an_str text)
{
    return an_kept(an_arena_str(&r->out->arena, text), &r->failed);
}

/* Through the gate; `exact`: offsets count in it. */
static an_str gated(reader *r, an_str text, bool exact)
{
    an_buf clean = {0};

    if (exact)
        an_gate_all(&clean, text);
    else
        an_gate(&clean, text, NULL);
    return an_kept(an_buf_keep(&clean, &r->out->arena), &r->failed);
}

/* A stretch of text as a name: over a line end, too. */
static an_str cleaned(reader *r, an_str text)
{
    an_buf name = {0};

    an_clean_name(&name, text);
    return an_kept(an_buf_keep(&name, &r->out->arena), &r->failed);
}

/* A text member. Numbers are taken as ids. */
static an_str text_member(reader *r, const an_json *object, const char *name)
{
    const an_json *value = an_json_get(object, name);
    char number[24];

    if (an_json_kind_of(value) != AN_JSON_INT)
        return gated(r, an_json_string(value), strcmp(name, "text") == 0);
    snprintf(number, sizeof number, "%lld", (long long)an_json_int(value, 0));
    return copy(r, an_str_of(number));
}

/* Whether anything of a name can be seen. */
static bool is_name(reader *r, an_str text)
{
    return text.len && (an_ascii_seen(text.ptr[0]) || cleaned(r, text).len);
}

/* Two offsets in code points → a span inside. False when they are none or lie outside of the text. */
static bool read_span(reader *r, const an_json *start, const an_json *end, an_span *span)
{
    int64_t from = an_json_int(start, -1), to = an_json_int(end, -1);
    size_t a = (size_t)from, b = (size_t)to;

    if (from < 0 || to <= from || to >= UINT32_MAX)
        return false;
    if (r->out->has_text) {
        a = an_utf8_byte_of(&r->cursor, a);
        if (a == SIZE_MAX) {
            r->cursor = (an_utf8_cursor){.text = r->out->text};
            return false;
        }
        b = an_utf8_byte_of(&r->cursor, b);
        if (b == SIZE_MAX) {
            r->cursor = (an_utf8_cursor){.text = r->out->text};
            return false;
        }
    }
    *span = (an_span){(uint32_t)a, (uint32_t)b};
    return true;
}

static int compare_attributes(const void *a, const void *b)
{
    return an_str_compare(((const an_attribute *)a)->name, ((const an_attribute *)b)->name);
}

/* What the line's `actors` says of a key. */
static void describe(reader *r, an_found_actor *actor)
{
    const an_json *all = an_json_get(r->root, "actors"), *it, *value;
    an_attribute *attributes;
    an_str name;
    void *cursor = NULL;

    it = an_json_get(all, actor->key.ptr);
    if (an_json_kind_of(it) != AN_JSON_OBJECT)
        return;
    attributes = an_arena_alloc(&r->out->arena, (an_json_size(it) + 1) * sizeof *attributes);
    if (!attributes) {
        r->failed = true;
        return;
    }
    while ((value = an_json_next(it, &cursor, &name))) {
        an_str text = text_member(r, it, name.ptr);
        if (an_json_kind_of(value) != AN_JSON_STRING && an_json_kind_of(value) != AN_JSON_INT)
            continue;
        if (an_str_equal(name, AN_LIT("label"))) {
            if (is_name(r, text))
                actor->label = text;
        } else if (an_str_equal(name, AN_LIT("type"))) {
            if (text.len)
                actor->type = text;
        } else {
            attributes[actor->attribute_count++] = (an_attribute){gated(r, name, false), text};
        }
    }
    if (actor->attribute_count)
        qsort(attributes, actor->attribute_count, sizeof *attributes, compare_attributes);
    actor->attributes = attributes;
}

static uint32_t actor_number(reader *r, an_str key, an_str type)
{
    bool added;
    an_buf clean = {0};
    uint32_t number;

    an_gate(&clean, key, NULL);
    number = clean.failed ? AN_MAP_NONE : an_map_intern(&r->keys, an_buf_str(&clean), &added);
    an_buf_clear(&clean);
    if (number == AN_MAP_NONE) {
        r->failed = true;
        return AN_NO_ACTOR;
    }
    if (added) {
        an_found_actor actor = {.key = copy(r, r->keys.keys[number]), .type = type};
        actor.label = actor.key;
        describe(r, &actor);
        r->out->actors[number] = actor;
        r->out->actor_count = r->keys.count;
    }
    return number;
}

static void read_candidates(reader *r, const an_json *list, an_mention *m)
{
    m->candidate_first = (uint32_t)r->out->candidate_count;
    for (size_t i = 0; i < an_json_size(list); i++) {
        if (!is_name(r, an_json_string(an_json_at(list, i))))
            continue;
        r->out->candidates[r->out->candidate_count++] = actor_number(r, an_json_string(an_json_at(list, i)), m->type);
        m->candidate_count++;
    }
}

static void read_mention(reader *r, const an_json *it)
{
    an_mention m = {.type = text_member(r, it, "type"), .confidence = an_json_double(an_json_get(it, "confidence"), 1)};
    an_str actor = text_member(r, it, "actor"); /* a number is an id, too */

    if (!read_span(r, an_json_get(it, "start"), an_json_get(it, "end"), &m.span)) {
        r->notes->bad_mentions++;
        return;
    }
    if (m.type.len == 0)
        m.type = AN_LIT("other");
    m.text = text_member(r, it, "text");
    if (m.text.len == 0 && r->out->has_text)
        m.text = an_str_sub(r->out->text, m.span.start, m.span.end);
    if (!an_by_of(an_json_string(an_json_get(it, "by")), &m.by))
        m.by = AN_BY_OTHER;
    if (!an_rule_of(an_json_string(an_json_get(it, "rule")), &m.rule))
        m.rule = AN_RULE_NONE;
    m.no_link = !an_json_bool(an_json_get(it, "link"), true);
    m.undated = an_json_bool(an_json_get(it, "undated"), false);
    m.nested = an_json_bool(an_json_get(it, "nested"), false);
    if (actor.len == 0 && an_json_kind_of(an_json_get(it, "actor")) == AN_JSON_NONE)
        actor = cleaned(r, m.text); /* a recogniser that finds names and resolves none: each name is an actor */
    m.actor = AN_NO_ACTOR;
    if (is_name(r, actor))
        m.actor = actor_number(r, actor, m.type);
    else
        read_candidates(r, an_json_get(it, "candidates"), &m);
    if (m.actor == AN_NO_ACTOR && m.candidate_count == 0) {
        r->notes->bad_mentions++;
        return;
    }
    r->out->mentions[r->out->mention_count++] = m;
}

static int compare_mentions(const void *a, const void *b)
{
    const an_mention *one = a, *other = b;

    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    if (one->span.end != other->span.end)
        return one->span.end > other->span.end ? -1 : 1;
    return (one->actor > other->actor) - (one->actor < other->actor);
}

static void read_given_sentences(reader *r, const an_json *list)
{
    an_extraction *out = r->out;
    uint32_t end = 0;

    out->sentences = an_arena_alloc(&out->arena, (an_json_size(list) + 1) * sizeof *out->sentences);
    r->failed |= !out->sentences;
    for (size_t i = 0; out->sentences && i < an_json_size(list); i++) {
        const an_json *pair = an_json_at(list, i);
        an_span span;
        if (!read_span(r, an_json_at(pair, 0), an_json_at(pair, 1), &span) || span.start < end) {
            r->notes->bad_sentences++;
            continue;
        }
        out->sentences[out->sentence_count++] = span;
        end = span.end;
    }
}

/* A list of which no sentence is left is none, where there are mentions that stand in some. */
static void read_sentences(reader *r, bool mentions)
{
    const an_json *list = an_json_get(r->root, "sentences");
    an_extraction *out = r->out;
    an_spans cut = {0};

    if (an_json_kind_of(list) == AN_JSON_ARRAY)
        read_given_sentences(r, list);
    if (an_json_kind_of(list) == AN_JSON_ARRAY && (out->sentence_count || !mentions)) {
        out->has_sentences = true;
    } else if (out->has_text) {
        r->notes->split_here = out->has_sentences = true;
        r->failed |= !an_sentences_cut(&cut, out->text, NULL);
        out->sentences = an_arena_alloc(&out->arena, (cut.count + 1) * sizeof *out->sentences);
        if (out->sentences && cut.count)
            memcpy(out->sentences, cut.items, cut.count * sizeof *cut.items);
        out->sentence_count = cut.count;
        an_free(cut.items);
    } else {
        return;
    }
    r->failed |= !out->sentences;
}

/* How many actors the mentions may name at most. */
static size_t most_actors(const an_json *mentions)
{
    size_t count = 1;

    for (size_t i = 0; i < an_json_size(mentions); i++)
        count += 1 + an_json_size(an_json_get(an_json_at(mentions, i), "candidates"));
    return count;
}

static void read_document(reader *r)
{
    const an_json *mentions = an_json_get(r->root, "mentions");
    an_extraction *out = r->out;
    size_t most = most_actors(mentions);

    out->id = text_member(r, r->root, "id");
    out->title = text_member(r, r->root, "title");
    out->date = text_member(r, r->root, "date");
    out->source = text_member(r, r->root, "source");
    out->sender = text_member(r, r->root, "sender");
    out->recipients = text_member(r, r->root, "recipients");
    out->has_text = an_json_kind_of(an_json_get(r->root, "text")) == AN_JSON_STRING;
    out->text = text_member(r, r->root, "text");
    r->cursor = (an_utf8_cursor){.text = out->text};
    read_sentences(r, an_json_size(mentions) > 0);
    out->mentions = an_arena_alloc(&out->arena, (an_json_size(mentions) + 1) * sizeof *out->mentions);
    out->actors = an_arena_alloc(&out->arena, most * sizeof *out->actors);
    out->candidates = an_arena_alloc(&out->arena, most * sizeof *out->candidates);
    if (!out->mentions || !out->actors || !out->candidates) {
        r->failed = true;
        return;
    }
    r->cursor = (an_utf8_cursor){.text = out->text};
    for (size_t i = 0; i < an_json_size(mentions) && !r->failed; i++)
        read_mention(r, an_json_at(mentions, i));
    if (out->mention_count)
        qsort(out->mentions, out->mention_count, sizeof *out->mentions, compare_mentions);
}

an_status an_mention_line_read(an_extraction *out, an_str line, const char *source, size_t number, an_line_notes *notes, an_error *err)
{
    reader r = {.out = out, .notes = notes};
    an_json *root = NULL;
    an_status st;

    an_extraction_clear(out);
    *notes = (an_line_notes){0};
    if ((st = an_json_parse(&root, line, err)) == AN_OK) {
        r.root = root;
        if (an_json_kind_of(root) != AN_JSON_OBJECT || an_json_kind_of(an_json_get(root, "mentions")) != AN_JSON_ARRAY)
            st = an_fail(err, AN_ERR_SYNTAX, "not a line of mentions: expected an object with 'id' and 'mentions'");
        else
            read_document(&r);
        if (st == AN_OK && r.failed)
            st = an_fail_nomem(err);
    }
    if (st == AN_ERR_SYNTAX && err) {
        size_t column = err->column ? err->column : 1;
        an_error_at(err, source, number, line, 0, 0);
        err->column = column;
        err->excerpt[0] = '\0';
    }
    an_json_free(root);
    an_map_clear(&r.keys);
    if (st != AN_OK)
        an_extraction_clear(out);
    return st;
}
