/* `explain --missing`: looks for a name in the network, in the report of the run, in the corrections and in the dictionaries, and says what
   each knows. */
#include "cli/evidence.h"
#include "cli/explain.h"
#include "cli/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORT_LINES_MAX = 20, REPORT_BYTES_MAX = 256 << 20 };

/* What was found out, as lines for a person or a JSON list. */
typedef struct answer {
    cli_text text;
    bool json, corrected; /* corrected: --aliases is given */
    const char *from;
    size_t lines;
} answer;

static void say(void *payload, const char *line)
{
    answer *a = payload;
    if (a->json) {
        cli_addf(&a->text, "%s{\"from\":\"%s\",\"text\":", a->lines ? "," : "", a->from);
        cli_add_json(&a->text, cli_str(line));
        cli_add_char(&a->text, '}');
    } else {
        cli_addf(&a->text, "  %s: ", a->from);
        cli_add_clean(&a->text, cli_str(line), false);
        cli_add_char(&a->text, '\n');
    }
    a->lines++;
}

static void sayf(answer *a, const char *format, ...) AN_PRINTF(2, 3);
static void sayf(answer *a, const char *format, ...)
{
    cli_text line = {0};
    va_list arguments;
    va_start(arguments, format);
    cli_addv(&line, format, arguments);
    va_end(arguments);
    say(a, line.ptr ? line.ptr : "");
    cli_text_clear(&line);
}

/* The network ---------------------------------------------------------------------------------------------------------------------- */

/* @return whether the name is there */
static bool ask_network(answer *a, const an_network *net, const char *name)
{
    size_t node;
    an_error err = {0};
    a->from = "network";
    an_status st = an_network_find(net, cli_str(name), &node, &err);
    if (st != AN_OK) {
        say(a, err.message);
        return st == AN_ERR_INVALID; /* several fit */
    }
    an_str label = an_network_label(net, node);
    if (cli_equal(label, cli_str(name)) || cli_equal(an_network_node_id(net, node), cli_str(name)))
        sayf(a, "'%s' is an actor of this network", name);
    else
        sayf(a, "'%s' is there: it is a form of '%.*s'", name, (int)label.len, label.ptr);
    return true;
}

/* The report --------------------------------------------------------------------------------------------------------------------- */

static bool contains(an_str text, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i + length <= text.len; i++) {
        size_t same = 0;
        while (same < length && cli_lower(text.ptr[i + same]) == cli_lower(name[same]))
            same++;
        if (same == length)
            return true;
    }
    return false;
}

static void add_code(cli_text *text, unsigned code)
{
    if (code < 0x80) {
        cli_add_char(text, (char)code);
    } else if (code < 0x800) {
        cli_add_char(text, (char)(0xC0 | code >> 6));
        cli_add_char(text, (char)(0x80 | (code & 0x3F)));
    } else {
        cli_add_char(text, (char)(0xE0 | code >> 12));
        cli_add_char(text, (char)(0x80 | (code >> 6 & 0x3F)));
        cli_add_char(text, (char)(0x80 | (code & 0x3F)));
    }
}

/* A JSON string whose quote is at `at`; returns the place behind it. Our reports escape only characters below U+10000. */
static size_t read_string(an_str json, size_t at, cli_text *out)
{
    static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    out->len = 0;
    cli_add_text(out, "");
    for (at++; at < json.len && json.ptr[at] != '"'; at++) {
        if (json.ptr[at] != '\\' || at + 1 >= json.len) {
            cli_add_char(out, json.ptr[at]);
            continue;
        }
        char kind = json.ptr[++at], digits[5] = {0};
        if (kind == 'u' && at + 4 < json.len) {
            memcpy(digits, json.ptr + at + 1, 4);
            add_code(out, (unsigned)strtoul(digits, NULL, 16));
            at += 4;
        } else {
            for (size_t i = 0; escapes[i]; i += 2)
                if (escapes[i] == kind)
                    cli_add_char(out, escapes[i + 1]);
        }
    }
    return at + 1;
}

/* Options that leave actors out, and those by which fewer names are looked for, or in fewer documents. */
static const char *const filters[] = {"--type", "--min-count", "--min-documents", "--min-weight", "--top", "--giant", "--no-isolates", NULL};
static const char *const limits[] = {"--names", "--min-confidence", "--no-default-dict", "--from", "--until", NULL};

/* Those of the options of a run that are among `names`: ` --type=person --top=9`. */
static void add_given(cli_text *out, an_str given, const char *const *names)
{
    for (size_t at = 0, length; at < given.len; at += length + 1) {
        length = strcspn(given.ptr + at, " ");
        an_str name = {given.ptr + at, strcspn(given.ptr + at, " =")};
        for (size_t i = 0; names[i]; i++)
            if (cli_equal(name, cli_str(names[i])) && !cli_equal((an_str){given.ptr + at, length}, cli_str("--names=all")))
                cli_addf(out, " %.*s", (int)length, given.ptr + at);
    }
}

