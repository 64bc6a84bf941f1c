/*
 * file_call.h - what stands below every file call of the program: the tests' faults in it, the
 * sentence for what the system refused, and what must hold before and after a file is replaced.
 */
#ifndef BASE_OS_FILE_CALL_H
#define BASE_OS_FILE_CALL_H

#include "base/err.h"
#include "base/os/file.h"

#include <sys/stat.h>
#include <sys/types.h>

/* For tests: the n-th file call from now fails with errno `error` (n < 0: none), once or from then
 * on. Not counted are the calls that clean up after a failure. */
void file_fail_at(long n, int error, bool from_then_on);
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

/* One sentence about `subject`: what was tried ("不能读取文件“…”"), then why and the cure. */
enum rc file_fail(struct err *err, enum rc rc, const char *subject, int error);
enum rc file_output_rc(int error); /* RC_FULL: no space or quota left; RC_OUTPUT: the rest */
enum file_kind file_kind_of_mode(mode_t mode);
enum rc file_fail_writing(const char *path, int error, struct err *err); /* RC_FULL, RC_OUTPUT */
/* What stands at the path: nothing (*there false) or a regular file that may be replaced. */
MUST_CHECK enum rc file_look_at_target(const char *path, struct stat *st, bool *there,
                                       struct err *err);
/* The rename must outlive a power cut. Where the folder cannot be synced (no right to read it, a
 * file system without it) both outcomes of a power cut are still whole files. */
void file_sync_folder(const char *folder);

#endif
