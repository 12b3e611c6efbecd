/* A model: what each feature says for and against each kind of name. A text file that a person can read, a table of 8 bytes a feature in
   memory. Read-only once loaded, shared. docs/tagger.md §6. */
#ifndef EXTRACT_TAGGER_MODEL_H
#define EXTRACT_TAGGER_MODEL_H

#include "base/error.h"

/* Kinds of names. The last two are learned so that nothing else is made of them, and are never told. */
typedef enum an_name_kind {
    AN_NAME_PERSON,
    AN_NAME_ORGANIZATION,
    AN_NAME_LOCATION,
    AN_NAME_MISC,
    AN_NAME_NATIONALITY,
    AN_NAME_KINDS
} an_name_kind;
const char *an_name_kind_name(an_name_kind kind);

#define AN_MODEL_FIRST_FIELD "actornet-model"
enum { AN_WEIGHT_ONE = 32 }; /* weights are whole numbers of 1/32 */
enum { AN_FEATURE_BITS = 24, AN_WEIGHT_OFFSET = 128 };
enum { AN_MODEL_FORMAT = 1, AN_MODEL_TEMPLATES = 2 };

typedef struct an_model {
    uint64_t *slots; /* AN_FEATURE_BITS of a feature's number, then a byte a kind: its weight + AN_WEIGHT_OFFSET; 0 = free, the last one is */
    uint32_t slot_count; /* where features may belong; others stand behind them */
    size_t rows;
    char hash[33]; /* of the file, for the report */
} an_model;

/* Read a file. AN_ERR_NOT_FOUND, AN_ERR_IO; AN_ERR_SYNTAX with file and line: another version, or a damaged line; AN_ERR_NOMEM. */
an_status an_model_load(an_model **out, const char *path, an_error *err);
void an_model_free(an_model *model);

/* One line of a file: where it stands, for --from and for loading alike. */
typedef struct an_model_row {
    unsigned template_;
    an_str key;
    uint64_t id;
    int8_t weights[AN_NAME_KINDS];
} an_model_row;
/* Walk over the lines of a file's text. `take` gets each; it returns false when out of memory. */
an_status an_model_read(an_str text, const char *path, bool (*take)(void *payload, const an_model_row *row), void *payload, an_error *err);

/* Sums of the weights of up to 256 features: 16 bits for each of the kinds 0, 2, 4 and 1, 3, what they are too much by (AN_WEIGHT_OFFSET a
   feature) told by how many there are, in the highest 16 of `even`. So two are added at once, and nothing carries over. */
typedef struct an_sums {
    uint64_t even, odd;
} an_sums;
static inline void an_sums_add(an_sums *sums, const an_sums *more)
{
    sums->even += more->even;
    sums->odd += more->odd;
}
/* What the weights come to, by kind. */
typedef struct an_scores {
    int of[AN_NAME_KINDS];
} an_scores;
static inline an_scores an_sums_scores(const an_sums *sums)
{
    int much = (int)(sums->even >> 48) * AN_WEIGHT_OFFSET;
    an_scores scores = {{(int)(sums->even & 0xFFFF) - much, (int)(sums->odd & 0xFFFF) - much, (int)(sums->even >> 16 & 0xFFFF) - much,
                         (int)(sums->odd >> 16 & 0xFFFF) - much, (int)(sums->even >> 32 & 0xFFFF) - much}};

    return scores;
}

/* Where a feature belongs, and where it stands: a free slot when the model does not know it. */
static inline uint64_t *an_model_home(const an_model *model, uint64_t id)
{
    return model->slots + ((id >> 32) * model->slot_count >> 32);
}
static inline uint64_t *an_model_find(const an_model *model, uint64_t id)
{
    uint64_t *at = an_model_home(model, id);

    while (*at && (*at ^ id) << (64 - AN_FEATURE_BITS))
        at++;
    return at;
}
/* Add the weights of a feature to a sum, if the model has some. */
static inline void an_model_add(const an_model *model, uint64_t id, an_sums *sums)
{
    const uint64_t slot = *an_model_find(model, id), each_other = UINT64_C(0x000000FF00FF00FF);

    sums->even += (slot >> AN_FEATURE_BITS & each_other) | (uint64_t)(slot != 0) << 48;
    sums->odd += slot >> (AN_FEATURE_BITS + 8) & each_other;
}

#endif
