/* From names that the model reads to candidates. */
#include "extract/tagger/tagger.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
#include "extract/tagger/affairs.h"
#include "extract/tagger/favours.h"
#include "extract/tagger/halves.h"
#include "extract/tagger/houses.h"
#include "extract/tagger/inverted.h"
#include "extract/tagger/recast.h"
#include "extract/tagger/refusals.h"
#include "extract/tagger/scores.h"
#include "extract/tagger/states.h"
#include "extract/tagger/units.h"
#include "extract/work.h"
#include "text/fold.h"

#include <math.h>

/* Path of the data folder's model into `path`; false when there is none, or no data folder. */
static bool shipped_model(an_buf *path, const char *data)
{
    an_buf_addf(path, "%s/" AN_TAGGER_MODEL, data);
    return *data && !path->failed && an_file_exists(path->ptr);
}

/* That model from shipped.anet, if it is there and fits; else from its file. */
static an_status load_shipped(an_model **out, const an_lexicon *lexicon, const char *path, an_error *err)
{
    static const char *const files[] = {AN_TAGGER_MODEL};
    an_status st = an_model_open(out, an_lexicon_ready(lexicon, AN_BESIDE_WEIGHTS, files, 1), NULL);

    return st == AN_ERR_SYNTAX ? an_model_load(out, path, err) : st == AN_ERR_NOMEM ? an_fail_nomem(err) : st;
}

static an_status load(an_tagger *tagger, const an_lexicon *lexicon, const char *model, bool shipped, an_error *err)
{
    an_status st = an_lists_load(&tagger->lists, lexicon, an_lexicon_data(lexicon), err);

    if (st != AN_OK || !*model)
        return st;
    return shipped ? load_shipped(&tagger->model, lexicon, model, err) : an_model_load(&tagger->model, model, err);
}

an_status an_tagger_load(an_tagger **out, const an_lexicon *lexicon, const char *model, an_error *err)
{
    an_buf path = {0};
    bool shipped = !model && shipped_model(&path, an_lexicon_data(lexicon));
    an_status st = AN_OK;

    *out = NULL;
    model = shipped ? path.ptr : model;
    if (path.failed)
        st = an_fail_nomem(err);
    else if (model)
        st = (*out = an_alloc(sizeof **out)) ? load(*out, lexicon, model, shipped, err) : an_fail_nomem(err);
    an_buf_clear(&path);
    if (st != AN_OK) {
        an_tagger_free(*out);
        *out = NULL;
    }
    return st;
}

void an_tagger_free(an_tagger *tagger)
{
    if (!tagger)
        return;
    an_lists_free(tagger->lists);
    an_model_free(tagger->model);
    an_free(tagger);
}

/* A probability as it is told: in hundredths, so that the last digit of a machine's arithmetic decides nothing. */
static float rounded(double probability)
{
    return (float)(floor(probability * 100 + 0.5) / 100);
}

/* The kind as a type; finer when a word of the name says so and agrees. What is called like a club behind a town («Harrow Rovers») is no town. */
static an_str type_of(const an_extractor *x, const an_candidate *c, an_name_kind kind)
{
    an_str type = an_str_of(an_name_kind_name(kind)), finer = an_work_designated(x, c->atom, c->atom_count);

    return an_is_type(finer, type) || (kind == AN_NAME_LOCATION && an_str_equal(finer, AN_LIT("organization/sport"))) ? finer : type;
}

/* Whether a name begins behind a title: with an initial, a particle («Herr von Berg»); but one is called «Madame de Berg». */
static bool begins_name(const an_token *token, const an_token *last)
{
    if (an_token_is(token - 1, AN_LIT("madame")))
        return false;
    return token->shape == AN_SHAPE_LETTER || (token < last && token->shape == AN_SHAPE_LOWER && token->lists & AN_IN(AN_WORD_PARTICLE));
}

/* «Shaykh», «Alhaji», «Mawlawi»: a title that is no word or name besides, nor one that goes on as a part of the name («Sayed Sadeq», «Doc Berg»). */
static bool is_title_alone(const an_token *token, an_str text)
{
    enum { OTHERS = AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAME) | AN_IN(AN_WORD_SURNAMES) | AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_PARTICLE) };
    static const char *const parts[] = {"agha",  "doc",    "lalla",  "madame", "mir", "saint", "sayed",
                                        "sayid", "sayyed", "sayyid", "seyed", "sidi", "st",   "syed"};
    an_str word = an_str_sub(text, token->span.start, token->span.end);

    return token->shape == AN_SHAPE_INITIAL_CAP && token->lists & AN_IN(AN_WORD_TITLE) && !(token->lists & OTHERS) && !an_starts_kunya(word) &&
           !AN_STR_IN_ASCII_CASE(word, parts);
}

