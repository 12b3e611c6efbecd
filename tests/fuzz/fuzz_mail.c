/* Text that may be mail: the skips are in order and in bounds, and nothing is taken from outside of the text. */
#include "fuzz.h"

#include "read/mail/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_buf text = {0};
    an_document doc = {0};
    bool is_mail = false;
    uint32_t end = 0;

    an_gate(&text, fuzz_input(data, size), NULL);
    doc.id = doc.title = doc.date = doc.source = doc.sender = doc.recipients = AN_LIT("");
    doc.text = an_buf_str(&text);
    HOLDS(an_mail_read(&doc, &is_mail, NULL) == AN_OK);
    for (size_t i = 0; i < doc.skips.count; i++) {
        HOLDS(doc.skips.items[i].start >= end && doc.skips.items[i].end > doc.skips.items[i].start && doc.skips.items[i].end <= text.len);
        end = doc.skips.items[i].end;
    }
    HOLDS(doc.date.len == 0 || an_date_valid(doc.date));
    HOLDS(an_utf8_valid(doc.sender) == doc.sender.len && an_utf8_valid(doc.title) == doc.title.len);
    HOLDS(an_utf8_valid(doc.recipients) == doc.recipients.len);
    an_document_clear(&doc);
    an_buf_clear(&text);
    return 0;
}
