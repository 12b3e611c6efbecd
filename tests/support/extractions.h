/* An extraction with something in every field, and comparing two of them. Include it before cmocka's own headers are needed: it brings
 * them. */
#ifndef SUPPORT_EXTRACTIONS_H
#define SUPPORT_EXTRACTIONS_H

#include "extract/extraction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Static storage throughout; its arena is empty. */
static inline an_extraction full_extraction(void)
{
    static const char text[] = "Éva Roy met the DGSE.\nAlgerian consul.";
    static an_span sentences[] = {{0, 22}, {23, 39}};
    static const an_attribute attributes[] = {{{"country", 7}, {"DZ", 2}}, {{"part_of", 7}, {"Algeria \"x\"\t", 12}}};
    static an_found_actor actors[4];
    static uint32_t candidates[] = {1, 2};
    static an_mention mentions[4];
    an_extraction e = {
        .id = AN_LIT("a/x.txt"),
        .title = AN_LIT("Talks \"in\" Bamako"),
        .date = AN_LIT("2013-01-18"),
        .source = AN_LIT("wire"),
        .sender = AN_LIT("Ada <a@b.c>"),
        .recipients = AN_LIT("Bob; Eve"),
        .text = {text, sizeof text - 1},
        .has_text = true,
        .has_sentences = true,
        .sentences = sentences,
        .sentence_count = 2,
        .mentions = mentions,
        .mention_count = 4,
        .actors = actors,
        .actor_count = 4,
        .candidates = candidates,
        .candidate_count = 2,
    };

    actors[0] = (an_found_actor){.key = AN_LIT("Algeria"),
                                 .label = AN_LIT("Algeria"),
                                 .type = AN_LIT("location/country"),
                                 .attributes = attributes,
                                 .attribute_count = 2,
                                 .listed = true};
    actors[1] = (an_found_actor){.key = AN_LIT("DGSE (Algeria)"), .label = AN_LIT("DGSE"), .type = AN_LIT("organization"), .listed = true};
    actors[2] = (an_found_actor){.key = AN_LIT("DGSE (France)"), .label = AN_LIT("DGSE"), .type = AN_LIT("organization"), .listed = true};
    actors[3] = (an_found_actor){.key = AN_LIT("Éva Roy"), .label = AN_LIT("Éva Roy"), .type = AN_LIT("person")};
    mentions[0] = (an_mention){
        .span = {0, 8}, .actor = 3, .text = AN_LIT("Éva Roy"), .type = AN_LIT("person"), .by = AN_BY_PATTERN, .confidence = 0.85};
    mentions[1] = (an_mention){.span = {17, 21},
                               .actor = AN_NO_ACTOR,
                               .candidate_first = 0,
                               .candidate_count = 2,
                               .text = AN_LIT("DGSE"),
                               .type = AN_LIT("organization"),
                               .by = AN_BY_USER_DICT,
                               .confidence = 1,
                               .undated = true};
    mentions[2] = (an_mention){.span = {23, 38},
                               .actor = 0,
                               .text = AN_LIT("Algerian consul"),
                               .type = AN_LIT("location/country"),
                               .by = AN_BY_DICT,
                               .confidence = 1};
    mentions[3] = (an_mention){.span = {23, 31},
                               .actor = 0,
                               .text = AN_LIT("Algerian"),
                               .type = AN_LIT("location/country"),
                               .by = AN_BY_DEMONYM,
                               .confidence = 0.9,
                               .no_link = true,
                               .nested = true};
    return e;
}

#define ASSERT_TEXTS_EQUAL(a, b)                                                                                                           \
    do {                                                                                                                                   \
        if (!an_str_equal((a), (b)))                                                                                                       \
            fail_msg("%s:%d: '%.*s' and '%.*s'", __FILE__, __LINE__, (int)(a).len, (a).ptr, (int)(b).len, (b).ptr);                        \
    } while (0)

static inline void assert_actors_equal(const an_found_actor *a, const an_found_actor *b)
{
    ASSERT_TEXTS_EQUAL(a->key, b->key);
    ASSERT_TEXTS_EQUAL(a->label, b->label);
    ASSERT_TEXTS_EQUAL(a->type, b->type);
    assert_int_equal(a->attribute_count, b->attribute_count);
    for (size_t i = 0; i < a->attribute_count; i++) {
        ASSERT_TEXTS_EQUAL(a->attributes[i].name, b->attributes[i].name);
        ASSERT_TEXTS_EQUAL(a->attributes[i].value, b->attributes[i].value);
    }
}

/* Who is meant, by key: numbers of actors may differ. */
static inline void assert_mentions_equal(const an_extraction *a, const an_mention *m, const an_extraction *b, const an_mention *n)
{
    assert_int_equal(m->span.start, n->span.start);
    assert_int_equal(m->span.end, n->span.end);
    ASSERT_TEXTS_EQUAL(m->text, n->text);
    ASSERT_TEXTS_EQUAL(m->type, n->type);
    assert_int_equal(m->by, n->by);
    assert_true(m->confidence > n->confidence - 0.005 && m->confidence < n->confidence + 0.005);
    assert_int_equal(m->no_link, n->no_link);
    assert_int_equal(m->undated, n->undated);
    assert_int_equal(m->nested, n->nested);
    assert_int_equal(m->actor == AN_NO_ACTOR, n->actor == AN_NO_ACTOR);
    assert_int_equal(m->candidate_count, n->candidate_count);
    if (m->actor != AN_NO_ACTOR)
        assert_actors_equal(a->actors + m->actor, b->actors + n->actor);
    for (size_t i = 0; i < m->candidate_count; i++)
        assert_actors_equal(a->actors + a->candidates[m->candidate_first + i], b->actors + b->candidates[n->candidate_first + i]);
}

static inline void assert_extractions_equal(const an_extraction *a, const an_extraction *b)
{
    ASSERT_TEXTS_EQUAL(a->id, b->id);
    ASSERT_TEXTS_EQUAL(a->title, b->title);
    ASSERT_TEXTS_EQUAL(a->date, b->date);
    ASSERT_TEXTS_EQUAL(a->source, b->source);
    ASSERT_TEXTS_EQUAL(a->sender, b->sender);
    ASSERT_TEXTS_EQUAL(a->recipients, b->recipients);
    ASSERT_TEXTS_EQUAL(a->text, b->text);
    assert_int_equal(a->has_text, b->has_text);
    assert_int_equal(a->has_sentences, b->has_sentences);
    assert_int_equal(a->sentence_count, b->sentence_count);
    for (size_t i = 0; i < a->sentence_count; i++)
        assert_memory_equal(a->sentences + i, b->sentences + i, sizeof *a->sentences);
    assert_int_equal(a->actor_count, b->actor_count);
    assert_int_equal(a->mention_count, b->mention_count);
    for (size_t i = 0; i < a->mention_count; i++)
        assert_mentions_equal(a, a->mentions + i, b, b->mentions + i);
}

#endif