/* First token of a name; of a person's, that behind abbreviated titles («Dr. Karl Weiss», «LtCol Karl Weiss», «CEO Karl Weiss»); of a unit's, its
   number («128 Mountain Brigade»). */
static const an_token *first_of(const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    const an_token *first = g->tokens.items + s->run.first + name->first, *last = g->tokens.items + s->run.first + name->end - 1;

    while (name->kind == AN_NAME_PERSON && first < last && first->lists & AN_IN(AN_WORD_TITLE) &&
           !(first->lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_PARTICLE))) &&
           (begins_name(first + 1, last) || (is_title_alone(first, s->scene->text) && first[1].shape == AN_SHAPE_INITIAL_CAP) ||
            (first[1].flags & AN_TOKEN_CAP &&
             (first[1].span.start > first->span.end + 1 || first->shape == AN_SHAPE_CAPITALS || first->shape == AN_SHAPE_MIXED))))
        first++;
    return name->kind == AN_NAME_ORGANIZATION && an_follows_number(s, s->run.first + name->first, s->run.first + name->end) ? first - 1 : first;
}

/* Whether all words of a name are in capitals, and one of them has three letters. */
static bool is_in_capitals(const an_token *first, const an_token *last)
{
    size_t longest = 0;

    for (const an_token *t = first; t <= last; t++) {
        if (t->atom != AN_NO_ATOM && t->shape != AN_SHAPE_CAPITALS && t->shape != AN_SHAPE_CAPLINE && t->shape != AN_SHAPE_LETTER)
            return false;
        if (t->span.end - t->span.start > longest)
            longest = t->span.end - t->span.start;
    }
    return first < last && longest > 2;
}

/* Add a word in capitals with small letters behind each first one: «O'NEIL», «ANNE-MARIE»; numbers and short forms (III, JJ) stay. */
static void add_capitalised(an_buf *out, an_str text, const an_token *token)
{
    an_str word = an_str_sub(text, token->span.start, token->span.end);
    bool stays = token->atom == AN_NO_ATOM || (word.len < 3 && !(token->lists & AN_IN(AN_WORD_GIVEN))) || token->lists & AN_IN(AN_WORD_SUFFIX), first = true;
    size_t length;

    for (size_t at = 0; at < word.len; at += length) {
        uint32_t code = an_utf8_decode(word, at, &length);
        char letter[4];
        size_t count = an_utf8_encode(stays || first ? code : an_to_lower(code), letter);
        an_buf_add(out, (an_str){letter, count});
        first = !an_is_letter(code);
    }
}

/* What a name is called: as it stands, but a person's name in capitals («By ANNA BERG») is written as names are. */
static uint32_t target_of(an_extractor *x, const an_token *first, const an_token *last, an_str form, an_str type)
{
    an_buf label = {0};
    uint32_t target;

    if (!an_is_person(type) || !is_in_capitals(first, last))
        return an_target_name(x, form, type, AN_NO_ACTOR);
    for (const an_token *t = first; t <= last; t++) {
        if (t > first)
            an_buf_add(&label, an_str_sub(x->doc->text, t[-1].span.end, t->span.start));
        add_capitalised(&label, x->doc->text, t);
    }
    target = label.failed ? UINT32_MAX : an_target_name(x, an_buf_str(&label), type, AN_NO_ACTOR);
    an_buf_clear(&label);
    return target;
}

static bool is_across_blank(const an_token *token)
{
    return token->flags & AN_TOKEN_BLANK && !(token->flags & AN_TOKEN_HARD);
}

/* How many tokens behind a person's name of so many words say whose child that is: «Bolot Asan uulu», «Kimani wa Kazadi», «Bolot Asan uly Talas». */
static size_t fathers_tokens(const an_tokens *tokens, an_str text, size_t end, size_t words)
{
    static const char *const behind[] = AN_WORDS_BEHIND_FATHERS, *const before[] = {"arap", "wa"};
    const an_token *small = tokens->items + end;
    bool more = end + 1 < tokens->count && small[1].flags & AN_TOKEN_CAP && is_across_blank(small + 1);
    an_str word;

    if (end >= tokens->count || !is_across_blank(small))
        return 0;
    word = an_str_sub(text, small->span.start, small->span.end);
    if (AN_STR_IN(word, before))
        return more ? 2 : 0;
    return words > 1 && AN_STR_IN(word, behind) ? (more ? 2 : 1) : 0;
}

