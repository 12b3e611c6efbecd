/* PETRARCH and TABARI actor files. A group is a name, its `+` lines and its codes, before or behind them:

       DGSE                          # comment
       +GENERAL_DIRECTORATE_FOR_EXTERNAL_SECURITY
       +DCRI
           [FRASPY]  [FRAGOV 990427-040408]

   A code says who somebody is for the coder of events, not that two names are one actor: states have their cities as `+` lines, DGSE has
   another service. So `+` names of persons are aliases; those of organizations only when letters or words say so, else they are actors of
   their own; states give their own name and its spellings. Dates limit the code (a role), never the name. A group costs names² at most,
   bounded. */
#include "lexicon/import/import.h"

#include "base/alloc.h"
#include "text/date.h"

#include <stdlib.h>

enum { MOST_NAMES = 4096, COMPARED = 256 };

typedef struct name {
    an_str text; /* blanks for underscores; in the arena */
    uint32_t line;
    uint32_t cluster;
} name;

typedef struct code {
    an_str text;
    char from[11], until[11];
    uint32_t line;
} code;

typedef struct group {
    AN_ROWS_OF(name) names;
    AN_ROWS_OF(code) codes;
} group;

typedef enum kind { NOBODY, STATE, PERSON, BODY } kind;

/* Words -------------------------------------------------------------------------------------------------------------------------- */

static const char *const title_words[] = {"ACTING",
                                          "ADMIRAL",
                                          "AMBASSADOR",
                                          "AYATOLLAH",
                                          "BRIGADIER",
                                          "CAPTAIN",
                                          "CHAIRMAN",
                                          "CHANCELLOR",
                                          "CHIEF",
                                          "COLONEL",
                                          "COMMANDER",
                                          "CROWN",
                                          "DEPUTY",
                                          "DIRECTOR",
                                          "DR",
                                          "DR.",
                                          "EMIR",
                                          "EMPEROR",
                                          "FIELD",
                                          "FOREIGN",
                                          "FORMER",
                                          "GENERAL",
                                          "GOVERNOR",
                                          "INTERIOR",
                                          "DEFENSE",
                                          "DEFENCE",
                                          "FINANCE",
                                          "JUSTICE",
                                          "KING",
                                          "LEADER",
                                          "LIEUTENANT",
                                          "MAJOR",
                                          "MARSHAL",
                                          "MINISTER",
                                          "MONSIGNOR",
                                          "MR",
                                          "MR.",
                                          "MRS",
                                          "MRS.",
                                          "POPE",
                                          "PREMIER",
                                          "PRESIDENT",
                                          "PRIME",
                                          "PRINCE",
                                          "PRINCESS",
                                          "PROFESSOR",
                                          "QUEEN",
                                          "REP.",
                                          "REPRESENTATIVE",
                                          "REVEREND",
                                          "SECRETARY",
                                          "SECRETARY-GENERAL",
                                          "SEN.",
                                          "SENATOR",
                                          "SHEIK",
                                          "SHEIKH",
                                          "SIR",
                                          "SPEAKER",
                                          "SPOKESMAN",
                                          "SPOKESWOMAN",
                                          "SULTAN",
                                          "U.S.",
                                          "UN",
                                          "UNITED",
                                          "NATIONS",
                                          "VICE",
                                          "VICE-PRESIDENT",
                                          "OF",
                                          "THE",
                                          "STATE"};

