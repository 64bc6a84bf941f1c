/*
 * sheet_fill.h - figures from any Excel file: names or labels in one column, this year's values in
 * another, last year's perhaps in a third (exchange/sheet/plain.h says which is which).
 */
#ifndef SESSION_SHEET_FILL_H
#define SESSION_SHEET_FILL_H

#include "session/sheet.h"

/* Into the open report at once: one undo step; only_look: nothing is set. RC_INPUT with a sentence:
 * no such columns, or several. */
MUST_CHECK enum rc session_fill_from(struct session *session, struct span bytes, bool only_look,
                                     struct sheet_intake *out, struct err *err);

#endif
