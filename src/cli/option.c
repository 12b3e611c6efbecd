/* The option table, its defaults, and what the options mean to the library. Names to choose from come from the library's own tables where
   it has one. */
#include "cli/option.h"

#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

const char *const cli_group_names[] = {"Output", "Names to look for", "Fitting", "Documents", "Links", "Network", "Pictures", "Common"};

/* Names to choose from ------------------------------------------------------------------------------------------------------------- */

static const char *name_of(const char *const *names, size_t count, size_t i)
{
    return i < count ? names[i] : NULL;
}

#define NAMES(function, ...)                                                                                                               \
    static const char *function(size_t i)                                                                                                  \
    {                                                                                                                                      \
        static const char *const names[] = {__VA_ARGS__};                                                                                  \
        return name_of(names, sizeof names / sizeof *names, i);                                                                            \
    }

/* In the order of the library's enums. */
NAMES(names_choice, "dictionary", "patterns", "all")
NAMES(spans_choice, "core", "extended")
NAMES(scope_choice, "collection", "document")
NAMES(format_choice, "jsonl", "tsv", "conll")
NAMES(distance_choice, "inverse", "hops")
NAMES(ambiguous_choice, "hide", "node")
NAMES(dot_choice, "full", "plain")

static const char *weight_choice(size_t i)
{
    return an_weights()[i].name;
}

static const char *layout_choice(size_t i)
{
    return an_layouts()[i];
}

static const char *measure_choice(size_t i)
{
    return an_measures()[i].name;
}

/* Values with a form of their own ------------------------------------------------------------------------------------------------- */

static bool all_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static bool is_date(const char *value, const char **expected)
{
    *expected = "a date from 1000 to 2999: YYYY, YYYY-MM or YYYY-MM-DD";
    return an_date_valid(cli_str(value));
}

/* Parts with a sign between them, none of them empty. */
static bool has_parts(const char *value, char between)
{
    size_t length = strlen(value);
    for (size_t i = 0; i < length; i++)
        if (value[i] == between && (i == 0 || value[i - 1] == between || i + 1 == length))
            return false;
    return length > 0;
}

/* Types with commas between them. */
static bool is_types(const char *value, const char **expected)
{
    *expected = "types such as person,organization/company,vessel";
    return has_parts(value, ',') && has_parts(value, '/') && !strstr(value, ",/") && !strstr(value, "/,");
}

static bool is_type(const char *value, const char **expected)
{
    *expected = "a type such as person, organization/company or vessel";
    return has_parts(value, '/') && !strchr(value, ',');
}

static size_t window_tokens(const char *value)
{
    const char *digits = value + strlen("tokens:");
    size_t length = strlen(digits);
    return length >= 1 && length <= 6 && all_digits(digits, length) ? strtoul(digits, NULL, 10) : 0;
}

static bool is_window(const char *value, const char **expected)
{
    *expected = "sentence, paragraph, document or tokens:N (N from 1 to 999999)";
    if (strncmp(value, "tokens:", 7) == 0)
        return window_tokens(value) > 0;
    return !strcmp(value, "sentence") || !strcmp(value, "paragraph") || !strcmp(value, "document");
}

/* The table ---------------------------------------------------------------------------------------------------------------------- */

#define FIELD(name) offsetof(cli_options, name)
#define ANY_NUMBER 1e15
#define DOCS (CLI_BUILD | CLI_EXTRACT | CLI_EVAL | CLI_ALIASES)
#define NETS (CLI_BUILD | CLI_LINK)
#define RUNS (CLI_BUILD | CLI_EXTRACT | CLI_LINK)
#define LEXICON (CLI_ALIASES | CLI_BUILD | CLI_EVAL | CLI_EXTRACT | CLI_EXPLAIN | CLI_DICT_CHECK | CLI_TRAIN)

