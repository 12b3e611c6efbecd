/* The names go into groups (clusters.c) in the order of their folded keys, so that nothing depends on the order of documents. A name that two
   genders or two births are told of has a bearer for each, and one for the documents that tell nothing. */
#include "extract/collection/bearers.h"

#include "base/alloc.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "extract/collection/kinds.h"
#include "extract/resolve/clusters.h"
#include "extract/work.h"

#include <stdlib.h>

/* A name that was left, and which it is of those. */
typedef struct told_left {
    an_left left;
    size_t number;
} told_left;

typedef struct finder {
    an_collection *c;
    const an_collection_means *means;
    an_clusters clusters;  /* names by number of bearer */
    an_name_reader reader;
    struct {
        told_left *items;
        size_t count, capacity;
    } left;
    an_map companies; /* by their words without a legal form */
    bool failed;
} finder;

/* Names -------------------------------------------------------------------------------------------------------------------------------- */

/* What is known of one bearer: of the name, unless it is kept apart from others by just that. */
static char gender_of(const an_collected *name, const an_bearer *bearer)
{
    return name->men && name->women ? bearer->gender : name->men ? 'm' : name->women ? 'f' : '\0';
}

static uint32_t born_of(const an_collected *name, const an_bearer *bearer)
{
    return name->two_births ? bearer->born : name->born;
}

/* In how many mails' headers a person stands. */
static uint32_t letters_of(finder *f, const an_name *name)
{
    uint32_t letters;

    if (name->kind != AN_KIND_PERSON || name->count < 2)
        return 0;
    an_buf_reset(&f->reader.scratch);
    an_buf_add(&f->reader.scratch, name->words[0].text);
    an_buf_add_char(&f->reader.scratch, ' ');
    an_buf_add(&f->reader.scratch, an_name_last(name)->text);
    f->failed |= f->reader.scratch.failed;
    letters = an_map_find(&f->c->letters, an_buf_str(&f->reader.scratch));
    return letters == AN_MAP_NONE ? 0 : f->c->letters.values[letters];
}

static bool add_bearer(finder *f, an_bearer bearer, an_str text, an_kind kind)
{
    an_collection *c = f->c;
    const an_collected *it = c->collected + bearer.name;
    an_name *name = an_clusters_new(&f->clusters);

    bearer.head = (uint32_t)c->bearer_count;
    if (!name || !an_grow(&c->bearers, &c->bearer_capacity, c->bearer_count + 1, sizeof *c->bearers))
        return false;
    name->text = text;
    name->target = bearer.name;
    name->actor = it->actor;
    name->kind = kind;
    name->gender = name->titled = gender_of(it, &bearer); /* what documents tell, they tell by titles */
    name->born = born_of(it, &bearer);
    name->first_day = it->first_day;
    name->last_day = it->last_day;
    name->mentions = it->mentions;
    name->documents = it->documents;
    name->only_in = it->only_in;
    name->in_mail = it->mails >= it->documents - it->documents / 10;
    if (!an_name_read(&f->reader, name, f->means->lexicon, f->means->rules, &f->clusters.arena))
        return false;
    name->letters = letters_of(f, name);
    name->couple = kind == AN_KIND_PERSON && /* its title was kept */
                   (name->count == 1 ? an_str_find_byte(text, 0, ' ') != (size_t)-1 : an_str_starts(text, AN_LIT("Mrs")));
    an_clusters_add(&f->clusters);
    c->bearers[c->bearer_count++] = bearer;
    return true;
}

static int compare_bearers(const void *a, const void *b)
{
    const an_bearer *one = a, *other = b;

    if (one->name != other->name)
        return one->name < other->name ? -1 : 1;
    if (one->born != other->born)
        return one->born < other->born ? -1 : 1;
    return (one->gender > other->gender) - (one->gender < other->gender);
}

/* Those whom births and genders keep apart, sorted by name: NULL when out of memory. */
static an_bearer *told_apart(const an_collection *c, size_t *count)
{
    an_bearer *list = an_alloc((c->told.count + 1) * sizeof *list);
    size_t kept = 0;

    *count = 0;
    for (uint32_t i = 0; list && i < c->told.count; i++) {
        an_told told;
        memcpy(&told, c->told.keys[i].ptr, sizeof told);
        const an_collected *name = c->collected + told.name;
        an_bearer it = {.name = told.name, .documents = c->told.values[i], .born = name->two_births ? told.born : 0,
                         .gender = name->men && name->women ? (char)told.gender : '\0'};
        if (it.born || it.gender)
            list[(*count)++] = it;
    }
    if (list && *count)
        qsort(list, *count, sizeof *list, compare_bearers);
    for (size_t i = 0; i < *count; i++)
        if (i == 0 || compare_bearers(list + i, list + kept - 1) != 0)
            list[kept++] = list[i];
        else
            list[kept - 1].documents += list[i].documents;
    *count = kept;
    return list;
}

