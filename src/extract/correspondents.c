/* Whom a mail is from and to: their full names stand in its header, which is no text, and tell who «Nadia» under the mail and «Dear Petros» are.
   They join the document's names as if they had been met nowhere: whoever is called by a part of one has it, and nobody is a node for that. */
#include "extract/work.h"

#include <string.h>

/* «Berg, Nadia J.» of «"Berg, Nadia J." <nb@example.org>»; empty for an address alone, and for one with numbers. */
static an_str display_name(an_str field)
{
    static const char ends[] = "<[(", quotes[] = "\"', \t", strange[] = "@0123456789";
    size_t end = field.len;

    for (const char *sign = ends; *sign; sign++) {
        size_t at = an_str_find_byte(field, 0, *sign);
        end = at < end ? at : end;
    }
    field = an_str_sub(field, 0, end);
    while (field.len && strchr(quotes, field.ptr[0]))
        field = an_str_sub(field, 1, field.len);
    while (field.len && strchr(quotes, field.ptr[field.len - 1]))
        field.len--;
    for (const char *sign = strange; *sign; sign++)
        if (an_str_find_byte(field, 0, *sign) != (size_t)-1)
            return AN_LIT("");
    return field;
}

/* «Nadia J. Berg» of «Berg, Nadia J.», else the name itself. */
static an_str in_order(an_extractor *x, an_str name)
{
    size_t comma = an_str_find_byte(name, 0, ',');

    if (comma == (size_t)-1)
        return name;
    an_buf_reset(&x->name_reader.scratch);
    an_buf_add(&x->name_reader.scratch, an_str_trim(an_str_sub(name, comma + 1, name.len)));
    an_buf_add_char(&x->name_reader.scratch, ' ');
    an_buf_add(&x->name_reader.scratch, an_str_trim(an_str_sub(name, 0, comma)));
    return an_buf_str(&x->name_reader.scratch);
}

/* Whether it is a person's full name, as far as one can tell: a given name stands first, or behind the comma. */
static bool is_full_name(const an_name *name, bool turned)
{
    return name->count > 1 && (turned || name->words->given) && name->words->part == AN_PART_PLAIN;
}

static bool add_correspondent(an_extractor *x, an_str field)
{
    an_str written = display_name(field), label = in_order(x, written);
    an_name *name;

    if (an_str_find_byte(label, 0, ' ') == (size_t)-1)
        return true;
    name = an_clusters_new(&x->clusters);
    if (!name || (name->target = an_target_name(x, label, AN_LIT("person"), AN_NO_ACTOR)) == UINT32_MAX)
        return false;
    name->kind = AN_KIND_PERSON;
    name->text = x->targets[name->target].label;
    if (!an_name_read(&x->name_reader, name, x->lexicon, x->rules, &x->clusters.arena))
        return false;
    if (is_full_name(name, label.ptr != written.ptr))
        an_clusters_add(&x->clusters);
    return true;
}

bool an_add_correspondents(an_extractor *x)
{
    an_str rest = x->doc->recipients, field;
    bool done = x->doc->sender.len == 0 || add_correspondent(x, x->doc->sender);

    while (done && an_str_next(&rest, ';', &field))
        while (done && field.len) {
            size_t end = an_str_find_byte(field, 0, '>'); /* of «A <a@example.org>, B <b@example.org>» */
            end = end < field.len ? end + 1 : field.len;
            done = add_correspondent(x, an_str_sub(field, 0, end));
            field = an_str_sub(field, end, field.len);
        }
    return done;
}
