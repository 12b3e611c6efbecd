/* One document through the extractor, with small dictionaries: every column, what the document says of its names, demonyms, precedence. */
#include "extract/extractor.h"

#include "base/alloc.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* The data that counts as shipped. */
static const struct {
    const char *name, *content;
} shipped[] = {
    {"data/dict/actors/states.tsv", "actor\talias\ttype\tcase\tnear\tcountry\n"
                                    "Algeria\t\tlocation/country\tcap\t\tDZ\n"
                                    "France\t\tlocation/country\tcap\t\tFR\n"
                                    "Paris\t\tlocation/city\tcap\t\tFR\n"
                                    "Polisario\t\torganization\tcap\t\t\n"
                                    "Group of Mali\t\torganization\tany\t\t\n"
                                    "Macina Liberation Front\t\torganization\tany\t\t\n"
                                    "United Nations\tUN\torganization\t\t\t\n"},
    {"data/dict/rules/demonyms.tsv",
     "word\tclass\tactor\nAlgerian\tadjective\tAlgeria\nAlgerians\tpeople\tAlgeria\nFrench\tadjective\tFrance\n"},
    {"data/dict/rules/heads.tsv",
     "word\tclass\ttype\ngovernment\tgovernment\t\nintelligence\tservice\torganization/intelligence\narmy\tmilitary\torganization/army\n"
     "consul\tperson\t\n"},
    {"data/dict/rules/titles.tsv", "word\tclass\nMr\tcourtesy\nGeneral\trank\n"},
    {"data/dict/rules/particles.tsv", "word\tclass\nde\tjoins\nbin\tjoins\nAbou\tprefix\nJr\tsuffix\n"},
    {"data/dict/rules/legal.tsv", "word\tclass\nLtd\tany\n"},
    {"data/dict/rules/never.tsv", "actor\tcase\tnever\nMonday\tcap\tyes\n"},
    {"data/dict/patterns/p.tsv",
     "id\ttype\tpattern\trequires\n"
     "titled\tperson\t(?:Mr|General)\\.? (?<actor>\\p{Lu}\\p{L}+(?: (?:de|Abou|bin|\\p{Lu}\\p{L}*))*)\tMr;General\n"
     "company\torganization/company\t\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)* Ltd\tLtd\n"
     "rallied\torganization\t\\p{Lu}\\p{L}+(?: (?:of|for|the|\\p{Lu}\\p{L}+))* Rally\tRally\n"},
};

typedef struct wanted {
    const char *name;
    const char *rows;    /* the user's dictionary, NULL = none */
    const char *aliases; /* the user's corrections, NULL = none */
    const char *date;
    an_names names;
    bool nested;
    const char *text;
    const char *out; /* mentions: form=actor (or ?candidates) and flags, joined by "; " */
} wanted;

#define HEAD "actor\talias\ttype\tcase\tnear\tfrom\tuntil\tnever\tid\trole\n"

