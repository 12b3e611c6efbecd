/* Annotated JSON lines: {"id","text","mentions":[{"start","end","type","text"?,"named"?,"ignore"?,"entity"? or "actor"?}],"sentences"?}.
   The lines of `actornet extract` are such lines. */
#include "read/gold/draft.h"

#include "base/error.h"
#include "read/jsonl.h"

#include <inttypes.h>
#include <stdio.h>

/* A string; a number as its digits. */
static an_str member(an_drafts *drafts, const an_json *object, const char *name)
{
    const an_json *value = an_json_get(object, name);
    char number[24];

    if (an_json_kind_of(value) != AN_JSON_INT)
        return an_drafts_keep_text(drafts, an_json_string(value));
    snprintf(number, sizeof number, "%" PRId64, an_json_int(value, 0));
    return an_drafts_keep(drafts, an_str_of(number));
}

static bool given(const an_json *object, const char *name)
{
    an_json_kind kind = an_json_kind_of(an_json_get(object, name));

    return kind == AN_JSON_STRING || kind == AN_JSON_INT;
}

static void add_mention(an_drafts *drafts, const an_json *it, size_t line)
{
    an_draft_mention m = {.start = an_json_int(an_json_get(it, "start"), -1),
                          .end = an_json_int(an_json_get(it, "end"), -1),
                          .text = member(drafts, it, "text"),
                          .line = line,
                          .named = an_json_bool(an_json_get(it, "named"), true),
                          .ignore = an_json_bool(an_json_get(it, "ignore"), false)};
    const char *who = given(it, "entity") ? "entity" : "actor";
    bool named = m.named, ignore = m.ignore;

    m.has_entity = given(it, who);
    m.entity = member(drafts, it, who);
    an_drafts_type(drafts, &m, given(it, "type") ? an_json_string(an_json_get(it, "type")) : AN_LIT("other"));
    if (an_json_kind_of(an_json_get(it, "named")) == AN_JSON_BOOL)
        m.named = named; /* the line's own word goes before what the type says */
    if (an_json_kind_of(an_json_get(it, "ignore")) == AN_JSON_BOOL)
        m.ignore = ignore;
    an_drafts_mention(drafts, m);
}

static void add_document(an_drafts *drafts, const an_json *root, size_t line)
{
    const an_json *mentions = an_json_get(root, "mentions"), *sentences = an_json_get(root, "sentences");
    an_gold_document *doc = an_drafts_document(drafts, line);

    if (!doc)
        return;
    doc->id = member(drafts, root, "id");
    doc->title = member(drafts, root, "title");
    doc->date = member(drafts, root, "date");
    doc->source = member(drafts, root, "source");
    doc->has_text = an_json_kind_of(an_json_get(root, "text")) == AN_JSON_STRING;
    doc->text = member(drafts, root, "text");
    doc->has_sentences = an_json_kind_of(sentences) == AN_JSON_ARRAY;
    for (size_t i = 0; i < an_json_size(mentions); i++)
        add_mention(drafts, an_json_at(mentions, i), line);
    for (size_t i = 0; i < an_json_size(sentences); i++) {
        const an_json *pair = an_json_at(sentences, i);
        an_drafts_sentence(drafts, an_json_int(an_json_at(pair, 0), -1), an_json_int(an_json_at(pair, 1), -1));
    }
}

static void bad_line(an_drafts *drafts, an_error *problem, size_t line, const char *why)
{
    drafts->gold->counts.bad_lines++;
    if (why) {
        an_drafts_warn(drafts, line, "%s", why);
        return;
    }
    an_copy_clean(problem->source, sizeof problem->source, drafts->file);
    problem->line = line;
    an_say_error(drafts->watch, AN_WARNING, problem);
}

static void read_line(an_drafts *drafts, an_str text, size_t line)
{
    an_repairs repairs = {0};
    an_error problem = {0};
    an_json *root = NULL;
    an_status st = an_jsonl_parse(&root, text, &repairs, &problem);

    if (st == AN_ERR_NOMEM)
        drafts->failed = true;
    else if (st != AN_OK)
        bad_line(drafts, &problem, line, NULL);
    else if (an_json_kind_of(root) != AN_JSON_OBJECT)
        bad_line(drafts, &problem, line, "not a JSON object; the line is left out");
    else if (an_json_kind_of(an_json_get(root, "mentions")) != AN_JSON_ARRAY)
        bad_line(drafts, &problem, line, "the line has no list 'mentions'; it is left out (write \"mentions\":[] when there are none)");
    else
        add_document(drafts, root, line);
    an_json_free(root);
}

bool an_gold_is_jsonl(const char *path, an_str content)
{
    (void)path;
    content = an_str_trim(content);
    return content.len > 0 && content.ptr[0] == '{';
}

bool an_gold_jsonl(an_drafts *drafts, an_str content)
{
    an_str line;

    for (size_t number = 1; !drafts->failed && an_str_next(&content, '\n', &line); number++) {
        if (an_str_trim(line).len > 0)
            read_line(drafts, line, number);
    }
    return !drafts->failed;
}
