/* `dict compile`: sources are read as for a run, and what they become is written; without any, the shipped ones (shipped.c). */
#include "lexicon/compiled.h"
#include "lexicon/loading.h"

#include "actornet/dictionary.h"

/* Only rows of dictionaries can be compiled. */
static an_status check_kinds(const an_lexicon *lexicon, an_error *err)
{
    for (size_t i = 0; i < lexicon->files.count; i++) {
        const an_source *source = &lexicon->files.items[i];
        if (source->compiled)
            return an_fail(err, AN_ERR_INVALID, "'%s' is compiled already: compile the files that it was made of", source->shown);
        if (source->other && source->layer == AN_LAYER_USER)
            return an_fail(err, AN_ERR_INVALID,
                           "'%s' is a word list or pattern file: those are not compiled; give it with --dict beside the compiled file",
                           source->shown);
    }
    return lexicon->volumes.count ? AN_OK : an_fail(err, AN_ERR_INVALID, "there is no name in these files");
}

an_status an_dict_compile(const an_lexicon_options *options, const char *to, an_lexicon_counts *counts, const an_observer *watch, an_error *err)
{
    an_lexicon *lexicon = NULL;
    an_status st = an_lexicon_read(&lexicon, options, watch, AN_TO_COMPILE, err);

    *counts = (an_lexicon_counts){0};
    if (st == AN_OK && (st = check_kinds(lexicon, err)) == AN_OK) {
        an_store *store = &lexicon->volumes.items[0].store;
        if (options->file_count == 0 && !an_shipped_made_of(lexicon, &store->made_of))
            st = an_fail_nomem(err);
        else if ((st = an_compiled_write(store, to, err)) == AN_OK)
            *counts = lexicon->counts;
    }
    an_lexicon_free(lexicon);
    return st;
}
