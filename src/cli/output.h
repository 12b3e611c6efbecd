/* Where results go: checked before a run, left out of its input, written after it. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/command.h"

/* The files of one run. */
typedef struct cli_outputs {
    bool standard;    /* the set in out/, because no -o was given */
    bool make_folder; /* out/ is not there yet */
    cli_list files;   /* networks to write */
    cli_list exclude; /* files and folders that the run must not read */
    cli_text *names;  /* storage of names made here */
    size_t name_count, name_capacity;
} cli_outputs;

/* Look at all -o and --report before anything is run. @return CLI_DONE; CLI_USAGE or CLI_FAILED after saying what is wrong */
int cli_outputs_open(cli_outputs *outputs, cli_session *session);
void cli_outputs_clear(cli_outputs *outputs);
/* Whether the network itself goes to standard output. */
bool cli_outputs_to_stdout(const cli_outputs *outputs);
/* Write the network everywhere. In the standard set what only Graphviz can make is left out with a note when Graphviz is missing: the name
   of a file that was not written becomes NULL. */
int cli_outputs_write(cli_outputs *outputs, const an_network *net, cli_session *session);
bool cli_is_folder(const char *path);
/* A file name can be written: its folder is there and it is no folder itself. */
int cli_check_file(cli_session *session, const char *path);

/* The outputs of a command that reads documents are none: `own`, whose items are to be freed, lives as long as the run's options. */
void cli_exclude_outputs(cli_list *own, an_run_options *run, const cli_options *options);

/* No output (-o, --report) is a file that another one is, or that the run reads, or one of a folder that it reads: it would be lost, or be read
   the next time. Sorting and merging dictionaries and drawing networks may put what they read in its own place.
   @return CLI_DONE, or CLI_USAGE after saying which (overwrite.c) */
int cli_check_inputs_kept(cli_session *session);

/* A file for a stream of text that appears under its name only when it is complete; "-" and NULL are standard output. */
typedef struct cli_file {
    FILE *stream;
    an_output output; /* empty for standard output, which cli_finish closes */
} cli_file;
int cli_file_open(cli_file *file, const char *path, cli_session *session);
int cli_file_close(cli_file *file, cli_session *session);
void cli_file_abort(cli_file *file);

#define CLI_OUT "out"

#endif
