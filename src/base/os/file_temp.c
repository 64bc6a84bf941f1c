#include "base/os/file_temp.h"

#include "base/os/file_path.h"

#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_call.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CALL FILE_CALL

enum {
    NAMES = 100,                /* more are not written at a time into one folder */
    LEFT_BEHIND = 24 * 60 * 60, /* seconds: nobody writes to it any more */
    LOOKED_AT = 8,              /* the first names; a program seldom takes a later one */
};

/* The file itself, and what SQLite puts beside a database. */
static const char *const endings[] = {"", "-journal", "-wal", "-shm"};

/* --- who ends the program takes the file along --- */

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

/* The file that is being filled; signals belong to the process. */
static struct {
    char names[ARRAY_LEN(endings)][PATH_MAX]; /* the first empty: none */
    struct sigaction before[ARRAY_LEN(ends)];
} filled;

static void on_end(int number) {
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        (void)unlink(filled.names[i]);
    (void)raise(number); /* SA_RESETHAND has put the default back */
}

/* Where nobody else minds a signal it would end the program at once. A second file at the same time
 * is left to who writes next. */
static void guard(const char *temp) {
    struct sigaction action = {.sa_handler = on_end, .sa_flags = (int)SA_RESETHAND};
    if (filled.names[0][0] != '\0' || strlen(temp) + sizeof "-journal" > PATH_MAX)
        return;
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        (void)snprintf(filled.names[i], PATH_MAX, "%s%s", temp, endings[i]);
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (sigaction(ends[i], NULL, &filled.before[i]) == 0 &&
            filled.before[i].sa_handler == SIG_DFL)
            (void)sigaction(ends[i], &action, NULL);
}

void file_forget_temp(const char *temp) {
    struct sigaction now;
    if (strcmp(filled.names[0], temp) != 0)
        return;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler == on_end)
            (void)sigaction(ends[i], &filled.before[i], NULL);
    filled.names[0][0] = '\0';
}

/* --- names --- */

static void set_name(struct str *out, const char *folder, int i, size_t ending) {
    str_clear(out);
    str_add_format(out, "%s/.jixiao-%d.tmp%s", folder, i, endings[ending]);
}

static bool is_left_behind(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
           clock_now() / 1000 - (int64_t)st.st_mtime > LEFT_BEHIND;
}

void file_drop_left_behind(const char *folder) {
    struct str name = STR_INIT;
    for (int i = 0; i < LOOKED_AT; i++)
        for (size_t ending = 0; ending < ARRAY_LEN(endings); ending++) {
            set_name(&name, folder, i, ending);
            if (is_left_behind(name.s))
                (void)unlink(name.s);
        }
    str_release(&name);
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
    file_drop_left_behind(folder);
    errno = EEXIST;
    for (int i = 0; i < NAMES; i++) {
        if (!is_free(temp, folder, i)) {
            errno = EEXIST;
            continue;
        }
        set_name(temp, folder, i, 0);
        int fd = CALL(open(temp->s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (fd >= 0)
            guard(temp->s);
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
    file_forget_temp(temp);
    char *folder = file_path_folder(path);
    file_sync_folder(folder);
    mem_free(folder);
    return RC_OK;
}

void file_drop(const char *temp) {
    (void)unlink(temp);
    file_forget_temp(temp);
}

enum rc file_make_work_folder(struct str *folder, struct err *err) {
    const char *place = getenv("TMPDIR");
    str_clear(folder);
    str_add_format(folder, "%s/jixiao-XXXXXX", place != NULL && place[0] == '/' ? place : "/tmp");
    if (CALL(mkdtemp(folder->s) == NULL ? -1 : 0) == 0)
        return RC_OK;
    enum rc rc = file_fail_writing(folder->s, errno, err);
    str_clear(folder);
    return rc;
}

static int drop_one(const char *path, const struct stat *st, int kind, struct FTW *at) {
    (void)st;
    (void)at;
    (void)(kind == FTW_DP ? rmdir(path) : unlink(path));
    return 0;
}

void file_drop_folder(const char *folder) {
    enum { FOLDERS_AT_ONCE = 16 };
    (void)nftw(folder, drop_one, FOLDERS_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
