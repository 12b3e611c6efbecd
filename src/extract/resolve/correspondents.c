/* Whom a mail, and the mails that it quotes, are from and to: their full names stand in headers, which are no text, and tell who «Nadia» under the
   mail and «Dear Petros» are. They join the document's names as if they had been met nowhere: whoever is called by a part of one has it, and nobody
   is a node for that. */
#include "extract/resolve/correspondents.h"

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

/* «karl.berg Lund, Ada», «Ada <mailto Lund», «Ada „J Lund»: what programs left there. Particles are short, and whoever writes no capitals writes none. */
static bool has_remains(an_str name)
{
    enum { SHORT = 4 };
    bool capital = false, small = false, stop = false;
    an_str word;

    while (an_str_next(&name, ' ', &word)) {
        size_t dot = an_str_find_byte(word, 0, '.');
        capital |= word.len > 0 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
        small |= word.len > SHORT && word.ptr[0] >= 'a' && word.ptr[0] <= 'z';
        stop |= (dot != (size_t)-1 && dot > 1 && dot + 1 < word.len) || an_str_starts(word, AN_LIT("\xE2"));
    }
    return (capital && small) || stop;
}

static bool has_blank(an_str name)
{
    return an_str_find_byte(name, 0, ' ') != (size_t)-1;
}

/* The next field of «A <a@example.org>, B <b@example.org>; C». False at the end. */
static bool next_field(an_str *rest, an_str *field)
{
    size_t semicolon = an_str_find_byte(*rest, 0, ';'), bracket = an_str_find_byte(*rest, 0, '>');
    size_t end = semicolon < rest->len ? semicolon : rest->len, next = end + (end < rest->len);

    if (rest->len == 0)
        return false;
    if (bracket < end)
        end = next = bracket + 1;
    *field = an_str_sub(*rest, 0, end);
    *rest = an_str_sub(*rest, next, rest->len);
    return true;
}

bool an_correspondent_next(an_str *rest, an_buf *scratch, an_correspondent *out)
{
    an_str field;

    while (next_field(rest, &field)) {
        an_str written = display_name(field);
        size_t comma = an_str_find_byte(written, 0, ',');
        out->turned = comma != (size_t)-1;
        out->name = written;
        if (out->turned) {
            out->before = an_str_trim(an_str_sub(written, 0, comma));
            out->behind = an_str_trim(an_str_sub(written, comma + 1, written.len));
            an_buf_reset(scratch);
            an_buf_add(scratch, out->behind);
            an_buf_add_char(scratch, ' ');
            an_buf_add(scratch, out->before);
            out->name = an_buf_str(scratch);
        }
        if (has_blank(out->name) && !has_remains(out->name))
            return true;
    }
    return false;
}

/* Whether its first word, behind titles, is a given name. */
static bool begins_given(an_extractor *x, an_str part)
{
    an_name name = {.text = part, .kind = AN_KIND_PERSON};

    if (!an_name_read(&x->name_reader, &name, x->lexicon, x->rules, &x->clusters.arena))
        x->failed = true;
    return name.count && name.words->given;
}

/* A post stands behind the comma: «Petra Berg, Head of Audit», not «Berg, Petra» nor «Martin Lopez, Ana». */
static bool has_post(an_extractor *x, const an_correspondent *it)
{
    return it->turned && has_blank(it->before) && begins_given(x, it->before) && !begins_given(x, it->behind);
}

/* «Karl Berg Ada Lund», «Berg, Karl J Ada Lund»: a comma was lost; «Karl and Ada Berg». */
static bool is_of_two(const an_name *name)
{
    enum { MANY = 4 };
    bool behind = false; /* the given names of the first */

    for (size_t i = 0; i < name->count && name->count >= MANY; i++) {
        if ((behind && name->words[i].given) || an_str_equal(name->words[i].text, AN_LIT("and")))
            return true;
        behind |= i > 0 && !name->words[i].given && (name->words[i].part == AN_PART_PLAIN || name->words[i].part == AN_PART_INITIAL);
    }
    return false;
}

/* Whether it is a person's full name, as far as one can tell: a given name stands first, or behind the comma. */
static bool is_full_name(const an_name *name, bool turned)
{
    return name->count > 1 && (turned || name->words->given) && name->words->part == AN_PART_PLAIN && !is_of_two(name);
}

static bool add_correspondent(an_extractor *x, const an_correspondent *it)
{
    an_name *name = an_clusters_new(&x->clusters);
    uint32_t target = an_target_name(x, it->name, AN_LIT("person"), AN_NO_ACTOR); /* first, for the names that are read next take its place */
    bool post = has_post(x, it);

    if (post)
        target = an_target_name(x, it->before, AN_LIT("person"), AN_NO_ACTOR);
    if (!name || target == UINT32_MAX)
        return false;
    name->target = target;
    name->kind = AN_KIND_PERSON;
    name->text = x->targets[target].label;
    if (!an_name_read(&x->name_reader, name, x->lexicon, x->rules, &x->clusters.arena))
        return false;
    if (is_full_name(name, it->turned && !post))
        an_clusters_add(&x->clusters);
    return true;
}

bool an_add_correspondents(an_extractor *x)
{
    an_str fields[] = {x->doc->sender, x->doc->recipients, x->doc->quoted};
    an_correspondent it;
    bool done = true;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        while (done && an_correspondent_next(&fields[i], &x->name_reader.scratch, &it))
            done = add_correspondent(x, &it);
    return done && !x->name_reader.scratch.failed;
}
