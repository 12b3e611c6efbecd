/* Content signatures in a table: bytes at a place, and words that must stand near the start where one container serves many kinds (zip,
   XML). The first row that fits wins. Mailboxes and tables have no signature and are looked at by their lines. */
#include "read/sniff.h"

static const an_foreign pdf = {"a PDF", "pdftotext -layout FILE BASE.txt"};
static const an_foreign postscript = {"PostScript", "ps2ascii FILE > BASE.txt"};
static const an_foreign djvu = {"a DjVu document", "djvutxt FILE > BASE.txt"};
static const an_foreign writer = {"a Word document", "libreoffice --headless --convert-to txt:Text FILE"};
static const an_foreign sheet = {"a spreadsheet", "libreoffice --headless --convert-to csv FILE"};
static const an_foreign slides = {"a presentation", "libreoffice --headless --convert-to pdf FILE && pdftotext -layout BASE.pdf BASE.txt"};
static const an_foreign office = {"an old Office document", "libreoffice --headless --convert-to txt:Text FILE"};
static const an_foreign open_document = {"an OpenDocument text", "libreoffice --headless --convert-to txt:Text FILE"};
static const an_foreign open_sheet = {"an OpenDocument spreadsheet", "libreoffice --headless --convert-to csv FILE"};
static const an_foreign epub = {"an EPUB book", "ebook-convert FILE BASE.txt"};
static const an_foreign rtf = {"an RTF document", "unrtf --text FILE > BASE.txt"};
const an_foreign an_foreign_page = {"HTML", "html2text -o BASE.txt FILE"};
static const an_foreign xml = {"XML", "xmllint --xpath 'string(/)' FILE > BASE.txt"};
static const an_foreign drawing = {"an SVG picture", "xmllint --xpath 'string(/)' FILE > BASE.txt"};
static const an_foreign json = {"JSON, but not one document a line", "jq -c '.[]' FILE > BASE.jsonl (each must have an id and a text)"};
static const an_foreign zip = {"a zip archive", "unzip FILE -d BASE"};
static const an_foreign gzip = {"compressed by gzip", "gunzip -k FILE"};
static const an_foreign bzip2 = {"compressed by bzip2", "bunzip2 -k FILE"};
static const an_foreign xz = {"compressed by xz", "unxz -k FILE"};
static const an_foreign zstd = {"compressed by zstd", "unzstd FILE"};
static const an_foreign tar = {"a tar archive", "mkdir BASE && tar -xf FILE -C BASE"};
static const an_foreign seven = {"a 7-Zip archive", "7z x -oBASE FILE"};
static const an_foreign rar = {"a RAR archive", "unar -o BASE FILE"};
static const an_foreign image = {"a picture", "tesseract FILE BASE"};
static const an_foreign sound = {"sound or video", "whisper --output_format txt FILE"};
static const an_foreign program = {"a program", "strings FILE > BASE.txt"};
static const an_foreign database = {"an SQLite database", "sqlite3 -json FILE 'select …' | jq -c '.[]' > BASE.jsonl"};
static const an_foreign outlook = {"an Outlook mailbox", "readpst -o BASE FILE"};
const an_foreign an_foreign_mail = {"a mail of which no part is text", "munpack -t FILE"};
static const an_foreign mailbox = {"a mailbox of several mails", "mkdir -p BASE.mails && formail -ds sh -c 'cat > \"$0/$FILENO.eml\"' BASE.mails < FILE"};
static const an_foreign csv = {"a CSV table", "mlr --icsv --ojsonl cat FILE > BASE.jsonl (the columns must be named id and text)"};
static const an_foreign tsv = {"a TSV table", "mlr --itsv --ojsonl cat FILE > BASE.jsonl (the columns must be named id and text)"};

/* As `near`: a NUL must be near, for signatures that could be the first word of a text. */
static const char BINARY[] = "";

#define BYTES(text) (text), sizeof(text) - 1

typedef struct signature {
    size_t at;
    const char *bytes;
    size_t len;
    const char *near; /* stands in the first kilobytes too; NULL = does not matter */
    const an_foreign *is;
} signature;

