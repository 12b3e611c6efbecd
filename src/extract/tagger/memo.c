/* Tables of sums, each place of which holds what was asked for last. */
#include "extract/tagger/memo.h"

#include "base/pages.h"

/* What has been added up; the next sum begins. */
static an_sums take(an_features *features)
{
    an_sums sum = features->sum;

    features->sum = (an_sums){0};
    return sum;
}

/* The tables of which there are few. */
static void fill(const an_memo *memo)
{
    struct an_memo_tables *tables = memo->tables;
    an_features features = {.model = memo->model};

    for (unsigned sign = 0; sign < AN_SIGN_COUNT; sign++)
        for (unsigned role = 0; role < AN_ROLES; role++) {
            an_features_sign(&features, (an_role)role, (an_sign)sign);
            tables->signs[sign][role] = take(&features);
        }
    for (unsigned signs = 0; signs < 4; signs++)
        for (unsigned initial = 0; initial < 2; initial++) {
            an_features_seen(&features, signs, initial);
            tables->seen[initial][signs] = take(&features);
        }
    for (unsigned again = 0; again < 3; again++)
        for (unsigned bits = 0; bits < 8; bits++) {
            an_features_cover(&features, (an_cover){again, bits >> 2 & 1, bits >> 1 & 1, bits & 1});
            tables->covers[again][bits >> 2][bits >> 1 & 1][bits & 1] = take(&features);
        }
}

bool an_memo_ready(an_memo *memo, const an_model *model)
{
    if (memo->tables)
        return true;
    memo->model = model;
    if (!(memo->tables = an_pages_alloc(&memo->memory, 1, sizeof *memo->tables)))
        return false;
    fill(memo);
    return true;
}

