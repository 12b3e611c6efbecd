/* Groups are lists whose first member is the lowest number, so that nothing depends on the order of hashing. */
#include "extract/resolve/clusters.h"

#include "base/alloc.h"
#include "base/seek.h"
#include "extract/resolve/barriers.h"
#include "text/fold.h"

#include <stdlib.h>

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
    an_free(c->keys);
    an_free(c->places);
    an_free(c->room.bytes);
    an_free(c->last_word);
    an_arena_clear(&c->arena);
    an_buf_clear(&c->scratch);
    *c = (an_clusters){0};
}

void an_clusters_reset(an_clusters *c)
{
    c->count = c->key_count = 0;
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

void an_clusters_add(an_clusters *c)
{
    uint32_t name = (uint32_t)c->count++;

    c->root[name] = name;
    c->next[name] = UINT32_MAX;
    c->size[name] = 1;
    c->rule[name] = AN_RULE_NONE;
    c->open[name] = false;
}

/* Looking up ---------------------------------------------------------------------------------------------------------------------------- */

typedef struct an_cluster_key cluster_key;

static int compare_keys(const cluster_key *one, const cluster_key *other)
{
    return one->key != other->key ? (one->key > other->key) - (one->key < other->key) : (one->name > other->name) - (one->name < other->name);
}

AN_DEFINE_SORT(sort_keys, cluster_key, compare_keys)

static bool put(an_clusters *c, an_lookup lookup, uint32_t name)
{
    uint64_t keys[AN_KEYS];
    size_t count = an_lookup_put(lookup, c->items + name, keys);

    if (!an_grow(&c->keys, &c->key_capacity, c->key_count + count, sizeof *c->keys))
        return false;
    for (size_t i = 0; i < count; i++)
        c->keys[c->key_count++] = (struct an_cluster_key){keys[i], name, (uint8_t)(c->items[name].count < 255 ? c->items[name].count : 255),
                                                          (uint8_t)c->items[name].kind};
    return true;
}

/* Remember where the names of each key begin. */
static bool place_keys(an_clusters *c)
{
    enum { FEW = 256 };
    size_t count = FEW;

    c->place_count = 0;
    if (c->key_count < FEW)
        return true;
    while (count < 2 * c->key_count)
        count *= 2;
    if (!an_grow(&c->places, &c->place_capacity, count, sizeof *c->places))
        return false;
    memset(c->places, 0, count * sizeof *c->places);
    c->place_count = count;
    for (size_t i = 0; i < c->key_count; i++) {
        size_t at = (size_t)c->keys[i].key & (count - 1);
        if (i > 0 && c->keys[i - 1].key == c->keys[i].key)
            continue;
        while (c->places[at])
            at = (at + 1) & (count - 1);
        c->places[at] = (uint32_t)i + 1;
    }
    return true;
}

/* Where the names of a key begin, or the number of keys. */
static size_t find(const an_clusters *c, uint64_t key)
{
    size_t low = 0, high = c->key_count;

    if (c->place_count) {
        for (size_t at = (size_t)key & (c->place_count - 1); c->places[at]; at = (at + 1) & (c->place_count - 1))
            if (c->keys[c->places[at] - 1].key == key)
                return c->places[at] - 1;
        return high;
    }
    AN_SEEK(low, high, c->keys[middle].key < key);
    return low;
}

/* Whether nobody but the name itself stands under a key, from its first place on. */
static bool is_alone(const an_clusters *c, size_t first, uint32_t name)
{
    return c->keys[first].name == name && (first + 1 == c->key_count || c->keys[first + 1].key != c->keys[first].key);
}

/* Where the names begin that stand under the keys that a name asks for, without keys that nobody stands under. How many: none when it would
   meet only itself. */
static size_t look_up(const an_clusters *c, an_lookup lookup, uint32_t name, size_t at[AN_KEYS])
{
    uint64_t keys[AN_KEYS];
    size_t count = an_lookup_ask(lookup, c->items + name, keys), found = 0;
    bool others = false;

    for (size_t k = 0; k < count; k++) {
        at[found] = find(c, keys[k]);
        if (at[found] == c->key_count || c->keys[at[found]].key != keys[k])
            continue;
        others |= !is_alone(c, at[found], name);
        found++;
    }
    return others ? found : 0;
}

static bool note_last_words(an_clusters *c)
{
    size_t at[AN_KEYS];

    if (!an_grow(&c->last_word, &c->last_word_capacity, c->count, sizeof *c->last_word))
        return false;
    for (uint32_t name = 0; name < c->count; name++)
        c->last_word[name] = look_up(c, AN_BY_LAST_WORD, name, at) ? (uint32_t)at[0] : UINT32_MAX;
    return true;
}

/* As look_up(), which is not asked again for what is noted. */
static size_t look_for(const an_clusters *c, an_lookup lookup, uint32_t name, size_t at[AN_KEYS])
{
    if (lookup != AN_BY_LAST_WORD)
        return look_up(c, lookup, name, at);
    at[0] = c->last_word[name];
    return at[0] != UINT32_MAX;
}

/* Put all names under the keys that a table of sieves asks for. */
static bool put_all(an_clusters *c, an_sieve_table sieves)
{
    bool done[AN_LOOKUPS] = {false};
    size_t kept = 0;

    c->key_count = 0;
    for (size_t s = 0; s < sieves.count; s++) {
        an_lookup lookup = sieves.items[s].lookup;
        for (uint32_t name = 0; !done[lookup] && name < c->count; name++)
            if (!put(c, lookup, name))
                return false;
        done[lookup] = true;
    }
    if (!sort_keys(c->keys, c->key_count, &c->room))
        return false;
    for (size_t i = 0; i < c->key_count; i++) /* lookups share kinds of keys */
        if (i == 0 || compare_keys(c->keys + i, c->keys + kept - 1) != 0)
            c->keys[kept++] = c->keys[i];
    c->key_count = kept;
    if (!place_keys(c))
        return false;
    return !done[AN_BY_LAST_WORD] || note_last_words(c);
}

/* Joining ------------------------------------------------------------------------------------------------------------------------------- */

static const char *kept_apart(const an_clusters *c, uint32_t a, uint32_t b, bool said)
{
    const an_name *one = c->items + a, *other = c->items + b;
    const char *why = an_kept_apart(one, other, said);

    return why || !c->apart ? why : c->apart(c->payload, one, other);
}

/* Whether a name of a group holds both: «Sergey Ivanovitch» and «Sergey Koznishev» are «Sergey Ivanovitch Koznishev». */
static bool one_holds_both(const an_clusters *c, uint32_t group, const an_name *a, const an_name *b)
{
    for (uint32_t member = group; member != UINT32_MAX; member = c->next[member])
        if (an_is_shorter(c->items + member, a) && an_is_shorter(c->items + member, b))
            return true;
    return false;
}

/* Whether the text says that one of two names is somebody's who has another: then it need not be like a third one of his. */
static bool is_said(const an_clusters *c, uint32_t a, uint32_t b)
{
    return c->rule[a] == AN_RULE_SAID || c->rule[b] == AN_RULE_SAID;
}

/* «Co-sette», who is else «Cosette». */
static bool is_broken(const an_name *name, an_str word)
{
    an_str start = name->words[0].text, end = name->words[1].text;

    return name->count == 2 && name->words[1].tied && word.len == start.len + end.len && an_str_starts(word, start) && an_str_ends(word, end);
}

/* Whether a word is what is left of a name when an ordinary word beside it goes: «Darling Dolly», «Javert Laconic». */
static bool is_name_alone(const an_name *name, an_str word)
{
    return an_str_equal(word, an_name_last(name)->text) || is_broken(name, word) || (!name->words[0].leading && an_str_equal(word, name->words[0].text));
}

/* Once, beside hundreds of «Dolly»: what else stands there is no name; an ordinary word («Wise Dolly») needs fewer. */
static bool is_slip(const an_clusters *c, uint32_t root, const an_name *name)
{
    const uint64_t seldom = name->ordinary ? 4 : 20, many = name->ordinary ? 4 : 100;

    if (name->kind != AN_KIND_PERSON || name->count < 2 || name->words->given || name->born || name->stated || name->actor != AN_NO_ACTOR)
        return false;
    for (uint32_t member = root; member != UINT32_MAX; member = c->next[member]) {
        const an_name *alone = c->items + member;
        if (alone->count == 1 && is_name_alone(name, alone->words->text) &&
            (an_name_is_late(name, name->atom, alone) || (alone->mentions >= many && alone->mentions > seldom * name->mentions)))
            return true;
    }
    return false;
}

/* What keeps a member of one group from a member of the other, or NULL. */
static const char *groups_apart(const an_clusters *c, uint32_t a, uint32_t b, bool said)
{
    const char *why = c->size[a] + c->size[b] > MOST_MEMBERS ? "too many names" : NULL;

    for (uint32_t one = a; one != UINT32_MAX && !why; one = c->next[one])
        for (uint32_t other = b; other != UINT32_MAX && !why; other = c->next[other]) {
            why = kept_apart(c, one, other, said);
            if (why && (is_slip(c, a, c->items + one) || is_slip(c, b, c->items + other)))
                why = NULL;
            if (why && !said &&
                (is_said(c, one, other) || one_holds_both(c, a, c->items + one, c->items + other) || one_holds_both(c, b, c->items + one, c->items + other)))
                why = kept_apart(c, one, other, true);
        }
    return why;
}

static void leave(const an_clusters *c, an_left left)
{
    if (c->left)
        c->left(c->payload, &left);
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

/* Of two persons' names of a collection in another order the one that does not begin with a given name is read in the order of the other from now on:
   then nothing that fits one is kept apart from the other. */
static void put_in_order(an_clusters *c, uint32_t a, uint32_t b)
{
    uint32_t right = c->items[b].words->given && !c->items[a].words->given ? b : a, wrong = right == a ? b : a;

    c->items[wrong].words = c->items[right].words;
    c->items[wrong].gender = c->items[wrong].gender ? c->items[wrong].gender : c->items[right].gender;
}

bool an_clusters_join(an_clusters *c, uint32_t whole, uint32_t part, an_rule rule)
{
    uint32_t a = c->root[whole], b = c->root[part];
    const char *why;

    if (a == b)
        return false;
    /* who is short for what the text says to be somebody's other name need not be like that one's own */
    if (rule != AN_RULE_USER && (why = groups_apart(c, a, b, rule == AN_RULE_SAID || c->rule[whole] == AN_RULE_SAID))) {
        leave(c, (an_left){part, whole, UINT32_MAX, rule, why});
        return false;
    }
    unite(c, a, b);
    if (rule == AN_RULE_ORDER && c->items[whole].documents && c->items[whole].kind == AN_KIND_PERSON)
        put_in_order(c, whole, part);
    if (c->rule[part] == AN_RULE_NONE)
        c->rule[part] = (uint8_t)rule;
    else if (c->rule[whole] == AN_RULE_NONE)
        c->rule[whole] = (uint8_t)rule;
    return true;
}

uint64_t an_clusters_presence(const an_clusters *c, uint32_t root)
{
    uint64_t documents = 0, letters = 0;

    for (uint32_t member = root; member != UINT32_MAX; member = c->next[member]) {
        documents += c->items[member].documents;
        letters = letters > c->items[member].letters ? letters : c->items[member].letters;
    }
    return documents > letters ? documents : letters;
}

/* Whether a name is read as another kind than one of its group that is surely of its own. */
static bool is_read_otherwise(const an_clusters *c, uint32_t root, const an_name *name)
{
    for (uint32_t member = name->doubtful ? root : UINT32_MAX; member != UINT32_MAX; member = c->next[member])
        if ((c->items[member].legal || !c->items[member].doubtful) && c->items[member].kind != name->kind)
            return true;
    return false;
}

uint32_t an_clusters_head(const an_clusters *c, uint32_t root)
{
    enum { TITLE = 5 }; /* between a surname and a full name */
    uint32_t best = root;
    size_t best_worth = 0;

    for (uint32_t member = root; member != UINT32_MAX; member = c->next[member]) {
        const an_name *it = c->items + member;
        bool poor = is_slip(c, root, it) || is_read_otherwise(c, root, it) || it->former;
        size_t worth = poor ? 1 : an_name_is_title(it) || (it->couple && it->gender == 'f') ? TITLE : 2 * it->count + 2;
        for (size_t i = 0; i < it->count; i++) {
            worth -= worth > 1 && (it->words[i].part == AN_PART_INITIAL || it->words[i].part == AN_PART_SMALL);
            worth -= worth > 1 && it->words[i].part == AN_PART_SMALL && !an_has_small_letter(it->text); /* «LUND AND BERG» is no better than «Lund & Berg» */
        }
        worth += it->actor != AN_NO_ACTOR ? 1000 : 0;
        if (worth > best_worth || (worth == best_worth && it->mentions > c->items[best].mentions)) {
            best = member;
            best_worth = worth;
        }
    }
    return best;
}

/* Running ------------------------------------------------------------------------------------------------------------------------------- */

/* Of three spellings of one name each fits both others; «Ada Berg» fits «Ada Louise Berg», and this «Ada Louise Maria Berg». */
static bool are_one_too(const an_clusters *c, const an_sieve *sieve, uint32_t a, uint32_t b)
{
    const an_name *one = c->items + a, *other = c->items + b;

    if (!sieve->mutual && sieve->rule != AN_RULE_MIDDLE)
        return false;
    return (sieve->fits(one, other) || (!sieve->mutual && sieve->fits(other, one))) && !kept_apart(c, a, b, false);
}

/* Whether more names stand under a key than are looked at, from its first place on: then nobody is found, and nobody needs to be compared. */
static bool is_crowded(const an_clusters *c, size_t first)
{
    return c->key_count - first > MOST_FITS && c->keys[first + MOST_FITS].key == c->keys[first].key;
}

static bool is_too_short(const an_sieve *sieve, const cluster_key *whole, const an_name *part)
{
    return sieve->size != AN_ANY_SIZE && (whole->words < part->count || (sieve->size == AN_LONGER && whole->words == part->count));
}

static uint64_t mentions_of(const an_clusters *c, uint32_t name)
{
    uint64_t sum = 0;

    for (uint32_t member = c->root[name]; member != UINT32_MAX; member = c->next[member])
        sum += c->items[member].mentions;
    return sum;
}

/* How often the last word of a name stands alone, if nobody whose last word it is, too, is met more often in full: it may be this one's surname. */
static uint64_t mentions_of_surname(const an_clusters *c, uint32_t name)
{
    size_t at = c->last_word[name], end = at + MOST_FITS;
    uint64_t sum = 0, own = mentions_of(c, name);

    for (size_t i = at; at != UINT32_MAX && i < c->key_count && i < end && c->keys[i].key == c->keys[at].key; i++) {
        const an_name *other = c->items + c->keys[i].name;
        if (c->root[c->keys[i].name] == c->root[name])
            continue;
        if (other->count > 1 && an_str_equal(an_name_last(other)->text, an_name_last(c->items + name)->text) && mentions_of(c, c->keys[i].name) > own)
            return 0;
        sum += other->count == 1 ? other->mentions : 0;
    }
    return sum;
}

/* As mentions_of(), with the surnames that may be somebody's. */
static uint64_t mentions_at_most(const an_clusters *c, uint32_t name)
{
    uint64_t sum = 0;

    for (uint32_t member = c->root[name]; member != UINT32_MAX; member = c->next[member])
        sum += c->items[member].mentions + (c->items[member].count > 1 ? mentions_of_surname(c, member) : 0);
    return sum;
}

/* Whether somebody is met far more often than another, in a text that is long enough to tell: with a name that fits both. */
static bool is_far_oftener(const an_clusters *c, uint32_t one, uint32_t other, uint32_t part)
{
    enum { LEAST = 20, FAR = 5 };
    uint64_t mentions = mentions_of(c, one);

    return mentions + c->items[part].mentions >= LEAST && mentions >= FAR * mentions_at_most(c, other);
}

/* How often somebody is met with more words than a name of one, of which that is the first: «Ada Wexcombe». */
static uint64_t mentions_in_full(const an_clusters *c, uint32_t name, uint32_t part)
{
    uint64_t sum = 0;

    for (uint32_t member = c->root[name]; member != UINT32_MAX; member = c->next[member])
        sum += c->items[member].count > 1 && an_name_same_word(c->items + member, 0, c->items + part, 0) ? c->items[member].mentions : 0;
    return sum;
}

/* Whether a given name is said with the surname of one all the time, and with that of another once or twice. */
static bool is_far_oftener_in_full(const an_clusters *c, uint32_t one, uint32_t other, uint32_t part)
{
    enum { OFTEN = 20, FEW = 2 };
    uint64_t few = mentions_in_full(c, other, part);

    return few > 0 && few <= FEW && mentions_in_full(c, one, part) >= OFTEN;
}

/* Whether many documents of a file name one, and hardly any the other. */
static bool is_main(const an_clusters *c, uint32_t one, uint32_t other)
{
    enum { LEAST = 4, FAR = 5 };
    uint64_t presence = an_clusters_presence(c, c->root[one]);

    return presence >= LEAST && presence >= FAR * an_clusters_presence(c, c->root[other]);
}

/* Names that fit another one, of different groups. */
typedef struct rivals {
    uint32_t items[MOST_FITS];
    size_t count;
} rivals;

static bool is_oftener(const an_clusters *c, uint32_t one, uint32_t other, uint32_t part)
{
    if (c->items[part].in_file)
        return is_main(c, one, other);
    return is_far_oftener(c, one, other, part) || is_far_oftener_in_full(c, one, other, part);
}

/* The one that is met far more often than each of the others, or UINT32_MAX. */
static uint32_t oftenest(const an_clusters *c, const rivals *all, uint32_t part)
{
    uint32_t one = all->items[0];

    for (size_t i = 1; i < all->count; i++) /* if there is one, it beats whoever came before it and is beaten by nobody behind it */
        if (!is_oftener(c, one, all->items[i], part))
            one = all->items[i];
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] != one && (!is_oftener(c, one, all->items[i], part) || is_oftener(c, all->items[i], one, part)))
            return UINT32_MAX;
    return one;
}

