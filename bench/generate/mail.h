/* Texts that look like mail: headers, paragraphs in lines of 72 columns, a signature; names from the lists in them. */
#ifndef BENCH_MAIL_H
#define BENCH_MAIL_H

#include "dice.h"
#include "script.h"
#include "words.h"

typedef struct mail {
    const lists *from;
    uint64_t listed;    /* names are drawn from the first so many: each doubling of the number is equally likely */
    unsigned share;     /* of 1000 words at so many a listed name starts */
} mail;

/* One letter, the same for the same number. */
void mail_write(page *p, const mail *how, uint64_t number, char date[11]);

#endif
