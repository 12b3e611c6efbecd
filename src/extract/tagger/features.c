/* The templates, what each looks at, and the texts of features in a model's file. The order of the templates is part of no file: their
   names are. */
#include "extract/tagger/features.h"

#include "text/fold.h"

/* Templates: names, and what their texts hold. Start and end of a name have the same ones. */
typedef enum template {
    U_BIAS, U_SHAPE, U_CLASS, U_LIST, U_MASK, U_SIGN, U_WORD, U_SUFFIX, U_PREFIX, U_SEEN, U_SEEN_LIST, U_ACRONYM, U_GROUP,
    S_BIAS, S_SHAPE, S_CLASS, S_LIST, S_MASK, S_SIGN, S_WORD, S_WORD2, S_NEAR, S_CLASSES, S_WORD_CLASS, S_LIST1, S_LIST2, S_OPENS, S_INSIDE,
    S_TOLD, S_REST, S_GROUP1, S_GROUP2, S_GROUP_CLASS,
    E_BIAS, E_SHAPE, E_CLASS, E_LIST, E_MASK, E_SIGN, E_WORD, E_WORD2, E_NEAR, E_CLASSES, E_WORD_CLASS, E_LIST1, E_LIST2, E_OPENS, E_INSIDE,
    E_TOLD, E_REST, E_GROUP1, E_GROUP2, E_GROUP_CLASS,
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
    [U_GROUP] = {"u.group", false, true, false},
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

/* What differs between the two ends of a name. */
typedef struct side {
    int step; /* to the neighbour */
    unsigned base;
} side;
static const side left_side = {-1, S_BIAS}, right_side = {1, E_BIAS};

static void put(an_features *out, unsigned template_, uint64_t word, uint64_t code)
{
    uint64_t id = an_feature_id(template_, word, code);

    if (out->left == 0)
        return;
    out->left--;
    if (out->record) {
        out->record(out->payload, id, template_, word, code);
        return;
    }
    __builtin_prefetch(an_model_home(out->memo->model, id));
    out->list[out->count++] = (struct an_feature){id, out->to};
}

/* Groups of features that depend on two numbers only: whatever they look at must be in these. */
typedef enum group {
    G_OWN = 1, G_OWN_S, G_OWN_E, /* by base */
    G_SIGNS, G_SIGNS_S, G_SIGNS_E,
    G_WORD, G_SEEN,
    G_NEAR_S, G_NEAR_E,
    G_USED_S, G_USED_E,
    G_LEFT, G_RIGHT,
    G_LOOK, G_COVER
} group;
static void put_group(an_features *out, group which, size_t first, size_t end);

/* The features of a group, about the tokens [first, end). */
static void ask(an_features *out, group which, uint64_t word, uint64_t rest, size_t first, size_t end)
{
    struct an_feature_group *it;

    if (out->record) {
        put_group(out, which, first, end);
        return;
    }
    if (out->group_count == sizeof out->groups / sizeof *out->groups)
        an_features_settle(out);
    it = out->groups + out->group_count++;
    *it = (struct an_feature_group){.word = word, .rest = rest << 8 | which, .first = (uint32_t)first, .end = (uint32_t)end, .to = out->to};
    it->slot = an_memo_at(out->memo, it->word, it->rest);
    __builtin_prefetch(it->slot);
}

/* Add up what is in the list behind its first ones. */
static void add_up(an_features *out, unsigned first)
{
    for (unsigned i = first; i < out->count; i++)
        an_model_add(out->memo->model, out->list[i].id, out->list[i].to);
    out->count = first;
}

/* A group that is not remembered takes its slot. Its own features go behind those that wait in the list. */
static void remember(an_features *out, const struct an_feature_group *it)
{
    unsigned waiting = out->count;

    *it->slot = (an_memo_slot){.word = it->word, .rest = it->rest};
    out->to = &it->slot->sums;
    out->left = AN_MOST_FEATURES;
    put_group(out, (group)(it->rest & 0xFF), it->first, it->end);
    add_up(out, waiting);
}

void an_features_settle(an_features *out)
{
    an_sums *to = out->to;
    unsigned left = out->left;

    for (unsigned i = 0; i < out->group_count; i++) {
        const struct an_feature_group *it = out->groups + i;
        if (it->slot->word != it->word || it->slot->rest != it->rest)
            remember(out, it);
        an_sums_add(it->to, &it->slot->sums);
    }
    add_up(out, 0);
    out->group_count = 0;
    out->to = to;
    out->left = left;
}

void an_features_open(an_features *out, an_sums *to)
{
    if (out->count > AN_MOST_FEATURES)
        an_features_settle(out);
    out->left = AN_MOST_FEATURES;
    out->to = to;
    if (to)
        *to = (an_sums){0};
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
    unsigned number = token ? an_group_of(token->lists) : 0;

    return C2(digits[number >> 4], digits[number & 15]);
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

/* What a token brings along at every place of a name: its shape, class, lists … */
static void put_own(an_features *out, const an_stretch *s, unsigned base, size_t at)
{
    const an_token *t = s->scene->tokens->items + at;

    put(out, base + U_BIAS, 0, 0);
    put(out, base + U_SHAPE, 0, C2(t->shape, yes(t->flags & AN_TOKEN_INITIAL)));
    put(out, base + U_CLASS, 0, C2(t->shape, t->class_));
    for (uint32_t lists = t->lists & AN_LISTS, i = 0; lists; lists >>= 1, i++)
        if (lists & 1)
            put(out, base + U_LIST, 0, C2(an_list_letter((an_word_list)i), written(t)));
    put(out, base + U_MASK, 0, mask_code(t->lists));
    if (base == U_BIAS && an_group_of(t->lists))
        put(out, U_GROUP, 0, group_code(t) | (uint64_t)written(t) << 16);
}

/* … and what the document says of it. */
static unsigned signs_at(const an_stretch *s, size_t at)
{
    return s->scene->tokens->items[at].flags & AN_TOKEN_CAP ? an_signs_of(s->scene->signs, at) : 0;
}

static void put_signs(an_features *out, const an_stretch *s, unsigned base, size_t at)
{
    unsigned signs = signs_at(s, at);

    for (unsigned i = 0; signs >> i; i++)
        if (signs >> i & 1)
            put(out, base + U_SIGN, 0, (uint64_t)('a' + i));
}

static void ask_own(an_features *out, const an_stretch *s, unsigned place, size_t at)
{
    const an_token *t = s->scene->tokens->items + at;
    unsigned signs = signs_at(s, at);

    ask(out, G_OWN + place, t->lists, C3(t->shape, t->class_, t->flags & (AN_TOKEN_INITIAL | AN_TOKEN_CAP)), at, at + 1);
    if (signs)
        ask(out, G_SIGNS + place, signs, 0, at, at + 1);
}

static bool is_ascii(an_str text)
{
    unsigned char all = 0;

    for (size_t i = 0; i < text.len; i++)
        all |= (unsigned char)text.ptr[i];
    return all < 0x80;
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

static uint64_t packed(const char *letters, size_t count)
{
    uint64_t code = 0;

    for (size_t i = 0; i < count; i++)
        code |= (uint64_t)(unsigned char)letters[i] << 8 * i;
    return code;
}

static void put_letters(an_features *out, an_str word)
{
    char letters[64];
    size_t count = letters_of(letters, sizeof letters, word);

    for (size_t n = 2; n <= 4 && n < count; n++)
        put(out, U_SUFFIX, 0, packed(letters + count - n, n));
    for (size_t n = 3; n <= 4 && n < count; n++)
        put(out, U_PREFIX, 0, packed(letters, n));
}

/* Key and length of one atom tell its letters, where they are ASCII: others have no endings here. Keys of several, and of numbers, do not. */
static bool has_letters(const an_stretch *s, const an_token *t)
{
    return t->atom != AN_NO_ATOM && is_ascii(an_str_sub(s->scene->text, t->span.start, t->span.end));
}

static void put_word(an_features *out, const an_stretch *s, size_t at)
{
    const an_token *t = s->scene->tokens->items + at;

    put(out, U_WORD, t->key, 0);
    if (has_letters(s, t))
        put_letters(out, an_str_sub(s->scene->text, t->span.start, t->span.end));
}

static void ask_word(an_features *out, const an_stretch *s, size_t at)
{
    const an_token *t = s->scene->tokens->items + at;

    if (t->shape == AN_SHAPE_NUMBER || t->atom_count > 1)
        put_word(out, s, at);
    else
        ask(out, G_WORD, t->key, has_letters(s, t) ? t->span.end - t->span.start + 1 : 0, at, at + 1);
}

/* How the document writes it elsewhere. */
static char seen(const an_stretch *s, size_t at, an_sign sign)
{
    return yes(an_signs_of(s->scene->signs, at) >> sign & 1);
}

static void put_seen(an_features *out, const an_stretch *s, size_t at)
{
    static const an_word_list doubtful[] = {AN_WORD_COMMON, AN_WORD_FUNCTION, AN_WORD_GIVEN, AN_WORD_COUNTRY};
    const an_token *t = s->scene->tokens->items + at;
    char lower = seen(s, at, AN_SIGN_LOWER), cap = seen(s, at, AN_SIGN_CAP);

    put(out, U_SEEN, 0, C3(lower, cap, yes(t->flags & AN_TOKEN_INITIAL)));
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful && t->flags & AN_TOKEN_INITIAL; i++)
        if (has(t, doubtful[i]))
            put(out, U_SEEN_LIST, 0, C3(lower, cap, an_list_letter(doubtful[i])));
}

void an_features_token(an_features *out, size_t at)
{
    const an_stretch *s = out->stretch;
    const an_token *t = s->scene->tokens->items + at;

    ask_own(out, s, 0, at);
    ask_word(out, s, at);
    if (t->atom == AN_NO_ATOM || !(t->flags & AN_TOKEN_CAP))
        return;
    ask(out, G_SEEN, t->lists, C3(seen(s, at, AN_SIGN_LOWER), seen(s, at, AN_SIGN_CAP), t->flags & AN_TOKEN_INITIAL), at, at + 1);
    if ((t->shape == AN_SHAPE_CAPITALS || t->shape == AN_SHAPE_CAPLINE) && an_signs_initials(s->scene->signs, t->key))
        put(out, U_ACRONYM, 0, 0);
}

/* The token so many steps before or behind; NULL beyond the sentence. */
static const an_token *neighbour(const an_stretch *s, size_t at, const side *way, size_t steps)
{
    const an_tokens *tokens = s->scene->tokens;

    for (size_t i = 0; i < steps; i++) {
        if (way->step < 0 ? at == 0 || tokens->items[at].flags & AN_TOKEN_HARD
                          : at + 1 >= tokens->count || tokens->items[at + 1].flags & AN_TOKEN_HARD)
            return NULL;
        at = way->step < 0 ? at - 1 : at + 1;
    }
    return tokens->items + at;
}

static char class_of(const an_token *token)
{
    return token ? token->class_ : '^';
}

/* Lists that tell something as neighbours. */
enum {
    TELLING = AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_KIN) | AN_IN(AN_WORD_PLACE) | AN_IN(AN_WORD_SAYS) |
              AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_COUNTRY) |
              AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_PARTICLE) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) |
              AN_IN(AN_WORD_REGION)
};

