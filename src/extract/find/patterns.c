/* Runs the patterns on the sentences in which one of their gate words stands, in windows of bounded length. What a pattern finds is a name
   of this document. A pattern that spends its budget is off for the rest of the document and named in the notes. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { WINDOW = 4096, OVERLAP = 512 };

/* What patterns see of a sentence: the text itself, or a copy of the sentence without soft hyphens and other invisible characters. */
typedef struct subject {
    an_str text;
    an_span sentence;
    const uint32_t *places; /* of the copy's bytes in the document's text; NULL: it is no copy */
} subject;

static bool holds_invisible(an_str text, an_span sentence)
{
    size_t length;

    for (size_t at = sentence.start; (at = an_ascii_end(text, at, sentence.end)) < sentence.end; at += length)
        if (an_is_ignorable(an_utf8_decode(text, at, &length)))
            return true;
    return false;
}

static bool copy_visible(an_extractor *x, an_span sentence, subject *s)
{
    an_str text = x->doc->text;
    size_t length;

    an_buf_reset(&x->seen);
    x->seen_at.count = 0;
    if (!AN_ROOM(&x->seen_at, sentence.end - sentence.start + 1))
        return false;
    for (size_t at = sentence.start; at < sentence.end; at += length) {
        if (an_is_ignorable(an_utf8_decode(text, at, &length)))
            continue;
        an_buf_add(&x->seen, an_str_sub(text, at, at + length));
        for (size_t i = 0; i < length; i++)
            x->seen_at.items[x->seen_at.count++] = (uint32_t)(at + i);
    }
    x->seen_at.items[x->seen_at.count] = sentence.end;
    *s = (subject){an_buf_str(&x->seen), {0, (uint32_t)x->seen.len}, x->seen_at.items};
    return !x->seen.failed;
}

static bool see(an_extractor *x, an_span sentence, subject *s)
{
    *s = (subject){x->doc->text, sentence, NULL};
    return !holds_invisible(s->text, sentence) || copy_visible(x, sentence, s);
}

/* A stretch of the subject in the document's text. */
static an_span in_document(const subject *s, an_span span)
{
    return s->places && span.end > span.start ? (an_span){s->places[span.start], s->places[span.end - 1] + 1} : span;
}

/* A place of the document's text in the subject. */
static uint32_t in_subject(const subject *s, uint32_t place)
{
    size_t low = s->sentence.start, high = s->sentence.end;

    if (!s->places)
        return place;
    AN_SEEK(low, high, s->places[middle] < place);
    return (uint32_t)low;
}

/* The pattern is to be tried; the list stays in their order. */
static void fire_one(an_extractor *x, uint32_t pattern)
{
    size_t at = x->firing_count;

    if (x->fired[pattern])
        return;
    x->fired[pattern] = 1;
    for (x->firing_count++; at > 0 && x->firing[at - 1] > pattern; at--)
        x->firing[at] = x->firing[at - 1];
    x->firing[at] = pattern;
}

/* Whether a gate word that begins with a capital stands here without one. */
static bool is_small(const an_extractor *x, const an_hit *hit)
{
    an_str gate;
    size_t length;

    if (x->atoms.items[hit->atom].flags & AN_ATOM_UPPER_FIRST)
        return false;
    gate = an_lexicon_term(x->lexicon, hit->term);
    return gate.len && an_is_upper(an_utf8_decode(gate, 0, &length));
}

/* List the patterns whose gate stands in the sentence. */
static void fire(an_extractor *x, size_t sentence)
{
    const an_rules *rules = x->rules;

    for (size_t i = 0; i < x->firing_count; i++)
        x->fired[x->firing[i]] = 0;
    x->firing_count = 0;
    for (size_t i = 0; i < rules->ungated_count; i++)
        fire_one(x, rules->ungated[i]);
    for (uint32_t hit = x->word_at[x->sentence_atom[sentence]]; hit < x->word_at[x->sentence_atom[sentence + 1]]; hit++) {
        uint32_t term = x->word_hits.items[hit].term;
        if (term >= rules->term_count)
            continue;
        for (uint32_t i = rules->gate_at[term]; i < rules->gate_at[term + 1]; i++) {
            uint32_t pattern = rules->gate_patterns[i];
            if (!x->fired[pattern] && !(rules->exact[pattern] && is_small(x, x->word_hits.items + hit)))
                fire_one(x, pattern);
        }
    }
}

/* A pattern's type, or for `@list` what its words say. */
static an_str type_of(const an_extractor *x, const an_pattern *pattern, uint32_t atom, uint32_t count)
{
    an_str type;

    if (pattern->type.len == 0 || pattern->type.ptr[0] != '@')
        return pattern->type;
    type = an_work_designated(x, atom, count);
    return type.len ? type : AN_LIT("organization");
}

