/* Abbreviations, initials, numbers of lists: the tables below are the only word knowledge of sentences. */
#include "text/dots.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/sentence.h"

#include <string.h>

/* Room for a word of a table, and the length of the longest in each. */
enum { WORD = 12, inner_longest = 6, either_longest = 4, starters_longest = 9, ordinary_longest = 5, before_names_longest = 6 };

/* Abbreviations after which a sentence goes on, in lower case, without the dot, sorted by bytes. */
static const char inner[][WORD] = {
    "adm", "adv", "alexr", "amb", "amer", "approx", "arq", "art", "arts", "assn", "assoc", "asst", "attn", "atty", "av", "ave", "bd",
    "benj", "bldg", "brgy", "brig", "bros", "bzw", "calif", "capt", "cdr", "cf", "ch", "chas", "chr", "cllr", "cmdr", "cmdte",
    "cmte", "cnel", "col", "con", "const", "constr", "cpl", "cpt", "cttee", "danl", "dept", "det", "dhr", "dir", "dist",
    "distr", "dott", "dr", "drs", "dña", "e.g", "ed", "eds", "edw", "edwd", "elec", "engr", "engrg", "est", "evtl", "excmo",
    "fdn", "fig", "figs", "flt", "fr", "fredk", "ft", "gen", "genl", "geo", "ggf", "gosp", "gov", "govt", "gral", "hble", "hon",
    "i.e", "insp", "intl", "jas", "jl", "jln", "jno", "joh", "jos", "lieut", "lt", "m", "maj", "margt", "messrs", "metro", "mevr", "mfg",
    "mgmt", "mgr", "mio", "mlle", "mm", "mme", "mohd", "mr", "mrd", "mrs", "ms", "msgr", "mt", "mts", "nat", "nathl", "natl",
    "no", "nos", "nr", "n°", "núm", "op", "p", "para", "patk", "pbro", "pp", "pres", "prof", "pt", "pte", "pvt", "rear", "regd",
    "regt", "rep", "reps", "ret", "rev", "rgt", "richd", "robt", "rs", "saml", "sdn", "sec", "sen", "sens", "serjt", "sgt",
    "sgto", "smt", "sog", "sqn", "sr", "sra", "srta", "ss", "st", "sta", "ste", "sto", "supdt", "supt", "svcs", "th", "thos",
    "tte", "twp", "univ", "v", "ven", "vol", "vols", "vs", "wm",
};
/* Abbreviations that may end a sentence: they do when a word that usually starts one follows. Sorted by bytes. */
static const char either[][WORD] = {
    "a.m", "apr", "aug", "b.c", "blvd", "co", "corp", "dec", "dev", "elem", "esq", "etc", "feb", "inc", "jan", "jr", "jul",
    "jun", "ltd", "ma", "mar", "nov", "oct", "p.m", "ph.d", "plc", "sep", "sept", "tic",
};
/* Words that start a sentence far more often than they follow an abbreviation. Sorted by bytes. */
static const char starters[][WORD] = {
    "a", "according", "after", "all", "also", "although", "an", "and", "another", "any", "are", "as", "at", "because", "before", "both", "but", "by", "can",
    "despite", "did", "do", "does", "during", "each", "everyone", "few", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how", "however", "i",
    "if", "in", "instead", "is", "it", "its", "many", "meanwhile", "more", "most", "mr", "mrs", "ms", "my", "no", "nobody", "nor", "not", "nothing", "now",
    "of", "on", "once", "one", "or", "other", "our", "she", "since", "so", "some", "such", "that", "the", "their", "then", "there", "these", "they", "this",
    "those", "though", "thus", "to", "today", "tomorrow", "under", "unlike", "until", "upon", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "why", "will", "with", "within", "without", "yesterday", "yet", "you", "your",
};

/* Those of them that are ordinary words: in small letters they end a sentence unless a number follows («he said no.», «modern art.»). */
static const char ordinary[][WORD] = {
    "art", "arts", "con", "fig", "metro", "no", "nos", "rear", "sec",
};
/* Behind these a name stands, also in the next line: «met a Mr.», «Republic v.»; not «5 Main St.», «5 Elm Dr.». */
static const char before_names[][WORD] = {
    "capt", "col", "gen", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "prof", "sgt", "v",
};

/* The first eight bytes of an entry as a number that orders as they do. */
static uint64_t head_of(const char word[WORD])
{
    uint64_t head;

    memcpy(&head, word, sizeof head);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    head = __builtin_bswap64(head);
#endif
    return head;
}

