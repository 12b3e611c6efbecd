#include "extract/tagger/classes.h"

enum { CITIES = AN_IN(AN_WORD_CITY) };

/* The first row whose lists are all there and none of the others are gives the class of a capitalised word. */
static const struct {
    uint32_t all, none;
    char class_;
} cap_classes[] = {
    {AN_IN(AN_WORD_DEMONYM), 0, 'N'},
    {AN_IN(AN_WORD_COUNTRY), 0, 'K'},
    {AN_IN(AN_WORD_TIME), 0, 'D'},
    {AN_IN(AN_WORD_TITLE), 0, 'T'},
    {AN_IN(AN_WORD_COMPANY), 0, 'Q'},
    {AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_LOC), 0, 'J'},
    {AN_IN(AN_WORD_ORG), 0, 'G'},
    {AN_IN(AN_WORD_LOC), 0, 'H'},
    {AN_IN(AN_WORD_PARTICLE), 0, 'P'},
    {AN_IN(AN_WORD_FUNCTION), 0, 'f'},
    {AN_IN(AN_WORD_REGION), AN_IN(AN_WORD_GIVEN), 'R'},
    {AN_IN(AN_WORD_COMMON) | CITIES, AN_IN(AN_WORD_GIVEN), 'c'},
    {AN_IN(AN_WORD_COMMON), AN_IN(AN_WORD_GIVEN), 'w'},
    {AN_IN(AN_WORD_COMMON) | AN_IN(AN_WORD_GIVEN), 0, 'y'},
    {AN_IN(AN_WORD_GIVEN) | CITIES, 0, 'Z'},
    {AN_IN(AN_WORD_GIVEN) | AN_IN(AN_WORD_SURNAMES), 0, 'B'},
    {AN_IN(AN_WORD_GIVEN), 0, 'F'},
    {CITIES | AN_IN(AN_WORD_SURNAMES), 0, 'V'},
    {CITIES, 0, 'C'},
    {AN_IN(AN_WORD_SURNAMES), 0, 'L'},
    {AN_IN(AN_WORD_TOWN), 0, 'E'},
};

/* The small words that have a class of their own. */
static char own_class(an_str word)
{
    static const struct {
        char word[4], class_;
    } classes[] = {{"of", 'o'}, {"and", '&'}, {"for", '4'}, {"the", '%'}};

    for (size_t i = 0; i < sizeof classes / sizeof *classes && word.len < sizeof classes->word; i++)
        if (word.ptr[0] == classes[i].word[0])
            return an_str_equal(word, an_str_of(classes[i].word)) ? classes[i].class_ : 0;
    return 0;
}

static char cap_class(const an_token *token)
{
    if (token->shape == AN_SHAPE_LETTER)
        return 'I';
    for (size_t i = 0; i < sizeof cap_classes / sizeof *cap_classes; i++)
        if ((token->lists & cap_classes[i].all) == cap_classes[i].all && !(token->lists & cap_classes[i].none))
            return cap_classes[i].class_;
    if (token->shape == AN_SHAPE_CAPITALS || token->shape == AN_SHAPE_DOTTED)
        return 'A';
    return token->shape == AN_SHAPE_DIGITS ? '0' : 'u';
}

static char lower_class(an_str word, uint32_t lists)
{
    char own;

    if (lists & AN_IN(AN_WORD_PARTICLE))
        return 'p';
    if ((own = own_class(word)))
        return own;
    if (lists & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)))
        return 'g';
    if (lists & AN_IN(AN_WORD_LOC))
        return 'h';
    return lists & (AN_IN(AN_WORD_TITLE) | AN_IN(AN_WORD_ROLE)) ? 't' : 'x';
}

