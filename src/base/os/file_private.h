/*
 * file_private.h - what the files of file.h share: the tests' faults in file calls.
 */
#ifndef BASE_OS_FILE_PRIVATE_H
#define BASE_OS_FILE_PRIVATE_H

#include "base/base.h"

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

#endif
