#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/grapheme.h"
#include "tests/support/random.h"
#include "tests/support/screen.h"
#include "ui/term/canvas.h"
#include "ui/term/canvas_draw.h"

static struct canvas *new_canvas(void) {
    return canvas_new(4, 12, WIDTH_NARROW);
}

static void draws_text_and_counts_its_columns(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    assert_int_equal(canvas_put_text(cv, 0, 1, FACE_PLAIN, "\u4e2d\u6587a\u201c"), 6);
    assert_canvas_row(cv, 0, " \u4e2d\u6587a\u201c");
    assert_int_equal(canvas_cell(cv, 0, 1)->width, 2);
    assert_int_equal(canvas_cell(cv, 0, 2)->width, 0);
    assert_int_equal(canvas_put_format(cv, 1, 0, FACE_DONE, "%d/%d", 14, 18), 5);
    assert_int_equal(canvas_cell(cv, 1, 0)->face, FACE_DONE);
    canvas_free(cv);
}

static void counts_ambiguous_characters_as_the_terminal_does(void **state) {
    (void)state;
    struct canvas *cv = canvas_new(1, 12, WIDTH_WIDE);
    assert_int_equal(canvas_put_text(cv, 0, 0, FACE_PLAIN, "\u201ca\u201d"), 5);
    assert_canvas_row(cv, 0, "\u201ca\u201d");
    canvas_free(cv);
}

static void clips_at_the_edges_without_cutting_a_wide_character(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    (void)canvas_put_text(cv, 0, 9, FACE_PLAIN, "\u4e2d\u6587");
    assert_canvas_row(cv, 0, "         \u4e2d");
    (void)canvas_put_text(cv, 1, -1, FACE_PLAIN, "\u4e2d\u6587");
    assert_canvas_row(cv, 1, " \u6587");
    (void)canvas_put_text(cv, -1, 0, FACE_PLAIN, "outside");
    (void)canvas_put_text(cv, 4, 0, FACE_PLAIN, "outside");
    assert_int_equal(canvas_put_text(cv, 2, 20, FACE_PLAIN, "outside"), 0);
    assert_canvas_row(cv, 2, "");
    canvas_free(cv);
}

static void heals_both_halves_of_what_is_overwritten(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    (void)canvas_put_text(cv, 0, 0, FACE_PLAIN, "\u4e2d\u6587\u5b57");
    (void)canvas_put_text(cv, 0, 1, FACE_PLAIN, "\u5927");
    assert_canvas_row(cv, 0, " \u5927 \u5b57");
    (void)canvas_put_text(cv, 0, 5, FACE_PLAIN, "x");
    assert_canvas_row(cv, 0, " \u5927  x");
    canvas_free(cv);
}

static void cuts_long_text_with_dots(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    assert_int_equal(canvas_put_limit(cv, 0, 0, 8, FACE_PLAIN, SPAN("\u4e2d\u6587\u5b57\u6570")),
                     8);
    assert_canvas_row(cv, 0, "\u4e2d\u6587\u5b57\u6570");
    assert_int_equal(canvas_put_limit(cv, 1, 0, 7, FACE_PLAIN, SPAN("\u4e2d\u6587\u5b57\u6570")),
                     6);
    assert_canvas_row(cv, 1, "\u4e2d\u6587..");
    assert_int_equal(canvas_put_limit(cv, 2, 11, 7, FACE_PLAIN, SPAN("\u4e2d\u6587")), 1);
    assert_canvas_row(cv, 2, "           .");
    canvas_clear(cv);
    assert_int_equal(canvas_put_cut(cv, 0, 0, 3, FACE_PLAIN, SPAN("\u4e2d\u6587")), 3);
    assert_canvas_row(cv, 0, "\u4e2d");
    assert_int_equal(canvas_put_limit(cv, 0, 0, 0, FACE_PLAIN, SPAN("a")), 0);
    canvas_free(cv);
}

static void puts_text_right(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    assert_int_equal(canvas_put_right(cv, 0, 12, FACE_PLAIN, SPAN("\u4e2d1")), 9);
    assert_canvas_row(cv, 0, "         \u4e2d1");
    canvas_free(cv);
}

static void never_takes_a_control_character(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    (void)canvas_put(cv, 0, 0, FACE_PLAIN, SPAN("a\033[31m\tb\r\n\x7f\xc2\x9b\u202ec"));
    assert_canvas_row(cv, 0, "a[31m bc");
    (void)canvas_put(cv, 1, 0, FACE_PLAIN, SPAN("a\xff\xe4\xb8z"));
    assert_canvas_row(cv, 1, "a???z");
    canvas_free(cv);
}

