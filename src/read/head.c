/* Few lines are looked at, and a date counts only where hardly anything stands beside it: a date that is missed costs less than a wrong one. */
#include "read/head.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum { LINES = 12, LONGEST = 400, PLACE = 80 }; /* lines that hold something; bytes of a line that are looked at, and of what stands before its date */

/* What the words before a date make of it: nothing, the text's date if no other is met, or the text's date. */
typedef enum standing { NOTHING, LIKELY, LABELLED } standing;

/* What says of a date that it is the text's. */
static const char *const labels[] = {"adopted", "data", "date", "date of issue", "date of report", "dated", "datum", "decided",
                                     "delivered", "done", "fecha", "filed", "held", "issued", "last updated", "made", "posted", "publication date",
                                     "published", "released", "sent", "signed", "sworn", "updated"};

static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                       "mon",    "tue",     "wed",       "thu",      "fri",    "sat",      "sun"};

/* Small words in the names of places. */
static const char *const small[] = {"am", "an", "at", "de", "del", "der", "do", "in", "la", "le", "near", "of", "on", "sur", "the", "upon"};

static an_str without_end(an_str text, const char *signs)
{
    text = an_str_trim(text);
    while (text.len && strchr(signs, text.ptr[text.len - 1]))
        text = an_str_trim(an_str_sub(text, 0, text.len - 1));
    return text;
}

/* Without a weekday at the end: «London, Friday». */
static an_str without_weekday(an_str text)
{
    for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++) {
        an_str day = an_str_of(weekdays[i]);
        size_t before = text.len - day.len;
        if (an_str_ends_ascii_case(text, day) && (before == 0 || strchr(" ,(", text.ptr[before - 1])))
            return without_end(an_str_sub(text, 0, before), ",(");
    }
    return text;
}

/* «Minutes of the meeting held on», «Judgment of»; but «2. Approval of the minutes of the meeting held on» is another one's. */
static bool is_meeting(an_str text)
{
    static const char *const meetings[] = {" held on",  " held on the", " meeting of",  " meeting on",
                                           " sitting of", " session of",  "judgment of"};
    static const char *const others[] = {"agreed", "approv", "confirm", "last ", "next ", "previous ", "read", "will be"};
    bool found = false;

    for (size_t i = 0; i < sizeof meetings / sizeof *meetings; i++)
        found |= an_str_ends_ascii_case(text, an_str_of(meetings[i]));
    if (!found || an_ascii_digit(text.ptr[0]))
        return false;
    for (size_t at = 0; at < text.len; at++)
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            if (an_str_starts_ascii_case(an_str_sub(text, at, text.len), an_str_of(others[i])))
                return false;
    return true;
}

/* What does not begin a place: «Born in Oslo, 12 March 1966», «Fall of the Berlin Wall, 9 November 1989». */
static const char *const events[] = {"assassination", "baptised", "battle", "birth", "born",   "buried", "death",   "died",  "executed",
                                     "expires",       "fall",     "founded", "killed", "married", "massacre", "murder", "siege", "treaty"};

/* One to five words, with capitals but for small ones, of letters; none of these stands at the end («DECLASSIFY ON»). */
static bool is_place(an_str text)
{
    enum { MOST = 5 };
    size_t words = 0;
    an_str word = {0};

    while (text.len && an_str_next(&text, ' ', &word)) {
        size_t length;
        uint32_t first;
        word = without_end(word, ",.");
        if (word.len == 0)
            continue;
        first = an_utf8_decode(word, 0, &length);
        if (words == 0 && AN_STR_IN_ASCII_CASE(word, events))
            return false;
        if (++words > MOST || (first < 0x80 && !an_ascii_capital((char)first) && (words == 1 || !AN_STR_IN(word, small))))
            return false;
        for (size_t i = 0; i < word.len; i++)
            if ((unsigned char)word.ptr[i] < 0x80 && !an_ascii_letter(word.ptr[i]) && !strchr("'-.", word.ptr[i]))
                return false;
    }
    return words > 0 && !AN_STR_IN_ASCII_CASE(without_end(word, ",."), small);
}

/* «Date», «Adopted on», «Sworn at Oslo this». */
static bool is_label(an_str text)
{
    static const char *const ends[] = {" on", " on the", " the", " this"};
    size_t at;

    text = without_end(text, ":*#");
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (an_str_ends_ascii_case(text, an_str_of(ends[i])))
            text = an_str_sub(text, 0, text.len - strlen(ends[i]));
    at = an_str_find(text, 0, AN_LIT(" at "));
    if (at != (size_t)-1 && is_place(an_str_sub(text, at + strlen(" at "), text.len)))
        text = an_str_sub(text, 0, at);
    while (text.len && strchr("*#> ", text.ptr[0]))
        text = an_str_sub(text, 1, text.len);
    return AN_STR_IN_ASCII_CASE(text, labels);
}

