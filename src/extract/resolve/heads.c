/* «Defence Ministry», «Ministry of Defence»: a name is cut into its head and the words before and behind it, and those are held against another's. */
#include "extract/resolve/heads.h"

/* The words of a body or place without small ones, and its head: the word for its kind that stands before a small word («Ministry of Defence»), or in front
   of a water's name («River Tamsel»), or last («Defence Ministry»). */
typedef struct headed {
    const an_name_word *words[AN_NAME_WORDS];
    bool behind_small[AN_NAME_WORDS];
    size_t count, head;
    bool last;
    bool general; /* «Directorate General», without the second word */
} headed;

bool an_may_be_head(const an_name_word *word)
{
    return an_name_is_kind(word) || an_str_equal(word->text, AN_LIT("government"));
}

an_str an_head_text(const an_name_word *word)
{
    return an_str_equal(word->text, AN_LIT("internal")) ? AN_LIT("interior") : word->text;
}

/* How many words tell: small ones and articles left out. */
static size_t told_words(const an_name *name)
{
    size_t count = 0;

    for (size_t i = 0; i < name->count; i++)
        count += !name->words[i].joins && name->words[i].part != AN_PART_ARTICLE;
    return count;
}

/* How many words a name with such a head has at least that is turned round, and whether the head must be the first of them: «Party of Labour» is no
   «Labour Party», and of two universities with one word for their place each is another. 0 for all other heads. */
static size_t words_asked(const an_name *name, size_t i)
{
    static const struct {
        const char *head;
        size_t words, last; /* the last place of the head before a small word */
    } heads[] = {{"party", 3, 0}, {"university", 4, AN_NAME_WORDS}};

    for (size_t k = 0; k < sizeof heads / sizeof *heads && name->kind != AN_KIND_PLACE; k++)
        if (an_str_equal(name->words[i].text, an_str_of(heads[k].head)))
            return i > heads[k].last && i + 1 < name->count ? SIZE_MAX : heads[k].words;
    return 0;
}

/* A college's name is not turned round. */
static bool is_head(const an_name *name, size_t i)
{
    static const char *const fixed[] = {"church", "college", "house"},
                      *const places[] = {"county", "district", "governorate", "island", "lake", "mount", "port", "province", "region", "river", "valley"};

    if (told_words(name) < words_asked(name, i))
        return false;
    return an_may_be_head(name->words + i) &&
           (name->kind == AN_KIND_PLACE ? AN_STR_IN(name->words[i].text, places) : !AN_STR_IN(name->words[i].text, fixed));
}

/* «General Directorate», «Directorate General»: the word says nothing there. */
static bool is_idle_general(const an_name *name, size_t i)
{
    static const char *const heads[] = {"consulate", "directorate", "inspectorate", "secretariat"};

    return an_str_equal(name->words[i].text, AN_LIT("general")) &&
           ((i > 0 && AN_STR_IN(name->words[i - 1].text, heads)) || (i + 1 < name->count && AN_STR_IN(name->words[i + 1].text, heads)));
}

static bool is_before_small(const an_name *name, size_t i)
{
    i += i + 1 < name->count && is_idle_general(name, i + 1);
    return i + 1 < name->count && name->words[i + 1].joins && !an_str_equal(name->words[i + 1].text, AN_LIT("s"));
}

/* Whether the first word is a head without a small word behind it: «River Tamsel»; «Groupe Tamsel», as French has it. */
static bool is_in_front(const an_name *name)
{
    static const char *const waters[] = {"lake", "mount", "river"};

    return name->count == 2 && (AN_STR_IN(name->words->text, waters) ||
                                (an_str_equal(name->words->text, AN_LIT("group")) && an_name_word_tells(name->words + 1)));
}

static bool read_head(const an_name *name, headed *out)
{
    static const char *const of_affairs[] = {"department", "ministry"};
    bool found = false;

    *out = (headed){.last = false};
    for (size_t i = 0; i < name->count; i++) {
        const an_name_word *word = name->words + i;
        if (is_idle_general(name, i)) {
            out->general = true;
            continue;
        }
        if (word->joins || word->part == AN_PART_ARTICLE)
            continue;
        if (found && an_str_equal(word->text, AN_LIT("affairs")) && AN_STR_IN(out->words[out->head]->text, of_affairs))
            continue;
        if (!found && is_head(name, i) && (is_before_small(name, i) || (i == 0 && is_in_front(name)))) {
            out->head = out->count;
            found = true;
        }
        out->behind_small[out->count] = i > 0 && name->words[i - 1].joins;
        out->words[out->count++] = word;
    }
    if (found || out->count < 2 || !is_head(name, name->count - 1))
        return found;
    out->head = out->count - 1;
    out->last = true;
    return true;
}

/* Whether words [at, at + count) of one are words [from, from + count) of the other. */
static bool same_run(const headed *a, size_t at, const headed *b, size_t from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!an_str_equal(an_head_text(a->words[at + i]), an_head_text(b->words[from + i])))
            return false;
    return true;
}

/* «Senate Committee on Trade», «Senate Trade Committee»; «Relief Committee of Berg», «Berg Relief Committee»: the head went behind all others. */
static bool head_goes_last(const headed *inside, const headed *last)
{
    size_t before = inside->head, behind = inside->count - before - 1;

    return behind > 0 && ((same_run(inside, 0, last, 0, before) && same_run(inside, before + 1, last, before, behind)) ||
                          (same_run(inside, before + 1, last, 0, behind) && same_run(inside, 0, last, behind, before)));
}

/* «Ashford Board of Education», «Board of Education of Ashford»: what stands in front went behind, and a small word before it. */
static bool front_goes_last(const headed *front, const headed *behind)
{
    size_t before = front->head, rest = front->count - before;

    return before > 0 && behind->head == 0 && behind->behind_small[rest] && same_run(front, before, behind, 0, rest) &&
           same_run(front, 0, behind, rest, before);
}

bool an_head_elsewhere(const an_name *whole, const an_name *part)
{
    static const char *const many[] = {"army", "club", "congress", "council", "court", "group"}; /* «State Council», «Council of State» */
    headed a, b;

    if (whole->actor != AN_NO_ACTOR || !read_head(whole, &a) || !read_head(part, &b) || a.count != b.count ||
        !an_str_equal(a.words[a.head]->text, b.words[b.head]->text))
        return false;
    if (a.general && b.general && same_run(&a, 0, &b, 0, a.count))
        return true;
    if (a.count == 2 && AN_STR_IN(a.words[a.head]->text, many) && !is_in_front(whole) && !is_in_front(part))
        return false;
    if (whole->kind == AN_KIND_PLACE && a.count == 2 && an_name_is_kind(a.words[1 - a.head]))
        return false; /* «Lake Forest» */
    return a.last != b.last ? head_goes_last(a.last ? &b : &a, a.last ? &a : &b) : !a.last && (front_goes_last(&a, &b) || front_goes_last(&b, &a));
}
