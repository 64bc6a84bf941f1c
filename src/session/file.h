/*
 * file.h - files that the session writes: whole or not at all, beside the database under names
 * that are free.
 */
#ifndef SESSION_FILE_H
#define SESSION_FILE_H

#include "base/err.h"
#include "base/text/span.h"

struct session;
struct str;

/* A file made from a report: whole or not at all; whoever names it agrees to its replacement, but
 * for databases of ours and what stands beside them (store/overwrite.h): RC_REFUSED. */
MUST_CHECK enum rc session_write_file(const struct session *session, const char *path,
                                      struct span bytes, struct err *err);
/* RC_REFUSED: the file is the open library, or stands beside it, and is not to be read as another
 * (store/overwrite.h). `session`: NULL where none is open. */
MUST_CHECK enum rc session_check_reading(const struct session *session, const char *path,
                                         struct err *err);
/* A file that the clerk names, at most `most` bytes of it, appended as they are; else as file_read.
 */
MUST_CHECK enum rc session_read_file(const struct session *session, struct str *bytes,
                                     const char *path, size_t most, struct err *err);
/* A file made from another, which it may not take the place of: RC_REFUSED. No session is needed:
 * `database` is the library's own path. */
MUST_CHECK enum rc session_write_copy(const char *database, const char *original, const char *path,
                                      struct span bytes, struct err *err);
/* jixiao-WORD-20261125-103105.db in a folder, a name that is free, with that ending. Heap. */
char *session_name_free(const char *folder, const char *path, const char *what, const char *ending);
/* An empty file of such a name and of that mode, which is then this program's alone: others may
 * look for a name at the same moment. *made: the path, heap; NULL where it fails, as file_make_new.
 */
MUST_CHECK enum rc session_make_free(const char *folder, const char *path, const char *what,
                                     const char *ending, unsigned mode, char **made,
                                     struct err *err);
/* "jixiao-WORD-", as those names begin; appends. */
void session_add_stem(struct str *out, const char *path, const char *what);

#endif
