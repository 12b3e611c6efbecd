/* Actors and forms are interned as they come, in the order of documents; only at the end are they sorted. */
#include "pipeline/namings.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "eval/excerpt.h"
#include "text/fold.h"

#include <stdlib.h>

typedef struct an_naming_actor actor;
typedef struct an_naming_form form;

void an_aliases_free(an_aliases *a)
{
    if (!a)
        return;
    an_map_clear(&a->keys);
    an_map_clear(&a->forms);
    an_map_clear(&a->whys);
    an_free(a->actors);
    an_free(a->found);
    an_arena_clear(&a->texts);
    an_buf_clear(&a->scratch);
    an_free(a->listed_forms);
    an_free(a->listed);
    an_free(a);
}

/* Counting --------------------------------------------------------------------------------------------------------------------------------- */

/* Number of an actor, whose label and type are those of the first document; AN_MAP_NONE when out of memory. */
static uint32_t actor_of(an_aliases *a, const an_found_actor *it)
{
    bool added;
    uint32_t number = an_map_intern(&a->keys, it->key, &added);

    if (number == AN_MAP_NONE || !an_grow(&a->actors, &a->actor_capacity, (size_t)number + 1, sizeof *a->actors))
        return AN_MAP_NONE;
    if (added)
        a->actors[number] = (actor){.label = an_arena_str(&a->texts, it->label.len ? it->label : it->key), .type = an_arena_str(&a->texts, it->type)};
    return a->actors[number].label.ptr && a->actors[number].type.ptr ? number : AN_MAP_NONE;
}

/* The place of a mention, and the sentence around it. */
static bool set_place(an_aliases *a, form *f, const an_extraction *e, const an_mention *m)
{
    an_span sentence = {0};

    f->document = an_arena_str(&a->texts, e->id);
    f->start = e->has_text ? an_utf8_count(an_str_sub(e->text, 0, m->span.start)) : m->span.start;
    f->end = e->has_text ? f->start + an_utf8_count(an_str_sub(e->text, m->span.start, m->span.end)) : m->span.end;
    an_buf_reset(&a->scratch);
    if (e->has_text && e->has_sentences)
        sentence = an_sentence_at(e->sentences, e->sentence_count, m->span.start);
    if (sentence.end > sentence.start)
        an_excerpt_add(&a->scratch, e->text, sentence, (an_marked){m->span, "", ""}, (an_marked){0});
    f->sentence = an_arena_str(&a->texts, an_buf_str(&a->scratch));
    return !a->scratch.failed && f->document.ptr && f->sentence.ptr;
}

static bool count_form(an_aliases *a, uint32_t number, const an_extraction *e, const an_mention *m, uint64_t document)
{
    uint32_t pair[2], at, why;
    bool added;
    form *f;

    an_buf_reset(&a->scratch);
    an_buf_add_count(&a->scratch, number);
    an_buf_add_char(&a->scratch, '\t');
    an_buf_add_cell(&a->scratch, m->text);
    at = a->scratch.failed ? AN_MAP_NONE : an_map_intern(&a->forms, an_buf_str(&a->scratch), &added);
    if (at == AN_MAP_NONE || !an_grow(&a->found, &a->found_capacity, (size_t)at + 1, sizeof *a->found))
        return false;
    f = &a->found[at];
    if (added) {
        an_str key = a->forms.keys[at];
        *f = (form){.actor = number, .text = an_str_sub(key, an_str_find_byte(key, 0, '\t') + 1, key.len)};
        if (!set_place(a, f, e, m))
            return false;
    }
    f->mentions++;
    f->documents += f->last != document;
    f->last = document;
    pair[0] = at;
    pair[1] = an_why(m->by, m->rule);
    if ((why = an_map_intern(&a->whys, (an_str){(const char *)pair, sizeof pair}, NULL)) == AN_MAP_NONE)
        return false;
    a->whys.values[why]++;
    return true;
}

an_status an_namings_add(an_aliases *a, const an_extraction *e, uint64_t number, an_error *err)
{
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        uint32_t who;
        if (m->actor == AN_NO_ACTOR || m->nested)
            continue;
        if ((who = actor_of(a, e->actors + m->actor)) == AN_MAP_NONE || !count_form(a, who, e, m, number))
            return an_fail_nomem(err);
        a->actors[who].mentions++;
        a->actors[who].documents += a->actors[who].last != number;
        a->actors[who].last = number;
    }
    return AN_OK;
}

/* Sorting ---------------------------------------------------------------------------------------------------------------------------------- */

static int compare_counts(int64_t a, int64_t b)
{
    return (a < b) - (a > b);
}

static int compare_forms(const void *left, const void *right)
{
    const form *a = left, *b = right;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return a->mentions != b->mentions ? compare_counts(a->mentions, b->mentions) : an_str_compare(a->text, b->text);
}

static int compare_actors(const void *left, const void *right)
{
    const an_named_actor *a = left, *b = right;

    return a->mentions != b->mentions ? compare_counts(a->mentions, b->mentions) : strcmp(a->key, b->key);
}

