/* What a check finds: collected in any order, told in the order of files and lines. A finding about rows is a few numbers, and its words
   are made only when it is told: a million of them cost no memory of their own. */
#ifndef LEXICON_TOOLS_FINDINGS_H
#define LEXICON_TOOLS_FINDINGS_H

#include "lexicon/loading.h"

typedef enum an_doubt {
    AN_DOUBT_AMBIGUOUS, /* other: the row that it is ambiguous with */
    AN_DOUBT_KILLED,    /* other: the `never` row */
    AN_DOUBT_SHADOWED,  /* other: the row that finds all that this one finds */
    AN_DOUBT_WORD,
    AN_DOUBT_LETTER,
    AN_DOUBT_SCRIPTS,
    AN_DOUBT_NEAR_SELF,
    AN_DOUBT_NEAR_NOBODY,
    AN_DOUBT_UNNAMED, /* told at the first row of the actor */
    AN_DOUBT_DATES,
    AN_DOUBT_PATTERN, /* has its own message */
    AN_DOUBT_COUNT
} an_doubt;

typedef struct an_finding {
    uint32_t file, line;
    uint32_t alias, other;
    an_doubt doubt;
    an_severity severity;
    an_str about;  /* text on that line to point at */
    char *message; /* NULL = made from the numbers */
} an_finding;

typedef struct an_findings {
    const an_lexicon *lexicon;
    AN_LIST_OF(an_finding) list;
    bool failed;
} an_findings;

#define AN_NO_ALIAS UINT32_MAX

/* A doubt about a row. */
void an_findings_add(an_findings *all, an_doubt doubt, uint32_t alias, uint32_t other);
/* One with words of its own, handed over. */
void an_findings_say(an_findings *all, an_severity severity, uint32_t file, uint32_t line, an_str about, an_buf *message);
/* Tell all; of a file with many only the first of each severity, and how many of each kind there are. */
void an_findings_tell(an_findings *all, an_loading *l);
void an_findings_clear(an_findings *all);

/* Doubts about single rows and about `near`: common words, mixed scripts, rows that nothing can meet, rows that others make pointless. */
an_status an_doubts_find(an_findings *all, const char *data, an_error *err);

#endif