static size_t place_of(uint64_t key, uint64_t rest, unsigned bits)
{
    return (size_t)((key ^ rest * UINT64_C(0xC2B2AE3D27D4EB4F)) * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

enum { PARTS = 56 }; /* in a word's kind: bits of those that are worked out */
#define KIND ((UINT64_C(1) << PARTS) - 1)

/* Whether the key tells the letters: that of a number does not, nor that of a very long word. */
static bool tells_letters(const an_token *t)
{
    return t->flags & AN_TOKEN_ASCII && t->shape != AN_SHAPE_NUMBER && t->span.end - t->span.start < AN_ATOM_LONGEST;
}

static const an_memo_kind *kind_of(const an_memo *memo, an_features *features, const an_token *t, uint64_t kind)
{
    an_memo_kind *it = memo->tables->kinds + place_of(t->lists, kind, AN_MEMO_KINDS_BITS);

    if (it->lists == t->lists && it->kind == kind)
        return it;
    it->lists = t->lists;
    it->kind = kind;
    take(features);
    for (unsigned role = 0; role < AN_ROLES; role++) {
        an_features_kind(features, (an_role)role, t);
        it->of[role] = take(features);
    }
    return it;
}

static void work_out(const an_memo *memo, an_memo_word *it, an_features *features, const an_token *t, unsigned parts)
{
    take(features);
    if (parts & AN_MEMO_INSIDE) {
        const an_memo_kind *kind = kind_of(memo, features, t, it->kind & KIND);
        an_features_word(features, t);
        if (tells_letters(t))
            an_features_letters(features, t);
        it->inside = kind->of[AN_ROLE_INSIDE] + take(features);
        it->edge[AN_SIDE_LEFT] = kind->of[AN_ROLE_FIRST];
        it->edge[AN_SIDE_RIGHT] = kind->of[AN_ROLE_LAST];
    }
    for (unsigned side = AN_SIDE_LEFT; side <= AN_SIDE_RIGHT; side++)
        for (unsigned steps = 1; steps <= AN_BESIDE && parts & AN_MEMO_BESIDE << side; steps++) {
            an_features_beside(features, (an_side)side, steps, t);
            it->beside[side][steps - 1] = take(features);
        }
}

/* The lists of a word, and in a bit that they leave whether it has a group: its key tells which, but in texts of other languages it has none. */
static uint64_t lists_and_group(const an_token *t)
{
    _Static_assert(AN_WORD_LIST_COUNT < 32, "lists leave a bit");
    return t->lists | (uint64_t)(t->group.number != 0) << 31;
}

/* What the features of a word look at beside its key. */
static uint64_t kind_number(const an_token *t)
{
    return (uint64_t)(unsigned char)t->shape | (uint64_t)(unsigned char)t->class_ << 8 |
           (uint64_t)(t->flags & (AN_TOKEN_INITIAL | AN_TOKEN_CAP)) << 16 | (uint64_t)tells_letters(t) << 20 | lists_and_group(t) << 24;
}

void an_memo_expect_word(const an_memo *memo, const an_token *t)
{
    const an_memo_word *it = memo->tables->words + place_of(t->key, kind_number(t), AN_MEMO_WORDS_BITS);

    an_pages_fetch(it);
    an_pages_fetch((const char *)it + 64);
}

const an_memo_word *an_memo_word_of(const an_memo *memo, an_features *features, const an_token *t, unsigned parts)
{
    uint64_t kind = kind_number(t);
    an_memo_word *it = memo->tables->words + place_of(t->key, kind, AN_MEMO_WORDS_BITS);

    if (it->key != t->key || (it->kind & KIND) != kind) {
        it->key = t->key;
        it->kind = kind;
    }
    if ((it->kind >> PARTS & parts) != parts) {
        work_out(memo, it, features, t, parts & ~(unsigned)(it->kind >> PARTS));
        it->kind |= (uint64_t)parts << PARTS;
    }
    return it;
}

an_sums an_memo_letters(an_features *features, const an_token *t)
{
    if (!(t->flags & AN_TOKEN_ASCII) || tells_letters(t))
        return (an_sums){0};
    take(features);
    an_features_letters(features, t);
    return take(features);
}

/* What the features of two words look at beside the key of the one. */
static uint64_t pair_number(an_side side, const an_token *beside, const an_token *t)
{
    return lists_and_group(beside) | (uint64_t)(unsigned char)beside->class_ << 32 | (uint64_t)(unsigned char)t->class_ << 40 |
           (uint64_t)(unsigned char)t->shape << 48 | (uint64_t)(beside->flags & AN_TOKEN_CAP) << 56 | (uint64_t)side << 57;
}

void an_memo_expect_pair(const an_memo *memo, an_side side, const an_token *beside, const an_token *t)
{
    an_pages_fetch(memo->tables->pairs + place_of(beside->key, pair_number(side, beside, t), AN_MEMO_PAIRS_BITS));
}

const an_memo_pair *an_memo_pair_of(const an_memo *memo, an_features *features, an_side side, const an_token *beside, const an_token *t)
{
    uint64_t rest = pair_number(side, beside, t);
    an_memo_pair *it = memo->tables->pairs + place_of(beside->key, rest, AN_MEMO_PAIRS_BITS);

    if (it->key == beside->key && it->rest == rest)
        return it;
    it->key = beside->key;
    it->rest = rest;
    take(features);
    an_features_pair(features, side, beside, t);
    it->any = take(features);
    an_features_alone(features, side, beside, t);
    it->alone = take(features);
    return it;
}

an_sums an_memo_look_of(const an_memo *memo, an_features *features, const an_look *look)
{
    uint64_t rest = look->shapes | (uint64_t)look->count << 40 | (uint64_t)look->holds << 48;
    an_memo_look *it = memo->tables->looks + place_of(look->classes, rest, AN_MEMO_LOOKS_BITS);

    if (it->classes != look->classes || it->rest != rest) {
        take(features);
        an_features_look(features, look);
        *it = (an_memo_look){look->classes, rest, take(features)};
    }
    return it->sum;
}
