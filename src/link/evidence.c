/* A pair's list is sorted: windows of few actors first, then by document and place; it holds each sentence once. Most offers are refused by
   comparing numbers; a line of text is made only for an offer that gets in, once for all pairs of a window, and freed when the last pair
   drops it. So memory is bounded by pairs × lines, however long the text is. */
#include "link/evidence.h"

#include "base/alloc.h"
#include "base/span.h"
#include "link/roll.h"

/* In code points: the longest sentence, the text around a mention of a snippet, how far a cut moves to meet a blank. */
enum { LONGEST = 500, AROUND = 100, TO_BLANK = 20 };
static const char ELLIPSIS[] = "…";

void an_evidence_clear(an_evidence *evidence)
{
    for (size_t i = 0; i < evidence->line_count; i++)
        an_free(evidence->lines[i].text);
    an_free(evidence->lines);
    an_free(evidence->entries);
    an_buf_clear(&evidence->scratch);
    *evidence = (an_evidence){0};
}

/* Byte that is `count` code points before or after another, within [low, high]; moved to the next blank on the way back if one is near. */
static size_t step_back(an_str text, size_t at, size_t low, size_t count)
{
    size_t from = at;

    while (count-- > 0 && at > low)
        at = an_utf8_before(text, at);
    if (at <= low)
        return low;
    for (size_t i = 0, blank = at; i < TO_BLANK && blank < from; i++, blank += an_utf8_length((unsigned char)text.ptr[blank]))
        if (text.ptr[blank] == ' ' || text.ptr[blank] == '\n')
            return blank;
    return at;
}

static size_t step_on(an_str text, size_t at, size_t high, size_t count)
{
    size_t from = at;

    while (count-- > 0 && at < high)
        at += an_utf8_length((unsigned char)text.ptr[at]);
    if (at >= high)
        return high;
    for (size_t i = 0, blank = at; i < TO_BLANK && blank > from; i++, blank = an_utf8_before(text, blank))
        if (text.ptr[blank] == ' ' || text.ptr[blank] == '\n')
            return blank;
    return at;
}

/* Text around two mentions inside bounds; what lies far between them is left out. */
static void add_snippet(an_buf *out, an_str text, an_span bounds, an_span first, an_span second, an_span *whole)
{
    size_t start = step_back(text, first.start, bounds.start, AROUND), end = step_on(text, second.end, bounds.end, AROUND);
    size_t pause = step_on(text, first.end, second.start > first.end ? second.start : first.end, AROUND);
    size_t resume = second.start > pause ? step_back(text, second.start, pause, AROUND) : pause;

    if (start > bounds.start)
        an_buf_add_text(out, ELLIPSIS);
    if (resume > pause) {
        an_collapse(out, an_str_sub(text, start, pause));
        an_buf_addf(out, " %s ", ELLIPSIS);
        an_collapse(out, an_str_sub(text, resume, end));
    } else {
        an_collapse(out, an_str_sub(text, start, end));
    }
    if (end < bounds.end)
        an_buf_add_text(out, ELLIPSIS);
    *whole = (an_span){(uint32_t)start, (uint32_t)end};
}

/* Keep the first LONGEST code points of what stands behind `from`. */
static void cut(an_buf *out, size_t from)
{
    an_str rest = an_str_sub(an_buf_str(out), from, out->len);
    an_utf8_cursor cursor = {.text = rest};

    if (out->failed || an_utf8_count(rest) <= LONGEST)
        return;
    out->len = from + an_utf8_byte_of(&cursor, LONGEST - 1);
    an_buf_add_text(out, ELLIPSIS);
}

/* Write the sentence, or else a snippet, to scratch; returns the span that it is of. A sentence that is too long gives a snippet, too. */
static an_span add_sentence(an_buf *out, const an_evidence_place *place, bool *whole_sentence)
{
    const an_extraction *e = place->extraction;
    an_span bounds = {0, (uint32_t)e->text.len}, whole = {place->first.start, place->second.end};

    if (whole.end < place->first.end)
        whole.end = place->first.end;
    *whole_sentence = place->sentence != NULL;
    if (!e->has_text)
        return place->sentence ? *place->sentence : whole;
    if (place->sentence) {
        bounds = *place->sentence;
        an_collapse(out, an_str_sub(e->text, bounds.start, bounds.end));
        if (out->failed || an_utf8_count(an_buf_str(out)) <= LONGEST)
            return bounds;
        *whole_sentence = false;
        an_buf_reset(out);
    }
    an_span second = {place->second.start, whole.end};
    add_snippet(out, e->text, bounds, place->first, second, &whole);
    cut(out, 0);
    return place->sentence ? bounds : whole;
}

