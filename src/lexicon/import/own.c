/* Our own format into the sink, for exporters. */
#include "lexicon/tools/sheet.h"

static an_import_case case_of(an_str text)
{
    static const char *const words[] = {"auto", "any", "cap", "exact"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (an_str_equal_ascii_case(text, an_str_of(words[i])))
            return (an_import_case)i;
    return AN_IMPORT_AUTO;
}

static void add_row(an_import *to, const an_sheet *sheet, const an_sheet_row *row)
{
    an_str name = an_sheet_cell(sheet, row, AN_SHEET_ACTOR), alias = an_sheet_cell(sheet, row, AN_SHEET_ALIAS);
    an_import_alias how = {
        .casing = case_of(an_sheet_cell(sheet, row, AN_SHEET_CASE)),
        .near = an_sheet_cell(sheet, row, AN_SHEET_NEAR),
        .from = an_sheet_cell(sheet, row, AN_SHEET_FROM),
        .until = an_sheet_cell(sheet, row, AN_SHEET_UNTIL),
        .never = an_str_equal_ascii_case(an_sheet_cell(sheet, row, AN_SHEET_NEVER), AN_LIT("yes")),
    };
    uint32_t actor;

    to->file = row->file;
    to->line = row->line;
    actor = an_import_actor_of(to, an_sheet_cell(sheet, row, AN_SHEET_ID), name);
    an_import_type(to, actor, an_sheet_cell(sheet, row, AN_SHEET_TYPE));
    an_import_name(to, actor, alias.len ? alias : name, &how);
    for (size_t i = 0; i < sheet->columns.count && actor != AN_IMPORT_NOBODY; i++) {
        bool known = false;
        for (size_t k = 0; k < AN_SHEET_KNOWN && !known; k++)
            known = sheet->place[k] == i;
        if (!known && sheet->columns.items[i].len)
            an_import_attribute_once(to, actor, sheet->columns.items[i], row->cells[i]);
    }
}

void an_import_own(an_import *to, const char *const *paths, size_t count)
{
    an_sheet sheet = {0};

    for (size_t i = 0; i < count && an_import_going(to); i++)
        an_sheet_read(to, &sheet, paths[i], true);
    an_sheet_settle_types(to, &sheet);
    if (an_import_going(to) && (sheet.words || sheet.patterns))
        to->status = an_fail(to->err, AN_ERR_INVALID, "only dictionaries can be exported, no word lists and pattern files");
    for (size_t i = 0; i < sheet.rows.count && an_import_going(to); i++)
        add_row(to, &sheet, &sheet.rows.items[i]);
    an_sheet_clear(&sheet);
}
