/* Who of several persons with one surname is meant by it alone: who bears the title before it («Senator Berg»), else the subject of the
   document, that is the person whom it names first, unless another of them is named in that first sentence (but for a life's, «Edmund Berg was
   born at Harrow, the son of Karl Berg»), or before the surname in its own; else the only one whom the document has named by then («Berg»
   before «Berg's son, Karl Berg»); else the one whom the document names far more often than any other («Konstantin Levin», where a novel says
   «Levin»). A surname that stands alone again and again, beside full names that hardly occur, is a person of its own («Thénardier»). Where all
   that says nothing, the place stays ambiguous. */
#include "extract/work.h"

#include "base/alloc.h"

#include <string.h>

enum { MOST = 64 }; /* names looked at: a sentence may be as long as the text */

/* A surname alone that several persons of this document bear. */
static bool is_shared_surname(const an_extractor *x, const an_choice *choice)
{
    const an_candidate *c = x->candidates.items + choice->first;

    for (uint32_t i = 0; i < choice->count; i++)
        if (c[i].rule != AN_RULE_SURNAME || c[i].target == UINT32_MAX)
            return false;
    return choice->count > 1;
}

/* Which candidate of a choice means the person, or the choice's count. */
static uint32_t candidate_of(an_extractor *x, const an_choice *choice, uint32_t person)
{
    const an_candidate *c = x->candidates.items + choice->first;
    uint32_t i = 0;

    while (i < choice->count && an_target_root(x, c[i].target) != person)
        i++;
    return i;
}

/* Whether one of the candidates but the subject is named in a sentence, among the choices from `first` to before `end`. */
static bool other_named(an_extractor *x, const an_choice *choice, uint32_t subject, uint32_t sentence, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        uint32_t person = an_choice_target(x, i);
        if (person != UINT32_MAX && person != subject && an_work_sentence(x, an_choice_candidate(x, i)->atom) == sentence &&
            candidate_of(x, choice, person) < choice->count)
            return true;
    }
    return false;
}

/* «Edmund Berg was born at Harrow, the son of Karl Berg»: a life begins, and who else is named in its first sentence is family. */
static bool tells_birth(const an_extractor *x, uint32_t sentence)
{
    for (uint32_t atom = x->sentence_atom[sentence]; atom < x->sentence_atom[sentence + 1]; atom++)
        if (an_str_equal(an_work_atom(x, atom), AN_LIT("born")))
            return true;
    return false;
}

/* Two who are introduced together, or of whom the other was just named: nobody is clearly meant. */
static bool is_open(an_extractor *x, size_t i, uint32_t subject, bool life)
{
    const an_choice *choice = x->choices.items + i;

    return (!life && other_named(x, choice, subject, an_work_sentence(x, an_choice_candidate(x, 0)->atom), 0, i < MOST ? i : MOST)) ||
           other_named(x, choice, subject, an_work_sentence(x, an_choice_candidate(x, i)->atom), i < MOST ? 0 : i - MOST, i);
}

/* The surname at a choice means its candidate `one`, as sure as the rule is. */
static void settle(an_extractor *x, an_choice *choice, uint32_t one, float sure)
{
    an_candidate *c;

    choice->first += one;
    choice->count = 1;
    c = x->candidates.items + choice->first;
    c->confidence = c->confidence > sure ? sure : c->confidence;
}

static void settle_subject(an_extractor *x)
{
    const float SURE = 0.7F; /* less than a surname that only one person bears */
    uint32_t subject = x->choices.count ? an_choice_target(x, 0) : UINT32_MAX;
    bool life;

    if (subject == UINT32_MAX || !an_is_person(x->targets[subject].type))
        return;
    life = tells_birth(x, an_work_sentence(x, an_choice_candidate(x, 0)->atom));
    for (size_t i = 1; i < x->choices.count; i++) {
        an_choice *choice = x->choices.items + i;
        uint32_t one = is_shared_surname(x, choice) ? candidate_of(x, choice, subject) : choice->count;
        if (one < choice->count && !is_open(x, i, subject, life))
            settle(x, choice, one, SURE);
    }
}

/* The only candidate whom the document has named in full before choice number `i`, or the choice's count; nobody is meant by «in Colón». */
static uint32_t introduced(an_extractor *x, size_t i, const uint32_t *first)
{
    const an_choice *choice = x->choices.items + i;
    uint32_t one = choice->count;

    if (an_work_place_before(x, an_choice_candidate(x, i)->atom))
        return choice->count;
    for (uint32_t k = 0; k < choice->count; k++) {
        if (first[an_target_root(x, x->candidates.items[choice->first + k].target)] > i)
            continue;
        if (one < choice->count)
            return choice->count;
        one = k;
    }
    return one;
}

