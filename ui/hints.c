#include "ui/hints.h"

#include "base/lang.h"
#include "ui/term/canvas_draw.h"

#include <string.h>

/* "^Q" for "Ctrl-Q", else the key as it is. */
static void add_key(struct str *out, const char *key) {
    struct span rest = span_of(key);
    if (span_take_prefix(&rest, SPAN("Ctrl-")))
        str_add_byte(out, '^');
    str_add(out, rest);
}

void hints_add(struct str *out, const struct keys *keys, enum command_id id, unsigned where) {
    const char *key = keys_first(keys, id, where);
    if (key != NULL)
        add_key(out, key);
    str_add_text(out, _(commands[id].hint));
}

static int hint_columns(const struct canvas *canvas, const struct keys *keys, enum command_id id,
                        unsigned where) {
    struct str text = STR_INIT;
    hints_add(&text, keys, id, where);
    int columns = canvas_text_columns(canvas, str_span(&text)) + 1;
    str_release(&text);
    return columns;
}

/* Takes commands by rank while they fit; `room` is the columns of all rows together. */
static void choose(const struct canvas *canvas, const struct keys *keys, unsigned where, int room,
                   bool chosen[]) {
    for (;;) {
        const struct command *best = NULL;
        for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
            const struct command *at = &commands[i];
            bool meant = at->hint_where == 0 || (at->hint_where & where) != 0;
            bool works = keys_first(keys, at->id, where) != NULL;
            if (!chosen[i] && meant && works && at->hint != NULL && (at->where & where) != 0 &&
                (best == NULL || at->rank < best->rank))
                best = at;
        }
        if (best == NULL || hint_columns(canvas, keys, best->id, where) > room)
            return;
        room -= hint_columns(canvas, keys, best->id, where);
        chosen[best->id] = true;
    }
}

/* Walks over the hints as they stand; `visit` gets each one's place and stops the walk by true. */
typedef bool visit_fn(struct canvas *canvas, int row, int col, const struct keys *keys,
                      enum command_id id, void *context);

static void walk(struct canvas *canvas, struct area area, const struct keys *keys, unsigned where,
                 int left, visit_fn *visit, void *context) {
    bool chosen[COMMAND_COUNT] = {false};
    int margin = 2; /* a row's end may be wasted by a hint that goes to the next */
    choose(canvas, keys, where, area.rows * (area.cols - margin) - left, chosen);
    int row = area.row, col = area.col + 1 + left;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if (!chosen[i])
            continue;
        int columns = hint_columns(canvas, keys, commands[i].id, where);
        if (col + columns > area.col + area.cols) {
            col = area.col + 1;
            if (++row >= area.row + area.rows)
                return;
        }
        if (visit(canvas, row, col, keys, commands[i].id, context))
            return;
        col += columns;
    }
}

static bool draw_hint(struct canvas *canvas, int row, int col, const struct keys *keys,
                      enum command_id id, void *context) {
    const unsigned *where = context;
    struct str key = STR_INIT;
    add_key(&key, keys_first(keys, id, *where));
    col += canvas_put(canvas, row, col, FACE_KEY, str_span(&key));
    (void)canvas_put_text(canvas, row, col, FACE_HINT, _(commands[id].hint));
    str_release(&key);
    return false;
}

void hints_draw(struct canvas *canvas, struct area area, const struct keys *keys, unsigned where,
                bool escape) {
    canvas_fill(canvas, area, FACE_HINT);
    int left = escape ? canvas_put_text(canvas, area.row, area.col + 1, FACE_KEY, "Esc-") + 1 : 0;
    walk(canvas, area, keys, where, left, draw_hint, &where);
}

struct pointed {
    int row, col;
    unsigned where;
    enum command_id id;
};

static bool find_hint(struct canvas *canvas, int row, int col, const struct keys *keys,
                      enum command_id id, void *context) {
    struct pointed *at = context;
    bool here = at->row == row && at->col >= col &&
                at->col < col + hint_columns(canvas, keys, id, at->where);
    if (here)
        at->id = id;
    return here;
}

enum command_id hints_at(struct canvas *canvas, struct area area, const struct keys *keys,
                         unsigned where, int row, int col) {
    struct pointed at = {row, col, where, COMMAND_NONE};
    walk(canvas, area, keys, where, 0, find_hint, &at);
    return at.id;
}
