/* The words of the contract for who found a mention, and releasing an extraction. */
#include "extract/extraction.h"

static const char *const by_names[AN_BY_COUNT] = {"dict", "user-dict", "pattern", "tagger", "demonym", "acronym", "alias", "other"};

const char *an_by_name(an_by by)
{
    return (size_t)by < AN_BY_COUNT ? by_names[by] : "dict";
}

bool an_by_of(an_str name, an_by *by)
{
    for (size_t i = 0; i < AN_BY_COUNT; i++)
        if (an_str_equal(name, an_str_of(by_names[i]))) {
            *by = (an_by)i;
            return true;
        }
    return false;
}

void an_extraction_clear(an_extraction *extraction)
{
    an_arena_clear(&extraction->arena);
    *extraction = (an_extraction){0};
}

void an_extraction_reset(an_extraction *extraction)
{
    an_arena arena = extraction->arena;

    an_arena_reset(&arena);
    *extraction = (an_extraction){.arena = arena};
}
