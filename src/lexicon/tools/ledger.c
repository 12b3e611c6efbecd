/* The report of an import, export or merge. Reasons are few and counted in a map; rows are kept only when somebody wants to read them. */
#include "lexicon/tools/ledger.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"

#include <stdlib.h>

enum { SHOWN_TEXT = 200 };

static const char *const fates[] = {"bad", "dropped", "changed"};

an_dict_report *an_dict_report_new(bool rows)
{
    an_ledger *ledger = an_alloc(sizeof *ledger);

    if (ledger)
        ledger->keep = rows;
    return ledger;
}

void an_dict_report_free(an_dict_report *report)
{
    if (!report)
        return;
    an_map_clear(&report->reasons);
    an_map_clear(&report->files);
    an_arena_clear(&report->texts);
    an_free(report->rows);
    an_free(report->order);
    an_free(report);
}

uint32_t an_ledger_file(an_ledger *ledger, const char *shown)
{
    uint32_t number = an_map_intern(&ledger->files, an_str_of(shown), NULL);

    ledger->failed |= number == AN_MAP_NONE;
    return number == AN_MAP_NONE ? 0 : number;
}

static an_str start_of(an_str text)
{
    size_t end = text.len < SHOWN_TEXT ? text.len : SHOWN_TEXT;

    while (end < text.len && end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return an_str_sub(text, 0, end);
}

void an_ledger_add(an_ledger *ledger, an_dict_fate fate, const char *reason, uint32_t file, uint32_t line, an_str text)
{
    char key[256];
    size_t length = strlen(reason) < sizeof key - 1 ? strlen(reason) : sizeof key - 1;
    uint32_t number;
    an_str copy;

    key[0] = (char)('0' + fate);
    memcpy(key + 1, reason, length);
    number = an_map_intern(&ledger->reasons, (an_str){key, length + 1}, NULL);
    if (number == AN_MAP_NONE) {
        ledger->failed = true;
        return;
    }
    ledger->reasons.values[number]++;
    if (!ledger->keep)
        return;
    copy = an_arena_str(&ledger->texts, start_of(text));
    if (!copy.ptr || !an_grow(&ledger->rows, &ledger->row_capacity, ledger->row_count + 1, sizeof *ledger->rows)) {
        ledger->failed = true;
        return;
    }
    ledger->rows[ledger->row_count++] = (an_ledger_row){number, file, line, copy};
}

/* Looking at it -------------------------------------------------------------------------------------------------------------------- */

/* Numbers of reasons with what they are sorted by. */
typedef struct ranked {
    uint32_t number, count;
    an_str key;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;

    if (a->key.ptr[0] != b->key.ptr[0])
        return a->key.ptr[0] < b->key.ptr[0] ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return an_str_compare(a->key, b->key);
}

/* Sort the reasons when some are new; the order is kept in the report. */
static bool rank(an_ledger *ledger)
{
    size_t count = ledger->reasons.count;
    ranked *list;

    if (count == 0)
        return true;
    list = an_alloc(count * sizeof *list);
    an_free(ledger->order);
    ledger->order = an_alloc(count * sizeof *ledger->order);
    ledger->ordered = 0;
    if (list && ledger->order) {
        for (size_t i = 0; i < count; i++)
            list[i] = (ranked){(uint32_t)i, ledger->reasons.values[i], ledger->reasons.keys[i]};
        qsort(list, count, sizeof *list, compare_ranked);
        for (size_t i = 0; i < count; i++)
            ledger->order[i] = list[i].number;
        ledger->ordered = count;
    }
    an_free(list);
    return ledger->ordered == count;
}

const char *an_dict_report_reason(const an_dict_report *report, size_t i, an_dict_fate *fate, size_t *count)
{
    an_ledger *ledger = (an_ledger *)report; /* the order is worked out when it is first asked for */
    uint32_t number;

    if (i == 0 && !rank(ledger))
        return NULL;
    if (i >= ledger->ordered)
        return NULL;
    number = ledger->order[i];
    if (fate)
        *fate = (an_dict_fate)(ledger->reasons.keys[number].ptr[0] - '0');
    if (count)
        *count = ledger->reasons.values[number];
    return ledger->reasons.keys[number].ptr + 1; /* the map's copies end with NUL */
}

size_t an_dict_report_count(const an_dict_report *report, const char *name)
{
    size_t count = 0;

    if (!strcmp(name, "files"))
        return report->files_read;
    if (!strcmp(name, "rows"))
        return report->rows_read;
    if (!strcmp(name, "actors"))
        return report->actors;
    if (!strcmp(name, "aliases"))
        return report->aliases;
    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
        if (!strcmp(name, fates[i]))
            for (size_t k = 0; k < report->reasons.count; k++)
                count += report->reasons.keys[k].ptr[0] == (char)('0' + i) ? report->reasons.values[k] : 0;
    return count;
}

/* Writing it ----------------------------------------------------------------------------------------------------------------------- */

static int compare_rows(const void *left, const void *right)
{
    const an_ledger_row *a = left, *b = right;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->reason != b->reason)
        return a->reason < b->reason ? -1 : 1;
    return an_str_compare(a->text, b->text);
}

