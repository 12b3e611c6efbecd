/* A child process with three streams. Its input is a socket, so that a child that stops reading gives an error instead of a signal; all
   ends of ours are non-blocking and one poll() serves them, so neither side waits for the other for ever. The child is killed when the time
   is over, and always waited for. */
#include "formats/spawn.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMPLAINT_MAX = 4000, PIECE = 1 << 16, SLICE_MS = 100, CLOSED = -1 };

/* One stream: the child's end and ours. */
typedef struct stream {
    int ours, childs;
} stream;

typedef struct child {
    pid_t pid;
    stream in, out, error;
    int failure; /* pipe that tells the errno of a failed exec, closed by a successful one */
    size_t written;
} child;

static void close_fd(int *fd)
{
    if (*fd != CLOSED)
        close(*fd);
    *fd = CLOSED;
}

/* Move a descriptor above the standard ones, so that none of them is overwritten when the child's are put in place. */
static bool lift(int *fd)
{
    int lifted = fcntl(*fd, F_DUPFD_CLOEXEC, 3);

    close(*fd);
    *fd = lifted;
    return lifted != CLOSED;
}

static bool make_pair(int *read_end, int *write_end, bool as_socket)
{
    int ends[2];
    bool good;

    if ((as_socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : pipe(ends)) != 0)
        return false;
    good = lift(&ends[0]);
    good = lift(&ends[1]) && good;
    *read_end = ends[0];
    *write_end = ends[1];
    return good;
}

static void run_child(const child *c, int failure, const char *program, char *const *arguments, char *const *environment)
{
    sigset_t none;
    int reason;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(c->in.childs, 0) == 0 && dup2(c->out.childs, 1) == 1 && dup2(c->error.childs, 2) == 2)
        execve(program, arguments, environment);
    reason = errno;
    (void)!write(failure, &reason, sizeof reason);
    _exit(127);
}

