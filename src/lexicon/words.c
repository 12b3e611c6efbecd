/* A set of folded words, read once for a check. */
#include "lexicon/words.h"

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "text/fold.h"

static an_str fold(an_common_words *words, an_str text)
{
    an_buf_reset(&words->folded);
    an_fold(&words->folded, text);
    return an_buf_str(&words->folded);
}

an_status an_common_words_load(an_common_words *out, const char *data, an_error *err)
{
    an_buf path = {0}, content = {0};
    an_str rest, line;
    bool good = true;

    if (data) {
        an_buf_addf(&path, "%s/dict/words/common.txt", data);
        good = !path.failed;
        if (good && an_file_read(&content, path.ptr, NULL) == AN_OK)
            for (rest = an_buf_str(&content); good && an_str_next(&rest, '\n', &line);) {
                line = an_str_trim(line);
                if (line.len && line.ptr[0] != '#')
                    good = an_map_intern(&out->words, fold(out, line), NULL) != AN_MAP_NONE && !out->folded.failed;
            }
    }
    an_buf_clear(&path);
    an_buf_clear(&content);
    return good ? AN_OK : an_fail_nomem(err);
}

void an_common_words_clear(an_common_words *words)
{
    an_map_clear(&words->words);
    an_buf_clear(&words->folded);
}

bool an_common_words_hold(an_common_words *words, an_str text)
{
    return words->words.count && an_map_find(&words->words, fold(words, text)) != AN_MAP_NONE && !words->folded.failed;
}

/* One word of letters, at least one of them not ASCII. `*letters` is the length of its folded form. */
static bool is_accented_word(an_common_words *words, an_str text, size_t *letters)
{
    bool accented = false;
    size_t length;
    an_str folded;

    while (text.len && !an_is_letter(an_utf8_decode(text, 0, &length))) /* quotes and the like around it */
        text = an_str_sub(text, length, text.len);
    while (text.len && !an_is_letter(an_utf8_decode(text, an_utf8_before(text, text.len), &length)))
        text = an_str_sub(text, 0, an_utf8_before(text, text.len));
    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (!an_is_letter(code))
            return false;
        accented |= length > 1;
    }
    if (!accented)
        return false; /* also of an empty text */
    folded = fold(words, text);
    *letters = an_utf8_count(folded);
    return *letters == folded.len; /* a plain form that is ASCII */
}

an_status an_accents_count(an_accents *accents, an_str alias, an_layer layer, bool *out, an_error *err)
{
    enum { SHORT = 3 };
    size_t letters;
    an_status st = AN_OK;

    *out = false;
    if (!is_accented_word(&accents->words, alias, &letters))
        return accents->words.folded.failed ? an_fail_nomem(err) : AN_OK;
    if (letters > SHORT && layer == AN_LAYER_USER && !accents->loaded) {
        accents->loaded = true;
        st = an_common_words_load(&accents->words, accents->data, err);
    }
    *out = letters <= SHORT || (layer == AN_LAYER_USER && an_common_words_hold(&accents->words, alias));
    return st == AN_OK && accents->words.folded.failed ? an_fail_nomem(err) : st;
}

bool an_is_single_letter(an_str text)
{
    size_t letters = 0, length;

    for (size_t at = 0; at < text.len && letters < 2; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (an_is_unspaced(code))
            return false;
        letters += (an_is_letter(code) && !an_is_mark(code)) || an_is_digit(code);
    }
    return letters == 1;
}

/* A word that is all in capitals and must stay so is another thing than the common one: WHO, AID. */
bool an_is_harmful_word(an_common_words *words, const an_alias *alias, an_str text)
{
    if (alias->never || alias->near_count || alias->in_place || (alias->casing == AN_CASE_EXACT && !an_has_small_letter(text)))
        return false;
    return an_common_words_hold(words, text);
}
