/* `dict stats`: what dictionaries hold and which of their names are likely to do harm. */
#include "lexicon/loading.h"

#include "actornet/dictionary.h"
#include "base/alloc.h"
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

static bool each_typed(const an_lexicon *lexicon, void (*each_type)(void *payload, const char *type, size_t actors, size_t aliases),
                       void *payload)
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
        each_type(payload, list[i].type.ptr, list[i].actors, list[i].aliases); /* the map's copies end with NUL */
    an_map_clear(&numbers);
    an_free(list);
    an_free(of);
    return good;
}

static void count_aliases(an_dict_stats *out, const an_lexicon *lexicon, an_common_words *words)
{
    for (uint32_t i = 0; i < out->rows; i++) {
        an_alias alias = an_lexicon_alias(lexicon, i);
        an_str text = an_lexicon_alias_text(lexicon, i);
        out->never += alias.never;
        out->aliases += !alias.never;
        out->letters += !alias.never && an_is_single_letter(text);
        out->common_words += an_is_harmful_word(words, &alias, text);
    }
}

an_status an_dict_count(an_dict_stats *out, const an_lexicon_options *options,
                        void (*each_type)(void *payload, const char *type, size_t actors, size_t aliases), void *payload,
                        const an_observer *watch, an_error *err)
{
    an_lexicon_options chosen = *options;
    an_lexicon *lexicon = NULL;
    an_common_words words = {0};
    an_status st;

    *out = (an_dict_stats){0};
    if (options->file_count)
        chosen.data = NULL; /* the user's files alone */
    if ((st = an_lexicon_read(&lexicon, &chosen, watch, false, err)) != AN_OK)
        return st;
    st = an_common_words_load(&words, options->data, err);
    if (st == AN_OK) {
        out->actors = lexicon->counts.actors;
        out->rows = an_lexicon_alias_count(lexicon);
        for (size_t i = 0; i < lexicon->files.count; i++) {
            out->files++;
            out->bytes += lexicon->files.items[i].bytes;
        }
        out->ambiguous = count_ambiguous(lexicon);
        count_aliases(out, lexicon, &words);
        if (each_type && !each_typed(lexicon, each_type, payload))
            st = an_fail_nomem(err);
    }
    an_common_words_clear(&words);
    an_lexicon_free(lexicon);
    return st;
}
