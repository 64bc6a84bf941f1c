/*
 * handin.h - 交稿检查, over the export dialog and 版次: what is still open, a line each. The first
 * of them is selected, so that no Enter lets out what is open. Enter on one goes there (ANSWER_GO,
 * the value is its struct handin_line), Ctrl-E and the last row go on (ANSWER_OK), which is
 * remembered for this text: an export asks no more, a step of the report does.
 */
#ifndef UI_SCREENS_HANDIN_H
#define UI_SCREENS_HANDIN_H

#include "session/handin.h"
#include "ui/shell.h"

/* argument: const char *, the last row: what is done all the same. It is copied by nobody. */
extern const struct layer_ops handin_layer;

/* False: nothing is open, and nothing is asked. */
bool handin_ask(struct shell *shell, const char *go_on);

enum { ANSWER_GO = 1001 };

#endif
