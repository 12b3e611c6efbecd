/* Groups are lists whose first member is the lowest number, so that nothing depends on the order of hashing. */
#include "extract/clusters.h"

#include "base/alloc.h"
#include "extract/likeness.h"
#include "extract/work.h"

/* A word that more names hold tells nobody apart; a group that grows beyond any number of spellings takes no more. */
enum { MOST_FITS = 64, MOST_MEMBERS = 256 };

void an_clusters_clear(an_clusters *c)
{
    an_free(c->items);
    an_free(c->root);
    an_free(c->next);
    an_free(c->size);
    an_free(c->rule);
    an_free(c->open);
    an_free(c->links);
    an_map_clear(&c->keys);
    an_arena_clear(&c->arena);
    an_buf_clear(&c->scratch);
    *c = (an_clusters){0};
}

void an_clusters_reset(an_clusters *c)
{
    c->count = c->link_count = 0;
    an_map_clear(&c->keys);
    an_arena_reset(&c->arena);
}

an_name *an_clusters_new(an_clusters *c)
{
    size_t need = c->count + 1;

    if (!AN_ROOM(c, 1) || !an_grow(&c->root, &c->root_capacity, need, sizeof *c->root) ||
        !an_grow(&c->next, &c->next_capacity, need, sizeof *c->next) || !an_grow(&c->size, &c->size_capacity, need, sizeof *c->size) ||
        !an_grow(&c->rule, &c->rule_capacity, need, sizeof *c->rule) || !an_grow(&c->open, &c->open_capacity, need, sizeof *c->open))
        return NULL;
    c->items[c->count] = (an_name){.actor = AN_NO_ACTOR, .state = AN_NO_ACTOR, .number = AN_LIT("")};
    return c->items + c->count;
}

uint32_t an_clusters_root(const an_clusters *c, uint32_t name)
{
    return c->root[name];
}

/* Looking up ---------------------------------------------------------------------------------------------------------------------------- */

/* A key: the letter of its kind, then a text. */
static an_str key_of(an_clusters *c, char kind, an_str text)
{
    an_buf_reset(&c->scratch);
    an_buf_add_char(&c->scratch, kind);
    an_buf_add(&c->scratch, text);
    return an_buf_str(&c->scratch);
}

static bool link_key(an_clusters *c, char kind, an_str text, uint32_t name)
{
    uint32_t number = an_map_intern(&c->keys, key_of(c, kind, text), NULL);

    if (c->scratch.failed || number == AN_MAP_NONE || !an_grow(&c->links, &c->link_capacity, c->link_count + 1, sizeof *c->links))
        return false;
    if (c->keys.values[number] && c->links[c->keys.values[number] - 1].name == name)
        return true; /* a word that stands twice in the name */
    c->links[c->link_count] = (struct an_cluster_link){name, c->keys.values[number]};
    c->keys.values[number] = (uint32_t)++c->link_count;
    return true;
}

static bool link_sound(an_clusters *c, an_str folded, uint32_t name)
{
    char sound[AN_SOUND_LONGEST + 1];
    size_t length = an_sound(folded, sound);

    return length < 2 || link_key(c, 's', (an_str){sound, length}, name);
}

/* All words of a name behind one another. */
static an_str whole_text(const an_name *it, char out[256])
{
    size_t length = 0;

    for (size_t i = 0; i < it->count; i++) {
        an_str word = it->words[i].text;
        if (it->words[i].part == AN_PART_ARTICLE || length + word.len > 256)
            continue;
        memcpy(out + length, word.ptr, word.len);
        length += word.len;
    }
    return (an_str){out, length};
}

/* The names that may be meant by `part`, as the first of their links + 1; 0 = none. */
static uint32_t look_up(an_clusters *c, an_lookup by, const an_name *part, bool second)
{
    char sound[AN_SOUND_LONGEST + 1], text[256];
    uint32_t number = AN_MAP_NONE;
    size_t length;

    if (by == AN_BY_SOUND) {
        length = an_sound(second ? whole_text(part, text) : an_name_last(part)->text, sound);
        if (length > 1)
            number = an_map_find(&c->keys, key_of(c, 's', (an_str){sound, length}));
    } else if (!second) {
        number = by == AN_BY_INITIALS ? an_map_find(&c->keys, key_of(c, 'i', an_str_sub(part->words->text, 0, 1)))
                                      : an_map_find(&c->keys, key_of(c, 'w', an_name_last(part)->text));
    }
    return number == AN_MAP_NONE ? 0 : c->keys.values[number];
}

bool an_clusters_add(an_clusters *c)
{
    uint32_t name = (uint32_t)c->count++;
    const an_name *it = c->items + name;
    char text[256];

    c->root[name] = name;
    c->next[name] = UINT32_MAX;
    c->size[name] = 1;
    c->rule[name] = AN_RULE_NONE;
    c->open[name] = false;
    if (it->count == 0)
        return true;
    for (size_t i = 0; i < it->count; i++)
        if (it->words[i].part != AN_PART_SMALL && !link_key(c, 'w', it->words[i].text, name))
            return false;
    if (it->count > 2 && it->kind == AN_KIND_ORGANIZATION && !link_key(c, 'i', an_str_sub(it->words->text, 0, 1), name))
        return false;
    return link_sound(c, an_name_last(it)->text, name) && (it->count < 2 || link_sound(c, whole_text(it, text), name));
}

