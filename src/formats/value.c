/* Reads numbers by their syntax, not by strtod's taste: no hexadecimal, no locale; what is not finite is told apart, since many programs
   write it. */
#include "formats/value.h"

#include "base/alloc.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBER_MAX = 400 };

static bool is_digit(an_str text, size_t i)
{
    return i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9';
}

/* Whether it is [+-]digits[.digits][e[+-]digits]. `*point` is where the point stands, or text.len. */
static bool is_number(an_str text, size_t *point)
{
    size_t i = 0, digits = 0;

    *point = text.len;
    if (i < text.len && (text.ptr[i] == '+' || text.ptr[i] == '-'))
        i++;
    for (; is_digit(text, i); i++)
        digits++;
    if (i < text.len && text.ptr[i] == '.') {
        *point = i++;
        for (; is_digit(text, i); i++)
            digits++;
    }
    if (!digits)
        return false;
    if (i < text.len && (text.ptr[i] == 'e' || text.ptr[i] == 'E')) {
        i++;
        if (i < text.len && (text.ptr[i] == '+' || text.ptr[i] == '-'))
            i++;
        if (!is_digit(text, i))
            return false;
        while (is_digit(text, i))
            i++;
    }
    return i == text.len;
}

static bool is_not_finite(an_str text)
{
    static const char *const words[] = {"nan", "inf", "infinity"};

    if (text.len && (text.ptr[0] == '+' || text.ptr[0] == '-'))
        text = an_str_sub(text, 1, text.len);
    return AN_STR_IN_ASCII_CASE(text, words);
}

an_parsed an_parse_double(an_str text, double *value)
{
    char copy[NUMBER_MAX + 16];
    const char *sign = localeconv()->decimal_point;
    size_t point;

    text = an_str_trim(text);
    if (is_not_finite(text))
        return AN_PARSED_NOT_FINITE;
    if (text.len > NUMBER_MAX || !is_number(text, &point))
        return AN_PARSED_NOT;
    if (point == text.len)
        snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.ptr);
    else
        snprintf(copy, sizeof copy, "%.*s%.8s%.*s", (int)point, text.ptr, sign, (int)(text.len - point - 1), text.ptr + point + 1);
    *value = strtod(copy, NULL);
    return isfinite(*value) ? AN_PARSED : AN_PARSED_NOT_FINITE;
}

an_parsed an_parse_int(an_str text, int64_t *value)
{
    uint64_t sum = 0, limit;
    size_t i = 0;
    double real;
    an_parsed parsed;

    text = an_str_trim(text);
    if (text.len && (text.ptr[0] == '+' || text.ptr[0] == '-'))
        i++;
    limit = (uint64_t)INT64_MAX + (i && text.ptr[0] == '-');
    for (; is_digit(text, i); i++) {
        uint64_t digit = (uint64_t)(text.ptr[i] - '0');
        if (sum > (limit - digit) / 10)
            return AN_PARSED_NOT;
        sum = sum * 10 + digit;
    }
    if (i == text.len && is_digit(text, i - 1)) {
        *value = limit > INT64_MAX ? (int64_t)(0 - sum) : (int64_t)sum;
        return AN_PARSED;
    }
    parsed = an_parse_double(text, &real);
    if (parsed != AN_PARSED)
        return parsed;
    if (real != floor(real) || fabs(real) > 9007199254740992.0)
        return AN_PARSED_NOT;
    *value = (int64_t)real;
    return AN_PARSED;
}

static an_parsed parse_bool(an_str text, bool *value)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"true", true}, {"false", false}, {"1", true}, {"0", false}, {"yes", true}, {"no", false}};

    text = an_str_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (an_str_equal_ascii_case(text, an_str_of(words[i].word))) {
            *value = words[i].value;
            return AN_PARSED;
        }
    return AN_PARSED_NOT;
}

an_value_type an_type_join(an_value_type a, an_value_type b)
{
    if (a == b)
        return a;
    if ((a == AN_TYPE_INT && b == AN_TYPE_DOUBLE) || (a == AN_TYPE_DOUBLE && b == AN_TYPE_INT))
        return AN_TYPE_DOUBLE;
    return AN_TYPE_STRING;
}

an_status an_set_text(an_network *net, an_table table, size_t row, size_t column, an_str text, an_parsed *parsed)
{
    an_value_type type = an_network_column_type(net, table, column);
    double real = 0;
    int64_t whole = 0;
    bool truth = false;

    *parsed = AN_PARSED;
    if (type == AN_TYPE_STRING)
        return an_network_set_string(net, table, row, column, text);
    an_network_clear_cell(net, table, row, column);
    if (!an_str_trim(text).len)
        return AN_OK;
    if (type == AN_TYPE_DOUBLE) {
        if ((*parsed = an_parse_double(text, &real)) == AN_PARSED)
            an_network_set_double(net, table, row, column, real);
    } else if (type == AN_TYPE_INT) {
        if ((*parsed = an_parse_int(text, &whole)) == AN_PARSED)
            an_network_set_int(net, table, row, column, whole);
    } else if ((*parsed = parse_bool(text, &truth)) == AN_PARSED) {
        an_network_set_int(net, table, row, column, truth);
    }
    return AN_OK;
}

void an_cell_add(an_buf *out, const an_network *net, an_table table, size_t row, size_t column)
{
    if (!an_network_has(net, table, row, column))
        return;
    switch (an_network_column_type(net, table, column)) {
    case AN_TYPE_BOOL:
        an_buf_add_text(out, an_network_int(net, table, row, column) ? "true" : "false");
        break;
    case AN_TYPE_INT:
        an_buf_add_int(out, an_network_int(net, table, row, column));
        break;
    case AN_TYPE_DOUBLE:
        an_buf_add_double(out, an_network_double(net, table, row, column));
        break;
    case AN_TYPE_STRING:
        an_buf_add(out, an_network_string(net, table, row, column));
        break;
    }
}

typedef struct pair {
    size_t a, b;
} pair;

static int compare_pairs(const void *left, const void *right)
{
    const pair *x = left, *y = right;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

bool an_has_parallel(const an_network *net, an_status *st)
{
    size_t count = an_network_size(net, AN_EDGES);
    bool directed = an_network_directed(net), found = false;
    pair *pairs = an_alloc((count + 1) * sizeof *pairs);

    *st = pairs ? AN_OK : AN_ERR_NOMEM;
    if (!pairs)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t a = an_network_edge_from(net, i), b = an_network_edge_to(net, i);
        pairs[i] = directed || a < b ? (pair){a, b} : (pair){b, a};
    }
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 1; i < count && !found; i++)
        found = compare_pairs(&pairs[i - 1], &pairs[i]) == 0;
    an_free(pairs);
    return found;
}
