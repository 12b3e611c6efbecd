/* A second document of the same id becomes id#2, a third id#3 … */
#include "read/ids.h"

#include "base/error.h"

void an_given_ids_clear(an_given_ids *ids)
{
    an_map_clear(&ids->given);
    an_buf_clear(&ids->id);
    *ids = (an_given_ids){0};
}

static void warn(const an_given_ids *ids, an_str id, const char *path, size_t line, const an_observer *watch)
{
    an_error at = {.line = line};
    an_buf message = {0};

    an_buf_addf(&message, "the id '%.*s' was given to a document before; this one is called '%s'", (int)id.len, id.ptr, ids->id.ptr);
    an_copy_clean(at.source, sizeof at.source, an_str_of(path));
    an_copy_clean(at.message, sizeof at.message, message.failed ? AN_LIT("duplicate id") : an_buf_str(&message));
    an_say_error(watch, AN_WARNING, &at);
    an_buf_clear(&message);
}

an_status an_given_ids_add(an_given_ids *ids, an_str *id, const char *path, size_t line, const an_observer *watch, an_error *err)
{
    bool added;
    uint32_t first = an_map_intern(&ids->given, *id, &added), number = first;

    if (first != AN_MAP_NONE && added)
        return AN_OK;
    an_buf_reset(&ids->id);
    for (uint32_t n = first == AN_MAP_NONE ? 0 : ids->given.values[first]; number != AN_MAP_NONE && !added && !ids->id.failed;) {
        n = n ? n + 1 : 2;
        an_buf_reset(&ids->id);
        an_buf_add(&ids->id, *id);
        an_buf_addf(&ids->id, "#%u", (unsigned)n);
        number = an_map_intern(&ids->given, an_buf_str(&ids->id), &added);
        ids->given.values[first] = n;
    }
    if (number == AN_MAP_NONE || ids->id.failed)
        return an_fail_nomem(err);
    ids->renamed++;
    warn(ids, *id, path, line, watch);
    *id = an_buf_str(&ids->id);
    return AN_OK;
}
