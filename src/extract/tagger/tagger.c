/* From candidates to more candidates: what dictionaries and patterns found goes in as phrases, what the model reads comes out. */
#include "extract/tagger/tagger.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
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

void an_tagging_clear(an_tagging *g)
{
    an_tagging_let_go(g);
    an_signs_clear(&g->signs);
    an_free(g->tokens.items);
    an_free(g->token_of);
    an_free(g->memo.memory);
    *g = (an_tagging){0};
}

void an_tagging_let_go(an_tagging *g)
{
    an_free(g->runs.items);
    g->runs = (an_runs){0};
    an_signs_let_go(&g->signs);
    an_series_clear(&g->series);
    an_free(g->phrases);
    g->phrases = NULL;
    g->phrase_count = g->phrase_capacity = 0;
}

/* Looking ------------------------------------------------------------------------------------------------------------------------------ */

/* Who stands on the sides of «v.», as the cases are called afterwards. */
static void note_parties(an_tagging *g, size_t versus)
{
    const an_token *t = g->tokens.items;

    if (versus == 0 || versus + 1 >= g->tokens.count || t[versus].flags & AN_TOKEN_HARD || g->party_count + 2 > AN_PARTIES_MOST)
        return;
    for (size_t side = versus - 1; side <= versus + 1; side += 2)
        if (t[side].atom != AN_NO_ATOM && t[side].flags & AN_TOKEN_CAP)
            g->parties[g->party_count++] = t[side].key;
}

static bool cut_tokens(an_tagging *g, const an_lists *lists, an_extractor *x)
{
    an_token_source from = {.text = x->doc->text,
                            .atoms = &x->atoms,
                            .sentence_atom = x->sentence_atom,
                            .sentences = x->sentences.items,
                            .sentence_count = x->sentences.count};

    g->tokens.count = g->runs.count = g->phrase_count = g->party_count = 0;
    g->versus = false;
    if (!an_grow(&g->token_of, &g->token_of_capacity, x->atoms.count + 1, sizeof *g->token_of) || !an_tokens_cut(&g->tokens, &from, lists))
        return false;
    for (size_t i = 0; i < g->tokens.count; i++) {
        const an_token *t = g->tokens.items + i;
        if (t->atom == AN_NO_ATOM)
            continue;
        for (size_t k = 0; k < t->atom_count; k++)
            g->token_of[t->atom + k] = (uint32_t)i;
        if (an_token_is(t, AN_LIT("v")) && t->span.end < x->doc->text.len && x->doc->text.ptr[t->span.end] == '.') /* without a dot it is a match */
            note_parties(g, i);
        g->versus = g->versus || an_token_is(t, AN_LIT("v")) || an_token_is(t, AN_LIT("vs"));
    }
    return true;
}

/* Class of a phrase by its type; the first that the type starts with holds. */
static const struct {
    const char *type;
    char class_;
    an_word_list list; /* what each of its words counts as when the user's dictionary says so */
} phrase_classes[] = {
    {"location/country", 'K', AN_WORD_COUNTRY}, {"location/city", 'C', AN_WORD_CITY},       {"location", 'R', AN_WORD_REGION},
    {"organization", 'O', AN_WORD_KNOWN_ORG},   {"person", 'P', AN_WORD_GIVEN}, {"", 'X', AN_WORD_LIST_COUNT},
};

static size_t class_of(an_str type)
{
    size_t i = 0;

    while (!an_str_starts(type, an_str_of(phrase_classes[i].type)))
        i++;
    return i;
}

static bool add_phrase(an_tagging *g, an_extractor *x, const an_candidate *c)
{
    uint32_t first = g->token_of[c->atom], end = g->token_of[c->atom + c->atom_count - 1] + 1;
    size_t class_ = c->target == UINT32_MAX ? sizeof phrase_classes / sizeof *phrase_classes - 1 : class_of(x->targets[c->target].type);
    char letter = c->rank == AN_RANK_DEMONYM ? 'N' : phrase_classes[class_].class_;

    if (c->rank == AN_RANK_USER)
        for (uint32_t i = first; i < end; i++) {
            g->tokens.items[i].flags |= AN_TOKEN_USER;
            if (phrase_classes[class_].list != AN_WORD_LIST_COUNT)
                g->tokens.items[i].lists |= AN_IN(phrase_classes[class_].list);
        }
    if (!an_grow(&g->phrases, &g->phrase_capacity, g->phrase_count + 1, sizeof *g->phrases))
        return false;
    g->phrases[g->phrase_count++] = (an_phrase){first, end, letter};
    return true;
}

static int by_place(const an_phrase *one, const an_phrase *other)
{
    if (one->first != other->first)
        return one->first < other->first ? -1 : 1;
    if (one->end != other->end)
        return one->end < other->end ? -1 : 1;
    return (one->class_ > other->class_) - (one->class_ < other->class_);
}

AN_DEFINE_SORT(sort_by_place, an_phrase, by_place)