static const struct {
    char code[4];
    const char *role, *type;
} roles[] = {
    {"GOV", "government", "organization/government"},
    {"MIL", "military", "organization/military"},
    {"REB", "rebels", "organization/armed-group"},
    {"OPP", "opposition", "organization/party"},
    {"PTY", "party", "organization/party"},
    {"COP", "police", "organization/police"},
    {"JUD", "judiciary", "organization/government"},
    {"SPY", "intelligence", "organization/intelligence"},
    {"MED", "media", "organization/media"},
    {"EDU", "education", "organization/education"},
    {"BUS", "business", "organization/company"},
    {"CRM", "crime", "organization/crime"},
    {"CVL", "civilian", "organization"},
    {"ELI", "elite", "organization"},
    {"LAB", "labour", "organization/union"},
    {"LEG", "legislature", "organization/government"},
    {"REL", "religion", "organization/religious"},
    {"HLH", "health", "organization"},
    {"DEV", "development", "organization"},
    {"HRI", "human rights", "organization/ngo"},
    {"ENV", "environment", "organization"},
    {"AGR", "agriculture", "organization"},
    {"REF", "refugees", "organization"},
    {"UAF", "armed force", "organization/armed-group"},
    {"SEP", "separatists", "organization/armed-group"},
    {"INS", "insurgents", "organization/armed-group"},
    {"RAD", "radicals", "organization/armed-group"},
    {"IGO", "intergovernmental", "organization/intergovernmental"},
    {"NGO", "ngo", "organization/ngo"},
    {"NGM", "movement", "organization/ngo"},
    {"MNC", "company", "organization/company"},
    {"IMG", "armed group", "organization/armed-group"},
};
enum { ROLES = sizeof roles / sizeof *roles };

static bool is_title_word(an_str word)
{
    return AN_STR_IN_ASCII_CASE(word, title_words);
}

static size_t role_of(const char *three)
{
    size_t i = 0;

    while (i < ROLES && memcmp(roles[i].code, three, 3) != 0)
        i++;
    return i;
}

/* Codes ---------------------------------------------------------------------------------------------------------------------------- */

/* YYMMDD or YYYYMMDD → ISO; 00–30 is this century. A month or day of 00 is not known. */
static bool read_date(char out[11], an_str digits)
{
    char full[9];

    for (size_t i = 0; i < digits.len; i++)
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
    if (digits.len == 6)
        snprintf(full, sizeof full, "%s%.6s", digits.ptr[0] <= '2' || memcmp(digits.ptr, "30", 2) == 0 ? "20" : "19", digits.ptr);
    else if (digits.len == 8)
        snprintf(full, sizeof full, "%.8s", digits.ptr);
    else
        return false;
    if (memcmp(full + 4, "00", 2) == 0)
        snprintf(out, 11, "%.4s", full);
    else if (memcmp(full + 6, "00", 2) == 0)
        snprintf(out, 11, "%.4s-%.2s", full, full + 4);
    else
        snprintf(out, 11, "%.4s-%.2s-%.2s", full, full + 4, full + 6);
    return an_date_valid(an_str_of(out));
}

/* ">990427", "<990427", "990427-040408". False when it is none of these. */
static bool read_range(code *made, an_str text)
{
    size_t dash = an_str_find_byte(text, 0, '-');

    if (text.ptr[0] == '>')
        return read_date(made->from, an_str_trim(an_str_sub(text, 1, text.len)));
    if (text.ptr[0] == '<')
        return read_date(made->until, an_str_trim(an_str_sub(text, 1, text.len)));
    if (dash == (size_t)-1)
        return false;
    return read_date(made->from, an_str_trim(an_str_sub(text, 0, dash))) &&
           read_date(made->until, an_str_trim(an_str_sub(text, dash + 1, text.len)));
}

static void take_dates(an_import *to, code *made, an_str dates)
{
    if (dates.len == 0)
        return;
    if (!read_range(made, dates)) {
        made->from[0] = made->until[0] = '\0';
        an_import_changed(to, "a date of a code that cannot be: the role is kept without dates", dates);
    } else if (made->from[0] && made->until[0] && strcmp(made->from, made->until) > 0) {
        made->from[0] = made->until[0] = '\0';
        an_import_changed(to, "dates of a code that end before they begin: the role is kept without them", dates);
    }
}

/* One [CODE dates]. */
static void take_code(an_import *to, group *g, an_str inside)
{
    code made = {.line = to->line};
    size_t end = 0;
    an_str text = an_str_trim(inside);

    while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\t')
        end++;
    take_dates(to, &made, an_str_trim(an_str_sub(text, end, text.len)));
    made.text = an_arena_str(&to->arena, an_str_sub(text, 0, end));
    if (g->codes.count >= MOST_NAMES)
        an_import_dropped(to, "more than 4,096 codes in a group", text);
    else if (!made.text.ptr || !AN_ROOM(&g->codes, 1))
        an_import_nomem(to);
    else
        g->codes.items[g->codes.count++] = made;
}

