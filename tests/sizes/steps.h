/*
 * steps.h - counts what a piece of work costs without a clock: the basic blocks of our own code
 * that are run (the compiler calls back at each: -fsanitize-coverage=trace-pc), and what libc is
 * asked to move, compare or look through, by 16 bytes. The same every time, on every machine. The
 * library is compiled once more for it (`make sizes`).
 */
#ifndef TESTS_SIZES_STEPS_H
#define TESTS_SIZES_STEPS_H

#include <stdint.h>

uint64_t steps_taken(void); /* since the start */

#endif