/* Each phrase once, in order. */
static bool sort_phrases(an_tagging *g, an_sort_room *room)
{
    size_t kept = 0;

    if (!sort_by_place(g->phrases, g->phrase_count, room))
        return false;
    for (size_t i = 0; i < g->phrase_count; i++)
        if (kept == 0 || by_place(g->phrases + kept - 1, g->phrases + i) != 0)
            g->phrases[kept++] = g->phrases[i];
    g->phrase_count = kept;
    return true;
}

static bool takes_part(const an_candidate *c)
{
    return c->rank == AN_RANK_USER || c->rank == AN_RANK_DICT || c->rank == AN_RANK_DEMONYM;
}

bool an_tagging_look(an_tagging *g, const an_lists *lists, an_extractor *x)
{
    if (!cut_tokens(g, lists, x))
        return false;
    for (size_t i = 0; i < x->candidates.count; i++)
        if (takes_part(x->candidates.items + i) && !add_phrase(g, x, x->candidates.items + i))
            return false;
    if (!sort_phrases(g, &x->room) || !an_runs_find(&g->runs, &g->tokens) ||
        !an_signs_gather(&g->signs, x->doc->text, &g->tokens, &g->runs, g->phrases, g->phrase_count) ||
        !an_series_find(&g->series, &g->tokens, g->phrases, g->phrase_count))
        return false;
    g->scene = (an_scene){x->doc->text, &g->tokens, &g->signs, &g->series, g->phrases, g->phrase_count, g->parties, g->party_count, g->versus};
    return true;
}

an_stretch an_tagging_stretch(const an_tagging *g, size_t i, size_t *phrase)
{
    enum { LONGEST = 64 }; /* tokens of a phrase that starts before the run */
    an_stretch s = {.scene = &g->scene, .run = g->runs.items[i]};

    while (*phrase < g->phrase_count && g->phrases[*phrase].first + LONGEST < s.run.first)
        ++*phrase;
    for (s.phrase_first = *phrase; s.phrase_first < g->phrase_count && g->phrases[s.phrase_first].end <= s.run.first;)
        s.phrase_first++;
    for (s.phrase_end = s.phrase_first; s.phrase_end < g->phrase_count && g->phrases[s.phrase_end].first < s.run.first + s.run.count;)
        s.phrase_end++;
    return s;
}

void an_tagging_open(an_lattice *lattice, const an_stretch *s)
{
    const an_token *t = s->scene->tokens->items + s->run.first;

    lattice->count = s->run.count;
    for (unsigned i = 0; i < s->run.count; i++) {
        bool *open = lattice->open[i], starts = an_starts_name(t + i);
        unsigned longest = s->run.count - i < AN_NAME_TOKENS ? s->run.count - i : AN_NAME_TOKENS, length = 0;
        for (; length < longest && !(t[i + length].flags & AN_TOKEN_USER); length++)
            open[length] = starts && an_ends_name(t + i + length) && (length > 0 || t[i].flags & AN_TOKEN_CAP);
        for (; length < longest; length++) /* none reaches into a name of the user's dictionary */
            open[length] = false;
    }
}

/* Scoring ------------------------------------------------------------------------------------------------------------------------------ */

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
    static const char *const names[] = {"Adelaide", "Alexandria", "Asia", "Austin", "Boston", "Brooklyn", "Cairo", "Camden", "Carolina",
                                        "Carson", "Chad", "Charlotte", "Chelsea", "Cheyenne", "Dakota", "Dallas", "Denver", "Devon", "Florence",
                                        "Geneva", "Georgia", "Holland", "Houston", "Ireland", "Israel", "Jamaica", "Jordan", "Kent", "Kingston",
                                        "Lincoln", "London", "Lorraine", "Madison", "Memphis", "Milan", "Montana", "Nevada", "Odessa", "Orlando",
                                        "Paris", "Phoenix", "Preston", "Salvador", "Santiago", "Savannah", "Sienna", "Sydney", "Trinidad",
                                        "Valencia", "Verona", "Victoria", "Vienna", "Virginia"};
    enum { OTHERS = AN_IN(AN_WORD_LOC) | AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY) | AN_IN(AN_WORD_HEAD) | AN_IN(AN_WORD_DEMONYM) |
                    AN_IN(AN_WORD_COUNTRY) | AN_IN(AN_WORD_REGION) | AN_IN(AN_WORD_TIME) | AN_IN(AN_WORD_FUNCTION) |
                    AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE) | AN_IN(AN_WORD_KNOWN_ORG) };
    uint32_t second = first[1].lists;

    return first->shape == AN_SHAPE_INITIAL_CAP && first[1].shape == AN_SHAPE_INITIAL_CAP && !(second & OTHERS) &&
           (second & AN_IN(AN_WORD_SURNAME) || (second & AN_IN(AN_WORD_SURNAMES) && !(second & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_CITY))))) &&
           AN_STR_IN(an_str_sub(text, first->span.start, first->span.end), names);
}

static void score_run(an_lattice *lattice, const an_memo *memo, const an_stretch *s)
{
    enum { BEARER = 96, COMPANY = 48 };
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
                refuse(score, s, s->run.first + i, s->run.first + i + length);
            }
}

/* Finding ------------------------------------------------------------------------------------------------------------------------------ */

