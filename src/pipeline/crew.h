/* Work in several threads that looks as if one had done it: a task is split into a piece and the rest, pieces are done by any thread and
   settled in order in the thread that called. No thread waits for a whole batch; at most a few pieces a thread are under way. */
#ifndef PIPELINE_CREW_H
#define PIPELINE_CREW_H

#include "base/error.h"

/* What is to be done. Tasks are `task_size` zeroed bytes and are used again after they were settled, with the memory that they hold. */
typedef struct an_work {
    void *payload;
    size_t task_size;
    /* The task that is everything. */
    void (*begin)(void *payload, void *task);
    /* Keep a piece, leave what comes behind it to `rest`; by any thread, but by one at a time for what was one task. */
    an_status (*split)(void *payload, void *task, void *rest, an_error *err);
    /* Do the piece; `thread` counts from 0. What turns out to be too much is left to `rest`, which comes right behind it. */
    an_status (*run)(void *payload, unsigned thread, void *task, void *rest, an_error *err);
    /* Whether a task that was left holds anything. */
    bool (*is_left)(const void *task);
    /* Take the results: in order, in the caller's thread. */
    an_status (*settle)(void *payload, void *task, an_error *err);
    void (*clear)(void *task);
} an_work;

/* The threads that a run uses when asked for `wanted`; 0 = the processors that this process may use. */
unsigned an_crew_threads(unsigned wanted);
/* Do all of it. One thread: everything in the caller's. The first failure, in order, ends it. */
an_status an_crew_run(const an_work *work, unsigned threads, an_error *err);

#endif
