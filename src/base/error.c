/* Errors are filled in place, without allocating, so that «out of memory» can be told, too. */
#include "base/error.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static const char *const status_names[] = {
    "ok",     "invalid", "out of memory", "input/output", "not found", "encoding",
    "syntax", "pattern", "limit",         "graph",        "program",   "cancelled",
};

const char *an_status_name(an_status status)
{
    return (size_t)status < sizeof status_names / sizeof *status_names ? status_names[status] : "unknown";
}

void an_copy_clean(char *out, size_t size, an_str text)
{
    size_t at = 0, length;

    for (size_t i = 0; i < text.len; i += length) {
        uint32_t code = an_utf8_decode(text, i, &length);
        bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || (code == 0xFFFD && length == 1) ||
                       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        if (at + (control ? 1 : length) + 1 > size)
            break;
        if (control)
            out[at++] = code == '\t' || code == '\n' || code == '\r' ? ' ' : '?';
        else
            for (size_t k = 0; k < length; k++)
                out[at++] = text.ptr[i + k];
    }
    if (size)
        out[at] = '\0';
}

static void set_message(an_error *err, an_status status, const char *message)
{
    *err = (an_error){.status = status};
    an_copy_clean(err->message, sizeof err->message, an_str_of(message));
}

an_status an_fail(an_error *err, an_status status, const char *format, ...)
{
    char message[1024];
    va_list args;

    if (!err)
        return status;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    set_message(err, status, message);
    return status;
}

an_status an_fail_nomem(an_error *err)
{
    return an_fail(err, AN_ERR_NOMEM, "out of memory");
}

an_status an_fail_errno(an_error *err, const char *format, ...)
{
    char message[1024];
    int reason = errno, used;
    va_list args;

    if (!err)
        return AN_ERR_IO;
    va_start(args, format);
    used = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (used > 0 && (size_t)used < sizeof message)
        snprintf(message + used, sizeof message - (size_t)used, ": %s", strerror(reason));
    set_message(err, AN_ERR_IO, message);
    return AN_ERR_IO;
}

an_status an_fail_in(an_error *err, an_status status, const char *source)
{
    if (err && status != AN_OK && !err->source[0])
        an_copy_clean(err->source, sizeof err->source, an_str_of(source));
    return status;
}

/* Whether more than one character in ten is a control character: shown as `?`, such a line says nothing. */
static bool is_no_text(an_str shown)
{
    size_t controls = 0;

    for (size_t i = 0; i < shown.len; i++)
        controls += (unsigned char)shown.ptr[i] < ' ' && shown.ptr[i] != '\t';
    return controls > 1 && controls * 10 > shown.len;
}

void an_error_at(an_error *err, const char *source, size_t line_number, an_str line, size_t start, size_t length)
{
    enum { SHOWN = 160, BEFORE = 60 };
    size_t from = 0, code;

    if (!err)
        return;
    an_copy_clean(err->source, sizeof err->source, an_str_of(source));
    if (start > line.len)
        start = line.len;
    if (length > line.len - start)
        length = line.len - start;
    code = an_utf8_count(an_str_sub(line, 0, start));
    err->line = line_number;
    err->column = code + 1;
    /* of a long line only the part around the span is shown */
    if (code > SHOWN - BEFORE) {
        from = start;
        for (size_t i = 0; i < BEFORE && from > 0; i++)
            from = an_utf8_before(line, from);
    }
    if (is_no_text(an_str_sub(line, from, line.len))) {
        line.len = start = from;
        length = 0;
    }
    an_copy_clean(err->excerpt, sizeof err->excerpt, an_str_sub(line, from, line.len));
    err->caret = an_utf8_count(an_str_sub(line, from, start));
    err->caret_length = an_utf8_count(an_str_sub(line, start, start + length));
    if (err->caret_length == 0)
        err->caret_length = 1;
}

void an_say_error(const an_observer *watch, an_severity severity, const an_error *at)
{
    an_diagnostic diagnostic = {.severity = severity, .at = *at};

    if (watch && watch->diagnose)
        watch->diagnose(watch->payload, &diagnostic);
}

void an_say(const an_observer *watch, an_severity severity, const char *source, const char *format, ...)
{
    char message[1024];
    an_error at;
    va_list args;

    if (!watch || !watch->diagnose)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    set_message(&at, AN_OK, message);
    an_copy_clean(at.source, sizeof at.source, an_str_of(source));
    an_say_error(watch, severity, &at);
}

bool an_progress(const an_observer *watch, const char *stage, size_t done, size_t total)
{
    return !watch || !watch->progress || watch->progress(watch->payload, stage, done, total);
}
