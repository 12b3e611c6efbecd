/* Dates as people write them in headers and file names → ISO. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "actornet/pipeline.h" /* an_date_valid() */
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { AN_DATE_SIZE = 11 }; /* "YYYY-MM-DD" and NUL; also "YYYY-MM" and "YYYY" */

/* A valid date as a number: numbers sort as dates do, a year before its months. 0 = not valid. */
uint32_t an_date_number(an_str text);
/* The text of such a number; empty for 0. */
an_str an_date_text(uint32_t number, char out[AN_DATE_SIZE]);
/* The date that a file name starts with or holds after a separator: 2013-01-18-x.txt, 20130118_x, x_2013-01-18.txt, letter_18_January_1813.txt,
   18jan2013.txt, 18.01.2013.txt. */
bool an_date_in_name(char out[AN_DATE_SIZE], an_str name);
/* A date in a mail header or dateline: RFC 5322, "Friday, January 18, 2013 10:12 AM", "18 Jan 2013", "01/18/2013" (month first unless
   impossible), "2013-01-18T…". The first one in the text. */
bool an_date_in_header(char out[AN_DATE_SIZE], an_str text);
/* A date that begins at `at` with its year right behind day and month, and that nobody can misread: «12th March 1797», «4th day of May, 1999», «March 12,
   1797», «2004-05-03», «18.01.2013», «18/01/2013» but not «01/02/2013». `*end` is behind it. */
bool an_date_at(char out[AN_DATE_SIZE], an_str text, size_t at, size_t *end);
/* Whether `date` lies in [from, until], by the precision of the coarser one; NULL or "" bounds are open. An empty date lies in every range. */
bool an_date_within(an_str date, an_str from, an_str until);

#endif