static const signature signatures[] = {
    {0, BYTES("%PDF-"), NULL, &pdf},
    {0, BYTES("%!PS"), NULL, &postscript},
    {0, BYTES("AT&TFORM"), BINARY, &djvu},
    {0, BYTES("{\\rtf"), NULL, &rtf},
    {0, BYTES("PK\3\4"), "application/epub", &epub},
    {0, BYTES("PK\3\4"), "opendocument.spreadsheet", &open_sheet},
    {0, BYTES("PK\3\4"), "opendocument.presentation", &slides},
    {0, BYTES("PK\3\4"), "application/vnd.oasis.opendocument", &open_document},
    {0, BYTES("PK\3\4"), "word/", &writer},
    {0, BYTES("PK\3\4"), "xl/", &sheet},
    {0, BYTES("PK\3\4"), "ppt/", &slides},
    {0, BYTES("PK\3\4"), "[Content_Types].xml", &writer},
    {0, BYTES("PK\3\4"), NULL, &zip},
    {0, BYTES("PK\5\6"), NULL, &zip},
    {0, BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), NULL, &office},
    {0, BYTES("\x1F\x8B\x08"), NULL, &gzip},
    {0, BYTES("BZh"), "1AY&SY", &bzip2},
    {0,
     BYTES("\xFD"
           "7zXZ\0"),
     NULL, &xz},
    {0, BYTES("\x28\xB5\x2F\xFD"), NULL, &zstd},
    {257, BYTES("ustar"), BINARY, &tar}, /* or custard in a letter */
    {0, BYTES("7z\xBC\xAF\x27\x1C"), NULL, &seven},
    {0, BYTES("Rar!\x1A\x07"), NULL, &rar},
    {0, BYTES("!BDN"), BINARY, &outlook},
    {0, BYTES("SQLite format 3\0"), NULL, &database},
    {0, BYTES("\x89PNG\r\n\x1A\n"), NULL, &image},
    {0, BYTES("\xFF\xD8\xFF"), NULL, &image},
    {0, BYTES("GIF87a"), BINARY, &image},
    {0, BYTES("GIF89a"), BINARY, &image},
    {0, BYTES("II*\0"), NULL, &image},
    {0, BYTES("MM\0*"), NULL, &image},
    {8, BYTES("WEBPVP8"), BINARY, &image},
    {0, BYTES("ID3"), BINARY, &sound},
    {0, BYTES("OggS"), BINARY, &sound},
    {0, BYTES("fLaC"), BINARY, &sound},
    {8, BYTES("WAVEfmt"), BINARY, &sound},
    {4, BYTES("ftyp"), BINARY, &sound},
    {0, BYTES("\x1A\x45\xDF\xA3"), NULL, &sound},
    {0,
     BYTES("\x7F"
           "ELF"),
     NULL, &program},
    {0, BYTES("MZ\x90\0"), NULL, &program},
};

/* Markup is known by its first tag, in capitals or not, behind blanks. */
static const struct {
    const char *starts;
    const char *near;
    const an_foreign *is;
} markups[] = {
    {"<!doctype html", NULL, &an_foreign_page}, {"<html", NULL, &an_foreign_page}, {"<head", NULL, &an_foreign_page},    {"<body", NULL, &an_foreign_page},
    {"<?xml", "<html", &an_foreign_page},       {"<?xml", "<svg", &drawing}, {"<?xml", NULL, &xml},  {"<!doctype", NULL, &xml}, {"<svg", NULL, &drawing},
};

static bool contains(an_str head, const char *what)
{
    return what == BINARY ? memchr(head.ptr, 0, head.len) != NULL : an_str_find(head, 0, an_str_of(what)) != (size_t)-1;
}

static bool letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static const an_foreign *by_signature(an_str head)
{
    enum { NEAR = 8 << 10 };
    an_str near = an_str_sub(head, 0, head.len < NEAR ? head.len : NEAR);

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];

        if (head.len >= s->at + s->len && memcmp(head.ptr + s->at, s->bytes, s->len) == 0 && (!s->near || contains(near, s->near)))
            return s->is;
    }
    return NULL;
}

static const an_foreign *by_markup(an_str head)
{
    enum { NEAR = 2 << 10 };
    an_str text = an_str_trim(an_str_unmarked(head));

    if (text.len == 0 || text.ptr[0] != '<')
        return NULL;
    text.len = text.len < NEAR ? text.len : NEAR;
    for (size_t i = 0; i < sizeof markups / sizeof *markups; i++) {
        if (an_str_starts_ascii_case(text, an_str_of(markups[i].starts)) && (!markups[i].near || contains(text, markups[i].near)))
            return markups[i].is;
    }
    return NULL;
}

/* Mailboxes --------------------------------------------------------------------------------------------------------------------- */

/* "Name: value" as RFC 5322 has it: a name of letters and hyphens at the start of the line. */
static bool header_line(an_str line)
{
    size_t at = 0;

    while (at < line.len && (letter_or_digit(line.ptr[at]) || line.ptr[at] == '-'))
        at++;
    return at > 1 && at < line.len && line.ptr[at] == ':';
}

/* "From address date" as mailboxes separate their mails, with a header behind it. */
static bool envelope_at(an_str head, size_t at)
{
    an_str rest = an_str_sub(head, at, head.len), line;

    if (!an_str_starts(rest, AN_LIT("From ")) || !an_str_next(&rest, '\n', &line) || line.len > 200)
        return false;
    return line.len > 20 && memchr(line.ptr, ':', line.len) && an_str_next(&rest, '\n', &line) && header_line(line);
}