/* Whether a sieve that names of a group fits also joins with this one of them. */
static bool does_join(const an_clusters *c, const an_sieve *sieve, uint32_t whole, const an_name *part)
{
    return !sieve->joins || sieve->joins(c->items + whole, part);
}

/* Of two names of one group the first, but one that the sieve joins before one that only fits; either may be none. */
static uint32_t first_fit(const an_clusters *c, const an_sieve *sieve, uint32_t one, uint32_t other, const an_name *part)
{
    uint32_t first = one < other ? one : other, last = one < other ? other : one;

    return last == UINT32_MAX || does_join(c, sieve, first, part) || !does_join(c, sieve, last, part) ? first : last;
}

/* «Berg Ogly» and «Bergogli» may both be «Bergoglu»: the one of as many words is nearer to it. */
static bool is_nearer(const an_clusters *c, const an_sieve *sieve, uint32_t one, uint32_t other, const an_name *part)
{
    return sieve->rule == AN_RULE_SPELLING && c->items[one].count == part->count && c->items[other].count != part->count;
}

/* Note one more name that fits; of each group the first. False when the sieve wants one group alone. */
static bool add_rival(an_clusters *c, const an_sieve *sieve, rivals *all, uint32_t whole, const an_name *part)
{
    for (size_t i = 0; i < all->count; i++)
        if (c->root[all->items[i]] == c->root[whole] || are_one_too(c, sieve, all->items[i], whole)) {
            all->items[i] = first_fit(c, sieve, all->items[i], whole, part);
            return true;
        }
    if (all->count && is_nearer(c, sieve, all->items[0], whole, part))
        return true;
    if (all->count && is_nearer(c, sieve, whole, all->items[0], part))
        all->count = 0;
    if (all->count && sieve->several != AN_JOIN_OFTENEST && !(sieve->several == AN_JOIN_MAIN && part->in_file))
        return false;
    all->items[all->count++] = whole;
    return true;
}

