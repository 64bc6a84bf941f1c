#include "ui/workbench/pane.h"

#include "base/lang.h"
#include "base/text/width.h"
#include "edit/editor.h"
#include "model/answer_text.h"
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

/* How much of the way to a section is said. */
enum way { WAY_HEADINGS, WAY_PARENT, WAY_OWN, WAY_COUNT };

/* 二、整体情况 › 一、工作开展情况 › （二）党建引领; 一、工作开展情况 › （二）党建引领;
 * （二）党建引领 */
static void add_way(struct str *out, const struct report *report, const struct section *section,
                    enum way way) {
    const struct section *chain[TEMPLATE_DEPTH_MOST + 1];
    size_t depth = 0;
    size_t most = way == WAY_OWN ? 0 : way == WAY_PARENT ? 1 : ARRAY_LEN(chain);
    for (const struct section *at = section->parent; at->parent != NULL && depth < most;
         at = at->parent)
        chain[depth++] = at;
    while (depth-- > 0) {
        section_add_label(out, chain[depth]);
        str_add_text(out, numbering_gap(chain[depth]->parent->numbering));
        report_add_answered(out, report, span_of(chain[depth]->heading));
        str_add_text(out, " › ");
    }
    section_add_label(out, section);
    str_add_text(out, numbering_gap(section->parent->numbering));
    report_add_answered(out, report, span_of(section->heading));
}

void workbench_add_breadcrumb(struct str *out, const struct report *report,
                              const struct section *section, int cols) {
    if (section->parent == NULL) {
        str_add_text(out, _("标题前的文字"));
        return;
    }
    size_t before = out->len;
    for (enum way way = WAY_HEADINGS; way < WAY_COUNT; way++) {
        str_cut(out, before);
        add_way(out, report, section, way);
        struct span text = span_sub(str_span(out), before, out->len);
        if (width_of_text(text, WIDTH_WIDE) <= (size_t)(cols > 0 ? cols : 0))
            return;
    }
}

struct area workbench_draw_head(struct canvas *canvas, struct area area, struct span before,
                                const struct report *report, const struct section *section,
                                struct span right, bool focus) {
    struct area inside = area_inset(area, 0, 1);
    struct str title = STR_INIT;
    int end = canvas_put_right(canvas, inside.row, inside.col + inside.cols, FACE_DIM, right);
    int room = end - inside.col - 1;
    str_add(&title, before);
    if (section != NULL)
        workbench_add_breadcrumb(&title, report, section,
                                 room - canvas_text_columns(canvas, before));
    (void)canvas_put_limit(canvas, inside.row, inside.col, room, focus ? FACE_PANE : FACE_HEADING,
                           str_span(&title));
    str_release(&title);
    return workbench_text_area(area);
}

struct area workbench_text_area(struct area pane) {
    enum { ROOMY = 24 }; /* rows from which on one stays blank below the heading */
    struct area inside = area_right(pane, pane.cols - 1);
    return area_below(inside, inside.rows > ROOMY ? 2 : 1);
}
