/* One document through the steps. The extractor keeps its lists between documents, so that a document costs no allocation once they have
   grown. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/error.h"
#include "text/fold.h"
#include "text/sentence.h"

enum { BUDGET_NS = 500000000, BUDGET_NS_PER_MIB = 200000000 };
#define MAX_TEXT (UINT32_MAX - 1)

an_status an_extractor_new(an_extractor **out, const an_lexicon *lexicon, const an_rules *rules, const an_corrections *corrections,
                           an_names names, bool nested, an_error *err)
{
    an_extractor *x = an_alloc(sizeof *x);
    size_t patterns;

    *out = NULL;
    an_lexicon_patterns(lexicon, &patterns);
    if (!x)
        return an_fail_nomem(err);
    x->lexicon = lexicon;
    x->rules = rules;
    x->corrections = corrections;
    x->names = names;
    x->nested = nested;
    x->regex_scratch = an_regex_scratch_new();
    x->budgets = an_alloc((patterns + 1) * sizeof *x->budgets);
    x->fired = an_alloc(patterns + 1);
    x->firing = an_alloc((patterns + 1) * sizeof *x->firing);
    x->notes.corrections_used = an_alloc(an_corrections_count(corrections) + 1);
    x->actors = an_alloc(AN_KNOWN_ACTORS * sizeof *x->actors);
    x->actor_numbers = an_alloc(AN_KNOWN_ACTORS * sizeof *x->actor_numbers);
    if (!x->actors || !x->actor_numbers || !x->regex_scratch || !x->budgets || !x->fired || !x->firing || !x->notes.corrections_used) {
        an_extractor_free(x);
        return an_fail_nomem(err);
    }
    *out = x;
    return AN_OK;
}

void an_extractor_free(an_extractor *x)
{
    if (!x)
        return;
    an_match_scratch_clear(&x->match_scratch);
    an_regex_scratch_free(x->regex_scratch);
    an_free(x->budgets);
    an_free(x->fired);
    an_free(x->firing);
    an_buf_clear(&x->seen);
    an_free(x->seen_at.items);
    an_buf_clear(&x->notes.patterns_off);
    an_buf_clear(&x->notes.ambiguous);
    an_buf_clear(&x->notes.held_back);
    an_free(x->notes.corrections_used);
    an_free(x->sentences.items);
    an_free(x->small.items);
    an_atoms_clear(&x->atoms);
    an_free(x->sentence_atom);
    an_free(x->paragraphs);
    an_free(x->headline);
    an_free(x->explained);
    an_free(x->alias_hits.items);
    an_free(x->word_hits.items);
    an_free(x->rows);
    an_free(x->word_at);
    an_free(x->actor_sights.items);
    an_free(x->text_sights.items);
    an_free(x->candidates.items);
    an_free(x->bodies.items);
    an_free(x->choices.items);
    an_free(x->targets);
    an_map_clear(&x->target_map);
    an_clusters_clear(&x->clusters);
    an_name_reader_clear(&x->name_reader);
    an_free(x->selection.groups);
    an_free(x->selection.order);
    an_free(x->selection.taken);
    an_free(x->selection.covered);
    an_free(x->actors);
    an_free(x->actor_numbers);
    an_map_clear(&x->forms);
    an_map_clear(&x->readings);
    an_map_clear(&x->noted);
    an_map_clear(&x->tried);
    an_map_clear(&x->body_targets);
    an_buf_clear(&x->buf);
    an_buf_clear(&x->name);
    an_free(x->room.bytes);
    an_tagging_clear(&x->tagging);
    an_free(x);
}

void an_extractor_set_profile(an_extractor *x, an_profile *profile)
{
    x->profile = profile;
}

void an_extractor_set_tagger(an_extractor *x, const an_tagger *tagger, double min_confidence)
{
    size_t patterns;
    const an_pattern *pattern = an_lexicon_patterns(x->lexicon, &patterns);

    x->tagger = tagger;
    x->min_confidence = (float)min_confidence;
    for (size_t i = 0; i < patterns; i++) /* as if they were listed already: never again (patterns.c) */
        x->fired[i] = tagger && pattern[i].stands_in;
}

void an_extractor_set_extended(an_extractor *x, bool extended)
{
    x->extended = extended;
}

