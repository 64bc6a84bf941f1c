#include "ui/workbench/draw.h"

#include "session/opened.h"
#include "session/report.h"
#include "session/standing.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/finding.h"
#include "ui/workbench/guide.h"
#include "ui/workbench/header.h"
#include "ui/workbench/layout.h"
#include "ui/workbench/outline.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior.h"
#include "ui/workbench/remark.h"
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

#include <string.h>

enum { MINUTE = 60000 /* ms */ };

/* --- drawing --- */

/* Nothing of these is the text that is typed: they are drawn when one of their inputs changes. */
static void draw_panes(const struct shell *shell, const struct workbench *wb, struct canvas *canvas,
                       const struct workbench_layout *layout) {
    struct session *session = shell_session(shell);
    uint64_t report = session_revision(session), focus = wb->focus, id = 0;
    struct snapshot_inputs header = {
        {report, session_standing(session), (uint64_t)session_saved_at(session) / MINUTE}};
    struct snapshot_inputs outline = {{report, wb->outline.count, wb->outline.selected, focus}};
    const struct finding *finding = workbench_finding(shell, wb);
    if (finding != NULL)
        memcpy(&id, finding->id, strlen(finding->id));
    const struct remark_item *said = workbench_remark(wb);
    if (said != NULL)
        id ^= (uint64_t)said->remark.number << 1 | 1;
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
