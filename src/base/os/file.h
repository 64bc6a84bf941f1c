/*
 * file.h - all file calls of the program (SQLite's own apart), so that tests can make each fail and
 * every message names the file and the cure. Paths are bytes as the system gives them.
 */
#ifndef BASE_OS_FILE_H
#define BASE_OS_FILE_H

#include "base/err.h"
#include "base/text/str.h"

/* Appends a whole regular file, or standard input for "-". RC_INPUT, with nothing appended:
 * missing, unreadable, a directory or device, empty, over `most` bytes (known before it is read).
 */
MUST_CHECK enum rc file_read(struct str *out, const char *path, size_t most, struct err *err);

/* Writes the whole file or nothing: a temporary file beside it that nobody else may read (0600),
 * write, fsync, the mode (of the file it replaces, else 0666 less umask), rename, fsync of the
 * folder. Never through a symbolic link and never onto anything but a regular file that may be
 * written. RC_FULL: no space or quota left; RC_OUTPUT: the rest. On any failure the old file is
 * byte for byte as it was and the temporary file is gone; what comes after the rename (the folder's
 * fsync) cannot fail the write any more. */
MUST_CHECK enum rc file_write_atomic(const char *path, struct span bytes, struct err *err);

/* Writes all bytes to standard output. RC_FULL (a full disk) or RC_OUTPUT (a closed pipe); SIGPIPE
 * and SIGXFSZ are the program's to ignore. */
MUST_CHECK enum rc file_write_stdout(struct span bytes, struct err *err);

/* Makes an empty file of exactly that mode, whatever the umask. One that is there is left alone. */
MUST_CHECK enum rc file_make_empty(const char *path, unsigned mode, struct err *err);
/* The same for a name that must be free: RC_REFUSED where anything stands there. Of several
 * programs that take one name at once one has it. */
MUST_CHECK enum rc file_make_new(const char *path, unsigned mode, struct err *err);
bool file_is_own(const char *path);              /* a regular file of this user, no link */
bool file_is_same(const char *a, const char *b); /* both are there, and are one file */
struct file_identity {                           /* which file stands at a path; all 0: none */
    uint64_t device, number;
};
struct file_identity file_identify(const char *path);
int64_t file_written_at(const char *path); /* nanoseconds of Unix time; 0: nothing is there */
/* The path without links in it; NULL: nothing is there. Heap. */
char *file_real_path(const char *path);
bool file_is_empty(const char *path); /* a regular file, or a link to one, without a byte */
bool file_is_bare(const char *path);  /* that, or nothing is there; false where it cannot be told */
/* Gives a file another name in its folder, which must be free. False: it has the old one. */
bool file_move(const char *from, const char *to);
/* The first bytes of a regular file: how many there are, at most n; 0 where it cannot be read. */
size_t file_read_head(const char *path, void *bytes, size_t n);
bool file_is_at(const char *path, const struct file_identity *file); /* true too where unknown */
bool file_folder_is_shared(const char *path); /* setgid and writable for its group */
unsigned file_mode_of(const char *path);      /* who may read and write it; nobody: 0600 */

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_DIRECTORY, FILE_LINK, FILE_OTHER };
enum file_kind file_kind_of(const char *path);     /* of the path itself: does not follow a link */
enum file_kind file_kind_behind(const char *path); /* of what a link leads to; a dead one: none */

/* Makes the folder and the missing ones above it, each 0700. RC_FULL or RC_OUTPUT. */
MUST_CHECK enum rc file_make_folder(const char *path, struct err *err);

struct file_entry {
    char *name; /* without the folder; bytes as the system gives them */
    bool is_folder;
    uint64_t size; /* bytes */
    int64_t mtime; /* seconds of Unix time */
};
/* Folders first, each group by name. Left out: names that begin with '.', devices, dead links. */
struct file_list {
    struct file_entry *entries;
    size_t count, cap;
    bool hidden; /* set before: names that begin with '.' too */
};
/* Fills an empty list. RC_INPUT: no such folder, or it cannot be read (the list stays empty). */
MUST_CHECK enum rc file_list_folder(struct file_list *list, const char *path, struct err *err);
void file_list_release(struct file_list *list);

#endif
