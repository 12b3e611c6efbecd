/* The inside of an_source, shared by the files that walk, read and admit. What reading threads look at does not change after opening. */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include "read/ids.h"
#include "read/parcel.h"

struct an_source {
    an_files files;
    size_t max_bytes, known; /* known: number of files, 0 when that says nothing */
    bool one_by_one, hashed;
    an_observer watch;
    /* of what was admitted so far */
    an_source_counts counts;
    an_given_ids ids;
    char hash[33];   /* of all bytes, chained */
    an_buf chain;    /* scratch */
    an_buf skipped;  /* lines for the report */
    size_t listed;
    /* for an_source_next() */
    an_parcel whole;
    an_reader reader;
};

#endif
