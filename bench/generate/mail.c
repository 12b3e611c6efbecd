#include "mail.h"

#include "names.h"

#include <stdio.h>

enum {
    COLUMNS = 72,
    NAME_WORDS = 25,  /* of ten names, about */
    LONE_NAMES = 15,  /* in a thousand words: a given name or surname alone, which is no listed name */
    STRANGERS = 5,    /* in a thousand words: a full name that is not listed */
    NUMBERS = 10,     /* in a thousand words */
    FIRST_STRANGER = 1 << 27,
    CIRCLES = 2000, MEMBERS = 16, /* who writes to one another: four of five names of a letter are of its circle */
};

typedef struct writing {
    page *page;
    const mail *how;
    dice dice;
    uint64_t circle;
    size_t line; /* where the line began */
} writing;

static bool one_in(writing *w, uint64_t n)
{
    return dice_below(&w->dice, n) == 0;
}

static const char *any(writing *w, const words *list)
{
    return list->items[dice_below(&w->dice, list->count)];
}

/* The gap before a word: one of them, where the line is full, is the end of the line. */
static const char *gap(writing *w)
{
    if (w->page->length - w->line < COLUMNS)
        return " ";
    w->line = w->page->length;
    return "\n";
}

static void listed_name(writing *w, const char *between)
{
    dice of_member = {w->circle * MEMBERS + dice_rank(&w->dice, MEMBERS)};
    bool outside = one_in(w, 5);
    name_write(w->page, w->how->from, dice_rank(outside ? &w->dice : &of_member, w->how->listed), between);
}

static void word(writing *w, bool title)
{
    const lists *from = w->how->from;
    uint64_t rank = dice_rank(&w->dice, from->frequent.count + from->common.count);
    const char *found = rank < from->frequent.count ? from->frequent.items[rank] : from->common.items[rank - from->frequent.count];
    (title ? page_title : page_word)(w->page, found);
}

static void number(writing *w)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%u", (unsigned)dice_below(&w->dice, one_in(w, 2) ? 100 : 30000));
    page_put(w->page, digits);
}

/* One word or name of a sentence. */
static void unit(writing *w, bool first)
{
    /* a name is of several words: fewer starts in a thousand units than in a thousand words */
    unsigned share = w->how->share, names = share * 1000 / (1000 - share * (NAME_WORDS - 10) / 10);
    uint64_t what = dice_below(&w->dice, 1000);
    if (what < names)
        listed_name(w, w->page->length - w->line < COLUMNS - 12 ? " " : gap(w));
    else if ((what -= names) < LONE_NAMES)
        page_title(w->page, any(w, one_in(w, 2) ? &w->how->from->given : &w->how->from->surnames));
    else if ((what -= LONE_NAMES) < STRANGERS)
        name_write(w->page, w->how->from, FIRST_STRANGER + dice_below(&w->dice, FIRST_STRANGER), " ");
    else if ((what -= STRANGERS) < NUMBERS)
        number(w);
    else
        word(w, first);
}

static void sentence(writing *w)
{
    uint64_t units = 5 + dice_below(&w->dice, 24);
    for (uint64_t i = 0; i < units; i++) {
        unit(w, i == 0);
        if (i + 1 < units) {
            if (one_in(w, 14))
                page_put(w->page, ",");
            page_put(w->page, gap(w));
        }
    }
    page_put(w->page, one_in(w, 12) ? "?" : ".");
}

static void paragraph(writing *w)
{
    w->line = w->page->length;
    for (uint64_t i = 1 + dice_below(&w->dice, 6); i > 0; i--) {
        sentence(w);
        if (i > 1)
            page_put(w->page, gap(w));
    }
    page_put(w->page, "\n\n");
}

static void person(writing *w, const char *header)
{
    const lists *from = w->how->from;
    page_put(w->page, header);
    listed_name(w, " ");
    page_put(w->page, " <");
    page_put(w->page, any(w, &from->given));
    page_put(w->page, "@example.org>\n");
}

static void headers(writing *w, const char *date)
{
    person(w, "From: ");
    person(w, "To: ");
    page_put(w->page, "Date: ");
    page_put(w->page, date);
    page_put(w->page, "\nSubject: ");
    word(w, true);
    for (uint64_t i = dice_below(&w->dice, 6); i > 0; i--) {
        page_put(w->page, " ");
        word(w, false);
    }
    page_put(w->page, "\n\n");
}

void mail_write(page *p, const mail *how, uint64_t number, char date[11])
{
    writing w = {.page = p, .how = how, .dice = {number}};
    w.circle = dice_rank(&w.dice, CIRCLES);
    p->length = 0;
    size_t wanted = (size_t)192 << dice_below(&w.dice, 6);
    wanted += dice_below(&w.dice, wanted);
    snprintf(date, 11, "%04u-%02u-%02u", 2001 + (unsigned)dice_below(&w.dice, 20), 1 + (unsigned)dice_below(&w.dice, 12),
             1 + (unsigned)dice_below(&w.dice, 28));
    headers(&w, date);
    do
        paragraph(&w);
    while (p->length < wanted);
    page_put(p, "-- \n");
    listed_name(&w, " ");
    page_put(p, "\n");
}
