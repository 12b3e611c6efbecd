/* Sentence ends: a terminator (. ! ? …) that no rule takes back, a blank line, or a line end that is no wrap. What counts as a wrap is
   decided once a document from its line lengths. What a dot says behind a word stands in dots.c. Linear. */
#include "text/sentence.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "text/dots.h"
#include "text/fold.h"

#include <string.h>

/* Characters ------------------------------------------------------------------------------------------------------------------------ */

/* What a byte may be the start of; everything else is passed over without a look. */
enum { QUIET, STOPS, LINE, WIDE };
static const unsigned char kinds[256] = {['.'] = STOPS,  ['!'] = STOPS,  ['?'] = STOPS,  ['\n'] = LINE,  [0xD8] = WIDE,
                                         [0xDB] = WIDE, [0xE0] = WIDE, [0xE2] = WIDE, [0xE3] = WIDE, [0xEF] = WIDE};

/* Eight bytes at a time as long as none of them can be the start of anything. */
static size_t skip_quiet(const char *text, size_t at, size_t to)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;

    while (to - at >= 8) {
        uint64_t eight, dot, bang, question, line;
        memcpy(&eight, text + at, sizeof eight);
        dot = eight ^ ones * '.'; /* a byte that is zero now gets its top bit below */
        bang = eight ^ ones * '!';
        question = eight ^ ones * '?';
        line = eight ^ ones * '\n';
        if ((eight | (((dot - ones) & ~dot) | ((bang - ones) & ~bang) | ((question - ones) & ~question) | ((line - ones) & ~line))) & tops)
            break;
        at += 8;
    }
    while (at < to && kinds[(unsigned char)text[at]] == QUIET)
        at++;
    return at;
}

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

/* The document ---------------------------------------------------------------------------------------------------------------------- */

/* What is decided once for a text is read off its beginning. */
static an_str beginning(an_str text)
{
    enum { LOOKED_AT = 1 << 20 };

    return an_str_sub(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT);
}

/* What stands for the hyphen and the end of a line inside of a word (read/remains.c). */
#define BROKEN "\u00AD\u2060"

/* Where the line that starts at `from` ends, be it inside of a word, and where the next one starts. `broken` is the first such word behind the
   lines before, `feed` the first line feed. */
static size_t line_end(an_str text, size_t from, size_t *broken, size_t *feed, size_t *next)
{
    size_t end;

    if (*broken < from)
        *broken = an_str_find(text, from, AN_LIT(BROKEN));
    if (*feed < from)
        *feed = an_str_find_byte(text, from, '\n');
    end = *feed < text.len ? *feed : text.len;
    *next = *broken < end ? *broken + sizeof BROKEN - 1 : end + 1;
    return *broken < end ? *broken : end;
}

/* Whether half of the lines are nearly as long as the longest: lines this wide are else whole paragraphs. */
static bool are_even(const size_t *lengths, size_t bins, size_t longest, size_t lines)
{
    size_t even = 0;

    for (size_t bin = longest * 17 / 20; bin < bins; bin++)
        even += lengths[bin];
    return even * 2 >= lines;
}

/* Line length (bytes) that long lines have; 0 = every line end ends a paragraph. */
static size_t line_width(an_str text)
{
    enum { BINS = 202, BROAD = 131, FEW = 3 };
    size_t lengths[BINS] = {0}, lines = 0, longest = 0, seen = 0, broken = an_str_find(text, 0, AN_LIT(BROKEN)),
           feed = an_str_find_byte(text, 0, '\n');

    for (size_t line = 0, next, end; line <= text.len; line = next) {
        end = line_end(text, line, &broken, &feed, &next);
        if (end - line > 1) {
            lengths[end - line < BINS ? end - line : BINS - 1]++;
            lines++;
        }
    }
    /* nine of ten lines that are not short are at most this long */
    for (size_t bin = BINS - 1; bin > 0; bin--) {
        seen += lengths[bin];
        longest = bin;
        if (seen * 12 >= lines)
            break;
    }
    if (lines < FEW || longest == BINS - 1 || longest < 30 || (longest >= BROAD && !are_even(lengths, BINS, longest, lines)))
        return 0;
    return longest;
}

