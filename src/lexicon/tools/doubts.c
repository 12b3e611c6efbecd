/* Doubts about dictionary rows that a look at each row, or at the rows of one form, shows. Linear, but for the rows of one form of one
   actor, which are compared with a few of them. */
#include "lexicon/tools/findings.h"
#include "lexicon/words.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

/* Letters -------------------------------------------------------------------------------------------------------------------------- */

typedef enum script { NO_SCRIPT, LATIN, GREEK, CYRILLIC } script;

static script script_of(uint32_t code)
{
    if ((code | 32) >= 'a' && (code | 32) <= 'z')
        return LATIN;
    if (code < 0xC0)
        return NO_SCRIPT;
    if (code <= 0x24F || (code >= 0x1E00 && code <= 0x1EFF))
        return LATIN;
    if ((code >= 0x370 && code <= 0x3FF) || (code >= 0x1F00 && code <= 0x1FFF))
        return GREEK;
    return code >= 0x400 && code <= 0x52F ? CYRILLIC : NO_SCRIPT;
}

static bool mixes_scripts(an_str text)
{
    script last = NO_SCRIPT;
    size_t length;

    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        script now = script_of(code);
        if (now == NO_SCRIPT && !an_is_mark(code))
            last = NO_SCRIPT;
        if (now != NO_SCRIPT && last != NO_SCRIPT && now != last)
            return true;
        last = now != NO_SCRIPT ? now : last;
    }
    return false;
}

/* Near ----------------------------------------------------------------------------------------------------------------------------- */

/* What is known of an actor. */
typedef struct standing {
    bool is_free; /* a name needs nothing near it, or something stands for it (its people) */
    bool is_named; /* a row has its own name */
    bool told, told_name; /* that its dates contradict; that no row has its name */
} standing;

/* Whether an alias is the actor's own name, or it but for the brackets that tell it from others: DGSE (France). */
static bool is_own_name(an_str name, an_str alias)
{
    size_t bracket = an_str_find(name, 0, AN_LIT(" ("));
    an_buf one = {0}, other = {0};
    bool same = an_str_equal(name, alias);

    if (same)
        return true;
    an_fold(&one, name);
    an_fold(&other, alias);
    same = an_str_equal(an_buf_str(&one), an_buf_str(&other));
    if (!same && bracket != (size_t)-1) {
        an_buf_reset(&one);
        an_fold(&one, an_str_sub(name, 0, bracket));
        same = an_str_equal(an_buf_str(&one), an_buf_str(&other));
    }
    an_buf_clear(&one);
    an_buf_clear(&other);
    return same;
}

static void look_at_alias(const an_lexicon *lexicon, uint32_t number, standing *actors)
{
    an_alias alias = an_lexicon_alias(lexicon, number);
    standing *actor = actors + alias.actor;

    if (alias.actor == AN_NO_ACTOR)
        return;
    if (!alias.near_count && !alias.in_place)
        actor->is_free = true;
    if (!actor->is_named)
        actor->is_named = is_own_name(an_lexicon_actor(lexicon, alias.actor).name, an_lexicon_alias_text(lexicon, number));
}

static standing *look_at_actors(const an_lexicon *lexicon)
{
    standing *actors = an_alloc((an_lexicon_actor_count(lexicon) + 1) * sizeof *actors);

    for (uint32_t i = 0; actors && i < an_lexicon_alias_count(lexicon); i++)
        look_at_alias(lexicon, i, actors);
    for (uint32_t i = 0; actors && i < an_lexicon_word_count(lexicon); i++) {
        an_str people = an_lexicon_word_attribute(lexicon, i, "actor");
        uint32_t actor = people.len ? an_lexicon_find_actor(lexicon, people) : AN_NO_ACTOR;
        if (actor != AN_NO_ACTOR)
            actors[actor].is_free = true;
    }
    return actors;
}

static void check_near(an_findings *all, uint32_t number, const an_alias *alias, const standing *actors)
{
    const an_lexicon *lexicon = all->lexicon;
    bool others = false;

    for (uint32_t i = 0; i < alias->near_count; i++) {
        const an_near *near = &lexicon->nears.items[alias->near_first + i];
        if (near->actor == AN_NO_ACTOR || actors[near->actor].is_free)
            return;
        others |= near->actor != alias->actor;
    }
    if (alias->near_count)
        an_findings_add(all, others ? AN_DOUBT_NEAR_NOBODY : AN_DOUBT_NEAR_SELF, number, AN_NO_ALIAS);
}

/* Shadows -------------------------------------------------------------------------------------------------------------------------- */

static bool covers_dates(const an_alias *wide, const an_alias *narrow)
{
    bool starts = wide->from.len == 0 || (narrow->from.len && an_str_compare(wide->from, narrow->from) <= 0);
    bool ends = wide->until.len == 0 || (narrow->until.len && an_str_compare(wide->until, narrow->until) >= 0);

    return starts && ends;
}

static bool covers_case(const an_lexicon *lexicon, uint32_t wide, uint32_t narrow)
{
    an_case one = an_lexicon_alias(lexicon, wide).casing, other = an_lexicon_alias(lexicon, narrow).casing;

    return one < other || (one == other && (one != AN_CASE_EXACT || an_str_equal(an_lexicon_alias_text(lexicon, wide),
                                                                                 an_lexicon_alias_text(lexicon, narrow))));
}

