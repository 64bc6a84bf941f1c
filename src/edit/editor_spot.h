/*
 * editor_spot.h - the rows that the editor shows of a body: of a paragraph or an item its wrapped
 * rows, of a table's line its text and the rules drawn above or below it. Rules hold no text and
 * never the cursor. For the editor's own files. Bytes are of a line as it is shown.
 */
#ifndef EDIT_EDITOR_SPOT_H
#define EDIT_EDITOR_SPOT_H

#include "edit/editor_private.h"

size_t spot_count(const struct editor *editor, size_t line); /* rows of the line */
enum editor_rule spot_rule(const struct editor *editor, struct editor_spot spot);
size_t spot_start(const struct editor *editor, struct editor_spot spot); /* its first byte */
size_t spot_end(const struct editor *editor, struct editor_spot spot);
struct span spot_text(const struct editor *editor, struct editor_spot spot);
size_t spot_indent(const struct editor *editor, struct editor_spot spot); /* columns */
/* Where a byte is shown; row_ends: one between two rows is at the end of the first. */
struct editor_spot spot_of(const struct editor *editor, struct editor_at at, bool row_ends);
/* One row down or up, rules are rows; false, and nothing changed, at the end. */
bool spot_next(const struct editor *editor, struct editor_spot *spot);
bool spot_prev(const struct editor *editor, struct editor_spot *spot);
bool spot_is_before(struct editor_spot a, struct editor_spot b);

#endif
