/* The files that the arguments name: folders walked, sorted, this run's own outputs left out. */
#ifndef READ_WALK_H
#define READ_WALK_H

#include "read/document.h"

typedef struct an_file {
    const char *path; /* to open, or what standard input is called */
    const char *id;   /* its tail: relative to the argument */
    bool standard;    /* it is standard input */
    bool below;       /* found in a folder, not named by the user: must be a regular file, links are not followed */
} an_file;

typedef struct an_files {
    an_file *items;
    size_t count, capacity;
    an_arena paths;
} an_files;

void an_files_clear(an_files *files);

/* What a walk left out; {0} is none. */
typedef struct an_left_out {
    an_files unreadable; /* folders, devices: told to the observer; sorted as the files are */
    size_t links, hidden;
} an_left_out;

/* Append the files of all arguments, in their order; those of a folder sorted by the bytes of their ids. AN_ERR_NOT_FOUND names an argument that is not
   there. Both lists are the caller's, whatever the status. */
an_status an_files_walk(an_files *out, an_left_out *left_out, const an_source_options *options, const an_observer *watch, an_error *err);

/* The folder in which the last file lay: the next one in it is opened without the way there. {0} is none. */
typedef struct an_folder {
    an_buf path; /* with the slash at its end; empty = none is open */
    int descriptor;
} an_folder;

/* open(2) for reading, also of paths that are too long for one call. -1 and errno. */
int an_file_open(const an_file *file, an_folder *folder);
void an_folder_close(an_folder *folder);

#endif
