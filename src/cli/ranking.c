/* Ranking nodes by a column and printing the rows. A value that is not set sorts last. */
#include "cli/ranking.h"

#include "cli/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 48, TYPE_WIDTH = 28 };

/* One row, with everything that the order depends on. */
typedef struct row {
    double value;
    an_str label, id;
    size_t node;
} row;

static int compare_rows(const void *left, const void *right)
{
    const row *a = left, *b = right;
    if (isnan(a->value) != isnan(b->value))
        return isnan(a->value) ? 1 : -1;
    if (!isnan(a->value) && a->value != b->value)
        return a->value > b->value ? -1 : 1;
    int order = cli_compare(a->label, b->label);
    return order ? order : cli_compare(a->id, b->id);
}

static double cell(const an_network *net, size_t node, size_t column)
{
    return an_network_has(net, AN_NODES, node, column) ? an_network_double(net, AN_NODES, node, column) : (double)NAN;
}

void cli_rank(cli_ranking *ranking, const an_network *net, const char *by)
{
    *ranking = (cli_ranking){.net = net, .count = an_network_size(net, AN_NODES)};
    for (const char *p = by; p && *p && ranking->column_count < CLI_COLUMNS_MAX;
         p += p[strcspn(p, ",")] ? strcspn(p, ",") + 1 : strlen(p)) {
        cli_text name = {0};
        cli_add(&name, (an_str){p, strcspn(p, ",")});
        size_t column = an_network_column(net, AN_NODES, name.ptr);
        cli_text_clear(&name);
        bool again = column == AN_NONE;
        for (size_t i = 0; i < ranking->column_count; i++)
            again |= ranking->columns[i] == column;
        if (!again)
            ranking->columns[ranking->column_count++] = column;
    }
    row *rows = cli_alloc(ranking->count, sizeof *rows);
    for (size_t i = 0; i < ranking->count; i++)
        rows[i] =
            (row){ranking->column_count ? cell(net, i, ranking->columns[0]) : 0, an_network_label(net, i), an_network_node_id(net, i), i};
    qsort(rows, ranking->count, sizeof *rows, compare_rows);
    ranking->order = cli_alloc(ranking->count, sizeof *ranking->order);
    for (size_t i = 0; i < ranking->count; i++)
        ranking->order[i] = rows[i].node;
    free(rows);
}

void cli_ranking_clear(cli_ranking *ranking)
{
    free(ranking->order);
    *ranking = (cli_ranking){0};
}

static size_t shown(const cli_ranking *ranking, size_t top)
{
    return top && top < ranking->count ? top : ranking->count;
}

static an_str type_of(const cli_ranking *ranking, size_t node)
{
    return cli_text_cell(ranking->net, AN_NODES, node, "type");
}

/* Table -------------------------------------------------------------------------------------------------------------------------- */

/* Columns of the table: rank, label, type, measures. */
enum { RANK, LABEL, TYPE, MEASURES };

static void fill_cell(cli_text *out, const cli_ranking *ranking, size_t position, size_t column)
{
    size_t node = ranking->order[position];
    cli_text clean = {0};
    if (column == RANK) {
        cli_addf(out, "%zu", position + 1);
    } else if (column == LABEL || column == TYPE) {
        size_t width = column == LABEL ? LABEL_WIDTH : TYPE_WIDTH;
        cli_add_clean(&clean, column == LABEL ? an_network_label(ranking->net, node) : type_of(ranking, node), false);
        bool cut = cli_width(cli_view(&clean)) > width;
        cli_add(out, cli_cut(cli_view(&clean), cut ? width - 1 : width));
        cli_add_text(out, cut ? "…" : "");
    } else {
        size_t measure = ranking->columns[column - MEASURES];
        bool whole = an_network_column_type(ranking->net, AN_NODES, measure) == AN_TYPE_INT;
        double value = cell(ranking->net, node, measure);
        if (isnan(value))
            cli_add_text(out, "-");
        else
            cli_addf(out, whole ? "%.0f" : "%.6g", value);
    }
    cli_text_clear(&clean);
}

