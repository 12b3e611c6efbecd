/* Reading of dict/: the first column of each line that is one word of ASCII letters; the header row of a table stands out by its "word". */
#include "words.h"

#include "dice.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By falling frequency: nearly half of all words of a natural English text. */
static const char frequent[] =
    "the of and to in a is that for it was on with he as i his be at by had not are but from or have an they which one you were all her "
    "she there would their we him been has when who will no more if out so up said what its about than into them can only other time new "
    "some could these two may first then do any like my now over such our man me even most made after also well did many before must "
    "through years where much your way down should because long each just state those people too mr how little good world make very year "
    "still work see own men day get here between both life being under three never know same last another while us off might great";

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "generate: %s '%s'\n", what, path);
    exit(1);
}

static void add(words *out, size_t *capacity, const char *word, size_t length)
{
    if (out->count == *capacity) {
        *capacity = *capacity ? *capacity * 2 : 1024;
        out->items = realloc(out->items, *capacity * sizeof *out->items);
    }
    char *copy = out->items ? malloc(length + 1) : NULL;
    if (!copy)
        fail("out of memory at", word);
    for (size_t i = 0; i < length; i++)
        copy[i] = (char)tolower((unsigned char)word[i]);
    copy[length] = '\0';
    out->items[out->count++] = copy;
}

static void read_list(words *out, const char *dict, const char *name)
{
    char path[4096], line[4096];
    snprintf(path, sizeof path, "%s/%s", dict, name);
    FILE *file = fopen(path, "r");
    if (!file)
        fail("cannot read", path);
    size_t capacity = out->count;
    while (fgets(line, sizeof line, file)) {
        size_t length = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        bool is_header = strncmp(line, "word\t", 5) == 0;
        if (length > 1 && strcspn(line, "\t\r\n") == length && !is_header)
            add(out, &capacity, line, length);
    }
    fclose(file);
    if (!out->count)
        fail("no word in", path);
}

static void shuffle(words *list)
{
    dice d = {1};
    for (size_t i = list->count; i > 1; i--) {
        size_t other = dice_below(&d, i);
        char *word = list->items[i - 1];
        list->items[i - 1] = list->items[other];
        list->items[other] = word;
    }
}

static void read_frequent(words *out)
{
    size_t capacity = 0;
    for (const char *word = frequent; *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        add(out, &capacity, word, length);
        word += length;
    }
}

void lists_read(lists *out, const char *dict)
{
    *out = (lists){0};
    read_frequent(&out->frequent);
    read_list(&out->common, dict, "words/common.txt");
    read_list(&out->given, dict, "names/given.tsv");
    read_list(&out->surnames, dict, "words/surnames.txt");
    read_list(&out->towns, dict, "words/towns.txt");
    shuffle(&out->common);
}