/* How many tokens behind a person's name tell which of several of the name it is: «Walter Berg III». */
static size_t number_tokens(const an_tokens *tokens, an_str text, size_t end)
{
    static const char *const numbers[] = {"II", "III", "IV", "Jr"};

    return end < tokens->count && is_across_blank(tokens->items + end) &&
           AN_STR_IN(an_str_sub(text, tokens->items[end].span.start, tokens->items[end].span.end), numbers);
}

/* Last token of a name: an organisation's is its number («Marine Aircraft Group 26») or the legal form behind a comma («Berg Widgets, Inc.»), a
   person's is the small word behind it that says whose child it is, or its number. */
static const an_token *last_of(const an_extractor *x, const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    size_t end = s->run.first + name->end, more;
    const an_token *last = g->tokens.items + end - 1;

    if (name->kind == AN_NAME_PERSON) {
        more = fathers_tokens(&g->tokens, x->doc->text, end, name->end - name->first);
        return last + (more ? more : number_tokens(&g->tokens, x->doc->text, end));
    }
    if (name->kind != AN_NAME_ORGANIZATION)
        return last;
    if (an_takes_number(s, s->run.first + name->first, end))
        return last + 1;
    if ((more = an_numbered_tokens(s, end)) > 0)
        return last + more;
    return an_has_legal_form(s, end) && an_work_word(x, last[2].atom, 1u << AN_LIST_LEGAL, NULL) ? last + 2 : last;
}

/* Whether a name's last token is a legal form behind a comma. */
static bool ends_with_legal_form(const an_token *first, const an_token *last)
{
    return last > first && last[-1].class_ == ',';
}

/* Where a name ends in the text: the dot of a legal form behind a comma is a part of it («Inc.», but «LLC»). */
static uint32_t end_of(an_str text, const an_token *first, const an_token *last)
{
    uint32_t end = last->span.end;

    return ends_with_legal_form(first, last) && last->shape == AN_SHAPE_INITIAL_CAP && end < text.len && text.ptr[end] == '.' ? end + 1 : end;
}

/* A name as what stands beside it tells its kind. */
static an_found_name recast(const an_stretch *s, an_found_name name)
{
    name.kind = (uint8_t)an_recast(s, s->run.first + name.first, s->run.first + name.end, (an_name_kind)name.kind);
    return name;
}

/* «Great Resignation», «Harrow Style»: of a name whose noun means a thing the tagger must be surer than of others. */
static bool is_rather_thing(const an_extractor *x, const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    const float sure = 0.5F;

    return name->confidence < sure && name->kind != AN_NAME_PERSON &&
           an_is_of_thing(&g->tokens, x->doc->text, s->run.first + name->first, s->run.first + name->end);
}

static bool add_name(an_extractor *x, const an_tagging *g, const an_stretch *s, const an_found_name *read)
{
    an_found_name told = recast(s, *read), *name = &told;
    const an_token *first = first_of(g, s, name), *last = last_of(x, g, s, name);
    an_str house = an_house_behind(x->doc->text, &g->tokens, first, &last, (an_name_kind)name->kind);
    an_candidate candidate = {.span = {first->span.start, end_of(x->doc->text, first, last)},
                              .atom = first->atom,
                              .atom_count = last->atom + last->atom_count - first->atom,
                              .alias = UINT32_MAX,
                              .rank = AN_RANK_TAGGER,
                              .by = AN_BY_TAGGER,
                              .confidence = name->confidence};
    an_str form = an_str_sub(x->doc->text, candidate.span.start, candidate.span.end), type = house;

    if (name->confidence < x->min_confidence || is_rather_thing(x, g, s, name))
        return true;
    if (type.len == 0)
        type = ends_with_legal_form(first, last) ? AN_LIT("organization/company") : type_of(x, &candidate, (an_name_kind)name->kind);
    candidate.target = target_of(x, first, last, form, type);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

static bool is_body(const an_extractor *x, const an_candidate *c)
{
    return c->target != UINT32_MAX && an_is_organization(x->targets[c->target].type);
}

/* Among capitals a listed name that is an ordinary word counts only where a name is read: US, WHO, IS in a heading. Nor are listed letters whoever they
   are, where the document says that they are nobody's: «Strategic Arms Protocol (SAP)». */
static bool is_doubtful(const an_extractor *x, const an_candidate *c)
{
    const an_token *token = x->tagging.tokens.items + x->tagging.token_of[c->atom];

    if (c->rank != AN_RANK_DICT || c->atom_count != 1)
        return false;
    if (token->shape == AN_SHAPE_LOWER && token->atom == c->atom && token->atom_count == 1) /* two letters may be anybody's besides: AP */
        return !(token->flags & AN_TOKEN_USER) && c->span.end - c->span.start > 2 && is_body(x, c) && x->atoms.items[c->atom].flags & AN_ATOM_ALL_UPPER;
    return token->shape == AN_SHAPE_CAPLINE && !(token->flags & AN_TOKEN_NAMED) &&
           token->lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_SAYS));
}

