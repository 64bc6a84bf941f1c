/*
 * program.h - runs the built program ($JIXIAO) as a script would: arguments and standard input in,
 * standard output, standard error and the exit code out. Its database is in a folder of the test.
 */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

#include "base/text/str.h"

struct program {
    char *folder, *db; /* the test's own; db is given with --db unless it is NULL */
    struct str out, err;
    int code; /* exit code, or -1 for a death by a signal */
};

void program_init(struct program *program);
void program_release(struct program *program);
/* cmocka's setup and teardown of a test whose state is a program. */
int program_setup(void **state);
int program_teardown(void **state);
/* arguments end with NULL; input may be NULL. Returns the exit code. */
int program_run(struct program *program, const char *input, const char *const *arguments);
#define RUN(program, ...) program_run((program), NULL, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_INPUT(program, input, ...)                                                             \
    program_run((program), (input), (const char *const[]){__VA_ARGS__, NULL})
bool program_said(const struct program *program, const char *words);    /* in standard error */
bool program_printed(const struct program *program, const char *words); /* in standard output */
/* Path of a file of the test's folder; borrowed until the next call. */
const char *program_path(struct program *program, const char *name);

#endif
