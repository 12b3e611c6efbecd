/* spaCy EntityRuler patterns, JSON lines {"label", "pattern", "id"}. A string is a phrase as it is written; a list of tokens is an alias
   when each token asks for its text (TEXT, ORTH) or its letters (LOWER) only. spaCy cuts «al-Qaeda» into three tokens: they are put
   together again. */
#include "lexicon/import/json_line.h"

static const char LOWER_TOO[] = "letters are compared without case, though some tokens asked for it";

static bool is_closing(an_str token)
{
    static const char *const closing[] = {".", ",", ";", ":", "!", "?", ")", "]", "'s", "’s", "'", "’", "%"};

    return AN_STR_IN(token, closing);
}

static bool joins(an_str token)
{
    return an_str_equal(token, AN_LIT("-")) || an_str_equal(token, AN_LIT("–")) || an_str_equal(token, AN_LIT("/"));
}

static void add_token(an_buf *text, an_str token, bool *glue)
{
    if (text->len && !*glue && !is_closing(token) && !joins(token))
        an_buf_add_char(text, ' ');
    an_buf_add(text, token);
    *glue = joins(token) || an_str_equal(token, AN_LIT("(")) || an_str_equal(token, AN_LIT("["));
}

/* The one text that a token asks for; NULL ptr when it asks for something else, whose name is in *key. */
static an_str text_of(const an_json *token, bool *exact, an_str *key)
{
    void *cursor = NULL;
    an_str name, found = {NULL, 0};
    const an_json *value;

    *key = AN_LIT("an empty token");
    while ((value = an_json_next(token, &cursor, &name))) {
        bool lower = an_str_equal_ascii_case(name, AN_LIT("LOWER"));
        *key = name;
        if (found.ptr || (!lower && !an_str_equal_ascii_case(name, AN_LIT("TEXT")) && !an_str_equal_ascii_case(name, AN_LIT("ORTH"))) ||
            an_json_kind_of(value) != AN_JSON_STRING)
            return (an_str){NULL, 0};
        found = an_json_string(value);
        *exact = !lower;
    }
    return found;
}

/* A list of tokens as text; false when it is no alias (counted). */
static bool read_tokens(an_import *to, an_str line, const an_json *pattern, an_buf *text, an_import_case *casing)
{
    size_t exact_count = 0, count = an_json_size(pattern);
    bool glue = false;

    for (size_t i = 0; i < count; i++) {
        bool exact = false;
        an_str key, token = text_of(an_json_at(pattern, i), &exact, &key);
        char reason[128];
        if (!token.ptr) {
            char name[40];
            an_copy_clean(name, sizeof name, key);
            snprintf(reason, sizeof reason, "a token pattern with %s: write it as a pattern", name);
            an_import_dropped(to, reason, line);
            return false;
        }
        add_token(text, token, &glue);
        exact_count += exact;
    }
    *casing = exact_count == count ? AN_IMPORT_EXACT : AN_IMPORT_ANY;
    if (exact_count && exact_count < count)
        an_import_changed(to, LOWER_TOO, an_buf_str(text));
    return count > 0;
}

/* The actor of a pattern. One without capitals (LOWER) is called by its id when that is the same name, else it gets capitals. */
static uint32_t actor_of(an_import *to, an_str id, an_str text, an_import_case casing)
{
    an_buf label = {0};
    uint32_t actor;
    size_t at = 0;
    an_str word;

    if (id.len && an_import_find(to, id) != AN_MAP_NONE)
        return an_import_find(to, id);
    if (id.len && an_str_equal_ascii_case(id, text))
        return an_import_actor_of(to, id, id);
    while (an_name_next_word(text, &at, &word)) {
        bool raise = casing == AN_IMPORT_ANY && word.ptr[0] >= 'a' && word.ptr[0] <= 'z' && !(label.len && an_name_is_small_word(word));
        if (label.len)
            an_buf_add_char(&label, ' ');
        an_buf_add_char(&label, raise ? (char)(word.ptr[0] - 32) : word.ptr[0]);
        an_buf_add(&label, an_str_sub(word, 1, word.len));
    }
    actor = label.failed ? AN_IMPORT_NOBODY : an_import_actor_of(to, id, an_buf_str(&label));
    an_buf_clear(&label);
    return actor;
}

static void read_pattern(an_import *to, an_str line, const an_json *object)
{
    an_str label = an_json_string(an_json_get(object, "label")), id = an_json_string(an_json_get(object, "id"));
    const an_json *pattern = an_json_get(object, "pattern");
    an_import_alias how = {.casing = AN_IMPORT_EXACT};
    an_buf text = {0};
    uint32_t actor;
    bool good = true;

    if (label.len == 0 || !pattern) {
        an_import_bad(to, line, 0, line.len, "no '%s': a line needs label and pattern", label.len ? "pattern" : "label");
        return;
    }
    if (an_json_kind_of(pattern) == AN_JSON_ARRAY)
        good = read_tokens(to, line, pattern, &text, &how.casing);
    else if (an_json_kind_of(pattern) == AN_JSON_STRING)
        an_buf_add(&text, an_json_string(pattern));
    else {
        an_import_bad(to, line, 0, line.len, "'pattern' must be a string or a list of tokens");
        good = false;
    }
    if (text.failed)
        good = an_import_nomem(to);
    if (good) {
        actor = actor_of(to, id, an_buf_str(&text), how.casing);
        an_import_type(to, actor, an_import_type_word(to, label));
        if (actor != AN_IMPORT_NOBODY && how.casing == AN_IMPORT_ANY &&
            an_str_equal_ascii_case(an_buf_str(&text), to->actors.items[actor].name))
            an_import_name(to, actor, to->actors.items[actor].name, &how);
        else
            an_import_name(to, actor, an_buf_str(&text), &how);
    }
    an_buf_clear(&text);
}

void an_import_spacy(an_import *to, const char *const *paths, size_t count)
{
    an_import_json_lines(to, paths, count, read_pattern);
}
