/* Words that refusals ask for of every stretch, by what they are asked for. One look-up of a token's key answers all these questions. Words that
   are asked for only where something else holds stand beside the question. */
#ifndef EXTRACT_TAGGER_CUES_H
#define EXTRACT_TAGGER_CUES_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum an_cue {
    AN_CUE_REMNANT,          /* what a person's name was cut from */
    AN_CUE_FORM_ALONE,       /* what a company's was cut from */
    AN_CUE_LEGAL_FORM,       /* a company's, without a comma before it */
    AN_CUE_THING,            /* what happened, what is awarded or agreed, works, what is measured */
    AN_CUE_MATTER,           /* what is made, grown or computed, and has a name of letters */
    AN_CUE_PRODUCT,          /* what somebody made, and calls by a name */
    AN_CUE_CALLED,           /* between it and the name */
    AN_CUE_OF_THING,         /* before «of»: what of a place is no place */
    AN_CUE_PEOPLE,           /* who call their union so: «Daughters of the Harbour» */
    AN_CUE_ENACTMENT,        /* what was enacted and printed */
    AN_CUE_AFFAIR,           /* what is adopted, run or agreed and has a name: said of it, or behind it */
    AN_CUE_AGREED,           /* before «on» or «for»: what states agree on */
    AN_CUE_SHORTENED,        /* what is no body where letters in brackets stand behind its name */
    AN_CUE_LEAD,             /* in a bracket before a short form: «hereafter» */
    AN_CUE_OFFICE,           /* who holds one */
    AN_CUE_RANK,             /* before an office: «Assistant» */
    AN_CUE_COURTESY,         /* before who is spoken to */
    AN_CUE_HONOUR,
    AN_CUE_ARTICLE,          /* behind «Monsieur» */
    AN_CUE_REFERENCE,        /* where a court finds a text */
    AN_CUE_BEFORE_CASE,
    AN_CUE_PLACE_IN_CASE,    /* of a party */
    AN_CUE_SOLDIERS,
    AN_CUE_PART_OF_LAW,
    AN_CUE_ADDRESS,          /* who is called by it alone is nobody */
    AN_CUE_ANSWER,
    AN_CUE_POINTER,
    AN_CUE_ABROAD,           /* small words of French, Spanish, Italian, Portuguese, German and Dutch */
    AN_CUE_GERMAN,           /* those of German */
    AN_CUE_IN_NAMES,         /* those that stand in names among English, too */
    AN_CUE_OF_ABROAD,        /* of which names among English are full */
    AN_CUE_BEGINS_ABROAD,    /* what sentences of these languages begin with; folded */
    AN_CUE_ROLE_ABROAD,      /* who somebody is and what is said in German; greetings; folded */
    AN_CUE_GREETING,         /* what letters and mails begin with in other languages, before who is written to; folded */
    AN_CUE_ENACTED_ABROAD,   /* laws, which begin with their noun in other languages; folded */
    AN_CUE_PLANNED_ABROAD,   /* plans and treaties that do; folded */
    AN_CUE_HEADLINE_VERB,    /* what somebody does in a headline, and nobody is called */
    AN_CUE_COUNT
} an_cue;

/* Whether it is one of these words, but for the case of its letters. Looks through them all. */
bool an_is_cue(an_str word, an_cue cue);

/* From a word's key to the set of 1 << an_cue that it is. */
typedef struct an_cues {
    struct {
        uint64_t key, cues;
    } slots[2048]; /* at most half of them full */
} an_cues;

/* Fill an empty one. */
void an_cues_fill(an_cues *cues);

/* The slot of a key, or the free one where it belongs. */
static inline size_t an_cue_slot(const an_cues *cues, uint64_t key)
{
    enum { SLOTS = sizeof cues->slots / sizeof *cues->slots };
    size_t at = key % SLOTS;

    while (cues->slots[at].key && cues->slots[at].key != key)
        at = (at + 1) % SLOTS;
    return at;
}

static inline uint64_t an_cues_of(const an_cues *cues, uint64_t key)
{
    return cues->slots[an_cue_slot(cues, key)].cues;
}

#endif