/* What put_lists() looks at. */
static uint32_t telling_lists(const an_token *token)
{
    return token ? (token->lists & TELLING) << 1 | (token->flags & AN_TOKEN_CAP) : 0;
}

static void put_lists(an_features *out, unsigned template_, const an_token *token, char with)
{
    char cap;

    if (!token || !(token->lists & TELLING))
        return;
    cap = written(token);
    for (uint32_t lists = token->lists & TELLING, i = 0; lists; lists >>= 1, i++)
        if (lists & 1)
            put(out, template_, 0,
                with ? C3(an_list_letter((an_word_list)i), cap, with) : C2(an_list_letter((an_word_list)i), cap));
}

/* Whether the boundary before (behind) the token lies inside a phrase. */
static void put_inside(an_features *out, const an_stretch *s, unsigned template_, size_t boundary)
{
    for (size_t i = s->phrase_first; i < s->phrase_end; i++) {
        const an_phrase *phrase = s->scene->phrases + i;
        if (phrase->first < boundary && boundary < phrase->end)
            put(out, template_, 0, (uint64_t)phrase->class_);
    }
}

/* The last capital of the row of capitals that goes on from a token on one side, in the run; how many steps away. */
static const an_token *rest(const an_stretch *s, size_t at, const side *way, unsigned *steps)
{
    const an_token *t = s->scene->tokens->items;
    size_t first = s->run.first, last = s->run.first + s->run.count - 1;

    for (*steps = 0; way->step < 0 ? at > first && t[at - 1].flags & AN_TOKEN_CAP : at < last && t[at + 1].flags & AN_TOKEN_CAP; ++*steps)
        at = way->step < 0 ? at - 1 : at + 1;
    return t + at;
}