static const wanted columns[] = {
    {"actor is its own alias", "actor\nAda Roy\n", NULL, "", 0, false, "ada roy met Ada  Roy.",
     "ada roy=Ada Roy user; Ada  Roy=Ada Roy user"},
    {"alias", HEAD "Ada Roy\tAR Group\n", NULL, "", 0, false, "Ada Roy of the AR Group.", "AR Group=Ada Roy user"},
    {"empty alias", HEAD "Ada Roy\t\nAda Roy\tAdie\n", NULL, "", 0, false, "Ada Roy is Adie.", "Ada Roy=Ada Roy user; Adie=Ada Roy user"},
    {"type", HEAD "Ada\t\tvessel/tug\n", NULL, "", 0, false, "Ada.", "Ada=Ada user <vessel/tug>"},
    {"id", HEAD "Ada\t\t\t\t\t\t\t\tq1\nAda\tAda Roy\t\t\t\t\t\t\tq2\n", NULL, "", 0, false, "Ada met Ada Roy.",
     "Ada=q1 user; Ada Roy=q2 user"},
    {"attribute", HEAD "Ada\t\t\t\t\t\t\t\t\tqueen\n", NULL, "", 0, false, "Ada.", "Ada=Ada user {role=queen}"},
    {"case any", HEAD "Ada\t\t\tany\n", NULL, "", 0, false, "ada ADA Ada aDa", "ada=Ada user; ADA=Ada user; Ada=Ada user; aDa=Ada user"},
    {"case cap", HEAD "Ada\t\t\tcap\n", NULL, "", 0, false, "ada ADA Ada aDa", "ADA=Ada user; Ada=Ada user"},
    {"case exact", HEAD "Ada\t\t\texact\n", NULL, "", 0, false, "ada ADA Ada aDa Áda", "Ada=Ada user; Áda=Ada user"},
    {"case auto, one word", HEAD "Ada\n", NULL, "", 0, false, "ada ADA Ada", "ADA=Ada user; Ada=Ada user"},
    {"case auto, words", HEAD "Ada Roy\n", NULL, "", 0, false, "ada roy ADA ROY", "ada roy=Ada Roy user; ADA ROY=Ada Roy user"},
    {"case auto, short form", HEAD "SEAL\nU.S.\n", NULL, "", 0, false, "Seal seal SEAL u.s. U.S. it", "SEAL=SEAL user; U.S.=U.S. user"},
    {"near an actor", HEAD "Rabat\nKing\tthe Kingdom\t\t\tRabat\n", NULL, "", 0, false, "The Kingdom fell. Rabat burns.",
     "The Kingdom=King user; Rabat=Rabat user"},
    {"near is not met", HEAD "Rabat\nKing\tthe Kingdom\t\t\tRabat;Fez\n", NULL, "", 0, false, "The Kingdom fell.", ""},
    {"near by an alias", HEAD "Rabat\tRbt\nKing\tthe Kingdom\t\t\tRabat\n", NULL, "", 0, false, "The Kingdom fell. RBT burns.",
     "The Kingdom=King user; RBT=Rabat user"},
    {"near a text", HEAD "King\tthe Kingdom\t\t\tking Hassan; throne\n", NULL, "", 0, false, "The Kingdom has a Throne.",
     "The Kingdom=King user"},
    {"near by a demonym", HEAD "DRS\tthe service\t\t\tAlgeria\n", NULL, "", 0, false, "The service met Algerian envoys.",
     "The service=DRS user; Algerian=Algeria demonym nolink <location/country> {country=DZ}"},
    {"near is not itself", HEAD "King\tthe Kingdom\t\t\tKing\n", NULL, "", 0, false, "The Kingdom fell.", ""},
    {"near: the same phrase wins", HEAD "A\tDGSE\t\t\tRabat\nB\tDGSE\t\t\tFez\nRabat\nFez\n", NULL, "", 0, false,
     "The DGSE of Fez was there when in the end Rabat burned.", "DGSE=B user; Fez=Fez user; Rabat=Rabat user"},
    {"near: the same sentence wins", HEAD "A\tDGSE\t\t\tRabat\nB\tDGSE\t\t\tFez\nRabat\nFez\n", NULL, "", 0, false,
     "Fez burned. The DGSE was there when in the end Rabat burned.", "Fez=Fez user; DGSE=A user; Rabat=Rabat user"},
    {"near: the same paragraph wins", HEAD "A\tDGSE\t\t\tRabat\nB\tDGSE\t\t\tFez\nRabat\nFez\n", NULL, "", 0, false,
     "Rabat burned.\n\nThe DGSE came. Fez burned.", "Rabat=Rabat user; DGSE=B user; Fez=Fez user"},
    {"near: the same document, both", HEAD "A\tDGSE\t\t\tRabat\nB\tDGSE\t\t\tFez\nRabat\nFez\n", NULL, "", 0, false,
     "Rabat burned.\n\nThe DGSE came.\n\nFez burned.", "Rabat=Rabat user; DGSE?A|B user; Fez=Fez user"},
    {"near: a longer alias around a shorter", HEAD "A\tDGSE\t\t\tFez\nB\tDGSE\t\t\tRabat\nFez\tFez Old Town\nFez\tOld\nRabat\n", NULL, "",
     0, false, "Fez Old Town of the DGSE was there when Rabat burned.", "Fez Old Town=Fez user; DGSE=A user; Rabat=Rabat user"},
    {"near: nothing asked is the document", HEAD "A\tDGSE\nB\tDGSE\t\t\tFez\nFez\n", NULL, "", 0, false, "The DGSE came. Then Fez.",
     "DGSE=B user; Fez=Fez user"},
    {"ambiguous", HEAD "A\tDGSE\nB\tDGSE\n", NULL, "", 0, false, "The DGSE came.", "DGSE?A|B user"},
    {"two aliases of one actor are not", HEAD "A\tDGSE\nA\tD.G.S.E.\nA\tDGSE\tx\n", NULL, "", 0, false, "The DGSE came.",
     "DGSE=A user <x>"},
    {"from and until, inside", HEAD "A\tKing\t\t\t\t2010\t2013-01\n", NULL, "2013-01-18", 0, false, "King.", "King=A user"},
    {"before from", HEAD "A\tKing\t\t\t\t2010\t2013-01\n", NULL, "2009-12-31", 0, false, "King.", ""},
    {"behind until", HEAD "A\tKing\t\t\t\t2010\t2013-01\n", NULL, "2013-02", 0, false, "King.", ""},
    {"coarser dates meet", HEAD "A\tKing\t\t\t\t2010-06\t\n", NULL, "2010", 0, false, "King.", "King=A user"},
    {"no date meets all", HEAD "A\tKing\t\t\t\t2010\t2013-01\n", NULL, "", 0, false, "King.", "King=A user undated"},
    {"dates choose", HEAD "A\tKing\t\t\t\t\t2009\nB\tKing\t\t\t\t2010\n", NULL, "2012", 0, false, "King.", "King=B user"},
    {"never", HEAD "Roy\nRoy Keane\t\t\t\t\t\t\tyes\n", NULL, "", 0, false, "Roy met Roy Keane.", "Roy=Roy user"},
    {"never on the same text", HEAD "Roy\nx\tRoy\t\tany\t\t\t\tyes\n", NULL, "", 0, false, "Roy.", ""},
    {"never of the user kills shipped", HEAD "x\tPolisario\t\t\t\t\t\tyes\n", NULL, "", 0, false, "The Polisario.", ""},
    {"never that is shipped", NULL, NULL, "", 0, false, "Monday in Algeria.", "Algeria=Algeria dict <location/country> {country=DZ}"},
    {"the user goes before shipped never", HEAD "Monday\t\tperson\n", NULL, "", 0, false, "Monday came.", "Monday=Monday user <person>"},
    {"the user goes before shipped", HEAD "My Front\tPolisario\n", NULL, "", 0, false, "The Polisario.", "Polisario=My Front user"},
    {"a longer shipped one goes before", HEAD "Mali\n", NULL, "", 0, false, "Group of Mali",
     "Group of Mali=Group of Mali dict <organization>"},
    {"leftmost of two that overlap", HEAD "A B\nB C D\n", NULL, "", 0, false, "A B C D", "A B=A B user"},
    {"characters shared by two", HEAD "Yahoo!\n!Kung\n", NULL, "", 0, false, "Yahoo!Kung", "Yahoo!=Yahoo! user"},
    {"plain list", "Ada Roy\nBob Lee\n", NULL, "", 0, false, "Ada Roy, Bob Lee.", "Ada Roy=Ada Roy user; Bob Lee=Bob Lee user"},
    {"csv is not looked for in tsv", HEAD "\"Ada\"\n", NULL, "", 0, false, "Ada.", "Ada=\"Ada\" user"},
};

