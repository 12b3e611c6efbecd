/* Counting one document: its mentions go to the roll of actors, those that can link into a row of places, which window.c cuts into windows
   and pairs. At the end actors are sorted by key and pairs by the places of their actors, so that nothing depends on the order of hashing.
   Memory grows with actors, their forms, pairs and their few lines of evidence. */
#include "link/links.h"

#include "base/alloc.h"
#include "base/error.h"
#include "link/state.h"
#include "text/date.h"
#include "text/fold.h"

an_status an_links_new(an_links **out, const an_run_options *options, an_error *err)
{
    an_links *links = an_alloc(sizeof *links);
    an_status st;

    *out = NULL;
    if (!links)
        return an_fail_nomem(err);
    links->window = options->window;
    links->window_tokens = options->window_tokens;
    links->max_actors = options->max_actors;
    links->ambiguous_nodes = options->ambiguous_nodes;
    links->evidence.most = options->evidence;
    if ((st = an_weight_choose(links, options->weight, err))) {
        an_links_free(links);
        return st;
    }
    *out = links;
    return AN_OK;
}

void an_links_free(an_links *links)
{
    if (!links)
        return;
    an_roll_clear(&links->roll);
    an_tally_clear(&links->pairs);
    an_free(links->sums);
    an_evidence_clear(&links->evidence);
    an_free(links->places.items);
    an_free(links->members.items);
    an_free(links->numbers.items);
    an_free(links->actors);
    an_free(links->list);
    an_free(links);
}

bool an_links_need_text(const an_links *links)
{
    return links->evidence.most > 0 || links->window == AN_WINDOW_PARAGRAPH || links->needs_words;
}

/* The date of a document, as far as it is one: a time behind it is left out. */
static bool set_date(an_links *links, an_str date)
{
    links->document.date = 0;
    if (date.len >= AN_DATE_SIZE - 1)
        date.len = AN_DATE_SIZE - 1;
    return !an_date_valid(date) || an_roll_text(&links->roll, date, &links->document.date);
}

/* Number in the roll of the actor that a mention names; AN_ROLL_NONE when it names none. False when out of memory. */
static bool known_actor(an_links *links, const an_mention *mention, uint32_t *actor)
{
    const an_found_actor *found = &links->extraction->actors[mention->actor];
    uint32_t *number = &links->numbers.items[mention->actor];

    if (*number == 0) {
        uint32_t fresh = an_roll_actor_of(&links->roll, found->key);
        if (fresh == AN_ROLL_NONE || !an_roll_meet(&links->roll, fresh, found, &links->document))
            return false;
        *number = fresh + 1;
    }
    *actor = *number - 1;
    return true;
}

/* The node that an ambiguous text is drawn as: one for all texts that fold to the same. */
static bool ambiguous_actor(an_links *links, const an_mention *mention, uint32_t *actor)
{
    an_buf key = {0}, label = {0};
    bool fine = false;

    an_buf_add_char(&key, '?');
    an_fold(&key, mention->text);
    an_buf_add(&label, mention->text);
    an_buf_add_text(&label, " (ambiguous)");
    if (!key.failed && !label.failed) {
        an_found_actor found = {.key = an_buf_str(&key), .label = an_buf_str(&label), .type = mention->type};
        *actor = an_roll_actor_of(&links->roll, found.key);
        fine = *actor != AN_ROLL_NONE && an_roll_meet(&links->roll, *actor, &found, &links->document);
    }
    an_buf_clear(&key);
    an_buf_clear(&label);
    return fine;
}

/* Mentions inside others are counted nowhere: asking for them must not change the network. */
static bool add_mention(an_links *links, const an_mention *mention)
{
    uint32_t actor = AN_ROLL_NONE;
    bool ambiguous = mention->actor == AN_NO_ACTOR && mention->candidate_count > 0;

    if (mention->nested)
        return true;
    links->counts.mentions++;
    links->counts.no_link_mentions += mention->no_link;
    links->counts.ambiguous_mentions += ambiguous;
    if (mention->actor < links->extraction->actor_count) {
        if (!known_actor(links, mention, &actor))
            return false;
    } else if (!ambiguous || !links->ambiguous_nodes) {
        return true;
    } else if (!ambiguous_actor(links, mention, &actor)) {
        return false;
    }
    if (!an_roll_mention(&links->roll, actor, mention->text, an_why(mention->by, mention->rule)))
        return false;
    if (mention->no_link)
        return true;
    if (!AN_ROOM(&links->places, 1))
        return false;
    links->places.items[links->places.count++] = (an_place){.span = mention->span, .actor = actor, .sentence = AN_NO_SENTENCE};
    return true;
}

