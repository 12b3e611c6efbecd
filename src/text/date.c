/* Dates: a small scanner that tries a date at each number and each month name, left to right; the first one that exists in the calendar
   wins. Every try looks at a bounded stretch, so the whole is linear. Month names of seven languages; the usual damage of scanned mail is
   read too: a lost descender (A ril, Se tember), numbers that ran together (2810:12:05, 20097:19). */
#include "text/date.h"

#include "base/ascii.h"

#include <stdio.h>

enum { FIRST_YEAR = 1000, FIRST_PLAIN_YEAR = 1500, LAST_YEAR = 2999, LOOK_AHEAD = 40, ENGLISH_MONTHS = 12 };

typedef struct ymd {
    int year, month, day;
} ymd;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC0;
}

static char byte_at(an_str text, size_t at)
{
    return at < text.len ? text.ptr[at] : '\0';
}

/* Value of `count` digits at `at`, -1 when they are not all there. */
static int digits(an_str text, size_t at, size_t count)
{
    int value = 0;

    if (at > text.len || text.len - at < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (!an_ascii_digit(text.ptr[at + i]))
            return -1;
        value = value * 10 + (text.ptr[at + i] - '0');
    }
    return value;
}

static size_t digit_run(an_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && an_ascii_digit(text.ptr[end]))
        end++;
    return end - at;
}

static bool exists(ymd d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;

    if (d.year < FIRST_YEAR || d.year > LAST_YEAR || d.month < 1 || d.month > 12)
        return false;
    return d.day >= 1 && d.day <= days[d.month - 1] + (d.month == 2 && leap ? 1 : 0);
}

static bool write_date(char out[AN_DATE_SIZE], ymd d)
{
    char text[40];

    if (!exists(d))
        return false;
    snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    memcpy(out, text, AN_DATE_SIZE - 1);
    out[AN_DATE_SIZE - 1] = '\0';
    return true;
}

/* What the date leaves out is 1. */
static bool read_iso(an_str text, ymd *d)
{
    *d = (ymd){.month = 1, .day = 1};
    if (text.len != 4 && text.len != 7 && text.len != 10)
        return false;
    d->year = digits(text, 0, 4);
    if (text.len >= 7)
        d->month = text.ptr[4] == '-' ? digits(text, 5, 2) : 0;
    if (text.len == 10)
        d->day = text.ptr[7] == '-' ? digits(text, 8, 2) : 0;
    return exists(*d);
}

bool an_date_valid(an_str text)
{
    ymd d;

    return read_iso(text, &d);
}

/* Five bits for the day, four for the month; 0 in them: left out. */
uint32_t an_date_number(an_str text)
{
    ymd d;

    if (!read_iso(text, &d))
        return 0;
    return (uint32_t)d.year << 9 | (text.len >= 7 ? (uint32_t)d.month << 5 : 0) | (text.len == 10 ? (uint32_t)d.day : 0);
}

an_str an_date_text(uint32_t number, char out[AN_DATE_SIZE])
{
    unsigned year = number >> 9 & 0xFFF, month = number >> 5 & 0xF, day = number & 0x1F;

    snprintf(out, AN_DATE_SIZE, day ? "%04u-%02u-%02u" : month ? "%04u-%02u" : "%04u", year, month, day);
    return (an_str){out, day ? 10 : month ? 7 : year ? 4 : 0};
}

bool an_date_within(an_str date, an_str from, an_str until)
{
    an_str bounds[] = {from, until};

    if (date.len == 0)
        return true;
    for (int i = 0; i < 2; i++) {
        size_t len = bounds[i].len < date.len ? bounds[i].len : date.len;
        int order = len ? memcmp(date.ptr, bounds[i].ptr, len) : 0;

        if (i == 0 ? order < 0 : order > 0)
            return false;
    }
    return true;
}

