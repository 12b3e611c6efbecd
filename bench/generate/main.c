/* Makes the texts and names that scripts/bench measures with: the same bytes on every machine, from the word lists in dict/.

   generate DICT names SCRIPT COUNT                            names, one a line, to standard output
   generate DICT mail SCRIPT COUNT SHARE LISTED BASE [FOLDER]  letters: BASE.txt (one behind the other), BASE.jsonl (one a line), and
                                                               FOLDER/NN/NNNNN.txt (one a file)
   SCRIPT: plain, accented, cyrillic. SHARE: of 1000 words at so many a name starts, drawn from the first LISTED names. */
#include "mail.h"
#include "names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PER_FOLDER = 500 };

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "generate: cannot %s '%s': %s\n", what, path, strerror(errno));
    exit(1);
}

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        fail("write", path);
    return file;
}

static void finish(FILE *file, const char *path)
{
    if (ferror(file) || fclose(file) != 0)
        fail("write", path);
}

static uint64_t whole_number(const char *text)
{
    char *end;
    uint64_t number = strtoull(text, &end, 10);
    if (end == text || *end || number > 1 << 27) {
        fprintf(stderr, "generate: '%s' is no number from 0 to %d\n", text, 1 << 27);
        exit(2);
    }
    return number;
}

static void write_names(const lists *from, page *p, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        p->length = 0;
        name_write(p, from, i, " ");
        page_put(p, "\n");
        fwrite(p->bytes, 1, p->length, stdout);
    }
    finish(stdout, "standard output");
}

static void write_file(const page *p, const char *folder, uint64_t number)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%02u", folder, (unsigned)(number / PER_FOLDER));
    if (number % PER_FOLDER == 0 && mkdir(path, 0777) != 0 && errno != EEXIST)
        fail("make the folder", path);
    snprintf(path, sizeof path, "%s/%02u/%05u.txt", folder, (unsigned)(number / PER_FOLDER), (unsigned)number);
    FILE *file = create(path);
    fwrite(p->bytes, 1, p->length, file);
    finish(file, path);
}

static void write_line(const page *p, FILE *file, uint64_t number, const char *date)
{
    fprintf(file, "{\"id\":\"%05u\",\"date\":\"%s\",\"text\":\"", (unsigned)number, date);
    for (size_t i = 0; i < p->length; i++) { /* quotation marks and backslashes are in none of the texts */
        if (p->bytes[i] == '\n')
            fputs("\\n", file);
        else
            putc(p->bytes[i], file);
    }
    fputs("\"}\n", file);
}

static void write_mail(const mail *how, page *p, uint64_t count, const char *base, const char *folder)
{
    char text_path[4096], lines_path[4096];
    snprintf(text_path, sizeof text_path, "%s.txt", base);
    snprintf(lines_path, sizeof lines_path, "%s.jsonl", base);
    FILE *text = create(text_path), *lines = create(lines_path);
    if (folder && mkdir(folder, 0777) != 0 && errno != EEXIST)
        fail("make the folder", folder);
    for (uint64_t i = 0; i < count; i++) {
        char date[11];
        mail_write(p, how, i, date);
        if (folder)
            write_file(p, folder, i);
        write_line(p, lines, i, date);
        fwrite(p->bytes, 1, p->length, text);
        putc('\n', text);
    }
    finish(text, text_path);
    finish(lines, lines_path);
}

int main(int argc, char **argv)
{
    static page p;
    lists from;
    if (argc == 5 && strcmp(argv[2], "names") == 0 && script_named(&p.script, argv[3])) {
        lists_read(&from, argv[1]);
        write_names(&from, &p, whole_number(argv[4]));
        return 0;
    }
    if ((argc == 8 || argc == 9) && strcmp(argv[2], "mail") == 0 && script_named(&p.script, argv[3])) {
        lists_read(&from, argv[1]);
        mail how = {&from, whole_number(argv[6]), (unsigned)whole_number(argv[5])};
        write_mail(&how, &p, whole_number(argv[4]), argv[7], argv[8]);
        return 0;
    }
    fprintf(stderr, "usage: generate DICT names SCRIPT COUNT | generate DICT mail SCRIPT COUNT SHARE LISTED BASE [FOLDER]\n");
    return 2;
}