/* The one among [from, to) whom the documents mean that tell nothing: nearly all others do. `to` when there is none. */
static size_t usual_one(const an_bearer *list, size_t from, size_t to)
{
    enum { TIMES = 10 };
    size_t best = from;
    uint64_t all = 0;

    for (size_t i = from; i < to; i++) {
        all += list[i].documents;
        best = list[i].documents > list[best].documents ? i : best;
    }
    return from < to && list[best].documents >= TIMES * (all - list[best].documents) ? best : to;
}

/* Where those of a name begin. */
static size_t first_of(const an_bearer *list, size_t count, uint32_t name)
{
    size_t low = 0;

    AN_SEEK(low, count, list[middle].name < name);
    return low;
}

/* Whether what stands at a slash is one letter before it and one behind it: «A/S». */
static bool is_slash_of_letters(an_str text, size_t at)
{
    return at > 1 && text.ptr[at - 2] == ' ' && at + 1 < text.len && (at + 2 == text.len || text.ptr[at + 2] == ' ');
}

/* Whether several names stand in one, or what is no name: «John/Sandy», «Jake--please». */
static bool is_several(an_str text)
{
    static const char *const marks[] = {"--", "\u2014", ";", "@"};
    size_t slash = an_str_find_byte(text, 0, '/');

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(text.ptr, marks[i]))
            return true;
    return slash != (size_t)-1 && !is_slash_of_letters(text, slash);
}

/* The actor that an id of a document means: by the id, or by the names that the user makes the same as it. */
static uint32_t listed_actor(finder *f, an_str id)
{
    uint32_t actor = an_lexicon_find_actor(f->means->lexicon, id);
    an_str name;

    if (actor != AN_NO_ACTOR || an_corrections_count(f->means->corrections) == 0)
        return actor;
    an_buf_reset(&f->reader.scratch);
    an_corrections_fold(&f->reader.scratch, id);
    for (size_t i = 0; actor == AN_NO_ACTOR && (name = an_corrections_member(f->means->corrections, an_buf_str(&f->reader.scratch), i)).len; i++)
        actor = an_lexicon_find_actor(f->means->lexicon, name);
    return actor;
}

/* Persons and organisations take part; places have too many namesakes, and dictionaries for their names: one that no dictionary lists may be none. */
static an_kind look_at(finder *f, uint32_t number, an_str *text)
{
    an_collection *c = f->c;
    an_collected *name = c->collected + number;
    an_str type;

    if (an_collected_is_listed(c->names.keys[number])) {
        an_str id = an_str_sub(c->names.keys[number], 1, c->names.keys[number].len);
        name->actor = listed_actor(f, id);
        if (name->actor == AN_NO_ACTOR)
            return AN_KIND_OTHER;
        *text = an_lexicon_actor(f->means->lexicon, name->actor).name;
        type = an_lexicon_type(f->means->lexicon, name->actor);
    } else {
        an_collected_form(c, name->best, &type, text);
        if (is_several(*text))
            return AN_KIND_OTHER;
    }
    return an_kind_of(type);
}

/* First the bearer who is meant where nothing is told. */
static bool add_bearers(finder *f, uint32_t name, an_str text, an_kind kind, const an_bearer *apart, size_t apart_count)
{
    size_t from = first_of(apart, apart_count, name), to = from, usual;
    an_bearer plain = {.name = name};
    bool done;

    while (to < apart_count && apart[to].name == name)
        to++;
    if ((usual = usual_one(apart, from, to)) != to)
        plain = apart[usual];
    plain.plain = true;
    done = add_bearer(f, plain, text, kind);
    for (size_t k = from; k < to && done; k++)
        done = k == usual || add_bearer(f, apart[k], text, kind);
    return done;
}

static bool add_names(finder *f)
{
    an_collection *c = f->c;
    size_t apart_count;
    uint32_t *order = an_map_order(&c->names);
    an_bearer *apart = told_apart(c, &apart_count);
    bool done = order && apart;

    for (size_t i = 0; i < c->names.count && done; i++) {
        uint32_t number = order[i];
        an_collected *name = c->collected + number;
        an_str text = {0};
        an_kind kind = look_at(f, number, &text);
        if (kind != AN_KIND_PERSON && kind != AN_KIND_ORGANIZATION && (kind != AN_KIND_PLACE || name->actor != AN_NO_ACTOR))
            continue;
        name->first_one = (uint32_t)c->bearer_count;
        done = add_bearers(f, number, text, kind, apart, apart_count);
        name->ones = (uint32_t)c->bearer_count - name->first_one;
    }
    an_free(order);
    an_free(apart);
    return done;
}

/* Joining ------------------------------------------------------------------------------------------------------------------------------ */

/* The folded forms that the user's word may be about: the name itself at 0, then those that documents joined to it, along a chain that ends with
   0. */
