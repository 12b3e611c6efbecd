/* A model: what each feature says for and against each kind of name. A text file that a person can read, a table of 8 bytes a feature in
   memory. Read-only once loaded, shared. docs/tagger.md §6. */
#ifndef EXTRACT_TAGGER_MODEL_H
#define EXTRACT_TAGGER_MODEL_H

#include "base/buf.h"
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
enum { AN_FEATURE_BITS = 24 };
enum { AN_MODEL_FORMAT = 1, AN_MODEL_TEMPLATES = 2 };

enum { AN_MODEL_MOST_TEMPLATES = 128 };

/* Features of a template stand together, so that those that are asked for all the time stay near. */
typedef struct an_model {
    const uint64_t *slots; /* AN_FEATURE_BITS of a feature's number, then a byte a kind: its weight; 0 = free, the last one is */
    struct an_model_part {
        uint32_t first, count; /* slots where its features may belong; others stand behind them */
    } parts[AN_MODEL_MOST_TEMPLATES]; /* by template */
    size_t slot_count, rows;
    char hash[33]; /* of the file, for the report */
    void *memory;  /* NULL when the slots stand in a file */
} an_model;

/* Read a file. AN_ERR_NOT_FOUND, AN_ERR_IO; AN_ERR_SYNTAX with file and line: another version, or a damaged line; AN_ERR_NOMEM. */
an_status an_model_load(an_model **out, const char *path, an_error *err);
/* A model as bytes for shipped.anet, and one over such bytes, which the caller keeps at a multiple of 64 bytes: AN_ERR_SYNTAX when they are not
   of this version or damaged. A wrong slot gives wrong weights, never a read outside. */
void an_model_write(an_buf *out, const an_model *model);
an_status an_model_open(an_model **out, an_str bytes, an_error *err);
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

/* Sums of weights, all kinds at once: a row of eight numbers, of which those of the kinds count. They wrap around, far beyond what the
   weights of a name come to. */
typedef uint16_t an_sums __attribute__((vector_size(16)));
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define AN_SUMS_LANE(kind) (AN_FEATURE_BITS / 8 + (kind))
#else
#define AN_SUMS_LANE(kind) (AN_NAME_KINDS - 1 - (kind))
#endif
static inline int an_sums_of(an_sums sums, unsigned kind)
{
    return (int16_t)sums[AN_SUMS_LANE(kind)];
}

/* Where a feature stands: a free slot when the model does not know it. */
static inline const uint64_t *an_model_find(const an_model *model, unsigned template_, uint64_t id)
{
    const struct an_model_part *part = model->parts + template_;
    const uint64_t *at = model->slots + part->first + ((id >> 32) * part->count >> 32);

    while (*at && (*at ^ id) << (64 - AN_FEATURE_BITS))
        at++;
    return at;
}
/* Add the weights of a feature to a sum, if the model has some. */
static inline void an_model_add(const an_model *model, unsigned template_, uint64_t id, an_sums *sums)
{
    typedef int8_t bytes __attribute__((vector_size(8)));
    typedef int16_t numbers __attribute__((vector_size(16)));
    const uint64_t slot = *an_model_find(model, template_, id);
    bytes weights;

    memcpy(&weights, &slot, sizeof weights);
    *sums += (an_sums)__builtin_convertvector(weights, numbers);
}

#endif
