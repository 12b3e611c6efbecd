/* Diagnostics, progress and colours. At most SIMILAR_MAX warnings of one kind are shown: the kind is the message without numbers and quoted
   names. The bar appears after a second, is drawn at most ten times a second, and is erased before any message. */
#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SIMILAR_MAX = 20, KINDS_MAX = 200, BAR_WIDTH = 30, PATIENCE = 1 /* seconds that a run has to stop itself */ };

/* Signals ------------------------------------------------------------------------------------------------------------------------ */

#define STOPPED "actornet: stopped\n"
static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t interrupted;

/* End at once, as this signal ends a program, and leave nothing half written. */
static void end_by(int number)
{
    an_outputs_lost();
    signal(number, SIG_DFL);
    raise(number);
}

/* The run stops itself at the next step. Where there is none for a while (a pipe that nobody writes to, a large dictionary) it is ended, and so it is
   by a second signal. */
static void on_interrupt(int number)
{
    if (interrupted)
        end_by(number);
    interrupted = number;
    alarm(PATIENCE);
}

static void on_patience_lost(int number)
{
    (void)number;
    (void)!write(STDERR_FILENO, STOPPED, sizeof STOPPED - 1);
    end_by(interrupted);
}

/* A file that is mapped (a dictionary, a long text) lost its end while it was in use. Nothing can be read on, and nothing that was begun is finished. */
static void on_lost_file(int number)
{
    static const char message[] = "error: a dictionary or a text was cut short or could not be read while it was in use: nothing was finished\n";
    (void)number;
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    an_outputs_lost();
    _exit(CLI_FAILED);
}