static char few(unsigned count)
{
    return (char)('0' + (count > 3 ? 3 : count));
}

/* The row of capitals that goes on beside it. */
static void put_rest(an_features *out, const an_stretch *s, unsigned base, const side *way, size_t at)
{
    unsigned steps;
    char class_ = s->scene->tokens->items[at].class_, far = rest(s, at, way, &steps)->class_;

    put(out, base + S_REST, 0, steps ? C3(few(steps), class_, far) : (uint64_t)few(steps));
}

/* What stands beside it … */
static void put_near(an_features *out, const an_stretch *s, const side *way, size_t at)
{
    const an_token *one = neighbour(s, at, way, 1), *two = neighbour(s, at, way, 2);
    unsigned base = way->base - S_BIAS;

    put(out, base + S_NEAR, 0, (uint64_t)(one ? one->shape : '^'));
    put(out, base + S_CLASSES, 0, C2(class_of(one), s->scene->tokens->items[at].class_));
    put_lists(out, base + S_LIST1, one, 0);
    put_lists(out, base + S_LIST2, two, 0);
}

/* … and what those words are used like. */
static uint64_t used(const an_token *token)
{
    return token && an_group_of(token->lists) ? group_code(token) | (uint64_t)written(token) << 16 : 0;
}

static void put_used(an_features *out, const an_stretch *s, const side *way, size_t at)
{
    uint64_t first = used(neighbour(s, at, way, 1)), second = used(neighbour(s, at, way, 2));
    unsigned base = way->base - S_BIAS;

    if (first) {
        put(out, base + S_GROUP1, 0, first);
        put(out, base + S_GROUP_CLASS, 0, first | (uint64_t)s->scene->tokens->items[at].class_ << 24);
    }
    if (second)
        put(out, base + S_GROUP2, 0, second);
}

