/* Page furniture: what stands on pages and not in the text. Known by its shape (stamps made of classification words and exemption codes,
   case and document numbers, "Page 3 of 12", lists of offices that get a copy), by its order (numbers alone or beside the same title on a
   line that count up, far enough apart to be pages), or by its place (the same line again and again beside the former). Nothing
   is furniture only because it repeats: refrains and speakers in plays do, too. Linear. */
#include "read/mail/page.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/map.h"

enum {
    LONGEST = 200,  /* bytes of a line that can be furniture */
    PAGE_LINES = 8, /* lines between two page numbers, at least */
    PAGE_LARGEST = 4095
};

static bool contains(an_str line, const char *what)
{
    return an_str_find(line, 0, an_str_of(what)) != (size_t)-1;
}

/* Stamps ------------------------------------------------------------------------------------------------------------------------ */

static const char *const strong_words[] = {"UNCLASSIFIED", "CLASSIFIED", "CONFIDENTIAL", "SECRET",    "NOFORN",
                                           "NODIS",        "EXDIS",      "SBU",          "FOUO",      "RELEASE",
                                           "RELEASED",     "REDACTED",   "REDACTION",    "SENSITIVE", "DECLASSIFIED",
                                           "SIPDIS",       "LIMDIS",     "STADIS"};
static const char *const weak_words[] = {"IN", "FULL", "PART", "BUT", "TOP", "FOR", "OFFICIAL", "USE", "ONLY", "AND", "DENIED", "EXEMPT"};

typedef enum stamp_word { NO_STAMP, WEAK, STRONG } stamp_word;

/* B6, b(6), (b)(7)(C), 1.4(D): reasons why something was blacked out. */
static bool is_exemption(an_str word)
{
    bool digit = false, letter = false, other = false;

    if (word.len < 2 || word.len > 10)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        digit = digit || an_ascii_digit(c);
        letter = letter || (c >= 'A' && c <= 'F') || c == 'b';
        other = other || !(an_ascii_digit(c) || (c >= 'A' && c <= 'F') || c == 'b' || c == '(' || c == ')' || c == '.');
    }
    if (!digit || !letter || other)
        return false;
    return word.ptr[0] == 'B' || word.ptr[0] == 'b' || word.ptr[0] == '(' || an_str_starts(word, AN_LIT("1."));
}

static bool is_around_stamp(char c)
{
    return c == '.' || c == ':' || c == '*' || c == '-' || c == '_' || c == '/' || c == '[' || c == ']' || c == '|' || c == '\'';
}

static stamp_word stamp_word_of(an_str word)
{
    while (word.len && is_around_stamp(word.ptr[0]))
        word = an_str_sub(word, 1, word.len);
    while (word.len && is_around_stamp(word.ptr[word.len - 1]))
        word.len--;
    if (word.len == 0)
        return WEAK;
    if (is_exemption(word) || AN_STR_IN(word, strong_words))
        return STRONG;
    return AN_STR_IN(word, weak_words) ? WEAK : NO_STAMP;
}

static bool is_between(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '/';
}

/* The strength of a line that is made of stamp words only. */
static stamp_word stamp_of(an_str line)
{
    enum { WORDS = 10 };
    stamp_word best = NO_STAMP;
    size_t words = 0;

    for (size_t at = 0; at < line.len;) {
        size_t start = at;
        stamp_word word;

        while (at < line.len && !is_between(line.ptr[at]))
            at++;
        if (at > start) {
            word = stamp_word_of(an_str_sub(line, start, at));
            if (word == NO_STAMP || ++words > WORDS)
                return NO_STAMP;
            best = word > best ? word : best;
        }
        at++;
    }
    return best;
}

static bool is_damaged_stamp(an_str line)
{
    enum { DAMAGED = 40 }; /* bytes: "[RELEASE IN FULLI" */
    an_str inside = line.len && line.ptr[0] == '[' ? an_str_sub(line, 1, line.len) : line;

    return line.len <= DAMAGED && an_str_starts(inside, AN_LIT("RELEASE IN "));
}

/* A stamp and nothing else: "RELEASE IN PART B6", "UNCLASSIFIED", "1.4(D)". */
static bool is_stamp(an_str line)
{
    return stamp_of(line) == STRONG || is_damaged_stamp(line);
}

an_str an_without_stamp(an_str line)
{
    enum { WIDEST = 48 }; /* bytes of a stamp at the margin */

    for (size_t at = line.len; at > 2 && line.len - at <= WIDEST; at--) {
        if (line.ptr[at - 1] == ' ' && line.ptr[at - 2] == ' ' && is_stamp(an_str_trim(an_str_sub(line, at, line.len))))
            return an_str_trim(an_str_sub(line, 0, at));
    }
    return line;
}

