/*
 * unique.h - numbers that nobody else has drawn.
 */
#ifndef BASE_OS_UNIQUE_H
#define BASE_OS_UNIQUE_H

#include "base/text/str.h"

#include <stdint.h>

/* From 1 to INT64_MAX, of the system's own random numbers: two programs, two computers or a process
 * and its child do not draw the same one. */
int64_t unique_number(void);
/* 128 such bits as 32 hexadecimal digits in lower case. */
void unique_add_digits(struct str *out);

#endif
