/* SKOS thesauri as N-Triples, in any order of lines. All labels are collected first; then each concept takes the preferred label of the
   language asked for (else one without a language, else the first by code), its other labels of that language and without one are aliases.
   SKOS-XL labels are nodes of their own that hold a literal. `broader` becomes part_of, `notation` the id. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef enum role { PREFERRED, OTHER, BROADER, NOTATION, LITERAL, NODE_PREFERRED, NODE_OTHER, ROLES } role;

static const struct {
    const char *name;
    role role;
} predicates[] = {
    {"http://www.w3.org/2004/02/skos/core#prefLabel", PREFERRED},    {"http://www.w3.org/2004/02/skos/core#altLabel", OTHER},
    {"http://www.w3.org/2004/02/skos/core#hiddenLabel", OTHER},      {"http://www.w3.org/2004/02/skos/core#broader", BROADER},
    {"http://www.w3.org/2004/02/skos/core#notation", NOTATION},      {"http://www.w3.org/2008/05/skos-xl#literalForm", LITERAL},
    {"http://www.w3.org/2008/05/skos-xl#prefLabel", NODE_PREFERRED}, {"http://www.w3.org/2008/05/skos-xl#altLabel", NODE_OTHER},
    {"http://www.w3.org/2008/05/skos-xl#hiddenLabel", NODE_OTHER},
};

/* One statement that matters. Nodes are numbers in `nodes`. */
typedef struct fact {
    uint32_t subject, object; /* object: a node, or AN_MAP_NONE for literals */
    uint32_t line, file;
    role role;
    an_str text, language;
} fact;

typedef struct graph {
    an_map nodes; /* addresses and blank nodes */
    AN_ROWS_OF(fact) facts;
} graph;

/* Triples -------------------------------------------------------------------------------------------------------------------------- */

/* Position in a line and whether it went wrong. */
typedef struct cursor {
    an_str line;
    size_t at;
    const char *problem;
} cursor;

static void skip_blanks(cursor *c)
{
    while (c->at < c->line.len && (c->line.ptr[c->at] == ' ' || c->line.ptr[c->at] == '\t'))
        c->at++;
}

/* <address> or _:node; the text without brackets. */
static an_str read_node(cursor *c)
{
    size_t from, end;

    skip_blanks(c);
    from = c->at;
    if (from < c->line.len && c->line.ptr[from] == '<') {
        end = an_str_find_byte(c->line, from, '>');
        if (end != (size_t)-1) {
            c->at = end + 1;
            return an_str_sub(c->line, from + 1, end);
        }
    } else if (from + 1 < c->line.len && c->line.ptr[from] == '_' && c->line.ptr[from + 1] == ':') {
        while (c->at < c->line.len && c->line.ptr[c->at] != ' ' && c->line.ptr[c->at] != '\t')
            c->at++;
        return an_str_sub(c->line, from, c->at);
    }
    c->problem = "expected <address>: this is no line of N-Triples";
    return (an_str){"", 0};
}

/* \n \" \uXXXX … at c->at, which stands behind the backslash. */
static void read_escape(cursor *c, an_buf *out)
{
    static const char from[] = "tbnrf\"'\\", to[] = " \b\n\r\f\"'\\";
    char sign = c->at < c->line.len ? c->line.ptr[c->at] : '\0', bytes[4];
    const char *known = sign ? strchr(from, sign) : NULL;
    size_t digits = sign == 'u' ? 4 : sign == 'U' ? 8 : 0;
    uint32_t code = 0;

    if (known) {
        an_buf_add_char(out, to[known - from]);
        c->at++;
        return;
    }
    if (!digits || c->at + digits >= c->line.len) {
        c->problem = "an escape that is none: \\t \\n \\\" \\\\ \\uXXXX";
        return;
    }
    for (size_t i = 1; i <= digits; i++) {
        int value = an_ascii_hex(c->line.ptr[c->at + i]);
        if (value < 0) {
            c->problem = "an escape that is none: \\u needs four digits, \\U eight";
            return;
        }
        code = code << 4 | (uint32_t)value;
    }
    c->at += digits + 1;
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || code == 0)
        code = 0xFFFD;
    an_buf_add(out, (an_str){bytes, an_utf8_encode(code, bytes)});
}