/* All codes of a stretch of a line; what stands between them is ignored by the coders, too. */
static void take_codes(an_import *to, group *g, an_str line, an_str text)
{
    size_t at = 0, end;

    while ((at = an_str_find_byte(text, at, '[')) != (size_t)-1) {
        end = an_str_find_byte(text, at, ']');
        if (end == (size_t)-1) {
            an_import_bad(to, line, (size_t)(text.ptr - line.ptr) + at, 1, "a code without its closing bracket");
            return;
        }
        take_code(to, g, an_str_sub(text, at + 1, end));
        at = end;
    }
}

/* Roles ---------------------------------------------------------------------------------------------------------------------------- */

/* "government-education" of DZAGOVEDU. */
static void add_role_words(an_buf *out, an_str text)
{
    size_t added = 0;

    for (size_t i = role_of(text.ptr) < ROLES ? 0 : 3; i + 3 <= text.len; i += 3) {
        size_t role = role_of(text.ptr + i);
        if (role < ROLES)
            an_buf_addf(out, "%s%s", added++ ? "-" : "", roles[role].role);
    }
}

/* The day before the other one: ranges that follow each other are one. Days beyond the month's end do no harm here. */
static bool follows(const char *until, const char *from)
{
    int days[2] = {0};
    const char *dates[2] = {until, from};

    for (int i = 0; i < 2; i++) {
        int year, month, day;
        if (sscanf(dates[i], "%4d-%2d-%2d", &year, &month, &day) != 3)
            return false;
        days[i] = (year * 12 + month) * 31 + day;
    }
    return days[1] - days[0] >= 0 && days[1] - days[0] <= 4;
}

static void add_roles(an_import *to, const group *g, uint32_t actor)
{
    an_buf role = {0};

    for (size_t i = 0; i < g->codes.count; i++) {
        const code *first = &g->codes.items[i], *last = first;
        an_buf_reset(&role);
        if (first->text.len >= 3)
            add_role_words(&role, first->text);
        if (role.len == 0)
            continue;
        while (i + 1 < g->codes.count && last->until[0] && an_str_equal(first->text, g->codes.items[i + 1].text) &&
               follows(last->until, g->codes.items[i + 1].from))
            last = &g->codes.items[++i];
        if (first->from[0] || last->until[0])
            an_buf_addf(&role, " %s/%s", first->from, last->until);
        if (role.failed)
            an_import_nomem(to);
        else
            an_import_attribute(to, actor, "roles", an_buf_str(&role));
    }
    an_buf_clear(&role);
}

static an_str country_of(const group *g)
{
    for (size_t i = 0; i < g->codes.count; i++) {
        an_str text = g->codes.items[i].text;
        for (size_t at = 0; at + 3 <= text.len && at <= 3; at += 3)
            if (role_of(text.ptr + at) == ROLES && (at == 0 || memcmp(text.ptr + at, "MUS", 3) != 0) && /* Muslim, there */
                an_country_of(an_str_sub(text, at, at + 3)).len)
                return an_country_of(an_str_sub(text, at, at + 3));
    }
    return (an_str){"", 0};
}

/* Which kind of actor -------------------------------------------------------------------------------------------------------------- */

/* Offices are held by persons, even when a ministry stands in their names. */
static bool is_body(an_str head)
{
    return an_name_has_body_word(head) && !an_name_has_word(head, AN_LIT("PRESIDENT")) && !an_name_has_word(head, AN_LIT("MINISTER"));
}

static bool is_dated(const code *c)
{
    return c->from[0] || c->until[0];
}

static bool has_role(const code *c, const char *three)
{
    for (size_t i = 0; i + 3 <= c->text.len; i += 3)
        if (memcmp(c->text.ptr + i, three, 3) == 0)
            return true;
    return false;
}

