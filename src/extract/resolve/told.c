/* Names that a text tells of somebody whom its sentence begins with, or the one before: «Karl Lund is a writer. He wrote under the pseudonyms Jan Orlik and
   Peter Falk» (docs/matching.md §7). What stands right between two names resolve.c looks at. */
#include "extract/imply/implied.h"

enum { NEAR = 16 /* atoms, at most, that say so */ };

static an_str first_word(const an_extractor *x, uint32_t sentence)
{
    uint32_t atom = x->sentence_atom[sentence];

    return atom < x->sentence_atom[sentence + 1] ? an_work_atom(x, atom) : AN_LIT("");
}

/* Whether a sentence begins with a word for a person, or for something. */
static bool goes_on_with(const an_extractor *x, uint32_t sentence, an_kind kind)
{
    static const char *const persons[] = {"he", "she"};
    an_str word = first_word(x, sentence);

    return kind == AN_KIND_PERSON ? AN_STR_IN_ASCII_CASE(word, persons) : an_str_equal_ascii_case(word, AN_LIT("it"));
}

/* Whether atoms [from, to) say only that somebody is called so, or does what one does under a name. */
static bool only_calls(const an_extractor *x, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"a", "acted", "also", "and", "are", "been", "by", "different", "five", "four", "goes", "had", "has", "have",
                                        "her", "his", "is", "its", "later", "many", "now", "often", "operated", "operates", "other", "performed",
                                        "performing", "performs", "published", "recorded", "several", "sometimes", "the", "then", "three", "traveled",
                                        "travelled", "two", "under", "used", "uses", "using", "various", "was", "were", "which", "who", "with",
                                        "worked", "works", "writes", "writing", "wrote"};

    if (to > from + NEAR)
        return false;
    for (; from < to; from++)
        if (x->atoms.items[from].flags & AN_ATOM_UPPER_FIRST || !AN_STR_IN(an_work_atom(x, from), words))
            return false;
    return true;
}

/* Whether only «the», titles and roles stand between a sentence's start and a name in it. */
static bool begins_sentence(const an_extractor *x, const an_candidate *c)
{
    uint32_t length, at = x->sentence_atom[an_work_sentence(x, c->atom)];

    if (c->atom > at + NEAR)
        return false;
    while (at < c->atom)
        if (an_work_word(x, at, 1u << AN_LIST_TITLES | 1u << AN_LIST_ROLES, &length))
            at += length;
        else if (an_str_equal_ascii_case(an_work_atom(x, at), AN_LIT("the")))
            at++;
        else
            return false;
    return true;
}

static an_kind kind_of(const an_extractor *x, size_t choice)
{
    uint32_t target = an_choice_candidate(x, choice)->target;

    return target == UINT32_MAX || an_choice_candidate(x, choice)->by == AN_BY_DEMONYM ? AN_KIND_OTHER : an_kind_of(x->targets[target].type);
}

/* Whom a sentence is about up to an atom: who begins it, or the only person so far; SIZE_MAX when nobody. `*persons` counts them. */
static size_t subject_of(const an_extractor *x, uint32_t sentence, uint32_t end, an_kind kind, size_t *persons)
{
    enum { MOST = 64 };
    size_t from = an_choice_from(x, x->sentence_atom[sentence]), first = SIZE_MAX;

    *persons = 0;
    for (size_t i = from; i < x->choices.count && i - from < MOST && an_choice_candidate(x, i)->atom < end; i++)
        if (kind_of(x, i) == kind && (*persons)++ == 0)
            first = i;
    if (first == SIZE_MAX || begins_sentence(x, an_choice_candidate(x, first)))
        return first;
    return *persons == 1 && kind == AN_KIND_PERSON ? first : SIZE_MAX;
}

/* Whom «he», «she» or «it» at the start of a sentence means: the subject of the one before in its paragraph, which may begin so, too. */
static size_t subject_before(const an_extractor *x, uint32_t sentence, an_kind kind)
{
    enum { BACK = 3 };

    for (uint32_t i = 0; i < BACK && sentence > 0 && x->paragraphs[sentence - 1] == x->paragraphs[sentence]; i++) {
        size_t persons, subject = subject_of(x, sentence - 1, x->sentence_atom[sentence], kind, &persons);
        sentence--;
        if (!goes_on_with(x, sentence, kind))
            return subject;
        if (persons)
            return SIZE_MAX; /* «He met Karl Lund» */
    }
    return SIZE_MAX;
}

