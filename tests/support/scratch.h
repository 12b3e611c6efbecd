/* A folder of its own for a test program: group set-up and tear-down, files in it, and an extraction made from them. */
#ifndef SUPPORT_SCRATCH_H
#define SUPPORT_SCRATCH_H

#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch[256];

/* cmocka group set-up. */
static inline int scratch_make(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    snprintf(scratch, sizeof scratch, "%s/actornet-test-XXXXXX", base && base[0] && strlen(base) < 200 ? base : "/tmp");
    return mkdtemp(scratch) ? 0 : -1;
}

/* Tear-down. Files lie in the folder itself and in folders one level below. */
static inline void scratch_remove_in(const char *folder, int depth)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char path[600];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= sizeof path)
            continue;
        if (unlink(path) != 0 && depth > 0)
            scratch_remove_in(path, depth - 1);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

static inline int scratch_clean(void **state)
{
    (void)state;
    scratch_remove_in(scratch, 4);
    return 0;
}

/* Path of a name in the folder; a few stay valid at a time. */
static inline const char *scratch_path(const char *name)
{
    static char paths[8][600];
    static unsigned next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", scratch, name);
    return path;
}

/* Write a file, making the folder that its name begins with, and return its path. */
static inline const char *scratch_file(const char *name, an_str content)
{
    const char *path = scratch_path(name);
    an_error err = {0};
    const char *slash = strchr(name, '/');

    for (; slash; slash = strchr(slash + 1, '/')) {
        char folder[600];
        snprintf(folder, sizeof folder, "%s/%.*s", scratch, (int)(slash - name), name);
        mkdir(folder, 0777);
    }
    if (an_file_write(path, content, &err) != AN_OK) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
    return path;
}

#endif
