/* Fixed order of fields; numbers are as short as they can be (seven bits a byte, low ones first), places count from the one before, and what
   the document says elsewhere (the words of a mention, the type and label of an actor) is said once. A mention takes about eight bytes. */
#include "extract/lines/record.h"

enum { NUMBER_BYTES = 10 };

/* What a mention or an actor says, as bits. */
enum {
    NO_LINK = 1,
    UNDATED = 2,
    NESTED = 4,
    AMBIGUOUS = 8,
    OWN_TEXT = 16,  /* not that of its span */
    OWN_TYPE = 32,  /* not that of its actor */
    NOT_SURE = 64,  /* a confidence other than 1 follows */
    PRECISE = 128   /* … which is no float */
};
enum { LISTED = 1, OWN_LABEL = 2 /* not its key */, MAN = 4, WOMAN = 8, BORN = 16 /* the year follows */ };

static void put(an_buf *out, const void *bytes, size_t size)
{
    an_buf_add(out, (an_str){bytes, size});
}

static void put_number(an_buf *out, uint64_t number)
{
    char *room = an_buf_room(out, NUMBER_BYTES);

    if (!room)
        return;
    for (; number >= 0x80; number >>= 7, out->len++)
        *room++ = (char)(number | 0x80);
    *room = (char)number;
    out->len++;
}

static void put_text(an_buf *out, an_str text)
{
    put_number(out, text.len);
    an_buf_add(out, text);
}

/* Reading: `at` moves forward; a record is ours, so it is whole. */
typedef struct reader {
    const char *at;
} reader;

static void get(reader *r, void *bytes, size_t size)
{
    memcpy(bytes, r->at, size);
    r->at += size;
}

static uint64_t get_number(reader *r)
{
    uint64_t number = 0;
    unsigned shift = 0;
    unsigned char byte;

    do {
        byte = (unsigned char)*r->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80);
    return number;
}

static an_str get_text(reader *r)
{
    size_t length = (size_t)get_number(r);
    an_str text = {r->at, length};

    r->at += length;
    return text;
}

/* The texts of a document; both directions go through this list. */
static an_str *const_fields(an_extraction *e, size_t i)
{
    an_str *fields[] = {&e->id, &e->title, &e->date, &e->source, &e->sender, &e->recipients, &e->text};

    return i < sizeof fields / sizeof *fields ? fields[i] : NULL;
}

/* Spans that do not start before the one before them. `from` is where it started, or ended. */
static void put_span(an_buf *out, an_span span, uint32_t *from)
{
    put_number(out, span.start - *from);
    put_number(out, span.end - span.start);
    *from = span.start;
}

static an_span get_span(reader *r, uint32_t *from)
{
    uint32_t start = *from + (uint32_t)get_number(r);

    *from = start;
    return (an_span){start, start + (uint32_t)get_number(r)};
}

/* What the extraction says of a mention's words and type without the mention. */
static an_str words_of(const an_extraction *e, const an_mention *m)
{
    return e->has_text ? an_str_sub(e->text, m->span.start, m->span.end) : AN_LIT("");
}

static an_str type_of(const an_extraction *e, const an_mention *m)
{
    return m->actor < e->actor_count ? e->actors[m->actor].type : AN_LIT("");
}

static void put_mention(an_buf *out, const an_extraction *e, const an_mention *m, uint32_t *from)
{
    float rough = (float)m->confidence;
    bool precise = m->confidence < rough || m->confidence > rough, sure = m->confidence >= 1 && m->confidence <= 1;
    unsigned flags = (m->no_link ? NO_LINK : 0u) | (m->undated ? UNDATED : 0u) | (m->nested ? NESTED : 0u) |
                     (m->actor == AN_NO_ACTOR ? AMBIGUOUS : 0u) | (an_str_equal(m->text, words_of(e, m)) ? 0u : OWN_TEXT) |
                     (an_str_equal(m->type, type_of(e, m)) ? 0u : OWN_TYPE) | (sure ? 0u : NOT_SURE) | (precise ? PRECISE : 0u);

    put_span(out, m->span, from);
    put_number(out, flags);
    put_number(out, (uint64_t)m->rule * AN_BY_COUNT + (uint64_t)m->by);
    if (flags & AMBIGUOUS) {
        put_number(out, m->candidate_first);
        put_number(out, m->candidate_count);
    } else {
        put_number(out, m->actor);
    }
    if (flags & OWN_TEXT)
        put_text(out, m->text);
    if (flags & OWN_TYPE)
        put_text(out, m->type);
    if (precise)
        put(out, &m->confidence, sizeof m->confidence);
    else if (!sure)
        put(out, &rough, sizeof rough);
}

static void get_mention(reader *r, const an_extraction *e, an_mention *m, uint32_t *from)
{
    unsigned flags, found;
    float rough;

    m->span = get_span(r, from);
    flags = (unsigned)get_number(r);
    m->no_link = flags & NO_LINK;
    m->undated = flags & UNDATED;
    m->nested = flags & NESTED;
    found = (unsigned)get_number(r);
    m->by = (an_by)(found % AN_BY_COUNT);
    m->rule = (an_rule)(found / AN_BY_COUNT);
    m->actor = AN_NO_ACTOR;
    if (flags & AMBIGUOUS) {
        m->candidate_first = (uint32_t)get_number(r);
        m->candidate_count = (uint32_t)get_number(r);
    } else {
        m->actor = (uint32_t)get_number(r);
    }
    m->text = flags & OWN_TEXT ? get_text(r) : words_of(e, m);
    m->type = flags & OWN_TYPE ? get_text(r) : type_of(e, m);
    m->confidence = 1;
    if (flags & PRECISE) {
        get(r, &m->confidence, sizeof m->confidence);
    } else if (flags & NOT_SURE) {
        get(r, &rough, sizeof rough);
        m->confidence = rough;
    }
}

