/* Names: how many are right, and which are not. */
#include "eval/scoring.h"

#include "base/alloc.h"

const char *const an_core_types[AN_CORE_TYPES] = {"location", "organization", "person"};

/* The wanted item with this very span, or NULL. */
static const an_item *same_span(an_scoring *s, const an_item *it)
{
    an_items_touch(s, &s->want, it);
    for (size_t i = 0; i < s->hit_count; i++) {
        const an_item *w = &s->want.list[s->hits[i]];
        if (w->start == it->start && w->end == it->end)
            return w;
    }
    return NULL;
}

static void count_names(an_scoring *s)
{
    double *sums = s->out->sums;

    sums[AN_SUM_FOUND] = (double)s->judged.count;
    sums[AN_SUM_WANTED] = (double)s->want.count;
    for (size_t i = 0; i < s->want.count; i++)
        sums[AN_SUM_TYPE_WANTED + s->want.list[i].type]++;
    for (size_t i = 0; i < s->judged.count; i++) {
        const an_item *it = &s->judged.list[i], *w = same_span(s, it);
        bool right = w && w->type == it->type;
        sums[AN_SUM_EXACT] += w != NULL;
        sums[AN_SUM_STRICT] += right;
        sums[AN_SUM_TYPE_FOUND + it->type]++;
        sums[AN_SUM_TYPE_RIGHT + it->type] += right;
    }
}

/* One wanted name pays for one find: each find in turn takes the one that is left and that it shares most with. */
static void count_overlaps(an_scoring *s)
{
    for (size_t i = 0; i < s->want.count; i++)
        s->found_of[i] = AN_NO_MENTION;
    for (size_t i = 0; i < s->judged.count; i++) {
        size_t w = an_items_best(s, &s->want, &s->judged.list[i], s->found_of);
        if (w != AN_NO_MENTION) {
            s->found_of[w] = i;
            s->out->sums[AN_SUM_OVERLAP]++;
        }
    }
}

/* Faults ----------------------------------------------------------------------------------------------------------------------------- */

void an_scoring_fault(an_scoring *s, an_fault_at fault)
{
    an_scored *out = s->out;

    if (!an_grow(&out->faults, &out->fault_capacity, out->fault_count + 1, sizeof *out->faults))
        s->failed = true;
    else
        out->faults[out->fault_count++] = fault;
}

static void pair(an_scoring *s, size_t found, size_t want)
{
    s->want_of[found] = want;
    s->found_of[want] = found;
}

/* For the list of faults names of the same span belong together first, then the longest overlaps. */
static void pair_names(an_scoring *s)
{
    for (size_t i = 0; i < s->want.count; i++)
        s->found_of[i] = AN_NO_MENTION;
    for (size_t i = 0; i < s->judged.count; i++) {
        const an_item *w = same_span(s, &s->judged.list[i]);
        s->want_of[i] = AN_NO_MENTION;
        if (w)
            pair(s, i, w->place);
    }
    for (size_t i = 0; i < s->judged.count; i++) {
        size_t w = s->want_of[i] == AN_NO_MENTION ? an_items_best(s, &s->want, &s->judged.list[i], s->found_of) : AN_NO_MENTION;
        if (w != AN_NO_MENTION)
            pair(s, i, w);
    }
}

static void list_name_faults(an_scoring *s)
{
    for (size_t i = 0; i < s->want.count && !s->failed; i++) {
        const an_item *w = &s->want.list[i];
        an_fault_at fault = {AN_FAULT_MISSED, w->source, AN_NO_MENTION, AN_NO_MENTION, AN_NO_MENTION};
        size_t under;
        if (s->found_of[i] != AN_NO_MENTION)
            continue;
        under = an_items_best(s, &s->judged, w, NULL);
        if (under != AN_NO_MENTION) {
            fault.kind = AN_FAULT_NAMES_MERGED;
            fault.found = s->judged.list[under].source;
        }
        an_scoring_fault(s, fault);
    }
    for (size_t i = 0; i < s->judged.count && !s->failed; i++) {
        const an_item *it = &s->judged.list[i], *w;
        an_fault_at fault = {AN_FAULT_INVENTED, AN_NO_MENTION, it->source, AN_NO_MENTION, AN_NO_MENTION};
        size_t on = s->want_of[i] != AN_NO_MENTION ? s->want_of[i] : an_items_best(s, &s->want, it, NULL);
        if (on != AN_NO_MENTION) {
            w = &s->want.list[on];
            fault.gold = w->source;
            if (s->want_of[i] == AN_NO_MENTION)
                fault.kind = AN_FAULT_NAME_SPLIT;
            else if (w->start != it->start || w->end != it->end)
                fault.kind = AN_FAULT_BOUNDARY;
            else if (w->type != it->type)
                fault.kind = AN_FAULT_TYPE;
            else
                continue;
        }
        an_scoring_fault(s, fault);
    }
}

/* All of it -------------------------------------------------------------------------------------------------------------------------- */

void an_scored_clear(an_scored *scored)
{
    an_free(scored->gold_spans);
    an_free(scored->found_spans);
    an_free(scored->faults);
    *scored = (an_scored){0};
}

static void clear(an_scoring *s)
{
    an_items_clear(&s->want);
    an_items_clear(&s->skip);
    an_items_clear(&s->got);
    an_items_clear(&s->judged);
    an_map_clear(&s->entities);
    an_map_clear(&s->actors);
    an_free(s->codes);
    an_free(s->hits);
    an_free(s->found_of);
    an_free(s->want_of);
}

bool an_score(an_scored *out, const an_gold_document *gold, const an_gold_document *found)
{
    an_scoring s = {.out = out, .gold = gold, .found = found};

    *out = (an_scored){0};
    s.found_of = an_scoring_room(&s, gold->mention_count, sizeof *s.found_of);
    s.want_of = an_scoring_room(&s, found ? found->mention_count : 0, sizeof *s.want_of);
    if (an_scoring_fill(&s)) {
        count_names(&s);
        count_overlaps(&s);
        pair_names(&s);
        list_name_faults(&s);
        an_score_actors(&s);
    }
    clear(&s);
    if (s.failed)
        an_scored_clear(out);
    return !s.failed;
}
