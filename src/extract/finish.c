/* The choice becomes the extraction: the user's corrections are applied, actors are numbered by key, ambiguous places keep their
 * candidates. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/sort.h"
#include "text/fold.h"

#include <stdlib.h>

/* While finishing: mentions point to targets; `actor_of` turns them into actors of the extraction. */
typedef struct finish {
    an_extractor *x;
    an_extraction *out;
    size_t candidate_capacity;
    uint32_t outer_end; /* of the last mention that is no inner one */
    bool failed;
} finish;

static an_str copy(finish *f, an_str text)
{
    return an_kept(an_arena_str(&f->out->arena, text), &f->failed);
}

/* Why the form means its actor: what the term or the name itself was found by, if anything. */
static an_rule rule_of(const an_extractor *x, const an_candidate *c)
{
    const an_target *target = c->target == UINT32_MAX ? NULL : x->targets + c->target;

    return c->rule ? (an_rule)c->rule : target && target->parent != c->target ? target->rule : AN_RULE_NONE;
}

/* «Oleksandr Berg» behind «Berg». */
static bool is_fuller(an_str name, an_str than)
{
    return name.len > than.len && an_str_ends_ascii_case(name, than) && name.ptr[name.len - than.len - 1] == ' ';
}

/* The target of a group of «same» names: the first actor of a dictionary among them, else the name that the user wants; or a fuller one of them, by which
   the other names of that actor are known («same Berg, Ada Berg»): the collection calls it as the user wants (bearers.c). */
static uint32_t target_of_group(finish *f, an_str folded, an_str wanted, an_str type)
{
    an_extractor *x = f->x;
    an_str name, fullest = wanted;
    uint32_t out = UINT32_MAX;

    for (size_t i = 0; out == UINT32_MAX && (name = an_corrections_member(x->corrections, folded, i)).len; i++) {
        uint32_t actor = an_lexicon_find_actor(x->lexicon, name);
        if (actor != AN_NO_ACTOR)
            out = an_target_actor(x, actor);
        if (!x->final && is_fuller(name, fullest))
            fullest = name;
    }
    if (out == UINT32_MAX)
        out = an_target_name(x, fullest, type, AN_NO_ACTOR);
    f->failed |= out == UINT32_MAX;
    return out;
}

/* The target that the user's «same» lines give for this name, or UINT32_MAX when there are none. */
static uint32_t same_as(finish *f, an_str name, an_str type)
{
    an_extractor *x = f->x;
    an_buf folded = {0};
    an_str wanted, key;
    uint32_t out = UINT32_MAX;

    an_corrections_fold(&folded, name);
    f->failed |= folded.failed;
    key = an_buf_str(&folded);
    wanted = an_corrections_same(x->corrections, key, x->notes.corrections_used);
    if (wanted.len && !f->failed)
        out = target_of_group(f, key, wanted, type);
    an_buf_clear(&folded);
    return out;
}

/* What the user's «same» lines make of a form that means these targets: one of them, another one, or UINT32_MAX when it stays ambiguous. */
static uint32_t corrected(finish *f, an_str form, const an_candidate *c, uint32_t count)
{
    an_extractor *x = f->x;
    an_str type = count == 1 ? x->targets[an_target_root(x, c->target)].type : AN_LIT("other");
    uint32_t out = same_as(f, form, type);

    if (out != UINT32_MAX)
        return out;
    for (uint32_t i = 0; i < count && !f->failed; i++) {
        uint32_t root = an_target_root(x, c[i].target), same = same_as(f, x->targets[root].label, x->targets[root].type);
        if (same == UINT32_MAX)
            same = root;
        if (i > 0 && same != out)
            return UINT32_MAX;
        out = same;
    }
    return out;
}

/* Whether a «never» line of the user's has the form. */
static bool is_never(finish *f, an_str form)
{
    an_buf folded = {0};
    bool never;

    an_corrections_fold(&folded, form);
    f->failed |= folded.failed;
    never = an_corrections_never(f->x->corrections, an_buf_str(&folded), f->x->notes.corrections_used);
    an_buf_clear(&folded);
    return never;
}

static an_str common_type(finish *f, const an_candidate *c, uint32_t count)
{
    an_extractor *x = f->x;
    an_str type = x->targets[an_target_root(x, c[0].target)].type;

    for (uint32_t i = 1; i < count; i++)
        type = an_common_type(type, x->targets[an_target_root(x, c[i].target)].type);
    return type;
}

/* Candidates of an ambiguous mention, as targets for now. */
static void add_ambiguous(finish *f, an_mention *mention, const an_candidate *c, uint32_t count)
{
    an_extraction *out = f->out;

    mention->actor = AN_NO_ACTOR;
    mention->candidate_first = (uint32_t)out->candidate_count;
    mention->candidate_count = count;
    mention->type = common_type(f, c, count);
    if (out->candidate_count + count > f->candidate_capacity) { /* arena lists grow by copying; ambiguous mentions are few */
        size_t capacity = (f->candidate_capacity + count) * 2;
        uint32_t *grown = an_arena_alloc(&out->arena, capacity * sizeof *grown);
        if (!grown) {
            f->failed = true;
            mention->candidate_count = 0;
            return;
        }
        if (out->candidate_count)
            memcpy(grown, out->candidates, out->candidate_count * sizeof *grown);
        out->candidates = grown;
        f->candidate_capacity = capacity;
    }
    for (uint32_t i = 0; i < count; i++)
        out->candidates[out->candidate_count++] = an_target_root(f->x, c[i].target);
}