/* Whether the word, its ASCII letters made small, stands in a sorted table whose longest word has `longest` bytes. */
static bool listed(an_str word, const char (*table)[WORD], size_t count, size_t longest)
{
    char small[WORD] = {0};
    size_t low = 0, high = count;
    uint64_t head;

    if (word.len == 0 || word.len > longest)
        return false;
    for (size_t i = 0; i < word.len; i++)
        small[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] | 0x20 : word.ptr[i]);
    head = head_of(small);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t other = head_of(table[middle]);
        if (other == head) /* no two entries begin with the same eight bytes */
            return memcmp(table[middle], small, WORD) == 0;
        if (other < head)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}
#define LISTED(word, table) listed((word), (table), sizeof(table) / sizeof *(table), table##_longest)

/* Words ----------------------------------------------------------------------------------------------------------------------------- */

bool an_is_bullet(uint32_t code)
{
    return code == 0x2022 || code == 0x2023 || code == 0x2043 || code == 0x25AA || code == 0x25CF || code == 0x25E6;
}

static bool is_opener(uint32_t code)
{
    return code == '"' || code == '\'' || code == '(' || code == '[' || code == '{' || code == 0x2018 || code == 0x201C || code == 0xAB ||
           code == 0x2039 || code == 0x201E || code == 0xBF || code == 0xA1 || code == '*' || code == '-' || code == 0x2013 ||
           code == 0x2014 || an_is_bullet(code);
}

size_t an_next_word(an_str text, size_t at)
{
    size_t length;

    while (at < text.len) {
        uint32_t code;
        if (text.ptr[at] == ' ') {
            at++;
            continue;
        }
        if (an_is_word_byte(text.ptr[at]))
            break;
        code = an_utf8_decode(text, at, &length);
        if (!an_is_space(code) && !is_opener(code) && !an_is_ignorable(code))
            break;
        at += length;
    }
    return at;
}

an_str an_word_at(an_str text, size_t at)
{
    size_t end = at, length;

    while (end < text.len) {
        uint32_t code;
        if (an_is_word_byte(text.ptr[end])) {
            end++;
            continue;
        }
        if ((unsigned char)text.ptr[end] < 0x80)
            break;
        code = an_utf8_decode(text, end, &length);
        if (!an_is_letter(code) && !an_is_digit(code))
            break;
        end += length;
    }
    return an_str_sub(text, at, end);
}

/* The word before a dot, with dots inside it: "U.S" before the last dot of "U.S."; and the sign of "n°". */
static an_str word_before(an_str text, size_t dot)
{
    size_t start = dot;

    while (start > 0) {
        size_t length, before;
        uint32_t code;
        if (an_is_word_byte(text.ptr[start - 1]) || text.ptr[start - 1] == '.') {
            start--;
            continue;
        }
        if ((unsigned char)text.ptr[start - 1] < 0x80)
            break;
        before = an_utf8_before(text, start);
        code = an_utf8_decode(text, before, &length);
        if (!an_is_letter(code) && !an_is_digit(code) && code != 0xB0)
            break;
        start = before;
    }
    return an_str_sub(text, start, dot);
}

/* Learning -------------------------------------------------------------------------------------------------------------------------- */

/* Whether the sentence surely goes on behind the dot: a small letter behind one blank, or a comma. */
static bool goes_on(an_str text, size_t dot)
{
    char next = dot + 1 < text.len ? text.ptr[dot + 1] : '\0', second = dot + 2 < text.len ? text.ptr[dot + 2] : '\0';

    return next == ',' || next == ';' || (next == ' ' && second >= 'a' && second <= 'z');
}

/* Whether the word stands more often without a dot behind it than `times`: then it is a word like others. The beginning of a long text tells. */
static bool stands_alone(an_str text, an_str word, size_t times)
{
    enum { LOOKED_AT = 1 << 16 };
    size_t at = 0, found = 0;

    text.len = text.len > LOOKED_AT ? LOOKED_AT : text.len;

    while (found <= times && (at = an_str_find(text, at, word)) != (size_t)-1) {
        size_t end = at + word.len;
        bool whole = (at == 0 || !an_is_word_byte(text.ptr[at - 1])) && (end == text.len || (!an_is_word_byte(text.ptr[end]) && text.ptr[end] != '.'));
        found += whole;
        at = end;
    }
    return found > times;
}

void an_learn_abbreviations(an_learned *learned, an_str text)
{
    struct {
        an_str word;
        size_t times;
    } seen[SEEN];
    size_t count = 0;

    learned->count = 0;
    for (size_t dot = 0; (dot = an_str_find_byte(text, dot, '.')) != (size_t)-1; dot++) {
        size_t start = dot, i = 0;
        if (!goes_on(text, dot))
            continue;
        while (start > 0 && dot - start <= LONGEST_LEARNED && an_is_word_byte(text.ptr[start - 1]))
            start--;
        if (dot - start < 2 || dot - start > LONGEST_LEARNED || (start > 0 && (unsigned char)text.ptr[start - 1] >= 0x80) ||
            text.ptr[dot - 1] <= '9')
            continue;
        while (i < count && !an_str_equal(seen[i].word, an_str_sub(text, start, dot)))
            i++;
        if (i == count && count < SEEN)
            seen[count++].word = an_str_sub(text, start, dot), seen[i].times = 0;
        if (i < count)
            seen[i].times++;
    }
    for (size_t i = 0; i < count && learned->count < LEARNED; i++) {
        if (seen[i].times >= 2 && !stands_alone(text, seen[i].word, seen[i].times))
            learned->words[learned->count++] = seen[i].word;
    }
}

