/* What the names that were chosen first imply: other forms of the same actors, which are then looked for in the whole text (document.c). */
#ifndef EXTRACT_IMPLY_IMPLIED_H
#define EXTRACT_IMPLY_IMPLIED_H

#include "extract/work.h"

/* One form to look for, and who it means. */
typedef struct an_implied {
    an_str text;
    uint32_t target;
    uint8_t rank, by, rule;
    float confidence; /* 0 = as sure as these rules are */
    bool exact; /* capitals as in `text` */
    bool called; /* not behind an article: a name in small letters */
    bool alone; /* not next to other capitals: a surname, a name of one word */
    char gender; /* of the person whose surname it is, or 0 */
    uint64_t title; /* only behind this word, of this hash; 0 = anywhere */
} an_implied;

typedef struct an_implied_names {
    an_implied *items;
    size_t count, capacity;
} an_implied_names;

/* In a document of more choices, a register, none is held against all others: that would take for ever. */
enum { AN_REGISTER = 4096 };

/* Here and below: false = out of memory. An empty form is left out. */
bool an_imply(an_implied_names *list, an_implied it);

bool an_speaks_french(const an_extractor *x);                   /* resolve/resolve.c: «M. Bennet» is a man, and M no initial */
bool an_part_couples(an_extractor *x);                          /* surnames.c: «Mr. Bennet», «Mrs. Bennet» */
bool an_join_provinces(an_extractor *x);                        /* resolve/provinces.c: «Hubei Province», Hubei */
bool an_imply_surnames(an_extractor *x, an_implied_names *out); /* surnames.c */
bool an_imply_acronyms(an_extractor *x, an_implied_names *out); /* brackets.c: «Movement for Unity (MU)» */
bool an_imply_called(an_extractor *x, an_implied_names *out);   /* brackets.c: «Harbour Tugs Co., Ltd. (“Harbour”)» */
bool an_imply_bynames(an_extractor *x, an_implied_names *out);  /* find/bynames.c: «Mick "Spud" Harrow» */
bool an_imply_starts(an_extractor *x, an_implied_names *out);   /* find/companies.c: «Northgate» of «Northgate Dynamics Corp.» */
bool an_imply_members(an_extractor *x, an_implied_names *out);  /* members.c: «Social Liberals» */
bool an_imply_siblings(an_extractor *x, an_implied_names *out); /* siblings.c: «the brothers Karl and Tom Lund» */
bool an_imply_roll(an_extractor *x, an_implied_names *out);     /* roll.c: «Present: Agnes Thornbury (AT)» */
bool an_imply_speakers(an_extractor *x, an_implied_names *out); /* speakers.c: «RDF: In 1951.» */
bool an_imply_chat(an_extractor *x, an_implied_names *out);     /* find/chat.c: «not funny dato» */
bool an_imply_readings(an_extractor *x, an_implied_names *out); /* readings.c */

/* The last words of persons' names of several words, into a map; false = out of memory. */
bool an_note_last_words(an_extractor *x, an_map *words);
/* Number of a folded text in a map, or AN_MAP_NONE; `apart` keeps the same text of several kinds apart. */
uint32_t an_intern_folded(an_extractor *x, an_map *map, an_str text, uint32_t apart, bool *added);
/* The first choice that starts at the atom or behind it; the number of choices when none does. O(log choices). */
size_t an_choice_from(const an_extractor *x, uint32_t atom);
/* The choice that ends at the atom, and the one that is the atom, or SIZE_MAX. O(log choices). */
size_t an_choice_ending_at(const an_extractor *x, uint32_t atom);
size_t an_choice_of_atom(const an_extractor *x, uint32_t atom);
/* The lists of the tagger that hold an atom's word. */
uint32_t an_atom_lists(const an_extractor *x, uint32_t atom);

static inline an_str an_candidate_form(const an_extractor *x, const an_candidate *c)
{
    return an_str_sub(x->doc->text, c->span.start, c->span.end);
}

/* Whether nothing but `text` stands between two candidates. */
static inline bool an_parted_by(const an_extractor *x, const an_candidate *a, const an_candidate *b, const char *text)
{
    return an_str_equal(an_str_sub(x->doc->text, a->span.end, b->span.start), an_str_of(text));
}

/* The text of the atoms [first, last]. */
static inline an_str an_atoms_text(const an_extractor *x, uint32_t first, uint32_t last)
{
    return an_str_sub(x->doc->text, x->atoms.items[first].span.start, x->atoms.items[last].span.end);
}

#endif
