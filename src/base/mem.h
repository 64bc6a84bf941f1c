/*
 * mem.h - all allocation of the program.
 * These functions never return NULL: out of memory ends the program by mem_fail(), which runs the
 * registered hook (it restores the terminal), prints one sentence and exits with 4. Everything
 * typed is already committed by then. Ceilings on input stand before allocations, at the readers.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include "base/base.h"

/* Once, as the program starts: large blocks go back to the system when they are freed, so that a
 * long report leaves no holes of its size behind. */
void mem_start(void);
void *mem_alloc(size_t size);                             /* not cleared; size 0 is allowed */
void *mem_alloc_zero(size_t count, size_t size);          /* cleared; overflow ends the program */
void *mem_resize(void *block, size_t count, size_t size); /* as realloc(count * size) */
char *mem_copy_text(const char *text, size_t length);     /* length bytes and a NUL */
void mem_free(void *block);                               /* NULL is allowed */

/* Grows *capacity so that `need` elements fit and returns the (moved) block. */
void *mem_grow(void *block, size_t *capacity, size_t need, size_t size);

/* The hook that restores the terminal; set once by the terminal's owner. */
void mem_on_failure(void (*hook)(void));
NORETURN void mem_fail(void);

/* For tests: the n-th allocation from now fails (-1: none). */
void mem_fail_at(long n);

#define MEM_NEW(type) ((type *)mem_alloc_zero(1, sizeof(type)))
/* array, count and capacity are lvalues; afterwards array[count] may be written. */
#define MEM_PUSH_ROOM(array, count, capacity)                                                      \
    ((array) = mem_grow((array), &(capacity), (count) + 1, sizeof *(array)))

#endif