static void drop_doubtful(an_extractor *x)
{
    size_t kept = 0;

    for (size_t i = 0; i < x->candidates.count; i++)
        if (!is_doubtful(x, x->candidates.items + i))
            x->candidates.items[kept++] = x->candidates.items[i];
    x->candidates.count = kept;
}

static void mark_named(an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    for (uint32_t i = name->first; i < name->end; i++)
        g->tokens.items[s->run.first + i].flags |= AN_TOKEN_NAMED;
}

/* «Mobile, Ala.» is in Alabama. */
static bool add_state(an_extractor *x, const an_tagging *g, size_t token)
{
    const an_token *t = g->tokens.items + token, *last;
    an_str id = token < g->tokens.count ? an_state_at(&g->tokens, x->doc->text, token) : AN_LIT("");
    uint32_t actor = id.len ? an_lexicon_find_actor(x->lexicon, id) : AN_NO_ACTOR;
    an_candidate candidate = {.alias = UINT32_MAX, .rank = AN_RANK_DEFINED, .by = AN_BY_DICT, .confidence = 0.9F};

    if (actor == AN_NO_ACTOR)
        return true;
    last = t->shape == AN_SHAPE_LETTER ? t + 1 : t; /* «N. Y.» */
    candidate.span = (an_span){t->span.start, last->span.end};
    candidate.atom = t->atom;
    candidate.atom_count = last->atom + last->atom_count - t->atom;
    candidate.target = an_target_actor(x, actor);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

/* Add a stretch of the text; its words in capitals, of three letters or more, as names are written: «Karl Berg», «BERG, Karl». */
static void add_written(an_buf *out, an_str text, const an_token *first, an_span span)
{
    const an_token *t = first;

    while (t->span.start < span.start)
        t++;
    for (uint32_t at = span.start; at < span.end; t++) {
        an_buf_add(out, an_str_sub(text, at, t->span.start));
        if (t->shape == AN_SHAPE_CAPITALS && t->span.end - t->span.start > 2)
            add_capitalised(out, text, t);
        else
            an_buf_add(out, an_str_sub(text, t->span.start, t->span.end));
        at = t->span.end;
    }
}

/* A person whose name stands from one token to another and is made of two stretches of the text. */
static bool add_person(an_extractor *x, const an_token *first, const an_token *last, an_span given, an_span surname)
{
    an_str text = x->doc->text;
    an_buf label = {0};
    an_candidate candidate = {.span = {first->span.start, last->span.end},
                              .atom = first->atom,
                              .atom_count = last->atom + last->atom_count - first->atom,
                              .alias = UINT32_MAX,
                              .rank = AN_RANK_PATTERN,
                              .by = AN_BY_PATTERN,
                              .confidence = 0.9F};

    add_written(&label, text, first, given);
    an_buf_add_char(&label, ' ');
    add_written(&label, text, first, surname);
    candidate.target = label.failed ? UINT32_MAX : an_target_name(x, an_buf_str(&label), AN_LIT("person"), AN_NO_ACTOR);
    an_buf_clear(&label);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

/* «Smith, John» is John Smith. */
static bool add_inverted(an_extractor *x, const an_tagging *g, size_t first, const an_inverted *name)
{
    const an_token *t = g->tokens.items, *last = t + name->end - 1;

    return add_person(x, t + first, last, (an_span){t[name->given].span.start, last->span.end}, (an_span){t[first].span.start, t[name->comma - 1].span.end});
}

/* «Carlo “the Bull” Berg», «Carlo “Charlie the Bull” Berg» is Carlo Berg: the byname's opening quotation mark stands at a token. */
static bool add_nicknamed(an_extractor *x, const an_tagging *g, size_t mark)
{
    enum { WORDS = 2 };
    const an_token *t = g->tokens.items;
    size_t the = mark + 1, at;

    if (mark == 0 || the + 1 >= g->tokens.count || !an_is_given(t + mark - 1) || !(t[mark - 1].flags & AN_TOKEN_CAP))
        return true;
    the += t[the].flags & AN_TOKEN_CAP ? 1 : 0;
    if (!an_token_is(t + the, AN_LIT("the")))
        return true;
    at = the + 1;
    for (size_t i = 0; i < WORDS && at < g->tokens.count && t[at].flags & AN_TOKEN_CAP && !(t[at].flags & AN_TOKEN_HARD); i++)
        at++;
    if (at == the + 1 || at + 1 >= g->tokens.count || t[at].class_ != '"' || !(t[at + 1].flags & AN_TOKEN_CAP) || t[at + 1].flags & AN_TOKEN_HARD ||
        t[at + 1].shape != AN_SHAPE_INITIAL_CAP)
        return true;
    return add_person(x, t + mark - 1, t + at + 1, t[mark - 1].span, t[at + 1].span);
}

/* «PAHO, La Paz»: whether a dictionary has a place where the given names would be. */
static bool is_place_given(const an_extractor *x, const an_token *first, const an_token *last)
{
    for (size_t i = an_work_first_hit(&x->alias_hits, first->atom); i < x->alias_hits.count && x->alias_hits.items[i].atom == first->atom; i++) {
        const an_hit *hit = x->alias_hits.items + i;
        uint32_t actor = an_lexicon_alias(x->lexicon, hit->term).actor;
        if (hit->atom_count > 1 && hit->atom_count == last->atom + last->atom_count - first->atom && actor != AN_NO_ACTOR &&
            an_str_starts(an_lexicon_type(x->lexicon, actor), AN_LIT("location")))
            return true;
    }
    return false;
}

/* What is read over commas and quotation marks. */
static bool add_over_signs(an_extractor *x, const an_tagging *g)
{
    an_inverted name;

    for (size_t i = 0; i < g->tokens.count; i++) {
        const an_token *t = g->tokens.items + i;
        char sign = t->class_;
        if (sign == ',' || sign == '"') {
            if (!(sign == ',' ? add_state(x, g, i + 1) : add_nicknamed(x, g, i)))
                return false;
        } else if ((t->flags & AN_TOKEN_CAP || t->lists & AN_IN(AN_WORD_PARTICLE)) && an_inverted_at(&g->tokens, x->doc->text, i, &name) &&
                   !is_place_given(x, g->tokens.items + name.given, g->tokens.items + name.end - 1)) {
            if (!add_inverted(x, g, i, &name))
                return false;
            i = name.end - 1;
        }
    }
    return true;
}

bool an_step_tagger(an_extractor *x)
{
    enum { AHEAD = 2 }; /* runs whose sums are brought near */
    an_tagging *g = &x->tagging;
    size_t phrase = 0;

    if (!an_tagging_look(g, x->tagger->lists, x) || !an_memo_ready(&g->memo, x->tagger->model))
        return false;
    for (size_t i = 0; i < g->runs.count; i++) {
        an_stretch s = an_tagging_stretch(g, i, &phrase);
        an_found_name names[AN_RUN_TOKENS];
        unsigned count;
        if (i + AHEAD < g->runs.count)
            an_scores_expect(&g->memo, &g->tokens, g->runs.items + i + AHEAD);
        an_favours_score(&g->lattice, &g->memo, &s);
        an_lattice_reach(&g->lattice);
        count = an_lattice_best(&g->lattice, names);
        if (count == 0)
            continue;
        an_lattice_sum(&g->lattice);
        for (unsigned k = 0; k < count; k++)
            names[k].confidence =
                rounded(an_lattice_probability(&g->lattice, names[k].first, names[k].end - names[k].first, names[k].kind));
        count = an_halves_join(names, count, g->tokens.items + s.run.first, x->doc->text);
        for (unsigned k = 0; k < count; k++) {
            mark_named(g, &s, names + k);
            if (names[k].kind <= AN_NAME_LOCATION && !add_name(x, g, &s, names + k))
                return false;
        }
    }
    drop_doubtful(x);
    if (an_is_large(x))
        an_tagging_let_go(g);
    return add_over_signs(x, g);
}
