/* Options: one table that drives parsing, help, the man page and completion. To add an option, add a row and a field. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/text.h"

/* Every command is a bit, so that a row can say whom it belongs to. */
enum {
    CLI_BUILD = 1 << 0,
    CLI_EXTRACT = 1 << 1,
    CLI_LINK = 1 << 2,
    CLI_CENTRALITY = 1 << 3,
    CLI_DRAW = 1 << 4,
    CLI_CONVERT = 1 << 5,
    CLI_EXPLAIN = 1 << 6,
    CLI_DICT_CHECK = 1 << 7,
    CLI_HELP = 1 << 8,
    CLI_VERSION = 1 << 9,
    CLI_COMPLETION = 1 << 10,
    CLI_DICT_IMPORT = 1 << 11,
    CLI_DICT_EXPORT = 1 << 12,
    CLI_DICT_STATS = 1 << 13,
    CLI_DICT_SORT = 1 << 14,
    CLI_DICT_MERGE = 1 << 15,
    CLI_DICT_LIST = 1 << 16,
    CLI_EVAL = 1 << 17,
    CLI_TRAIN = 1 << 18,
    CLI_DICT_COMPILE = 1 << 19,
    CLI_ALIASES = 1 << 20,
    CLI_ALL = (1 << 21) - 1,
    CLI_WRITERS = CLI_BUILD | CLI_LINK | CLI_DRAW | CLI_CONVERT /* of networks and pictures */
};

/* What a value is, and the type of its field. */
typedef enum cli_kind {
    CLI_FLAG,   /* bool */
    CLI_TEXT,   /* const char * */
    CLI_LIST,   /* cli_list: may be given again */
    CLI_UINT,   /* uint64_t */
    CLI_DOUBLE, /* double */
    CLI_CHOICE  /* int: index of the name, -1 = not given */
} cli_kind;

/* Headings of help and man page, in this order. */
typedef enum cli_group {
    CLI_GROUP_OUTPUT,
    CLI_GROUP_NAMES,
    CLI_GROUP_FITTING,
    CLI_GROUP_DOCUMENTS,
    CLI_GROUP_LINKS,
    CLI_GROUP_NETWORK,
    CLI_GROUP_PICTURE,
    CLI_GROUP_COMMON
} cli_group;
extern const char *const cli_group_names[];

typedef struct cli_option {
    const char *name;
    char letter;
    cli_kind kind;
    size_t offset;        /* of its field in cli_options */
    const char *argument; /* "N", "FILE"; NULL for flags */
    const char *help;
    unsigned commands;
    cli_group group;
    const char *(*choice)(size_t i);                         /* names to choose from, NULL after the last */
    bool several;                                            /* CLI_TEXT with `choice`: a list with commas */
    bool (*check)(const char *value, const char **expected); /* CLI_TEXT: whether the value is well formed */
    double min, max;                                         /* of numbers */
} cli_option;
extern const cli_option cli_option_table[]; /* ends with a NULL name */

typedef struct cli_list {
    const char **items;
    size_t count, capacity;
} cli_list;

/* What the command line said. Texts point into argv. */
typedef struct cli_options {
    cli_list words; /* what is no option */
    bool help, quiet, verbose, json, allow_skipped;
    cli_list outputs;
    const char *report;
    cli_list dicts;
    bool no_default_dict, shipped;
    const char *data, *aliases;
    int names, scope;
    bool nested, nominal;
    const char *model;
    int spans;
    double min_confidence;
    cli_list unlabelled;
    cli_list without;
    bool word_groups;
    const char *start_from, *note;
    double dropout, thin, capitals, sure, prune;
    uint64_t epochs, rounds;
    const char *from, *until;
    uint64_t threads;
    bool profile;
    int format;
    bool no_text, per_document, count;
    const char *window;
    int weight, ambiguous;
    uint64_t max_actors, evidence;
    uint64_t min_count, min_documents, top;
    double min_weight;
    bool giant, no_isolates, no_communities, normalized;
    const char *type, *measures, *by;
    int distance, layout;
    uint64_t seed;
    int dot;
    uint64_t draw_nodes;
    double draw_links;
    bool csv, csv_bom, json_edges;
    const char *missing;
    const char *casing, *separator, *split, *language, *pack, *date;
    cli_list map, against;
    bool verify, keep_going;
    bool strict, man;
    uint64_t errors, sample;
} cli_options;

#define CLI_NOT_GIVEN UINT64_MAX /* `top` has another default in every command */

/* The measures of the table when nobody asks for others; the first one ranks. */
#define CLI_MEASURES "betweenness,strength,degree,pagerank"

void cli_options_default(cli_options *options);
/* Of a number that is not given; 0 also where a command has one of its own. */
double cli_option_default(const cli_option *option);
void cli_options_clear(cli_options *options);

/* The options that change a result, as they would be typed; names of files and folders are left out. */
void cli_options_add_given(cli_text *text, const cli_options *options, unsigned command);

/* The first option of some groups (bits 1 << cli_group) that was given another value than its default, or NULL. */
const char *cli_options_given(const cli_options *options, unsigned command, unsigned groups);

/* The option of a command (bit set of commands) that has the long name, or NULL. */
const cli_option *cli_option_find(unsigned commands, an_str name);
/* Read the arguments of a command. @return NULL, or what is wrong with them (to be freed). */
char *cli_options_parse(cli_options *options, unsigned command, int count, char *const *arguments);

/* The same as the library wants it. */
void cli_run_options(an_run_options *run, const cli_options *options);
void cli_write_options(an_write_options *write, const cli_options *options);

#endif
