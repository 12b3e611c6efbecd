/* Where the shipped data is, and what the program is called. */
#include "actornet/pipeline.h"
#include "base/error.h"
#include "base/home.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *an_version(void)
{
    return ACTORNET_VERSION;
}

const char *an_built_with(void)
{
    return ACTORNET_BUILT_WITH;
}

static bool is_folder(const char *path, const char *below)
{
    char full[PATH_MAX];
    struct stat info;
    int length = snprintf(full, sizeof full, "%s%s", path, below);

    return length > 0 && (size_t)length < sizeof full && stat(full, &info) == 0 && S_ISDIR(info.st_mode);
}

static an_status take(char *out, size_t size, const char *path, an_error *err)
{
    int length = snprintf(out, size, "%s", path);

    return length >= 0 && (size_t)length < size ? AN_OK : an_fail(err, AN_ERR_LIMIT, "the path of the data folder is too long");
}

/* Cut the last part off a path; false at the root. */
static bool parent(char *path)
{
    char *slash = strrchr(path, '/');

    if (!slash || slash == path)
        return false;
    *slash = '\0';
    return true;
}

/* From the folder of a file upwards: a source tree that it was built in, or the prefix that it is installed in. `path` is cut. */
static bool beside(char *path, char *out, size_t size)
{
    enum { LEVELS = 4 };
    char share[PATH_MAX];

    for (int level = 0; level < LEVELS && parent(path); level++) {
        struct stat info;
        int length = snprintf(share, sizeof share, "%s/CMakeLists.txt", path);
        if (length > 0 && (size_t)length < sizeof share && stat(share, &info) == 0 && is_folder(path, "/dict"))
            return take(out, size, path, NULL) == AN_OK;
        length = snprintf(share, sizeof share, "%s/share/actornet", path);
        if (length > 0 && (size_t)length < sizeof share && is_folder(share, "/dict"))
            return take(out, size, share, NULL) == AN_OK;
    }
    return false;
}

static bool is_installed(const char *program, char *out, size_t size)
{
    char path[PATH_MAX];
    bool found = an_home_of_program(path) || (program && strchr(program, '/') && realpath(program, path));

    return (found && beside(path, out, size)) || (an_home_of_library(path) && beside(path, out, size));
}

an_status an_data_find(char *out, size_t size, const char *given, const char *program, an_error *err)
{
    const char *from_environment = getenv("ACTORNET_DATA");

    if (given) {
        if (is_folder(given, "/dict"))
            return take(out, size, given, err);
        return an_fail(err, AN_ERR_NOT_FOUND, "no folder dict/ in '%s' (given by --data)", given);
    }
    if (from_environment && *from_environment) {
        if (is_folder(from_environment, "/dict"))
            return take(out, size, from_environment, err);
        return an_fail(err, AN_ERR_NOT_FOUND, "no folder dict/ in '%s' (given by ACTORNET_DATA)", from_environment);
    }
    if (is_installed(program, out, size))
        return AN_OK;
    return an_fail(err, AN_ERR_NOT_FOUND,
                   "the folder dict/ with the shipped dictionaries is not found beside the program or its library; name the folder that holds it with "
                   "--data or ACTORNET_DATA");
}
