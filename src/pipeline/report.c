/* Counts by name, facts by name, and lists of lines with how often each came. Written with sorted names, so that equal runs give equal
 * bytes. */
#include "pipeline/report.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"

#include <stdlib.h>

enum { MOST_LINES = 10000 };

typedef struct list {
    char *name;
    an_map lines;   /* values: how often */
    uint64_t total; /* also of lines that are not kept */
} list;

struct an_report {
    an_map counts; /* values: index into numbers */
    int64_t *numbers;
    size_t number_capacity;
    an_map facts; /* values: index into texts */
    char **texts;
    size_t text_capacity;
    list *lists;
    size_t list_count, list_capacity;
};

an_report *an_report_new(void)
{
    return an_alloc(sizeof(an_report));
}

void an_report_free(an_report *report)
{
    if (!report)
        return;
    for (size_t i = 0; i < report->text_capacity; i++)
        an_free(report->texts[i]);
    for (size_t i = 0; i < report->list_count; i++) {
        an_map_clear(&report->lists[i].lines);
        an_free(report->lists[i].name);
    }
    an_free(report->lists);
    an_free(report->texts);
    an_free(report->numbers);
    an_map_clear(&report->facts);
    an_map_clear(&report->counts);
    an_free(report);
}

/* A report that runs out of memory loses a line of itself, nothing else. */
void an_report_add(an_report *report, const char *name, int64_t count)
{
    uint32_t number = report ? an_map_intern(&report->counts, an_str_of(name), NULL) : AN_MAP_NONE;
    size_t before = report ? report->number_capacity : 0;

    if (number == AN_MAP_NONE || !an_grow(&report->numbers, &report->number_capacity, report->counts.count, sizeof *report->numbers))
        return;
    for (size_t i = before; i < report->number_capacity; i++)
        report->numbers[i] = 0;
    report->numbers[number] += count;
}

/* A name may be there without room for its number. */
static int64_t number_of(const an_report *report, uint32_t number)
{
    return number < report->number_capacity ? report->numbers[number] : 0;
}

int64_t an_report_count(const an_report *report, const char *name)
{
    uint32_t number = report ? an_map_find(&report->counts, an_str_of(name)) : AN_MAP_NONE;

    return number == AN_MAP_NONE ? 0 : number_of(report, number);
}

void an_report_fact(an_report *report, const char *name, const char *value)
{
    uint32_t number = report ? an_map_intern(&report->facts, an_str_of(name), NULL) : AN_MAP_NONE;
    size_t before = report ? report->text_capacity : 0;

    if (number == AN_MAP_NONE || !an_grow(&report->texts, &report->text_capacity, report->facts.count, sizeof *report->texts))
        return;
    for (size_t i = before; i < report->text_capacity; i++)
        report->texts[i] = NULL;
    an_free(report->texts[number]);
    report->texts[number] = an_strndup(value, strlen(value));
}

void an_report_list(an_report *report, const char *name, an_str text)
{
    list *it = NULL;
    uint32_t line;

    if (!report)
        return;
    for (size_t i = 0; i < report->list_count; i++)
        if (strcmp(report->lists[i].name, name) == 0)
            it = report->lists + i;
    if (!it) {
        if (!an_grow(&report->lists, &report->list_capacity, report->list_count + 1, sizeof *report->lists))
            return;
        it = report->lists + report->list_count;
        *it = (list){.name = an_strndup(name, strlen(name))};
        if (!it->name)
            return;
        report->list_count++;
    }
    it->total++;
    line = it->lines.count < MOST_LINES ? an_map_intern(&it->lines, text, NULL) : an_map_find(&it->lines, text);
    if (line != AN_MAP_NONE)
        it->lines.values[line]++;
}

void an_report_lines(an_report *report, const char *name, const char *count, an_str lines)
{
    an_str line;

    while (lines.len && an_str_next(&lines, '\n', &line))
        if (line.len) {
            an_report_list(report, name, line);
            an_report_add(report, count, 1);
        }
}

/* Writing -------------------------------------------------------------------------------------------------------------------------------
 */

