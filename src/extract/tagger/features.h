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

/* Where features go. When training, to who records them. When scoring, their weights are added up, in two halves: putting a feature, or a group
   of features whose sum may be remembered, only has its place in memory brought near; an_features_settle() looks there. */
typedef struct an_features {
    const an_stretch *stretch; /* what is looked at */
    unsigned left;             /* that may still be put */
    /* training */
    void (*record)(void *payload, uint64_t id, unsigned template_, uint64_t word, uint64_t code);
    void *payload;
    /* scoring */
    const an_memo *memo;
    an_sums *to; /* what the next ones are added to; it must stay where it is until they are settled */
    struct an_feature {
        uint64_t id;
        an_sums *to;
    } list[3 * AN_MOST_FEATURES]; /* of those before, of one that is open, of a group that is not remembered */
    struct an_feature_group {
        an_memo_slot *slot;
        uint64_t word, rest;
        uint32_t first, end; /* tokens that it is about */
        an_sums *to;
    } groups[64];
    unsigned count, group_count;
} an_features;

/* Begin to score a stretch. */
static inline void an_features_begin(an_features *features, const an_memo *memo, const an_stretch *stretch)
{
    features->stretch = stretch;
    features->record = NULL;
    features->memo = memo;
    features->count = features->group_count = 0;
}
/* What follows are features of one token or name; when scoring their sum goes there. */
void an_features_open(an_features *features, an_sums *to);
/* Add up all that was put. */
void an_features_settle(an_features *features);

/* Where a feature belongs: every token of a name, its first, its last, all of it. */
void an_features_token(an_features *out, size_t token);
void an_features_start(an_features *out, size_t token);
void an_features_end(an_features *out, size_t token);
void an_features_span(an_features *out, size_t first, size_t end);

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
