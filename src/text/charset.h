/* Names of charsets, as mails and pages write them: the labels of the WHATWG Encoding standard, which tell what the writers of a label mean
   by it («gb2312» is GB18030, «iso-8859-1» is windows-1252), and what only mails have (UTF-7, the code pages of DOS). */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/str.h"

typedef struct an_charset {
    const char *iconv;  /* what iconv is asked for; "" = the bytes tell it better than the name does */
    const char *labels; /* small, between blanks; the first one is the usual name, which iconv is asked for next */
} an_charset;

/* The charset of that label, whatever its case; NULL when nobody knows it. */
const an_charset *an_charset_find(an_str label);

#endif
