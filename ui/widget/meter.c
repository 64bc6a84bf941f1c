#include "ui/widget/meter.h"

#include "ui/term/canvas_draw.h"

void meter_draw(struct canvas *canvas, int row, int col, int cols, size_t done, size_t all,
                enum face face, enum face around, struct span text) {
    assert(all > 0 && done <= all);
    int room = cols - 2; /* between the brackets */
    if (canvas_is_plain(canvas) || room < canvas_text_columns(canvas, text)) {
        (void)canvas_put_limit(canvas, row, col, cols, around, text);
        return;
    }
    int bars = (int)((size_t)room * done / all);
    if (done > 0 && bars == 0) /* it has begun */
        bars = 1;
    canvas_put_text(canvas, row, col, around, "[");
    for (int i = 0; i < room; i++)
        canvas_put_text(canvas, row, col + 1 + i, face, i < bars ? "|" : " ");
    canvas_put_text(canvas, row, col + cols - 1, around, "]");
    (void)canvas_put_right(canvas, row, col + cols - 1, around, text);
}
