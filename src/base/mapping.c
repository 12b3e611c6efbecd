/* Mapping files. The descriptor is closed at once: the mapping keeps the file. */
#include "base/mapping.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Map a regular file that is large enough; false when it is to be read. */
static bool map(an_mapping *out, const char *path, size_t least, size_t largest)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    void *pages;

    if (fd < 0)
        return false;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || (uint64_t)info.st_size < least || (uint64_t)info.st_size > largest) {
        close(fd);
        return false;
    }
    pages = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (pages == MAP_FAILED)
        return false;
    *out = (an_mapping){.text = {pages, (size_t)info.st_size}, .pages = pages, .size = (size_t)info.st_size};
    return true;
}

an_status an_mapping_open(an_mapping *out, const char *path, size_t least, size_t largest, an_error *err)
{
    an_status st;

    *out = (an_mapping){.read.max = largest};
    if (least && map(out, path, least, largest))
        return AN_OK;
    if ((st = an_file_read(&out->read, path, err)) == AN_OK)
        out->text = an_buf_str(&out->read);
    else
        an_mapping_close(out);
    return st;
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