static void put_side(an_features *out, const side *way, size_t at)
{
    const an_stretch *s = out->stretch;
    const an_token *t = s->scene->tokens->items + at, *one = neighbour(s, at, way, 1), *two = neighbour(s, at, way, 2);
    unsigned base = way->base - S_BIAS, place = way->step < 0 ? 0 : 1;
    uint64_t word = one ? one->key : 1, word2 = two ? two->key : 1;
    size_t next = at + (size_t)-(long)way->step; /* the other way: into the name */

    ask_own(out, s, 1 + place, at);
    ask(out, G_NEAR_S + place, telling_lists(one) | (uint64_t)telling_lists(two) << 32,
        C3(one ? one->shape : '^', class_of(one), t->class_), at, at + 1);
    put(out, base + S_WORD, word, 0);
    put(out, base + S_WORD2, word2, 0);
    put(out, base + S_WORD_CLASS, word, (uint64_t)t->class_);
    if (t->flags & AN_TOKEN_INITIAL)
        put(out, base + S_OPENS, 0,
            C3(yes(has(t, AN_WORD_COMMON)), yes(has(t, AN_WORD_FUNCTION)),
               yes(next >= s->run.first && next < s->run.first + s->run.count)));
    put_inside(out, s, base + S_INSIDE, way->step < 0 ? at : at + 1);
    if (used(one) | used(two))
        ask(out, G_USED_S + place, used(one) | used(two) << 32, (uint64_t)t->class_, at, at + 1);
    put_rest(out, s, base, way, at);
}

void an_features_start(an_features *out, size_t at)
{
    put_side(out, &left_side, at);
}

void an_features_end(an_features *out, size_t at)
{
    char told = an_told_behind(out->stretch->scene->tokens, at);

    put_side(out, &right_side, at);
    if (told)
        put(out, E_TOLD, 0, (uint64_t)told);
}