/* Names of a map in the order of their bytes. */
typedef struct named {
    an_str name;
    uint32_t number;
} named;

static int compare_named(const void *a, const void *b)
{
    return an_str_compare(((const named *)a)->name, ((const named *)b)->name);
}

static named *sorted(const an_map *map)
{
    named *names = an_alloc((map->count + 1) * sizeof *names);

    for (size_t i = 0; names && i < map->count; i++)
        names[i] = (named){map->keys[i], (uint32_t)i};
    if (names && map->count)
        qsort(names, map->count, sizeof *names, compare_named);
    return names;
}

/* Lines by falling count, then by bytes. */
typedef struct counted {
    an_str text;
    uint32_t count;
} counted;

static int compare_counted(const void *a, const void *b)
{
    const counted *one = a, *other = b;

    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    return an_str_compare(one->text, other->text);
}

static counted *ranked(const an_map *map)
{
    counted *lines = an_alloc((map->count + 1) * sizeof *lines);

    for (size_t i = 0; lines && i < map->count; i++)
        lines[i] = (counted){map->keys[i], map->values[i]};
    if (lines && map->count)
        qsort(lines, map->count, sizeof *lines, compare_counted);
    return lines;
}

static void write_facts(an_buf *out, const an_report *report)
{
    named *names = sorted(&report->facts);

    if (!names)
        out->failed = true;
    for (size_t i = 0; names && i < report->facts.count; i++) {
        an_buf_add_text(out, "  ");
        an_json_add_string(out, names[i].name);
        an_buf_add_text(out, ": ");
        an_json_add_string(out, an_str_of(names[i].number < report->text_capacity ? report->texts[names[i].number] : NULL));
        an_buf_add_text(out, ",\n");
    }
    an_free(names);
}

static void write_counts(an_buf *out, const an_report *report)
{
    named *names = sorted(&report->counts);

    if (!names)
        out->failed = true;
    an_buf_add_text(out, "  \"counts\": {");
    for (size_t i = 0; names && i < report->counts.count; i++) {
        an_buf_add_text(out, i ? ",\n    " : "\n    ");
        an_json_add_string(out, names[i].name);
        an_buf_addf(out, ": %lld", (long long)number_of(report, names[i].number));
    }
    an_buf_add_text(out, "\n  }");
    an_free(names);
}

static int compare_lists(const void *a, const void *b)
{
    return strcmp((*(const list *const *)a)->name, (*(const list *const *)b)->name);
}

static void write_list(an_buf *out, const list *it)
{
    counted *lines = ranked(&it->lines);

    if (!lines)
        out->failed = true;
    an_buf_add_text(out, ",\n  ");
    an_json_add_string(out, an_str_of(it->name));
    an_buf_addf(out, ": {\"total\": %llu, \"lines\": [", (unsigned long long)it->total);
    for (size_t i = 0; lines && i < it->lines.count; i++) {
        an_buf_add_text(out, i ? ",\n    {\"text\": " : "\n    {\"text\": ");
        an_json_add_string(out, lines[i].text);
        an_buf_addf(out, ", \"count\": %u}", (unsigned)lines[i].count);
    }
    an_buf_add_text(out, "\n  ]}");
    an_free(lines);
}

an_status an_report_write(const an_report *report, const char *path, an_error *err)
{
    an_buf out = {0};
    const list **lists = an_alloc((report->list_count + 1) * sizeof *lists);
    an_status st;

    if (!lists)
        return an_fail_nomem(err);
    for (size_t i = 0; i < report->list_count; i++)
        lists[i] = report->lists + i;
    qsort(lists, report->list_count, sizeof *lists, compare_lists);
    an_buf_add_text(&out, "{\n");
    write_facts(&out, report);
    write_counts(&out, report);
    for (size_t i = 0; i < report->list_count; i++)
        write_list(&out, lists[i]);
    an_buf_add_text(&out, "\n}\n");
    st = out.failed ? an_fail_nomem(err) : an_file_write(path, an_buf_str(&out), err);
    an_buf_clear(&out);
    an_free(lists);
    return st;
}

/* For a person ----------------------------------------------------------------------------------------------------------------------------
 */

