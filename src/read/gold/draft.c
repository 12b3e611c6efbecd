/* Settling. Offsets may count code points, bytes, UTF-16 units, or code points of a text in which CR LF was LF. For each way there is a table from
   offset to byte; the way in which the file's mentions fit its texts is taken for all of them. A mention fits when its `text` stands there, or,
   when the file does not say, when it neither starts nor ends inside a word. Only mentions behind a character on which the ways differ vote. */
#include "read/gold/draft.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/gate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef enum unit { CODES, BYTES, UTF16, CODES_WITHOUT_CR, UNIT_COUNT } unit;

static const char *const unit_names[UNIT_COUNT] = {"code points", "bytes", "UTF-16 units", "code points without the CR of line ends"};

/* Byte of each offset; NOWHERE for one inside a character. */
#define NOWHERE UINT32_MAX
typedef struct table {
    uint32_t *bytes; /* NULL: every offset is its byte */
    size_t count;
} table;

/* Drafts -------------------------------------------------------------------------------------------------------------------------- */

void an_drafts_clear(an_drafts *drafts)
{
    an_free(drafts->ranges);
    an_free(drafts->mentions.items);
    an_free(drafts->sentences.items);
    an_map_clear(&drafts->unknown);
    *drafts = (an_drafts){0};
}

an_str an_drafts_keep(an_drafts *drafts, an_str text)
{
    return text.len ? an_kept(an_arena_str(&drafts->gold->arena, text), &drafts->failed) : AN_LIT("");
}

an_str an_drafts_keep_text(an_drafts *drafts, an_str text)
{
    an_buf clean = {0};

    an_gate_all(&clean, text);
    return an_kept(an_buf_keep(&clean, &drafts->gold->arena), &drafts->failed);
}

an_gold_document *an_drafts_document(an_drafts *drafts, size_t line)
{
    an_gold *gold = drafts->gold;
    size_t number = gold->count - drafts->first;
    an_str none = AN_LIT("");

    if (!AN_ROOM(gold, 1) || !an_grow(&drafts->ranges, &drafts->range_capacity, number + 1, sizeof *drafts->ranges)) {
        drafts->failed = true;
        return NULL;
    }
    drafts->ranges[number].mention = drafts->mentions.count;
    drafts->ranges[number].sentence = drafts->sentences.count;
    gold->items[gold->count] = (an_gold_document){.id = none, .title = none, .date = none, .source = none, .text = none, .file = drafts->file,
                                                  .line = line};
    return &gold->items[gold->count++];
}

void an_drafts_mention(an_drafts *drafts, an_draft_mention mention)
{
    drafts->failed |= !AN_ROOM(&drafts->mentions, 1);
    if (!drafts->failed)
        drafts->mentions.items[drafts->mentions.count++] = mention;
}

void an_drafts_sentence(an_drafts *drafts, int64_t start, int64_t end)
{
    drafts->failed |= !AN_ROOM(&drafts->sentences, 1);
    if (!drafts->failed)
        drafts->sentences.items[drafts->sentences.count++] = (an_draft_stretch){start, end};
}

void an_drafts_warn(const an_drafts *drafts, size_t line, const char *format, ...)
{
    char message[512];
    an_error at = {0};
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    an_fail(&at, AN_ERR_SYNTAX, "%s", message);
    an_copy_clean(at.source, sizeof at.source, drafts->file);
    at.line = line;
    an_say_error(drafts->watch, AN_WARNING, &at);
}

/* Offsets ------------------------------------------------------------------------------------------------------------------------- */

static size_t width(unit how, an_str text, size_t at, uint32_t code, size_t length)
{
    switch (how) {
    case BYTES:
        return length;
    case UTF16:
        return code > 0xFFFF ? 2 : 1;
    case CODES_WITHOUT_CR:
        return code == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n' ? 0 : 1;
    default:
        return 1;
    }
}

/* First byte at which the ways of counting may differ; text.len when nowhere. */
static size_t plain_until(an_str text)
{
    size_t at = 0;

    while (at < text.len && (unsigned char)text.ptr[at] < 0x80 && text.ptr[at] != '\r')
        at++;
    return at;
}

