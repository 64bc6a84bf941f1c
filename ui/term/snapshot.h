/*
 * snapshot.h - a part of a screen that stays from picture to picture. Its owner says by a few
 * numbers what it shows: while they, the area and the canvas's rules are the same, its cells (and
 * the cursor, where it sets one) come from the last picture and nothing is laid out.
 * Invariant: the numbers name all that the drawing reads, so that what is kept is what would be
 * drawn. Screen tests hold every picture against one drawn anew.
 * Zeroed: nothing is kept. A snapshot owns its cells.
 */
#ifndef UI_TERM_SNAPSHOT_H
#define UI_TERM_SNAPSHOT_H

#include "ui/term/canvas.h"

struct shell;

struct snapshot_inputs {
    uint64_t of[6];
};

struct snapshot {
    struct snapshot_inputs inputs; /* of what is kept */
    struct area area;
    uint64_t rules; /* canvas_rules */
    struct cell *cells;
    size_t count;
    bool sets_cursor;
    int row, col;
};

/* As the draw function of a layer; it draws within the area and reads nothing but its inputs. */
typedef void snapshot_draw_fn(const struct shell *shell, const void *self, struct canvas *canvas,
                              struct area area);
void snapshot_draw(struct snapshot *kept, struct snapshot_inputs inputs, snapshot_draw_fn *draw,
                   const struct shell *shell, const void *self, struct canvas *canvas,
                   struct area area);
void snapshot_release(struct snapshot *kept);

#endif
