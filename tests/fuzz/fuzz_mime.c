/* A mail of any bytes: what is unpacked is no larger than its charsets can make it. */
#include "fuzz.h"

#include "read/mail/mime.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_str mail = fuzz_input(data, size);
    an_buf out = {0};
    an_unpacked found;

    an_mail_is_packed(mail);
    HOLDS(an_mail_unpack(&out, mail, &found, NULL) == AN_OK);
    HOLDS(out.len <= 16 + 8 * size);
    an_buf_clear(&out);
    return 0;
}