/* Whether one of these stands behind one of those letters; nearly all lines are told by that. */
static bool has_pair(an_str line, char first, const char *second)
{
    for (size_t at = 0; (at = an_str_find_byte(line, at, first)) != (size_t)-1 && ++at < line.len;)
        if (strchr(second, line.ptr[at]))
            return true;
    return false;
}

/* Lines that name the case and the document: "UNCLASSIFIED … Case No. F-2014-20439 Doc No. C05758398 Date: 06/30/2015". */
static bool is_case_number(an_str line)
{
    bool of_case, of_document;
    size_t word = 0;

    if (!has_pair(line, 'C', "aAl") && !has_pair(line, 'D', "oOe"))
        return false;
    of_case = contains(line, "Case No") || contains(line, "CASE NO") || contains(line, "Case #");
    of_document = contains(line, "Doc No") || contains(line, "Doc. No") || contains(line, "DOC NO") || contains(line, "Document No");
    if (of_case && of_document)
        return true;
    if (!of_case && !of_document)
        return (an_str_starts(line, AN_LIT("Classified by")) && (contains(line, "Class:") || contains(line, "Reason"))) ||
               (contains(line, "Declassify on:") && (line.len < 60 || contains(line, "Reason:")));
    while (word < line.len && an_ascii_capital(line.ptr[word]))
        word++;
    return stamp_word_of(an_str_sub(line, 0, word)) == STRONG;
}

/* The rest of a stamp that was wrapped: "IN FULL" below "RELEASE", the date below the case number. */
static bool continues_stamp(an_str line, an_str above)
{
    if (stamp_of(line) == WEAK && line.ptr[0] != '-')
        return true;
    return line.len < 30 && an_field_of(line) == AN_FIELD_DATE && is_case_number(above);
}

/* "S, D(S), P, E, C, M, DG, S/CRS, INR, and NSOC.": who gets a copy. Nearly all pieces are a few capitals, many only one or two: too short for
   names that one would list. */
static bool is_distribution(an_str line)
{
    enum { PIECES = 10, LONGEST_PIECE = 8, TINY = 2 };
    size_t pieces = 0, offices = 0, tiny = 0;
    an_str rest = line, piece;

    for (size_t commas = 1, at = 0; commas < PIECES; commas++, at++)
        if ((at = an_str_find_byte(line, at, ',')) == (size_t)-1)
            return false;
    while (an_str_next(&rest, ',', &piece)) {
        size_t capitals = 0, small = 0;
        piece = an_str_trim(piece);
        for (size_t i = 0; i < piece.len && i <= LONGEST_PIECE; i++) {
            capitals += an_ascii_capital(piece.ptr[i]);
            small += piece.ptr[i] >= 'a' && piece.ptr[i] <= 'z';
        }
        pieces += piece.len > 0;
        offices += capitals && !small && piece.len <= LONGEST_PIECE;
        tiny += capitals && !small && piece.len <= TINY;
    }
    return pieces >= PIECES && offices * 5 >= pieces * 4 && tiny * 4 >= pieces;
}

/* "TAGS: PGOV, PREL, ECON, KG": the subjects of a cable. */
static bool is_tags(an_str line)
{
    enum { LONGEST_TAG = 5 };
    size_t tags = 0;

    if (!an_str_starts(line, AN_LIT("TAGS")) || line.len < 5 || !strchr(": ", line.ptr[4]))
        return false;
    for (size_t at = 5; at < line.len; at++) {
        size_t start = at;
        while (at < line.len && an_ascii_capital(line.ptr[at]))
            at++;
        if (at - start > LONGEST_TAG || (at < line.len && !strchr(" ,;/", line.ptr[at])))
            return false;
        tags += at > start;
    }
    return tags > 1;
}

static bool is_stamp_line(const an_page *page, size_t i)
{
    an_str line = an_page_line(page, i);

    return (line.ptr[0] == 'T' && is_tags(line)) ||
           (an_page_has(page, i, AN_HAS_CASE | AN_HAS_CASE_NUMBER) && is_case_number(line)) ||
           (an_page_has(page, i, AN_HAS_SMALL) ? is_damaged_stamp(line) : is_stamp(line)) ||
           (an_page_has(page, i, AN_HAS_COMMA) && is_distribution(line));
}

static void mark_stamps(an_page *page)
{
    size_t above = AN_NO_LINE;

    for (size_t i = 0; i < page->count; i++) {
        an_str line = an_page_line(page, i);
        bool stamp;

        if (line.len == 0)
            continue;
        stamp = line.len <= LONGEST && is_stamp_line(page, i);
        if (!stamp && line.len <= LONGEST && above != AN_NO_LINE && page->items[above].kind == AN_LINE_STAMP)
            stamp = continues_stamp(line, an_page_line(page, above));
        if (stamp)
            page->items[i].kind = AN_LINE_STAMP;
        above = i;
    }
}