an_status an_links_add(an_links *links, const an_extraction *extraction, uint64_t number, an_error *err)
{
    bool fine;

    links->extraction = extraction;
    links->cursor = (an_utf8_cursor){.text = extraction->text};
    links->counts.documents++;
    links->document.serial = number;
    links->places.count = links->numbers.count = 0;
    fine = set_date(links, extraction->date) && AN_ROOM(&links->numbers, extraction->actor_count);
    if (fine && extraction->actor_count)
        memset(links->numbers.items, 0, extraction->actor_count * sizeof *links->numbers.items);
    for (size_t i = 0; fine && i < extraction->mention_count; i++)
        fine = add_mention(links, &extraction->mentions[i]);
    fine = fine && an_windows_count(links);
    links->extraction = NULL;
    return fine ? AN_OK : an_fail_nomem(err);
}

/* A pair under the places of its actors. */
typedef struct ranked {
    uint32_t a, b, number;
} ranked;

/* Sort by one of the two actors, those of the same in the order in which they are. `starts` has room for one more than there are actors. */
static void sort_by(const ranked *from, ranked *to, size_t count, bool second, size_t *starts, size_t actors)
{
    memset(starts, 0, (actors + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[(second ? from[i].b : from[i].a) + 1]++;
    for (size_t i = 0; i < actors; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        to[starts[second ? from[i].b : from[i].a]++] = from[i];
}

static ranked *rank_pairs(const an_links *links, const uint32_t *rank)
{
    size_t count = links->pairs.count, actors = links->roll.keys.count;
    ranked *order = an_alloc(count * sizeof *order), *other = an_alloc(count * sizeof *other);
    size_t *starts = an_alloc((actors + 1) * sizeof *starts);
    bool fine = order && other && starts;

    for (size_t i = 0; fine && i < count; i++) {
        uint32_t a = rank[links->pairs.keys[i] >> 32], b = rank[(uint32_t)links->pairs.keys[i]];
        order[i] = (ranked){a < b ? a : b, a < b ? b : a, (uint32_t)i};
    }
    if (fine) {
        sort_by(order, other, count, true, starts, actors);
        sort_by(other, order, count, false, starts, actors);
    } else {
        an_free(order);
        order = NULL;
    }
    an_free(other);
    an_free(starts);
    return order;
}

static bool finish_pairs(an_links *links, const uint32_t *rank)
{
    ranked *order = rank_pairs(links, rank);
    an_buf evidence = {0};
    bool fine = order && (links->list = an_alloc(links->pairs.count * sizeof *links->list));

    for (size_t i = 0; fine && i < links->pairs.count; i++) {
        an_pair_sum *sum = &links->sums[order[i].number];
        an_link_pair *pair = &links->list[i];
        an_buf_reset(&evidence);
        if (sum->evidence.first)
            an_evidence_take(&links->evidence, &sum->evidence, &evidence);
        *pair = (an_link_pair){.a = order[i].a,
                               .b = order[i].b,
                               .count = links->pairs.counts[order[i].number],
                               .documents = sum->documents,
                               .weight = an_weight_of(links, order[i].number),
                               .first_date = an_roll_text_of(&links->roll, sum->first_date),
                               .last_date = an_roll_text_of(&links->roll, sum->last_date),
                               .evidence = evidence.len ? an_arena_str(&links->roll.arena, an_buf_str(&evidence)) : AN_LIT("")};
        fine = !evidence.failed && pair->evidence.ptr;
    }
    an_buf_clear(&evidence);
    an_free(order);
    return fine;
}

an_status an_links_finish(an_links *links, an_error *err)
{
    uint32_t *rank = NULL;
    bool fine = an_roll_finish(&links->roll, &links->actors, &rank) && finish_pairs(links, rank);

    an_free(rank);
    return fine ? AN_OK : an_fail_nomem(err);
}

const an_linked_actor *an_links_actors(const an_links *links, size_t *count)
{
    *count = links->actors ? links->roll.keys.count : 0;
    return links->actors;
}

const an_link_pair *an_links_pairs(const an_links *links, size_t *count)
{
    *count = links->list ? links->pairs.count : 0;
    return links->list;
}

const an_link_counts *an_links_count(const an_links *links)
{
    return &links->counts;
}