static kind kind_of(const group *g)
{
    bool dated = false, body = false, elite = false;
    an_str head = g->names.items[0].text;

    for (size_t i = 0; i < g->codes.count; i++) {
        const code *c = &g->codes.items[i];
        if (c->text.len == 3 && role_of(c->text.ptr) == ROLES) /* dated, too: states that were parts of others */
            return is_body(head) && !an_name_has_word(head, AN_LIT("FEDERATION")) && !an_name_has_word(head, AN_LIT("UNION")) &&
                           !an_name_has_word(head, AN_LIT("STATE"))
                       ? BODY
                       : STATE;
        dated |= is_dated(c);
        elite |= has_role(c, "ELI");
        body |= has_role(c, "MNC") || has_role(c, "IMG") || has_role(c, "REB") || has_role(c, "NGO") || has_role(c, "NGM");
    }
    if (is_body(head) || (body && !dated && !elite))
        return BODY;
    return dated || elite ? PERSON : BODY;
}

static an_str type_of(const group *g, kind what)
{
    const code *c = &g->codes.items[0];
    size_t best = ROLES;

    if (what == PERSON)
        return AN_LIT("person");
    if (what == STATE) {
        for (size_t i = 0; i < g->codes.count; i++)
            if (g->codes.items[i].text.len == 3 && an_country_of(g->codes.items[i].text).len)
                return AN_LIT("location/country");
        return AN_LIT("location/region");
    }
    for (size_t i = 0; i + 3 <= c->text.len; i += 3) { /* GOVSPY is a service, GOVEDU a ministry, MNCUSA a company */
        size_t role = role_of(c->text.ptr + i);
        bool armed = role < ROLES && (has_role(c, "GOV") && strstr("MIL SPY COP PTY", roles[role].code) != NULL);
        if (role < ROLES && (best == ROLES || armed))
            best = role;
    }
    return best < ROLES ? an_str_of(roles[best].type) : AN_LIT("organization");
}

/* Names of a body in clusters: each joins the first one that has a name like it. */
static uint32_t cluster_names(group *g, kind what)
{
    uint32_t clusters = 0;

    for (size_t i = 0; i < g->names.count; i++) {
        name *one = &g->names.items[i];
        one->cluster = UINT32_MAX;
        for (size_t k = 0; k < i && k < COMPARED && one->cluster == UINT32_MAX; k++)
            if (what == STATE ? k == 0 && an_names_same_state(g->names.items[0].text, one->text)
                              : an_names_same_actor(g->names.items[k].text, one->text))
                one->cluster = g->names.items[k].cluster;
        if (one->cluster == UINT32_MAX)
            one->cluster = clusters++;
    }
    return clusters;
}

/* Persons -------------------------------------------------------------------------------------------------------------------------- */

static bool all_common(an_import *to, an_str text)
{
    size_t at = 0;
    an_str word;

    if (to->common.count == 0)
        return false;
    while (an_name_next_word(text, &at, &word))
        if (!an_import_is_common(to, word))
            return false;
    return true;
}

/* A person's name without the titles before it; empty when it is none (counted). */
static an_str person_name(an_import *to, an_str text)
{
    size_t at = 0, from = 0;
    an_str word, rest;

    while (an_name_next_word(text, &at, &word) && is_title_word(word))
        from = at;
    rest = an_str_trim(an_str_sub(text, from, text.len));
    for (at = 0; an_name_next_word(rest, &at, &word);)
        if (is_title_word(word) && word.len > 3 && !an_str_equal(word, AN_LIT("KING")) && !an_str_equal(word, AN_LIT("PRINCE"))) {
            an_import_dropped(to, "a title inside a person's name", text);
            return (an_str){"", 0};
        }
    if (an_name_words(rest) < 2) {
        an_import_dropped(to, from ? "a person's title and one word" : "a person's name of one word", text);
        return (an_str){"", 0};
    }
    if (all_common(to, rest)) {
        an_import_dropped(to, "a person's name of common words only", text);
        return (an_str){"", 0};
    }
    if (from)
        an_import_changed(to, "a title taken off a person's name", text);
    return rest;
}

/* Groups --------------------------------------------------------------------------------------------------------------------------- */