/* What follows a count that is not zero. */
static const struct {
    const char *count, *one, *many;
} sentences[] = {
    {"documents_skipped", "document was skipped", "documents were skipped"},
    {"documents_out_of_range", "document is left out by --from and --until", "documents are left out by --from and --until"},
    {"documents_undated_left_out", "document of these has no date (a file's name may tell it: 2021-03-04.txt)",
     "documents of these have no date (a file's name may tell it: 2021-03-04.txt)"},
    {"links_not_followed", "symbolic link in a folder was not followed (name what it leads to)",
     "symbolic links in folders were not followed (name what they lead to)"},
    {"documents_repaired", "document had damaged text that was repaired", "documents had damaged text that was repaired"},
    {"mail_parts_left_out", "part of a mail is no text and was left out (munpack FILE takes attachments out)",
     "parts of mails are no text and were left out (munpack FILE takes attachments out)"},
    {"mail_charsets_unknown", "text of a mail is in a charset that is not known: what it is was guessed",
     "texts of mails are in charsets that are not known: what they are was guessed"},
    {"documents_without_sentences", "document came without sentences: the whole of it is one window",
     "documents came without sentences: the whole of each is one window"},
    {"documents_split_here", "document came without sentences and was split here", "documents came without sentences and were split here"},
    {"mentions_bad", "mention had no actor or no place in its text and was left out",
     "mentions had no actor or no place in their text and were left out"},
    {"sentences_bad", "sentence had no place in its text, or none behind the one before, and was left out",
     "sentences had no place in their text, or none behind the one before, and were left out"},
    {"mentions_outside", "mention stands in no sentence of its line and makes no link",
     "mentions stand in no sentence of their lines and make no link"},
    {"mentions_ambiguous", "mention may mean several actors: it makes no node", "mentions may mean several actors: they make no node"},
    {"windows_capped", "window names too many actors to link them all (--max-actors)",
     "windows name too many actors to link them all (--max-actors)"},
    {"patterns_off", "time a pattern took too long and was switched off for a document",
     "times a pattern took too long and was switched off for a document"},
};

/* The longest lists are shown with their first lines. */
static void print_list(FILE *out, const an_report *report, const char *name, const char *title)
{
    enum { SHOWN = 5 };

    for (size_t i = 0; i < report->list_count; i++) {
        counted *lines;
        if (strcmp(report->lists[i].name, name) != 0 || !(lines = ranked(&report->lists[i].lines)))
            continue;
        fprintf(out, "%s:\n", title);
        for (size_t k = 0; k < report->lists[i].lines.count && k < SHOWN; k++) {
            char clean[200];
            an_copy_clean(clean, sizeof clean, lines[k].text);
            fprintf(out, "  %s", clean);
            if (lines[k].count > 1)
                fprintf(out, " (%u times)", (unsigned)lines[k].count);
            fputc('\n', out);
        }
        if (report->lists[i].lines.count > SHOWN)
            fprintf(out, "  … and %zu more (see --report)\n", report->lists[i].lines.count - SHOWN);
        an_free(lines);
    }
}

static bool has_option(const an_report *report, const char *option)
{
    uint32_t number = an_map_find(&report->facts, AN_LIT("options"));

    return number != AN_MAP_NONE && report->texts[number] && strstr(report->texts[number], option);
}

void an_report_print(const an_report *report, FILE *out)
{
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        int64_t count = an_report_count(report, sentences[i].count);
        const char *words = count == 1 ? sentences[i].one : sentences[i].many;
        bool drawn = strcmp(sentences[i].count, "mentions_ambiguous") == 0 && has_option(report, "--ambiguous=node");
        if (count > 0) /* those that are drawn make nodes: that they make none is not said */
            fprintf(out, "%lld %.*s\n", (long long)count, (int)(drawn ? strcspn(words, ":") : strlen(words)), words);
    }
    print_list(out, report, "ambiguous", "ambiguous");
    print_list(out, report, "patterns_off", "patterns switched off");
    print_list(out, report, "corrections_unused", "corrections without effect (nothing to join, keep apart or leave out)");
}
