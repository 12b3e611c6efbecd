/* Mentions for spreadsheets and for tools that read tagged words. */
#include "extract/lines/mention_table.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/gate.h"

#include <math.h>

void an_mention_table_header(an_buf *out)
{
    an_buf_add_text(out, "document\tstart\tend\ttext\ttype\tactor\tby\tconfidence\tdate\n");
}

void an_mention_table_write(an_buf *out, const an_extraction *e)
{
    an_utf8_cursor cursor = {.text = e->text};
    an_buf text = {0};

    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        size_t start = e->has_text ? an_utf8_code_of(&cursor, m->span.start) : m->span.start;
        size_t end = e->has_text ? an_utf8_code_of(&cursor, m->span.end) : m->span.end;
        an_buf_add_sheet_cell(out, e->id);
        an_buf_addf(out, "\t%zu\t%zu\t", start, end);
        an_buf_reset(&text);
        an_clean_name(&text, m->text); /* a name may run over a line end */
        an_buf_add_sheet_cell(out, an_buf_str(&text));
        an_buf_add_char(out, '\t');
        an_buf_add_sheet_cell(out, m->type);
        an_buf_add_char(out, '\t');
        if (m->actor != AN_NO_ACTOR)
            an_buf_add_sheet_cell(out, e->actors[m->actor].key);
        an_buf_addf(out, "\t%s\t", an_by_name(m->by));
        an_buf_add_double(out, round((double)m->confidence * 100) / 100);
        an_buf_add_char(out, '\t');
        an_buf_add_cell(out, e->date);
        an_buf_add_char(out, '\n');
    }
    out->failed |= text.failed;
    an_buf_clear(&text);
}

/* End of the word that starts at `at`: letters and digits together, anything else by itself. */
static size_t word_end(an_str text, size_t at, size_t end)
{
    size_t length;
    uint32_t code = an_utf8_decode(text, at, &length);

    if (!an_is_letter(code) && !an_is_digit(code))
        return at + length;
    while (at < end) {
        code = an_utf8_decode(text, at, &length);
        if (!an_is_letter(code) && !an_is_digit(code) && !an_is_ignorable(code))
            break;
        at += length;
    }
    return at;
}

/* Tag of a word; `*next` is the first mention that may still hold it. */
static void add_tag(an_buf *out, const an_extraction *e, size_t start, size_t end, size_t *next)
{
    const an_mention *m;

    while (*next < e->mention_count && (e->mentions[*next].nested || e->mentions[*next].span.end <= start))
        ++*next;
    m = e->mentions + *next;
    if (*next == e->mention_count || m->span.start >= end) {
        an_buf_add_text(out, "\tO\n");
        return;
    }
    an_buf_add_text(out, m->span.start >= start ? "\tB-" : "\tI-");
    an_buf_add_cell(out, m->type);
    an_buf_add_char(out, '\n');
}

void an_mention_conll_write(an_buf *out, const an_extraction *e)
{
    size_t next = 0, length;

    an_buf_add_text(out, "-DOCSTART- (");
    an_buf_add_cell(out, e->id);
    an_buf_add_text(out, ")\tO\n\n");
    for (size_t s = 0; s < e->sentence_count && e->has_text; s++) {
        size_t at = e->sentences[s].start, end = e->sentences[s].end;
        while (at < end) {
            size_t stop;
            if (an_is_space(an_utf8_decode(e->text, at, &length))) {
                at += length;
                continue;
            }
            stop = word_end(e->text, at, end);
            an_buf_add(out, an_str_sub(e->text, at, stop));
            add_tag(out, e, at, stop, &next);
            at = stop;
        }
        an_buf_add_char(out, '\n');
    }
}
