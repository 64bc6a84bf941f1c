#include "ui/workbench/pane.h"

#include "base/lang.h"
#include "edit/editor.h"
#include "model/section.h"
#include "ui/term/canvas_draw.h"

void workbench_mark_range(const struct editor *editor, struct canvas *canvas, int row, int col,
                          const struct editor_row *at, size_t from, size_t to, enum face face) {
    size_t end = at->offset + at->points;
    if (to <= at->offset || from > end || (from == end && !at->last))
        return;
    size_t a = editor_row_byte(editor, at, from), b = editor_row_byte(editor, at, to);
    int start = col + (int)editor_row_column(editor, at, a);
    int cols = col + (int)editor_row_column(editor, at, b) - start;
    if (to > end && at->last)
        cols++; /* the line end is in it too */
    canvas_set_face(canvas, (struct area){row, start, 1, cols}, face);
}

/* 二、一、（二）党建引领有活力 */
void workbench_add_breadcrumb(struct str *out, const struct section *section) {
    if (section->parent == NULL) {
        str_add_text(out, _("标题前的文字"));
        return;
    }
    const struct section *chain[TEMPLATE_DEPTH_MOST + 1];
    size_t depth = 0;
    for (const struct section *at = section; at->parent != NULL && depth < ARRAY_LEN(chain);
         at = at->parent)
        chain[depth++] = at;
    while (depth-- > 0)
        section_add_label(out, chain[depth]);
    str_add_format(out, "%s%s", numbering_gap(section->parent->numbering), section->heading);
}

/* Heading on the left, 字数 on the right, one blank row where there is room; the rest is text. */
struct area workbench_draw_head(struct canvas *canvas, struct area area, struct span title,
                                struct span right, bool focus) {
    struct area inside = area_inset(area, 0, 1);
    int end = canvas_put_right(canvas, inside.row, inside.col + inside.cols, FACE_DIM, right);
    (void)canvas_put_limit(canvas, inside.row, inside.col, end - inside.col - 1,
                           focus ? FACE_PANE : FACE_HEADING, title);
    return workbench_text_area(area);
}

struct area workbench_text_area(struct area pane) {
    enum { ROOMY = 24 }; /* rows from which on one stays blank below the heading */
    struct area inside = area_right(pane, pane.cols - 1);
    return area_below(inside, inside.rows > ROOMY ? 2 : 1);
}
