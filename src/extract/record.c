/* Fixed order of fields; numbers as they are in memory, texts as length and bytes. */
#include "extract/record.h"

static void put(an_buf *out, const void *bytes, size_t size)
{
    an_buf_add(out, (an_str){bytes, size});
}

static void put_number(an_buf *out, uint64_t number)
{
    put(out, &number, sizeof number);
}

static void put_text(an_buf *out, an_str text)
{
    put_number(out, text.len);
    an_buf_add(out, text);
}

/* Reading: `at` moves forward; a record is ours, so it is whole. */
typedef struct reader {
    an_str record;
    size_t at;
} reader;

static void get(reader *r, void *bytes, size_t size)
{
    memcpy(bytes, r->record.ptr + r->at, size);
    r->at += size;
}

static uint64_t get_number(reader *r)
{
    uint64_t number;

    get(r, &number, sizeof number);
    return number;
}

static an_str get_text(reader *r)
{
    an_str text = {NULL, (size_t)get_number(r)};

    text.ptr = r->record.ptr + r->at;
    r->at += text.len;
    return text;
}

/* The texts and flags of a document; both directions go through this list. */
static an_str *const_fields(an_extraction *e, size_t i)
{
    an_str *fields[] = {&e->id, &e->title, &e->date, &e->source, &e->sender, &e->recipients, &e->text};

    return i < sizeof fields / sizeof *fields ? fields[i] : NULL;
}

static void put_mention(an_buf *out, const an_mention *m)
{
    uint64_t flags = (uint64_t)m->no_link | (uint64_t)m->undated << 1 | (uint64_t)m->nested << 2;

    put(out, &m->span, sizeof m->span);
    put_number(out, m->actor);
    put_number(out, m->candidate_first);
    put_number(out, m->candidate_count);
    put_number(out, (uint64_t)m->by);
    put_number(out, flags);
    put(out, &m->confidence, sizeof m->confidence);
    put_text(out, m->text);
    put_text(out, m->type);
}

static void get_mention(reader *r, an_mention *m)
{
    uint64_t flags;

    get(r, &m->span, sizeof m->span);
    m->actor = (uint32_t)get_number(r);
    m->candidate_first = (uint32_t)get_number(r);
    m->candidate_count = (uint32_t)get_number(r);
    m->by = (an_by)get_number(r);
    flags = get_number(r);
    m->no_link = flags & 1;
    m->undated = flags >> 1 & 1;
    m->nested = flags >> 2 & 1;
    get(r, &m->confidence, sizeof m->confidence);
    m->text = get_text(r);
    m->type = get_text(r);
}

static void put_actor(an_buf *out, const an_found_actor *a)
{
    put_text(out, a->key);
    put_text(out, a->label);
    put_text(out, a->type);
    put_number(out, a->listed);
    put_number(out, a->attribute_count);
    for (size_t i = 0; i < a->attribute_count; i++) {
        put_text(out, a->attributes[i].name);
        put_text(out, a->attributes[i].value);
    }
}

static bool get_actor(reader *r, an_found_actor *a, an_arena *arena)
{
    an_attribute *attributes;

    a->key = get_text(r);
    a->label = get_text(r);
    a->type = get_text(r);
    a->listed = get_number(r) != 0;
    a->attribute_count = (size_t)get_number(r);
    if (!(attributes = an_arena_alloc(arena, (a->attribute_count + 1) * sizeof *attributes)))
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
    an_str *field;

    for (size_t i = 0; (field = const_fields(&view, i)); i++)
        put_text(out, *field);
    put_number(out, (uint64_t)e->has_text | (uint64_t)e->has_sentences << 1);
    put_number(out, e->sentence_count);
    put(out, e->sentences, e->sentence_count * sizeof *e->sentences);
    put_number(out, e->candidate_count);
    put(out, e->candidates, e->candidate_count * sizeof *e->candidates);
    put_number(out, e->mention_count);
    for (size_t i = 0; i < e->mention_count; i++)
        put_mention(out, e->mentions + i);
    put_number(out, e->actor_count);
    for (size_t i = 0; i < e->actor_count; i++)
        put_actor(out, e->actors + i);
}

an_status an_record_read(an_extraction *out, an_str record, an_error *err)
{
    reader r = {.record = record};
    an_str *field;
    uint64_t flags;

    an_extraction_clear(out);
    for (size_t i = 0; (field = const_fields(out, i)); i++)
        *field = get_text(&r);
    flags = get_number(&r);
    out->has_text = flags & 1;
    out->has_sentences = flags >> 1 & 1;
    out->sentence_count = (size_t)get_number(&r);
    if (!(out->sentences = an_arena_alloc(&out->arena, (out->sentence_count + 1) * sizeof *out->sentences)))
        return an_fail_nomem(err);
    get(&r, out->sentences, out->sentence_count * sizeof *out->sentences);
    out->candidate_count = (size_t)get_number(&r);
    if (!(out->candidates = an_arena_alloc(&out->arena, (out->candidate_count + 1) * sizeof *out->candidates)))
        return an_fail_nomem(err);
    get(&r, out->candidates, out->candidate_count * sizeof *out->candidates);
    out->mention_count = (size_t)get_number(&r);
    if (!(out->mentions = an_arena_alloc(&out->arena, (out->mention_count + 1) * sizeof *out->mentions)))
        return an_fail_nomem(err);
    for (size_t i = 0; i < out->mention_count; i++)
        get_mention(&r, out->mentions + i);
    out->actor_count = (size_t)get_number(&r);
    if (!(out->actors = an_arena_alloc(&out->arena, (out->actor_count + 1) * sizeof *out->actors)))
        return an_fail_nomem(err);
    for (size_t i = 0; i < out->actor_count; i++)
        if (!get_actor(&r, out->actors + i, &out->arena))
            return an_fail_nomem(err);
    return AN_OK;
}