/* "text"@language or "text"^^<type>, behind the first quote. */
static void read_literal(cursor *c, an_buf *out, an_str *language)
{
    *language = (an_str){"", 0};
    while (c->at < c->line.len && c->line.ptr[c->at] != '"' && !c->problem) {
        char sign = c->line.ptr[c->at++];
        if (sign == '\\')
            read_escape(c, out);
        else
            an_buf_add_char(out, sign);
    }
    if (c->problem)
        return;
    if (c->at >= c->line.len) {
        c->problem = "the quote is never closed";
        return;
    }
    c->at++;
    if (c->at < c->line.len && c->line.ptr[c->at] == '@') {
        size_t from = ++c->at;
        while (c->at < c->line.len && c->line.ptr[c->at] != ' ' && c->line.ptr[c->at] != '.' && c->line.ptr[c->at] != '\t')
            c->at++;
        *language = an_str_sub(c->line, from, c->at);
    }
}

static role role_of(an_str predicate)
{
    for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++)
        if (an_str_equal(predicate, an_str_of(predicates[i].name)))
            return predicates[i].role;
    return ROLES;
}

static void keep_fact(an_import *to, graph *g, fact made, an_str subject, an_str object, const an_buf *text)
{
    made.subject = an_map_intern(&g->nodes, subject, NULL);
    made.object = object.len ? an_map_intern(&g->nodes, object, NULL) : AN_MAP_NONE;
    made.text = an_arena_str(&to->arena, an_buf_str(text));
    made.language = an_arena_str(&to->arena, made.language);
    made.line = to->line;
    made.file = to->file;
    if (made.subject == AN_MAP_NONE || (object.len && made.object == AN_MAP_NONE) || !made.text.ptr || !made.language.ptr || text->failed ||
        !AN_ROOM(&g->facts, 1)) {
        an_import_nomem(to);
        return;
    }
    g->facts.items[g->facts.count++] = made;
}

static void read_line(an_import *to, graph *g, an_str line, an_buf *text)
{
    cursor c = {.line = line};
    an_str subject = read_node(&c), predicate = c.problem ? subject : read_node(&c), object = {"", 0};
    fact made = {.role = c.problem ? ROLES : role_of(predicate), .language = {"", 0}};

    to->ledger->rows_read++;
    an_buf_reset(text);
    if (!c.problem && made.role != ROLES) {
        skip_blanks(&c);
        if (c.at < line.len && line.ptr[c.at] == '"') {
            c.at++;
            read_literal(&c, text, &made.language);
        } else {
            object = read_node(&c);
        }
        skip_blanks(&c);
        if (!c.problem && (c.at >= line.len || line.ptr[c.at] != '.'))
            c.problem = "expected ' .' at the end: is the line cut off?";
    }
    if (c.problem)
        an_import_bad(to, line, c.at < line.len ? c.at : line.len, 1, "%s", c.problem);
    else if (made.role != ROLES)
        keep_fact(to, g, made, subject, object, text);
}

/* Concepts ------------------------------------------------------------------------------------------------------------------------- */

static bool has_language(an_str language, an_str wanted)
{
    return an_str_equal_ascii_case(language, wanted) || (language.len > wanted.len && language.ptr[wanted.len] == '-' &&
                                                         an_str_equal_ascii_case(an_str_sub(language, 0, wanted.len), wanted));
}

/* How good a preferred label is: smaller is better. */
static int label_rank(const fact *label, an_str wanted)
{
    return has_language(label->language, wanted) ? 0 : label->language.len == 0 ? 1 : 2;
}

static int compare_facts(const void *left, const void *right)
{
    const fact *a = left, *b = right;

    if (a->subject != b->subject)
        return a->subject < b->subject ? -1 : 1;
    if (a->role != b->role)
        return a->role < b->role ? -1 : 1;
    return an_str_compare(a->language, b->language) ? an_str_compare(a->language, b->language) : an_str_compare(a->text, b->text);
}

/* SKOS-XL: labels that are nodes get the text of the node. */
static void resolve_nodes(graph *g, uint32_t *literals)
{
    for (size_t i = 0; i < g->facts.count; i++)
        if (g->facts.items[i].role == LITERAL)
            literals[g->facts.items[i].subject] = (uint32_t)i + 1;
    for (size_t i = 0; i < g->facts.count; i++) {
        fact *one = &g->facts.items[i];
        if ((one->role != NODE_PREFERRED && one->role != NODE_OTHER) || one->object == AN_MAP_NONE || !literals[one->object])
            continue;
        one->text = g->facts.items[literals[one->object] - 1].text;
        one->language = g->facts.items[literals[one->object] - 1].language;
        one->role = one->role == NODE_PREFERRED ? PREFERRED : OTHER;
    }
}

