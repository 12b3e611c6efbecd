/* Who speaks in an interview or a record, by initials before each turn: «RDF: In 1951.» is Rosa Delgado Fuentes, if the text names her and nobody else
   who has these initials. In minutes, which tell who is present, initials stand anywhere. */
#include "extract/imply/implied.h"

enum { SHORTEST = 2, LONGEST = 4, NOBODY = 1, TURNS = 2 };

/* Whether a word begins a line and a colon stands behind it: «MA: When was that?» */
static bool is_heading(const an_extractor *x, uint32_t atom)
{
    an_span it = x->atoms.items[atom].span;
    an_str text = x->doc->text;

    return it.end < text.len && text.ptr[it.end] == ':' && (it.start == 0 || text.ptr[it.start - 1] == '\n');
}

static bool are_initials(const an_extractor *x, uint32_t atom)
{
    an_atom it = x->atoms.items[atom];
    uint32_t length = it.span.end - it.span.start;

    return (it.flags & (AN_ATOM_ALL_UPPER | AN_ATOM_ASCII | AN_ATOM_DIGIT)) == (AN_ATOM_ALL_UPPER | AN_ATOM_ASCII) && length >= SHORTEST && length <= LONGEST;
}

/* «Present: Agnes Thornbury, Karim Lund» */
static bool are_minutes(const an_extractor *x)
{
    static const char *const lists[] = {"apologies", "attendees", "attending", "participants", "present"};

    for (size_t s = 0; s < x->sentences.count; s++) {
        uint32_t atom = x->sentence_atom[s];
        if (atom < x->sentence_atom[s + 1] && is_heading(x, atom) && AN_STR_IN_ASCII_CASE(an_work_atom(x, atom), lists))
            return true;
    }
    return false;
}

/* The labels of turns, or all initials of minutes; values: how often, or enough. What has an article somewhere («the UK») is nobody in minutes. */
static bool note_labels(an_extractor *x, an_map *labels, bool minutes)
{
    an_map_reset(labels);
    for (uint32_t atom = 0, number; atom < x->atoms.count; atom++) {
        if (!are_initials(x, atom) || !(minutes || is_heading(x, atom)))
            continue;
        if ((number = an_map_intern(labels, an_work_atom(x, atom), NULL)) == AN_MAP_NONE)
            return false;
        if (!minutes)
            labels->values[number]++;
        else if (an_work_is_definite(x, atom))
            labels->values[number] = NOBODY;
        else if (labels->values[number] != NOBODY)
            labels->values[number] = TURNS;
    }
    return true;
}

/* Number of the label that is made of the initials of a name; AN_MAP_NONE when there is none that is often there. */
static uint32_t label_of(const an_extractor *x, const an_map *labels, const an_name *name)
{
    char letters[LONGEST];
    size_t count = 0;
    uint32_t number;

    for (uint32_t atom = name->atom; atom < name->atom + name->count; atom++) {
        if (!(x->atoms.items[atom].flags & AN_ATOM_UPPER_FIRST))
            continue;
        if (count == LONGEST)
            return AN_MAP_NONE;
        letters[count++] = an_work_atom(x, atom).ptr[0];
    }
    if (name->turned && count == 2) { /* «Lund, Karim» */
        char surname = letters[0];
        letters[0] = letters[1];
        letters[1] = surname;
    }
    number = count < SHORTEST ? AN_MAP_NONE : an_map_find(labels, (an_str){letters, count});
    return number != AN_MAP_NONE && labels->values[number] >= TURNS ? number : AN_MAP_NONE;
}

/* Tell whom each label means: `who` gets a target of that person, or UINT32_MAX where several have these initials. */
static void find_speakers(an_extractor *x, const an_map *labels, uint32_t *who)
{
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *name = x->clusters.items + i;
        bool full = name->kind == AN_KIND_PERSON && name->count > 1 && name->mentions && (!name->turned || name->count == 2);
        uint32_t number = full ? label_of(x, labels, name) : AN_MAP_NONE;
        if (number == AN_MAP_NONE)
            continue;
        if (who[number] == 0)
            who[number] = name->target + 1;
        else if (who[number] != UINT32_MAX && an_target_root(x, who[number] - 1) != an_target_root(x, name->target))
            who[number] = UINT32_MAX;
    }
}

bool an_imply_speakers(an_extractor *x, an_implied_names *out)
{
    an_map *labels = &x->tried;
    bool minutes = are_minutes(x), done = note_labels(x, labels, minutes);
    uint32_t *who = done && labels->count ? an_arena_alloc(x->arena, labels->count * sizeof *who) : NULL;

    if (!who)
        return done && labels->count == 0;
    memset(who, 0, labels->count * sizeof *who);
    find_speakers(x, labels, who);
    for (uint32_t i = 0; i < labels->count && done; i++)
        if (who[i] && who[i] != UINT32_MAX)
            done = an_imply(out, (an_implied){.text = an_arena_str(x->arena, labels->keys[i]), .target = who[i] - 1,
                                              .rank = AN_RANK_DOCUMENT, .by = AN_BY_ACRONYM, .rule = AN_RULE_ACRONYM, .exact = true});
    return done;
}
