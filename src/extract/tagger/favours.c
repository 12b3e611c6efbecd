#include "extract/tagger/favours.h"

#include "extract/tagger/refusals.h"
#include "extract/tagger/scores.h"
#include "extract/tagger/tagging.h"

/* What a name that is told is favoured by, in weights: fitting makes the likeliest reading right as a whole, but a name that is missed costs
   more than one too many. Measured: +0.4 (news) to +0.7 (encyclopedia) strict F1, +1.3 to +2.5 overlap; among capitals less is better. Organisations get
   less, because the texts that were written to learn from are full of them. */
enum { FAVOUR = 32, FAVOUR_IN_CAPITALS = 4, LESS_FOR_ORGANIZATIONS = 2 };

/* The score of what can be no name: no reading holds it. */
enum { REFUSED = -1000 };

/* By kind, in a run of capitals or another one. */
static void favour_names(int more[AN_NAME_KINDS], bool capitals)
{
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        more[kind] = kind > AN_NAME_LOCATION ? 0 : capitals ? FAVOUR_IN_CAPITALS : FAVOUR;
    more[AN_NAME_ORGANIZATION] -= LESS_FOR_ORGANIZATIONS;
}

/* What a name that ends its run is favoured by beyond that, by kind: a legal form follows it, or it is said what it is («X is a village»;
   measured: +.2 strict F1 of encyclopedia texts, nothing elsewhere). */
static void favour_behind(int more[AN_NAME_KINDS], const an_stretch *s)
{
    enum { TOLD = 40 };
    static const char kinds[] = "POL";
    size_t end = s->run.first + s->run.count;
    an_behind told = an_told_behind(s->scene->tokens, end - 1);

    if (an_has_legal_form(s, end))
        more[AN_NAME_ORGANIZATION] += AN_LEGAL_FAVOUR;
    for (unsigned kind = 0; kinds[kind]; kind++)
        more[kind] += told.what == kinds[kind] && !told.by_comma ? TOLD : 0;
}

/* The kinds of a stretch: its sums in logarithms, favoured or refused. */
static void score_name(float score[AN_NAME_KINDS], an_sums sums, const int more[AN_NAME_KINDS])
{
    for (unsigned kind = 0; kind < AN_NAME_KINDS; kind++)
        score[kind] = (float)(an_sums_of(sums, kind) + more[kind]) / AN_WEIGHT_ONE;
}

static void refuse(float score[AN_NAME_KINDS], const an_stretch *s, size_t first, size_t end)
{
    unsigned likely = 0, kinds;

    for (unsigned kind = 0; kind <= AN_NAME_LOCATION; kind++)
        likely |= (unsigned)(score[kind] > 0) << kind;
    if (!likely)
        return;
    kinds = an_refused_kinds(s, first, end, likely);
    for (unsigned kind = 0; kinds >> kind; kind++)
        if (kinds >> kind & 1)
            score[kind] = REFUSED;
}

/* «Jordan Henderson»: a given name that is better known as a place, and so on no list of given names, before a surname that is nothing else. */
static bool is_bearer_of_place(an_str text, const an_token *first)
{
    static const char *const names[] = {"Adelaide", "Alexandria", "Asia", "Asunción", "Aurora", "Austin", "Belén", "Boston", "Brooklyn", "Cairo", "Camden",
                                        "Carolina", "Carson", "Catalina", "Chad", "Charlotte", "Chelsea", "Cheyenne", "Clare", "Concepción", "Dakota", "Dallas",
                                        "Denver", "Devon", "Florence", "Geneva", "Georgia", "Guadalupe", "Holland", "Houston", "Iona", "Ireland", "Israel",
                                        "Jamaica", "Jordan", "Kent", "Kerry", "Kingston", "Lincoln", "London", "Lorraine", "Lourdes", "Madison", "Medina",
                                        "Memphis", "Mercedes", "Milan", "Montana", "Nevada", "Odessa", "Orlando", "Paris", "Phoenix", "Preston", "Regina",
                                        "Rosario", "Salvador", "Santiago", "Savannah", "Shannon", "Sienna", "Skye", "Sofia", "Sydney", "Trinidad", "Tyrone",
                                        "Valencia", "Verona", "Victoria", "Vienna", "Virginia"};
    enum { OTHERS = AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_DEMONYM) |
                    AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_FUNCTION) |
                    AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_KNOWN_ORG) };
    uint32_t second = first[1].lists;

    return first->shape == AN_SHAPE_INITIAL_CAP && first[1].shape == AN_SHAPE_INITIAL_CAP && !(second & OTHERS) &&
           (second & AN_IN(AN_WORD_SURNAME) || (second & AN_IN(AN_WORD_SURNAMES) && !(second & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_CITY))))) &&
           AN_STR_IN(an_str_sub(text, first->span.start, first->span.end), names);
}

/* «in love with Patience», «ask Art»: a given name that is a word, too, with a capital inside a sentence and no article before it. */
static bool is_word_for_name(an_str text, const an_run *run, const an_token *only)
{
    static const char *const names[] = {"Amber", "Art", "Bill", "Blossom", "Bud", "Bunny", "Daisy", "Dusty", "Felicity", "Fern", "Gene", "Lily",
                                        "Misty", "Pat", "Patience", "Poppy", "Precious", "Prudence", "Rocky", "Rusty", "Sunny", "Verity", "Violet",
                                        "Will"};
    static const char *const articles[] = {"a", "an", "and", "her", "his", "its", "my", "no", "of", "our", "that", "the", "their", "this", "your"};

    return run->count == 1 && run->first > 0 && only->shape == AN_SHAPE_INITIAL_CAP && !(only->flags & AN_TOKEN_HARD) && only[-1].shape == AN_SHAPE_LOWER &&
           AN_STR_IN(an_str_sub(text, only->span.start, only->span.end), names) &&
           !AN_STR_IN(an_str_sub(text, only[-1].span.start, only[-1].span.end), articles);
}

