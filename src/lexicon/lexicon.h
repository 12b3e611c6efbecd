/* Inside view of the lexicon: what extract/ works with. Everything is read-only after loading and shared by all threads. */
#ifndef LEXICON_LEXICON_H
#define LEXICON_LEXICON_H

#include "actornet/lexicon.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "lexicon/match/beside.h"
#include "lexicon/match/matcher.h"
#include "lexicon/patterns/regex.h"

#include <stdbool.h>
#include <stdint.h>

#define AN_NO_ACTOR UINT32_MAX

/* Whose row it is; also the precedence on the same span. */
typedef enum an_layer { AN_LAYER_USER, AN_LAYER_SHIPPED } an_layer;

typedef enum an_case { AN_CASE_ANY, AN_CASE_CAP, AN_CASE_EXACT } an_case; /* `auto` is resolved when loading */

typedef struct an_attribute {
    an_str name, value;
} an_attribute;

/* An actor of a dictionary. Actors with the same id are one, across files (the first file's name, type and attribute values win). */
typedef struct an_actor {
    an_str id, name, type;
    an_layer layer; /* of its first row */
} an_actor;

/* One row: one surface form. Its text is asked for apart. */
typedef struct an_alias {
    uint32_t actor; /* AN_NO_ACTOR for `never` rows */
    an_case casing;
    an_layer layer;
    bool never;
    bool accented; /* its plain form is a common word or very short (Tô, Ūn): the text must have the accents, too */
    bool in_place; /* context=place: counts only behind a word of the list `place`, or before a comma and a place */
    uint32_t near_first, near_count; /* into an_lexicon_near(): the row needs one of them; 0 = none needed */
    an_str from, until;              /* ISO or "" */
} an_alias;

/* Where something stands. */
typedef struct an_origin {
    uint32_t file, line;
} an_origin;

/* One thing that `near` may name: an actor (any of its aliases or demonyms meets it) or a text. */
typedef struct an_near {
    uint32_t actor;   /* AN_NO_ACTOR when it is a text */
    uint32_t term;    /* term of the near matcher that finds the text; UINT32_MAX when actor */
} an_near;

/* A word of a word list (dict/rules, dict/names, a user's file with a `word` column). */
typedef struct an_word {
    an_str word;
    an_str list;                     /* stem of the file: "titles", "demonyms", "heads" */
    an_str class_;                   /* column `class`, "" when none */
} an_word;

/* A pattern. Rows of type `define` are no patterns but named parts that all others can call: (?&name). Word lists are such parts, too:
   (?&titles) is any word of dict/rules/titles.tsv, (?&titles_rank) those of class rank. */
typedef struct an_pattern {
    an_str id, type;
    an_layer layer;
    const an_regex *regex;
    uint32_t gate_first, gate_count; /* terms of the word matcher, one of which must stand in the sentence; 0 = runs on every
                                        sentence */
    bool stands_in; /* of the shipped patterns/names.tsv, which has no turn where there are weights for names */
    bool at_gate; /* tried only where a gate word starts (`requires` begins with ^): the pattern begins with \G */
    uint32_t file, line;
} an_pattern;

/* Rows and actors are kept packed and unpacked one at a time; texts are views that last as long as the lexicon. */
size_t an_lexicon_actor_count(const an_lexicon *lexicon);
an_actor an_lexicon_actor(const an_lexicon *lexicon, uint32_t actor);
an_str an_lexicon_type(const an_lexicon *lexicon, uint32_t actor);
/* A type's first part: "organization" of "organization/company". */
an_str an_main_type(an_str type);
/* Value of an attribute of an actor, or "". */
an_str an_lexicon_attribute(const an_lexicon *lexicon, uint32_t actor, const char *name);
/* All of them, sorted by name, in the arena; NULL when out of memory. */
const an_attribute *an_lexicon_attributes(const an_lexicon *lexicon, uint32_t actor, an_arena *arena, size_t *count);
size_t an_lexicon_alias_count(const an_lexicon *lexicon);
an_alias an_lexicon_alias(const an_lexicon *lexicon, uint32_t alias);
/* The first row at or behind `row` that is a shipped one, or the number of rows. */
uint32_t an_lexicon_next_shipped(const an_lexicon *lexicon, uint32_t row);
an_str an_lexicon_alias_text(const an_lexicon *lexicon, uint32_t alias);
/* Whether this is its text, byte by byte, and nothing but its case may keep the row, one of the user's, from holding where it stands; its actor,
   AN_NO_ACTOR for `never`. */
