/* Mapping files. A descriptor need not stay open: the mapping keeps the file. */
#include "base/mapping.h"

#include "base/file.h"
#include "base/pages.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Empty pages. Those of a large file start where a large page may: where the system keeps the file in large pages it can map them whole, which
   spares most faults, and most of the address translation later on. */
static char *reserve(size_t size)
{
    size_t spare = size >= AN_PAGES_LARGE ? AN_PAGES_LARGE : 0, before;
    char *pages = mmap(NULL, size + spare, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED)
        return NULL;
    before = spare ? (spare - (uintptr_t)pages % spare) % spare : 0;
    if (before)
        munmap(pages, before);
    if (spare > before)
        munmap(pages + before + size, spare - before);
    return pages + before;
}

/* Read-only pages of a file, and behind its last byte at least one that is NUL, as behind text that was read. */
static void *map_pages(int descriptor, size_t size, size_t *whole)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages;

    *whole = (size / page + 1) * page;
    if (!(pages = reserve(*whole)))
        return NULL;
    if (mmap(pages, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED) {
        an_pages_wish(pages, size);
        return pages;
    }
    munmap(pages, *whole);
    return NULL;
}

bool an_mapping_of(an_mapping *out, int descriptor, size_t least, size_t largest)
{
    struct stat info;
    size_t size, whole;
    void *pages;

    *out = (an_mapping){0};
    if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0 || (uint64_t)info.st_size < least ||
        (uint64_t)info.st_size > largest)
        return false;
    size = (size_t)info.st_size;
    if (!(pages = map_pages(descriptor, size, &whole)))
        return false;
    *out = (an_mapping){.text = {pages, size}, .pages = pages, .size = whole};
    return true;
}

an_status an_mapping_open(an_mapping *out, const char *path, size_t least, size_t largest, an_error *err)
{
    struct stat info;
    bool regular = stat(path, &info) == 0 && S_ISREG(info.st_mode); /* a pipe can be opened once: by who reads it */
    int descriptor = least && regular ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    bool mapped = descriptor >= 0 && an_mapping_of(out, descriptor, least, largest);
    an_status st;

    if (descriptor >= 0)
        close(descriptor);
    if (mapped)
        return AN_OK;
    *out = (an_mapping){.read.max = largest};
    if ((st = an_file_read(&out->read, path, err)) == AN_OK)
        out->text = an_buf_str(&out->read);
    else
        an_mapping_close(out);
    return st;
}

void an_mapping_expect(const an_mapping *mapping)
{
#ifdef MADV_POPULATE_READ
    if (mapping->pages)
        madvise(mapping->pages, mapping->text.len, MADV_POPULATE_READ); /* no matter when it fails */
#else
    (void)mapping;
#endif
}

void an_mapping_close(an_mapping *mapping)
{
    if (mapping->pages)
        munmap(mapping->pages, mapping->size);
    an_buf_clear(&mapping->read);
    *mapping = (an_mapping){0};
}

void an_mapping_passed(const an_mapping *mapping, size_t at)
{
    enum { PAGE = 1 << 16 };

    if (mapping->pages && at >= PAGE)
        madvise(mapping->pages, (at < mapping->size ? at : mapping->size) / PAGE * PAGE, MADV_DONTNEED);
}
