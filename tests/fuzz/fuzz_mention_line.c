/* A line of mentions of any program: refused, or an extraction in bounds that can be written, read again and counted. */
#include "fuzz.h"

#include "extract/lines/mention_line.h"
#include "link/links.h"

static void check(const an_extraction *e)
{
    size_t end = e->has_text ? e->text.len : UINT32_MAX;

    HOLDS(an_utf8_valid(e->text) == e->text.len);
    for (size_t i = 0; i < e->sentence_count; i++)
        HOLDS(e->sentences[i].start < e->sentences[i].end && e->sentences[i].end <= end);
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        HOLDS(m->span.start < m->span.end && m->span.end <= end);
        HOLDS(i == 0 || e->mentions[i - 1].span.start <= m->span.start);
        HOLDS(m->actor == AN_NO_ACTOR || m->actor < e->actor_count);
        for (uint32_t k = 0; k < m->candidate_count; k++)
            HOLDS(e->candidates[m->candidate_first + k] < e->actor_count);
    }
}

static void count(const an_extraction *e, unsigned how)
{
    an_run_options options;
    an_links *links = NULL;

    an_run_options_default(&options);
    options.window = (an_window)(how % 4);
    options.window_tokens = 3;
    options.ambiguous_nodes = how & 4;
    HOLDS(an_links_new(&links, &options, NULL) == AN_OK);
    HOLDS(an_links_add(links, e, an_links_count(links)->documents + 1, NULL) == AN_OK);
    HOLDS(an_links_add(links, e, an_links_count(links)->documents + 1, NULL) == AN_OK);
    HOLDS(an_links_finish(links, NULL) == AN_OK);
    an_links_free(links);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_extraction first = {0}, second = {0};
    an_line_notes notes;
    an_buf once = {0}, twice = {0};
    an_error err = {0};

    if (an_mention_line_read(&first, fuzz_input(data, size), "x", 1, &notes, &err) == AN_OK) {
        check(&first);
        count(&first, (unsigned)size);
        an_mention_line_write(&once, &first, false);
        HOLDS(an_mention_line_read(&second, an_buf_str(&once), "x", 1, &notes, &err) == AN_OK);
        check(&second);
        HOLDS(notes.bad_mentions == 0 && first.mention_count == second.mention_count);
        an_mention_line_write(&twice, &second, false);
        /* actors may stand in another order; a name loses one byte-order mark at its start each time */
        HOLDS(once.len == twice.len || an_str_find(an_buf_str(&once), 0, AN_LIT("\xEF\xBB\xBF")) != (size_t)-1);
    } else {
        HOLDS(err.message[0]);
    }
    an_extraction_clear(&first);
    an_extraction_clear(&second);
    an_buf_clear(&once);
    an_buf_clear(&twice);
    return 0;
}
