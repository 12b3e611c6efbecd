/* Names are compared folded; a form is a spelling with its type. forms' keys are "NAME-NUMBER TAB type TAB spelling". Who bears the names, and
   which of them are one, is worked out in bearers.c. */
#include "extract/collection/collection.h"

#include "base/alloc.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "extract/collection/bearers.h"
#include "extract/resolve/correspondents.h"
#include "extract/resolve/name.h"
#include "text/fold.h"

#include <stdlib.h>

enum { LISTED = '\1' /* before the id of a dictionary's actor: in no folded name */ };

void an_collection_clear(an_collection *c)
{
    an_map_clear(&c->names);
    an_map_clear(&c->forms);
    an_map_clear(&c->told);
    an_map_clear(&c->said);
    an_map_clear(&c->places);
    an_map_clear(&c->letters);
    an_map_clear(&c->parted);
    an_free(c->collected);
    an_free(c->said_in);
    an_free(c->bearers);
    an_arena_clear(&c->arena);
    an_buf_clear(&c->scratch);
    an_buf_clear(&c->left);
    *c = (an_collection){0};
}

/* Forms ------------------------------------------------------------------------------------------------------------------------------------ */

void an_collected_form(const an_collection *c, uint32_t form, an_str *type, an_str *spelling)
{
    an_str rest = c->forms.keys[form], name;

    an_str_next(&rest, '\t', &name);
    an_str_next(&rest, '\t', type);
    *spelling = rest.ptr ? rest : AN_LIT("");
}

/* One word of few letters that is nearly always in capitals is a short form («HRC»), and «Hrc» a slip. */
static bool is_short_form(an_str text, uint32_t count, uint32_t other)
{
    enum { LONGEST = 5, OFTENER = 4 };

    return an_utf8_count(text) <= LONGEST && !an_has_small_letter(text) && count > (size_t)OFTENER * other;
}

/* Whether form a is to be preferred to form b. */
static bool better(const an_collection *c, uint32_t a, uint32_t b)
{
    an_str type_a, type_b, text_a, text_b;

    an_collected_form(c, a, &type_a, &text_a);
    an_collected_form(c, b, &type_b, &text_b);
    if (an_has_small_letter(text_a) != an_has_small_letter(text_b))
        return an_has_small_letter(text_a) ? !is_short_form(text_b, c->forms.values[b], c->forms.values[a])
                                        : is_short_form(text_a, c->forms.values[a], c->forms.values[b]);
    if (c->forms.values[a] != c->forms.values[b])
        return c->forms.values[a] > c->forms.values[b];
    return an_str_compare(c->forms.keys[a], c->forms.keys[b]) < 0;
}

static void choose_forms(an_collection *c)
{
    for (uint32_t form = 0; form < c->forms.count; form++) {
        an_str key = c->forms.keys[form];
        uint32_t name = 0;
        for (size_t i = 0; key.ptr[i] != '\t'; i++)
            name = name * 10 + (uint32_t)(key.ptr[i] - '0');
        if (c->collected[name].best == AN_MAP_NONE || better(c, form, c->collected[name].best))
            c->collected[name].best = form;
    }
}

/* Counting --------------------------------------------------------------------------------------------------------------------------------- */

/* Days since some day, for the distance of two dates: every month has 31. 0 when there is no date. */
static uint32_t day_of(an_str date)
{
    uint32_t parts[3] = {0, 1, 1}, part = 0;

    for (size_t i = 0; i < date.len && part < 3; i++)
        if (date.ptr[i] == '-')
            parts[++part < 3 ? part : 2] = 0;
        else if (date.ptr[i] >= '0' && date.ptr[i] <= '9')
            parts[part] = parts[part] * 10 + (uint32_t)(date.ptr[i] - '0');
    return (parts[0] * 12 + parts[1]) * 31 + (date.len ? parts[2] : 0) - (date.len ? 0 : 31);
}

void an_collected_listed(an_buf *out, an_str id)
{
    an_buf_add_char(out, LISTED);
    an_buf_add(out, id);
}

void an_collected_place(an_buf *out, uint32_t name, an_str text)
{
    an_buf_add_count(out, name);
    an_buf_add_char(out, '\t');
    an_buf_add(out, text);
}

