/* Features: what is looked at when a stretch of tokens is judged. Each is a template with a word, a short code, or both; its number is what
   the model is asked for, its text is what the model's file holds. Use and training call the same functions. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FEATURES_H
#define EXTRACT_TAGGER_FEATURES_H

#include "base/buf.h"
#include "extract/tagger/key.h"
#include "extract/tagger/memo.h"
#include "extract/tagger/series.h"

/* What a document shows. */
typedef struct an_scene {
    an_str text;
    const an_tokens *tokens;
    const an_signs *signs;
    const an_series *series;
    const an_phrase *phrases; /* by first token */
    size_t phrase_count;
} an_scene;

/* A run with the phrases that touch it. */
typedef struct an_stretch {
    const an_scene *scene;
    an_run run;
    size_t phrase_first, phrase_end; /* into the scene's phrases */
} an_stretch;

enum { AN_MOST_FEATURES = 160 };

typedef struct an_features {
    uint64_t ids[AN_MOST_FEATURES];
    unsigned count;
    /* told of every feature when training; NULL when not */
    void (*record)(void *payload, uint64_t id, unsigned template_, uint64_t word, uint64_t code);
    void *payload;
    /* when scoring: sums of groups that were met before are added up here, and only the others' features listed; NULL when training */
    const an_memo *memo;
    int32_t sum[AN_NAME_KINDS];
} an_features;

static inline void an_features_begin(an_features *features, const an_memo *memo)
{
    features->count = 0;
    features->record = NULL;
    features->memo = memo;
    memset(features->sum, 0, sizeof features->sum);
}
/* Add the weights of what is listed, too. */
void an_features_add_up(an_features *features);

/* Where a feature belongs: every token of a name, its first, its last, all of it. */
void an_features_token(an_features *out, const an_stretch *stretch, size_t token);
void an_features_start(an_features *out, const an_stretch *stretch, size_t token);
void an_features_end(an_features *out, const an_stretch *stretch, size_t token);
void an_features_span(an_features *out, const an_stretch *stretch, size_t first, size_t end);

static inline uint64_t an_feature_id(unsigned template_, uint64_t word, uint64_t code)
{
    uint64_t hash = (word ^ code * UINT64_C(0xC2B2AE3D27D4EB4F)) + template_ * UINT64_C(0x165667B19E3779F9);

    hash = (hash ^ hash >> 31) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Templates by name, and features by text: `word code`, or one of them. `word` is the folded word, its atoms joined by "-". */
enum { AN_TEMPLATE_COUNT = 80 };
const char *an_template_name(unsigned template_); /* NULL when there is none of this number */
bool an_template_find(unsigned *out, an_str name);
bool an_template_is_lexical(unsigned template_); /* about the letters of a word */
bool an_template_has_word(unsigned template_);
void an_feature_write(an_buf *out, unsigned template_, an_str word, uint64_t code);
/* Number of the feature of this text; false when it is none. */
bool an_feature_read(uint64_t *id, unsigned template_, an_str text);

#endif