static bool table_make(table *out, an_str text, unit how)
{
    size_t offset = 0, length;

    *out = (table){NULL, text.len + 1};
    if (plain_until(text) == text.len)
        return true;
    if (!an_size_mul(&length, text.len + 1, sizeof *out->bytes) || !(out->bytes = an_alloc(length)))
        return false;
    memset(out->bytes, 0xFF, length);
    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        if (out->bytes[offset] == NOWHERE)
            out->bytes[offset] = (uint32_t)at;
        offset += width(how, text, at, code, length);
    }
    out->bytes[offset] = (uint32_t)text.len;
    out->count = offset + 1;
    return true;
}

static void table_clear(table *offsets)
{
    an_free(offsets->bytes);
    *offsets = (table){0};
}

static uint32_t table_byte(const table *offsets, int64_t offset)
{
    if (offset < 0 || (uint64_t)offset >= offsets->count)
        return NOWHERE;
    return offsets->bytes ? offsets->bytes[offset] : (uint32_t)offset;
}

static bool table_span(const table *offsets, int64_t start, int64_t end, an_span *span)
{
    *span = (an_span){table_byte(offsets, start), table_byte(offsets, end)};
    return span->start != NOWHERE && span->end != NOWHERE && span->start < span->end;
}

/* Voting -------------------------------------------------------------------------------------------------------------------------- */

static bool in_word(an_str text, size_t at)
{
    size_t length;
    uint32_t code = an_utf8_decode(text, at, &length);

    return an_is_letter(code) || an_is_digit(code);
}

/* Whether a stretch neither starts nor ends inside a word nor at a blank. */
static bool on_borders(an_str text, an_span span)
{
    size_t length, last = an_utf8_before(text, span.end);

    if (an_is_space(an_utf8_decode(text, span.start, &length)) || an_is_space(an_utf8_decode(text, last, &length)))
        return false;
    if (span.start > 0 && in_word(text, an_utf8_before(text, span.start)) && in_word(text, span.start))
        return false;
    return span.end == text.len || !in_word(text, last) || !in_word(text, span.end);
}

/* Equal but for the kind and number of blanks: line ends may have become blanks. */
static bool same_words(an_str a, an_str b)
{
    size_t i = 0, k = 0, length;

    while (i < a.len && k < b.len) {
        size_t from = i, to = k;
        while (i < a.len && an_is_space(an_utf8_decode(a, i, &length)))
            i += length;
        while (k < b.len && an_is_space(an_utf8_decode(b, k, &length)))
            k += length;
        if ((i > from) != (k > to))
            return false;
        if (i < a.len && k < b.len && a.ptr[i++] != b.ptr[k++])
            return false;
    }
    return i == a.len && k == b.len;
}

static bool fits(const an_draft_mention *m, an_str text, an_span span)
{
    return m->text.len ? same_words(m->text, an_str_sub(text, span.start, span.end)) : on_borders(text, span);
}

typedef struct votes {
    size_t fit[UNIT_COUNT], all, sure; /* sure: those whose text is given */
} votes;

static size_t mention_end(const an_drafts *drafts, size_t i)
{
    return drafts->first + i + 1 < drafts->gold->count ? drafts->ranges[i + 1].mention : drafts->mentions.count;
}

static bool vote(an_drafts *drafts, size_t i, votes *out)
{
    const an_gold_document *doc = &drafts->gold->items[drafts->first + i];
    size_t plain = plain_until(doc->text), from = drafts->ranges[i].mention, to = mention_end(drafts, i);
    table offsets;

    if (plain == doc->text.len)
        return true;
    for (size_t how = 0; how < UNIT_COUNT; how++) {
        if (!table_make(&offsets, doc->text, (unit)how))
            return false;
        for (size_t k = from; k < to; k++) {
            const an_draft_mention *m = &drafts->mentions.items[k];
            an_span span;
            if (m->end < 0 || (uint64_t)m->end <= plain)
                continue;
            out->all += how == 0;
            out->sure += how == 0 && m->text.len > 0;
            out->fit[how] += table_span(&offsets, m->start, m->end, &span) && fits(m, doc->text, span);
        }
        table_clear(&offsets);
    }
    return true;
}