const cli_option cli_option_table[] = {
    /* output */
    {"output", 'o', CLI_LIST, FIELD(outputs), "FILE",
     "write the network to FILE; its ending says how (.graphml .dot .csv .json .svg .png .pdf); may be given again; - is standard output "
     "(GraphML)",
     CLI_WRITERS, .group = CLI_GROUP_OUTPUT},
    {"output", 'o', CLI_LIST, FIELD(outputs), "FILE", "write to FILE instead of standard output", CLI_EXTRACT | CLI_CENTRALITY | CLI_EVAL | CLI_TRAIN,
     .group = CLI_GROUP_OUTPUT},
    {"output", 'o', CLI_LIST, FIELD(outputs), "FILE", "write the names as a dictionary, to edit and to give back by --dict", CLI_ALIASES,
     .group = CLI_GROUP_OUTPUT},
    {"report", 0, CLI_TEXT, FIELD(report), "FILE", "write a report of the run as JSON: every count, every input skipped and why", RUNS | CLI_ALIASES,
     .group = CLI_GROUP_OUTPUT},
    {"report", 0, CLI_TEXT, FIELD(report), "FILE", "with --missing: the report of the run that made the network", CLI_EXPLAIN,
     .group = CLI_GROUP_OUTPUT},
    {"output", 'o', CLI_LIST, FIELD(outputs), "FILE", "write to FILE instead of standard output; a failed run leaves it as it was",
     CLI_DICT_IMPORT | CLI_DICT_EXPORT | CLI_DICT_SORT | CLI_DICT_MERGE, .group = CLI_GROUP_OUTPUT},
    {"output", 'o', CLI_LIST, FIELD(outputs), "FILE", "file to write; a failed run leaves it as it was", CLI_DICT_COMPILE,
     .group = CLI_GROUP_OUTPUT},
    {"shipped", 0, CLI_FLAG, FIELD(shipped), NULL, "compile the shipped dictionaries, in place of FILES", CLI_DICT_COMPILE,
     .group = CLI_GROUP_NAMES},
    {"pack", 0, CLI_TEXT, FIELD(pack), "NAME", "write a pack into your data folder, to be used as --dict +NAME", CLI_DICT_IMPORT,
     .group = CLI_GROUP_OUTPUT},
    {"report", 0, CLI_TEXT, FIELD(report), "FILE",
     "list every row that was dropped or changed, with its reason (TSV, or JSON by the ending)",
     CLI_DICT_IMPORT | CLI_DICT_EXPORT | CLI_DICT_SORT | CLI_DICT_MERGE, .group = CLI_GROUP_OUTPUT},
    {"map", 'm', CLI_LIST, FIELD(map), "COLUMNS",
     "csv: which column is which, as in alias=Name,type=Kind; '=Notes' leaves a column out; may be given again", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES},
    {"type", 't', CLI_TEXT, FIELD(type), "TYPE", "type of actors whose type the file does not tell: person, organization/company, ...",
     CLI_DICT_IMPORT, .group = CLI_GROUP_NAMES, .check = is_type},
    {"case", 0, CLI_TEXT, FIELD(casing), "CASE", "plain, csv: any, cap, exact or auto where the file does not tell", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES},
    {"separator", 0, CLI_TEXT, FIELD(separator), "C",
     "csv: between columns (default: found out from the first line); gate: between a name and its features", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES},
    {"split", 0, CLI_TEXT, FIELD(split), "C", "csv, wikidata: between several aliases in one cell", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES},
    {"language", 0, CLI_TEXT, FIELD(language), "CODE", "skos: language of the labels (default en)", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES},
    {"date", 0, CLI_TEXT, FIELD(date), "DATE", "date of the list (default: the newest in the names of the files)", CLI_DICT_IMPORT,
     .group = CLI_GROUP_NAMES, .check = is_date},
    {"keep-going", 'k', CLI_FLAG, FIELD(keep_going), NULL, "leave bad rows out, count them, and exit with 3", CLI_DICT_IMPORT,
     .group = CLI_GROUP_DOCUMENTS},
    {"format", 0, CLI_CHOICE, FIELD(format), "NAME", "how mentions are written (default jsonl)", CLI_EXTRACT, .group = CLI_GROUP_OUTPUT,
     .choice = format_choice},
    {"no-text", 0, CLI_FLAG, FIELD(no_text), NULL, "leave the text of the documents out", CLI_EXTRACT, .group = CLI_GROUP_OUTPUT},
    {"per-document", 0, CLI_FLAG, FIELD(per_document), NULL, "answer every document at once; nothing is decided over the whole collection",
     CLI_EXTRACT, .group = CLI_GROUP_OUTPUT},
    {"count", 0, CLI_FLAG, FIELD(count), NULL, "instead of the mentions a table: how many mentions and documents each actor has", CLI_EXTRACT,
     .group = CLI_GROUP_OUTPUT},
    {"csv", 0, CLI_FLAG, FIELD(csv), NULL, "all rows as CSV", CLI_CENTRALITY, .group = CLI_GROUP_OUTPUT},
    {"csv-bom", 0, CLI_FLAG, FIELD(csv_bom), NULL, "start CSV files with a byte-order mark, for Excel", CLI_WRITERS, .group = CLI_GROUP_OUTPUT},
    {"json-edges", 0, CLI_FLAG, FIELD(json_edges), NULL, "in JSON files call the list of links 'edges' (NetworkX 3.4 and later)", CLI_WRITERS,
     .group = CLI_GROUP_OUTPUT},
    {"dot", 0, CLI_CHOICE, FIELD(dot), "NAME", "DOT files with colours and pen widths (full, default), or plain with labels and weights only (for Gephi)",
     CLI_WRITERS, .group = CLI_GROUP_OUTPUT, .choice = dot_choice},
    {"missing", 0, CLI_TEXT, FIELD(missing), "NAME", "tell why NAME is not in the network", CLI_EXPLAIN, .group = CLI_GROUP_OUTPUT},
    {"against", 0, CLI_LIST, FIELD(against), "DOCS",
     "hold the names against documents: which are never seen, seen most, ambiguous; may be given again", CLI_DICT_CHECK,
     .group = CLI_GROUP_OUTPUT},
    {"strict", 0, CLI_FLAG, FIELD(strict), NULL, "warnings count as errors", CLI_DICT_CHECK, .group = CLI_GROUP_OUTPUT},
    {"sample", 0, CLI_UINT, FIELD(sample), "N", "write a tick sheet of N random mentions and N links of the documents (try 100)", CLI_EVAL,
     .group = CLI_GROUP_OUTPUT, .min = 1, .max = 100000},
    {"errors", 'e', CLI_UINT, FIELD(errors), "N", "lines of each kind of error to show", CLI_EVAL, .group = CLI_GROUP_OUTPUT,
     .max = ANY_NUMBER},
    {"man", 0, CLI_FLAG, FIELD(man), NULL, "print the manual page (roff)", CLI_HELP, .group = CLI_GROUP_OUTPUT},

    /* names */
    {"dict", 'd', CLI_LIST, FIELD(dicts), "FILE",
     "a dictionary, pattern file, folder of them, or +PACK; may be given again, the first wins", LEXICON, .group = CLI_GROUP_NAMES},
    {"no-default-dict", 0, CLI_FLAG, FIELD(no_default_dict), NULL, "leave the shipped dictionaries of actors out", LEXICON,
     .group = CLI_GROUP_NAMES},
    {"aliases", 0, CLI_TEXT, FIELD(aliases), "FILE", "your corrections: lines 'same A B', 'different A B', 'never TEXT', separated by tabs",
     DOCS | CLI_EXPLAIN, .group = CLI_GROUP_NAMES},
    {"names", 0, CLI_CHOICE, FIELD(names), "NAME", "which names: those of dictionaries, those and patterns, or all (default)", DOCS,
     .group = CLI_GROUP_NAMES, .choice = names_choice},
    {"scope", 0, CLI_CHOICE, FIELD(scope), "NAME", "where names that nobody listed are joined to one actor: over the whole collection "
     "(default), or in each document alone", DOCS, .group = CLI_GROUP_NAMES, .choice = scope_choice},
    {"nested", 0, CLI_FLAG, FIELD(nested), NULL, "also write mentions that lie inside others", CLI_EXTRACT, .group = CLI_GROUP_NAMES},
    {"nominal", 0, CLI_FLAG, FIELD(nominal), NULL, "nouns that stood at a name stand for it, too: the army, the rebels", DOCS, .group = CLI_GROUP_NAMES},
    {"model", 0, CLI_TEXT, FIELD(model), "FILE", "weights for names that nobody listed, as 'actornet train' writes them", DOCS,
     .group = CLI_GROUP_NAMES},
    {"min-confidence", 0, CLI_DOUBLE, FIELD(min_confidence), "X", "of names that nobody listed, only those that are this sure (0 to 1)", DOCS,
     .group = CLI_GROUP_NAMES, .max = 1},
    {"spans", 0, CLI_CHOICE, FIELD(spans), "NAME", "spans of mentions: the name (core, default), or with title, state and head (extended)", CLI_EXTRACT,
     .group = CLI_GROUP_NAMES, .choice = spans_choice},
    {"verify", 0, CLI_FLAG, FIELD(verify), NULL, "compare the checksums of compiled dictionaries before they are used", LEXICON,
     .group = CLI_GROUP_NAMES},
    {"data", 0, CLI_TEXT, FIELD(data), "DIR",
     "folder that holds the shipped dict/ (default: $ACTORNET_DATA, else found beside the program)",
     LEXICON | CLI_DICT_IMPORT | CLI_DICT_STATS | CLI_DICT_LIST | CLI_DICT_COMPILE, .group = CLI_GROUP_NAMES},

    /* fitting */
    {"from", 0, CLI_TEXT, FIELD(start_from), "MODEL", "weights to start from and to adapt: a file, or the word shipped", CLI_TRAIN, .group = CLI_GROUP_FITTING},
    {"unlabelled", 'u', CLI_LIST, FIELD(unlabelled), "FILE", "text without annotation to learn from, too; may be given again", CLI_TRAIN,
     .group = CLI_GROUP_FITTING},
    {"note", 0, CLI_TEXT, FIELD(note), "TEXT", "lines for the head of the model: where the texts are from", CLI_TRAIN, .group = CLI_GROUP_FITTING},
    {"epochs", 0, CLI_UINT, FIELD(epochs), "N", "rounds over the text", CLI_TRAIN, .group = CLI_GROUP_FITTING, .min = 1, .max = 1000},
    {"rounds", 0, CLI_UINT, FIELD(rounds), "N", "fittings with what was learned from unlabelled text", CLI_TRAIN,
     .group = CLI_GROUP_FITTING, .max = 100},
    {"sure", 0, CLI_DOUBLE, FIELD(sure), "X", "how sure a sentence without annotation must be", CLI_TRAIN,
     .group = CLI_GROUP_FITTING, .max = 1},
    {"dropout", 0, CLI_DOUBLE, FIELD(dropout), "X", "how often the letters of words are left out, so that the rest is learned",
     CLI_TRAIN, .group = CLI_GROUP_FITTING, .max = 1},
    {"thin", 0, CLI_DOUBLE, FIELD(thin), "X", "share of all features that a step goes without, so that none leans on others", CLI_TRAIN,
     .group = CLI_GROUP_FITTING, .max = 0.9},
    {"capitals", 0, CLI_DOUBLE, FIELD(capitals), "X", "share of documents that are learned again in capitals", CLI_TRAIN,
     .group = CLI_GROUP_FITTING, .max = 1},
    {"prune", 0, CLI_DOUBLE, FIELD(prune), "X", "features whose weights are all smaller are left out", CLI_TRAIN,
     .group = CLI_GROUP_FITTING, .max = 100},
    {"groups", 0, CLI_FLAG, FIELD(word_groups), NULL, "write groups of words that the texts use alike (dict/words/groups.tsv) instead of a model",
     CLI_TRAIN, .group = CLI_GROUP_FITTING},
    {"without", 0, CLI_LIST, FIELD(without), "TEMPLATE",
     "features to leave out, to see what they are worth: x.again, or u.* for all that begin so; may be given again", CLI_TRAIN,
     .group = CLI_GROUP_FITTING},

    /* documents */
    {"from", 0, CLI_TEXT, FIELD(from), "DATE", "only documents of this date and later", RUNS | CLI_ALIASES, .group = CLI_GROUP_DOCUMENTS,
     .check = is_date},
    {"until", 0, CLI_TEXT, FIELD(until), "DATE", "only documents of this date and earlier", RUNS | CLI_ALIASES, .group = CLI_GROUP_DOCUMENTS,
     .check = is_date},
    {"allow-skipped", 0, CLI_FLAG, FIELD(allow_skipped), NULL, "exit with 0, not 3, when some inputs were skipped",
     RUNS | CLI_ALIASES | CLI_DICT_IMPORT | CLI_EVAL, .group = CLI_GROUP_DOCUMENTS},
    {"threads", 'j', CLI_UINT, FIELD(threads), "N", "threads to use; 0 = all processors (default); the result is the same", RUNS | CLI_ALIASES | CLI_EVAL,
     .group = CLI_GROUP_DOCUMENTS, .max = 1024},

    {"profile", 0, CLI_FLAG, FIELD(profile), NULL, "tell on standard error where the time went, stage by stage", CLI_BUILD | CLI_EXTRACT,
     .group = CLI_GROUP_COMMON},

    /* links */
    {"window", 'w', CLI_TEXT, FIELD(window), "WINDOW",
     "two actors are linked when named in the same: sentence (default), paragraph, document, tokens:N", NETS, .group = CLI_GROUP_LINKS,
     .check = is_window},
    {"weight", 0, CLI_CHOICE, FIELD(weight), "NAME", "how counts become the weight of a link (default count)", NETS, .group = CLI_GROUP_LINKS,
     .choice = weight_choice},
    {"max-actors", 0, CLI_UINT, FIELD(max_actors), "N", "a window that names more actors (a list, a table) makes no links; 0 = no limit",
     NETS, .group = CLI_GROUP_LINKS, .max = ANY_NUMBER},
    {"ambiguous", 0, CLI_CHOICE, FIELD(ambiguous), "WHAT", "names that fit several actors: hide them (default), or make a node of each",
     NETS, .group = CLI_GROUP_LINKS, .choice = ambiguous_choice},
    {"evidence", 0, CLI_UINT, FIELD(evidence), "N", "sentences kept for each link; 0 = none, for networks that are shared", NETS,
     .group = CLI_GROUP_LINKS, .max = 1000},

    /* network */
    {"min-count", 0, CLI_UINT, FIELD(min_count), "N", "drop links that were seen fewer times", NETS, .group = CLI_GROUP_NETWORK,
     .max = ANY_NUMBER},
    {"min-documents", 0, CLI_UINT, FIELD(min_documents), "N", "drop links that were seen in fewer documents", NETS,
     .group = CLI_GROUP_NETWORK, .max = ANY_NUMBER},
    {"min-weight", 0, CLI_DOUBLE, FIELD(min_weight), "X", "drop links that weigh less", NETS, .group = CLI_GROUP_NETWORK,
     .max = ANY_NUMBER},
    {"type", 't', CLI_TEXT, FIELD(type), "TYPES", "keep actors of these types, separated by commas: person,organization", NETS,
     .check = is_types, .group = CLI_GROUP_NETWORK},
    {"top", 'n', CLI_UINT, FIELD(top), "N", "keep the N strongest actors", NETS, .group = CLI_GROUP_NETWORK, .max = ANY_NUMBER},
    {"top", 'n', CLI_UINT, FIELD(top), "N", "rows to show (default 20, 0 = all)", CLI_CENTRALITY, .group = CLI_GROUP_OUTPUT,
     .max = ANY_NUMBER},
    {"top", 'n', CLI_UINT, FIELD(top), "N", "ties of an actor, or actors between two, to show (default 10, 0 = all)", CLI_EXPLAIN, .group = CLI_GROUP_OUTPUT,
     .max = ANY_NUMBER},
    {"top", 'n', CLI_UINT, FIELD(top), "N", "actors to show, those named most often first (default 0 = all)", CLI_ALIASES,
     .group = CLI_GROUP_OUTPUT, .max = ANY_NUMBER},
    {"top", 'n', CLI_UINT, FIELD(top), "N", "with --against: lines to show of each (default 20, 0 = all)", CLI_DICT_CHECK,
     .group = CLI_GROUP_OUTPUT, .max = ANY_NUMBER},
    {"giant", 0, CLI_FLAG, FIELD(giant), NULL, "keep the largest connected part only", NETS, .group = CLI_GROUP_NETWORK},
    {"no-isolates", 0, CLI_FLAG, FIELD(no_isolates), NULL, "drop actors that are linked to nobody", NETS, .group = CLI_GROUP_NETWORK},
    {"by", 0, CLI_TEXT, FIELD(by), "MEASURES", "measures to show, separated by commas; the first one ranks (default " CLI_MEASURES ")",
     CLI_CENTRALITY, .group = CLI_GROUP_NETWORK, .choice = measure_choice, .several = true},
    {"measures", 0, CLI_TEXT, FIELD(measures), "MEASURES", "measures to compute for every actor, separated by commas; or 'none' (default "
     CLI_MEASURES ")", NETS, .group = CLI_GROUP_NETWORK, .choice = measure_choice, .several = true},
    {"normalized", 0, CLI_FLAG, FIELD(normalized), NULL, "scale measures to the size of the network", CLI_CENTRALITY,
     .group = CLI_GROUP_NETWORK},
    {"distance", 0, CLI_CHOICE, FIELD(distance), "NAME", "length of a link on a path: inverse = 1/weight (default), or hops = 1",
     NETS | CLI_CENTRALITY, .group = CLI_GROUP_NETWORK, .choice = distance_choice},
    {"no-communities", 0, CLI_FLAG, FIELD(no_communities), NULL, "do not look for communities", NETS, .group = CLI_GROUP_NETWORK},
    {"layout", 0, CLI_CHOICE, FIELD(layout), "NAME", "positions of the actors (default fr)", NETS, .group = CLI_GROUP_NETWORK, .choice = layout_choice},
    {"seed", 0, CLI_UINT, FIELD(seed), "N", "start of the random numbers in communities and layout", NETS,
     .group = CLI_GROUP_NETWORK, .max = 4294967295.0},
    {"seed", 0, CLI_UINT, FIELD(seed), "N", "start of the random numbers in samples and intervals", CLI_EVAL,
     .group = CLI_GROUP_OUTPUT, .max = 4294967295.0},

    /* pictures */
    {"draw-nodes", 0, CLI_UINT, FIELD(draw_nodes), "N", "actors in a picture, at most; 0 = all", CLI_WRITERS,
     .group = CLI_GROUP_PICTURE, .max = ANY_NUMBER},
    {"draw-links", 0, CLI_DOUBLE, FIELD(draw_links), "X", "links an actor in a picture, about; 0 = all", CLI_WRITERS,
     .group = CLI_GROUP_PICTURE, .max = ANY_NUMBER},

    /* common */
    {"json", 0, CLI_FLAG, FIELD(json), NULL, "answer as JSON",
     NETS | CLI_CENTRALITY | CLI_EVAL | CLI_EXPLAIN | CLI_ALIASES | CLI_DICT_CHECK | CLI_DICT_STATS | CLI_DICT_LIST | CLI_DICT_COMPILE |
         CLI_VERSION, .group = CLI_GROUP_COMMON},
    {"quiet", 'q', CLI_FLAG, FIELD(quiet), NULL, "no warnings, notes and progress; errors are shown",
     CLI_ALL & ~(CLI_HELP | CLI_VERSION | CLI_COMPLETION), .group = CLI_GROUP_COMMON},
    {"verbose", 'v', CLI_FLAG, FIELD(verbose), NULL, "tell all counts of the run", RUNS, .group = CLI_GROUP_COMMON},
    {"help", 'h', CLI_FLAG, FIELD(help), NULL, "show this help", CLI_ALL, .group = CLI_GROUP_COMMON},
    {0},
};