/* «the Department», «the Group», of which the document does not say which one: everybody's, so it makes no link. A body of a state («the Senate»)
   is mostly that of the country which a collection is about; «the Court» is the one that writes. */
static bool is_kind_alone(const an_extractor *x, const an_candidate *c, uint32_t target)
{
    const an_target *it = x->targets + target;

    return c->atom_count == 1 && c->rank > AN_RANK_DICT && c->by != AN_BY_PATTERN && it->actor == AN_NO_ACTOR && it->part_of == AN_NO_ACTOR &&
           an_str_find_byte(it->label, 0, ' ') == (size_t)-1 && an_work_word(x, c->atom, 1u << AN_LIST_DESIGNATORS, NULL) &&
           (!an_work_word(x, c->atom, 1u << AN_LIST_HEADS, NULL) || an_str_equal(it->type, AN_LIT("organization/court")));
}

static void add_mention(finish *f, const an_choice *choice)
{
    an_extractor *x = f->x;
    an_extraction *out = f->out;
    const an_candidate *c = x->candidates.items + choice->first;
    an_str form = an_str_sub(x->doc->text, c->span.start, c->span.end);
    an_mention mention = {.span = c->span, .by = (an_by)c->by, .rule = rule_of(x, c), .confidence = c->confidence,
                          .no_link = c->no_link, .undated = c->undated};
    uint32_t target = choice->count == 1 ? an_target_root(x, c->target) : UINT32_MAX;

    if (choice->inner && c->span.end > f->outer_end) /* of one that is no mention: a `never` row, the user's word */
        return;
    if (an_corrections_count(x->corrections)) {
        if (is_never(f, form))
            return;
        uint32_t wanted = corrected(f, form, c, choice->count);
        if (f->failed)
            return;
        mention.rule = wanted == target ? mention.rule : AN_RULE_USER;
        target = wanted;
    }
    mention.text = copy(f, form);
    if (target == UINT32_MAX) {
        add_ambiguous(f, &mention, c, choice->count);
    } else {
        mention.actor = target;
        mention.type = x->targets[target].type;
        mention.no_link |= is_kind_alone(x, c, target);
    }
    if (!choice->inner)
        f->outer_end = mention.span.end;
    mention.nested = choice->inner;
    out->mentions[out->mention_count++] = mention;
}

/* Actors ------------------------------------------------------------------------------------------------------------------------------- */

/* part_of and country of «Algerian intelligence», sorted by name. */
static void state_attributes(finish *f, an_found_actor *found, uint32_t state)
{
    an_str country = an_lexicon_attribute(f->x->lexicon, state, "country");
    an_attribute *list = an_arena_alloc(&f->out->arena, 2 * sizeof *list);

    if (!list) {
        f->failed = true;
        return;
    }
    if (country.len)
        list[found->attribute_count++] = (an_attribute){AN_LIT("country"), country};
    list[found->attribute_count++] = (an_attribute){AN_LIT("part_of"), an_work_actor(f->x, state).name};
    found->attributes = list;
}

/* A found name must not take the key of a dictionary's actor of another kind. */
static an_str found_key(finish *f, const an_target *target)
{
    uint32_t actor = an_lexicon_find_actor(f->x->lexicon, target->label);
    an_buf key = {0};

    an_buf_add(&key, target->label);
    if (actor != AN_NO_ACTOR &&
        !an_str_equal(an_main_type(an_lexicon_type(f->x->lexicon, actor)), an_main_type(target->type)))
        an_buf_addf(&key, " (%.*s)", (int)an_main_type(target->type).len, target->type.ptr);
    return an_kept(an_buf_keep(&key, &f->out->arena), &f->failed);
}

/* What the user's «same» lines call an actor of a dictionary, "" when that is its own name, or no line says so. */
static an_str called(finish *f, const an_actor *actor)
{
    an_extractor *x = f->x;
    an_buf folded = {0};
    an_str wanted = an_corrections_actor(x->corrections, actor, &folded, x->notes.corrections_used);

    f->failed |= folded.failed;
    an_buf_clear(&folded);
    return wanted.len && an_lexicon_find_actor(x->lexicon, wanted) == AN_NO_ACTOR ? copy(f, wanted) : AN_LIT("");
}

static an_found_actor found_actor(finish *f, const an_target *target)
{
    an_found_actor found = {.label = target->label, .type = target->type};
    uint32_t actor = target->actor;

    if (actor == AN_NO_ACTOR) {
        found.key = found_key(f, target);
        if (an_str_equal(found.key, target->label)) /* the same kind: it is that actor, if there is one */
            actor = an_lexicon_find_actor(f->x->lexicon, target->label);
    }
    if (actor != AN_NO_ACTOR) {
        an_actor it = an_work_actor(f->x, actor);
        f->failed |= !an_found_listed(&found, f->x->lexicon, actor, &it, called(f, &it), &f->out->arena);
    } else if (target->part_of != AN_NO_ACTOR) {
        state_attributes(f, &found, target->part_of);
    }
    return found;
}