/* «el portavoz de UGT», «o PS», «der SPD»: letters behind a small word, in another language. */
static bool is_short_form_abroad(const an_stretch *s, const an_token *only)
{
    enum { LETTERS = 6 };
    static const char *const before[] = {"a",   "al",  "ao",  "au",  "bij", "con", "da",  "dal", "das", "de", "dei", "del", "dell", "della", "dem", "den",
                                         "der", "des", "di",  "die", "do",  "du",  "e",   "el",  "en",  "et", "het", "il",  "l",    "la",    "las", "le",
                                         "les", "los", "na",  "no",  "o",   "par", "pela", "pelo", "por", "und", "van", "vom", "von", "y", "zur"};

    return s->scene->language != AN_LANGUAGE_ENGLISH && s->run.first > 0 && only->shape == AN_SHAPE_CAPITALS &&
           only->span.end - only->span.start <= LETTERS && only[-1].shape == AN_SHAPE_LOWER &&
           AN_STR_IN(an_str_sub(s->scene->text, only[-1].span.start, only[-1].span.end), before);
}

/* «M. Berg», «con la Sra. Lund»: a title or a courtesy stands before it, in another language. */
static bool is_titled_abroad(const an_stretch *s, size_t first)
{
    const an_token *t = s->scene->tokens->items + first;
    size_t before = first > 1 && t[-1].class_ == '.' && t[-1].atom == AN_NO_ATOM ? 2 : 1;

    if (s->scene->language == AN_LANGUAGE_ENGLISH || first < before || t->flags & AN_TOKEN_HARD || t->shape != AN_SHAPE_INITIAL_CAP)
        return false;
    t -= before;
    return t->lists & AN_IN(AN_WORD_TITLE) || (t->shape == AN_SHAPE_LETTER && s->scene->text.ptr[t->span.start] == 'M');
}

/* «a.k.a. Falcon»: another name of somebody, whoever that is. */
static bool is_byname(const an_stretch *s, const an_token *only)
{
    static const char *const also[] = {"a.k.a", "a.k.a.", "aka", "f.k.a", "f.k.a.", "fka"};
    const an_token *before = only - 1;

    if (s->run.count != 1 || s->run.first == 0 || only->shape != AN_SHAPE_INITIAL_CAP || only->flags & AN_TOKEN_HARD)
        return false;
    if (before->class_ == '.' && before->atom == AN_NO_ATOM && s->run.first > 1)
        before--;
    return AN_STR_IN_ASCII_CASE(an_str_sub(s->scene->text, before->span.start, before->span.end), also);
}

void an_favours_score(an_lattice *lattice, const an_memo *memo, const an_stretch *s)
{
    enum { BEARER = 96, COMPANY = 48, WORD = 96, TITLED = 128, BYNAME = 128 };
    an_name_sums sums;
    int anywhere[AN_NAME_KINDS], last[AN_NAME_KINDS]; /* what names are favoured by, and those that end the run */

    favour_names(anywhere, s->scene->tokens->items[s->run.first].shape == AN_SHAPE_CAPLINE);
    memcpy(last, anywhere, sizeof last);
    favour_behind(last, s);
    an_tagging_open(lattice, s);
    an_scores_add_up(sums, memo, s, lattice);
    for (unsigned i = 0; i < s->run.count; i++)
        for (unsigned length = 1; length <= AN_NAME_TOKENS && i + length <= s->run.count; length++)
            if (lattice->open[i][length - 1]) {
                float *score = lattice->score[i][length - 1];
                score_name(score, sums[i][length - 1], i + length == s->run.count ? last : anywhere);
                if (length > 1 && an_is_company(s, s->run.first + i + length - 1))
                    score[AN_NAME_ORGANIZATION] += (float)COMPANY / AN_WEIGHT_ONE;
                if (length == 2 && is_bearer_of_place(s->scene->text, s->scene->tokens->items + s->run.first + i))
                    score[AN_NAME_PERSON] += (float)BEARER / AN_WEIGHT_ONE;
                if (length == 1 && is_short_form_abroad(s, s->scene->tokens->items + s->run.first + i))
                    score[AN_NAME_ORGANIZATION] += (float)WORD / AN_WEIGHT_ONE;
                if (is_titled_abroad(s, s->run.first + i))
                    score[AN_NAME_PERSON] += (float)TITLED / AN_WEIGHT_ONE;
                if (length == 1 && is_word_for_name(s->scene->text, &s->run, s->scene->tokens->items + s->run.first + i))
                    score[AN_NAME_PERSON] += (float)WORD / AN_WEIGHT_ONE;
                if (is_byname(s, s->scene->tokens->items + s->run.first + i))
                    for (unsigned kind = 0; kind <= AN_NAME_LOCATION; kind++)
                        score[kind] += (float)BYNAME / AN_WEIGHT_ONE;
                refuse(score, s, s->run.first + i, s->run.first + i + length);
            }
}