struct an_splitter {
    an_str text;
    size_t width, wrap; /* what long lines have, and beyond what a line end may be a wrap, in bytes; 0 = each ends a paragraph */
    an_learned learned;
    size_t quotes_from, quotes_to; /* straight quotation marks were counted in this stretch: */
    bool quotes_odd;               /* one is open */
    bool unsure;                   /* a mark was met that asks where its paragraph starts, and that was not known */
    /* for who asks at few places */
    bool looked;          /* wrap and learned words are those of the text */
    bool failed;          /* out of memory */
    an_span stretch;      /* without skips */
    an_span cut;          /* of it, what the sentences below are those of */
    an_spans sentences;
};

/* Ends ------------------------------------------------------------------------------------------------------------------------------ */

#define UNKNOWN SIZE_MAX /* start of a paragraph */

/* Whether a straight quotation mark is open before `at`: an odd number of them stands in the paragraph so far. Asked for in order. */
static bool quote_open(an_splitter *how, size_t paragraph, size_t at)
{
    if (paragraph == UNKNOWN) {
        how->unsure = true;
        return false;
    }
    if (how->quotes_from != paragraph || how->quotes_to > at) {
        how->quotes_from = how->quotes_to = paragraph;
        how->quotes_odd = false;
    }
    while (how->quotes_to < at) {
        const char *found = memchr(how->text.ptr + how->quotes_to, '"', at - how->quotes_to);
        if (!found)
            break;
        how->quotes_odd = !how->quotes_odd;
        how->quotes_to = (size_t)(found - how->text.ptr) + 1;
    }
    how->quotes_to = at;
    return how->quotes_odd;
}

/* Length of a quotation mark at `at` that stands between blanks and closes what is open (text cut into words), blank included; else 0. */
static size_t spaced_closer(an_splitter *how, size_t paragraph, size_t at)
{
    an_str text = how->text, curly = AN_LIT(" \xE2\x80\x9D"), rest = an_str_sub(text, at, text.len);
    size_t length = an_str_starts(rest, curly) ? curly.len : an_str_starts(rest, AN_LIT(" \"")) ? 2 : 0;

    if (length == 0 || (length < rest.len && !an_is_blank_byte(rest.ptr[length]) && rest.ptr[length] != '\n'))
        return 0;
    return length == curly.len || quote_open(how, paragraph, at) ? length : 0;
}

/* Behind closing marks that follow at `at`. */
static size_t skip_closers(an_splitter *how, size_t paragraph, size_t at)
{
    an_str text = how->text;
    size_t length;

    while (at < text.len && is_closer(an_utf8_decode(text, at, &length)))
        at += length;
    return at + spaced_closer(how, paragraph, at);
}

/* Behind the last dot of ". . ." at `at`, and how many there are. */
static size_t skip_spaced_dots(an_str text, size_t at, size_t *count)
{
    *count = 1;
    for (at++; at + 1 < text.len && text.ptr[at] == ' ' && text.ptr[at + 1] == '.'; at += 2)
        ++*count;
    return at;
}

/* The end of the sentence if it ends at ". . .": its first dot is a full stop when it stands at a word and three more follow. */
static size_t spaced_dots_end(an_str text, size_t sentence, size_t at, size_t behind, size_t count)
{
    size_t next = an_next_word(text, behind), length;
    bool at_word = at > sentence && !an_is_blank_byte(text.ptr[at - 1]) && text.ptr[at - 1] != '\n';

    if (next == text.len)
        return behind;
    if (an_is_lower(an_utf8_decode(text, next, &length)))
        return 0;
    if (at_word && count > 3)
        return at + 1;
    return an_starts_sentence(text, sentence, at) ? 0 : behind;
}

