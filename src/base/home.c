#define _GNU_SOURCE /* dladdr */
#include "base/home.h"

#include <dlfcn.h>
#include <stdlib.h>

bool an_home_of_program(char out[PATH_MAX])
{
    return realpath("/proc/self/exe", out) != NULL;
}

bool an_home_of_library(char out[PATH_MAX])
{
    static const char here = 0;
    Dl_info about;

    return dladdr(&here, &about) && about.dli_fname && realpath(about.dli_fname, out);
}