/* Up to five characters of a token each, else the first two and the last two. */
static uint64_t string_of(const an_token *t, size_t count, bool shapes, unsigned *length)
{
    char letters[8];
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        if (count > 5 && i >= 2 && i < count - 2) {
            if (i == 2)
                letters[n++] = '~';
            continue;
        }
        letters[n++] = shapes ? t[i].shape : t[i].class_;
    }
    *length = (unsigned)n;
    return packed(letters, n);
}

/* What a name of several words holds, as the digits of a code, lowest first: of, words of organisations and places, a place, a demonym. */
static unsigned held(const an_token *t, size_t count)
{
    uint32_t lists = 0;
    bool of = false;

    for (size_t i = 0; i < count; i++) {
        lists |= t[i].lists;
        of |= i > 0 && t[i].class_ == 'o';
    }
    return (unsigned)of | (lists >> AN_WORD_ORG & 1) << 1 | (lists >> AN_WORD_LOC & 1) << 2 |
           (unsigned)((lists & (AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION))) != 0) << 3 |
           (lists >> AN_WORD_DEMONYM & 1) << 4;
}

/* How the whole looks: classes and shapes of its words. */
static void put_look(an_features *out, const an_token *t, size_t count)
{
    unsigned length, holds = count > 1 ? held(t, count) : 0;

    put(out, X_LENGTH, 0, (uint64_t)('0' + count));
    put(out, X_CLASSES, 0, string_of(t, count, false, &length));
    put(out, X_SHAPES, 0, string_of(t, count, true, &length) << 8 | (uint64_t)('0' + count));
    if (count > 1) {
        put(out, X_ENDS, 0, C2(t->class_, t[count - 1].class_));
        put(out, X_HOLDS, 0,
            C3(yes(holds & 1), yes(holds & 2), yes(holds & 4)) | C2(yes(holds & 8), yes(holds & 16)) << 24);
    }
}

/* What stands on one side of a short name. */
static void put_left(an_features *out, const an_stretch *s, size_t first, size_t end)
{
    const an_token *t = s->scene->tokens->items + first, *left = neighbour(s, first, &left_side, 1);
    unsigned length;

    put(out, X_LEFT, 0, string_of(t, end - first, false, &length) << 16 | C2(class_of(left), '|'));
    if (end - first == 1)
        put_lists(out, X_ONE_LEFT, left, t->class_);
}

static void put_right(an_features *out, const an_stretch *s, size_t first, size_t end)
{
    const an_token *t = s->scene->tokens->items + first, *right = neighbour(s, end - 1, &right_side, 1);
    unsigned length;
    uint64_t classes = string_of(t, end - first, false, &length);

    put(out, X_RIGHT, 0, classes | C2('|', class_of(right)) << 8 * length);
    if (end - first == 1)
        put_lists(out, X_ONE_RIGHT, right, t->class_);
}

/* How often it is there again as a whole run: 2 = or more. */
static unsigned again(const an_stretch *s, size_t first, size_t end)
{
    bool whole = first == s->run.first && end == s->run.first + s->run.count;
    unsigned others = an_signs_runs(s->scene->signs, an_tokens_key(s->scene->tokens, first, end)) - whole;

    return others > 2 ? 2 : others;
}

/* How much of its run it is. */
static void put_cover(an_features *out, const an_stretch *s, size_t first, size_t end)
{
    bool several = end - first > 1, starts = first == s->run.first, ends = end == s->run.first + s->run.count;

    put(out, X_COVER, 0, C3(yes(starts), yes(ends), yes(several)));
    put(out, X_AGAIN, 0, C3('0' + again(s, first, end), yes(several), yes(starts && ends)));
}

static void put_words(an_features *out, const an_token *t, size_t count)
{
    size_t of = 1;

    put(out, X_LAST, t[count - 1].key, (uint64_t)'2');
    put(out, X_FIRST, t->key, (uint64_t)t[count - 1].class_);
    while (of < count && t[of].class_ != 'o')
        of++;
    if (of == count)
        return;
    put(out, X_OF_WORD, t[of - 1].key, 0);
    put(out, X_OF_CLASS, 0, (uint64_t)t[of - 1].class_);
}