static bool is_learned(const an_learned *learned, an_str word)
{
    if (word.len > LONGEST_LEARNED)
        return false;
    for (size_t i = 0; i < learned->count; i++) {
        if (an_str_equal(learned->words[i], word))
            return true;
    }
    return false;
}

/* Dots ------------------------------------------------------------------------------------------------------------------------------ */

bool an_all_digits(an_str word)
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

bool an_starts_sentence(an_str text, size_t sentence, size_t at)
{
    enum { FEW = 16 };

    return at - sentence <= FEW && an_next_word(an_str_sub(text, 0, at), sentence) == at;
}

bool an_is_roman(an_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!strchr("ivxIVX", word.ptr[i]))
            return false;
    }
    return word.len > 0 && word.len <= 5;
}

/* Whether another initial follows behind a blank: «M.» */
static bool is_initial_behind(an_str text, size_t at)
{
    an_str word = at + 1 < text.len && text.ptr[at] == ' ' ? an_word_at(text, at + 1) : AN_LIT("");

    return word.len == 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && at + 2 < text.len && text.ptr[at + 2] == '.';
}

/* «Present: I. Jones», «K. Berg (KB), I. Jones»: a colon or semicolon, or a comma behind a name or a bracket; not «and, of course, I.» */
static bool is_before_name(an_str text, size_t sentence, size_t sign)
{
    an_str word = text.ptr[sign] == ',' && sign > sentence ? word_before(text, sign) : AN_LIT("");
    size_t length;

    if (text.ptr[sign] == ',' && sign > sentence && text.ptr[sign - 1] == ')')
        return true;
    return text.ptr[sign] == ':' || text.ptr[sign] == ';' || (word.len > 1 && an_is_upper(an_utf8_decode(word, 0, &length)));
}

/* Whether another initial follows behind the dot, the word before the initial is a name, or a sign or word stands there behind which nobody says «I»:
   "I. M. Jones", "Albert I. Jones", "Present: I. Jones", "written by I. Jones", but "you and I". */
static bool is_i_of_name(an_str text, size_t sentence, an_str initial)
{
    size_t at = (size_t)(initial.ptr - text.ptr), length;
    an_str before = at > sentence + 1 && text.ptr[at - 1] == ' ' ? word_before(text, at - 1) : AN_LIT("");

    if (an_str_equal(before, AN_LIT("War")))
        return false;
    if (an_str_equal(before, AN_LIT("by")) || (at > sentence + 1 && text.ptr[at - 1] == ' ' && is_before_name(text, sentence, at - 2)))
        return true;
    return is_initial_behind(text, at + initial.len + 1) || (before.len > 1 && an_is_upper(an_utf8_decode(before, 0, &length)));
}

/* The word at a place if a dot stands behind it, else "". */
static an_str dotted_at(an_str text, size_t at)
{
    an_str word = an_word_at(text, at);

    return at + word.len < text.len && text.ptr[at + word.len] == '.' ? word : AN_LIT("");
}

/* Whether the word at `next` is one that starts sentences, and no initial («J. A. Smith»). */
static bool starts_anew(an_str text, size_t next)
{
    an_str word = an_word_at(text, next);

    return LISTED(word, starters) && !(word.len == 1 && dotted_at(text, next).len);
}

/* «z. B.», «u. a.», «d. h.»: a small letter before another one with a dot. */
static bool is_letter_behind(an_str text, size_t next)
{
    an_str word = dotted_at(text, next);
    size_t length;

    return word.len && an_is_letter(an_utf8_decode(word, 0, &length)) && length == word.len;
}

