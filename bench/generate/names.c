/* Of twenty names twelve are GIVEN SURNAME, four have an initial, four are organisations (TOWN WORD Bank). Each kind runs through all its
   combinations in strides: no two are alike, and no list of what was used is needed. */
#include "names.h"

static const char *const bodies[] = {"bank",     "holdings", "institute", "company", "university", "foundation", "trading",    "union",
                                     "council",  "group",    "limited",   "agency",  "shipping",   "partners",   "industries", "airlines"};
enum { PEOPLE = 12, INITIALS = 4, ORGANIZATIONS = 4, ALL = PEOPLE + INITIALS + ORGANIZATIONS, BODIES = sizeof bodies / sizeof *bodies };

/* The step'th of `total` combinations, far from the one before. A prime as stride meets all of them before one comes again. */
static uint64_t combination(uint64_t step, uint64_t total)
{
    return step * 2654435761u % total;
}

static void person(page *p, const lists *from, uint64_t step, bool initial, const char *gap)
{
    static const char *const initials[] = {"a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w"};
    uint64_t count = initial ? sizeof initials / sizeof *initials : 1;
    uint64_t x = combination(step, count * from->given.count * from->surnames.count);
    page_title(p, from->given.items[x / count / from->surnames.count]);
    page_put(p, gap);
    if (initial) {
        page_title(p, initials[x % count]);
        page_put(p, ".");
        page_put(p, gap);
    }
    page_title(p, from->surnames.items[x / count % from->surnames.count]);
}

static void organization(page *p, const lists *from, uint64_t step, const char *gap)
{
    uint64_t x = combination(step, BODIES * from->towns.count * from->common.count);
    page_title(p, from->towns.items[x / BODIES / from->common.count]);
    page_put(p, gap);
    page_title(p, from->common.items[x / BODIES % from->common.count]);
    page_put(p, gap);
    page_title(p, bodies[x % BODIES]);
}

void name_write(page *p, const lists *from, uint64_t number, const char *gap)
{
    uint64_t kind = number % ALL, turn = number / ALL;
    if (kind < PEOPLE)
        person(p, from, turn * PEOPLE + kind, false, gap);
    else if (kind < PEOPLE + INITIALS)
        person(p, from, turn * INITIALS + kind - PEOPLE, true, gap);
    else
        organization(p, from, turn * ORGANIZATIONS + kind - PEOPLE - INITIALS, gap);
}
