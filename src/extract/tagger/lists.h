/* What is known of single words: the word lists of dict/ as one table from a word's key to a set of lists. Read-only, shared. */
#ifndef EXTRACT_TAGGER_LISTS_H
#define EXTRACT_TAGGER_LISTS_H

#include "base/error.h"
#include "extract/tagger/cues.h"
#include "lexicon/lexicon.h"

/* Order and letters are part of the features: see list_letters in lists.c. */
typedef enum an_word_list {
    AN_WORD_GIVEN,      /* given names */
    AN_WORD_SURNAME,    /* common surnames */
    AN_WORD_SURNAMES,   /* many surnames */
    AN_WORD_COMMON,     /* ordinary words of the language */
    AN_WORD_CITY,       /* cities and towns of the shipped dictionaries */
    AN_WORD_TOWN,       /* smaller towns, too */
    AN_WORD_COUNTRY,
    AN_WORD_REGION,     /* parts of states, continents, rivers, mountains */
    AN_WORD_DEMONYM,
    AN_WORD_TITLE,      /* before a person's name */
    AN_WORD_ROLE,       /* leader, spokesman */
    AN_WORD_KIN,        /* brother, wife */
    AN_WORD_ORG,        /* makes a name an organisation's: Ministry, Party */
    AN_WORD_LOC,        /* makes a name a place's: River, Province */
    AN_WORD_COMPANY,    /* Ltd, Inc, Bank */
    AN_WORD_PARTICLE,   /* de, bin, al */
    AN_WORD_SUFFIX,     /* Jr */
    AN_WORD_FUNCTION,   /* he, the, when: a capital only starts a sentence */
    AN_WORD_SAYS,       /* said, told: behind persons and bodies */
    AN_WORD_PLACE,      /* in, near: before places */
    AN_WORD_TIME,       /* months, weekdays */
    AN_WORD_HEAD,       /* government, army: behind a state's name */
    AN_WORD_KNOWN_ORG,  /* organisations of the shipped dictionaries */
    AN_WORD_LINK,       /* may stand inside a name in small letters */
    AN_WORD_TAIL,       /* behind a hyphen in small letters it is no part of a name: US-led */
    AN_WORD_THING,      /* means no person, body or place: dispute, fever */
    AN_WORD_LIST_COUNT
} an_word_list;

#define AN_IN(list) (UINT32_C(1) << (list))
#define AN_LISTS (AN_IN(AN_WORD_LIST_COUNT) - 1)

/* The group of words that are used alike (dict/words/groups.tsv), 1 to AN_WORD_GROUPS, 0 = none; and which part of it, whose words are still more
   alike. */
enum { AN_WORD_GROUPS = 255, AN_WORD_PARTS = 255 };
typedef struct an_word_group {
    uint8_t number, part;
} an_word_group;

#define AN_LISTS_FOLDER "dict/words/" /* of the data folder */

typedef struct an_lists an_lists;

/* From the lexicon's word lists and shipped rows, and from dict/words/ of the data folder. AN_ERR_NOT_FOUND, AN_ERR_SYNTAX, AN_ERR_NOMEM. */
an_status an_lists_load(an_lists **out, const an_lexicon *lexicon, const char *data, an_error *err);
/* Lists as bytes for shipped.anet, where loading finds them again, and lists over such bytes, which the caller keeps at a multiple of 8 bytes:
   AN_ERR_SYNTAX when they are not of this version or damaged. A wrong slot gives wrong lists, never a read outside. */
void an_lists_write(an_buf *out, const an_lists *lists);
an_status an_lists_open(an_lists **out, an_str bytes, an_error *err);
void an_lists_free(an_lists *lists);

/* The lists that hold a word, as a set of AN_IN(list), and its group. */
typedef struct an_known_word {
    uint32_t lists;
    an_word_group group;
} an_known_word;
an_known_word an_lists_know(const an_lists *lists, uint64_t key);
uint32_t an_lists_of(const an_lists *lists, uint64_t key);
/* What a noun tells of the name that it is said of («X is a village»): AN_WORD_ROLE for persons, AN_WORD_ORG, AN_WORD_LOC; 0 nothing. */
uint32_t an_lists_of_noun(const an_lists *lists, uint64_t key);
/* The words that refusals ask for. */
const an_cues *an_lists_cues(const an_lists *lists);
/* The same word will be asked for soon. */
void an_lists_expect(const an_lists *lists, uint64_t key);
/* Letter of a list in feature texts. */
char an_list_letter(an_word_list list);

#endif
