/* Everything that is special about igraph as a library, in one place: its process-wide handlers, its errors, its random numbers, and the
   calls that differ between its versions. igraph is not safe for threads: calls are made between an_guard_enter() and an_guard_leave(),
   which let one thread in at a time and put the handlers back that were there before. Observers must not call graph functions. */
#ifndef GRAPH_IGRAPH_GUARD_H
#define GRAPH_IGRAPH_GUARD_H

#include "actornet/observer.h"

#include <igraph.h>
#include <stdbool.h>
#include <time.h>

typedef struct an_guard {
    const an_observer *watch;
    const char *stage;     /* told to the observer */
    bool deaf;             /* the current call must not be interrupted */
    bool stopped;          /* the observer said so */
    char reason[256];      /* of the first error */
    struct timespec asked; /* when the observer was asked last */
    size_t done, total;    /* where the stage stands; of igraph's calls in thousandths */
    igraph_error_handler_t *old_error;
    igraph_warning_handler_t *old_warning;
    igraph_progress_handler_t *old_progress;
    igraph_interruption_handler_t *old_interruption;
    int old_threads; /* of OpenMP */
} an_guard;

void an_guard_enter(an_guard *guard, const char *stage, const an_observer *watch);
void an_guard_leave(an_guard *guard);
/* What an igraph call returned, as a status of ours with a message that starts with "cannot WHAT". */
an_status an_guard_check(an_guard *guard, igraph_error_t code, const char *what, an_error *err);
/* How far a computation of our own is. False when the observer wants it to stop. */
bool an_guard_go_on(an_guard *guard, size_t done, size_t total);
/* Before every call that throws dice. */
void an_guard_seed(uint64_t seed);

/* Calls that differ between versions; undirected graphs without loops and parallel edges. */
igraph_error_t an_igraph_pagerank(const igraph_t *graph, igraph_vector_t *result, const igraph_vector_t *weights);
igraph_error_t an_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *result, const igraph_vector_t *weights);
/* Leiden for modularity at resolution 1. `strengths` of the nodes. */
igraph_error_t an_igraph_leiden(const igraph_t *graph, const igraph_vector_t *weights, const igraph_vector_t *strengths, bool start,
                                igraph_integer_t iterations, igraph_vector_int_t *membership, igraph_real_t *quality);

#endif