/* Page numbers ------------------------------------------------------------------------------------------------------------------ */

/* Number of a page: "Page 3 of 12" and "p. 3" are sure, "- 3 -", "[3]", "3 / 12" and "3" need company. 0 when it is none. */
static unsigned page_number(an_str line, bool *sure)
{
    unsigned number = 0;
    size_t at = 0, digits = 0;

    *sure = false;
    if (line.len > 20)
        return 0;
    if (an_str_starts(line, AN_LIT("Page ")) || an_str_starts(line, AN_LIT("page ")) || an_str_starts(line, AN_LIT("PAGE "))) {
        *sure = true;
        at = 5;
    }
    while (at < line.len && strchr("-[ \xE2\x80\x93\x94", line.ptr[at])) /* also the bytes of dashes */
        at++;
    for (; at < line.len && an_ascii_digit(line.ptr[at]) && digits < 5; at++, digits++)
        number = number * 10 + (unsigned)(line.ptr[at] - '0');
    if (digits == 0)
        return 0;
    for (; at < line.len; at++) {
        bool of = *sure && at + 1 < line.len && line.ptr[at] == 'o' && line.ptr[at + 1] == 'f';

        if (!of && !strchr("-] /\xE2\x80\x93\x94", line.ptr[at]) && !an_ascii_digit(line.ptr[at]))
            return 0;
        at += of;
    }
    return number <= PAGE_LARGEST ? number : 0;
}

typedef struct candidate {
    size_t line;
    unsigned number;
    uint32_t before, length; /* the candidate with the number before (+ 1, 0 = none), and how many there are up to here */
} candidate;

typedef struct candidates {
    candidate *items;
    size_t count, capacity;
} candidates;

static bool beside_stamp(const an_page *page, size_t i)
{
    size_t before = an_page_before(page, i), behind = an_page_behind(page, i);

    return (before != AN_NO_LINE && page->items[before].kind == AN_LINE_STAMP) ||
           (behind != AN_NO_LINE && page->items[behind].kind == AN_LINE_STAMP);
}

static bool find_page_numbers(an_page *page, candidates *found)
{
    for (size_t i = 0; i < page->count; i++) {
        bool sure;
        unsigned number;

        if (page->items[i].kind != AN_LINE_TEXT || !(number = page_number(an_page_line(page, i), &sure)))
            continue;
        if (sure || beside_stamp(page, i))
            page->items[i].kind = AN_LINE_PAGE;
        if (found->count >= UINT32_MAX - 1 || !AN_ROOM(found, 1))
            return false;
        found->items[found->count++] = (candidate){.line = i, .number = number, .length = 1};
    }
    return true;
}

static void join_page_numbers(candidates *found)
{
    uint32_t last[PAGE_LARGEST + 1] = {0}; /* by number: candidate + 1 */

    for (size_t i = 0; i < found->count; i++) {
        candidate *now = &found->items[i];
        uint32_t before = last[now->number - 1];

        if (before && now->line - found->items[before - 1].line >= PAGE_LINES) {
            now->before = before;
            now->length = found->items[before - 1].length + 1;
        }
        last[now->number] = (uint32_t)i + 1;
    }
}

static bool mark_page_numbers(an_page *page)
{
    enum { COMPANY = 3 };
    candidates found = {0};
    bool ok = find_page_numbers(page, &found);

    if (found.count >= COMPANY)
        join_page_numbers(&found);
    for (size_t i = found.count; ok && i > 0; i--) {
        uint32_t at = found.items[i - 1].length >= COMPANY ? (uint32_t)i : 0;

        while (at && found.items[at - 1].length) {
            page->items[found.items[at - 1].line].kind = AN_LINE_PAGE;
            found.items[at - 1].length = 0; /* done; each is visited once */
            at = found.items[at - 1].before;
        }
    }
    an_free(found.items);
    return ok;
}

/* Page numbers beside a title ---------------------------------------------------------------------------------------------------- */

/* "58 THE WEEKLY, JUNE 2009", "THE WEEKLY, JUNE 2009 59": the line without the number at one end; "" when it has none. */
static an_str title_of(an_str line, unsigned *number)
{
    enum { SHORTEST = 12, MOST_DIGITS = 4 };
    size_t first = 0, last = 0, space;
    an_str digits, title;

    if (line.len < SHORTEST || line.len > LONGEST / 2 || (!an_ascii_digit(line.ptr[0]) && !an_ascii_digit(line.ptr[line.len - 1])))
        return AN_LIT("");
    space = an_str_find_byte(line, 0, ' ');
    if (space == (size_t)-1)
        return AN_LIT("");
    while (first < space && an_ascii_digit(line.ptr[first]))
        first++;
    while (an_ascii_digit(line.ptr[line.len - last - 1]) && last < line.len - space)
        last++;
    if (first == space && first > 0 && first <= MOST_DIGITS) {
        digits = an_str_sub(line, 0, first);
        title = an_str_trim(an_str_sub(line, first, line.len));
    } else if (last > 0 && last <= MOST_DIGITS && line.ptr[line.len - last - 1] == ' ') {
        digits = an_str_sub(line, line.len - last, line.len);
        title = an_str_trim(an_str_sub(line, 0, line.len - last));
    } else {
        return AN_LIT("");
    }
    *number = 0;
    for (size_t i = 0; i < digits.len; i++)
        *number = *number * 10 + (unsigned)(digits.ptr[i] - '0');
    return title.len >= SHORTEST && an_ascii_capital(title.ptr[0]) && an_str_find_byte(title, 0, ' ') != (size_t)-1 ? title : AN_LIT("");
}