static void go_to(an_import *to, const fact *one)
{
    to->file = one->file;
    to->line = one->line;
}

/* The facts of one concept, sorted by role. `labels[node]` = place of its chosen label + 1. */
static void read_concept(an_import *to, graph *g, size_t first, size_t end, an_str wanted, const uint32_t *labels)
{
    const fact *facts = g->facts.items, *label = &facts[labels[facts[first].subject] - 1];
    an_str id = g->nodes.keys[facts[first].subject];
    bool person = to->options->type && strncmp(to->options->type, "person", 6) == 0;
    an_str last, head;
    an_buf straight = {0};
    uint32_t actor;

    for (size_t i = first; i < end; i++)
        if (facts[i].role == NOTATION && facts[i].text.len)
            id = facts[i].text;
    go_to(to, label);
    if (person && an_name_inverted(label->text, &last, &head)) {
        an_buf_add(&straight, head);
        an_buf_add_char(&straight, ' ');
        an_buf_add(&straight, last);
        an_import_changed(to, "«Last, First» turned round; both are aliases", label->text);
    } else {
        an_buf_add(&straight, label->text);
    }
    actor = straight.failed ? AN_IMPORT_NOBODY : an_import_actor_of(to, id, an_buf_str(&straight));
    an_buf_clear(&straight);
    if (actor == AN_IMPORT_NOBODY)
        return;
    an_import_type(to, actor, to->options->type ? an_str_of(to->options->type) : AN_LIT(""));
    for (size_t i = first; i < end; i++) {
        const fact *one = &facts[i];
        go_to(to, one);
        if (one->role == BROADER && one->object != AN_MAP_NONE && labels[one->object])
            an_import_attribute(to, actor, "part_of", facts[labels[one->object] - 1].text);
        if (one->role != PREFERRED && one->role != OTHER)
            continue;
        if (one == label || label_rank(one, wanted) < 2) {
            if (person)
                an_import_person(to, actor, one->text, NULL);
            else
                an_import_name(to, actor, one->text, NULL);
        } else {
            an_import_dropped(to, "a label in another language", one->text);
        }
    }
}

static void read_concepts(an_import *to, graph *g)
{
    an_str wanted = an_str_of(to->options->language ? to->options->language : "en");
    uint32_t *labels = an_alloc((g->nodes.count + 1) * sizeof *labels);

    if (!labels) {
        an_import_nomem(to);
        return;
    }
    resolve_nodes(g, labels);
    memset(labels, 0, (g->nodes.count + 1) * sizeof *labels);
    if (g->facts.count)
        qsort(g->facts.items, g->facts.count, sizeof *g->facts.items, compare_facts);
    for (size_t i = 0; i < g->facts.count; i++) {
        const fact *one = &g->facts.items[i];
        uint32_t *best = &labels[one->subject];
        if (one->role == PREFERRED && one->text.len && (!*best || label_rank(one, wanted) < label_rank(&g->facts.items[*best - 1], wanted)))
            *best = (uint32_t)i + 1;
    }
    for (size_t i = 0, end; i < g->facts.count && an_import_going(to); i = end) {
        for (end = i; end < g->facts.count && g->facts.items[end].subject == g->facts.items[i].subject; end++)
            ;
        if (labels[g->facts.items[i].subject])
            read_concept(to, g, i, end, wanted, labels);
    }
    an_free(labels);
}

void an_import_skos(an_import *to, const char *const *paths, size_t count)
{
    graph g = {0};
    an_buf literal = {0};

    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_import_text text;
        an_str line;
        if (an_import_open_lines(to, paths[i], &text))
            while (an_import_next_line(to, &text, &line))
                if (an_str_trim(line).len && line.ptr[0] != '#')
                    read_line(to, &g, an_str_trim(line), &literal);
        an_import_close(&text);
        an_import_end(to);
    }
    if (an_import_going(to))
        read_concepts(to, &g);
    an_free(g.facts.items);
    an_map_clear(&g.nodes);
    an_buf_clear(&literal);
}
