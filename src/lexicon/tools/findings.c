/* Telling what a check found. Findings are sorted by place; each file is walked once, line by line. */
#include "lexicon/tools/findings.h"

#include "base/alloc.h"

#include <stdlib.h>

void an_findings_add(an_findings *all, an_doubt doubt, uint32_t alias, uint32_t other)
{
    an_origin origin = an_lexicon_origin(all->lexicon, alias);

    if (!AN_ROOM(&all->list, 1)) {
        all->failed = true;
        return;
    }
    all->list.items[all->list.count++] = (an_finding){.file = origin.file,
                                                      .line = origin.line,
                                                      .alias = alias,
                                                      .other = other,
                                                      .doubt = doubt,
                                                      .severity = doubt == AN_DOUBT_SHADOWED || doubt == AN_DOUBT_UNNAMED ? AN_NOTE : AN_WARNING,
                                                      .about = an_lexicon_alias_text(all->lexicon, alias)};
}

void an_findings_say(an_findings *all, an_severity severity, uint32_t file, uint32_t line, an_str about, an_buf *message)
{
    char *words = an_buf_take(message);

    if (!words || !AN_ROOM(&all->list, 1)) {
        an_free(words);
        all->failed = true;
        return;
    }
    all->list.items[all->list.count++] = (an_finding){.file = file,
                                                      .line = line,
                                                      .alias = AN_NO_ALIAS,
                                                      .doubt = AN_DOUBT_PATTERN,
                                                      .severity = severity,
                                                      .about = about,
                                                      .message = words};
}

void an_findings_clear(an_findings *all)
{
    for (size_t i = 0; i < all->list.count; i++)
        an_free(all->list.items[i].message);
    an_free(all->list.items);
    *all = (an_findings){0};
}

static int compare_findings(const void *left, const void *right)
{
    const an_finding *a = left, *b = right;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->doubt != b->doubt)
        return a->doubt < b->doubt ? -1 : 1;
    return a->message && b->message ? strcmp(a->message, b->message) : (a->other > b->other) - (a->other < b->other);
}

/* Words ---------------------------------------------------------------------------------------------------------------------------- */

static an_str owner_of(const an_lexicon *lexicon, uint32_t alias)
{
    uint32_t actor = an_lexicon_alias(lexicon, alias).actor;

    return actor == AN_NO_ACTOR ? AN_LIT("") : an_lexicon_actor(lexicon, actor).name;
}

static void describe(const an_findings *all, const an_finding *found, an_buf *out)
{
    const an_lexicon *lexicon = all->lexicon;
    an_str text = an_lexicon_alias_text(lexicon, found->alias), owner = owner_of(lexicon, found->alias);
    an_origin other = found->other == AN_NO_ALIAS ? (an_origin){0, 0} : an_lexicon_origin(lexicon, found->other);
    const char *file = lexicon->files.items[other.file].shown;

    switch (found->doubt) {
    case AN_DOUBT_AMBIGUOUS:
        an_buf_addf(out, "'%.*s' stands for '%.*s', too (%s:%u): ambiguous; give both a 'near'", AN_SHOWN(text),
                    AN_SHOWN(owner_of(lexicon, found->other)), file, (unsigned)other.line);
        break;
    case AN_DOUBT_KILLED:
        an_buf_addf(out, "'%.*s' is never extracted (%s:%u): this row finds nothing", AN_SHOWN(text), file, (unsigned)other.line);
        break;
    case AN_DOUBT_SHADOWED:
        an_buf_addf(out, "'%.*s' is found without this row (%s:%u): that one has fewer conditions", AN_SHOWN(text), file,
                    (unsigned)other.line);
        break;
    case AN_DOUBT_WORD:
        an_buf_addf(out, "'%.*s' is a common word: it will be found where nobody means it; give it a 'near', or case 'exact'",
                    AN_SHOWN(text));
        break;
    case AN_DOUBT_LETTER:
        an_buf_addf(out, "'%.*s' is a single letter: it will be found in many places", AN_SHOWN(text));
        break;
    case AN_DOUBT_SCRIPTS:
        an_buf_addf(out, "'%.*s' has a word with letters of two scripts that look alike: it will hardly be found", AN_SHOWN(text));
        break;
    case AN_DOUBT_NEAR_SELF:
        an_buf_addf(out, "'%.*s' counts only near '%.*s', whose names all need something near themselves: it is never found",
                    AN_SHOWN(text), AN_SHOWN(owner));
        break;
    case AN_DOUBT_NEAR_NOBODY:
        an_buf_addf(out, "'%.*s' is never found: every name of what it must be near needs something near itself", AN_SHOWN(text));
        break;
    case AN_DOUBT_UNNAMED:
        an_buf_addf(out, "no row looks for '%.*s' itself: add one with an empty alias if its own name shall be found", AN_SHOWN(owner));
        break;
    default:
        an_buf_addf(out, "'%.*s' has dates that contradict each other: an end before its beginning", AN_SHOWN(owner));
        break;
    }
}

