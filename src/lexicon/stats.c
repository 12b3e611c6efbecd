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
static size_t count_ambiguous(const an_lexicon *lexicon)
{
    size_t count = 0;

    for (uint32_t form = 0; form < an_matcher_forms(lexicon->alias_matcher); form++) {
        uint32_t bare = AN_NO_ACTOR;
        bool is = false;
        for (uint32_t i = an_matcher_first(lexicon->alias_matcher, form); i != UINT32_MAX && !is;
             i = an_matcher_next(lexicon->alias_matcher, i)) {
            const an_alias *alias = &lexicon->aliases.items[i];
            if (alias->never || alias->near_count)
                continue;
            is = bare != AN_NO_ACTOR && bare != alias->actor;
            bare = alias->actor;
        }
        count += is;
    }
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
    typed *list = an_alloc((lexicon->actors.count + 1) * sizeof *list);
    uint32_t *of = an_alloc((lexicon->actors.count + 1) * sizeof *of);
    bool good = list && of;

    for (size_t i = 0; good && i < lexicon->actors.count; i++) {
        of[i] = an_map_intern(&numbers, lexicon->actors.items[i].type, NULL);
        if ((good = of[i] != AN_MAP_NONE)) {
            list[of[i]].type = numbers.keys[of[i]];
            list[of[i]].actors++;
        }
    }
    for (size_t i = 0; good && i < lexicon->aliases.count; i++)
        if (!lexicon->aliases.items[i].never)
            list[of[lexicon->aliases.items[i].actor]].aliases++;
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
    for (size_t i = 0; i < lexicon->aliases.count; i++) {
        const an_alias *alias = &lexicon->aliases.items[i];
        out->never += alias->never;
        out->aliases += !alias->never;
        out->letters += !alias->never && an_is_single_letter(alias->text);
        out->common_words += an_is_harmful_word(words, alias);
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
        out->actors = lexicon->actors.count;
        out->rows = lexicon->aliases.count;
        for (size_t i = 0; i < lexicon->files.count; i++) {
            out->files++;
            out->bytes += lexicon->files.items[i].content.len;
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
