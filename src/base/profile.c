/* Each thread reads its own processor clock, so that stages that run side by side add up to what they cost. */
#include "base/profile.h"

#include "base/alloc.h"
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

struct an_profile {
    atomic_llong spent[AN_STAGE_COUNT]; /* nanoseconds */
    atomic_llong bytes;
};

static const char *const stage_names[AN_STAGE_COUNT] = {
    [AN_STAGE_READ] = "read",           [AN_STAGE_CUT] = "sentences and words", [AN_STAGE_MATCH] = "match",
    [AN_STAGE_ROWS] = "rows that hold", [AN_STAGE_PATTERNS] = "patterns",       [AN_STAGE_TAGGER] = "tagger",
    [AN_STAGE_CHOICE] = "choice",       [AN_STAGE_NAMES] = "document's names",  [AN_STAGE_RECORD] = "records",
    [AN_STAGE_SETTLE] = "settle",       [AN_STAGE_USE] = "link or write lines", [AN_STAGE_NETWORK] = "network",
    [AN_STAGE_MEASURE] = "measures",    [AN_STAGE_LAYOUT] = "layout",
};

an_profile *an_profile_new(void)
{
    return an_alloc(sizeof(an_profile));
}

void an_profile_free(an_profile *profile)
{
    an_free(profile);
}

an_lap an_lap_start(an_profile *profile)
{
    return (an_lap){profile, profile ? an_clock_read(CLOCK_THREAD_CPUTIME_ID) : 0};
}

void an_lap_end(an_lap *lap, an_stage stage)
{
    int64_t now;

    if (!lap->profile)
        return;
    now = an_clock_read(CLOCK_THREAD_CPUTIME_ID);
    atomic_fetch_add_explicit(&lap->profile->spent[stage], now - lap->last, memory_order_relaxed);
    lap->last = now;
}

void an_profile_text(an_profile *profile, size_t bytes)
{
    if (profile)
        atomic_fetch_add_explicit(&profile->bytes, (long long)bytes, memory_order_relaxed);
}

static void print_row(FILE *out, const char *name, double seconds, double all, double megabytes)
{
    fprintf(out, "%-22s %9.3f %6.1f%%", name, seconds, all > 0 ? 100 * seconds / all : 0);
    if (megabytes > 0 && seconds > 0)
        fprintf(out, " %9.1f", megabytes / seconds);
    fprintf(out, "\n");
}

void an_profile_print(an_profile *profile, FILE *out)
{
    double all = (double)an_clock_read(CLOCK_PROCESS_CPUTIME_ID) / 1e9, rest = all, megabytes;

    if (!profile)
        return;
    megabytes = (double)atomic_load(&profile->bytes) / 1e6;
    fprintf(out, "%-22s %9s %7s %9s\n", "stage", "seconds", "share", "MB/s");
    for (size_t i = 0; i < AN_STAGE_COUNT; i++) {
        double seconds = (double)atomic_load(&profile->spent[i]) / 1e9;
        rest -= seconds;
        if (seconds > 0)
            print_row(out, stage_names[i], seconds, all, megabytes);
    }
    print_row(out, "dictionaries, output", rest > 0 ? rest : 0, all, 0);
    print_row(out, "all", all, all, megabytes);
}