/* What shapes are: words that count when it is asked whether a sentence is in capitals, those that are, and what may be part of a name. */
enum { COUNTS = 1, IN_CAPITALS = 2, IS_CAP = 4 };
static const uint8_t shapes[128] = {
    [AN_SHAPE_LOWER] = COUNTS,
    [AN_SHAPE_INITIAL_CAP] = COUNTS | IS_CAP,
    [AN_SHAPE_CAPITALS] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_MIXED] = COUNTS | IS_CAP,
    [AN_SHAPE_DIGITS] = COUNTS | IS_CAP,
    [AN_SHAPE_DOTTED] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_LETTER] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_SINGLE] = COUNTS | IN_CAPITALS | IS_CAP,
    [AN_SHAPE_CAPLINE] = COUNTS | IS_CAP,
};

/* Of a sentence: words, those of them in capitals, and tokens behind the first over whose start no name reaches. */
typedef struct counts {
    size_t words, capitals, gaps;
} counts;

static counts count_tokens(const an_token *tokens, size_t count)
{
    counts all = {0};

    for (size_t i = 0; i < count; i++) {
        all.words += shapes[(unsigned char)tokens[i].shape] & COUNTS;
        all.capitals += (shapes[(unsigned char)tokens[i].shape] & IN_CAPITALS) != 0;
        all.gaps += i > 0 && tokens[i].flags & AN_TOKEN_HARD;
    }
    return all;
}

/* Most of at least three words are in capitals: a heading, or text that is so throughout. */
static bool in_capitals(const counts *all)
{
    return all->words >= 3 && all->capitals * 10 >= all->words * 8;
}

/* What is known of a word; a hyphenated one without an entry is a given name when its first part is. */
static void look_up(const an_writing *w, an_token *token)
{
    an_known_word known = an_lists_know(w->lists, token->key);

    if (!known.lists && token->atom_count > 1 && (w->spaced || w->from->atoms->items[token->atom + 1].gap == AN_GAP_SOFT))
        known.lists = an_lists_of(w->lists, w->from->atoms->hashes[token->atom]) & AN_IN(AN_WORD_GIVEN);
    token->lists = known.lists;
    token->group = known.group;
}

static void settle_token(const an_writing *w, an_token *token, bool capitals)
{
    an_str word = an_str_sub(w->from->text, token->span.start, token->span.end);

    look_up(w, token);
    if (capitals && (token->shape == AN_SHAPE_CAPITALS || token->shape == AN_SHAPE_SINGLE))
        token->shape = AN_SHAPE_CAPLINE;
    if (token->shape == AN_SHAPE_NUMBER) {
        token->class_ = '#';
        token->key = an_key_bytes("00000000000000000000", word.len < 20 ? word.len : 20);
        return;
    }
    if (shapes[(unsigned char)token->shape] & IS_CAP &&
        !(token->shape == AN_SHAPE_CAPLINE && token->lists & (AN_IN(AN_WORD_FUNCTION) | AN_IN(AN_WORD_SAYS)))) {
        token->flags |= AN_TOKEN_CAP;
        token->class_ = cap_class(token);
    } else {
        token->class_ = token->shape == AN_SHAPE_OTHER ? '@' : lower_class(word, token->lists);
        if (token->shape == AN_SHAPE_CAPLINE)
            token->class_ = an_lists_of(w->lists, token->key) & AN_IN(AN_WORD_LINK) ? 'i' : 'x';
    }
}

/* In a row of a table (two gaps or more that part cells) two blanks part cells, too. */
static void part_cells(const an_writing *w, an_token *tokens, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (tokens[i].flags & AN_TOKEN_BLANK && w->from->text.ptr[tokens[i].span.start - 1] == ' ' &&
            w->from->text.ptr[tokens[i].span.start - 2] == ' ')
            tokens[i].flags |= AN_TOKEN_HARD;
}

/* A surname in capitals with a comma and another capital behind it that begins a line behind small letters begins an entry of a list, not the rest of
   a name: «…, Port Ferris» and in the next line «CRUZ MENDA, Ernesto»; not «Karim / LUND, the shipping agent». */
