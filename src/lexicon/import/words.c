/* What foreign lists do to names, undone: capitals to small letters, «Last, First» turned round, short forms recognised by their letters.
   Small tables, no dictionary: matching does not care much for the case of letters, but people read the labels. */
#include "lexicon/import/import.h"

#include "base/utf8.h"
#include "text/fold.h"

/* Small words inside names, in every language that lists write in capitals. */
static const char *const small_words[] = {
    "a",    "ad",  "ag",    "al",    "an",  "and", "as",  "at",  "aux", "bin", "bint", "by", "da", "dal",  "das",  "de",  "degli",
    "dei",  "del", "della", "delle", "den", "der", "des", "di",  "do",  "dos", "du",   "e",  "el", "en",   "et",   "for", "from",
    "fur",  "ibn", "im",    "in",    "la",  "las", "le",  "les", "los", "na",  "of",   "on", "or", "ould", "para", "per", "por",
    "pour", "pro", "the",   "to",    "u",   "und", "van", "ve",  "vom", "von", "with", "y",  "zu", "zum",  "zur",
};

/* In persons' names fewer words are small: Al and El are given names, too, and a surname may be La. */
static const char *const particles[] = {"ag", "bin", "bint", "da", "das", "de",   "del", "della", "den", "der",
                                        "di", "do",  "dos",  "du", "ibn", "ould", "van", "von",   "y",   "zu"};

/* What stands behind a comma without being a first name. */
static const char *const suffixes[] = {"jr",
                                       "jr.",
                                       "sr",
                                       "sr.",
                                       "ii",
                                       "iii",
                                       "iv",
                                       "esq",
                                       "esq.",
                                       "phd",
                                       "ph.d.",
                                       "md",
                                       "m.d.",
                                       "inc",
                                       "inc.",
                                       "ltd",
                                       "ltd.",
                                       "llc",
                                       "l.l.c.",
                                       "llp",
                                       "lp",
                                       "l.p.",
                                       "plc",
                                       "co",
                                       "co.",
                                       "corp",
                                       "corp.",
                                       "corporation",
                                       "company",
                                       "limited",
                                       "gmbh",
                                       "ag",
                                       "sa",
                                       "s.a.",
                                       "s.a.s.",
                                       "srl",
                                       "s.r.l.",
                                       "s.l.",
                                       "s.p.a.",
                                       "spa",
                                       "nv",
                                       "n.v.",
                                       "bv",
                                       "b.v.",
                                       "the",
                                       "republic of",
                                       "democratic republic of",
                                       "islamic republic of",
                                       "state of",
                                       "kingdom of"};

/* Words without a vowel that are none the less words. */
static const char *const spelt[] = {"DR", "MR", "MRS", "MS", "ST", "SR", "JR", "MT", "FT", "LTD", "CRL", "BROS", "NG", "SGT", "CPT", "GRP"};

bool an_name_is_small_word(an_str word)
{
    return AN_STR_IN_ASCII_CASE(word, small_words);
}

bool an_name_next_word(an_str name, size_t *at, an_str *word)
{
    size_t from = *at;

    while (from < name.len && name.ptr[from] == ' ')
        from++;
    *at = from;
    while (*at < name.len && name.ptr[*at] != ' ')
        (*at)++;
    *word = an_str_sub(name, from, *at);
    return word->len > 0;
}

size_t an_name_words(an_str name)
{
    size_t count = 0, at = 0;
    an_str word;

    while (an_name_next_word(name, &at, &word))
        count++;
    return count;
}

bool an_name_has_letter(an_str name)
{
    size_t length;

    for (size_t at = 0; at < name.len; at += length) {
        unsigned char c = (unsigned char)name.ptr[at];
        uint32_t code;
        length = 1;
        if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'))
            return true;
        if (c < 0x80)
            continue;
        code = an_utf8_decode(name, at, &length);
        if ((an_is_letter(code) && !an_is_mark(code)) || an_is_digit(code))
            return true;
    }
    return false;
}

