/*
 * look.h - the judge of what the program prints and writes: no text that came from outside may
 * drive the terminal that shows it (support/hostile.h). Each function fails the test where one
 * does.
 */
#ifndef TESTS_SUPPORT_LOOK_H
#define TESTS_SUPPORT_LOOK_H

#include "tests/support/program.h"

/* Says where in the text the first bad byte stands, and which it is. */
void look_fail(const char *what, struct span text, size_t at);
/* Neither as it is nor as an escape of JSON or a reference of XML. */
void look_harmless(const char *what, struct span text);
/* Runs a command, whatever comes of it, and judges its output and its messages. */
void look_prints(struct program *p, const char *const *arguments);
#define LOOK(p, ...) look_prints((p), (const char *const[]){__VA_ARGS__, NULL})
/* Judges the parts of an archive, a file of the test's folder; names end with NULL. */
void look_into_parts(struct program *p, const char *name, const char *const *parts);
/* The same of what the report is exported to. */
void look_into_archive(struct program *p, const char *report, const char *name,
                       const char *const *parts);

#endif
