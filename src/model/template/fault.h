/*
 * fault.h - what is wrong with a file that a technician writes: sentences with their places.
 * Faults may be added in any order; they are told in the order of the file, FAULTS_TOLD at most,
 * each as "FILE:LINE:COLUMN: sentence" on a line of its own. Lines and columns count from 1,
 * columns in points. The file's name is borrowed.
 */
#ifndef MODEL_TEMPLATE_FAULT_H
#define MODEL_TEMPLATE_FAULT_H

#include "base/err.h"
#include "base/text/str.h"

enum { FAULTS_TOLD = 10, FAULTS_MOST = 50 }; /* beyond the most they are only counted */

struct place {
    size_t line, column;
};

struct faults {
    const char *file;
    struct fault {
        struct place place;
        char *text;
    } * items;
    size_t count, cap;
};

void faults_init(struct faults *faults, const char *file);
void faults_release(struct faults *faults);
void faults_add(struct faults *faults, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* Writes the report (what does not fit into err is counted in a last line) and gives RC_INPUT, or
 * RC_OK if there is no fault. */
MUST_CHECK enum rc faults_tell(struct faults *faults, struct err *err);

/* The known word that a wrong one was probably meant to be, or NULL if none is near. `known` is an
 * array of `count` records of `size` bytes that begin with a `const char *`. */
const char *fault_nearest(struct span word, const void *known, size_t count, size_t size);

#endif
