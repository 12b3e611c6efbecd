/* Columns: a token a line, its tag in one of the columns (CoNLL-2003, BIO and IOB1, IOBES, BILOU, IO), a blank line behind a sentence, -DOCSTART- or
   `# newdoc` before a document. The text is put together from the tokens as a person would have typed it; where a sentence ends without a stop, a
   blank line keeps it apart from the next one. */
#include "read/gold/draft.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { COLUMNS = 32, SAMPLE = 500 };

/* Rows ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct row {
    an_str fields[COLUMNS];
    size_t count;
} row;

static row cut_row(an_str line)
{
    row r = {.count = 0};
    bool tabs = an_str_find_byte(line, 0, '\t') != (size_t)-1;
    an_str field;

    line = an_str_trim(line);
    while (r.count < COLUMNS && an_str_next(&line, tabs ? '\t' : ' ', &field)) {
        field = an_str_trim(field);
        if (field.len > 0 || tabs)
            r.fields[r.count++] = field;
    }
    return r;
}

typedef enum action { OUTSIDE, BEGIN, CONTINUE, LAST, ALONE } action;

/* "B-PER" → BEGIN and "PER". A label alone (the IO scheme) continues what stands before. False when it is no tag. */
static bool cut_tag(an_str field, action *what, an_str *label)
{
    static const struct {
        char letter;
        action what;
    } letters[] = {{'B', BEGIN}, {'I', CONTINUE}, {'M', CONTINUE}, {'E', LAST}, {'L', LAST}, {'S', ALONE}, {'U', ALONE}};

    *label = (an_str){"", 0};
    *what = OUTSIDE;
    if (an_str_equal(field, AN_LIT("O")))
        return true;
    if (field.len > 2 && (field.ptr[1] == '-' || field.ptr[1] == '_')) {
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
            if (letters[i].letter == field.ptr[0]) {
                *what = letters[i].what;
                *label = an_str_sub(field, 2, field.len);
                return true;
            }
        }
    }
    *what = CONTINUE;
    *label = field;
    return an_gold_label_known(field);
}

static bool is_tag(an_str field)
{
    action what;
    an_str label;

    return cut_tag(field, &what, &label);
}

static bool is_number(an_str field)
{
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] < '0' || field.ptr[i] > '9')
            return false;
    }
    return field.len > 0;
}

/* "-DOCSTART-", in a cell of its own maybe with the id: "-DOCSTART- (x.txt)". */
static bool starts_document(const row *r)
{
    return an_str_equal(r->fields[0], AN_LIT("-DOCSTART-")) || an_str_starts(r->fields[0], AN_LIT("-DOCSTART- "));
}

/* Which column holds what, as the first rows tell. */
typedef struct layout {
    size_t token, tag;
} layout;

/* The last column in which most rows have a tag: those that have none there are told when they are read. False when there is none: no file of this
   kind. */
static bool find_layout(an_str content, layout *out)
{
    size_t tags[COLUMNS] = {0}, numbers = 0, rows = 0;
    an_str line;

    while (rows < SAMPLE && an_str_next(&content, '\n', &line)) {
        row r = cut_row(line);
        if (r.count == 0 || starts_document(&r) || (r.fields[0].ptr[0] == '#' && !is_tag(r.fields[r.count - 1])))
            continue;
        rows++;
        numbers += is_number(r.fields[0]);
        for (size_t i = 1; i < r.count; i++)
            tags[i] += is_tag(r.fields[i]);
    }
    for (size_t i = COLUMNS; i-- > 1;) {
        if (tags[i] * 2 > rows) {
            *out = (layout){.token = numbers == rows && i > 1, .tag = i};
            return true;
        }
    }
    return false;
}

/* Text ------------------------------------------------------------------------------------------------------------------------------ */

/* How a token is written and joined. Sorted by token. */
typedef struct glue {
    const char *token, *written;
    bool before, after; /* stands without a blank before, behind */
} glue;