/* Our environment with the plain locale, so that numbers have a point and messages do not change. NULL when out of memory. */
static char **make_environment(void)
{
    size_t count = 0, kept = 0;
    char **list;

    while (environ && environ[count])
        count++;
    list = an_alloc((count + 2) * sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        if (strncmp(environ[i], "LC_", 3) != 0 && strncmp(environ[i], "LANG", 4) != 0)
            list[kept++] = environ[i];
    if (list)
        list[kept] = (char *)"LC_ALL=C";
    return list;
}

static char **make_arguments(const an_spawn *spawn)
{
    size_t count = 0;
    char **list;

    while (spawn->arguments && spawn->arguments[count])
        count++;
    list = an_alloc((count + 2) * sizeof *list);
    if (list)
        list[0] = (char *)spawn->program;
    for (size_t i = 0; list && i < count; i++)
        list[i + 1] = (char *)spawn->arguments[i];
    return list;
}

static void close_all(child *c)
{
    close_fd(&c->in.ours);
    close_fd(&c->in.childs);
    close_fd(&c->out.ours);
    close_fd(&c->out.childs);
    close_fd(&c->error.ours);
    close_fd(&c->error.childs);
    close_fd(&c->failure);
}

static an_status start(child *c, const an_spawn *spawn, an_error *err)
{
    char **arguments = make_arguments(spawn), **environment = make_environment();
    int failure = CLOSED;
    an_status st = AN_OK;

    *c = (child){-1, {CLOSED, CLOSED}, {CLOSED, CLOSED}, {CLOSED, CLOSED}, CLOSED, 0};
    if (!arguments || !environment) {
        st = an_fail_nomem(err);
    } else if (!make_pair(&c->in.childs, &c->in.ours, true) || !make_pair(&c->out.ours, &c->out.childs, false) ||
               !make_pair(&c->error.ours, &c->error.childs, false) || !make_pair(&c->failure, &failure, false) || (c->pid = fork()) < 0) {
        an_fail_errno(err, "cannot start '%s'", spawn->program);
        st = AN_ERR_PROGRAM;
        if (err)
            err->status = st;
    } else if (c->pid == 0) {
        run_child(c, failure, spawn->program, arguments, environment);
    }
    close_fd(&failure);
    close_fd(&c->in.childs);
    close_fd(&c->out.childs);
    close_fd(&c->error.childs);
    an_free(arguments);
    an_free(environment);
    return st;
}

/* Whether exec worked; blocks only until it is decided. */
static an_status check_started(child *c, const an_spawn *spawn, an_error *err)
{
    int reason = 0;
    ssize_t got;

    do
        got = read(c->failure, &reason, sizeof reason);
    while (got < 0 && errno == EINTR);
    close_fd(&c->failure);
    if (got != (ssize_t)sizeof reason)
        return AN_OK;
    errno = reason;
    an_fail_errno(err, "cannot start '%s'", spawn->program);
    if (err)
        err->status = AN_ERR_PROGRAM;
    return AN_ERR_PROGRAM;
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void give(child *c, an_str input)
{
    ssize_t sent = 0;

    if (c->written < input.len)
        sent = send(c->in.ours, input.ptr + c->written, input.len - c->written, MSG_NOSIGNAL);
    if (sent > 0)
        c->written += (size_t)sent;
    /* a child that has stopped reading may still answer */
    if (c->written >= input.len || (sent < 0 && errno != EAGAIN && errno != EINTR))
        close_fd(&c->in.ours);
}

/* Read what is there. False when it does not fit. */
static bool take(int *fd, an_buf *out, size_t keep)
{
    char piece[PIECE];
    ssize_t got = read(*fd, piece, sizeof piece);
    size_t length = got > 0 ? (size_t)got : 0;

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        close_fd(fd);
    if (keep)
        length = length < keep - out->len ? length : keep - out->len;
    an_buf_add(out, (an_str){piece, length});
    return !out->failed;
}

/* A message with the advice behind it. */
static an_status gave_up(const an_spawn *spawn, an_error *err, const char *what, unsigned number, const char *why)
{
    return an_fail(err, AN_ERR_PROGRAM, "'%s' %s %u%s%s%s", spawn->program, what, number, why, spawn->advice ? "; " : "",
                   spawn->advice ? spawn->advice : "");
}

static an_status too_slow(const an_spawn *spawn, an_error *err)
{
    return gave_up(spawn, err, "took longer than", spawn->seconds, " s");
}

static an_status ended_by(const an_spawn *spawn, unsigned number, an_error *err)
{
    return gave_up(spawn, err, "was ended by signal", number,
                   number == SIGKILL                                            ? ", as the system does when memory runs out"
                   : number == SIGSEGV || number == SIGABRT || number == SIGBUS ? ", which is a crash"
                                                                                : "");
}

/* Serve all streams until the child has closed its own. */
static an_status serve(child *c, const an_spawn *spawn, int64_t deadline, an_buf *out, an_buf *complaint, an_error *err)
{
    while (c->out.ours != CLOSED || c->error.ours != CLOSED) {
        struct pollfd set[3] = {{c->in.ours, POLLOUT, 0}, {c->out.ours, POLLIN, 0}, {c->error.ours, POLLIN, 0}};
        if (poll(set, 3, SLICE_MS) < 0 && errno != EINTR)
            return an_fail(err, AN_ERR_PROGRAM, "cannot talk to '%s'", spawn->program);
        if (c->in.ours != CLOSED && set[0].revents)
            give(c, spawn->input);
        if (c->out.ours != CLOSED && set[1].revents && !take(&c->out.ours, out, 0))
            return out->max && out->len + PIECE > out->max ? an_fail(err, AN_ERR_LIMIT, "'%s' wrote too much", spawn->program)
                                                           : an_fail_nomem(err);
        if (c->error.ours != CLOSED && set[2].revents && !take(&c->error.ours, complaint, COMPLAINT_MAX))
            return an_fail_nomem(err);
        if (deadline && now_ms() > deadline)
            return too_slow(spawn, err);
        if (!an_progress(spawn->watch, "drawing", 0, 0))
            return an_fail(err, AN_ERR_CANCELLED, "stopped");
    }
    return AN_OK;
}

/* Wait for its end, which it may put off after closing its streams. */
static an_status await(child *c, const an_spawn *spawn, int64_t deadline, int *status, an_error *err)
{
    for (;;) {
        pid_t got = waitpid(c->pid, status, deadline ? WNOHANG : 0);
        if (got == c->pid) {
            c->pid = -1;
            return AN_OK;
        }
        if (got < 0 && errno == ECHILD) { /* the host program ignores SIGCHLD: the answer itself must do */
            c->pid = -1;
            *status = 0;
            return AN_OK;
        }
        if (deadline && now_ms() > deadline)
            return too_slow(spawn, err);
        if (got == 0)
            poll(NULL, 0, 5);
    }
}

static void kill_child(child *c)
{
    if (c->pid <= 0)
        return;
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    c->pid = -1;
}

static bool set_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);

    return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

an_status an_spawn_run(const an_spawn *spawn, an_buf *out, an_buf *complaint, an_error *err)
{
    int64_t deadline = spawn->seconds ? now_ms() + (int64_t)spawn->seconds * 1000 : 0;
    child c;
    int status = 0;
    an_str said;
    an_status st = start(&c, spawn, err);

    if (st == AN_OK)
        st = check_started(&c, spawn, err);
    if (st == AN_OK && (!set_nonblocking(c.in.ours) || !set_nonblocking(c.out.ours) || !set_nonblocking(c.error.ours)))
        st = an_fail(err, AN_ERR_PROGRAM, "cannot talk to '%s'", spawn->program);
    if (st == AN_OK)
        st = serve(&c, spawn, deadline, out, complaint, err);
    if (st == AN_OK)
        st = await(&c, spawn, deadline, &status, err);
    kill_child(&c);
    close_all(&c);
    if (st != AN_OK || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return st;
    said = an_str_trim(an_buf_str(complaint));
    if (WIFSIGNALED(status))
        return ended_by(spawn, (unsigned)WTERMSIG(status), err);
    return an_fail(err, AN_ERR_PROGRAM, "'%s' failed%s%.*s", spawn->program, said.len ? ": " : "", said.len > 300 ? 300 : (int)said.len,
                   said.ptr);
}

bool an_spawn_find(an_buf *out, const char *name)
{
    const char *path = getenv("PATH");
    an_str rest = an_str_of(path ? path : "/usr/local/bin:/usr/bin:/bin"), folder;

    while (an_str_next(&rest, ':', &folder)) {
        if (!folder.len || folder.ptr[0] != '/')
            continue;
        an_buf_reset(out);
        an_buf_add(out, folder);
        an_buf_add_char(out, '/');
        an_buf_add_text(out, name);
        if (!out->failed && access(out->ptr, X_OK) == 0)
            return true;
    }
    return false;
}
