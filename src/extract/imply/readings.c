/* What the tagger surely read in one place is that name in all places of the document, and a word that it took for something else, but that the
   document has as a part of somebody's full name, is that person (docs/matching.md §7). */
#include "extract/imply/implied.h"

#include "base/alloc.h"

/* Whether a read name of one word is an ordinary word, too: then other places must be read for themselves. */
static bool is_ordinary(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count == 1 && an_atom_lists(x, c->atom) & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_DEMONYM));
}

/* A name read somewhere, and how sure that is over all its places as this kind. */
typedef struct reading {
    an_str text;
    uint32_t target;
    float most; /* surest place */
    double sum, again; /* again: what each further place adds */
    an_rule rule; /* of what stands for a longer name: its part; AN_RULE_NONE where the name itself was read */
    bool announced; /* somewhere what stands before it tells that it is no person */
} reading;

/* What a whole name tells of a part of it, against guesses. */
static const double TOLD = 2;

static const float SURE = 0.7F; /* enough for all other places */

static int by_sum(const void *a, const void *b)
{
    const reading *one = a, *other = b;
    int order = an_str_compare(one->text, other->text);

    if (order)
        return order;
    if (one->sum < other->sum || one->sum > other->sum)
        return one->sum > other->sum ? -1 : 1;
    return (one->target > other->target) - (one->target < other->target);
}

AN_DEFINE_SORT(sort_readings, reading, by_sum)

static bool add_reading(an_extractor *x, reading *readings, size_t *count, reading one)
{
    uint32_t number;
    bool added;

    an_buf_reset(&x->buf);
    an_buf_add(&x->buf, (an_str){(const char *)&one.target, sizeof one.target});
    an_buf_add(&x->buf, one.text);
    number = x->buf.failed ? AN_MAP_NONE : an_map_intern(&x->readings, an_buf_str(&x->buf), &added); /* numbers are places in the list */
    if (number == AN_MAP_NONE)
        return false;
    if (added)
        readings[(*count)++] = (reading){one.text, one.target, 0, 0, 0, one.rule, false};
    readings[number].sum += added ? one.sum : one.sum + one.again;
    readings[number].announced |= one.announced;
    if (one.most > readings[number].most)
        readings[number].most = one.most;
    return true;
}

/* Whether somebody is named in full by the word at an atom and more («Halvard Berg»), or by it behind a title; in a register everything is. */
static bool is_somebodys(an_extractor *x, uint32_t atom)
{
    for (size_t i = 0; i < x->choices.count && x->choices.count <= AN_REGISTER; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = x->atoms.hashes[c->atom] == x->atoms.hashes[atom] ? an_choice_target(x, i) : UINT32_MAX;
        an_title title = {0};
        if (target != UINT32_MAX && an_is_person(x->targets[target].type) && (c->atom_count > 1 || an_work_title_before(x, c->atom, &title)))
            return true;
    }
    return x->choices.count > AN_REGISTER;
}

/* Whether the first word of a name is a company's name by itself: it means nothing else, is nobody's last name, and a word for companies follows
   («Velmar Corporation»), or one for clubs, which are called after towns and men («Hadfield Town»). A given name is, if nobody has it here. */
static bool is_bare_word(an_extractor *x, const an_candidate *c)
{
    enum { MEANS = (int)(AN_LISTS & ~(AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_TOWN) | /* of towns there are too many */
                                      AN_IN(AN_WORD_GIVEN))) };
    enum { CLUB_MEANS = (int)((unsigned)MEANS & ~(AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES))) };
    const an_token *token = x->tagging.tokens.items + x->tagging.token_of[c->atom];
    bool club = an_is_club_word(an_work_atom(x, c->atom + 1));
    const an_rule_word *kind;

    if (token->atom_count != 1 || token->lists & (uint32_t)(club ? CLUB_MEANS : MEANS) ||
        an_map_find(&x->noted, an_work_atom(x, c->atom)) != AN_MAP_NONE || (token->lists & AN_IN(AN_WORD_GIVEN) && is_somebodys(x, c->atom)))
        return false;
    kind = an_work_word(x, c->atom + 1, 1u << AN_LIST_DESIGNATORS, NULL);
    return club || an_is_trade_word(an_work_atom(x, c->atom + 1)) ||
           (kind ? an_str_starts(kind->type, AN_LIT("organization/company")) : an_work_word(x, c->atom + 1, 1u << AN_LIST_LEGAL, NULL) != NULL);
}

