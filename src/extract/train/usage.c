/* Words by falling count start in groups of their own or in turn; then each in turn is taken out and put where it adds most to the likelihood
   of the text, round after round, until few move. The sums are kept as whole numbers, so nothing drifts. */
#include "extract/train/usage.h"

#include "base/alloc.h"
#include "extract/work.h"

#include <math.h>
#include <stdlib.h>

enum {
    GROUPS = 100,
    LEAST = 5,   /* rarer words are all one: nothing is known of them */
    ROUNDS = 12,
    RARE = GROUPS, EDGE, ALL_GROUPS
};
_Static_assert((int)GROUPS <= (int)AN_WORD_GROUPS, "too many groups");

/* Gathering ---------------------------------------------------------------------------------------------------------------------------- */

void an_usage_clear(an_usage *u)
{
    an_map_clear(&u->words);
    an_free(u->text);
    *u = (an_usage){0};
}

static bool push(an_usage *u, uint32_t word)
{
    if (!an_grow(&u->text, &u->capacity, u->count + 1, sizeof *u->text))
        return false;
    u->text[u->count++] = word;
    return true;
}

an_status an_usage_add(an_usage *u, an_extractor *x, const an_lists *lists, const an_document *doc, an_error *err)
{
    an_arena arena = {0};
    an_buf text = {0};
    an_status st = an_extractor_look(x, doc, &arena, err);
    bool done = st != AN_OK || an_tagging_look(&x->tagging, lists, x);

    for (size_t i = 0; st == AN_OK && done && i < x->tagging.tokens.count; i++) {
        const an_token *token = x->tagging.tokens.items + i;
        uint32_t word;
        an_buf_reset(&text);
        an_sample_word(&text, x, token);
        word = text.failed ? AN_MAP_NONE : an_map_intern(&u->words, token->class_ == '#' ? AN_LIT("0") : an_buf_str(&text), NULL);
        done = word != AN_MAP_NONE && (!(token->flags & AN_TOKEN_HARD) || push(u, AN_USAGE_EDGE)) && push(u, word);
        if (done)
            u->words.values[word]++;
    }
    an_buf_clear(&text);
    an_arena_clear(&arena);
    return done ? st : an_fail_nomem(err);
}

/* Neighbours --------------------------------------------------------------------------------------------------------------------------- */

/* A word that stands beside another, and how often. */
typedef struct beside {
    uint32_t of, word;
    uint32_t count;
} beside;

/* The neighbours of all words on one side: those of word w are items[start[w] … start[w + 1]). */
typedef struct side {
    beside *items;
    size_t *start;
} side;

static int by_word(const void *a, const void *b)
{
    const beside *one = a, *other = b;

    if (one->of != other->of)
        return one->of < other->of ? -1 : 1;
    return (one->word > other->word) - (one->word < other->word);
}

/* From pairs in the order of the text; `words` words. */
static bool make_side(side *s, const uint32_t *text, size_t count, size_t words, bool left)
{
    size_t kept = 0;

    s->items = an_alloc((count + 1) * sizeof *s->items);
    s->start = an_alloc((words + 1) * sizeof *s->start);
    if (!s->items || !s->start)
        return false;
    for (size_t i = 0; i + 1 < count; i++)
        s->items[i] = (beside){text[i + left], text[i + !left], 1};
    if (count > 1)
        qsort(s->items, count - 1, sizeof *s->items, by_word);
    for (size_t i = 0; i + 1 < count; i++)
        if (kept && by_word(s->items + kept - 1, s->items + i) == 0)
            s->items[kept - 1].count++;
        else
            s->items[kept++] = s->items[i];
    for (size_t i = 0, word = 0; word <= words; word++) {
        while (i < kept && s->items[i].of < word)
            i++;
        s->start[word] = i;
    }
    return true;
}

static void clear_side(side *s)
{
    an_free(s->items);
    an_free(s->start);
}

/* Exchange ----------------------------------------------------------------------------------------------------------------------------- */

typedef uint64_t row[ALL_GROUPS];