/* "12 ambiguous, 3 common words" */
static void add_summary(const size_t counts[AN_DOUBT_COUNT], an_buf *out)
{
    static const char *const names[AN_DOUBT_COUNT] = {
        [AN_DOUBT_AMBIGUOUS] = "ambiguous",
        [AN_DOUBT_KILLED] = "never extracted",
        [AN_DOUBT_SHADOWED] = "found without their rows",
        [AN_DOUBT_WORD] = "common words",
        [AN_DOUBT_LETTER] = "single letters",
        [AN_DOUBT_SCRIPTS] = "of two scripts",
        [AN_DOUBT_NEAR_SELF] = "near themselves only",
        [AN_DOUBT_NEAR_NOBODY] = "near nobody",
        [AN_DOUBT_UNNAMED] = "never looked for by their own name",
        [AN_DOUBT_DATES] = "with dates that contradict",
        [AN_DOUBT_PATTERN] = "about patterns",
    };

    an_buf_add_text(out, "in all:");
    for (size_t i = 0, added = 0; i < AN_DOUBT_COUNT; i++)
        if (counts[i])
            an_buf_addf(out, "%s %zu %s", added++ ? "," : "", counts[i], names[i]);
}

/* Places --------------------------------------------------------------------------------------------------------------------------- */

/* Walks down the lines of a file. */
typedef struct line_cursor {
    uint32_t file, line;
    size_t at;
} line_cursor;

static an_str go_to_line(line_cursor *cursor, an_str file, const an_finding *found)
{
    size_t end;

    if (cursor->file != found->file)
        *cursor = (line_cursor){.file = found->file, .line = 1};
    for (; cursor->line < found->line; cursor->line++) {
        end = an_str_find_byte(file, cursor->at, '\n');
        cursor->at = end == (size_t)-1 ? file.len : end + 1;
    }
    end = an_str_find_byte(file, cursor->at, '\n');
    return an_str_sub(file, cursor->at, end == (size_t)-1 ? file.len : end);
}

/* Where a text stands in a line: as a whole cell if it does, else anywhere; -1 when it does not (a quoted cell). */
static size_t place_in(an_str line, an_str about)
{
    size_t first = an_str_find(line, 0, about), at;

    for (at = first; at != (size_t)-1; at = an_str_find(line, at + 1, about)) {
        size_t end = at + about.len;
        if ((at == 0 || strchr("\t,\"", line.ptr[at - 1])) && (end == line.len || strchr("\t,\"\r", line.ptr[end])))
            return at;
    }
    return first;
}

static void tell_one(const an_findings *all, an_loading *l, const an_finding *found, line_cursor *cursor)
{
    an_source *source = &l->lexicon->files.items[found->file];
    an_buf words = {0};
    an_str line;
    size_t place;

    if (source->unsaid[found->severity]) { /* enough of them are told: only counted */
        an_loading_say(l, found->severity, AN_OK, found->file, 0, 0, "%s", "");
        return;
    }
    line = go_to_line(cursor, source->text, found);
    place = place_in(line, found->about);
    if (!found->message)
        describe(all, found, &words);
    an_loading_say(l, found->severity, AN_OK, found->file, cursor->at + (place == (size_t)-1 ? 0 : place),
                   place == (size_t)-1 ? 0 : found->about.len, "%s",
                   found->message ? found->message
                   : words.ptr    ? words.ptr
                                  : "");
    an_buf_clear(&words);
}

static void end_file(an_loading *l, uint32_t file, size_t counts[AN_DOUBT_COUNT])
{
    an_source *source = &l->lexicon->files.items[file];
    bool many = source->unsaid[AN_ERROR] + source->unsaid[AN_WARNING] + source->unsaid[AN_NOTE] > 0;
    an_buf summary = {0};

    an_loading_rest(l, file);
    add_summary(counts, &summary);
    if (many && !summary.failed)
        an_say(l->watch, AN_WARNING, source->shown, "%s", summary.ptr);
    an_buf_clear(&summary);
    memset(counts, 0, AN_DOUBT_COUNT * sizeof *counts);
}

void an_findings_tell(an_findings *all, an_loading *l)
{
    line_cursor cursor = {.file = UINT32_MAX};
    size_t counts[AN_DOUBT_COUNT] = {0};

    if (all->list.count)
        qsort(all->list.items, all->list.count, sizeof *all->list.items, compare_findings);
    for (size_t i = 0; i < all->list.count; i++) {
        const an_finding *found = &all->list.items[i];
        tell_one(all, l, found, &cursor);
        counts[found->doubt]++;
        if (i + 1 == all->list.count || all->list.items[i + 1].file != found->file)
            end_file(l, found->file, counts);
    }
}
