/* Counts which actors occur together, and keeps the sentences that say so. Fed one extraction at a time, in the order of the documents;
   several can share the documents and be joined in the end, which gives the same as if one had seen them all.

   Only mentions that have an actor (or are ambiguous, when those are drawn), are no modifiers and lie inside a sentence, where sentences
   are known, can link; a mention belongs to the sentence that holds its start. Mentions nested in others are not counted at all, so that
   asking for them does not change the network. Windows:
   - sentence; paragraph: sentences up to a blank line. A document whose sentences (for paragraphs: and text) are not known is one window
     and is counted in documents_without_sentences;
   - document;
   - tokens:N: each mention opens a window that reaches to the mentions with at most N words (pieces between blanks that hold a letter or
     digit) between; the one that opens is paired once with each other actor in it, so «A B B A» counts three: A-B, B-A, B-A.
   A window with more than max_actors different actors makes no links. */
#ifndef LINK_LINKS_H
#define LINK_LINKS_H

#include "actornet/pipeline.h"
#include "base/buf.h"
#include "extract/extraction.h"

/* An actor over all documents. Strings live as long as the links. */
typedef struct an_linked_actor {
    an_str key, label, type;
    const an_attribute *attributes; /* of the first document that has it; later ones only add names that are missing */
    size_t attribute_count;
    uint64_t mentions, documents;
    uint32_t first_date, last_date; /* an_date_number(); 0 when no dated document names it */
    an_str aliases;               /* forms met, without the label, by falling count then code point, joined by " | " */
    an_str rules; /* every form met and which rules found it: "form: by" or "form: by, by", same order, label's form too, joined by " | " */
} an_linked_actor;

/* An unordered pair that occurs together. */
typedef struct an_link_pair {
    uint32_t a, b;  /* indices into the actors, key order: a < b */
    uint64_t count; /* windows that hold both */
    uint64_t documents;
    double weight;
    uint32_t first_date, last_date; /* an_date_number() */
} an_link_pair;

typedef struct an_link_counts {
    uint64_t documents, documents_without_sentences, mentions, no_link_mentions, outside_mentions, ambiguous_mentions, windows,
        windows_capped, capped_actors_max;
} an_link_counts;

typedef struct an_links an_links;

/* Uses window, window_tokens, weight, max_actors, evidence, ambiguous_nodes of the options. AN_ERR_NOT_FOUND: unknown weight. */
an_status an_links_new(an_links **out, const an_run_options *options, an_error *err);
void an_links_free(an_links *links);
/* Whether counting looks at the text of documents: for evidence, ends of paragraphs, words between mentions. */
bool an_links_need_text(const an_links *links);
/* Count one document. The extraction is not kept. `number` is the document's place among all, from 1, and rises from call to call. */
an_status an_links_add(an_links *links, const an_extraction *extraction, uint64_t number, an_error *err);
/* Add what others counted, who had the same options and other documents. `from` is of no use afterwards but to be freed. */
an_status an_links_join(an_links *links, an_links *from, an_error *err);
/* Sort actors by key and pairs by (a, b), join the texts. No an_links_add() after it. */
an_status an_links_finish(an_links *links, an_error *err);

const an_linked_actor *an_links_actors(const an_links *links, size_t *count);
size_t an_links_pairs(const an_links *links);
an_link_pair an_links_pair(const an_links *links, size_t i);
/* Append why pair i is one: fewest actors in the window first, then in order, none twice: up to N lines
   document<TAB>start-end<TAB>sentence, joined by '\n'; start-end in code points. */
void an_links_add_evidence(const an_links *links, size_t i, an_buf *out);
const an_link_counts *an_links_count(const an_links *links);

#endif
