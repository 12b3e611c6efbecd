/* Reading argv by the option table: --name=value, --name value, -o value, -ovalue, flags together as in -qv; `--` ends the options, which
   may stand before and after the other words. */
#include "cli/option.h"
#include "cli/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The argument that is being read. */
typedef struct reader {
    cli_options *options;
    unsigned command;
    int count, at;
    char *const *arguments;
    cli_text wrong; /* why it cannot be read; empty while all is well */
} reader;

const cli_option *cli_option_find(unsigned commands, an_str name)
{
    for (const cli_option *option = cli_option_table; option->name; option++)
        if ((option->commands & commands) && cli_equal(cli_str(option->name), name))
            return option;
    return NULL;
}

static const cli_option *find_letter(unsigned command, char letter)
{
    for (const cli_option *option = cli_option_table; option->name; option++)
        if ((option->commands & command) && option->letter == letter)
            return option;
    return NULL;
}

static void unknown_long(reader *r, an_str name)
{
    cli_text word = {0};
    cli_add(&word, name);
    cli_guess guess = {.word = word.ptr};
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->commands & r->command)
            cli_guess_try(&guess, option->name);
    cli_addf(&r->wrong, "unknown option '--%s'", word.ptr);
    if (guess.best)
        cli_addf(&r->wrong, ": did you mean '--%s'?", guess.best);
    else if (cli_option_find(CLI_ALL, name))
        cli_add_text(&r->wrong, " for this command");
    cli_text_clear(&word);
}

static void list_choices(cli_text *text, const cli_option *option)
{
    for (size_t i = 0; option->choice(i); i++)
        cli_addf(text, "%s%s", i ? ", " : "", option->choice(i));
}

static void wrong_choice(reader *r, const cli_option *option, an_str value)
{
    cli_text word = {0};
    cli_add(&word, value);
    cli_guess guess = {.word = word.ptr};
    for (size_t i = 0; option->choice(i); i++)
        cli_guess_try(&guess, option->choice(i));
    cli_addf(&r->wrong, "'--%s' has no '%s': ", option->name, word.ptr);
    if (guess.best)
        cli_addf(&r->wrong, "did you mean '%s'?", guess.best);
    else {
        cli_add_text(&r->wrong, "choose from ");
        list_choices(&r->wrong, option);
    }
    cli_text_clear(&word);
}

static size_t choice_of(const cli_option *option, an_str value)
{
    for (size_t i = 0; option->choice(i); i++)
        if (cli_equal(cli_str(option->choice(i)), value))
            return i;
    return AN_NONE;
}

static void read_uint(reader *r, const cli_option *option, const char *value, uint64_t *field)
{
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    bool digits = *value >= '0' && *value <= '9' && *end == '\0';
    if (!digits || errno || (double)number < option->min || (double)number > option->max)
        cli_addf(&r->wrong, "'--%s' needs a whole number from %.0f to %.0f, not '%s'", option->name, option->min, option->max, value);
    else
        *field = number;
}

static void read_double(reader *r, const cli_option *option, const char *value, double *field)
{
    char *end = NULL;
    double number = strtod(value, &end);
    bool plain = strspn(value, "0123456789.eE+-") == strlen(value) && *value && *end == '\0' && isfinite(number);
    if (!plain || number < option->min || number > option->max)
        cli_addf(&r->wrong, "'--%s' needs a number from %.9g to %.9g, not '%s'", option->name, option->min, option->max, value);
    else
        *field = number;
}

/* A list of names with commas; "none" alone is left to the command. */
static void check_several(reader *r, const cli_option *option, const char *value)
{
    if (!strcmp(value, "none") && !strcmp(option->name, "measures"))
        return;
    for (const char *start = value; start; start = strchr(start, ',') ? strchr(start, ',') + 1 : NULL) {
        an_str word = {start, strcspn(start, ",")};
        if (cli_equal(word, cli_str("none")) && !strcmp(option->name, "measures")) {
            cli_addf(&r->wrong, "'--%s none' computes nothing: leave out 'none' or the others", option->name);
            return;
        }
        if (choice_of(option, word) == AN_NONE) {
            wrong_choice(r, option, word);
            return;
        }
    }
}