/* The end of the sentence if one ends at the terminator at `at` (closing marks included), else 0. `*after` is where to go on. */
static size_t terminator_ends(an_splitter *how, size_t paragraph, size_t sentence, size_t at, size_t *after)
{
    an_str text = how->text;
    size_t length, end = at, next, last = at, count;
    uint32_t code, mark = 0;

    while (end < text.len && is_terminator(code = an_utf8_decode(text, end, &length))) {
        mark = code;
        last = end;
        end += length;
    }
    *after = end;
    if (at > 0 && text.ptr[at - 1] == '[' && end < text.len && text.ptr[end] == ']') /* [...]: left out by an editor */
        return 0;
    if (mark == '.' && last == at && text.len - end > 1 && text.ptr[end] == ' ' && text.ptr[end + 1] == '.') {
        end = skip_spaced_dots(text, at, &count);
        if (count >= 3) {
            *after = end;
            return spaced_dots_end(text, sentence, at, end, count);
        }
        end = *after;
    }
    end = skip_closers(how, paragraph, end);
    *after = end;
    if (end == text.len)
        return end;
    code = an_utf8_decode(text, end, &length);
    if (!an_is_space(code)) /* 3.5, example.com, "No.4" */
        return mark > 0x2FFF ? end : 0;
    next = an_next_word(text, end);
    if (next == text.len)
        return end;
    code = an_utf8_decode(text, next, &length);
    if (an_is_lower(code))
        return 0;
    if (mark == '.' && last == at && !an_dot_ends(&how->learned, text, sentence, at, next))
        return 0;
    return end;
}

/* "a)", "(ii)", "3)" at `at`. */
static bool is_enumerator(an_str text, size_t at)
{
    an_str word;
    size_t end;

    at += at < text.len && text.ptr[at] == '(';
    word = an_word_at(text, at);
    end = at + word.len;
    return end + 1 < text.len && text.ptr[end] == ')' && an_is_blank_byte(text.ptr[end + 1]) &&
           (an_is_roman(word) || word.len == 1 || (an_all_digits(word) && word.len <= 3));
}

/* Whether the line that ends at `at` is so long that it may have been broken by its width. */
static bool is_full(const an_splitter *how, size_t begin, size_t at)
{
    return how->wrap > 0 && at - begin >= how->wrap && !memchr(how->text.ptr + at - how->wrap, '\n', how->wrap);
}

/* Where a line that ends at `at`, behind `begin`, ends without the CR of its line end. */
static size_t before_return(an_str text, size_t begin, size_t at)
{
    return at - (at > begin && text.ptr[at - 1] == '\r');
}

/* Whether a line that ends at `at`, behind `begin`, ends in a comma. */
static bool ends_in_comma(an_str text, size_t begin, size_t at)
{
    at = before_return(text, begin, at);
    return at > begin && text.ptr[at - 1] == ',';
}

/* What is looked at around a line end: so many lines before and behind it, none longer than this. */
enum { LINES_AROUND = 4, LONGEST_AROUND = 256 };

/* The start of the lines before the line end at `at`, up to a blank or long one. */
static size_t lines_before(an_str text, size_t begin, size_t at)
{
    size_t from = at, start = at, seen = 0;
    bool blank = true;

    while (seen < LINES_AROUND && from - start <= LONGEST_AROUND) {
        if (start > begin && text.ptr[start - 1] != '\n') {
            blank &= an_is_blank_byte(text.ptr[--start]);
            continue;
        }
        if (blank)
            break;
        from = start;
        seen++;
        if (start == begin)
            break;
        start--;
        blank = true;
    }
    return from;
}

/* «Q.   Who paid?», «A.   Karl Berg.»: the lines between begin with capitals by chance. */
static bool is_testimony(an_str line)
{
    return an_str_starts(line, AN_LIT("Q.  ")) || an_str_starts(line, AN_LIT("A.  "));
}

/* Length of the word at `first`. */
static size_t word_length(an_str line, size_t first)
{
    size_t end = first;

    while (end < line.len && !an_is_blank_byte(line.ptr[end]))
        end++;
    return end - first;
}

