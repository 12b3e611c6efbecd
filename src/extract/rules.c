/* What the rules need of the lexicon's word lists, as arrays that a number looks up; and the questions that all steps ask about atoms,
   words and targets. */
#include "extract/work.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/error.h"
#include "base/seek.h"
#include "base/utf8.h"
#include "text/fold.h"

static const char *const list_names[] = {
    [AN_LIST_OTHER] = "",
    [AN_LIST_TITLES] = "titles",
    [AN_LIST_DEMONYMS] = "demonyms",
    [AN_LIST_HEADS] = "heads",
    [AN_LIST_DESIGNATORS] = "designators",
    [AN_LIST_PARTICLES] = "particles",
    [AN_LIST_LEGAL] = "legal",
    [AN_LIST_ROLES] = "roles",
    [AN_LIST_GIVEN] = "given",
    [AN_LIST_PLACE] = "place",
    [AN_LIST_NICKNAMES] = "nicknames",
    [AN_LIST_AKA] = "aka",
    [AN_LIST_SURNAMES] = "surnames",
    [AN_LIST_LEADING] = "leading",
    [AN_LIST_SPELLINGS] = "spellings",
};

static const struct {
    an_list list;
    const char *name;
    an_word_class class_;
} class_names[] = {
    {AN_LIST_DEMONYMS, "adjective", AN_CLASS_ADJECTIVE},
    {AN_LIST_PLACE, "adjective", AN_CLASS_ADJECTIVE}, /* northern; so is «city of» */
    {AN_LIST_PLACE, "noun", AN_CLASS_ADJECTIVE},
    {AN_LIST_DEMONYMS, "people", AN_CLASS_PEOPLE},
    {AN_LIST_HEADS, "government", AN_CLASS_GOVERNMENT},
    {AN_LIST_HEADS, "service", AN_CLASS_BODY},
    {AN_LIST_HEADS, "military", AN_CLASS_BODY},
    {AN_LIST_HEADS, "police", AN_CLASS_BODY},
    {AN_LIST_HEADS, "body", AN_CLASS_BODY},
    {AN_LIST_HEADS, "people", AN_CLASS_PEOPLE},
    {AN_LIST_HEADS, "media", AN_CLASS_MEDIA},
    {AN_LIST_HEADS, "person", AN_CLASS_PERSON},
    {AN_LIST_TITLES, "courtesy", AN_CLASS_COURTESY},
    {AN_LIST_TITLES, "kin", AN_CLASS_KIN},
    {AN_LIST_TITLES, "rank", AN_CLASS_RANK},
    {AN_LIST_TITLES, "learned", AN_CLASS_RANK},
    {AN_LIST_TITLES, "religious", AN_CLASS_RANK},
    {AN_LIST_TITLES, "office", AN_CLASS_OFFICE},
    {AN_LIST_AKA, "former", AN_CLASS_FORMER},
    {AN_LIST_AKA, "pseudonym", AN_CLASS_PSEUDONYM},
    {AN_LIST_PARTICLES, "joins", AN_CLASS_JOINS},
    {AN_LIST_PARTICLES, "child", AN_CLASS_CHILD},
    {AN_LIST_PARTICLES, "prefix", AN_CLASS_PREFIX},
    {AN_LIST_PARTICLES, "suffix", AN_CLASS_SUFFIX},
    {AN_LIST_SPELLINGS, "given", AN_CLASS_GIVEN},
    {AN_LIST_SPELLINGS, "first", AN_CLASS_FIRST},
    {AN_LIST_SPELLINGS, "before", AN_CLASS_BEFORE},
    {AN_LIST_SPELLINGS, "place", AN_CLASS_OF_PLACE},
};

an_list an_list_of(an_str name)
{
    for (size_t i = 1; i < sizeof list_names / sizeof *list_names; i++)
        if (an_str_equal(name, an_str_of(list_names[i])))
            return (an_list)i;
    return AN_LIST_OTHER;
}

static an_word_class class_of(an_list list, an_str name)
{
    an_word_class class_ = AN_CLASS_OTHER;

    for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++)
        if (class_names[i].list == list && an_str_equal(name, an_str_of(class_names[i].name)))
            class_ = class_names[i].class_;
    return class_;
}

