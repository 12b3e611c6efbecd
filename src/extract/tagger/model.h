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
enum { AN_MODEL_KNOWN = (1 << 18) - 1 };
enum { AN_WEIGHT_ONE = 32 }; /* weights are whole numbers of 1/32 */
enum { AN_MODEL_FORMAT = 1, AN_MODEL_TEMPLATES = 2 };

typedef struct an_model {
    uint64_t *slots; /* 24 bits of the feature's number, then a byte a kind; 0 = free */
    uint32_t slot_count;
    uint64_t known[(AN_MODEL_KNOWN + 1) / 64]; /* by the low bits of a feature's number: whether there may be one */
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

/* Add the weights of features to a sum. */
void an_model_add(const an_model *model, const uint64_t *ids, unsigned count, int32_t sum[AN_NAME_KINDS]);

#endif