/* A probability as it is told: in hundredths, so that the last digit of a machine's arithmetic decides nothing. */
static float rounded(double probability)
{
    return (float)(floor(probability * 100 + 0.5) / 100);
}

/* The kind as a type; finer when a word of the name says so and agrees. */
static an_str type_of(const an_extractor *x, const an_candidate *c, an_name_kind kind)
{
    an_str type = an_str_of(an_name_kind_name(kind)), finer = an_work_designated(x, c->atom, c->atom_count);

    return an_is_type(finer, type) ? finer : type;
}

/* Whether a name begins behind a title: with an initial, a particle («Herr von Berg»); but one is called «Madame de Berg». */
static bool begins_name(const an_token *token, const an_token *last)
{
    if (an_token_is(token - 1, AN_LIT("madame")))
        return false;
    return token->shape == AN_SHAPE_LETTER || (token < last && token->shape == AN_SHAPE_LOWER && token->lists & AN_IN(AN_WORD_PARTICLE));
}

/* First token of a name; of a person's, that behind abbreviated titles («Dr. Karl Weiss», «LtCol Karl Weiss», «CEO Karl Weiss»); of a unit's, its
   number («128 Mountain Brigade»). */
static const an_token *first_of(const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    const an_token *first = g->tokens.items + s->run.first + name->first, *last = g->tokens.items + s->run.first + name->end - 1;

    while (name->kind == AN_NAME_PERSON && first < last && first->lists & AN_IN(AN_WORD_TITLE) &&
           !(first->lists & (AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_PARTICLE))) &&
           (begins_name(first + 1, last) ||
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
    static const char *const behind[] = {"kizi", "kyzy", "oglu", "ogly", "qizi", "uly", "uulu"}, *const before[] = {"arap", "wa"};
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

/* Last token of a name: an organisation's is its number («Marine Aircraft Group 26») or the legal form behind a comma («Berg Widgets, Inc.»), a
   person's is the small word behind it that says whose child it is. */
static const an_token *last_of(const an_extractor *x, const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
    size_t end = s->run.first + name->end;
    const an_token *last = g->tokens.items + end - 1;

    if (name->kind == AN_NAME_PERSON)
        return last + fathers_tokens(&g->tokens, x->doc->text, end, name->end - name->first);
    if (name->kind != AN_NAME_ORGANIZATION)
        return last;
    if (an_takes_number(s, s->run.first + name->first, end))
        return last + 1;
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

static bool add_name(an_extractor *x, const an_tagging *g, const an_stretch *s, const an_found_name *name)
{
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
    an_name_kind kind = an_recast(s, s->run.first + name->first, s->run.first + name->end, (an_name_kind)name->kind);

    if (name->confidence < x->min_confidence)
        return true;
    if (type.len == 0)
        type = ends_with_legal_form(first, last) ? AN_LIT("organization/company") : type_of(x, &candidate, kind);
    candidate.target = target_of(x, first, last, form, type);
    return candidate.target != UINT32_MAX && an_candidate_add(x, candidate);
}

/* Among capitals a listed name that is an ordinary word counts only where a name is read: US, WHO, IS in a heading. */
static bool is_doubtful(const an_tagging *g, const an_candidate *c)
{
    const an_token *token = g->tokens.items + g->token_of[c->atom];

    return c->rank == AN_RANK_DICT && c->atom_count == 1 && token->shape == AN_SHAPE_CAPLINE && !(token->flags & AN_TOKEN_NAMED) &&
           token->lists & (AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_SAYS));
}

static void drop_doubtful(an_extractor *x)
{
    size_t kept = 0;

    for (size_t i = 0; i < x->candidates.count; i++)
        if (!is_doubtful(&x->tagging, x->candidates.items + i))
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

/* «Carlo “the Bull” Berg» is Carlo Berg: the byname's opening quotation mark stands at a token. */
static bool add_nicknamed(an_extractor *x, const an_tagging *g, size_t mark)
{
    enum { WORDS = 2 };
    const an_token *t = g->tokens.items;
    size_t at = mark + 2;

    if (mark == 0 || at >= g->tokens.count || !an_is_given(t + mark - 1) || !(t[mark - 1].flags & AN_TOKEN_CAP) || !an_token_is(t + mark + 1, AN_LIT("the")))
        return true;
    for (size_t i = 0; i < WORDS && at < g->tokens.count && t[at].flags & AN_TOKEN_CAP && !(t[at].flags & AN_TOKEN_HARD); i++)
        at++;
    if (at == mark + 2 || at + 1 >= g->tokens.count || t[at].class_ != '"' || !(t[at + 1].flags & AN_TOKEN_CAP) || t[at + 1].flags & AN_TOKEN_HARD ||
        t[at + 1].shape != AN_SHAPE_INITIAL_CAP)
        return true;
    return add_person(x, t + mark - 1, t + at + 1, t[mark - 1].span, t[at + 1].span);
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
        } else if ((t->flags & AN_TOKEN_CAP || t->lists & AN_IN(AN_WORD_PARTICLE)) && an_inverted_at(&g->tokens, x->doc->text, i, &name)) {
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
        score_run(&g->lattice, &g->memo, &s);
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
