/* A name as the sieves see it: its words, folded, and what each of them is. */
#ifndef EXTRACT_RESOLVE_NAME_H
#define EXTRACT_RESOLVE_NAME_H

#include "base/arena.h"
#include "base/buf.h"
#include "lexicon/lexicon.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct an_rules an_rules;
typedef struct an_rule_word an_rule_word;

typedef enum an_kind { AN_KIND_PERSON = 1, AN_KIND_ORGANIZATION = 2, AN_KIND_PLACE = 4, AN_KIND_OTHER = 8 } an_kind; /* bits */
an_kind an_kind_of(an_str type);

typedef enum an_part {
    AN_PART_PLAIN,
    AN_PART_INITIAL,   /* J. */
    AN_PART_ARTICLE,   /* al, el: not compared */
    AN_PART_PARTICLE,  /* bin, de, abu */
    AN_PART_SMALL,     /* of, for, and: starts with a small letter */
    AN_PART_DESIGNATOR, /* Ministry, University */
    AN_PART_COMPANY     /* Group, Airlines */
} an_part;

typedef struct an_name_word {
    an_str text; /* folded */
    an_str spelling; /* of a given name that languages write in their own ways: the one that stands for all; else `text` */
    uint8_t part;
    char gender;                /* of a given name; 0 = unknown or both */
    bool given;                 /* a given name of the list */
    bool spelled;               /* `spelling` is that of a list */
    bool spelled_first;         /* so, but surnames are two: «Stewart», «Stuart» */
    bool common;                /* a surname that many bear */
    bool leading;               /* a surname that stands before the given names: Kim, Wang */
    bool father;                /* «bin» stands before it: the name of the father, by which nobody is called */
    bool joins;                 /* a small word between others: «of», «und»; the «-ye» of Persian */
    bool tied;                  /* to the word before it by a hyphen: Ki-moon */
    const an_rule_word *nickname; /* or NULL */
} an_name_word;

enum { AN_NAME_WORDS = 16 };

typedef struct an_name {
    an_str text;     /* as written; the caller's */
    uint32_t target; /* the caller's number: names with one number are one actor from the start */
    uint32_t actor;  /* of the lexicon, or AN_NO_ACTOR */
    uint32_t state;  /* whose part it is, or whose demonym is in it; AN_NO_ACTOR */
    an_kind kind;
    char gender;         /* of its title, else of its given name: 'm', 'f' or 0 */
    char titled;         /* of its title alone */
    bool miss, mrs, sir; /* the titles it has somewhere; «Dame» as «Sir» */
    bool mister;         /* of one word: somebody is called «Mr.» or «Mrs.» with it in the document; it is a surname */
    bool surnamed;       /* its last word is a name by itself in the document: who bears it is called by the surname */
    bool bachelor;       /* «Mr. Bingley», where hardly anybody is «Mrs. Bingley» */
    bool young;          /* «Mr. Thorpe», who is mostly «Thorpe» */
    bool couple;         /* the document has a man and a woman of this surname, told apart by their titles */
    bool office;         /* of one word: an office stands before it somewhere; «President Bush» is called by a surname */
    bool definite;       /* «the» stands before it */
    bool legal;          /* a legal form was dropped: a company */
    bool fronted;        /* it stood in front: «ZAO» */
    bool team;           /* of type organization/sport */
    bool turned;         /* written with the surname first and a comma */
    bool monsieur;       /* «M.» before it is no initial */
    bool former, stated; /* the text says that the actor was called so once («born …»), and of which name it says so */
    bool shortened;      /* a company's, read as a person's: only the name of a company begins so in the document */
    bool doubtful;       /* the tagger alone reads it, and nowhere with much confidence */
    bool ordinary;       /* the first word is an ordinary word of the language, and no given name */
    uint32_t born;       /* year, or 0 */
    uint32_t first_day, last_day; /* that documents name it, where that is known: else 0 */
    uint64_t mentions;   /* so */
    uint64_t courtesies; /* of them those behind «Mr.», «Mrs.» or «Miss» */
    uint64_t ranks;      /* of one word: those behind a rank */
    uint32_t documents;  /* so */
    uint32_t only_in;    /* the number of the only document that names it, where that is known: else 0 */
    uint32_t letters;    /* mails that are from or to the person, so */
    bool in_mail;        /* whether hardly any other documents name it, so */
    bool leads;          /* whether many of them name it, so: a collection is about it */
    bool in_file;        /* whether the collection is a file on one matter, so */
    an_str number;       /* Jr, XIV: folded, or "" */
    an_name_word *words; /* without titles before, legal forms and numbers behind */
    size_t count;
    uint32_t atom; /* of words[0] where it is met first, for those that come from a text */
    uint32_t settled; /* the atom where it is met for the fortieth time in its text, or 0 */
    uint32_t family;  /* the atom where a name that ends in its last word is met first; 0 where nobody asks */
} an_name;

