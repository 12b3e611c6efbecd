/* Bytes of any kind through the gate and through the guess of their encoding: what comes out is clean. */
#include "fuzz.h"

#include "text/encoding.h"

static void check_clean(an_str text)
{
    size_t length;

    HOLDS(an_utf8_valid(text) == text.len);
    for (size_t at = 0; at < text.len; at += length) {
        uint32_t code = an_utf8_decode(text, at, &length);
        HOLDS((code >= 0x20 && code != 0x7F && (code < 0x80 || code > 0x9F)) || code == '\t' || code == '\n' || code == '\r');
        HOLDS((code & 0xFFFE) != 0xFFFE && (code < 0xFDD0 || code > 0xFDEF));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_str in = fuzz_input(data, size);
    an_buf once = {0}, twice = {0}, name = {0};
    an_repairs repairs = {0}, again = {0};
    an_decoded how = {0};

    an_gate(&once, in, &repairs);
    check_clean(an_buf_str(&once));
    if (!an_str_starts(an_buf_str(&once), AN_LIT("\xEF\xBB\xBF"))) { /* a second mark at the start is text once, not twice */
        an_gate(&twice, an_buf_str(&once), &again);
        HOLDS(an_str_equal(an_buf_str(&once), an_buf_str(&twice)));
        HOLDS(again.invalid_bytes == 0 && again.controls == 0);
    }
    an_clean_name(&name, an_buf_str(&once));
    check_clean(an_buf_str(&name));
    an_buf_reset(&once);
    if (!an_is_binary(in) && an_decode(&once, in, &how, NULL) == AN_OK)
        check_clean(an_buf_str(&once));
    an_buf_clear(&once);
    an_buf_clear(&twice);
    an_buf_clear(&name);
    return 0;
}