static bool better(const an_evidence_line *line, uint32_t actors, uint64_t document, uint32_t start)
{
    if (line->actors != actors)
        return line->actors < actors;
    if (line->document != document)
        return line->document < document;
    return line->start <= start;
}

static void let_go(an_evidence *evidence, uint32_t number)
{
    an_evidence_line *line = &evidence->lines[number - 1];

    if (--line->users > 0)
        return;
    an_free(line->text);
    line->text = NULL;
    line->users = evidence->free_line;
    evidence->free_line = number;
}

/* Number plus 1 of a line with nothing in it, 0 when out of memory. */
static uint32_t free_line(an_evidence *evidence)
{
    uint32_t number = evidence->free_line;

    if (number) {
        evidence->free_line = evidence->lines[number - 1].users;
    } else if (an_grow(&evidence->lines, &evidence->line_capacity, evidence->line_count + 1, sizeof *evidence->lines)) {
        number = (uint32_t)++evidence->line_count;
        evidence->lines[number - 1] = (an_evidence_line){0};
    }
    return number;
}

/* The line takes its place; its text, too, or is freed. Its number plus 1, 0 when out of memory. */
static uint32_t keep_line(an_evidence *evidence, an_evidence_line line)
{
    uint32_t number = line.text ? free_line(evidence) : 0;

    if (number)
        evidence->lines[number - 1] = line;
    else
        an_free(line.text);
    return number;
}

/* The sentence in scratch becomes a line. */
static uint32_t add_line(an_evidence *evidence, const an_evidence_place *place, an_span span)
{
    an_evidence_line line = {.document = place->document, .start = span.start, .actors = place->actors};
    an_buf text = {0};
    size_t start = span.start, end = span.end;

    if (place->extraction->has_text) {
        start = an_utf8_code_of(place->cursor, span.start);
        end = an_utf8_code_of(place->cursor, span.end);
    }
    an_collapse(&text, place->extraction->id);
    an_buf_addf(&text, "\t%zu-%zu\t", start, end);
    line.sentence_at = (uint32_t)text.len;
    an_buf_add(&text, an_buf_str(&evidence->scratch));
    line.length = (uint32_t)text.len;
    line.text = an_buf_take(&text);
    an_buf_clear(&text);
    return keep_line(evidence, line);
}

/* The entry whose line has the sentence in scratch, or 0. A sentence without text is like no other. */
static uint32_t *find_same(an_evidence *evidence, an_evidence_list *list, an_str sentence)
{
    for (uint32_t *at = &list->first; *at && sentence.len > 0; at = &evidence->entries[*at - 1].next) {
        const an_evidence_line *line = &evidence->lines[evidence->entries[*at - 1].line - 1];
        if (an_str_equal((an_str){line->text + line->sentence_at, line->length - line->sentence_at}, sentence))
            return at;
    }
    return NULL;
}

/* Unhook the entry, let go of its line; returns it for another use. */
static uint32_t drop(an_evidence *evidence, an_evidence_list *list, uint32_t *at)
{
    uint32_t entry = *at;

    *at = evidence->entries[entry - 1].next;
    list->count--;
    let_go(evidence, evidence->entries[entry - 1].line);
    return entry;
}

static uint32_t *last_of(an_evidence *evidence, an_evidence_list *list)
{
    uint32_t *at = &list->first;

    while (*at && evidence->entries[*at - 1].next)
        at = &evidence->entries[*at - 1].next;
    return at;
}

static bool insert(an_evidence *evidence, an_evidence_list *list, uint32_t entry, uint32_t number)
{
    const an_evidence_line *line = &evidence->lines[number - 1];
    uint32_t *at = &list->first;

    if (entry == 0) {
        if (!an_grow(&evidence->entries, &evidence->entry_capacity, evidence->entry_count + 1, sizeof *evidence->entries))
            return false;
        entry = (uint32_t)++evidence->entry_count;
    }
    while (*at && better(&evidence->lines[evidence->entries[*at - 1].line - 1], line->actors, line->document, line->start))
        at = &evidence->entries[*at - 1].next;
    evidence->entries[entry - 1] = (an_evidence_entry){number, *at};
    *at = entry;
    list->count++;
    evidence->lines[number - 1].users++;
    return true;
}

