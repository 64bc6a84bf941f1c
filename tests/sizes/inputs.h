/*
 * inputs.h - files of any size, each long in one way that a file can be long: what the program's
 * steps are counted over (support: tests/sizes/steps.h).
 */
#ifndef TESTS_SIZES_INPUTS_H
#define TESTS_SIZES_INPUTS_H

#include "base/text/str.h"

struct input {
    const char *name, *file; /* what is long; the file's name, which tells its format */
    size_t n;                /* the smaller of the two sizes */
    void (*add)(struct str *out, size_t n);
};
extern const struct input inputs[]; /* reports; ends with an entry without a name */
extern const struct input input_templates[];

#endif
