/* Rows of a TSV or CSV file with the place of every cell, for messages that point at it. docs/dictionaries.md §1 is the specification. */
#ifndef LEXICON_TABLE_H
#define LEXICON_TABLE_H

#include "base/arena.h"
#include "base/error.h"

/* A cell: a view into the file, or into the arena where quotes had to be undone. */
typedef struct an_cell {
    an_str text;       /* trimmed */
    size_t at, length; /* bytes of the file it came from, with quotes */
} an_cell;

/* Whether a table is one of CSV, by the ending of its name. */
bool an_table_is_csv(const char *path);

/* Walks over a file once. The cells are those of the row last read and hold until the next one; their texts stay. */
typedef struct an_table_reader {
    an_str text; /* the whole file after a byte-order mark */
    bool csv;
    char separator; /* of CSV cells; a comma unless it is set after opening */
    bool odd;       /* somewhere are two blanks in a row or characters that names are cleaned of */
    an_arena *arena;
    size_t at, line; /* where the next row starts, 1-based */

    an_cell *cells;
    size_t count, capacity;
    an_str row;          /* its bytes, without the line end */
    size_t row_line;     /* of its first line */
    const char *problem; /* what is wrong with it, NULL when nothing is; then the place: */
    size_t problem_at, problem_length;
} an_table_reader;

/* Set up. The content must be UTF-8 without control characters; if not, `problem` says so (no row should be read then). */
void an_table_open(an_table_reader *reader, an_str content, bool csv, an_arena *arena);
void an_table_close(an_table_reader *reader);

/* Whether the next line is a comment (starts with `#`) or blank; then it is read and `*line` is its text and place. */
bool an_table_comment(an_table_reader *reader, an_cell *line);
/* Read the next row that is not blank; `*more` is false at the end. A damaged row sets `problem`; reading goes on behind it. AN_ERR_NOMEM.
 */
an_status an_table_next(an_table_reader *reader, bool *more, an_error *err);
/* The next line as one cell, whatever it holds. Blank ones are left out. False at the end. */
bool an_table_line(an_table_reader *reader, an_cell *line);

/* Byte of the file that holds byte `i` of the cell's text: doubled quotes count once. */
size_t an_table_place(an_str file, const an_cell *cell, size_t i);
/* Fill line, column and excerpt of an error about text[at, at + length) of a file. Linear in the file. */
void an_table_point(an_error *err, const char *source, an_str file, size_t at, size_t length);

#endif
