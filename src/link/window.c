/* Windows and their pairs. The mentions of a document that can link stand in a row of places; a window is a stretch of that row. Inside it
   the places are sorted by actor, and each pair of distinct actors is counted once, by the two mentions that stand nearest to each other
   (any two, where nobody asks what stands between them).
   A window of n mentions and k actors costs O(n log n + k·n). `tokens` is different: every mention opens a window of its own that
   reaches some words on, and is paired with the actors in it, so that a pair is counted once for each mention that opens. */
#include "base/alloc.h"
#include "link/state.h"
#include "text/sentence.h"

/* What pairs of one window share. */
typedef struct stretch {
    an_window_facts facts;
    uint32_t sentence, line; /* the evidence line that was made of this sentence last */
    an_meeting met[AN_PAIR_BATCH]; /* pairs that are not counted yet: they are looked up together */
    size_t waiting;
} stretch;

static size_t words_between(const an_place *a, const an_place *b)
{
    return b->read > a->begun ? b->read - a->begun : 0;
}

/* Sentence that holds both mentions, if one does. */
static const an_span *common_sentence(const an_links *links, const an_place *a, const an_place *b)
{
    return a->sentence != AN_NO_SENTENCE && a->sentence == b->sentence ? &links->extraction->sentences[a->sentence] : NULL;
}

static bool offer(an_links *links, an_evidence_list *list, an_meeting at, stretch *shared)
{
    const an_place *a = &links->places.items[at.first], *b = &links->places.items[at.second];
    an_evidence_place place = {.extraction = links->extraction,
                               .document = links->document.serial,
                               .first = a->span,
                               .second = b->span,
                               .sentence = common_sentence(links, a, b),
                               .actors = (uint32_t)shared->facts.actors,
                               .cursor = &links->cursor};

    if (place.sentence && shared->sentence == a->sentence)
        place.line = shared->line;
    if (!an_evidence_offer(&links->evidence, list, &place))
        return false;
    if (place.line) {
        shared->sentence = a->sentence;
        shared->line = place.line;
    }
    return true;
}

static bool count_pair(an_links *links, uint32_t number, an_meeting at, stretch *shared)
{
    const an_place *a = &links->places.items[at.first], *b = &links->places.items[at.second];
    uint32_t serial = (uint32_t)links->document.serial;
    an_pair *pair = &links->pairs.items[number];

    pair->count++;
    if (pair->documents == 0 || pair->last_document != serial) {
        pair->last_document = serial;
        pair->documents++;
        an_widen(&pair->first_date, &pair->last_date, links->document.date);
    }
    if (links->contribution)
        an_sum_add(&links->sums[number], links->contribution(&shared->facts, words_between(a, b), at.second - at.first - 1));
    return links->evidence.most == 0 || offer(links, &links->lines[number], at, shared);
}

static bool count_waiting(an_links *links, stretch *shared)
{
    an_couple couples[AN_PAIR_BATCH];
    uint32_t numbers[AN_PAIR_BATCH];
    size_t count = shared->waiting;

    if (count == 0)
        return true;
    shared->waiting = 0;
    for (size_t i = 0; i < count; i++)
        couples[i] = (an_couple){links->places.items[shared->met[i].first].actor, links->places.items[shared->met[i].second].actor};
    if (!an_links_find(links, couples, count, numbers))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!count_pair(links, numbers[i], shared->met[i], shared))
            return false;
    return true;
}

/* Two actors of the window have met. */
static bool meet(an_links *links, an_meeting at, stretch *shared)
{
    shared->met[shared->waiting++] = at;
    return shared->waiting < AN_PAIR_BATCH || count_waiting(links, shared);
}

static int by_actor(const an_member *a, const an_member *b)
{
    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

AN_DEFINE_SORT(sort_members, an_member, by_actor)

/* The nearest mentions of two actors, by the text between them. Both lists are in order; nearest ones are neighbours when merged. */
static an_meeting nearest(const an_links *links, const an_member *a, size_t a_count, const an_member *b, size_t b_count)
{
    an_meeting best = {0, 0};
    uint32_t least = UINT32_MAX;

    for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
        bool a_first = a[i].place < b[k].place;
        an_meeting at = {a_first ? a[i].place : b[k].place, a_first ? b[k].place : a[i].place};
        uint32_t end = links->places.items[at.first].span.end, start = links->places.items[at.second].span.start;
        uint32_t distance = start > end ? start - end : 0;
        if (best.second == 0 || distance < least) {
            best = at;
            least = distance;
        }
        if (a_first)
            i++;
        else
            k++;
    }
    return best;
}

/* Whether it matters which of two actors' mentions stand for their meeting. */
static bool needs_nearest(const an_links *links)
{
    return links->evidence.most > 0 || links->contribution;
}

/* The window's actors, sorted; how many different ones. */
static bool gather(an_links *links, size_t first, size_t count, size_t *actors)
{
    links->members.count = 0;
    if (!AN_ROOM(&links->members, count))
        return false;
    for (size_t i = 0; i < count; i++)
        links->members.items[i] = (an_member){links->places.items[first + i].actor, (uint32_t)(first + i)};
    links->members.count = count;
    if (!sort_members(links->members.items, count, &links->sorting))
        return false;
    *actors = count > 0;
    for (size_t i = 1; i < count; i++)
        *actors += links->members.items[i].actor != links->members.items[i - 1].actor;
    return true;
}

