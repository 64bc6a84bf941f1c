/* The mouse in the workbench: a click goes to the pane and the place, a drag selects. */
#include "ui/workbench/workbench.h"

static struct editor_point point_in(struct area area, const struct event *event) {
    int row = event->row - area.row, col = event->col - area.col;
    return (struct editor_point){row > 0 ? (size_t)row : 0, col > 0 ? (size_t)col : 0};
}

struct area workbench_text_area(struct area pane) {
    enum { ROOMY = 10 }; /* rows from which on one stays blank below the heading */
    struct area inside = area_inset(pane, 0, 1);
    return area_below(inside, inside.rows > ROOMY ? 2 : 1);
}

static void place(struct editor *editor, struct area pane, const struct event *event) {
    struct editor_point at = point_in(workbench_text_area(pane), event);
    editor_set_cursor(editor, editor_offset_at(editor, at.row, at.column),
                      event->button == MOUSE_DRAG);
}

static void click_outline(struct shell *shell, struct workbench *wb, struct area pane,
                          const struct event *event) {
    size_t index = list_top(&wb->outline, pane.rows) + (size_t)(event->row - pane.row);
    wb->focus = PANE_OUTLINE;
    if (index < wb->outline.count)
        workbench_go(shell, wb, wb->rows[index], SIZE_MAX);
}

unsigned workbench_mouse(struct shell *shell, struct workbench *wb, const struct event *event) {
    struct workbench_layout layout = workbench_lay_out(shell, wb, shell_area(shell));
    bool drag = event->button == MOUSE_DRAG;
    if (event->button != MOUSE_PRESS && !drag)
        return HANDLED_NO;
    if (area_has(layout.outline, event->row, event->col) && layout.outline.cols > 0) {
        if (!drag)
            click_outline(shell, wb, layout.outline, event);
    } else if (area_has(layout.prior, event->row, event->col)) {
        wb->focus = PANE_PRIOR;
        place(wb->prior_editor, area_right(layout.prior, layout.prior.cols - 1), event);
    } else if (area_has(layout.editor, event->row, event->col)) {
        wb->focus = PANE_EDITOR;
        place(wb->editor, layout.editor, event);
    } else if (area_has(layout.guide, event->row, event->col)) {
        wb->focus = PANE_GUIDE;
    }
    return HANDLED_YES;
}