/* The folded key of an actor, or the id of a dictionary's, in `out`. */
static void add_key(an_buf *out, const an_found_actor *actor)
{
    if (!actor->listed) {
        an_corrections_fold(out, actor->key);
        return;
    }
    an_collected_listed(out, actor->key);
}

bool an_collected_is_listed(an_str name)
{
    return name.len && name.ptr[0] == LISTED;
}

/* Number of an actor's name, added when it is new; AN_MAP_NONE when out of memory. */
static uint32_t name_of(an_collection *c, const an_found_actor *actor)
{
    uint32_t name;
    bool added = false;

    an_buf_reset(&c->scratch);
    add_key(&c->scratch, actor);
    name = c->scratch.failed ? AN_MAP_NONE : an_map_intern(&c->names, an_buf_str(&c->scratch), &added);
    if (name == AN_MAP_NONE || !an_grow(&c->collected, &c->collected_capacity, c->names.count, sizeof *c->collected))
        return AN_MAP_NONE;
    if (added) {
        an_str suffix = an_str_sub(actor->key, actor->key.len > actor->label.len ? actor->label.len : actor->key.len, actor->key.len);
        c->collected[name] = (an_collected){.best = AN_MAP_NONE, .actor = AN_NO_ACTOR};
        if (!actor->listed && !(c->collected[name].suffix = an_arena_str(&c->arena, suffix)).ptr)
            return AN_MAP_NONE;
    }
    return name;
}

/* Count `mentions` more of a spelling. */
static bool count_form(an_collection *c, uint32_t name, const an_found_actor *actor, uint32_t mentions)
{
    uint32_t form;

    an_buf_reset(&c->scratch);
    an_buf_add_count(&c->scratch, name);
    an_buf_add_char(&c->scratch, '\t');
    an_buf_add(&c->scratch, actor->type);
    an_buf_add_char(&c->scratch, '\t');
    an_buf_add(&c->scratch, actor->label);
    form = c->scratch.failed ? AN_MAP_NONE : an_map_intern(&c->forms, an_buf_str(&c->scratch), NULL);
    if (form == AN_MAP_NONE)
        return false;
    c->forms.values[form] += mentions;
    return true;
}

/* What a document tells of an actor besides its name. */
static bool count_facts(an_collection *c, uint32_t name, const an_found_actor *actor, uint32_t day, bool mail, uint32_t mentions)
{
    an_collected *it = c->collected + name;
    an_told told = {.name = name, .gender = (unsigned char)actor->gender, .born = actor->born};
    uint32_t number;

    it->mentions += mentions;
    it->only_in = it->documents++ ? 0 : c->documents;
    it->mails += mail;
    if (day && (!it->first_day || day < it->first_day))
        it->first_day = day;
    if (day > it->last_day)
        it->last_day = day;
    it->men |= actor->gender == 'm';
    it->women |= actor->gender == 'f';
    it->two_births |= actor->born && it->born && actor->born != it->born;
    if (!it->born)
        it->born = actor->born;
    if (!actor->gender && !actor->born)
        return true;
    if ((number = an_map_intern(&c->told, (an_str){(const char *)&told, sizeof told}, NULL)) == AN_MAP_NONE)
        return false;
    c->told.values[number]++;
    return true;
}

/* A form that the text says to be a name of its actor: elsewhere it may stand alone. */
static bool count_said(an_collection *c, uint32_t name, const an_mention *m)
{
    uint32_t said;
    bool added = false;

    an_buf_reset(&c->scratch);
    an_corrections_fold(&c->scratch, m->text);
    if (!c->scratch.failed && an_str_equal(an_buf_str(&c->scratch), c->names.keys[name]))
        return true;
    an_buf_add_char(&c->scratch, '\t');
    an_buf_add_count(&c->scratch, name);
    said = c->scratch.failed ? AN_MAP_NONE : an_map_intern(&c->said, an_buf_str(&c->scratch), &added);
    if (said == AN_MAP_NONE || !an_grow(&c->said_in, &c->said_capacity, c->said.count, sizeof *c->said_in))
        return false;
    if (added)
        c->said_in[said] = (struct an_said_in){0};
    c->said.values[said] = (uint32_t)(m->rule ? m->rule : AN_RULE_DEFINED);
    c->said_in[said].documents += c->said_in[said].last != c->documents;
    c->said_in[said].last = c->documents;
    return true;
}

