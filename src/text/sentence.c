/* Sentence ends: a terminator (. ! ? …) that no rule takes back, a blank line, or a line end that is no wrap. What counts as a wrap is
   decided once a document from its line lengths. The tables below are the only word knowledge. Linear. */
#include "text/sentence.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>

/* Abbreviations after which a sentence goes on, in lower case, without the dot, sorted by bytes. */
static const char *const inner[] = {
    "adm",  "approx", "art",  "arts", "av",   "ave",  "brig", "bros", "capt", "cf",   "ch",  "cllr",   "cmdr", "cmte",
    "col",  "cpl",    "cpt",  "dept", "dir",  "dist", "dr",   "drs",  "e.g",  "ed",   "eds", "est",    "fig",  "figs",
    "fr",   "ft",     "gen",  "gov",  "govt", "hon",  "i.e",  "insp", "lt",   "m",    "maj", "messrs", "mfg",  "mgr",
    "mlle", "mm",     "mme",  "mr",   "mrs",  "ms",   "msgr", "mt",   "mts",  "nat",  "no",  "nos",    "op",   "p",
    "para", "pp",     "pres", "prof", "pt",   "pte",  "pvt",  "rear", "rep",  "reps", "ret", "rev",    "rs",   "sec",
    "sen",  "sens",   "sgt",  "sr",   "ss",   "st",   "ste",  "supt", "univ", "v",    "vol", "vols",   "vs",
};
/* Abbreviations that may end a sentence: they do when a word that usually starts one follows. Sorted by bytes. */
static const char *const either[] = {
    "a.m", "apr", "aug", "b.c", "blvd", "co",  "corp", "dec", "esq",  "etc", "feb", "inc",  "jan",
    "jr",  "jul", "jun", "ltd", "mar",  "nov", "oct",  "p.m", "ph.d", "plc", "sep", "sept",
};
/* Words that start a sentence far more often than they follow an abbreviation. Sorted by bytes. */
static const char *const starters[] = {
    "a",      "after", "all",   "also",      "although", "an",     "and",  "another", "any",     "are",   "as",  "at",    "because",
    "before", "both",  "but",   "by",        "can",      "did",    "do",   "does",    "during",  "each",  "few", "for",   "from",
    "had",    "has",   "have",  "he",        "her",      "here",   "his",  "how",     "however", "i",     "if",  "in",    "is",
    "it",     "its",   "many",  "meanwhile", "more",     "most",   "my",   "no",      "not",     "now",   "of",  "on",    "once",
    "one",    "or",    "other", "our",       "she",      "since",  "so",   "some",    "such",    "that",  "the", "their", "then",
    "there",  "these", "they",  "this",      "those",    "though", "thus", "to",      "under",   "until", "was", "we",    "were",
    "what",   "when",  "where", "which",     "while",    "who",    "why",  "will",    "with",    "yet",   "you", "your",
};

static int compare_word(const void *key, const void *item)
{
    return an_str_compare(*(const an_str *)key, an_str_of(*(const char *const *)item));
}

/* Whether the folded word stands in a sorted table. Words over 24 bytes never do. */
static bool listed(an_str word, const char *const *table, size_t count)
{
    char lower[24];
    an_str key = {lower, word.len};

    if (word.len == 0 || word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] | 0x20 : word.ptr[i]);
    return bsearch(&key, table, count, sizeof *table, compare_word) != NULL;
}
#define LISTED(word, table) listed((word), (table), sizeof(table) / sizeof *(table))

static bool is_terminator(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 || code == 0xFF01 || code == 0xFF1F ||
           code == 0x061F || code == 0x06D4 || code == 0x0964;
}

static bool is_closer(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' || code == '}' || code == 0x2019 || code == 0x201D || code == 0xBB ||
           code == 0x203A || code == 0x300D || code == 0x300F || code == '*';
}

static bool is_opener(uint32_t code)
{
    return code == '"' || code == '\'' || code == '(' || code == '[' || code == '{' || code == 0x2018 || code == 0x201C || code == 0xAB ||
           code == 0x2039 || code == 0x201E || code == 0xBF || code == 0xA1 || code == '*' || code == '-' || code == 0x2013 ||
           code == 0x2014;
}

