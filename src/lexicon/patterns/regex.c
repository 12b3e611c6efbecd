/* PCRE2 (only this file includes it). Everything that a pattern could do to us is bounded: its length, what it may use, backtracking
   (match, depth and heap limits, JIT stack) and the time of all its calls together. The count of the match limit restarts at every start
   offset, so it does not bound time: the caller keeps windows short, and the clock is read around every call. A shipped pattern is made when
   it is first tried, since that takes longer than everything else here and most patterns never fire on a short text. Its machine code (JIT,
   where the system allows it) costs as much as a hundred tries with the interpreter, and is made behind so many. */
#include "lexicon/patterns/regex.h"

#include "actornet/lexicon.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 100000,
    DEPTH_LIMIT = 5000,
    HEAP_LIMIT_KIB = 20 * 1024,
    TRIES_BEFORE_JIT = 100,
    JIT_STACK_FIRST = 32 * 1024,
    JIT_STACK_MOST = 1024 * 1024,
    PATTERN_TOO_LARGE = 120, /* pcre2_compile(); pcre2.h of some versions has no name for the second */
    PATTERN_TOO_COMPLICATED = 186,
    COMPILE_OPTIONS = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE | PCRE2_DUPNAMES
};

/* What PCRE2 makes of a pattern. */
typedef struct machine {
    pcre2_code *code;
    uint32_t groups;  /* pairs that a match needs */
    uint32_t *actors; /* numbers of the groups called `actor`; one may be set */
    uint32_t actor_count;
    /* the first thread that needs it makes what is missing; settled, nothing changes any more */
    pthread_mutex_t lock;
    atomic_bool settled;
    an_status status; /* of making it */
    atomic_uint tries;
    _Atomic(pcre2_code *) fast; /* a copy with machine code; NULL before it is there */
} machine;

struct an_regex {
    machine *machine;
    an_str prefix, pattern; /* that it is made of later */
    bool ignore_case;
};

struct an_regex_scratch {
    pcre2_general_context *memory;
    pcre2_match_context *limits;
    pcre2_jit_stack *stack;
    pcre2_match_data *data;
    uint32_t groups; /* that `data` has room for */
    int64_t used;    /* processor time of the thread when it was asked last */
};

static void *take_memory(size_t size, void *payload)
{
    (void)payload;
    return an_alloc(size);
}

static void give_memory(void *memory, void *payload)
{
    (void)payload;
    an_free(memory);
}

/* Compiling ---------------------------------------------------------------------------------------------------------------------- */

/* Place of an error in the pattern as the user wrote it. */
static an_status refuse(an_error *err, an_str pattern, size_t offset, const char *why)
{
    an_status st = an_fail(err, AN_ERR_PATTERN, "%s", why);

    if (err) {
        if (offset > pattern.len)
            offset = pattern.len;
        err->caret = an_utf8_count(an_str_sub(pattern, 0, offset));
        err->caret_length = 1;
    }
    return st;
}

static int any_callout(pcre2_callout_enumerate_block *block, void *payload)
{
    *(size_t *)payload = block->pattern_position;
    return 1;
}

/* What a pattern may not be, told before PCRE2 sees it. */
static an_status look_over(an_str pattern, an_error *err)
{
    if (pattern.len == 0)
        return refuse(err, pattern, 0, "the pattern is empty");
    if (pattern.len > AN_REGEX_BYTES)
        return refuse(err, pattern, AN_REGEX_BYTES, "the pattern is longer than 4096 bytes: split it, or use a word list");
    if (an_str_starts(pattern, AN_LIT("(*")))
        return refuse(err, pattern, 0, "'(*' at the start is not allowed: options of PCRE2 are fixed");
    return AN_OK;
}

/* What to do where the words of PCRE2 do not tell it. */
static const char *remedy(int code)
{
    return code == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH
               ? ": write each length as an alternative, (?<=ship\\s|ships\\s), or match it and name what follows, ships?\\s(?<actor>...)"
               : "";
}

