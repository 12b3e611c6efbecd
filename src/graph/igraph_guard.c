/* The border to igraph. Its handlers carry no payload, so the guard in charge is a static of this file, held under a lock. By default
   igraph aborts the process on any error: here the reason is kept and the call returns its code. A handler that makes a call return must
   free igraph's stack of temporaries itself, or the next error frees them again. Written for igraph 0.10, with the differences of 1.0. */
#include "graph/igraph_guard.h"

#include "actornet/measure.h"
#include "base/error.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static an_guard *in_charge;

static void on_error(const char *reason, const char *file, int line, igraph_error_t code)
{
    (void)file;
    (void)line;
    (void)code;
    if (in_charge->reason[0] == '\0')
        an_copy_clean(in_charge->reason, sizeof in_charge->reason, an_str_of(reason));
    IGRAPH_FINALLY_FREE();
}

static void on_warning(const char *reason, const char *file, int line)
{
    (void)file;
    (void)line;
    an_say(in_charge->watch, AN_NOTE, NULL, "igraph on %s: %s", in_charge->stage, reason);
}

/* Ask the observer at most twenty times a second. */
static bool go_on(an_guard *guard)
{
    struct timespec now;

    if (guard->stopped || guard->deaf)
        return !guard->stopped;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_sec - guard->asked.tv_sec) * 1000 + (now.tv_nsec - guard->asked.tv_nsec) / 1000000 < 50)
        return true;
    guard->asked = now;
    guard->stopped = !an_progress(guard->watch, guard->stage, guard->done, guard->total);
    return !guard->stopped;
}

bool an_guard_go_on(an_guard *guard, size_t done, size_t total)
{
    guard->done = done;
    guard->total = total;
    return go_on(guard);
}

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data)
{
    size_t done = percent <= 0 ? 0 : percent >= 100 ? 1000 : (size_t)(percent * 10);

    (void)message;
    (void)data;
    return an_guard_go_on(in_charge, done, 1000) ? IGRAPH_SUCCESS : IGRAPH_INTERRUPTED;
}

#if IGRAPH_VERSION_MAJOR >= 1
static igraph_bool_t on_interruption(void)
{
    return !go_on(in_charge);
}
#else
static igraph_error_t on_interruption(void *data)
{
    (void)data;
    if (go_on(in_charge))
        return IGRAPH_SUCCESS;
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}
#endif

/* A function of the OpenMP library that igraph may have been built with; NULL without one, or where it was loaded for itself alone (a plugin). */
static void *openmp(const char *name)
{
    void *program = dlopen(NULL, RTLD_LAZY), *function;

    if (!program)
        return NULL;
    function = dlsym(program, name);
    dlclose(program);
    return function;
}

/* Have igraph work in one thread: several add up fractions in an order that differs from run to run. Returns how many it had, 0 when it
   knows of none. */
static int set_threads(int count)
{
    int (*get)(void) = NULL;
    void (*set)(int) = NULL;
    int before;

    *(void **)&get = openmp("omp_get_max_threads");
    *(void **)&set = openmp("omp_set_num_threads");
    if (!get || !set)
        return 0;
    before = get();
    set(count);
    return before;
}

void an_guard_enter(an_guard *guard, const char *stage, const an_observer *watch)
{
    *guard = (an_guard){.watch = watch, .stage = stage};
    clock_gettime(CLOCK_MONOTONIC, &guard->asked);
    pthread_mutex_lock(&lock);
#if IGRAPH_VERSION_MAJOR >= 1
    igraph_setup();
#endif
    in_charge = guard;
    guard->old_threads = set_threads(1);
    guard->old_error = igraph_set_error_handler(on_error);
    guard->old_warning = igraph_set_warning_handler(on_warning);
    guard->old_progress = igraph_set_progress_handler(on_progress);
    guard->old_interruption = igraph_set_interruption_handler(on_interruption);
}

void an_guard_leave(an_guard *guard)
{
    igraph_set_error_handler(guard->old_error);
    igraph_set_warning_handler(guard->old_warning);
    igraph_set_progress_handler(guard->old_progress);
    igraph_set_interruption_handler(guard->old_interruption);
    if (guard->old_threads > 0)
        set_threads(guard->old_threads);
    in_charge = NULL;
    pthread_mutex_unlock(&lock);
}

an_status an_guard_check(an_guard *guard, igraph_error_t code, const char *what, an_error *err)
{
    if (code == IGRAPH_SUCCESS)
        return AN_OK;
    if (guard->stopped || code == IGRAPH_INTERRUPTED)
        return an_fail(err, AN_ERR_CANCELLED, "stopped on request");
    if (code == IGRAPH_ENOMEM)
        return an_fail_nomem(err);
    return an_fail(err, AN_ERR_GRAPH, "cannot %s: igraph says: %s", what, guard->reason[0] ? guard->reason : igraph_strerror(code));
}

void an_guard_seed(uint64_t seed)
{
    igraph_rng_seed(igraph_rng_default(), seed);
}

igraph_error_t an_igraph_pagerank(const igraph_t *graph, igraph_vector_t *result, const igraph_vector_t *weights)
{
#if IGRAPH_VERSION_MAJOR >= 1
    return igraph_pagerank(graph, weights, result, NULL, 0.85, IGRAPH_UNDIRECTED, igraph_vss_all(), IGRAPH_PAGERANK_ALGO_PRPACK, NULL);
#else
    return igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, result, NULL, igraph_vss_all(), IGRAPH_UNDIRECTED, 0.85, weights, NULL);
#endif
}

igraph_error_t an_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *result, const igraph_vector_t *weights)
{
    igraph_arpack_options_t options;

    igraph_arpack_options_init(&options);
#if IGRAPH_VERSION_MAJOR >= 1
    return igraph_eigenvector_centrality(graph, result, NULL, IGRAPH_ALL, weights, &options);
#else
    return igraph_eigenvector_centrality(graph, result, NULL, IGRAPH_UNDIRECTED, true, weights, &options);
#endif
}

igraph_error_t an_igraph_leiden(const igraph_t *graph, const igraph_vector_t *weights, const igraph_vector_t *strengths, bool start,
                                igraph_integer_t iterations, igraph_vector_int_t *membership, igraph_real_t *quality)
{
    igraph_real_t resolution = 1 / igraph_vector_sum(strengths), randomness = 0.01;

#if IGRAPH_VERSION_MAJOR >= 1
    return igraph_community_leiden(graph, weights, strengths, NULL, resolution, randomness, start, iterations, membership, NULL, quality);
#else
    return igraph_community_leiden(graph, weights, strengths, resolution, randomness, start, iterations, membership, NULL, quality);
#endif
}

const char *an_igraph_version(void)
{
    const char *text = NULL;

    igraph_version(&text, NULL, NULL, NULL);
    return text;
}