/* «Construtora Andrel Lima», «Movimiento Andrel»: what stands behind the word that a company's or movement's name begins with. */
static an_str behind_kind(const an_extractor *x, const an_candidate *c)
{
    enum { NAMES = AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_DEMONYM) |
                   AN_IN(AN_WORD_ORG) };
    static const char *const kinds[] = {"banca",        "banco",     "banque",    "construtora", "constructora", "corporación", "corporação", "consorcio",
                                        "editorial",    "fondation", "fundação",  "fundación",   "frente",       "grupo",       "gruppo",     "groupe",
                                        "inmobiliaria", "mouvement", "movimento", "movimiento",  "naviera",      "parti",       "partido"};

    for (uint32_t i = 1; i < c->atom_count; i++)
        if (an_atom_lists(x, c->atom + i) & (uint32_t)NAMES || !(x->atoms.items[c->atom + i].flags & AN_ATOM_UPPER_FIRST))
            return AN_LIT("");
    return c->atom_count > 1 && AN_STR_IN_ASCII_CASE(an_work_atom(x, c->atom), kinds) ? an_atoms_text(x, c->atom + 1, c->atom + c->atom_count - 1) : AN_LIT("");
}

/* A company's name without its legal form («Halden Bio, Inc.») or the word for companies behind its only other word; empty when it
   has none. */
static an_str bare_name(an_extractor *x, const an_candidate *c)
{
    uint32_t count = c->atom_count;
    an_str rest;

    if (!an_is_organization(x->targets[c->target].type))
        return AN_LIT("");
    if ((rest = behind_kind(x, c)).len)
        return rest;
    while (count > 2 && an_work_word(x, c->atom + count - 1, 1u << AN_LIST_LEGAL, NULL))
        count--;
    if (count == 2 && is_bare_word(x, c))
        count--;
    return count < c->atom_count ? an_atoms_text(x, c->atom, c->atom + count - 1) : AN_LIT("");
}

/* Whether what stands before a word tells that it is no person: «the Doge», «in Velmar». */
static bool is_announced(const an_extractor *x, const an_candidate *c)
{
    if (c->atom_count > 1 || c->atom == 0 || an_is_person(x->targets[c->target].type))
        return false;
    if (an_work_place_before(x, c->atom))
        return true;
    return an_is_organization(x->targets[c->target].type) && an_work_is_definite(x, c->atom);
}

/* «Hadfield Town»: a club for sure, if it is a body at all. */
static bool is_club(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count == 2 && an_is_club_word(an_work_atom(x, c->atom + 1));
}

/* «Mrs. Karl Berg»: elsewhere the name is her husband's. */
static bool is_wife(const an_extractor *x, const an_candidate *c)
{
    return c->atom_count > 1 && x->targets[c->target].couple;
}

/* «at Northanger»: of what one says so again and again is a place, unless it is a given name or somebody's surname. One looks at persons, too. */
static bool is_lived_in(const an_extractor *x, const an_candidate *c)
{
    static const char *const where[] = {"at", "in", "into", "near"};
    static const char *const looks[] = {"aimed", "angry", "anger", "believe", "believed", "believes", "confidence", "disappointed", "faith", "fired", "furious",
                                        "gaze", "gazed", "gazing", "glance", "glanced", "glances", "glancing", "interest", "interested", "laugh", "laughed",
                                        "laughing", "look", "looked", "looking", "looks", "mad", "nodded", "peeped", "pointed", "screamed", "shouted", "smile",
                                        "smiled", "smiling", "stare", "stared", "staring", "swore", "threw", "trust", "trusted", "wondered", "yelled"};
    uint32_t behind = c->atom + c->atom_count;

    if (c->atom < 2 || !(an_kind_of(x->targets[c->target].type) & (AN_KIND_PERSON | AN_KIND_PLACE)) || x->atoms.items[c->atom].gap != AN_GAP_SOFT ||
        !AN_STR_IN(an_work_atom(x, c->atom - 1), where) || AN_STR_IN(an_work_atom(x, c->atom - 2), looks))
        return false;
    if (behind < x->atoms.count && an_str_equal(an_work_atom(x, behind), AN_LIT("s"))) /* «in Levin's house» */
        return false;
    return c->atom_count > 1 || (!(an_atom_lists(x, c->atom) & AN_IN(AN_WORD_GIVEN)) && an_map_find(&x->noted, an_work_atom(x, c->atom)) == AN_MAP_NONE);
}

/* What a place tells of a name, and of each further one of those who say that it is a place. */
static bool add_place(an_extractor *x, reading *readings, size_t *count, const an_candidate *c)
{
    const double TELLS = 3; /* against as many places where nothing says what it is */
    bool lived_in = is_lived_in(x, c), person = an_is_person(x->targets[c->target].type);
    double sure = (double)c->confidence, again = lived_in ? TELLS * sure : 0;
    an_str form = an_candidate_form(x, c);
    uint32_t town;

    if (!add_reading(x, readings, count, (reading){form, c->target, c->confidence, sure, person ? 0 : again, AN_RULE_NONE, is_announced(x, c)}))
        return false;
    if (!lived_in || !person)
        return true;
    town = an_target_name(x, form, AN_LIT("location"), AN_NO_ACTOR);
    return town != UINT32_MAX && add_reading(x, readings, count, (reading){form, town, c->confidence, 0, again, AN_RULE_NONE, false});
}