/* Whether a word that tells a false name stands behind «under»: «under several pseudonyms». */
static bool is_under(const an_extractor *x, const an_hit *hit)
{
    enum { FAR = 4 };

    for (uint32_t at = hit->atom; at > 0 && hit->atom - at < FAR && only_calls(x, at - 1, hit->atom); at--)
        if (an_str_equal(an_work_atom(x, at - 1), AN_LIT("under")))
            return x->rules->words[hit->term].class_ == AN_CLASS_PSEUDONYM;
    return false;
}

/* Who of a kind has the name that a word of the list `aka` tells. */
static size_t who_is_called(const an_extractor *x, const an_hit *hit, an_kind kind)
{
    uint32_t sentence = an_work_sentence(x, hit->atom), start = x->sentence_atom[sentence];
    size_t persons, subject = subject_of(x, sentence, hit->atom, kind, &persons);

    if (goes_on_with(x, sentence, kind))
        return persons == 0 && (only_calls(x, start + 1, hit->atom) || is_under(x, hit)) ? subject_before(x, sentence, kind) : SIZE_MAX;
    if (subject == SIZE_MAX || persons > 1)
        return SIZE_MAX;
    start = an_choice_candidate(x, subject)->atom + an_choice_candidate(x, subject)->atom_count;
    return is_under(x, hit) || (begins_sentence(x, an_choice_candidate(x, subject)) && only_calls(x, start, hit->atom)) ? subject : SIZE_MAX;
}

/* Whether the name is what the word tells, and no part of something else: «known as Falcon», not «known as Falcon's friend». */
static bool is_told(const an_extractor *x, uint32_t end, const an_candidate *c)
{
    static const char *const behind[] = {"as", "name", "names", "of", "the"};
    an_str text = an_str_sub(x->doc->text, c->span.end, x->doc->text.len);

    if (c->atom < end || an_work_sentence(x, c->atom) != an_work_sentence(x, end - 1) || an_str_starts(text, AN_LIT("'s")) ||
        an_str_starts(text, AN_LIT("’s")))
        return false;
    for (uint32_t at = end; at < c->atom; at++)
        if (!AN_STR_IN(an_work_atom(x, at), behind))
            return false;
    return true;
}

/* Whether one more name of a row follows: «Jan Orlik, Peter Falk and Falcon», «Jan Orlik (after a friend), Peter Falk». */
static bool goes_on(const an_extractor *x, const an_candidate *a, const an_candidate *b)
{
    static const char *const between[] = {", ", " and ", ", and ", " or ", ", or "};
    an_str gap = an_str_sub(x->doc->text, a->span.end, b->span.start);

    if (an_str_starts(gap, AN_LIT(" (")) && an_str_ends(gap, AN_LIT("), ")) && an_str_find_byte(gap, 0, ')') == gap.len - 3)
        return true;
    return AN_STR_IN(gap, between);
}

static bool is_plural(const an_extractor *x, const an_hit *hit)
{
    uint32_t last = hit->atom + hit->atom_count - 1;

    return an_str_ends(an_work_atom(x, last), AN_LIT("s")) && !AN_STR_IN_ASCII_CASE(an_work_atom(x, last), ((const char *const[]){"alias", "as"}));
}

static bool tells_former(const an_extractor *x, const an_hit *hit)
{
    return x->rules->words[hit->term].class_ == AN_CLASS_FORMER;
}

static void join(an_extractor *x, const uint32_t *name_of, const an_hit *hit, size_t subject, size_t name)
{
    an_clusters_join(&x->clusters, name_of[subject], name_of[name], AN_RULE_SAID);
    if (tells_former(x, hit))
        x->clusters.items[name_of[subject]].stated = x->clusters.items[name_of[name]].former = true;
}

/* The choice that a word of the list `aka` tells of somebody; SIZE_MAX when it is no such word, or none follows. */
static size_t name_told(const an_extractor *x, const an_hit *hit)
{
    uint32_t end = hit->atom + hit->atom_count;
    size_t name;

    if (hit->term >= x->rules->word_count || x->rules->words[hit->term].list != AN_LIST_AKA)
        return SIZE_MAX;
    if (tells_former(x, hit) && end < x->atoms.count && an_str_equal(an_work_atom(x, end), AN_LIT("of")))
        return SIZE_MAX; /* «Karl Lund, formerly of Harrow» */
    name = an_choice_from(x, end);
    return name < x->choices.count && is_told(x, end, an_choice_candidate(x, name)) ? name : SIZE_MAX;
}

