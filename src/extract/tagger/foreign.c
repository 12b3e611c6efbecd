/* One row a refusal. The weights know English best: in sentences of French, Spanish, Italian, Portuguese, German and Dutch they take a preposition
   for a part of the name behind it. Most rows ask whether small words of such a language stand around. */
#include "extract/tagger/foreign.h"

#include "extract/tagger/affairs.h"
#include "extract/tagger/judged.h"

/* Whether the text is in another language, or its small words stand within twenty words on either side. */
static bool is_foreign(const an_judged *r)
{
    enum { AROUND = 20, ENOUGH = 4 };
    size_t from = r->first > AROUND ? r->first - AROUND : 0, to = r->end + AROUND < r->count ? r->end + AROUND : r->count;

    return r->scene->language != AN_LANGUAGE_ENGLISH ||
           an_language_told(r->scene->tokens, from, r->first) + an_language_told(r->scene->tokens, r->end, to) >= ENOUGH;
}

/* «del Pacto», «al Congreso»: a preposition and its article. */
static bool starts_with_preposition(const an_judged *r)
{
    static const char *const words[] = {"al", "alla", "am", "ao", "au", "aux", "beim", "com", "dal", "dalla", "das", "del", "dem", "den", "des", "im",
                                        "na", "nel", "nella", "no", "para", "pela", "pelo", "vom", "zum", "zur"};

    return r->t[r->first].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

/* «de Medellín»: only a person is called so, and in a text of such a language hardly any (but «von Berg» in German). */
static bool starts_with_particle(const an_judged *r)
{
    static const char *const words[] = {"da", "de", "degli", "dei", "della", "delle", "der", "di", "die", "do", "dos", "du", "von"};

    return r->t[r->first].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

static bool starts_with_of(const an_judged *r)
{
    return r->scene->language == AN_LANGUAGE_FOREIGN && starts_with_particle(r);
}

/* Whether a word with a capital is one of these, with or without accents. */
static bool is_capital_cue(const an_judged *r, size_t token, an_cue cue)
{
    return r->t[token].shape == AN_SHAPE_INITIAL_CAP && an_cues_of(r->cues, r->t[token].key) >> cue & 1;
}

/* What a sentence begins with: «Mit Berg», «Según», «También la Guardia». */
static bool is_small_word(const an_judged *r, size_t token)
{
    return is_capital_cue(r, token, AN_CUE_BEGINS_ABROAD);
}

static bool starts_with_small_word(const an_judged *r)
{
    return is_small_word(r, r->first) && is_foreign(r);
}

/* «S.A. Según la Fiscalía»: the dot ends the sentence, too. */
static bool holds_small_word(const an_judged *r)
{
    for (size_t i = r->first + 1; i < r->end; i++)
        if (is_small_word(r, i) && memchr(r->scene->text.ptr + r->t[i - 1].span.start, '.', r->t[i].span.start - r->t[i - 1].span.start))
            return is_foreign(r);
    return false;
}

/* «La Policía Nacional», «Der Präsident», «Il Pd»: an article that only begins a sentence. Persons and places begin with those of the other list,
   too («Le Pen», «La Rochelle»). */
static bool starts_with_article(const an_judged *r)
{
    static const char *const words[] = {"As", "Das", "De", "Der", "Die", "El", "Gli", "Het", "I", "Il", "La", "Las", "Le", "Les", "Lo", "Los", "O", "Os"};

    return r->t[r->first].flags & AN_TOKEN_INITIAL && AN_STR_IN(text_of(r, r->first), words) && is_foreign(r);
}

/* «La Unidad Central Operativa» */
static bool starts_with_article_and_more(const an_judged *r)
{
    return r->end - r->first > 2 && starts_with_article(r);
}

static bool starts_with_mere_article(const an_judged *r)
{
    static const char *const words[] = {"As", "Das", "Der", "Die", "Gli", "Het", "I", "Il", "O", "Os"};

    return starts_with_article(r) && AN_STR_IN(text_of(r, r->first), words);
}

/* «La France»: a state behind the article that begins a sentence. */
static bool starts_with_article_of_state(const an_judged *r)
{
    return r->end - r->first == 2 && r->t[r->first + 1].lists & AN_IN(AN_WORD_COUNTRY) && starts_with_article(r);
}

static bool is_title(const an_judged *r, size_t token)
{
    return r->t[token].lists & AN_IN(AN_WORD_TITLE) && !(r->t[token].lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_PARTICLE)));
}

