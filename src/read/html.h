/* What the head of a page of HTML tells about it. The text of a page: an_page_mend() in read/remains.h. */
#ifndef READ_HTML_H
#define READ_HTML_H

#include "base/str.h"
#include "text/date.h"

#include <stdbool.h>

/* The label of its charset (text/charset.h), from the first kilobytes; "" when it names none. */
an_str an_html_charset(an_str page);
/* The day on which it was published, as pages tell it to search engines. */
bool an_html_date(char out[AN_DATE_SIZE], an_str page);

#endif