static an_str parted_form(const an_collection *c, an_str own, uint32_t at)
{
    an_str key = at ? c->parted.keys[at - 1] : own;

    return at ? an_str_sub(key, an_str_find_byte(key, 0, '\t') + 1, key.len) : own;
}

static uint32_t next_parted(const an_collection *c, const an_name *name, uint32_t at)
{
    return at ? c->parted.values[at - 1] : c->collected[name->target].parted;
}

/* Whether the user keeps a form from any form of a name. */
static bool is_parted(finder *f, an_str form, const an_name *name, an_str own)
{
    uint32_t at = 0;

    do {
        if (an_corrections_different(f->means->corrections, form, parted_form(f->c, own, at), f->means->corrections_used))
            return true;
        at = next_parted(f->c, name, at);
    } while (at);
    return false;
}

/* Bearers of one name are others; so are those that the user says to be different, by any of their forms. */
static const char *are_apart(void *payload, const an_name *a, const an_name *b)
{
    finder *f = payload;
    an_buf one = {0}, other = {0};
    uint32_t at = 0;
    bool apart;

    if (a->target == b->target)
        return "one name, several who bear it";
    if (a->couple && b->couple && !an_is_written_alike(a->text, b->text))
        return "two titles";
    if (an_corrections_count(f->means->corrections) == 0)
        return NULL;
    an_corrections_fold(&one, a->text);
    an_corrections_fold(&other, b->text);
    apart = one.failed || other.failed;
    while (!apart) {
        apart = is_parted(f, parted_form(f->c, an_buf_str(&one), at), b, an_buf_str(&other));
        if (!(at = next_parted(f->c, a, at)))
            break;
    }
    an_buf_clear(&one);
    an_buf_clear(&other);
    return apart ? AN_APART_BY_USER : NULL;
}

/* What the user's «same» lines call a bearer, by the name as it stands in the output; "" when no line is about it. */
static an_str wanted_name(finder *f, uint32_t bearer)
{
    an_buf key = {0};
    an_str wanted;

    if (an_corrections_count(f->means->corrections) == 0)
        return AN_LIT("");
    an_bearer_key(f->c, f->c->bearers + bearer, &key);
    an_buf_reset(&f->reader.scratch);
    an_corrections_fold(&f->reader.scratch, an_buf_str(&key));
    f->failed |= key.failed || f->reader.scratch.failed;
    wanted = f->failed ? AN_LIT("") : an_corrections_same(f->means->corrections, an_buf_str(&f->reader.scratch), f->means->corrections_used);
    an_buf_clear(&key);
    return wanted;
}

/* The user's «same» lines on names as they stand in the output, «Peter Holloway (born 1850)»: nothing keeps these apart. */
static bool join_corrected(finder *f)
{
    an_collection *c = f->c;
    an_map groups = {0}; /* what the user calls them; values: the first of each */
    bool done = true, added;

    for (uint32_t i = 0; i < c->bearer_count && done && an_corrections_count(f->means->corrections); i++) {
        an_str wanted = wanted_name(f, i);
        uint32_t group;
        if (wanted.len == 0)
            continue;
        group = an_map_intern(&groups, wanted, &added);
        done = group != AN_MAP_NONE;
        if (done && added)
            groups.values[group] = i;
        else if (done)
            an_clusters_join(&f->clusters, groups.values[group], i, AN_RULE_USER);
    }
    an_map_clear(&groups);
    return done;
}

/* Whether a group is of somebody in full or a company with its legal form whom no dictionary lists: nobody else is meant («Supreme Court» may be any). */
static bool is_own(const an_clusters *clusters, uint32_t root)
{
    bool full = false;

    for (uint32_t member = root; member != UINT32_MAX; member = clusters->next[member]) {
        const an_name *name = clusters->items + member;
        if (name->actor != AN_NO_ACTOR)
            return false;
        full |= name->legal || (name->kind == AN_KIND_PERSON && name->count > 1);
    }
    return full;
}

enum { SMALL = 60 }; /* documents of a file on one matter, at most */

/* Note the first full name with a surname that few have: its number + 1, or UINT32_MAX where two groups have it. */
static bool note_surname(const an_clusters *clusters, an_map *surnames, uint32_t number)
{
    const an_name *name = clusters->items + number;
    const an_name_word *last = an_name_last(name);
    uint32_t root = an_clusters_root(clusters, number), at;
    bool added;

    if (name->kind != AN_KIND_PERSON || name->count < 2 || !an_name_word_tells(last) || !is_own(clusters, root))
        return true;
    at = an_map_intern(surnames, last->text, &added);
    if (at == AN_MAP_NONE)
        return false;
    if (added)
        surnames->values[at] = number + 1;
    else if (surnames->values[at] != UINT32_MAX && an_clusters_root(clusters, surnames->values[at] - 1) != root)
        surnames->values[at] = UINT32_MAX;
    return true;
}