static const char *fate_of(const an_ledger *ledger, uint32_t reason)
{
    return fates[ledger->reasons.keys[reason].ptr[0] - '0'];
}

static an_str words_of(const an_ledger *ledger, uint32_t reason)
{
    return an_str_sub(ledger->reasons.keys[reason], 1, ledger->reasons.keys[reason].len);
}

/* A cell of TSV: tabs and line ends become blanks. */
static void add_cell(an_buf *out, an_str text, char end)
{
    for (size_t i = 0; i < text.len; i++)
        an_buf_add_char(out, (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
    an_buf_add_char(out, end);
}

static void add_tsv(an_buf *out, const an_ledger *ledger)
{
    an_buf_add_text(out, "fate\tfile\tline\treason\ttext\n");
    for (size_t i = 0; i < ledger->row_count; i++) {
        const an_ledger_row *row = &ledger->rows[i];
        add_cell(out, an_str_of(fate_of(ledger, row->reason)), '\t');
        add_cell(out, row->file < ledger->files.count ? ledger->files.keys[row->file] : AN_LIT(""), '\t');
        an_buf_addf(out, "%u\t", (unsigned)row->line);
        add_cell(out, words_of(ledger, row->reason), '\t');
        add_cell(out, row->text, '\n');
    }
}

static void add_json(an_buf *out, const an_ledger *ledger)
{
    static const char *const counts[] = {"files", "rows", "actors", "aliases", "bad", "dropped", "changed"};

    an_buf_add_text(out, "{");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        an_buf_addf(out, "%s\"%s\":%zu", i ? "," : "", counts[i], an_dict_report_count(ledger, counts[i]));
    an_buf_add_text(out, ",\"reasons\":[");
    for (size_t i = 0; i < ledger->ordered; i++) {
        uint32_t number = ledger->order[i];
        an_buf_addf(out, "%s\n  {\"fate\":\"%s\",\"count\":%u,\"reason\":", i ? "," : "", fate_of(ledger, number),
                    (unsigned)ledger->reasons.values[number]);
        an_json_add_string(out, words_of(ledger, number));
        an_buf_add_char(out, '}');
    }
    an_buf_add_text(out, "],\"list\":[");
    for (size_t i = 0; i < ledger->row_count; i++) {
        const an_ledger_row *row = &ledger->rows[i];
        an_buf_addf(out, "%s\n  {\"fate\":\"%s\",\"file\":", i ? "," : "", fate_of(ledger, row->reason));
        an_json_add_string(out, row->file < ledger->files.count ? ledger->files.keys[row->file] : AN_LIT(""));
        an_buf_addf(out, ",\"line\":%u,\"reason\":", (unsigned)row->line);
        an_json_add_string(out, words_of(ledger, row->reason));
        an_buf_add_text(out, ",\"text\":");
        an_json_add_string(out, row->text);
        an_buf_add_char(out, '}');
    }
    an_buf_add_text(out, "]}\n");
}

an_status an_dict_report_write(const an_dict_report *report, const char *path, an_error *err)
{
    an_ledger *ledger = (an_ledger *)report;
    an_buf out = {0};
    an_status st;

    if (ledger->failed || !rank(ledger))
        return an_fail_nomem(err);
    if (ledger->row_count)
        qsort(ledger->rows, ledger->row_count, sizeof *ledger->rows, compare_rows);
    if (an_str_ends(an_str_of(path), AN_LIT(".json")))
        add_json(&out, ledger);
    else
        add_tsv(&out, ledger);
    st = out.failed ? an_fail_nomem(err) : an_file_write(path, an_buf_str(&out), err);
    an_buf_clear(&out);
    return st;
}
