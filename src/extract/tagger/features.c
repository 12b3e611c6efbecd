/* The templates, what each looks at, and the texts of features in a model's file. The order of the templates is part of no file: their
   names are. */
#include "extract/tagger/features.h"

#include "base/ascii.h"
#include "text/fold.h"

/* Templates: names, and what their texts hold. Start and end of a name have the same ones. */
typedef enum template {
    U_BIAS, U_SHAPE, U_CLASS, U_LIST, U_MASK, U_SIGN, U_WORD, U_SUFFIX, U_PREFIX, U_SEEN, U_SEEN_LIST, U_ACRONYM, U_GROUP, U_PART,
    S_BIAS, S_SHAPE, S_CLASS, S_LIST, S_MASK, S_SIGN, S_WORD, S_WORD2, S_NEAR, S_CLASSES, S_WORD_CLASS, S_LIST1, S_LIST2, S_OPENS, S_INSIDE,
    S_TOLD, S_REST, S_GROUP1, S_GROUP2, S_GROUP_CLASS, S_PART1,
    E_BIAS, E_SHAPE, E_CLASS, E_LIST, E_MASK, E_SIGN, E_WORD, E_WORD2, E_NEAR, E_CLASSES, E_WORD_CLASS, E_LIST1, E_LIST2, E_OPENS, E_INSIDE,
    E_TOLD, E_REST, E_GROUP1, E_GROUP2, E_GROUP_CLASS, E_PART1,
    X_LENGTH, X_CLASSES, X_LEFT, X_RIGHT, X_SHAPES, X_COVER, X_ENDS, X_LAST, X_FIRST, X_HOLDS, X_OF_WORD, X_OF_CLASS, X_ONE_LEFT,
    X_ONE_RIGHT, X_ONE_SIDES, X_PHRASE, X_PHRASE_OR, X_AGAIN, X_INITIALS, X_SERIES, X_SERIES_CLASS, X_GROUPS
} template;