/* How a dictionary's place is called. */
static bool count_place(an_collection *c, uint32_t name, an_str text)
{
    uint32_t form;

    an_buf_reset(&c->scratch);
    an_collected_place(&c->scratch, name, text);
    form = c->scratch.failed ? AN_MAP_NONE : an_map_intern(&c->places, an_buf_str(&c->scratch), NULL);
    if (form == AN_MAP_NONE)
        return false;
    c->places.values[form]++;
    return true;
}

/* The user's word on a form goes with the name that its document joined it to. */
static bool keep_parted(an_collection *c, uint32_t name, const an_mention *m)
{
    an_buf key = {0};
    bool done = true, added = false;
    uint32_t form;

    an_buf_reset(&c->scratch);
    an_corrections_fold(&c->scratch, m->text);
    if (an_corrections_parts(c->corrections, an_buf_str(&c->scratch))) {
        an_buf_add_count(&key, name);
        an_buf_add_char(&key, '\t');
        an_buf_add(&key, an_buf_str(&c->scratch));
        form = key.failed ? AN_MAP_NONE : an_map_intern(&c->parted, an_buf_str(&key), &added);
        done = form != AN_MAP_NONE;
        if (done && added) {
            c->parted.values[form] = c->collected[name].parted;
            c->collected[name].parted = form + 1;
        }
    }
    an_buf_clear(&key);
    return done && !c->scratch.failed;
}

/* The first and the last part of «Nadia-Marie J. Berg», folded: «nadia berg». */
static void add_ends(an_buf *out, an_str name)
{
    size_t first = 0, last = name.len;

    while (first < name.len && name.ptr[first] != ' ' && name.ptr[first] != '-')
        first++;
    while (last > first && name.ptr[last - 1] != ' ' && name.ptr[last - 1] != '-')
        last--;
    an_fold(out, an_str_sub(name, 0, first));
    an_buf_add_char(out, ' ');
    an_fold(out, an_str_sub(name, last, name.len));
}

/* Whom a mail is from and to. */
static bool count_letters(an_collection *c, const an_extraction *e)
{
    an_str fields[] = {e->sender, e->recipients};
    an_buf turned = {0};
    an_correspondent it;
    bool done = true;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        while (done && an_correspondent_next(&fields[i], &turned, &it)) {
            uint32_t name;
            an_buf_reset(&c->scratch);
            add_ends(&c->scratch, it.name);
            name = c->scratch.failed || turned.failed ? AN_MAP_NONE : an_map_intern(&c->letters, an_buf_str(&c->scratch), NULL);
            done = name != AN_MAP_NONE;
            if (done)
                c->letters.values[name]++;
        }
    an_buf_clear(&turned);
    return done;
}

static bool says_the_form(const an_mention *m)
{
    return m->rule == AN_RULE_SAID || m->rule == AN_RULE_DEFINED || m->by == AN_BY_ACRONYM;
}

/* Whether a mention counts as one of its actor's: inner ones do not, so that asking for them changes nothing of the others. */
static bool counts(const an_mention *m)
{
    return m->actor != AN_NO_ACTOR && !m->nested;
}

static bool is_listed_place(const an_extraction *e, const an_mention *m)
{
    return m->by == AN_BY_DICT && e->actors[m->actor].listed && an_kind_of(m->type) == AN_KIND_PLACE;
}

/* What a mention tells of the forms of its actor. */
static bool count_form_of(an_collection *c, const an_extraction *e, const an_mention *m, uint32_t name)
{
    return (!says_the_form(m) || count_said(c, name, m)) && (!is_listed_place(e, m) || count_place(c, name, m->text)) &&
           (!c->corrections || keep_parted(c, name, m));
}

/* How often each actor is named, and whether it is named at all: ambiguous places name theirs, too. */
static void count_mentions(const an_extraction *e, uint32_t *mentions, bool *named)
{
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        if (counts(m)) {
            mentions[m->actor]++;
            named[m->actor] = true;
        }
        for (uint32_t k = 0; k < m->candidate_count && !m->nested; k++)
            named[e->candidates[m->candidate_first + k]] = true;
    }
}

