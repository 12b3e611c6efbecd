/* Pairs of actors that are named in one sentence: what a network is made of. */
#include "eval/scoring.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

/* The entity that an actor's finds overlap most often, the first of those; an actor that overlaps none stays its own. Numbers of actors come behind
   those of entities; the last one is of all finds that name no actor. */
static bool map_actors(an_scoring *s, const an_answers *a, uint32_t *entity_of)
{
    size_t actors = s->actors.count + 1;
    uint64_t *most = an_scoring_room(s, actors, sizeof *most);
    bool *known = an_scoring_room(s, s->want.count, sizeof *known);
    an_tally votes = {0}; /* (actor, entity) */

    for (size_t i = 0; i < a->count && known; i++)
        known[a->names[i]] = true;
    for (size_t i = 0; i < s->got.count && !s->failed; i++) {
        uint32_t actor = s->got.list[i].who == AN_MAP_NONE ? (uint32_t)(actors - 1) : s->got.list[i].who;
        an_items_touch(s, &s->want, &s->got.list[i]);
        for (size_t k = 0; k < s->hit_count; k++) {
            if (known[s->hits[k]])
                s->failed |= an_tally_add(&votes, an_couple(actor, s->want.list[s->hits[k]].who)) == AN_TALLY_NONE;
        }
    }
    for (size_t i = 0; i < actors; i++)
        entity_of[i] = (uint32_t)(s->entities.count + i);
    for (size_t i = 0; i < votes.count && !s->failed; i++) {
        uint32_t actor = an_couple_left(votes.keys[i]);
        if (votes.counts[i] > most[actor]) {
            most[actor] = votes.counts[i];
            entity_of[actor] = an_couple_right(votes.keys[i]);
        }
    }
    an_free(most);
    an_free(known);
    an_tally_clear(&votes);
    return !s->failed;
}

/* Who is named in a sentence, counted once each. */
typedef struct sides {
    uint32_t *wanted_in, *found_in; /* by number: the last sentence that named it, plus 1 */
    double wanted, found, both;
} sides;

static double pairs_of(double actors)
{
    return actors * (actors - 1) / 2;
}

static void count_sentence(an_scoring *s, const uint32_t *entity_of, sides *in, size_t start, size_t end, uint32_t serial)
{
    in->wanted = in->found = in->both = 0;
    for (size_t i = an_items_from(&s->want, start); i < s->want.count && s->want.sorted[i].start < end; i++) {
        uint32_t who = s->want.sorted[i].who;
        if (who == AN_MAP_NONE || in->wanted_in[who] == serial)
            continue;
        in->wanted_in[who] = serial;
        in->wanted++;
    }
    for (size_t i = an_items_from(&s->judged, start); i < s->judged.count && s->judged.sorted[i].start < end; i++) {
        uint32_t who = s->judged.sorted[i].who, as = entity_of[who == AN_MAP_NONE ? s->actors.count : who];
        if (in->found_in[as] == serial)
            continue;
        in->found_in[as] = serial;
        in->found++;
        in->both += as < s->entities.count && in->wanted_in[as] == serial;
    }
    s->out->sums[AN_SUM_PAIRS_RIGHT] += pairs_of(in->both);
    s->out->sums[AN_SUM_PAIRS_FOUND] += pairs_of(in->found);
    s->out->sums[AN_SUM_PAIRS_WANTED] += pairs_of(in->wanted);
}

static bool is_blank(an_str text)
{
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        if (!an_is_space(an_utf8_decode(text, at, &length)))
            return false;
    }
    return true;
}

/* Pairs of actors in one sentence; where the gold tells no sentences, in one line. */
void an_score_pairs(an_scoring *s, const an_answers *a)
{
    uint32_t *entity_of = an_scoring_room(s, s->actors.count + 1, sizeof *entity_of);
    size_t most = s->entities.count + s->actors.count + 1;
    sides in = {.wanted_in = an_scoring_room(s, most, sizeof *in.wanted_in), .found_in = an_scoring_room(s, most, sizeof *in.found_in)};
    an_str text = s->gold->text;
    uint32_t serial = 0;

    if (!s->failed && map_actors(s, a, entity_of)) {
        for (size_t i = 0; s->gold->has_sentences && i < s->gold->sentence_count; i++)
            count_sentence(s, entity_of, &in, an_scoring_code(s, s->gold->sentences[i].start), an_scoring_code(s, s->gold->sentences[i].end), ++serial);
        for (size_t at = 0, end; !s->gold->has_sentences && at < text.len; at = end + 1) {
            end = an_str_find_byte(text, at, '\n');
            end = end == (size_t)-1 ? text.len : end;
            if (!is_blank(an_str_sub(text, at, end)))
                count_sentence(s, entity_of, &in, an_scoring_code(s, (uint32_t)at), an_scoring_code(s, (uint32_t)end), ++serial);
        }
    }
    an_free(entity_of);
    an_free(in.wanted_in);
    an_free(in.found_in);
}
