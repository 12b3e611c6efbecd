/* The table of commands: names, usage, words about each for help and man page. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

const cli_command cli_commands[] = {
    {"build", CLI_BUILD, "DOCS... [-o FILE]...", "documents in, network out",
     "Reads documents (text, mail and HTML files, folders, JSONL lines, - for standard input), finds the actors in them, links those that are named near "
     "each other, and writes the network. The ending of each FILE says how: .graphml (Gephi, NetworkX, igraph, Cytoscape), .dot, .csv, .json, .svg, .png, "
     ".pdf.\n"
     "Without -o everything goes into the folder out/: network.graphml, .dot, .svg, .png, .json, .nodes.csv, .edges.csv, centrality.csv and report.json. "
     "The command may be left out: 'actornet DOCS' builds.\n"
     "A link says that two actors are named near each other in the text; it is no proof of contact.",
     "actornet build news/ -o network.graphml -o network.svg\n"
     "actornet news/ --from 2012 --until 2013-06 --min-count 2\n"
     "actornet build mails/ --dict staff.tsv --window paragraph --evidence 0 -o shared.graphml",
     1, SIZE_MAX, cli_build},
    {"extract", CLI_EXTRACT, "DOCS... [-o FILE]", "documents in, mentions of actors out",
     "Writes one line for every document: its text, sentences, mentions and actors, as JSONL (default), or as TSV or CoNLL columns. Offsets are in code "
     "points of the text. Other programs may read, change or replace these lines before 'actornet link'.",
     "actornet extract news/ --no-text > mentions.jsonl\n"
     "actornet extract news/ | actornet link - -o network.graphml",
     1, SIZE_MAX, cli_extract},
    {"link", CLI_LINK, "MENTIONS... -o FILE", "mentions in, network out",
     "Makes a network from mention lines as 'actornet extract' writes them, or those of any other extractor. The result is the same as that of 'actornet "
     "build' from the documents.",
     "actornet link mentions.jsonl -o network.graphml", 1, SIZE_MAX, cli_link},
    {"centrality", CLI_CENTRALITY, "NETWORK [--by MEASURES]", "table of the most central actors of a network",
     "Works on any GraphML file, from Gephi, NetworkX or igraph too, weighted or not. Measures over paths take 1/weight as the length of a link where "
     "weights exist. Values are raw, each unordered pair counts once; --normalized scales them.",
     "actornet centrality out/network.graphml --by betweenness,pagerank --top 20\n"
     "actornet centrality network.graphml --by degree --csv -o degree.csv",
     1, 1, cli_centrality},
    {"draw", CLI_DRAW, "NETWORK -o FILE", "picture of a network",
     "Draws the strongest actors with their strongest ties as SVG, PNG or PDF, by Graphviz. Size says how strong an actor is, colour its type.",
     "actornet draw out/network.graphml -o network.pdf --draw-nodes 100", 1, 1, cli_draw},
    {"convert", CLI_CONVERT, "IN OUT | IN -o FILE...", "a network from one format to another",
     "The endings of the names say the formats; - is GraphML.",
     "actornet convert network.graphml network.dot --dot plain\n"
     "actornet convert network.graphml -o network.json -o network.csv",
     1, 2, cli_convert},
    {"explain", CLI_EXPLAIN, "NETWORK ACTOR [ACTOR] | NETWORK --missing NAME", "the sentences behind a link or an actor",
     "With two actors: how strong their link is and the sentences it was read from; without a link, the shortest path between them of at most three steps; "
     "and who stands between them: the actors that both are linked to. With one actor: type, aliases and the rule that made each, dates, attributes, and the "
     "strongest ties with a sentence each.\n"
     "With --missing: why a name is not in the network. It may be an alias of another actor, filtered out, misspelt, left out "
     "by a correction, or held by no dictionary.",
     "actornet explain out/network.graphml \"Mokhtar Belmokhtar\" Algeria\n"
     "actornet explain out/network.graphml AQIM\n"
     "actornet explain out/network.graphml --missing \"Sid\" --dict people.tsv",
     1, 3, cli_explain},
    {"aliases", CLI_ALIASES, "DOCS... | MENTIONS... | NETWORK [ACTOR]... [-o FILE.tsv]", "what was joined into each actor, and why",
     "For every actor of documents, of mention lines ('actornet extract') or of a network of ours, or those that are named: its forms as the texts have "
     "them, the rule that found or joined each, how often each is met, and the first sentence that has it. A network does not count forms, and has a "
     "sentence as far as its links keep one (--evidence).\n"
     "Words behind the first are files as long as there are such, then actors; - is standard input, of any of the three.\n"
     "With -o the forms become a dictionary: delete rows that were joined wrongly, add others, and give it back by --dict. To undo one join without a "
     "dictionary, write 'different A B' into the file of --aliases.",
     "actornet aliases documents/ --top 20\n"
     "actornet aliases out/network.graphml \"Mokhtar Belmokhtar\"\n"
     "actornet aliases out/network.graphml -o actors.tsv",
     1, SIZE_MAX, cli_aliases},
    {"train", CLI_TRAIN, "TEXTS... -o MODEL", "fit the weights for names that nobody listed",
     "Reads annotated text (JSON lines, CoNLL columns, brat) and writes weights for --model. FILE:0.3 counts a file that much. With --from the weights of "
     "another model are adapted, best with a sample of your own documents.\n"
     "The same texts, dictionaries and options give the same file.\n"
     "Weights hold words of the text that they were fitted on: those that were fitted on a leak give names from it away. Do not hand them on.",
     "actornet train mine.jsonl --from shipped -o mine.tsv\n"
     "actornet train a.jsonl b.conll:0.3 --unlabelled news.jsonl -o model.tsv\n"
     "actornet extract documents/ --model mine.tsv",
     1, SIZE_MAX, cli_train},
    {"dict check", CLI_DICT_CHECK, "FILES...", "check dictionaries and pattern files",
     "Reads the files as a run would and says everything that is wrong or doubtful, each with file, line, column and a caret. Exit code 1 when there are "
     "errors; warnings alone are fine, unless --strict.\n"
     "With --against the names are held against documents: those that are never seen (with a like spelling in the texts), the most frequent, and the "
     "ambiguous ones.",
     "actornet dict check people.tsv\n"
     "actornet dict check people.tsv --against news/",
     1, SIZE_MAX, cli_dict_check},
    {"dict compile", CLI_DICT_COMPILE, "FILES... -o FILE", "a large dictionary into a file that opens at once",
     "Writes dictionaries into one file (NAMES.anet) that is mapped instead of read: worth it from some 100,000 names on, which are read in a tenth of a "
     "second. A run with --dict NAMES.anet finds the same as one with FILES. Word lists and pattern files are not compiled; give them with --dict beside "
     "it. Keep FILES: the file belongs to this version of the program and is made again when that changes.\n"
     "With --shipped, and no FILES, the shipped dictionaries: a run opens what becomes of them as shipped.anet beside dict/, as long as it was made of "
     "what dict/ holds. Building the program makes it.",
     "actornet dict compile companies.csv sanctions.tsv -o names.anet\n"
     "actornet build news/ --dict names.anet -o network.graphml",
     0, SIZE_MAX, cli_dict_compile},
    {"dict import", CLI_DICT_IMPORT, "FORMAT FILES... [-o FILE]", "other programs' dictionaries in",
     "Reads files of another format and writes a dictionary. FORMAT is plain (one name a line), csv (a table with any header: --map), petrarch (PETRARCH, "
     "TABARI), gate (lists.def), spacy (EntityRuler JSONL), regexner, ofac (sdn.csv alt.csv), ftm (FollowTheMoney JSON lines, OpenSanctions), wikidata "
     "(CSV of a SPARQL query) or skos (N-Triples).\n"
     "Rows that make no good names are dropped, others changed; all are counted by reason, and --report lists them. Bad rows are errors with file, line "
     "and column; nothing is written then, unless --keep-going.\n"
     "With --pack the list goes into your data folder with its date; --dict +NAME uses it.",
     "actornet dict import csv directors.csv --map actor=Name,type=Kind -o directors.tsv\n"
     "actornet dict import plain names.txt --type person -o names.tsv\n"
     "actornet dict import ofac sdn.csv alt.csv --pack sanctions --date 2025-06-01",
     2, SIZE_MAX, cli_dict_import},
    {"dict export", CLI_DICT_EXPORT, "FORMAT FILES... [-o FILE]", "dictionaries for other programs out",
     "Writes dictionaries in another format: csv, gate (-o FOLDER/lists.def), regexner or spacy. What the format cannot say is counted.",
     "actornet dict export spacy people.tsv -o patterns.jsonl", 2, SIZE_MAX, cli_dict_export},
    {"dict stats", CLI_DICT_STATS, "[FILES...]", "what dictionaries hold",
     "Counts rows, actors, aliases by type, and those that are likely to do harm: ambiguous ones, common words, single letters, very short ones; the worst "
     "are named. Size on disk and in memory. Without FILES of the shipped dictionaries.",
     "actornet dict stats people.tsv", 0, SIZE_MAX, cli_dict_stats},
    {"dict sort", CLI_DICT_SORT, "FILE [-o FILE]", "a dictionary in canonical order",
     "Rows by actor, the actor's own name first, then its aliases; comments stay on top, rows that are the same stay once. The same rows always give the "
     "same file, which keeps differences small under version control. FILE and -o may be the same.",
     "actornet dict sort people.tsv -o people.tsv", 1, 1, cli_dict_sort},
    {"dict merge", CLI_DICT_MERGE, "FILES... [-o FILE]", "several dictionaries into one",
     "The union of all rows and columns. Where two files say different things about one alias, the first wins; --report lists the others.",
     "actornet dict merge mine.tsv theirs.tsv -o both.tsv --report conflicts.tsv", 2, SIZE_MAX, cli_dict_merge},
    {"dict list", CLI_DICT_LIST, "", "dictionaries and packs that are there", "Shipped dictionaries and your packs, with rows and dates.",
     "actornet dict list", 0, 0, cli_dict_list},
    {"eval", CLI_EVAL, "GOLD [PREDICTED] | --sample N DOCS... [-o SHEET] | SHEET",
     "how good names, actors and links are, on texts that you annotated or marked",
     "Compares what is found in the texts of GOLD with what is marked there: JSON lines, columns (CoNLL, BIO) or brat files. With PREDICTED the mentions "
     "of any program are measured instead. Says precision, recall and F1 of names, of actors (B-cubed) and of pairs, each with the interval that is due to "
     "the choice of the documents, and lists the errors, the commonest first.\n"
     "With --sample: a tick sheet of random mentions and links of your documents, each with its sentence. Mark them in a spreadsheet (1 = right, 0 = "
     "wrong, ? = not sure), save it as text, and give it to eval: precision with its interval, for your documents.",
     "actornet eval gold.jsonl\n"
     "actornet eval brat/ --dict mine.tsv --errors 20\n"
     "actornet eval gold.jsonl predicted.jsonl --json\n"
     "actornet eval --sample 100 news/ -o ticks.tsv\n"
     "actornet eval ticks.tsv",
     1, SIZE_MAX, cli_eval},
    {"help", CLI_HELP, "[COMMAND]", "what a command does and its options", "With --man: the manual page.", "actornet help build", 0, 2,
     cli_help},
    {"version", CLI_VERSION, "", "versions of the program and its libraries", "", "actornet version --json", 0, 0, cli_version},
    {"completion", CLI_COMPLETION, "bash|zsh|fish", "completion script for a shell", "",
     "actornet completion bash > ~/.local/share/bash-completion/completions/actornet", 1, 1, cli_completion},
    {0},
};

const cli_command *cli_command_find(an_str name)
{
    for (const cli_command *command = cli_commands; command->name; command++)
        if (cli_equal(cli_str(command->name), name))
            return command;
    return NULL;
}

int cli_usage_error(cli_session *session, const char *format, ...)
{
    cli_text text = {0};
    va_list arguments;
    va_start(arguments, format);
    cli_addv(&text, format, arguments);
    va_end(arguments);
    cli_message(session->terminal, AN_ERROR, "%s", text.ptr ? text.ptr : "");
    cli_text_clear(&text);
    if (session->command)
        cli_add_usage(&text, session->command);
    cli_addf(&text, "Try 'actornet help%s%s'.\n", session->command ? " " : "", session->command ? session->command->name : "");
    fputs(text.ptr, stderr);
    cli_text_clear(&text);
    return CLI_USAGE;
}
