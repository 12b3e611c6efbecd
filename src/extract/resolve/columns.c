/* Tables with a column of other names, «Name | Mother | Known as»: those in it are the ones of whom its row tells first (docs/matching.md §7). */
#include "extract/imply/implied.h"

/* A table: where its rows begin, what parts its cells, how many there are in a row, which of them holds other names, and which the name (or `cells`). */
typedef struct table {
    size_t rows;
    char sign;
    size_t cells, names, name;
} table;

enum { MOST_CELLS = 64 /* among which the name is looked for */ };

static size_t line_end(an_str text, size_t at)
{
    size_t end = an_str_find_byte(text, at, '\n');

    return end == (size_t)-1 ? text.len : end;
}

static size_t line_start(an_str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* What parts a word from the cells beside it, if it fills one: a bar or a tabulator; else 0. */
static char sign_beside(an_str text, size_t start, size_t end)
{
    char before, behind;

    while (start > 0 && text.ptr[start - 1] == ' ')
        start--;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    before = start > 0 ? text.ptr[start - 1] : '\n';
    behind = end < text.len ? text.ptr[end] : '\n';
    if (before != '\n' && behind != '\n' && before != behind)
        return '\0';
    before = before == '\n' ? behind : before;
    return before == '|' || before == '\t' ? before : '\0';
}

/* The cell of a line, from 0 on. */
static an_span cell_of(an_str text, char sign, size_t number, size_t start, size_t end)
{
    size_t to;

    for (size_t i = 0; i < number; i++)
        start = an_str_find_byte(text, start, sign) + 1;
    to = an_str_find_byte(text, start, sign);
    return (an_span){(uint32_t)start, (uint32_t)(to < end ? to : end)};
}

/* The first cell of a heading that is «Name», «Full name» or the like, but not the one of other names; `cells` when there is none. */
static size_t name_cell(an_str text, const table *t, size_t start, size_t end)
{
    for (size_t i = 0; i < t->cells; i++) {
        an_span cell = cell_of(text, t->sign, i, start, end);
        if (i != t->names && an_str_ends_ascii_case(an_str_trim(an_str_sub(text, cell.start, cell.end)), AN_LIT("name")))
            return i;
    }
    return t->cells;
}

/* The table whose heading has a cell with a word of the list `aka` and nothing else; `sign` 0 when there is none. */
static table table_at(const an_extractor *x, const an_hit *hit)
{
    an_str text = x->doc->text;
    table t = {0};
    size_t start, end, word = x->atoms.items[hit->atom].span.start;

    if (hit->term >= x->rules->word_count || x->rules->words[hit->term].list != AN_LIST_AKA)
        return t;
    t.sign = sign_beside(text, word, x->atoms.items[hit->atom + hit->atom_count - 1].span.end);
    if (!t.sign)
        return t;
    start = line_start(text, word);
    end = line_end(text, word);
    t.rows = end < text.len ? end + 1 : end;
    t.cells = an_str_count_byte(an_str_sub(text, start, end), t.sign) + 1;
    t.names = an_str_count_byte(an_str_sub(text, start, word), t.sign);
    t.name = t.cells > MOST_CELLS ? t.cells : name_cell(text, &t, start, end);
    return t;
}

static bool is_inside(an_span span, an_span cell)
{
    return span.start >= cell.start && span.end <= cell.end;
}

/* The first choice that begins at a place of the text or behind it. */
static size_t choice_from(const an_extractor *x, size_t at)
{
    size_t low = 0, high = x->choices.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (an_choice_candidate(x, middle)->span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whom a row tells of: the first person or organisation in the cell of the name, else the first one outside of the cell of other names; SIZE_MAX when there
   is none. */
static size_t subject_of(const an_extractor *x, const table *t, size_t start, size_t end)
{
    an_span others = cell_of(x->doc->text, t->sign, t->names, start, end);
    an_span name = t->name < t->cells ? cell_of(x->doc->text, t->sign, t->name, start, end) : (an_span){(uint32_t)start, (uint32_t)end};
    size_t first = choice_from(x, name.start);

    for (size_t i = first; i < x->choices.count && an_choice_candidate(x, i)->span.start < end; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        if (is_inside(c->span, name) && !is_inside(c->span, others) && c->target != UINT32_MAX &&
            (an_is_person(x->targets[c->target].type) || an_is_organization(x->targets[c->target].type)))
            return i;
    }
    return SIZE_MAX;
}

/* What is done with a row's other name. */
typedef bool (*visitor)(an_extractor *x, size_t subject, size_t name, const uint32_t *name_of);

static bool visit_row(an_extractor *x, const table *t, size_t start, size_t end, visitor visit, const uint32_t *name_of)
{
    an_span cell = cell_of(x->doc->text, t->sign, t->names, start, end);
    size_t first = choice_from(x, cell.start), subject = subject_of(x, t, start, end);

    for (size_t i = first; subject != SIZE_MAX && i < x->choices.count && an_choice_candidate(x, i)->span.start < end; i++)
        if (is_inside(an_choice_candidate(x, i)->span, cell) && !visit(x, subject, i, name_of))
            return false;
    return true;
}

/* Visit the other names of all rows: lines with as many cells as their heading, three at least, one below the other. Linear: what stands in a table is no
   heading of another. */
static bool visit_tables(an_extractor *x, visitor visit, const uint32_t *name_of)
{
    enum { CELLS = 3 };
    an_str text = x->doc->text;
    size_t behind = 0; /* the last table */

    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        table t = x->atoms.items[hit->atom].span.start < behind ? (table){0} : table_at(x, hit);
        if (!t.sign || t.cells < CELLS)
            continue;
        for (behind = t.rows; behind < text.len;) {
            size_t start = behind, end = line_end(text, start);
            if (an_str_count_byte(an_str_sub(text, start, end), t.sign) + 1 != t.cells)
                break;
            if (!visit_row(x, &t, start, end, visit, name_of))
                return false;
            behind = end + 1;
        }
    }
    return true;
}

static bool join(an_extractor *x, size_t subject, size_t name, const uint32_t *name_of)
{
    if (name_of[subject] != UINT32_MAX && name_of[name] != UINT32_MAX && x->clusters.items[name_of[subject]].kind == x->clusters.items[name_of[name]].kind)
        an_clusters_join(&x->clusters, name_of[subject], name_of[name], AN_RULE_SAID);
    return true;
}

/* What the tagger is not sure of is of the kind of the one whose it is: «Kartal». */
static bool settle(an_extractor *x, size_t subject, size_t name, const uint32_t *name_of)
{
    const float SURE = 0.95F;
    an_candidate *c = x->candidates.items + x->choices.items[name].first;
    an_str type = x->targets[an_choice_candidate(x, subject)->target].type;

    (void)name_of;
    if (!an_is_person(type) || c->by != AN_BY_TAGGER || c->confidence >= SURE || x->choices.items[name].count > 1 || c->target == UINT32_MAX ||
        an_is_person(x->targets[c->target].type))
        return true;
    c->target = an_target_name(x, an_str_sub(x->doc->text, c->span.start, c->span.end), type, AN_NO_ACTOR);
    return c->target != UINT32_MAX;
}

bool an_settle_columns(an_extractor *x)
{
    return visit_tables(x, settle, NULL);
}

void an_join_columns(an_extractor *x, const uint32_t *name_of)
{
    visit_tables(x, join, name_of);
}
