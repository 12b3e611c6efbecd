/* Who of several persons with one surname is meant by it alone: the subject of the document, that is the person whom it names first, unless
   another of them is named in that first sentence, or before the surname in its own. Where that says nothing, the place stays ambiguous. */
#include "extract/work.h"

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

void an_step_subject(an_extractor *x)
{
    const float SURE = 0.7F; /* less than a surname that only one person bears */
    uint32_t subject = x->choices.count ? an_choice_target(x, 0) : UINT32_MAX;

    if (subject == UINT32_MAX || !an_is_person(x->targets[subject].type))
        return;
    for (size_t i = 1; i < x->choices.count; i++) {
        an_choice *choice = x->choices.items + i;
        uint32_t one = is_shared_surname(x, choice) ? candidate_of(x, choice, subject) : choice->count;
        if (one == choice->count || is_open(x, i, subject))
            continue;
        choice->first += one;
        choice->count = 1;
        if (x->candidates.items[choice->first].confidence > SURE)
            x->candidates.items[choice->first].confidence = SURE;
    }
}
