/* Mail as it is sent: a header, and a body of text that may be packed for the way (base64, quoted-printable), be in any charset, and have parts. */
#ifndef READ_MAIL_MIME_H
#define READ_MAIL_MIME_H

#include "base/buf.h"
#include "base/error.h"
#include "text/gate.h"

/* What became of a mail. */
typedef struct an_unpacked {
    bool text;         /* it holds a part that is text */
    size_t left_out;   /* parts that are none: attachments, pictures */
    size_t unknown_charsets; /* parts and words of headers in a charset that nobody knows: what it is was guessed */
    an_repairs repairs;
} an_unpacked;

/* Whether a file that starts like this is one mail whose header or body cannot be read as it stands. `head` is its start, or all of it. */
bool an_mail_is_packed(an_str head);
/* Append the mail as plain UTF-8: its header with the words of it decoded, a blank line, its texts with blank lines between. Of alternatives the
   plainest that says something is taken. AN_ERR_NOMEM. Linear: parts lie at most a few deep in each other. */
an_status an_mail_unpack(an_buf *out, an_str mail, an_unpacked *found, an_error *err);

#endif
