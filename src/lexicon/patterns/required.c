/* Only what surely must be there counts: letters and digits that stand outside of all groups, without a quantifier, between two things that
   end a word (\b, \s, a blank, a sign). Groups, classes and escapes are stepped over; at anything else we give up, which costs time later
   but loses nothing. */
#include "lexicon/patterns/required.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST = 60 /* bytes of a word that is asked for */ };

/* What has been read of one alternative. */
typedef struct branch {
    an_str best, run; /* run: letters so far; NULL = none that starts a word */
    bool edge;        /* a word may start here */
} branch;

typedef struct scan {
    an_str text;
    size_t at;
} scan;

static char peek(const scan *s, size_t ahead)
{
    return s->at + ahead < s->text.len ? s->text.ptr[s->at + ahead] : '\0';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '_';
}

/* Step over ?, *, +, {…} and what makes them lazy or possessive. `*some`: at least once for sure. */
static bool quantified(scan *s, bool *some)
{
    char c = peek(s, 0);

    *some = c == '+';
    if (c == '{') {
        while (s->at < s->text.len && s->text.ptr[s->at] != '}')
            s->at++;
    } else if (c != '?' && c != '*' && c != '+') {
        *some = true;
        return false;
    }
    s->at++;
    while (peek(s, 0) == '?' || peek(s, 0) == '+')
        s->at++;
    return true;
}

/* A run ends at something that is, or is not, the end of a word. */
static void end_run(branch *b, bool edge)
{
    if (b->run.ptr && edge && b->run.len > b->best.len && b->run.len <= LONGEST)
        b->best = b->run;
    b->run = (an_str){NULL, 0};
    b->edge = edge;
}

/* [...], with \] and []…] inside. */
static bool pass_class(scan *s)
{
    s->at++;
    if (peek(s, 0) == '^')
        s->at++;
    if (peek(s, 0) == ']')
        s->at++;
    while (s->at < s->text.len && s->text.ptr[s->at] != ']') {
        if (peek(s, 0) == '\\') {
            s->at++;
        } else if (peek(s, 0) == '[' && (peek(s, 1) == ':' || peek(s, 1) == '.' || peek(s, 1) == '=')) {
            s->at += 2;
            while (s->at < s->text.len && s->text.ptr[s->at] != ']')
                s->at++;
        }
        s->at++;
    }
    s->at++;
    return s->at <= s->text.len;
}

/* (…) with all that is inside; false for comments and options, which change how the rest is read. */
static bool pass_group(scan *s)
{
    size_t depth = 0;

    do {
        char c = peek(s, 0), kind = peek(s, 2);
        if (c == '(' && peek(s, 1) == '*')
            return false;
        if (c == '(' && peek(s, 1) == '?' && kind != ':' && kind != '=' && kind != '!' && kind != '<' && kind != '>' && kind != '&' &&
            kind != 'P' && kind != '|' && kind != '\'')
            return false;
        if (c == '\\' && (peek(s, 1) == 'Q' || peek(s, 1) == 'c'))
            return false;
        if (c == '[') {
            if (!pass_class(s))
                return false;
            continue;
        }
        depth += c == '(';
        depth -= c == ')';
        s->at += c == '\\' ? 2 : 1;
    } while (depth > 0 && s->at < s->text.len);
    return depth == 0 && s->at <= s->text.len;
}

/* A backslash and what it escapes. `*edge`: it stands for the end of a word, `*zero`: and for no character. */
static bool pass_escape(scan *s, bool *edge, bool *zero)
{
    char c = peek(s, 1);

    *zero = c == 'b';
    *edge = c == 'b' || c == 's' || c == 'W' || c == 'h' || c == 'v' || c == 'R' || (c != '\0' && !is_word(c));
    s->at += 2;
    if (*edge || (c && strchr("BSdDwHVXAZzGK", c)))
        return true;
    if (c != 'p' && c != 'P')
        return false;
    if (peek(s, 0) == '{')
        while (s->at < s->text.len && s->text.ptr[s->at] != '}')
            s->at++;
    s->at++;
    return s->at <= s->text.len;
}

/* One more letter or digit. A sign that is not ASCII is neither that nor the end of a word. */
static void add_letter(scan *s, branch *b)
{
    size_t start = s->at, length;
    uint32_t code = an_utf8_decode(s->text, s->at, &length);
    bool some;

    s->at += length;
    if (!an_is_letter(code) && !an_is_digit(code)) {
        quantified(s, &some);
        end_run(b, false);
        return;
    }
    if (!b->run.ptr && b->edge)
        b->run = (an_str){s->text.ptr + start, 0};
    b->edge = false;
    if (quantified(s, &some))
        end_run(b, false);
    else if (b->run.ptr)
        b->run.len = (size_t)(s->text.ptr + s->at - b->run.ptr);
}

/* The next thing of the pattern; false when it cannot be understood. */
static bool step(scan *s, branch *b)
{
    char c = peek(s, 0);
    bool edge = false, zero = false, some, repeated;

    if (is_word(c) && c != '_') {
        add_letter(s, b);
        return true;
    }
    if (c == '\\') {
        if (!pass_escape(s, &edge, &zero))
            return false;
    } else if (c == '(') {
        if (!pass_group(s))
            return false;
    } else if (c == '[') {
        if (!pass_class(s))
            return false;
    } else {
        edge = !strchr("_.^$)", c);
        s->at++;
    }
    repeated = quantified(s, &some);
    end_run(b, edge && some && !(zero && repeated));
    return true;
}

size_t an_required_words(an_str pattern, an_str words[AN_REQUIRED_MOST])
{
    scan s = {pattern, 0};
    size_t count = 0;

    for (bool more = true; more; s.at++) {
        branch b = {.best = {"", 0}};

        while (s.at < pattern.len && pattern.ptr[s.at] != '|')
            if (!step(&s, &b))
                return 0;
        if (b.best.len == 0 || count == AN_REQUIRED_MOST)
            return 0;
        words[count++] = b.best;
        more = s.at < pattern.len;
    }
    return count;
}
