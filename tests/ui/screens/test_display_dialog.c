#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/check.h"
#include "tests/support/screen.h"

#include <stdlib.h>
#include <string.h>

static struct display display_of(const struct screen *screen) {
    return *shell_display(screen->shell);
}

static void the_display_is_chosen_in_a_dialog_and_remembered(void **state) {
    struct screen *screen = *state;
    assert_int_equal(display_of(screen).width, DISPLAY_WIDTH_AUTO);
    screen_press(screen, "Ctrl-\\");
    assert_sees(screen, "引号宽度");
    assert_sees(screen, "(*)自动");
    screen_press(screen, "Right Right Down Right Down Right");
    assert_sees(screen, "按住Shift");
    screen_press(screen, "Enter");
    assert_sees(screen, "鼠标已打开");
    screen_restart(screen, false);
    struct display display = display_of(screen);
    assert_int_equal(display.width, DISPLAY_WIDTH_2);
    assert_int_equal(display.colours, DISPLAY_COLOURS_DARK);
    assert_true(display.mouse);
    assert_false(display.reader);
}

static void esc_leaves_the_display_as_it_was(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Ctrl-\\ Right Down Right Esc");
    struct display display = display_of(screen);
    assert_int_equal(display.width, DISPLAY_WIDTH_AUTO);
    assert_int_equal(display.colours, DISPLAY_COLOURS_AUTO);
}

static void the_palette_has_the_display_too(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "鼠标");
    screen_press(screen, "Enter");
    assert_sees(screen, "引号宽度");
}

/* --- the reader mode --- */

static void assert_no_lines(struct screen *screen) {
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++)
            if (canvas_cell(screen->canvas, row, col)->border != BORDER_NONE)
                fail_msg("a line in row %d of\n%s", row, screen_all(screen));
}

static void switch_reader_on(struct screen *screen) {
    screen_press(screen, "Ctrl-\\ Up Right Enter");
    assert_true(display_of(screen).reader);
    assert_no_lines(screen);
}

static void the_reader_mode_asks_one_question_at_a_time(void **state) {
    struct screen *screen = *state;
    switch_reader_on(screen);
    screen_type(screen, "n");
    assert_cursor_row(screen, "单位");
    assert_sees_not(screen, "年度");
    assert_sees_not(screen, "导入"); /* nor anything of the library below */
    screen_type(screen, "某街道办事处");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "简称");
    assert_sees_not(screen, "某街道办事处");
    assert_no_lines(screen);
}

static void the_reader_mode_goes_the_whole_walk(void **state) {
    struct screen *screen = *state;
    switch_reader_on(screen);
    screen_new_report(screen, "某街道办事处", "2023");
    assert_sees_not(screen, "完成2023"); /* the outline is not beside the text */
    static const char *const panes[] = {"指引", "目录", "正文"};
    for (size_t i = 0; i < sizeof panes / sizeof panes[0]; i++) {
        screen_press(screen, "F4");
        assert_sees(screen, panes[i]);
        assert_no_lines(screen);
    }
    screen_type(screen, "今年完成12件，完成12件。");
    assert_cursor_after(screen, "完成12件。");
    static const char *const steps[] = {"F3",   "F2",  "Ctrl-D", "F5",      "Esc", "Ctrl-O",
                                        "Esc",  "F1",  "Esc",    "F9",      "Esc", "Ctrl-E",
                                        "Down", "Tab", "Esc",    "Ctrl-\\", "Esc"};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        screen_press(screen, steps[i]);
        assert_no_lines(screen);
    }
}

static void the_reader_mode_says_states_in_words(void **state) {
    struct screen *screen = *state;
    switch_reader_on(screen);
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "甲乙丙3件，其中甲1件、乙1件、丙2件，共5件。");
    (void)session_check(screen->session);
    screen_draw(screen);
    screen_press(screen, "F4 F4");
    assert_cursor_row(screen, "写");
}

