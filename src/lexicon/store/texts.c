/* Packed texts. Adding costs a copy; finding one walks over at most 15 lengths, which mostly share two cache lines. */
#include "lexicon/store/texts.h"

#include "base/alloc.h"
#include "base/utf8.h"

enum { LONG = 255, LONG_HEAD = 5 };

/* Length of the text at `*at`, which goes on to its first byte; more than there is when the place is bad. */
static size_t take_length(const an_texts *texts, size_t *at)
{
    uint32_t length;

    if (*at >= texts->size)
        return SIZE_MAX;
    length = (unsigned char)texts->bytes[(*at)++];
    if (length < LONG)
        return length;
    if (texts->size - *at < sizeof length)
        return SIZE_MAX;
    memcpy(&length, texts->bytes + *at, sizeof length);
    *at += sizeof length;
    return length;
}

an_str an_texts_get(const an_texts *texts, size_t i)
{
    size_t at, length;

    if (i >= texts->count)
        return (an_str){"", 0};
    at = texts->marks[i / AN_TEXTS_STRIDE];
    for (i %= AN_TEXTS_STRIDE;; i--, at += length) {
        length = take_length(texts, &at);
        if (at > texts->size || length > texts->size - at)
            return (an_str){"", 0};
        if (i == 0)
            return (an_str){texts->bytes + at, length};
    }
}

an_str an_texts_at(const an_texts *texts, size_t place)
{
    size_t length = take_length(texts, &place);

    return place > texts->size || length > texts->size - place ? (an_str){"", 0} : (an_str){texts->bytes + place, length};
}

an_str an_texts_checked(an_str text)
{
    return an_utf8_valid(text) == text.len ? text : AN_LIT("?");
}

static bool add_mark(an_texts_draft *draft)
{
    if (!an_grow(&draft->marks, &draft->mark_capacity, draft->mark_count + 1, sizeof *draft->marks))
        return false;
    draft->marks[draft->mark_count++] = (uint32_t)draft->bytes.len;
    return true;
}

bool an_texts_add(an_texts_draft *draft, an_str text)
{
    char *room;

    if (text.len >= UINT32_MAX - LONG_HEAD || draft->bytes.len >= UINT32_MAX - LONG_HEAD - text.len)
        return false;
    if (draft->count % AN_TEXTS_STRIDE == 0 && !add_mark(draft))
        return false;
    if (!(room = an_buf_room(&draft->bytes, text.len + LONG_HEAD)))
        return false;
    if (text.len < LONG) {
        *room++ = (char)text.len;
        draft->bytes.len += 1 + text.len;
    } else {
        uint32_t length = (uint32_t)text.len;
        *room++ = (char)LONG;
        memcpy(room, &length, sizeof length);
        room += sizeof length;
        draft->bytes.len += LONG_HEAD + text.len;
    }
    if (text.len)
        memcpy(room, text.ptr, text.len);
    draft->count++;
    return true;
}

an_texts an_texts_view(const an_texts_draft *draft)
{
    return (an_texts){draft->bytes.ptr, draft->bytes.len, draft->marks, draft->count};
}

void an_texts_clear(an_texts_draft *draft)
{
    an_buf_clear(&draft->bytes);
    an_free(draft->marks);
    *draft = (an_texts_draft){0};
}
