/* spaCy EntityRuler patterns. `exact` is a phrase; `any` and `cap` are lists of LOWER tokens, cut about as spaCy's tokenizer does: at
   blanks, at hyphens and slashes between letters, before 's, and around brackets and commas. */
#include "lexicon/export/export.h"

#include "base/json.h"
#include "text/fold.h"

static void add_lower_token(an_buf *out, an_str token, size_t *count)
{
    an_buf lower = {0};

    if (token.len == 0)
        return;
    an_add_lower(&lower, token);
    an_buf_add_text(out, (*count)++ ? ", {\"LOWER\": " : "{\"LOWER\": ");
    an_json_add_string(out, an_buf_str(&lower));
    an_buf_add_char(out, '}');
    out->failed |= lower.failed;
    an_buf_clear(&lower);
}

static bool splits(an_str word, size_t i)
{
    char c = word.ptr[i];

    if (c == ',' || c == '(' || c == ')' || c == '"' || c == ';' || c == ':' || c == '&')
        return word.len > 1;
    return (c == '-' || c == '/') && i > 0 && i + 1 < word.len;
}

static void add_word(an_buf *out, an_str word, size_t *count)
{
    size_t from = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (an_str_equal_ascii_case(an_str_sub(word, i, word.len), AN_LIT("'s")) && i > 0) {
            add_lower_token(out, an_str_sub(word, from, i), count);
            from = i;
            break;
        }
        if (!splits(word, i))
            continue;
        add_lower_token(out, an_str_sub(word, from, i), count);
        add_lower_token(out, an_str_sub(word, i, i + 1), count);
        from = i + 1;
    }
    add_lower_token(out, an_str_sub(word, from, word.len), count);
}

static void add_row(an_buf *out, an_import *from, const an_import_row *row)
{
    static const char *const names[] = {"PERSON", "ORG", "LOC"};
    const an_import_actor *actor = &from->actors.items[row->actor];
    an_import_case casing = an_import_case_of(row, row->alias);
    an_str id = an_import_id(from, row->actor), word;
    size_t at = 0, count = 0;

    an_buf_add_text(out, "{\"label\": \"");
    if (an_str_equal(actor->type, AN_LIT("location/country")) || an_str_equal(actor->type, AN_LIT("location/city")))
        an_buf_add_text(out, "GPE");
    else if (an_str_equal(actor->type, AN_LIT("location/facility")))
        an_buf_add_text(out, "FAC");
    else
        an_export_label(out, actor->type, names);
    an_buf_add_text(out, "\", \"pattern\": ");
    if (casing == AN_IMPORT_EXACT || (casing == AN_IMPORT_CAP && an_name_words(row->alias) == 1)) {
        an_json_add_string(out, row->alias);
    } else {
        an_buf_add_char(out, '[');
        while (an_name_next_word(row->alias, &at, &word))
            add_word(out, word, &count);
        an_buf_add_char(out, ']');
        if (casing == AN_IMPORT_CAP)
            an_import_changed(from, "case 'cap' became 'any': the format cannot say it", row->alias);
    }
    an_buf_add_text(out, ", \"id\": ");
    an_json_add_string(out, id.len ? id : actor->name);
    an_buf_add_text(out, "}\n");
}

an_status an_export_spacy(an_import *from, const char *path, an_error *err)
{
    return an_export_rows(from, path, add_row, err);
}
