/* A document as the tagger sees it: its atoms as tokens, what dictionaries and patterns found as phrases. */
#include "extract/tagger/tagging.h"

#include "base/alloc.h"
#include "extract/work.h"

void an_tagging_clear(an_tagging *g)
{
    an_tagging_let_go(g);
    an_signs_clear(&g->signs);
    an_free(g->tokens.items);
    an_free(g->token_of);
    an_free(g->memo.memory);
    *g = (an_tagging){0};
}

void an_tagging_let_go(an_tagging *g)
{
    an_free(g->runs.items);
    g->runs = (an_runs){0};
    an_signs_let_go(&g->signs);
    an_series_clear(&g->series);
    an_free(g->phrases);
    g->phrases = NULL;
    g->phrase_count = g->phrase_capacity = 0;
}

/* Who stands on the sides of «v.», as the cases are called afterwards. */
static void note_parties(an_tagging *g, size_t versus)
{
    const an_token *t = g->tokens.items;

    if (versus == 0 || versus + 1 >= g->tokens.count || t[versus].flags & AN_TOKEN_HARD || g->party_count + 2 > AN_PARTIES_MOST)
        return;
    for (size_t side = versus - 1; side <= versus + 1; side += 2)
        if (t[side].atom != AN_NO_ATOM && t[side].flags & AN_TOKEN_CAP)
            g->parties[g->party_count++] = t[side].key;
}

static bool cut_tokens(an_tagging *g, const an_lists *lists, an_extractor *x)
{
    an_token_source from = {.text = x->doc->text,
                            .atoms = &x->atoms,
                            .sentence_atom = x->sentence_atom,
                            .sentences = x->sentences.items,
                            .sentence_count = x->sentences.count};

    g->tokens.count = g->runs.count = g->phrase_count = g->party_count = 0;
    g->versus = false;
    if (!an_grow(&g->token_of, &g->token_of_capacity, x->atoms.count + 1, sizeof *g->token_of) || !an_tokens_cut(&g->tokens, &from, lists))
        return false;
    for (size_t i = 0; i < g->tokens.count; i++) {
        const an_token *t = g->tokens.items + i;
        if (t->atom == AN_NO_ATOM)
            continue;
        for (size_t k = 0; k < t->atom_count; k++)
            g->token_of[t->atom + k] = (uint32_t)i;
        if (an_token_is(t, AN_LIT("v")) && t->span.end < x->doc->text.len && x->doc->text.ptr[t->span.end] == '.') /* without a dot it is a match */
            note_parties(g, i);
        g->versus = g->versus || an_token_is(t, AN_LIT("v")) || an_token_is(t, AN_LIT("vs"));
    }
    return true;
}

/* Class of a phrase by its type; the first that the type starts with holds. */
static const struct {
    const char *type;
    char class_;
    an_word_list list; /* what each of its words counts as when the user's dictionary says so */
} phrase_classes[] = {
    {"location/country", 'K', AN_WORD_COUNTRY}, {"location/city", 'C', AN_WORD_CITY},       {"location", 'R', AN_WORD_REGION},
    {"organization", 'O', AN_WORD_KNOWN_ORG},   {"person", 'P', AN_WORD_GIVEN}, {"", 'X', AN_WORD_LIST_COUNT},
};

static size_t class_of(an_str type)
{
    size_t i = 0;

    while (!an_str_starts(type, an_str_of(phrase_classes[i].type)))
        i++;
    return i;
}

static bool add_phrase(an_tagging *g, an_extractor *x, const an_candidate *c)
{
    uint32_t first = g->token_of[c->atom], end = g->token_of[c->atom + c->atom_count - 1] + 1;
    size_t class_ = c->target == UINT32_MAX ? sizeof phrase_classes / sizeof *phrase_classes - 1 : class_of(x->targets[c->target].type);
    char letter = c->rank == AN_RANK_DEMONYM ? 'N' : phrase_classes[class_].class_;

    if (c->rank == AN_RANK_USER)
        for (uint32_t i = first; i < end; i++) {
            g->tokens.items[i].flags |= AN_TOKEN_USER;
            if (phrase_classes[class_].list != AN_WORD_LIST_COUNT)
                g->tokens.items[i].lists |= AN_IN(phrase_classes[class_].list);
        }
    if (!an_grow(&g->phrases, &g->phrase_capacity, g->phrase_count + 1, sizeof *g->phrases))
        return false;
    g->phrases[g->phrase_count++] = (an_phrase){first, end, letter};
    return true;
}

