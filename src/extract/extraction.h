/* What is known of one document after extraction: the line of `actornet extract`, as a value. Both halves of the program meet here:
   extract/ makes it, link/ counts it, and reading the lines of another extractor makes it, too. */
#ifndef EXTRACT_EXTRACTION_H
#define EXTRACT_EXTRACTION_H

#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "lexicon/lexicon.h"

#include <stdbool.h>

/* Which of them found a mention: the names that the contract lists. */
typedef enum an_by {
    AN_BY_DICT,
    AN_BY_USER_DICT,
    AN_BY_PATTERN,
    AN_BY_TAGGER,
    AN_BY_DEMONYM,
    AN_BY_ACRONYM,
    AN_BY_ALIAS,
    AN_BY_OTHER, /* another program, which did not say or has a word of its own; never ours */
    AN_BY_COUNT
} an_by;
const char *an_by_name(an_by by);
bool an_by_of(an_str name, an_by *by);

/* Whether the first part of a type is this one. */
static inline bool an_is_type(an_str type, an_str first)
{
    return an_str_starts(type, first) && (type.len == first.len || type.ptr[first.len] == '/');
}

static inline bool an_is_person(an_str type)
{
    return an_is_type(type, AN_LIT("person"));
}

static inline bool an_is_organization(an_str type)
{
    return an_str_starts(type, AN_LIT("organization"));
}

/* Type that two share: theirs when it is the same, else the common first part, else "other". */
an_str an_common_type(an_str a, an_str b);
/* Who a place may mean is told up to this many; beyond it is ambiguous anyway, and text full of one common surname stays linear. */
enum { AN_MOST_SENSES = 16 };

/* Which rule made a form a name of its actor, when it is not the form that was looked for. The order is that of the names in extraction.c. */
typedef enum an_rule {
    AN_RULE_NONE,
    AN_RULE_SAID,     /* «A, also known as B» */
    AN_RULE_DEFINED,  /* «Long Name (LN)», «LN (Long Name)» */
    AN_RULE_FORM,     /* without title, article, legal form */
    AN_RULE_ORDER,    /* words in another order */
    AN_RULE_INITIALS, /* J. Smith */
    AN_RULE_MIDDLE,   /* a middle name left out */
    AN_RULE_NICKNAME,
    AN_RULE_SPELLING,
    AN_RULE_ACRONYM, /* first letters of a name */
    AN_RULE_SURNAME,
    AN_RULE_GIVEN, /* a given name alone */
    AN_RULE_INNER, /* a middle word alone */
    AN_RULE_KIND,  /* Sonatrach, Sonatrach Group */
    AN_RULE_FIRST, /* first words */
    AN_RULE_HEAD,  /* the Foundation */
    AN_RULE_STATE, /* «Foreign Ministry», after «Algeria's Foreign Ministry» */
    AN_RULE_NOMINAL, /* the army */
    AN_RULE_USER,  /* --aliases */
    AN_RULE_COUNT
} an_rule;
/* "surname" …; "" for none. */
const char *an_rule_name(an_rule rule);
bool an_rule_of(an_str name, an_rule *rule);
/* The two as one number below AN_WHY_COUNT: the rule, or who found the form when there is none; and its name. */
enum { AN_WHY_COUNT = AN_BY_COUNT + AN_RULE_COUNT };
unsigned an_why(an_by by, an_rule rule);
const char *an_why_name(unsigned why);

/* One place in the text that names an actor. */
typedef struct an_mention {
    an_span span;                              /* bytes of `text`; when there is no text: code points */
    uint32_t actor;                            /* index into the extraction's actors; AN_NO_ACTOR when ambiguous */
    uint32_t candidate_first, candidate_count; /* into `candidates` when ambiguous */
    an_str text, type;
    an_by by;
    an_rule rule;      /* why this form means the actor */
    double confidence; /* 0–1 */
    bool no_link;      /* a modifier («Algerian consul»): counts as a mention, makes no link */
    bool undated;      /* its row has dates, the document has none */
    bool nested;       /* lies inside another mention (only when asked for): makes no link */
} an_mention;

/* An actor as this document knows it. `key` is its identity over all documents: two with equal keys are one node. */
typedef struct an_found_actor {
    an_str key, label, type;
    const an_attribute *attributes; /* sorted by name; without label and type */
    size_t attribute_count;
    bool listed; /* an actor of a dictionary: its key and label are not ours to change */
    uint32_t member; /* of the roster (roster.h), plus 1: under one number all else is the same in every document; 0 = of none */
    char gender;   /* of the titles before its names: 'm', 'f' or 0 */
    uint32_t born; /* the year that the text tells, or 0 */
} an_found_actor;

/* An actor of a dictionary, under the name that the user calls it by, "" = its own. False when out of memory. */
bool an_found_listed(an_found_actor *out, const an_lexicon *lexicon, uint32_t number, const an_actor *actor, an_str called, an_arena *arena);

/* An actor and the number that it had before actors were sorted. */
typedef struct an_numbered_actor {
    an_found_actor actor;
    uint32_t number;
} an_numbered_actor;

/* For sorting: by key, actors of one key by number. */
int an_compare_numbered(const void *a, const void *b);

/* Everything lives in `arena`. */
typedef struct an_extraction {
    an_str id, title, date, source, sender, recipients;
    an_str text; /* "" when it was left out */
    bool has_text, has_sentences;
    an_span *sentences; /* bytes of text; when there is no text: code points */
    size_t sentence_count;
    an_mention *mentions; /* by start, then longest first; those not nested do not overlap */
    size_t mention_count;
    an_found_actor *actors; /* by key */
    size_t actor_count;
    uint32_t *candidates; /* indices into actors */
    size_t candidate_count;
    an_arena arena;
} an_extraction;

void an_extraction_clear(an_extraction *extraction);
/* Empty for the next one; the memory is kept. */
void an_extraction_reset(an_extraction *extraction);

#endif
