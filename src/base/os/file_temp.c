#include "base/os/file_temp.h"

#include "base/os/file_path.h"

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_call.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define CALL FILE_CALL

enum {
    NAMES = 100,                /* more are not written at a time into one folder */
    LEFT_BEHIND = 24 * 60 * 60, /* seconds: nobody writes to it any more */
    LOOKED_AT = 8,              /* the first names; a program seldom takes a later one */
};

/* The file itself, and what SQLite puts beside a database. */
static const char *const endings[] = {"", "-journal", "-wal", "-shm"};

static void set_name(struct str *out, const char *folder, int i, size_t ending) {
    str_clear(out);
    str_add_format(out, "%s/.jixiao-%d.tmp%s", folder, i, endings[ending]);
}

static bool is_left_behind(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
           clock_now() / 1000 - (int64_t)st.st_mtime > LEFT_BEHIND;
}

static void drop_left_behind(struct str *name, const char *folder) {
    for (int i = 0; i < LOOKED_AT; i++)
        for (size_t ending = 0; ending < ARRAY_LEN(endings); ending++) {
            set_name(name, folder, i, ending);
            if (is_left_behind(name->s))
                (void)unlink(name->s);
        }
}

/* A log that another program left would be taken for that of the new file. */
static bool is_free(struct str *name, const char *folder, int i) {
    struct stat st;
    for (size_t ending = 0; ending < ARRAY_LEN(endings); ending++) {
        set_name(name, folder, i, ending);
        if (lstat(name->s, &st) == 0)
            return false;
    }
    return true;
}

int file_open_temp(struct str *temp, const char *folder) {
    drop_left_behind(temp, folder);
    errno = EEXIST;
    for (int i = 0; i < NAMES; i++) {
        if (!is_free(temp, folder, i)) {
            errno = EEXIST;
            continue;
        }
        set_name(temp, folder, i, 0);
        int fd = CALL(open(temp->s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

enum rc file_make_temp(struct str *temp, const char *path, struct err *err) {
    struct stat st;
    bool there = false;
    enum rc rc = file_look_at_target(path, &st, &there, err);
    if (rc != RC_OK)
        return rc;
    char *folder = file_path_folder(path);
    int fd = file_open_temp(temp, folder);
    mem_free(folder);
    if (fd < 0)
        return file_fail_writing(path, errno, err);
    (void)close(fd);
    return RC_OK;
}

enum rc file_take_place(const char *temp, const char *path, unsigned mode, struct err *err) {
    struct stat st;
    bool there = false;
    enum rc rc = file_look_at_target(path, &st, &there, err);
    int fd = rc == RC_OK ? CALL(open(temp, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) : -1;
    if (rc == RC_OK && (fd < 0 || CALL(fsync(fd)) != 0 || CALL(fchmod(fd, (mode_t)mode)) != 0 ||
                        CALL(rename(temp, path)) != 0))
        rc = file_fail_writing(path, errno, err);
    if (fd >= 0)
        (void)close(fd);
    if (rc != RC_OK) {
        file_drop(temp);
        return rc;
    }
    char *folder = file_path_folder(path);
    file_sync_folder(folder);
    mem_free(folder);
    return RC_OK;
}

void file_drop(const char *temp) {
    (void)unlink(temp);
}
