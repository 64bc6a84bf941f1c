#include "ui/hints.h"

#include "base/lang.h"

#include <string.h>

void hints_add_key(struct str *out, const char *key) {
    struct span rest = span_of(key);
    if (span_take_prefix(&rest, SPAN("Ctrl-")))
        str_add_byte(out, '^');
    str_add(out, rest);
}

static int hint_columns(const struct canvas *canvas, const struct command *command) {
    struct str text = STR_INIT;
    hints_add_key(&text, command->keys[0]);
    str_add_text(&text, _(command->hint));
    int columns = canvas_text_columns(canvas, str_span(&text)) + 1;
    str_release(&text);
    return columns;
}

/* Takes commands by rank while they fit; `room` is the columns of all rows together. */
static void choose(const struct canvas *canvas, unsigned where, int room, bool chosen[]) {
    for (;;) {
        const struct command *best = NULL;
        for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
            const struct command *at = &commands[i];
            if (!chosen[i] && at->hint != NULL && (at->where & where) != 0 &&
                (best == NULL || at->rank < best->rank))
                best = at;
        }
        if (best == NULL || hint_columns(canvas, best) > room)
            return;
        room -= hint_columns(canvas, best);
        chosen[best->id] = true;
    }
}

void hints_draw(struct canvas *canvas, struct area area, unsigned where, bool escape) {
    bool chosen[COMMAND_COUNT] = {false};
    int margin = 2; /* a row's end may be wasted by a hint that goes to the next */
    canvas_fill(canvas, area, FACE_HINT);
    choose(canvas, where, area.rows * (area.cols - margin) - (escape ? 5 : 0), chosen);
    int row = area.row, col = area.col + 1;
    if (escape)
        col += canvas_put_text(canvas, row, col, FACE_KEY, "Esc-") + 1;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if (!chosen[i])
            continue;
        if (col + hint_columns(canvas, &commands[i]) > area.col + area.cols) {
            col = area.col + 1;
            if (++row >= area.row + area.rows)
                return;
        }
        struct str key = STR_INIT;
        hints_add_key(&key, commands[i].keys[0]);
        col += canvas_put(canvas, row, col, FACE_KEY, str_span(&key));
        col += canvas_put_text(canvas, row, col, FACE_HINT, _(commands[i].hint)) + 1;
        str_release(&key);
    }
}
