/* One table for words, strings and initials, told apart by a number mixed into the key. */
#include "extract/tagger/signs.h"

#include "base/alloc.h"
#include "extract/tagger/key.h"

typedef struct an_signs_entry {
    uint64_t key; /* 0 = free */
    uint32_t once, twice; /* signs met in one place or more, in two or more */
    uint32_t count;
} entry;

/* Nouns that tell what somebody or something is. */
enum {
    TELLS_PERSON = AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_KIN),
    TELLS_ORG = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY),
    TELLS_LOC = AN_IN(AN_WORD_LOC)
};

enum { OF_WORD = 1, OF_STRING = 2, OF_INITIALS = 3, OF_CAPITALS = 4 };

static uint64_t key_for(uint64_t key, unsigned kind)
{
    key = an_key_mix(key, kind);

    return key ? key : 1;
}

static entry *find(const an_signs *e, uint64_t key)
{
    size_t at = (size_t)key & e->mask;

    while (e->slots[at].key && e->slots[at].key != key)
        at = (at + 1) & e->mask;
    return e->slots + at;
}

/* Twice the slots, for large documents: their words are many times fewer than the places where they stand. */
static bool grow(an_signs *e)
{
    an_signs wide = {.mask = 2 * e->mask + 1, .capacity = 2 * (e->mask + 1)};

    if (!(wide.slots = an_alloc(wide.capacity * sizeof *wide.slots)))
        return false;
    for (size_t i = 0; i <= e->mask; i++)
        if (e->slots[i].key)
            *find(&wide, e->slots[i].key) = e->slots[i];
    an_free(e->slots);
    e->slots = wide.slots;
    e->mask = wide.mask;
    e->capacity = wide.capacity;
    return true;
}

/* There is a free slot for it (make_room). */
static void count(an_signs *e, uint64_t key, unsigned kind, unsigned signs)
{
    entry *it = find(e, key = key_for(key, kind));

    e->count += it->key == 0;
    it->key = key;
    it->twice |= it->once & signs;
    it->once |= signs;
    it->count++;
}

/* So that most initials need not be looked up. */
static uint64_t capitals_bit(char first, size_t count)
{
    return UINT64_C(1) << ((unsigned char)(first | 0x20) * 5u + (unsigned)count) % 64;
}

/* So that no more than half of the slots is taken when so many keys more are counted. */
static bool make_room(an_signs *e, size_t keys)
{
    while (2 * (e->count + keys) > e->mask + 1)
        if (!grow(e))
            return false;
    return true;
}

/* Empty table with room for so many keys, or for those of a large document's beginning. */
static bool reset(an_signs *e, size_t keys, size_t tokens)
{
    enum { MOST = 1 << 14 };
    size_t size = 64;

    while (size < 2 * keys && size < MOST)
        size *= 2;
    if (!an_grow(&e->slots, &e->capacity, size, sizeof *e->slots) || !an_grow(&e->of, &e->of_capacity, tokens + 1, sizeof *e->of))
        return false;
    e->mask = size - 1;
    e->capitals = 0;
    e->count = 0;
    memset(e->slots, 0, size * sizeof *e->slots);
    memset(e->of, 0, (tokens + 1) * sizeof *e->of);
    return true;
}

static bool has(const an_token *token, an_word_list list)
{
    return (token->lists >> list & 1) != 0;
}

bool an_is_given(const an_token *token)
{
    enum {
        OTHERS = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC) |
                 AN_IN(AN_WORD_FUNCTION)
    };

    return has(token, AN_WORD_GIVEN) && !(token->lists & OTHERS) && token->flags & AN_TOKEN_CAP;
}

static bool is_lower(const an_token *token)
{
    return token->atom != AN_NO_ATOM && !(token->flags & AN_TOKEN_CAP);
}

static unsigned signs_before(const an_token *t, size_t at)
{
    const an_token *p = t + at - 1;
    unsigned signs = 0;

    if (at == 0 || t[at].flags & AN_TOKEN_HARD)
        return 0;
    if (has(p, AN_WORD_TITLE) && !has(p, AN_WORD_LOC))
        signs |= 1u << AN_SIGN_TITLE;
    if (an_is_given(p))
        signs |= 1u << AN_SIGN_GIVEN;
    if (is_lower(p) && has(p, AN_WORD_PLACE))
        signs |= 1u << AN_SIGN_PLACE;
    if (p->class_ == '(')
        signs |= 1u << AN_SIGN_BRACKET;
    if (p->class_ == '%' || (p->class_ == 'f' && an_token_is(p, AN_LIT("the"))))
        signs |= 1u << AN_SIGN_THE;
    return signs;
}

