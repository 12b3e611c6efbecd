/* Where the time of a run goes: processor time of all threads by stage. Costs nothing when nobody asks. */
#ifndef BASE_PROFILE_H
#define BASE_PROFILE_H

#include "actornet/pipeline.h"

#include <stdint.h>

typedef enum an_stage {
    AN_STAGE_READ,
    AN_STAGE_CUT,
    AN_STAGE_MATCH,
    AN_STAGE_ROWS,
    AN_STAGE_PATTERNS,
    AN_STAGE_TAGGER,
    AN_STAGE_CHOICE,
    AN_STAGE_NAMES,
    AN_STAGE_RECORD,
    AN_STAGE_SETTLE,
    AN_STAGE_USE,
    AN_STAGE_NETWORK,
    AN_STAGE_MEASURE,
    AN_STAGE_LAYOUT,
    AN_STAGE_COUNT
} an_stage;

/* A thread's stop-watch. */
typedef struct an_lap {
    an_profile *profile; /* NULL = nobody asks */
    int64_t last;
} an_lap;

an_lap an_lap_start(an_profile *profile);
/* The time since the last call goes to the stage. */
void an_lap_end(an_lap *lap, an_stage stage);
/* Text that was read, for the rates. */
void an_profile_text(an_profile *profile, size_t bytes);

#endif