/* The same words in a name's own group, in another spelling («D Berg», «D. Berg»): they fit whatever it fits, and are nobody else. */
static bool is_itself(const an_clusters *c, uint32_t whole, uint32_t part)
{
    const an_name *it = c->items + part, *other = c->items + whole;

    return whole == part || (c->root[whole] == c->root[part] && other->count == it->count && an_name_holds_at(other, it, 0));
}

/* The only group that a sieve finds for a name: a member of it, or UINT32_MAX when there is none, or several. */
static uint32_t only_fit(an_clusters *c, const an_sieve *sieve, uint32_t part)
{
    const an_name *it = c->items + part;
    size_t at[AN_KEYS], key_count = look_for(c, sieve->lookup, part, at), seen = 0;
    uint32_t found;
    rivals all = {.count = 0};
    an_left barred = {0};

    for (size_t k = 0; k < key_count; k++) {
        uint64_t key = c->keys[at[k]].key;
        if (is_crowded(c, at[k]))
            return UINT32_MAX;
        for (size_t i = at[k]; i < c->key_count && c->keys[i].key == key; i++) {
            uint32_t whole = c->keys[i].name;
            if (++seen > MOST_FITS)
                return UINT32_MAX;
            const char *why;
            if (is_itself(c, whole, part) || !(sieve->kinds & c->keys[i].kind) || is_too_short(sieve, c->keys + i, it) || !sieve->fits(c->items + whole, it))
                continue;
            if ((why = kept_apart(c, whole, part, false))) {
                barred = barred.why ? barred : (an_left){part, whole, UINT32_MAX, sieve->rule, why};
                continue;
            }
            if (!add_rival(c, sieve, &all, whole, it)) {
                c->open[part] = true;
                leave(c, (an_left){part, all.items[0], whole, sieve->rule, NULL});
                return UINT32_MAX;
            }
        }
    }
    found = all.count > 1 ? oftenest(c, &all, part) : all.count ? all.items[0] : UINT32_MAX;
    if (found == UINT32_MAX && all.count > 1) {
        c->open[part] = true;
        leave(c, (an_left){part, all.items[0], all.items[1], sieve->rule, NULL});
        return UINT32_MAX;
    }
    if (found == UINT32_MAX && barred.why)
        leave(c, barred);
    return found == UINT32_MAX || does_join(c, sieve, found, it) ? found : UINT32_MAX;
}