/* Parts stand before the pattern, or behind it. */
static an_status compile(pcre2_code **out, pcre2_general_context *memory, an_str prefix, an_str pattern, an_str suffix, bool ignore_case,
                         an_error *err)
{
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    uint32_t options = COMPILE_OPTIONS | (ignore_case ? PCRE2_CASELESS : 0);
    an_buf whole = {0};
    an_status st = AN_OK;
    PCRE2_SIZE offset = 0;
    int code = 0;

    an_buf_add(&whole, prefix);
    an_buf_add(&whole, pattern);
    an_buf_add(&whole, suffix);
    if (!context || whole.failed) {
        st = an_fail_nomem(err);
        goto done;
    }
    *out = pcre2_compile((PCRE2_SPTR)whole.ptr, whole.len, options, &code, &offset, context);
    if (!*out) {
        PCRE2_UCHAR why[128]; /* enough for all of them */
        pcre2_get_error_message(code, why, sizeof why);
        if (code == PCRE2_ERROR_HEAP_FAILED)
            st = an_fail_nomem(err);
        else if (code == PATTERN_TOO_LARGE || code == PATTERN_TOO_COMPLICATED)
            st = refuse(err, pattern, 0, "too large with the word lists that it calls: name long lists in 'requires' only");
        else {
            char message[400];
            snprintf(message, sizeof message, "%s%s%s", offset < prefix.len ? "in a part that the pattern calls: " : "", (const char *)why, remedy(code));
            st = refuse(err, pattern, offset < prefix.len ? 0 : offset - prefix.len, message);
        }
    }

done:
    pcre2_compile_context_free(context);
    an_buf_clear(&whole);
    return st;
}

static an_status check_callouts(const pcre2_code *code, size_t before, an_str pattern, an_error *err)
{
    size_t place = 0;

    if (pcre2_callout_enumerate(code, any_callout, &place) == 0)
        return AN_OK;
    return refuse(err, pattern, place > before ? place - before : 0, "callouts (?C…) are not allowed");
}

/* \1 would mean a group of the prefix. */
static bool refers_by_number(const pcre2_code *code, an_str pattern, size_t *offset)
{
    uint32_t highest = 0;

    pcre2_pattern_info(code, PCRE2_INFO_BACKREFMAX, &highest);
    for (*offset = 0; highest && *offset + 1 < pattern.len; ++*offset) {
        if (pattern.ptr[*offset] != '\\')
            continue;
        if (pattern.ptr[*offset + 1] >= '1' && pattern.ptr[*offset + 1] <= '9')
            return true;
        ++*offset; /* an escaped backslash escapes nothing */
    }
    return false;
}

/* PCRE2 says «may match the empty string» of every pattern that begins with a call of a part. So texts are tried; and a search never
   returns an empty match in any case. */
static bool matches_nothing(const machine *regex, an_str pattern, an_regex_scratch *scratch)
{
    static const char *const texts[] = {"", "a", "A", "1", " ", ".", "A b"};
    uint32_t maybe = 0;

    pcre2_pattern_info(regex->code, PCRE2_INFO_MATCHEMPTY, &maybe);
    if (!maybe)
        return false;
    if (an_str_find(pattern, 0, AN_LIT("(?&")) == (size_t)-1 && an_str_find(pattern, 0, AN_LIT("(?P>")) == (size_t)-1 &&
        an_str_find(pattern, 0, AN_LIT("(?R")) == (size_t)-1 && an_str_find(pattern, 0, AN_LIT("\\g")) == (size_t)-1)
        return true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int count = pcre2_match(regex->code, (PCRE2_SPTR)texts[i], strlen(texts[i]), 0, 0, scratch->data, scratch->limits);
        const PCRE2_SIZE *pairs = pcre2_get_ovector_pointer(scratch->data);
        if (count > 0 && pairs[0] == pairs[1])
            return true;
    }
    return false;
}

/* Remember which groups are called `actor`. */
static bool find_actor_groups(machine *regex)
{
    uint32_t names = 0, size = 0;
    PCRE2_SPTR table = NULL;

    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &table);
    if (names && !(regex->actors = an_alloc(names * sizeof *regex->actors)))
        return false;
    for (uint32_t i = 0; i < names; i++, table += size)
        if (strcmp((const char *)table + 2, "actor") == 0)
            regex->actors[regex->actor_count++] = (uint32_t)table[0] << 8 | table[1];
    return true;
}

