/* Makes atoms of the runs of a window (lanes.h) that are folded: their spans and hashes, most of the work of cutting.
   One function for each width of vectors (text/cpu.h). */
#ifndef TEXT_TAKE_H
#define TEXT_TAKE_H

#include "text/atom.h"
#include "text/lanes.h"

/* The runs between edges [first, end), an even number of them: their atoms and hashes go to `items` and `hashes`. The window starts at byte `base`
   of the text. */
void an_runs_take(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes);

/* The widths, for an_runs_take() and for tests. */
void an_runs_take_scalar(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes);
void an_runs_take_avx2(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes);
void an_runs_take_avx512(const an_lanes *runs, size_t first, size_t end, size_t base, an_atom *items, uint64_t *hashes);

#endif