static const struct {
    const char *name;
    bool word, code, lexical;
} templates[AN_TEMPLATE_COUNT] = {
    [U_BIAS] = {"u.bias", false, false, false},       [U_SHAPE] = {"u.shape", false, true, false},
    [U_CLASS] = {"u.class", false, true, false},      [U_LIST] = {"u.list", false, true, false},
    [U_MASK] = {"u.lists", false, true, false},       [U_SIGN] = {"u.sign", false, true, false},
    [U_WORD] = {"u.word", true, false, true},         [U_SUFFIX] = {"u.suffix", false, true, true},
    [U_PREFIX] = {"u.prefix", false, true, true},     [U_SEEN] = {"u.seen", false, true, false},
    [U_SEEN_LIST] = {"u.seen.list", false, true, false}, [U_ACRONYM] = {"u.acronym", false, false, false},
    [U_GROUP] = {"u.group", false, true, false},      [U_PART] = {"u.part", false, true, false},
    [S_BIAS] = {"s.bias", false, false, false},       [S_SHAPE] = {"s.shape", false, true, false},
    [S_CLASS] = {"s.class", false, true, false},      [S_LIST] = {"s.list", false, true, false},
    [S_MASK] = {"s.lists", false, true, false},       [S_SIGN] = {"s.sign", false, true, false},
    [S_WORD] = {"s.left", true, false, false},        [S_WORD2] = {"s.left2", true, false, false},
    [S_NEAR] = {"s.left.shape", false, true, false},  [S_CLASSES] = {"s.classes", false, true, false},
    [S_WORD_CLASS] = {"s.left.class", true, true, false}, [S_LIST1] = {"s.left.list", false, true, false},
    [S_LIST2] = {"s.left2.list", false, true, false}, [S_OPENS] = {"s.opens", false, true, false},
    [S_INSIDE] = {"s.inside", false, true, false},    [S_TOLD] = {"s.told", false, true, false},
    [S_REST] = {"s.rest", false, true, false},        [S_GROUP1] = {"s.left.group", false, true, false},
    [S_GROUP2] = {"s.left2.group", false, true, false}, [S_GROUP_CLASS] = {"s.group.class", false, true, false},
    [S_PART1] = {"s.left.part", false, true, false},
    [E_BIAS] = {"e.bias", false, false, false},       [E_SHAPE] = {"e.shape", false, true, false},
    [E_CLASS] = {"e.class", false, true, false},      [E_LIST] = {"e.list", false, true, false},
    [E_MASK] = {"e.lists", false, true, false},       [E_SIGN] = {"e.sign", false, true, false},
    [E_WORD] = {"e.right", true, false, false},       [E_WORD2] = {"e.right2", true, false, false},
    [E_NEAR] = {"e.right.shape", false, true, false}, [E_CLASSES] = {"e.classes", false, true, false},
    [E_WORD_CLASS] = {"e.right.class", true, true, false}, [E_LIST1] = {"e.right.list", false, true, false},
    [E_LIST2] = {"e.right2.list", false, true, false}, [E_OPENS] = {"e.opens", false, true, false},
    [E_INSIDE] = {"e.inside", false, true, false},    [E_TOLD] = {"e.told", false, true, false},
    [E_REST] = {"e.rest", false, true, false},        [E_GROUP1] = {"e.right.group", false, true, false},
    [E_GROUP2] = {"e.right2.group", false, true, false}, [E_GROUP_CLASS] = {"e.group.class", false, true, false},
    [E_PART1] = {"e.right.part", false, true, false},
    [X_LENGTH] = {"x.length", false, true, false},    [X_CLASSES] = {"x.classes", false, true, false},
    [X_LEFT] = {"x.left", false, true, false},        [X_RIGHT] = {"x.right", false, true, false},
    [X_SHAPES] = {"x.shapes", false, true, false},    [X_COVER] = {"x.cover", false, true, false},
    [X_ENDS] = {"x.ends", false, true, false},        [X_LAST] = {"x.last", true, true, false},
    [X_FIRST] = {"x.first", true, true, false},       [X_HOLDS] = {"x.holds", false, true, false},
    [X_OF_WORD] = {"x.of.word", true, false, false},  [X_OF_CLASS] = {"x.of.class", false, true, false},
    [X_ONE_LEFT] = {"x.one.left", false, true, false}, [X_ONE_RIGHT] = {"x.one.right", false, true, false},
    [X_ONE_SIDES] = {"x.one.sides", false, true, false}, [X_PHRASE] = {"x.phrase", false, true, false},
    [X_PHRASE_OR] = {"x.phrase.or", false, true, false}, [X_AGAIN] = {"x.again", false, true, false},
    [X_INITIALS] = {"x.initials", false, true, false}, [X_SERIES] = {"x.series", false, true, false},
    [X_SERIES_CLASS] = {"x.series.class", false, true, false}, [X_GROUPS] = {"x.groups", false, true, false},
};

static inline void put(an_features *out, unsigned template_, uint64_t word, uint64_t code)
{
    uint64_t id = an_feature_id(template_, word, code);

    if (out->record)
        out->record(out->payload, id, template_, word, code);
    else
        an_model_add(out->model, template_, id, &out->sum);
}

/* Codes: up to eight characters, the first in the lowest byte. */
#define C2(a, b) ((uint64_t)(unsigned char)(a) | (uint64_t)(unsigned char)(b) << 8)
#define C3(a, b, c) (C2(a, b) | (uint64_t)(unsigned char)(c) << 16)

static bool has(const an_token *token, an_word_list list)
{
    return (token->lists >> list & 1) != 0;
}

static char yes(bool is)
{
    return is ? '1' : '0';
}

/* How the word is written, as its lists ask. */
static char written(const an_token *token)
{
    return token->flags & AN_TOKEN_CAP ? '+' : '-';
}

static const char digits[] = "0123456789abcdef";

/* The group of a word as two hexadecimal digits. */
static uint64_t group_code(const an_token *token)
{
    unsigned number = token->group.number;

    return C2(digits[number >> 4], digits[number & 15]);
}