/* Join a name with every one before it that a sieve finds. */
static void all_fits(an_clusters *c, const an_sieve *sieve, uint32_t part)
{
    const an_name *it = c->items + part;
    size_t at[AN_KEYS], key_count = look_for(c, sieve->lookup, part, at), seen = 0;

    for (size_t k = 0; k < key_count; k++) {
        uint64_t key = c->keys[at[k]].key;
        for (size_t i = at[k]; i < c->key_count && c->keys[i].key == key && seen < MOST_FITS; i++, seen++) {
            uint32_t whole = c->keys[i].name;
            if (whole < part && sieve->fits(c->items + whole, it))
                an_clusters_join(c, whole, part, sieve->rule);
        }
    }
}

/* «Celline», on every page, is no slip of the pen for «Karl Cellaine», who is named once. */
static bool is_too_often_for_slip(const an_clusters *c, const an_sieve *sieve, uint32_t right, uint32_t slip)
{
    enum { OFTEN = 40, TIMES = 10 };
    uint64_t mentions = sieve->rule == AN_RULE_SPELLING && c->items[right].count > c->items[slip].count ? mentions_of(c, slip) : 0;

    return mentions >= OFTEN && mentions > TIMES * mentions_of(c, right);
}

/* The places of very many names are let go when they are not asked for any more. */
static void let_go(an_clusters *c)
{
    enum { MANY = 1 << 16 };

    if (c->key_count < MANY)
        return;
    an_free(c->keys);
    an_free(c->places);
    an_free(c->room.bytes);
    an_free(c->last_word);
    c->keys = NULL;
    c->places = c->last_word = NULL;
    c->room = (an_sort_room){0};
    c->key_count = c->key_capacity = c->place_count = c->place_capacity = c->last_word_capacity = 0;
}