/* A count of the report that may be the reason. The text is NUL-terminated. */
static void say_counted(answer *a, const cli_text *key, const char *value, const cli_text *given)
{
    static const struct {
        const char *count, *one, *many;
        bool filtered;
    } reasons[] = {
        {"actors_filtered", "actor was left out by filters of the run", "actors were left out by filters of the run", true},
        {"documents_out_of_range", "document was left out by its date", "documents were left out by their dates", false},
        {"documents_skipped", "document was not read", "documents were not read", false},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        long long count = strcmp(key->ptr, reasons[i].count) == 0 ? strtoll(value, NULL, 10) : 0;
        bool tell = reasons[i].filtered && given->len;
        if (count > 0)
            sayf(a, "%lld %s%s%s", count, count == 1 ? reasons[i].one : reasons[i].many, tell ? ":" : "", tell ? given->ptr : "");
    }
}

/* What the run was told to look for. */
static void say_limits(answer *a, an_str given)
{
    cli_text text = {0};
    add_given(&text, given, limits);
    if (text.len)
        sayf(a, "the run did not look for every name, or not in every document:%s", text.ptr);
    cli_text_clear(&text);
}

/* All strings of a report that hold the name, told with the key of the part that they stand in; not of «dictionaries», which lists files and their
   hashes. Only depth and strings are followed. */
static void search_report(answer *a, an_str json, const char *name, bool found)
{
    cli_text string = {0}, part = {0}, given = {0};
    size_t depth = 0, told = 0, at = 0;
    while (at < json.len && told < REPORT_LINES_MAX) {
        char c = json.ptr[at];
        if (c != '"') {
            depth += c == '{' || c == '[';
            depth -= (c == '}' || c == ']') && depth > 0;
            at++;
            continue;
        }
        at = read_string(json, at, &string);
        bool is_key = at < json.len && json.ptr[at] == ':';
        if (is_key && depth == 1) {
            part.len = 0;
            cli_add(&part, cli_view(&string));
        } else if (is_key && !found) {
            say_counted(a, &string, json.ptr + at + 1, &given);
        } else if (depth == 1 && part.len && !strcmp(part.ptr, "options")) {
            add_given(&given, cli_view(&string), filters);
            if (!found)
                say_limits(a, cli_view(&string));
        } else if (depth == 1 && part.len && !strcmp(part.ptr, "corrections") && !found && !a->corrected) {
            say(a, "the run had corrections: --aliases FILE shows what they say of the name");
        } else if (!is_key && depth > 1 && part.len && strcmp(part.ptr, "dictionaries") != 0 && contains(cli_view(&string), name)) {
            sayf(a, "%s: %s", part.ptr, string.ptr);
            told++;
        }
    }
    if (told == 0 && !found)
        say(a, "does not mention the name");
    cli_text_clear(&string);
    cli_text_clear(&part);
    cli_text_clear(&given);
}

static int ask_report(answer *a, const char *path, const char *name, bool found, cli_session *session)
{
    cli_text content = {0};
    char chunk[65536];
    size_t got;
    FILE *file = fopen(path, "rb");
    a->from = "report";
    if (!file) {
        cli_message(session->terminal, AN_ERROR, "cannot read the report '%s'", path);
        return CLI_FAILED;
    }
    while (content.len < REPORT_BYTES_MAX && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        cli_add(&content, (an_str){chunk, got});
    fclose(file);
    search_report(a, cli_view(&content), name, found);
    cli_text_clear(&content);
    return CLI_DONE;
}

/* The corrections ---------------------------------------------------------------------------------------------------------------- */

static int ask_corrections(answer *a, const char *path, const char *name, cli_session *session)
{
    an_observer watch = cli_observer(session->terminal);
    size_t count;
    an_error err = {0};
    a->from = "corrections";
    if (an_corrections_explain(&count, path, cli_str(name), say, a, &watch, &err) != AN_OK)
        return cli_failure(session->terminal, &err);
    if (count == 0)
        say(a, "no line names it");
    return CLI_DONE;
}

/* The dictionaries --------------------------------------------------------------------------------------------------------------- */

static int ask_lexicon(answer *a, const char *name, cli_session *session)
{
    an_lexicon *lexicon = NULL;
    a->from = "lexicon";
    int status = cli_load_lexicon(&lexicon, session);
    if (status != CLI_DONE)
        return status;
    if (an_lexicon_explain(lexicon, cli_str(name), say, a) == 0)
        say(a, "no dictionary, pattern or word list holds it: add it to a dictionary of your own and name that with --dict");
    an_lexicon_free(lexicon);
    return CLI_DONE;
}

int cli_explain_missing(cli_session *session, const an_network *net, const char *name)
{
    const cli_options *options = session->options;
    answer a = {.json = options->json, .corrected = options->aliases};
    int status = CLI_DONE;
    bool found = ask_network(&a, net, name);
    if (options->report)
        status = ask_report(&a, options->report, name, found, session);
    if (status == CLI_DONE && options->aliases)
        status = ask_corrections(&a, options->aliases, name, session);
    if (status == CLI_DONE)
        status = ask_lexicon(&a, name, session);
    cli_text text = {0};
    if (options->json) {
        cli_add_text(&text, "{\"name\":");
        cli_add_json(&text, cli_str(name));
        cli_addf(&text, ",\"found\":%s,\"answers\":[%s]}\n", found ? "true" : "false", a.text.ptr ? a.text.ptr : "");
    } else {
        cli_add_clean(&text, cli_str(name), false);
        cli_add_char(&text, '\n');
        cli_add(&text, cli_view(&a.text));
    }
    cli_print(session->terminal, &text);
    cli_text_clear(&text);
    cli_text_clear(&a.text);
    return status;
}
