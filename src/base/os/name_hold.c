/* The lock is a byte far behind what a database can have, whose place is reckoned from the name:
 * who holds the same name locks the same byte, for reading, as many as like. */
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier)
#include "base/os/name_hold.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PLACES_AT ((off_t)1 << 62)
#define PLACES    ((off_t)1 << 32)

struct name_hold {
    int fd;
    off_t place;
};

static uint64_t add_bytes(uint64_t hash, const void *bytes, size_t n) {
    const unsigned char *from = bytes;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ from[i]) * 0x100000001B3u; /* FNV-1a */
    return hash;
}

/* By the folder and not its path: a link may lead to it, or a mount show it a second time. */
static off_t place_of(const char *path) {
    char *folder = file_path_folder(path);
    const char *name = file_path_name(path);
    struct file_identity at = file_identify(folder);
    uint64_t hash = add_bytes(0xCBF29CE484222325u, &at, sizeof at);
    hash = add_bytes(hash, name, strlen(name));
    mem_free(folder);
    return PLACES_AT + (off_t)((hash ^ hash >> 32) % (uint64_t)PLACES);
}

static struct name_hold *open_hold(const char *path) {
    int fd = FILE_CALL(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (fd < 0)
        return NULL;
    struct name_hold *hold = MEM_NEW(struct name_hold);
    *hold = (struct name_hold){fd, place_of(path)};
    return hold;
}

struct name_hold *name_hold_take(const char *path) {
    struct name_hold *hold = open_hold(path);
    if (hold == NULL)
        return NULL;
    struct flock byte = {
        .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = hold->place, .l_len = 1};
    if (FILE_CALL(fcntl(hold->fd, F_OFD_SETLK, &byte)) == 0)
        return hold;
    name_hold_drop(hold);
    return NULL;
}

void name_hold_drop(struct name_hold *hold) {
    if (hold == NULL)
        return;
    (void)close(hold->fd);
    mem_free(hold);
}

static bool is_held(int fd, off_t from, off_t to) {
    struct flock range = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from, .l_len = to - from};
    return to > from && FILE_CALL(fcntl(fd, F_OFD_GETLK, &range)) == 0 && range.l_type != F_UNLCK;
}

bool name_hold_meets_other(const struct name_hold *hold) {
    return is_held(hold->fd, PLACES_AT, hold->place) ||
           is_held(hold->fd, hold->place + 1, PLACES_AT + PLACES);
}

static bool has_names(const char *path) {
    struct stat st;
    return FILE_CALL(stat(path, &st)) == 0 && S_ISREG(st.st_mode) && st.st_nlink > 1;
}

bool file_is_held_elsewhere(const char *path) {
    struct name_hold *hold = has_names(path) ? open_hold(path) : NULL;
    bool is = hold != NULL && name_hold_meets_other(hold);
    name_hold_drop(hold);
    return is;
}

static bool stands_beside(const char *path, const char *beside) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s%s", path, beside != NULL ? beside : "");
    bool there = file_kind_of(name.s) == FILE_REGULAR;
    str_release(&name);
    return there;
}

char *file_find_other_name(const char *path, const char *beside) {
    struct file_list list = {.hidden = true};
    char *folder = file_path_folder(path), *found = NULL;
    if (has_names(path) && file_list_folder(&list, folder, NULL) == RC_OK)
        for (size_t i = 0; found == NULL && i < list.count; i++) {
            char *other = file_path_join(folder, list.entries[i].name);
            bool is = strcmp(list.entries[i].name, file_path_name(path)) != 0 &&
                      file_kind_of(other) == FILE_REGULAR && file_is_same(other, path) &&
                      stands_beside(other, beside);
            if (is)
                found = other;
            else
                mem_free(other);
        }
    file_list_release(&list);
    mem_free(folder);
    return found;
}
