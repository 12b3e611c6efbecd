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
    an_pairs_clear(&links->pairs);
    an_free(links->sums);
    an_free(links->lines);
    an_evidence_clear(&links->evidence);
    an_free(links->places.items);
    an_free(links->members.items);
    an_free(links->sorting.bytes);
    an_free(links->numbers.items);
    an_free(links->actors);
    an_free(links->order);
    an_free(links);
}

bool an_links_need_text(const an_links *links)
{
    return links->evidence.most > 0 || links->window == AN_WINDOW_PARAGRAPH || links->needs_words;
}

/* The date of a document, as far as it is one: a time behind it is left out. */
static uint32_t date_of(an_str date)
{
    return an_date_number(an_str_sub(date, 0, date.len < AN_DATE_SIZE ? date.len : AN_DATE_SIZE - 1));
}

/* Number in the roll of the actor that a mention names; AN_ROLL_NONE when it names none. False when out of memory. */
static bool known_actor(an_links *links, const an_mention *mention, uint32_t *actor)
{
    const an_found_actor *found = &links->extraction->actors[mention->actor];
    uint32_t *number = &links->numbers.items[mention->actor];

    if (*number == 0) {
        uint32_t fresh = an_roll_actor_found(&links->roll, found);
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
    links->document.date = date_of(extraction->date);
    fine = AN_ROOM(&links->numbers, extraction->actor_count);
    if (fine && extraction->actor_count)
        memset(links->numbers.items, 0, extraction->actor_count * sizeof *links->numbers.items);
    for (size_t i = 0; fine && i < extraction->mention_count; i++)
        fine = add_mention(links, &extraction->mentions[i]);
    fine = fine && an_windows_count(links);
    links->extraction = NULL;
    return fine ? AN_OK : an_fail_nomem(err);
}

/* Zeroed places in a list by pair, for those that have come since. */
static bool follow(void *items, size_t *capacity, size_t known, size_t count, size_t size)
{
    char *list;

    if (!an_grow(items, capacity, count, size))
        return false;
    memcpy(&list, items, sizeof list); /* whatever it points to */
    memset(list + known * size, 0, (count - known) * size);
    return true;
}

bool an_links_find(an_links *links, const an_couple *couples, size_t count, uint32_t *numbers)
{
    size_t known = links->pairs.count;

    return an_pairs_find(&links->pairs, couples, count, numbers) &&
           (!links->contribution || follow(&links->sums, &links->sum_capacity, known, links->pairs.count, sizeof *links->sums)) &&
           (!links->evidence.most || follow(&links->lines, &links->lines_capacity, known, links->pairs.count, sizeof *links->lines));
}

/* Sort by one of the two actors, those of the same in the order in which they are. `starts` has room for one more than there are actors. */
static void sort_by(const an_ranked *from, an_ranked *to, size_t count, bool second, size_t *starts, size_t actors)
{
    memset(starts, 0, (actors + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[(second ? from[i].b : from[i].a) + 1]++;
    for (size_t i = 0; i < actors; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        to[starts[second ? from[i].b : from[i].a]++] = from[i];
}

static bool rank_pairs(an_links *links, const uint32_t *rank)
{
    size_t count = links->pairs.count, actors = links->roll.keys.count;
    an_ranked *order = an_alloc(count * sizeof *order), *other = an_alloc(count * sizeof *other);
    size_t *starts = an_alloc((actors + 1) * sizeof *starts);
    bool fine = order && other && starts;

    for (size_t i = 0; fine && i < count; i++) {
        uint32_t a = rank[links->pairs.items[i].a], b = rank[links->pairs.items[i].b];
        order[i] = (an_ranked){a < b ? a : b, a < b ? b : a, (uint32_t)i};
    }
    if (fine) {
        sort_by(order, other, count, true, starts, actors);
        sort_by(other, order, count, false, starts, actors);
        links->order = order;
    } else {
        an_free(order);
    }
    an_free(other);
    an_free(starts);
    return fine;
}

an_status an_links_finish(an_links *links, an_error *err)
{
    uint32_t *rank = NULL;
    bool fine;

    an_pairs_seal(&links->pairs);
    fine = an_roll_finish(&links->roll, &links->actors, &rank) && rank_pairs(links, rank);
    an_free(rank);
    return fine ? AN_OK : an_fail_nomem(err);
}

const an_linked_actor *an_links_actors(const an_links *links, size_t *count)
{
    *count = links->actors ? links->roll.keys.count : 0;
    return links->actors;
}

size_t an_links_pairs(const an_links *links)
{
    return links->order ? links->pairs.count : 0;
}

/* Pairs are asked for in order, and lie in the order in which they were met. */
an_link_pair an_links_pair(const an_links *links, size_t i)
{
    enum { AHEAD = 12 };
    const an_ranked *ranked = &links->order[i];
    const an_pair *pair = &links->pairs.items[ranked->number];

    if (links->pairs.count - i > AHEAD)
        __builtin_prefetch(&links->pairs.items[ranked[AHEAD].number]);
    return (an_link_pair){.a = ranked->a,
                          .b = ranked->b,
                          .count = pair->count,
                          .documents = pair->documents,
                          .weight = an_weight_of(links, ranked->number),
                          .first_date = pair->first_date,
                          .last_date = pair->last_date};
}

void an_links_add_evidence(const an_links *links, size_t i, an_buf *out)
{
    if (links->evidence.most)
        an_evidence_add(&links->evidence, &links->lines[links->order[i].number], out);
}

const an_link_counts *an_links_count(const an_links *links)
{
    return &links->counts;
}