/* A stretch of atoms with the words of lists that were found in it. `first` is the place of its first atom in the atoms that the hits
   count. */
typedef struct an_name_source {
    const an_rules *rules;
    an_str text;
    const an_atom *atoms; /* of the whole text */
    uint32_t first, count;
    const an_hit *hits; /* of the word matcher: those from the first atom on, in order */
    size_t hit_count;
    bool french; /* «M.» is Monsieur here */
} an_name_source;

/* Fill words, number, gender and state; kind must be set. Names of more than AN_NAME_WORDS words get none: they equal only themselves.
   False when out of memory. */
bool an_name_parse(an_name *name, const an_name_source *from, an_arena *arena, an_buf *scratch);

/* Reads names that stand in no text: `name->text` itself is cut and looked up. Zero to begin with, keeps its memory. Between two
   names the scratch is the caller's, and holds nothing behind them. */
typedef struct an_name_reader {
    an_atoms atoms;
    an_hits hits;
    an_match_scratch match;
    an_buf scratch;
} an_name_reader;

void an_name_reader_clear(an_name_reader *reader); /* release */
/* As an_name_parse(). */
bool an_name_read(an_name_reader *reader, an_name *name, const an_lexicon *lexicon, const an_rules *rules, an_arena *arena);

/* Whether one of two given names can be written for the other: equal, an initial of it, a nickname, a spelling. */
bool an_given_fits(const an_name_word *a, const an_name_word *b);
/* Whether one of two words is an initial with which the other begins. */
bool an_is_initial_of(const an_name_word *a, const an_name_word *b);
/* Whether a word is written for a given name that is written out: a nickname, a spelling. */
bool an_given_for(const an_name_word *given, const an_name_word *word);
bool an_is_nickname(const an_name_word *a, const an_name_word *b);
/* Whether a list has both as spellings of one given name («Yusuf», «Youssef»; «Volodymyr», «Vladimir»), or they are equal. */
bool an_one_spelling(const an_name_word *a, const an_name_word *b);
/* Whether both are given names of the list, and not one in two spellings: of two genders, heard otherwise, or a list of spellings has one without the
   other. */
bool an_two_given_names(const an_name_word *a, const an_name_word *b);
/* Whether both are short for one given name: «Bob», «Rob». */
bool an_are_short_for_one(const an_name_word *a, const an_name_word *b);
/* «XIV»: a number up to five letters long; «C» and «L» alone are initials. */
bool an_name_is_number(an_str text);
/* Whether a word counts when names are compared: an article does not, unless a person's name starts with it (Al Gore), nor «bin» before the father's
   name (but «bint»), nor small words that join others («of», «and», for which some write «&»). */
static inline bool an_name_counts(const an_name *name, size_t word)
{
    const an_name_word *it = name->words + word;

    if (it->part == AN_PART_ARTICLE)
        return word == 0 && name->kind == AN_KIND_PERSON;
    if (it->part == AN_PART_PARTICLE)
        return word == 0 || word + 1 == name->count || !it[1].father || !(an_str_equal(it->text, AN_LIT("bin")) || an_str_equal(it->text, AN_LIT("ibn")));
    return it->part != AN_PART_SMALL || !it->joins;
}
/* Pass over words that do not count, to the next ones of both names; false when one of them has no more. */
static inline bool an_names_go_on(const an_name *a, size_t *i, const an_name *b, size_t *k)
{
    while (*i < a->count && !an_name_counts(a, *i))
        ++*i;
    while (*k < b->count && !an_name_counts(b, *k))
        ++*k;
    return *i < a->count && *k < b->count;
}
/* Whether two names have one word there. */
static inline bool an_name_same_word(const an_name *a, size_t i, const an_name *b, size_t k)
{
    return an_str_equal(a->words[i].text, b->words[k].text);
}
/* Whether words [from, from + part's count) of whole are the words of part. */
bool an_name_holds_at(const an_name *whole, const an_name *part, size_t from);
/* Whether one is the other turned round at some word: «Noh Tae-shik», «Tae-shik Noh»; not «Saif bin Karim al-Berg», the son of «Karim bin Saif al-Berg»,
   nor in the same order. */