static const char *heading(const cli_ranking *ranking, size_t column)
{
    static const char *const fixed[] = {"rank", "label", "type"};
    return column < MEASURES ? fixed[column] : an_network_column_name(ranking->net, AN_NODES, ranking->columns[column - MEASURES]);
}

static void add_cell(cli_text *text, an_str content, size_t width, bool left, bool last)
{
    size_t pad = width > cli_width(content) ? width - cli_width(content) : 0;
    if (!left)
        cli_add_spaces(text, pad);
    cli_add(text, content);
    if (left && !last)
        cli_add_spaces(text, pad);
    cli_add_text(text, last ? "\n" : "  ");
}

void cli_add_ranking_table(cli_text *text, const cli_ranking *ranking, size_t top, bool colour)
{
    size_t rows = shown(ranking, top), columns = MEASURES + ranking->column_count, widths[MEASURES + CLI_COLUMNS_MAX];
    cli_text *cells = cli_alloc(rows * columns, sizeof *cells);
    for (size_t c = 0; c < columns; c++)
        widths[c] = cli_width(cli_str(heading(ranking, c)));
    for (size_t i = 0; i < rows * columns; i++) {
        fill_cell(&cells[i], ranking, i / columns, i % columns);
        size_t width = cli_width(cli_view(&cells[i]));
        if (width > widths[i % columns])
            widths[i % columns] = width;
    }
    cli_add_text(text, cli_bold(colour));
    for (size_t c = 0; c < columns; c++)
        add_cell(text, cli_str(heading(ranking, c)), widths[c], c == LABEL || c == TYPE, c + 1 == columns);
    cli_add_text(text, cli_plain(colour));
    for (size_t i = 0; i < rows * columns; i++) {
        size_t c = i % columns;
        add_cell(text, cli_view(&cells[i]), widths[c], c == LABEL || c == TYPE, c + 1 == columns);
        cli_text_clear(&cells[i]);
    }
    free(cells);
}

/* CSV and JSON ------------------------------------------------------------------------------------------------------------------- */

void cli_add_ranking_csv(cli_text *text, const cli_ranking *ranking, size_t top, bool bom)
{
    cli_add_text(text, bom ? "\xEF\xBB\xBFrank,id,label,type" : "rank,id,label,type");
    for (size_t c = 0; c < ranking->column_count; c++) {
        cli_add_char(text, ',');
        cli_add_csv(text, cli_str(heading(ranking, MEASURES + c)));
    }
    cli_add_text(text, "\n");
    for (size_t i = 0; i < shown(ranking, top); i++) {
        size_t node = ranking->order[i];
        const an_str fields[] = {an_network_node_id(ranking->net, node), an_network_label(ranking->net, node), type_of(ranking, node)};
        cli_addf(text, "%zu", i + 1);
        for (size_t f = 0; f < 3; f++) {
            cli_add_char(text, ',');
            cli_add_csv(text, fields[f]);
        }
        for (size_t c = 0; c < ranking->column_count; c++) {
            cli_add_char(text, ',');
            cli_add_number(text, cell(ranking->net, node, ranking->columns[c]));
        }
        cli_add_text(text, "\n");
    }
}

void cli_add_ranking_json(cli_text *text, const cli_ranking *ranking, size_t top)
{
    cli_add_char(text, '[');
    for (size_t i = 0; i < shown(ranking, top); i++) {
        size_t node = ranking->order[i];
        cli_addf(text, "%s\n  {\"rank\":%zu,\"id\":", i ? "," : "", i + 1);
        cli_add_json(text, an_network_node_id(ranking->net, node));
        cli_add_text(text, ",\"label\":");
        cli_add_json(text, an_network_label(ranking->net, node));
        cli_add_text(text, ",\"type\":");
        cli_add_json(text, type_of(ranking, node));
        for (size_t c = 0; c < ranking->column_count; c++) {
            double value = cell(ranking->net, node, ranking->columns[c]);
            cli_add_char(text, ',');
            cli_add_key(text, heading(ranking, MEASURES + c));
            if (isnan(value))
                cli_add_text(text, "null");
            else
                cli_add_number(text, value);
        }
        cli_add_char(text, '}');
    }
    cli_add_text(text, ranking->count ? "\n]" : "]");
}
