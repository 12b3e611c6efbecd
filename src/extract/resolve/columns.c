/* Tables with a column of other names, «Name | Mother | Known as»: those in it are whom the row's name is (docs/matching.md §7). */
#include "base/seek.h"
#include "extract/imply/implied.h"

/* A table: where its rows begin, what parts its cells, how many there are in a row, and which of them hold the name and the others. */
typedef struct table {
    size_t rows;
    char separator;
    size_t cells, subject, others;
} table;

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

static bool is_border(char c)
{
    return c == '|' || c == '\t' || c == '\r' || c == '\n';
}

/* What parts a word from the cells beside it, if it fills one, with its full stop or without: a bar or a tabulator; else 0. */
static char separator_beside(an_str text, size_t start, size_t end)
{
    char before, behind;

    end += end < text.len && text.ptr[end] == '.';
    while (start > 0 && text.ptr[start - 1] == ' ')
        start--;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    before = start > 0 ? text.ptr[start - 1] : '\n';
    behind = end < text.len ? text.ptr[end] : '\n';
    if (!is_border(before) || !is_border(behind))
        return '\0';
    before = before == '\n' ? behind : before;
    return before == '|' || before == '\t' ? before : '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* A cell of the line [start, end), from 0 on, without blanks around. */
static an_span cell_of(an_str text, char separator, size_t number, size_t start, size_t end)
{
    an_str line = an_str_sub(text, 0, end);
    size_t to;

    for (size_t i = 0; i < number; i++)
        start = an_str_find_byte(line, start, separator) + 1;
    to = an_str_find_byte(line, start, separator);
    to = to == (size_t)-1 ? end : to;
    while (start < to && is_blank(text.ptr[start]))
        start++;
    while (to > start && is_blank(text.ptr[to - 1]))
        to--;
    return (an_span){(uint32_t)start, (uint32_t)to};
}

static an_str text_of(an_str text, an_span span)
{
    return an_str_sub(text, span.start, span.end);
}

/* Whose other names a table has; what a bracket says of it does not count: «Name (as registered)». */
static bool is_heading_of_name(an_str cell)
{
    static const char *const headings[] = {"full name", "individual", "legal name", "name", "name of company", "name of person", "name of suspect", "names",
                                           "primary name", "suspect", "suspect name"};

    size_t bracket = an_str_find_byte(cell, 0, '(');

    return AN_STR_IN_ASCII_CASE(an_str_trim(an_str_sub(cell, 0, bracket == (size_t)-1 ? cell.len : bracket)), headings);
}

/* Of the words of the list `aka` those that stand over columns: not «born», «formerly», which have dates and places below them. */
static bool is_heading_of_others(an_str cell)
{
    static const char *const headings[] = {"a.k.a", "a.k.a.", "aka", "alias", "aliases", "also known as", "known as", "kunya", "nom de guerre",
                                           "noms de guerre"};

    return AN_STR_IN_ASCII_CASE(cell, headings);
}

/* The cell that is the heading of the name; `cells` when there is none. */
static size_t subject_of(an_str text, const table *t, size_t start, size_t end)
{
    enum { MOST = 64 }; /* cells that are looked at */

    for (size_t i = 0; i < t->cells && t->cells <= MOST; i++)
        if (is_heading_of_name(text_of(text, cell_of(text, t->separator, i, start, end))))
            return i;
    return t->cells;
}

/* What parts the cells of a line of which a word is a heading of other names; 0 when it is none. */
static char separator_at(const an_extractor *x, const an_hit *hit)
{
    size_t start = x->atoms.items[hit->atom].span.start, end = x->atoms.items[hit->atom + hit->atom_count - 1].span.end;

    if (hit->term >= x->rules->word_count || x->rules->words[hit->term].list != AN_LIST_AKA ||
        !is_heading_of_others(an_str_sub(x->doc->text, start, end)))
        return '\0';
    return separator_beside(x->doc->text, start, end);
}

/* The table that begins with the line of such a word; `subject` is `cells` when there is none. */
static table table_at(an_str text, char separator, size_t word)
{
    size_t start = line_start(text, word), end = line_end(text, word);
    table t = {.rows = end < text.len ? end + 1 : end, .separator = separator};

    t.cells = an_str_count_byte(an_str_sub(text, start, end), t.separator) + 1;
    t.others = an_str_count_byte(an_str_sub(text, start, word), t.separator);
    t.subject = subject_of(text, &t, start, end);
    return t;
}

/* The first choice that begins at a byte of the text or behind it. */
static size_t choice_at_byte(const an_extractor *x, size_t at)
{
    size_t low = 0, high = x->choices.count;

    AN_SEEK(low, high, an_choice_candidate(x, middle)->span.start < at);
    return low;
}

/* Whether a name fills a cell, or a part of it between signs: «Abu Layth; Kartal», not «brother of Karl Berg». */
static bool fills(an_str text, an_span span, an_span cell)
{
    static const char *const signs = ";,/\"'";

    while (span.start > cell.start && text.ptr[span.start - 1] == ' ')
        span.start--;
    while (span.end < cell.end && text.ptr[span.end] == ' ')
        span.end++;
    return span.start >= cell.start && span.end <= cell.end && (span.start == cell.start || strchr(signs, text.ptr[span.start - 1])) &&
           (span.end == cell.end || strchr(signs, text.ptr[span.end]));
}

/* What is done with a row's name and another one of the same. */
typedef void (*visitor)(an_extractor *x, size_t subject, size_t other, void *payload);

static void visit_row(an_extractor *x, an_span subject_cell, an_span cell, visitor visit, void *payload)
{
    an_str text = x->doc->text;
    size_t subject = choice_at_byte(x, subject_cell.start);

    if (subject == x->choices.count || !fills(text, an_choice_candidate(x, subject)->span, subject_cell))
        return;
    for (size_t i = choice_at_byte(x, cell.start); i < x->choices.count && an_choice_candidate(x, i)->span.start < cell.end; i++)
        if (fills(text, an_choice_candidate(x, i)->span, cell))
            visit(x, subject, i, payload);
}

/* Visit the other names of all rows: lines with as many cells as their heading, one below the other, up to the next heading. Linear: what stands in a table is
   no heading of another. */
static void visit_tables(an_extractor *x, visitor visit, void *payload)
{
    an_str text = x->doc->text;
    size_t behind = 0; /* the last table, or line that might have been a heading */

    for (size_t i = 0; i < x->word_hits.count; i++) {
        size_t word = x->atoms.items[x->word_hits.items[i].atom].span.start;
        char separator = word < behind ? '\0' : separator_at(x, x->word_hits.items + i);
        table t;
        if (!separator)
            continue;
        t = table_at(text, separator, word);
        for (behind = t.rows; behind < text.len && t.subject < t.cells;) {
            size_t start = behind, end = line_end(text, start);
            an_span subject;
            if (an_str_count_byte(an_str_sub(text, start, end), t.separator) + 1 != t.cells)
                break;
            subject = cell_of(text, t.separator, t.subject, start, end);
            if (is_heading_of_name(text_of(text, subject)))
                break;
            visit_row(x, subject, cell_of(text, t.separator, t.others, start, end), visit, payload);
            behind = end + 1;
        }
    }
}

/* By name of the clusters: the one whose other name it is. */
static const uint32_t OF_NOBODY = UINT32_MAX, OF_SEVERAL = UINT32_MAX - 1;

typedef struct owners {
    const uint32_t *name_of; /* by choice */
    uint32_t *owner;
} owners;

/* «Abu Ahmad» of two rows is nobody's. */
static void note_owner(an_extractor *x, size_t subject, size_t other, void *payload)
{
    owners *o = payload;
    uint32_t whose = o->name_of[subject], name = o->name_of[other];

    if (whose == UINT32_MAX || name == UINT32_MAX || x->clusters.items[whose].kind != x->clusters.items[name].kind)
        return;
    o->owner[name] = o->owner[name] == OF_NOBODY || o->owner[name] == whose ? whose : OF_SEVERAL;
}

static bool may_have_table(const an_extractor *x)
{
    for (size_t i = 0; i < x->word_hits.count; i++)
        if (separator_at(x, x->word_hits.items + i))
            return true;
    return false;
}

bool an_join_columns(an_extractor *x, const uint32_t *name_of)
{
    owners o = {.name_of = name_of};

    if (!may_have_table(x))
        return true;
    if (!(o.owner = an_arena_alloc(x->arena, x->clusters.count * sizeof *o.owner)))
        return false;
    memset(o.owner, 0xFF, x->clusters.count * sizeof *o.owner);
    visit_tables(x, note_owner, &o);
    for (uint32_t name = 0; name < x->clusters.count; name++)
        if (o.owner[name] < OF_SEVERAL)
            an_clusters_join(&x->clusters, o.owner[name], name, AN_RULE_SAID);
    return true;
}

/* What the tagger is not sure of is a person, as the one is whose it is: «Kartal». */
static void settle(an_extractor *x, size_t subject, size_t other, void *payload)
{
    const float SURE = 0.95F;
    an_candidate *c = x->candidates.items + x->choices.items[other].first;
    uint32_t whose = an_choice_candidate(x, subject)->target, target;
    bool *done = payload;

    if (whose == UINT32_MAX || !an_is_person(x->targets[whose].type) || c->by != AN_BY_TAGGER || c->confidence >= SURE || c->target == UINT32_MAX ||
        x->choices.items[other].count > 1 || an_is_person(x->targets[c->target].type))
        return;
    target = an_target_name(x, an_str_sub(x->doc->text, c->span.start, c->span.end), AN_LIT("person"), AN_NO_ACTOR);
    *done &= target != UINT32_MAX;
    c->target = target == UINT32_MAX ? c->target : target;
}

bool an_settle_columns(an_extractor *x)
{
    bool done = true;

    visit_tables(x, settle, &done);
    return done;
}