/* YYYY?MM?DD with one and the same separator of `separators` twice, or none when `packed`. `*end` is behind it. */
static bool iso_at(an_str text, size_t at, const char *separators, bool packed, ymd *d, size_t *end)
{
    char separator = byte_at(text, at + 4);
    size_t width = separator && strchr(separators, separator) ? 1 : 0;

    if ((width == 0 && !packed) || (width == 1 && byte_at(text, at + 7) != separator))
        return false;
    *d = (ymd){digits(text, at, 4), digits(text, at + 4 + width, 2), digits(text, at + 6 + 2 * width, 2)};
    *end = at + 8 + 2 * width;
    /* without separators a run of eight digits may be any number: only years of our time */
    return exists(*d) && (width == 1 || (d->year >= 1900 && d->year < 2100)) && !an_ascii_digit(byte_at(text, *end));
}

/* Month names; '?' stands for one letter with an accent. Each name is known by its first three letters or more. English comes first. */
static const struct {
    const char *name;
    int month;
} months[] = {
    {"january", 1},   {"february", 2},   {"march", 3},      {"april", 4},     {"may", 5},       {"june", 6},      {"july", 7},
    {"august", 8},    {"september", 9},  {"october", 10},   {"november", 11}, {"december", 12}, {"januar", 1},    {"janvier", 1},
    {"f?vrier", 2},   {"mars", 3},       {"m?rz", 3},       {"maerz", 3},     {"avril", 4},     {"mai", 5},       {"juin", 6},
    {"juillet", 7},   {"ao?t", 8},       {"aout", 8},       {"oktober", 10},  {"dezember", 12}, {"d?cembre", 12}, {"enero", 1},
    {"febrero", 2},   {"marzo", 3},      {"abril", 4},      {"mayo", 5},      {"junio", 6},     {"julio", 7},     {"agosto", 8},
    {"octubre", 10},  {"noviembre", 11}, {"diciembre", 12}, {"gennaio", 1},   {"maggio", 5},    {"giugno", 6},    {"luglio", 7},
    {"settembre", 9}, {"ottobre", 10},   {"dicembre", 12},  {"janeiro", 1},   {"fevereiro", 2}, {"mar?o", 3},     {"maio", 5},
    {"junho", 6},     {"julho", 7},      {"setembro", 9},   {"outubro", 10},  {"novembro", 11}, {"dezembro", 12}, {"maart", 3},
    {"mei", 5},       {"augustus", 8},
};

/* Letters of `name` that the text at `at` has; `*end` is behind them. One descender may have become a blank. */
static size_t month_letters(an_str text, size_t at, const char *name, size_t *end)
{
    size_t letters = 0;
    bool lost = false;

    for (; name[letters]; letters++) {
        char c = an_ascii_lower(byte_at(text, at));

        if (name[letters] == '?' && (unsigned char)c >= 0xC0) {
            at += (unsigned char)byte_at(text, at + 1) >= 0x80 ? 2 : 1;
        } else if (c == name[letters]) {
            at++;
        } else if (c == ' ' && !lost && letters > 0 && strchr("gjpqy", name[letters])) {
            lost = true;
            at++;
        } else {
            break;
        }
    }
    *end = at;
    return letters;
}

/* Month whose name starts at `at`, 0 when none does. Names abroad have at least `abroad` letters, 0: all of theirs. */
static int month_named(an_str text, size_t at, size_t abroad, size_t *end)
{
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        size_t least = i < ENGLISH_MONTHS ? 3 : abroad ? abroad : strlen(months[i].name);

        if (month_letters(text, at, months[i].name, end) >= least && !is_letter(byte_at(text, *end)))
            return months[i].month;
    }
    return 0;
}

static int month_at(an_str text, size_t at, size_t *end)
{
    return month_named(text, at, 3, end);
}

/* Where no field says that a date comes, only English months are cut short: «box set 12» is no September. */
static int plain_month_at(an_str text, size_t at, size_t *end)
{
    return month_named(text, at, 0, end);
}

/* Skip what may stand between the parts of a date. */
static size_t skip_gap(an_str text, size_t at)
{
    static const char *const words[] = {"of ", "de ", "del ", "di "};

    while (at < text.len && strchr(" \t,.;'-/_", text.ptr[at]))
        at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        an_str word = an_str_of(words[i]);

        if (text.len - at > word.len && memcmp(text.ptr + at, word.ptr, word.len) == 0)
            return at + word.len;
    }
    return at;
}