static bool ready(an_regex_scratch *scratch, const machine *regex)
{
    if (scratch->data && scratch->groups >= regex->groups)
        return true;
    pcre2_match_data_free(scratch->data);
    scratch->groups = regex->groups < 32 ? 32 : regex->groups;
    scratch->data = pcre2_match_data_create(scratch->groups, scratch->memory);
    return scratch->data != NULL;
}

static an_status finish(machine *regex, an_str pattern, an_error *err)
{
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_status st = AN_OK;
    uint32_t groups = 0;
    size_t offset = 0;

    pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    regex->groups = groups + 1;
    if (!scratch || !ready(scratch, regex) || !find_actor_groups(regex))
        st = an_fail_nomem(err);
    else if (refers_by_number(regex->code, pattern, &offset))
        st = refuse(err, pattern, offset, "plain groups have no number here: name the group and refer to it by \\k<name>");
    else if (matches_nothing(regex, pattern, scratch))
        st = refuse(err, pattern, 0, "the pattern matches the empty text");
    an_regex_scratch_free(scratch);
    return st;
}

an_status an_regex_check(an_str prefix, an_str pattern, an_error *err)
{
    pcre2_general_context *memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    pcre2_code *code = NULL;
    an_status st = memory ? look_over(pattern, err) : an_fail_nomem(err);

    if (st == AN_OK && (st = compile(&code, memory, prefix, pattern, AN_LIT(""), false, err)) == AN_OK)
        st = check_callouts(code, prefix.len, pattern, err);
    pcre2_code_free(code);
    pcre2_general_context_free(memory);
    return st;
}

/* Whether a group or a reference begins here that could be taken for one of the parts, or one of the parts for it: any name but «actor», numbers. */
static bool may_mean_parts(an_str rest)
{
    if (an_str_starts(rest, AN_LIT("(?<")) || an_str_starts(rest, AN_LIT("(?P<")) || an_str_starts(rest, AN_LIT("(?'"))) {
        an_str name = an_str_sub(rest, rest.ptr[2] == 'P' ? 4 : 3, rest.len);
        return name.len == 0 || (name.ptr[0] != '=' && name.ptr[0] != '!' && !an_str_starts(name, AN_LIT("actor>")));
    }
    if (an_str_starts(rest, AN_LIT("\\g")) || an_str_starts(rest, AN_LIT("\\k")))
        return true;
    return an_str_starts(rest, AN_LIT("(?")) && rest.len > 2 && strchr("0123456789+", rest.ptr[2]);
}

/* Whether nothing in the pattern may reach beyond its end: comments, quotes, options, groups that are named like parts. */
static bool is_closed(an_str pattern)
{
    for (size_t i = 0; i < pattern.len; i++) {
        an_str rest = an_str_sub(pattern, i, pattern.len);
        if (may_mean_parts(rest))
            return false;
        if (rest.ptr[0] == '#' || an_str_starts(rest, AN_LIT("\\Q")) ||
            (an_str_starts(rest, AN_LIT("(?")) && rest.len > 2 && strchr("imsxnaJU^-", rest.ptr[2])))
            return false;
    }
    return true;
}

/* PCRE2 finds out with which letters a match can start only when no parts stand before the pattern; errors are told from there. `*before`:
   bytes before the pattern. */
static an_status compile_well(pcre2_code **out, pcre2_general_context *memory, an_str parts, an_str pattern, size_t *before,
                              bool ignore_case, an_error *err)
{
    *before = 0;
    if (is_closed(pattern) && compile(out, memory, AN_LIT(""), pattern, parts, ignore_case, NULL) == AN_OK)
        return AN_OK;
    *before = parts.len;
    return compile(out, memory, parts, pattern, AN_LIT(""), ignore_case, err);
}

static an_status make(machine *to, an_str prefix, an_str pattern, bool ignore_case, an_error *err)
{
    pcre2_general_context *memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    an_status st = memory ? look_over(pattern, err) : an_fail_nomem(err);
    size_t before = 0;

    if (st == AN_OK && (st = compile_well(&to->code, memory, prefix, pattern, &before, ignore_case, err)) == AN_OK &&
        (st = check_callouts(to->code, before, pattern, err)) == AN_OK)
        st = finish(to, pattern, err);
    pcre2_general_context_free(memory);
    return st;
}

