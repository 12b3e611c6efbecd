/* Where the code that runs lies on disk: what is installed with it is found from there. */
#ifndef BASE_HOME_H
#define BASE_HOME_H

#include <limits.h>
#include <stdbool.h>

/* Paths without links: of the program that runs, and of the library that this code stands in (the program itself when it is linked statically). */
bool an_home_of_program(char out[PATH_MAX]);
bool an_home_of_library(char out[PATH_MAX]);

#endif
