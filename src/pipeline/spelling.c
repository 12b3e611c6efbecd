/* Variants of names differ in vowels, doubled letters, h, blanks and hyphens most (Mokhtar, Moktar; Bel Mokhtar, Belmokhtar). So spellings
   are found by their consonants, with at most one of them left out on either side, and then compared letter by letter. A look-up costs a
   handful of chains, each cut after CHAIN spellings. */
#include "pipeline/spelling.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST = 63, CHAIN = 64, MOST_TEXTS = 4000000, MOST_KEYS = 24 };

void an_spellings_clear(an_spellings *all)
{
    an_map_clear(&all->texts);
    an_map_clear(&all->keys);
    an_free(all->links);
    an_buf_clear(&all->folded);
    an_buf_clear(&all->other);
    an_buf_clear(&all->key);
    *all = (an_spellings){0};
}

bool an_spellings_add(an_spellings *all, an_str text)
{
    uint32_t number;

    if (text.len > LONGEST || (all->texts.count >= MOST_TEXTS && an_map_find(&all->texts, text) == AN_MAP_NONE))
        return true;
    number = an_map_intern(&all->texts, text, NULL);
    if (number == AN_MAP_NONE)
        return false;
    all->texts.values[number]++;
    return true;
}

/* Folded letters and digits, without blanks and signs. */
static an_str fold(an_buf *out, an_buf *raw, an_str text)
{
    size_t length;

    an_buf_reset(raw);
    an_buf_reset(out);
    an_fold(raw, text);
    for (size_t at = 0; at < raw->len; at += length) {
        uint32_t code = an_utf8_decode(an_buf_str(raw), at, &length);
        if (an_is_letter(code) || an_is_digit(code))
            an_buf_add(out, an_str_sub(an_buf_str(raw), at, at + length));
    }
    return an_buf_str(out);
}

/* Consonants of a folded text: c, k and q are one, v and w, s and z; no h, no vowels, no letter twice. */
static size_t consonants(an_str folded, char out[LONGEST + 1])
{
    size_t count = 0;

    for (size_t i = 0; i < folded.len && count < LONGEST; i++) {
        char c = folded.ptr[i];
        if (memchr("aeiouyhj", c, 8))
            continue;
        c = c == 'k' || c == 'q' ? 'c' : c == 'w' ? 'v' : c == 'z' ? 's' : c;
        if (count == 0 || out[count - 1] != c)
            out[count++] = c;
    }
    return count;
}

static bool add_link(an_spellings *all, an_str key, uint32_t text)
{
    uint32_t number = an_map_intern(&all->keys, key, NULL);

    if (number == AN_MAP_NONE || !an_grow(&all->links, &all->link_capacity, all->link_count + 1, sizeof *all->links))
        return false;
    all->links[all->link_count].text = text;
    all->links[all->link_count].next = all->keys.values[number];
    all->keys.values[number] = (uint32_t)++all->link_count;
    return true;
}

/* The i-th key of some consonants: all of them, then each with one left out. False beyond the last. */
static bool key_at(const char *letters, size_t count, size_t i, char out[LONGEST + 1], an_str *key)
{
    size_t used = 0;

    if (i > count || i > MOST_KEYS || (i > 0 && count < 4))
        return false;
    for (size_t k = 0; k < count; k++)
        if (i == 0 || k != i - 1)
            out[used++] = letters[k];
    *key = (an_str){out, used};
    return used > 0;
}

bool an_spellings_finish(an_spellings *all)
{
    char letters[LONGEST + 1], key[LONGEST + 1];
    an_str view;

    for (uint32_t i = 0; i < all->texts.count; i++) {
        size_t count = consonants(fold(&all->folded, &all->key, all->texts.keys[i]), letters);
        for (size_t k = 0; key_at(letters, count, k, key, &view); k++)
            if (!add_link(all, view, i))
                return false;
    }
    return !all->folded.failed;
}

/* Fewer edits, then met more often, then by code point. */
static bool is_better(const an_spellings *all, uint32_t text, size_t distance, uint32_t best, size_t least)
{
    if (distance != least || best == AN_MAP_NONE)
        return distance < least;
    if (all->texts.values[text] != all->texts.values[best])
        return all->texts.values[text] > all->texts.values[best];
    return an_str_compare(all->texts.keys[text], all->texts.keys[best]) < 0;
}

static size_t words_of(an_str text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == ' ' || text.ptr[i] == '-';
    return count;
}

bool an_spellings_near(an_spellings *all, an_str name, an_str *found, size_t *count_out)
{
    char letters[LONGEST + 1], key[LONGEST + 1];
    an_str folded = fold(&all->folded, &all->key, name), view;
    size_t count = consonants(folded, letters), limit = folded.len / 6 + 2, least = limit;
    uint32_t best = AN_MAP_NONE;

    if (folded.len < 4 || folded.len > LONGEST)
        return false;
    for (size_t k = 0; key_at(letters, count, k, key, &view); k++) {
        uint32_t number = an_map_find(&all->keys, view), link = number == AN_MAP_NONE ? 0 : all->keys.values[number];
        for (size_t i = 0; link && i < CHAIN; i++, link = all->links[link - 1].next) {
            uint32_t text = all->links[link - 1].text;
            an_str other = fold(&all->other, &all->key, all->texts.keys[text]);
            size_t distance = folded.len > LONGEST ? limit : an_str_edits(folded, other, limit);
            if (words_of(all->texts.keys[text]) < words_of(name) && distance > 0 && an_str_find(folded, 0, other) != (size_t)-1)
                continue; /* a part of the name is no spelling of it */
            if (distance < limit && is_better(all, text, distance, best, least)) {
                best = text;
                least = distance;
            }
        }
    }
    if (best == AN_MAP_NONE)
        return false;
    *found = all->texts.keys[best];
    *count_out = all->texts.values[best];
    return true;
}