static void put_phrases(an_features *out, const an_stretch *s, size_t first, size_t end)
{
    const an_token *t = s->scene->tokens->items + first;

    for (size_t i = s->phrase_first; i < s->phrase_end; i++) {
        const an_phrase *phrase = s->scene->phrases + i;
        if (phrase->first != first || phrase->end != end)
            continue;
        put(out, X_PHRASE, 0, C2(phrase->class_, yes(end - first > 1)));
        if (end - first == 1)
            put(out, X_PHRASE_OR, 0,
                C2(phrase->class_, '0' + (has(t, AN_WORD_COMMON) | has(t, AN_WORD_GIVEN) << 1 | has(t, AN_WORD_SURNAME) << 2)));
    }
}

/* What the others of its series are. */
static void put_series(an_features *out, const an_stretch *s, size_t first, size_t end)
{
    const an_series_of *others = s->scene->series->items + first;
    uint64_t code = C3('0' + others->persons, '0' + others->organizations, '0' + others->locations);

    if (!(others->persons | others->organizations | others->locations))
        return;
    put(out, X_SERIES, 0, code | C2(yes(others->many), yes(end - first > 1)) << 24);
    put(out, X_SERIES_CLASS, 0, code | C2(s->scene->tokens->items[first].class_, s->scene->tokens->items[end - 1].class_) << 24);
}

void an_features_span(an_features *out, size_t first, size_t end)
{
    const an_stretch *s = out->stretch;
    const an_token *t = s->scene->tokens->items + first, *left = neighbour(s, first, &left_side, 1),
                   *right = neighbour(s, end - 1, &right_side, 1);
    size_t count = end - first;
    unsigned length, holds = count > 1 ? held(t, count) : 0;
    uint64_t classes = string_of(t, count, false, &length), initials;

    ask(out, G_LOOK, classes | (uint64_t)(count | holds << 4) << 40, string_of(t, count, true, &length), first, end);
    if (count <= 4) {
        ask(out, G_LEFT, classes | (uint64_t)(count == 1 ? telling_lists(left) : 0) << 32, C2(class_of(left), count), first, end);
        ask(out, G_RIGHT, classes | (uint64_t)(count == 1 ? telling_lists(right) : 0) << 32, C2(class_of(right), count), first, end);
    }
    if (count == 1)
        put(out, X_ONE_SIDES, 0, C2(class_of(left), class_of(right)));
    else
        put_words(out, t, count);
    put_phrases(out, s, first, end);
    put_series(out, s, first, end);
    put(out, X_GROUPS, 0, group_code(left) | group_code(right) << 16);
    ask(out, G_COVER, again(s, first, end), C3(count > 1, first == s->run.first, end == s->run.first + s->run.count), first, end);
    if (count > 1 && (initials = an_initials_key(s->scene->text, s->scene->tokens, first, end))) {
        const an_token *inner = neighbour(s, end - 1, &right_side, 2);
        if (an_signs_capitals(s->scene->signs, initials))
            put(out, X_INITIALS, 0, (uint64_t)'w');
        if (right && right->class_ == '(' && inner && inner->key == initials)
            put(out, X_INITIALS, 0, (uint64_t)'b');
    }
}

static void put_group(an_features *out, group which, size_t first, size_t end)
{
    const an_stretch *s = out->stretch;
    static const unsigned bases[] = {U_BIAS, S_BIAS, E_BIAS};

    switch (which) {
    case G_OWN:
    case G_OWN_S:
    case G_OWN_E:
        put_own(out, s, bases[which - G_OWN], first);
        break;
    case G_SIGNS:
    case G_SIGNS_S:
    case G_SIGNS_E:
        put_signs(out, s, bases[which - G_SIGNS], first);
        break;
    case G_WORD:
        put_word(out, s, first);
        break;
    case G_SEEN:
        put_seen(out, s, first);
        break;
    case G_NEAR_S:
    case G_NEAR_E:
        put_near(out, s, which == G_NEAR_S ? &left_side : &right_side, first);
        break;
    case G_USED_S:
    case G_USED_E:
        put_used(out, s, which == G_USED_S ? &left_side : &right_side, first);
        break;
    case G_LEFT:
        put_left(out, s, first, end);
        break;
    case G_RIGHT:
        put_right(out, s, first, end);
        break;
    case G_LOOK:
        put_look(out, s->scene->tokens->items + first, end - first);
        break;
    case G_COVER:
        put_cover(out, s, first, end);
        break;
    }
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
