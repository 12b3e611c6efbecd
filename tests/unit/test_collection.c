/* How a name that no dictionary lists is written, decided over all documents. */
#include "extract/collection/collection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* A document with one actor, named `mentions` times. */
typedef struct shown {
    const char *key, *label, *type;
    size_t mentions;
    bool listed;
} shown;

static void make(an_extraction *out, an_mention *mentions, an_found_actor *actor, const shown *it)
{
    *out = (an_extraction){.actors = actor, .actor_count = 1, .mentions = mentions, .mention_count = it->mentions};
    *actor = (an_found_actor){.key = an_str_of(it->key), .label = an_str_of(it->label), .type = an_str_of(it->type), .listed = it->listed};
    for (size_t i = 0; i < it->mentions; i++)
        mentions[i] = (an_mention){.actor = 0, .type = actor->type};
}

static const struct {
    const char *name;
    shown documents[4];
    shown asked;
    const char *key, *label, *type;
} cases[] = {
    {"one document",
     {{"Eva Roy", "Eva Roy", "person", 1, false}},
     {"Eva Roy", "Eva Roy", "person", 1, false},
     "Eva Roy",
     "Eva Roy",
     "person"},
    {"the more frequent",
     {{"Eva Roy", "Eva Roy", "person", 2, false}, {"Éva Roy", "Éva Roy", "person", 3, false}},
     {"Eva Roy", "Eva Roy", "person", 1, false},
     "Éva Roy",
     "Éva Roy",
     "person"},
    {"counts add up",
     {{"Eva Roy", "Eva Roy", "person", 2, false}, {"Éva Roy", "Éva Roy", "person", 3, false}, {"Eva Roy", "Eva Roy", "person", 2, false}},
     {"Éva Roy", "Éva Roy", "person", 1, false},
     "Eva Roy",
     "Eva Roy",
     "person"},
    {"a short form is in capitals",
     {{"HRC", "HRC", "person", 9, false}, {"Hrc", "Hrc", "person", 2, false}},
     {"Hrc", "Hrc", "person", 1, false},
     "HRC",
     "HRC",
     "person"},
    {"a name among capitals is none",
     {{"LONA", "LONA", "person", 9, false}, {"Lona", "Lona", "person", 3, false}},
     {"LONA", "LONA", "person", 1, false},
     "Lona",
     "Lona",
     "person"},
    {"small letters before capitals",
     {{"EVA ROY", "EVA ROY", "person", 9, false}, {"Eva Roy", "Eva Roy", "person", 1, false}},
     {"EVA ROY", "EVA ROY", "person", 1, false},
     "Eva Roy",
     "Eva Roy",
     "person"},
    {"equal counts: by code point",
     {{"Éva Roy", "Éva Roy", "person", 1, false}, {"Eva Roy", "Eva Roy", "person", 1, false}},
     {"Éva Roy", "Éva Roy", "person", 1, false},
     "Eva Roy",
     "Eva Roy",
     "person"},
    {"type of the most",
     {{"Roy", "Roy", "person", 1, false}, {"Roy", "Roy", "organization", 4, false}},
     {"Roy", "Roy", "person", 1, false},
     "Roy",
     "Roy",
     "organization"},
    {"actors of dictionaries stay",
     {{"EVA ROY", "EVA ROY", "person", 1, false}, {"Eva Roy", "Eva Roy", "person", 5, false}},
     {"EVA ROY", "EVA ROY", "other", 1, true},
     "EVA ROY",
     "EVA ROY",
     "other"},
    {"a kind behind the name stays",
     {{"GEORGIA (person)", "GEORGIA", "person", 1, false}, {"Georgia (person)", "Georgia", "person", 1, false}},
     {"GEORGIA (person)", "GEORGIA", "person", 1, false},
     "Georgia (person)",
     "Georgia",
     "person"},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        an_collection collection = {0};
        an_mention mentions[16];
        an_found_actor actor;
        an_extraction document;
        for (size_t k = 0; k < COUNT(cases[i].documents) && cases[i].documents[k].key; k++) {
            make(&document, mentions, &actor, &cases[i].documents[k]);
            assert_int_equal(an_collection_add(&collection, &document, NULL), AN_OK);
        }
        assert_int_equal(an_collection_finish(&collection, NULL, NULL), AN_OK);
        make(&document, mentions, &actor, &cases[i].asked);
        assert_int_equal(an_collection_settle(&collection, &document, NULL), AN_OK);
        if (!an_str_equal(actor.key, an_str_of(cases[i].key)) || !an_str_equal(actor.label, an_str_of(cases[i].label)) ||
            !an_str_equal(actor.type, an_str_of(cases[i].type)) || !an_str_equal(mentions[0].type, actor.type))
            fail_msg("%s: got %.*s, %.*s, %.*s", cases[i].name, (int)actor.key.len, actor.key.ptr, (int)actor.label.len, actor.label.ptr,
                     (int)actor.type.len, actor.type.ptr);
        an_arena_clear(&document.arena);
        an_collection_clear(&collection);
    }
}

static void test_empty(void **state)
{
    an_collection collection = {0};
    an_extraction document = {0};

    (void)state;
    assert_int_equal(an_collection_add(&collection, &document, NULL), AN_OK);
    assert_int_equal(an_collection_finish(&collection, NULL, NULL), AN_OK);
    assert_int_equal(an_collection_settle(&collection, &document, NULL), AN_OK);
    an_collection_clear(&collection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_empty)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
