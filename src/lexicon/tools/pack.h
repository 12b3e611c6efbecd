/* Packs as the loader sees them. */
#ifndef LEXICON_TOOLS_PACK_H
#define LEXICON_TOOLS_PACK_H

#include "actornet/dictionary.h"
#include "base/buf.h"

/* Path of "+name": in the user's folder, else in the shipped one. */
an_status an_pack_find(an_buf *out, const char *name, const an_lexicon_options *options, an_error *err);
/* The date in the line `# pack: NAME, date DATE` of a file's comments, "" when there is none. */
an_str an_pack_date(an_str content);

#endif