/* The number of the only full name that ends in a name of one word, in another document; UINT32_MAX when there is none. */
static uint32_t borne_by(const an_clusters *clusters, const an_map *surnames, uint32_t number)
{
    const an_name *name = clusters->items + number;
    uint32_t at = name->count == 1 && !name->couple && name->actor == AN_NO_ACTOR ? an_map_find(surnames, name->words->text) : AN_MAP_NONE;
    uint32_t full = at == AN_MAP_NONE || surnames->values[at] == UINT32_MAX ? UINT32_MAX : surnames->values[at] - 1;
    bool here = full != UINT32_MAX && name->only_in && name->only_in == clusters->items[full].only_in;

    return here || (full != UINT32_MAX && an_clusters_root(clusters, full) == an_clusters_root(clusters, number)) ? UINT32_MAX : full;
}

/* Documents that have a surname alone, as a person's, a place's or a body's: each is counted once where that is known. */
typedef struct alone {
    uint64_t most; /* of one kind */
    uint64_t only; /* a bit for each document that has one that no other has */
} alone;

static uint64_t alone_count(alone it)
{
    uint64_t count = 0;

    for (; it.only; it.only &= it.only - 1)
        count++;
    return count > it.most ? count : it.most;
}

/* How many documents have nothing of somebody but a surname that nobody else bears, whatever they take it for: «Ossebi», where another document names
   «Firmin Ossebi»; by root of the group. NULL when out of memory. */
static alone *count_surnames(const finder *f)
{
    const an_clusters *clusters = &f->clusters;
    alone *list = an_alloc((clusters->count + 1) * sizeof *list);
    an_map surnames = {0};
    bool done = list != NULL;

    for (uint32_t i = 0; i < clusters->count && done; i++)
        done = note_surname(clusters, &surnames, i);
    for (uint32_t i = 0; i < clusters->count && done; i++) {
        const an_name *name = clusters->items + i;
        uint32_t full = borne_by(clusters, &surnames, i);
        alone *it = full != UINT32_MAX ? list + an_clusters_root(clusters, full) : NULL;
        if (it && name->only_in)
            it->only |= UINT64_C(1) << name->only_in;
        else if (it && name->documents > it->most)
            it->most = name->documents;
    }
    an_map_clear(&surnames);
    if (done)
        return list;
    an_free(list);
    return NULL;
}

/* Whether a collection is a file on one matter: small, and two whom only it knows are named by a fifth of its documents, three at least; of a handful
   two who are named by a half, two at least, or three by a third. One document at least has the name in full. */
static bool is_file(const finder *f, const alone *surnames)
{
    static const struct {
        uint64_t least, of; /* documents, and of how many one must have the name */
        size_t wanted;
    } enough[] = {{3, 5, 2}, {2, 2, 2}, {2, 3, 3}};
    enum { WAYS = sizeof enough / sizeof *enough };
    const an_clusters *clusters = &f->clusters;
    size_t found[WAYS] = {0};

    for (uint32_t root = 0; root < clusters->count; root++) {
        bool own = an_clusters_root(clusters, root) == root && is_own(clusters, root);
        uint64_t presence = own ? an_clusters_presence(clusters, root) + alone_count(surnames[root]) : 0;
        for (size_t i = 0; i < WAYS; i++)
            if (presence >= enough[i].least && presence * enough[i].of >= f->c->documents && ++found[i] == enough[i].wanted)
                return true;
    }
    return false;
}

/* Whom a collection is about, by all names that are one so far; in a file fewer documents are enough, and a surname alone counts (`surnames`, else NULL). */
static void note_leads(finder *f, const alone *surnames)
{
    an_clusters *clusters = &f->clusters;
    const uint64_t of = surnames ? 12 : 6;

    for (uint32_t root = 0; root < clusters->count; root++) {
        uint64_t presence = an_clusters_root(clusters, root) == root ? an_clusters_presence(clusters, root) + (surnames ? alone_count(surnames[root]) : 0) : 0;
        for (uint32_t member = presence ? root : UINT32_MAX; member != UINT32_MAX; member = clusters->next[member]) {
            clusters->items[member].leads = presence > 1 && presence * of >= f->c->documents;
            clusters->items[member].in_file = surnames != NULL;
        }
    }
}

/* Whom a collection is about, and whether it is a file, which one document is none; once one, it stays one. False when out of memory. */
static bool look_around(finder *f, bool *file)
{
    alone *surnames;

    if (f->c->documents < 2 || f->c->documents > SMALL) {
        note_leads(f, NULL);
        return true;
    }
    if (!(surnames = count_surnames(f)))
        return false;
    *file = *file || is_file(f, surnames);
    note_leads(f, *file ? surnames : NULL);
    an_free(surnames);
    return true;
}