/* `list`, `class_` and `class_name`: those of the word. */
static an_rule_word rule_word(const an_rules *rules, const an_lexicon *lexicon, uint32_t number, an_list list, an_word_class class_, an_str class_name)
{
    an_rule_word out = {.list = (uint8_t)list, .class_ = (uint8_t)class_, .actor = AN_NO_ACTOR};

    out.type = an_lexicon_word_attribute(lexicon, number, "type");
    if (out.list == AN_LIST_NICKNAMES)
        out.names = an_lexicon_word_attribute(lexicon, number, "names");
    if (out.list == AN_LIST_SPELLINGS)
        out.names = an_lexicon_word_attribute(lexicon, number, "usual");
    if (out.list == AN_LIST_TITLES || out.list == AN_LIST_GIVEN) {
        an_str gender = out.list == AN_LIST_GIVEN ? class_name : an_lexicon_word_attribute(lexicon, number, "gender");
        out.gender = gender.len == 1 && (gender.ptr[0] == 'm' || gender.ptr[0] == 'f') ? gender.ptr[0] : 0;
    }
    if (out.list == AN_LIST_DEMONYMS) {
        out.actor = an_lexicon_find_actor(lexicon, an_lexicon_word_attribute(lexicon, number, "actor"));
        if (out.actor != AN_NO_ACTOR && out.class_ == AN_CLASS_ADJECTIVE && rules->adjectives[out.actor].len == 0)
            rules->adjectives[out.actor] = an_lexicon_word(lexicon, number).word;
    }
    return out;
}

/* A shipped pattern that minds case holds its gate words as they are written: «office» is none where it asks for «Office». Users' patterns may
   hold them otherwise than they name them. */
static bool is_exact(const an_pattern *pattern)
{
    an_str prefix, source;

    return pattern->layer == AN_LAYER_SHIPPED && !an_regex_source(pattern->regex, &prefix, &source);
}

/* Turn «pattern → gates» round into «term → patterns». */
static bool index_gates(an_rules *rules, const an_lexicon *lexicon)
{
    size_t count, total = 0;
    const an_pattern *patterns = an_lexicon_patterns(lexicon, &count);
    uint32_t *fill;

    for (size_t p = 0; p < count; p++) {
        size_t end = (size_t)patterns[p].gate_first + patterns[p].gate_count;
        total += patterns[p].gate_count;
        if (patterns[p].gate_count && end > rules->term_count)
            rules->term_count = end;
    }
    rules->gate_at = an_alloc((rules->term_count + 2) * sizeof *rules->gate_at);
    rules->gate_patterns = an_alloc((total + 1) * sizeof *rules->gate_patterns);
    rules->ungated = an_alloc((count + 1) * sizeof *rules->ungated);
    rules->exact = an_alloc(count + 1);
    if (!rules->gate_at || !rules->gate_patterns || !rules->ungated || !rules->exact)
        return false;
    fill = rules->gate_at + 1;
    for (size_t p = 0; p < count; p++) {
        rules->exact[p] = is_exact(patterns + p);
        if (patterns[p].gate_count == 0)
            rules->ungated[rules->ungated_count++] = (uint32_t)p;
        for (uint32_t g = 0; g < patterns[p].gate_count; g++)
            fill[patterns[p].gate_first + g]++;
    }
    for (size_t t = 1; t <= rules->term_count; t++)
        rules->gate_at[t] += rules->gate_at[t - 1];
    for (size_t p = count; p-- > 0;)
        for (uint32_t g = 0; g < patterns[p].gate_count; g++)
            rules->gate_patterns[--fill[patterns[p].gate_first + g]] = (uint32_t)p;
    /* every fill[t] went back by its count: it is now the start of t, and gate_at[0] is free */
    for (size_t t = 0; t < rules->term_count; t++)
        rules->gate_at[t] = rules->gate_at[t + 1];
    rules->gate_at[rules->term_count] = (uint32_t)total;
    return true;
}

/* What rows of dictionaries ask for near by. */
static bool note_asked(an_rules *rules, const an_lexicon *lexicon, size_t actors)
{
    size_t count = an_lexicon_near_count(lexicon);

    rules->near = an_lexicon_near(lexicon);
    rules->asked_actors = an_alloc(actors + 1);
    rules->asked_terms = an_alloc(an_lexicon_terms(lexicon) + 1);
    if (!rules->asked_actors || !rules->asked_terms)
        return false;
    for (size_t i = 0; i < count; i++)
        if (rules->near[i].actor != AN_NO_ACTOR)
            rules->asked_actors[rules->near[i].actor] = 1;
        else if (rules->near[i].term != UINT32_MAX) /* a damaged condition, which nothing meets */
            rules->asked_terms[rules->near[i].term] = 1;
    return true;
}