/* «Karim Lund, a.k.a. Falcon»: whether a person stands right before a word of the list. */
static bool is_behind_person(const an_extractor *x, const an_hit *hit)
{
    size_t before = hit->atom ? an_choice_ending_at(x, hit->atom - 1) : SIZE_MAX;

    return before != SIZE_MAX && kind_of(x, before) == AN_KIND_PERSON;
}

/* «Quarnholt (now Lundby)», neither of which is listed: what the tagger is not sure of in the bracket is a place, too. */
static bool settle_renamed(an_extractor *x, size_t place)
{
    const float SURE = 0.7F;
    const an_candidate *before = an_choice_candidate(x, place);
    an_candidate *c = x->candidates.items + x->choices.items[place + 1].first;
    an_str text = x->doc->text;

    if (!an_str_equal(an_str_sub(text, before->span.end, c->span.start), AN_LIT(" (now ")) || c->span.end >= text.len || text.ptr[c->span.end] != ')' ||
        kind_of(x, place) != AN_KIND_PLACE || kind_of(x, place + 1) == AN_KIND_PLACE || before->by != AN_BY_TAGGER || c->by != AN_BY_TAGGER ||
        c->atom_count > 1 || c->confidence >= SURE || x->choices.items[place + 1].count > 1)
        return true;
    c->target = an_target_name(x, an_str_sub(text, c->span.start, c->span.end), AN_LIT("location"), AN_NO_ACTOR);
    return c->target != UINT32_MAX;
}

bool an_settle_told(an_extractor *x)
{
    const float SURE = 0.7F, SURE_OF_ONE = 0.95F; /* one word may be anything: «a.k.a. Falcon» */

    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        size_t name = name_told(x, hit);
        an_candidate *c = name == SIZE_MAX ? NULL : x->candidates.items + x->choices.items[name].first;
        float sure = c && c->atom_count == 1 && !tells_former(x, hit) ? SURE_OF_ONE : SURE;
        if (!c || c->by != AN_BY_TAGGER || c->confidence >= sure || x->choices.items[name].count > 1 || kind_of(x, name) == AN_KIND_PERSON ||
            !(is_behind_person(x, hit) || who_is_called(x, hit, AN_KIND_PERSON) != SIZE_MAX))
            continue;
        c->target = an_target_name(x, an_str_sub(x->doc->text, c->span.start, c->span.end), AN_LIT("person"), AN_NO_ACTOR);
        if (c->target == UINT32_MAX)
            return false;
    }
    for (size_t i = 0; i + 1 < x->choices.count; i++)
        if (!settle_renamed(x, i))
            return false;
    return true;
}

/* Names of what an article is about ------------------------------------------------------------------------------------------------- */

/* «Harrow plc is a …», «Harrow (also HRW) was the …»: what an article is about, if it is an organisation; SIZE_MAX when none begins so. */
static size_t topic_of(const an_extractor *x)
{
    enum { FIRST = 4, BRACKET = 200 };
    static const char *const goes_on[] = {" is a ", " is an ", " is the ", " was a ", " was an ", " was the "};

    for (size_t i = 0; i < x->choices.count && i < FIRST; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        an_str behind = an_str_sub(x->doc->text, c->span.end, x->doc->text.len), near = {behind.ptr, behind.len < BRACKET ? behind.len : BRACKET};
        size_t close = an_str_starts(near, AN_LIT(" (")) ? an_str_find_byte(near, 0, ')') : (size_t)-1;
        if (kind_of(x, i) != AN_KIND_ORGANIZATION || !begins_sentence(x, c))
            continue;
        behind = an_str_sub(behind, close == (size_t)-1 ? 0 : close + 1, behind.len);
        for (size_t k = 0; k < sizeof goes_on / sizeof *goes_on; k++)
            if (an_str_starts(behind, an_str_of(goes_on[k])))
                return i;
    }
    return SIZE_MAX;
}

