/* Which node a person means by a name. The ways of comparing form a ladder, strictest first: id, label, alias, then label and alias
   without regard to case and accents; the first rung on which a node fits decides. When none does, the message lists labels that hold the
   name or differ from it by a few letters. O(nodes) a rung. */
#include "base/error.h"
#include "graph/table.h"
#include "text/fold.h"

enum { NAMED = 5 };

/* A name as it is and folded, and the columns it is looked for in. */
typedef struct search {
    const an_network *net;
    an_str name;
    an_buf folded, scratch;
    size_t aliases;
    bool failed;
} search;

typedef bool fits(search *s, size_t node);

static an_str fold(search *s, an_str text)
{
    an_buf_reset(&s->scratch);
    an_fold(&s->scratch, text);
    s->failed = s->failed || s->scratch.failed;
    return an_buf_str(&s->scratch);
}

static bool fits_label(search *s, size_t node)
{
    return an_str_equal(an_network_label(s->net, node), s->name);
}

static bool fits_folded_label(search *s, size_t node)
{
    return an_str_equal(fold(s, an_network_label(s->net, node)), an_buf_str(&s->folded));
}

/* Cut the next alias off a list joined by " | ". */
static bool next_alias(an_str *rest, an_str *alias)
{
    size_t end;

    if (rest->len == 0)
        return false;
    end = an_str_find(*rest, 0, AN_LIT(" | "));
    *alias = an_str_sub(*rest, 0, end == (size_t)-1 ? rest->len : end);
    *rest = end == (size_t)-1 ? AN_LIT("") : an_str_sub(*rest, end + 3, rest->len);
    return true;
}

static bool fits_alias(search *s, size_t node)
{
    an_str rest = an_network_string(s->net, AN_NODES, node, s->aliases), alias;

    while (next_alias(&rest, &alias))
        if (an_str_equal(alias, s->name))
            return true;
    return false;
}

static bool fits_folded_alias(search *s, size_t node)
{
    an_str rest = an_network_string(s->net, AN_NODES, node, s->aliases), alias;

    while (next_alias(&rest, &alias))
        if (an_str_equal(fold(s, alias), an_buf_str(&s->folded)))
            return true;
    return false;
}

static void add_quoted(an_buf *list, an_str text)
{
    if (list->len)
        an_buf_add_text(list, ", ");
    an_buf_add_char(list, '\'');
    an_buf_add(list, text);
    an_buf_add_char(list, '\'');
}

/* The one node that fits; several are an error that names them. AN_ERR_NOT_FOUND without a message when none does. */
static an_status one_rung(search *s, fits *fit, size_t *node, an_error *err)
{
    size_t found = 0;
    an_buf list = {0};

    for (size_t i = 0; i < an_network_size(s->net, AN_NODES); i++) {
        if (!fit(s, i))
            continue;
        if (found == 0)
            *node = i;
        if (++found <= NAMED) {
            add_quoted(&list, an_network_label(s->net, i));
            an_buf_add_text(&list, " (id ");
            an_buf_add(&list, an_network_node_id(s->net, i));
            an_buf_add_char(&list, ')');
        }
    }
    an_status st = found == 1 ? AN_OK : AN_ERR_NOT_FOUND;
    if (found > 1)
        st = an_fail(err, AN_ERR_INVALID, "'%.*s' fits %zu actors: %s%s: use an id", (int)(s->name.len < 100 ? s->name.len : 100),
                     s->name.ptr, found, list.ptr ? list.ptr : "", found > NAMED ? " …" : "");
    an_buf_clear(&list);
    return st;
}

/* How far a label is from the name: 0 = holds it, more = edits, SIZE_MAX = nothing alike. */
static size_t farness(search *s, size_t node)
{
    an_str wanted = an_buf_str(&s->folded), label = fold(s, an_network_label(s->net, node));
    size_t most = wanted.len / 3 + 1, distance;

    if (wanted.len >= 2 && an_str_find(label, 0, wanted) != (size_t)-1)
        return 0;
    if (label.len >= 4 && an_str_find(wanted, 0, label) != (size_t)-1)
        return 1;
    distance = an_str_edits(wanted, label, most + 1);
    return distance <= most ? distance : SIZE_MAX;
}

static an_status not_found(search *s, an_error *err)
{
    size_t nearest[NAMED], far[NAMED], count = 0;
    an_buf list = {0};
    an_status st;

    for (size_t i = 0; i < an_network_size(s->net, AN_NODES); i++) {
        size_t distance = farness(s, i), at = count;
        while (at > 0 && far[at - 1] > distance)
            at--;
        if (distance == SIZE_MAX || at == NAMED)
            continue;
        count += count < NAMED;
        for (size_t j = count - 1; j > at; j--) {
            nearest[j] = nearest[j - 1];
            far[j] = far[j - 1];
        }
        nearest[at] = i;
        far[at] = distance;
    }
    for (size_t i = 0; i < count; i++)
        add_quoted(&list, an_network_label(s->net, nearest[i]));
    st = an_fail(err, AN_ERR_NOT_FOUND, "no actor is called '%.*s'%s%s", (int)(s->name.len < 100 ? s->name.len : 100), s->name.ptr,
                 count == 0 ? "" : count == 1 ? ": nearest is " : ": nearest are ", count && list.ptr ? list.ptr : "");
    an_buf_clear(&list);
    return st;
}

an_status an_network_find(const an_network *net, an_str name, size_t *node, an_error *err)
{
    static fits *const ladder[] = {fits_label, fits_alias, fits_folded_label, fits_folded_alias};
    search s = {.net = net, .name = name, .aliases = an_network_column(net, AN_NODES, "aliases")};
    an_status st = AN_ERR_NOT_FOUND;

    *node = an_network_find_id(net, name);
    if (*node != AN_NONE)
        return AN_OK;
    an_fold(&s.folded, name);
    for (size_t i = 0; i < sizeof ladder / sizeof *ladder && st == AN_ERR_NOT_FOUND; i++)
        st = one_rung(&s, ladder[i], node, err);
    if (s.folded.failed || s.failed)
        st = an_fail_nomem(err);
    else if (st == AN_ERR_NOT_FOUND)
        st = not_found(&s, err);
    if (st != AN_OK)
        *node = AN_NONE;
    an_buf_clear(&s.folded);
    an_buf_clear(&s.scratch);
    return st;
}