static uint32_t make_actor(an_import *to, const group *g, an_str text, kind what)
{
    uint32_t actor = an_import_actor_of(to, (an_str){"", 0}, text);

    if (actor == AN_IMPORT_NOBODY)
        return actor;
    to->actors.items[actor].recase = true;
    an_import_type(to, actor, type_of(g, what));
    an_import_attribute(to, actor, "country", country_of(g));
    if (what != STATE)
        add_roles(to, g, actor);
    return actor;
}

static void add_name(an_import *to, uint32_t actor, const name *one, an_str text)
{
    an_import_alias how = {.recase = true};

    to->line = one->line;
    an_import_name(to, actor, text, &how);
}

static void add_person(an_import *to, const group *g)
{
    uint32_t actor = AN_IMPORT_NOBODY;

    for (size_t i = 0; i < g->names.count; i++) {
        const name *one = &g->names.items[i];
        an_str text;
        to->line = one->line;
        text = person_name(to, one->text);
        if (text.len && actor == AN_IMPORT_NOBODY)
            actor = make_actor(to, g, text, PERSON);
        if (text.len && actor != AN_IMPORT_NOBODY)
            add_name(to, actor, one, text);
    }
}

static void add_body(an_import *to, group *g, kind what)
{
    uint32_t clusters = cluster_names(g, what), *actors = an_alloc((clusters + 1) * sizeof *actors);

    if (!actors) {
        an_import_nomem(to);
        return;
    }
    for (uint32_t i = 0; i < clusters; i++)
        actors[i] = AN_IMPORT_NOBODY;
    for (size_t i = 0; i < g->names.count && an_import_going(to); i++) {
        const name *one = &g->names.items[i];
        bool first = actors[one->cluster] == AN_IMPORT_NOBODY;
        to->line = one->line;
        if (what == STATE && one->cluster > 0) {
            an_import_dropped(to, "in a state's group, but not its name: a city, a people, another state", one->text);
            continue;
        }
        if (what != STATE && an_name_words(one->text) == 1 && (one->text.len < 3 || an_import_is_common(to, one->text))) {
            an_import_dropped(to, "a common or very short word", one->text);
            continue;
        }
        if (first)
            actors[one->cluster] = make_actor(to, g, one->text, what);
        if (first && one->cluster > 0)
            an_import_changed(to, "a '+' name that is not like the others: an actor of its own", one->text);
        if (actors[one->cluster] != AN_IMPORT_NOBODY)
            add_name(to, actors[one->cluster], one, one->text);
    }
    an_free(actors);
}

/* Why a group is no actor, or NULL. */
static const char *unfit(const group *g)
{
    if (g->codes.count == 0)
        return "a name without a code";
    for (size_t i = 0; i < g->codes.count; i++) {
        an_str text = g->codes.items[i].text;
        if (an_str_starts(text, AN_LIT("~")))
            return "an agent (a word for a role, no name)";
        if (an_str_starts(text, AN_LIT("---")) || an_str_starts(text, AN_LIT("###")))
            return "a code that says: ignore (--- or ###)";
        if (text.len < 3)
            return "a code of fewer than three letters";
    }
    return NULL;
}

static void end_group(an_import *to, group *g)
{
    uint32_t line = to->line;
    const char *reason = g->names.count ? unfit(g) : NULL;
    kind what;

    if (g->names.count && reason) {
        for (size_t i = 0; i < g->names.count; i++) {
            to->line = g->names.items[i].line;
            an_import_dropped(to, reason, g->names.items[i].text);
        }
    } else if (g->names.count) {
        what = kind_of(g);
        if (what == PERSON)
            add_person(to, g);
        else
            add_body(to, g, what);
    }
    g->names.count = g->codes.count = 0;
    to->line = line;
}

/* Lines ---------------------------------------------------------------------------------------------------------------------------- */

static void keep_name(an_import *to, group *g, an_str text)
{
    an_str kept;

    if (g->names.count >= MOST_NAMES) {
        an_import_dropped(to, "more than 4,096 names in a group", text);
        return;
    }
    kept = an_arena_str(&to->arena, text);
    if (!kept.ptr || !AN_ROOM(&g->names, 1))
        an_import_nomem(to);
    else
        g->names.items[g->names.count++] = (name){kept, to->line, 0};
}