static bool gather_readings(an_extractor *x, reading *readings, size_t *count)
{
    *count = 0;
    if (!an_note_last_words(x, &x->noted))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        an_str bare;
        float sure;
        if (c->by != AN_BY_TAGGER || is_ordinary(x, c) || is_wife(x, c))
            continue;
        if (!add_place(x, readings, count, c))
            return false;
        bare = bare_name(x, c);
        sure = c->confidence < SURE && is_club(x, c) ? SURE : c->confidence;
        if (bare.len && !an_target_apart(x, bare, c->target) &&
            !add_reading(x, readings, count, (reading){bare, c->target, sure, TOLD, 0, AN_RULE_KIND, false}))
            return false;
    }
    return true;
}

/* What stands for a person in a name of several words; AN_RULE_NONE for what surnames.c looks for, and for initials and small words. */
static an_rule part_of_person(const an_name *name, size_t word)
{
    const an_name_word *it = name->words + word;
    size_t last = name->count - 1;

    if (it->part != AN_PART_PLAIN || (word < last && name->words[word + 1].tied))
        return AN_RULE_NONE;
    if (word > 0 && word == last)
        return name->words[word - 1].part == AN_PART_ARTICLE ? AN_RULE_SURNAME : AN_RULE_NONE; /* «Zubaydi», «Karim al-Zubaydi» */
    if (it->tied)
        return AN_RULE_NONE;
    if (word == 0)
        return name->ordinary || it->leading ? AN_RULE_NONE : AN_RULE_GIVEN;
    return AN_RULE_INNER;
}

/* A word of a name as the text writes it; of one that stands in no text (a mail's header) only the first. */
static an_str written_word(const an_extractor *x, const an_name *name, size_t word)
{
    if (name->mentions)
        return an_work_atom(x, name->atom + (uint32_t)word);
    return word ? AN_LIT("") : an_str_sub(name->text, 0, an_str_find_byte(name->text, 0, ' '));
}

/* The parts of persons' full names. */
static bool gather_parts(an_extractor *x, reading *readings, size_t *count)
{
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *it = x->clusters.items + i;
        for (size_t k = 0; k < it->count && it->count > 1 && it->kind == AN_KIND_PERSON && !it->turned && !it->couple; k++) {
            an_rule rule = part_of_person(it, k);
            an_str word = rule ? written_word(x, it, k) : AN_LIT("");
            if (word.len && !an_target_apart(x, word, it->target) &&
                !add_reading(x, readings, count, (reading){word, an_target_root(x, it->target), SURE, TOLD, 0, rule, false}))
                return false;
        }
    }
    return true;
}

static bool is_part(const reading *it)
{
    return it->rule != AN_RULE_NONE && it->rule != AN_RULE_KIND;
}

/* Whether a part of a person's name counts: somewhere it was read as something else, which nothing announces, and nobody else bears it. The readings of
   the form are those from `first` to `end`. */
static bool tells_person(const an_extractor *x, const reading *part, const reading *first, const reading *end)
{
    bool doubted = false;

    for (const reading *it = first; it < end; it++) {
        if (it == part)
            continue;
        if (is_part(it) || it->announced)
            return false;
        doubted |= an_kind_of(x->targets[it->target].type) != AN_KIND_PERSON;
    }
    return doubted;
}

/* The first of the readings of a form that counts, or NULL. */
static const reading *counting(const an_extractor *x, const reading *first, const reading *end)
{
    for (const reading *it = first; it < end; it++)
        if (!is_part(it) || tells_person(x, it, first, end))
            return it;
    return NULL;
}

/* What is surely read in one place is that name in all places, of the kind that most of them tell. */
bool an_imply_readings(an_extractor *x, an_implied_names *out)
{
    size_t words = 0, count = 0, end;
    reading *readings;
    bool done;

    for (size_t i = 0; i < x->clusters.count; i++)
        words += x->clusters.items[i].count;
    readings = an_alloc((3 * x->choices.count + words + 1) * sizeof *readings); /* some have a bare name, or are places, too */
    an_map_reset(&x->readings);
    done = readings && gather_readings(x, readings, &count) && gather_parts(x, readings, &count) && sort_readings(readings, count, &x->room);
    for (size_t i = 0; i < count && done; i = end) {
        const reading *it;
        for (end = i + 1; end < count && an_str_equal(readings[end].text, readings[i].text);)
            end++;
        it = counting(x, readings + i, readings + end);
        if (it && it->most >= SURE)
            done = an_imply(out, (an_implied){.text = it->text,
                                        .target = it->target,
                                        .rank = AN_RANK_READ,
                                        .by = it->rule ? AN_BY_ALIAS : AN_BY_TAGGER,
                                        .rule = it->rule,
                                        .confidence = it->most,
                                        .alone = an_str_find_byte(it->text, 0, ' ') == (size_t)-1});
    }
    an_free(readings);
    return done;
}