bool an_name_is_upper(an_str name)
{
    size_t upper = 0, length;

    for (size_t at = 0; at < name.len; at += length) {
        uint32_t code = an_utf8_decode(name, at, &length);
        if (an_is_lower(code))
            return false;
        upper += an_is_upper(code);
    }
    return upper >= 2;
}

static bool is_vowel(uint32_t code)
{
    return code >= 0x80 || memchr("AEIOUYaeiouy", (int)code, 12);
}

/* Consonants that words may begin with. */
static bool is_onset(const char *letters, size_t count)
{
    static const char pairs[] =
        "BL BR CH CL CR CZ DR DW DZ FL FR GH GL GN GR KH KL KN KR MC PH PL PR PS RH SC SH SK SL SM SN SP SQ SR ST SV SW TH TR TS "
        "TZ VL WH WR ZB ZH ZD ZV ";
    static const char triples[] = "CHL CHR PHR SCH SCR SHR SPL SPR STR THR KHR KHM SHK SZK SZC ";

    for (size_t i = 0; count == 2 && pairs[i]; i += 3)
        if (memcmp(pairs + i, letters, 2) == 0)
            return true;
    for (size_t i = 0; count == 3 && triples[i]; i += 4)
        if (memcmp(triples + i, letters, 3) == 0)
            return true;
    return count < 2;
}

/* DGSE, MNLA, DCRI: nobody can say the consonants at the start as a word. */
static bool is_unspeakable(an_str word)
{
    size_t start = 0;

    if (word.len > 6)
        return false;
    while (start < word.len && !is_vowel((unsigned char)word.ptr[start]))
        start++;
    return start > 3 || !is_onset(word.ptr, start);
}

bool an_name_looks_short(an_str word)
{
    size_t letters = 0, length;
    bool vowel = false;

    for (size_t at = 0; at < word.len; at += length) {
        uint32_t code = an_utf8_decode(word, at, &length);
        vowel |= is_vowel(code);
        letters += an_is_upper(code);
    }
    return letters >= 2 && (!vowel || is_unspeakable(word)) && !AN_STR_IN_ASCII_CASE(word, spelt);
}

/* Initials ------------------------------------------------------------------------------------------------------------------------- */

enum { MOST_INITIALS = 16 };

/* The letters of a word, in capitals; 0 when it has other characters or too many. */
static size_t letters_of(an_str word, char out[MOST_INITIALS])
{
    size_t count = 0;

    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '.')
            continue;
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) || count == MOST_INITIALS)
            return 0;
        out[count++] = (char)(c & ~32);
    }
    return count;
}

static size_t initials_of(an_str name, bool small, char out[MOST_INITIALS])
{
    size_t count = 0, at = 0;
    an_str word;

    while (an_name_next_word(name, &at, &word)) {
        for (size_t i = 0; i < word.len; i++) {
            char c = word.ptr[i];
            bool starts = i == 0 || word.ptr[i - 1] == '-';
            if (!starts || !(((c | 32) >= 'a' && (c | 32) <= 'z')) || (!small && an_name_is_small_word(word)))
                continue;
            if (count == MOST_INITIALS)
                return 0;
            out[count++] = (char)(c & ~32);
        }
    }
    return count;
}

static void sort_letters(char *letters, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && letters[k - 1] > letters[k]; k--) {
            char c = letters[k];
            letters[k] = letters[k - 1];
            letters[k - 1] = c;
        }
}

/* The order of words differs between languages (DGSE, General Directorate for External Security), so it does not count. */
bool an_name_is_initials(an_str word, an_str name)
{
    char letters[MOST_INITIALS], initials[MOST_INITIALS];
    size_t count = letters_of(word, letters);

    if (count < 2 || an_name_words(name) < 2)
        return false;
    sort_letters(letters, count);
    for (int small = 0; small <= 1; small++) {
        size_t other = initials_of(name, small, initials);
        if (other != count)
            continue;
        sort_letters(initials, other);
        if (memcmp(letters, initials, count) == 0)
            return true;
    }
    return false;
}