static bool is_doubled(an_str word)
{
    return word.len == 2 && word.ptr[0] == word.ptr[1] && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

/* «EE. UU.», «RR. HH.»: a plural in Spanish. */
static bool is_plural(an_str text, an_str word, size_t next)
{
    return is_doubled(word) && is_doubled(dotted_at(text, next));
}

/* «14. März», «am 3. April»: the day of a month in German. */
static bool is_day_of_month(an_str text, an_str number, size_t next)
{
    static const char *const german[] = {"Dezember", "Februar", "Januar", "Juli", "Juni", "Mai", "März", "Oktober"};
    static const char *const shared[] = {"April", "August", "November", "September"};
    static const char *const before[] = {"am", "bis", "dem", "den", "der", "und", "vom", "zum"};
    size_t at = (size_t)(number.ptr - text.ptr);
    an_str month;

    if (!an_all_digits(number) || number.len > 2)
        return false;
    month = an_word_at(text, next);
    return AN_STR_IN(month, german) || (AN_STR_IN(month, shared) && at > 0 && AN_STR_IN_ASCII_CASE(word_before(text, at - 1), before));
}

/* «He said no. Karl left», «Modern art. Berg», «No. Karl left»: an ordinary word, unless a number follows («no. 5»). */
static bool is_ordinary(an_str text, size_t sentence, an_str word, size_t next)
{
    an_str behind;

    if (!(word.ptr[0] >= 'a' && LISTED(word, ordinary)) &&
        !(an_str_equal(word, AN_LIT("No")) && an_starts_sentence(text, sentence, (size_t)(word.ptr - text.ptr))))
        return false;
    behind = an_word_at(text, next);
    for (size_t i = 0; i < behind.len; i++)
        if (an_ascii_digit(behind.ptr[i]))
            return false;
    return an_utf8_count(behind) > 1 && !an_is_roman(behind);
}

bool an_is_initial_of_two(an_str word)
{
    static const char *const letters[] = {"Kh", "Ph", "Sh", "Ts", "Ya", "Ye", "Yo", "Yu", "Zh"};

    return AN_STR_IN(word, letters);
}

/* «Jerry Yu.», «Ms. Yu.»: behind a name or title such a word is a surname. */
static bool is_behind_name(an_str text, an_str word)
{
    size_t at = (size_t)(word.ptr - text.ptr), length;
    an_str before;

    if (at == 0 || text.ptr[at - 1] != ' ')
        return false;
    at -= at > 1 && text.ptr[at - 2] == '.' ? 2 : 1;
    before = word_before(text, at);
    return before.len > 0 && an_is_upper(an_utf8_decode(before, 0, &length));
}

bool an_awaits_name(an_str text, size_t begin, size_t end, size_t next)
{
    size_t length;
    an_str word;

    if (end <= begin || text.ptr[end - 1] != '.' || !an_is_upper(an_utf8_decode(text, next, &length)) || starts_anew(text, next))
        return false;
    word = word_before(an_str_sub(text, begin, end), end - begin - 1);
    return LISTED(word, before_names) && !an_str_ends(an_str_sub(text, begin, (size_t)(word.ptr - text.ptr)), AN_LIT(", ")); /* «Karl Berg, Prof.» */
}

bool an_dot_ends(const an_learned *learned, an_str text, size_t sentence, size_t dot, size_t next)
{
    an_str word = word_before(text, dot);
    size_t length;
    uint32_t first = an_utf8_decode(text, next, &length), letter;
    bool single;

    if (word.len == 0)
        return true;
    letter = an_utf8_decode(word, 0, &length);
    single = length == word.len;
    if (an_is_digit(first) && (LISTED(word, inner) || LISTED(word, either) || is_learned(learned, word) || (single && an_is_lower(letter))))
        return false;
    if (is_ordinary(text, sentence, word, next))
        return true;
    if (LISTED(word, inner) || (single && an_is_lower(letter) && is_letter_behind(text, next)) || is_plural(text, word, next) ||
        is_day_of_month(text, word, next))
        return false;
    if (LISTED(word, either) || dotted_acronym(word) || is_learned(learned, word) || (an_is_initial_of_two(word) && !is_behind_name(text, word)))
        return starts_anew(text, next);
    if (an_all_digits(word) && word.len <= 3 && /* "1. First point" */
        (an_starts_line(text, (size_t)(word.ptr - text.ptr)) || an_starts_sentence(text, sentence, (size_t)(word.ptr - text.ptr))))
        return false;
    if ((an_is_roman(word) || (single && an_is_letter(letter))) && an_starts_line(text, (size_t)(word.ptr - text.ptr)))
        return false;
    if (single && word.ptr - text.ptr > 2 && word.ptr[-1] == '&' && an_ascii_letter(word.ptr[-2]) && an_ascii_letter(word.ptr[-3]))
        return true; /* «a bill of AT&T. Berg paid it», but «E&J. Berg» */
    if (single && an_is_upper(letter)) { /* an initial: J. Smith; but "vitamin C. The", "It was I. Bob" */
        if (letter == 'I' && !is_i_of_name(text, sentence, word))
            return true;
        if (letter == 'X' && an_str_ends(an_str_sub(text, sentence, (size_t)(word.ptr - text.ptr)), AN_LIT(" on "))) /* «wrote on X. Then» */
            return true;
        return starts_anew(text, next);
    }
    return true;
}