an_status an_rules_new(an_rules **out, const an_lexicon *lexicon, an_error *err)
{
    an_rules *rules = an_alloc(sizeof *rules);
    size_t actors = an_lexicon_actor_count(lexicon), words = an_lexicon_word_count(lexicon);
    an_word word = {0}; /* the last one whose list or class differs from those of the word before it */
    an_list list = AN_LIST_OTHER;
    an_word_class class_ = AN_CLASS_OTHER;

    *out = NULL;
    if (!rules)
        return an_fail_nomem(err);
    rules->words = an_alloc((words + 1) * sizeof *rules->words);
    rules->adjectives = an_alloc((actors + 1) * sizeof *rules->adjectives);
    if (!rules->words || !rules->adjectives || !index_gates(rules, lexicon) || !note_asked(rules, lexicon, actors)) {
        an_rules_free(rules);
        return an_fail_nomem(err);
    }
    rules->word_count = words;
    for (uint32_t i = 0; i < words; i++) {
        if (!an_lexicon_class_goes_on(lexicon, i)) {
            word = an_lexicon_word(lexicon, i);
            list = an_lexicon_list_goes_on(lexicon, i) ? list : an_list_of(word.list);
            class_ = class_of(list, word.class_);
        }
        rules->words[i] = rule_word(rules, lexicon, i, list, class_, word.class_);
    }
    *out = rules;
    return AN_OK;
}

void an_rules_free(an_rules *rules)
{
    if (!rules)
        return;
    an_free(rules->words);
    an_free(rules->adjectives);
    an_free(rules->asked_actors);
    an_free(rules->asked_terms);
    an_free(rules->gate_at);
    an_free(rules->gate_patterns);
    an_free(rules->ungated);
    an_free(rules->exact);
    an_free(rules);
}

