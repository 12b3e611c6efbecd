/* Names whose kind the text tells whatever the weights say: «WELLINGSTAD (Reuters) —» is a place, «Ahmed Ould Bah» a person, «Wayne County Airport
   Authority» a body. docs/tagger.md §5. */
#ifndef EXTRACT_TAGGER_RECAST_H
#define EXTRACT_TAGGER_RECAST_H

#include "extract/tagger/features.h"

/* Between a person's name and the father's: «Muniandy a/l Perumal», as the Tamils of Malaysia and Singapore write it. */
#define AN_SIGNS_BEFORE_FATHERS "a/l", "a/p", "d/o", "s/o"
/* Small words behind a person's name that say whose child that is: «Bolot Asan uulu». */
#define AN_WORDS_BEHIND_FATHERS {"kizi", "kyzy", "oglu", "ogly", "qizi", "uly", "uulu"}

/* The kind that tokens [first, end) of a stretch are, which were read as `kind`; `kind` itself when nothing tells another. */
an_name_kind an_recast(const an_stretch *stretch, size_t first, size_t end, an_name_kind kind);

#endif
