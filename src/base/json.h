/* JSON: reading by jansson (only here), writing by hand into a buffer. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/error.h"

/* Append as a quoted JSON string: control characters, U+2028/9 and `<` escaped, the rest as UTF-8. */
void an_json_add_string(an_buf *out, an_str text);

/* A parsed value, read only. NULL is allowed everywhere and means "not there". */
typedef struct an_json an_json;
typedef enum an_json_kind { AN_JSON_NONE, AN_JSON_NULL, AN_JSON_BOOL, AN_JSON_INT, AN_JSON_REAL, AN_JSON_STRING, AN_JSON_ARRAY, AN_JSON_OBJECT } an_json_kind;

/* One whole JSON text. Where a whole number is too large for 64 bits, all of 19 digits and more are strings, as written. On failure err has line 1-based,
   column in code points of the text and the message. Strings may hold NUL (\u0000). */
an_status an_json_parse(an_json **out, an_str text, an_error *err);
void an_json_free(an_json *root); /* the root only */

an_json_kind an_json_kind_of(const an_json *value);
an_str an_json_string(const an_json *value);            /* "" when it is none */
int64_t an_json_int(const an_json *value, int64_t none); /* reals are not ints */
double an_json_double(const an_json *value, double none);
bool an_json_bool(const an_json *value, bool none);
size_t an_json_size(const an_json *value);              /* items of an array, members of an object */
const an_json *an_json_at(const an_json *array, size_t i);
const an_json *an_json_get(const an_json *object, const char *key);
/* Members in the order of the text: `cursor` starts as NULL; NULL at the end. */
const an_json *an_json_next(const an_json *object, void **cursor, an_str *key);

#endif
