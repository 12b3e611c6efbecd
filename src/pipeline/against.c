/* `dict check --against`: documents are extracted by dictionaries only; mentions are counted by actor and spelling, and every run of up to
   four capitalised words is kept as a spelling that a name of the dictionary may have been meant by. */
#include "actornet/against.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "pipeline/documents.h"
#include "pipeline/spelling.h"
#include "text/atom.h"
#include "text/fold.h"

#include <stdlib.h>

enum { MOST_WORDS = 4 };

/* Mentions of one key. */
typedef struct tally {
    size_t mentions, documents, last; /* last = number of the document + 1 */
    an_str shown, other;
} tally;

typedef struct tallies {
    an_map keys;
    tally *items;
    size_t capacity;
} tallies;

typedef struct against {
    const an_lexicon *lexicon;
    an_against_counts *counts;
    tallies seen;      /* actor TAB spelling */
    tallies ambiguous; /* spelling TAB candidates */
    an_spellings spellings;
    an_arena texts;
    an_buf key, raw;
    an_atoms atoms;
    bool failed;
} against;

/* Counting ------------------------------------------------------------------------------------------------------------------------- */

/* A spelling as the matcher sees it, nearly: folded, everything that is no letter or digit is one blank. */
static void add_spelling(an_buf *out, an_buf *raw, an_str text)
{
    bool blank = false;
    size_t length, start = out->len;

    an_buf_reset(raw);
    an_fold(raw, text);
    for (size_t at = 0; at < raw->len; at += length) {
        uint32_t code = an_utf8_decode(an_buf_str(raw), at, &length);
        if (!an_is_letter(code) && !an_is_digit(code)) {
            blank = out->len > start;
            continue;
        }
        if (blank)
            an_buf_add_char(out, ' ');
        blank = false;
        an_buf_add(out, an_str_sub(an_buf_str(raw), at, at + length));
    }
}

static tally *tally_of(against *a, tallies *all, bool *added)
{
    uint32_t number = a->key.failed ? AN_MAP_NONE : an_map_intern(&all->keys, an_buf_str(&a->key), added);

    if (number == AN_MAP_NONE || !an_grow(&all->items, &all->capacity, number + 1, sizeof *all->items)) {
        a->failed = true;
        return NULL;
    }
    if (*added)
        all->items[number] = (tally){0};
    return &all->items[number];
}

static void count(against *a, tallies *all, an_str shown, an_str other)
{
    bool added = false;
    tally *one = tally_of(a, all, &added);

    if (!one)
        return;
    if (added) {
        one->shown = an_arena_str(&a->texts, shown);
        one->other = an_arena_str(&a->texts, other);
        a->failed |= !one->shown.ptr || !one->other.ptr;
    }
    one->mentions++;
    one->documents += one->last != a->counts->documents;
    one->last = a->counts->documents;
}

static void count_mention(against *a, const an_extraction *e, const an_mention *m)
{
    an_buf_reset(&a->key);
    a->counts->mentions++;
    if (m->actor != AN_NO_ACTOR) {
        an_buf_add(&a->key, e->actors[m->actor].key);
        an_buf_add_char(&a->key, '\t');
        add_spelling(&a->key, &a->raw, m->text);
        count(a, &a->seen, m->text, e->actors[m->actor].label);
        return;
    }
    add_spelling(&a->key, &a->raw, m->text);
    an_buf_add_char(&a->key, '\t');
    for (uint32_t i = 0; i < m->candidate_count; i++)
        an_buf_addf(&a->key, "%s%.*s", i ? " | " : "", (int)e->actors[e->candidates[m->candidate_first + i]].key.len,
                    e->actors[e->candidates[m->candidate_first + i]].key.ptr);
    size_t tab = an_str_find_byte(an_buf_str(&a->key), 0, '\t');
    if (tab != (size_t)-1)
        count(a, &a->ambiguous, m->text, an_str_sub(an_buf_str(&a->key), tab + 1, a->key.len));
    for (uint32_t i = 0; i < m->candidate_count && !a->failed; i++) { /* it was seen, whoever it is */
        const an_found_actor *actor = &e->actors[e->candidates[m->candidate_first + i]];
        bool added = false;
        an_buf_reset(&a->key);
        an_buf_add(&a->key, actor->key);
        an_buf_add_char(&a->key, '\t');
        add_spelling(&a->key, &a->raw, m->text);
        tally *one = tally_of(a, &a->seen, &added);
        if (one && added) {
            one->shown = an_arena_str(&a->texts, m->text);
            one->other = an_arena_str(&a->texts, actor->label);
        }
    }
}

/* Runs of capitalised words, each stretch of up to four of them. */
static void count_spellings(against *a, an_str text)
{
    a->atoms.count = 0;
    if (!an_atoms_cut(&a->atoms, text, 0, text.len)) {
        a->failed = true;
        return;
    }
    for (size_t i = 0; i < a->atoms.count && !a->failed; i++)
        for (size_t k = i; k < a->atoms.count && k < i + MOST_WORDS; k++) {
            const an_atom *atom = &a->atoms.items[k];
            if ((k > i && atom->gap != AN_GAP_SOFT) || (atom->flags & AN_ATOM_ADDRESS) || (!(atom->flags & AN_ATOM_UPPER_FIRST) && k == i))
                break;
            if (atom->flags & AN_ATOM_UPPER_FIRST)
                a->failed |= !an_spellings_add(&a->spellings, an_str_sub(text, a->atoms.items[i].span.start, atom->span.end));
        }
}

/* Reading -------------------------------------------------------------------------------------------------------------------------- */

