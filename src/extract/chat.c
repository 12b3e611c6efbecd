/* Who writes in a chat, as its export has it: «12/05/2019, 09:03 - Jools: who signed it?», «[09:03] Jools: …». Nicknames are on no list, so the place tells. */
#include "extract/implied.h"

enum { WORDS = 3, LINES = 2 };

/* Whether numbers of a time begin a line at an atom; `*name` gets the atom behind them. */
static bool is_time(const an_extractor *x, uint32_t atom, uint32_t *name)
{
    an_str text = x->doc->text, time;
    size_t start = x->atoms.items[atom].span.start, end;
    uint32_t at = atom;

    start -= start > 0 && text.ptr[start - 1] == '[';
    if (!(x->atoms.items[atom].flags & AN_ATOM_DIGIT) || (start > 0 && text.ptr[start - 1] != '\n'))
        return false;
    while (at < x->atoms.count && x->atoms.items[at].flags & AN_ATOM_DIGIT)
        at++;
    if (at < x->atoms.count && (an_str_equal(an_work_atom(x, at), AN_LIT("AM")) || an_str_equal(an_work_atom(x, at), AN_LIT("PM"))))
        at++;
    if (at == x->atoms.count || at < atom + 2)
        return false;
    *name = at;
    end = x->atoms.items[at].span.start;
    time = an_str_sub(text, start, end);
    return an_str_find_byte(time, 0, ':') != (size_t)-1 && an_str_find_byte(time, 0, '\n') == (size_t)-1 &&
           (an_str_ends(time, AN_LIT(" - ")) || an_str_ends(time, AN_LIT("] ")));
}

/* A capital, and no ordinary word that nobody is called by («Notice»). */
static bool may_be_called(const an_extractor *x, uint32_t atom)
{
    enum { NO_NAME = AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_ORG) };
    uint32_t lists = an_atom_lists(x, atom);

    return x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST && (lists & AN_IN(AN_WORD_GIVEN) || !(lists & (uint32_t)NO_NAME));
}

/* The atoms of a name that a colon ends, or 0. */
static uint32_t name_before_colon(const an_extractor *x, uint32_t atom)
{
    an_str text = x->doc->text;
    uint32_t count = 0, end;

    while (count < WORDS && atom + count < x->atoms.count && may_be_called(x, atom + count) &&
           (count == 0 || x->atoms.items[atom + count].gap == AN_GAP_SOFT))
        count++;
    end = count ? x->atoms.items[atom + count - 1].span.end : 0;
    return count && end + 1 < text.len && text.ptr[end] == ':' && text.ptr[end + 1] == ' ' ? count : 0;
}

static bool add_writer(an_extractor *x, uint32_t atom, uint32_t count)
{
    an_candidate writer = {.atom = atom, .atom_count = count, .alias = UINT32_MAX, .rank = AN_RANK_PATTERN, .by = AN_BY_PATTERN, .confidence = 0.9F};

    writer.span = (an_span){x->atoms.items[atom].span.start, x->atoms.items[atom + count - 1].span.end};
    writer.target = an_target_name(x, an_candidate_form(x, &writer), AN_LIT("person"), AN_NO_ACTOR);
    return writer.target != UINT32_MAX && an_candidate_add(x, writer);
}

/* Lines with a time and a name at their start among the atoms before `end`; each name is a candidate when `add`. */
static bool read_lines(an_extractor *x, uint32_t end, bool add, uint32_t *lines)
{
    bool done = true;

    *lines = 0;
    for (uint32_t atom = 0; atom < end && done; atom++) {
        uint32_t name, count = is_time(x, atom, &name) ? name_before_colon(x, name) : 0;
        *lines += count > 0;
        done = !add || !count || add_writer(x, name, count);
    }
    return done;
}

bool an_step_chat(an_extractor *x)
{
    enum { START = 256 }; /* atoms in which a chat shows itself */
    uint32_t lines;

    return read_lines(x, x->atoms.count < START ? (uint32_t)x->atoms.count : START, false, &lines) &&
           (lines < LINES || read_lines(x, (uint32_t)x->atoms.count, true, &lines));
}
