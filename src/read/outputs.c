/* What this program writes, known by how it begins. None of it is a document: read again, it would count everything twice. */
#include "actornet/output.h"
#include "base/str.h"

static const struct {
    const char *starts, *holds, *is;
} outputs[] = {
    {"<?xml", "<!-- A network of actors.", "a network"},
    {"graph actors {", "", "a network"},
    {"{\n\"directed\":", "", "a network"},
    {"{\n  \"command\":", "", "a report"},
    {"Id,Label,", "", "a table of actors"},
    {"Source,Target,", "", "a table of links"},
    {"rank,id,label,type", "", "a table of actors"},
    {"mentions\tdocuments\tactor\t", "", "a table of actors"},
    {"document\tstart\tend\t", "", "a table of mentions"},
    {"-DOCSTART- (", "", "a table of mentions"},
    {"mark\tkind\t", "", "a tick sheet"},
    {"actor\talias\ttype\n", "", "a dictionary"},
};

/* Lines of mentions tell the sentences in front of the text; annotated text of others does not. */
static bool is_mention_line(an_str text)
{
    size_t sentences;

    if (!an_str_starts(text, AN_LIT("{\"id\":\"")))
        return false;
    sentences = an_str_find(text, 0, AN_LIT("\"sentences\":["));
    return sentences != (size_t)-1 && sentences < an_str_find(text, 0, AN_LIT("\"text\":\""));
}

const char *an_output_kind(const char *head, size_t length)
{
    an_str text = an_str_unmarked((an_str){head, length});

    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (an_str_starts(text, an_str_of(outputs[i].starts)) && an_str_find(text, 0, an_str_of(outputs[i].holds)) != (size_t)-1)
            return outputs[i].is;
    return is_mention_line(text) ? "mentions" : NULL;
}