/* With its part behind it. */
static uint64_t part_code(const an_token *token)
{
    unsigned part = token->group.part;

    return group_code(token) | C2(digits[part >> 4], digits[part & 15]) << 16;
}

/* The lists that matter together, as three hexadecimal digits. */
static uint64_t mask_code(uint32_t lists)
{
    static const an_word_list together[] = {AN_WORD_GIVEN,   AN_WORD_SURNAME, AN_WORD_SURNAMES, AN_WORD_COMMON,
                                            AN_WORD_CITY,    AN_WORD_TOWN,    AN_WORD_COUNTRY,  AN_WORD_DEMONYM,
                                            AN_WORD_ORG,     AN_WORD_LOC,     AN_WORD_TITLE,    AN_WORD_FUNCTION};
    unsigned mask = 0;

    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        mask |= (lists >> together[i] & 1) << i;
    return C3(digits[mask >> 8], digits[mask >> 4 & 15], digits[mask & 15]);
}

static uint64_t packed(const char *letters, size_t count)
{
    uint64_t code = 0;

    for (size_t i = 0; i < count; i++)
        code |= (uint64_t)(unsigned char)letters[i] << 8 * i;
    return code;
}

/* One word ------------------------------------------------------------------------------------------------------------------------------ */

void an_features_kind(an_features *out, an_role role, const an_token *t)
{
    static const unsigned bases[] = {U_BIAS, S_BIAS, E_BIAS};
    unsigned base = bases[role];

    put(out, base + U_BIAS, 0, 0);
    put(out, base + U_SHAPE, 0, C2(t->shape, yes(t->flags & AN_TOKEN_INITIAL)));
    put(out, base + U_CLASS, 0, C2(t->shape, t->class_));
    for (uint32_t lists = t->lists & ~AN_IN(AN_WORD_THING); lists; lists &= lists - 1) /* with things the weights find nothing more */
        put(out, base + U_LIST, 0, C2(an_list_letter((an_word_list)__builtin_ctz(lists)), written(t)));
    put(out, base + U_MASK, 0, mask_code(t->lists));
}

/* Letters of an ASCII word in small letters, without what joins its atoms. */
static size_t letters_of(char *out, size_t size, an_str word)
{
    size_t count = 0;

    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            c = '0';
        if ((c >= 'a' && c <= 'z') || c == '0') {
            if (count == size) {
                memmove(out + 8, out + 9, size - 9); /* keep both ends of a very long one */
                count--;
            }
            out[count++] = c;
        }
    }
    return count;
}

void an_features_letters(an_features *out, const an_token *t)
{
    char letters[64];
    size_t count = letters_of(letters, sizeof letters, an_str_sub(out->stretch->scene->text, t->span.start, t->span.end));

    for (size_t n = 2; n <= 4 && n < count; n++)
        put(out, U_SUFFIX, 0, packed(letters + count - n, n));
    for (size_t n = 3; n <= 4 && n < count; n++)
        put(out, U_PREFIX, 0, packed(letters, n));
}

/* What a word is used like; 0 when nobody knows. */
static uint64_t used(const an_token *token)
{
    return token->group.number ? group_code(token) | (uint64_t)written(token) << 16 : 0;
}

void an_features_word(an_features *out, const an_token *t)
{
    put(out, U_WORD, t->key, 0);
    if (used(t))
        put(out, U_GROUP, 0, used(t));
    if (t->group.part)
        put(out, U_PART, 0, part_code(t) | (uint64_t)written(t) << 32);
}

/* Lists that tell something as neighbours. */
enum {
    TELLING = AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_KIN) | AN_IN(AN_WORD_PLACE) | AN_IN(AN_WORD_SAYS) |
              AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COUNTRY) |
              AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_PARTICLE) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) |
              AN_IN(AN_WORD_REGION)
};