/* The rules for whole names, and again in a file, which knows more of them, and for what they tell to be of another kind. */
static bool join_whole(finder *f)
{
    bool file = false, corrected = false;

    if (!an_clusters_run(&f->clusters, an_collection_sieves) || !look_around(f, &file) ||
        !an_kinds_correct(&f->clusters, &f->reader, f->means->lexicon, f->means->rules, &corrected))
        return false;
    if (!corrected && !file)
        return true;
    return an_clusters_run(&f->clusters, an_collection_sieves) && (!file || look_around(f, &file)); /* more names are one now */
}

static void keep_left(void *payload, const an_left *left)
{
    finder *f = payload;

    if (!AN_ROOM(&f->left, 1)) {
        f->failed = true;
        return;
    }
    f->left.items[f->left.count] = (told_left){*left, f->left.count};
    f->left.count++;
}

/* The only bearer of a name, who is no place, or UINT32_MAX. */
static uint32_t only_bearer(const finder *f, uint32_t name)
{
    const an_collected *it = name == AN_MAP_NONE ? NULL : f->c->collected + name;

    return it && it->ones == 1 && f->clusters.items[it->first_one].kind != AN_KIND_PLACE ? it->first_one : UINT32_MAX;
}

/* Note the companies with a legal form by their other words: `number + 1` of the first bearer, 0 where they are several. Only for what documents say of
   forms, since nothing else asks. */
static bool note_companies(finder *f)
{
    bool added;

    for (uint32_t i = 0; i < f->clusters.count && f->c->said.count && !f->failed; i++) {
        const an_name *name = f->clusters.items + i;
        uint32_t at;
        if (!name->legal || name->count < 2)
            continue;
        an_buf_reset(&f->reader.scratch);
        an_name_add_words(&f->reader.scratch, name->words, name->count);
        at = f->reader.scratch.failed ? AN_MAP_NONE : an_map_intern(&f->companies, an_buf_str(&f->reader.scratch), &added);
        if ((f->failed |= at == AN_MAP_NONE))
            return false;
        if (added)
            f->companies.values[at] = i + 1;
        else if (f->companies.values[at] && an_clusters_root(&f->clusters, f->companies.values[at] - 1) != an_clusters_root(&f->clusters, i))
            f->companies.values[at] = 0;
    }
    return !f->failed;
}

/* The bearer of a form; where there is none, of an organisation's without its legal form («Pelham Freight Ltd»), or with any. UINT32_MAX when there are
   several. */
static uint32_t bearer_of_form(finder *f, an_str form)
{
    uint32_t name = an_map_find(&f->c->names, form), company;
    an_name it = {.text = form, .kind = AN_KIND_ORGANIZATION};

    if (name != AN_MAP_NONE)
        return only_bearer(f, name);
    f->failed |= !an_name_read(&f->reader, &it, f->means->lexicon, f->means->rules, &f->clusters.arena);
    if (f->failed || it.count < 2)
        return UINT32_MAX;
    an_buf_reset(&f->reader.scratch);
    an_name_add_words(&f->reader.scratch, it.words, it.count);
    f->failed |= f->reader.scratch.failed;
    if (f->failed)
        return UINT32_MAX;
    if (it.legal)
        return only_bearer(f, an_map_find(&f->c->names, an_buf_str(&f->reader.scratch)));
    company = an_map_find(&f->companies, an_buf_str(&f->reader.scratch));
    return company == AN_MAP_NONE || !f->companies.values[company] ? UINT32_MAX : f->companies.values[company] - 1;
}

/* A name alone that somebody else may have, too: a given name («William, known as Bill»). */
static bool is_common(const an_name *name)
{
    return name->count == 0 || (name->count == 1 && name->words->given);
}

/* Three letters may be anybody's: several documents must say so, or the dates must be near, or all be about one matter. Two are, whatever the dates. */
static bool is_anybodys(const an_name *name, uint32_t documents)
{
    size_t letters = an_utf8_count(name->text);

    return letters < 4 && documents < 2 && (letters < 3 || !(name->last_day || name->in_file));
}

static bool set_kind(finder *f, an_name *name, an_kind kind)
{
    name->kind = kind;
    f->failed |= !an_name_read(&f->reader, name, f->means->lexicon, f->means->rules, &f->clusters.arena);
    return !f->failed;
}

/* Join letters with what they are said to stand for. They do not tell of which kind that is: «HC», who was taken for a body, may be a person. */
static bool join_letters(finder *f, uint32_t whole, uint32_t part, an_rule rule)
{
    an_clusters *clusters = &f->clusters;
    an_name *name = clusters->items + part;
    an_kind read = name->kind, said = clusters->items[whole].kind;
    bool other = read != said && clusters->size[an_clusters_root(clusters, part)] == 1 && an_name_is_letters(name);

    if (other && !set_kind(f, name, said))
        return false;
    if (an_clusters_join(clusters, whole, part, rule))
        return true;
    if (other)
        set_kind(f, name, read);
    return false;
}

