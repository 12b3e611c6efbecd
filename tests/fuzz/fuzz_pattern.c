/* A pattern (first line) and a text: it compiles or is refused with a place, and what it finds lies in the text, forward, never empty. */
#include "fuzz.h"

#include "lexicon/patterns/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_str in = fuzz_input(data, size), pattern;
    an_buf text = {0};
    an_regex *regex = NULL;
    an_regex_scratch *scratch = an_regex_scratch_new();
    an_error err = {0};
    int64_t budget = 20000000;
    size_t at = 0;
    an_span window, whole, actor;

    pattern = fuzz_line(&in);
    an_gate(&text, in, NULL);
    window = (an_span){0, (uint32_t)text.len};
    HOLDS(scratch);
    if (an_utf8_valid(pattern) == pattern.len && an_regex_new(&regex, AN_LIT(""), pattern, size & 1, &err) == AN_OK) {
        while (an_regex_find(regex, scratch, an_buf_str(&text), window, at, &budget, &whole, &actor) == AN_REGEX_FOUND) {
            HOLDS(whole.start >= at && whole.end > whole.start && whole.end <= text.len);
            HOLDS(actor.start < actor.end && actor.end <= text.len);
            at = whole.end;
        }
    } else {
        HOLDS(!regex);
    }
    an_regex_free(regex);
    an_regex_scratch_free(scratch);
    an_buf_clear(&text);
    return 0;
}
