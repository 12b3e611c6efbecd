/* The table of foreign formats, and the order of an import: read all files into a sink, settle it, write it. Bad rows are told as they
   come; without keep_going they fail the import when all were told, and nothing is written. */
#include "lexicon/import/import.h"

#include "text/date.h"

static const an_dict_format formats[] = {
    {"plain", "one name a line", true, false},
    {"csv", "a table with any header, as spreadsheets write it", true, true},
    {"petrarch", "PETRARCH and TABARI actor files", true, false},
    {"gate", "GATE gazetteers: lists.def and its lists", true, true},
    {"spacy", "spaCy EntityRuler patterns (JSON lines)", true, true},
    {"regexner", "Stanford RegexNER mappings", true, true},
    {"ofac", "OFAC sanctions: sdn.csv and alt.csv", true, false},
    {"ftm", "FollowTheMoney entities (JSON lines), as of OpenSanctions", true, false},
    {"wikidata", "CSV of a Wikidata SPARQL query: item, itemLabel, alias", true, false},
    {"skos", "SKOS thesauri as N-Triples", true, false},
    {0},
};

/* In the order of the formats. Each gets all files, as several may belong together. */
static void (*const readers[])(an_import *to, const char *const *paths, size_t count) = {
    an_import_plain,    an_import_csv,  an_import_petrarch, an_import_gate,     an_import_spacy,
    an_import_regexner, an_import_ofac, an_import_ftm,      an_import_wikidata, an_import_skos,
};
enum { FORMATS = sizeof readers / sizeof *readers };

const an_dict_format *an_dict_formats(void)
{
    return formats;
}

const an_dict_format *an_dict_format_find(const char *name, bool imports, an_error *err)
{
    const char *names[FORMATS], *nearest;
    size_t count = 0;
    an_buf all = {0};

    for (size_t i = 0; i < FORMATS; i++) {
        if (imports ? !formats[i].imports : !formats[i].exports)
            continue;
        if (strcmp(formats[i].name, name) == 0) {
            an_buf_clear(&all);
            return &formats[i];
        }
        an_buf_addf(&all, "%s%s", count ? ", " : "", formats[i].name);
        names[count++] = formats[i].name;
    }
    nearest = an_str_suggest(an_str_of(name), names, count);
    an_fail(err, AN_ERR_NOT_FOUND, nearest ? "no format '%s' to %s (did you mean '%s'?): choose from %s" : "no format '%s' to %s%s: choose from %s", name,
            imports ? "import" : "export", nearest ? nearest : "", all.ptr ? all.ptr : "");
    an_buf_clear(&all);
    return NULL;
}

void an_import_init(an_import *to, const an_dict_import_options *options, an_dict_report *report, const an_observer *watch, an_error *err)
{
    *to = (an_import){.options = options, .watch = watch, .err = err, .ledger = report};
}

an_status an_import_verdict(an_import *to)
{
    if (to->status != AN_OK || to->bad == 0 || to->options->keep_going)
        return to->status;
    if (to->err) {
        char message[sizeof to->err->message + 64];
        *to->err = to->first;
        to->err->status = AN_ERR_SYNTAX;
        if (to->bad > 1) {
            snprintf(message, sizeof message, "%zu bad rows; the first: %s", to->bad, to->first.message);
            an_copy_clean(to->err->message, sizeof to->err->message, an_str_of(message));
        }
    }
    return AN_ERR_SYNTAX;
}

/* Comments on top: what this is, and of a pack its name and date. No paths: the file may be passed on. */
static void add_comment(an_buf *out, const an_import *to, const char *format, const char *const *paths, size_t count)
{
    const char *date = to->options->date ? to->options->date : to->newest;

    if (to->options->pack)
        an_buf_addf(out, "# pack: %s, date %s\n", to->options->pack, date[0] ? date : "unknown");
    an_buf_addf(out, "# imported from %s:", format);
    for (size_t i = 0; i < count && i < 16; i++) {
        const char *slash = strrchr(paths[i], '/');
        char name[256];
        an_copy_clean(name, sizeof name, an_str_of(strcmp(paths[i], "-") == 0 ? "standard input" : slash ? slash + 1 : paths[i]));
        an_buf_addf(out, "%s %s", i ? "," : "", name);
    }
    an_buf_addf(out, "%s\n", count > 16 ? ", …" : "");
}

static an_status check_options(const an_dict_import_options *options, an_error *err)
{
    static const char *const cases[] = {"any", "cap", "exact", "auto"};
    bool known = !options->casing;

    for (size_t i = 0; !known && i < sizeof cases / sizeof *cases; i++)
        known = strcmp(options->casing, cases[i]) == 0;
    if (!known)
        return an_fail(err, AN_ERR_INVALID, "unknown case '%s': any, cap, exact or auto", options->casing);
    if (options->date && !an_date_valid(an_str_of(options->date)))
        return an_fail(err, AN_ERR_INVALID, "'%s' is no date: YYYY, YYYY-MM or YYYY-MM-DD", options->date);
    return AN_OK;
}

an_status an_dict_import(const char *format, const char *const *paths, size_t path_count, const char *to_path,
                         const an_dict_import_options *options, an_dict_report *report, const an_observer *watch, an_error *err)
{
    static const an_dict_import_options plain;
    an_dict_report *own = report ? NULL : an_dict_report_new(false);
    an_import to = {0};
    an_buf comment = {0};
    const an_dict_format *known = an_dict_format_find(format, true, err);
    an_status st;

    an_import_init(&to, options ? options : &plain, report ? report : own, watch, err);
    if (!known)
        st = AN_ERR_NOT_FOUND;
    else if (!to.ledger)
        st = an_fail_nomem(err);
    else if ((st = check_options(to.options, err)) == AN_OK) {
        readers[known - formats](&to, paths, path_count);
        an_import_finish(&to);
        if ((st = an_import_verdict(&to)) == AN_OK && to.ledger->failed)
            st = an_fail_nomem(err);
        if (st == AN_OK && to.rows.count == 0)
            st = an_fail(err, AN_ERR_NOT_FOUND, "no name found: nothing to write");
        add_comment(&comment, &to, format, paths, path_count);
        if (st == AN_OK)
            st = comment.failed ? an_fail_nomem(err) : an_import_write(&to, to_path, an_buf_str(&comment), err);
    }
    an_buf_clear(&comment);
    an_import_clear(&to);
    an_dict_report_free(own);
    return st;
}
