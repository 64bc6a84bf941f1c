/*
 * overwrite.h - whether a file may be written where something may stand already: the one place that
 * decides. Everything that writes a file asks it, with the library it writes from.
 * A library's family is its database and what stands beside it under names made from its own: the
 * log (-wal), its shared memory (-shm), a journal (-journal), the seats (-clerks), the folder of
 * the daily copies (.copies) and what is in it. The family is known by device and inode, so hard
 * links and links in the folder's path are no way around it, and by name, so that a file which is
 * not there yet cannot be made in its place. Nothing here is owned; nothing is changed.
 */
#ifndef STORE_OVERWRITE_H
#define STORE_OVERWRITE_H

#include "base/err.h"

struct db;

enum overwrite_by {
    OVERWRITE_BY_EXPORT,  /* whoever names a file for a report agrees to its replacement, but no
                           database of ours, in use or not, and none of its family */
    OVERWRITE_BY_BACKUP,  /* nothing but an earlier backup of the same library */
    OVERWRITE_BY_RECOVER, /* nothing at all */
    OVERWRITE_BY_CONSENT, /* --replace: all but the library's own family and what is in use */
    OVERWRITE_BY_COPY,    /* the daily copies: the program's own names */
};

/* RC_REFUSED with a sentence: the file at `path`, there or not, is not to be written. `databases`
 * are the paths of what this process has open (one, or two where it works on another than it was
 * asked for); `library` is a connection to it, for OVERWRITE_BY_BACKUP, else NULL. What the
 * system will refuse by itself (a folder, a device, a missing folder) is left to the writing. */
MUST_CHECK enum rc overwrite_check(const char *const *databases, size_t count, struct db *library,
                                   const char *path, enum overwrite_by by, struct err *err);

/* RC_REFUSED with a sentence: the file at `path` is one of the databases, or of their families,
 * and this process must not read it as a stranger's: closing any descriptor of it gives up the
 * locks that SQLite holds on it for the whole process (sqlite.org/howtocorrupt.html, section 2.2),
 * and the next program that leaves takes the log away. The file is not opened. */
MUST_CHECK enum rc overwrite_check_reading(const char *const *databases, size_t count,
                                           const char *path, struct err *err);

#endif
