/*
 * terminfo.h - what the terminal can do and which bytes do it, from ncurses' terminfo database.
 * The only user of ncurses: its low level alone, nothing here reads, writes or changes modes.
 * Padding marks ($<5>) are left out: the terminals that needed them are gone.
 * Ownership: the database belongs to the process; one struct terminfo at a time. Spans are
 * borrowed and valid until terminfo_close.
 */
#ifndef UI_TERM_TERMINFO_H
#define UI_TERM_TERMINFO_H

#include "base/err.h"
#include "base/text/str.h"

struct terminfo; /* heap: terminfo_open, terminfo_close */

/* The capabilities by terminfo's own names. */
#define TERMINFO_LIST(X)                                                                           \
    X(CUP, "cup") /* the cursor: to a place, and by steps */                                       \
    X(HPA, "hpa")                                                                                  \
    X(CUF, "cuf")                                                                                  \
    X(CUB, "cub")                                                                                  \
    X(CUB1, "cub1")                                                                                \
    X(CUD1, "cud1")                                                                                \
    X(CUU1, "cuu1")                                                                                \
    X(CLEAR, "clear") /* erasing, inserting, deleting */                                           \
    X(EL, "el")                                                                                    \
    X(ECH, "ech")                                                                                  \
    X(ICH, "ich")                                                                                  \
    X(DCH, "dch")                                                                                  \
    X(SGR0, "sgr0") /* looks */                                                                    \
    X(BOLD, "bold")                                                                                \
    X(DIM, "dim")                                                                                  \
    X(SMUL, "smul")                                                                                \
    X(REV, "rev")                                                                                  \
    X(SETAF, "setaf")                                                                              \
    X(SETAB, "setab")                                                                              \
    X(ENACS, "enacs") /* lines */                                                                  \
    X(SMACS, "smacs")                                                                              \
    X(RMACS, "rmacs")                                                                              \
    X(ACSC, "acsc")                                                                                \
    X(CIVIS, "civis") /* the whole screen */                                                       \
    X(CNORM, "cnorm")                                                                              \
    X(SMCUP, "smcup")                                                                              \
    X(RMCUP, "rmcup")
#define X(id, name) TERMINFO_##id,
enum terminfo_capability { TERMINFO_LIST(X) TERMINFO_COUNT };
#undef X

/* The terminal that $TERM names, or one like it where Debian's ncurses-base does not know it.
 * RC_USAGE with a sentence: no name, an unknown one, a terminal that cannot place its cursor. */
MUST_CHECK enum rc terminfo_open(struct terminfo **out, struct err *err);
void terminfo_close(struct terminfo *info); /* NULL is allowed */

const char *terminfo_name(const struct terminfo *info); /* as $TERM has it */
/* The bytes; empty: the terminal cannot. Those with parameters are for terminfo_add. */
struct span terminfo_bytes(const struct terminfo *info, enum terminfo_capability capability);
bool terminfo_has(const struct terminfo *info, enum terminfo_capability capability);
/* Appends the bytes with their parameters filled in (those that it does not have are ignored). */
void terminfo_add(const struct terminfo *info, struct str *out, enum terminfo_capability capability,
                  int first, int second);
/* What a key sends, by terminfo's name ("kcuu1"); empty: unknown. */
struct span terminfo_key(const struct terminfo *info, const char *name);

int terminfo_colours(const struct terminfo *info); /* 0: monochrome */
int terminfo_rows(const struct terminfo *info);    /* where the system does not say; 0: unknown */
int terminfo_cols(const struct terminfo *info);    /* the same */
bool terminfo_wraps_late(const struct terminfo *info);  /* a row can be filled to its end: xenl */
bool terminfo_has_margins(const struct terminfo *info); /* the cursor goes on to the next row: am */
bool terminfo_erases_with_colour(const struct terminfo *info); /* in the background's: bce */
bool terminfo_moves_in_looks(const struct terminfo *info);     /* without leaving them: msgr */
bool terminfo_lines_break_utf8(const struct terminfo *info);   /* acsc is not for UTF-8: U8 */

#endif