/* One name: underscores to blanks, «(FLNC)» at its end is a name of its own. */
static void take_name(an_import *to, group *g, an_str raw)
{
    an_buf text = {0};
    an_str clean;
    size_t open;

    for (size_t i = 0; i < raw.len; i++)
        if (raw.ptr[i] != 0x1A)
            an_buf_add_char(&text, raw.ptr[i] == '_' || raw.ptr[i] == '\t' ? ' ' : raw.ptr[i]);
    clean = an_str_trim(an_buf_str(&text));
    if (text.failed) {
        an_import_nomem(to);
    } else if (memchr(raw.ptr, '!', raw.len) || memchr(raw.ptr, '{', raw.len)) {
        an_import_dropped(to, "a macro of the coders, no name", clean);
    } else if (clean.len && !an_name_has_letter(clean)) {
        an_import_dropped(to, "no letter or digit in the name", clean);
    } else if (clean.len) {
        open = an_str_find_byte(clean, 0, '(');
        if (open != (size_t)-1 && open > 1 && clean.ptr[clean.len - 1] == ')' && an_name_words(an_str_sub(clean, open, clean.len)) == 1) {
            keep_name(to, g, an_str_trim(an_str_sub(clean, 0, open)));
            keep_name(to, g, an_str_sub(clean, open + 1, clean.len - 1));
            an_import_changed(to, "a short form in brackets made an alias", clean);
        } else {
            keep_name(to, g, clean);
        }
    }
    an_buf_clear(&text);
}

/* The names of a line: `+` inside is a line end that was lost. */
static void take_names(an_import *to, group *g, an_str text)
{
    size_t plus = an_str_find_byte(text, 0, '+');

    while (plus != (size_t)-1) {
        take_name(to, g, an_str_sub(text, 0, plus));
        an_import_changed(to, "a '+' inside a line: read as two names", text);
        text = an_str_sub(text, plus + 1, text.len);
        plus = an_str_find_byte(text, 0, '+');
    }
    take_name(to, g, text);
}

static void take_line(an_import *to, group *g, an_str line)
{
    size_t comment = an_str_find_byte(line, 0, '#'), bracket;
    an_str text = comment == (size_t)-1 ? line : an_str_sub(line, 0, comment), names;
    bool hash_code = comment != (size_t)-1 && comment + 4 <= line.len && memcmp(line.ptr + comment, "###]", 4) == 0;

    if (hash_code) /* [###] is a code */
        text = line;
    if (text.len && text.ptr[0] == ';')
        return;
    if (an_str_trim(text).len == 0)
        return;
    to->ledger->rows_read++;
    if (text.ptr[0] == '!' || text.ptr[0] == '&' || text.ptr[0] == '<') {
        end_group(to, g);
        an_import_dropped(to, "a macro of the coders, no name", text);
        return;
    }
    bracket = an_str_find_byte(text, 0, '[');
    names = an_str_trim(bracket == (size_t)-1 ? text : an_str_sub(text, 0, bracket));
    if (text.ptr[0] != '+' && names.len)
        end_group(to, g);
    if (names.len)
        take_names(to, g, names.ptr[0] == '+' ? an_str_sub(names, 1, names.len) : names);
    if (bracket != (size_t)-1)
        take_codes(to, g, line, an_str_sub(text, bracket, text.len));
}

void an_import_petrarch(an_import *to, const char *const *paths, size_t count)
{
    group g = {0};

    an_import_load_common(to);
    for (size_t i = 0; i < count && an_import_going(to); i++) {
        an_import_text text;
        an_str line;
        if (an_import_open(to, paths[i], &text))
            while (an_import_next_line(to, &text, &line))
                take_line(to, &g, line);
        if (an_import_going(to))
            end_group(to, &g);
        an_import_close(&text);
        an_import_end(to);
    }
    an_free(g.names.items);
    an_free(g.codes.items);
}
