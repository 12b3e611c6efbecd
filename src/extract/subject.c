/* Who of several persons with one surname is meant by it alone: the subject of the document, that is the person whom it names first, unless
   another of them is named in that first sentence, or before the surname in its own; else the one whom the document names far more often than
   any other («Konstantin Levin», where a novel says «Levin»). Where that says nothing, the place stays ambiguous. */
#include "extract/work.h"

#include "base/alloc.h"

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

/* Two who are introduced together, or of whom the other was just named: nobody is clearly meant. */
static bool is_open(an_extractor *x, size_t i, uint32_t subject)
{
    const an_choice *choice = x->choices.items + i;

    return other_named(x, choice, subject, an_work_sentence(x, an_choice_candidate(x, 0)->atom), 0, i < MOST ? i : MOST) ||
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

    if (subject == UINT32_MAX || !an_is_person(x->targets[subject].type))
        return;
    for (size_t i = 1; i < x->choices.count; i++) {
        an_choice *choice = x->choices.items + i;
        uint32_t one = is_shared_surname(x, choice) ? candidate_of(x, choice, subject) : choice->count;
        if (one < choice->count && !is_open(x, i, subject))
            settle(x, choice, one, SURE);
    }
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

static bool settle_leading(an_extractor *x)
{
    const float SURE = 0.6F;
    uint32_t *named = NULL; /* by target: its full names, for «Kitty» says nothing of «Levin»; counted when somebody asks */

    for (size_t i = 0; i < x->choices.count; i++) {
        an_choice *choice = x->choices.items + i;
        uint32_t one;
        if (!is_shared_surname(x, choice))
            continue;
        if (!named) {
            if (!(named = an_alloc((x->target_count + 1) * sizeof *named)))
                return false;
            for (size_t k = 0; k < x->choices.count; k++) {
                uint32_t target = an_choice_target(x, k);
                named[target == UINT32_MAX ? x->target_count : target] += an_choice_candidate(x, k)->atom_count > 1;
            }
        }
        if ((one = leading(x, choice, named)) < choice->count)
            settle(x, choice, one, SURE);
    }
    an_free(named);
    return true;
}

bool an_step_subject(an_extractor *x)
{
    settle_subject(x);
    return settle_leading(x);
}