static int by_place(const an_phrase *one, const an_phrase *other)
{
    if (one->first != other->first)
        return one->first < other->first ? -1 : 1;
    if (one->end != other->end)
        return one->end < other->end ? -1 : 1;
    return (one->class_ > other->class_) - (one->class_ < other->class_);
}

AN_DEFINE_SORT(sort_by_place, an_phrase, by_place)

/* Each phrase once, in order. */
static bool sort_phrases(an_tagging *g, an_sort_room *room)
{
    size_t kept = 0;

    if (!sort_by_place(g->phrases, g->phrase_count, room))
        return false;
    for (size_t i = 0; i < g->phrase_count; i++)
        if (kept == 0 || by_place(g->phrases + kept - 1, g->phrases + i) != 0)
            g->phrases[kept++] = g->phrases[i];
    g->phrase_count = kept;
    return true;
}

/* What the user never wants says nothing of longer names that hold it: *May*, *Theresa May*. */
static bool takes_part(const an_candidate *c)
{
    return (c->rank == AN_RANK_USER && c->target != UINT32_MAX) || c->rank == AN_RANK_DICT || c->rank == AN_RANK_DEMONYM;
}

bool an_tagging_look(an_tagging *g, const an_lists *lists, an_extractor *x)
{
    if (!cut_tokens(g, lists, x))
        return false;
    for (size_t i = 0; i < x->candidates.count; i++)
        if (takes_part(x->candidates.items + i) && !add_phrase(g, x, x->candidates.items + i))
            return false;
    if (!sort_phrases(g, &x->room) || !an_runs_find(&g->runs, &g->tokens) ||
        !an_signs_gather(&g->signs, x->doc->text, &g->tokens, &g->runs, g->phrases, g->phrase_count) ||
        !an_series_find(&g->series, &g->tokens, g->phrases, g->phrase_count))
        return false;
    g->scene = (an_scene){x->doc->text, &g->tokens, &g->signs, &g->series, g->phrases, g->phrase_count, g->parties, g->party_count, g->versus,
                          an_language_of(&g->tokens)};
    if (g->scene.language != AN_LANGUAGE_ENGLISH) /* the groups are those of English text */
        for (size_t i = 0; i < g->tokens.count; i++)
            g->tokens.items[i].group = (an_word_group){0, 0};
    return true;
}

an_stretch an_tagging_stretch(const an_tagging *g, size_t i, size_t *phrase)
{
    enum { LONGEST = 64 }; /* tokens of a phrase that starts before the run */
    an_stretch s = {.scene = &g->scene, .run = g->runs.items[i]};

    while (*phrase < g->phrase_count && g->phrases[*phrase].first + LONGEST < s.run.first)
        ++*phrase;
    for (s.phrase_first = *phrase; s.phrase_first < g->phrase_count && g->phrases[s.phrase_first].end <= s.run.first;)
        s.phrase_first++;
    for (s.phrase_end = s.phrase_first; s.phrase_end < g->phrase_count && g->phrases[s.phrase_end].first < s.run.first + s.run.count;)
        s.phrase_end++;
    return s;
}

void an_tagging_open(an_lattice *lattice, const an_stretch *s)
{
    const an_token *t = s->scene->tokens->items + s->run.first;

    lattice->count = s->run.count;
    for (unsigned i = 0; i < s->run.count; i++) {
        bool *open = lattice->open[i], starts = an_starts_name(t + i);
        unsigned longest = s->run.count - i < AN_NAME_TOKENS ? s->run.count - i : AN_NAME_TOKENS, length = 0;
        for (; length < longest && !(t[i + length].flags & AN_TOKEN_USER); length++)
            open[length] = starts && an_ends_name(t + i + length) && (length > 0 || t[i].flags & AN_TOKEN_CAP);
        for (; length < longest; length++) /* none reaches into a name of the user's dictionary */
            open[length] = false;
    }
}