an_status an_collection_add(an_collection *c, const an_extraction *e, an_error *err)
{
    uint32_t *mentions = an_alloc((e->actor_count + 1) * sizeof *mentions), *names = an_alloc((e->actor_count + 1) * sizeof *names);
    bool *named = an_alloc((e->actor_count + 1) * sizeof *named), done = mentions && names && named;
    uint32_t day = day_of(e->date);

    c->documents++;
    if (done)
        count_mentions(e, mentions, named);
    for (size_t i = 0; i < e->actor_count && done; i++) {
        const an_found_actor *actor = e->actors + i;
        if (!named[i])
            continue;
        names[i] = name_of(c, actor);
        done = names[i] != AN_MAP_NONE && count_facts(c, names[i], actor, day, e->sender.len, mentions[i]) &&
               (actor->listed || count_form(c, names[i], actor, mentions[i]));
    }
    for (size_t i = 0; i < e->mention_count && done; i++)
        if (counts(e->mentions + i))
            done = count_form_of(c, e, e->mentions + i, names[e->mentions[i].actor]);
    done = done && count_letters(c, e);
    an_free(mentions);
    an_free(names);
    an_free(named);
    return done ? AN_OK : an_fail_nomem(err);
}

an_status an_collection_finish(an_collection *c, const an_collection_means *means, an_error *err)
{
    choose_forms(c);
    if (!means)
        return AN_OK;
    c->lexicon = means->lexicon;
    return an_bearers_find(c, means) ? AN_OK : an_fail_nomem(err);
}

/* Settling --------------------------------------------------------------------------------------------------------------------------------- */

/* AN_MAP_NONE when it is not there; `*failed` when out of memory. */
static uint32_t find_name(const an_collection *c, const an_found_actor *actor, bool *failed)
{
    an_buf key = {0};
    uint32_t name;

    if (actor->listed && !c->renamed)
        return AN_MAP_NONE;
    add_key(&key, actor);
    *failed |= key.failed;
    name = an_map_find(&c->names, an_buf_str(&key));
    an_buf_clear(&key);
    return name;
}

void an_bearer_key(const an_collection *c, const an_bearer *bearer, an_buf *out)
{
    an_str type, spelling, key = c->names.keys[bearer->name];

    if (bearer->called.len || an_collected_is_listed(key)) {
        an_buf_add(out, bearer->called.len ? bearer->called : an_str_sub(key, 1, key.len));
        return;
    }
    an_collected_form(c, c->collected[bearer->name].best, &type, &spelling);
    an_buf_add(out, spelling);
    an_buf_add(out, c->collected[bearer->name].suffix);
    if (bearer->born && !bearer->plain)
        an_buf_addf(out, " (born %u)", bearer->born);
    if (bearer->gender && !bearer->plain)
        an_buf_addf(out, " (%s)", bearer->gender == 'f' ? "female" : "male");
}

static bool spell(const an_collection *c, an_found_actor *actor, const an_bearer *bearer, an_arena *arena)
{
    an_buf key = {0};

    an_collected_form(c, c->collected[bearer->name].best, &actor->type, &actor->label);
    an_bearer_key(c, bearer, &key);
    actor->key = an_buf_keep(&key, arena);
    if (bearer->called.len)
        actor->label = actor->key;
    return actor->key.ptr != NULL;
}

/* An actor of a dictionary, under the name that the user has for it, if that is another. */
static bool spell_listed(const an_collection *c, an_found_actor *actor, const an_bearer *bearer, an_arena *arena)
{
    uint32_t number = c->collected[bearer->name].actor;
    an_actor listed = an_lexicon_actor(c->lexicon, number);
    an_buf key = {0};
    an_str called;

    an_bearer_key(c, bearer, &key);
    called = key.failed || an_str_equal(an_buf_str(&key), listed.id) ? AN_LIT("") : an_arena_str(arena, an_buf_str(&key));
    an_buf_clear(&key);
    return called.ptr && an_found_listed(actor, c->lexicon, number, &listed, called, arena);
}