static void put_lists(an_features *out, unsigned template_, const an_token *token, char with)
{
    for (uint32_t lists = token->lists & TELLING; lists; lists &= lists - 1) {
        char letter = an_list_letter((an_word_list)__builtin_ctz(lists));
        put(out, template_, 0, with ? C3(letter, written(token), with) : C2(letter, written(token)));
    }
}

static const unsigned edge_bases[] = {S_BIAS, E_BIAS};

void an_features_beside(an_features *out, an_side side, unsigned steps, const an_token *t)
{
    unsigned base = edge_bases[side] - S_BIAS;

    put(out, base + (steps == 1 ? S_WORD : S_WORD2), t->key, 0);
    if (steps == 1)
        put(out, base + S_NEAR, 0, (uint64_t)t->shape);
    put_lists(out, base + (steps == 1 ? S_LIST1 : S_LIST2), t, 0);
    if (used(t))
        put(out, base + (steps == 1 ? S_GROUP1 : S_GROUP2), 0, used(t));
    if (t->group.part && steps == 1)
        put(out, base + S_PART1, 0, part_code(t) | (uint64_t)written(t) << 32);
}

/* Two words ----------------------------------------------------------------------------------------------------------------------------- */

void an_features_pair(an_features *out, an_side side, const an_token *beside, const an_token *t)
{
    unsigned base = edge_bases[side] - S_BIAS;

    put(out, base + S_CLASSES, 0, C2(beside->class_, t->class_));
    put(out, base + S_WORD_CLASS, beside->key, (uint64_t)t->class_);
    if (used(beside))
        put(out, base + S_GROUP_CLASS, 0, used(beside) | (uint64_t)t->class_ << 24);
}

void an_features_alone(an_features *out, an_side side, const an_token *beside, const an_token *t)
{
    put(out, side == AN_SIDE_LEFT ? X_LEFT : X_RIGHT, 0,
        side == AN_SIDE_LEFT ? C3(beside->class_, '|', t->class_) : C3(t->class_, '|', beside->class_));
    put_lists(out, side == AN_SIDE_LEFT ? X_ONE_LEFT : X_ONE_RIGHT, beside, t->class_);
    if (side == AN_SIDE_LEFT)
        an_features_look(out, &(an_look){.classes = (uint64_t)t->class_, .shapes = (uint64_t)t->shape, .count = 1});
}

/* What the document says --------------------------------------------------------------------------------------------------------------- */

void an_features_sign(an_features *out, an_role role, an_sign sign)
{
    static const unsigned templates_of[] = {U_SIGN, S_SIGN, E_SIGN};

    put(out, templates_of[role], 0, (uint64_t)('a' + sign));
}

/* How the document writes a word elsewhere. */
static char seen(unsigned signs, an_sign sign)
{
    return yes(signs >> sign & 1);
}

void an_features_seen(an_features *out, unsigned signs, bool initial)
{
    put(out, U_SEEN, 0, C3(seen(signs, AN_SIGN_LOWER), seen(signs, AN_SIGN_CAP), yes(initial)));
}

/* At the start of a sentence it matters what else the word may be. */
static void put_seen_lists(an_features *out, unsigned signs, const an_token *t)
{
    static const an_word_list doubtful[] = {AN_WORD_COMMON, AN_WORD_FUNCTION, AN_WORD_GIVEN, AN_WORD_COUNTRY};

    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
        if (has(t, doubtful[i]))
            put(out, U_SEEN_LIST, 0, C3(seen(signs, AN_SIGN_LOWER), seen(signs, AN_SIGN_CAP), an_list_letter(doubtful[i])));
}

void an_features_said(an_features *out, unsigned i, unsigned signs)
{
    const an_token *t = out->line[i + AN_BESIDE];

    if (t->flags & AN_TOKEN_INITIAL)
        put_seen_lists(out, signs, t);
    if ((t->shape == AN_SHAPE_CAPITALS || t->shape == AN_SHAPE_CAPLINE) && an_signs_initials(out->stretch->scene->signs, t->key))
        put(out, U_ACRONYM, 0, 0);
}

