#include "ui/workbench/rows.h"

#include "edit/editor.h"
#include "edit/editor_select.h"
#include "edit/editor_table.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/find.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/prior_marks.h"
#include "ui/workbench/walk.h"
#include "ui/workbench/workbench.h"

/* Values of figures: braces and a face of their own. */
static void draw_figures(const struct editor *editor, struct canvas *canvas, int row, int col,
                         const struct editor_row *at) {
    size_t from = 0, to = 0;
    for (size_t i = 0; editor_row_figure(editor, at, i, &from, &to); i++) {
        int start = col + (int)editor_row_column(editor, at, from);
        int cols = col + (int)editor_row_column(editor, at, to) - start;
        canvas_set_face(canvas, (struct area){row, start, 1, cols}, FACE_FIGURE);
    }
}

static void put_cursor(const struct editor *editor, struct canvas *canvas, struct area area) {
    struct editor_point point = editor_cursor_point(editor);
    canvas_set_cursor(canvas, area.row + (int)point.row, area.col + (int)point.column);
}

/* What of a table stands where its lines meet. */
static enum border joint_of(const struct editor_row *at, const struct editor_line *line,
                            bool first) {
    bool rule = at->rule != EDITOR_RULE_NONE;
    if (!rule)
        return line->up ? BORDER_VLINE : BORDER_NONE;
    if (first)
        return at->rule == EDITOR_RULE_TOP    ? BORDER_TOP_LEFT
               : at->rule == EDITOR_RULE_HEAD ? BORDER_TEE_LEFT
                                              : BORDER_BOTTOM_LEFT;
    if (line->last)
        return at->rule == EDITOR_RULE_TOP    ? BORDER_TOP_RIGHT
               : at->rule == EDITOR_RULE_HEAD ? BORDER_TEE_RIGHT
                                              : BORDER_BOTTOM_RIGHT;
    if (line->up)
        return line->down ? BORDER_CROSS : BORDER_TEE_BOTTOM;
    return line->down ? BORDER_TEE_TOP : BORDER_HLINE;
}

/* The lines of a table in one row; of what lies beside the pane a mark at its edge. */
static void draw_lines(const struct editor *editor, struct canvas *canvas, int row,
                       struct area area, const struct editor_row *at) {
    struct editor_line line = {0};
    int from = 0;
    for (size_t i = 0; editor_row_line(editor, at, i, &line); i++) {
        enum border border = joint_of(at, &line, i == 0);
        int to = line.column < area.cols ? line.column : area.cols;
        if (at->rule != EDITOR_RULE_NONE && i > 0 && to > from)
            canvas_hline(canvas, row, area.col + from, to - from, FACE_BORDER);
        if (border != BORDER_NONE && line.column >= 0 && line.column < area.cols)
            canvas_put_border(canvas, row, area.col + line.column, border, FACE_BORDER);
        from = line.column + 1 > 0 ? line.column + 1 : 0;
    }
    if (at->rule == EDITOR_RULE_NONE && line.column >= area.cols)
        (void)canvas_put_text(canvas, row, area.col + area.cols - 1, FACE_HEADING, ">");
}

static void draw_table_row(const struct editor *editor, struct canvas *canvas, int row,
                           struct area area, enum face face, const struct editor_row *at) {
    struct editor_cell cell;
    struct editor_line first;
    for (size_t from = 0; editor_row_cell(editor, at, from, &cell); from = cell.next) {
        int col = (int)cell.column;
        if (col < area.cols)
            (void)canvas_put_cut(canvas, row, area.col + col, area.cols - col, face, cell.text);
    }
    draw_lines(editor, canvas, row, area, at);
    if (at->rule == EDITOR_RULE_NONE && editor_row_line(editor, at, 0, &first) && first.column < 0)
        (void)canvas_put_text(canvas, row, area.col, FACE_HEADING, "<");
}

void workbench_draw_rows(const struct shell *shell, const struct workbench *wb,
                         const struct editor *editor, struct canvas *canvas, struct area area,
                         enum face face) {
    size_t from = 0, to = 0;
    bool selected = editor_selection(editor, &from, &to), old_text = editor == wb->prior_editor;
    struct editor_row row;
    bool there = editor_row(editor, 0, &row);
    for (int i = 0; i < area.rows && there; i++, there = editor_next_row(editor, &row)) {
        int at = area.row + i, col = area.col + (int)row.indent;
        if (row.label[0] != '\0')
            (void)canvas_put_right(canvas, at, col, FACE_HEADING, span_of(row.label));
        if (row.in_table)
            draw_table_row(editor, canvas, at, area, face, &row);
        else
            (void)canvas_put_cut(canvas, at, col, area.col + area.cols - col, face, row.text);
        draw_figures(editor, canvas, at, col, &row);
        if (!old_text)
            workbench_mark_findings(shell, wb, canvas, at, col, area.col - 1, &row);
        if (wb->prior_open)
            workbench_mark_changed(shell, wb, old_text, canvas, at, area.col, &row);
        if (wb->find.open && !old_text)
            workbench_mark_found(shell, wb, canvas, at, col, &row);
        if (wb->walk.open && !old_text)
            workbench_mark_walk(wb, canvas, at, col, &row);
        if (!selected || to <= row.offset || from > row.offset + row.points)
            continue;
        workbench_mark_range(editor, canvas, at, col, &row, from, to, FACE_SELECTION);
        (void)canvas_put_text(canvas, at, area.col - 1, FACE_PLAIN, ">");
    }
    if (wb->focus == (old_text ? PANE_PRIOR : PANE_EDITOR) && !wb->find.open && !wb->walk.open)
        put_cursor(editor, canvas, area);
}