/* Line length (bytes) beyond which a line end may be a wrap; 0 = every line end ends a paragraph. */
static size_t wrap_width(an_str text)
{
    enum { BINS = 132, FEW = 3 };
    size_t lengths[BINS] = {0}, lines = 0, longest = 0, seen = 0, line = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '\n')
            continue;
        size_t length = i - line;
        if (length > 1) {
            lengths[length < BINS ? length : BINS - 1]++;
            lines++;
        }
        line = i + 1;
    }
    /* nine of ten lines that are not short are at most this long */
    for (size_t bin = BINS - 1; bin > 0; bin--) {
        seen += lengths[bin];
        longest = bin;
        if (seen * 12 >= lines)
            break;
    }
    return lines < FEW || longest == BINS - 1 || longest < 30 ? 0 : longest * 13 / 20;
}

typedef struct an_splitter {
    an_str text;
    size_t wrap;
} an_splitter;

/* First character at or after `at` that is neither blank (line ends included) nor an opening mark; text.len at the end. */
static size_t next_word(an_str text, size_t at)
{
    size_t length;

    while (at < text.len) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (!an_is_space(code) && !is_opener(code))
            break;
        at += length;
    }
    return at;
}

static an_str word_at(an_str text, size_t at)
{
    size_t end = at, length;

    while (end < text.len && (an_is_letter(an_utf8_decode(text, end, &length)) || an_is_digit(an_utf8_decode(text, end, &length))))
        end += length;
    return an_str_sub(text, at, end);
}

/* The word before a dot, with dots inside it: "U.S" before the last dot of "U.S.". */
static an_str word_before(an_str text, size_t dot)
{
    size_t start = dot;

    while (start > 0) {
        size_t length, before = an_utf8_before(text, start);
        uint32_t code = an_utf8_decode(text, before, &length);
        if (!an_is_letter(code) && !an_is_digit(code) && code != '.')
            break;
        start = before;
    }
    return an_str_sub(text, start, dot);
}

static bool all_digits(an_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return false;
    return word.len > 0;
}

/* "U.S", "C.I.A": single letters between dots. */
static bool dotted_acronym(an_str word)
{
    size_t letters = 0, dots = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '.') {
            if (letters != 1)
                return false;
            dots++;
            letters = 0;
        } else if (((unsigned char)word.ptr[i] & 0xC0) != 0x80) {
            letters++;
        }
    }
    return dots > 0 && letters == 1;
}