/* Letters that something explains already stand for nothing else. */
static bool is_explained(const an_clusters *c, uint32_t letters)
{
    for (uint32_t member = c->root[letters]; member != UINT32_MAX; member = c->next[member])
        if (c->items[member].count > c->items[letters].count)
            return true;
    return false;
}

/* Whether a name is one that a sieve may join. */
static bool is_asked(const an_clusters *c, const an_sieve *sieve, uint32_t part)
{
    const an_name *it = c->items + part;

    if ((sieve->lookup == AN_BY_LAST_WORD && c->last_word[part] == UINT32_MAX) || it->count < sieve->least || it->count > sieve->most || c->open[part] ||
        !(sieve->kinds & it->kind) || (sieve->several != AN_JOIN_ALL && it->actor != AN_NO_ACTOR))
        return false;
    return sieve->rule != AN_RULE_ACRONYM || !is_explained(c, part);
}

bool an_clusters_run(an_clusters *c, an_sieve_table sieves)
{
    if (!put_all(c, sieves))
        return false;
    for (size_t s = 0; s < sieves.count; s++) {
        const an_sieve *sieve = sieves.items + s;
        for (uint32_t part = 0; part < c->count; part++) {
            uint32_t whole;
            if (!is_asked(c, sieve, part))
                continue;
            if (sieve->several == AN_JOIN_ALL)
                all_fits(c, sieve, part);
            else if ((whole = only_fit(c, sieve, part)) != UINT32_MAX && (!sieve->mutual || only_fit(c, sieve, whole) != UINT32_MAX) &&
                     !is_too_often_for_slip(c, sieve, whole, part))
                an_clusters_join(c, whole, part, sieve->rule);
        }
    }
    let_go(c);
    return true;
}