/* Letters that nobody else is said to have are a body's whenever they stand; so is what only one can be called, or whom the collection is about. */
static bool holds_at_any_time(const an_name *whole, const an_name *part)
{
    enum { LEAST = 3 };

    return whole->leads || an_name_tells(part) ||
           (whole->kind == AN_KIND_ORGANIZATION && an_name_is_letters(part) && !part->legal && an_utf8_count(part->text) >= LEAST);
}

/* Names said to be one, of forms [from, to) in order: all have the same form. They are if one actor is meant by all. */
static void join_form(finder *f, const uint32_t *order, size_t from, size_t to, an_str form)
{
    const an_collection *c = f->c;
    uint32_t part = bearer_of_form(f, form), whole = UINT32_MAX, rule = AN_RULE_COUNT, documents = 0;

    if (part == UINT32_MAX || f->clusters.items[part].actor != AN_NO_ACTOR || is_common(f->clusters.items + part))
        return;
    for (size_t i = from; i < to; i++) {
        an_str number = an_str_sub(c->said.keys[order[i]], form.len + 1, c->said.keys[order[i]].len);
        uint32_t name = 0, other;
        for (size_t k = 0; k < number.len; k++)
            name = name * 10 + (uint32_t)(number.ptr[k] - '0');
        other = only_bearer(f, name);
        if (other == UINT32_MAX || (whole != UINT32_MAX && an_clusters_root(&f->clusters, whole) != an_clusters_root(&f->clusters, other))) {
            f->clusters.open[part] = true;
            return;
        }
        whole = whole < other ? whole : other;
        if (!holds_at_any_time(f->clusters.items + other, f->clusters.items + part) && !an_same_time(f->clusters.items + other, f->clusters.items + part))
            return;
        rule = rule < c->said.values[order[i]] ? rule : c->said.values[order[i]];
        documents += c->said_in[order[i]].documents;
    }
    if (is_anybodys(f->clusters.items + part, documents))
        return;
    if (join_letters(f, whole, part, (an_rule)rule))
        f->clusters.open[part] = true; /* nobody whom it would fit as well */
}

/* What some document says of a form holds wherever the form stands alone. */
static bool join_said(finder *f)
{
    const an_collection *c = f->c;
    uint32_t *order = an_map_order(&c->said);
    size_t to;

    for (size_t from = 0; order && from < c->said.count; from = to) {
        an_str form = c->said.keys[order[from]];
        form.len = an_str_find_byte(form, 0, '\t');
        for (to = from + 1; to < c->said.count; to++) {
            an_str other = c->said.keys[order[to]];
            if (!an_str_starts(other, form) || other.ptr[form.len] != '\t')
                break;
        }
        join_form(f, order, from, to, form);
    }
    an_free(order);
    return order != NULL;
}

/* The number of a dictionary's actor among the collection's names, under the name that the user has for it; AN_MAP_NONE where nobody names it. */
static uint32_t name_of_actor(finder *f, uint32_t number)
{
    const an_lexicon *lexicon = f->means->lexicon;
    an_buf *scratch = &f->reader.scratch;
    an_actor actor = an_lexicon_actor(lexicon, number);
    an_str wanted = an_corrections_actor(f->means->corrections, &actor, scratch, f->means->corrections_used);
    uint32_t other = wanted.len ? an_lexicon_find_actor(lexicon, wanted) : AN_NO_ACTOR;

    f->failed |= scratch->failed;
    an_buf_reset(scratch);
    an_collected_listed(scratch, other != AN_NO_ACTOR ? an_lexicon_actor(lexicon, other).id : wanted.len ? wanted : actor.id);
    f->failed |= scratch->failed;
    return an_map_find(&f->c->names, an_buf_str(scratch));
}

/* The number of the only actor of the collection, of one of these kinds, whom a shipped row knows by just this name, whose atoms were cut; or
   AN_MAP_NONE. */
static uint32_t known_by(finder *f, const an_name *name, unsigned kinds)
{
    const an_lexicon *lexicon = f->means->lexicon;
    uint32_t found = AN_MAP_NONE;

    f->reader.hits.count = 0;
    f->failed |= !an_lexicon_find(lexicon, name->text, &f->reader.atoms, &f->reader.match, &f->reader.hits);
    for (size_t i = 0; i < f->reader.hits.count && !f->failed; i++) {
        an_alias row = an_lexicon_alias(lexicon, f->reader.hits.items[i].term);
        uint32_t number;
        if (row.never || row.actor == AN_NO_ACTOR || row.layer != AN_LAYER_SHIPPED || !(an_kind_of(an_lexicon_type(lexicon, row.actor)) & kinds) ||
            !an_str_equal_ascii_case(an_lexicon_alias_text(lexicon, f->reader.hits.items[i].term), name->text))
            continue;
        number = name_of_actor(f, row.actor);
        if (number == AN_MAP_NONE || number == found)
            continue;
        if (found != AN_MAP_NONE)
            return AN_MAP_NONE;
        found = number;
    }
    return found;
}

