/* A run starts at a token that may be part of a name by its letters and goes on over such tokens, over numbers, and over a few small words
   when such a token follows them. */
#include "extract/tagger/runs.h"

#include "base/alloc.h"

enum { LINKERS = 3, NICKNAME = 3 };

static bool is_cap(const an_token *token)
{
    return (token->flags & AN_TOKEN_CAP) != 0;
}

static bool is_word(const an_token *token)
{
    return token->atom != AN_NO_ATOM;
}

static bool is_linker(const an_token *token)
{
    if (token->flags & AN_TOKEN_HARD)
        return false;
    if (!is_word(token))
        return token->class_ == '&' || token->class_ == '-' || token->class_ == '\'' || token->class_ == '/';
    return !is_cap(token) && token->lists & (AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_PARTICLE));
}

/* «--» parts; a single hyphen joins, with blanks around it, too (text cut into words). */
static bool is_double_hyphen(const an_tokens *tokens, size_t at)
{
    const an_token *t = tokens->items + at;

    return t->class_ == '-' && !is_word(t) && at + 1 < tokens->count && t[1].class_ == '-' && !is_word(t + 1);
}

/* End of a nickname in quotes or brackets that starts at `at` and is followed by a capital: “Pepe” Mujica, (the Barber) Esposito. 0 when there is none. */
static size_t nickname_end(const an_tokens *tokens, size_t at)
{
    const an_token *t = tokens->items;
    size_t end = at + 1;

    if (at + 3 >= tokens->count || is_word(t + at) || (t[at].class_ != '"' && t[at].class_ != '\'' && t[at].class_ != '('))
        return 0;
    end += an_token_is(t + end, AN_LIT("the"));
    while (end < tokens->count && end - at <= NICKNAME && is_cap(t + end) && !(t[end].flags & AN_TOKEN_HARD))
        end++;
    if (!is_cap(t + end - 1) || end + 1 >= tokens->count || is_word(t + end) || t[end].flags & AN_TOKEN_HARD ||
        t[end].class_ != (t[at].class_ == '(' ? ')' : t[at].class_))
        return 0;
    return is_cap(t + end + 1) && !(t[end + 1].flags & AN_TOKEN_HARD) ? end + 1 : 0;
}

/* First token behind the run that starts with the capitalised token `at`. */
static size_t run_end(const an_tokens *tokens, size_t at)
{
    const an_token *t = tokens->items;
    size_t end = at + 1;

    while (end < tokens->count && end - at < AN_RUN_TOKENS && !(t[end].flags & AN_TOKEN_HARD)) {
        size_t next = end;
        if (is_cap(t + end) || (t[end].shape == AN_SHAPE_NUMBER && t[end - 1].shape != AN_SHAPE_NUMBER)) {
            end++;
            continue;
        }
        while (next < tokens->count && next - end < LINKERS && is_linker(t + next) && !is_double_hyphen(tokens, next))
            next++;
        if (next == end)
            next = nickname_end(tokens, end);
        if (next == 0 || next >= tokens->count || next == end || !is_cap(t + next) || t[next].flags & AN_TOKEN_HARD)
            break;
        end = next + 1;
    }
    return end;
}

static bool add(an_runs *runs, const an_tokens *tokens, size_t from, size_t end)
{
    const an_token *t = tokens->items;

    if (end - from == 1 && t[from].class_ == 'f')
        return true;
    if (end - from > AN_RUN_TOKENS)
        end = from + AN_RUN_TOKENS;
    if (!AN_ROOM(runs, 1))
        return false;
    runs->items[runs->count++] = (an_run){(uint32_t)from, (uint32_t)(end - from)};
    return true;
}

bool an_runs_find(an_runs *runs, const an_tokens *tokens)
{
    const an_token *t = tokens->items;
    size_t last = 0; /* end of the run before */

    for (size_t at = 0; at < tokens->count;) {
        size_t from = at, end;
        if (!is_cap(t + at)) {
            at++;
            continue;
        }
        end = run_end(tokens, at);
        if (from > last && !(t[from].flags & AN_TOKEN_HARD) && is_word(t + from - 1) && t[from - 1].class_ == 'p')
            from--;
        if (from > last && t[from].class_ != 'p' && !(t[from].flags & AN_TOKEN_HARD) && t[from - 1].shape == AN_SHAPE_NUMBER)
            from--;
        if (!add(runs, tokens, from, end))
            return false;
        at = last = end;
    }
    return true;
}

bool an_starts_name(const an_token *token)
{
    return is_word(token) && (is_cap(token) || token->class_ == 'p' || token->shape == AN_SHAPE_NUMBER);
}

bool an_ends_name(const an_token *token)
{
    return is_word(token) && (is_cap(token) || token->shape == AN_SHAPE_NUMBER);
}
