/*
 * handin.h - 交稿检查, over the export dialog: what is still open, a line each. Enter on one goes
 * there (ANSWER_GO, the value is its struct handin_line), Ctrl-E and the last row go on with the
 * export (ANSWER_OK), which is remembered for this text.
 */
#ifndef UI_SCREENS_HANDIN_H
#define UI_SCREENS_HANDIN_H

#include "session/handin.h"
#include "ui/shell.h"

extern const struct layer_ops handin_layer;

enum { ANSWER_GO = 1001 };

#endif