/* Code points, unless less than half of the votes are for them and nine of ten for another way. */
static unit elected(const votes *v)
{
    enum { FEW = 3 };
    unit best = CODES;

    if (v->fit[CODES] * 2 >= v->all || (v->sure == 0 && v->all < FEW))
        return CODES;
    for (unit how = CODES; how < UNIT_COUNT; how++) {
        if (v->fit[how] > v->fit[best])
            best = how;
    }
    return v->fit[best] * 10 >= v->all * 9 ? best : CODES;
}

static bool elect(an_drafts *drafts, unit *out)
{
    size_t count = drafts->gold->count - drafts->first;
    votes v = {0};

    *out = CODES;
    for (size_t i = 0; i < count && !drafts->exact; i++) {
        if (!vote(drafts, i, &v))
            return false;
    }
    *out = elected(&v);
    if (*out != CODES) {
        drafts->gold->counts.converted_files++;
        an_drafts_warn(drafts, 0, "offsets count %s, not code points (%zu of %zu mentions fit so, %zu the other way): read as such",
                       unit_names[*out], v.fit[*out], v.all, v.fit[CODES]);
    }
    return true;
}

/* Checking ------------------------------------------------------------------------------------------------------------------------ */

enum { SHOWN = 60 };

static int shown(an_str text)
{
    size_t length = text.len;

    if (length > SHOWN)
        for (length = SHOWN; length > 0 && ((unsigned char)text.ptr[length] & 0xC0) == 0x80; length--)
            ;
    return (int)length;
}

/* Why a mention cannot be used, told and counted. */
static void refuse(an_drafts *drafts, const an_gold_document *doc, const an_draft_mention *m, const char *why)
{
    drafts->gold->counts.bad_mentions++;
    an_drafts_warn(drafts, m->line, "mention %" PRId64 "-%" PRId64 " of '%.*s' %s; it is left out", m->start, m->end, shown(doc->id), doc->id.ptr,
                   why);
}

static bool check(an_drafts *drafts, const an_gold_document *doc, const table *offsets, const an_draft_mention *m, an_span *span)
{
    char why[SHOWN * 2 + 80];

    if (m->start < 0 || m->end < 0) {
        drafts->gold->counts.bad_mentions++;
        an_drafts_warn(drafts, m->line, "a mention of '%.*s' has no whole numbers 'start' and 'end', 0 or more; it is left out", shown(doc->id), doc->id.ptr);
    } else if (m->end <= m->start) {
        refuse(drafts, doc, m, "is empty: 'end' is the first offset behind it");
    } else if (!doc->has_text) {
        *span = (an_span){(uint32_t)m->start, (uint32_t)m->end};
        if (m->end < UINT32_MAX)
            return true;
        refuse(drafts, doc, m, "is too far");
    } else if (!table_span(offsets, m->start, m->end, span)) {
        snprintf(why, sizeof why, "lies outside of the text, which ends at %zu", offsets->count - 1);
        refuse(drafts, doc, m, why);
    } else if (m->text.len && !same_words(m->text, an_str_sub(doc->text, span->start, span->end))) {
        an_str there = an_str_sub(doc->text, span->start, span->end);
        snprintf(why, sizeof why, "should be '%.*s', but '%.*s' stands there", shown(m->text), m->text.ptr, shown(there), there.ptr);
        refuse(drafts, doc, m, why);
    } else {
        return true;
    }
    return false;
}

static int compare_places(const void *a, const void *b)
{
    const an_gold_mention *one = *(const an_gold_mention *const *)a, *other = *(const an_gold_mention *const *)b;

    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    return one->span.end == other->span.end ? 0 : one->span.end > other->span.end ? -1 : 1;
}

