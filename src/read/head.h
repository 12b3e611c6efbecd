/* The date that a text's head tells: of a letter, a report, news, minutes. */
#ifndef READ_HEAD_H
#define READ_HEAD_H

#include "text/date.h"

/* The date in one of the first lines of a text that hold something: alone in its line («12th March 1797»), behind the place («Truro, 12th March 1797»,
   «BEIRA, 14 March 2019 - The director …»), or behind what says that it is one («Date: 3 May 2004», «Dated this 4th day of May 1999»). No date of
   a running sentence, none that may be read in two ways, none of another meeting, and where lines have different ones (a diary, lives) only one behind such
   a word. Any other must begin with `within`, what the folders of the text say («2013-01»; "": nothing). O(length of the first lines). */
bool an_head_date(char out[AN_DATE_SIZE], an_str text, an_str within);

#endif
