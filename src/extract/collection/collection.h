/* What only the whole collection can decide: which names of its documents are one actor, and how a name that no dictionary lists is written.
   First every extraction is shown, then each is settled. Memory grows with different names, not with text. */
#ifndef EXTRACT_COLLECTION_COLLECTION_H
#define EXTRACT_COLLECTION_COLLECTION_H

#include "base/error.h"
#include "base/map.h"
#include "extract/corrections.h"
#include "extract/extraction.h"

typedef struct an_rules an_rules;

/* A name of the collection: a folded key, or an actor of a dictionary. */
typedef struct an_collected {
    uint32_t best;  /* number of its best form, AN_MAP_NONE for an actor of a dictionary */
    uint32_t actor; /* of the lexicon, or AN_NO_ACTOR */
    uint64_t mentions;
    uint32_t documents, first_day, last_day; /* days of documents with a date; 0 = none */
    uint32_t mails;                          /* of these documents */
    uint32_t only_in;                        /* the number of the only document, 0 when there are several */
    uint32_t born;                           /* the first year of birth that a document tells, or 0 */
    bool men, women;                         /* the genders that documents tell */
    bool two_births;
    an_str suffix;      /* of its key, behind its label: " (person)" */
    uint32_t first_one; /* of its bearers, once the collection is finished */
    uint32_t ones;      /* how many; 0 = none takes part */
    uint32_t parted;    /* number + 1 of a form in `parted`, 0 = none */
} an_collected;

/* Who bears a name: one, or those whom gender or birth keep apart. */
typedef struct an_bearer {
    uint32_t name;
    uint32_t born; /* 0 when it tells nobody apart */
    char gender;   /* so */
    bool plain;    /* of the documents that tell neither, too: nothing stands behind its name */
    uint8_t rule;  /* that joined it to its head, an_rule */
    uint32_t documents; /* that tell so */
    uint32_t head; /* the bearer whose name it goes by: itself, or another */
    an_str called; /* by the user, "" = its own name */
} an_bearer;

typedef struct an_collection {
    const an_lexicon *lexicon;
    an_map names; /* folded keys; ids of dictionaries behind a control character; values unused */
    an_collected *collected; /* by name */
    size_t collected_capacity;
    an_map forms;   /* "number of the name" + type + spelling → mentions, in values */
    an_map told;    /* gender and birth of a name, where documents tell them; values: how many do */
    an_map said;    /* "folded form TAB number of the name" for forms that a text says to be the name's; values: rule */
    an_map places;  /* "number of the name TAB spelling" of places of dictionaries → mentions, in values */
    an_map letters; /* first and last word, folded, of names in the headers of mails; values: in how many they are */
    an_map parted;  /* "number of the name TAB folded form" for forms that «different» lines are about; values: number + 1 of the next of that name, or 0 */
    const an_corrections *corrections; /* while documents are added; may be NULL */
    struct an_said_in {
        uint32_t last, documents; /* the last document that says so, and how many do */
    } * said_in;                  /* by number in `said` */
    size_t said_capacity;
    uint32_t documents;
    an_bearer *bearers;
    size_t bearer_count, bearer_capacity;
    bool renamed; /* the user calls an actor of a dictionary by another name */
    an_buf left; /* lines: a name that stays by itself, and why, in the order of folded names */
    an_arena arena;
    an_buf scratch;
} an_collection;

void an_collection_clear(an_collection *collection);
/* Count the names of one document. AN_ERR_NOMEM. */
an_status an_collection_add(an_collection *collection, const an_extraction *extraction, an_error *err);

/* What finishing needs; corrections may be NULL. */
typedef struct an_collection_means {
    const an_lexicon *lexicon;
    const an_rules *rules;
    const an_corrections *corrections;
    uint8_t *corrections_used;
} an_collection_means;

/* Work out the best spelling of every name, once all documents are counted; with `means` also which names are one. AN_ERR_NOMEM. */
an_status an_collection_finish(an_collection *collection, const an_collection_means *means, an_error *err);
/* Give the found actors of one document the names that the collection has for them, and the spelling and type that most mentions have: one with
   small letters before one in capitals, then the more frequent, then by code point. AN_ERR_NOMEM. */
an_status an_collection_settle(const an_collection *collection, an_extraction *extraction, an_error *err);

#endif
