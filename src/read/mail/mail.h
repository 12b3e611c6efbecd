/* Text that is mail: its header gives metadata, and header, signatures, quoted furniture and page stamps are marked as skipped. */
#ifndef READ_MAIL_MAIL_H
#define READ_MAIL_MAIL_H

#include "read/document.h"

/* Look for a header block (From, To, Cc, Sent/Date, Subject at the start of lines, also as PDF conversion leaves it) and set date, sender,
   recipients, title where they are empty, and add the skips: every header block in the text (also of quoted mails), signatures,
   page furniture (lines that repeat on pages: stamps, case numbers, page numbers). `*is_mail` tells. AN_ERR_NOMEM. Linear. */
an_status an_mail_read(an_document *doc, bool *is_mail, an_error *err);

#endif