/* Behind "1st", "2nd", "1er", "3º" when the letters follow a day. */
static size_t skip_ordinal(an_str text, size_t at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "\xC2\xBA", "\xC2\xB0"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (an_ascii_lower(byte_at(text, at)) == endings[i][0] && an_ascii_lower(byte_at(text, at + 1)) == endings[i][1] && !is_letter(byte_at(text, at + 2)))
            return at + 2;
    }
    return at;
}

/* A year in a run of digits: alone, or run together with the time before or behind it. -1 when there is none. */
static int year_in(an_str text, size_t at, size_t count)
{
    bool time_behind = byte_at(text, at + count) == ':', time_before = at > 0 && text.ptr[at - 1] == ':';
    int year = -1;

    if (count == 4 && !time_behind)
        year = digits(text, at, 4);
    else if ((count == 5 || count == 6) && time_behind)
        year = digits(text, at, 4);
    else if (count == 6 && time_before)
        year = digits(text, at + 2, 4);
    return year >= 1900 && year < 2100 ? year : count == 4 && year >= FIRST_YEAR && year <= LAST_YEAR ? year : -1;
}

/* The first year in the next few words, not beyond a line that is over: "2009", "10:12:05 2009", "08:13:05 EDT 2009". */
static int year_after(an_str text, size_t at)
{
    size_t limit = text.len - at > LOOK_AHEAD ? at + LOOK_AHEAD : text.len;

    while (at < limit && text.ptr[at] != '\n') {
        size_t count = digit_run(text, at);
        int year = count ? year_in(text, at, count) : -1;

        if (year > 0)
            return year;
        at += count ? count : 1;
    }
    return -1;
}

/* "09" right behind day and month. */
static int short_year(an_str text, size_t at)
{
    int year = digit_run(text, at) == 2 && byte_at(text, at + 2) != ':' ? digits(text, at, 2) : -1;

    return year < 0 ? -1 : year < 50 ? 2000 + year : 1900 + year;
}

/* "January 18, 2013", "Apr 13 08:13:05 2009" */
static bool month_first(an_str text, size_t at, ymd *d)
{
    size_t end, count;

    d->month = month_at(text, at, &end);
    if (d->month == 0)
        return false;
    end = skip_gap(text, end);
    count = digit_run(text, end);
    if (count == 4 && byte_at(text, end + 4) == ':')
        count = 2; /* the day ran into the hour: 2810:12:05 */
    if (count < 1 || count > 2)
        return false;
    d->day = digits(text, end, count);
    d->year = year_after(text, end + count);
    return exists(*d);
}

/* "18 January 2013", "18-Jan-13", "18. Januar 2013", "1er mars 2013" */
static bool day_first(an_str text, size_t at, size_t count, ymd *d)
{
    size_t end;

    if (count > 2)
        return false;
    d->day = digits(text, at, count);
    at = skip_gap(text, skip_ordinal(text, at + count));
    d->month = month_at(text, at, &end);
    if (d->month == 0)
        return false;
    end = skip_gap(text, end);
    d->year = year_after(text, end);
    if (d->year < 0)
        d->year = short_year(text, end);
    return exists(*d);
}

/* "01/18/2013" month first unless impossible; "18.01.2013" day first unless impossible. `*end` is behind it. */
static bool all_numbers(an_str text, size_t at, size_t count, ymd *d, size_t *end)
{
    size_t second = at + count + 1, third, second_count = digit_run(text, second), third_count;
    char separator = byte_at(text, at + count);
    int a, b;

    if (count > 2 || second_count < 1 || second_count > 2 || !strchr("/.-", separator) || byte_at(text, second + second_count) != separator)
        return false;
    third = second + second_count + 1;
    third_count = digit_run(text, third);
    a = digits(text, at, count);
    b = digits(text, second, second_count);
    d->year = third_count == 2 ? short_year(text, third) : third_count == 4 ? digits(text, third, 4) : -1;
    d->month = separator == '.' ? b : a;
    d->day = separator == '.' ? a : b;
    *end = third + third_count;
    if (!exists(*d)) {
        int swap = d->month;

        d->month = d->day;
        d->day = swap;
    }
    return exists(*d);
}