/* An end of a name ---------------------------------------------------------------------------------------------------------------------- */

/* Whether the boundary lies inside a phrase. */
static void put_phrases_over(an_features *out, unsigned template_, size_t boundary)
{
    const an_stretch *s = out->stretch;

    for (size_t i = s->phrase_first; i < s->phrase_end; i++) {
        const an_phrase *phrase = s->scene->phrases + i;
        if (phrase->first < boundary && boundary < phrase->end)
            put(out, template_, 0, (uint64_t)phrase->class_);
    }
}

/* The row of capitals that goes on beside it in the run: how far, and what its last one is. */
static void put_row(an_features *out, an_side side, unsigned i)
{
    const an_token *const *t = out->line + AN_BESIDE;
    unsigned at = i, last = side == AN_SIDE_LEFT ? 0 : out->stretch->run.count - 1, steps;

    while (at != last && t[side == AN_SIDE_LEFT ? at - 1 : at + 1]->flags & AN_TOKEN_CAP)
        at = side == AN_SIDE_LEFT ? at - 1 : at + 1;
    steps = side == AN_SIDE_LEFT ? i - at : at - i;
    steps = steps > 3 ? 3 : steps;
    put(out, side == AN_SIDE_LEFT ? S_REST : E_REST, 0, steps ? C3('0' + steps, t[i]->class_, t[at]->class_) : (uint64_t)'0');
}

void an_features_end(an_features *out, an_side side, unsigned i)
{
    const an_stretch *s = out->stretch;
    const an_token *t = out->line[i + AN_BESIDE];
    bool more = side == AN_SIDE_LEFT ? i + 1 < s->run.count : i > 0; /* of the run on the other side */
    an_behind told = {0, false};

    if (t->flags & AN_TOKEN_INITIAL)
        put(out, side == AN_SIDE_LEFT ? S_OPENS : E_OPENS, 0,
            C3(yes(has(t, AN_WORD_COMMON)), yes(has(t, AN_WORD_FUNCTION)), yes(more)));
    put_phrases_over(out, side == AN_SIDE_LEFT ? S_INSIDE : E_INSIDE, s->run.first + i + (side == AN_SIDE_RIGHT));
    put_row(out, side, i);
    if (side == AN_SIDE_RIGHT)
        told = an_told_behind(s->scene->tokens, s->run.first + i);
    if (told.what)
        put(out, E_TOLD, 0, (uint64_t)(told.by_comma ? an_ascii_lower(told.what) : told.what));
}

/* A whole name -------------------------------------------------------------------------------------------------------------------------- */

/* Eight characters as one number, the first in the lowest byte. */
static uint64_t eight(const char *of_tokens)
{
    const unsigned char *c = (const unsigned char *)of_tokens;

    return c[0] | (uint64_t)c[1] << 8 | (uint64_t)c[2] << 16 | (uint64_t)c[3] << 24 | (uint64_t)c[4] << 32 | (uint64_t)c[5] << 40 |
           (uint64_t)c[6] << 48 | (uint64_t)c[7] << 56;
}

/* Up to five characters of a token each, else the first two and the last two. */
static uint64_t string_of(const char *of_tokens, unsigned count)
{
    if (count > 5)
        return packed(of_tokens, 2) | (uint64_t)'~' << 16 | packed(of_tokens + count - 2, 2) << 24;
    return eight(of_tokens) & ((UINT64_C(1) << 8 * count) - 1);
}

an_reading an_reading_start(const an_features *features, unsigned first)
{
    return (an_reading){.first = first, .end = first, .key = AN_TOKENS_KEY, .left = features->line[first + AN_BESIDE - 1]};
}

