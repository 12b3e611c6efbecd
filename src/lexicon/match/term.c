/* Terms: what stands around and between their atoms, and whether two of them are one. */
#include "lexicon/match/term.h"

#include "base/utf8.h"
#include "text/fold.h"

/* What stands around and between atoms ----------------------------------------------------------------------------------------- */

/* Quotation marks, brackets and blanks around a term are no part of it. */
static bool is_wrapping(uint32_t code)
{
    return code == '"' || code == '(' || code == ')' || code == '[' || code == ']' || code == '{' || code == '}' || code == '<' ||
           code == '>' || code == 0xAB || code == 0xBB || (code >= 0x2018 && code <= 0x201F) || code == 0x2039 || code == 0x203A ||
           (code >= 0x3008 && code <= 0x3011) || an_is_apostrophe(code) || an_is_space(code) || an_is_ignorable(code);
}

static an_str unwrap(an_str around)
{
    size_t length, last;

    while (around.len && is_wrapping(an_utf8_decode(around, 0, &length)))
        around = an_str_sub(around, length, around.len);
    while (around.len && is_wrapping(an_utf8_decode(around, last = an_utf8_before(around, around.len), &length)))
        around.len = last;
    return around;
}

/* What a term has behind its last atom. A bracket that was opened inside the term is closed by it: "Congo (Brazzaville)". */
static an_str tail_of(an_str text, size_t first_end, size_t last_end)
{
    an_str rest = an_str_sub(text, last_end, text.len), inside = an_str_sub(text, 0, last_end);

    if (rest.len && rest.ptr[0] == ')') {
        size_t open = an_str_find_byte(inside, first_end, '(');
        if (open != (size_t)-1 && an_str_find_byte(inside, open, ')') == (size_t)-1)
            return AN_LIT(")");
    }
    return unwrap(rest);
}

/* The next character at or behind `*at` that is neither blank nor ignorable; "" at the end. */
static an_str next_visible(an_str between, size_t *at)
{
    size_t length;

    for (; *at < between.len; *at += length) {
        uint32_t code = an_utf8_decode(between, *at, &length);
        if (!an_is_space(code) && !an_is_ignorable(code)) {
            *at += length;
            return an_str_sub(between, *at - length, *at);
        }
    }
    return AN_LIT("");
}

bool an_gap_equal_visible(an_str a, an_str b)
{
    size_t at_a = 0, at_b = 0;

    for (;;) {
        an_str one = next_visible(a, &at_a), other = next_visible(b, &at_b);
        if (!an_str_equal(one, other))
            return false;
        if (one.len == 0)
            return true;
    }
}

/* Terms -------------------------------------------------------------------------------------------------------------------------- */

an_term an_term_of(an_str text, const an_atoms *cut)
{
    an_term f = {.text = text, .cut = cut};

    f.lead = unwrap(an_str_sub(text, 0, cut->items[0].span.start));
    f.tail = tail_of(text, cut->items[0].span.end, cut->items[cut->count - 1].span.end);
    f.dot = an_str_equal(f.tail, AN_LIT("."));
    if (f.dot)
        f.tail.len = 0;
    f.address = cut->items[0].flags & AN_ATOM_ADDRESS;
    return f;
}

bool an_atom_equal_slowly(an_match_scratch *scratch, an_str a, an_str b)
{
    if (an_str_equal(a, b))
        return true;
    an_buf_reset(&scratch->left);
    an_buf_reset(&scratch->right);
    an_fold(&scratch->left, a);
    an_fold(&scratch->right, b);
    scratch->failed |= scratch->left.failed || scratch->right.failed;
    return an_str_equal(an_buf_str(&scratch->left), an_buf_str(&scratch->right));
}

bool an_term_equal(an_match_scratch *scratch, const an_term *a, const an_term *b)
{
    if (an_str_equal(a->text, b->text))
        return true;
    if (a->cut->count != b->cut->count || a->dot != b->dot || !an_str_equal(a->lead, b->lead) || !an_str_equal(a->tail, b->tail))
        return false;
    for (size_t i = 0; i < a->cut->count; i++) {
        const an_atom *one = &a->cut->items[i], *other = &b->cut->items[i];
        if ((one->flags & AN_ATOM_ADDRESS) != (other->flags & AN_ATOM_ADDRESS) || (i && one->gap != other->gap) ||
            !an_atom_equal(scratch, an_atom_text(a->text, one), one->flags, an_atom_text(b->text, other), other->flags) ||
            (i && one->gap == AN_GAP_OTHER && !an_gap_equal_visible(an_gap_before(a->text, one), an_gap_before(b->text, other))))
            return false;
    }
    return true;
}

bool an_term_is_plain(an_str text, const an_atoms *cut)
{
    if (cut->items[0].span.start != 0 || cut->items[cut->count - 1].span.end != text.len)
        return false;
    for (size_t i = 0; i < cut->count; i++)
        if ((cut->items[i].flags & (AN_ATOM_ADDRESS | AN_ATOM_ASCII)) != AN_ATOM_ASCII ||
            (i && (cut->items[i].gap == AN_GAP_OTHER || !an_utf8_is_ascii(an_gap_before(text, &cut->items[i])))))
            return false;
    return true;
}
