/* Whether two names that a list puts together are names of one actor: by their letters and words alone. */
#include "lexicon/import/import.h"

static const char *const body_words[] = {
    "ACADEMY",    "ADMINISTRATION", "AGENCY",       "ALLIANCE",     "ARMY",        "ASSEMBLY",    "ASSOCIATION", "AUTHORITY",
    "BANK",       "BATTALION",      "BOARD",        "BRIGADE",      "BRIGADES",    "BUREAU",      "CABINET",     "CENTER",
    "CENTRE",     "COALITION",      "COLLEGE",      "COMMAND",      "COMMISSION",  "COMMITTEE",   "COMPANY",     "CONFEDERATION",
    "CONFERENCE", "CONGRESS",       "CONSORTIUM",   "CORP",         "CORPORATION", "CORPS",       "COUNCIL",     "COURT",
    "DEPARTMENT", "DIRECTORATE",    "EMBASSY",      "FEDERATION",   "FORCE",       "FORCES",      "FORUM",       "FOUNDATION",
    "FRONT",      "FUND",           "GOVERNMENT",   "GROUP",        "GUARD",       "GUARDS",      "HOLDINGS",    "INC",
    "INDUSTRIES", "INSTITUTE",      "INTELLIGENCE", "JUNTA",        "LEAGUE",      "LEGISLATURE", "LIMITED",     "LTD",
    "MILITARY",   "MILITIA",        "MINISTRY",     "MISSION",      "MOVEMENT",    "NAVY",        "NETWORK",     "NEWS",
    "NEWSPAPER",  "OFFICE",         "ORGANISATION", "ORGANIZATION", "PARLIAMENT",  "PARTY",       "POLICE",      "PROGRAM",
    "PROGRAMME",  "RADIO",          "REGIMENT",     "SECRETARIAT",  "SECURITY",    "SENATE",      "SERVICE",     "SERVICES",
    "SOCIETY",    "TELEVISION",     "TRIBUNAL",     "TROOPS",       "STATE",       "EMIRATE",     "CALIPHATE",   "BROTHERHOOD",
    "TALIBAN",    "TRUST",          "UNION",        "UNIVERSITY"};

static bool is_body_word(an_str word)
{
    return AN_STR_IN_ASCII_CASE(word, body_words);
}

bool an_name_has_body_word(an_str text)
{
    size_t at = 0;
    an_str word;

    while (an_name_next_word(text, &at, &word))
        if (is_body_word(word))
            return true;
    return false;
}

bool an_name_has_word(an_str text, an_str wanted)
{
    size_t at = 0;
    an_str word;

    while (an_name_next_word(text, &at, &word))
        if (an_str_equal(word, wanted))
            return true;
    return false;
}

/* Words that say something: shared ones, one of which is no word of all organizations, must be most of the shorter name, of a
   short one all: an army and a front of salvation are two. */
static bool shares_words(an_str a, an_str b)
{
    size_t at = 0, shared = 0, telling = 0, words = 0, others = 0;
    an_str word;

    while (an_name_next_word(a, &at, &word)) {
        if (an_name_is_small_word(word))
            continue;
        words++;
        if (an_name_has_word(b, word)) {
            shared++;
            telling += !is_body_word(word);
        }
    }
    for (at = 0; an_name_next_word(b, &at, &word);)
        others += !an_name_is_small_word(word);
    words = words < others ? words : others;
    return telling && words && (words <= 3 ? shared >= words : shared * 3 >= words * 2);
}

/* A state and a spelling of it, not its city or people: other words must be such as stand in official names. */
bool an_names_same_state(an_str head, an_str other)
{
    static const char *const official[] = {"ARAB",      "COMMONWEALTH", "DEMOCRATIC", "FEDERAL",   "FEDERATION",   "GREAT",
                                           "ISLAMIC",   "KINGDOM",      "PEOPLES",    "PEOPLE'S",  "PRINCIPALITY", "REPUBLIC",
                                           "SOCIALIST", "STATE",        "STATES",     "SULTANATE", "UNION",        "UNITED"};
    size_t at = 0, shorter = head.len < other.len ? head.len : other.len, shared = 0;
    an_str word;
    char end = other.ptr[other.len - 1];

    if (an_name_is_initials(other, head))
        return true;
    if (an_name_words(head) == 1 && an_name_words(other) == 1)
        return shorter >= 5 && an_str_edits(head, other, shorter / 6 + 2) < shorter / 6 + 2 &&
               (end == head.ptr[head.len - 1] || (end != 'N' && end != 'I' && end != 'S'));
    while (an_name_next_word(other, &at, &word)) {
        bool has = an_name_has_word(head, word);
        shared += has && !an_name_is_small_word(word) && !AN_STR_IN_ASCII_CASE(word, official);
        if (!has && !an_name_is_small_word(word) && !AN_STR_IN_ASCII_CASE(word, official))
            return shorter >= 8 && an_str_edits(head, other, 3) < 3;
    }
    return shared > 0;
}

bool an_names_same_actor(an_str a, an_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, limit = shorter / 6 + 1;

    if (an_name_is_initials(a, b) || an_name_is_initials(b, a))
        return true;
    if (an_name_words(a) == 1 && an_name_words(b) == 1) { /* spellings; of short forms every letter counts */
        size_t start = 0;
        while (start < shorter && a.ptr[start] == b.ptr[start])
            start++;
        return (shorter >= 5 && an_str_edits(a, b, limit + 1) <= limit) || (start >= 5 && start * 3 >= shorter * 2);
    }
    return shares_words(a, b) || (shorter >= 8 && an_str_edits(a, b, limit) < limit);
}
