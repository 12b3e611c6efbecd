/* Faults are told by the words in question, so that the same slip in ten documents is one line that says ten. */
#include "eval/faults.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "eval/excerpt.h"
#include "text/gate.h"
#include "text/sentence.h"

#include <stdlib.h>

static const an_fault_name fault_names[AN_FAULT_COUNT] = {
    {"missed", "missed"},
    {"invented", "invented"},
    {"boundary", "wrong boundary"},
    {"type", "wrong type"},
    {"name_split", "one name found as several"},
    {"names_merged", "several names found as one"},
    {"actor_split", "one actor found as several"},
    {"actors_merged", "several actors found as one"},
};

const an_fault_name *an_fault_names(size_t *count)
{
    *count = AN_FAULT_COUNT;
    return fault_names;
}

void an_faults_clear(an_faults *faults)
{
    an_free(faults->items);
    an_free(faults->last);
    an_map_clear(&faults->keys);
    an_arena_clear(&faults->arena);
    *faults = (an_faults){0};
}

/* A document while its faults are added. */
typedef struct page {
    an_faults *to;
    const an_gold_document *gold, *found;
    const an_scored *scored;
    an_spans sentences; /* cut here when the gold has none */
    bool failed;
} page;

static an_str keep(page *p, an_str text)
{
    an_buf clean = {0};

    an_clean_name(&clean, text);
    return an_kept(an_buf_keep(&clean, &p->to->arena), &p->failed);
}

static an_str words(page *p, an_span span)
{
    return keep(p, an_str_sub(p->gold->text, span.start, span.end));
}

/* Sentences ------------------------------------------------------------------------------------------------------------------------- */

static an_span sentence_at(page *p, uint32_t at)
{
    if (p->gold->has_sentences)
        return an_sentence_at(p->gold->sentences, p->gold->sentence_count, at);
    if (p->sentences.count == 0)
        p->failed |= !an_sentences_cut(&p->sentences, p->gold->text, NULL);
    return an_sentence_at(p->sentences.items, p->sentences.count, at);
}

static an_str marked_sentence(page *p, an_span gold, an_span found)
{
    an_span sentence = sentence_at(p, gold.end > gold.start ? gold.start : found.start);
    an_buf line = {0};

    an_excerpt_add(&line, p->gold->text, sentence, (an_marked){gold, "{", "}"}, (an_marked){found, "[", "]"});
    return an_kept(an_buf_keep(&line, &p->to->arena), &p->failed);
}

/* Adding ---------------------------------------------------------------------------------------------------------------------------- */

static an_str actor_of(page *p, size_t found)
{
    return found == AN_NO_MENTION ? AN_LIT("") : keep(p, p->found->mentions[found].entity);
}

/* The words of a fault, without a place. */
static an_fault describe(page *p, const an_fault_at *at)
{
    bool actors = at->kind == AN_FAULT_ACTOR_SPLIT || at->kind == AN_FAULT_ACTORS_MERGED;
    an_str none = AN_LIT("");
    an_fault f = {.kind = at->kind, .gold = none, .gold_type = none, .found = none, .found_type = none, .other = none, .other_found = none};

    if (at->gold != AN_NO_MENTION) {
        f.gold = words(p, p->scored->gold_spans[at->gold]);
        f.gold_type = keep(p, p->gold->mentions[at->gold].type);
    }
    if (at->found != AN_NO_MENTION) {
        f.found = actors ? actor_of(p, at->found) : words(p, p->scored->found_spans[at->found]);
        f.found_type = keep(p, p->found->mentions[at->found].type);
    }
    if (at->other != AN_NO_MENTION)
        f.other = words(p, p->scored->gold_spans[at->other]);
    f.other_found = actor_of(p, at->other_found);
    return f;
}

static void place(page *p, an_fault *f, const an_fault_at *at)
{
    an_span none = {0, 0}, gold = at->gold == AN_NO_MENTION ? none : p->scored->gold_spans[at->gold],
            found = at->found == AN_NO_MENTION ? none : p->scored->found_spans[at->found], main = at->gold == AN_NO_MENTION ? found : gold;

    f->document = keep(p, p->gold->id);
    f->start = an_utf8_count(an_str_sub(p->gold->text, 0, main.start));
    f->end = f->start + an_utf8_count(an_str_sub(p->gold->text, main.start, main.end));
    f->sentence = marked_sentence(p, gold, found);
}

static uint32_t key_of(page *p, const an_fault *f, bool *added)
{
    const an_str parts[] = {f->gold, f->gold_type, f->found, f->found_type, f->other, f->other_found};
    an_buf key = {0};
    uint32_t number;

    an_buf_add_char(&key, (char)('0' + f->kind));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        an_buf_add_char(&key, '\t');
        an_buf_add(&key, parts[i]);
    }
    number = key.failed ? AN_MAP_NONE : an_map_intern(&p->to->keys, an_buf_str(&key), added);
    an_buf_clear(&key);
    return number;
}

static void add(page *p, const an_fault_at *at, size_t number)
{
    an_faults *to = p->to;
    an_fault f = describe(p, at);
    bool added = false;
    uint32_t i = key_of(p, &f, &added);

    to->totals[at->kind]++;
    if (i == AN_MAP_NONE || !AN_ROOM(to, 1) || !an_grow(&to->last, &to->last_capacity, to->count + 1, sizeof *to->last)) {
        p->failed = true;
        return;
    }
    if (added) {
        place(p, &f, at);
        to->items[to->count] = f;
        to->last[to->count++] = 0;
    }
    to->items[i].count++;
    to->items[i].documents += to->last[i] != number + 1;
    to->last[i] = number + 1;
}

bool an_faults_add(an_faults *faults, const an_gold_document *gold, const an_gold_document *found, const an_scored *scored, size_t number)
{
    page p = {.to = faults, .gold = gold, .found = found, .scored = scored};

    for (size_t i = 0; i < scored->fault_count && !p.failed; i++)
        add(&p, &scored->faults[i], number);
    an_free(p.sentences.items);
    return !p.failed;
}

static int by_weight(const void *a, const void *b)
{
    const an_fault *one = a, *other = b;
    int order;

    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    if ((order = an_str_compare(one->gold, other->gold)) || (order = an_str_compare(one->found, other->found)) ||
        (order = an_str_compare(one->gold_type, other->gold_type)) || (order = an_str_compare(one->found_type, other->found_type)) ||
        (order = an_str_compare(one->other, other->other)))
        return order;
    return an_str_compare(one->other_found, other->other_found);
}

void an_faults_finish(an_faults *faults, size_t most)
{
    size_t kept = 0, of_kind = 0;

    if (faults->count)
        qsort(faults->items, faults->count, sizeof *faults->items, by_weight);
    for (size_t i = 0; i < faults->count; i++) {
        of_kind = i > 0 && faults->items[i].kind == faults->items[i - 1].kind ? of_kind + 1 : 0;
        if (of_kind < most)
            faults->items[kept++] = faults->items[i];
    }
    faults->count = kept;
}