/* «M.» */
static bool is_monsieur(const an_judged *r, size_t token)
{
    return text_of(r, token).ptr[0] == 'M' && (r->t[token].shape == AN_SHAPE_LETTER || r->t[token].shape == AN_SHAPE_SINGLE);
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

/* «Sr. Berg», «M. Berg» */
static bool is_titled(const an_judged *r)
{
    size_t before = word_before(r);

    return before != SIZE_MAX && (is_title(r, before) || is_behind_courtesy(r, r->first));
}

/* «Recomendaciones», «Procurada», «Gevoelig»: nothing but the start of a sentence gives it a capital. */
static bool is_only_first(const an_judged *r)
{
    return r->scene->language != AN_LANGUAGE_ENGLISH && r->t[r->first].flags & AN_TOKEN_INITIAL &&
           !(an_signs_of(r->scene->signs, r->first) & 1u << AN_SIGN_CAP) && !is_titled(r);
}

/* «Frau Berg», «Sprecher der Zentralbank», «Stellvertreterin Anna Berg»: who somebody is, and what is said, have capitals like names in German; titles and
   greetings have them anywhere. */
static bool starts_with_role(const an_judged *r)
{
    return (is_capital_cue(r, r->first, AN_CUE_ROLE_ABROAD) || is_title(r, r->first)) && is_foreign(r);
}

/* Whether a sign ends the greeting of a letter: a colon, or another one at the end of its line. */
static bool ends_greeting(const an_judged *r, size_t token)
{
    an_str rest;

    if (!is_sign(r, token, ',') && !is_sign(r, token, '!'))
        return is_sign(r, token, ':');
    rest = an_str_sub(r->scene->text, r->t[token].span.end, r->scene->text.len);
    while (rest.len && (rest.ptr[0] == ' ' || rest.ptr[0] == '\r'))
        rest = an_str_sub(rest, 1, rest.len);
    return rest.len == 0 || rest.ptr[0] == '\n';
}

/* «Estimado Hugo:», «Kære Karl Berg,» at the start of a letter, whatever language it goes on in. */
static bool starts_with_greeting(const an_judged *r)
{
    enum { FARTHEST = 5, NAMES = AN_IN(AN_WORD_GIVEN) };
    size_t token = r->first + 1;

    if (r->t[r->first].lists & NAMES || !(r->t[r->first].flags & AN_TOKEN_INITIAL) || word_before(r) != SIZE_MAX ||
        !is_capital_cue(r, r->first, AN_CUE_GREETING))
        return false;
    while (token < r->count && token < r->first + FARTHEST && r->t[token].flags & AN_TOKEN_CAP && !(r->t[token].flags & AN_TOKEN_HARD) &&
           !(r->t[token].lists & AN_IN(AN_WORD_ORG)))
        token++;
    return token > r->first + 1 && ends_greeting(r, token);
}

/* «Betriebsrätin Sabine Berg», «Schepen Lieselot Berg»: what is in front of a given name is none. */
static bool is_behind_first(const an_judged *r)
{
    enum { KNOWN = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_PARTICLE) };
    const an_token *t = r->t + r->first;

    return r->scene->language != AN_LANGUAGE_ENGLISH && t->shape == AN_SHAPE_INITIAL_CAP && !(t->lists & KNOWN) && r->end - r->first > 2 &&
           t[1].shape == AN_SHAPE_INITIAL_CAP && t[1].lists & AN_IN(AN_WORD_GIVEN);
}

