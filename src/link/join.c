/* Joining what several threads counted. Everything that is kept can be added up in any order: counts are whole numbers, sums are in fixed
   point, dates are the first and the last, evidence is the best few of all, and of attributes those of the earliest document stay. */
#include "base/alloc.h"
#include "base/error.h"
#include "link/state.h"

/* What was counted of a pair goes to the same pair here. */
static bool join_pair(an_links *links, uint32_t mine, const an_links *from, size_t theirs, uint32_t *lines)
{
    an_pair *pair = &links->pairs.items[mine];
    const an_pair *other = &from->pairs.items[theirs];

    pair->count += other->count;
    pair->documents += other->documents;
    an_widen(&pair->first_date, &pair->last_date, other->first_date);
    an_widen(&pair->first_date, &pair->last_date, other->last_date);
    if (links->contribution)
        an_sum_join(&links->sums[mine], from->sums[theirs]);
    return !links->evidence.most ||
           an_evidence_join(&links->evidence, &links->lines[mine], &from->evidence, &from->lines[theirs], lines);
}

static bool join_pairs(an_links *links, const an_links *from, const uint32_t *actors)
{
    uint32_t *lines = an_alloc(from->evidence.line_count * sizeof *lines), numbers[AN_PAIR_BATCH];
    an_couple couples[AN_PAIR_BATCH];
    bool fine = lines != NULL;

    for (size_t at = 0, count; fine && at < from->pairs.count; at += count) {
        for (count = 0; count < AN_PAIR_BATCH && at + count < from->pairs.count; count++) {
            const an_pair *pair = &from->pairs.items[at + count];
            couples[count] = (an_couple){actors[pair->a], actors[pair->b]};
        }
        fine = an_links_find(links, couples, count, numbers);
        for (size_t i = 0; fine && i < count; i++)
            fine = join_pair(links, numbers[i], from, at + i, lines);
    }
    an_free(lines);
    return fine;
}

static void join_counts(an_link_counts *mine, const an_link_counts *other)
{
    mine->documents += other->documents;
    mine->documents_without_sentences += other->documents_without_sentences;
    mine->mentions += other->mentions;
    mine->no_link_mentions += other->no_link_mentions;
    mine->outside_mentions += other->outside_mentions;
    mine->ambiguous_mentions += other->ambiguous_mentions;
    mine->windows += other->windows;
    mine->windows_capped += other->windows_capped;
    if (other->capped_actors_max > mine->capped_actors_max)
        mine->capped_actors_max = other->capped_actors_max;
}

an_status an_links_join(an_links *links, an_links *from, an_error *err)
{
    uint32_t *actors = NULL;
    bool fine = an_roll_join(&links->roll, &from->roll, &actors) && join_pairs(links, from, actors);

    if (fine)
        join_counts(&links->counts, &from->counts);
    an_free(actors);
    return fine ? AN_OK : an_fail_nomem(err);
}
