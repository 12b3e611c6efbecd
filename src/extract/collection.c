/* Names are compared folded; a form is a spelling with its type. forms' keys are "NAME-NUMBER TAB type TAB spelling". */
#include "extract/collection.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "extract/corrections.h"
#include "text/fold.h"

void an_collection_clear(an_collection *c)
{
    an_map_clear(&c->names);
    an_map_clear(&c->forms);
    an_free(c->best);
    *c = (an_collection){0};
}

/* Type and spelling of a form by its number. */
static void form_of(const an_collection *c, uint32_t number, an_str *type, an_str *spelling)
{
    an_str rest = c->forms.keys[number], name;

    an_str_next(&rest, '\t', &name);
    an_str_next(&rest, '\t', type);
    *spelling = rest.ptr ? rest : AN_LIT("");
}

static bool has_small_letter(an_str text)
{
    size_t length;

    for (size_t at = 0; at < text.len; at += length)
        if (an_is_lower(an_utf8_decode(text, at, &length)))
            return true;
    return false;
}

/* Whether form a is to be preferred to form b. */
static bool better(const an_collection *c, uint32_t a, uint32_t b)
{
    an_str type_a, type_b, text_a, text_b;

    form_of(c, a, &type_a, &text_a);
    form_of(c, b, &type_b, &text_b);
    if (has_small_letter(text_a) != has_small_letter(text_b))
        return has_small_letter(text_a);
    if (c->forms.values[a] != c->forms.values[b])
        return c->forms.values[a] > c->forms.values[b];
    return an_str_compare(c->forms.keys[a], c->forms.keys[b]) < 0;
}

/* AN_MAP_NONE when it is not there; `*failed` when out of memory. */
static uint32_t find_name(const an_collection *c, an_str key, bool *failed)
{
    an_buf folded = {0};
    uint32_t name;

    an_corrections_fold(&folded, key);
    *failed |= folded.failed;
    name = an_map_find(&c->names, an_buf_str(&folded));
    an_buf_clear(&folded);
    return name;
}

/* Count `mentions` more of a spelling. */
static bool count_form(an_collection *c, const an_found_actor *actor, uint32_t mentions)
{
    an_buf text = {0};
    uint32_t name, form = AN_MAP_NONE;
    bool added = false;

    an_corrections_fold(&text, actor->key);
    name = text.failed ? AN_MAP_NONE : an_map_intern(&c->names, an_buf_str(&text), &added);
    if (name != AN_MAP_NONE && an_grow(&c->best, &c->best_capacity, c->names.count, sizeof *c->best)) {
        if (added)
            c->best[name] = AN_MAP_NONE;
        an_buf_reset(&text);
        an_buf_add_count(&text, name);
        an_buf_add_char(&text, '\t');
        an_buf_add(&text, actor->type);
        an_buf_add_char(&text, '\t');
        an_buf_add(&text, actor->label);
        form = text.failed ? AN_MAP_NONE : an_map_intern(&c->forms, an_buf_str(&text), NULL);
    }
    an_buf_clear(&text);
    if (form == AN_MAP_NONE)
        return false;
    c->forms.values[form] += mentions;
    return true;
}

an_status an_collection_add(an_collection *c, const an_extraction *e, an_error *err)
{
    uint32_t *mentions = an_alloc((e->actor_count + 1) * sizeof *mentions);
    bool done = mentions != NULL;

    for (size_t i = 0; i < e->mention_count && done; i++)
        if (e->mentions[i].actor != AN_NO_ACTOR)
            mentions[e->mentions[i].actor]++;
    for (size_t i = 0; i < e->actor_count && done; i++)
        if (!e->actors[i].listed)
            done = count_form(c, e->actors + i, mentions[i]);
    an_free(mentions);
    return done ? AN_OK : an_fail_nomem(err);
}

void an_collection_finish(an_collection *c)
{
    for (uint32_t form = 0; form < c->forms.count; form++) {
        an_str key = c->forms.keys[form];
        uint32_t name = 0;
        for (size_t i = 0; key.ptr[i] != '\t'; i++)
            name = name * 10 + (uint32_t)(key.ptr[i] - '0');
        if (c->best[name] == AN_MAP_NONE || better(c, form, c->best[name]))
            c->best[name] = form;
    }
}

an_status an_collection_settle(const an_collection *c, an_extraction *e, an_error *err)
{
    for (size_t i = 0; i < e->actor_count; i++) {
        an_found_actor *actor = e->actors + i;
        bool failed = false;
        uint32_t name = actor->listed ? AN_MAP_NONE : find_name(c, actor->key, &failed);
        an_str type, spelling, key;
        an_buf with_kind = {0};
        if (failed)
            return an_fail_nomem(err);
        if (name == AN_MAP_NONE || c->best[name] == AN_MAP_NONE)
            continue;
        form_of(c, c->best[name], &type, &spelling);
        /* a key that carries its kind («Georgia (person)») keeps it */
        an_buf_add(&with_kind, spelling);
        if (actor->key.len > actor->label.len)
            an_buf_add(&with_kind, an_str_sub(actor->key, actor->label.len, actor->key.len));
        key = with_kind.failed ? (an_str){NULL, 0} : an_arena_str(&e->arena, an_buf_str(&with_kind));
        an_buf_clear(&with_kind);
        if (!key.ptr)
            return an_fail_nomem(err);
        actor->key = key;
        actor->label = spelling;
        actor->type = type;
    }
    for (size_t i = 0; i < e->mention_count; i++)
        if (e->mentions[i].actor != AN_NO_ACTOR)
            e->mentions[i].type = e->actors[e->mentions[i].actor].type;
    return AN_OK;
}