void an_reading_extend(an_reading *reading, const an_features *features)
{
    const an_token *t = features->line[reading->end + AN_BESIDE];
    char first = features->stretch->scene->text.ptr[t->span.start];

    reading->lists |= t->lists;
    if (reading->of == 0 && t->class_ == 'o' && reading->end > reading->first)
        reading->of = reading->end;
    reading->key = an_key_mix(reading->key, t->key);
    if (reading->initial_count < sizeof reading->initials && t->flags & AN_TOKEN_CAP && first >= 'A' && first <= 'Z')
        reading->initials[reading->initial_count++] = (char)(first | 0x20);
    reading->end++;
    reading->right = features->line[reading->end + AN_BESIDE];
    reading->look.count = reading->end - reading->first;
    reading->look.classes = string_of(features->classes + reading->first, reading->look.count);
    reading->look.shapes = string_of(features->shapes + reading->first, reading->look.count);
    if (reading->look.count > 1)
        reading->look.holds = (unsigned)(reading->of > 0) | (reading->lists >> AN_WORD_ORG & 1) << 1 | (reading->lists >> AN_WORD_LOC & 1) << 2 |
                           (unsigned)((reading->lists & (AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION))) != 0) << 3 |
                           (reading->lists >> AN_WORD_DEMONYM & 1) << 4;
}

void an_features_look(an_features *out, const an_look *look)
{
    put(out, X_LENGTH, 0, (uint64_t)('0' + look->count));
    put(out, X_CLASSES, 0, look->classes);
    put(out, X_SHAPES, 0, look->shapes << 8 | (uint64_t)('0' + look->count));
    if (look->count > 1) {
        unsigned last = 8 * ((look->count > 5 ? 5 : look->count) - 1);
        put(out, X_ENDS, 0, C2(look->classes, look->classes >> last));
        put(out, X_HOLDS, 0,
            C3(yes(look->holds & 1), yes(look->holds & 2), yes(look->holds & 4)) |
                C2(yes(look->holds & 8), yes(look->holds & 16)) << 24);
    }
}

an_cover an_reading_cover(const an_features *features, const an_reading *reading)
{
    const an_stretch *s = features->stretch;
    an_cover cover = {.several = reading->look.count > 1, .starts = reading->first == 0, .ends = reading->end == s->run.count};
    unsigned others = an_signs_runs(s->scene->signs, reading->key) - (cover.starts && cover.ends);

    cover.again = others > 2 ? 2 : others;
    return cover;
}

void an_features_cover(an_features *out, an_cover cover)
{
    put(out, X_COVER, 0, C3(yes(cover.starts), yes(cover.ends), yes(cover.several)));
    put(out, X_AGAIN, 0, C3('0' + cover.again, yes(cover.several), yes(cover.starts && cover.ends)));
}

static void put_phrases(an_features *out, const an_reading *reading)
{
    const an_stretch *s = out->stretch;
    const an_token *t = out->line[reading->first + AN_BESIDE];

    for (size_t i = s->phrase_first; i < s->phrase_end; i++) {
        const an_phrase *phrase = s->scene->phrases + i;
        if (phrase->first != s->run.first + reading->first || phrase->end != s->run.first + reading->end)
            continue;
        put(out, X_PHRASE, 0, C2(phrase->class_, yes(reading->look.count > 1)));
        if (reading->look.count == 1)
            put(out, X_PHRASE_OR, 0,
                C2(phrase->class_, '0' + (has(t, AN_WORD_COMMON) | has(t, AN_WORD_GIVEN) << 1 | has(t, AN_WORD_SURNAME) << 2)));
    }
}

/* What the others of its series are. */
static void put_series(an_features *out, const an_reading *reading)
{
    const an_series_of *others = out->stretch->scene->series->items + out->stretch->run.first + reading->first;
    uint64_t code = C3('0' + others->persons, '0' + others->organizations, '0' + others->locations);

    if (!(others->persons | others->organizations | others->locations))
        return;
    put(out, X_SERIES, 0, code | C2(yes(others->many), yes(reading->look.count > 1)) << 24);
    put(out, X_SERIES_CLASS, 0, code | C2(out->classes[reading->first], out->classes[reading->end - 1]) << 24);
}