static const glue glues[] = {
    {"!", "!", true, false},      {"$", "$", false, true},     {"%", "%", true, false},     {"''", "\"", true, false},   {"'S", "'S", true, false},
    {"'d", "'d", true, false},    {"'ll", "'ll", true, false}, {"'m", "'m", true, false},   {"'re", "'re", true, false}, {"'s", "'s", true, false},
    {"'ve", "'ve", true, false},  {"(", "(", false, true},     {")", ")", true, false},     {",", ",", true, false},     {"-LCB-", "{", false, true},
    {"-LRB-", "(", false, true},  {"-LSB-", "[", false, true}, {"-RCB-", "}", true, false}, {"-RRB-", ")", true, false}, {"-RSB-", "]", true, false},
    {".", ".", true, false},      {"...", "...", true, false}, {":", ":", true, false},     {";", ";", true, false},     {"?", "?", true, false},
    {"N'T", "N'T", true, false},  {"[", "[", false, true},     {"]", "]", true, false},     {"``", "\"", false, true},   {"n't", "n't", true, false},
    {"n’t", "n’t", true, false},  {"{", "{", false, true},     {"}", "}", true, false},     {"£", "£", false, true},     {"«", "«", false, true},
    {"»", "»", true, false},      {"‘", "‘", false, true},     {"’", "’", true, false},     {"’s", "’s", true, false},   {"“", "“", false, true},
    {"”", "”", true, false},      {"…", "…", true, false},     {"€", "€", false, true},
};

static int compare_glue(const void *key, const void *item)
{
    return an_str_compare(*(const an_str *)key, an_str_of(((const glue *)item)->token));
}

typedef struct columns {
    an_drafts *drafts;
    layout layout;
    an_buf text;        /* of the document */
    size_t codes;       /* in it */
    size_t first_line;  /* of the document; 0 = none is open */
    size_t numbered;    /* documents so far */
    an_str id;          /* as the file gives it, "" when not */
    size_t sentence;    /* where the open one starts */
    bool in_sentence, glued, quoted;
    an_draft_mention open; /* the mention that may go on; end < 0 when none */
} columns;

static void add_text(columns *c, an_str text)
{
    an_buf_add(&c->text, text);
    c->codes += an_utf8_count(text);
}

static void add_token(columns *c, an_str token, int64_t *start, int64_t *end)
{
    const glue *how = bsearch(&token, glues, sizeof glues / sizeof *glues, sizeof *glues, compare_glue);
    bool quote = an_str_equal(token, AN_LIT("\"")), before = how ? how->before : quote && c->quoted;

    if (c->in_sentence && !before && !c->glued)
        add_text(c, AN_LIT(" "));
    if (!c->in_sentence)
        c->sentence = c->codes;
    *start = (int64_t)c->codes;
    add_text(c, how ? an_str_of(how->written) : token);
    *end = (int64_t)c->codes;
    c->glued = how ? how->after : quote && !c->quoted;
    c->quoted ^= quote;
    c->in_sentence = true;
}

/* Mentions, sentences, documents ---------------------------------------------------------------------------------------------------- */

static void close_mention(columns *c)
{
    an_draft_mention done = c->open;

    c->open.end = -1;
    if (done.end < 0)
        return;
    an_drafts_type(c->drafts, &done, c->open.text);
    done.text = AN_LIT("");
    an_drafts_mention(c->drafts, done);
}

static bool stops(an_str text)
{
    static const char *const ends[] = {".", "!", "?", "\"", "”", "'", "’", ")"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (an_str_ends(text, an_str_of(ends[i])))
            return true;
    }
    return false;
}

static void close_sentence(columns *c)
{
    close_mention(c);
    if (!c->in_sentence)
        return;
    an_drafts_sentence(c->drafts, (int64_t)c->sentence, (int64_t)c->codes);
    add_text(c, stops(an_buf_str(&c->text)) ? AN_LIT("\n") : AN_LIT("\n\n"));
    c->in_sentence = c->glued = c->quoted = false;
}

static void name_document(columns *c, an_gold_document *doc)
{
    an_buf id = {0};

    an_buf_add(&id, c->id.len ? c->id : c->drafts->id);
    if (!c->id.len && c->numbered > 1)
        an_buf_addf(&id, "#%zu", c->numbered);
    c->drafts->failed |= id.failed;
    doc->id = an_drafts_keep_text(c->drafts, an_buf_str(&id));
    an_buf_clear(&id);
}

