/* `dict compile`: sources are read as for a run, and what they become is written; without any, the shipped files, with what the tagger makes of
   them (shipped.anet: lexicon/store/shipped.c). */
#include "extract/tagger/tagger.h"
#include "lexicon/loading.h"
#include "lexicon/store/compiled.h"

#include "actornet/dictionary.h"

/* Only rows of dictionaries can be compiled. */
static an_status check_kinds(const an_lexicon *lexicon, an_error *err)
{
    for (size_t i = 0; i < lexicon->files.count; i++) {
        const an_source *source = &lexicon->files.items[i];
        if (source->compiled)
            return an_fail(err, AN_ERR_INVALID, "'%s' is compiled already: compile the files that it was made of", source->shown);
        if ((source->kind == AN_IS_WORDS || source->kind == AN_IS_PATTERNS) && source->layer == AN_LAYER_USER)
            return an_fail(err, AN_ERR_INVALID,
                           "'%s' is a word list or pattern file: those are not compiled; give it with --dict beside the compiled file",
                           source->shown);
    }
    return lexicon->volumes.count ? AN_OK : an_fail(err, AN_ERR_INVALID, "there is no name in these files");
}

static an_status write_shipped(an_lexicon *lexicon, const char *to, an_error *err)
{
    an_buf lists = {0}, weights = {0};
    an_tagger *tagger = NULL;
    an_status st = an_tagger_load(&tagger, lexicon, NULL, err);

    if (st == AN_OK && tagger) { /* without weights nobody asks for lists */
        an_lists_write(&lists, tagger->lists);
        an_model_write(&weights, tagger->model);
    }
    if (st == AN_OK)
        st = lists.failed || weights.failed ? an_fail_nomem(err)
                                            : an_shipped_write(lexicon, an_buf_str(&lists), an_buf_str(&weights), to, err);
    an_tagger_free(tagger);
    an_buf_clear(&lists);
    an_buf_clear(&weights);
    return st;
}

an_status an_dict_compile(const an_lexicon_options *options, const char *to, an_lexicon_counts *counts, const an_observer *watch, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_status st = an_lexicon_read(&lexicon, options, watch, AN_TO_COMPILE, err);

    *counts = (an_lexicon_counts){0};
    if (st == AN_OK && (st = check_kinds(lexicon, err)) == AN_OK)
        st = options->file_count ? an_compiled_write(&lexicon->volumes.items[0].store, NULL, to, err) : write_shipped(lexicon, to, err);
    if (st == AN_OK)
        *counts = lexicon->counts;
    an_lexicon_free(lexicon);
    return st;
}
