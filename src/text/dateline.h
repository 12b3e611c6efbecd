/* Datelines: where and when news was written, before its first sentence: «WASHINGTON, March 2 (AP) - The commission». */
#ifndef TEXT_DATELINE_H
#define TEXT_DATELINE_H

#include "base/span.h"
#include "base/str.h"

/* Where the dash of the dateline stands that begins with a place: the place begins a line, and nothing but «, March 2», « (AP)» or
   «, Texas (Reuters)» is behind it. SIZE_MAX when it begins none. */
size_t an_dateline_dash(an_str text, an_span place);

#endif
