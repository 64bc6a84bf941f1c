/*
 * layout.h - the plain layout, the shape that text_write gives a file, seen from both sides.
 * A reader must know a file that we wrote: there an empty line means "a top heading follows", the
 * flush lines at its head are the title and those at its end the sign-off. A foreign file may look
 * the same by chance, so the shape counts only where its labels agree with it. Where a report's
 * text would make them disagree (a body line that begins "二、", a title that is a sentence), the
 * writer puts one half-width space more before the first indented line; with that mark the shape
 * is certain. The same space keeps the blanks that a body line itself begins with.
 * Between two rows of tables an empty line parts two tables.
 */
#ifndef EXCHANGE_TEXT_LAYOUT_H
#define EXCHANGE_TEXT_LAYOUT_H

#include "base/text/str.h"
#include "model/page.h"

#define TEXT_LAYOUT_INDENT "　　"
#define TEXT_LAYOUT_MARK   ' '

/* Is the text (clean, lines ended by '\n') what text_write_plain may have written? */
bool text_layout_is_own(struct span text);
/* Takes the indent and the mark from a line of such a text; false for a flush line. */
bool text_layout_take_indent(struct span *line);
/* Does an empty line between two lines part two tables? Both have cells, and the second has no
 * label, with which it would be a top heading. */
bool text_layout_parts_tables(struct span before, struct span line);

#endif