static const wanted rules[] = {
    /* persons */
    {"a name behind a title", NULL, NULL, "", AN_NAMES_ALL, false, "General Ada Roy came.", "Ada Roy=Ada Roy pattern <person>"},
    {"a surname is the person", NULL, NULL, "", AN_NAMES_ALL, false, "General Ada Roy came. Then Roy left.",
     "Ada Roy=Ada Roy pattern <person>; Roy=Ada Roy alias <person>"},
    {"a surname with its particle", NULL, NULL, "", AN_NAMES_ALL, false,
     "Mr Dominique de Villepin came. Then de Villepin and Villepin left.",
     "Dominique de Villepin=Dominique de Villepin pattern <person>; de Villepin=Dominique de Villepin alias <person>; "
     "Villepin=Dominique de Villepin alias <person>"},
    {"a particle that is one with its word", NULL, NULL, "", AN_NAMES_ALL, false, "Mr Hamid Abou Zeid came. Abou Zeid left Zeid.",
     "Hamid Abou Zeid=Hamid Abou Zeid pattern <person>; Abou Zeid=Hamid Abou Zeid alias <person>"},
    {"a surname beside a capital", NULL, NULL, "", AN_NAMES_ALL, false, "General Ada Roy came. They ran the Roy Foundation.",
     "Ada Roy=Ada Roy pattern <person>"},
    {"two with one surname", NULL, NULL, "", AN_NAMES_ALL, false, "General Ada Roy met Mr Bob Roy. Then Roy left.",
     "Ada Roy=Ada Roy pattern <person>; Bob Roy=Bob Roy pattern <person>; Roy?Ada Roy|Bob Roy alias <person>"},
    {"a shorter name is the longer", NULL, NULL, "", AN_NAMES_ALL, false, "Mr Hamid Abou Zeid came. Mr Abou Zeid left.",
     "Hamid Abou Zeid=Hamid Abou Zeid pattern <person>; Abou Zeid=Hamid Abou Zeid pattern <person>"},
    {"not with dictionaries alone", NULL, NULL, "", AN_NAMES_DICTIONARY, false, "General Ada Roy came. Then Roy left.", ""},
    {"surname of a listed person", HEAD "Ada Roy\t\tperson\n", NULL, "", AN_NAMES_ALL, false, "Ada Roy came. Roy left.",
     "Ada Roy=Ada Roy user <person>; Roy=Ada Roy alias <person>"},
    /* short forms */
    {"in brackets, letters fit", NULL, NULL, "", AN_NAMES_ALL, false, "The Macina Liberation Front (MLF) fell. MLF men fled.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>; MLF=Macina Liberation Front acronym <organization>; "
     "MLF=Macina Liberation Front acronym <organization>"},
    {"in brackets, capitals only", NULL, NULL, "", AN_NAMES_ALL, false, "The Macina Liberation Front (FLX) fell. FLX men fled.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>; FLX=Macina Liberation Front acronym <organization>; "
     "FLX=Macina Liberation Front acronym <organization>"},
    {"in brackets, known to be another", NULL, NULL, "", AN_NAMES_ALL, false, "The Macina Liberation Front (UN) fell.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>; UN=United Nations dict <organization>"},
    {"in brackets behind unknown words", NULL, NULL, "", AN_NAMES_ALL, false, "The Sahel Unity Party (SUP) fell. SUP men fled.",
     "Sahel Unity Party=Sahel Unity Party acronym <organization>; SUP=Sahel Unity Party acronym <organization>; "
     "SUP=Sahel Unity Party acronym <organization>"},
    {"of first letters", NULL, NULL, "", AN_NAMES_ALL, false, "The Macina Liberation Front fell. Then MLF men fled.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>; MLF=Macina Liberation Front acronym <organization>"},
    {"of first letters of two names", HEAD "Mali Liberty Force\t\torganization\n", NULL, "", AN_NAMES_ALL, false,
     "The Macina Liberation Front and the Mali Liberty Force fell. Then MLF men fled.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>; Mali Liberty Force=Mali Liberty Force user <organization>"},
    {"no acronyms with dictionaries alone", NULL, NULL, "", AN_NAMES_DICTIONARY, false, "The Macina Liberation Front (MLF) fell.",
     "Macina Liberation Front=Macina Liberation Front dict <organization>"},
    {"without the legal form", NULL, NULL, "", AN_NAMES_ALL, false, "He owns Acme Steel Ltd and sold it. Later Acme Steel fell.",
     "Acme Steel Ltd=Acme Steel Ltd pattern <organization/company>; Acme Steel=Acme Steel Ltd alias <organization/company>"},
    {"a found name again", NULL, NULL, "", AN_NAMES_ALL, false, "They joined Sahel Unity Rally. Then SAHEL UNITY RALLY fell.",
     "Sahel Unity Rally=Sahel Unity Rally pattern <organization>; SAHEL UNITY RALLY=Sahel Unity Rally pattern <organization>"},
    /* demonyms */
    {"a modifier", NULL, NULL, "", 0, false, "The Algerian consul left.",
     "Algerian=Algeria demonym nolink <location/country> {country=DZ}"},
    {"people", NULL, NULL, "", 0, false, "The Algerians left.", "Algerians=Algeria demonym <location/country> {country=DZ}"},
    {"small letter", NULL, NULL, "", 0, false, "a french horn", ""},
    {"government", NULL, NULL, "", 0, false, "The Algerian government left.",
     "Algerian government=Algeria demonym <location/country> {country=DZ}"},
    {"government by the state's name", NULL, NULL, "", 0, false, "the Algeria government",
     "Algeria government=Algeria demonym <location/country> {country=DZ}"},
    {"a body", NULL, NULL, "", 0, false, "Algerian intelligence met the Algeria army.",
     "Algerian intelligence=Algerian intelligence demonym <organization/intelligence> {country=DZ, part_of=Algeria}; "
     "Algeria army=Algerian army demonym <organization/army> {country=DZ, part_of=Algeria}"},
    {"a gap that is not soft", NULL, NULL, "", 0, false, "French, army", "French=France demonym nolink <location/country> {country=FR}"},
    /* choice */
    {"a place beside a capital", NULL, NULL, "", 0, false, "They saw Paris Hilton in Paris.",
     "Paris=Paris dict <location/city> {country=FR}"},
    {"a place of the user's stays", HEAD "Paris\t\tlocation/city\n", NULL, "", 0, false, "They saw Paris Hilton.",
     "Paris=Paris user <location/city> {country=FR}"},
    {"a place in a headline", NULL, NULL, "", 0, false, "Hilton Paris Summit Talks Stall", "Paris=Paris dict <location/city> {country=FR}"},
    {"nested", HEAD "Group of Mali\nMali\n", NULL, "", 0, true, "The Group of Mali.",
     "Group of Mali=Group of Mali user <organization>; Mali=Mali user nested"},
    {"nested, of another kind", HEAD "Algerian consul\n", NULL, "", 0, true, "The Algerian consul left.",
     "Algerian consul=Algerian consul user; Algerian=Algeria demonym nolink nested <location/country> {country=DZ}"},
    {"inside, not asked for", HEAD "Algerian consul\n", NULL, "", 0, false, "The Algerian consul left.",
     "Algerian consul=Algerian consul user"},
    /* corrections */
    {"same: another name of a found person", NULL, "same\tAda Roy\tAdie Lee\n", "", AN_NAMES_ALL, false, "General Ada Roy met Mr Adie Lee.",
     "Ada Roy=Ada Roy pattern <person>; Adie Lee=Ada Roy pattern <person>"},
    {"different: a surname", NULL, "different\tRoy\tAda Roy\n", "", AN_NAMES_ALL, false, "General Ada Roy came. Then Roy left.",
     "Ada Roy=Ada Roy pattern <person>"},
    {"never: a form", NULL, "never\tthe polisario\nnever\tPolisario\n", "", 0, false, "The Polisario in Algeria.",
     "Algeria=Algeria dict <location/country> {country=DZ}"},
    /* text */
    {"empty", NULL, NULL, "", AN_NAMES_ALL, false, "", ""},
    {"nothing but marks", NULL, NULL, "", AN_NAMES_ALL, false, " ... \n\n -- ", ""},
    {"addresses", NULL, NULL, "", AN_NAMES_ALL, false, "Algeria.pdf http://x.org/Algeria a@Algeria.dz #Algeria", ""},
};

