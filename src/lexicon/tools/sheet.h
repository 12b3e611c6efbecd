/* One of our files as rows of cells, without judging what they say: for sorting, merging and handing on. */
#ifndef LEXICON_TOOLS_SHEET_H
#define LEXICON_TOOLS_SHEET_H

#include "lexicon/import/import.h"

/* The known columns of a dictionary, first in every sheet that has them. */
typedef enum an_sheet_column {
    AN_SHEET_ACTOR,
    AN_SHEET_ID,
    AN_SHEET_ALIAS,
    AN_SHEET_TYPE,
    AN_SHEET_CASE,
    AN_SHEET_NEAR,
    AN_SHEET_FROM,
    AN_SHEET_UNTIL,
    AN_SHEET_NEVER,
    AN_SHEET_CONTEXT,
    AN_SHEET_KNOWN
} an_sheet_column;

typedef struct an_sheet_row {
    an_str *cells;      /* one for each column of the sheet; in the arena */
    uint32_t file, line;
    uint32_t number;    /* in the order of reading */
    bool typed_by_file; /* its type is that of a `#=` line */
} an_sheet_row;

/* Several files may be read into one sheet: columns are added, cells that a row does not have are "". */
typedef struct an_sheet {
    AN_ROWS_OF(an_str) columns;
    size_t place[AN_SHEET_KNOWN]; /* of known columns, SIZE_MAX = none */
    AN_ROWS_OF(an_sheet_row) rows;
    an_buf comments;      /* on top of the first file, with line ends */
    bool plain;           /* all files are plain lists: one column without a name */
    bool words, patterns; /* no dictionary: a word list, a pattern file */
} an_sheet;

/* Add a file. With `fill` the `#=` lines are put into the cells, else they stay comments. Texts live in to->arena. */
void an_sheet_read(an_import *to, an_sheet *sheet, const char *path, bool fill);
/* When all files are read: a type in a cell goes before those of `#=` lines. */
void an_sheet_settle_types(an_import *to, an_sheet *sheet);
void an_sheet_clear(an_sheet *sheet);
an_str an_sheet_cell(const an_sheet *sheet, const an_sheet_row *row, an_sheet_column column);
/* The actor's id, or its name when it has none. */
an_str an_sheet_id(const an_sheet *sheet, const an_sheet_row *row);
/* Write as TSV, or CSV when the name ends so. */
an_status an_sheet_write(const an_sheet *sheet, const char *path, an_error *err);

#endif
