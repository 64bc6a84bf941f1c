/*
 * file_place.h - a folder of the test's own with the path of a file in it, for the calls of
 * base/file.h; and those calls made as nobody, whom root's rights do not help.
 */
#ifndef TESTS_SUPPORT_FILE_PLACE_H
#define TESTS_SUPPORT_FILE_PLACE_H

#include "base/os/file.h"

enum { NOBODY = 65534 }; /* its user and group */

struct file_place {
    char *folder, *path; /* the folder and a file in it */
};

/* For cmocka: *state is a struct file_place; no call fails on purpose afterwards. */
int file_place_setup(void **state);
int file_place_teardown(void **state);
#define WITH_PLACE(test)                                                                           \
    cmocka_unit_test_setup_teardown(test, file_place_setup, file_place_teardown)

void assert_says(const struct err *err, const char *part);
/* Runs `what` in a child that is nobody, for root may do everything; its result is the exit code.
 * Asserts in the child would be the parent's tests run twice, so it only compares. */
bool as_nobody(bool (*what)(const struct file_place *place), const struct file_place *place);

#endif
