/* Counts of rows by fate and reason; the rows themselves when a report is wanted. The inside of an_dict_report. */
#ifndef LEXICON_TOOLS_LEDGER_H
#define LEXICON_TOOLS_LEDGER_H

#include "actornet/dictionary.h"
#include "base/map.h"

typedef struct an_ledger_row {
    uint32_t reason, file, line;
    an_str text;
} an_ledger_row;

typedef struct an_dict_report {
    bool keep;      /* rows, too */
    bool failed;    /* out of memory */
    an_map reasons; /* fate as a digit + text; values = counts */
    an_map files;
    an_arena texts;
    an_ledger_row *rows;
    size_t row_count, row_capacity;
    uint32_t *order; /* of reasons, as they are told */
    size_t ordered;
    size_t files_read, rows_read, actors, aliases;
} an_ledger;

/* Number of a file by its name in messages. */
uint32_t an_ledger_file(an_ledger *ledger, const char *shown);
void an_ledger_add(an_ledger *ledger, an_dict_fate fate, const char *reason, uint32_t file, uint32_t line, an_str text);

#endif