static void add_actor(an_buf *out, const an_extraction *e, uint32_t number)
{
    an_buf_add(out, e->actors[number].key);
}

static void spell(an_buf *out, const an_extraction *e)
{
    for (size_t i = 0; i < e->mention_count; i++) {
        const an_mention *m = e->mentions + i;
        an_str form = an_str_sub(e->text, m->span.start, m->span.end);
        an_buf_addf(out, "%s%.*s", i ? "; " : "", (int)form.len, form.ptr);
        assert_true(an_str_equal(form, m->text));
        if (m->actor != AN_NO_ACTOR) {
            an_buf_add_char(out, '=');
            add_actor(out, e, m->actor);
        }
        for (uint32_t k = 0; k < m->candidate_count; k++) {
            an_buf_add_char(out, k ? '|' : '?');
            add_actor(out, e, e->candidates[m->candidate_first + k]);
        }
        an_buf_addf(out, " %s%s%s%s", m->by == AN_BY_USER_DICT ? "user" : an_by_name(m->by), m->no_link ? " nolink" : "",
                    m->undated ? " undated" : "", m->nested ? " nested" : "");
        if (!an_str_equal(m->type, AN_LIT("other")))
            an_buf_addf(out, " <%.*s>", (int)m->type.len, m->type.ptr);
        if (m->actor == AN_NO_ACTOR || e->actors[m->actor].attribute_count == 0)
            continue;
        for (size_t k = 0; k < e->actors[m->actor].attribute_count; k++) {
            const an_attribute *attribute = e->actors[m->actor].attributes + k;
            an_buf_addf(out, "%s%.*s=%.*s", k ? ", " : " {", (int)attribute->name.len, attribute->name.ptr, (int)attribute->value.len,
                        attribute->value.ptr);
        }
        an_buf_add_char(out, '}');
    }
}

