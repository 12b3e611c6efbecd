/* The tasks stand in a list in the order of the documents: done or being done at its head, then one or more that wait to be split. A thread
   takes the first that waits; the caller settles whatever is done at the head. Invariant: a task that is split puts its rest right behind
   itself, so the order never depends on who was faster. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "pipeline/crew.h"

#include "base/alloc.h"

#include <pthread.h>
#include <sched.h>
#include <stdalign.h>
#include <stddef.h>

enum { MOST_THREADS = 256, AHEAD = 4 /* pieces under way for each thread */ };

typedef enum task_state { WAITING, BUSY, DONE } task_state;

typedef struct task {
    struct task *next;
    task_state state;
    an_status status;
    an_error error;
    alignas(max_align_t) unsigned char content[];
} task;

typedef struct crew {
    const an_work *work;
    pthread_mutex_t lock;
    pthread_cond_t waiting, done; /* something may be taken; the head may be settled */
    task *head, *spare;
    size_t under_way, most; /* tasks that are busy or done */
    bool stop;
} crew;

/* What a thread is told: which of the crew it is. */
typedef struct member {
    crew *crew;
    unsigned number;
} member;

unsigned an_crew_threads(unsigned wanted)
{
    cpu_set_t mine;

    if (wanted == 0 && sched_getaffinity(0, sizeof mine, &mine) == 0)
        wanted = (unsigned)CPU_COUNT(&mine);
    return wanted < 1 ? 1 : wanted > MOST_THREADS ? MOST_THREADS : wanted;
}

/* A task without work: one that was settled, or a new one. The lock is held. */
static task *fresh(crew *c)
{
    task *it = c->spare;

    if (it)
        c->spare = it->next;
    else if (!(it = an_alloc(sizeof *it + c->work->task_size)))
        return NULL;
    it->next = NULL;
    it->state = WAITING;
    it->status = AN_OK;
    return it;
}

static void put_aside(crew *c, task *it)
{
    it->next = c->spare;
    c->spare = it;
}

/* Put what a task left behind it, if there is anything. */
static void insert_behind(crew *c, task *it, task *rest)
{
    pthread_mutex_lock(&c->lock);
    if (c->work->is_left(rest->content)) {
        rest->next = it->next;
        it->next = rest;
        pthread_cond_signal(&c->waiting);
    } else {
        put_aside(c, rest);
    }
    pthread_mutex_unlock(&c->lock);
}

static task *fresh_locked(crew *c)
{
    task *it;

    pthread_mutex_lock(&c->lock);
    it = fresh(c);
    pthread_mutex_unlock(&c->lock);
    return it;
}

static void perform(crew *c, task *it, unsigned thread)
{
    const an_work *work = c->work;
    task *behind = fresh_locked(c), *left = fresh_locked(c);

    it->status = behind && left ? work->split(work->payload, it->content, behind->content, &it->error) : an_fail_nomem(&it->error);
    if (behind)
        insert_behind(c, it, behind);
    if (left) {
        if (it->status == AN_OK)
            it->status = work->run(work->payload, thread, it->content, left->content, &it->error);
        insert_behind(c, it, left);
    }
}

/* The first task that waits, marked as busy; NULL when none may be taken now. The head always may, so that nothing stands still. */
static task *take(crew *c)
{
    task *it = c->head;

    while (it && it->state != WAITING)
        it = it->next;
    if (!it || (c->under_way >= c->most && it != c->head))
        return NULL;
    it->state = BUSY;
    c->under_way++;
    return it;
}

static void *work_along(void *payload)
{
    member *me = payload;
    crew *c = me->crew;

    pthread_mutex_lock(&c->lock);
    while (!c->stop) {
        task *it = take(c);
        if (!it) {
            pthread_cond_wait(&c->waiting, &c->lock);
            continue;
        }
        pthread_mutex_unlock(&c->lock);
        perform(c, it, me->number);
        pthread_mutex_lock(&c->lock);
        it->state = DONE;
        if (it == c->head)
            pthread_cond_signal(&c->done);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* Take the head off the list and settle it. The lock is held, but not meanwhile. */
static an_status settle_head(crew *c, an_error *err)
{
    task *it = c->head;
    an_status st;

    c->head = it->next;
    pthread_mutex_unlock(&c->lock);
    if ((st = it->status) == AN_OK)
        st = c->work->settle(c->work->payload, it->content, err);
    else if (err)
        *err = it->error;
    pthread_mutex_lock(&c->lock);
    c->under_way--;
    put_aside(c, it);
    pthread_cond_broadcast(&c->waiting);
    return st;
}

/* Settle until nothing is left; without helpers, also do the work. */
static an_status lead(crew *c, bool alone, an_error *err)
{
    an_status st = AN_OK;

    pthread_mutex_lock(&c->lock);
    while (c->head && st == AN_OK) {
        if (c->head->state == DONE) {
            st = settle_head(c, err);
        } else if (alone) {
            task *it = take(c);
            pthread_mutex_unlock(&c->lock);
            perform(c, it, 0);
            pthread_mutex_lock(&c->lock);
            it->state = DONE;
        } else {
            pthread_cond_wait(&c->done, &c->lock);
        }
    }
    c->stop = true;
    pthread_cond_broadcast(&c->waiting);
    pthread_mutex_unlock(&c->lock);
    return st;
}

static void clear_tasks(const an_work *work, task *it)
{
    for (task *next; it; it = next) {
        next = it->next;
        work->clear(it->content);
        an_free(it);
    }
}

an_status an_crew_run(const an_work *work, unsigned threads, an_error *err)
{
    crew c = {.work = work, .lock = PTHREAD_MUTEX_INITIALIZER, .waiting = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};
    pthread_t started[MOST_THREADS];
    member members[MOST_THREADS];
    unsigned count = 0;
    an_status st;

    if (!(c.head = fresh(&c)))
        return an_fail_nomem(err);
    c.most = (size_t)AHEAD * threads;
    work->begin(work->payload, c.head->content);
    for (unsigned i = 0; threads > 1 && i < threads && i < MOST_THREADS; i++) { /* one that cannot be started leaves its share to the others */
        members[count] = (member){&c, count};
        if (pthread_create(&started[count], NULL, work_along, &members[count]) == 0)
            count++;
    }
    st = lead(&c, count == 0, err);
    for (unsigned i = 0; i < count; i++)
        pthread_join(started[i], NULL);
    clear_tasks(work, c.head);
    clear_tasks(work, c.spare);
    return st;
}
