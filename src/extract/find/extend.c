/* Extended spans: a mention with what stands around the name and says who is meant: titles and the state before a person («Norlandic
   President Anna Berg»), what somebody rules behind one («the Berg regime»), heads behind an organisation («Free Coast fighters»), directions
   before a place and what it is behind («northern Norland», «Oskerby district»). The core is the name alone; links do not change. */
#include "extract/work.h"

#include <stdlib.h>

/* Which words may be added on which side of which main type. `cap`: with a capital only. */
static const struct {
    const char *type;
    int step;
    unsigned lists;
    bool cap;
} additions[] = {
    {"person", -1, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES | 1u << AN_LIST_DEMONYMS | 1u << AN_LIST_DESIGNATORS, true},
    {"person", 1, 1u << AN_LIST_HEADS, false},
    {"organization", -1, 1u << AN_LIST_DEMONYMS, true},
    {"organization", 1, 1u << AN_LIST_HEADS, false},
    {"location", -1, 1u << AN_LIST_PLACE, false},
    {"location", 1, 1u << AN_LIST_DESIGNATORS, false},
};

enum { LONGEST = 4 }; /* atoms of a word of those lists */

static bool fits(const an_extractor *x, const an_rule_word *word, uint32_t atom, size_t which)
{
    if (additions[which].cap && !(x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST))
        return false;
    if (word->list == AN_LIST_PLACE) /* «northern», «city of», not «in» */
        return word->class_ == AN_CLASS_ADJECTIVE;
    if (word->list == AN_LIST_HEADS && an_is_person(an_str_of(additions[which].type)))
        return word->class_ == AN_CLASS_GOVERNMENT;
    if (word->list == AN_LIST_DESIGNATORS && additions[which].step > 0)
        return an_str_starts(word->type, AN_LIT("location"));
    return true;
}

static bool joined(const an_extractor *x, uint32_t atom)
{
    return x->atoms.items[atom].gap == AN_GAP_SOFT || x->atoms.items[atom].gap == AN_GAP_STOP;
}

/* The atom before which the words that end right before `first` start; `first` when there are none. */
static uint32_t word_before(const an_extractor *x, uint32_t first, size_t which)
{
    uint32_t length;

    for (uint32_t back = LONGEST; back > 0; back--) {
        const an_rule_word *word;
        if (back > first || !joined(x, first))
            continue;
        word = an_work_word(x, first - back, additions[which].lists, &length);
        if (word && length == back && fits(x, word, first - back, which) && an_work_sentence(x, first - back) == an_work_sentence(x, first))
            return first - back;
    }
    return first;
}

static uint32_t word_behind(const an_extractor *x, uint32_t end, size_t which)
{
    const an_rule_word *word;
    uint32_t length = 0;

    if (end >= x->atoms.count || x->atoms.items[end].gap != AN_GAP_SOFT || an_work_starts_sentence(x, end))
        return end;
    word = an_work_word(x, end, additions[which].lists, &length);
    return word && fits(x, word, end, which) ? end + length : end;
}

/* A state before a person or behind such words: «France President» is as much a part as «French President». */
static uint32_t state_before(const an_extractor *x, const an_extraction *out, size_t mention, uint32_t first)
{
    uint32_t count, at;

    if (mention == 0 || !joined(x, first))
        return first;
    mention--;
    at = an_work_atoms_in(x, out->mentions[mention].span, &count);
    return count && at + count == first && !out->mentions[mention].nested && !an_is_person(out->mentions[mention].type) ? at : first;
}

static void extend(const an_extractor *x, an_extraction *out, size_t number)
{
    an_mention *mention = out->mentions + number;
    an_str type = an_main_type(mention->type);
    uint32_t count, first = an_work_atoms_in(x, mention->span, &count), end = first + count, next;

    if (count == 0)
        return;
    for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
        if (!an_str_equal(type, an_str_of(additions[i].type)))
            continue;
        if (additions[i].step > 0)
            end = word_behind(x, end, i);
        else
            while ((next = word_before(x, first, i)) != first)
                first = next;
    }
    if (first < an_work_atoms_in(x, mention->span, &count) && an_is_person(mention->type))
        first = state_before(x, out, number, first);
    if (x->atoms.items[first].span.start < mention->span.start)
        mention->span.start = x->atoms.items[first].span.start;
    if (x->atoms.items[end - 1].span.end > mention->span.end)
        mention->span.end = x->atoms.items[end - 1].span.end;
    mention->text = an_str_sub(out->text, mention->span.start, mention->span.end);
}

static int by_place(const void *a, const void *b)
{
    const an_mention *one = a, *other = b;

    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    return (one->span.end < other->span.end) - (one->span.end > other->span.end);
}

/* Mentions that an extended one holds are inner ones now; they stay only when inner ones are asked for. */
static void settle_inner(an_extraction *out, bool keep)
{
    size_t kept = 0;
    uint32_t end = 0;

    if (out->mention_count)
        qsort(out->mentions, out->mention_count, sizeof *out->mentions, by_place);
    for (size_t i = 0; i < out->mention_count; i++) {
        an_mention mention = out->mentions[i];
        mention.nested |= mention.span.start < end;
        if (mention.span.end > end)
            end = mention.span.end;
        if (!mention.nested || keep)
            out->mentions[kept++] = mention;
    }
    out->mention_count = kept;
}

void an_extend_mentions(an_extractor *x, an_extraction *out)
{
    for (size_t i = 0; i < out->mention_count; i++)
        if (!out->mentions[i].nested)
            extend(x, out, i);
    settle_inner(out, x->nested);
}