/* Meaning ------------------------------------------------------------------------------------------------------------------------ */

void cli_options_default(cli_options *options)
{
    an_run_options run;
    an_write_options write;
    an_train_options train;
    an_run_options_default(&run);
    an_write_options_default(&write);
    an_train_options_default(&train);
    *options = (cli_options){
        .names = -1,
        .spans = -1,
        .scope = -1,
        .format = -1,
        .weight = -1,
        .ambiguous = -1,
        .distance = -1,
        .layout = -1,
        .dot = -1,
        .threads = run.threads,
        .max_actors = run.max_actors,
        .evidence = run.evidence,
        .seed = run.seed,
        .top = CLI_NOT_GIVEN,
        .epochs = train.epochs,
        .rounds = train.rounds,
        .sure = train.sure,
        .dropout = train.dropout,
        .thin = train.thin,
        .capitals = train.capitals,
        .prune = train.prune,
        .errors = 5,
        .draw_nodes = write.draw_nodes,
        .draw_links = write.draw_links,
    };
}

double cli_option_default(const cli_option *option)
{
    cli_options plain;
    cli_options_default(&plain);
    const void *value = (const char *)&plain + option->offset;
    uint64_t count = option->kind == CLI_UINT ? *(const uint64_t *)value : 0;
    return option->kind == CLI_DOUBLE ? *(const double *)value : count == CLI_NOT_GIVEN ? 0 : (double)count;
}