/* Everything that one row of the tables needs, released as a whole. */
typedef struct bench {
    an_lexicon *lexicon;
    an_rules *rules;
    an_corrections *corrections;
    an_extractor *extractor;
    an_error err;
} bench;

static void note(void *payload, const an_diagnostic *found)
{
    if (found->severity == AN_ERROR)
        print_error("%s:%zu:%zu: %s\n", found->at.source, found->at.line, found->at.column, found->at.message);
    (void)payload;
}

static an_status set_up(bench *b, const wanted *it)
{
    const char *data = scratch_path("data"), *mine = scratch_path("mine.tsv"), *aliases = scratch_path("aliases.tsv");
    an_lexicon_options options = {.data = data, .files = &mine, .file_count = it->rows != NULL};
    an_observer watch = {.diagnose = note};
    an_status st;

    if (it->rows)
        scratch_file("mine.tsv", an_str_of(it->rows));
    if (it->aliases)
        scratch_file("aliases.tsv", an_str_of(it->aliases));
    if ((st = an_lexicon_load(&b->lexicon, &options, &watch, &b->err)) != AN_OK ||
        (st = an_rules_new(&b->rules, b->lexicon, &b->err)) != AN_OK ||
        (it->aliases && (st = an_corrections_load(&b->corrections, aliases, NULL, &b->err)) != AN_OK))
        return st;
    return an_extractor_new(&b->extractor, b->lexicon, b->rules, b->corrections, it->names, it->nested, &b->err);
}