static unsigned signs_behind(const an_tokens *tokens, size_t at)
{
    const an_token *q = tokens->items + at + 1;
    unsigned signs = 0;

    if (at + 1 >= tokens->count || q->flags & AN_TOKEN_HARD)
        return 0;
    if (is_lower(q) && has(q, AN_WORD_SAYS))
        signs |= 1u << AN_SIGN_SAYS;
    if (q->class_ != ',' || at + 2 >= tokens->count || q[1].flags & AN_TOKEN_HARD)
        return signs;
    if (an_token_is(q + 1, AN_LIT("who")) || (q[1].class_ == '#' && q[1].span.end - q[1].span.start == 2 && at + 3 < tokens->count && q[2].class_ == ','))
        signs |= 1u << AN_SIGN_SAYS;
    if (q[1].flags & AN_TOKEN_CAP && q[1].lists & (AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION)))
        signs |= 1u << AN_SIGN_STATE;
    return signs;
}

/* Signs that all tokens of a run share. */
static unsigned signs_of_run(const an_token *t, const an_run *run)
{
    const an_token *last = t + run->first + run->count - 1;
    unsigned signs = 0;

    if (run->count < 2)
        return 0;
    signs |= 1u << AN_SIGN_RUN;
    if (has(last, AN_WORD_ORG))
        signs |= 1u << AN_SIGN_ORG;
    if (has(last, AN_WORD_LOC))
        signs |= 1u << AN_SIGN_LOC;
    if (has(last, AN_WORD_COMPANY))
        signs |= 1u << AN_SIGN_COMPANY;
    if (an_is_given(t + run->first))
        signs |= 1u << AN_SIGN_NAME;
    return signs;
}

uint64_t an_tokens_key(const an_tokens *tokens, size_t first, size_t end)
{
    uint64_t key = AN_TOKENS_KEY;

    for (size_t i = first; i < end; i++)
        key = an_key_mix(key, tokens->items[i].key);
    return key;
}

uint64_t an_initials_key(an_str text, const an_tokens *tokens, size_t first, size_t end)
{
    char letters[16];
    size_t count_letters = 0;

    for (size_t i = first; i < end && count_letters < sizeof letters; i++) {
        char c = text.ptr[tokens->items[i].span.start];
        if (tokens->items[i].flags & AN_TOKEN_CAP && c >= 'A' && c <= 'Z')
            letters[count_letters++] = (char)(c | 0x20);
    }
    return count_letters < 2 ? 0 : an_key_bytes(letters, count_letters);
}

/* What the noun `at` says of whom it is said; 0 when it is none that tells. A title is no noun before other words: «a major carrier». */
static char told_by(const an_tokens *tokens, size_t at)
{
    const an_token *t = tokens->items + at;
    uint32_t noun = t->shape == AN_SHAPE_LOWER ? an_lists_of_noun(tokens->words, t->key) : 0, lists = noun ? noun : t->lists;

    if (t->lists & AN_IN(AN_WORD_TITLE) && at + 1 < tokens->count && t[1].atom != AN_NO_ATOM && !(t[1].lists & AN_IN(AN_WORD_FUNCTION)))
        lists &= ~(AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE));
    return lists & TELLS_PERSON ? 'P' : lists & TELLS_ORG ? 'O' : lists & TELLS_LOC ? 'L' : 0;
}

an_behind an_told_behind(const an_tokens *tokens, size_t token)
{
    enum { BRACKETS = 14, WORDS = 8 };
    const an_token *t = tokens->items;
    an_behind told = {0, false}, nothing = {0, false};
    size_t at = token + 1, end;

    if (at < tokens->count && t[at].class_ == '(' && !(t[at].flags & AN_TOKEN_HARD)) {
        for (end = at + 1; end < tokens->count && end - at < BRACKETS && t[end].class_ != ')' && !(t[end].flags & AN_TOKEN_HARD);)
            end++;
        at = end < tokens->count && t[end].class_ == ')' ? end + 1 : tokens->count;
    }
    if (at + 1 >= tokens->count || (t[at].flags | t[at + 1].flags) & AN_TOKEN_HARD ||
        !(t[at].class_ == ',' || an_token_is(t + at, AN_LIT("is")) || an_token_is(t + at, AN_LIT("was")) || an_token_is(t + at, AN_LIT("are")) ||
          an_token_is(t + at, AN_LIT("were"))))
        return nothing;
    told.by_comma = t[at].class_ == ',';
    at++;
    if (!an_token_is(t + at, AN_LIT("a")) && !an_token_is(t + at, AN_LIT("an")) && !an_token_is(t + at, AN_LIT("the")))
        return nothing;
    for (end = at + 1 + WORDS; ++at < end && at < tokens->count && !(t[at].flags & AN_TOKEN_HARD);) {
        if (t[at].class_ == ',' || t[at].class_ == '.' || t[at].class_ == 'o')
            return nothing;
        if (t[at].flags & AN_TOKEN_CAP ||
            (at + 1 < tokens->count && t[at + 1].shape == AN_SHAPE_LOWER && t[at + 1].class_ != 'o' && told_by(tokens, at + 1)))
            continue; /* the last noun of several tells: «a town council» */
        if ((told.what = told_by(tokens, at)))
            return told;
    }
    return nothing;
}