/* A title with its last line and number; `steps` counts the lines on which the number went on far enough below the former. */
typedef struct running_title {
    size_t line;
    unsigned number;
    uint32_t times, steps;
} running_title;

static bool mark_titles(an_page *page)
{
    enum { OFTEN = 3 };
    an_map names = {0};
    candidates lines = {0};
    running_title *titles = NULL;
    size_t capacity = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < page->count; i++) {
        unsigned number;
        an_str title = page->items[i].kind == AN_LINE_TEXT ? title_of(an_page_line(page, i), &number) : AN_LIT("");
        bool added;
        uint32_t name;
        running_title *it;
        if (title.len == 0)
            continue;
        name = an_map_intern(&names, title, &added);
        ok = name != AN_MAP_NONE && an_grow(&titles, &capacity, (size_t)name + 1, sizeof *titles) && AN_ROOM(&lines, 1);
        if (!ok)
            break;
        it = titles + name;
        if (added)
            *it = (running_title){0};
        it->steps += it->times && number > it->number && i - it->line >= PAGE_LINES;
        it->times++;
        it->line = i;
        it->number = number;
        lines.items[lines.count++] = (candidate){.line = i, .before = name};
    }
    for (size_t i = 0; ok && i < lines.count; i++) {
        const running_title *it = titles + lines.items[i].before;
        if (it->times >= OFTEN && it->steps + 1 == it->times)
            page->items[lines.items[i].line].kind = AN_LINE_PAGE;
    }
    an_free(titles);
    an_free(lines.items);
    an_map_clear(&names);
    return ok;
}

/* Running heads ------------------------------------------------------------------------------------------------------------------ */

/* The line with every digit as 0, so that "Chapter 3" and "Chapter 4" are the same head. */
static an_str shape_of(char out[LONGEST], an_str line)
{
    for (size_t i = 0; i < line.len; i++)
        out[i] = an_ascii_digit(line.ptr[i]) ? '0' : line.ptr[i];
    return (an_str){out, line.len};
}

/* Text beside furniture, on whichever side. */
static bool can_be_head(const an_page *page, size_t i)
{
    size_t before, behind;

    if (page->items[i].kind != AN_LINE_TEXT || page->items[i].end - page->items[i].start > LONGEST / 2)
        return false;
    before = an_page_before(page, i);
    behind = an_page_behind(page, i);
    if ((before == AN_NO_LINE || page->items[before].kind < AN_LINE_STAMP) &&
        (behind == AN_NO_LINE || page->items[behind].kind < AN_LINE_STAMP))
        return false;
    return an_field_of(an_page_line(page, i)) == AN_FIELD_NONE;
}

static bool mark_heads(an_page *page)
{
    enum { OFTEN = 3 };
    an_map shapes = {0};
    candidates heads = {0};
    char text[LONGEST];
    bool ok = true;

    for (size_t i = 0; ok && i < page->count; i++) {
        uint32_t shape;

        if (!can_be_head(page, i))
            continue;
        shape = an_map_intern(&shapes, shape_of(text, an_page_line(page, i)), NULL);
        ok = shape != AN_MAP_NONE && AN_ROOM(&heads, 1);
        if (ok) {
            shapes.values[shape]++;
            heads.items[heads.count++] = (candidate){.line = i, .before = shape};
        }
    }
    for (size_t i = 0; ok && i < heads.count; i++) {
        if (shapes.values[heads.items[i].before] >= OFTEN)
            page->items[heads.items[i].line].kind = AN_LINE_PAGE;
    }
    an_free(heads.items);
    an_map_clear(&shapes);
    return ok;
}

bool an_furniture_mark(an_page *page)
{
    bool any = false;

    mark_stamps(page);
    if (!mark_page_numbers(page))
        return false;
    for (size_t i = 0; i < page->count && !any; i++)
        any = page->items[i].kind >= AN_LINE_STAMP;
    /* titles last: what stands beside them is text */
    return (!any || mark_heads(page)) && mark_titles(page);
}
