/* Growable text and the escapes of every place that foreign text is written to: terminal, JSON, CSV, shell. Running out of memory ends the
   program: only the command line may do that. */
#include "cli/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void out_of_memory(void)
{
    fputs("actornet: error: out of memory\n", stderr);
    exit(1);
}

void *cli_alloc(size_t count, size_t size)
{
    void *items = calloc(count ? count : 1, size);
    if (!items)
        out_of_memory();
    return items;
}

void *cli_grow(void *items, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity ? *capacity : 16;
    if (need <= *capacity)
        return items;
    while (wanted < need && wanted <= SIZE_MAX / 2)
        wanted *= 2;
    if (wanted < need || wanted > SIZE_MAX / size)
        out_of_memory();
    void *bigger = realloc(items, wanted * size);
    if (!bigger)
        out_of_memory();
    *capacity = wanted;
    return bigger;
}

void cli_text_clear(cli_text *text)
{
    free(text->ptr);
    *text = (cli_text){0};
}

void cli_add(cli_text *text, an_str more)
{
    text->ptr = cli_grow(text->ptr, &text->capacity, text->len + more.len + 1, 1);
    if (more.len)
        memcpy(text->ptr + text->len, more.ptr, more.len);
    text->len += more.len;
    text->ptr[text->len] = '\0';
}

void cli_add_text(cli_text *text, const char *more)
{
    cli_add(text, cli_str(more));
}

void cli_add_char(cli_text *text, char c)
{
    cli_add(text, (an_str){&c, 1});
}

void cli_add_spaces(cli_text *text, size_t count)
{
    while (count--)
        cli_add_char(text, ' ');
}

void cli_addv(cli_text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int need = vsnprintf(NULL, 0, format, arguments);
    if (need > 0) {
        text->ptr = cli_grow(text->ptr, &text->capacity, text->len + (size_t)need + 1, 1);
        vsnprintf(text->ptr + text->len, (size_t)need + 1, format, again);
        text->len += (size_t)need;
    }
    va_end(again);
}

void cli_addf(cli_text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    cli_addv(text, format, arguments);
    va_end(arguments);
}

uint32_t cli_decode(an_str s, size_t at, size_t *length)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    size_t left = s.len - at;
    size_t need = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code = need == 1 ? p[0] : need == 2 ? p[0] & 0x1Fu : need == 3 ? p[0] & 0x0Fu : p[0] & 0x07u;
    *length = 1;
    if (need == 0 || need > left)
        return 0xFFFD;
    for (size_t i = 1; i < need; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0xFFFD;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    if (code < least[need] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0xFFFD;
    *length = need;
    return code;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

void cli_add_clean(cli_text *text, an_str more, bool lines)
{
    size_t length;
    for (size_t i = 0; i < more.len; i += length) {
        uint32_t code = cli_decode(more, i, &length);
        bool broken = code == 0xFFFD && length == 1;
        if (!broken && !is_control(code))
            cli_add(text, (an_str){more.ptr + i, length});
        else if (code == '\n' || code == '\t')
            cli_add_char(text, lines ? (char)code : ' ');
        else if (broken || code < 0x100)
            cli_addf(text, "\\x%02x", broken ? (unsigned)(unsigned char)more.ptr[i] : (unsigned)code);
        else
            cli_addf(text, "\\u{%04x}", (unsigned)code);
    }
}

void cli_add_json(cli_text *text, an_str more)
{
    size_t length;
    cli_add_char(text, '"');
    for (size_t i = 0; i < more.len; i += length) {
        uint32_t code = cli_decode(more, i, &length);
        if (code == '"' || code == '\\')
            cli_addf(text, "\\%c", (int)code);
        else if (code == '\n')
            cli_add_text(text, "\\n");
        else if (code == '\t')
            cli_add_text(text, "\\t");
        else if (is_control(code) || code == '<')
            cli_addf(text, "\\u%04x", (unsigned)code);
        else if (code == 0xFFFD)
            cli_add_text(text, "\xEF\xBF\xBD");
        else
            cli_add(text, (an_str){more.ptr + i, length});
    }
    cli_add_char(text, '"');
}

void cli_add_key(cli_text *text, const char *name)
{
    cli_add_json(text, cli_str(name));
    cli_add_char(text, ':');
}

void cli_add_csv(cli_text *text, an_str more)
{
    bool quote = false;
    for (size_t i = 0; i < more.len; i++)
        quote |= more.ptr[i] == '"' || more.ptr[i] == ',' || more.ptr[i] == '\n' || more.ptr[i] == '\r';
    if (quote)
        cli_add_char(text, '"');
    if (an_is_formula(more.ptr, more.len))
        cli_add_char(text, '\'');
    for (size_t i = 0; i < more.len; i++) {
        if (more.ptr[i] == '"')
            cli_add_char(text, '"');
        cli_add_char(text, more.ptr[i]);
    }
    if (quote)
        cli_add_char(text, '"');
}

void cli_add_number(cli_text *text, double value)
{
    if (isfinite(value))
        cli_addf(text, "%.9g", value == 0 ? 0.0 : value); /* no minus zero */
}

void cli_add_count(cli_text *text, size_t count)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", count);
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            cli_add_char(text, ',');
        cli_add_char(text, digits[i]);
    }
}

