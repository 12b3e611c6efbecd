/* brat's stand-off files: x.ann beside x.txt. Text-bound annotations (T) are mentions; `Equiv`, coreference relations and normalisations (N) say who is
   meant; attributes (A) say that a mention is no name or not sure. Events, other relations and notes are passed over. */
#include "read/gold/draft.h"

#include "base/alloc.h"
#include "base/error.h"

typedef struct brat {
    an_drafts *drafts;
    an_map ids;       /* T1 … → number; value: index of the mention in the draft */
    uint32_t *parent; /* by number: who is meant is the same */
    size_t capacity;
    bool joined;      /* some are */
} brat;

static uint32_t root(brat *b, uint32_t id)
{
    while (b->parent[id] != id)
        id = b->parent[id] = b->parent[b->parent[id]];
    return id;
}

static void join(brat *b, uint32_t one, uint32_t other)
{
    one = root(b, one);
    other = root(b, other);
    b->parent[one > other ? one : other] = one > other ? other : one;
    b->joined = true;
}

static void bad_line(brat *b, size_t line, const char *why)
{
    b->drafts->gold->counts.bad_lines++;
    an_drafts_warn(b->drafts, line, "%s; the line is left out", why);
}

static bool cut_number(an_str *rest, int64_t *value)
{
    size_t digits = 0;

    *value = 0;
    while (digits < rest->len && rest->ptr[digits] >= '0' && rest->ptr[digits] <= '9') {
        if (*value < INT32_MAX)
            *value = *value * 10 + rest->ptr[digits] - '0';
        digits++;
    }
    *rest = an_str_sub(*rest, digits, rest->len);
    return digits > 0;
}

/* "0 5;9 14" → 0 and 14, two pieces. */
static bool cut_pieces(an_str text, an_draft_mention *m, size_t *pieces)
{
    int64_t start, end;

    for (*pieces = 0;; ++*pieces) {
        text = an_str_trim(text);
        if (!cut_number(&text, &start) || !text.len || text.ptr[0] != ' ')
            return false;
        text = an_str_trim(text);
        if (!cut_number(&text, &end))
            return false;
        if (*pieces == 0)
            m->start = start;
        m->end = end;
        if (!text.len)
            break;
        if (text.ptr[0] != ';')
            return false;
        text = an_str_sub(text, 1, text.len);
    }
    ++*pieces;
    return true;
}

/* T1 TAB Person 0 5 TAB Alice */
static void add_mention(brat *b, an_str id, an_str what, an_str text, size_t line)
{
    an_draft_mention m = {.line = line, .named = true};
    an_str label;
    size_t pieces;
    uint32_t number;
    bool added;

    if (!an_str_next(&what, ' ', &label) || !label.len || !cut_pieces(what, &m, &pieces)) {
        bad_line(b, line, "expected 'T1<TAB>TYPE START END<TAB>TEXT'");
        return;
    }
    an_drafts_type(b->drafts, &m, label);
    m.text = AN_LIT("");
    if (pieces == 1) {
        m.text = an_drafts_keep_text(b->drafts, text);
    } else {
        m.ignore = true; /* nobody finds it as it is marked */
        b->drafts->gold->counts.discontinuous++;
    }
    number = an_map_intern(&b->ids, id, &added);
    if (number == AN_MAP_NONE || !an_grow(&b->parent, &b->capacity, b->ids.count, sizeof *b->parent)) {
        b->drafts->failed = true;
        return;
    }
    if (!added) {
        bad_line(b, line, "the number was there before");
        return;
    }
    b->parent[number] = number;
    b->ids.values[number] = (uint32_t)b->drafts->mentions.count;
    an_drafts_mention(b->drafts, m);
}

/* Join all mentions of "Equiv T1 T2 T3" or "Coref Arg1:T1 Arg2:T2". */
static void add_relation(brat *b, an_str what)
{
    static const char *const same[] = {"Alias", "Coref", "Coreference", "Equiv", "SameAs", "Same"};
    an_str name, argument;
    uint32_t first = AN_MAP_NONE;
    bool is = false;

    if (!an_str_next(&what, ' ', &name))
        return;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        is |= an_str_equal_ascii_case(name, an_str_of(same[i]));
    while (is && an_str_next(&what, ' ', &argument)) {
        size_t colon = an_str_find_byte(argument, 0, ':');
        uint32_t id = an_map_find(&b->ids, an_str_trim(colon == (size_t)-1 ? argument : an_str_sub(argument, colon + 1, argument.len)));
        if (id != AN_MAP_NONE && first != AN_MAP_NONE)
            join(b, first, id);
        else if (id != AN_MAP_NONE)
            first = id;
    }
}

