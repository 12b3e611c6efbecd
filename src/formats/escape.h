/* Text from documents made harmless for each kind of file. Every writer writes such text through here and in no other way. */
#ifndef FORMATS_ESCAPE_H
#define FORMATS_ESCAPE_H

#include "base/buf.h"

/* Valid UTF-8 of characters that XML 1.0 allows; each other character or broken byte becomes U+FFFD, CR and CR LF become LF. */
void an_clean_add(an_buf *out, an_str text);
/* Whether an_clean_add() would leave the text as it is. */
bool an_clean_is(an_str text);

/* Nothing to clean, and nothing with a meaning in XML: what most texts are. May say no where yes were right. */
bool an_xml_is_plain(an_str text);
/* Content of an XML element. Only &, < and the > of ]]> are escaped: Gephi, read with the JDK's parser, loses blanks beside entities. */
void an_xml_add_text(an_buf *out, an_str text);
/* Value of an XML attribute, without the quotes. */
void an_xml_add_attribute(an_buf *out, an_str text);

/* Value of a Graphviz label: every backslash doubled (so \N, \G, \l … stay text), LF as \n, entities neutralised, at most 4,000 bytes.
   The quotes of DOT are not escaped here: an_dot_add_quoted() or libcgraph does it. */
void an_dot_add_label(an_buf *out, an_str text);
/* The same for readers that do not know entities (Gephi): & stays as it is. */
void an_dot_add_plain(an_buf *out, an_str text);
/* A label value or an id as a quoted DOT string. */
void an_dot_add_quoted(an_buf *out, an_str value);

/* A cell of CSV, for wary readers (AN_CSV_WARY). */
void an_csv_add_text(an_buf *out, an_str text);
#endif
