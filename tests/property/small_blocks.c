/* The whole program, linked with this: it looks at $ACTORNET_TEST_WINDOW bytes of text together instead of AN_WINDOW, so that every word,
   gap and name of a test meets the border of a block somewhere. */
#include "text/atom.h"
#include "text/lanes.h"

#include <stdlib.h>

__attribute__((constructor)) static void force_window(void)
{
    const char *wanted = getenv("ACTORNET_TEST_WINDOW");
    unsigned long bytes = wanted ? strtoul(wanted, NULL, 10) : 0;

    if (bytes > 0 && bytes <= AN_WINDOW)
        an_atoms_window_force(bytes);
}