/* Whether a verb is said of the topic: «it was founded», «the company has since been renamed», «it changed its name to», with nothing else between. */
static bool is_said_of_topic(const an_extractor *x, uint32_t start, uint32_t verb)
{
    static const char *const nouns[] = {"agency", "airline", "association", "band", "bank", "brand", "business", "channel", "club", "college", "company",
                                        "firm", "group", "hospital", "institute", "magazine", "museum", "name", "network", "newspaper", "organisation",
                                        "organization", "paper", "party", "school", "service", "society", "station", "team", "union", "university"};
    static const char *const passive[] = {"be", "been", "is", "was"}, *const given[] = {"name", "to"};
    static const char *const between[] = {"adopted",    "again", "also", "changed",    "eventually", "finally", "first",        "formally", "had", "has", "its",
                                          "later",      "name",  "new",  "officially", "originally", "since",   "subsequently", "the",      "then", "took"};
    enum { FAR = 8 };
    bool done_to = AN_STR_IN(an_work_atom(x, verb), given);

    for (uint32_t at = verb; at-- > start && verb - at < FAR && x->atoms.items[at + 1].gap == AN_GAP_SOFT;) {
        an_str word = an_work_atom(x, at);
        if (an_str_equal_ascii_case(word, AN_LIT("it")) ||
            (at > start && AN_STR_IN(word, nouns) && an_str_equal_ascii_case(an_work_atom(x, at - 1), AN_LIT("the"))))
            return done_to;
        if (!AN_STR_IN(word, passive) && !AN_STR_IN(word, between))
            return false;
        done_to |= AN_STR_IN(word, passive);
    }
    return false;
}

/* The atom that says that something got the name that begins at an atom: «was founded in 1887 by Karl Berg as», «renamed», «changed its name to», «took
   the name»; UINT32_MAX when none does. */
static uint32_t naming_before(const an_extractor *x, uint32_t start, uint32_t name)
{
    static const char *const verbs[] = {"created", "established", "formed",  "founded",     "incorporated", "launched",
                                        "opened",  "rebranded",   "renamed", "reorganised", "reorganized",  "started"};
    enum { FAR = 24 };
    an_str words[3] = {AN_LIT(""), AN_LIT(""), AN_LIT("")};

    name -= name > start && an_str_equal(an_work_atom(x, name - 1), AN_LIT("the"));
    for (uint32_t i = 0; i < 3 && name > start + i; i++)
        words[i] = an_work_atom(x, name - 1 - i);
    if (an_str_equal(words[0], AN_LIT("renamed")) || an_str_equal(words[0], AN_LIT("rebranded")))
        return name - 1;
    if (an_str_equal(words[0], AN_LIT("to")) && (an_str_equal(words[1], AN_LIT("changed")) || an_str_equal(words[1], AN_LIT("name"))))
        return name - 1;
    if (an_str_equal(words[0], AN_LIT("name")) && (an_str_equal(words[2], AN_LIT("took")) || an_str_equal(words[2], AN_LIT("adopted"))))
        return name - 1;
    for (uint32_t at = name - 1; an_str_equal(words[0], AN_LIT("as")) && at-- > start && name - at < FAR;)
        if (AN_STR_IN(an_work_atom(x, at), verbs))
            return at;
    return UINT32_MAX;
}

/* «It was founded in 1887 as Berg & Lund. … The company was renamed Harrow Group»: names of what the article is about. */
static void join_topic(an_extractor *x, const uint32_t *name_of)
{
    size_t topic = topic_of(x);

    for (size_t i = topic + 1; topic != SIZE_MAX && i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t start = x->sentence_atom[an_work_sentence(x, c->atom)], verb;
        if (name_of[i] == UINT32_MAX || kind_of(x, i) != AN_KIND_ORGANIZATION || !is_told(x, c->atom, c) || c->atom == start)
            continue;
        verb = naming_before(x, start, c->atom);
        if (verb == UINT32_MAX || !is_said_of_topic(x, start, verb) ||
            (an_choice_candidate(x, i - 1)->atom > verb && kind_of(x, i - 1) == AN_KIND_ORGANIZATION))
            continue;
        an_clusters_join(&x->clusters, name_of[topic], name_of[i], AN_RULE_SAID);
        x->clusters.items[name_of[topic]].stated = x->clusters.items[name_of[i]].former = true;
    }
}

void an_join_told(an_extractor *x, const uint32_t *name_of)
{
    for (size_t i = 0; i < x->word_hits.count; i++) {
        const an_hit *hit = x->word_hits.items + i;
        size_t name = name_told(x, hit), subject;
        if (name == SIZE_MAX || (subject = who_is_called(x, hit, kind_of(x, name))) == SIZE_MAX || name_of[subject] == UINT32_MAX)
            continue;
        for (;; name++) {
            if (name_of[name] != UINT32_MAX && kind_of(x, name) == kind_of(x, subject))
                join(x, name_of, hit, subject, name);
            if (!is_plural(x, hit) || name + 1 == x->choices.count || !goes_on(x, an_choice_candidate(x, name), an_choice_candidate(x, name + 1)))
                break;
        }
    }
    join_topic(x, name_of);
}