static void part_entries(const an_writing *w, an_token *tokens, size_t count)
{
    for (size_t i = 1, end; i < count; i = end + 1) {
        for (end = i; end < count && tokens[end].shape == AN_SHAPE_CAPITALS;)
            end++;
        if (end > i && end + 1 < count && tokens[end].class_ == ',' && tokens[end + 1].shape != AN_SHAPE_LOWER && tokens[i - 1].shape == AN_SHAPE_INITIAL_CAP &&
            an_str_find_byte(an_str_sub(w->from->text, tokens[i - 1].span.end, tokens[i].span.start), 0, '\n') != (size_t)-1)
            tokens[i].flags |= AN_TOKEN_HARD;
    }
}

/* «P.S. Lund sends his love», at the start of a paragraph: what begins so is no name with initials. */
static bool is_postscript(const an_writing *w, const an_token *token)
{
    static const char *const marks[] = {"P.P.S.", "P.S."};
    an_str text = w->from->text;
    size_t start = token->span.start, end = token->span.end;

    if (token->shape != AN_SHAPE_DOTTED || !AN_STR_IN(an_str_sub(text, start, end), marks))
        return false;
    for (end++; end < text.len && text.ptr[end] > ' ' && text.ptr[end] != ',';) /* «P.S. Naidoo, chair» */
        end++;
    return start > 1 && text.ptr[start - 1] == '\n' && text.ptr[start - 2] == '\n' && !(end < text.len && text.ptr[end] == ',');
}

/* «BERG AKA KARTAL», «(KUNYA ABU ZAYD)»: what stands in capitals between two names of one actor is no part of either; but «Rapper AKA died», «AKA Bank». */
static bool is_alias_mark(const an_writing *w, const an_token *tokens, size_t i, size_t count)
{
    static const char *const marks[] = {"AKA", "ALIAS", "FKA", "KUNYA", "NKA"};
    const an_token *t = tokens + i, *before = t - 1;

    if ((t->shape != AN_SHAPE_CAPITALS && t->shape != AN_SHAPE_CAPLINE) || i == 0 || i + 1 >= count || t[1].atom == AN_NO_ATOM ||
        t[1].shape == AN_SHAPE_LOWER || an_lists_of(w->lists, t[1].key) & (AN_IN(AN_WORD_ORG) | AN_IN(AN_WORD_COMPANY)) ||
        !AN_STR_IN(an_str_sub(w->from->text, t->span.start, t->span.end), marks))
        return false;
    if (before->atom == AN_NO_ATOM)
        return before->class_ == ',' || before->class_ == '(';
    return before->shape != AN_SHAPE_LOWER && !(before->lists & AN_IN(AN_WORD_FUNCTION));
}

void an_classes_settle(const an_writing *w, an_token *tokens, size_t count)
{
    counts all = count_tokens(tokens, count);
    bool initial = true, capitals = in_capitals(&all);

    if (all.gaps > 1)
        part_cells(w, tokens, count);
    if (all.capitals)
        part_entries(w, tokens, count);
    if (count)
        tokens[0].flags |= AN_TOKEN_HARD;
    for (size_t i = 0; i < count; i++) {
        initial |= (tokens[i].flags & AN_TOKEN_HARD) != 0;
        if (initial)
            tokens[i].flags |= AN_TOKEN_INITIAL;
        if (tokens[i].atom != AN_NO_ATOM) {
            settle_token(w, tokens + i, capitals);
            if ((initial && is_postscript(w, tokens + i)) || is_alias_mark(w, tokens, i, count))
                an_token_demote(tokens + i);
            initial = false;
        } else if (tokens[i].class_ == '.' || tokens[i].class_ == '!' || tokens[i].class_ == '?' || tokens[i].class_ == ':' ||
                 tokens[i].class_ == ';')
            initial = true;
        else if (tokens[i].class_ != '"' && tokens[i].class_ != '\'' && tokens[i].class_ != '(' && tokens[i].class_ != '[' &&
                 tokens[i].class_ != '`')
            initial = initial && (tokens[i].class_ == '-' || tokens[i].class_ == '*' || tokens[i].class_ == '>');
    }
}