/* The year right behind day and month; «may 12 1430» is a time of the day. */
static bool year_at(an_str text, size_t at, ymd *d, size_t *end)
{
    at = skip_gap(text, at);
    d->year = digit_run(text, at) == 4 ? digits(text, at, 4) : -1;
    *end = at + 4;
    return d->year >= FIRST_PLAIN_YEAR && exists(*d);
}

/* Behind «day of» in «4th day of May». */
static size_t skip_day_of(an_str text, size_t at)
{
    static const char *const words = " day of ";

    return an_str_starts(an_str_sub(text, at, text.len), an_str_of(words)) ? at + strlen(words) : skip_gap(text, at);
}

/* Digits alone: with dots the day goes first, else it is too large for a month, or the month's number; the year has four digits.
   More numbers beside them make an address or a version: 192.10.12.1999. */
static bool plain_numbers(an_str text, size_t at, size_t count, ymd *d, size_t *end)
{
    if (at > 1 && text.ptr[at - 1] == '.' && an_ascii_digit(text.ptr[at - 2]))
        return false;
    if (!all_numbers(text, at, count, d, end) || digits(text, *end - 4, 4) < FIRST_PLAIN_YEAR)
        return false;
    if (byte_at(text, *end) == '.' && an_ascii_digit(byte_at(text, *end + 1)))
        return false;
    return byte_at(text, at + count) == '.' ? digits(text, at, count) == d->day : d->day > 12 || d->day == d->month;
}

bool an_date_at(char out[AN_DATE_SIZE], an_str text, size_t at, size_t *end)
{
    ymd d = {0};
    size_t count = digit_run(text, at), behind;

    if (count == 4)
        return iso_at(text, at, "-", false, &d, end) && write_date(out, d);
    if (count > 2)
        return false;
    if (count == 0) { /* «March 12, 1797» */
        if ((d.month = plain_month_at(text, at, &behind)) == 0)
            return false;
        at = skip_gap(text, behind);
        count = digit_run(text, at);
        d.day = count == 1 || count == 2 ? digits(text, at, count) : 0;
        return year_at(text, skip_ordinal(text, at + count), &d, end) && write_date(out, d);
    }
    d.day = digits(text, at, count);
    d.month = plain_month_at(text, skip_day_of(text, skip_ordinal(text, at + count)), &behind);
    return (d.month ? year_at(text, behind, &d, end) : plain_numbers(text, at, count, &d, end)) && write_date(out, d);
}

bool an_date_in_name(char out[AN_DATE_SIZE], an_str name)
{
    for (size_t at = 0; at + 7 <= name.len; at++) {
        ymd d;
        size_t end;

        if (at > 0 && (an_ascii_digit(name.ptr[at - 1]) || is_letter(name.ptr[at - 1])))
            continue;
        if (an_date_at(out, name, at, &end) && !is_letter(byte_at(name, end)) && !an_ascii_digit(byte_at(name, end)))
            return true;
        if (!an_ascii_digit(name.ptr[at]))
            continue;
        if (iso_at(name, at, "-_.", true, &d, &end))
            return write_date(out, d);
        if (at == 0 && an_date_valid(an_str_sub(name, 0, 7)) && !an_ascii_digit(byte_at(name, 7)) && !is_letter(byte_at(name, 7)) &&
            !(byte_at(name, 7) == '-' && an_ascii_digit(byte_at(name, 8)))) {
            memcpy(out, name.ptr, 7);
            out[7] = '\0';
            return true;
        }
    }
    return false;
}

bool an_date_in_header(char out[AN_DATE_SIZE], an_str text)
{
    for (size_t at = 0; at < text.len;) {
        ymd d = {0};
        size_t count = digit_run(text, at), end;

        if (count) {
            if ((count == 4 && iso_at(text, at, "-/.", false, &d, &end)) || day_first(text, at, count, &d) ||
                all_numbers(text, at, count, &d, &end))
                return write_date(out, d);
            at += count;
        } else if (is_letter(text.ptr[at])) {
            if (month_first(text, at, &d))
                return write_date(out, d);
            while (at < text.len && is_letter(text.ptr[at]))
                at++;
        } else {
            at++;
        }
    }
    return false;
}