/* The candidate whom the document names far more often than each other one, or the choice's count. */
static uint32_t leading(an_extractor *x, const an_choice *choice, const uint32_t *named)
{
    enum { OFTEN = 5, TIMES = 2 };
    const an_candidate *c = x->candidates.items + choice->first;
    uint32_t best = 0, next = 0;

    for (uint32_t i = 1; i < choice->count; i++) {
        uint32_t count = named[an_target_root(x, c[i].target)], most = named[an_target_root(x, c[best].target)];
        next = count > most ? most : count > next ? count : next;
        best = count > most ? i : best;
    }
    return named[an_target_root(x, c[best].target)] >= OFTEN && named[an_target_root(x, c[best].target)] >= TIMES * next ? best : choice->count;
}

/* What the document says of those who share surnames, by target. */
typedef struct bearers {
    uint32_t *named; /* how often in full, for «Kitty» says nothing of «Levin» */
    uint32_t *first; /* the first choice that names them in full; UINT32_MAX when there is none */
    uint32_t *alone; /* of the first of those whom a surname may mean: how often it stands alone */
    uint32_t *given; /* whether a full name begins with a given name */
} bearers;

static void count_names(an_extractor *x, bearers *b)
{
    for (size_t i = 0; i < x->choices.count; i++) {
        uint32_t target = an_choice_target(x, i);
        if (target != UINT32_MAX) {
            bool in_full = an_choice_candidate(x, i)->atom_count > 1;
            b->named[target] += in_full;
            if (in_full && b->first[target] > i)
                b->first[target] = (uint32_t)i;
        } else if (is_shared_surname(x, x->choices.items + i))
            b->alone[an_choice_candidate(x, i)->target]++;
    }
    for (size_t i = 0; i < x->clusters.count; i++) {
        const an_name *name = x->clusters.items + i;
        b->given[an_target_root(x, name->target)] |= name->count > 1 && name->words->given;
    }
}

/* Whether a surname stands alone so often that it is somebody's whole name here. Whom a dictionary lists has a longer one. */
static bool is_own_name(an_extractor *x, const an_choice *choice, const bearers *b)
{
    enum { OFTEN = 20, TIMES = 20 };
    const an_candidate *c = x->candidates.items + choice->first;
    uint32_t alone = b->alone[c->target];

    for (uint32_t i = 0; i < choice->count; i++) {
        uint32_t target = an_target_root(x, c[i].target);
        if (x->targets[target].actor != AN_NO_ACTOR || alone < TIMES * b->named[target])
            return false;
    }
    return alone >= OFTEN;
}

/* Whether the user keeps a target from one of the others of a choice, or from its surname. */
static bool is_apart(an_extractor *x, const an_choice *choice, uint32_t target, uint32_t own)
{
    const an_candidate *c = x->candidates.items + choice->first;
    an_str label = x->targets[target].label;
    bool apart = an_target_apart(x, label, own);

    for (uint32_t i = 0; i < choice->count && !apart; i++)
        apart = an_target_apart(x, label, c[i].target);
    return apart;
}

/* The surname becomes a name of its own, and so do those that only put a word before it that is no given name («Little Gavroche»). */
static bool settle_own(an_extractor *x, an_choice *choice, const bearers *b)
{
    an_candidate *c = x->candidates.items + choice->first;
    an_str type = x->targets[an_target_root(x, c->target)].type;
    uint32_t own = an_target_name(x, an_str_sub(x->doc->text, c->span.start, c->span.end), type, AN_NO_ACTOR);

    if (own == UINT32_MAX)
        return false;
    for (uint32_t i = 0; i < choice->count; i++) {
        uint32_t target = an_target_root(x, c[i].target);
        if (!b->given[target] && !is_apart(x, choice, target, own))
            an_target_merge(x, target, own, AN_RULE_SURNAME);
    }
    c->target = own;
    c->rule = AN_RULE_NONE;
    choice->count = 1;
    return true;
}

/* What a choice is settled as: the number of a candidate, or one of these. */
enum { AS_OWN_NAME = UINT32_MAX - 1, AS_NOBODY };

static uint32_t decide(an_extractor *x, size_t i, const bearers *b)
{
    const an_choice *choice = x->choices.items + i;
    bool own = is_own_name(x, choice, b);
    uint32_t one = own ? choice->count : introduced(x, i, b->first);

    if (one == choice->count)
        one = leading(x, choice, b->named);
    if (one < choice->count && !(own && !b->given[an_target_root(x, x->candidates.items[choice->first + one].target)]))
        return one;
    return own ? AS_OWN_NAME : AS_NOBODY;
}

