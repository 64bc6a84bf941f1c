/*
 * everywhere.h - the shell as the program has it: with what means the same everywhere (leaving,
 * help, menu, palette, display), the clerk's own keys and display, and what is said when the
 * database was taken away.
 */
#ifndef UI_EVERYWHERE_H
#define UI_EVERYWHERE_H

#include "ui/shell.h"

struct shell *shell_new(struct session *session, int rows, int cols,
                        enum width_ambiguous ambiguous);

#endif