static bool take(an_extractor *x, const an_pattern *pattern, an_span span)
{
    an_candidate candidate = {.span = span, .alias = UINT32_MAX, .rank = AN_RANK_PATTERN, .by = AN_BY_PATTERN, .confidence = 0.8F};
    an_str form = an_str_sub(x->doc->text, span.start, span.end);

    candidate.atom = an_work_atoms_in(x, span, &candidate.atom_count);
    if (candidate.atom_count == 0 || form.len == 1) /* «in the vessel I went» */
        return true;
    for (uint32_t i = 0; i < candidate.atom_count; i++) {
        const an_atom *atom = x->atoms.items + candidate.atom + i;
        if (atom->flags & AN_ATOM_ADDRESS || (i > 0 && atom->gap == AN_GAP_BREAK))
            return true;
    }
    if (pattern->layer == AN_LAYER_USER)
        candidate.confidence = 0.9F;
    candidate.target = an_target_name(x, form, type_of(x, pattern, candidate.atom, candidate.atom_count), AN_NO_ACTOR);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

static void switch_off(an_extractor *x, const an_pattern *pattern)
{
    const char *hash;

    an_buf_addf(&x->notes.patterns_off, "%.*s (%s:%u)\n", (int)pattern->id.len, pattern->id.ptr,
                an_path_shown(an_lexicon_file(x->lexicon, pattern->file, &hash)), (unsigned)pattern->line);
}

/* From `at` on; what stands before it in the window is there for what looks behind. */
static bool run_on(an_extractor *x, uint32_t number, const subject *s, an_span window, size_t at)
{
    size_t count;
    const an_pattern *pattern = an_lexicon_patterns(x->lexicon, &count) + number;
    an_span whole, actor;

    while (at < window.end && x->budgets[number] > 0) {
        switch (an_regex_find(pattern->regex, x->regex_scratch, s->text, window, at, x->budgets + number, &whole, &actor)) {
        case AN_REGEX_NO_MEMORY:
            return false;
        case AN_REGEX_NONE:
            return true;
        case AN_REGEX_GAVE_UP:
            x->budgets[number] = 0;
            switch_off(x, pattern);
            return true;
        case AN_REGEX_FOUND:
            if (actor.end > actor.start && !take(x, pattern, in_document(s, actor)))
                return false;
            at = whole.end > at ? whole.end : at + 1;
        }
    }
    return true;
}

/* The nearest start of a character at or before a place. */
static uint32_t near_end(an_str text, uint32_t at)
{
    while (((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Long sentences in pieces that overlap, cut behind a blank. */
static bool run_in_windows(an_extractor *x, uint32_t number, const subject *s)
{
    an_str text = s->text;
    an_span sentence = s->sentence;
    uint32_t from = sentence.start;

    while (sentence.end - from > WINDOW) {
        uint32_t to = from + WINDOW;
        while (to > from + WINDOW / 2 && text.ptr[to - 1] != ' ' && text.ptr[to - 1] != '\n')
            to--;
        to = near_end(text, to);
        if (!run_on(x, number, s, (an_span){sentence.start, to}, from))
            return false;
        from = near_end(text, to - OVERLAP);
    }
    return run_on(x, number, s, sentence, from);
}

/* A pattern that is tried only where a gate word starts: once for each. It begins with \G, so the search ends there. */
static bool run_at_gates(an_extractor *x, uint32_t number, size_t sentence, const subject *s)
{
    size_t count;
    const an_pattern *pattern = an_lexicon_patterns(x->lexicon, &count) + number;
    uint32_t last = UINT32_MAX;
    an_span window = s->sentence, whole, actor;

    for (uint32_t i = x->word_at[x->sentence_atom[sentence]]; i < x->word_at[x->sentence_atom[sentence + 1]]; i++) {
        const an_hit *hit = x->word_hits.items + i;
        uint32_t at;
        if (hit->term - pattern->gate_first >= pattern->gate_count || hit->atom == last || x->budgets[number] <= 0 ||
            (x->rules->exact[number] && is_small(x, hit)))
            continue;
        last = hit->atom;
        at = in_subject(s, hit->span.start);
        if (window.end - at > WINDOW) /* far enough for any name */
            window.end = near_end(s->text, at + WINDOW);
        switch (an_regex_find(pattern->regex, x->regex_scratch, s->text, window, at, x->budgets + number, &whole, &actor)) {
        case AN_REGEX_NO_MEMORY:
            return false;
        case AN_REGEX_NONE:
            break;
        case AN_REGEX_GAVE_UP:
            x->budgets[number] = 0;
            switch_off(x, pattern);
            break;
        case AN_REGEX_FOUND:
            if (!take(x, pattern, in_document(s, actor)))
                return false;
        }
        window.end = s->sentence.end;
    }
    return true;
}

bool an_step_patterns(an_extractor *x)
{
    size_t count;
    const an_pattern *patterns = an_lexicon_patterns(x->lexicon, &count);

    for (size_t s = 0; s < x->sentences.count && count > 0; s++) {
        subject seen;
        fire(x, s);
        if (x->firing_count && !see(x, x->sentences.items[s], &seen))
            return false;
        for (size_t i = 0; i < x->firing_count; i++) {
            uint32_t p = x->firing[i];
            if (x->budgets[p] > 0 && !(patterns[p].at_gate ? run_at_gates(x, p, s, &seen) : run_in_windows(x, p, &seen)))
                return false;
        }
    }
    return true;
}
