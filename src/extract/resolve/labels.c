#include "extract/resolve/labels.h"

#include "base/ascii.h"

static const char *const labels[] = {"a.k.a", "aka", "alias", "aliases", "f.k.a", "fka", "n.k.a", "nka"};

bool an_is_alias_label(an_str word)
{
    word.len -= an_str_ends(word, AN_LIT("."));
    return AN_STR_IN_ASCII_CASE(word, labels);
}

bool an_ends_with_alias_label(an_str text)
{
    size_t start = text.len;

    while (start > 0 && (an_ascii_letter(text.ptr[start - 1]) || text.ptr[start - 1] == '.'))
        start--;
    return an_is_alias_label(an_str_sub(text, start, text.len));
}

const char *an_alias_label(size_t number)
{
    return number < sizeof labels / sizeof *labels ? labels[number] : NULL;
}