/* Options that tell how a run goes, not what comes out. */
static bool changes_nothing(const cli_option *option)
{
    const char *argument = option->argument;
    return option->group == CLI_GROUP_COMMON || option->offset == FIELD(threads) || option->offset == FIELD(allow_skipped) ||
           (argument && (!strcmp(argument, "FILE") || !strcmp(argument, "DIR")));
}

/* Whether an option has another value than the default. */
static bool is_given(const cli_option *option, const cli_options *options)
{
    cli_options plain;
    cli_options_default(&plain);
    const void *now = (const char *)options + option->offset, *before = (const char *)&plain + option->offset;
    switch (option->kind) {
    case CLI_FLAG:
        return *(const bool *)now;
    case CLI_TEXT:
        return *(const char *const *)now != NULL;
    case CLI_LIST:
        return ((const cli_list *)now)->count > 0;
    case CLI_UINT:
        return *(const uint64_t *)now != *(const uint64_t *)before;
    case CLI_DOUBLE:
        return *(const double *)now != *(const double *)before;
    default:
        return *(const int *)now >= 0;
    }
}

const char *cli_options_given(const cli_options *options, unsigned command, unsigned groups)
{
    for (const cli_option *option = cli_option_table; option->name; option++)
        if ((option->commands & command) && (groups & 1u << option->group) && is_given(option, options))
            return option->name;
    return NULL;
}

