/* Files for parsers that read files: in a folder of the process that goes when it ends. */
#include "fuzz.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static char names[8][600];
static size_t name_count;

/* Files, then folders that they leave empty. */
static void remove_all(void)
{
    for (size_t i = 0; i < name_count; i++) {
        char *slash;
        unlink(names[i]);
        while ((slash = strrchr(names[i], '/')) && slash > names[i] + strlen(folder)) {
            *slash = '\0';
            rmdir(names[i]);
        }
    }
    rmdir(folder);
}

static void make_folders(char *path)
{
    for (char *slash = path + strlen(folder); (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

const char *fuzz_file(const char *name, an_str content)
{
    char path[600];
    FILE *file;
    size_t i = 0;

    if (!folder[0]) {
        strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz-XXXXXX" : "/tmp/fuzz-XXXXXX");
        if (!mkdtemp(folder))
            abort();
        atexit(remove_all);
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    while (i < name_count && strcmp(names[i], path) != 0)
        i++;
    if (i == name_count) {
        if (name_count == sizeof names / sizeof *names)
            abort();
        strcpy(names[name_count++], path);
        make_folders(path);
    }
    file = fopen(path, "wb");
    if (!file || fwrite(content.ptr, 1, content.len, file) != content.len || fclose(file) != 0)
        abort();
    return names[i];
}