/* Whether the lines around the line end at `at` are rows (names, cells, verses): five or more of them together, of which none but the first
   starts with a small letter, though half of them hold one, and one could have held the first word of the next. */
static bool are_rows(const an_splitter *how, size_t begin, size_t at)
{
    enum { FEWEST = 5 };
    an_str text = how->text, rest = an_str_sub(text, lines_before(text, begin, at), text.len), line;
    size_t lines = 0, small = 0, behind = 0, length, last = 0, brief = 0;

    while (behind < LINES_AROUND && an_str_next(&rest, '\n', &line)) {
        size_t first = 0;
        while (first < line.len && an_is_blank_byte(line.ptr[first]))
            first++;
        behind += line.ptr > text.ptr + at || behind > 0;
        if (first == line.len || line.len > LONGEST_AROUND)
            break;
        if (lines++ > 0 && (an_is_lower(an_utf8_decode(line, first, &length)) || is_testimony(an_str_sub(line, first, line.len))))
            return false;
        small += an_has_small_letter(line);
        brief += lines > 1 && last + 1 + word_length(line, first) <= how->width;
        last = first + an_str_trim(line).len;
    }
    return lines >= FEWEST && small * 2 >= lines && brief > 0;
}

/* Whether a line has two cells or more, with tabs between them; its number is none. */
static bool has_cells(an_str line)
{
    size_t number = 0, tab;

    line = an_str_trim(line);
    while (number < line.len && (an_ascii_digit(line.ptr[number]) || line.ptr[number] == '.' || line.ptr[number] == ')'))
        number++;
    tab = an_str_find_byte(line, number, '\t');
    if (number > 0 && tab == number)
        tab = an_str_find_byte(line, tab + 1, '\t');
    return tab < line.len;
}

/* Whether the lines on both sides of the line end at `at` are rows of a table. Of a line few bytes are looked at, of the first one seldom any. */
static bool are_cells(an_str text, size_t begin, size_t at)
{
    enum { LONGEST = 1024 };
    size_t from = at;
    an_str behind = an_str_sub(text, at + 1, text.len - at < LONGEST ? text.len : at + LONGEST), line = behind;

    if (!(an_str_next(&behind, '\n', &line) && has_cells(line)))
        return false;
    while (from > begin && at - from < LONGEST && text.ptr[from - 1] != '\n')
        from--;
    return has_cells(an_str_sub(text, from, at));
}

/* Whether the line end at `at` (a '\n') ends a sentence: a blank line follows, or the line was not broken by its width. `blank` tells the first. */
static bool line_ends(const an_splitter *how, size_t begin, size_t at, bool *blank)
{
    an_str text = how->text;
    size_t next = at + 1, length;
    bool full;
    uint32_t code;

    while (next < text.len && an_is_blank_byte(text.ptr[next]))
        next++;
    *blank = next == text.len || text.ptr[next] == '\n';
    if (*blank)
        return true;
    code = an_utf8_decode(text, next, &length);
    if (are_cells(text, begin, at))
        return true;
    full = is_full(how, begin, at);
    if (an_is_bullet(code) || code == '*' || ((code == '-' || code == 0x2013) && next + 1 < text.len && text.ptr[next + 1] == ' '))
        return true; /* a list */
    if (!full && is_enumerator(text, next))
        return true;
    if (an_is_lower(code) || an_awaits_name(text, begin, before_return(text, begin, at), next))
        return false;
    if (ends_in_comma(text, begin, at))
        return how->wrap == 0;
    return !full || are_rows(how, begin, at);
}