static void tear_down(bench *b)
{
    an_extractor_free(b->extractor);
    an_corrections_free(b->corrections);
    an_rules_free(b->rules);
    an_lexicon_free(b->lexicon);
}

static bool check(const wanted *it)
{
    bench b = {0};
    an_document doc = {.id = AN_LIT("x"), .date = an_str_of(it->date), .text = an_str_of(it->text)};
    an_extraction out = {0};
    const an_extract_notes *notes;
    an_buf text = {0};
    bool good;

    if (set_up(&b, it) != AN_OK)
        fail_msg("%s: %s", it->name, b.err.message);
    for (int round = 0; round < 2; round++) { /* the second time with lists that have grown */
        an_buf_reset(&text);
        assert_int_equal(an_extractor_run(b.extractor, &out, &doc, &notes, &b.err), AN_OK);
        spell(&text, &out);
    }
    good = an_str_equal(an_buf_str(&text), an_str_of(it->out));
    if (!good)
        print_error("%s:\n  got  '%s'\n  want '%s'\n", it->name, text.ptr ? text.ptr : "", it->out);
    an_extraction_clear(&out);
    an_buf_clear(&text);
    tear_down(&b);
    return good;
}

static void check_all(const wanted *list, size_t count)
{
    size_t bad = 0;

    for (size_t i = 0; i < count; i++)
        bad += !check(list + i);
    assert_int_equal(bad, 0);
}