static void shows_what_terminals_cannot_as_a_box_of_two_columns(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    assert_int_equal(canvas_put_text(cv, 0, 0, FACE_PLAIN, "a\U0001f600b"), 4);
    assert_canvas_row(cv, 0, "a\u25a1 b");
    canvas_resize(cv, 1, 12, WIDTH_WIDE);
    assert_int_equal(canvas_put_text(cv, 0, 0, FACE_PLAIN, "a\U0001f600b"), 4);
    assert_canvas_row(cv, 0, "a\u25a1b");
    canvas_free(cv);
}

static void keeps_combining_marks_with_their_character(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    assert_int_equal(canvas_put_text(cv, 0, 0, FACE_PLAIN, "e\u0301x"), 2);
    assert_canvas_row(cv, 0, "e\u0301x");
    struct str zalgo = STR_INIT;
    str_add_text(&zalgo, "e");
    for (int i = 0; i < 50; i++)
        str_add_text(&zalgo, "\u0301");
    (void)canvas_put(cv, 1, 0, FACE_PLAIN, str_span(&zalgo));
    assert_canvas_row(cv, 1, "\u25a1"); /* more than a cell takes */
    str_release(&zalgo);
    assert_true(canvas_is_sane(cv));
    canvas_free(cv);
}

static void wraps_by_the_rules_of_line_breaking(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    struct area area = {0, 1, 3, 6};
    struct span text = SPAN("\u4e2d\u6587\u5b57\uff0c\u6570\nab");
    assert_int_equal(canvas_wrapped_rows(cv, 6, text), 3);
    assert_int_equal(canvas_put_wrapped(cv, area, FACE_PLAIN, text), 3);
    assert_canvas_row(cv, 0, " \u4e2d\u6587");
    assert_canvas_row(cv, 1, " \u5b57\uff0c\u6570");
    assert_canvas_row(cv, 2, " ab");
    area.rows = 1;
    assert_int_equal(canvas_put_wrapped(cv, area, FACE_PLAIN, text), 1);
    canvas_free(cv);
}

static void draws_a_frame_around_its_inside(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    (void)canvas_put_text(cv, 1, 0, FACE_PLAIN, "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587");
    struct area inside = canvas_frame(cv, (struct area){0, 1, 4, 10}, SPAN("\u6846"));
    assert_canvas_row(cv, 0, " +-- \u6846 --+");
    assert_canvas_row(cv, 1, " |        |");
    assert_canvas_row(cv, 3, " +--------+");
    assert_int_equal(inside.row, 1);
    assert_int_equal(inside.col, 3);
    assert_int_equal(inside.rows, 2);
    assert_int_equal(inside.cols, 6);
    assert_int_equal(canvas_cell(cv, 0, 1)->border, BORDER_TOP_LEFT);
    canvas_free(cv);
}

static void the_cursor_stays_inside(void **state) {
    (void)state;
    struct canvas *cv = new_canvas();
    int row, col;
    assert_false(canvas_cursor(cv, &row, &col));
    canvas_set_cursor(cv, 9, -3);
    assert_true(canvas_cursor(cv, &row, &col));
    assert_int_equal(row, 3);
    assert_int_equal(col, 0);
    canvas_clear(cv);
    assert_false(canvas_cursor(cv, &row, &col));
    canvas_resize(cv, 0, 0, WIDTH_NARROW);
    canvas_set_cursor(cv, 0, 0);
    assert_true(canvas_is_sane(cv));
    canvas_free(cv);
}

static void assert_area(struct area area, int row, int col, int rows, int cols) {
    assert_int_equal(area.row, row);
    assert_int_equal(area.col, col);
    assert_int_equal(area.rows, rows);
    assert_int_equal(area.cols, cols);
}

static void areas_never_leave_the_one_they_come_from(void **state) {
    (void)state;
    struct area area = {2, 3, 10, 20};
    assert_area(area_top(area, 4), 2, 3, 4, 20);
    assert_area(area_bottom(area, 4), 8, 3, 4, 20);
    assert_area(area_left(area, 5), 2, 3, 10, 5);
    assert_area(area_right(area, 5), 2, 18, 10, 5);
    assert_area(area_below(area, 3), 5, 3, 7, 20);
    assert_area(area_above(area, 3), 2, 3, 7, 20);
    assert_area(area_inset(area, 1, 2), 3, 5, 8, 16);
    assert_area(area_middle(area, 4, 10), 5, 8, 4, 10);
    assert_area(area_top(area, 99), 2, 3, 10, 20);
    assert_area(area_right(area, -1), 2, 23, 10, 0);
    assert_int_equal(area_inset(area, 9, 30).rows, 0);
    assert_true(area_has(area, 11, 22));
    assert_false(area_has(area, 12, 22));
}