void an_extractor_set_nominal(an_extractor *x, bool nominal)
{
    x->nominal = nominal;
}

void an_extractor_set_final(an_extractor *x, bool final)
{
    x->final = final;
}

/* Forget the last document, keep the memory. */
static void forget(an_extractor *x)
{
    size_t patterns;

    an_lexicon_patterns(x->lexicon, &patterns);
    for (size_t i = 0; i < patterns; i++)
        x->budgets[i] = BUDGET_NS + (int64_t)(x->doc->text.len >> 20) * BUDGET_NS_PER_MIB;
    x->sentences.count = x->atoms.count = x->alias_hits.count = x->word_hits.count = 0;
    x->actor_sights.count = x->text_sights.count = x->candidates.count = x->bodies.count = x->choices.count = x->target_count = 0;
    an_map_reset(&x->target_map);
    an_map_reset(&x->body_targets);
    an_buf_reset(&x->notes.patterns_off);
    an_buf_reset(&x->notes.ambiguous);
    an_buf_reset(&x->notes.held_back);
}

/* Most of four or more longer words have a capital: a headline, in which capitals say nothing. */
static bool is_headline(const an_atom *atoms, size_t count)
{
    size_t words = 0, capitals = 0;

    for (size_t i = 0; i < count; i++) {
        if (atoms[i].span.end - atoms[i].span.start < 4 || atoms[i].flags & AN_ATOM_DIGIT)
            continue;
        words++;
        capitals += (atoms[i].flags & AN_ATOM_UPPER_FIRST) != 0;
    }
    return words >= 4 && capitals * 10 >= words * 8;
}

/* Sentences, their atoms, paragraphs and headlines. */
static bool cut_text(an_extractor *x)
{
    an_str text = x->doc->text;

    if (!an_sentences_cut(&x->sentences, text, &x->doc->skips) ||
        !an_grow(&x->sentence_atom, &x->sentence_atom_capacity, x->sentences.count + 1, sizeof *x->sentence_atom) ||
        !an_grow(&x->paragraphs, &x->paragraphs_capacity, x->sentences.count + 1, sizeof *x->paragraphs) ||
        !an_grow(&x->headline, &x->headline_capacity, x->sentences.count + 1, sizeof *x->headline))
        return false;
    for (size_t i = 0; i < x->sentences.count; i++) {
        an_span span = x->sentences.items[i];
        x->sentence_atom[i] = (uint32_t)x->atoms.count;
        if (!an_atoms_cut(&x->atoms, text, span.start, span.end))
            return false;
        x->headline[i] =
            text.ptr[span.end - 1] != '.' && is_headline(x->atoms.items + x->sentence_atom[i], x->atoms.count - x->sentence_atom[i]);
        x->paragraphs[i] = i == 0 ? 0 : x->paragraphs[i - 1] + an_paragraph_ends(text, x->sentences.items[i - 1].end, span.start);
    }
    x->sentence_atom[x->sentences.count] = (uint32_t)x->atoms.count;
    return true;
}

/* Hits of words by atom: word_at[a] is the first hit whose atom is >= a. */
static bool index_words(an_extractor *x)
{
    size_t hit = 0;

    if (!an_grow(&x->word_at, &x->word_at_capacity, x->atoms.count + 1, sizeof *x->word_at))
        return false;
    for (size_t atom = 0; atom <= x->atoms.count; atom++) {
        while (hit < x->word_hits.count && x->word_hits.items[hit].atom < atom)
            hit++;
        x->word_at[atom] = (uint32_t)hit;
    }
    return true;
}

/* Of the hits from one on, leave those that are more at one place than rows are looked at there. */
static void thin(an_hits *hits, size_t from)
{
    size_t kept = from;

    for (size_t i = from; i < hits->count; i++)
        if (kept < from + AN_MOST_ROWS || !an_hit_same_place(&hits->items[kept - AN_MOST_ROWS], &hits->items[i]))
            hits->items[kept++] = hits->items[i];
    hits->count = kept;
}

/* In stretches, since a name with a thousand bearers has as many hits at each place. Those that are left out are asked for again where the others do not
   hold (scan.c). */
