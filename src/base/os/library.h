/*
 * library.h - a system library that is loaded when it is first needed. Linked as usual, those of
 * Word files and of guessing encodings would cost every start several milliseconds, more than all
 * the rest (docs/performance.md).
 * An owner lists the functions it calls, declares a struct of pointers to them from the library's
 * own header, and fills it:
 *     #define ZIP_LIST(X) X(zip_close) X(zip_fread)
 *     struct zip_library { ZIP_LIST(LIBRARY_POINTER) };
 *     static const char *const names[] = {ZIP_LIST(LIBRARY_NAME)};
 * The library stays loaded: filling another struct costs some look-ups of names.
 */
#ifndef BASE_OS_LIBRARY_H
#define BASE_OS_LIBRARY_H

#include "base/err.h"

#define LIBRARY_POINTER(function) __typeof__(function) *(function);
#define LIBRARY_NAME(function)    #function,

/* Fills `pointers`, `count` of them in the order of the names, from the library with that file name
 * (Makefile: the one it was compiled against). RC_INPUT with a sentence: it is not installed. */
MUST_CHECK enum rc library_load(void *pointers, const char *const *names, size_t count,
                                const char *file, struct err *err);

#endif
