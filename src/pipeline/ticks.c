/* Tick sheets: documents are extracted as by an_extract() and shown to the sampler one at a time. */
#include "eval/ticks.h"

#include "base/error.h"
#include "base/file.h"
#include "extract/lines/mention_line.h"
#include "text/encoding.h"

#include <stdio.h>
#include <stdlib.h>

static an_status sample_lines(an_sampler *sampler, FILE *lines, an_error *err)
{
    an_extraction extraction = {0};
    an_line_notes notes;
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;
    an_status st = AN_OK;

    rewind(lines);
    while (st == AN_OK && (length = getline(&line, &capacity, lines)) >= 0) {
        st = an_mention_line_read(&extraction, (an_str){line, (size_t)length}, "actornet", ++number, &notes, err);
        if (st == AN_OK && !an_sampler_add(sampler, &extraction))
            st = an_fail_nomem(err);
    }
    if (st == AN_OK && ferror(lines))
        st = an_fail_errno(err, "cannot read a temporary file");
    free(line);
    an_extraction_clear(&extraction);
    return st;
}

static an_status write_sheet(FILE *to, an_sampler *sampler, an_error *err)
{
    an_buf sheet = {0};
    an_status st = AN_OK;

    an_sampler_write(sampler, &sheet);
    if (sheet.failed)
        st = an_fail_nomem(err);
    else if (fwrite(sheet.ptr, 1, sheet.len, to) != sheet.len)
        st = an_fail_errno(err, "cannot write the tick sheet");
    an_buf_clear(&sheet);
    return st;
}

an_status an_ticks_write(FILE *to, const an_lexicon *lexicon, const char *const *paths, size_t path_count, size_t count,
                         const an_run_options *run, an_report *report, const an_observer *watch, an_error *err)
{
    an_extract_options how = {.format = AN_MENTIONS_JSONL};
    an_sampler *sampler = an_sampler_new(count, run->max_actors, run->seed);
    FILE *lines = tmpfile();
    an_status st;

    if (!sampler)
        st = an_fail_nomem(err);
    else if (!lines)
        st = an_fail_errno(err, "cannot make a temporary file (set TMPDIR to a folder with room)");
    else if ((st = an_extract(lines, lexicon, paths, path_count, run, &how, report, watch, err)) == AN_OK &&
             (st = sample_lines(sampler, lines, err)) == AN_OK)
        st = write_sheet(to, sampler, err);
    if (lines)
        fclose(lines);
    an_sampler_free(sampler);
    return st;
}

bool an_ticks_is(const char *path)
{
    enum { HEAD = 4096 };
    char bytes[HEAD];
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    size_t count = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    an_buf text = {0};
    an_decoded how;
    bool is = count > 0 && an_decode(&text, (an_str){bytes, count}, &how, NULL) == AN_OK && an_ticks_known(an_buf_str(&text));

    if (file)
        fclose(file);
    an_buf_clear(&text);
    return is;
}

an_status an_ticks_read(an_ticks **out, const char *path, const an_observer *watch, an_error *err)
{
    enum { MOST = 64 << 20 };
    an_buf text = {0};
    an_status st = an_decode_file(&text, path, MOST, err);

    *out = NULL;
    if (st == AN_OK)
        st = an_ticks_parse(out, an_buf_str(&text), an_path_shown(path), watch, err);
    an_buf_clear(&text);
    return st;
}
