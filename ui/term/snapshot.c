#include "ui/term/snapshot.h"

#include "base/mem.h"

#include <string.h>

static bool is_same_area(struct area a, struct area b) {
    return a.row == b.row && a.col == b.col && a.rows == b.rows && a.cols == b.cols;
}

static bool is_kept(const struct snapshot *kept, const struct snapshot_inputs *inputs,
                    const struct canvas *canvas, struct area area) {
    return kept->cells != NULL && is_same_area(kept->area, area) &&
           kept->rules == canvas_rules(canvas) &&
           memcmp(&kept->inputs, inputs, sizeof *inputs) == 0;
}

static void keep(struct snapshot *kept, const struct canvas *canvas, struct area area) {
    size_t count = (size_t)area.rows * (size_t)area.cols;
    if (kept->cells == NULL || kept->count != count) {
        mem_free(kept->cells);
        kept->cells = mem_alloc(count * sizeof *kept->cells);
        kept->count = count;
    }
    kept->area = area;
    kept->rules = canvas_rules(canvas);
    canvas_get_cells(canvas, area, kept->cells);
}

void snapshot_draw(struct snapshot *kept, struct snapshot_inputs inputs, snapshot_draw_fn *draw,
                   const struct shell *shell, const void *self, struct canvas *canvas,
                   struct area area) {
    if (is_kept(kept, &inputs, canvas, area)) {
        canvas_put_cells(canvas, area, kept->cells);
        if (kept->sets_cursor)
            canvas_set_cursor(canvas, kept->row, kept->col);
        return;
    }
    int row, col;
    bool was_set = canvas_cursor(canvas, &row, &col);
    draw(shell, self, canvas, area);
    bool is_set = canvas_cursor(canvas, &kept->row, &kept->col);
    kept->sets_cursor = is_set && (!was_set || row != kept->row || col != kept->col);
    kept->inputs = inputs;
    keep(kept, canvas, area);
}

void snapshot_release(struct snapshot *kept) {
    mem_free(kept->cells);
    *kept = (struct snapshot){0};
}