/* One random act of drawing, also over the edges. */
static void draw_something(struct canvas *cv, struct random *random) {
    static const char *const texts[] = {
        "\u4e2d\u6587", "a",        "\u201c\u201d", "e\u0301", "\U0001f600\u4e2d",
        "\t\033\u200b", "\xe4\xb8", "\uff0cz"};
    int row = (int)random_below(random, 10) - 2;
    int col = (int)random_below(random, 26) - 4;
    int size = (int)random_below(random, 12);
    enum face face = (enum face)random_below(random, FACE_COUNT);
    struct span text = span_of(texts[random_below(random, ARRAY_LEN(texts))]);
    struct area area = {row, col, size / 2, size};
    switch (random_below(random, 8)) {
    case 0:
        canvas_fill(cv, area, face);
        break;
    case 1:
        (void)canvas_frame(cv, area, text);
        break;
    case 2:
        canvas_set_face(cv, area, face);
        break;
    case 3:
        assert_true(canvas_put_limit(cv, row, col, size, face, text) <= size);
        break;
    case 4:
        canvas_set_cursor(cv, row, col);
        break;
    case 5:
        (void)canvas_put_wrapped(cv, area_inset(area, 0, 0), face, text);
        break;
    default:
        (void)canvas_put(cv, row, col, face, text);
        break;
    }
}

static void stays_sane_whatever_is_drawn(void **state) {
    (void)state;
    struct random random = {20261123};
    for (int round = 0; round < 200; round++) {
        struct canvas *cv = canvas_new(6, 18, round % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE);
        for (int i = 0; i < 60; i++) {
            draw_something(cv, &random);
            assert_true(canvas_is_sane(cv));
        }
        canvas_free(cv);
    }
}

static void add_some_text(struct str *out, struct random *random) {
    static const char *const pieces[] = {"a",      "b",      "\u4e2d",     "\u6587", "\u3002",
                                         "\uff0c", "\u201c", "e\u0301",    "\u00e9", "\u4e2d\u0301",
                                         "z",      "\u9fff", "\U0001f600", "\u3000", "\uac00"};
    for (size_t left = random_below(random, 12); left > 0; left--)
        str_add_text(out, pieces[random_below(random, ARRAY_LEN(pieces))]);
}

/* However long the run, and whatever it is put over. */
static void a_text_is_drawn_as_its_characters_one_by_one(void **state) {
    (void)state;
    enum { ROUNDS = 4000, ROWS = 3, COLS = 12, BEFORE = 3 };
    struct random random = {20261126};
    for (int round = 0; round < ROUNDS; round++) {
        enum width_ambiguous rule = round % 2 == 0 ? WIDTH_NARROW : WIDTH_WIDE;
        struct canvas *whole = canvas_new(ROWS, COLS, rule), *single = canvas_new(ROWS, COLS, rule);
        struct str text = STR_INIT;
        for (int i = 0; i <= BEFORE; i++) {
            int row = (int)random_below(&random, ROWS + 2) - 1;
            int col = (int)random_below(&random, COLS + 4) - 2, used = 0;
            enum face face = (enum face)random_below(&random, FACE_COUNT);
            str_clear(&text);
            add_some_text(&text, &random);
            struct span rest = str_span(&text);
            int columns = canvas_put(whole, row, col, face, rest);
            while (rest.n > 0 && used < columns)
                used += canvas_put(single, row, col + used, face, grapheme_take(&rest));
            assert_int_equal(used, columns);
        }
        for (int row = 0; row < ROWS; row++)
            assert_memory_equal(canvas_cell(whole, row, 0), canvas_cell(single, row, 0),
                                COLS * sizeof(struct cell));
        assert_true(canvas_is_sane(whole));
        str_release(&text);
        canvas_free(whole);
        canvas_free(single);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_text_and_counts_its_columns),
        cmocka_unit_test(counts_ambiguous_characters_as_the_terminal_does),
        cmocka_unit_test(clips_at_the_edges_without_cutting_a_wide_character),
        cmocka_unit_test(heals_both_halves_of_what_is_overwritten),
        cmocka_unit_test(cuts_long_text_with_dots),
        cmocka_unit_test(puts_text_right),
        cmocka_unit_test(never_takes_a_control_character),
        cmocka_unit_test(shows_what_terminals_cannot_as_a_box_of_two_columns),
        cmocka_unit_test(keeps_combining_marks_with_their_character),
        cmocka_unit_test(wraps_by_the_rules_of_line_breaking),
        cmocka_unit_test(draws_a_frame_around_its_inside),
        cmocka_unit_test(the_cursor_stays_inside),
        cmocka_unit_test(areas_never_leave_the_one_they_come_from),
        cmocka_unit_test(stays_sane_whatever_is_drawn),
        cmocka_unit_test(a_text_is_drawn_as_its_characters_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
