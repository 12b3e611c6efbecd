/* What the tagger surely read in one place is that name in all places of the document (docs/matching.md §7). */
#include "extract/implied.h"

#include "base/alloc.h"

/* Whether a read name of one word is an ordinary word, too: then other places must be read for themselves. */
static bool is_ordinary(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count == 1 && an_atom_lists(x, c->atom) & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_DEMONYM));
}

/* A name read somewhere, and how sure that is over all its places as this kind. */
typedef struct reading {
    an_str text;
    uint32_t target;
    float most; /* surest place */
    double sum;
    bool bare; /* a company's name without the word for companies */
} reading;

static int by_sum(const void *a, const void *b)
{
    const reading *one = a, *other = b;
    int order = an_str_compare(one->text, other->text);

    if (order)
        return order;
    if (one->sum < other->sum || one->sum > other->sum)
        return one->sum > other->sum ? -1 : 1;
    return (one->target > other->target) - (one->target < other->target);
}

AN_DEFINE_SORT(sort_readings, reading, by_sum)

static bool add_reading(an_extractor *x, reading *readings, size_t *count, reading one)
{
    uint32_t number;
    bool added;

    an_buf_reset(&x->buf);
    an_buf_add(&x->buf, (an_str){(const char *)&one.target, sizeof one.target});
    an_buf_add(&x->buf, one.text);
    number = x->buf.failed ? AN_MAP_NONE : an_map_intern(&x->readings, an_buf_str(&x->buf), &added); /* numbers are places in the list */
    if (number == AN_MAP_NONE)
        return false;
    if (added)
        readings[(*count)++] = (reading){one.text, one.target, 0, 0, one.bare};
    readings[number].sum += one.sum;
    if (one.most > readings[number].most)
        readings[number].most = one.most;
    return true;
}

/* Whether the first word of a name is a company's name by itself: it means nothing else, is nobody's last name, and a word for companies follows
   («Velmar Corporation»). */
static bool is_bare_word(const an_extractor *x, const an_candidate *c)
{
    enum { MEANS = (int)(AN_LISTS & ~(AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_TOWN))) }; /* of towns there are too many */
    const an_token *token = x->tagging.tokens.items + x->tagging.token_of[c->atom];
    const an_rule_word *kind;

    if (token->atom_count != 1 || token->lists & (uint32_t)MEANS)
        return false;
    kind = an_work_word(x, c->atom + 1, 1u << AN_LIST_DESIGNATORS, NULL);
    return (kind ? an_str_starts(kind->type, AN_LIT("organization/company")) || an_str_equal_ascii_case(an_work_atom(x, c->atom + 1), AN_LIT("group"))
                 : an_work_word(x, c->atom + 1, 1u << AN_LIST_LEGAL, NULL) != NULL) &&
           an_map_find(&x->noted, an_work_atom(x, c->atom)) == AN_MAP_NONE;
}

/* A company's name without its legal form («Halden Bio, Inc.») or the word for companies behind its only other word; empty when it has none. */
static an_str bare_name(const an_extractor *x, const an_candidate *c)
{
    uint32_t count = c->atom_count;

    if (!an_is_organization(x->targets[c->target].type))
        return AN_LIT("");
    while (count > 2 && an_work_word(x, c->atom + count - 1, 1u << AN_LIST_LEGAL, NULL))
        count--;
    if (count == 2 && is_bare_word(x, c))
        count--;
    return count < c->atom_count ? an_atoms_text(x, c->atom, c->atom + count - 1) : AN_LIT("");
}

static bool gather_readings(an_extractor *x, reading *readings, size_t *count)
{
    const double TOLD = 2; /* what the whole name tells of its first word, against guesses */

    an_map_reset(&x->readings);
    *count = 0;
    if (!an_note_last_words(x, &x->noted))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        an_str bare;
        if (c->by != AN_BY_TAGGER || is_ordinary(x, c))
            continue;
        if (!add_reading(x, readings, count, (reading){an_candidate_form(x, c), c->target, c->confidence, (double)c->confidence, false}))
            return false;
        bare = bare_name(x, c);
        if (bare.len && !an_target_apart(x, bare, c->target) &&
            !add_reading(x, readings, count, (reading){bare, c->target, c->confidence, TOLD, true}))
            return false;
    }
    return true;
}

/* What is surely read in one place is that name in all places, of the kind that most of them tell. */
bool an_imply_readings(an_extractor *x, an_implied_names *out)
{
    const float SURE = 0.7F;
    reading *readings = an_alloc((2 * x->choices.count + 1) * sizeof *readings); /* some have a bare name, too */
    size_t count = 0;
    bool done = readings && gather_readings(x, readings, &count) && sort_readings(readings, count, &x->room);

    for (size_t i = 0; i < count && done; i++)
        if ((i == 0 || !an_str_equal(readings[i].text, readings[i - 1].text)) && readings[i].most >= SURE)
            done = an_imply(out, (an_implied){.text = readings[i].text,
                                        .target = readings[i].target,
                                        .rank = AN_RANK_READ,
                                        .by = readings[i].bare ? AN_BY_ALIAS : AN_BY_TAGGER,
                                        .rule = readings[i].bare ? AN_RULE_KIND : 0,
                                        .confidence = readings[i].most,
                                        .alone = an_str_find_byte(readings[i].text, 0, ' ') == (size_t)-1});
    an_free(readings);
    return done;
}
