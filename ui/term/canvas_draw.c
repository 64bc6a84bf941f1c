#include "ui/term/canvas_draw.h"

#include "ui/term/canvas.h"

#include "base/text/line_break.h"

#include <stdarg.h>
#include <stdio.h>

int canvas_put_text(struct canvas *cv, int row, int col, enum face face, const char *text) {
    return canvas_put(cv, row, col, face, span_of(text));
}

int canvas_put_format(struct canvas *cv, int row, int col, enum face face, const char *format,
                      ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length < 0)
        return 0;
    size_t n = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    return canvas_put(cv, row, col, face, (struct span){text, n});
}

int canvas_put_right(struct canvas *cv, int row, int end, enum face face, struct span text) {
    int col = end - canvas_text_columns(cv, text);
    (void)canvas_put(cv, row, col, face, text);
    return col;
}

static int put_paragraph(struct canvas *cv, struct area area, enum face face, struct span text) {
    struct line_break_rows rows = {0};
    line_break_paragraph(&rows, text, (size_t)area.cols, (size_t)area.cols, canvas_ambiguous(cv));
    int used = 0;
    for (size_t i = 0; i < rows.count && used < area.rows; i++, used++) {
        size_t end = i + 1 < rows.count ? rows.starts[i + 1] : text.n;
        struct span line = span_trim_end(span_sub(text, rows.starts[i], end));
        (void)canvas_put_limit(cv, area.row + used, area.col, area.cols, face, line);
    }
    line_break_release(&rows);
    return used;
}

int canvas_put_wrapped(struct canvas *cv, struct area area, enum face face, struct span text) {
    int used = 0;
    struct span line;
    while (used < area.rows && span_take_line(&text, &line))
        used += put_paragraph(cv, area_below(area, used), face, line);
    return used;
}

int canvas_wrapped_rows(const struct canvas *cv, int cols, struct span text) {
    struct line_break_rows rows = {0};
    size_t used = 0;
    struct span line;
    while (span_take_line(&text, &line)) {
        line_break_paragraph(&rows, line, (size_t)cols, (size_t)cols, canvas_ambiguous(cv));
        used += rows.count;
    }
    line_break_release(&rows);
    return (int)used;
}

void canvas_hline(struct canvas *cv, int row, int col, int cols, enum face face) {
    for (int i = 0; i < cols; i++)
        canvas_put_border(cv, row, col + i, BORDER_HLINE, face);
}

void canvas_vline(struct canvas *cv, int row, int col, int rows, enum face face) {
    for (int i = 0; i < rows; i++)
        canvas_put_border(cv, row + i, col, BORDER_VLINE, face);
}

struct area canvas_frame(struct canvas *cv, struct area area, struct span title) {
    if (area.rows < 2 || area.cols < 2)
        return area_inset(area, area.rows, area.cols);
    int bottom = area.row + area.rows - 1;
    int right = area.col + area.cols - 1;
    canvas_fill(cv, area, FACE_DIALOG);
    canvas_hline(cv, area.row, area.col, area.cols, FACE_DIALOG);
    canvas_hline(cv, bottom, area.col, area.cols, FACE_DIALOG);
    canvas_vline(cv, area.row, area.col, area.rows, FACE_DIALOG);
    canvas_vline(cv, area.row, right, area.rows, FACE_DIALOG);
    canvas_put_border(cv, area.row, area.col, BORDER_TOP_LEFT, FACE_DIALOG);
    canvas_put_border(cv, area.row, right, BORDER_TOP_RIGHT, FACE_DIALOG);
    canvas_put_border(cv, bottom, area.col, BORDER_BOTTOM_LEFT, FACE_DIALOG);
    canvas_put_border(cv, bottom, right, BORDER_BOTTOM_RIGHT, FACE_DIALOG);
    int room = area.cols - 6;
    if (title.n > 0 && room > 0) {
        int columns = canvas_text_columns(cv, title);
        int shown = columns < room ? columns : room;
        int col = area.col + (area.cols - shown - 2) / 2;
        canvas_fill(cv, (struct area){area.row, col, 1, shown + 2}, FACE_HEADING);
        (void)canvas_put_limit(cv, area.row, col + 1, shown, FACE_HEADING, title);
    }
    return area_inset(area, 1, 2);
}