/* Turning round -------------------------------------------------------------------------------------------------------------------- */

bool an_name_inverted(an_str name, an_str *last, an_str *first)
{
    size_t comma = an_str_find_byte(name, 0, ','), more;

    if (comma == (size_t)-1)
        return false;
    more = an_str_find_byte(name, comma + 1, ',');
    *last = an_str_trim(an_str_sub(name, 0, comma));
    *first = an_str_trim(an_str_sub(name, comma + 1, more == (size_t)-1 ? name.len : more));
    if (more != (size_t)-1 && !AN_STR_IN_ASCII_CASE(an_str_trim(an_str_sub(name, more + 1, name.len)), suffixes))
        return false;
    return last->len && first->len && an_name_has_letter(*last) && an_name_has_letter(*first) && an_name_words(*first) <= 8 &&
           !AN_STR_IN_ASCII_CASE(*first, suffixes);
}

/* Case ----------------------------------------------------------------------------------------------------------------------------- */

static bool is_roman(an_str word)
{
    static const char *const numbers[] = {"II",  "III",  "IV",  "VI", "VII", "VIII", "IX", "XI",
                                          "XII", "XIII", "XIV", "XV", "XVI", "XX",   "XXI"};

    return AN_STR_IN(word, numbers);
}

/* Short forms that could be words, inside longer names. */
static const char *const short_forms[] = {"AU",   "EU",  "FBI", "IAEA", "ILO",    "IMF",    "NATO", "OAS", "OAU", "OPEC",
                                          "OSCE", "UAE", "UK",  "UN",   "UNESCO", "UNICEF", "US",   "USA", "USSR"};

/* A word that keeps its capitals: numbers, dotted letters, short forms. */
static bool stays(an_str word, bool person)
{
    bool dotted = word.len >= 3 && word.len <= 12;

    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
        dotted &= i % 2 == 0 ? word.ptr[i] != '.' : word.ptr[i] == '.';
    }
    return dotted || is_roman(word) || AN_STR_IN_ASCII_CASE(word, short_forms) ||
           (!person && word.len <= 5 && an_name_looks_short(word));
}

/* O'NEIL, MCDONALD, AL-QAIDA, D'ESTAING: a capital at the start of each part; after an apostrophe only behind one letter. */
static void add_capitalised(an_buf *out, an_str word)
{
    bool start = true;
    size_t letters = 0, length;

    for (size_t at = 0; at < word.len; at += length) {
        uint32_t code = an_utf8_decode(word, at, &length);
        an_str one = an_str_sub(word, at, at + length);
        if (start && an_is_letter(code)) {
            bool scottish = an_str_starts(an_str_sub(word, at, word.len), AN_LIT("MC")) && word.len - at >= 5;
            an_buf_add(out, one);
            start = false;
            letters = 1;
            if (scottish) {
                an_buf_add_text(out, "c");
                length = 2;
                start = true;
            }
            continue;
        }
        an_add_lower(out, one);
        if (an_is_letter(code))
            letters++;
        else if (an_is_apostrophe(code))
            start = letters <= 1;
        else
            start = code == '-' || code == '(' || code == '/' || code == '.' || code == '"' || code == '&';
        if (start)
            letters = 0;
    }
}

void an_name_recase(an_buf *out, an_str name, bool person)
{
    size_t at = 0, before = 0;
    an_str word;

    while (an_name_next_word(name, &at, &word)) {
        bool small = person ? AN_STR_IN_ASCII_CASE(word, particles) : an_name_is_small_word(word);
        bool comma = out->len > 0 && out->ptr[out->len - 1] == ',';
        if (before++)
            an_buf_add_char(out, ' ');
        if (!an_name_is_upper(word) && !(small && before > 1 && word.len == 1 && !person))
            an_buf_add(out, word);
        else if (small && before > 1 && !comma)
            an_add_lower(out, word);
        else if (stays(word, person))
            an_buf_add(out, word);
        else
            add_capitalised(out, word);
    }
}