void cli_signals(void)
{
    struct sigaction lost = {.sa_handler = on_lost_file};
    sigaction(SIGBUS, &lost, NULL);
    struct sigaction patience = {.sa_handler = on_patience_lost};
    sigaction(SIGALRM, &patience, NULL);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        struct sigaction stop = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART}, old;
        if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup, or a job in the background */
            sigaction(stops[i], &stop, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is told as any that cannot be written, and taken away */
    /* A file opened later must not become standard output. Opened for reading, so that writing to a closed stream still fails. */
    for (int stream = 0; stream <= 2; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", O_RDONLY);
}

void cli_stop(void)
{
    end_by(interrupted);
}

/* Looks -------------------------------------------------------------------------------------------------------------------------- */

static bool is_dumb(void)
{
    const char *kind = getenv("TERM");
    return !kind || !strcmp(kind, "dumb");
}

static bool wants_colour(bool is_terminal)
{
    const char *no_colour = getenv("NO_COLOR");
    return is_terminal && !(no_colour && *no_colour) && !is_dumb();
}

void cli_terminal_open(cli_terminal *terminal)
{
    *terminal = (cli_terminal){.out_is_terminal = isatty(1) == 1, .err_is_terminal = isatty(2) == 1};
    terminal->out_colour = wants_colour(terminal->out_is_terminal);
    terminal->err_colour = wants_colour(terminal->err_is_terminal);
    terminal->moves = terminal->err_is_terminal && !is_dumb();
    clock_gettime(CLOCK_MONOTONIC, &terminal->started);
}

const char *cli_bold(bool on)
{
    return on ? "\x1b[1m" : "";
}

const char *cli_dim(bool on)
{
    return on ? "\x1b[2m" : "";
}

const char *cli_plain(bool on)
{
    return on ? "\x1b[0m" : "";
}

/* Diagnostics -------------------------------------------------------------------------------------------------------------------- */

static const char *const severity_names[] = {"note", "warning", "error"};
static const char *const severity_colours[] = {"\x1b[1;36m", "\x1b[1;35m", "\x1b[1;31m"};

static void add_severity(cli_text *text, an_severity severity, bool colour)
{
    cli_addf(text, "%s%s:%s ", colour ? severity_colours[severity] : "", severity_names[severity], cli_plain(colour));
}

/* The caret stands under columns of the excerpt as it is shown, where a wide character takes two. */
static void add_caret(cli_text *text, const an_error *at, bool colour)
{
    an_str excerpt = cli_str(at->excerpt);
    size_t byte = 0, length, before = 0, under = 0;
    for (size_t code = 0; byte < excerpt.len && code < at->caret + at->caret_length; code++, byte += length) {
        cli_decode(excerpt, byte, &length);
        size_t columns = cli_width((an_str){excerpt.ptr + byte, length});
        *(code < at->caret ? &before : &under) += columns;
    }
    cli_add_text(text, "    ");
    cli_add_spaces(text, before);
    cli_addf(text, "%s^", colour ? "\x1b[1;32m" : "");
    for (size_t i = 1; i < under; i++)
        cli_add_char(text, '~');
    cli_addf(text, "%s\n", cli_plain(colour));
}

/* «file:line:column: error: message», excerpt and caret. */
static void add_diagnostic(cli_text *text, an_severity severity, const an_error *at, bool colour)
{
    cli_add_text(text, cli_bold(colour));
    if (at->source[0])
        cli_add_clean(text, cli_str(at->source), false);
    else
        cli_add_text(text, "actornet");
    if (at->source[0] && at->line) {
        cli_addf(text, ":%zu", at->line);
        if (at->column)
            cli_addf(text, ":%zu", at->column);
    }
    cli_addf(text, ":%s ", cli_plain(colour));
    add_severity(text, severity, colour);
    cli_add_clean(text, cli_str(at->message), false);
    cli_add_char(text, '\n');
    if (!at->excerpt[0])
        return;
    cli_add_text(text, "    ");
    cli_add_clean(text, cli_str(at->excerpt), false);
    cli_add_char(text, '\n');
    add_caret(text, at, colour);
}

/* The message with every number and quoted name replaced: what makes two warnings alike. */
static char *kind_of(const char *message)
{
    cli_text kind = {0};
    cli_add_text(&kind, "");
    for (const char *p = message; *p; p++) {
        const char *close = *p == '\'' ? strchr(p + 1, '\'') : NULL;
        if (close) {
            cli_add_text(&kind, "'…'");
            p = close;
        } else if (*p >= '0' && *p <= '9') {
            cli_add_text(&kind, "N");
            p += strspn(p, "0123456789.,") - 1;
        } else {
            cli_add_char(&kind, *p);
        }
    }
    return kind.ptr;
}

/* Whether this is one too many of its kind. */
static bool held_back(cli_terminal *terminal, const an_diagnostic *diagnostic)
{
    char *kind = kind_of(diagnostic->at.message);
    for (size_t i = 0; i < terminal->similar_count; i++) {
        cli_similar *similar = &terminal->similar[i];
        if (similar->severity == diagnostic->severity && !strcmp(similar->pattern, kind)) {
            free(kind);
            return ++similar->count > SIMILAR_MAX;
        }
    }
    if (terminal->similar_count == KINDS_MAX) { /* messages with no end of kinds are one kind */
        free(kind);
        return true;
    }
    terminal->similar = cli_grow(terminal->similar, &terminal->similar_capacity, terminal->similar_count + 1, sizeof *terminal->similar);
    terminal->similar[terminal->similar_count++] = (cli_similar){.pattern = kind, .severity = diagnostic->severity, .count = 1};
    return false;
}

static void erase_bar(cli_terminal *terminal)
{
    if (terminal->bar_shown)
        fputs("\r\x1b[K", stderr);
    terminal->bar_shown = false;
}

static void diagnose(void *payload, const an_diagnostic *diagnostic)
{
    cli_terminal *terminal = payload;
    cli_text text = {0};
    terminal->counts[diagnostic->severity]++;
    if (terminal->quiet && diagnostic->severity != AN_ERROR)
        return;
    if (!terminal->findings && held_back(terminal, diagnostic)) {
        terminal->hidden++;
        return;
    }
    erase_bar(terminal);
    add_diagnostic(&text, diagnostic->severity, &diagnostic->at, terminal->findings ? terminal->out_colour : terminal->err_colour);
    fputs(text.ptr, terminal->findings ? stdout : stderr);
    cli_text_clear(&text);
}

void cli_message(cli_terminal *terminal, an_severity severity, const char *format, ...)
{
    cli_text message = {0}, text = {0};
    va_list arguments;
    if (terminal->quiet && severity != AN_ERROR)
        return;
    va_start(arguments, format);
    cli_addv(&message, format, arguments);
    va_end(arguments);
    erase_bar(terminal);
    cli_addf(&text, "%sactornet:%s ", cli_bold(terminal->err_colour), cli_plain(terminal->err_colour));
    add_severity(&text, severity, terminal->err_colour);
    cli_add_clean(&text, cli_view(&message), false);
    fprintf(stderr, "%s\n", text.ptr);
    cli_text_clear(&message);
    cli_text_clear(&text);
}

int cli_failure(cli_terminal *terminal, const an_error *err)
{
    an_error shown = *err;
    if (err->status == AN_ERR_CANCELLED && interrupted) {
        erase_bar(terminal);
        alarm(0);
        fputs(STOPPED, stderr);
        terminal->stopped = true;
        return CLI_FAILED;
    }
    if (err->status == AN_ERR_IO && cli_reader_gone())
        return CLI_FAILED;
    if (err->status == AN_ERR_NOMEM)
        snprintf(shown.message, sizeof shown.message, "out of memory: smaller inputs%s need less", terminal->threads ? ", or --threads 1," : "");
    else if (!shown.message[0])
        snprintf(shown.message, sizeof shown.message, "%s", an_status_name(err->status));
    if (terminal->counts[AN_ERROR] && terminal->hidden == 0)
        shown.excerpt[0] = '\0'; /* the observer has shown it */
    cli_text text = {0};
    erase_bar(terminal);
    add_diagnostic(&text, AN_ERROR, &shown, terminal->err_colour);
    fputs(text.ptr, stderr);
    cli_text_clear(&text);
    return CLI_FAILED;
}

/* Progress ----------------------------------------------------------------------------------------------------------------------- */

static double seconds_since(const struct timespec *then, const struct timespec *now)
{
    return (double)(now->tv_sec - then->tv_sec) + (double)(now->tv_nsec - then->tv_nsec) / 1e9;
}

static void add_bar(cli_text *text, const char *stage, size_t done, size_t total)
{
    cli_add_clean(text, cli_str(stage), false);
    cli_add_char(text, ' ');
    if (total) {
        size_t full = done >= total ? BAR_WIDTH : (size_t)((double)done / (double)total * BAR_WIDTH);
        cli_add_char(text, '[');
        for (size_t i = 0; i < BAR_WIDTH; i++)
            cli_add_char(text, i < full ? '=' : ' ');
        cli_add_text(text, "] ");
    }
    cli_add_count(text, done);
    if (total) {
        cli_add_text(text, " of ");
        cli_add_count(text, total);
    }
}

static bool progress(void *payload, const char *stage, size_t done, size_t total)
{
    cli_terminal *terminal = payload;
    struct timespec now;
    if (interrupted)
        return false;
    if (!terminal->moves || terminal->quiet)
        return true;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_since(&terminal->started, &now) < 1 || seconds_since(&terminal->drawn, &now) < 0.1)
        return true;
    struct winsize size = {0};
    size_t columns = ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 10 ? size.ws_col : 80;
    cli_text text = {0};
    add_bar(&text, stage, done, total);
    an_str shown = cli_cut(cli_view(&text), columns - 1);
    fprintf(stderr, "\r%.*s\x1b[K", (int)shown.len, shown.ptr);
    fflush(stderr);
    cli_text_clear(&text);
    terminal->bar_shown = true;
    terminal->drawn = now;
    return true;
}

