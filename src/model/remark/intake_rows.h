/*
 * intake_rows.h - the rows of a reviewed file's tables, and its headings: whether an edit is of
 * whole rows or of some cells of one (a column that a reader has put in), and whether a section
 * comes with it. In a file's text a cell and a heading are lines as any other, so the words do not
 * tell. Owns its lists.
 */
#ifndef MODEL_REMARK_INTAKE_ROWS_H
#define MODEL_REMARK_INTAKE_ROWS_H

#include "model/remark/intake_map.h"
#include "model/remark/intake_marks.h"

struct intake_rows { /* as bytes of the text before the review, in the order of the print */
    struct reviewed_range *items;
    size_t count;
    struct reviewed_range *heads;
    size_t head_count;
};

/* Whether a heading lies in from..to with all its words. */
bool intake_rows_head(const struct reviewed_range *heads, size_t count, size_t from, size_t to);

void intake_rows_make(struct intake_rows *rows, const struct reviewed *file,
                      const struct intake_marks *marks);
void intake_rows_release(struct intake_rows *rows);

/* Whether some row, but not all of it, lies in from..to; *at_head: the row begins there. The rows
 * are in order and apart. */
bool intake_rows_part(const struct reviewed_range *rows, size_t count, size_t from, size_t to,
                      bool *at_head);
/* The same of words that came in without a trace. Where they stand is not certain: "B¶" between
 * "A¶" and "B¶" may be the first B or the second. *stretch: as it is whole rows, or whole lines,
 * where it may be. */
bool intake_rows_part_stretch(const struct intake_rows *rows, struct span file,
                              struct intake_stretch *stretch, bool *at_head);

#endif
