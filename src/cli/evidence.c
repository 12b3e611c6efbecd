/* Reading the attributes `evidence` and `aliases`, and walking a network along its edges. The edge list is scanned as it is: explaining
   looks at one or two actors, so an index would cost more than it saves. */
#include "cli/evidence.h"

#include <stdlib.h>
#include <string.h>

static bool cut(an_str *rest, const char *separator, an_str *part)
{
    size_t length = strlen(separator);
    if (rest->len == 0)
        return false;
    for (size_t i = 0; i + length <= rest->len; i++) {
        if (memcmp(rest->ptr + i, separator, length) != 0)
            continue;
        *part = (an_str){rest->ptr, i};
        *rest = (an_str){rest->ptr + i + length, rest->len - i - length};
        return true;
    }
    *part = *rest;
    *rest = (an_str){rest->ptr + rest->len, 0};
    return true;
}

bool cli_evidence_next(an_str *rest, cli_evidence *out)
{
    an_str line, first, second;
    do {
        if (!cut(rest, "\n", &line))
            return false;
    } while (line.len == 0);
    *out = (cli_evidence){.sentence = line};
    an_str fields = line;
    if (!cut(&fields, "\t", &first) || !fields.len)
        return true;
    cut(&fields, "\t", &second);
    *out = (cli_evidence){first, fields.len ? second : (an_str){"", 0}, fields.len ? fields : second};
    return true;
}

an_str cli_text_cell(const an_network *net, an_table table, size_t row, const char *name)
{
    size_t column = an_network_column(net, table, name);
    if (column == AN_NONE || an_network_column_type(net, table, column) != AN_TYPE_STRING)
        return (an_str){"", 0};
    return an_network_string(net, table, row, column);
}

an_str cli_edge_evidence(const an_network *net, size_t edge)
{
    return cli_text_cell(net, AN_EDGES, edge, "evidence");
}

bool cli_part_next(an_str *rest, an_str *part)
{
    return cut(rest, " | ", part);
}

void cli_split_rule(an_str rule, an_str *form, an_str *by)
{
    *form = rule;
    *by = (an_str){"", 0};
    for (size_t i = rule.len; i-- > 0;) {
        if (rule.ptr[i] != ':')
            continue;
        *form = (an_str){rule.ptr, i};
        *by = (an_str){rule.ptr + i + 1, rule.len - i - 1};
        while (by->len && by->ptr[0] == ' ')
            *by = (an_str){by->ptr + 1, by->len - 1};
        return;
    }
}

an_str cli_actor_forms(const an_network *net, size_t node, bool *with_rule)
{
    an_str rules = cli_text_cell(net, AN_NODES, node, "rules");
    *with_rule = rules.len > 0;
    return *with_rule ? rules : cli_text_cell(net, AN_NODES, node, "aliases");
}

void cli_add_form(cli_text *text, an_str form, an_str by)
{
    enum { WIDTH = 36 };
    cli_text clean = {0};
    cli_add_clean(&clean, form, false);
    size_t width = cli_width(cli_view(&clean));
    cli_add_text(text, "  ");
    cli_add(text, cli_view(&clean));
    if (by.len) {
        cli_add_spaces(text, width < WIDTH ? WIDTH - width : 0);
        cli_add_char(text, ' ');
        cli_add_clean(text, by, false);
    }
    cli_add_char(text, '\n');
    cli_text_clear(&clean);
}

/* Sentences ------------------------------------------------------------------------------------------------------------------------ */

static int longest_first(const void *left, const void *right)
{
    const an_str *a = left, *b = right;
    return (a->len < b->len) - (a->len > b->len);
}

static void add_form(cli_forms *forms, an_str form)
{
    if (form.len == 0)
        return;
    forms->items = cli_grow(forms->items, &forms->capacity, forms->count + 1, sizeof *forms->items);
    forms->items[forms->count++] = form;
}

void cli_forms_add(cli_forms *forms, const an_network *net, size_t node)
{
    an_str rest = cli_text_cell(net, AN_NODES, node, "aliases"), form;
    add_form(forms, an_network_label(net, node));
    while (cli_part_next(&rest, &form))
        add_form(forms, form);
    qsort(forms->items, forms->count, sizeof *forms->items, longest_first);
}

/* Good enough for where a name ends: letters and digits of ASCII, and all beyond but punctuation. */
static bool is_letter(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0xC0 && !(code >= 0x2000 && code <= 0x206F) && !(code >= 0x3000 && code <= 0x303F));
}

static size_t form_at(an_str sentence, size_t at, const cli_forms *forms)
{
    size_t length;
    for (size_t i = 0; i < forms->count; i++) {
        an_str form = forms->items[i];
        size_t end = at + form.len;
        if (end <= sentence.len && memcmp(sentence.ptr + at, form.ptr, form.len) == 0 &&
            (end == sentence.len || !is_letter(cli_decode(sentence, end, &length))))
            return form.len;
    }
    return 0;
}

bool cli_form_stands(an_str sentence, an_str form)
{
    cli_forms forms = {.items = &form, .count = form.len > 0};
    bool inside_word = false;
    size_t length;
    for (size_t i = 0; i < sentence.len; i += length) {
        if (!inside_word && form_at(sentence, i, &forms))
            return true;
        inside_word = is_letter(cli_decode(sentence, i, &length));
    }
    return false;
}

