/* 检查: cures with both wordings, 核实无误 with a reason, undo. */
#include "tests/support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A section with a wrong sum and two half-width commas; the list is open. */
static void open_list(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区梧桐里街道办事处", "2023");
    screen_type(screen, "甲社区78人，乙社区12人，共91人。开展指导,督促整改,及时办结。");
    screen_press(screen, "Ctrl-O");
}

static void to_rule(struct screen *screen, const char *words) {
    screen_press(screen, "Home");
    for (int i = 0; i < 60; i++) {
        const char *row = screen_cursor_row(screen);
        if (strstr(row, words) != NULL)
            return;
        screen_press(screen, "Down");
    }
    fail_msg("no row with %s", words);
}

static void a_cure_shows_both_wordings_and_is_undone(void **state) {
    struct screen *screen = *state;
    open_list(screen);
    to_rule(screen, "应为全角");
    screen_type(screen, "f");
    assert_sees(screen, "原文：");
    assert_sees(screen, "开展指导,督促整改");
    assert_sees(screen, "开展指导，督促整改");
    assert_sees(screen, "同类共2处");
    screen_press(screen, "Enter");
    assert_sees(screen, "已按提示修改1处");
    assert_section(screen, "perf_work",
                   "甲社区78人，乙社区12人，共91人。开展指导，督促整改,及时办结。");
    screen_press(screen, "Ctrl-Z");
    to_rule(screen, "应为全角");
    screen_type(screen, "ｆ"); /* full width: an input method is on */
    screen_press(screen, "Right Enter");
    assert_sees(screen, "已按提示修改2处");
    assert_section(screen, "perf_work",
                   "甲社区78人，乙社区12人，共91人。开展指导，督促整改，及时办结。");
    screen_press(screen, "Esc");
    assert_sees(screen, "开展指导，");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work",
                   "甲社区78人，乙社区12人，共91人。开展指导,督促整改,及时办结。");
}

static void a_sum_has_no_cure(void **state) {
    struct screen *screen = *state;
    open_list(screen);
    to_rule(screen, "78 + 12");
    screen_type(screen, "f");
    assert_sees(screen, "没有现成的改法，请在原文处改：78 + 12 = 90"); /* what it comes to */
    screen_type(screen, "r");
    assert_sees(screen, "原文：“78人，乙社区12人，共91人”");
}

static void a_finding_is_passed_with_a_reason_and_taken_back(void **state) {
    struct screen *screen = *state;
    open_list(screen);
    assert_row_has(screen, 0, "错1");
    to_rule(screen, "78 + 12");
    screen_type(screen, "a");
    assert_sees(screen, "为什么无误");
    screen_press(screen, "Enter");
    assert_sees(screen, "请写明为什么核实无误");
    screen_type(screen, "另有1人借调"); /* it stayed open */
    screen_press(screen, "Enter");
    assert_row_has(screen, 0, "错0");
    assert_row_has(screen, 0, "已核1");
    to_rule(screen, "78 + 12");
    assert_cursor_row(screen, "核");
    assert_sees(screen, "已核实：另有1人借调");
    screen_press(screen, "Esc F3");
    assert_sees_not(screen, "错 78 + 12");
    screen_press(screen, "Ctrl-O");
    to_rule(screen, "78 + 12");
    screen_type(screen, "a");
    screen_press(screen, "Left Enter");
    assert_row_has(screen, 0, "错1");
    screen_press(screen, "Ctrl-Z");
    assert_row_has(screen, 0, "已核1");
    screen_press(screen, "Ctrl-Z");
    assert_row_has(screen, 0, "错1");
    screen_restart(screen, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_cure_shows_both_wordings_and_is_undone),
        ON_EACH(a_sum_has_no_cure),
        ON_EACH(a_finding_is_passed_with_a_reason_and_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
