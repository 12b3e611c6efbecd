/* `dict stats`: what dictionaries hold and which of their names are likely to do harm. */
#include "lexicon/loading.h"

#include "actornet/dictionary.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "lexicon/words.h"
#include "text/fold.h"

#include <stdlib.h>

/* Actors and aliases of one type. */
typedef struct typed {
    an_str type;
    size_t actors, aliases;
} typed;

/* A form is ambiguous when rows without `near` give it to two actors. */
static bool is_ambiguous(const an_lexicon *lexicon, const an_volume *volume, uint32_t form)
{
    uint32_t bare = AN_NO_ACTOR;
    bool is = false;

    for (uint32_t i = an_volume_first(volume, form); i != UINT32_MAX && !is; i = an_volume_next(volume, i)) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        if (alias.never || alias.near_count)
            continue;
        is = bare != AN_NO_ACTOR && bare != alias.actor;
        bare = alias.actor;
    }
    return is;
}

static size_t count_ambiguous(const an_lexicon *lexicon)
{
    size_t count = 0;

    for (size_t i = 0; i < lexicon->volumes.count; i++)
        for (uint32_t form = 0; form < an_matcher_forms(lexicon->volumes.items[i].store.matcher); form++)
            count += is_ambiguous(lexicon, &lexicon->volumes.items[i], form);
    return count;
}

static int compare_typed(const void *left, const void *right)
{
    return an_str_compare(((const typed *)left)->type, ((const typed *)right)->type);
}

static bool each_typed(const an_lexicon *lexicon, const an_dict_listener *to)
{
    an_map numbers = {0};
    AN_LIST_OF(typed) types = {0};
    size_t actors = an_lexicon_actor_count(lexicon);
    uint32_t *of = an_alloc((actors + 1) * sizeof *of);
    bool good = of != NULL;
    typed *list;

    for (uint32_t i = 0; good && i < actors; i++) {
        bool added;
        of[i] = an_map_intern(&numbers, an_lexicon_actor(lexicon, i).type, &added);
        if (!(good = of[i] != AN_MAP_NONE && AN_ROOM(&types, 1)))
            break;
        if (added)
            types.items[types.count++] = (typed){.type = numbers.keys[of[i]]};
        types.items[of[i]].actors += an_volume_has(an_volume_of_actor(lexicon, i), i);
    }
    list = types.items;
    for (uint32_t i = 0; good && i < an_lexicon_alias_count(lexicon); i++) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        if (!alias.never)
            list[of[alias.actor]].aliases++;
    }
    if (good && numbers.count)
        qsort(list, numbers.count, sizeof *list, compare_typed);
    for (size_t i = 0; good && i < numbers.count; i++)
        to->type(to->payload, list[i].type.ptr, list[i].actors, list[i].aliases); /* the map's copies end with NUL */
    an_map_clear(&numbers);
    an_free(list);
    an_free(of);
    return good;
}

/* Why a row is likely to be found where nobody means it, the worst first. */
typedef enum harm { HARM_LETTER, HARM_WORD, HARM_SHORT, HARMLESS } harm;

enum { TOLD = 20 };

/* The first rows of each harm. */
typedef struct harms {
    uint32_t rows[HARMLESS][TOLD];
    size_t counts[HARMLESS];
} harms;

/* Two or three letters that any spelling, or one with a capital, stands for. */
static bool is_short(const an_alias *alias, an_str text)
{
    size_t letters = 0, length;

    if (alias->near_count || alias->in_place || alias->casing == AN_CASE_EXACT)
        return false;
    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (an_is_unspaced(code))
            return false;
        letters += !an_is_mark(code);
    }
    return letters <= 3;
}

static harm harm_of(an_common_words *words, const an_alias *alias, an_str text)
{
    if (alias->never)
        return HARMLESS;
    if (an_is_single_letter(text))
        return HARM_LETTER;
    if (an_is_harmful_word(words, alias, text))
        return HARM_WORD;
    return is_short(alias, text) ? HARM_SHORT : HARMLESS;
}

static void count_aliases(an_dict_stats *out, harms *found, const an_lexicon *lexicon, an_common_words *words)
{
    for (uint32_t i = 0; i < out->rows; i++) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        harm is = harm_of(words, &alias, an_lexicon_alias_text(lexicon, i));
        out->never += alias.never;
        out->aliases += !alias.never;
        if (is == HARMLESS)
            continue;
        if (found->counts[is] < TOLD)
            found->rows[is][found->counts[is]] = i;
        found->counts[is]++;
    }
    out->letters = found->counts[HARM_LETTER];
    out->common_words = found->counts[HARM_WORD];
    out->shorts = found->counts[HARM_SHORT];
}

static bool tell_harms(const harms *found, const an_lexicon *lexicon, const an_dict_listener *to)
{
    static const char *const reasons[] = {"single letter", "common word", "very short"};
    an_arena arena = {0};
    size_t told = 0;
    bool good = true;

    for (int is = HARM_LETTER; is < HARMLESS; is++)
        for (size_t i = 0; good && i < found->counts[is] && i < TOLD && told < TOLD; i++, told++) {
            uint32_t row = found->rows[is][i];
            an_str alias = an_arena_str(&arena, an_lexicon_alias_text(lexicon, row));
            an_str actor = an_arena_str(&arena, an_lexicon_actor(lexicon, an_lexicon_alias(lexicon, row).actor).name);
            if ((good = alias.ptr && actor.ptr))
                to->harm(to->payload, alias.ptr, actor.ptr, reasons[is]);
        }
    an_arena_clear(&arena);
    return good;
}

static size_t count_memory(const an_lexicon *lexicon)
{
    an_str parts[AN_MATCHER_PARTS];
    size_t bytes = 0;

    for (size_t i = 0; i < lexicon->volumes.count; i++) {
        const an_store *store = &lexicon->volumes.items[i].store;
        for (size_t k = 0; k < AN_STORE_PARTS; k++)
            bytes += store->parts[k].size;
        an_matcher_parts(store->matcher, parts);
        for (size_t k = 0; k < AN_MATCHER_PARTS; k++)
            bytes += parts[k].len;
    }
    return bytes;
}

an_status an_dict_count(an_dict_stats *out, const an_lexicon_options *options, const an_dict_listener *listener, const an_observer *watch,
                        an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_common_words words = {0};
    harms found = {0};
    an_status st = an_lexicon_read(&lexicon, options, watch, options->file_count ? AN_TO_LOOK_AT : AN_TO_RUN, err);

    *out = (an_dict_stats){0};
    if (st != AN_OK)
        return st;
    st = an_common_words_load(&words, options->data, err);
    if (st == AN_OK) {
        out->actors = lexicon->counts.actors;
        out->rows = an_lexicon_alias_count(lexicon);
        out->memory = count_memory(lexicon);
        for (size_t i = 0; i < lexicon->files.count; i++) {
            out->files++;
            out->bytes += lexicon->files.items[i].bytes;
        }
        out->ambiguous = count_ambiguous(lexicon);
        count_aliases(out, &found, lexicon, &words);
        if ((listener->type && !each_typed(lexicon, listener)) || (listener->harm && !tell_harms(&found, lexicon, listener)))
            st = an_fail_nomem(err);
    }
    an_common_words_clear(&words);
    an_lexicon_free(lexicon);
    return st;
}