static bool is_and(const an_judged *r, size_t token)
{
    static const char *const words[] = {"e", "en", "et", "und", "y"};

    return r->t[token].shape == AN_SHAPE_LOWER && AN_STR_IN(text_of(r, token), words);
}

/* «y Cali» */
static bool starts_with_and(const an_judged *r)
{
    return is_and(r, r->first);
}

/* «TotalEnergies et la Société»: a second one with its article, behind a whole name; not «Front pour l'Unité et la Paix». */
static bool holds_second(const an_judged *r)
{
    static const char *const articles[] = {"a", "as", "das", "de", "der", "die", "el", "gli", "i", "il", "l", "la", "las", "le", "les", "lo", "los", "o", "os"};

    for (size_t i = r->first + 1; i + 1 < r->end; i++) {
        if (r->t[i].flags & AN_TOKEN_CAP)
            continue;
        return is_and(r, i) && AN_STR_IN(text_of(r, i + 1), articles);
    }
    return false;
}

/* «Aveiro e Velmar»: two places. */
static bool joins_two(const an_judged *r)
{
    if (r->scene->language == AN_LANGUAGE_ENGLISH)
        return false;
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (is_and(r, i))
            return true;
    return false;
}

/* «Giappone e Stati Uniti» */
static bool starts_with_place_and(const an_judged *r)
{
    enum { PLACES = AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) | AN_IN(AN_WORD_REGION) };

    return r->t[r->first].lists & PLACES && is_and(r, r->first + 1) && is_foreign(r);
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

/* «im März» */
static bool starts_with_day(const an_judged *r)
{
    static const char *const days[] = {"Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Montag", "Dienstag", "Mittwoch",
                                       "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"};

    return AN_STR_IN(text_of(r, r->first), days) && is_foreign(r);
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
        r->t[r->first].lists & ~(AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_TAIL) | AN_IN(AN_WORD_THING)))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        ends |= an_str_ends(word, an_str_of(endings[i]));
    return (ends || (r->first > 0 && AN_STR_IN(text_of(r, r->first - 1), articles))) && is_foreign(r);
}

/* «Rückzug», «Kammer»: in a German text a capital tells nothing of a word alone, unless a list has it as a place or a body. */
static bool is_german_word(const an_judged *r)
{
    enum { KNOWN = AN_IN(AN_WORD_CITY) | AN_IN(AN_WORD_TOWN) | AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_KNOWN_ORG) };
    const an_token *t = r->t + r->first;

    return r->scene->language == AN_LANGUAGE_GERMAN && t->shape == AN_SHAPE_INITIAL_CAP && !(t->lists & KNOWN) && !is_titled(r);
}

/* Whether one of some words stands behind a capital of a German text, which does not begin with a word for a body («Verband der Reeder»). */
static bool holds_german(const an_judged *r, const char *const *words, size_t count)
{
    if (r->scene->language != AN_LANGUAGE_GERMAN || r->t[r->first].lists & AN_IN(AN_WORD_ORG))
        return false;
    for (size_t i = r->first + 1; i + 1 < r->end; i++)
        if (r->t[i].shape == AN_SHAPE_LOWER && r->t[i - 1].flags & AN_TOKEN_CAP && an_str_in(text_of(r, i), words, count))
            return true;
    return false;
}

/* «Notlage der Allgemeinheit»: two nouns. */
static bool holds_genitive(const an_judged *r)
{
    static const char *const articles[] = {"der", "des", "eines", "einer"};

    return holds_german(r, articles, sizeof articles / sizeof *articles);
}