/* Whether a full list holds nothing worse. Decided without the text: a snippet starts before its first mention, a sentence, too. */
static bool refused(const an_evidence *evidence, an_evidence_list *list, const an_evidence_place *place)
{
    uint32_t last = list->first;

    if (list->count < evidence->most)
        return false;
    while (evidence->entries[last - 1].next)
        last = evidence->entries[last - 1].next;
    const an_evidence_line *line = &evidence->lines[evidence->entries[last - 1].line - 1];
    return line->actors < place->actors || (line->actors == place->actors && line->document <= place->document);
}

/* The text and the start of an offer: those of the line that its window has made already, or written to scratch. */
static an_str offered(an_evidence *evidence, const an_evidence_place *place, an_span *span, bool *whole_sentence)
{
    if (place->line) {
        const an_evidence_line *line = &evidence->lines[place->line - 1];
        *span = (an_span){line->start, line->start};
        return (an_str){line->text + line->sentence_at, line->length - line->sentence_at};
    }
    an_buf_reset(&evidence->scratch);
    *span = add_sentence(&evidence->scratch, place, whole_sentence);
    return an_buf_str(&evidence->scratch);
}

bool an_evidence_offer(an_evidence *evidence, an_evidence_list *list, an_evidence_place *place)
{
    uint32_t entry = 0, number = place->line, *same;
    bool whole_sentence = false;
    an_span span;

    if (evidence->most == 0 || refused(evidence, list, place))
        return true;
    an_str sentence = offered(evidence, place, &span, &whole_sentence);
    if (evidence->scratch.failed)
        return false;
    if ((same = find_same(evidence, list, sentence))) {
        if (better(&evidence->lines[evidence->entries[*same - 1].line - 1], place->actors, place->document, span.start))
            return true;
        entry = drop(evidence, list, same);
    } else if (list->count == evidence->most) {
        entry = drop(evidence, list, last_of(evidence, list));
    }
    if (number == 0 && (number = add_line(evidence, place, span)) == 0)
        return false;
    if (whole_sentence)
        place->line = number;
    return insert(evidence, list, entry, number);
}

/* Number plus 1 that a line of another evidence has here; 0 when out of memory. */
static uint32_t line_from(an_evidence *evidence, const an_evidence *from, uint32_t number, uint32_t *lines)
{
    const an_evidence_line *other = &from->lines[number - 1];
    an_evidence_line line = *other;
    uint32_t mine = lines[number - 1];

    /* it may have been let go of, and its place taken by another */
    if (mine && evidence->lines[mine - 1].text && evidence->lines[mine - 1].document == other->document &&
        evidence->lines[mine - 1].actors == other->actors &&
        an_str_equal((an_str){evidence->lines[mine - 1].text, evidence->lines[mine - 1].length}, (an_str){other->text, other->length}))
        return mine;
    line.text = an_strndup(other->text, other->length);
    line.users = 0;
    return lines[number - 1] = keep_line(evidence, line);
}

bool an_evidence_join(an_evidence *evidence, an_evidence_list *list, const an_evidence *from, const an_evidence_list *other,
                      uint32_t *lines)
{
    for (uint32_t at = other->first; at; at = from->entries[at - 1].next) {
        const an_evidence_line *line = &from->lines[from->entries[at - 1].line - 1], *last;
        uint32_t entry = 0, number, *same;

        if ((same = find_same(evidence, list, (an_str){line->text + line->sentence_at, line->length - line->sentence_at}))) {
            if (better(&evidence->lines[evidence->entries[*same - 1].line - 1], line->actors, line->document, line->start))
                continue;
            entry = drop(evidence, list, same);
        } else if (list->count == evidence->most) {
            last = &evidence->lines[evidence->entries[*last_of(evidence, list) - 1].line - 1];
            if (better(last, line->actors, line->document, line->start))
                break; /* and so do those behind it */
            entry = drop(evidence, list, last_of(evidence, list));
        }
        if (!(number = line_from(evidence, from, from->entries[at - 1].line, lines)) || !insert(evidence, list, entry, number))
            return false;
    }
    return true;
}

void an_evidence_add(const an_evidence *evidence, const an_evidence_list *list, an_buf *out)
{
    for (uint32_t entry = list->first; entry; entry = evidence->entries[entry - 1].next) {
        const an_evidence_line *line = &evidence->lines[evidence->entries[entry - 1].line - 1];
        if (out->len)
            an_buf_add_char(out, '\n');
        an_buf_add(out, (an_str){line->text, line->length});
    }
}