an_regex *an_regex_later(an_str prefix, an_str pattern, bool ignore_case)
{
    an_regex *regex = an_alloc(sizeof *regex);

    if (!regex)
        return NULL;
    *regex = (an_regex){an_alloc(sizeof *regex->machine), prefix, pattern, ignore_case};
    if (!regex->machine) {
        an_free(regex);
        return NULL;
    }
    pthread_mutex_init(&regex->machine->lock, NULL);
    return regex;
}

an_status an_regex_new(an_regex **out, an_str prefix, an_str pattern, bool ignore_case, an_error *err)
{
    an_regex *regex = an_regex_later((an_str){"", 0}, (an_str){"", 0}, ignore_case);
    an_status st = regex ? make(regex->machine, prefix, pattern, ignore_case, err) : an_fail_nomem(err);

    *out = st == AN_OK ? regex : NULL;
    if (st != AN_OK)
        an_regex_free(regex);
    return st;
}

bool an_regex_source(const an_regex *regex, an_str *prefix, an_str *pattern)
{
    *prefix = regex->prefix;
    *pattern = regex->pattern;
    return regex->ignore_case;
}

void an_regex_free(an_regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->machine->code);
    pcre2_code_free(regex->machine->fast);
    pthread_mutex_destroy(&regex->machine->lock);
    an_free(regex->machine->actors);
    an_free(regex->machine);
    an_free(regex);
}

/* Matching ----------------------------------------------------------------------------------------------------------------------- */

an_regex_scratch *an_regex_scratch_new(void)
{
    an_regex_scratch *scratch = an_alloc(sizeof *scratch);

    if (!scratch)
        return NULL;
    scratch->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    scratch->limits = scratch->memory ? pcre2_match_context_create(scratch->memory) : NULL;
    scratch->stack = scratch->memory ? pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, scratch->memory) : NULL;
    if (!scratch->limits) {
        an_regex_scratch_free(scratch);
        return NULL;
    }
    pcre2_set_match_limit(scratch->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(scratch->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(scratch->limits, HEAP_LIMIT_KIB);
    if (scratch->stack) /* none without JIT; then its own 32 KiB of the machine stack would do */
        pcre2_jit_stack_assign(scratch->limits, NULL, scratch->stack);
    return scratch;
}

void an_regex_scratch_free(an_regex_scratch *scratch)
{
    if (!scratch)
        return;
    pcre2_match_data_free(scratch->data);
    pcre2_jit_stack_free(scratch->stack);
    pcre2_match_context_free(scratch->limits);
    pcre2_general_context_free(scratch->memory);
    an_free(scratch);
}

/* Time that a call took which began at `begin`. The clock on the wall costs nothing, the processor's a system call: it is asked only when a
   call seems to have taken long, in which case this thread may only have waited for its turn. */
static int64_t spent_since(an_regex_scratch *scratch, int64_t begin)
{
    enum { LONG = 200000 };
    int64_t spent = an_clock_read(CLOCK_MONOTONIC) - begin, used;

    if (spent < LONG)
        return spent;
    used = an_clock_read(CLOCK_THREAD_CPUTIME_ID);
    spent = used - scratch->used < spent ? used - scratch->used : spent;
    scratch->used = used;
    return spent;
}

/* What is made on first use. Every thread comes by here before it matches, so none sees it half made. */
static an_status settle(const an_regex *regex)
{
    machine *made = regex->machine;

    if (atomic_load_explicit(&made->settled, memory_order_acquire))
        return made->status;
    pthread_mutex_lock(&made->lock);
    if (!atomic_load_explicit(&made->settled, memory_order_relaxed)) {
        if (!made->code)
            made->status = make(made, regex->prefix, regex->pattern, regex->ignore_case, NULL);
        atomic_store_explicit(&made->settled, true, memory_order_release);
    }
    pthread_mutex_unlock(&made->lock);
    return made->status;
}

/* The copy of a pattern that has machine code: others may run the first one while it is made. NULL when out of memory. */
static const pcre2_code *made_fast(machine *made)
{
    pcre2_code *fast = atomic_load_explicit(&made->fast, memory_order_acquire);

    if (fast)
        return fast;
    pthread_mutex_lock(&made->lock);
    if (!(fast = atomic_load_explicit(&made->fast, memory_order_relaxed)) && (fast = pcre2_code_copy(made->code))) {
        (void)pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE); /* without it the interpreter does */
        atomic_store_explicit(&made->fast, fast, memory_order_release);
    }
    pthread_mutex_unlock(&made->lock);
    return fast;
}