bool an_name_is_turned(const an_name *a, const an_name *b);
/* «Lam Huynh» of «Huynh Ngoc Lam»: a surname that goes first in its language, what stands between left out. */
bool an_turned_without_middle(const an_name *whole, const an_name *part);
/* Whether a fuller name that is first met at an atom comes up once in a while when a shorter one has long been met alone: «Lank Bildad». */
bool an_name_is_late(const an_name *whole, uint32_t atom, const an_name *part);
/* The words from one on that are compared, joined: «Bel Mokhtar» and «Belmokhtar» are one. 0 when they are too long. */
enum { AN_NAME_JOINED = 64 };
size_t an_name_joined(const an_name *name, size_t from, char out[AN_NAME_JOINED]);
/* Blanks at another place, or one spelling of all words together. */
bool an_names_joined_alike(const an_name *a, const an_name *b);
/* Append words with a blank between them. */
void an_name_add_words(an_buf *out, const an_name_word *words, size_t count);
/* «NG&E»: capitals on both sides of the sign, without blanks. */
bool an_name_is_amp_letters(const an_name *name);
/* Whether a word says what kind of thing it is (Ministry, Group). */
bool an_name_is_kind(const an_name_word *word);
/* The first word that is no particle, the last word. NULL for a name without words. */
const an_name_word *an_name_first(const an_name *name);
const an_name_word *an_name_last(const an_name *name);
/* The first word of a person's surname: the last word with the particles before it. The name has words; 0 = it is no more than that. */
size_t an_name_surname_at(const an_name *name);
/* «Ottilie Lenz-Moravec», or «Lenz-Moravec» alone: a person's surname of two halves. */
bool an_name_has_two_halves(const an_name *name);
/* Whether a word is long, and nothing that many are called: few others have it. */
bool an_name_word_tells(const an_name_word *word);
/* «Mr Bennet», «Mr. Bennet», «MR. BENNET»: nothing but dots and case differs; letters beyond ASCII are the same. */
bool an_is_written_alike(an_str a, an_str b);
/* «Sir», «Dame»: a title before a given name, in any case. */
bool an_is_knights_title(an_str word);
/* «Mrs», «Lady»: before a surname alone that of somebody's wife. */
bool an_is_wifes_title(an_str word);
/* «Thi»: behind a Vietnamese surname it tells a woman. */
bool an_name_is_thi(an_str word);
/* «Group», «Construction»: what companies do, or are, that is an ordinary word elsewhere. */
bool an_is_trade_word(an_str word);
/* Whether a word says only what kind of thing an organisation is, or what it trades in: «Group», «Marine». */
bool an_name_says_kind(const an_name_word *word);
/* «Rovers», «United»: what ends the names of clubs, which are called by it alone. */
bool an_is_club_word(an_str word);
/* «Abu», «Umm». */
bool an_starts_kunya(an_str word);
/* «Abu Zayd», «Umm Qasim»: called after a child, which is nobody else's given name. */
bool an_name_is_kunya(const an_name *name);
/* «Harlan PD»: whether a word is two to five capitals that are none that everybody knows («US», «IT»), where not all of the name is in capitals. */
bool an_name_is_in_letters(const an_name *name, size_t word);
/* One word in capitals, or of three letters or more that are no word: «KAB», «kdb». */
bool an_name_is_letters(const an_name *name);
/* «Hugo C», without a dot, in a file on one matter. */
bool an_name_ends_in_initial(const an_name *name);
/* «Moussa ag Ghissa», «Hammadi ould Brahim»: the son of somebody who may be named himself. */
bool an_name_is_of_father(const an_name *name);
/* «Earl of Berg»: a person's title, which another may have had. */
bool an_name_is_title(const an_name *name);
/* «Eleanor of Aquitaine», whose last word is no surname; not «Earl of Lund». */
bool an_name_is_of_place(const an_name *name);

#endif
