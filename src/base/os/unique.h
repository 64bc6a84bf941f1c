/*
 * unique.h - a number that nobody else has drawn.
 */
#ifndef BASE_OS_UNIQUE_H
#define BASE_OS_UNIQUE_H

#include "base/base.h"

#include <stdint.h>

/* From 1 to INT64_MAX, of the system's own random numbers: two programs, two computers or a process
 * and its child do not draw the same one. */
int64_t unique_number(void);

#endif
