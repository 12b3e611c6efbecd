/* What the steps of the extraction of one document share. Only extract/ includes it.

     sentences ─► atoms ─► hits ─► candidates ─► chosen ─► mentions
                             ▲         │ targets (who is meant) are merged on the way
                             └─────────┘ names found in the document are looked for again */
#ifndef EXTRACT_WORK_H
#define EXTRACT_WORK_H

#include "base/map.h"
#include "base/profile.h"
#include "base/sort.h"
#include "extract/extractor.h"
#include "extract/note.h"
#include "extract/resolve/clusters.h"
#include "extract/tagger/tagger.h"
#include "extract/tagger/tagging.h"

/* The word lists that the rules know by name; the order is that of list_names[] in rules.c. */
typedef enum an_list {
    AN_LIST_OTHER,
    AN_LIST_TITLES,
    AN_LIST_DEMONYMS,
    AN_LIST_HEADS,
    AN_LIST_DESIGNATORS,
    AN_LIST_PARTICLES,
    AN_LIST_LEGAL,
    AN_LIST_ROLES,
    AN_LIST_GIVEN,
    AN_LIST_PLACE,
    AN_LIST_NICKNAMES,
    AN_LIST_AKA,
    AN_LIST_SURNAMES,
    AN_LIST_LEADING,
    AN_LIST_SPELLINGS
} an_list;
/* The list of this name, or AN_LIST_OTHER. */
an_list an_list_of(an_str name);

/* Classes of the words of those lists that make a difference to a rule. */
typedef enum an_word_class {
    AN_CLASS_OTHER,
    AN_CLASS_ADJECTIVE,
    AN_CLASS_PEOPLE, /* demonyms; people also of heads */
    AN_CLASS_GOVERNMENT,
    AN_CLASS_BODY,
    AN_CLASS_MEDIA,
    AN_CLASS_PERSON, /* heads; service, military, police are bodies, too */
    AN_CLASS_JOINS,  /* de, van */
    AN_CLASS_CHILD,  /* bin, before the father's name */
    AN_CLASS_PREFIX,
    AN_CLASS_SUFFIX, /* particles */
    AN_CLASS_COURTESY,
    AN_CLASS_KIN,
    AN_CLASS_RANK,
    AN_CLASS_OFFICE, /* titles */
    AN_CLASS_FORMER,
    AN_CLASS_PSEUDONYM, /* aka */
    AN_CLASS_GIVEN,
    AN_CLASS_FIRST,
    AN_CLASS_BEFORE,
    AN_CLASS_OF_PLACE /* spellings: of a person's name; so, but not of a surname; of a word that is not the last; of a place's */
} an_word_class;

struct an_rule_word {
    uint8_t list, class_;
    char gender;    /* of a title, a given name: 'm', 'f' or 0 */
    uint32_t actor; /* of a demonym */
    an_str type;    /* of a head, a designator */
    an_str names;   /* that a nickname is short for, separated by ';'; the spelling that stands for one, folded */
};

struct an_rules {
    an_rule_word *words; /* by term of the word matcher, below word_count */
    size_t word_count;
    an_str *adjectives; /* by lexicon actor: its first adjective, or "" */
    uint32_t *gate_at;  /* by term of the word matcher: where its patterns start in gate_patterns[]; one more than terms */
    uint32_t *gate_patterns;
    uint8_t *exact; /* by pattern: whether a gate word with a capital opens it only where the text has one, too */
    size_t term_count;
    const an_near *near;    /* the lexicon's */
    uint8_t *asked_actors;  /* by lexicon actor: whether a row asks for it near by */
    uint8_t *asked_terms;   /* the same by term of the word matcher */
    uint32_t *ungated; /* patterns without a gate */
    size_t ungated_count;
};

/* Who a candidate means: an actor of the lexicon, or a name found in this document. Targets that turn out to be one point to one parent. */
typedef struct an_target {
    uint32_t actor;  /* of the lexicon, or AN_NO_ACTOR */
    uint32_t parent; /* itself, or the target it was merged into */
    an_str label;    /* name without title and article */
    an_str type;
    uint32_t part_of; /* state of a head («Algerian intelligence»), or AN_NO_ACTOR */
    an_rule rule;     /* that merged it into its parent */
    bool in_full;     /* some row finds it by two words or more, not by «al-Berg» */
    bool couple;      /* a surname that is told apart by its title: «Mrs. Bennet» */
    bool told;        /* a line of the user's says whom such a surname means: no rule does */
    bool taken;       /* a person who was told to be such a surname, and is no other one: «Mr. Bennet» */
} an_target;