static void close_document(columns *c)
{
    an_gold *gold = c->drafts->gold;

    close_sentence(c);
    c->drafts->failed |= c->text.failed;
    if (c->first_line > 0 && !c->drafts->failed) {
        an_gold_document *doc = &gold->items[gold->count - 1];
        doc->text = an_drafts_keep_text(c->drafts, an_buf_str(&c->text));
    }
    an_buf_reset(&c->text);
    c->codes = c->first_line = 0;
    c->id = AN_LIT("");
}

/* The first token of a document opens it. */
static void open_document(columns *c, size_t line)
{
    an_gold_document *doc;

    if (c->first_line > 0 || !(doc = an_drafts_document(c->drafts, line)))
        return;
    c->first_line = line;
    c->numbered++;
    doc->has_text = doc->has_sentences = true;
    name_document(c, doc);
}

/* The tag of a row; a bad one is told, counted, and O. */
static action tag_of(columns *c, const row *r, size_t line, an_str *label)
{
    action what;

    if (r->count > c->layout.tag && cut_tag(r->fields[c->layout.tag], &what, label))
        return what;
    c->drafts->gold->counts.bad_lines++;
    if (r->count > c->layout.tag)
        an_drafts_warn(c->drafts, line, "'%.*s' is no tag (O, B-TYPE, I-TYPE …); the token counts as O",
                       r->fields[c->layout.tag].len > 40 ? 40 : (int)r->fields[c->layout.tag].len, r->fields[c->layout.tag].ptr);
    else
        an_drafts_warn(c->drafts, line, "the row has no column %zu with a tag; the token counts as O", c->layout.tag + 1);
    *label = (an_str){"", 0};
    return OUTSIDE;
}

static void add_row(columns *c, const row *r, size_t line)
{
    an_str label, token = r->fields[r->count > c->layout.token ? c->layout.token : 0];
    action what = tag_of(c, r, line, &label);
    int64_t start, end;
    bool goes_on;

    open_document(c, line);
    add_token(c, token, &start, &end);
    goes_on = (what == CONTINUE || what == LAST) && c->open.end >= 0 && an_str_equal(c->open.text, label);
    if (!goes_on)
        close_mention(c);
    if (what == OUTSIDE)
        return;
    if (!goes_on)
        c->open = (an_draft_mention){.start = start, .text = label, .line = line, .named = true}; /* text: the label, until it is closed */
    c->open.end = end;
    if (what == LAST || what == ALONE)
        close_mention(c);
}

static void start_document(columns *c, an_str mark)
{
    size_t open = an_str_find_byte(mark, 0, '(');

    close_document(c);
    if (open != (size_t)-1 && an_str_ends(mark, AN_LIT(")")))
        c->id = an_str_sub(mark, open + 1, mark.len - 1);
}

/* "# newdoc id = x", "# sent_id = 3": comments. */
static bool is_comment(columns *c, const row *r, an_str line)
{
    size_t equals;

    if (r->fields[0].ptr[0] != '#' || (r->count > c->layout.tag && is_tag(r->fields[c->layout.tag])))
        return false;
    if (an_str_find(line, 0, AN_LIT("newdoc")) != (size_t)-1) {
        close_document(c);
        equals = an_str_find_byte(line, 0, '=');
        if (equals != (size_t)-1)
            c->id = an_str_trim(an_str_sub(line, equals + 1, line.len));
    }
    return true;
}

bool an_gold_is_columns(const char *path, an_str content)
{
    layout ignored;

    (void)path;
    return find_layout(content, &ignored);
}

bool an_gold_columns(an_drafts *drafts, an_str content)
{
    columns c = {.drafts = drafts, .id = AN_LIT(""), .open.end = -1};
    an_str line;

    drafts->exact = true;
    if (!find_layout(content, &c.layout))
        return true;
    for (size_t number = 1; !drafts->failed && an_str_next(&content, '\n', &line); number++) {
        row r = cut_row(line);
        if (r.count == 0)
            close_sentence(&c);
        else if (starts_document(&r))
            start_document(&c, r.fields[0]);
        else if (!is_comment(&c, &r, line))
            add_row(&c, &r, number);
    }
    close_document(&c);
    an_buf_clear(&c.text);
    return !drafts->failed;
}
