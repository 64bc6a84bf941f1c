#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"

/* Three sections with something to find; the cursor behind the last. */
static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "２０２２年甲，2022年乙。");
    screen_press(screen, "F2");
    screen_type(screen, "丙2022年");
    screen_press(screen, "F2");
    screen_type(screen, "丁");
}

static void what_is_typed_is_found_at_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    assert_sees(screen, "查找：");
    assert_sees(screen, "整份报告");
    screen_type(screen, "202");
    assert_sees(screen, "1/3处"); /* none behind the cursor: around */
    assert_cursor_after(screen, "查找： 202");
    screen_type(screen, "2年乙");
    assert_sees(screen, "1/1处");
    screen_times(screen, 3, "Backspace");
    assert_sees(screen, "1/3处");
    screen_press(screen, "Enter");
    assert_sees(screen, "2/3处");
    screen_press(screen, "Down");
    assert_sees(screen, "3/3处");
    screen_press(screen, "Down");
    assert_sees(screen, "1/3处");
    assert_sees(screen, "从头找起");
    screen_press(screen, "Up Up");
    assert_sees(screen, "2/3处");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "查找：");
    assert_cursor_at(screen, "2022年乙");
    screen_type(screen, "在");
    assert_section(screen, "perf_work", "２０２２年甲，在2022年乙。");
}

static void matches_are_marked_and_the_shown_one_apart(void **state) {
    struct screen *screen = *state;
    int row, col;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "2022");
    screen_press(screen, "Esc");
    assert_true(canvas_cursor(screen->canvas, &row, &col));
    screen_press(screen, "Ctrl-F");
    assert_int_equal(canvas_cell(screen->canvas, row, col)->face, FACE_SELECTION);
    assert_int_equal(canvas_cell(screen->canvas, row, col + 14)->face, FACE_MATCH);
    screen_press(screen, "Esc");
    assert_int_equal(canvas_cell(screen->canvas, row, col)->face, FACE_PLAIN);
}

static void the_scope_is_the_section_or_the_report(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "丙");
    assert_sees(screen, "1/1处");
    screen_press(screen, "Esc Ctrl-F Tab");
    assert_sees(screen, "这一节");
    assert_sees(screen, "1/1处");
    screen_type(screen, "丁"); /* the old text gives way */
    assert_sees(screen, "没有找到");
    screen_press(screen, "Tab");
    assert_sees(screen, "1/1处");
    screen_press(screen, "Esc");
    screen_type(screen, "新");
    assert_sees(screen, "新丁");
}

static void headings_are_found_too(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "绩效管理工作开展");
    assert_sees(screen, "（标题）");
    screen_press(screen, "Ctrl-F Esc Ctrl-^ Ctrl-End Ctrl-F Esc Ctrl-S");
    assert_sees(screen, "已保存");
}

static void a_selection_is_what_is_looked_for(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-Home Shift-Right Ctrl-F");
    assert_cursor_after(screen, "查找： 丁");
    assert_sees(screen, "1/1处");
    screen_press(screen, "F1 Esc Esc");
    assert_cursor_at(screen, "丁");
}

static void nothing_is_found_in_an_empty_report(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_press(screen, "Ctrl-F Enter Up Down Tab F3");
    screen_type(screen, "甲");
    screen_press(screen, "Enter Up Tab");
    assert_sees(screen, "没有找到");
    screen_press(screen, "Esc");
    screen_type(screen, "写");
    assert_section(screen, "perf_work", "写");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_is_typed_is_found_at_once),
        ON_SCREEN(matches_are_marked_and_the_shown_one_apart),
        ON_EACH(the_scope_is_the_section_or_the_report),
        ON_EACH(headings_are_found_too),
        ON_EACH(a_selection_is_what_is_looked_for),
        ON_EACH(nothing_is_found_in_an_empty_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
