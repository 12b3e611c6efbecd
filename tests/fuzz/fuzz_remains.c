/* Remains of other formats in any text: it stays clean, and every code point keeps its place. */
#include "fuzz.h"

#include "read/remains.h"
#include "text/gate.h"

static void check(an_str mended, an_str text)
{
    HOLDS(an_gate_is_clean(mended));
    HOLDS(an_utf8_count(mended) == an_utf8_count(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_buf text = {0}, mended = {0};

    an_gate(&text, fuzz_input(data, size), NULL);
    if (an_remains_mend(&mended, an_buf_str(&text)))
        check(an_buf_str(&mended), an_buf_str(&text));
    an_buf_reset(&mended);
    an_page_mend(&mended, an_buf_str(&text));
    check(an_buf_str(&mended), an_buf_str(&text));
    an_buf_clear(&text);
    an_buf_clear(&mended);
    return 0;
}
