/*
 * base.h - what every file of the program may lean on: attributes and small macros.
 * Everything else in base/ stands on this header and the C library.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK               __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NORETURN                 __attribute__((noreturn))
#define ARRAY_LEN(array)         (sizeof(array) / sizeof((array)[0]))

#endif
