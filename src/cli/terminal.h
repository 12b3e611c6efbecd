/* What the program says besides its results: diagnostics like a compiler's, progress, and whether a person is looking. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/option.h"
#include "cli/text.h"

#include <stdio.h>
#include <time.h>

/* Warnings that differ only in numbers and quoted names, counted together. */
typedef struct cli_similar {
    char *pattern;
    an_severity severity;
    size_t count;
} cli_similar;

typedef struct cli_terminal {
    bool quiet;
    bool out_is_terminal, err_is_terminal;
    bool out_colour, err_colour;
    bool moves;    /* standard error can erase a line */
    int out_error; /* errno of the first write to standard output that failed */
    bool threads;  /* the command may use several */
    bool findings; /* diagnostics are the result: standard output, all of them */
    bool bar_shown;
    struct timespec started, drawn;
    bool stopped;     /* by Ctrl-C */
    size_t counts[3]; /* diagnostics met, by severity */
    size_t hidden;    /* … and not shown because of many like them */
    cli_similar *similar;
    size_t similar_count, similar_capacity;
} cli_terminal;

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_SKIPPED = 3 };

/* Before anything else: streams that are closed, a reader that goes away, Ctrl-C. */
void cli_signals(void);
/* End as the signal that stopped the run ends a program. */
void cli_stop(void);

void cli_terminal_open(cli_terminal *terminal);
/* How many warnings were not shown because there were many like them. Counting starts anew. */
void cli_tell_held_back(cli_terminal *terminal);
/* The same, and erases the bar. */
void cli_terminal_close(cli_terminal *terminal);
/* An observer that prints. */
an_observer cli_observer(cli_terminal *terminal);

/* «actornet: warning: …» on standard error. --quiet leaves only errors. */
void cli_message(cli_terminal *terminal, an_severity severity, const char *format, ...) AN_PRINTF(3, 4);
/* Why a call failed, with place and caret, unless the observer told it already. @return CLI_FAILED */
int cli_failure(cli_terminal *terminal, const an_error *err);

/* Print text on standard output. Foreign text in it went through cli_add_clean, or is JSON. */
void cli_print(cli_terminal *terminal, const cli_text *text);
/* Flush standard output and look whether all of it arrived. @return status, or CLI_FAILED after saying why (a reader that went away needs
 * no words) */
int cli_finish(cli_terminal *terminal, int status);
/* Whether standard output is a pipe that nobody reads any more. */
bool cli_reader_gone(void);

/* Escape sequences, empty when `on` is false. */
const char *cli_bold(bool on);
const char *cli_dim(bool on);
const char *cli_plain(bool on);

#endif