/* Joining ------------------------------------------------------------------------------------------------------------------------------- */

static bool kept_apart(const an_clusters *c, uint32_t a, uint32_t b, bool said)
{
    const an_name *one = c->items + a, *other = c->items + b;

    return an_kept_apart(one, other, said) || (c->apart && c->apart(c->payload, one, other));
}

/* Whether anything keeps a member of one group from a member of the other. */
static bool groups_apart(const an_clusters *c, uint32_t a, uint32_t b, bool said)
{
    if (c->size[a] + c->size[b] > MOST_MEMBERS)
        return true;
    for (uint32_t one = a; one != UINT32_MAX; one = c->next[one])
        for (uint32_t other = b; other != UINT32_MAX; other = c->next[other])
            if (kept_apart(c, one, other, said))
                return true;
    return false;
}

/* The first member of a group is its lowest number. */
static void unite(an_clusters *c, uint32_t a, uint32_t b)
{
    uint32_t first = a < b ? a : b, second = a < b ? b : a, last = first;

    while (c->next[last] != UINT32_MAX)
        last = c->next[last];
    c->next[last] = second;
    c->size[first] += c->size[second];
    for (uint32_t member = second; member != UINT32_MAX; member = c->next[member])
        c->root[member] = first;
}

void an_clusters_same(an_clusters *c, uint32_t a, uint32_t b)
{
    if (c->root[a] != c->root[b])
        unite(c, c->root[a], c->root[b]);
}

an_rule an_clusters_rule(const an_clusters *c, uint32_t name, uint32_t head)
{
    return (an_rule)(c->rule[name] ? c->rule[name] : c->rule[head]);
}

bool an_clusters_join(an_clusters *c, uint32_t whole, uint32_t part, an_rule rule)
{
    uint32_t a = c->root[whole], b = c->root[part];

    if (a == b || groups_apart(c, a, b, rule == AN_RULE_SAID))
        return false;
    unite(c, a, b);
    if (c->rule[part] == AN_RULE_NONE)
        c->rule[part] = (uint8_t)rule;
    else if (c->rule[whole] == AN_RULE_NONE)
        c->rule[whole] = (uint8_t)rule;
    return true;
}

uint32_t an_clusters_head(const an_clusters *c, uint32_t root)
{
    uint32_t best = root;
    size_t best_worth = 0;

    for (uint32_t member = root; member != UINT32_MAX; member = c->next[member]) {
        const an_name *it = c->items + member;
        size_t worth = 2 * it->count + 2;
        for (size_t i = 0; i < it->count; i++)
            worth -= it->words[i].part == AN_PART_INITIAL || it->words[i].part == AN_PART_SMALL;
        worth += it->actor != AN_NO_ACTOR ? 1000 : 0;
        if (worth > best_worth) {
            best = member;
            best_worth = worth;
        }
    }
    return best;
}

/* Running ------------------------------------------------------------------------------------------------------------------------------- */

/* The only group that a sieve finds for a name: a member of it, or UINT32_MAX when there is none, or several. */
static uint32_t only_fit(an_clusters *c, const an_sieve *sieve, uint32_t part)
{
    const an_name *it = c->items + part;
    uint32_t found = UINT32_MAX, seen = 0;

    for (int second = 0; second < 2; second++)
        for (uint32_t link = look_up(c, sieve->lookup, it, second); link; link = c->links[link - 1].next) {
            uint32_t whole = c->links[link - 1].name;
            if (++seen > MOST_FITS)
                return UINT32_MAX;
            if (whole == part || !(sieve->kinds & c->items[whole].kind) || !sieve->fits(c->items + whole, it) || kept_apart(c, whole, part, false))
                continue;
            if (found != UINT32_MAX && c->root[found] != c->root[whole]) {
                c->open[part] = true;
                return UINT32_MAX;
            }
            if (found == UINT32_MAX || whole < found)
                found = whole;
        }
    return found;
}

/* Join a name with every one that a sieve finds. */
static void all_fits(an_clusters *c, const an_sieve *sieve, uint32_t part)
{
    const an_name *it = c->items + part;
    uint32_t seen = 0;

    for (uint32_t link = look_up(c, sieve->lookup, it, false); link && seen < MOST_FITS; link = c->links[link - 1].next, seen++) {
        uint32_t whole = c->links[link - 1].name;
        if (whole < part && sieve->fits(c->items + whole, it))
            an_clusters_join(c, whole, part, sieve->rule);
    }
}

bool an_clusters_run(an_clusters *c)
{
    for (size_t s = 0; s < an_sieve_count; s++) {
        const an_sieve *sieve = an_sieves + s;
        for (uint32_t part = 0; part < c->count; part++) {
            const an_name *it = c->items + part;
            uint32_t whole;
            if (it->count == 0 || c->open[part] || !(sieve->kinds & it->kind) || (sieve->unique && it->actor != AN_NO_ACTOR))
                continue;
            if (!sieve->unique)
                all_fits(c, sieve, part);
            else if ((whole = only_fit(c, sieve, part)) != UINT32_MAX &&
                     (!sieve->mutual || only_fit(c, sieve, whole) != UINT32_MAX))
                an_clusters_join(c, whole, part, sieve->rule);
        }
    }
    return !c->scratch.failed;
}
