#include "ui/workbench/layout.h"

#include "ui/shell.h"
#include "ui/workbench/workbench.h"

enum {
    OUTLINE_COLS = 26,
    WIDE_OUTLINE_COLS = OUTLINE_COLS + 9,
    GUIDE_ROWS = 5,
    SMALL_ROWS = 20,
    ROOMY_ROWS = 28,
    FULL_COLS = 80,
    GUIDE_RIGHT_COLS = 110,
    GUIDE_COLS = 36
};
enum { THREE_PANES_COLS = 140, TEXT_COLS = 1 + 2 * 45 }; /* a line of 45 characters can be read */

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

/* Below the text; the title alone while the clerk types there. */
static int guide_rows(const struct workbench *wb, int rows) {
    if (wb->folded && wb->focus == PANE_EDITOR)
        return 1;
    return rows < SMALL_ROWS ? GUIDE_ROWS - 1 : GUIDE_ROWS;
}

struct workbench_layout workbench_lay_out(const struct shell *shell, const struct workbench *wb,
                                          struct area area) {
    struct workbench_layout out = {.header = area_top(area, 1)};
    struct area rest = area_below(area, area.rows < ROOMY_ROWS ? 1 : 2);
    if (shell_display(shell)->reader)
        return lay_out_one(wb, area);
    out.outline_over = area.cols < FULL_COLS;
    bool outline = !wb->wide && (!wb->prior_open || area.cols >= THREE_PANES_COLS);
    if (out.outline_over)
        outline = wb->focus == PANE_OUTLINE;
    struct area over = area_left(rest, OUTLINE_COLS + 5);
    if (outline && !out.outline_over)
        out.outline =
            cut_left(&rest, area.cols >= GUIDE_RIGHT_COLS ? WIDE_OUTLINE_COLS : OUTLINE_COLS);
    else if (outline || wb->focus == PANE_OUTLINE)
        out.outline = over;
    out.outline_over |= !outline;
    if (!wb->wide && area.cols >= GUIDE_RIGHT_COLS && !wb->prior_open) {
        out.guide = area_right(rest, GUIDE_COLS);
        rest.cols -= out.guide.cols;
    } else if (!wb->wide || wb->focus == PANE_GUIDE) {
        out.guide = area_bottom(rest, guide_rows(wb, area.rows));
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

struct area workbench_spare(struct area area) {
    bool right = area.cols >= GUIDE_RIGHT_COLS;
    struct area spare = area_above(area, area.rows < SMALL_ROWS ? GUIDE_ROWS - 1 : GUIDE_ROWS);
    if (area.cols >= FULL_COLS)
        (void)cut_left(&spare, right ? WIDE_OUTLINE_COLS : OUTLINE_COLS);
    if (right)
        spare.cols -= GUIDE_COLS;
    return spare;
}

bool workbench_shows_guide(const struct shell *shell, const struct workbench *wb) {
    return workbench_lay_out(shell, wb, shell_area(shell)).guide.rows > 0;
}
