/**
 * @file observer.h
 * How a long call tells its caller what it met, how far it is, and asks whether to go on.
 */
#ifndef ACTORNET_OBSERVER_H
#define ACTORNET_OBSERVER_H

#include "actornet/status.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum an_severity { AN_NOTE, AN_WARNING, AN_ERROR } an_severity;

/** One finding about an input. `at` reuses an_error: source, line, column, message, excerpt, caret. */
typedef struct an_diagnostic {
    an_severity severity;
    an_error at;
} an_diagnostic;

/** Callbacks, always called from the thread that called the library. A NULL observer or member means silence. */
typedef struct an_observer {
    /** A note, warning or error about the input; the run goes on where it can. */
    void (*diagnose)(void *payload, const an_diagnostic *diagnostic);
    /** At most about once per document or thousand items. `total` is 0 when unknown. Return false to stop. */
    bool (*progress)(void *payload, const char *stage, size_t done, size_t total);
    void *payload; /**< passed back untouched */
} an_observer;

#ifdef __cplusplus
}
#endif
#endif