static bool add_sentence(an_spans *sentences, an_str text, size_t start, size_t end)
{
    size_t length;

    while (start < end && !an_is_word_byte(text.ptr[start]) && an_is_space(an_utf8_decode(text, start, &length)))
        start += length;
    while (end > start && (unsigned char)(text.ptr[end - 1] - '!') > '~' - '!') { /* not a visible ASCII character */
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

/* Where a character that is not ASCII ends the sentence, else 0. */
static size_t wide_ends(an_splitter *how, size_t paragraph, size_t sentence, size_t at, size_t *after)
{
    size_t length;
    uint32_t code = an_utf8_decode(how->text, at, &length);

    *after = at + length;
    if (is_terminator(code))
        return terminator_ends(how, paragraph, sentence, at, after);
    if (code == 0x2029 || (an_is_bullet(code) && at > 0 && an_is_blank_byte(how->text.ptr[at - 1])))
        return at;
    return 0;
}

/* A walk over the text of a stretch without skips that starts at `begin`. */
typedef struct walk {
    size_t begin, paragraph, sentence; /* starts of what `at` lies in; paragraph may be UNKNOWN */
    size_t at;
} walk;

/* Walk on to where the next sentence ends and another one starts; false when none does before `stop`. */
static bool walk_on(walk *w, an_splitter *how, size_t stop)
{
    while ((w->at = skip_quiet(how->text.ptr, w->at, stop)) < stop) {
        size_t end = 0, at = w->at, after = at + 1;
        bool blank = false;
        unsigned char kind = kinds[(unsigned char)how->text.ptr[at]];
        if (kind == STOPS)
            end = terminator_ends(how, w->paragraph, w->sentence, at, &after);
        else if (kind == WIDE)
            end = wide_ends(how, w->paragraph, w->sentence, at, &after);
        else if (line_ends(how, w->begin, at, &blank))
            end = at;
        if (blank)
            w->paragraph = at + 1;
        w->at = after;
        if (end > 0 && end >= w->sentence) {
            w->sentence = end;
            return true;
        }
    }
    return false;
}

/* Cut text[from, stop) of a stretch without skips that ends at `to`. The cut may begin only where a sentence does. */
static bool cut(an_spans *sentences, an_splitter *how, size_t from, size_t stop, size_t to)
{
    walk w = {.begin = from, .paragraph = from, .sentence = from, .at = from};
    size_t whole = how->text.len, start = from;
    bool ok = true;

    how->text.len = to; /* what lies behind is not seen */
    for (; ok && walk_on(&w, how, stop); start = w.sentence)
        ok = add_sentence(sentences, how->text, start, w.sentence);
    ok = ok && add_sentence(sentences, how->text, start, stop);
    how->text.len = whole;
    return ok;
}

/* What is decided once for a text. */
static void look(an_splitter *how)
{
    an_str start = beginning(how->text);

    how->width = line_width(start);
    how->wrap = how->width * 13 / 20;
    an_learn_abbreviations(&how->learned, start);
    how->looked = true;
}

bool an_sentences_cut(an_spans *sentences, an_str text, const an_spans *skips)
{
    an_splitter how = {.text = text};
    an_between between = {0};
    an_span stretch;

    look(&how);
    while (an_between_next(&between, skips, text.len, &stretch))
        if (!cut(sentences, &how, stretch.start, stretch.end, stretch.end))
            return false;
    return true;
}

/* Single places ---------------------------------------------------------------------------------------------------------------------- */

an_splitter *an_splitter_new(void)
{
    return an_alloc(sizeof(an_splitter));
}

void an_splitter_free(an_splitter *splitter)
{
    if (!splitter)
        return;
    an_free(splitter->sentences.items);
    an_free(splitter);
}

void an_splitter_text(an_splitter *splitter, an_str text)
{
    splitter->text = text;
    splitter->looked = splitter->failed = false;
    splitter->quotes_from = SIZE_MAX;
    an_splitter_stretch(splitter, 0, text.len);
}

void an_splitter_stretch(an_splitter *splitter, size_t from, size_t to)
{
    splitter->stretch = (an_span){(uint32_t)from, (uint32_t)to};
    splitter->cut = (an_span){(uint32_t)from, (uint32_t)from};
}

bool an_splitter_failed(const an_splitter *splitter)
{
    return splitter->failed;
}

/* Whether the line end at `at` is the first of a blank line: a sentence ends there whatever stands before it. */
static bool blank_line_at(an_str text, size_t at, size_t to)
{
    for (at++; at < to && an_is_blank_byte(text.ptr[at]); at++)
        ;
    return at < to && text.ptr[at] == '\n';
}

/* The start of the paragraph that holds a place, not before `from`. */
static size_t paragraph_before(an_str text, size_t from, size_t at, size_t to)
{
    while (at > from && !(text.ptr[at - 1] == '\n' && blank_line_at(text, at - 1, to)))
        at--;
    return at > from ? at - 1 : from;
}

static size_t paragraph_behind(an_str text, size_t at, size_t to)
{
    while (at < to) {
        const char *line = memchr(text.ptr + at, '\n', to - at);
        if (!line)
            break;
        at = (size_t)(line - text.ptr);
        if (blank_line_at(text, at, to))
            return at;
        at++;
    }
    return to;
}

/* Let the sentences around a place be there. */
static void cut_around(an_splitter *how, size_t at)
{
    size_t to = how->stretch.end, from;

    if (!how->looked)
        look(how);
    from = paragraph_before(how->text, at < how->cut.end ? how->stretch.start : how->cut.end, at, to);
    how->cut = (an_span){(uint32_t)from, (uint32_t)paragraph_behind(how->text, at, to)};
    how->sentences.count = 0;
    how->failed |= !cut(&how->sentences, how, from, how->cut.end, to);
}

size_t an_splitter_end_of(an_splitter *how, size_t at, size_t *start)
{
    size_t low = 0, high;

    if (at < how->cut.start || at >= how->cut.end)
        cut_around(how, at);
    high = how->sentences.count;
    AN_SEEK(low, high, how->sentences.items[middle].end <= at);
    *start = at;
    if (low == how->sentences.count || how->sentences.items[low].start > at)
        return at;
    *start = how->sentences.items[low].start;
    return how->sentences.items[low].end;
}

/* Where the last letter before `at` begins, not before `from`; `at` when none is near. No sentence starts between it and what follows in its
   word, and whatever the rules ask of the word but I they ask of the text itself. */
static size_t letter_before(an_str text, size_t from, size_t at)
{
    enum { NEAR = 32 };
    size_t stop = at - from > NEAR ? at - NEAR : from, length;

    for (size_t before = at; before > stop;) {
        unsigned char c = (unsigned char)text.ptr[before - 1];
        before = c < 0x80 ? before - 1 : an_utf8_before(text, before);
        if (c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c != 'I' : an_is_letter(an_utf8_decode(text, before, &length)))
            return before;
    }
    return at;
}

/* What stands between two words is judged by what is near: the walk begins at a letter, where it can be in no doubt. */
static bool ends_nearby(an_splitter *how, size_t from, size_t to)
{
    size_t near = letter_before(how->text, how->stretch.start, from), whole = how->text.len;
    walk w = {.begin = how->stretch.start, .paragraph = UNKNOWN, .sentence = near, .at = near};
    bool ends = false;

    if (!how->looked)
        look(how);
    how->unsure = near == from;
    how->text.len = how->stretch.end;
    while (!how->unsure && !ends && walk_on(&w, how, to))
        ends = w.sentence >= from;
    how->text.len = whole;
    return ends;
}

bool an_splitter_ends(an_splitter *how, size_t from, size_t to)
{
    size_t at = skip_quiet(how->text.ptr, from, to), start;
    bool ends;

    if (at == to)
        return false;
    ends = ends_nearby(how, from, to);
    return how->unsure ? an_splitter_end_of(how, from - 1, &start) <= to : ends;
}

bool an_paragraph_ends(an_str text, size_t from, size_t to)
{
    size_t length, lines = 0; /* with nothing but blanks since */

    for (size_t at = from; at < to; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (code == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
            continue;
        if (code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029)
            lines += code == 0x2029 ? 2 : 1;
        else if (!an_is_space(code))
            lines = 0;
        if (lines > 1)
            return true;
    }
    return false;
}

bool an_starts_line(an_str text, size_t at)
{
    while (at > 0 && an_is_blank_byte(text.ptr[at - 1]))
        at--;
    return at == 0 || text.ptr[at - 1] == '\n';
}