/* Whether only blanks stand between the start of its line and `at`. */
static bool starts_line(an_str text, size_t at)
{
    while (at > 0 && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t'))
        at--;
    return at == 0 || text.ptr[at - 1] == '\n';
}

/* Whether the dot at `dot` ends a sentence, given that blanks and then the word at `next` follow. */
static bool dot_ends(an_str text, size_t dot, size_t next)
{
    an_str word = word_before(text, dot), following = word_at(text, next);
    size_t length;
    uint32_t first = an_utf8_decode(text, next, &length);

    if (word.len == 0)
        return true;
    if (an_is_digit(first) && (LISTED(word, inner) || LISTED(word, either)))
        return false;
    if (LISTED(word, inner))
        return false;
    if (LISTED(word, either) || dotted_acronym(word))
        return LISTED(following, starters);
    if (all_digits(word) && starts_line(text, (size_t)(word.ptr - text.ptr)) && word.len <= 3) /* "1. First point" */
        return false;
    if (an_utf8_count(word) == 1 && an_is_upper(an_utf8_decode(word, 0, &length))) /* an initial: J. Smith; but "vitamin C. The" */
        return word.ptr[0] == 'I' || LISTED(following, starters);
    return true;
}

/* The end of the sentence if one ends at the terminator at `at` (closing marks included), else 0. `*after` is where to go on. */
static size_t terminator_ends(an_str text, size_t at, size_t *after)
{
    size_t length, end = at, next, last = at;
    uint32_t code, mark = 0;

    while (end < text.len && is_terminator(code = an_utf8_decode(text, end, &length))) {
        mark = code;
        last = end;
        end += length;
    }
    while (end < text.len && is_closer(an_utf8_decode(text, end, &length)))
        end += length;
    *after = end;
    if (end == text.len)
        return end;
    code = an_utf8_decode(text, end, &length);
    if (!an_is_space(code)) /* 3.5, example.com, "No.4" */
        return mark > 0x2FFF ? end : 0;
    next = next_word(text, end);
    if (next == text.len)
        return end;
    code = an_utf8_decode(text, next, &length);
    if (an_is_lower(code))
        return 0;
    if (mark == '.' && last == at && !dot_ends(text, at, next))
        return 0;
    return end;
}

/* Whether the line end at `at` (a '\n') ends a sentence: a blank line follows, or the line was not broken by its width. */
static bool line_ends(const an_splitter *how, size_t sentence, size_t at)
{
    an_str text = how->text;
    size_t next = at + 1, line = at, length;
    uint32_t code;

    while (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t' || text.ptr[next] == '\r'))
        next++;
    if (next == text.len || text.ptr[next] == '\n')
        return true;
    while (line > sentence && text.ptr[line - 1] != '\n')
        line--;
    code = an_utf8_decode(text, next, &length);
    if (code == 0x2022 || code == 0x25CF || code == '*' ||
        ((code == '-' || code == 0x2013) && next + 1 < text.len && text.ptr[next + 1] == ' '))
        return true; /* a list */
    if (an_is_lower(code))
        return false;
    if (at > line && (text.ptr[at - 1] == ',' || (at - 1 > line && text.ptr[at - 1] == '\r' && text.ptr[at - 2] == ',')))
        return how->wrap == 0;
    return how->wrap == 0 || at - line < how->wrap;
}

static bool add_sentence(an_spans *sentences, an_str text, size_t start, size_t end)
{
    size_t length;

    while (start < end && an_is_space(an_utf8_decode(text, start, &length)))
        start += length;
    while (end > start) {
        size_t before = an_utf8_before(text, end);
        if (!an_is_space(an_utf8_decode(text, before, &length)))
            break;
        end = before;
    }
    if (start == end)
        return true;
    if (!AN_ROOM(sentences, 1))
        return false;
    sentences->items[sentences->count++] = (an_span){(uint32_t)start, (uint32_t)end};
    return true;
}

/* Cut text[from, to), a stretch without skips. */
static bool cut(an_spans *sentences, const an_splitter *how, size_t from, size_t to)
{
    an_str text = {how->text.ptr, to};
    an_splitter here = {.text = text, .wrap = how->wrap};
    size_t start = from, at = from, length;

    while (at < to) {
        unsigned char c = (unsigned char)text.ptr[at];
        uint32_t code = c;
        size_t end = 0, after = at + 1;
        length = 1;
        if (c >= 0x80) {
            code = an_utf8_decode(text, at, &length);
            after = at + length;
        }
        if (code == '\n' && line_ends(&here, start, at))
            end = at;
        else if (code == 0x2029)
            end = at;
        else if (is_terminator(code))
            end = terminator_ends(text, at, &after);
        if (end > 0 && end >= start) {
            if (!add_sentence(sentences, text, start, end))
                return false;
            start = end;
        }
        at = after;
    }
    return add_sentence(sentences, text, start, to);
}

bool an_sentences_cut(an_spans *sentences, an_str text, const an_spans *skips)
{
    an_splitter how = {.text = text, .wrap = wrap_width(text)};
    size_t from = 0, skip_count = skips ? skips->count : 0;

    for (size_t i = 0; i < skip_count; i++) {
        size_t skip = skips->items[i].start < text.len ? skips->items[i].start : text.len;
        if (skip > from && !cut(sentences, &how, from, skip))
            return false;
        if (skips->items[i].end > from)
            from = skips->items[i].end;
    }
    return from >= text.len || cut(sentences, &how, from, text.len);
}