typedef struct grouping {
    side left, right;
    uint32_t *text; /* of words by rank, the rare ones and edges as two more */
    size_t count, words;
    uint64_t *times;  /* by word */
    uint8_t *group;   /* by word */
    row together[ALL_GROUPS], total;
    double *xlogx; /* of whole numbers */
} grouping;

static void clear_grouping(grouping *g)
{
    clear_side(&g->left);
    clear_side(&g->right);
    an_free(g->text);
    an_free(g->times);
    an_free(g->group);
    an_free(g->xlogx);
    an_free(g);
}

/* How often the word has members of each group beside it; how often itself. */
static uint64_t sum_side(const grouping *g, const side *s, size_t word, row sums)
{
    uint64_t self = 0;

    memset(sums, 0, sizeof(row));
    for (size_t i = s->start[word]; i < s->start[word + 1]; i++)
        if (s->items[i].word == word)
            self = s->items[i].count;
        else
            sums[g->group[s->items[i].word]] += s->items[i].count;
    return self;
}

static double more(const grouping *g, uint64_t before, uint64_t added)
{
    return g->xlogx[before + added] - g->xlogx[before];
}

/* What the likelihood gains when the word is put into the group. */
static double gain(const grouping *g, size_t group, size_t word, const row left, const row right, uint64_t self)
{
    double sum = more(g, g->together[group][group], left[group] + right[group] + self) - 2 * more(g, g->total[group], g->times[word]);

    for (size_t k = 0; k < ALL_GROUPS; k++)
        if (k != group && (left[k] | right[k]))
            sum += more(g, g->together[group][k], right[k]) + more(g, g->together[k][group], left[k]);
    return sum;
}

/* Put the word into a group, or take it out: `sign` is 1 or -1, as an unsigned number. */
static void move(grouping *g, size_t group, size_t word, const row left, const row right, uint64_t self, uint64_t sign)
{
    for (size_t k = 0; k < ALL_GROUPS; k++) {
        g->together[group][k] += sign * right[k];
        g->together[k][group] += sign * left[k];
    }
    g->together[group][group] += sign * self;
    g->total[group] += sign * g->times[word];
}

/* Put the word where it fits best. Returns whether that is another group. */
static bool exchange(grouping *g, size_t word)
{
    row left, right;
    size_t old = g->group[word], best = old;
    uint64_t self = sum_side(g, &g->right, word, right);
    double most;

    sum_side(g, &g->left, word, left);
    move(g, old, word, left, right, self, UINT64_MAX);
    most = gain(g, old, word, left, right, self);
    for (size_t k = 0; k < GROUPS; k++) {
        double sum = k == old ? most : gain(g, k, word, left, right, self);
        if (sum > most) {
            most = sum;
            best = k;
        }
    }
    g->group[word] = (uint8_t)best;
    move(g, best, word, left, right, self, 1);
    return best != old;
}

/* Words in the order in which they are tried ------------------------------------------------------------------------------------------ */

typedef struct ranked {
    uint32_t times, word;
} ranked;

static int by_times(const void *a, const void *b)
{
    const ranked *one = a, *other = b;

    if (one->times != other->times)
        return one->times > other->times ? -1 : 1;
    return (one->word > other->word) - (one->word < other->word);
}

/* The words that are common enough, the commonest first. NULL when out of memory. */
static ranked *rank_words(const an_usage *u, size_t *count)
{
    ranked *words = an_alloc((u->words.count + 1) * sizeof *words);

    *count = 0;
    for (uint32_t i = 0; words && i < u->words.count; i++)
        if (u->words.values[i] >= LEAST)
            words[(*count)++] = (ranked){u->words.values[i], i};
    if (*count)
        qsort(words, *count, sizeof *words, by_times);
    return words;
}

