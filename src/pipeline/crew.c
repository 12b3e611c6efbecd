/* Each thread has an extractor of its own and takes the next job from a shared counter; results stay where the job is, so their order is
   the order of the documents. A crew of one runs in the caller's thread. */
#include "pipeline/crew.h"

#include "base/alloc.h"
#include "base/error.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 256, JOBS_PER_THREAD = 32 };

struct an_crew {
    an_rules *rules;
    an_extractor **extractors;
    const an_extract_notes **notes;
    unsigned threads;
    /* of the batch at hand */
    an_job *jobs;
    size_t count;
    atomic_size_t next;
};

/* What a thread is told: which of the crew it is. */
typedef struct member {
    an_crew *crew;
    unsigned number;
} member;

an_status an_crew_new(an_crew **out, const an_lexicon *lexicon, const an_corrections *corrections, an_names names, bool nested,
                      unsigned threads, an_error *err)
{
    an_crew *crew = an_alloc(sizeof *crew);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    an_status st;

    *out = NULL;
    if (!crew)
        return an_fail_nomem(err);
    if (threads == 0)
        threads = processors > 0 ? (unsigned)processors : 1;
    crew->threads = threads > MOST_THREADS ? MOST_THREADS : threads;
    crew->extractors = an_alloc(crew->threads * sizeof *crew->extractors);
    crew->notes = an_alloc(crew->threads * sizeof *crew->notes);
    st = crew->extractors && crew->notes ? an_rules_new(&crew->rules, lexicon, err) : an_fail_nomem(err);
    for (unsigned i = 0; i < crew->threads && st == AN_OK; i++)
        st = an_extractor_new(&crew->extractors[i], lexicon, crew->rules, corrections, names, nested, err);
    if (st != AN_OK) {
        an_crew_free(crew);
        return st;
    }
    *out = crew;
    return AN_OK;
}

void an_crew_free(an_crew *crew)
{
    if (!crew)
        return;
    for (unsigned i = 0; i < crew->threads && crew->extractors; i++)
        an_extractor_free(crew->extractors[i]);
    an_free(crew->extractors);
    an_free(crew->notes);
    an_rules_free(crew->rules);
    an_free(crew);
}

size_t an_crew_batch(const an_crew *crew)
{
    return (size_t)crew->threads * JOBS_PER_THREAD;
}

static void run_job(an_crew *crew, unsigned number, an_job *job)
{
    const an_extract_notes *notes = NULL;

    job->status = an_extractor_run(crew->extractors[number], &job->extraction, &job->doc, &notes, &job->error);
    an_buf_reset(&job->patterns_off);
    an_buf_reset(&job->ambiguous);
    if (!notes)
        return;
    crew->notes[number] = notes;
    an_buf_add(&job->patterns_off, an_buf_str(&notes->patterns_off));
    an_buf_add(&job->ambiguous, an_buf_str(&notes->ambiguous));
}

static void *work(void *payload)
{
    member *me = payload;
    size_t i;

    while ((i = atomic_fetch_add(&me->crew->next, 1)) < me->crew->count)
        run_job(me->crew, me->number, me->crew->jobs + i);
    return NULL;
}

void an_crew_run(an_crew *crew, an_job *jobs, size_t count)
{
    pthread_t threads[MOST_THREADS];
    member members[MOST_THREADS];
    unsigned started = 0, wanted = count < crew->threads ? (unsigned)count : crew->threads;

    crew->jobs = jobs;
    crew->count = count;
    atomic_store(&crew->next, 0);
    for (unsigned i = 0; i < wanted; i++)
        members[i] = (member){crew, i};
    for (unsigned i = 1; i < wanted; i++) /* a thread that cannot be started leaves its share to the others */
        if (pthread_create(&threads[started], NULL, work, &members[i]) == 0)
            started++;
    if (wanted)
        work(&members[0]);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

bool an_crew_used(const an_crew *crew, size_t correction)
{
    for (unsigned i = 0; i < crew->threads; i++)
        if (crew->notes[i] && crew->notes[i]->corrections_used[correction])
            return true;
    return false;
}