/* All that the narrow row finds is found by the wide one, which has fewer conditions. */
static bool shadows(const an_lexicon *lexicon, uint32_t one, uint32_t other)
{
    an_alias wide = an_lexicon_alias(lexicon, one), narrow = an_lexicon_alias(lexicon, other);

    return one != other && !narrow.never && wide.actor == narrow.actor && !wide.near_count && !wide.in_place &&
           wide.layer <= narrow.layer && covers_dates(&wide, &narrow) && covers_case(lexicon, one, other) &&
           (narrow.near_count || narrow.in_place || narrow.from.len || narrow.until.len);
}

static void check_shadows(an_findings *all, const an_volume *volume, uint32_t form)
{
    enum { COMPARED = 16 };
    const an_lexicon *lexicon = all->lexicon;
    uint32_t bare[COMPARED];
    size_t count = 0;

    for (uint32_t i = an_volume_first(volume, form); i != UINT32_MAX && count < COMPARED; i = an_volume_next(volume, i)) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        if (!alias.never && !alias.near_count)
            bare[count++] = i;
    }
    for (uint32_t i = an_volume_first(volume, form); count && i != UINT32_MAX; i = an_volume_next(volume, i))
        for (size_t k = 0; k < count; k++)
            if (shadows(lexicon, bare[k], i)) {
                an_findings_add(all, AN_DOUBT_SHADOWED, i, bare[k]);
                break;
            }
}

/* Dates ---------------------------------------------------------------------------------------------------------------------------- */

/* "government 1999-04-27/2004-04-08; …": an end before its beginning, by the precision of the coarser one. */
static bool has_reversed_range(an_str roles)
{
    an_str rest = roles, part;

    while (an_str_next(&rest, ';', &part)) {
        size_t slash = an_str_find_byte(part, 0, '/'), from = slash, shorter;
        an_str until;
        if (slash == (size_t)-1)
            continue;
        while (from > 0 && part.ptr[from - 1] != ' ')
            from--;
        until = an_str_trim(an_str_sub(part, slash + 1, part.len));
        shorter = slash - from < until.len ? slash - from : until.len;
        if (shorter && memcmp(part.ptr + from, until.ptr, shorter) > 0)
            return true;
    }
    return false;
}

static bool dates_contradict(const an_lexicon *lexicon, uint32_t actor)
{
    an_str born = an_lexicon_attribute(lexicon, actor, "born"), died = an_lexicon_attribute(lexicon, actor, "died");
    size_t shorter = born.len < died.len ? born.len : died.len;

    if (has_reversed_range(an_lexicon_attribute(lexicon, actor, "roles")))
        return true;
    return shorter >= 4 && born.ptr[0] >= '0' && born.ptr[0] <= '9' && memcmp(born.ptr, died.ptr, shorter) > 0;
}

/* All ------------------------------------------------------------------------------------------------------------------------------ */

static void check_row(an_findings *all, uint32_t number, an_common_words *words, standing *actors)
{
    an_alias alias = an_lexicon_alias(all->lexicon, number);
    an_str text = an_lexicon_alias_text(all->lexicon, number);

    if (!alias.never && an_is_single_letter(text))
        an_findings_add(all, AN_DOUBT_LETTER, number, AN_NO_ALIAS);
    else if (an_is_harmful_word(words, &alias, text))
        an_findings_add(all, AN_DOUBT_WORD, number, AN_NO_ALIAS);
    if (mixes_scripts(text))
        an_findings_add(all, AN_DOUBT_SCRIPTS, number, AN_NO_ALIAS);
    check_near(all, number, &alias, actors);
    if (alias.actor != AN_NO_ACTOR && !actors[alias.actor].is_named && !actors[alias.actor].told_name) {
        an_findings_add(all, AN_DOUBT_UNNAMED, number, AN_NO_ALIAS);
        actors[alias.actor].told_name = true;
    }
    if (alias.actor != AN_NO_ACTOR && !actors[alias.actor].told && dates_contradict(all->lexicon, alias.actor)) {
        an_findings_add(all, AN_DOUBT_DATES, number, AN_NO_ALIAS);
        actors[alias.actor].told = true;
    }
}

an_status an_doubts_find(an_findings *all, const char *data, an_error *err)
{
    const an_lexicon *lexicon = all->lexicon;
    an_common_words words = {0};
    standing *actors = look_at_actors(lexicon);
    an_status st = actors ? an_common_words_load(&words, data, err) : an_fail_nomem(err);

    for (uint32_t i = 0; st == AN_OK && i < an_lexicon_alias_count(lexicon) && !all->failed; i++)
        if (an_volume_of_row(lexicon, i)->file == UINT32_MAX)
            check_row(all, i, &words, actors);
    for (size_t v = 0; st == AN_OK && v < lexicon->volumes.count; v++)
        for (uint32_t i = 0; lexicon->volumes.items[v].file == UINT32_MAX && i < an_matcher_forms(lexicon->volumes.items[v].store.matcher) && !all->failed; i++)
            check_shadows(all, &lexicon->volumes.items[v], i);
    an_common_words_clear(&words);
    an_free(actors);
    return st;
}
