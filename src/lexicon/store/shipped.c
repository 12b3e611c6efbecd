/* The shipped files, compiled beforehand (`actornet dict compile --shipped`): a file beside dict/ that is opened in place of reading them. It
   lists what it was made of, and is used only while dict/ holds just that; one that is missing, older or damaged is passed over, and the
   sources are read.

   Whether a file is still the same is told by its size and the hash of its content. Its times tell nothing: packages, archives
   and copies set them as they like, and hashing all of dict/ takes a millisecond. */
#include "lexicon/loading.h"
#include "lexicon/store/bundle.h"
#include "lexicon/store/compiled.h"

#include "base/hash.h"

#include <stdio.h>

#define COMPILED_NAME "shipped.anet"
#define LARGEST_COMPILED ((size_t)1 << 30)

enum {
    READER = 2, /* raised when the same files become something else: another reading of a column, other forms of a name */
    HASH_LENGTH = 32,
    MAPPED = 128 << 10 /* files of this size are mapped: smaller ones are read faster */
};

static bool is_shipped(const an_source *source)
{
    return source->layer == AN_LAYER_SHIPPED;
}

/* By which a file tells that this program made it. */
static uint64_t made_by(void)
{
    char text[64];

    snprintf(text, sizeof text, "%s %d", ACTORNET_VERSION, READER);
    return an_hash64(an_str_of(text));
}

/* The list of sources: a line for each file, its kind (- = the tagger's), its hash, its size, its path below the data folder --------- */

typedef struct listed {
    an_str kind, hash, path;
    uint64_t size;
} listed;

static void list_source(an_buf *out, const an_source *source)
{
    an_buf_addf(out, "%c\t%s\t%zu\t%s\n", source->kind ? source->kind : '-', source->hash, source->bytes, source->shown);
}

/* The next line; false at the end, and where a line is damaged. */
static bool next_listed(an_str *rest, listed *out)
{
    an_str line, size;

    *out = (listed){.size = 0};
    if (!an_str_next(rest, '\n', &line) || !an_str_next(&line, '\t', &out->kind) || out->kind.len != 1 ||
        !an_str_next(&line, '\t', &out->hash) || out->hash.len != HASH_LENGTH ||
        !an_str_next(&line, '\t', &size))
        return false;
    for (size_t i = 0; i < size.len && i < 12; i++)
        out->size = out->size * 10 + (uint64_t)(size.ptr[i] - '0');
    out->path = line;
    return true;
}

/* Whether a file is the one that is listed. */
static bool is_same(const char *path, const listed *as)
{
    an_mapping content = {0};
    char hash[HASH_LENGTH + 1];
    bool same = false;

    if (an_mapping_open(&content, path, MAPPED, LARGEST_COMPILED, NULL) == AN_OK && content.text.len == as->size) {
        an_hash_hex(hash, content.text);
        same = an_str_equal(an_str_of(hash), as->hash);
    }
    an_mapping_close(&content);
    return same;
}

/* Files that the tagger reads by itself are listed, too; and dictionaries may not be asked for. */
static bool may_be_missing(const an_lexicon *lexicon, const listed *one)
{
    return one->kind.ptr[0] == '-' || (!an_lexicon_has_shipped(lexicon) && an_str_starts(one->path, AN_LIT(AN_ACTORS_FOLDER "/")));
}

/* Look at the shipped files of the lexicon: whether they are those that are listed. `files` gets the numbers that they have here, by their
   place in the list. */
static bool same_sources(const an_lexicon *lexicon, uint32_t *files, size_t *count, size_t room)
{
    an_str rest = lexicon->beside[AN_BESIDE_SOURCES];
    size_t at = 0;
    listed one;

    *count = 0;
    while (at < lexicon->files.count && !is_shipped(&lexicon->files.items[at]))
        at++;
    while (next_listed(&rest, &one)) {
        const an_source *source = at < lexicon->files.count ? &lexicon->files.items[at] : NULL;
        bool here = source && an_str_equal(an_str_of(source->shown), one.path);
        if ((!here && !may_be_missing(lexicon, &one)) || (here && !is_same(source->path, &one)) || *count == room)
            return false;
        files[(*count)++] = here ? (uint32_t)at++ : UINT32_MAX;
    }
    return at == lexicon->files.count;
}

an_str an_lexicon_ready(const an_lexicon *lexicon, an_beside part, const char *const *files, size_t count)
{
    an_str none = AN_LIT("");
    bool same = lexicon->beside[part].len > 0 && an_compiled_holds(lexicon->shipped.text, part, part + 1);

    for (size_t i = 0; same && i < count; i++) {
        an_str rest = lexicon->beside[AN_BESIDE_SOURCES];
        an_buf path = {0};
        listed one;
        bool found = false;
        while (!found && next_listed(&rest, &one))
            found = an_str_equal(one.path, an_str_of(files[i]));
        an_buf_addf(&path, "%s/%s", lexicon->data, files[i]);
        same = !path.failed && (found ? is_same(path.ptr, &one) : !an_file_exists(path.ptr));
        an_buf_clear(&path);
    }
    return same ? lexicon->beside[part] : none;
}

/* Opening -------------------------------------------------------------------------------------------------------------------------- */

/* Rows stand in the first files that are listed, and those are here, one behind the other. */
static bool runs_fit(const an_store *store, const uint32_t *files, size_t count)
{
    const an_section *part = &store->parts[AN_STORE_RUNS];
    const an_row_run *runs = part->bytes;

    for (size_t i = 0; i < part->count; i++) {
        uint32_t file = runs[i].file;
        if (file >= count || files[file] == UINT32_MAX || files[file] - files[0] != file)
            return false;
    }
    return count && files[0] != UINT32_MAX;
}