/* First all places are decided: what is settled changes who the others may mean. */
static bool settle_by_count(an_extractor *x)
{
    const float SURE = 0.6F;
    size_t targets = x->target_count + x->choices.count; /* settling adds one at a choice */
    bearers b = {.named = an_alloc((4 * targets + x->choices.count + 1) * sizeof *b.named)};
    uint32_t *as;
    bool done = b.named != NULL;

    if (!done)
        return false;
    b.alone = b.named + targets;
    b.given = b.alone + targets;
    b.first = b.given + targets;
    as = b.first + targets;
    memset(b.first, 0xFF, targets * sizeof *b.first);
    count_names(x, &b);
    for (size_t i = 0; i < x->choices.count; i++)
        as[i] = is_shared_surname(x, x->choices.items + i) ? decide(x, i, &b) : AS_NOBODY;
    for (size_t i = 0; i < x->choices.count && done; i++)
        if (as[i] == AS_OWN_NAME)
            done = settle_own(x, x->choices.items + i, &b);
        else if (as[i] != AS_NOBODY)
            settle(x, x->choices.items + i, as[i], SURE);
    an_free(b.named);
    return done;
}

/* The title of one word with a capital right before a name, as the hash of that word, or 0. */
static uint64_t title_before(const an_extractor *x, uint32_t name)
{
    uint64_t title = an_work_title_word(x, name);

    return title && x->atoms.items[name - 1].flags & AN_ATOM_UPPER_FIRST ? title : 0;
}

/* A person and the title behind which the document names that one in full, as a number of the map; `add`: remember it. */
static uint32_t titled_in_full(an_extractor *x, uint64_t title, uint32_t person, bool add)
{
    struct {
        uint64_t title, person;
    } key = {title, person};
    an_str text = {(const char *)&key, sizeof key};

    return add ? an_map_intern(&x->noted, text, NULL) : an_map_find(&x->noted, text);
}

/* Remember who is named in full behind which title: «Senator Karl Berg». */
static bool note_titles(an_extractor *x)
{
    an_map_reset(&x->noted);
    for (size_t i = 0; i < x->choices.count; i++) {
        uint32_t person = an_choice_candidate(x, i)->atom_count > 1 ? an_choice_target(x, i) : UINT32_MAX;
        uint64_t title = person != UINT32_MAX ? title_before(x, an_choice_candidate(x, i)->atom) : 0;
        if (title && titled_in_full(x, title, an_target_root(x, person), true) == AN_MAP_NONE)
            return false;
    }
    return true;
}

/* Which candidate of a choice is named in full behind a title: the only one, or the choice's count. */
static uint32_t only_titled(an_extractor *x, const an_choice *choice, uint64_t title)
{
    uint32_t found = choice->count;

    for (uint32_t i = 0; i < choice->count; i++) {
        uint32_t person = an_target_root(x, x->candidates.items[choice->first + i].target);
        if (titled_in_full(x, title, person, false) == AN_MAP_NONE)
            continue;
        if (found < choice->count)
            return choice->count;
        found = i;
    }
    return found;
}

/* «Senator Berg» is the one of several whom the document calls «Senator Karl Berg». */
static bool settle_by_title(an_extractor *x)
{
    const float SURE = 0.8F;

    if (!note_titles(x))
        return false;
    for (size_t i = 0; i < x->choices.count; i++) {
        an_choice *choice = x->choices.items + i;
        uint64_t title = is_shared_surname(x, choice) ? title_before(x, an_choice_candidate(x, i)->atom) : 0;
        uint32_t one = title ? only_titled(x, choice, title) : choice->count;
        if (one < choice->count)
            settle(x, choice, one, SURE);
    }
    return true;
}

/* «Park Geum-hee … Ms. Park», where there is a «Mr. Park», too: of surnames that stand first, whose given names tell no gender, the person of one who
   was named in full last before the first of them. */
static void settle_couples(an_extractor *x)
{
    enum { BACK = 16 }; /* choices looked at */

    for (size_t i = 1; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t couple = an_choice_target(x, i);
        if (couple == UINT32_MAX || c->atom_count != 1 || !x->targets[couple].couple || !an_work_word(x, c->atom, 1u << AN_LIST_LEADING, NULL))
            continue;
        for (size_t k = i; k > 0 && i - k < BACK; k--) {
            const an_candidate *full = an_choice_candidate(x, k - 1);
            uint32_t person = an_choice_target(x, k - 1);
            if (person == UINT32_MAX || full->atom_count < 2 || !an_is_person(x->targets[person].type) || x->targets[person].couple ||
                x->targets[person].taken || !an_str_equal(an_work_atom(x, full->atom), an_work_atom(x, c->atom)))
                continue;
            if (!an_target_apart(x, x->targets[couple].label, person) && an_target_merge(x, couple, person, AN_RULE_SURNAME))
                x->targets[person].taken = true;
            break;
        }
    }
}

static bool has_shared_surnames(const an_extractor *x)
{
    for (size_t i = 0; i < x->choices.count; i++)
        if (is_shared_surname(x, x->choices.items + i))
            return true;
    return false;
}

bool an_step_subject(an_extractor *x)
{
    if (has_shared_surnames(x) && !settle_by_title(x))
        return false;
    settle_subject(x);
    settle_couples(x);
    return !has_shared_surnames(x) || settle_by_count(x);
}