an_observer cli_observer(cli_terminal *terminal)
{
    return (an_observer){.diagnose = diagnose, .progress = progress, .payload = terminal};
}

void cli_tell_held_back(cli_terminal *terminal)
{
    for (size_t i = 0; i < terminal->similar_count; i++) {
        const cli_similar *similar = &terminal->similar[i];
        if (similar->count > SIMILAR_MAX)
            cli_message(terminal, similar->severity, "… %zu more: %s (see --report)", similar->count - SIMILAR_MAX, similar->pattern);
        free(similar->pattern);
    }
    free(terminal->similar);
    terminal->similar = NULL;
    terminal->similar_count = terminal->similar_capacity = 0;
}

void cli_terminal_close(cli_terminal *terminal)
{
    erase_bar(terminal);
    cli_tell_held_back(terminal);
}

/* Standard output ---------------------------------------------------------------------------------------------------------------- */

void cli_print(cli_terminal *terminal, const cli_text *text)
{
    erase_bar(terminal);
    errno = 0;
    if (text->len && fwrite(text->ptr, 1, text->len, stdout) != text->len && !terminal->out_error)
        terminal->out_error = errno;
}

bool cli_reader_gone(void)
{
    struct pollfd out = {.fd = 1, .events = POLLOUT};
    return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}

int cli_finish(cli_terminal *terminal, int status)
{
    errno = 0;
    bool bad = fflush(stdout) != 0;
    int reason = terminal->out_error ? terminal->out_error : errno;
    bad |= ferror(stdout) != 0;
    if (fclose(stdout) != 0 && !bad) {
        reason = errno;
        bad = true;
    }
    if (!bad)
        return status;
    bool told = status == CLI_FAILED && !reason; /* the library met the error and its message was shown */
    if (reason != EPIPE && !cli_reader_gone() && !told)
        cli_message(terminal, AN_ERROR, "cannot write to standard output%s%s", reason ? ": " : "", reason ? strerror(reason) : "");
    return CLI_FAILED;
}
