/* Features: what is looked at when a stretch of tokens is judged. Each is a template with a word, a short code, or both; its number is what
   the model is asked for, its text is what the model's file holds. Use and training call the same functions. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_FEATURES_H
#define EXTRACT_TAGGER_FEATURES_H

#include "base/buf.h"
#include "extract/tagger/key.h"
#include "extract/tagger/language.h"
#include "extract/tagger/model.h"
#include "extract/tagger/series.h"

/* What a document shows. */
typedef struct an_scene {
    an_str text;
    const an_tokens *tokens;
    const an_signs *signs;
    const an_series *series;
    const an_phrase *phrases; /* by first token */
    size_t phrase_count;
    const uint64_t *parties; /* keys of the words on both sides of «v.»: «Miranda v. Arizona» */
    size_t party_count;
    bool versus; /* «v» or «vs» is in it */
    an_language language;
} an_scene;

/* A run with the phrases that touch it. */
typedef struct an_stretch {
    const an_scene *scene;
    an_run run;
    size_t phrase_first, phrase_end; /* into the scene's phrases */
} an_stretch;

/* A side of a name, and the places of a token in one. */
typedef enum an_side { AN_SIDE_LEFT, AN_SIDE_RIGHT } an_side;
typedef enum an_role { AN_ROLE_INSIDE, AN_ROLE_FIRST, AN_ROLE_LAST, AN_ROLES } an_role;

enum { AN_BESIDE = 2 }; /* neighbours that are looked at */

/* What is looked at, and where its features go: when training to who records them, when scoring their weights are added to a sum. */
typedef struct an_features {
    const an_stretch *stretch;
    const an_token *line[AN_BESIDE + AN_RUN_TOKENS + AN_BESIDE]; /* its tokens and their neighbours; beyond its sentence one that says so */
    char classes[AN_RUN_TOKENS + 8], shapes[AN_RUN_TOKENS + 8];  /* of its tokens; some more may be read */
    /* training */
    void (*record)(void *payload, uint64_t id, unsigned template_, uint64_t word, uint64_t code);
    void *payload;
    /* scoring */
    const an_model *model;
    an_sums sum;
} an_features;

/* Look at a stretch. Tokens are counted from its first in all that follows. */
void an_features_begin(an_features *features, const an_stretch *stretch);

/* All features of a token wherever it stands in a name; of one as the first or the last with what is beside it. Training asks for these, as
   for those of names below; when scoring, the parts that they are made of are remembered (scores.c). */
void an_features_all_inside(an_features *out, unsigned token);
void an_features_all_end(an_features *out, an_side side, unsigned token);

/* Parts that a token has whatever is around it: its lists, shape and class; in a name the word and its letters; beside a name, one or two
   steps away. */
void an_features_kind(an_features *out, an_role role, const an_token *token);
void an_features_word(an_features *out, const an_token *token);
void an_features_letters(an_features *out, const an_token *token);
void an_features_beside(an_features *out, an_side side, unsigned steps, const an_token *token);
/* Of the token at an end of a name and the one beside it: for all names, and for names of one token. */
void an_features_pair(an_features *out, an_side side, const an_token *beside, const an_token *token);
void an_features_alone(an_features *out, an_side side, const an_token *beside, const an_token *token);
/* Of what the document says of a capital: one sign, the two that tell how it is written, and what is left. */
void an_features_sign(an_features *out, an_role role, an_sign sign);
void an_features_seen(an_features *out, unsigned signs, bool initial);
void an_features_said(an_features *out, unsigned token, unsigned signs);
/* Of an end of a name: what nothing but this place has. */
void an_features_end(an_features *out, an_side side, unsigned token);

/* How a name looks: classes and shapes of its tokens, what it holds. */
typedef struct an_look {
    uint64_t classes, shapes;
    unsigned count, holds;
} an_look;

/* A name to be judged: tokens [first, end) of the run. It is made longer token by token. */
typedef struct an_reading {
    unsigned first, end, of; /* of: «of», 0 = none */
    uint32_t lists;          /* of all its tokens */
    an_look look;
    uint64_t key; /* an_tokens_key() */
    const an_token *left, *right;
    char initials[16];
    unsigned initial_count;
} an_reading;
an_reading an_reading_start(const an_features *features, unsigned first);
void an_reading_extend(an_reading *reading, const an_features *features);

/* How much of its run a name is, and how often it is there again as a whole run: 2 = or more. */
typedef struct an_cover {
    unsigned again;
    bool several, starts, ends;
} an_cover;
an_cover an_reading_cover(const an_features *features, const an_reading *reading);

/* All features of a name as a whole; its parts. */
void an_features_all_name(an_features *out, const an_reading *reading);
void an_features_look(an_features *out, const an_look *look);
void an_features_cover(an_features *out, an_cover cover);
void an_features_last(an_features *out, unsigned token); /* the last of several */
void an_features_name(an_features *out, const an_reading *reading);

static inline uint64_t an_feature_id(unsigned template_, uint64_t word, uint64_t code)
{
    uint64_t hash = (word ^ code * UINT64_C(0xC2B2AE3D27D4EB4F)) + template_ * UINT64_C(0x165667B19E3779F9);

    hash = (hash ^ hash >> 31) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Templates by name, and features by text: `word code`, or one of them. `word` is the folded word, its atoms joined by "-". */
enum { AN_TEMPLATE_COUNT = 83 };
_Static_assert((int)AN_TEMPLATE_COUNT <= (int)AN_MODEL_MOST_TEMPLATES, "a model has room for all templates");
const char *an_template_name(unsigned template_); /* NULL when there is none of this number */
bool an_template_find(unsigned *out, an_str name);
bool an_template_is_lexical(unsigned template_); /* about the letters of a word */
bool an_template_has_word(unsigned template_);
void an_feature_write(an_buf *out, unsigned template_, an_str word, uint64_t code);
/* Number of the feature of this text; false when it is none. */
bool an_feature_read(uint64_t *id, unsigned template_, an_str text);

#endif