static bool cut(finder *f, an_str text)
{
    f->reader.atoms.count = 0;
    f->failed |= !an_atoms_cut(&f->reader.atoms, text, 0, text.len);
    return !f->failed && f->reader.atoms.count > 0;
}

/* «VOA» means Voice of America in a document that gives no hint of it, if others of the collection name it and no other VOA: the rows of short forms
   ask for company (`near`), because each may be anybody's. Letters do not tell of which kind that is. */
static bool join_short_forms(finder *f)
{
    an_clusters *clusters = &f->clusters;

    for (uint32_t i = 0; i < f->c->bearer_count && !f->failed; i++) {
        an_name *name = clusters->items + i;
        uint32_t whole;
        if (name->actor != AN_NO_ACTOR || name->kind == AN_KIND_PLACE || !an_name_is_letters(name)) /* few are, so few are looked up */
            continue;
        whole = cut(f, name->text) ? only_bearer(f, known_by(f, name, AN_KIND_PERSON | AN_KIND_ORGANIZATION)) : UINT32_MAX;
        if (whole == UINT32_MAX || !an_same_time(clusters->items + whole, name))
            continue;
        join_letters(f, whole, i, AN_RULE_ACRONYM);
    }
    return !f->failed;
}

/* Whether a spelling means a dictionary's place in a fourth of the places where it stands, or more: elsewhere, too, then. */
static bool is_often(finder *f, uint32_t number, const an_name *name)
{
    enum { FEWEST = 3, OF = 4 };
    uint32_t form, times;

    an_buf_reset(&f->reader.scratch);
    an_collected_place(&f->reader.scratch, number, name->text);
    f->failed |= f->reader.scratch.failed;
    form = an_map_find(&f->c->places, an_buf_str(&f->reader.scratch));
    times = form == AN_MAP_NONE ? 0 : f->c->places.values[form];
    return times >= FEWEST && times * OF >= times + name->mentions;
}

/* So is «DC» Washington, D.C., and «Washington» is. Places of dictionaries take part here only: they have too many namesakes for other rules. */
static bool join_places(finder *f)
{
    an_collection *c = f->c;

    for (uint32_t i = 0, count = (uint32_t)c->bearer_count; i < count && !f->failed; i++) {
        const an_name *name = f->clusters.items + i;
        uint32_t number = name->kind == AN_KIND_PLACE && cut(f, name->text) ? known_by(f, name, AN_KIND_PLACE) : AN_MAP_NONE;
        if (number == AN_MAP_NONE || !is_often(f, number, name))
            continue;
        if (c->collected[number].ones == 0) {
            an_str text;
            an_kind kind = look_at(f, number, &text);
            c->collected[number].first_one = (uint32_t)c->bearer_count;
            c->collected[number].ones = 1;
            f->failed |= !add_bearer(f, (an_bearer){.name = number, .plain = true}, text, kind);
        }
        if (!f->failed && an_same_time(f->clusters.items + c->collected[number].first_one, f->clusters.items + i))
            an_clusters_join(&f->clusters, c->collected[number].first_one, i, AN_RULE_FORM);
    }
    return !f->failed;
}

static bool is_full(const an_name *name)
{
    size_t words = 0;

    for (size_t i = 0; i < name->count; i++)
        words += name->words[i].part != AN_PART_INITIAL && name->words[i].part != AN_PART_SMALL && !(i > 0 && name->words[i].tied);
    return words > 1;
}

static bool is_wanted(finder *f, uint32_t bearer)
{
    an_str wanted = wanted_name(f, bearer);
    an_buf key = {0};
    bool is;

    if (wanted.len == 0)
        return false;
    an_bearer_key(f->c, f->c->bearers + bearer, &key);
    is = an_str_equal(an_buf_str(&key), wanted);
    an_buf_clear(&key);
    return is;
}

/* «Ada Ada Berg»: two lines that became one. */
static bool starts_twice(const an_name *name)
{
    return name->count > 2 && an_str_equal(name->words[0].text, name->words[1].text);
}

/* Whether a name is better to know a group by: that of a dictionary (which goes by the name that the user wants, if one does), the one the user
   wants, one of two words or more without initials, one that does not begin twice, the one met most. */
static bool is_better(finder *f, uint32_t bearer, uint32_t than)
{
    const an_name *a = f->clusters.items + bearer, *b = f->clusters.items + than;

    if ((a->actor != AN_NO_ACTOR) != (b->actor != AN_NO_ACTOR))
        return a->actor != AN_NO_ACTOR;
    if (is_wanted(f, bearer) != is_wanted(f, than))
        return is_wanted(f, bearer);
    if (is_full(a) != is_full(b))
        return is_full(a);
    if (starts_twice(a) != starts_twice(b))
        return starts_twice(b);
    return a->mentions > b->mentions;
}

