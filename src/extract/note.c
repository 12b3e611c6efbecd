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

/* A key that only goes on where the name ends says all: «Paris (person)». */
static an_sense sense_of(const an_found_actor *actor)
{
    return (an_sense){an_str_starts(actor->key, actor->label) ? actor->key : actor->label, actor->key};
}

void an_note_ambiguous(an_buf *out, const an_extraction *e)
{
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        an_sense senses[AN_MOST_SENSES];
        uint32_t count = m->candidate_count < AN_MOST_SENSES ? m->candidate_count : AN_MOST_SENSES;
        if (m->actor != AN_NO_ACTOR || count == 0 || m->nested)
            continue;
        for (uint32_t k = 0; k < count; k++)
            senses[k] = sense_of(e->actors + e->candidates[m->candidate_first + k]);
        an_note_senses(out, m->text, senses, count);
    }
}
