#include "script.h"

#include <string.h>

/* a … z, then A … Z. Accented: a seventh or so of an English text's letters, about as many as in French. */
static const char *const letters[][52] = {
    [SCRIPT_ACCENTED] = {"a", "b", "ç", "d", "e", "f", "g", "h", "î", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "ü", "v", "w",
                         "x", "ÿ", "ž", "A", "B", "Ç", "D", "É", "F", "G", "H", "Î", "J", "K", "L", "M", "N", "Ö", "P", "Q", "R", "Š", "T",
                         "Ü", "V", "W", "X", "Ÿ", "Ž"},
    [SCRIPT_CYRILLIC] = {"а", "б", "ц", "д", "е", "ф", "г", "х", "и", "й", "к", "л", "м", "н", "о", "п", "я", "р", "с", "т", "у", "в", "ш",
                         "ж", "ы", "з", "А", "Б", "Ц", "Д", "Е", "Ф", "Г", "Х", "И", "Й", "К", "Л", "М", "Н", "О", "П", "Я", "Р", "С", "Т",
                         "У", "В", "Ш", "Ж", "Ы", "З"},
};

bool script_named(script *out, const char *name)
{
    static const char *const names[] = {"plain", "accented", "cyrillic"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            *out = (script)i;
            return true;
        }
    }
    return false;
}

static void put(page *p, const char *bytes, size_t length)
{
    if (length > sizeof p->bytes - p->length)
        return;
    memcpy(p->bytes + p->length, bytes, length);
    p->length += length;
}

static void letter(page *p, char c, bool capital)
{
    size_t place = (size_t)(c - 'a') + (capital ? 26 : 0);
    if (p->script == SCRIPT_PLAIN || c < 'a' || c > 'z') {
        char plain = capital ? (char)(c - 'a' + 'A') : c;
        put(p, &plain, 1);
    } else {
        put(p, letters[p->script][place], strlen(letters[p->script][place]));
    }
}

void page_put(page *p, const char *ascii)
{
    put(p, ascii, strlen(ascii));
}

void page_word(page *p, const char *word)
{
    for (; *word; word++)
        letter(p, *word, false);
}

void page_title(page *p, const char *word)
{
    letter(p, *word, true);
    page_word(p, word + 1);
}
