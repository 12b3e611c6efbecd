/* The sentences that say why two actors are linked: the best few for each pair, never more than that in memory. */
#ifndef LINK_EVIDENCE_H
#define LINK_EVIDENCE_H

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/extraction.h"

/* One sentence; shared by the pairs that it speaks for. */
typedef struct an_evidence_line {
    char *text; /* document<TAB>start-end<TAB>sentence; NULL = free */
    uint32_t length, sentence_at;
    uint64_t document;      /* serial */
    uint32_t start, actors; /* bytes; distinct actors of its window */
    uint32_t users;         /* entries that hold it; when free: the next free one */
} an_evidence_line;

typedef struct an_evidence_entry {
    uint32_t line, next; /* numbers plus 1; 0 = end */
} an_evidence_entry;

typedef struct an_evidence {
    an_evidence_line *lines;
    size_t line_count, line_capacity;
    an_evidence_entry *entries;
    size_t entry_count, entry_capacity;
    uint32_t free_line;
    size_t most; /* of a pair */
    an_buf scratch;
} an_evidence;

/* The best lines of a pair. */
typedef struct an_evidence_list {
    uint32_t first, count;
} an_evidence_list;

/* Where two actors stand together. */
typedef struct an_evidence_place {
    const an_extraction *extraction;
    uint64_t document;       /* serial */
    an_span first, second;   /* the two mentions, in order */
    const an_span *sentence; /* that holds both, or NULL */
    uint32_t actors;         /* distinct ones in the window */
    an_utf8_cursor *cursor;  /* over the text */
    uint32_t line;           /* of this sentence and window, plus 1, when made already; 0 = not yet. The caller keeps it between pairs */
} an_evidence_place;

void an_evidence_clear(an_evidence *evidence);
/* Take the place into the pair's list if it is among the best. False when out of memory. */
bool an_evidence_offer(an_evidence *evidence, an_evidence_list *list, an_evidence_place *place);
/* Take the best lines of the same pair in another evidence, too. `lines` is by its lines: 0, or the number plus 1 that they have here. False
   when out of memory. */
bool an_evidence_join(an_evidence *evidence, an_evidence_list *list, const an_evidence *from, const an_evidence_list *other,
                      uint32_t *lines);
/* Append the lines, best first, joined by '\n'. */
void an_evidence_add(const an_evidence *evidence, const an_evidence_list *list, an_buf *out);

#endif