/* What the text says of its names goes to the actors that bear them: who[target] = place in the list + 1. */
static void add_facts(finish *f, an_numbered_actor *list, const uint32_t *who)
{
    an_clusters *names = &f->x->clusters;

    for (size_t i = 0; i < names->count; i++) {
        const an_name *name = names->items + i;
        uint32_t place = name->titled || name->born ? who[an_target_root(f->x, name->target)] : 0;
        if (!place)
            continue;
        an_found_actor *actor = &list[place - 1].actor;
        actor->gender = actor->gender ? actor->gender : name->titled;
        actor->born = actor->born ? actor->born : name->born;
    }
}

AN_DEFINE_SORT(sort_numbered, an_numbered_actor, an_compare_numbered)

/* Number the targets that mentions use by key; equal keys are one actor. actor_of[target] = number. */
static void number_actors(finish *f, uint32_t *actor_of)
{
    an_extraction *out = f->out;
    size_t count = 0, used = 0, targets = f->x->target_count;
    an_numbered_actor *list;

    for (size_t t = 0; t < targets; t++)
        used += actor_of[t] != 0;
    list = an_arena_alloc(&out->arena, (used + 1) * sizeof *list);
    out->actors = an_arena_alloc(&out->arena, (used + 1) * sizeof *out->actors);
    if (!list || !out->actors) {
        f->failed = true;
        return;
    }
    for (size_t t = 0; t < targets; t++)
        if (actor_of[t]) {
            list[count++] = (an_numbered_actor){found_actor(f, f->x->targets + t), (uint32_t)t};
            actor_of[t] = (uint32_t)count;
        }
    add_facts(f, list, actor_of);
    f->failed |= !sort_numbered(list, count, &f->x->room);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !an_str_equal(list[i].actor.key, list[i - 1].actor.key))
            out->actors[out->actor_count++] = list[i].actor;
        actor_of[list[i].number] = (uint32_t)out->actor_count - 1;
    }
}

static void settle_actors(finish *f)
{
    an_extraction *out = f->out;
    uint32_t *actor_of = an_alloc((f->x->target_count + 1) * sizeof *actor_of);

    if (!actor_of) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < out->mention_count; i++)
        if (out->mentions[i].actor != AN_NO_ACTOR)
            actor_of[out->mentions[i].actor] = 1;
    for (size_t i = 0; i < out->candidate_count; i++)
        actor_of[out->candidates[i]] = 1;
    number_actors(f, actor_of);
    for (size_t i = 0; i < out->mention_count && !f->failed; i++) {
        an_mention *mention = out->mentions + i;
        if (mention->actor != AN_NO_ACTOR) {
            mention->actor = actor_of[mention->actor];
            mention->type = out->actors[mention->actor].type;
        }
    }
    for (size_t i = 0; i < out->candidate_count && !f->failed; i++)
        out->candidates[i] = actor_of[out->candidates[i]];
    for (size_t i = 0; i < out->mention_count && !f->failed; i++)
        if (out->mentions[i].candidate_count > 1)
            qsort(out->candidates + out->mentions[i].candidate_first, out->mentions[i].candidate_count, sizeof *out->candidates,
                  an_number_order);
    an_free(actor_of);
}

static void copy_document(finish *f)
{
    const an_document *doc = f->x->doc;
    an_extraction *out = f->out;
    size_t count = f->x->sentences.count;

    out->id = copy(f, doc->id);
    out->title = copy(f, doc->title);
    out->date = copy(f, doc->date);
    out->source = copy(f, doc->source);
    out->sender = copy(f, doc->sender);
    out->recipients = copy(f, doc->recipients);
    out->text = copy(f, doc->text);
    out->has_text = out->has_sentences = true;
    out->sentences = an_arena_alloc(&out->arena, (count + 1) * sizeof *out->sentences);
    out->mentions = an_arena_alloc(&out->arena, (f->x->choices.count + 1) * sizeof *out->mentions);
    f->failed |= !out->sentences || !out->mentions;
    if (out->sentences && count)
        memcpy(out->sentences, f->x->sentences.items, count * sizeof *out->sentences);
    out->sentence_count = count;
}

an_status an_step_finish(an_extractor *x, an_extraction *out, an_error *err)
{
    finish f = {.x = x, .out = out};

    copy_document(&f);
    for (size_t i = 0; i < x->choices.count && !f.failed; i++)
        add_mention(&f, x->choices.items + i);
    if (!f.failed) {
        settle_actors(&f);
        if (x->extended && !f.failed)
            an_extend_mentions(x, out);
        if (!f.failed)
            an_note_ambiguous(&x->notes.ambiguous, out);
    }
    if (f.failed || x->notes.ambiguous.failed) {
        an_extraction_clear(out);
        return an_fail_nomem(err);
    }
    return AN_OK;
}
