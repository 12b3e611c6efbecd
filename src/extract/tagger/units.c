#include "extract/tagger/units.h"

#include "extract/tagger/judged.h"

bool an_is_unit(an_str word)
{
    static const char *const units[] = {"battalion", "brigade", "detachment", "division", "fleet", "regiment", "squadron", "wing"};

    return ONE_OF(word, units);
}

/* Whether a stretch of several words ends as a unit of soldiers does: «Harbour Brigade», «Aircraft Group»; firms are groups, too. */
static bool ends_as_unit(const an_judged *r)
{
    static const char *const others[] = {"force", "group", "team"};
    static const char *const soldiers[] = {"air",    "aircraft", "army",    "battle", "bomber", "carrier", "combat",
                                           "engineer", "fighter", "naval", "strike", "support", "task"};

    return r->end - r->first > 1 && (an_is_unit(text_of(r, r->end - 1)) ||
                                     (ONE_OF(text_of(r, r->end - 1), others) && ONE_OF(text_of(r, r->end - 2), soldiers)));
}

bool an_follows_number(const an_stretch *stretch, size_t first, size_t end)
{
    static const char *const before[] = {"and", "by", "from", "of", "the", "under", "with"};
    enum { DIGITS = 3 };
    an_judged r = judged_of(stretch->scene, first - 1, end); /* with the number: «9 Brigade» */
    const an_token *number = r.t + first - 1;

    return first > 1 && number->shape == AN_SHAPE_NUMBER && number->span.end - number->span.start <= DIGITS &&
           !((number->flags | r.t[first].flags) & AN_TOKEN_HARD) &&
           is_word(&r, first - 2) && ONE_OF(text_of(&r, first - 2), before) && ends_as_unit(&r);
}

/* «Harrow Lodge 14», «Dockers Local 61»: what unions and brotherhoods number. */
static bool ends_as_branch(const an_judged *r)
{
    static const char *const branches[] = {"local", "lodge"};

    return r->end - r->first > 1 && ONE_OF(text_of(r, r->end - 1), branches);
}

size_t an_numbered_tokens(const an_stretch *stretch, size_t end)
{
    static const char *const signs[] = {"no", "nr", "№"};
    static const char *const counted[] = {"bakery", "camp", "clinic", "colliery", "colony", "depot", "factory", "garage", "hospital", "institute",
                                          "kindergarten", "lodge", "lyceum", "mill", "mine", "orphanage", "plant", "polyclinic", "prison", "school", "shop",
                                          "trust", "workshop"};
    enum { DIGITS = 4 };
    an_judged r = judged_of(stretch->scene, end, end);
    size_t number = end + 1;

    if (end == 0 || !is_word(&r, end) || !ONE_OF(text_of(&r, end), signs) || !ONE_OF(text_of(&r, end - 1), counted) || r.t[end].flags & AN_TOKEN_HARD)
        return 0; /* «the Harrow Party No. 2 Karl Berg» */
    number += is_sign(&r, number, '.');
    return number < r.count && r.t[number].shape == AN_SHAPE_NUMBER && !(r.t[number].flags & AN_TOKEN_HARD) &&
                   r.t[number].span.end - r.t[number].span.start <= DIGITS
               ? number + 1 - end
               : 0;
}

bool an_takes_number(const an_stretch *stretch, size_t first, size_t end)
{
    static const char *const counted[] = {"men", "percent", "women"};
    enum { DIGITS = 3 };
    an_judged r = judged_of(stretch->scene, first, end);
    const an_token *number = r.t + end;
    an_str next;

    if (end >= r.count || number->shape != AN_SHAPE_NUMBER || number->flags & AN_TOKEN_HARD)
        return false;
    if (an_token_is(number - 1, AN_LIT("unit"))) /* «Unit 8200» */
        return true;
    next = is_word(&r, end + 1) && number[1].shape == AN_SHAPE_LOWER ? text_of(&r, end + 1) : AN_LIT("");
    return number->flags & AN_TOKEN_BLANK && number->span.end - number->span.start <= DIGITS && (ends_as_unit(&r) || (next.len == 0 && ends_as_branch(&r))) &&
           !(next.len && next.ptr[next.len - 1] == 's' && next.len > 3) && !is_sign(&r, end + 1, '%') && !ONE_OF(next, counted);
}
