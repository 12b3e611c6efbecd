/* One run at a time. With AVX2, whose vectors cannot multiply as the hash does, the same with that processor's shifts and multiplication. */
#include "text/take.h"

#include "text/cpu.h"
#include "text/hash.h"

__attribute__((always_inline)) static inline void take(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes)
{
    for (size_t i = first; i < end; i += 2) {
        *items++ = (an_atom){.span = {(uint32_t)(base + runs->edges[i]), (uint32_t)(base + runs->edges[i + 1])}};
        *hashes++ = an_hash_padded((const char *)runs->forms + runs->places[i], runs->places[i + 1] - runs->places[i]);
    }
}

void an_runs_take_scalar(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes)
{
    take(runs, first, end, base, items, hashes);
}

#if defined(__x86_64__)
__attribute__((target("bmi2"))) void an_runs_take_avx2(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes)
{
    take(runs, first, end, base, items, hashes);
}
#endif

void an_runs_take(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes)
{
    static void (*const widths[])(const an_lanes *, size_t, size_t, size_t, an_atom *, uint64_t *) = {AN_WIDTHS(an_runs_take)};

    widths[an_cpu_width()](runs, first, end, base, items, hashes);
}
