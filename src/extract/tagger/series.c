/* One walk: members are rows of capitals with the links inside them; as long as only commas and the like stand between them the series goes
   on. When it ends, each member hears of the others. */
#include "extract/tagger/series.h"

#include "base/alloc.h"

enum { MEMBERS = 64, BETWEEN = 3, LINKS = 2 };

typedef enum member_kind { UNCLEAR, PERSON, ORGANIZATION, LOCATION, KINDS } member_kind;

typedef struct member {
    size_t first, end;
    member_kind kind;
} member;

/* The walk. */
typedef struct walk {
    an_series_of *out;
    const an_tokens *tokens;
    const an_phrase *phrases;
    size_t phrase_count, phrase; /* the first that may touch what comes */
    member members[MEMBERS];
    size_t count;
} walk;

static bool is_cap(const an_token *t)
{
    return (t->flags & AN_TOKEN_CAP) != 0;
}

static bool separates(const an_token *t)
{
    return t->class_ == ',' || t->class_ == ';' || t->class_ == '&' || t->class_ == '%' || an_token_is(t, AN_LIT("or"));
}

static bool links(const an_token *t)
{
    return t->atom != AN_NO_ATOM && !is_cap(t) && t->lists & (AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_PARTICLE)) && !separates(t);
}

/* End of the member that starts with a capital. */
static size_t member_end(const an_tokens *tokens, size_t at)
{
    const an_token *t = tokens->items;
    size_t end = at + 1;

    while (end < tokens->count && !(t[end].flags & AN_TOKEN_HARD)) {
        size_t next = end;
        while (next < tokens->count && next - end <= LINKS && links(t + next) && !(t[next].flags & AN_TOKEN_HARD))
            next++;
        if (next - end > LINKS || next >= tokens->count || t[next].flags & AN_TOKEN_HARD || !is_cap(t + next))
            break;
        end = next + 1;
    }
    return end;
}

static member_kind kind_of_phrase(char class_)
{
    switch (class_) {
    case 'P':
        return PERSON;
    case 'O':
        return ORGANIZATION;
    case 'K':
    case 'C':
    case 'R':
        return LOCATION;
    default:
        return UNCLEAR;
    }
}

/* What a dictionary says of just this stretch. */
static member_kind listed_kind(walk *w, size_t first, size_t end)
{
    while (w->phrase < w->phrase_count && w->phrases[w->phrase].first < first)
        w->phrase++;
    for (size_t i = w->phrase; i < w->phrase_count && w->phrases[i].first == first; i++)
        if (w->phrases[i].end == end)
            return kind_of_phrase(w->phrases[i].class_);
    return UNCLEAR;
}

static member_kind clear_kind(walk *w, size_t first, size_t end)
{
    enum { DOUBT = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) };
    const an_token *one = w->tokens->items + first, *last = w->tokens->items + end - 1;
    member_kind kind = listed_kind(w, first, end);

    if (kind != UNCLEAR)
        return end - first == 1 && one->lists & DOUBT ? UNCLEAR : kind;
    if (end - first > 1 && last->lists & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)))
        return ORGANIZATION;
    if (end - first > 1 && last->lists & AN_IN(AN_WORD_LOC))
        return LOCATION;
    return end - first > 1 && an_is_given(one) ? PERSON : UNCLEAR;
}

/* The series ends: each member's tokens get what the others are. */
static void settle(walk *w)
{
    unsigned counts[KINDS] = {0};

    for (size_t i = 0; i < w->count; i++)
        counts[w->members[i].kind]++;
    for (size_t i = 0; i < w->count && w->count > 1; i++) {
        const member *m = w->members + i;
        unsigned others[KINDS];
        for (unsigned kind = 0; kind < KINDS; kind++) {
            others[kind] = counts[kind] - (m->kind == kind);
            others[kind] = others[kind] > 2 ? 2 : others[kind];
        }
        for (size_t k = m->first; k < m->end; k++)
            w->out[k] = (an_series_of){(uint8_t)others[PERSON], (uint8_t)others[ORGANIZATION], (uint8_t)others[LOCATION], w->count > 2};
    }
    w->count = 0;
}

bool an_series_find(an_series *series, const an_tokens *tokens, const an_phrase *phrases, size_t phrase_count)
{
    walk w = {.tokens = tokens, .phrases = phrases, .phrase_count = phrase_count};
    const an_token *t = tokens->items;
    size_t between = 0;

    if (!an_grow(&series->items, &series->capacity, tokens->count + 1, sizeof *series->items))
        return false;
    w.out = series->items;
    memset(w.out, 0, (tokens->count + 1) * sizeof *w.out);
    for (size_t at = 0; at < tokens->count;) {
        if (t[at].flags & AN_TOKEN_HARD)
            settle(&w);
        if (!is_cap(t + at)) {
            if (!separates(t + at) || ++between > BETWEEN)
                settle(&w);
            at++;
            continue;
        }
        if (w.count == MEMBERS || between == 0)
            settle(&w);
        between = 0;
        w.members[w.count].first = at;
        w.members[w.count].end = member_end(tokens, at);
        w.members[w.count].kind = clear_kind(&w, at, w.members[w.count].end);
        at = w.members[w.count++].end;
    }
    settle(&w);
    return true;
}

void an_series_clear(an_series *series)
{
    an_free(series->items);
    *series = (an_series){0};
}