/* The interpreter's limits are the narrower ones: where it gives up, machine code decides. */
static int match(machine *made, an_regex_scratch *scratch, PCRE2_SPTR subject, size_t length, size_t from)
{
    enum { OPTIONS = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY };
    const pcre2_code *fast;

    if (atomic_load_explicit(&made->tries, memory_order_relaxed) < TRIES_BEFORE_JIT) {
        int count = pcre2_match(made->code, subject, length, from, OPTIONS, scratch->data, scratch->limits);
        atomic_fetch_add_explicit(&made->tries, 1, memory_order_relaxed);
        if (count > 0 || count == PCRE2_ERROR_NOMATCH)
            return count;
    }
    fast = made_fast(made);
    return fast ? pcre2_match(fast, subject, length, from, OPTIONS, scratch->data, scratch->limits) : PCRE2_ERROR_NOMEMORY;
}

/* The group `actor` of the last match, or the whole match. */
static an_span actor_of(const machine *regex, const PCRE2_SIZE *pairs, int count, an_span whole, uint32_t base)
{
    for (uint32_t i = 0; i < regex->actor_count; i++) {
        uint32_t group = regex->actors[i];
        if (group < (uint32_t)count && pairs[2 * group] != PCRE2_UNSET && pairs[2 * group] <= pairs[2 * group + 1])
            return (an_span){base + (uint32_t)pairs[2 * group], base + (uint32_t)pairs[2 * group + 1]};
    }
    return whole;
}

an_regex_result an_regex_find(const an_regex *regex, an_regex_scratch *scratch, an_str text, an_span window, size_t at, int64_t *budget_ns,
                              an_span *whole, an_span *actor)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)(text.ptr + window.start);
    size_t length = window.end - window.start;
    an_status made = settle(regex);

    if (made == AN_ERR_NOMEM || (made == AN_OK && !ready(scratch, regex->machine)))
        return AN_REGEX_NO_MEMORY;
    if (made != AN_OK)
        return AN_REGEX_GAVE_UP;
    for (size_t from = at - window.start; from < length; from = whole->end - window.start) {
        const PCRE2_SIZE *pairs;
        int64_t begin;
        int count;
        if (*budget_ns <= 0)
            return AN_REGEX_GAVE_UP;
        begin = an_clock_read(CLOCK_MONOTONIC);
        count = match(regex->machine, scratch, subject, length, from);
        *budget_ns -= spent_since(scratch, begin);
        if (count == PCRE2_ERROR_NOMATCH)
            return AN_REGEX_NONE;
        if (count == PCRE2_ERROR_NOMEMORY)
            return AN_REGEX_NO_MEMORY;
        if (count <= 0)
            return AN_REGEX_GAVE_UP;
        pairs = pcre2_get_ovector_pointer(scratch->data);
        if (pairs[0] >= pairs[1] || pairs[1] <= from) /* \K in odd places */
            return AN_REGEX_NONE;
        *whole = (an_span){window.start + (uint32_t)pairs[0], window.start + (uint32_t)pairs[1]};
        *actor = actor_of(regex->machine, pairs, count, *whole, window.start);
        if (actor->start < actor->end) /* an empty group names nobody: go on behind it */
            return AN_REGEX_FOUND;
    }
    return AN_REGEX_NONE;
}

/* Versions ----------------------------------------------------------------------------------------------------------------------- */

static char version_line[256];
static pthread_once_t version_once = PTHREAD_ONCE_INIT;

static void make_version(void)
{
    char pcre2[64] = "", unicode[64] = "";
    uint32_t jit = 0;

    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof pcre2)
        pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    if (pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, NULL) <= (int)sizeof unicode)
        pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode);
    pcre2_config(PCRE2_CONFIG_JIT, &jit);
    snprintf(version_line, sizeof version_line, "PCRE2 %s (Unicode %s, %s), utf8proc %s", pcre2, unicode, jit ? "JIT" : "no JIT",
             an_utf8proc_version());
}

const char *an_pcre2_version(void)
{
    pthread_once(&version_once, make_version);
    return version_line;
}
