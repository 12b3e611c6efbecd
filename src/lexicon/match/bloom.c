/* No branch for an atom: nobody could predict it. */
#include "lexicon/match/bloom.h"

#include "base/pages.h"
#include "text/cpu.h"

an_bloom an_bloom_of(const uint64_t *words, size_t count)
{
    return (an_bloom){words, 64 - (unsigned)__builtin_ctzll(count), count * sizeof *words >= AN_PAGES_LARGE / 4};
}

void an_bloom_join(uint64_t *words, const an_bloom *filter, const an_bloom *other)
{
    for (size_t i = 0; i < (size_t)1 << (64 - filter->shift); i++)
        words[i] |= other->words[i >> (other->shift - filter->shift)];
}

size_t an_bloom_starts_scalar(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *starts;
    size_t found = 0;

    for (size_t i = from; i < to; i++) {
        out[found] = (uint32_t)i;
        found += an_bloom_has(&mine, hashes[i], an_path_bits(hashes[i]));
    }
    return found;
}

size_t an_bloom_own_scalar(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t from, size_t to, uint32_t *out)
{
    const an_bloom mine = *filter;
    size_t found = 0;

    for (size_t i = from; i < to; i++) {
        uint64_t atom = hashes[starts[i]];
        out[found] = (uint32_t)i;
        found += an_bloom_has(&mine, atom, an_path_bits(atom));
    }
    return found;
}

size_t an_bloom_sift_scalar(const an_blooms *filters, const an_sift *sift, size_t from, an_sifted *out)
{
    const an_blooms mine = *filters;
    size_t found = 0;

    for (size_t i = from; i < sift->count; i++) {
        out[found] = (an_sifted){sift->atoms[i], sift->own[i], 1};
        found += an_bloom_has(&mine.starts, sift->atoms[i], an_alone_bits(sift->atoms[i]));
        out[found] = (an_sifted){sift->pairs[i], sift->own[i], 2};
        found += an_bloom_has(&mine.pairs, sift->pairs[i], an_path_bits(sift->pairs[i]));
    }
    return found;
}

size_t an_bloom_starts(const an_bloom *starts, const uint64_t *hashes, size_t from, size_t to, uint32_t *out)
{
    static size_t (*const widths[])(const an_bloom *, const uint64_t *, size_t, size_t, uint32_t *) = {AN_WIDTHS(an_bloom_starts)};

    for (size_t i = from; starts->far && i < to; i++)
        an_pages_fetch(&starts->words[hashes[i] >> starts->shift]);
    return widths[an_cpu_width()](starts, hashes, from, to, out);
}

/* The numbers of those starts that are this filter's own: others may come from another dictionary. */
static size_t find_own(const an_bloom *filter, const uint64_t *hashes, const uint32_t *starts, size_t start_count, uint32_t *own)
{
    static size_t (*const widths[])(const an_bloom *, const uint64_t *, const uint32_t *, size_t, size_t, uint32_t *) = {AN_WIDTHS(an_bloom_own)};

    return widths[an_cpu_width()](filter, hashes, starts, 0, start_count, own);
}

/* Ask nothing yet, but have brought near what will be asked of the second filter. */
static void lay_out(an_sift *sift, const an_blooms *filters, const uint64_t *hashes, size_t count, const uint32_t *starts, size_t start_count)
{
    const an_bloom pairs = filters->pairs;
    bool all = filters->passed;

    sift->count = all ? start_count : find_own(&filters->starts, hashes, starts, start_count, sift->own);
    for (size_t i = 0; i < sift->count; i++) {
        uint32_t start = all ? (uint32_t)i : sift->own[i];
        size_t at = starts[start];
        uint64_t pair = an_path_step(hashes[at], hashes[at + (at + 1 < count)]);
        an_pages_fetch(&pairs.words[pair >> pairs.shift]);
        sift->own[i] = start;
        sift->atoms[i] = hashes[at];
        sift->pairs[i] = pair;
    }
}

size_t an_bloom_sift(const an_blooms *filters, const uint64_t *hashes, size_t count, const uint32_t *starts, size_t start_count,
                     an_sifted *out)
{
    static size_t (*const widths[])(const an_blooms *, const an_sift *, size_t, an_sifted *) = {AN_WIDTHS(an_bloom_sift)};
    an_sift sift;
    size_t found;

    lay_out(&sift, filters, hashes, count, starts, start_count);
    found = widths[an_cpu_width()](filters, &sift, 0, out);
    if (found && out[found - 1].atoms == 2 && starts[out[found - 1].start] + (size_t)1 == count) /* nothing stands behind the last atom */
        found--;
    return found;
}
