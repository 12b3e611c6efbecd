/* One row a refusal. The weights know English best: in sentences of French, Spanish, Italian and German they take a preposition for a part of the
   name behind it. Most rows ask whether small words of such a language stand around. */
#include "extract/tagger/foreign.h"

#include "extract/tagger/judged.h"

/* What a small word tells of the language of its sentence: those that stand in names among English, too, tell half as much. */
static size_t tells(an_str word)
{
    static const char *const words[] = {
        "alla", "au", "auf", "aus", "aux", "avec", "bei", "che", "chez", "como", "dal", "dall", "dans", "dass", "dell", "dem", "een", "ein", "eine",
        "einem", "einen", "einer", "elle", "est", "für", "gli", "ha", "haben", "hat", "hatte", "het", "ich", "ihm", "ihn", "ihr", "ihre", "im",
        "ist", "kein", "keine", "leur", "mais", "mit", "nach", "nel", "nella", "nicht", "não", "oder", "ont", "para", "pas", "por", "que", "qui",
        "se", "sein", "seine", "selon", "ses", "sich", "sie", "sind", "su", "sur", "um", "uma", "una", "und", "une", "vom", "voor", "war", "wie",
        "wir", "wird", "wurde", "zum", "zur", "è", "été", "über"};
    static const char *const shared[] = {"al", "das", "dei", "del", "della", "der", "des", "du", "el", "en",
                                         "et", "il",  "las", "le",  "les",   "los", "von", "y",  "zu"};

    return AN_STR_IN(word, words) ? 2 : AN_STR_IN(word, shared);
}

/* Whether small words of another language stand within a dozen words on either side. */
static bool is_foreign(const an_judged *r)
{
    enum { AROUND = 12, ENOUGH = 4 };
    size_t told = 0, from = r->first > AROUND ? r->first - AROUND : 0, to = r->end + AROUND < r->count ? r->end + AROUND : r->count;

    for (size_t i = from; i < to && told < ENOUGH; i++)
        if ((i < r->first || i >= r->end) && r->t[i].shape == AN_SHAPE_LOWER)
            told += tells(text_of(r, i));
    return told >= ENOUGH;
}