static bool find_aliases(an_extractor *x)
{
    enum { STRETCH = 1024 };

    for (size_t first = 0; first < x->atoms.count; first += STRETCH) {
        size_t before = x->alias_hits.count, end = x->atoms.count - first > STRETCH ? first + STRETCH : x->atoms.count;
        if (!an_lexicon_find_in(x->lexicon, x->doc->text, &x->atoms, first, end, &x->match_scratch, &x->alias_hits))
            return false;
        thin(&x->alias_hits, before);
    }
    return true;
}

static bool find_hits(an_extractor *x)
{
    an_str text = x->doc->text;

    return find_aliases(x) && an_lexicon_find_words(x->lexicon, text, &x->atoms, &x->match_scratch, &x->word_hits) && index_words(x);
}

/* Turn to a document. */
static an_status begin(an_extractor *x, const an_document *doc, an_arena *arena, an_error *err)
{
    if (doc->text.len > MAX_TEXT)
        return an_fail(err, AN_ERR_LIMIT, "document '%.*s' is larger than 4 GiB", (int)(doc->id.len < 200 ? doc->id.len : 200),
                       doc->id.ptr);
    x->doc = doc;
    x->arena = arena;
    x->failed = false;
    forget(x);
    return AN_OK;
}

an_status an_extractor_look(an_extractor *x, const an_document *doc, an_arena *arena, an_error *err)
{
    an_status st = begin(x, doc, arena, err);

    if (st != AN_OK)
        return st;
    return cut_text(x) && find_hits(x) && an_step_dictionary(x) && an_step_demonyms(x) && !x->failed ? AN_OK : an_fail_nomem(err);
}

/* The steps of a document, with what must have been asked for. */
typedef enum step_needs { ALWAYS, PATTERNS, TAGGER, INNER } step_needs;

static const struct {
    bool (*take)(an_extractor *x);
    step_needs needs;
    an_stage stage;
} steps[] = {
    {cut_text, ALWAYS, AN_STAGE_CUT},
    {find_hits, ALWAYS, AN_STAGE_MATCH},
    {an_step_capitals, TAGGER, AN_STAGE_CUT},
    {an_step_dictionary, ALWAYS, AN_STAGE_ROWS},
    {an_step_patterns, PATTERNS, AN_STAGE_PATTERNS},
    {an_step_demonyms, ALWAYS, AN_STAGE_CHOICE},
    {an_step_tagger, TAGGER, AN_STAGE_TAGGER},
    {an_step_companies, TAGGER, AN_STAGE_TAGGER},
    {an_step_bynames, TAGGER, AN_STAGE_TAGGER},
    {an_step_chat, TAGGER, AN_STAGE_TAGGER},
    {an_step_choose, ALWAYS, AN_STAGE_CHOICE},
    {an_step_document, PATTERNS, AN_STAGE_NAMES},
    {an_note_held_back, ALWAYS, AN_STAGE_CHOICE},
    {an_step_inner, INNER, AN_STAGE_CHOICE},
};

static bool is_needed(const an_extractor *x, step_needs needs)
{
    switch (needs) {
    case PATTERNS: return x->names != AN_NAMES_DICTIONARY;
    case TAGGER: return x->tagger != NULL;
    case INNER: return x->nested;
    case ALWAYS: break;
    }
    return true;
}

static bool take_steps(an_extractor *x, an_lap *lap)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (!is_needed(x, steps[i].needs))
            continue;
        if (!steps[i].take(x))
            return false;
        an_lap_end(lap, steps[i].stage);
    }
    return !x->failed;
}

an_status an_extractor_run(an_extractor *x, an_extraction *out, const an_document *doc, const an_extract_notes **notes, an_error *err)
{
    an_lap lap = an_lap_start(x->profile);
    an_status st;

    an_extraction_reset(out);
    if ((st = begin(x, doc, &out->arena, err)) != AN_OK)
        return st;
    if (!take_steps(x, &lap)) {
        an_extraction_clear(out);
        return an_fail_nomem(err);
    }
    *notes = &x->notes;
    if (an_is_large(x))
        an_tagging_clear(&x->tagging);
    st = an_step_finish(x, out, err);
    an_lap_end(&lap, AN_STAGE_CHOICE);
    return st;
}
