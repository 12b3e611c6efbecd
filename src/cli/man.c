/* The manual page (roff, man macros) from the tables of commands and options. */
#include "cli/command.h"

#include <string.h>

/* Text for roff: backslashes, hyphens that must stay hyphens, and a full stop or quote at the start of a line. */
static void add_roff(cli_text *text, const char *words)
{
    bool line_start = text->len == 0 || text->ptr[text->len - 1] == '\n';
    for (const char *p = words; *p; p++) {
        if (line_start && (*p == '.' || *p == '\''))
            cli_add_text(text, "\\&");
        line_start = *p == '\n';
        if (*p == '\\')
            cli_add_text(text, "\\e");
        else if (*p == '-')
            cli_add_text(text, "\\-");
        else if (*p == '\'')
            cli_add_text(text, "\\(aq");
        else if (*p == '"')
            cli_add_text(text, "\\(dq");
        else
            cli_add_char(text, *p);
    }
}

static void add_paragraphs(cli_text *text, const char *about)
{
    for (const char *p = about; *p; p += *p != '\0') {
        cli_text paragraph = {0};
        size_t length = strcspn(p, "\n");
        cli_add(&paragraph, (an_str){p, length});
        cli_add_text(text, ".PP\n");
        add_roff(text, paragraph.ptr);
        cli_add_char(text, '\n');
        cli_text_clear(&paragraph);
        p += length;
    }
}

static void add_option(cli_text *text, const cli_option *option)
{
    cli_text help = {0};
    cli_add_text(text, ".TP\n");
    if (option->letter)
        cli_addf(text, "\\fB\\-%c\\fR, ", option->letter);
    cli_add_text(text, "\\fB\\-\\-");
    add_roff(text, option->name);
    cli_add_text(text, "\\fR");
    if (option->argument)
        cli_addf(text, " \\fI%s\\fR", option->argument);
    cli_add_char(text, '\n');
    cli_add_option_help(&help, option);
    add_roff(text, help.ptr);
    cli_add_char(text, '\n');
    cli_text_clear(&help);
}

static void add_command(cli_text *text, const cli_command *command)
{
    cli_add_text(text, ".SS \"actornet ");
    add_roff(text, command->name);
    cli_add_text(text, "\"\n.B actornet ");
    add_roff(text, command->name);
    cli_add_text(text, *command->arguments ? "\n[OPTIONS] " : "\n[OPTIONS]");
    add_roff(text, command->arguments);
    cli_add_char(text, '\n');
    add_paragraphs(text, *command->about ? command->about : command->summary);
    for (const cli_option *option = cli_option_table; option->name; option++)
        if ((option->commands & command->bit) && option->commands != CLI_ALL)
            add_option(text, option);
    cli_add_text(text, ".PP\nExamples:\n.PP\n.nf\n.RS\n");
    add_roff(text, command->examples);
    cli_add_text(text, "\n.RE\n.fi\n");
}

void cli_add_man(cli_text *text)
{
    cli_addf(text, ".TH ACTORNET 1 \"\" \"actornet %s\" \"User Commands\"\n", an_version());
    cli_add_text(text,
                 ".SH NAME\nactornet \\- turn documents into a network of the actors named in them\n"
                 ".SH SYNOPSIS\n.B actornet\n.I COMMAND\n[OPTIONS] [FILES]\n.br\n.B actornet\n.I DOCS...\n"
                 ".SH DESCRIPTION\n"
                 "Reads a pile of documents and writes who is linked to whom, how strongly, since when, and in which sentence it says so:\n"
                 "GraphML for Gephi and others, DOT, CSV, JSON, pictures, and tables of centralities.\n"
                 "A link says that two actors are named near each other in the text; it is no proof of contact.\n"
                 ".SH COMMANDS\n");
    for (const cli_command *command = cli_commands; command->name; command++)
        add_command(text, command);
    cli_add_text(text, ".SH OPTIONS\nOf every command:\n");
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->commands == CLI_ALL)
            add_option(text, option);
    cli_add_text(
        text, ".SH EXIT STATUS\n.TP\n.B 0\nDone.\n.TP\n.B 1\nFailed.\n.TP\n.B 2\nWrong usage.\n.TP\n.B 3\n"
              "Done, but some inputs were skipped (\\fB\\-\\-allow\\-skipped\\fR makes that 0).\n"
              ".SH ENVIRONMENT\n.TP\n.B ACTORNET_DATA\nFolder that holds the shipped dict/, unless \\fB\\-\\-data\\fR is given.\n"
              ".TP\n.B NO_COLOR\nWhen set, nothing is coloured.\n"
              ".SH FILES\n.TP\n.I out/\nWhere \\fBbuild\\fR without \\fB\\-o\\fR writes.\n"
              ".TP\n.I PREFIX/share/actornet/dict/\nThe shipped dictionaries, patterns and word lists.\n"
              ".SH NOTES\nNothing ever opens a network connection, and nothing is written outside the named outputs.\n"
              "The same input and options give the same bytes, whatever the number of threads, the locale or the order of files on disk.\n"
              ".SH SEE ALSO\n.BR dot (1),\n.BR sfdp (1)\n");
}