static an_status count_document(void *payload, an_extraction *extraction, an_str record, an_error *err)
{
    against *a = payload;

    (void)record;
    a->counts->documents++;
    for (size_t i = 0; i < extraction->mention_count && !a->failed; i++)
        count_mention(a, extraction, &extraction->mentions[i]);
    count_spellings(a, extraction->text);
    return a->failed ? an_fail_nomem(err) : AN_OK;
}

static an_status read_documents(against *a, const char *const *paths, size_t path_count, const an_observer *watch, an_error *err)
{
    an_run_options options = {.names = AN_NAMES_DICTIONARY};
    an_documents documents = {.lexicon = a->lexicon, .paths = paths, .path_count = path_count, .options = &options, .watch = watch};
    an_taker taker = {.take = count_document, .payload = a};

    return an_documents_each(&documents, &taker, err);
}

/* Telling -------------------------------------------------------------------------------------------------------------------------- */

/* A row of the user's that no text has. */
typedef struct unseen {
    uint32_t alias;
    size_t count; /* of the like spelling, 0 = none */
    an_str near;
} unseen;

static int compare_unseen(const void *left, const void *right)
{
    const unseen *a = left, *b = right;

    if ((a->count > 0) != (b->count > 0))
        return a->count ? -1 : 1;
    return (a->alias > b->alias) - (a->alias < b->alias);
}

static bool is_seen(against *a, uint32_t actor, an_str text)
{
    an_buf_reset(&a->key);
    an_buf_add(&a->key, an_lexicon_actor(a->lexicon, actor).id);
    an_buf_add_char(&a->key, '\t');
    add_spelling(&a->key, &a->raw, text);
    a->failed |= a->key.failed;
    return an_map_find(&a->seen.keys, an_buf_str(&a->key)) != AN_MAP_NONE;
}

typedef struct teller {
    size_t most;
    void (*each)(void *payload, const an_against *line);
    void *payload;
} teller;

static void tell_unseen(against *a, const teller *to)
{
    size_t alias_count = an_lexicon_alias_count(a->lexicon), found = 0;
    unseen *list = an_alloc((alias_count + 1) * sizeof *list);

    a->failed |= !list || !an_spellings_finish(&a->spellings);
    for (uint32_t i = 0; i < alias_count && !a->failed; i++) {
        an_alias alias = an_lexicon_alias(a->lexicon, i);
        an_str text = an_lexicon_alias_text(a->lexicon, i);
        if (alias.never || alias.layer != AN_LAYER_USER)
            continue;
        a->counts->rows++;
        if (is_seen(a, alias.actor, text))
            continue;
        list[found] = (unseen){.alias = i};
        an_spellings_near(&a->spellings, text, &list[found].near, &list[found].count);
        found++;
    }
    a->counts->unseen = found;
    if (!a->failed && found)
        qsort(list, found, sizeof *list, compare_unseen);
    for (size_t i = 0; i < found && (to->most == 0 || i < to->most) && !a->failed; i++) {
        an_origin origin = an_lexicon_origin(a->lexicon, list[i].alias);
        an_str text = an_arena_str(&a->texts, an_lexicon_alias_text(a->lexicon, list[i].alias));
        an_str near = an_arena_str(&a->texts, list[i].count ? list[i].near : AN_LIT(""));
        a->failed |= !text.ptr || !near.ptr;
        if (!a->failed)
            to->each(to->payload, &(an_against){AN_AGAINST_UNSEEN, text.ptr, near.ptr, an_lexicon_file(a->lexicon, origin.file, NULL),
                                                origin.line, list[i].count, 0});
    }
    an_free(list);
}

static int compare_tallies(const void *left, const void *right)
{
    const tally *a = left, *b = right;
    int order;

    if (a->mentions != b->mentions)
        return a->mentions > b->mentions ? -1 : 1;
    order = an_str_compare(a->shown, b->shown);
    return order ? order : an_str_compare(a->other, b->other);
}

static size_t tell_tallies(tallies *all, an_against_kind kind, const teller *to)
{
    size_t told = 0, found = 0;

    if (all->keys.count)
        qsort(all->items, all->keys.count, sizeof *all->items, compare_tallies);
    for (size_t i = 0; i < all->keys.count; i++) {
        const tally *one = &all->items[i];
        if (one->mentions == 0) /* only as one of several */
            continue;
        found++;
        if (to->most == 0 || told++ < to->most)
            to->each(to->payload, &(an_against){kind, one->shown.ptr, one->other.ptr, "", 0, one->mentions, one->documents});
    }
    return found;
}

an_status an_dict_against(an_against_counts *counts, const an_lexicon *lexicon, const char *const *paths, size_t path_count, size_t most,
                          void (*each)(void *payload, const an_against *line), void *payload, const an_observer *watch, an_error *err)
{
    against a = {.lexicon = lexicon, .counts = counts};
    teller to = {most, each, payload};
    an_status st;

    *counts = (an_against_counts){0};
    if ((st = read_documents(&a, paths, path_count, watch, err)) == AN_OK) {
        tell_unseen(&a, &to); /* before the others, which sort the counts away from their keys */
        counts->seen = tell_tallies(&a.seen, AN_AGAINST_FREQUENT, &to);
        counts->ambiguous = tell_tallies(&a.ambiguous, AN_AGAINST_AMBIGUOUS, &to);
        if (a.failed)
            st = an_fail_nomem(err);
    }
    an_map_clear(&a.seen.keys);
    an_map_clear(&a.ambiguous.keys);
    an_free(a.seen.items);
    an_free(a.ambiguous.items);
    an_spellings_clear(&a.spellings);
    an_arena_clear(&a.texts);
    an_buf_clear(&a.key);
    an_buf_clear(&a.raw);
    an_atoms_clear(&a.atoms);
    return st;
}
