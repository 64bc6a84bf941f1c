#include "ui/screens/table_draw.h"

#include "base/lang.h"
#include "model/review/review_value.h"
#include "session/check.h"
#include "ui/screens/table_edit.h"
#include "ui/term/canvas_draw.h"

#include <string.h>

void table_put_left(struct canvas *canvas, int row, int *col, int width, enum face face,
                    struct str *text) {
    if (width > 1)
        (void)canvas_put_limit(canvas, row, *col, width - 1, face, str_span(text));
    *col += width;
    str_clear(text);
}

void table_put_right(struct canvas *canvas, int row, int *col, int width, enum face face,
                     struct str *text) {
    int room = width - 1;
    if (canvas_text_columns(canvas, str_span(text)) <= room)
        (void)canvas_put_right(canvas, row, *col + room, face, str_span(text));
    else
        (void)canvas_put_limit(canvas, row, *col, room, face, str_span(text));
    *col += width;
    str_clear(text);
}

void table_draw_heads(struct canvas *canvas, struct area area, const struct table_head *heads,
                      size_t count) {
    int col = area.col + 1;
    struct str text = STR_INIT;
    for (size_t i = 0; i < count; i++) {
        if (heads[i].width == 0)
            continue;
        str_add_text(&text, heads[i].text);
        if (heads[i].right) { /* one that is too long has room before it */
            (void)canvas_put_right(canvas, area.row, col + heads[i].width - 1, FACE_DIM,
                                   str_span(&text));
            str_clear(&text);
            col += heads[i].width;
        } else {
            table_put_left(canvas, area.row, &col, heads[i].width, FACE_DIM, &text);
        }
    }
    str_release(&text);
}

void table_add_unreviewed(struct str *out, const struct report *report) {
    size_t count = review_count_values(report);
    if (count > 0)
        str_add_format(out, _("未核%zu　"), count);
}

void table_draw_title(struct canvas *canvas, struct area area, const struct report *report,
                      const char *name, struct span right) {
    struct str left = STR_INIT;
    str_add_format(&left, "%s%s", name,
                   report->short_name[0] != '\0' ? report->short_name : report->unit);
    if (report->year != 0)
        str_add_format(&left, _(" %d年度"), report->year);
    canvas_fill(canvas, area, FACE_TITLE);
    int end = canvas_put_right(canvas, area.row, area.col + area.cols - 1, FACE_TITLE, right);
    (void)canvas_put_limit(canvas, area.row, area.col + 1, end - area.col - 2, FACE_TITLE,
                           str_span(&left));
    str_release(&left);
}

void table_draw_field(const struct table_edit *table, struct canvas *canvas, struct area cell) {
    field_draw(&table->field, canvas, cell.row, cell.col, cell.cols, true);
    if (table->fresh && table->field.text.len > 0)
        canvas_set_face(canvas, cell, FACE_SELECTED);
}

const struct finding *table_find_finding(const struct shell *shell, const char *name) {
    const struct findings *findings = session_findings(shell_session(shell));
    const struct finding *worst = NULL;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        if (at->section < 0 && at->passed_by == NULL && at->name != NULL &&
            strcmp(at->name, name) == 0 && (worst == NULL || at->severity > worst->severity))
            worst = at;
    }
    return worst;
}