static const an_foreign *by_envelopes(an_str head)
{
    if (!envelope_at(head, 0))
        return NULL;
    for (size_t at = 0; (at = an_str_find(head, at, AN_LIT("\nFrom "))) != (size_t)-1; at++) {
        if (envelope_at(head, at + 1))
            return &mailbox;
    }
    return NULL;
}

/* Tables and JSON: by the ending of the name, and a look whether it can be true ----------------------------------------------------- */

/* `[ { "`: a list of objects, which is no text whatever the file is called. */
static bool is_json_list(an_str text)
{
    static const char opening[] = "[{\"";

    for (size_t i = 0; i + 1 < sizeof opening; i++) {
        text = an_str_trim(text);
        if (text.len == 0 || text.ptr[0] != opening[i])
            return false;
        text = an_str_sub(text, 1, text.len);
    }
    return true;
}

static const an_foreign *by_name(an_str head, an_str name)
{
    size_t line_end = an_str_find_byte(head, 0, '\n');
    an_str first = an_str_sub(head, 0, line_end == (size_t)-1 ? head.len : line_end), text = an_str_trim(an_str_unmarked(head));

    if (an_str_ends_ascii_case(name, AN_LIT(".csv")) && (memchr(first.ptr, ',', first.len) || memchr(first.ptr, ';', first.len)))
        return &csv;
    if (an_str_ends_ascii_case(name, AN_LIT(".tsv")) && memchr(first.ptr, '\t', first.len))
        return &tsv;
    if (is_json_list(text) || (an_str_ends_ascii_case(name, AN_LIT(".json")) && text.len && (text.ptr[0] == '{' || text.ptr[0] == '[')))
        return &json;
    return NULL;
}

const an_foreign *an_foreign_find(an_str head, an_str name)
{
    const an_foreign *found;

    if (head.len == 0)
        return NULL;
    if ((found = by_signature(head)) || (found = by_markup(head)) || (found = by_envelopes(head)))
        return found;
    return by_name(head, name);
}

/* The command ------------------------------------------------------------------------------------------------------------------- */

static bool plain_for_shell(an_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if ((unsigned char)c < 0x80 && !letter_or_digit(c) && !strchr("._-/+,:@%", c))
            return false;
    }
    return text.len > 0;
}

static void add_quoted(an_buf *out, an_str word)
{
    if (plain_for_shell(word)) {
        an_buf_add(out, word);
        return;
    }
    an_buf_add_char(out, '\'');
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '\'')
            an_buf_add_text(out, "'\\''");
        else
            an_buf_add_char(out, word.ptr[i]);
    }
    an_buf_add_char(out, '\'');
}

static an_str without_ending(an_str path)
{
    for (size_t at = path.len; at > 0 && path.ptr[at - 1] != '/'; at--) {
        if (path.ptr[at - 1] == '.' && at > 1 && path.ptr[at - 2] != '/')
            return an_str_sub(path, 0, at - 1);
    }
    return path;
}

/* One word of a command with FILE and BASE put in. What is written must not be what is read. */
static void add_word(an_buf *out, an_str word, an_str path)
{
    size_t file = an_str_find(word, 0, AN_LIT("FILE")), base = an_str_find(word, 0, AN_LIT("BASE"));
    size_t at = file != (size_t)-1 ? file : base;
    an_str name = at == file ? path : without_ending(path), rest;
    an_buf whole = {0};

    if (at == (size_t)-1 || an_str_find(word, 0, AN_LIT("FILENO")) != (size_t)-1) {
        an_buf_add(out, word);
        return;
    }
    rest = an_str_sub(word, at + 4, word.len);
    an_buf_add(&whole, an_str_sub(word, 0, at));
    if (at == 0 && path.len && path.ptr[0] == '-')
        an_buf_add_text(&whole, "./"); /* a name that would be read as an option */
    an_buf_add(&whole, name);
    if (at != file && an_str_equal(an_str_sub(path, name.len, path.len), rest))
        an_buf_add_text(&whole, ".new");
    an_buf_add(&whole, rest);
    add_quoted(out, an_buf_str(&whole));
    out->failed = out->failed || whole.failed;
    an_buf_clear(&whole);
}

void an_foreign_command(an_buf *out, const an_foreign *foreign, an_str path)
{
    an_str rest = an_str_of(foreign->command), word;

    for (bool first = true; an_str_next(&rest, ' ', &word); first = false) {
        if (!first)
            an_buf_add_char(out, ' ');
        add_word(out, word, path);
    }
}