void cli_options_add_given(cli_text *text, const cli_options *options, unsigned command)
{
    for (const cli_option *option = cli_option_table; option->name; option++) {
        const void *now = (const char *)options + option->offset;
        if (!(option->commands & command) || changes_nothing(option) || option->kind == CLI_LIST || !is_given(option, options))
            continue;
        cli_addf(text, "%s--%s", text->len ? " " : "", option->name);
        if (option->kind == CLI_TEXT)
            cli_addf(text, "=%s", *(const char *const *)now);
        else if (option->kind == CLI_UINT)
            cli_addf(text, "=%llu", (unsigned long long)*(const uint64_t *)now);
        else if (option->kind == CLI_DOUBLE)
            cli_addf(text, "=%.9g", *(const double *)now);
        else if (option->kind == CLI_CHOICE)
            cli_addf(text, "=%s", option->choice((size_t) * (const int *)now));
    }
}

void cli_options_clear(cli_options *options)
{
    free(options->words.items);
    free(options->outputs.items);
    free(options->dicts.items);
    free(options->map.items);
    free(options->against.items);
    free(options->unlabelled.items);
    free(options->without.items);
    *options = (cli_options){0};
}

static void set_window(an_run_options *run, const char *window)
{
    if (!strcmp(window, "sentence"))
        run->window = AN_WINDOW_SENTENCE;
    else if (!strcmp(window, "paragraph"))
        run->window = AN_WINDOW_PARAGRAPH;
    else if (!strcmp(window, "document"))
        run->window = AN_WINDOW_DOCUMENT;
    else {
        run->window = AN_WINDOW_TOKENS;
        run->window_tokens = window_tokens(window);
    }
}

