/* Sorted here, so that the report does not depend on the order in which rows were met. */
#include "extract/note.h"

#include "text/gate.h"

#include <stdlib.h>

static int compare_senses(const void *left, const void *right)
{
    const an_sense *a = left, *b = right;
    int order = an_str_compare(a->name, b->name);

    return order ? order : an_str_compare(a->id, b->id);
}

void an_note_senses(an_buf *out, an_str form, an_sense *senses, size_t count)
{
    if (count > 1)
        qsort(senses, count, sizeof *senses, compare_senses);
    an_clean_name(out, form);
    for (size_t i = 0; i < count; i++) {
        if (i && compare_senses(&senses[i - 1], &senses[i]) == 0)
            continue;
        an_buf_add_text(out, i ? " | " : ": ");
        an_buf_add(out, senses[i].name);
        if (!an_str_equal(senses[i].id, senses[i].name)) { /* namesakes are told apart */
            an_buf_add_text(out, " (");
            an_buf_add(out, senses[i].id);
            an_buf_add_char(out, ')');
        }
    }
    an_buf_add_char(out, '\n');
}