/* What stands on both sides of a name of one word. */
static void put_sides(an_features *out, const an_reading *reading)
{
    put(out, X_ONE_SIDES, 0, C2(reading->left->class_, reading->right->class_));
}

/* Of one of several words: its ends, «of», what stands beside it, and whether a short form is made of its letters. */
static void put_words(an_features *out, const an_reading *reading)
{
    unsigned count = reading->look.count;

    put(out, X_FIRST, out->line[reading->first + AN_BESIDE]->key, (uint64_t)out->classes[reading->end - 1]);
    if (reading->of) {
        put(out, X_OF_WORD, out->line[reading->of - 1 + AN_BESIDE]->key, 0);
        put(out, X_OF_CLASS, 0, (uint64_t)out->classes[reading->of - 1]);
    }
    if (count <= 4) {
        put(out, X_LEFT, 0, reading->look.classes << 16 | C2(reading->left->class_, '|'));
        put(out, X_RIGHT, 0, reading->look.classes | C2('|', reading->right->class_) << 8 * count);
    }
    if (reading->initial_count < 2)
        return;
    if (an_signs_capitals(out->stretch->scene->signs, reading->initials, reading->initial_count))
        put(out, X_INITIALS, 0, (uint64_t)'w');
    if (reading->right->class_ == '(' &&
        out->line[reading->end + 1 + AN_BESIDE]->key == an_key_bytes(reading->initials, reading->initial_count))
        put(out, X_INITIALS, 0, (uint64_t)'b');
}

void an_features_last(an_features *out, unsigned i)
{
    put(out, X_LAST, out->line[i + AN_BESIDE]->key, (uint64_t)'2');
}

void an_features_name(an_features *out, const an_reading *reading)
{
    if (reading->look.count == 1)
        put_sides(out, reading);
    else
        put_words(out, reading);
    put_phrases(out, reading);
    put_series(out, reading);
    put(out, X_GROUPS, 0, group_code(reading->left) | group_code(reading->right) << 16);
}

/* A run --------------------------------------------------------------------------------------------------------------------------------- */

void an_features_begin(an_features *features, const an_stretch *s)
{
    static const an_token edge = {.key = 1, .shape = '^', .class_ = '^', .atom = AN_NO_ATOM}; /* of a sentence */
    const an_tokens *tokens = s->scene->tokens;
    const an_token *t = tokens->items + s->run.first, **line = features->line + AN_BESIDE;
    size_t left = s->run.first, right = tokens->count - s->run.first; /* tokens on the left, tokens that end there */

    features->stretch = s;
    for (unsigned i = 0; i < s->run.count; i++) {
        line[i] = t + i;
        features->classes[i] = t[i].class_;
        features->shapes[i] = t[i].shape;
    }
    for (int i = -1; i >= -AN_BESIDE; i--)
        line[i] = left >= (size_t)-i && line[i + 1] != &edge && !(t[i + 1].flags & AN_TOKEN_HARD) ? t + i : &edge;
    for (unsigned i = s->run.count; i < s->run.count + AN_BESIDE; i++)
        line[i] = i < right && line[i - 1] != &edge && !(t[i].flags & AN_TOKEN_HARD) ? t + i : &edge;
}

/* Training: all of one part of a name. */
static unsigned signs_at(const an_features *f, unsigned i)
{
    return f->line[i + AN_BESIDE]->flags & AN_TOKEN_CAP ? an_signs_of(f->stretch->scene->signs, f->stretch->run.first + i) : 0;
}

static void put_signs(an_features *out, an_role role, unsigned i)
{
    for (unsigned signs = signs_at(out, i), sign = 0; signs; signs >>= 1, sign++)
        if (signs & 1)
            an_features_sign(out, role, (an_sign)sign);
}