static bool too_many(an_links *links, size_t actors)
{
    if (links->max_actors == 0 || actors <= links->max_actors)
        return false;
    links->counts.windows_capped++;
    if (actors > links->counts.capped_actors_max)
        links->counts.capped_actors_max = actors;
    return true;
}

/* End of the group of members with the actor at `i`. */
static size_t group_end(const an_links *links, size_t i)
{
    size_t end = i;

    while (end < links->members.count && links->members.items[end].actor == links->members.items[i].actor)
        end++;
    return end;
}

/* A window of places [first, first + count). */
static bool count_window(an_links *links, size_t first, size_t count)
{
    stretch shared = {.facts = {.mentions = count}};
    const an_member *members;
    size_t actors;
    bool near;

    links->counts.windows++;
    if (count == 0)
        return true;
    if (!gather(links, first, count, &actors))
        return false;
    if (too_many(links, actors))
        return true;
    shared.facts.actors = actors;
    members = links->members.items;
    near = needs_nearest(links);
    for (size_t i = 0, i_end; i < count; i = i_end) {
        i_end = group_end(links, i);
        links->roll.items[members[i].actor].windows++;
        for (size_t k = i_end, k_end; k < count; k = k_end) {
            an_meeting at = {members[i].place, members[k].place};
            k_end = group_end(links, k);
            if (near)
                at = nearest(links, members + i, i_end - i, members + k, k_end - k);
            if (!meet(links, at, &shared))
                return false;
        }
    }
    return count_waiting(links, &shared);
}

/* Whether sentence i is in another window than the one before it. */
static bool window_starts(const an_links *links, size_t i)
{
    const an_span *sentences = links->extraction->sentences;
    an_str text = links->extraction->text;

    if (links->window == AN_WINDOW_SENTENCE)
        return true;
    return sentences[i].start >= sentences[i - 1].end && sentences[i].start <= text.len &&
           an_paragraph_ends(text, sentences[i - 1].end, sentences[i].start);
}

/* Sentences, or paragraphs made of them. */
static bool count_sentences(an_links *links)
{
    size_t count = links->extraction->sentence_count, first = 0, at = 0;

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && window_starts(links, i)) {
            if (!count_window(links, first, at - first))
                return false;
            first = at;
        }
        while (at < links->places.count && links->places.items[at].sentence == i)
            at++;
    }
    return count == 0 || count_window(links, first, at - first);
}

/* The window that the mention at `i` opens. Its partners are gathered in `members`. */
static bool count_reach(an_links *links, size_t i)
{
    const an_place *places = links->places.items;
    stretch shared = {.facts = {.mentions = 1, .actors = 1}};
    uint64_t serial = ++links->window_serial;

    links->counts.windows++;
    links->members.count = 0;
    links->roll.items[places[i].actor].last_window = serial;
    for (size_t k = i + 1; k < links->places.count && words_between(&places[i], &places[k]) <= links->window_tokens; k++) {
        an_roll_actor *other = &links->roll.items[places[k].actor];
        shared.facts.mentions++;
        if (other->last_window == serial)
            continue;
        other->last_window = serial;
        shared.facts.actors++;
        if (!AN_ROOM(&links->members, 1))
            return false;
        links->members.items[links->members.count++] = (an_member){places[k].actor, (uint32_t)k};
    }
    if (too_many(links, shared.facts.actors))
        return true;
    for (size_t k = 0; k < links->members.count; k++)
        if (!meet(links, (an_meeting){(uint32_t)i, links->members.items[k].place}, &shared))
            return false;
    return count_waiting(links, &shared);
}

/* Give every place the sentence that holds its start; places outside all sentences cannot link. */
static void assign_sentences(an_links *links)
{
    const an_extraction *e = links->extraction;
    size_t sentence = 0, kept = 0;

    for (size_t i = 0; i < links->places.count; i++) {
        an_place *place = &links->places.items[i];
        while (sentence < e->sentence_count && e->sentences[sentence].end <= place->span.start)
            sentence++;
        if (sentence == e->sentence_count || e->sentences[sentence].start > place->span.start)
            continue;
        place->sentence = (uint32_t)sentence;
        links->places.items[kept++] = *place;
    }
    links->counts.outside_mentions += links->places.count - kept;
    links->places.count = kept;
}

bool an_windows_count(an_links *links)
{
    const an_extraction *e = links->extraction;
    bool sentences = links->window == AN_WINDOW_SENTENCE ? e->has_sentences : e->has_sentences && e->has_text;

    if (e->has_sentences)
        assign_sentences(links);
    if (links->needs_words)
        an_places_count_words(links);
    if (links->window == AN_WINDOW_TOKENS) {
        for (size_t i = 0; i < links->places.count; i++)
            if (!count_reach(links, i))
                return false;
        return true;
    }
    if (links->window != AN_WINDOW_DOCUMENT && sentences)
        return count_sentences(links);
    links->counts.documents_without_sentences += links->window != AN_WINDOW_DOCUMENT;
    return count_window(links, 0, links->places.count);
}