uint32_t an_work_sentence(const an_extractor *x, uint32_t atom)
{
    size_t low = 0, high = x->sentences.count, step = 1;
    size_t near = x->atoms.count ? (size_t)((uint64_t)atom * high / x->atoms.count) : 0;

    /* sentences are much alike: it is not far from where it would be if all were as long */
    if (near < high && x->sentence_atom[near] <= atom) {
        for (low = near; near + step < high && x->sentence_atom[near + step] <= atom; step *= 2)
            low = near + step;
        high = near + step < high ? near + step : high;
    } else if (near < high) {
        for (high = near; step < near && x->sentence_atom[near - step] > atom; step *= 2)
            high = near - step;
        low = step < near ? near - step : 0;
    }
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (x->sentence_atom[middle] <= atom)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

an_str an_work_designated(const an_extractor *x, uint32_t atom, uint32_t count)
{
    const an_rule_word *head = NULL, *last = NULL, *first = NULL;
    uint32_t length;

    if (count > 2 && (x->atoms.items[atom + count - 1].flags & AN_ATOM_UPPER_FIRST) &&
        an_work_word(x, atom + count - 1, 1u << AN_LIST_LEGAL, &length) && length == 1)
        return AN_LIT("organization/company"); /* «Northern Research Agency LLC» */
    for (uint32_t i = 0; i < count && !head; i++) {
        const an_rule_word *word = an_work_word(x, atom + i, 1u << AN_LIST_DESIGNATORS, &length);
        if (!word || word->type.len == 0)
            continue;
        if (i + length < count && !(x->atoms.items[atom + i + length].flags & (AN_ATOM_UPPER_FIRST | AN_ATOM_DIGIT)) &&
            !an_str_equal(an_work_atom(x, atom + i + length), AN_LIT("and"))) /* «Securities and Exchange Commission» */
            head = word;
        last = last || i + length < count ? last : word;
        first = first ? first : word;
    }
    head = head ? head : last ? last : first;
    return head ? head->type : AN_LIT("");
}

bool an_work_starts_sentence(const an_extractor *x, uint32_t atom)
{
    return x->sentence_atom[an_work_sentence(x, atom)] == atom;
}

an_str an_work_atom(const an_extractor *x, uint32_t atom)
{
    an_span span = x->atoms.items[atom].span;

    return an_str_sub(x->doc->text, span.start, span.end);
}

const an_rule_word *an_work_word(const an_extractor *x, uint32_t atom, unsigned lists, uint32_t *atom_count)
{
    if (atom >= x->atoms.count)
        return NULL;
    for (uint32_t i = x->word_at[atom]; i < x->word_at[atom + 1]; i++) {
        const an_hit *hit = x->word_hits.items + i;
        if (hit->term >= x->rules->word_count || !(lists >> x->rules->words[hit->term].list & 1))
            continue;
        if (atom_count)
            *atom_count = hit->atom_count;
        return x->rules->words + hit->term;
    }
    return NULL;
}

uint32_t an_work_possessor_end(const an_extractor *x, uint32_t atom)
{
    an_str text = x->doc->text, between;
    uint32_t end;

    if (atom == 0)
        return 0;
    if (an_str_equal(an_work_atom(x, atom - 1), AN_LIT("s")))
        return atom > 1 && x->atoms.items[atom].gap == AN_GAP_SOFT && x->atoms.items[atom - 1].gap == AN_GAP_SOFT ? atom - 1 : 0;
    end = x->atoms.items[atom - 1].span.end;
    between = an_str_sub(text, end, x->atoms.items[atom].span.start);
    return text.ptr[end - 1] == 's' && (an_str_equal(between, AN_LIT("' ")) || an_str_equal(between, AN_LIT("’ "))) ? atom : 0;
}

/* The «m» of «I'm Karl Berg» is no «M.», and who will «miss Karl» calls nobody Miss. */
static bool is_no_title(const an_extractor *x, uint32_t atom)
{
    an_span span = x->atoms.items[atom].span;

    if (an_str_equal(an_work_atom(x, atom), AN_LIT("miss")))
        return true;
    return span.end == span.start + 1 && atom > 0 && x->atoms.items[atom].gap == AN_GAP_SOFT && strchr(" \t\r\n", x->doc->text.ptr[span.start - 1]) == NULL;
}

const an_rule_word *an_work_word_before(const an_extractor *x, uint32_t atom, unsigned lists, uint32_t count)
{
    uint32_t length;
    const an_rule_word *word = count <= atom ? an_work_word(x, atom - count, lists, &length) : NULL;

    return word && length == count ? word : NULL;
}

bool an_work_title_before(const an_extractor *x, uint32_t name, an_title *title)
{
    if (x->atoms.items[name].gap != AN_GAP_SOFT && x->atoms.items[name].gap != AN_GAP_STOP)
        return false;
    for (uint32_t count = title->word ? name - title->atom + 1 : 1; count <= AN_WORD_ATOMS; count++) {
        const an_rule_word *word = an_work_word_before(x, name, 1u << AN_LIST_TITLES, count);
        if (!word || is_no_title(x, name - count))
            continue;
        *title = (an_title){word, name - count};
        return true;
    }
    return false;
}

/* «Mr and Mrs Berg», «Mr & Mrs Berg» are two; neither title tells whose surname it is. */
static bool is_of_couple(const an_extractor *x, const an_title *title)
{
    const an_atom *it = x->atoms.items + title->atom;
    uint32_t behind = title->atom; /* the first title */
    const an_rule_word *other;

    if (behind == 0)
        return false;
    if (an_str_find_byte(an_str_sub(x->doc->text, it[-1].span.end, it->span.start), 0, '&') == (size_t)-1 && /* «Mr. & Mrs.» */
        !an_str_equal(an_work_atom(x, --behind), AN_LIT("and")))
        return false;
    other = an_work_word_before(x, behind, 1u << AN_LIST_TITLES, 1);
    return other && other->gender && other->gender != title->word->gender;
}

char an_work_title_gender(const an_extractor *x, uint32_t name, uint32_t *first)
{
    for (an_title title = {0}; an_work_title_before(x, name, &title);)
        if (title.word->gender && !is_of_couple(x, &title)) {
            *first = title.atom;
            return title.word->gender;
        }
    return 0;
}

uint64_t an_work_title_word(const an_extractor *x, uint32_t name)
{
    an_title title = {0};

    return an_work_title_before(x, name, &title) && title.atom + 1 == name ? x->atoms.hashes[title.atom] : 0;
}

bool an_work_is_definite(const an_extractor *x, uint32_t atom)
{
    return atom > 0 && x->atoms.items[atom].gap == AN_GAP_SOFT && an_str_equal_ascii_case(an_work_atom(x, atom - 1), AN_LIT("the"));
}

bool an_work_place_before(const an_extractor *x, uint32_t atom)
{
    if (x->atoms.items[atom].gap != AN_GAP_SOFT)
        return false;
    if (an_work_is_definite(x, atom) && x->atoms.items[atom - 1].gap == AN_GAP_SOFT)
        atom--;
    for (uint32_t count = 1; count <= AN_WORD_ATOMS; count++)
        if (an_work_word_before(x, atom, 1u << AN_LIST_PLACE, count))
            return true;
    return false;
}

size_t an_work_first_hit(const an_hits *hits, uint32_t atom)
{
    size_t low = 0, high = hits->count;

    AN_SEEK(low, high, hits->items[middle].atom < atom);
    return low;
}

bool an_work_is_listed(const an_extractor *x, uint32_t atom, uint32_t count)
{
    for (size_t i = an_work_first_hit(&x->alias_hits, atom); i < x->alias_hits.count && x->alias_hits.items[i].atom == atom; i++)
        if (x->alias_hits.items[i].atom_count == count)
            return true;
    return false;
}

uint32_t an_work_atoms_in(const an_extractor *x, an_span span, uint32_t *atom_count)
{
    size_t low = 0, high = x->atoms.count;
    uint32_t first;

    AN_SEEK(low, high, x->atoms.items[middle].span.end <= span.start); /* first atom that ends behind the start */
    first = (uint32_t)low;
    *atom_count = 0;
    if (low == x->atoms.count || x->atoms.items[low].span.start < span.start)
        return first;
    while (low < x->atoms.count && x->atoms.items[low].span.end <= span.end)
        low++;
    if (low < x->atoms.count && x->atoms.items[low].span.start < span.end)
        return first;
    *atom_count = (uint32_t)low - first;
    return first;
}

/* The target with this key, made of `target` when new. */
static uint32_t intern_target(an_extractor *x, an_target target)
{
    bool added;
    uint32_t number = x->buf.failed ? AN_MAP_NONE : an_map_intern(&x->target_map, an_buf_str(&x->buf), &added);

    if (number == AN_MAP_NONE)
        return UINT32_MAX;
    if (!added)
        return number;
    if (!an_grow(&x->targets, &x->target_capacity, x->target_count + 1, sizeof *x->targets))
        return UINT32_MAX;
    target.parent = number;
    x->targets[x->target_count++] = target;
    return number;
}

an_actor an_work_actor(const an_extractor *x, uint32_t actor)
{
    size_t slot = actor % AN_KNOWN_ACTORS;

    if (x->actor_numbers[slot] != actor + 1) {
        x->actors[slot] = an_lexicon_actor(x->lexicon, actor);
        x->actor_numbers[slot] = actor + 1;
    }
    return x->actors[slot];
}

char an_work_actor_gender(an_extractor *x, uint32_t actor)
{
    an_name name = {.kind = AN_KIND_PERSON, .text = an_work_actor(x, actor).name};

    x->failed |= !an_name_read(&x->name_reader, &name, x->lexicon, x->rules, &x->clusters.arena);
    return !x->failed && name.count > 1 && !name.words[0].leading ? name.gender : 0;
}

uint32_t an_target_actor(an_extractor *x, uint32_t actor)
{
    uint32_t known;
    an_actor it;

    an_buf_reset(&x->buf);
    an_buf_add_char(&x->buf, '#');
    an_buf_add_count(&x->buf, actor);
    known = x->buf.failed ? AN_MAP_NONE : an_map_find(&x->target_map, an_buf_str(&x->buf));
    if (known != AN_MAP_NONE)
        return known;
    it = an_work_actor(x, actor);
    return intern_target(x, (an_target){.actor = actor, .label = it.name, .type = it.type, .part_of = AN_NO_ACTOR});
}

/* Whether a name is written in capitals, so that one word is no short form. */
static bool is_in_capitals(an_str label, an_str type)
{
    return !an_has_small_letter(label) && (an_is_person(type) || an_str_find_byte(label, 0, ' ') != (size_t)-1);
}

/* «karim lund» is called Karim Lund. */
static void capitalize(an_buf *name)
{
    static const char *const small[] = {"al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "for", "ibn", "la", "of", "the", "van", "von"};
    an_str rest = an_buf_str(name), word;
    bool first = true;

    if (rest.len == 0 || !an_ascii_small(rest.ptr[0]))
        return;
    for (size_t i = 0, length; i < rest.len; i += length) {
        uint32_t code = an_utf8_decode(rest, i, &length);
        if (an_is_upper(code) || an_is_digit(code))
            return;
    }
    while (an_str_next(&rest, ' ', &word)) {
        char *letter = name->ptr + (word.ptr - name->ptr);
        if (word.len && an_ascii_small(*letter) && (first || !AN_STR_IN(word, small)))
            *letter = (char)(*letter - 'a' + 'A');
        first = false;
    }
}

/* The key of a found name, made in x->buf; its cleaned label in x->name. False when out of memory. */
static bool make_key(an_extractor *x, an_str label, an_str type)
{
    an_buf_reset(&x->name);
    an_clean_name(&x->name, label);
    capitalize(&x->name);
    an_buf_reset(&x->buf);
    an_buf_add(&x->buf, an_main_type(type));
    an_buf_add_char(&x->buf, '/');
    an_fold(&x->buf, an_buf_str(&x->name));
    return !x->name.failed && !x->buf.failed;
}

bool an_target_is_known(an_extractor *x, an_str label, an_str type)
{
    if (!make_key(x, label, type))
        x->failed = true;
    return !x->failed && an_map_find(&x->target_map, an_buf_str(&x->buf)) != AN_MAP_NONE;
}

uint32_t an_target_name(an_extractor *x, an_str label, an_str type, uint32_t part_of)
{
    uint32_t known;
    an_str copy;

    if (!make_key(x, label, type))
        return UINT32_MAX;
    known = an_map_find(&x->target_map, an_buf_str(&x->buf));
    if (known != AN_MAP_NONE && x->targets[known].actor == AN_NO_ACTOR && an_is_type(type, x->targets[known].type))
        x->targets[known].type = type; /* «OOO "Severny Dvor"» is a company, where nothing else tells of what kind it is */
    if (known != AN_MAP_NONE && (!is_in_capitals(x->targets[known].label, type) || is_in_capitals(an_buf_str(&x->name), type)))
        return known;
    copy = an_arena_str(x->arena, an_buf_str(&x->name));
    if (known != AN_MAP_NONE) { /* «JEAN VALJEAN» was a heading */
        x->targets[known].label = copy.ptr ? copy : x->targets[known].label;
        return copy.ptr ? known : UINT32_MAX;
    }
    return !copy.ptr ? UINT32_MAX : intern_target(x, (an_target){.actor = AN_NO_ACTOR, .label = copy, .type = type, .part_of = part_of});
}

uint32_t an_target_root(an_extractor *x, uint32_t target)
{
    while (x->targets[target].parent != target) {
        x->targets[target].parent = x->targets[x->targets[target].parent].parent;
        target = x->targets[target].parent;
    }
    return target;
}

bool an_target_merge(an_extractor *x, uint32_t from, uint32_t into, an_rule rule)
{
    from = an_target_root(x, from);
    into = an_target_root(x, into);
    if (from == into)
        return true;
    if (x->targets[from].actor != AN_NO_ACTOR) {
        uint32_t swap = from;
        if (x->targets[into].actor != AN_NO_ACTOR)
            return false;
        from = into;
        into = swap;
    }
    x->targets[from].parent = into;
    x->targets[from].rule = rule;
    return true;
}

bool an_target_apart(an_extractor *x, an_str form, uint32_t target)
{
    an_buf a = {0}, b = {0};
    bool apart;

    if (an_corrections_count(x->corrections) == 0)
        return false;
    an_corrections_fold(&a, form);
    an_corrections_fold(&b, x->targets[target].label);
    x->failed |= a.failed || b.failed;
    apart = an_corrections_different(x->corrections, an_buf_str(&a), an_buf_str(&b), x->notes.corrections_used);
    an_buf_clear(&a);
    an_buf_clear(&b);
    return apart;
}

uint32_t an_choice_target(an_extractor *x, size_t choice)
{
    return x->choices.items[choice].count == 1 ? an_target_root(x, an_choice_candidate(x, choice)->target) : UINT32_MAX;
}

const an_candidate *an_choice_candidate(const an_extractor *x, size_t choice)
{
    return x->candidates.items + x->choices.items[choice].first;
}

void an_candidate_unlist(an_candidate *candidate)
{
    if (candidate->by != AN_BY_DICT)
        return;
    candidate->by = AN_BY_TAGGER;
    candidate->alias = UINT32_MAX;
    candidate->undated = false;
}

bool an_candidate_add(an_extractor *x, an_candidate candidate)
{
    if (!AN_ROOM(&x->candidates, 1))
        return false;
    x->candidates.items[x->candidates.count++] = candidate;
    return true;
}