/* The name that a group goes by. */
static uint32_t head_of(finder *f, uint32_t root)
{
    const an_clusters *clusters = &f->clusters;
    uint32_t best = root;

    for (uint32_t member = root; member != UINT32_MAX; member = clusters->next[member])
        if (is_better(f, member, best))
            best = member;
    return best;
}

/* A group goes by the name that the user wants for one of its members. */
static bool call(finder *f, uint32_t head)
{
    an_collection *c = f->c;
    an_str wanted = wanted_name(f, head);

    for (uint32_t member = an_clusters_root(&f->clusters, head); wanted.len == 0 && member != UINT32_MAX; member = f->clusters.next[member])
        wanted = wanted_name(f, member);
    if (wanted.len == 0 || is_wanted(f, head))
        return true;
    an_buf_reset(&f->reader.scratch);
    an_corrections_fold(&f->reader.scratch, wanted);
    an_corrections_called(f->means->corrections, an_buf_str(&f->reader.scratch), f->means->corrections_used);
    c->bearers[head].called = an_arena_str(&c->arena, wanted);
    c->renamed = true;
    return c->bearers[head].called.ptr != NULL;
}

static bool name_heads(finder *f)
{
    an_collection *c = f->c;

    for (uint32_t root = 0; root < c->bearer_count; root++) {
        uint32_t head;
        if (an_clusters_root(&f->clusters, root) != root)
            continue;
        head = head_of(f, root);
        for (uint32_t member = root; member != UINT32_MAX; member = f->clusters.next[member]) {
            c->bearers[member].head = head;
            c->bearers[member].rule = (uint8_t)(member == head ? AN_RULE_NONE : an_clusters_rule(&f->clusters, member, head));
        }
        if (!call(f, head))
            return false;
    }
    return true;
}

/* Telling who is left ------------------------------------------------------------------------------------------------------------------- */

/* By name; of one name the first reason goes first. */
static int compare_left(const void *a, const void *b)
{
    const told_left *one = a, *other = b;

    if (one->left.part != other->left.part)
        return one->left.part < other->left.part ? -1 : 1;
    return (one->number > other->number) - (one->number < other->number);
}

/* «Roy: fits Ada Roy and Eve Roy (surname)», «Mrs Roy: kept apart from John Roy (surname): two genders» */
static void add_left(const an_collection *c, an_buf *out, const an_left *left)
{
    an_bearer_key(c, c->bearers + left->part, out);
    an_buf_add_text(out, left->why ? ": kept apart from " : ": fits ");
    an_bearer_key(c, c->bearers + left->whole, out);
    if (!left->why) {
        an_buf_add_text(out, " and ");
        an_bearer_key(c, c->bearers + left->other, out);
    }
    an_buf_addf(out, " (%s)", an_rule_name(left->rule));
    if (left->why)
        an_buf_addf(out, ": %s", left->why);
    an_buf_add_char(out, '\n');
}

/* A line for every name that no other rule joined in the end. */
static bool tell_left(finder *f)
{
    an_collection *c = f->c;
    uint32_t last = UINT32_MAX;

    if (f->left.count)
        qsort(f->left.items, f->left.count, sizeof *f->left.items, compare_left);
    for (size_t i = 0; i < f->left.count; i++) {
        const an_left *left = &f->left.items[i].left;
        if (left->part == last || f->clusters.size[an_clusters_root(&f->clusters, left->part)] > 1 ||
            c->bearers[left->part].name == c->bearers[left->whole].name)
            continue;
        add_left(c, &c->left, left);
        last = left->part;
    }
    return !c->left.failed && !f->failed;
}

bool an_bearers_find(an_collection *c, const an_collection_means *means)
{
    finder f = {.c = c, .means = means, .clusters = {.apart = are_apart, .left = keep_left}};
    bool done;

    f.clusters.payload = &f;
    done = add_names(&f) && join_corrected(&f) && join_short_forms(&f) && join_whole(&f) && note_companies(&f) && join_said(&f) &&
           an_clusters_run(&f.clusters, an_collection_shorter) && join_places(&f);
    done = done && name_heads(&f) && tell_left(&f);
    an_map_clear(&f.companies);
    an_clusters_clear(&f.clusters);
    an_name_reader_clear(&f.reader);
    an_free(f.left.items);
    return done;
}

const an_bearer *an_bearer_of(const an_collection *c, uint32_t name, char gender, uint32_t born)
{
    const an_collected *it = c->collected + name;
    const an_bearer *first = c->bearers + it->first_one;

    if (!it->two_births)
        born = 0;
    if (!it->men || !it->women)
        gender = 0;
    for (uint32_t i = 1; i < it->ones; i++)
        if (first[i].born == born && first[i].gender == gender)
            return first + i;
    return first;
}
