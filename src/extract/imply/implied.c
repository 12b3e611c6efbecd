/* What those that imply names share: lists of them, and what they ask of the choice. */
#include "extract/imply/implied.h"

#include "base/seek.h"

bool an_imply(an_implied_names *list, an_implied it)
{
    if (it.text.len == 0)
        return true;
    if (!AN_ROOM(list, 1))
        return false;
    list->items[list->count++] = it;
    return true;
}

uint32_t an_intern_folded(an_extractor *x, an_map *map, an_str text, uint32_t apart, bool *added)
{
    uint32_t number;

    an_buf_reset(&x->buf);
    an_buf_add_count(&x->buf, apart);
    an_buf_add_char(&x->buf, ' ');
    an_corrections_fold(&x->buf, text);
    number = x->buf.failed ? AN_MAP_NONE : an_map_intern(map, an_buf_str(&x->buf), added);
    x->failed |= number == AN_MAP_NONE;
    return number;
}

bool an_note_last_words(an_extractor *x, an_map *words)
{
    an_map_reset(words);
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        if (target != UINT32_MAX && c->atom_count > 1 && an_is_person(x->targets[target].type) &&
            an_map_intern(words, an_work_atom(x, c->atom + c->atom_count - 1), NULL) == AN_MAP_NONE)
            return false;
    }
    return true;
}

size_t an_choice_from(const an_extractor *x, uint32_t atom)
{
    size_t low = 0, high = x->choices.count;

    AN_SEEK(low, high, an_choice_candidate(x, middle)->atom < atom);
    return low;
}

size_t an_choice_ending_at(const an_extractor *x, uint32_t atom)
{
    size_t next = an_choice_from(x, atom + 1);
    const an_candidate *c = next ? an_choice_candidate(x, next - 1) : NULL;

    return c && c->atom + c->atom_count - 1 == atom ? next - 1 : SIZE_MAX;
}

size_t an_choice_of_atom(const an_extractor *x, uint32_t atom)
{
    size_t choice = an_choice_ending_at(x, atom);

    return choice != SIZE_MAX && an_choice_candidate(x, choice)->atom == atom ? choice : SIZE_MAX;
}

uint32_t an_atom_lists(const an_extractor *x, uint32_t atom)
{
    return x->tagger ? x->tagging.tokens.items[x->tagging.token_of[atom]].lists : 0;
}