void cli_add_sentence(cli_text *text, an_str sentence, const cli_forms *forms, bool colour)
{
    bool inside_word = false;
    size_t length;
    for (size_t i = 0; i < sentence.len; i += length) {
        size_t form = colour && !inside_word ? form_at(sentence, i, forms) : 0;
        uint32_t code = cli_decode(sentence, i, &length);
        if (form) {
            cli_add_text(text, "\x1b[1m");
            cli_add_clean(text, (an_str){sentence.ptr + i, form}, false);
            cli_add_text(text, "\x1b[0m");
            length = form;
            inside_word = true;
        } else {
            cli_add_clean(text, (an_str){sentence.ptr + i, length}, false);
            inside_word = is_letter(code);
        }
    }
}

/* Links -------------------------------------------------------------------------------------------------------------------------- */

/* Weight of an edge; 1 when it has none. */
static double edge_weight(const an_network *net, size_t edge)
{
    size_t column = an_network_column(net, AN_EDGES, "weight");
    return an_network_has(net, AN_EDGES, edge, column) ? an_network_double(net, AN_EDGES, edge, column) : 1;
}

size_t cli_other(const an_network *net, size_t edge, size_t node)
{
    size_t from = an_network_edge_from(net, edge);
    return from == node ? an_network_edge_to(net, edge) : from;
}

typedef struct tie {
    double weight;
    an_str label, id;
    size_t edge;
} tie;

static int strongest_first(const void *left, const void *right)
{
    const tie *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    int order = cli_compare(a->label, b->label);
    order = order ? order : cli_compare(a->id, b->id);
    return order ? order : (a->edge > b->edge) - (a->edge < b->edge);
}

size_t *cli_ties(const an_network *net, size_t node, size_t *count)
{
    tie *ties = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t e = 0; e < an_network_size(net, AN_EDGES); e++) {
        size_t from = an_network_edge_from(net, e), to = an_network_edge_to(net, e);
        if ((from == node) == (to == node))
            continue;
        size_t other = cli_other(net, e, node);
        ties = cli_grow(ties, &capacity, *count + 1, sizeof *ties);
        ties[(*count)++] = (tie){edge_weight(net, e), an_network_label(net, other), an_network_node_id(net, other), e};
    }
    size_t *edges = cli_alloc(*count, sizeof *edges);
    if (*count)
        qsort(ties, *count, sizeof *ties, strongest_first);
    for (size_t i = 0; i < *count; i++)
        edges[i] = ties[i].edge;
    free(ties);
    return edges;
}

/* Where somebody stands between two, and how strongly. */
typedef struct middle {
    double weight; /* of the weaker link */
    size_t place;  /* among the ties of the first one */
    cli_between between;
} middle;

static int by_weaker_link(const void *left, const void *right)
{
    const middle *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

cli_between *cli_all_between(const an_network *net, size_t a, size_t b, size_t *count)
{
    size_t of_a, of_b, *ties_a = cli_ties(net, a, &of_a), *ties_b = cli_ties(net, b, &of_b);
    size_t *edge = cli_alloc(an_network_size(net, AN_NODES), sizeof *edge); /* to b, + 1 */
    middle *all = cli_alloc(of_a, sizeof *all);
    *count = 0;
    for (size_t i = of_b; i > 0; i--) /* the strongest last, so that it stays */
        edge[cli_other(net, ties_b[i - 1], b)] = ties_b[i - 1] + 1;
    for (size_t i = 0; i < of_a; i++) {
        size_t node = cli_other(net, ties_a[i], a);
        if (edge[node] == 0 || node == b)
            continue;
        double one = edge_weight(net, ties_a[i]), other = edge_weight(net, edge[node] - 1);
        all[(*count)++] = (middle){one < other ? one : other, i, {node, {one, other}}};
        edge[node] = 0; /* told once */
    }
    if (*count)
        qsort(all, *count, sizeof *all, by_weaker_link);
    cli_between *found = cli_alloc(*count, sizeof *found);
    for (size_t i = 0; i < *count; i++)
        found[i] = all[i].between;
    free(ties_a);
    free(ties_b);
    free(edge);
    free(all);
    return found;
}

/* Breadth first from `to`, a whole pass over the edges for each of the few steps: steps[n] = distance + 1, next[n] = where to go on. */
size_t cli_path(const an_network *net, size_t from, size_t to, size_t path[CLI_STEPS_MAX + 1])
{
    size_t nodes = an_network_size(net, AN_NODES), edges = an_network_size(net, AN_EDGES), length = 0;
    unsigned char *steps = cli_alloc(nodes, 1);
    size_t *next = cli_alloc(nodes, sizeof *next);
    double *weight = cli_alloc(nodes, sizeof *weight);
    steps[to] = 1;
    for (unsigned char step = 1; step <= CLI_STEPS_MAX && !steps[from]; step++) {
        for (size_t i = 0; i < 2 * edges; i++) {
            size_t a = an_network_edge_from(net, i / 2), b = an_network_edge_to(net, i / 2);
            size_t near = i % 2 ? a : b, far = i % 2 ? b : a;
            double w = edge_weight(net, i / 2);
            if (steps[near] != step || (steps[far] && steps[far] != step + 1) || (steps[far] && w <= weight[far]))
                continue;
            steps[far] = (unsigned char)(step + 1);
            next[far] = near;
            weight[far] = w;
        }
    }
    if (steps[from]) {
        for (size_t node = from; node != to; node = next[node])
            path[length++] = node;
        path[length++] = to;
    }
    free(steps);
    free(next);
    free(weight);
    return length;
}