void cli_add_things(cli_text *text, size_t count, const char *one)
{
    size_t length = strlen(one);
    cli_add_count(text, count);
    cli_addf(text, " %s%s", one, count == 1 ? "" : length && one[length - 1] == 's' ? "es" : "s");
}

void cli_add_shell(cli_text *text, an_str argument)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-+:,@%=";
    bool quote = argument.len == 0;
    for (size_t i = 0; i < argument.len; i++)
        quote |= !memchr(plain, argument.ptr[i], sizeof plain - 1);
    if (!quote) {
        cli_add(text, argument);
        return;
    }
    cli_add_char(text, '\'');
    for (size_t i = 0; i < argument.len; i++) {
        if (argument.ptr[i] == '\'')
            cli_add_text(text, "'\\''");
        else
            cli_add_char(text, argument.ptr[i]);
    }
    cli_add_char(text, '\'');
}

an_str cli_str(const char *text)
{
    return (an_str){text, text ? strlen(text) : 0};
}

an_str cli_view(const cli_text *text)
{
    return (an_str){text->ptr, text->len};
}

bool cli_equal(an_str a, an_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool cli_ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

int cli_compare(an_str a, an_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static size_t columns_of(uint32_t code)
{
    if ((code >= 0x300 && code <= 0x36F) || code == 0x200B || code == 0x200C || code == 0x200D || code == 0xFEFF ||
        (code >= 0x591 && code <= 0x5BD) || (code >= 0x610 && code <= 0x61A) || (code >= 0x64B && code <= 0x65F))
        return 0;
    bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
                (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x20000 && code <= 0x3FFFD);
    return wide ? 2 : 1;
}

an_str cli_cut(an_str s, size_t columns)
{
    size_t used = 0, length, i = 0;
    for (; i < s.len; i += length) {
        used += columns_of(cli_decode(s, i, &length));
        if (used > columns)
            break;
    }
    return (an_str){s.ptr, i};
}

size_t cli_width(an_str s)
{
    size_t used = 0, length;
    for (size_t i = 0; i < s.len; i += length)
        used += columns_of(cli_decode(s, i, &length));
    return used;
}

enum { GUESS_MAX = 40 }; /* longer words are not guessed */

static size_t least_of(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

char cli_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Edits between two words, a swap of neighbours being one and letter case none (Damerau-Levenshtein, three rows). */
static size_t edits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][GUESS_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = least_of(last[j] + 1, now[j - 1] + 1, last[j - 1] + (cli_lower(a[i - 1]) != cli_lower(b[j - 1])));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *old = before;
        before = last;
        last = now;
        now = old;
    }
    return last[b_length];
}

void cli_guess_try(cli_guess *guess, const char *candidate)
{
    size_t word = strlen(guess->word), other = strlen(candidate);
    if (word == 0 || word > GUESS_MAX || other > GUESS_MAX)
        return;
    size_t distance = edits(guess->word, word, candidate, other);
    size_t limit = word < 3 ? 1 : word / 3 + (word % 3 != 0 && word < 6);
    bool begins = word >= 3 && strncmp(candidate, guess->word, word) == 0; /* an abbreviation */
    if (distance > limit && !begins)
        return;
    size_t start = 0; /* between two equally near words the one that starts alike */
    while (start < word && guess->word[start] == candidate[start])
        start++;
    if (!guess->best || distance < guess->distance || (distance == guess->distance && start > guess->start))
        *guess = (cli_guess){guess->word, candidate, distance, start};
}