bool an_lexicon_spells(const an_lexicon *lexicon, uint32_t alias, an_str form, an_case *casing, uint32_t *actor);
/* Where a row stands: file (for an_lexicon_file()) and line. Of a compiled file the line is that of the source it was made of. */
an_origin an_lexicon_origin(const an_lexicon *lexicon, uint32_t alias);
/* Folder of the shipped data it was loaded from, "" when it was loaded without. */
const char *an_lexicon_data(const an_lexicon *lexicon);
const an_near *an_lexicon_near(const an_lexicon *lexicon);
size_t an_lexicon_near_count(const an_lexicon *lexicon);
/* Words are kept packed, too. Their attributes are the other columns: "" when there is none. */
size_t an_lexicon_word_count(const an_lexicon *lexicon);
an_word an_lexicon_word(const an_lexicon *lexicon, uint32_t word);
an_str an_lexicon_word_attribute(const an_lexicon *lexicon, uint32_t word, const char *name);
/* Whether a word is of the same list as the one before it; words of a file are, and its name is one text. */
bool an_lexicon_list_goes_on(const an_lexicon *lexicon, uint32_t word);
/* … and with the same class. */
bool an_lexicon_class_goes_on(const an_lexicon *lexicon, uint32_t word);
const an_pattern *an_lexicon_patterns(const an_lexicon *lexicon, size_t *count);

/* The actor with this id (or else, name), or AN_NO_ACTOR. */
uint32_t an_lexicon_find_actor(const an_lexicon *lexicon, an_str id);
/* Value of an attribute or "". */
an_str an_attribute_get(const an_attribute *attributes, size_t count, const char *name);

/* Append every hit of every alias (also of `never` rows), in the order of an_matcher_find(): a hit's term is the number of an alias; several
   rows with the same folded text give several hits. Case, dates and near are not looked at. False when out of memory. */
bool an_lexicon_find(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);
/* Those that start in atoms [first, end): for who does not want all at once. */
bool an_lexicon_find_in(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, size_t first, size_t end, an_match_scratch *scratch,
                        an_hits *hits);
/* The same in two halves, for who looks at most atoms only by their hash. First the places among atoms[from, to), in order: every one where
   something is found is among them, hardly another; left out are those where a shipped `never` row of one plain word is all, which takes nothing
   away. `out` has room for to - from + 1; their number. Then the hits of one (an_matcher_find_at()). */
size_t an_lexicon_prospects(const an_lexicon *lexicon, const an_atoms *atoms, size_t from, size_t to, an_prospect *out);
bool an_lexicon_find_at(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_prospect place, an_match_scratch *scratch,
                        an_hits *hits);
/* Atoms of the longest alias. */
size_t an_lexicon_longest(const an_lexicon *lexicon);
/* Whether no row of a dictionary is a shipped one. */
bool an_lexicon_is_own(const an_lexicon *lexicon);
/* Terms: words of lists (term < word count: number of the word), near texts and pattern gates (terms beyond). Their number; and all
   that stand in a text, as an_matcher_find() gives them. */
size_t an_lexicon_terms(const an_lexicon *lexicon);
an_str an_lexicon_term(const an_lexicon *lexicon, uint32_t term);
bool an_lexicon_find_words(const an_lexicon *lexicon, an_str text, const an_atoms *atoms, an_match_scratch *scratch, an_hits *hits);

/* What a compiled part of shipped.anet holds that others make of the shipped files, if those (paths below the data folder) are still as they
   were then; else an empty text. It may be damaged all the same. */
an_str an_lexicon_ready(const an_lexicon *lexicon, an_beside part, const char *const *files, size_t count);
/* Whether the shipped dictionaries were asked for; whether a word of a list is the user's; and whether what the shipped dictionaries say of types
   holds, whatever the user's say of the same actors. */
bool an_lexicon_has_shipped(const an_lexicon *lexicon);
bool an_lexicon_has_own_words(const an_lexicon *lexicon);
bool an_lexicon_keeps_types(const an_lexicon *lexicon);

#endif
