/* Pieces of a network as `explain` shows them: forms of an actor, sentences of a link, neighbours, paths. */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "cli/text.h"

/* One line of the edge attribute `evidence`. */
typedef struct cli_evidence {
    an_str document, span, sentence; /* span: "start-end" in code points, "" when it is not there */
} cli_evidence;
/* The next sentence of an edge; false at the end. `*rest` starts as the whole attribute. */
bool cli_evidence_next(an_str *rest, cli_evidence *out);
/* A cell of a column of texts; "" when there is none. */
an_str cli_text_cell(const an_network *net, an_table table, size_t row, const char *name);
an_str cli_edge_evidence(const an_network *net, size_t edge);

/* The next part of a list joined by « | ». */
bool cli_part_next(an_str *rest, an_str *part);

/* The attribute that lists an actor's forms: `rules` with the rule behind each, or else `aliases`. */
an_str cli_actor_forms(const an_network *net, size_t node, bool *with_rule);
/* `form: by` split at its last colon. */
void cli_split_rule(an_str rule, an_str *form, an_str *by);
/* A line for people: a form, and the rule when there is one. */
void cli_add_form(cli_text *text, an_str form, an_str by);

/* All surface forms of some actors, longest first. */
typedef struct cli_forms {
    an_str *items;
    size_t count, capacity;
} cli_forms;
void cli_forms_add(cli_forms *forms, const an_network *net, size_t node);
/* Whether a form stands in a sentence as a whole. */
bool cli_form_stands(an_str sentence, an_str form);
/* Append a sentence, made clean, with every form in it in bold. */
void cli_add_sentence(cli_text *text, an_str sentence, const cli_forms *forms, bool colour);

/* Edges of one actor, the strongest first (ties: the other's label, id). `*count` of them; to be freed. Loops are left out. */
size_t *cli_ties(const an_network *net, size_t node, size_t *count);

/* An actor that two others are both linked to, and how strongly to each. */
typedef struct cli_between {
    size_t node;
    double weights[2];
} cli_between;
/* All of them, by falling weight of the weaker link, then in the order of the first one's ties. free() it. */
cli_between *cli_all_between(const an_network *net, size_t a, size_t b, size_t *count);
/* The other end of an edge. */
size_t cli_other(const an_network *net, size_t edge, size_t node);

enum { CLI_STEPS_MAX = 3 };
/* Nodes of a shortest path of at most CLI_STEPS_MAX steps, over the strongest links where there are several. @return nodes, 0 = none */
size_t cli_path(const an_network *net, size_t from, size_t to, size_t path[CLI_STEPS_MAX + 1]);

#endif