void an_features_all_inside(an_features *out, unsigned i)
{
    const an_token *t = out->line[i + AN_BESIDE];

    an_features_kind(out, AN_ROLE_INSIDE, t);
    an_features_word(out, t);
    if (t->flags & AN_TOKEN_ASCII)
        an_features_letters(out, t);
    if (!(t->flags & AN_TOKEN_CAP))
        return;
    put_signs(out, AN_ROLE_INSIDE, i);
    an_features_seen(out, signs_at(out, i), t->flags & AN_TOKEN_INITIAL);
    an_features_said(out, i, signs_at(out, i));
}

void an_features_all_end(an_features *out, an_side side, unsigned i)
{
    const an_token *const *t = out->line + i + AN_BESIDE;
    an_role role = side == AN_SIDE_LEFT ? AN_ROLE_FIRST : AN_ROLE_LAST;

    an_features_kind(out, role, *t);
    put_signs(out, role, i);
    for (int steps = 1; steps <= AN_BESIDE; steps++)
        an_features_beside(out, side, (unsigned)steps, side == AN_SIDE_LEFT ? t[-steps] : t[steps]);
    an_features_pair(out, side, side == AN_SIDE_LEFT ? t[-1] : t[1], *t);
    an_features_end(out, side, i);
}

void an_features_all_name(an_features *out, const an_reading *reading)
{
    const an_token *first = out->line[reading->first + AN_BESIDE];

    if (reading->look.count == 1) {
        an_features_alone(out, AN_SIDE_LEFT, reading->left, first);
        an_features_alone(out, AN_SIDE_RIGHT, reading->right, first);
    } else {
        an_features_look(out, &reading->look);
        an_features_last(out, reading->end - 1);
    }
    an_features_cover(out, an_reading_cover(out, reading));
    an_features_name(out, reading);
}

/* Texts -------------------------------------------------------------------------------------------------------------------------------- */

const char *an_template_name(unsigned template_)
{
    return template_ < AN_TEMPLATE_COUNT ? templates[template_].name : NULL;
}

bool an_template_find(unsigned *out, an_str name)
{
    for (unsigned i = 0; i < AN_TEMPLATE_COUNT; i++)
        if (templates[i].name && an_str_equal(name, an_str_of(templates[i].name))) {
            *out = i;
            return true;
        }
    return false;
}

bool an_template_is_lexical(unsigned template_)
{
    return templates[template_].lexical;
}

bool an_template_has_word(unsigned template_)
{
    return templates[template_].word;
}

void an_feature_write(an_buf *out, unsigned template_, an_str word, uint64_t code)
{
    if (templates[template_].word)
        an_buf_add(out, word);
    if (templates[template_].word && templates[template_].code)
        an_buf_add_char(out, ' ');
    for (; code; code >>= 8)
        an_buf_add_char(out, (char)(code & 0xFF ? code & 0xFF : '_'));
}

/* Key of a word's text: its atoms joined by "-". A sign is written as itself, the edge of a sentence as "^". */
static uint64_t word_key(an_str word)
{
    uint64_t key = 0;
    an_str rest = word, atom;
    bool first = true;

    if (an_str_equal(word, AN_LIT("^")))
        return 1;
    if (word.len == 1)
        return an_key_bytes(word.ptr, 1);
    while (an_str_next(&rest, '-', &atom)) {
        key = first ? an_key_bytes(atom.ptr, atom.len) : an_key_join(key, an_key_bytes(atom.ptr, atom.len));
        first = false;
    }
    return key;
}

bool an_feature_read(uint64_t *id, unsigned template_, an_str text)
{
    an_str word = {text.ptr, 0}, code = text;

    if (templates[template_].word) {
        size_t blank = templates[template_].code ? an_str_find_byte(text, 1, ' ') : text.len;
        if (blank == (size_t)-1 || text.len == 0)
            return false;
        word = an_str_sub(text, 0, blank);
        code = an_str_sub(text, blank < text.len ? blank + 1 : blank, text.len);
    }
    if (code.len > 8 || (code.len == 0) == templates[template_].code)
        return false;
    *id = an_feature_id(template_, templates[template_].word ? word_key(word) : 0, packed(code.ptr, code.len));
    return true;
}
