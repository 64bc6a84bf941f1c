#include "ui/workbench/draw.h"

#include "session/opened.h"
#include "session/report.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/guide.h"
#include "ui/workbench/header.h"
#include "ui/workbench/outline.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior.h"
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

#include <string.h>

enum { OUTLINE_COLS = 28, GUIDE_ROWS = 5, FULL_COLS = 80, GUIDE_RIGHT_COLS = 110, GUIDE_COLS = 36 };
enum { THREE_PANES_COLS = 140, TEXT_COLS = 2 * 45 + 2 }; /* a line of 45 characters can be read */
enum { MINUTE = 60000 /* ms */ };

/* --- layout --- */

static struct area cut_left(struct area *from, int cols) {
    struct area part = area_left(*from, cols);
    *from = area_right(*from, from->cols - part.cols);
    return part;
}

/* For a screen reader: the pane that has the focus, and nothing beside it. */
static struct workbench_layout lay_out_one(const struct workbench *wb, struct area area) {
    struct workbench_layout out = {.header = area_top(area, 1), .outline_over = true};
    struct area rest = area_below(area, 1);
    if (wb->focus == PANE_OUTLINE)
        out.outline = rest;
    else if (wb->focus == PANE_GUIDE)
        out.guide = rest;
    else if (wb->focus == PANE_PRIOR)
        out.prior = rest;
    else
        out.editor = rest;
    return out;
}

struct workbench_layout workbench_lay_out(const struct shell *shell, const struct workbench *wb,
                                          struct area area) {
    struct workbench_layout out = {.header = area_top(area, 1)};
    bool small = area.rows < 20;
    struct area rest = area_below(area, small ? 1 : 2);
    if (shell_display(shell)->reader)
        return lay_out_one(wb, area);
    out.outline_over = area.cols < FULL_COLS;
    bool outline = !wb->wide && (!wb->prior_open || area.cols >= THREE_PANES_COLS);
    if (out.outline_over)
        outline = wb->focus == PANE_OUTLINE;
    struct area over = area_left(rest, OUTLINE_COLS + 3);
    if (outline && !out.outline_over)
        out.outline =
            cut_left(&rest, area.cols >= GUIDE_RIGHT_COLS ? OUTLINE_COLS + 7 : OUTLINE_COLS);
    else if (outline || wb->focus == PANE_OUTLINE)
        out.outline = over;
    out.outline_over |= !outline;
    if (!wb->wide && area.cols >= GUIDE_RIGHT_COLS && !wb->prior_open) {
        out.guide = area_right(rest, GUIDE_COLS);
        rest.cols -= out.guide.cols;
    } else if (!wb->wide || wb->focus == PANE_GUIDE) {
        out.guide = area_bottom(rest, small ? GUIDE_ROWS - 1 : GUIDE_ROWS);
        rest = area_above(rest, out.guide.rows);
    }
    if (wb->prior_open)
        out.prior = area_right(rest, rest.cols / 2);
    out.editor = rest;
    out.editor.cols -= out.prior.cols;
    if (!wb->prior_open && out.editor.cols > TEXT_COLS)
        out.editor.cols = TEXT_COLS;
    return out;
}

/* --- drawing --- */

/* Nothing of these is the text that is typed: they are drawn when one of their inputs changes. */
static void draw_panes(const struct shell *shell, const struct workbench *wb, struct canvas *canvas,
                       const struct workbench_layout *layout) {
    struct session *session = shell_session(shell);
    uint64_t report = session_revision(session), focus = wb->focus, id = 0;
    struct snapshot_inputs header = {{report, session_saving(session) == SESSION_UNSAVED,
                                      (uint64_t)session_saved_at(session) / MINUTE}};
    struct snapshot_inputs outline = {{report, wb->outline.count, wb->outline.selected, focus}};
    memcpy(&id, wb->finding, strlen(wb->finding));
    struct snapshot_inputs guide = {{report, (uint64_t)wb->section, wb->guide_scroll, id, focus}};
    struct workbench_drawn *kept = wb->drawn;
    snapshot_draw(&kept->header, header, workbench_draw_header, shell, wb, canvas, layout->header);
    if (layout->guide.rows > 0)
        snapshot_draw(&kept->guide, guide, workbench_draw_guide, shell, wb, canvas, layout->guide);
    if (layout->outline.cols > 0)
        snapshot_draw(&kept->outline, outline, workbench_draw_outline, shell, wb, canvas,
                      layout->outline);
}

void workbench_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                    struct area area) {
    const struct workbench *wb = self;
    if (wb->find.open || wb->walk.open) {
        struct area bar = area_bottom(area, 1);
        area = area_above(area, 1);
        if (wb->find.open)
            workbench_draw_find(wb, canvas, bar);
        else
            workbench_draw_walk(wb, canvas, bar);
    }
    struct workbench_layout layout = workbench_lay_out(shell, wb, area);
    if (layout.editor.cols > 0)
        workbench_draw_editor(shell, wb, canvas, layout.editor);
    if (layout.prior.cols > 0)
        workbench_draw_prior(shell, wb, canvas, layout.prior);
    draw_panes(shell, wb, canvas, &layout);
}

/* --- the mouse --- */

static struct editor_point point_in(struct area area, const struct event *event) {
    int row = event->row - area.row, col = event->col - area.col;
    return (struct editor_point){row > 0 ? (size_t)row : 0, col > 0 ? (size_t)col : 0};
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
