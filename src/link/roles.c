/* A role is a name and, behind its last blank, from/until; either date may be missing, and a role without a slash has no dates. */
#include "link/roles.h"

#include "base/buf.h"
#include "text/date.h"

/* Whether the role was held at some time between the two dates. */
static bool held_within(an_str role, uint32_t first, uint32_t last)
{
    char text[AN_DATE_SIZE];
    size_t blank = role.len, slash;
    an_str dates;

    while (blank > 0 && role.ptr[blank - 1] != ' ')
        blank--;
    dates = an_str_sub(role, blank, role.len);
    slash = an_str_find_byte(dates, 0, '/');
    if (blank == 0 || slash == (size_t)-1)
        return true;
    /* begun before the last document, not ended before the first one */
    return an_date_within(an_date_text(last, text), an_str_sub(dates, 0, slash), AN_LIT("")) &&
           an_date_within(an_date_text(first, text), AN_LIT(""), an_str_sub(dates, slash + 1, dates.len));
}

static bool settle(an_arena *arena, an_linked_actor *actor, size_t which)
{
    an_attribute *list = an_arena_alloc(arena, actor->attribute_count * sizeof *list);
    an_str rest = actor->attributes[which].value, role;
    an_buf kept = {0};

    while (an_str_next(&rest, ';', &role)) {
        role = an_str_trim(role);
        if (role.len == 0 || !held_within(role, actor->first_date, actor->last_date))
            continue;
        if (kept.len)
            an_buf_add_text(&kept, "; ");
        an_buf_add(&kept, role);
    }
    if (list) {
        memcpy(list, actor->attributes, actor->attribute_count * sizeof *list);
        list[which].value = an_arena_str(arena, an_buf_str(&kept));
        actor->attributes = list;
    }
    bool good = list && list[which].value.ptr && !kept.failed;
    an_buf_clear(&kept);
    return good;
}

bool an_roles_settle(an_arena *arena, an_linked_actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < actors[i].attribute_count && actors[i].first_date; k++)
            if (an_str_equal(actors[i].attributes[k].name, AN_LIT("roles")) && !settle(arena, actors + i, k))
                return false;
    return true;
}