/* "Nominal T1", "Ignore T1"; and "Reference T1 Wikidata:Q42". */
static void add_attribute(brat *b, an_str what, bool reference)
{
    static const struct {
        const char *name;
        bool unnamed, ignore;
    } known[] = {{"Ignore", false, true}, {"Nominal", true, false}, {"Pronoun", true, false}, {"Unnamed", true, false}, {"Unsure", false, true}};
    an_str name, target, value;
    an_draft_mention *m;
    uint32_t id;

    if (!an_str_next(&what, ' ', &name) || !an_str_next(&what, ' ', &target) || (id = an_map_find(&b->ids, an_str_trim(target))) == AN_MAP_NONE)
        return;
    m = &b->drafts->mentions.items[b->ids.values[id]];
    if (reference && an_str_next(&what, ' ', &value)) {
        m->entity = an_drafts_keep_text(b->drafts, value);
        m->has_entity = true;
    }
    for (size_t i = 0; !reference && i < sizeof known / sizeof *known; i++) {
        if (an_str_equal_ascii_case(name, an_str_of(known[i].name))) {
            m->named &= !known[i].unnamed;
            m->ignore |= known[i].ignore;
        }
    }
}

/* The lines that name mentions come in any order, so the mentions are read first. */
static void read_lines(brat *b, an_str content, bool mentions)
{
    an_str line, id, what;

    for (size_t number = 1; !b->drafts->failed && an_str_next(&content, '\n', &line); number++) {
        an_str whole;
        if (an_str_ends(line, AN_LIT("\r")))
            line.len--;
        whole = line;
        if (!line.len || !an_str_next(&line, '\t', &id) || !id.len || !an_str_next(&line, '\t', &what)) {
            if (mentions && an_str_trim(whole).len > 0)
                bad_line(b, number, "expected fields separated by tabs");
            continue;
        }
        if (mentions && id.ptr[0] == 'T')
            add_mention(b, id, what, line, number);
        else if (!mentions && (id.ptr[0] == '*' || id.ptr[0] == 'R'))
            add_relation(b, what);
        else if (!mentions && (id.ptr[0] == 'A' || id.ptr[0] == 'M' || id.ptr[0] == 'N'))
            add_attribute(b, what, id.ptr[0] == 'N');
    }
}

/* A normalisation names all mentions that are joined with its own; of the others the first mention's number does. */
static void name_entities(brat *b)
{
    an_draft_mention *mentions = b->drafts->mentions.items;

    for (uint32_t i = 0; i < b->ids.count; i++) {
        an_draft_mention *m = &mentions[b->ids.values[i]], *first = &mentions[b->ids.values[root(b, i)]];
        if (m->has_entity && !first->has_entity)
            first->entity = m->entity, first->has_entity = true;
    }
    for (uint32_t i = 0; b->joined && i < b->ids.count; i++) {
        an_draft_mention *m = &mentions[b->ids.values[i]], *first = &mentions[b->ids.values[root(b, i)]];
        if (!first->has_entity)
            first->entity = an_drafts_keep(b->drafts, b->ids.keys[root(b, i)]), first->has_entity = true;
        if (!m->has_entity)
            m->entity = first->entity, m->has_entity = true;
    }
}

/* x.ann → x.txt, or back. */
static char *beside(const char *path, const char *ending)
{
    an_buf name = {0};

    an_buf_add(&name, (an_str){path, strlen(path) - 4});
    an_buf_add_text(&name, ending);
    return an_buf_take(&name);
}

/* The text that the annotations are about. False: told why. */
static bool read_text(an_drafts *drafts, an_buf *text)
{
    char *path = beside(drafts->path, ".txt");
    an_error err = {0};
    an_status st = path ? an_gold_content(text, path, &err) : AN_ERR_NOMEM;

    an_free(path);
    drafts->failed |= st == AN_ERR_NOMEM;
    if (st != AN_OK && st != AN_ERR_NOMEM) {
        drafts->gold->counts.bad_files++;
        an_drafts_warn(drafts, 0, "annotations need their text beside them, with the ending .txt: %s", err.message);
    }
    return st == AN_OK;
}

bool an_gold_is_brat(const char *path, an_str content)
{
    (void)content;
    return strlen(path) > 4 && strcmp(path + strlen(path) - 4, ".ann") == 0;
}

bool an_gold_brat(an_drafts *drafts, an_str content)
{
    brat b = {.drafts = drafts};
    an_buf text = {0};
    an_gold_document *doc = NULL;

    if (read_text(drafts, &text) && (doc = an_drafts_document(drafts, 1))) {
        doc->id = drafts->id;
        doc->id.len -= 4; /* both files are called so */
        doc->has_text = true;
        doc->text = an_drafts_keep_text(drafts, an_buf_str(&text));
        read_lines(&b, content, true);
        read_lines(&b, content, false);
        if (!drafts->failed)
            name_entities(&b);
    }
    an_buf_clear(&text);
    an_map_clear(&b.ids);
    an_free(b.parent);
    return !drafts->failed;
}
