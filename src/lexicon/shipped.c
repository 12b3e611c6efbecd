/* The shipped dictionaries, compiled beforehand (`actornet dict compile --shipped`): a file beside dict/ that is opened in place of reading
   their rows. It tells by a hash what it was made of, and is used only when that is what dict/ holds now; one that is missing, older or damaged
   is passed over, and the rows are read. */
#include "lexicon/compiled.h"
#include "lexicon/loading.h"

#include "base/hash.h"

#define COMPILED_NAME "shipped.anet"
#define LARGEST_COMPILED ((size_t)1 << 30)

enum { READER = 1 /* raised when the same rows become something else: another reading of a column, other forms of a name */ };

static bool is_shipped(const an_source *source)
{
    return source->layer == AN_LAYER_SHIPPED;
}

bool an_shipped_made_of(const an_lexicon *lexicon, uint64_t *out)
{
    an_buf facts = {0};
    bool good;

    an_buf_addf(&facts, "%s %d", ACTORNET_VERSION, READER);
    for (size_t i = 0; i < lexicon->files.count; i++) {
        const an_source *source = &lexicon->files.items[i];
        if (is_shipped(source))
            an_buf_addf(&facts, "\n%s %s", source->hash, source->shown);
    }
    good = !facts.failed;
    *out = an_hash64(an_buf_str(&facts));
    an_buf_clear(&facts);
    return good;
}

/* The file that rows from `run` on come from, if it is a shipped one. */
static an_source *source_of(const an_lexicon *lexicon, const an_volume *volume, const an_row_run *run)
{
    size_t file = (size_t)volume->first_file + run->file;

    return file < lexicon->files.count && is_shipped(&lexicon->files.items[file]) ? &lexicon->files.items[file] : NULL;
}

/* Let the files that its rows come from be ready; false when some come from elsewhere. */
static bool mark_files(const an_lexicon *lexicon, const an_volume *volume)
{
    const an_section *part = &volume->store.parts[AN_STORE_RUNS];
    const an_row_run *runs = part->bytes;

    for (size_t i = 0; i < part->count; i++)
        if (!source_of(lexicon, volume, &runs[i]))
            return false;
    for (size_t i = 0; i < part->count; i++)
        source_of(lexicon, volume, &runs[i])->ready = true;
    return true;
}

/* Look at the content as a volume; whether it is one of just these files. */
static bool fits(const an_lexicon *lexicon, an_volume *volume, an_str content, uint64_t made_of)
{
    char hash[33];

    if (!an_compiled_is(content) || an_compiled_verify(content, COMPILED_NAME, NULL) != AN_OK ||
        an_compiled_open(&volume->store, hash, content, COMPILED_NAME, NULL) != AN_OK)
        return false;
    volume->store.shipped = true;
    while (volume->first_file < lexicon->files.count && !is_shipped(&lexicon->files.items[volume->first_file]))
        volume->first_file++;
    return volume->store.made_of == made_of && volume->store.rows && mark_files(lexicon, volume);
}

/* What is open goes before the next volume. */
static void add_volume(an_loading *l, an_volume *volume)
{
    if (an_volume_close(l))
        l->status = an_volume_add(l->lexicon, volume, l->err);
}

bool an_shipped_is(const char *path)
{
    an_mapping file = {0};
    bool is = an_mapping_open(&file, path, 1, LARGEST_COMPILED, NULL) == AN_OK && an_compiled_made_of(file.text) != 0;

    an_mapping_close(&file);
    return is;
}

void an_shipped_open(an_loading *l)
{
    an_lexicon *lexicon = l->lexicon;
    an_volume volume = {.file = UINT32_MAX};
    an_buf path = {0};
    uint64_t made_of;

    an_buf_addf(&path, "%s/" COMPILED_NAME, lexicon->data);
    if (path.failed || !an_shipped_made_of(lexicon, &made_of))
        an_loading_nomem(l);
    else if (an_file_exists(path.ptr) && an_mapping_open(&lexicon->shipped, path.ptr, 1, LARGEST_COMPILED, NULL) == AN_OK) {
        if (lexicon->shipped.pages && fits(lexicon, &volume, lexicon->shipped.text, made_of))
            add_volume(l, &volume);
        else
            an_mapping_close(&lexicon->shipped);
    }
    an_store_clear(&volume.store);
    an_buf_clear(&path);
}