/* Precedence on the same span, the lowest wins. */
typedef enum an_rank {
    AN_RANK_USER,
    AN_RANK_POSSESSED, /* a body whose state stands before it: «Algeria's Foreign Ministry» */
    AN_RANK_DEFINED,
    AN_RANK_DICT,
    AN_RANK_DEMONYM_HEAD,
    AN_RANK_PATTERN,
    AN_RANK_DOCUMENT,
    AN_RANK_DEMONYM,
    AN_RANK_READ,   /* a name that the tagger is sure of elsewhere */
    AN_RANK_TAGGER
} an_rank;

/* So many rows of one form are looked at in a place; a form of more actors is ambiguous whatever the others say. */
enum { AN_MOST_ROWS = 4 * AN_MOST_SENSES };

typedef struct an_candidate {
    an_span span;
    uint32_t atom, atom_count; /* first atom and how many */
    uint32_t target;           /* UINT32_MAX for a `never` row */
    uint32_t alias;            /* row of the lexicon, or UINT32_MAX */
    uint8_t rank, by, rule, nearness;
    bool no_link, undated;
    float confidence;
} an_candidate;

typedef struct an_candidates {
    an_candidate *items;
    size_t count, capacity;
} an_candidates;

/* A body of a state that the text names with its state: the words of the body alone mean it, too. */
typedef struct an_body {
    uint32_t atom, atom_count; /* the words of the body */
    uint32_t first, end;       /* atoms of its candidate */
    uint32_t target;
} an_body;

typedef struct an_bodies {
    an_body *items;
    size_t count, capacity;
} an_bodies;

/* A stretch that was chosen: candidates[first, first + count) share it and differ in who is meant (count > 1: ambiguous). */
typedef struct an_choice {
    uint32_t first, count;
    bool inner; /* lies inside of another choice */
} an_choice;

typedef struct an_choices {
    an_choice *items;
    size_t count, capacity;
} an_choices;

/* A stretch with all its candidates, before it is chosen. */
typedef struct an_group {
    uint32_t first, count;
    bool dropped; /* another row of a dictionary goes before; it may still be an inner mention */
} an_group;

/* What the groups are tried by: longest, best rank, leftmost. */
typedef struct an_turn {
    uint32_t length, rank, group;
} an_turn;

/* What choosing needs (choose.c). */
typedef struct an_selection {
    an_group *groups;
    size_t count, group_capacity;
    an_turn *order;
    size_t order_capacity;
    uint32_t *taken; /* by atom: the candidate whose stretch was chosen and holds it, + 1; 0 = none */
    size_t taken_capacity;
    uint8_t *covered; /* by atom: in some candidate */
    size_t covered_capacity;
} an_selection;

/* A place where an actor or a text that `near` may ask for stands. */
typedef struct an_sight {
    uint32_t what; /* lexicon actor, or term of the word matcher */
    uint32_t atom, atom_end;
} an_sight;

typedef struct an_sights {
    an_sight *items;
    size_t count, capacity;
} an_sights;

struct an_extractor {
    /* for all documents */
    const an_lexicon *lexicon;
    const an_rules *rules;
    const an_corrections *corrections;
    an_names names;
    bool nested;
    bool nominal; /* heads that stood at a name stand for it */
    const an_tagger *tagger; /* NULL: no names but those that somebody listed or described */
    float min_confidence;
    bool final;    /* no collection joins what this document leaves apart */
    bool extended; /* mentions with titles, heads and the like around the name */
    an_tagging tagging;
    an_match_scratch match_scratch;
    an_regex_scratch *regex_scratch;
    int64_t *budgets; /* by pattern: nanoseconds left in this document */
    uint8_t *fired;   /* by pattern: in this sentence, or it has no turn beside the tagger */
    uint32_t *firing; /* those, rising */
    size_t firing_count;
    an_buf seen;      /* a sentence without its invisible characters */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } seen_at;        /* by byte of it: where that stands in the text */
    an_extract_notes notes;
    an_profile *profile; /* NULL = nobody asks where the time goes */
    /* of the document at hand; lists keep their memory between documents */
    const an_document *doc;
    an_arena *arena; /* the extraction's: what the result points to */
    an_spans sentences;
    an_atoms atoms;
    uint32_t *sentence_atom; /* by sentence: its first atom; one more than sentences */
    size_t sentence_atom_capacity;
    an_spans small; /* atoms of what is written in small letters (capitals.c) */
    uint32_t *paragraphs; /* by sentence: number of its paragraph */
    size_t paragraphs_capacity;
    bool french; /* «M.» is Monsieur (resolve.c) */
    uint8_t *headline; /* by sentence: most words have a capital, so capitals mean nothing */
    size_t headline_capacity;
    uint8_t *explained; /* by atom: letters that stand there and are explained there («Movement for Unity (MU)»); of implied.h */
    size_t explained_capacity;
    an_hits alias_hits, word_hits;
    an_alias *rows; /* of the alias hits; of a large document they are let go behind the first step */
    size_t row_capacity;
    bool company; /* one of them asks for something near it */
    uint32_t *word_at; /* by atom: first word hit at or after it; one more than atoms */
    size_t word_at_capacity;
    an_sights actor_sights, text_sights;
    an_candidates candidates;
    an_bodies bodies;
    an_map body_targets; /* of bodies.c: state and words; values: target */
    an_choices choices;
    an_target *targets;
    size_t target_count, target_capacity;
    an_map target_map;
    an_clusters clusters;
    an_name_reader name_reader; /* of what stands in no text: mail headers, names of actors */
    an_selection selection;
    an_actor *actors; /* those met last, by number modulo AN_KNOWN_ACTORS … */
    uint32_t *actor_numbers; /* … and their numbers + 1 */
    an_map forms, readings; /* of resolve.c: target and form → name; of readings.c */
    an_map noted, tried;    /* of document.c and those of implied.h, for one question after the other */
    an_buf buf, name;
    an_sort_room room;
    bool failed; /* out of memory where there was no way to say so */
};