/* «Berg von der Weltbank»: somebody, and a body. */
static bool holds_von(const an_judged *r)
{
    static const char *const words[] = {"von", "vom"};

    return holds_german(r, words, sizeof words / sizeof *words);
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

/* «M. Berg de la Banque»: who has a title is no body. */
static bool is_more_than_titled(const an_judged *r)
{
    return r->scene->language != AN_LANGUAGE_ENGLISH && is_titled(r);
}

/* «Berg de la Banque», «Montes del Banco»: somebody, and a body. */
static bool holds_body(const an_judged *r)
{
    if (r->scene->language == AN_LANGUAGE_ENGLISH)
        return false;
    for (size_t i = r->first + 1; i < r->end; i++)
        if (r->t[i].lists & AN_IN(AN_WORD_ORG) && r->t[i - 1].shape == AN_SHAPE_LOWER)
            return true;
    return false;
}

/* «Ley de Aguas», «la Loi sur les eaux», «Protección de Datos» behind «Ley de», «Baugesetzbuch»: what is enacted. */
static bool is_law(const an_judged *r)
{
    static const char *const articles[] = {"a", "das", "el", "il", "la", "le", "o"}, *const compounds[] = {"gesetz", "gesetzbuch", "verordnung"};
    enum { NAMES = AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_TITLE) |
                   AN_IN(AN_WORD_KNOWN_ORG) | AN_IN(AN_WORD_COUNTRY) };
    size_t first = r->first, before = word_before(r);
    an_str last = text_of(r, r->end - 1);

    first += r->end - first > 1 && r->t[first].span.end - r->t[first].span.start <= 3 && ONE_OF(text_of(r, first), articles);

    for (size_t i = 0; i < sizeof compounds / sizeof *compounds; i++) {
        an_str end = an_str_of(compounds[i]);
        if (last.len > end.len && an_str_ends(last, end))
            return true;
    }
    return an_begins_affair_abroad(r->scene->tokens, r->scene->text, first, true) ||
           (before != SIZE_MAX && before > 0 && r->t[before].shape == AN_SHAPE_LOWER && !(r->t[before].flags & AN_TOKEN_HARD) &&
            r->t[before - 1].shape == AN_SHAPE_INITIAL_CAP && !any_is_on(r, NAMES) &&
            an_begins_affair_abroad(r->scene->tokens, r->scene->text, before - 1, true));
}

/* The same read as a person; but «Ursula von der Berg». */
static bool holds_von_without_given(const an_judged *r)
{
    return !an_is_given(r->t + r->first) && holds_von(r);
}

static const an_refusal refusals[] = {
    {starts_with_preposition, ANY, MORE},
    {starts_with_particle, ORGANIZATION | LOCATION, MORE},
    {starts_with_of, PERSON, MORE},
    {starts_with_small_word, ANY, ANY_LENGTH},
    {holds_small_word, ANY, MORE},
    {starts_with_article, ORGANIZATION, MORE},
    {starts_with_article_and_more, LOCATION, MORE},
    {starts_with_mere_article, PERSON, MORE},
    {starts_with_article_of_state, PERSON | LOCATION, MORE},
    {starts_with_article, ANY, ONE},
    {is_only_first, ANY, ONE},
    {is_behind_first, PERSON, MORE},
    {starts_with_role, ANY, ANY_LENGTH},
    {starts_with_greeting, ANY, ANY_LENGTH},
    {starts_with_and, ANY, MORE},
    {holds_second, ANY, MORE},
    {joins_two, PERSON | LOCATION, MORE},
    {starts_with_place_and, ORGANIZATION, MORE},
    {starts_with_elision, ANY, ANY_LENGTH},
    {holds_monsieur, ANY, MORE},
    {starts_with_monsieur, ANY, MORE},
    {is_polite_office, ANY, ANY_LENGTH},
    {is_more_than_titled, ORGANIZATION, MORE},
    {holds_body, PERSON, MORE},
    {is_of_thing, PERSON, MORE},
    {starts_with_day, ANY, ANY_LENGTH},
    {is_noun, ANY, ONE},
    {is_german_word, ANY, ONE},
    {holds_genitive, ANY, MORE},
    {holds_von, ORGANIZATION | LOCATION, MORE},
    {holds_von_without_given, PERSON, MORE},
    {holds_dateline, ANY, MORE},
    {is_law, ANY, ANY_LENGTH},
};

unsigned an_foreign_refusals(const an_judged *r, unsigned kinds)
{
    return refused_by(refusals, sizeof refusals / sizeof *refusals, r, kinds);
}