/* by[] of every form: why it is one most often, of equals the first in order. Their places are those before sorting. */
static void choose_whys(const an_aliases *a, uint32_t *by, uint32_t *most)
{
    for (uint32_t i = 0; i < a->whys.count; i++) {
        uint32_t pair[2], times = a->whys.values[i];
        memcpy(pair, a->whys.keys[i].ptr, sizeof pair);
        if (times > most[pair[0]] || (times == most[pair[0]] && pair[1] < by[pair[0]])) {
            most[pair[0]] = times;
            by[pair[0]] = pair[1];
        }
    }
}

static void list_all(an_aliases *a, const uint32_t *by)
{
    size_t at = 0;

    for (size_t i = 0; i < a->forms.count; i++) /* `last` has no use any more: it keeps the form's number */
        a->found[i].last = i;
    if (a->forms.count)
        qsort(a->found, a->forms.count, sizeof *a->found, compare_forms);
    for (uint32_t i = 0; i < a->keys.count; i++) {
        const actor *it = a->actors + i;
        an_named_actor *out = a->listed + i;
        *out = (an_named_actor){a->keys.keys[i].ptr, it->label.ptr, it->type.ptr, it->mentions, it->documents, a->listed_forms + at, 0};
        for (; at < a->forms.count && a->found[at].actor == i; at++, out->form_count++) {
            const form *f = a->found + at;
            a->listed_forms[at] = (an_alias_form){f->text.ptr,     an_why_name(by[f->last]), f->mentions, f->documents,
                                                  f->document.ptr, f->start,                 f->end,      f->sentence.ptr};
        }
    }
    if (a->keys.count)
        qsort(a->listed, a->keys.count, sizeof *a->listed, compare_actors);
}

an_status an_namings_finish(an_aliases *a, an_error *err)
{
    uint32_t *by = an_alloc((a->forms.count + 1) * sizeof *by), *most = an_alloc((a->forms.count + 1) * sizeof *most);
    bool done;

    a->listed = an_alloc((a->keys.count + 1) * sizeof *a->listed);
    a->listed_forms = an_alloc((a->forms.count + 1) * sizeof *a->listed_forms);
    done = by && most && a->listed && a->listed_forms;
    if (done) {
        choose_whys(a, by, most);
        list_all(a, by);
    }
    an_free(by);
    an_free(most);
    return done ? AN_OK : an_fail_nomem(err);
}

/* Finding ---------------------------------------------------------------------------------------------------------------------------------- */

/* As written, or folded. */
static bool same_text(const char *text, an_str name, bool folded, an_buf *scratch)
{
    if (!folded)
        return an_str_equal(an_str_of(text), name);
    an_buf_reset(scratch);
    an_fold(scratch, an_str_of(text));
    return an_str_equal(an_buf_str(scratch), name);
}

typedef enum name_kind { KEY, LABEL, FORM, NAME_KINDS } name_kind; /* what a person may mean, the surest first */

enum { SHOWN = 4 }; /* actors in a message */

static bool is_called(const an_named_actor *it, an_str name, name_kind kind, bool folded, an_buf *scratch)
{
    if (kind != FORM)
        return same_text(kind == KEY ? it->key : it->label, name, folded, scratch);
    for (size_t i = 0; i < it->form_count; i++)
        if (same_text(it->forms[i].form, name, folded, scratch))
            return true;
    return false;
}

/* Several actors, by what tells them apart. */
static an_status several(an_error *err, const char *name, const an_str *keys, size_t found)
{
    an_buf list = {0};
    an_status st;

    for (size_t i = 0; i < found && i < SHOWN; i++)
        an_buf_addf(&list, "%s'%.*s'", i ? ", " : "", keys[i].len < 100 ? (int)keys[i].len : 100, keys[i].ptr);
    if (found > SHOWN)
        an_buf_addf(&list, " and %zu more", found - SHOWN);
    st = list.failed ? an_fail_nomem(err)
                     : an_fail(err, AN_ERR_INVALID, "'%.100s' may be %zu actors: %.*s", name, found, (int)list.len, list.ptr);
    an_buf_clear(&list);
    return st;
}

an_status an_aliases_find(const an_aliases *a, const char *name, size_t *number, an_error *err)
{
    an_buf folded_name = {0}, scratch = {0};
    size_t found = 0;
    an_str keys[SHOWN];

    an_fold(&folded_name, an_str_of(name));
    for (unsigned step = 0; step < 2 * NAME_KINDS && found == 0; step++) {
        bool folded = step >= NAME_KINDS;
        an_str wanted = folded ? an_buf_str(&folded_name) : an_str_of(name);
        for (size_t i = 0; i < a->keys.count; i++) {
            if (!is_called(a->listed + i, wanted, (name_kind)(step % NAME_KINDS), folded, &scratch))
                continue;
            if (found < SHOWN)
                keys[found] = an_str_of(a->listed[i].key);
            if (found++ == 0)
                *number = i;
        }
    }
    an_buf_clear(&folded_name);
    an_buf_clear(&scratch);
    return found == 1 ? AN_OK : found ? several(err, name, keys, found) : an_fail(err, AN_ERR_NOT_FOUND, "no actor is called '%.100s'", name);
}

const an_named_actor *an_aliases_actors(const an_aliases *a, size_t *count)
{
    *count = a->keys.count;
    return a->listed;
}