static void put_actor(an_buf *out, const an_found_actor *a)
{
    bool own_label = !an_str_equal(a->label, a->key);

    put_number(out, (a->listed ? LISTED : 0u) | (own_label ? OWN_LABEL : 0u) | (a->gender == 'm' ? MAN : 0u) |
                        (a->gender == 'f' ? WOMAN : 0u) | (a->born ? BORN : 0u));
    put_text(out, a->key);
    if (own_label)
        put_text(out, a->label);
    put_text(out, a->type);
    if (a->born)
        put_number(out, a->born);
    put_number(out, a->attribute_count);
    for (size_t i = 0; i < a->attribute_count; i++) {
        put_text(out, a->attributes[i].name);
        put_text(out, a->attributes[i].value);
    }
}

static bool get_actor(reader *r, an_found_actor *a, an_arena *arena)
{
    unsigned flags = (unsigned)get_number(r);
    an_attribute *attributes = NULL;

    a->listed = flags & LISTED;
    a->key = get_text(r);
    a->label = flags & OWN_LABEL ? get_text(r) : a->key;
    a->type = get_text(r);
    a->gender = flags & MAN ? 'm' : flags & WOMAN ? 'f' : '\0';
    a->born = flags & BORN ? (uint32_t)get_number(r) : 0;
    a->attribute_count = (size_t)get_number(r);
    if (a->attribute_count && !(attributes = an_arena_alloc(arena, a->attribute_count * sizeof *attributes)))
        return false;
    for (size_t i = 0; i < a->attribute_count; i++) {
        attributes[i].name = get_text(r);
        attributes[i].value = get_text(r);
    }
    a->attributes = attributes;
    return true;
}

void an_record_write(an_buf *out, const an_extraction *e)
{
    an_extraction view = *e;
    uint32_t from = 0;
    an_str *field;

    for (size_t i = 0; (field = const_fields(&view, i)); i++)
        put_text(out, *field);
    put_number(out, (uint64_t)e->has_text | (uint64_t)e->has_sentences << 1);
    put_number(out, e->sentence_count);
    for (size_t i = 0; i < e->sentence_count; i++)
        put_span(out, e->sentences[i], &from);
    put_number(out, e->candidate_count);
    for (size_t i = 0; i < e->candidate_count; i++)
        put_number(out, e->candidates[i]);
    put_number(out, e->actor_count);
    for (size_t i = 0; i < e->actor_count; i++)
        put_actor(out, e->actors + i);
    put_number(out, e->mention_count);
    from = 0;
    for (size_t i = 0; i < e->mention_count; i++)
        put_mention(out, e, e->mentions + i, &from);
}

/* Room for all lists, one after the other, as their lengths come. */
static bool get_lists(reader *r, an_extraction *out)
{
    uint32_t from = 0;

    out->sentence_count = (size_t)get_number(r);
    if (!(out->sentences = an_arena_alloc(&out->arena, (out->sentence_count + 1) * sizeof *out->sentences)))
        return false;
    for (size_t i = 0; i < out->sentence_count; i++)
        out->sentences[i] = get_span(r, &from);
    out->candidate_count = (size_t)get_number(r);
    if (!(out->candidates = an_arena_alloc(&out->arena, (out->candidate_count + 1) * sizeof *out->candidates)))
        return false;
    for (size_t i = 0; i < out->candidate_count; i++)
        out->candidates[i] = (uint32_t)get_number(r);
    out->actor_count = (size_t)get_number(r);
    if (!(out->actors = an_arena_alloc(&out->arena, (out->actor_count + 1) * sizeof *out->actors)))
        return false;
    for (size_t i = 0; i < out->actor_count; i++)
        if (!get_actor(r, out->actors + i, &out->arena))
            return false;
    out->mention_count = (size_t)get_number(r);
    if (!(out->mentions = an_arena_alloc(&out->arena, (out->mention_count + 1) * sizeof *out->mentions)))
        return false;
    from = 0;
    for (size_t i = 0; i < out->mention_count; i++)
        get_mention(r, out, out->mentions + i, &from);
    return true;
}

an_status an_record_read(an_extraction *out, an_str record, an_error *err)
{
    reader r = {record.ptr};
    an_str *field;
    uint64_t flags;

    an_extraction_reset(out);
    for (size_t i = 0; (field = const_fields(out, i)); i++)
        *field = get_text(&r);
    flags = get_number(&r);
    out->has_text = flags & 1;
    out->has_sentences = flags >> 1 & 1;
    return get_lists(&r, out) ? AN_OK : an_fail_nomem(err);
}

an_str an_record_id(an_str record)
{
    reader r = {record.ptr};

    return get_text(&r);
}

void an_record_rename(an_buf *out, an_str record, an_str id)
{
    reader r = {record.ptr};

    get_text(&r);
    put_text(out, id);
    an_buf_add(out, an_str_sub(record, (size_t)(r.at - record.ptr), record.len));
}