/* «OSLO (NTB)»: without the agency, if there is one. */
static an_str without_agency(an_str text)
{
    size_t open = an_str_find(text, 0, AN_LIT(" ("));

    return open != (size_t)-1 && text.ptr[text.len - 1] == ')' ? an_str_sub(text, 0, open) : text;
}

/* Without «on the» behind a comma. */
static an_str without_article(an_str text)
{
    static const char *const ends[] = {", on the", ", the", ", on", ", this"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (an_str_ends(text, an_str_of(ends[i])))
            return an_str_sub(text, 0, text.len - strlen(ends[i]) + 1);
    return text;
}

/* What stands before the date: nothing or a weekday, a label, a meeting, or a place behind which a blank follows a comma or dash. */
static standing standing_of(an_str before)
{
    static const char *const marks = ",-";
    an_str text = without_article(an_str_trim(before)), place;
    bool marked = text.len && strchr(marks, text.ptr[text.len - 1]);

    if (text.len > PLACE)
        return NOTHING;
    if (an_str_ends(text, AN_LIT("–")) || an_str_ends(text, AN_LIT("—"))) {
        text.len -= strlen("–");
        marked = true;
    }
    place = without_end(text, marks);
    text = without_weekday(place);
    if (text.len == 0)
        return LIKELY;
    if (is_label(text))
        return LABELLED;
    if (is_meeting(text))
        return LIKELY;
    if (an_str_ends(text, AN_LIT(":")) || !strchr(" \t", before.ptr[before.len - 1]))
        return NOTHING;
    text = without_agency(text);
    return (marked || text.len < place.len) && is_place(without_end(text, marks)) ? LIKELY : NOTHING;
}

/* «12 March 1797 – 1860», «12 March 1797 – c. 1860» */
static bool is_end_of_life(an_str text)
{
    return an_str_starts(text, AN_LIT("c. ")) || an_str_starts(text, AN_LIT("ca. ")) ||
           (text.len >= 4 && an_ascii_digit(text.ptr[0]) && an_ascii_digit(text.ptr[1]) && an_ascii_digit(text.ptr[2]) && an_ascii_digit(text.ptr[3]));
}

/* Whether what follows the date is nothing but a sign or a time, or the dash of a dateline, behind which the text begins, and no other date; or the
   place, behind a label. */
static bool may_follow(an_str behind, bool labelled)
{
    static const char *const dashes[] = {"-", "–", "—", "("};
    an_str text = an_str_trim(behind);
    char other[AN_DATE_SIZE];
    size_t end;

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (an_str_starts(text, an_str_of(dashes[i]))) {
            text = an_str_trim(an_str_sub(text, strlen(dashes[i]), text.len));
            return text.len > 0 && !is_end_of_life(text) && !an_date_at(other, text, 0, &end);
        }
    if (labelled && (an_str_starts(text, AN_LIT("at ")) || an_str_starts(text, AN_LIT("in "))))
        return is_place(an_str_sub(text, strlen("at "), text.len));
    for (size_t i = 0; i < text.len; i++)
        if (!an_ascii_digit(text.ptr[i]) && !strchr(".,;:*) apmAPMhGTCZ+", text.ptr[i]))
            return false;
    return text.len < 24;
}

/* The first date of a line, if hardly anything stands beside it. */
static standing date_of_line(char out[AN_DATE_SIZE], an_str line)
{
    standing stands;

    for (size_t at = 0, end; at < line.len && at <= PLACE; at++) {
        if ((at > 0 && (an_ascii_letter(line.ptr[at - 1]) || an_ascii_digit(line.ptr[at - 1]) || (unsigned char)line.ptr[at - 1] >= 0x80)) ||
            !an_date_at(out, line, at, &end))
            continue;
        stands = standing_of(an_str_sub(line, 0, at));
        return may_follow(an_str_sub(line, end, line.len), stands == LABELLED) ? stands : NOTHING;
    }
    return NOTHING;
}

bool an_head_date(char out[AN_DATE_SIZE], an_str text, an_str within)
{
    standing found = NOTHING, stands;
    bool several = false; /* a diary, a chronicle, lives */
    char date[AN_DATE_SIZE];
    an_str line;

    for (size_t seen = 0; seen < LINES && text.len && an_str_next(&text, '\n', &line) && found != LABELLED;) {
        line = an_str_trim(an_str_sub(line, 0, line.len < LONGEST ? line.len : LONGEST));
        seen += line.len > 0;
        if ((stands = date_of_line(date, line)) == NOTHING)
            continue;
        several |= found != NOTHING && strcmp(date, out) != 0;
        if (found == NOTHING || stands == LABELLED)
            memcpy(out, date, AN_DATE_SIZE);
        found = stands > found ? stands : found;
    }
    return found == LABELLED || (found != NOTHING && !several && an_str_starts(an_str_of(out), within));
}
