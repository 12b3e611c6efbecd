/* Replays files and folders of inputs through a fuzz target, for compilers without libFuzzer: fuzz_x FILE-OR-FOLDER... */
#include "fuzz.h"

#include "base/file.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

static size_t count;

static void replay(const char *path)
{
    an_buf content = {0};
    an_error err = {0};
    char *exact; /* of just that size, so that a read behind the end is seen */

    if (an_file_read(&content, path, &err) != AN_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    exact = malloc(content.len ? content.len : 1);
    if (!exact)
        exit(1);
    if (content.len)
        memcpy(exact, content.ptr, content.len);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, content.len);
    free(exact);
    an_buf_clear(&content);
    count++;
}

static void replay_all(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    struct stat info;

    if (!dir) {
        replay(path);
        return;
    }
    while ((entry = readdir(dir))) {
        char below[4096];
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && stat(below, &info) == 0 && S_ISREG(info.st_mode))
            replay(below);
    }
    closedir(dir);
}

int main(int argc, char **argv)
{
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        replay_all(argv[i]);
    printf("%zu inputs\n", count);
    return count ? 0 : 1;
}
