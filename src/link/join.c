/* Joining what several threads counted. Everything that is kept can be added up in any order: counts are whole numbers, sums are in fixed
   point, dates are the first and the last, evidence is the best few of all, and of attributes those of the earliest document stay. */
#include "base/alloc.h"
#include "base/error.h"
#include "link/state.h"

static bool join_pair(an_links *links, const an_links *from, size_t i, const uint32_t *actors, uint32_t *texts, uint32_t *lines)
{
    uint64_t key = from->pairs.keys[i];
    const an_pair_sum *other = &from->sums[i];
    uint32_t first, last, number = an_pair_count(links, actors[key >> 32], actors[(uint32_t)key], from->pairs.counts[i]);
    an_pair_sum *mine;

    if (number == AN_TALLY_NONE || !an_roll_text_from(&links->roll, &from->roll, texts, other->first_date, &first) ||
        !an_roll_text_from(&links->roll, &from->roll, texts, other->last_date, &last))
        return false;
    mine = &links->sums[number];
    mine->documents += other->documents;
    an_sum_join(&mine->sum, other->sum);
    an_roll_date(&links->roll, &mine->first_date, &mine->last_date, first);
    an_roll_date(&links->roll, &mine->first_date, &mine->last_date, last);
    return an_evidence_join(&links->evidence, &mine->evidence, &from->evidence, &other->evidence, lines);
}

static bool join_pairs(an_links *links, const an_links *from, const uint32_t *actors)
{
    uint32_t *texts = an_alloc(from->roll.texts.count * sizeof *texts), *lines = an_alloc(from->evidence.line_count * sizeof *lines);
    bool fine = texts && lines;

    for (size_t i = 0; fine && i < from->pairs.count; i++)
        fine = join_pair(links, from, i, actors, texts, lines);
    an_free(texts);
    an_free(lines);
    return fine;
}

static void join_counts(an_link_counts *mine, const an_link_counts *other)
{
    mine->documents += other->documents;
    mine->documents_without_sentences += other->documents_without_sentences;
    mine->mentions += other->mentions;
    mine->no_link_mentions += other->no_link_mentions;
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