static void test_columns(void **state)
{
    (void)state;
    check_all(columns, COUNT(columns));
}

static void test_rules(void **state)
{
    (void)state;
    check_all(rules, COUNT(rules));
}

/* Stretches without text hold no mention; the rest does. */
static void test_skips(void **state)
{
    static an_span skips[] = {{0, 14}};
    wanted it = {.name = "skips"};
    bench b = {0};
    an_document doc = {.id = AN_LIT("x"), .text = AN_LIT("From: Algeria\nAlgeria left."), .skips = {skips, 1, 1}};
    an_extraction out = {0};
    const an_extract_notes *notes;

    (void)state;
    assert_int_equal(set_up(&b, &it), AN_OK);
    assert_int_equal(an_extractor_run(b.extractor, &out, &doc, &notes, &b.err), AN_OK);
    assert_int_equal(out.mention_count, 1);
    assert_int_equal(out.mentions[0].span.start, 14);
    an_extraction_clear(&out);
    tear_down(&b);
}

/* What the report gets: ambiguous forms, and which corrections changed something. */
static void test_notes(void **state)
{
    wanted it = {.name = "notes",
                 .rows = HEAD "A\tDGSE\nB\tDGSE\n",
                 .aliases = "never\tAlgeria\nnever\tnothing\n",
                 .text = "The DGSE left Algeria."};
    bench b = {0};
    an_document doc = {.id = AN_LIT("x"), .text = an_str_of(it.text)};
    an_extraction out = {0};
    const an_extract_notes *notes;

    (void)state;
    assert_int_equal(set_up(&b, &it), AN_OK);
    assert_int_equal(an_extractor_run(b.extractor, &out, &doc, &notes, &b.err), AN_OK);
    assert_int_equal(out.mention_count, 1);
    assert_string_equal(notes->ambiguous.ptr, "DGSE: A | B\n");
    assert_int_equal(notes->corrections_used[0], 1);
    assert_int_equal(notes->corrections_used[1], 0);
    an_extraction_clear(&out);
    tear_down(&b);
}

static int make_data(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    for (size_t i = 0; i < COUNT(shipped); i++)
        scratch_file(shipped[i].name, an_str_of(shipped[i].content));
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_skips),
        cmocka_unit_test(test_notes),
    };

    return cmocka_run_group_tests(tests, make_data, scratch_clean);
}