/* Look at the dictionaries as a volume. */
static bool open_dictionaries(const an_lexicon *lexicon, an_volume *volume, const uint32_t *files, size_t count)
{
    char hash[HASH_LENGTH + 1];

    if (!an_compiled_store_holds(lexicon->shipped.text) ||
        an_compiled_open(&volume->store, hash, lexicon->shipped.text, COMPILED_NAME, NULL) != AN_OK)
        return false;
    volume->store.shipped = true;
    volume->first_file = files[0];
    return volume->store.rows && runs_fit(&volume->store, files, count);
}

/* Patterns call words and parts of patterns by name: with others than the shipped ones there they must be made anew. */
static bool takes_patterns(const an_loading *l)
{
    return an_lexicon_word_count(l->lexicon) == 0 && l->pattern_rows.count == 0;
}

/* What is in rules beside words (dict/rules/never.tsv) is compiled with the other dictionaries only. */
static void mark_ready(an_lexicon *lexicon, bool patterns, const uint32_t *files, size_t count)
{
    an_str rest = lexicon->beside[AN_BESIDE_SOURCES];
    listed one;

    for (size_t i = 0; i < count && next_listed(&rest, &one); i++) {
        an_source *source = files[i] == UINT32_MAX ? NULL : &lexicon->files.items[files[i]];
        if (!source)
            continue; /* of the tagger, or not asked for */
        source->ready = one.kind.ptr[0] == AN_IS_WORDS || (one.kind.ptr[0] == AN_IS_PATTERNS && patterns) ||
                        (one.kind.ptr[0] == AN_IS_DICTIONARY && lexicon->has_shipped);
        if (source->ready) {
            source->bytes = one.size;
            memcpy(source->hash, one.hash.ptr, HASH_LENGTH);
        }
    }
}

/* All that is asked for, or nothing. */
static bool open_parts(an_loading *l, an_volume *volume)
{
    enum { MOST_FILES = 1024 };
    an_lexicon *lexicon = l->lexicon;
    uint32_t files[MOST_FILES] = {UINT32_MAX};
    size_t count;
    bool patterns = takes_patterns(l);
    an_status st;

    an_compiled_beside(lexicon->beside, lexicon->shipped.text);
    l->vouched = an_compiled_holds(lexicon->shipped.text, AN_BESIDE_SOURCES, AN_BESIDE_BUNDLE_END) &&
                 same_sources(lexicon, files, &count, MOST_FILES);
    if (!l->vouched || (an_lexicon_has_shipped(lexicon) && !open_dictionaries(lexicon, volume, files, count)))
        return false;
    if ((st = an_bundle_open(lexicon, files, count, patterns)) == AN_ERR_NOMEM)
        an_loading_nomem(l);
    if (st != AN_OK)
        return false;
    mark_ready(lexicon, patterns, files, count);
    return true;
}

/* The dictionaries are the next volume, behind what is open. */
static void add_volume(an_loading *l, an_volume *volume)
{
    if (volume->store.rows && an_volume_close(l))
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

    an_buf_addf(&path, "%s/" COMPILED_NAME, lexicon->data);
    if (path.failed) {
        an_loading_nomem(l);
    } else if (an_mapping_open(&lexicon->shipped, path.ptr, 1, LARGEST_COMPILED, NULL) == AN_OK) {
        if (lexicon->shipped.pages && an_compiled_made_of(lexicon->shipped.text) == made_by() && open_parts(l, &volume)) {
            add_volume(l, &volume);
        } else {
            memset(lexicon->beside, 0, sizeof lexicon->beside);
            an_mapping_close(&lexicon->shipped);
        }
    }
    an_store_clear(&volume.store);
    an_buf_clear(&path);
}

/* Making it ------------------------------------------------------------------------------------------------------------------------ */

/* What the tagger reads by itself is a source, too. */
static an_status list_sources(an_buf *out, an_lexicon *lexicon, an_error *err)
{
    an_status st = an_sources_find_beside(lexicon, err);

    for (size_t i = 0; st == AN_OK && i < lexicon->files.count; i++) {
        an_source *source = &lexicon->files.items[i];
        if (!source->hash[0] && (st = an_mapping_open(&source->content, source->path, 1, LARGEST_COMPILED, err)) == AN_OK) {
            source->bytes = source->content.text.len;
            an_hash_hex(source->hash, source->content.text);
        }
        list_source(out, source);
    }
    return st == AN_OK && out->failed ? an_fail_nomem(err) : st;
}

an_status an_shipped_write(an_lexicon *lexicon, an_str lists, an_str weights, const char *to, an_error *err)
{
    an_str beside[AN_BESIDES] = {{0}};
    an_store *store = &lexicon->volumes.items[0].store;
    an_bundle bundle = {0};
    an_buf sources = {0};
    an_status st = an_bundle_make(&bundle, beside, lexicon) ? list_sources(&sources, lexicon, err) : an_fail_nomem(err);

    beside[AN_BESIDE_SOURCES] = an_buf_str(&sources);
    beside[AN_BESIDE_LISTS] = lists;
    beside[AN_BESIDE_WEIGHTS] = weights;
    store->made_of = made_by();
    if (st == AN_OK)
        st = an_compiled_write(store, beside, to, err);
    an_bundle_clear(&bundle);
    an_buf_clear(&sources);
    return st;
}
