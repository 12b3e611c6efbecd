/* Files that are no plain text yet: what they are, by their content, and the line that makes text of them. */
#ifndef READ_SNIFF_H
#define READ_SNIFF_H

#include "base/buf.h"

/* A kind of file that has to be converted first. Static storage. */
typedef struct an_foreign {
    const char *what;    /* "a PDF" */
    const char *command; /* FILE stands for the file, BASE for the file without its ending */
} an_foreign;

/* `head` is the start of the file (64 KiB or all of it), `name` its path; NULL = text, mail (read/mail/mime.h), or nothing that is known. */
const an_foreign *an_foreign_find(an_str head, an_str name);
/* A page of HTML, which is read as it is (read/html.h). */
extern const an_foreign an_foreign_page;
/* Mail of which no part is text. */
extern const an_foreign an_foreign_mail;
/* The command with the path put in, quoted for a shell where needed. */
void an_foreign_command(an_buf *out, const an_foreign *foreign, an_str path);

#endif