/* Give an actor of a document the name of the collection. `*rule` gets what joined it to another name, if anything did. */
static bool settle_actor(const an_collection *c, an_found_actor *actor, an_arena *arena, an_rule *rule)
{
    bool failed = false;
    uint32_t name = find_name(c, actor, &failed);
    an_bearer own = {.name = name};
    const an_bearer *bearer = &own, *head = &own;

    if (failed || name == AN_MAP_NONE || (c->collected[name].best == AN_MAP_NONE && c->collected[name].ones == 0))
        return !failed;
    if (c->collected[name].ones) {
        bearer = an_bearer_of(c, name, actor->gender, actor->born);
        head = c->bearers + bearer->head;
    }
    if (head != bearer)
        *rule = (an_rule)bearer->rule;
    return (c->collected[head->name].actor == AN_NO_ACTOR ? spell : spell_listed)(c, actor, head, arena);
}

/* Whether all actors have keys of their own, in order: mostly nothing came to the same one. */
static bool is_numbered(const an_extraction *e)
{
    for (size_t i = 1; i < e->actor_count; i++)
        if (an_str_compare(e->actors[i - 1].key, e->actors[i].key) >= 0)
            return false;
    return true;
}

/* Sort the actors by key; those that came to the same one are one. new_number[] by old number. */
static bool number_again(an_extraction *e, uint32_t *new_number)
{
    an_numbered_actor *list;
    size_t count = 0;

    if (is_numbered(e)) {
        for (uint32_t i = 0; i < e->actor_count; i++)
            new_number[i] = i;
        return true;
    }
    if (!(list = an_alloc(e->actor_count * sizeof *list)))
        return false;
    for (uint32_t i = 0; i < e->actor_count; i++)
        list[i] = (an_numbered_actor){e->actors[i], i};
    qsort(list, e->actor_count, sizeof *list, an_compare_numbered);
    for (size_t i = 0; i < e->actor_count; i++) {
        if (i == 0 || !an_str_equal(list[i].actor.key, e->actors[count - 1].key))
            e->actors[count++] = list[i].actor;
        else if (e->actors[count - 1].attribute_count == 0)
            e->actors[count - 1] = list[i].actor;
        new_number[list[i].number] = (uint32_t)count - 1;
    }
    e->actor_count = count;
    an_free(list);
    return true;
}

/* Candidates of an ambiguous place that have become one are told once; when one is left, it is meant. */
static void settle_candidates(an_extraction *e, an_mention *m, const uint32_t *new_number)
{
    uint32_t *list = e->candidates + m->candidate_first, count = 0;

    for (uint32_t i = 0; i < m->candidate_count; i++)
        list[i] = new_number[list[i]];
    if (m->candidate_count)
        qsort(list, m->candidate_count, sizeof *list, an_number_order);
    for (uint32_t i = 0; i < m->candidate_count; i++)
        if (i == 0 || list[i] != list[count - 1])
            list[count++] = list[i];
    m->candidate_count = count;
    if (count == 1) {
        m->actor = list[0];
        m->candidate_count = 0;
    }
}

static void settle_mentions(an_extraction *e, const uint32_t *new_number, const an_rule *rules)
{
    for (size_t i = 0; i < e->mention_count; i++) {
        an_mention *m = e->mentions + i;
        if (m->actor == AN_NO_ACTOR) {
            settle_candidates(e, m, new_number);
        } else {
            if (m->rule == AN_RULE_NONE)
                m->rule = rules[m->actor];
            m->actor = new_number[m->actor];
        }
        if (m->actor != AN_NO_ACTOR)
            m->type = e->actors[m->actor].type;
    }
}

an_status an_collection_settle(const an_collection *c, an_extraction *e, an_error *err)
{
    uint32_t *new_number = an_alloc((e->actor_count + 1) * sizeof *new_number);
    an_rule *rules = an_alloc((e->actor_count + 1) * sizeof *rules);
    bool done = new_number && rules;

    for (size_t i = 0; i < e->actor_count && done; i++)
        done = settle_actor(c, e->actors + i, &e->arena, rules + i);
    done = done && number_again(e, new_number);
    if (done)
        settle_mentions(e, new_number, rules);
    an_free(new_number);
    an_free(rules);
    return done ? AN_OK : an_fail_nomem(err);
}