/* Whether the document is so large that what is no more needed of it is let go at once. */
static inline bool an_is_large(const an_extractor *x)
{
    return x->doc->text.len >= (size_t)4 << 20;
}

/* Sentence of an atom. O(log sentences). */
uint32_t an_work_sentence(const an_extractor *x, uint32_t atom);
/* Text of an atom. */
an_str an_work_atom(const an_extractor *x, uint32_t atom);
/* The longest word of one of the lists (bit set of 1 << an_list) that starts at the atom, or NULL. */
const an_rule_word *an_work_word(const an_extractor *x, uint32_t atom, unsigned lists, uint32_t *atom_count);
/* Whether a given name starts at the atom. */
static inline bool an_work_is_given(const an_extractor *x, uint32_t atom)
{
    return an_work_word(x, atom, 1u << AN_LIST_GIVEN, NULL) != NULL;
}
/* The word of so many atoms of one of the lists that ends right before an atom, or NULL. */
enum { AN_WORD_ATOMS = 3 }; /* of the longest that is looked for before another */
const an_rule_word *an_work_word_before(const an_extractor *x, uint32_t atom, unsigned lists, uint32_t count);
/* The first hit at an atom or behind it; hits are in the order of their atoms. O(log hits). */
size_t an_work_first_hit(const an_hits *hits, uint32_t atom);
/* Whether some row has just these words. */
bool an_work_is_listed(const an_extractor *x, uint32_t atom, uint32_t count);
/* The atoms that lie in a span of the text; count 0 when it starts or ends inside an atom, or holds none. */
uint32_t an_work_atoms_in(const an_extractor *x, an_span span, uint32_t *atom_count);
/* Whether «the» stands right before the atom. */
bool an_work_is_definite(const an_extractor *x, uint32_t atom);
/* Whether a word that announces a place stands right before the atom («in», «the city of»). */
bool an_work_place_before(const an_extractor *x, uint32_t atom);
/* End of the name or noun whose possessive stands right before the atom («Texas' », «the state's »), or 0. */
uint32_t an_work_possessor_end(const an_extractor *x, uint32_t atom);
/* A title and its first atom; all zeros is none. */
typedef struct an_title {
    const an_rule_word *word;
    uint32_t atom;
} an_title;
/* The titles that end right before a name, the shortest first («President», then «Vice President»): the next one behind `*title`, or false. */
bool an_work_title_before(const an_extractor *x, uint32_t name, an_title *title);
/* Gender that they tell («Mrs. Bennet»), 0 when they tell none; `*first` gets the first atom of the one that does. */
char an_work_title_gender(const an_extractor *x, uint32_t name, uint32_t *first);
/* The hash of the word right before a name that is a title by itself, or 0. */
uint64_t an_work_title_word(const an_extractor *x, uint32_t name);
/* The only actor of a choice as a target root, or UINT32_MAX when it is ambiguous; its first candidate. */
uint32_t an_choice_target(an_extractor *x, size_t choice);
const an_candidate *an_choice_candidate(const an_extractor *x, size_t choice);
/* What the words of a name say that it is, of the list `designators` («organization/party»), or "": the word that a word in small letters
   follows («Front for the Coast»), else the last atom's, else the first there is. */
an_str an_work_designated(const an_extractor *x, uint32_t atom, uint32_t count);
/* Whether the atom starts its sentence. */
bool an_work_starts_sentence(const an_extractor *x, uint32_t atom);

/* An actor of the lexicon; most of those of a document have been met before. */
enum { AN_KNOWN_ACTORS = 1024 };
an_actor an_work_actor(const an_extractor *x, uint32_t actor);
/* Gender that the given name of a listed person tells («Karl Berg»), 0 when it tells none. */
char an_work_actor_gender(an_extractor *x, uint32_t actor);