static unsigned sign_told(char what)
{
    return what == 'P' ? 1u << AN_SIGN_IS_PERSON : what == 'O' ? 1u << AN_SIGN_IS_ORG : what == 'L' ? 1u << AN_SIGN_IS_LOC : 0;
}

/* Tokens of long phrases have the phrase's sign. */
static void mark_phrases(an_signs *e, const an_phrase *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned sign = phrases[i].class_ == 'P'                               ? 1u << AN_SIGN_OF_PERSON
                        : phrases[i].class_ == 'O'                             ? 1u << AN_SIGN_OF_ORG
                        : phrases[i].class_ != 'N' && phrases[i].class_ != 'X' ? 1u << AN_SIGN_OF_LOC
                                                                               : 0;
        for (uint32_t k = phrases[i].first; k < phrases[i].end && phrases[i].end - phrases[i].first > 1; k++)
            e->of[k] |= sign;
    }
}

static void count_capitals(an_signs *e, an_str text, const an_token *token)
{
    count(e, token->key, OF_CAPITALS, 1);
    if (!(token->flags & AN_TOKEN_ASCII))
        e->capitals = UINT64_MAX;
    else
        e->capitals |= capitals_bit(text.ptr[token->span.start], token->span.end - token->span.start);
}

/* At most so many keys are counted for a run. */
static size_t keys_of(const an_run *run)
{
    return 2 * run->count + 2;
}

static void gather_run(an_signs *e, an_str text, const an_tokens *tokens, const an_run *run)
{
    const an_token *t = tokens->items;
    unsigned shared = signs_of_run(t, run), told = sign_told(an_told_behind(tokens, run->first + run->count - 1).what);
    uint64_t initials = an_initials_key(text, tokens, run->first, run->first + run->count);

    for (size_t i = run->first; i < run->first + run->count; i++) {
        unsigned signs = shared | e->of[i];
        if (!(t[i].flags & AN_TOKEN_CAP))
            continue;
        signs |= signs_before(t, i) | signs_behind(tokens, i) | told;
        if (!(t[i].flags & AN_TOKEN_INITIAL) && t[i].shape != AN_SHAPE_CAPLINE)
            signs |= 1u << AN_SIGN_CAP;
        e->of[i] = signs;
        count(e, t[i].key, OF_WORD, signs);
        if (t[i].shape == AN_SHAPE_CAPITALS || t[i].shape == AN_SHAPE_CAPLINE)
            count_capitals(e, text, t + i);
    }
    count(e, an_tokens_key(tokens, run->first, run->first + run->count), OF_STRING, 1);
    if (initials)
        count(e, initials, OF_INITIALS, 1);
}

/* What the other places of each word say takes the place of what its own says. */
static void settle_run(an_signs *e, const an_tokens *tokens, const an_run *run)
{
    for (size_t i = run->first; i < run->first + run->count; i++)
        if (tokens->items[i].flags & AN_TOKEN_CAP) {
            const entry *it = find(e, key_for(tokens->items[i].key, OF_WORD));
            e->of[i] = (it->once & ~e->of[i]) | (it->twice & e->of[i]);
        }
}

bool an_signs_gather(an_signs *e, an_str text, const an_tokens *tokens, const an_runs *runs, const an_phrase *phrases,
                     size_t phrase_count)
{
    size_t keys = 1;

    for (size_t i = 0; i < runs->count; i++)
        keys += keys_of(runs->items + i);
    if (!reset(e, keys, tokens->count))
        return false;
    mark_phrases(e, phrases, phrase_count);
    for (size_t i = 0; i < runs->count; i++) {
        if (!make_room(e, keys_of(runs->items + i)))
            return false;
        gather_run(e, text, tokens, runs->items + i);
    }
    for (size_t i = 0; i < tokens->count; i++) {
        const an_token *token = tokens->items + i;
        if (token->shape == AN_SHAPE_LOWER)
            find(e, key_for(token->key, OF_WORD))->once |= 1u << AN_SIGN_LOWER; /* of one that is free nobody asks */
    }
    for (size_t i = 0; i < runs->count; i++)
        settle_run(e, tokens, runs->items + i);
    return true;
}

void an_signs_let_go(an_signs *e)
{
    an_free(e->slots);
    e->slots = NULL;
    e->mask = e->capacity = e->count = 0;
}

void an_signs_clear(an_signs *e)
{
    an_signs_let_go(e);
    an_free(e->of);
    *e = (an_signs){0};
}

unsigned an_signs_runs(const an_signs *e, uint64_t string)
{
    return find(e, key_for(string, OF_STRING))->count;
}

bool an_signs_initials(const an_signs *e, uint64_t initials)
{
    return find(e, key_for(initials, OF_INITIALS))->key != 0;
}

bool an_signs_capitals(const an_signs *e, const char *letters, size_t count)
{
    return e->capitals & capitals_bit(letters[0], count) && find(e, key_for(an_key_bytes(letters, count), OF_CAPITALS))->key != 0;
}
