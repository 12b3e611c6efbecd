/* A file's content to be looked at: a large regular file is mapped, so that it costs address space only; anything else is read. A mapped file
   that is cut short while it is looked at raises SIGBUS: the program ends with a message (src/cli/terminal.c), a library's caller decides. */
#ifndef BASE_MAPPING_H
#define BASE_MAPPING_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>

typedef struct an_mapping {
    an_str text;
    void *pages; /* NULL when it was read */
    size_t size; /* of the pages */
    an_buf read;
} an_mapping;

/* AN_ERR_LIMIT beyond `largest` bytes; otherwise as an_file_read(). Regular files of `least` bytes and more are mapped. */
an_status an_mapping_open(an_mapping *out, const char *path, size_t least, size_t largest, an_error *err);
/* Map what is open, if it is a regular file of a size between these; false when it is to be read. The descriptor stays the caller's. */
bool an_mapping_of(an_mapping *out, int descriptor, size_t least, size_t largest);
/* All of it will be looked at: one call of the system in place of a fault for every few pages. */
void an_mapping_expect(const an_mapping *mapping);
void an_mapping_close(an_mapping *mapping);
/* What stands before this byte is not needed soon: it may leave memory, and comes back from the file when it is looked at again. */
void an_mapping_passed(const an_mapping *mapping, size_t at);

#endif