/* Targets. UINT32_MAX when out of memory. Found names with the same folded label and kind are one target. */
uint32_t an_target_actor(an_extractor *x, uint32_t actor);
uint32_t an_target_name(an_extractor *x, an_str label, an_str type, uint32_t part_of);
/* Whether the document has a found name of this label and kind. */
bool an_target_is_known(an_extractor *x, an_str label, an_str type);
uint32_t an_target_root(an_extractor *x, uint32_t target);
/* Let `from` be `into` by a rule. Never joins two different actors of the lexicon; false then. */
bool an_target_merge(an_extractor *x, uint32_t from, uint32_t into, an_rule rule);
/* Whether the user keeps a form from a target. */
bool an_target_apart(an_extractor *x, an_str form, uint32_t target);

/* The steps, in order. Each adds candidates or changes the choice; false = out of memory. */
bool an_step_capitals(an_extractor *x);                                       /* find/capitals.c: «spoke to karim lund» */
bool an_step_dictionary(an_extractor *x);                                     /* find/scan.c: rows of the lexicon that hold here */
bool an_step_patterns(an_extractor *x);                                       /* find/patterns.c */
bool an_step_demonyms(an_extractor *x);                                       /* find/demonym.c */
bool an_step_tagger(an_extractor *x);                                         /* tagger/tagger.c: names that nobody listed */
bool an_step_chat(an_extractor *x);                                           /* find/chat.c: who writes, behind the times of an export */
bool an_step_companies(an_extractor *x);                                      /* find/companies.c: names that their legal form tells */
bool an_step_bynames(an_extractor *x);                                        /* find/bynames.c: «William (Bill) Harrow» */
bool an_step_choose(an_extractor *x);                                         /* choose.c: longest, precedence, nearest; fills choices */
bool an_step_document(an_extractor *x);                                       /* document.c: what the document says of its names, in these steps: */
bool an_step_families(an_extractor *x);                                       /* find/families.c: «the Bennets» */
bool an_step_clubs(an_extractor *x);                                          /* find/clubs.c: «Harrow 2 Velmar 1» */
bool an_step_resolve(an_extractor *x);                                        /* resolve/resolve.c: names that are one actor; for it */
bool an_add_correspondents(an_extractor *x);                                  /* resolve/correspondents.c: whom a mail is from and to, */
bool an_settle_told(an_extractor *x);                                         /* resolve/told.c: «He is also known as Falcon» is a person's name */
void an_join_told(an_extractor *x, const uint32_t *name_of);                  /* and his */
bool an_settle_columns(an_extractor *x);                                      /* resolve/columns.c: «Name | Known as» has persons in both columns, */
bool an_join_columns(an_extractor *x, const uint32_t *name_of);               /* who are one in each row */
bool an_step_given(an_extractor *x);                                          /* find/namesake.c: given names that others bear in full */
bool an_step_nominals(an_extractor *x);                                       /* find/nominal.c: «the army»; then it is chosen again */
bool an_step_subject(an_extractor *x);                                        /* resolve/subject.c: a surname of several persons, where one of them is meant */
bool an_step_inner(an_extractor *x);                                          /* choose.c: with --nested, what lies inside of the chosen */
void an_extend_mentions(an_extractor *x, an_extraction *out);                 /* find/extend.c: --spans extended */
an_status an_step_finish(an_extractor *x, an_extraction *out, an_error *err); /* finish.c */

/* Lets go of the rows of shipped companies, clubs and places where their name is a person's (find/namesake.c). False when out of memory. */
bool an_drop_namesakes(an_extractor *x);
/* Whether that would be done to a row at a place. */
bool an_is_namesake(an_extractor *x, const an_alias *row, const an_hit *hit);

/* Notes the names where nothing was chosen, and only for want of what their rows must be near (scan.c). */
bool an_note_held_back(an_extractor *x);

/* Whether a form may be written so for a row: capitals, and accents, where the row asks for them. `flags` are those of its first atom (scan.c). */
bool an_case_holds(const an_lexicon *lexicon, const an_alias *row, uint32_t alias, an_str form, uint8_t flags);
/* Whether a row holds at the date of a document. */
bool an_dates_hold(const an_alias *row, an_str date);

bool an_candidate_add(an_extractor *x, an_candidate candidate);
/* It means a name that no dictionary lists: a row found it, and does not count. */
void an_candidate_unlist(an_candidate *candidate);

/* Whether a word may be what somebody calls himself in a chat: no «<br>», no «<info>» of a log. */
bool an_may_be_nickname(const an_extractor *x, uint32_t atom);

#endif
