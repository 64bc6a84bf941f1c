#include "base/os/file.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_call.h"
#include "base/os/file_path.h"
#include "base/os/file_temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CALL FILE_CALL

enum { PIECE = 64 * 1024 };

static enum rc fail_reading(struct err *err, const char *path, int error) {
    if (error == ENOENT)
        return err_set(err, RC_INPUT, _("没有文件“%s”：请检查文件名和路径"), path);
    if (error == EISDIR)
        return err_set(err, RC_INPUT, _("“%s”是文件夹：请写出其中的文件名"), path);
    struct str subject = STR_INIT;
    str_add_format(&subject, _("不能读取文件“%s”"), path);
    enum rc rc = file_fail(err, RC_INPUT, subject.s, error);
    str_release(&subject);
    return rc;
}

enum file_kind file_kind_of(const char *path) {
    struct stat st;
    return CALL(lstat(path, &st)) == 0 ? file_kind_of_mode(st.st_mode) : FILE_NONE;
}

enum file_kind file_kind_behind(const char *path) {
    struct stat st;
    return CALL(stat(path, &st)) == 0 ? file_kind_of_mode(st.st_mode) : FILE_NONE;
}

/* Reading. */

static enum rc fail_too_big(struct err *err, const char *path, size_t most) {
    enum { MIB = 1024 * 1024 };
    if (most >= MIB)
        return err_set(err, RC_INPUT, _("文件“%s”超过上限 %zu MB：请确认选对了文件，或分成几个"),
                       path, most / MIB);
    return err_set(err, RC_INPUT, _("文件“%s”超过上限 %zu 字节：请确认选对了文件，或分成几个"),
                   path, most);
}

static enum rc read_all(struct str *out, int fd, const char *path, size_t most, struct err *err) {
    size_t before = out->len;
    for (;;) {
        size_t room = out->cap > out->len + 1 ? out->cap - out->len - 1 : 0;
        if (room == 0) {
            str_reserve(out, PIECE);
            room = out->cap - out->len - 1;
        }
        ssize_t n = CALL(read(fd, out->s + out->len, room));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_reading(err, path, errno);
        if (n == 0)
            break;
        out->len += (size_t)n;
        out->s[out->len] = '\0';
        if (out->len - before > most)
            return fail_too_big(err, path, most);
    }
    if (out->len == before)
        return err_set(err, RC_INPUT, _("文件“%s”是空的：请检查是否选对了文件"), path);
    return RC_OK;
}

