/*
 * err.h - result codes and the caller's error record.
 * The layer that knows what went wrong writes the sentence once with err_set(); the layers above
 * may put a place before it with err_at() and pass the code on unchanged. The sentence is for the
 * clerk: it names the place and the cure, in the language of the interface (base/lang.h).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/base.h"

/* name, exit code of the command line (docs: jixiao(1), EXIT STATUS) */
#define RC_LIST(X)                                                                                 \
    X(OK, 0)                                                                                       \
    X(REFUSED, 1)      /* a rule of the program says no */                                         \
    X(NOT_FOUND, 1)    /* no such report, section, change */                                       \
    X(CONFLICT, 1)     /* somebody else changed it meanwhile */                                    \
    X(LOCKED, 1)       /* the report is final */                                                   \
    X(NEEDS_REASON, 1) /* it is done with a reason alone */                                        \
    X(UNMAPPABLE, 1)   /* a character that the target encoding cannot carry */                     \
    X(CANCELLED, 1)    /* the clerk stopped it */                                                  \
    X(USAGE, 2)                                                                                    \
    X(INPUT, 3)     /* an input that cannot be read or makes no sense */                           \
    X(STORE, 4)     /* the database said no for a reason of its own */                             \
    X(BUSY, 4)      /* locked past the wait */                                                     \
    X(READ_ONLY, 4) /* the database or its folder */                                               \
    X(DAMAGED, 4)                                                                                  \
    X(GONE, 4)  /* the open database was removed, replaced or written over by somebody */          \
    X(NEWER, 4) /* written by a newer program */                                                   \
    X(FULL, 4)  /* no space left */                                                                \
    X(OUTPUT, 4)

#define X(name, code) RC_##name,
enum rc { RC_LIST(X) };
#undef X

struct err {
    enum rc rc;
    char text[1024]; /* UTF-8 whatever was quoted, no controls, never cut inside a character */
};

/* The exit code that the command line gives for a result. */
int rc_exit_code(enum rc rc);

/* Writes the sentence and returns rc, so that `return err_set(…)` works. err may be NULL. */
enum rc err_set(struct err *err, enum rc rc, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "place: " before the sentence that stands there and returns its code. */
enum rc err_at(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
