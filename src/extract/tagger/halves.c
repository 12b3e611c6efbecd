#include "extract/tagger/halves.h"

#include "extract/tagger/recast.h"
#include "extract/tagger/signs.h"

/* Whether a word may be a firm's: no title, and a given name only if it is a common surname, too. */
static bool may_be_partner(const an_token *word)
{
    return !(word->lists & AN_IN(AN_WORD_TITLE)) && (!(word->lists & AN_IN(AN_WORD_GIVEN)) || word->lists & AN_IN(AN_WORD_SURNAMES));
}

/* «Lund & Berg», «Lund & Stewart»: the surnames of a firm; «Anna & Stewart» are two. */
static bool makes_firm(const an_found_name *one, const an_found_name *other, const an_token *run, an_str text)
{
    const an_token *first = run + one->first, *last = run + other->first;

    return one->end - one->first == 1 && other->end - other->first == 1 && one->end + 1 == other->first && text.ptr[run[one->end].span.start] == '&' &&
           may_be_partner(first) && may_be_partner(last) && !(first->lists & last->lists & AN_IN(AN_WORD_GIVEN));
}

/* «Albert | Sidney Berg»: nothing but a blank parts two persons of one row of capitals, so they are one. */
static bool are_halves(const an_found_name *one, const an_found_name *other, const an_token *run, an_str text)
{
    uint32_t end = run[one->end - 1].span.end;

    return one->end == other->first && other->end - one->first <= AN_NAME_TOKENS && text.ptr[end] == ' ' && end + 1 == run[one->end].span.start;
}

/* «Khalid | ibn | Yusuf al-Berg»: a small word that stands only inside of a name parts two persons. */
static bool are_tied(const an_found_name *one, const an_found_name *other, const an_token *run, an_str text)
{
    static const char *const ties[] = {AN_SIGNS_BEFORE_FATHERS, "af", "ag", "anak", "ben", "bin", "bint", "ibn", "ould", "wuld"};
    const an_token *tie = run + one->end;

    return one->end + 1 == other->first && other->end - one->first <= AN_NAME_TOKENS && AN_STR_IN(an_str_sub(text, tie->span.start, tie->span.end), ties);
}

/* «Baldwin | of | Ardrey»: a given name alone and a place that nobody knows, as chronicles call people. */
static bool are_of_place(const an_found_name *one, const an_found_name *other, const an_token *run)
{
    enum { KNOWN = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_LOC) |
                   AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_CITY) |
                   AN_IN(AN_WORD_TOWN) };
    const an_token *given = run + one->first, *place = run + other->first;

    return one->kind == AN_NAME_PERSON && other->kind <= AN_NAME_LOCATION && one->end - one->first == 1 && other->end - other->first == 1 &&
           one->end + 1 == other->first && an_is_given(given) && given->shape == AN_SHAPE_INITIAL_CAP && place->shape == AN_SHAPE_INITIAL_CAP &&
           !(place->lists & KNOWN) && an_token_is(given + 1, AN_LIT("of"));
}

/* «Harrow Securities | and | Investments Commission»: what a body is for. */
static bool are_charges(const an_found_name *one, const an_found_name *other, const an_token *run, an_str text)
{
    static const char *const bodies[] = {"Administration", "Agency", "Authority", "Board", "Bureau", "Commission", "Committee", "Council"};
    static const char *const charges[] = {"Customs", "Elections", "Fisheries", "Forests", "Minerals", "Parks", "Ports", "Prisons", "Roads", "Securities",
                                          "Standards", "Statistics", "Veterans"};
    enum { OTHERS = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_DEMONYM) | AN_IN(AN_WORD_KNOWN_ORG) };
    const an_token *last = run + one->end - 1, *second = run + other->first, *body = run + other->end - 1;

    return one->kind == AN_NAME_ORGANIZATION && other->kind == AN_NAME_ORGANIZATION && one->end + 1 == other->first && other->end - other->first == 2 &&
           other->end - one->first <= AN_NAME_TOKENS && an_token_is(run + one->end, AN_LIT("and")) &&
           AN_STR_IN(an_str_sub(text, last->span.start, last->span.end), charges) && second->lists & AN_IN(AN_WORD_COMMON) && !(second->lists & OTHERS) &&
           AN_STR_IN(an_str_sub(text, body->span.start, body->span.end), bodies);
}

unsigned an_halves_join(an_found_name *names, unsigned count, const an_token *run, an_str text)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < count; i++) {
        an_found_name *last = kept ? names + kept - 1 : NULL;
        bool charges = last && are_charges(last, names + i, run, text);
        bool persons = last && last->kind == AN_NAME_PERSON && names[i].kind == AN_NAME_PERSON, firm = persons && makes_firm(last, names + i, run, text);
        if (!firm && !charges && !(last && are_of_place(last, names + i, run)) &&
            !(persons && (are_halves(last, names + i, run, text) || are_tied(last, names + i, run, text)))) {
            names[kept++] = names[i];
            continue;
        }
        last->end = names[i].end;
        last->kind = firm || charges ? AN_NAME_ORGANIZATION : AN_NAME_PERSON;
        last->confidence = names[i].confidence < last->confidence ? names[i].confidence : last->confidence;
    }
    return kept;
}