static void the_environment_switches_the_reader_mode_on(void **state) {
    struct screen *screen = *state;
    assert_int_equal(setenv("JIXIAO_READER", "1", 1), 0);
    screen_restart(screen, false);
    assert_true(display_of(screen).reader);
    assert_int_equal(unsetenv("JIXIAO_READER"), 0);
    screen_restart(screen, false);
    assert_false(display_of(screen).reader);
}

/* --- the mouse --- */

static void mouse(struct screen *screen, enum mouse_button button, int row, int col) {
    struct event event = {.kind = EVENT_MOUSE, .button = button, .row = row, .col = col};
    shell_handle(screen->shell, &event);
    screen_draw(screen);
}

/* The cell where the text begins; it must be on the screen. */
static void find(struct screen *screen, const char *text, int *row, int *col) {
    size_t n = strlen(text);
    for (*row = 0; *row < screen->rows; ++*row) {
        struct str line = STR_INIT;
        canvas_row_text(screen->canvas, *row, &line);
        size_t at = span_find(str_span(&line), (struct span){text, n});
        *col = at == SIZE_MAX
                   ? -1
                   : canvas_text_columns(screen->canvas, span_sub(str_span(&line), 0, at));
        str_release(&line);
        if (*col >= 0)
            return;
    }
    fail_msg("%s is not on\n%s", text, screen_all(screen));
}

static void a_click_places_the_cursor_and_a_drag_selects(void **state) {
    struct screen *screen = *state;
    int row, col;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "今年以来我街道完成任务");
    find(screen, "街道完成", &row, &col);
    mouse(screen, MOUSE_PRESS, row, col);
    assert_cursor_at(screen, "街道完成");
    mouse(screen, MOUSE_DRAG, row, col + 4);
    mouse(screen, MOUSE_RELEASE, row, col + 4);
    screen_press(screen, "Ctrl-X");
    assert_section(screen, "perf_work", "今年以来我完成任务");
}

static void a_click_in_the_outline_opens_the_section(void **state) {
    struct screen *screen = *state;
    int row, col;
    screen_new_report(screen, "某街道办事处", "2023");
    find(screen, "二、", &row, &col);
    mouse(screen, MOUSE_PRESS, row, col);
    assert_cursor_row(screen, "二、");
    mouse(screen, MOUSE_WHEEL_DOWN, row, col);
    assert_sees_not(screen, "此处没有");
}

static void a_click_on_a_hint_is_its_command(void **state) {
    struct screen *screen = *state;
    int row, col;
    screen_new_report(screen, "某街道办事处", "2023");
    find(screen, "F5预览", &row, &col);
    mouse(screen, MOUSE_PRESS, row, col + 1);
    assert_sees(screen, "页");
    assert_sees(screen, "28字");
    find(screen, "F1帮助", &row, &col);
    mouse(screen, MOUSE_RELEASE, row, col);
    assert_sees(screen, "28字");
}

static void clicks_anywhere_do_no_harm(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "今年");
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col += 7) {
            mouse(screen, MOUSE_PRESS, row, col);
            mouse(screen, MOUSE_DRAG, screen->rows - 1 - row, col);
            mouse(screen, MOUSE_WHEEL_UP, row, col);
            if (shell_is_done(screen->shell)) /* it was on the hint of leaving */
                return;
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_display_is_chosen_in_a_dialog_and_remembered),
        ON_SCREEN(esc_leaves_the_display_as_it_was),
        ON_SCREEN(the_palette_has_the_display_too),
        ON_EACH(the_reader_mode_asks_one_question_at_a_time),
        ON_EACH(the_reader_mode_goes_the_whole_walk),
        ON_SCREEN(the_reader_mode_says_states_in_words),
        ON_SCREEN(the_environment_switches_the_reader_mode_on),
        ON_EACH(a_click_places_the_cursor_and_a_drag_selects),
        ON_SCREEN(a_click_in_the_outline_opens_the_section),
        ON_EACH(a_click_on_a_hint_is_its_command),
        ON_EACH(clicks_anywhere_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