/* «del Pacto», «al Congreso»: a preposition and its article. */
static bool starts_with_preposition(const an_judged *r)
{
    static const char *const words[] = {"al",  "alla", "am",    "au",   "aux", "beim", "dal", "dalla", "del", "im",
                                        "nel", "nella", "pelo", "pela", "vom", "zum",  "zur"};

    return r->t[r->first].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

/* «de Medellín»: only a person is called so. */
static bool starts_with_particle(const an_judged *r)
{
    static const char *const words[] = {"da",    "das", "de",  "degli", "dei", "della", "delle", "dem", "den",
                                        "der", "des", "di",  "die",   "do",  "dos",   "du",    "von"};

    return r->t[r->first].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

/* «Mit Berg», «Según», «Il Pd»: a sentence begins with it; articles begin newspapers and parties, too. */
static bool starts_with_small_word(const an_judged *r)
{
    static const char *const words[] = {
        "Aber", "Alla", "Als", "Am", "Ante", "Au", "Auch", "Auf", "Aux", "Avec", "Bei", "Chez", "Dal", "Dalla", "Dans", "Das", "Dem", "Den", "Der",
        "Deren", "Desde", "Dessen", "Die", "Doch", "Dopo", "Een", "Ein", "Eine", "En", "Entre", "Er", "Es", "Für", "Gegen", "Gli", "Het", "Ich",
        "Ihr", "Ihre", "Il", "Im", "Los", "Mais", "Mit", "Nach", "Nel", "Nella", "Op", "Para", "Per", "Pero", "Por", "Pour", "Secondo", "Segun",
        "Según", "Sein", "Seine", "Selon", "Sie", "Sous", "También", "Tras", "Un", "Una", "Und", "Une", "Volgens", "Vom", "Voor", "Weil", "Wenn",
        "Wie", "Wir", "Zum", "Zur"};

    return r->t[r->first].flags & AN_TOKEN_INITIAL && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

static bool is_and(an_str word)
{
    static const char *const words[] = {"e", "et", "und", "y"};

    return AN_STR_IN(word, words);
}

/* «y Cali» */
static bool starts_with_and(const an_judged *r)
{
    return r->t[r->first].shape == AN_SHAPE_LOWER && is_and(text_of(r, r->first));
}

/* «TotalEnergies et la Société»: a second one with its article, behind a whole name; not «Front pour l'Unité et la Paix». */
static bool holds_second(const an_judged *r)
{
    static const char *const articles[] = {"das", "der", "die", "el", "gli", "i", "il", "l", "la", "las", "le", "les", "lo", "los"};

    for (size_t i = r->first + 1; i + 1 < r->end; i++) {
        if (r->t[i].flags & AN_TOKEN_CAP)
            continue;
        return is_and(text_of(r, i)) && AN_STR_IN(text_of(r, i + 1), articles);
    }
    return false;
}

/* «L'avocat»: an article before a word in small letters. */
static bool starts_with_elision(const an_judged *r)
{
    const an_token *t = r->t + r->first;
    an_str text = r->scene->text;
    uint32_t at = t->span.start + 1;

    if (!memchr("LlJjCcNnSs", text.ptr[t->span.start], 10) || at + 3 >= text.len)
        return false;
    if (text.ptr[at] == '\'')
        at++;
    else if (an_str_starts(an_str_sub(text, at, text.len), AN_LIT("’")))
        at += (uint32_t)sizeof "’" - 1;
    else
        return false;
    return text.ptr[at] >= 'a' && text.ptr[at] <= 'z' && text.ptr[at + 1] >= 'a' && text.ptr[at + 1] <= 'z';
}

/* «M.» */
static bool is_monsieur(const an_judged *r, size_t token)
{
    return text_of(r, token).ptr[0] == 'M' && (r->t[token].shape == AN_SHAPE_LETTER || r->t[token].shape == AN_SHAPE_SINGLE);
}

/* «Monsieur» inside of a name: «l'avocat de M. Berg»; «Karl M. Berg» in English. */
static bool holds_monsieur(const an_judged *r)
{
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i - 1].shape == AN_SHAPE_LOWER && is_monsieur(r, i))
            return true;
    return false;
}

/* «M. Berg»: a courtesy, where French is written. */
static bool starts_with_monsieur(const an_judged *r)
{
    return is_monsieur(r, r->first) && is_foreign(r);
}

/* Whether «Monsieur», «M.», … ends right before a token. */
static bool is_behind_courtesy(const an_judged *r, size_t token)
{
    static const char *const courtesies[] = {"madame", "monseigneur", "monsieur"};
    size_t last = token - 1;

    if (token == 0 || r->t[token].flags & AN_TOKEN_HARD)
        return false;
    if (r->t[last].atom == AN_NO_ATOM && r->t[last].class_ == '.' && last > 0)
        last--;
    return is_monsieur(r, last) || AN_STR_IN_ASCII_CASE(text_of(r, last), courtesies);
}

static bool is_article(const an_judged *r, size_t token)
{
    return r->t[token].shape == AN_SHAPE_LOWER && is_cue(r, token, AN_CUE_ARTICLE);
}

/* «Monsieur the Bishop», «M. le Maire», with or without what stands in front: an office; «M. le Comte de Berg» is somebody. */
static bool is_polite_office(const an_judged *r)
{
    size_t last = r->end - 1, article = last;

    while (article > 0 && last - article < 2 && !is_article(r, article))
        article--;
    return article < last && article + 1 >= r->first && is_article(r, article) && is_behind_courtesy(r, article);
}

/* «de l'Intérieur» */
static bool is_of_thing(const an_judged *r)
{
    an_str rest = an_str_sub(r->scene->text, r->t[r->first].span.start, r->scene->text.len);

    return an_str_starts(rest, AN_LIT("de l'")) || an_str_starts(rest, AN_LIT("de l’"));
}

/* «ein Gespräch», «die Ministerin», «Planlosigkeit»: German nouns have capitals. */
static bool is_noun(const an_judged *r)
{
    static const char *const articles[] = {"beim", "das", "dem",  "der",  "des",   "die", "ein", "eine", "einem", "einen",
                                           "einer", "eines", "im", "kein", "keine", "vom", "zum", "zur"};
    static const char *const endings[] = {"heit", "kampf", "keit", "schaft", "sprecher", "sprecherin", "tion", "tät", "ung", "ungen"};
    an_str word = text_of(r, r->first);
    bool ends = false;

    if (r->t[r->first].shape != AN_SHAPE_INITIAL_CAP ||
        r->t[r->first].lists & AN_LISTS & ~(AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TAIL)))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        ends |= an_str_ends(word, an_str_of(endings[i]));
    return (ends || (r->first > 0 && AN_STR_IN(text_of(r, r->first - 1), articles))) && is_foreign(r);
}

/* «ROMA – Il»: where a report was written stands before a dash. */
static bool holds_dateline(const an_judged *r)
{
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i].class_ == '-' && r->t[i].flags & r->t[i + 1].flags & AN_TOKEN_BLANK && r->t[i - 1].shape == AN_SHAPE_CAPITALS &&
            r->t[i + 1].shape == AN_SHAPE_INITIAL_CAP)
            return true;
    return false;
}

static const an_refusal refusals[] = {
    {starts_with_preposition, ANY, MORE},
    {starts_with_particle, ORGANIZATION | LOCATION, MORE},
    {starts_with_small_word, PERSON, MORE},
    {starts_with_small_word, ANY, ONE},
    {starts_with_and, ANY, MORE},
    {holds_second, ANY, MORE},
    {starts_with_elision, ANY, ANY_LENGTH},
    {holds_monsieur, ANY, MORE},
    {starts_with_monsieur, PERSON, MORE},
    {is_polite_office, ANY, ANY_LENGTH},
    {is_of_thing, PERSON, MORE},
    {is_noun, ANY, ONE},
    {holds_dateline, ANY, MORE},
};

unsigned an_foreign_refusals(const an_judged *r, unsigned kinds)
{
    return refused_by(refusals, sizeof refusals / sizeof *refusals, r, kinds);
}