static void read_text(reader *r, const cli_option *option, const char *value, const char **field)
{
    const char *expected = NULL;
    if (option->check && !option->check(value, &expected))
        cli_addf(&r->wrong, "'--%s' needs %s, not '%s'", option->name, expected, value);
    else if (option->several)
        check_several(r, option, value);
    else if (*value == '\0')
        cli_addf(&r->wrong, "'--%s' needs a value that is not empty", option->name);
    *field = value;
}

static void add_to_list(cli_list *list, const char *value)
{
    list->items = cli_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = value;
}

static void store(reader *r, const cli_option *option, const char *value)
{
    void *field = (char *)r->options + option->offset;
    switch (option->kind) {
    case CLI_FLAG:
        *(bool *)field = true;
        break;
    case CLI_TEXT:
        read_text(r, option, value, field);
        break;
    case CLI_LIST:
        if (*value)
            add_to_list(field, value);
        else
            cli_addf(&r->wrong, "'--%s' needs a value that is not empty", option->name);
        break;
    case CLI_UINT:
        read_uint(r, option, value, field);
        break;
    case CLI_DOUBLE:
        read_double(r, option, value, field);
        break;
    case CLI_CHOICE: {
        size_t chosen = choice_of(option, cli_str(value));
        if (chosen == AN_NONE)
            wrong_choice(r, option, cli_str(value));
        else
            *(int *)field = (int)chosen;
        break;
    }
    }
}

/* The next argument as a value; one that is itself an option of the command was hardly meant as one. */
static const char *next_value(reader *r, const cli_option *option)
{
    const char *value = r->at + 1 < r->count ? r->arguments[r->at + 1] : NULL;
    if (!value || (value[0] == '-' && value[1] == '-' && cli_option_find(r->command, (an_str){value + 2, strcspn(value + 2, "=")}))) {
        cli_addf(&r->wrong, "option '--%s' needs a value: %s", option->name, option->argument);
        return NULL;
    }
    r->at++;
    return value;
}

static void read_long(reader *r, const char *argument)
{
    an_str name = {argument, strcspn(argument, "=")};
    const char *value = argument[name.len] == '=' ? argument + name.len + 1 : NULL;
    const cli_option *option = cli_option_find(r->command, name);
    if (!option)
        unknown_long(r, name);
    else if (option->kind == CLI_FLAG && value)
        cli_addf(&r->wrong, "option '--%s' takes no value", option->name);
    else if (option->kind == CLI_FLAG || value || (value = next_value(r, option)))
        store(r, option, value);
}

static void read_letters(reader *r, const char *letters)
{
    for (; *letters && !r->wrong.len; letters++) {
        const cli_option *option = find_letter(r->command, *letters);
        if (!option) {
            cli_addf(&r->wrong, "unknown option '-%s'", letters);
            return;
        }
        if (option->kind != CLI_FLAG) {
            const char *value = letters[1] ? letters + 1 + (letters[1] == '=') : next_value(r, option);
            if (value)
                store(r, option, value);
            return;
        }
        store(r, option, NULL);
    }
}

/* Of two dates the coarser one says how much of them is compared. */
static void check_range(reader *r)
{
    const char *from = r->options->from, *until = r->options->until;
    if (!from || !until)
        return;
    size_t length = strlen(from) < strlen(until) ? strlen(from) : strlen(until);
    if (memcmp(from, until, length) > 0)
        cli_addf(&r->wrong, "--from %s is later than --until %s: no document can be both", from, until);
}

char *cli_options_parse(cli_options *options, unsigned command, int count, char *const *arguments)
{
    reader r = {.options = options, .command = command, .count = count, .arguments = arguments};
    bool only_words = false;
    for (; r.at < count && !r.wrong.len; r.at++) {
        const char *argument = arguments[r.at];
        if (only_words || argument[0] != '-' || argument[1] == '\0')
            add_to_list(&options->words, argument);
        else if (!strcmp(argument, "--"))
            only_words = true;
        else if (argument[1] == '-')
            read_long(&r, argument + 2);
        else
            read_letters(&r, argument + 1);
    }
    if (!r.wrong.len)
        check_range(&r);
    return r.wrong.ptr;
}