void cli_run_options(an_run_options *run, const cli_options *options)
{
    an_run_options_default(run);
    run->from = options->from;
    run->until = options->until;
    run->aliases = options->aliases;
    run->nested = options->nested;
    run->scope = options->scope == 1 ? AN_SCOPE_DOCUMENT : AN_SCOPE_COLLECTION;
    run->nominal = options->nominal;
    run->model = options->model;
    run->min_confidence = options->min_confidence;
    run->extended = options->spans == 1;
    run->threads = (unsigned)options->threads;
    run->hash_inputs = options->report != NULL;
    run->max_actors = (size_t)options->max_actors;
    run->evidence = (size_t)options->evidence;
    run->ambiguous_nodes = options->ambiguous == 1;
    run->isolates = !options->no_isolates;
    run->filter = (an_filter){
        .min_weight = options->min_weight,
        .min_count = (int64_t)options->min_count,
        .min_documents = (int64_t)options->min_documents,
        .top = options->top == CLI_NOT_GIVEN ? 0 : (size_t)options->top,
        .giant = options->giant,
        .type = options->type,
        .drop_isolates = options->no_isolates,
    };
    run->measures = options->measures;
    run->communities = !options->no_communities;
    run->seed = options->seed;
    if (options->names >= 0)
        run->names = (an_names)options->names;
    if (options->window)
        set_window(run, options->window);
    if (options->weight >= 0)
        run->weight = weight_choice((size_t)options->weight);
    if (options->layout >= 0)
        run->layout = layout_choice((size_t)options->layout);
    if (options->distance >= 0)
        run->distance = (an_distance)options->distance;
}

void cli_write_options(an_write_options *write, const cli_options *options)
{
    an_write_options_default(write);
    write->dot_plain = options->dot == 1;
    write->csv_bom = options->csv_bom;
    write->node_link_edges = options->json_edges;
    write->draw_nodes = (size_t)options->draw_nodes;
    write->draw_links = options->draw_links;
}
