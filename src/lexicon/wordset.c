/* Words in a hash map, each in a normal spelling (one blank, ' and -), so that a look-up costs one hash of the stretch asked for. The forms of
   the words ("W", "W W", "W-W", "W\." …) are few even where the words are many thousands. */
#include "lexicon/wordset.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "lexicon/loading.h"
#include "text/fold.h"

#include <stdlib.h>

/* Which words ------------------------------------------------------------------------------------------------------------------ */

static char sane(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
}

static bool sane_equal(an_str name, an_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (name.ptr[i] != sane(text.ptr[i]))
            return false;
    return true;
}

bool an_word_in(const an_word *word, an_str name)
{
    size_t list = word->list.len, kind = word->class_.len;

    if (name.len < list || !sane_equal(name, word->list))
        return false;
    if (name.len == list)
        return true;
    return kind && name.len == list + 1 + kind && name.ptr[list] == '_' && sane_equal(an_str_sub(name, list + 1, name.len), word->class_);
}

/* Spelling --------------------------------------------------------------------------------------------------------------------- */

/* Every blank is ' ', every apostrophe that people type is ', every hyphen -; ignorable characters go. */
static void add_normal(an_buf *out, an_str text)
{
    bool blank = false;
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (an_is_space(code)) {
            blank = true;
            continue;
        }
        if (an_is_ignorable(code))
            continue;
        if (blank)
            an_buf_add_char(out, ' ');
        blank = false;
        if (code == 0x2019)
            an_buf_add_char(out, '\'');
        else if (code == 0x2010 || code == 0x2011)
            an_buf_add_char(out, '-');
        else
            an_buf_add(out, an_str_sub(text, at, at + length));
    }
}

/* Whether add_normal() may change a text. */
static bool is_normal(an_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || (c == ' ' && text.ptr[i + (i + 1 < text.len)] == ' ') || c == 0xC2 || c == 0xCD || c == 0xD8 || c >= 0xE0)
            return false;
    }
    return true;
}

/* Making --------------------------------------------------------------------------------------------------------------------------- */

void an_wordset_free(an_wordset *set)
{
    if (!set)
        return;
    an_map_clear(&set->exact);
    an_map_clear(&set->folded);
    an_free(set);
}

static bool add_word(an_wordset *set, an_str word, an_buf scratch[2])
{
    an_buf_reset(&scratch[0]);
    an_buf_reset(&scratch[1]);
    add_normal(&scratch[0], word);
    an_fold(&scratch[1], an_buf_str(&scratch[0]));
    return !scratch[0].failed && !scratch[1].failed && an_map_intern(&set->exact, an_buf_str(&scratch[0]), NULL) != AN_MAP_NONE &&
           an_map_intern(&set->folded, an_buf_str(&scratch[1]), NULL) != AN_MAP_NONE;
}

bool an_wordset_new(an_wordset **out, const an_lexicon *lexicon, an_str name)
{
    an_wordset *set = NULL;
    an_buf scratch[2] = {{0}, {0}};
    const an_word *last = NULL;
    bool belongs = false, good = true;

    for (size_t i = 0; good && i < lexicon->words.count; i++) {
        const an_word *word = &lexicon->words.items[i];
        if (!last || last->list.ptr != word->list.ptr || !an_str_equal(last->class_, word->class_))
            belongs = an_word_in(word, name);
        last = word;
        if (belongs)
            good = (set || (set = an_alloc(sizeof *set))) && add_word(set, word->word, scratch);
    }
    an_buf_clear(&scratch[0]);
    an_buf_clear(&scratch[1]);
    if (!good) {
        an_wordset_free(set);
        set = NULL;
    }
    *out = set;
    return good;
}

bool an_wordset_has(const an_wordset *set, an_str text, bool ignore_case, an_buf scratch[2])
{
    if (!ignore_case && is_normal(text))
        return an_map_find(&set->exact, text) != AN_MAP_NONE;
    an_buf_reset(&scratch[0]);
    add_normal(&scratch[0], text);
    if (!ignore_case)
        return !scratch[0].failed && an_map_find(&set->exact, an_buf_str(&scratch[0])) != AN_MAP_NONE;
    an_buf_reset(&scratch[1]);
    an_fold(&scratch[1], an_buf_str(&scratch[0]));
    return !scratch[0].failed && !scratch[1].failed && an_map_find(&set->folded, an_buf_str(&scratch[1])) != AN_MAP_NONE;
}

/* Forms ---------------------------------------------------------------------------------------------------------------------------- */

static const char RUN[] = "[\\p{L}\\p{M}\\p{N}]++";

/* The form of a word; every run of letters is one 'W', other characters stand as they are. */
static void add_form(an_buf *out, an_str word)
{
    bool inside = false;
    size_t length;

    for (size_t at = 0; at < word.len; at += length) {
        uint32_t code = an_utf8_decode(word, at, &length);
        bool letter = an_is_letter(code) || an_is_digit(code) || an_is_mark(code);
        if (letter && !inside)
            an_buf_add_char(out, 'W');
        else if (!letter)
            an_buf_add(out, an_str_sub(word, at, at + length));
        inside = letter;
    }
}

static size_t runs(an_str form)
{
    size_t count = 0;

    for (size_t i = 0; i < form.len; i++)
        count += form.ptr[i] == 'W';
    return count;
}

/* Most runs first, then the longest, then by bytes. */
static int compare_forms(const void *left, const void *right)
{
    const an_str *a = left, *b = right;
    size_t a_runs = runs(*a), b_runs = runs(*b);

    if (a_runs != b_runs)
        return a_runs < b_runs ? 1 : -1;
    if (a->len != b->len)
        return a->len < b->len ? 1 : -1;
    return an_str_compare(*a, *b);
}

static void write_form(an_buf *out, an_str form)
{
    size_t length;

    for (size_t at = 0; at < form.len; at += length) {
        uint32_t code = an_utf8_decode(form, at, &length);
        if (code == 'W')
            an_buf_add_text(out, RUN);
        else if (code == ' ')
            an_buf_add_text(out, "\\s+");
        else if (code == '\'')
            an_buf_add_text(out, "['\xE2\x80\x99]");
        else if (code == '-')
            an_buf_add_text(out, "[-\xE2\x80\x90\xE2\x80\x91]");
        else {
            an_buf_add_text(out, code < 0x80 ? "\\" : "");
            an_buf_add(out, an_str_sub(form, at, at + length));
        }
    }
}

void an_wordset_forms(const an_wordset *set, an_buf *out)
{
    an_map forms = {0};
    an_buf form = {0};
    an_str *list = NULL;

    for (size_t i = 0; i < set->exact.count && !out->failed; i++) {
        an_buf_reset(&form);
        add_form(&form, set->exact.keys[i]);
        if (form.failed || an_map_intern(&forms, an_buf_str(&form), NULL) == AN_MAP_NONE)
            out->failed = true;
    }
    if (out->failed || !(list = an_alloc(forms.count * sizeof *list))) {
        out->failed = true;
        goto done;
    }
    memcpy(list, forms.keys, forms.count * sizeof *list);
    qsort(list, forms.count, sizeof *list, compare_forms);
    an_buf_add_text(out, "(?:");
    for (size_t i = 0; i < forms.count; i++) {
        an_buf_add_text(out, i ? "|" : "");
        write_form(out, list[i]);
    }
    an_buf_add_char(out, ')');

done:
    an_free(list);
    an_map_clear(&forms);
    an_buf_clear(&form);
}
