#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"
#include "ui/term/canvas_draw.h"
#include "ui/term/snapshot.h"

enum { ROWS = 4, COLS = 12 };
static const struct area part = {1, 2, 2, 6};

struct drawing {
    const char *text;
    bool cursor;
    int *times; /* it was drawn */
};

static void draw(const struct shell *shell, const void *self, struct canvas *canvas,
                 struct area area) {
    const struct drawing *drawing = self;
    (void)shell;
    ++*drawing->times;
    canvas_fill(canvas, area, FACE_PLAIN);
    canvas_put_text(canvas, area.row, area.col, FACE_DONE, drawing->text);
    if (drawing->cursor)
        canvas_set_cursor(canvas, area.row + 1, area.col);
}

static void show(struct snapshot *kept, struct canvas *canvas, const struct drawing *drawing,
                 uint64_t input, struct area area) {
    canvas_clear(canvas);
    canvas_put_text(canvas, area.row, area.col - 1, FACE_PLAIN, "两半的字");
    snapshot_draw(kept, (struct snapshot_inputs){{1, input}}, draw, NULL, drawing, canvas, area);
    assert_true(canvas_is_sane(canvas));
}

static void is_drawn_once_while_nothing_changes(void **state) {
    (void)state;
    int times = 0, row = 0, col = 0;
    struct snapshot kept = {0};
    struct canvas *canvas = canvas_new(ROWS, COLS, WIDTH_NARROW);
    struct drawing drawing = {"目录", true, &times};
    for (int i = 0; i < 3; i++) {
        show(&kept, canvas, &drawing, 7, part);
        assert_canvas_row(canvas, 1, "  目录");
        assert_int_equal(canvas_cell(canvas, 1, 2)->face, FACE_DONE);
        assert_true(canvas_cursor(canvas, &row, &col));
        assert_int_equal(row, 2);
        assert_int_equal(col, 2);
    }
    assert_int_equal(times, 1);
    snapshot_release(&kept);
    canvas_free(canvas);
}

static void is_drawn_anew_when_anything_it_shows_changes(void **state) {
    (void)state;
    int times = 0;
    struct snapshot kept = {0};
    struct canvas *canvas = canvas_new(ROWS, COLS, WIDTH_NARROW);
    struct drawing drawing = {"目录", false, &times};
    show(&kept, canvas, &drawing, 7, part);
    drawing.text = "指引";
    show(&kept, canvas, &drawing, 8, part);
    assert_canvas_row(canvas, 1, "  指引");
    assert_int_equal(times, 2);
    struct area moved = part;
    moved.row++;
    show(&kept, canvas, &drawing, 8, moved);
    assert_int_equal(times, 3);
    moved.cols++;
    show(&kept, canvas, &drawing, 8, moved);
    assert_int_equal(times, 4);
    canvas_resize(canvas, ROWS, COLS, WIDTH_WIDE);
    show(&kept, canvas, &drawing, 8, moved);
    assert_int_equal(times, 5);
    canvas_set_plain(canvas, true);
    show(&kept, canvas, &drawing, 8, moved);
    assert_int_equal(times, 6);
    show(&kept, canvas, &drawing, 8, moved);
    assert_int_equal(times, 6);
    assert_canvas_row(canvas, 2, "  指引");
    snapshot_release(&kept);
    canvas_free(canvas);
}

/* The cursor of another part is left alone. */
static void sets_no_cursor_that_it_did_not_set(void **state) {
    (void)state;
    int times = 0, row = 0, col = 0;
    struct snapshot kept = {0};
    struct canvas *canvas = canvas_new(ROWS, COLS, WIDTH_NARROW);
    struct drawing drawing = {"目录", false, &times};
    for (int i = 0; i < 2; i++) {
        canvas_clear(canvas);
        canvas_set_cursor(canvas, i, i);
        snapshot_draw(&kept, (struct snapshot_inputs){{1}}, draw, NULL, &drawing, canvas, part);
        assert_true(canvas_cursor(canvas, &row, &col));
        assert_int_equal(row, i);
        assert_int_equal(col, i);
    }
    assert_int_equal(times, 1);
    snapshot_release(&kept);
    canvas_free(canvas);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_drawn_once_while_nothing_changes),
        cmocka_unit_test(is_drawn_anew_when_anything_it_shows_changes),
        cmocka_unit_test(sets_no_cursor_that_it_did_not_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
