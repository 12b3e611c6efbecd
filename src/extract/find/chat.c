/* Who writes in a chat, as its export has it: «12/05/2019, 09:03 - Jools: who signed it?», «[09:03] Jools: …», «09:03 <jools> …». Nicknames are on no list,
   so the place tells. */
#include "extract/imply/implied.h"

#include "base/ascii.h"
#include "text/fold.h"

enum { WORDS = 3, LINES = 2 };

/* What stands between the time and the name, and behind that. */
static const struct form {
    const char *before, *behind;
    bool nick; /* in small letters, too */
} forms[] = {{" - ", ": ", false}, {"] ", ": ", false}, {"<", "> ", true}, {"< ", "> ", true}};

/* The form of a line that begins with the numbers of a time at an atom, or NULL; `*name` gets the atom behind them. */
static const struct form *form_at(const an_extractor *x, uint32_t atom, uint32_t *name)
{
    an_str text = x->doc->text, time;
    size_t start = x->atoms.items[atom].span.start, end;
    uint32_t at = atom;

    start -= start > 0 && text.ptr[start - 1] == '[';
    if (!(x->atoms.items[atom].flags & AN_ATOM_DIGIT) || (start > 0 && text.ptr[start - 1] != '\n'))
        return NULL;
    while (at < x->atoms.count && x->atoms.items[at].flags & AN_ATOM_DIGIT && !an_ascii_letter(text.ptr[x->atoms.items[at].span.start])) /* not «max99» */
        at++;
    if (at < x->atoms.count && (an_str_equal(an_work_atom(x, at), AN_LIT("AM")) || an_str_equal(an_work_atom(x, at), AN_LIT("PM"))))
        at++;
    if (at == x->atoms.count || at < atom + 2)
        return NULL;
    *name = at;
    end = x->atoms.items[at].span.start;
    time = an_str_sub(text, start, end);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (an_str_ends(time, an_str_of(forms[i].before)))
            return an_str_find_byte(time, 0, ':') != (size_t)-1 && an_str_find_byte(time, 0, '\n') == (size_t)-1 ? forms + i : NULL;
    return NULL;
}

/* A capital, and no ordinary word that nobody is called by («Notice»). */
static bool may_be_called(const an_extractor *x, uint32_t atom)
{
    enum { NO_NAME = AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_ORG) };
    uint32_t lists = an_atom_lists(x, atom);

    return x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST && (lists & AN_IN(AN_WORD_GIVEN) || !(lists & (uint32_t)NO_NAME));
}

bool an_may_be_nickname(const an_extractor *x, uint32_t atom)
{
    enum { SHORTEST = 3 };
    static const char *const marks[] = {"alt", "code", "critical", "ctrl", "debug", "div", "enter", "err", "error", "esc", "fatal", "info", "main", "module",
                                        "none", "notice", "null", "pre", "shift", "span", "system", "tab", "trace", "unknown", "verbose", "warn", "warning"};
    const an_atom *it = x->atoms.items + atom;

    return it->span.end - it->span.start >= SHORTEST && !(it->flags & AN_ATOM_ADDRESS) && !AN_STR_IN_ASCII_CASE(an_work_atom(x, atom), marks);
}

/* Whether an atom goes on with a name of so many atoms; a nickname has no blank. */
static bool goes_on(const an_extractor *x, const struct form *form, uint32_t atom, uint32_t count)
{
    const an_atom *it = x->atoms.items + atom;

    if (!form->nick)
        return may_be_called(x, atom) && (count == 0 || it->gap == AN_GAP_SOFT);
    if (count == 0)
        return an_may_be_nickname(x, atom);
    return !(it->flags & AN_ATOM_ADDRESS) && an_str_find_byte(an_str_sub(x->doc->text, it[-1].span.end, it->span.start), 0, ' ') == (size_t)-1;
}

/* The atoms of a name that ends as its form says, or 0. */
static uint32_t name_in(const an_extractor *x, const struct form *form, uint32_t atom)
{
    uint32_t count = 0;

    while (count < WORDS && atom + count < x->atoms.count && goes_on(x, form, atom + count, count)) {
        an_str rest = an_str_sub(x->doc->text, x->atoms.items[atom + count++].span.end, x->doc->text.len);
        if (an_str_starts(rest, an_str_of(form->behind)))
            return count;
    }
    return 0;
}

static bool add_writer(an_extractor *x, uint32_t atom, uint32_t count)
{
    an_candidate writer = {.atom = atom, .atom_count = count, .alias = UINT32_MAX, .rank = AN_RANK_PATTERN, .by = AN_BY_PATTERN, .confidence = 0.9F};

    x->atoms.items[atom].flags |= AN_ATOM_UPPER_FIRST; /* «<jools>» is a name */
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
        uint32_t name;
        const struct form *form = form_at(x, atom, &name);
        uint32_t count = form ? name_in(x, form, name) : 0;
        *lines += count > 0;
        done = !add || !count || add_writer(x, name, count);
    }
    return done;
}

/* Whether the text begins as a chat does. */
static bool is_chat(an_extractor *x)
{
    enum { START = 256 }; /* atoms in which a chat shows itself */
    uint32_t lines;

    read_lines(x, x->atoms.count < START ? (uint32_t)x->atoms.count : START, false, &lines);
    return lines >= LINES;
}

bool an_step_chat(an_extractor *x)
{
    uint32_t lines;

    return !is_chat(x) || read_lines(x, (uint32_t)x->atoms.count, true, &lines);
}

/* Given names in small letters --------------------------------------------------------------------------------------------------- */

/* A word in small letters; NULL when out of memory. */
static an_str small_letters(an_extractor *x, an_str word)
{
    an_buf_reset(&x->buf);
    an_add_lower(&x->buf, word);
    return x->buf.failed ? (an_str){NULL, 0} : an_arena_str(x->arena, an_buf_str(&x->buf));
}

/* Whether an atom is a person's given name that is no word in small letters. */
static bool is_told_small(const an_extractor *x, uint32_t atom)
{
    enum { SHORTEST = 4, WORDS_TOO = AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_LINK) | AN_IN(AN_WORD_SAYS) };
    an_span it = x->atoms.items[atom].span;

    return it.end - it.start >= SHORTEST && x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST && !(an_atom_lists(x, atom) & WORDS_TOO) &&
           !an_work_word(x, atom, 1u << AN_LIST_TITLES, NULL);
}

bool an_imply_chat(an_extractor *x, an_implied_names *out)
{
    if (!is_chat(x))
        return true;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        if (target == UINT32_MAX || !an_is_person(x->targets[target].type) || !is_told_small(x, c->atom))
            continue;
        an_implied it = {.target = an_target_root(x, target), .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_GIVEN, .exact = true};
        it.called = true;
        it.text = small_letters(x, an_work_atom(x, c->atom));
        if (!it.text.ptr || !an_imply(out, it))
            return false;
    }
    return true;
}
