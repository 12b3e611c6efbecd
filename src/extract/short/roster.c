/* An actor is looked up in the lexicon when it is met first, and kept: memory grows with actors. */
#include "extract/short/roster.h"

#include "base/alloc.h"
#include "base/error.h"
#include "text/sentence.h"

/* An actor that was met. */
typedef struct member {
    an_found_actor actor;
    uint64_t document; /* serial of the last one that names it … */
    uint32_t place;    /* … and its place among those of that document */
} member;

struct an_roster {
    const an_lexicon *lexicon;
    const an_finder *finder;
    uint32_t *numbers; /* by actor of the lexicon: number of the member, plus 1 */
    struct {
        member *items;
        size_t count, capacity;
    } members;
    an_arena arena; /* the members' attributes */
    /* of the document at hand */
    uint64_t serial;
    an_extraction extraction; /* its lists are those below */
    an_spans sentences;
    size_t mention_capacity, actor_capacity, candidate_capacity;
};

an_status an_roster_new(an_roster **out, const an_lexicon *lexicon, const an_finder *finder, an_error *err)
{
    an_roster *r = an_alloc(sizeof *r);

    *out = NULL;
    if (!r)
        return an_fail_nomem(err);
    r->lexicon = lexicon;
    r->finder = finder;
    if (!(r->numbers = an_alloc((an_lexicon_actor_count(lexicon) + 1) * sizeof *r->numbers))) {
        an_roster_free(r);
        return an_fail_nomem(err);
    }
    *out = r;
    return AN_OK;
}

void an_roster_free(an_roster *r)
{
    if (!r)
        return;
    an_free(r->numbers);
    an_free(r->members.items);
    an_arena_clear(&r->arena);
    an_free(r->extraction.mentions);
    an_free(r->extraction.actors);
    an_free(r->extraction.candidates);
    an_free(r->sentences.items);
    an_free(r);
}

static member *member_of(an_roster *r, uint32_t actor)
{
    uint32_t *number = &r->numbers[actor];

    if (*number == 0) {
        an_actor it = an_lexicon_actor(r->lexicon, actor);
        member fresh = {0};
        if (!AN_ROOM(&r->members, 1) || !an_found_listed(&fresh.actor, r->lexicon, actor, &it, AN_LIT(""), &r->arena))
            return NULL;
        fresh.actor.member = *number = (uint32_t)r->members.count + 1;
        r->members.items[r->members.count++] = fresh;
    }
    return &r->members.items[*number - 1];
}

/* Place of an actor among those of the document; AN_NO_ACTOR when out of memory. */
static uint32_t place_of(an_roster *r, uint32_t actor)
{
    an_extraction *e = &r->extraction;
    member *it = member_of(r, actor);

    if (!it)
        return AN_NO_ACTOR;
    if (it->document != r->serial) {
        if (!an_grow(&e->actors, &r->actor_capacity, e->actor_count + 1, sizeof *e->actors))
            return AN_NO_ACTOR;
        it->document = r->serial;
        it->place = (uint32_t)e->actor_count;
        e->actors[e->actor_count++] = it->actor;
    }
    return it->place;
}

static bool add_candidates(an_roster *r, an_mention *mention, uint32_t set)
{
    an_extraction *e = &r->extraction;
    const uint32_t *actors;
    size_t count = an_finder_members(r->finder, set, &actors);

    if (!an_grow(&e->candidates, &r->candidate_capacity, e->candidate_count + count, sizeof *e->candidates))
        return false;
    mention->candidate_first = (uint32_t)e->candidate_count;
    mention->candidate_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        uint32_t place = place_of(r, actors[i]);
        if (place == AN_NO_ACTOR)
            return false;
        mention->type = i == 0 ? e->actors[place].type : an_common_type(mention->type, e->actors[place].type);
        e->candidates[e->candidate_count++] = place;
    }
    return true;
}

static bool add_mention(an_roster *r, const an_find *find)
{
    an_extraction *e = &r->extraction;
    an_mention mention = {.span = find->span,
                          .text = an_str_sub(e->text, find->span.start, find->span.end),
                          .by = AN_BY_USER_DICT,
                          .confidence = 1,
                          .actor = AN_NO_ACTOR};

    if (find->who & AN_FIND_SEVERAL) {
        if (!add_candidates(r, &mention, find->who & ~AN_FIND_SEVERAL))
            return false;
    } else {
        if ((mention.actor = place_of(r, find->who)) == AN_NO_ACTOR)
            return false;
        mention.type = e->actors[mention.actor].type;
    }
    e->mentions[e->mention_count++] = mention;
    return true;
}

/* Turn to a document. */
static bool begin(an_roster *r, const an_document *doc, size_t mentions, bool sentences)
{
    an_extraction *e = &r->extraction;

    r->serial++;
    e->id = doc->id;
    e->title = doc->title;
    e->date = doc->date;
    e->source = doc->source;
    e->sender = doc->sender;
    e->recipients = doc->recipients;
    e->text = doc->text;
    e->has_text = true;
    e->has_sentences = sentences;
    e->mention_count = e->actor_count = e->candidate_count = r->sentences.count = 0;
    if (sentences && !an_sentences_cut(&r->sentences, doc->text, &doc->skips))
        return false;
    e->sentences = r->sentences.items;
    e->sentence_count = r->sentences.count;
    return an_grow(&e->mentions, &r->mention_capacity, mentions, sizeof *e->mentions);
}

const an_extraction *an_roster_call(an_roster *r, const an_document *doc, bool sentences)
{
    size_t count;
    const an_find *finds = an_finder_finds(r->finder, &count);
    bool fine = begin(r, doc, count, sentences);

    for (size_t i = 0; i < count && fine; i++)
        fine = add_mention(r, &finds[i]);
    return fine ? &r->extraction : NULL;
}