/* The text with ranks for words. */
static bool rank_text(grouping *g, const an_usage *u, const ranked *words)
{
    uint32_t *rank = an_alloc((u->words.count + 1) * sizeof *rank);

    g->text = an_alloc((u->count + 2) * sizeof *g->text);
    g->times = an_alloc((g->words + 2) * sizeof *g->times);
    if (rank && g->text && g->times) {
        for (uint32_t i = 0; i < u->words.count; i++)
            rank[i] = (uint32_t)g->words;
        for (uint32_t i = 0; i < g->words; i++)
            rank[words[i].word] = i;
        for (size_t i = 0; i < u->count; i++)
            g->text[g->count++] = u->text[i] == AN_USAGE_EDGE ? (uint32_t)g->words + 1 : rank[u->text[i]];
        g->text[g->count++] = (uint32_t)g->words + 1;
        for (size_t i = 0; i + 1 < g->count; i++)
            g->times[g->text[i]]++;
    }
    an_free(rank);
    return rank && g->text && g->times;
}

static bool begin(grouping *g)
{
    g->group = an_alloc(g->words + 2);
    g->xlogx = an_alloc((2 * g->count + 2) * sizeof *g->xlogx);
    if (!g->group || !g->xlogx || !make_side(&g->right, g->text, g->count, g->words + 2, false) ||
        !make_side(&g->left, g->text, g->count, g->words + 2, true))
        return false;
    for (size_t i = 1; i < 2 * g->count + 2; i++)
        g->xlogx[i] = (double)i * log((double)i);
    for (size_t i = 0; i < g->words; i++)
        g->group[i] = (uint8_t)(i % GROUPS);
    g->group[g->words] = RARE;
    g->group[g->words + 1] = EDGE;
    for (size_t i = 0; i + 1 < g->count; i++)
        g->together[g->group[g->text[i]]][g->group[g->text[i + 1]]]++;
    for (size_t i = 0; i < g->words + 2; i++)
        g->total[g->group[i]] += g->times[i];
    return true;
}

static an_status run_rounds(grouping *g, const an_observer *watch, an_error *err)
{
    size_t moved = 1;

    for (unsigned round = 0; round < ROUNDS && moved; round++) {
        moved = 0;
        for (size_t i = 0; i < g->words; i++)
            moved += exchange(g, i);
        if (!an_progress(watch, "grouping words", round + 1, ROUNDS))
            return an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    return AN_OK;
}

/* Only words of letters: the lists hold no others. */
static bool is_plain(an_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.ptr[i] < 'a' || (unsigned char)word.ptr[i] > 'z')
            return false;
    return word.len > 0;
}

static an_status write_groups(const grouping *g, const an_usage *u, const ranked *words, FILE *to, an_str head, an_error *err)
{
    uint32_t *order = an_map_order(&u->words), *group = an_alloc((u->words.count + 1) * sizeof *group);

    if (order && group) {
        for (size_t i = 0; i < g->words; i++)
            group[words[i].word] = g->group[i] + 1u;
        fprintf(to, "%.*s", (int)head.len, head.ptr);
        for (size_t i = 0; i < u->words.count; i++)
            if (group[order[i]] && is_plain(u->words.keys[order[i]]))
                fprintf(to, "%.*s\t%u\n", (int)u->words.keys[order[i]].len, u->words.keys[order[i]].ptr, (unsigned)group[order[i]]);
    }
    an_free(order);
    an_free(group);
    if (!order || !group)
        return an_fail_nomem(err);
    return ferror(to) ? an_fail_errno(err, "cannot write the groups") : AN_OK;
}

an_status an_usage_write_groups(const an_usage *u, FILE *to, an_str head, const an_observer *watch, an_error *err)
{
    grouping *g = an_alloc(sizeof *g);
    ranked *words = NULL;
    an_status st = AN_OK;

    if (!g || !(words = rank_words(u, &g->words)) || !rank_text(g, u, words) || !begin(g))
        st = an_fail_nomem(err);
    if (st == AN_OK)
        st = run_rounds(g, watch, err);
    if (st == AN_OK)
        st = write_groups(g, u, words, to, head, err);
    if (g)
        clear_grouping(g);
    an_free(words);
    return st;
}
