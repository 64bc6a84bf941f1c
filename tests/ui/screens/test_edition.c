/* 版次 on the screen: the steps with their reasons, the lock while typing, the header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"

#include <string.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "开展学习6次。");
}

/* Past the list of what is open. */
static void step_on(struct screen *screen, const char *key) {
    screen_type(screen, key);
    assert_sees(screen, "交稿检查");
    screen_press(screen, "Ctrl-E");
}

static void a_report_that_was_never_sent_says_what_can_be_done(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F11");
    assert_sees(screen, "版次 · 起草");
    assert_sees(screen, "还没有送审过");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void sending_and_returning_stand_in_the_list_and_the_header(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F11");
    step_on(screen, "s");
    assert_sees(screen, "送审：送给谁");
    screen_press(screen, "Down Down Enter");
    assert_sees(screen, "版次 · 第1稿 · 送审");
    assert_sees(screen, "财政所");
    assert_sees(screen, "SHA-256");
    screen_type(screen, "r");
    screen_press(screen, "Enter");
    assert_sees(screen, "请写明原因");
    screen_type(screen, "缺三公经费数");
    screen_press(screen, "Enter");
    assert_sees(screen, "第2稿 · 退回");
    assert_cursor_row(screen, "缺三公经费数");
    screen_press(screen, "Esc");
    assert_row_has(screen, 0, "第2稿 · 退回");
}

static void a_final_report_is_not_typed_into(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F11");
    step_on(screen, "f");
    assert_sees(screen, "定稿");
    screen_press(screen, "Esc");
    assert_row_has(screen, 0, "第1稿 · 定稿");
    screen_type(screen, "又写");
    assert_sees(screen, "已经定稿");
    assert_section(screen, "perf_work", "开展学习6次。");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "撤销不越过");
    screen_press(screen, "Shift-F11");
    screen_type(screen, "u");
    screen_type(screen, "改数");
    screen_press(screen, "Enter Esc");
    assert_row_has(screen, 0, "第2稿");
    screen_type(screen, "又写");
    assert_section(screen, "perf_work", "开展学习6次。又写");
}

/* Refused at the first key, not with what was typed when the cell is left. */
static void a_final_report_takes_no_value(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F11");
    step_on(screen, "f");
    screen_press(screen, "Esc");
    screen_press(screen, "F6");
    assert_sees_not(screen, "不能再改");
    screen_type(screen, "7");
    assert_sees(screen, "这份报告已经定稿，不能再改");
    assert_null(strchr(screen_cursor_row(screen), '7'));
    screen_press(screen, "Esc F9 Home Down Enter");
    assert_sees_not(screen, "不能再改");
    screen_press(screen, "Enter"); /* 单位 */
    assert_sees(screen, "这份报告已经定稿，不能再改");
}

static void errors_are_asked_about_before_it_is_final(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "甲社区78人，乙社区12人，共91人。");
    screen_press(screen, "Shift-F11");
    step_on(screen, "f");
    assert_sees(screen, "1处错误");
    screen_press(screen, "Esc");
    assert_sees(screen, "还没有送审过");
    step_on(screen, "f");
    screen_press(screen, "Enter"); /* 去第一处 */
    assert_cursor_at(screen, "78人");
    screen_press(screen, "Shift-F11");
    step_on(screen, "f");
    screen_press(screen, "Left Enter");
    screen_type(screen, "急用");
    screen_press(screen, "Enter");
    assert_sees(screen, "第1稿 · 定稿");
    assert_cursor_row(screen, "急用");
}

static void what_is_open_is_shown_before_a_step(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "甲社区78人，乙社区12人，共91人。");
    screen_press(screen, "Shift-F11");
    screen_type(screen, "s");
    assert_cursor_row(screen, "错误1处"); /* no Enter sends what is wrong */
    screen_press(screen, "Esc");
    screen_type(screen, "f");
    screen_press(screen, "End");
    assert_cursor_row(screen, "仍然定稿");
    screen_press(screen, "Esc");
    assert_sees(screen, "还没有送审过");
    screen_type(screen, "f");
    screen_press(screen, "Home");
    assert_cursor_row(screen, "错误1处");
    screen_press(screen, "Enter");
    assert_cursor_at(screen, "78人");
}

static void a_step_is_compared_with_the_present_text(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F11");
    step_on(screen, "s");
    screen_press(screen, "Enter Esc");
    screen_type(screen, "又写。");
    screen_press(screen, "Shift-F11 Enter");
    assert_sees(screen, "与第1稿（送审）对照");
    assert_sees(screen, "{+又写。+}");
    screen_press(screen, "Esc Esc");
    assert_sees(screen, "已完成0/18");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_report_that_was_never_sent_says_what_can_be_done),
        ON_SCREEN(sending_and_returning_stand_in_the_list_and_the_header),
        ON_LARGE(sending_and_returning_stand_in_the_list_and_the_header),
        ON_SCREEN(a_final_report_is_not_typed_into),
        ON_SCREEN(a_final_report_takes_no_value),
        ON_SCREEN(errors_are_asked_about_before_it_is_final),
        ON_SCREEN(what_is_open_is_shown_before_a_step),
        ON_SCREEN(a_step_is_compared_with_the_present_text),
    };
    return cmocka_run_group_tests_name("screens/edition", tests, NULL, NULL);
}