/* Mentions that overlap without one inside the other are most often slips of the annotator. They are kept. */
static bool count_crossing(an_drafts *drafts, const an_gold_document *doc)
{
    const an_gold_mention **sorted = an_alloc((doc->mention_count + 1) * sizeof *sorted);
    const an_gold_mention *longest = NULL;

    if (!sorted)
        return false;
    for (size_t i = 0; i < doc->mention_count; i++)
        sorted[i] = &doc->mentions[i];
    qsort(sorted, doc->mention_count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < doc->mention_count; i++) {
        an_span span = sorted[i]->span;
        if (longest && span.start < longest->span.end && span.end > longest->span.end) {
            an_str a = an_str_sub(doc->text, longest->span.start, longest->span.end), b = an_str_sub(doc->text, span.start, span.end);
            drafts->gold->counts.crossing++;
            an_drafts_warn(drafts, doc->line, "'%.*s' and '%.*s' overlap in '%.*s', and neither lies inside the other; both are kept", shown(a),
                           a.ptr, shown(b), b.ptr, shown(doc->id), doc->id.ptr);
        }
        if (!longest || span.end > longest->span.end)
            longest = sorted[i];
    }
    an_free(sorted);
    return true;
}

static bool settle_mentions(an_drafts *drafts, an_gold_document *doc, size_t i, const table *offsets)
{
    size_t from = drafts->ranges[i].mention, to = mention_end(drafts, i);

    doc->mentions = an_arena_alloc(&drafts->gold->arena, (to - from + 1) * sizeof *doc->mentions);
    if (!doc->mentions)
        return false;
    for (size_t k = from; k < to; k++) {
        const an_draft_mention *m = &drafts->mentions.items[k];
        an_span span;
        if (!check(drafts, doc, offsets, m, &span))
            continue;
        doc->mentions[doc->mention_count++] = (an_gold_mention){span, m->type, m->entity, m->has_entity, m->named, m->ignore};
    }
    drafts->gold->counts.mentions += doc->mention_count;
    return !doc->has_text || count_crossing(drafts, doc);
}

static bool settle_sentences(an_drafts *drafts, an_gold_document *doc, size_t i, const table *offsets)
{
    size_t from = drafts->ranges[i].sentence;
    size_t to = drafts->first + i + 1 < drafts->gold->count ? drafts->ranges[i + 1].sentence : drafts->sentences.count;
    uint32_t end = 0;

    doc->sentences = an_arena_alloc(&drafts->gold->arena, (to - from + 1) * sizeof *doc->sentences);
    if (!doc->sentences)
        return false;
    for (size_t k = from; k < to; k++) {
        an_draft_stretch s = drafts->sentences.items[k];
        an_span span = {(uint32_t)s.start, (uint32_t)s.end};
        bool good = doc->has_text ? table_span(offsets, s.start, s.end, &span) : s.start >= 0 && s.end > s.start && s.end < UINT32_MAX;
        if (!good || span.start < end) {
            drafts->gold->counts.bad_sentences++;
            an_drafts_warn(drafts, doc->line, "sentence %" PRId64 "-%" PRId64 " of '%.*s' is empty, outside of the text or before the end of another "
                           "one; it is left out", s.start, s.end, shown(doc->id), doc->id.ptr);
            continue;
        }
        doc->sentences[doc->sentence_count++] = span;
        end = span.end;
    }
    return true;
}

/* The text of a document that came without: that of the same id elsewhere. */
static void borrow_text(an_drafts *drafts, an_gold_document *doc)
{
    uint32_t place = drafts->texts && !doc->has_text ? an_map_find(drafts->text_ids, doc->id) : AN_MAP_NONE;

    if (place == AN_MAP_NONE)
        return;
    doc->text = an_drafts_keep(drafts, drafts->texts->items[place].text);
    doc->has_text = drafts->texts->items[place].has_text;
}

bool an_drafts_settle(an_drafts *drafts)
{
    an_gold *gold = drafts->gold;
    unit how;
    bool ok = true;

    for (size_t i = drafts->first; i < gold->count; i++)
        borrow_text(drafts, &gold->items[i]);
    if (drafts->failed || !elect(drafts, &how))
        return false;
    for (size_t i = drafts->first; ok && i < gold->count; i++) {
        table offsets;
        if (!table_make(&offsets, gold->items[i].text, how))
            return false;
        ok = settle_mentions(drafts, &gold->items[i], i - drafts->first, &offsets) &&
             settle_sentences(drafts, &gold->items[i], i - drafts->first, &offsets);
        table_clear(&offsets);
    }
    gold->counts.documents = gold->count;
    return ok;
}
