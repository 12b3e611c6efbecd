/* A tick sheet that came back from a spreadsheet: refused, or shares that add up. */
#include "fuzz.h"

#include "eval/ticks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_buf text = {0};
    an_ticks *ticks = NULL;
    an_error err = {0};
    size_t count;

    an_gate(&text, fuzz_input(data, size), NULL);
    if (an_ticks_parse(&ticks, an_buf_str(&text), "x", NULL, &err) == AN_OK) {
        const an_tick_share *shares = an_ticks_shares(ticks, &count);
        HOLDS(an_ticks_known(an_buf_str(&text)) || an_str_find_byte(an_buf_str(&text), 0, '"') != (size_t)-1);
        for (size_t i = 0; i < count; i++) {
            HOLDS(shares[i].marked > 0 && shares[i].right <= shares[i].marked && shares[i].marked <= an_ticks_count(ticks, "rows"));
            HOLDS(0 <= shares[i].low && shares[i].low <= shares[i].share && shares[i].share <= shares[i].high && shares[i].high <= 1);
        }
    } else {
        HOLDS(err.message[0] && !ticks);
    }
    an_ticks_free(ticks);
    an_buf_clear(&text);
    return 0;
}
