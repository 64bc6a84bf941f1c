/* Finding reports, texts and sections, and going back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/search.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

static int64_t add_report(struct screen *screen, const char *unit, int year, const char *text) {
    struct session_new what = {.unit = unit, .short_name = "", .year = year};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    const struct section *section =
        report_find_section(session_report(screen->session), SPAN("economy"));
    assert_int_equal(session_put(screen->session, section->id, span_of(text), NULL), RC_OK);
    session_leave(screen->session);
    return id;
}

static void begin(struct screen *screen) {
    (void)add_report(screen, "甲街道办事处", 2022, "第一句。防汛物资1,786件！");
    (void)add_report(screen, "乙街道办事处", 2023, "防汛演练很扎实。");
    screen_restart(screen, false);
}

static void a_word_is_found_while_one_types(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "/");
    assert_sees(screen, "输入单位、年度，或报告里的字词");
    screen_type(screen, "防");
    assert_sees(screen, "防汛演练很扎实。");
    assert_sees(screen, "防汛物资1,786件！");
    screen_type(screen, "汛物");
    assert_sees_not(screen, "演练");
    assert_sees(screen, "2.1.1  经济发展");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成0/18");
    assert_cursor_at(screen, "防汛物资");
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "报告库");
}

static void a_report_is_found_by_unit_and_year(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "乙街 2023");
    assert_sees(screen, "乙街道办事处 2023");
    assert_sees_not(screen, "甲街道");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成0/18");
    assert_sees(screen, "乙街道");
}

static void what_is_not_there_is_said(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "/");
    screen_type(screen, "没有这个词");
    assert_sees(screen, "没有找到");
    screen_press(screen, "Enter Down PgUp");
    assert_sees(screen, "没有找到");
    screen_press(screen, "Esc");
    assert_sees(screen, "报告库");
}

static void the_reports_left_last_are_listed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter Enter Ctrl-U Shift-F2");
    assert_sees(screen, "最近打开的报告");
    assert_sees(screen, "乙街道办事处 2023");
    assert_sees_not(screen, "甲街道");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成0/18");
}

static void another_report_opens_from_the_workbench(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter Enter"); /* 乙, changed last */
    screen_type(screen, "写到一半");
    screen_press(screen, "Shift-F9");
    screen_type(screen, "物资");
    screen_press(screen, "Enter");
    assert_sees(screen, "甲街道");
    assert_cursor_at(screen, "物资");
    screen_press(screen, "Shift-F9");
    screen_type(screen, "写到一半");
    screen_press(screen, "Enter");
    assert_sees(screen, "乙街道");
    assert_cursor_at(screen, "写到一半");
    screen_press(screen, "Shift-F9");
    screen_type(screen, "演练"); /* in this very report */
    screen_press(screen, "Enter");
    assert_cursor_at(screen, "演练");
    screen_press(screen, "Shift-F7");
    assert_cursor_at(screen, "写到一半");
}

static void a_section_is_found_by_heading_initials_and_number(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    static const char *const typed[] = {"疫情", "yqfk", "2.1.3"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        screen_press(screen, "Ctrl-K");
        screen_type(screen, "按标题找一节");
        screen_press(screen, "Enter");
        screen_type(screen, typed[i]);
        assert_sees(screen, "2.1.3");
        screen_press(screen, "Enter");
        assert_sees(screen, "（三）疫情防控有韧劲");
        screen_press(screen, "Shift-F7");
        assert_sees(screen, "一、绩效管理工作开展情况");
    }
    screen_press(screen, "Shift-F7 Shift-F7");
    assert_sees(screen, "还没有跳转过");
}

static void going_back_goes_through_the_jumps(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "甲乙丙");
    screen_press(screen, "Left F2");
    screen_type(screen, "丁");
    screen_press(screen, "F3 F3 F3 Shift-F7 Shift-F7 Shift-F7");
    assert_cursor_after(screen, "丁");
    screen_press(screen, "Shift-F7");
    assert_cursor_after(screen, "甲乙");
}

static void ten_thousand_reports_scroll(void **state) {
    struct screen *screen = *state;
    enum { REPORTS = 450 }; /* more than are read at once */
    for (int i = 0; i < REPORTS; i++) {
        char unit[64];
        (void)snprintf(unit, sizeof unit, "第%d街道", i);
        struct session_new what = {.unit = unit, .short_name = "", .year = 1900 + i % 100};
        int64_t id = 0;
        assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    }
    screen_restart(screen, false);
    assert_sees(screen, "450 份报告");
    assert_cursor_row(screen, "第449街道");
    for (int i = REPORTS - 1; i > 0; i--) {
        char unit[64];
        (void)snprintf(unit, sizeof unit, "第%d街道", i);
        assert_cursor_row(screen, unit);
        screen_press(screen, "Down");
    }
    assert_cursor_row(screen, "第0街道");
    screen_press(screen, "PgUp PgUp Home");
    assert_cursor_row(screen, "第449街道");
    screen_press(screen, "End");
    assert_cursor_row(screen, "第0街道");
    screen_press(screen, "Up Up Enter Enter Ctrl-U"); /* it stays where it was */
    assert_cursor_row(screen, "第2街道");
}

static void history_and_search_have_their_help(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F F1");
    assert_sees(screen, "边输边找");
    screen_press(screen, "Esc Esc Enter Enter F8 F1");
    assert_sees(screen, "最新的在前");
    assert_sees(screen, "T  Tab");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_word_is_found_while_one_types),
        ON_EACH(a_report_is_found_by_unit_and_year),
        ON_EACH(what_is_not_there_is_said),
        ON_EACH(the_reports_left_last_are_listed),
        ON_EACH(another_report_opens_from_the_workbench),
        ON_EACH(a_section_is_found_by_heading_initials_and_number),
        ON_EACH(going_back_goes_through_the_jumps),
        ON_EACH(history_and_search_have_their_help),
        ON_SCREEN(ten_thousand_reports_scroll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