/* Opens what may be read, with its size; a device is not even opened, for opening may act. */
static enum rc open_to_read(int *fd, size_t *size, const char *path, struct err *err) {
    struct stat st;
    if (CALL(stat(path, &st)) != 0)
        return fail_reading(err, path, errno);
    enum file_kind kind = file_kind_of_mode(st.st_mode);
    if (kind == FILE_DIRECTORY)
        return fail_reading(err, path, EISDIR);
    if (kind != FILE_REGULAR)
        return err_set(err, RC_INPUT, _("“%s”是设备或管道，不是文件：请另选文件，管道请用“-”"),
                       path);
    *fd = CALL(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (*fd < 0)
        return fail_reading(err, path, errno);
    *size = (size_t)st.st_size;
    return RC_OK;
}

bool file_is_empty(const char *path) {
    struct stat st;
    return CALL(stat(path, &st)) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
}

bool file_is_bare(const char *path) {
    struct stat st;
    int result = CALL(stat(path, &st));
    return result == 0 ? S_ISREG(st.st_mode) && st.st_size == 0 : errno == ENOENT;
}

bool file_move(const char *from, const char *to) {
    if (file_kind_of(to) != FILE_NONE || CALL(rename(from, to)) != 0)
        return false;
    char *folder = file_path_folder(to);
    file_sync_folder(folder);
    mem_free(folder);
    return true;
}

size_t file_read_head(const char *path, void *bytes, size_t n) {
    int fd = -1;
    size_t size = 0, got = 0;
    if (open_to_read(&fd, &size, path, NULL) != RC_OK)
        return 0;
    while (got < n) {
        ssize_t more = CALL(read(fd, (char *)bytes + got, n - got));
        if (more > 0)
            got += (size_t)more;
        else if (more == 0 || errno != EINTR)
            break;
    }
    (void)close(fd);
    return got;
}

enum rc file_read(struct str *out, const char *path, size_t most, struct err *err) {
    size_t before = out->len, size = 0;
    if (strcmp(path, "-") == 0) {
        enum rc rc = read_all(out, STDIN_FILENO, _("标准输入"), most, err);
        if (rc != RC_OK)
            str_cut(out, before);
        return rc;
    }
    int fd = -1;
    enum rc rc = open_to_read(&fd, &size, path, err);
    if (rc != RC_OK)
        return rc;
    if (size > most) {
        rc = fail_too_big(err, path, most);
    } else {
        str_reserve(out, size + 1); /* one more, so that the end is seen without growing */
        rc = read_all(out, fd, path, most, err);
    }
    (void)close(fd);
    if (rc != RC_OK)
        str_cut(out, before);
    return rc;
}

/* Writing. */

static bool write_all(int fd, struct span bytes) {
    while (bytes.n > 0) {
        ssize_t n = CALL(write(fd, bytes.p, bytes.n));
        if (n >= 0) {
            bytes.p += n;
            bytes.n -= (size_t)n;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            if (CALL(poll(&ready, 1, -1)) < 0 && errno != EINTR)
                return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

enum rc file_write_stdout(struct span bytes, struct err *err) {
    if (write_all(STDOUT_FILENO, bytes))
        return RC_OK;
    int error = errno;
    return file_fail(err, file_output_rc(error), _("不能写到标准输出"), error);
}

/* What the umask leaves of a document. Asking for it sets it: meanwhile it is the one that lets
 * nobody else read what is made. */
static mode_t mode_of_new_file(void) {
    mode_t mask = umask(077);
    (void)umask(mask);
    return 0666 & ~mask;
}

/* Fills the temporary file to be what `path` shall be; the name is still the temporary one. */
static bool fill_temp(int fd, struct span bytes, const struct stat *replaced) {
    if (!write_all(fd, bytes))
        return false;
    /* Only root can give a file back to its owner; for others the new owner is right. */
    if (replaced != NULL)
        (void)!fchown(fd, replaced->st_uid, replaced->st_gid);
    mode_t mode = replaced != NULL ? replaced->st_mode & 0777 : mode_of_new_file();
    return CALL(fsync(fd)) == 0 && CALL(fchmod(fd, mode)) == 0;
}

enum rc file_write_atomic(const char *path, struct span bytes, struct err *err) {
    struct stat st;
    bool there = false;
    enum rc rc = file_look_at_target(path, &st, &there, err);
    if (rc != RC_OK)
        return rc;
    struct str temp = STR_INIT;
    char *folder = file_path_folder(path);
    int fd = file_open_temp(&temp, folder);
    bool made = fd >= 0, done = made && fill_temp(fd, bytes, there ? &st : NULL);
    int error = errno;
    if (made && done && CALL(close(fd)) != 0) {
        error = errno;
        done = false;
    } else if (made && !done) {
        (void)close(fd);
    }
    if (done && CALL(rename(temp.s, path)) != 0) {
        error = errno;
        done = false;
    }
    if (done) {
        file_forget_temp(temp.s);
        file_sync_folder(folder);
    } else {
        if (made)
            file_drop(temp.s);
        rc = file_fail_writing(path, error, err);
    }
    mem_free(folder);
    str_release(&temp);
    return rc;
}

enum rc file_make_empty(const char *path, unsigned mode, struct err *err) {
    struct err why = {0};
    enum rc rc = file_make_new(path, mode, &why);
    return rc == RC_OK || rc == RC_REFUSED ? RC_OK : err_set(err, rc, "%s", why.text);
}

enum rc file_make_new(const char *path, unsigned mode, struct err *err) {
    int fd = CALL(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (fd < 0 && errno == EEXIST)
        return err_set(err, RC_REFUSED, _("%s 已经有了；请另取一个文件名"), path);
    if (fd < 0)
        return file_fail_writing(path, errno, err);
    enum rc rc = RC_OK;
    if (CALL(fchmod(fd, (mode_t)mode)) != 0) {
        rc = file_fail_writing(path, errno, err);
        (void)unlink(path);
    }
    (void)close(fd);
    return rc;
}

bool file_is_own(const char *path) {
    struct stat st;
    return CALL(lstat(path, &st)) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid();
}

bool file_is_same(const char *a, const char *b) {
    struct stat x, y;
    return CALL(stat(a, &x)) == 0 && CALL(stat(b, &y)) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

struct file_identity file_identify(const char *path) {
    struct stat st;
    if (CALL(stat(path, &st)) != 0)
        return (struct file_identity){0};
    return (struct file_identity){st.st_dev, st.st_ino};
}

int64_t file_written_at(const char *path) {
    struct stat st;
    if (CALL(stat(path, &st)) != 0)
        return 0;
    return (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

char *file_real_path(const char *path) {
    char *real = realpath(path, NULL),
         *out = real != NULL ? mem_copy_text(real, strlen(real)) : NULL;
    free(real); // NOLINT: of the system's
    return out;
}

bool file_is_at(const char *path, const struct file_identity *file) {
    struct stat st;
    if (CALL(stat(path, &st)) == 0)
        return st.st_dev == file->device && st.st_ino == file->number;
    return errno != ENOENT && errno != ENOTDIR;
}

bool file_folder_is_shared(const char *path) {
    struct stat st;
    return CALL(stat(path, &st)) == 0 && (st.st_mode & S_ISGID) != 0 && (st.st_mode & S_IWGRP) != 0;
}

unsigned file_mode_of(const char *path) {
    struct stat st;
    return CALL(stat(path, &st)) == 0 ? st.st_mode & 0666 : 0600;
}

/* Folders. */

static enum rc fail_folder(struct err *err, const char *path, int error) {
    struct str subject = STR_INIT;
    str_add_format(&subject, _("不能建立文件夹“%s”"), path);
    enum rc rc = file_fail(err, file_output_rc(error), subject.s, error);
    str_release(&subject);
    return rc;
}

enum rc file_make_folder(const char *path, struct err *err) {
    struct stat st;
    if (CALL(stat(path, &st)) == 0)
        return S_ISDIR(st.st_mode) ? RC_OK : fail_folder(err, path, ENOTDIR);
    if (errno != ENOENT)
        return fail_folder(err, path, errno);
    char *above = file_path_folder(path);
    enum rc rc = strcmp(above, path) != 0 ? file_make_folder(above, err) : RC_OK;
    mem_free(above);
    /* Another program may have made it meanwhile, or the path ended in '/'. */
    if (rc == RC_OK && CALL(mkdir(path, 0700)) != 0 && errno != EEXIST)
        rc = fail_folder(err, path, errno);
    return rc;
}

static int entry_order(const void *a, const void *b) {
    const struct file_entry *x = a, *y = b;
    if (x->is_folder != y->is_folder)
        return x->is_folder ? -1 : 1;
    return strcmp(x->name, y->name);
}

static enum rc fail_listing(struct err *err, const char *path, int error) {
    if (error == ENOENT)
        return err_set(err, RC_INPUT, _("没有文件夹“%s”：请检查路径"), path);
    struct str subject = STR_INIT;
    str_add_format(&subject, _("不能列出文件夹“%s”"), path);
    enum rc rc = file_fail(err, RC_INPUT, subject.s, error);
    str_release(&subject);
    return rc;
}

static void list_add(struct file_list *list, int folder, const char *name) {
    struct stat st;
    bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    if (dots || (name[0] == '.' && !list->hidden) || CALL(fstatat(folder, name, &st, 0)) != 0)
        return;
    if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
        return;
    MEM_PUSH_ROOM(list->entries, list->count, list->cap);
    list->entries[list->count++] = (struct file_entry){
        .name = mem_copy_text(name, strlen(name)),
        .is_folder = S_ISDIR(st.st_mode),
        .size = (uint64_t)st.st_size,
        .mtime = (int64_t)st.st_mtime,
    };
}

enum rc file_list_folder(struct file_list *list, const char *path, struct err *err) {
    *list = (struct file_list){.hidden = list->hidden};
    DIR *folder = file_fault_is_due() ? NULL : opendir(path);
    if (folder == NULL)
        return fail_listing(err, path, errno);
    enum rc rc = RC_OK;
    for (;;) {
        errno = 0;
        const struct dirent *entry = file_fault_is_due() ? NULL : readdir(folder);
        if (entry == NULL)
            break;
        list_add(list, dirfd(folder), entry->d_name);
    }
    if (errno != 0) {
        rc = fail_listing(err, path, errno);
        file_list_release(list);
    }
    (void)closedir(folder);
    if (list->count > 0)
        qsort(list->entries, list->count, sizeof *list->entries, entry_order);
    return rc;
}

void file_list_release(struct file_list *list) {
    for (size_t i = 0; i < list->count; i++)
        mem_free(list->entries[i].name);
    mem_free(list->entries);
    *list = (struct file_list){0};
}
