/*
 * file_private.h - what the files of file.h share: the tests' faults in file calls, and the ways to
 * a file that is written whole or not at all.
 */
#ifndef BASE_OS_FILE_PRIVATE_H
#define BASE_OS_FILE_PRIVATE_H

#include "base/err.h"
#include "base/text/str.h"

#include <sys/stat.h>
#include <sys/types.h>

bool file_fault_is_due(void); /* then errno is set */

static inline int file_int_result(int result) {
    return result;
}

static inline ssize_t file_size_result(ssize_t result) {
    return result;
}

/* Every file call that may fail a duty of ours stands in one of these. What follows sees one
 * result, whoever made it: a test of our failure is a test of the system's. */
#define FILE_CALL(call)                                                                            \
    _Generic((call), int                                                                           \
             : file_int_result, ssize_t                                                            \
             : file_size_result)(file_fault_is_due() ? -1 : (call))

enum rc file_fail_writing(const char *path, int error, struct err *err); /* RC_FULL, RC_OUTPUT */
/* What stands at the path: nothing (*there false) or a regular file that may be replaced. */
MUST_CHECK enum rc file_look_at_target(const char *path, struct stat *st, bool *there,
                                       struct err *err);
/* The rename must outlive a power cut. Where the folder cannot be synced (no right to read it, a
 * file system without it) both outcomes of a power cut are still whole files. */
void file_sync_folder(const char *folder);
/* file_temp.c: makes an empty file in the folder that nobody else may read, under a name that was
 * free; what programs that were killed long ago have left there goes first. -1 and errno: none. */
int file_open_temp(struct str *temp, const char *folder);

#endif
