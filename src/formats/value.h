/* Values as foreign files write them. */
#ifndef FORMATS_VALUE_H
#define FORMATS_VALUE_H

#include "actornet/network.h"
#include "base/buf.h"
#include "base/error.h"

typedef enum an_parsed { AN_PARSED, AN_PARSED_NOT_FINITE, AN_PARSED_NOT } an_parsed;

/* Numbers with a decimal point whatever the locale, blanks around them allowed. "12.0" is an int, too. */
an_parsed an_parse_double(an_str text, double *value);
an_parsed an_parse_int(an_str text, int64_t *value);

/* The type that holds values of both: int and double make double, else different ones make string. */
an_value_type an_type_join(an_value_type a, an_value_type b);

/* Parse by the column's type and set the cell. A blank text clears the cell of a number or truth value. `*parsed` tells how it went;
 * AN_ERR_NOMEM. */
an_status an_set_text(an_network *net, an_table table, size_t row, size_t column, an_str text, an_parsed *parsed);

/* Append a cell as text: true/false, 12, 1.5, or a string as it is. Nothing when it is not set. */
void an_cell_add(an_buf *out, const an_network *net, an_table table, size_t row, size_t column);

/* Whether two edges have the same ends (in an undirected network in any order). False also when out of memory: then *st says so. O(m log
 * m). */
bool an_has_parallel(const an_network *net, an_status *st);

#endif
