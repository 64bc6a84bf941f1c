/* 报告资料: unit, year, title and sign-off are changed on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_values.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_press(screen, "F9 Home Down Enter");
    assert_sees(screen, "报告资料");
    assert_sees(screen, "Enter 修改   Esc 返回");
    assert_cursor_row(screen, "单位");
}

static const struct report *report_of(struct screen *screen) {
    return session_report(screen->session);
}

static void to_row(struct screen *screen, const char *label) {
    char mark[64];
    (void)snprintf(mark, sizeof mark, ">%s", label);
    screen_press(screen, "Home");
    for (int i = 0; i < 20 && strstr(screen_cursor_row(screen), mark) == NULL; i++)
        screen_press(screen, "Down");
    assert_cursor_row(screen, mark);
}

/* Enters another text in that row. */
static void change(struct screen *screen, const char *label, const char *text) {
    to_row(screen, label);
    screen_press(screen, "Enter End");
    screen_times(screen, 70, "Backspace");
    screen_type(screen, text);
    screen_press(screen, "Enter");
}

static void the_unit_takes_title_and_sign_off_along_and_is_one_undo(void **state) {
    struct screen *screen = *state;
    begin(screen);
    change(screen, "落款第1行", "云川市望湖区某街道办事处");
    assert_string_equal(report_of(screen)->sign_off, "云川市望湖区某街道办事处");
    change(screen, "单位", "云川市望湖区梧桐里街道办事处");
    assert_sees(screen, "题目、落款里的也改了");
    assert_string_equal(report_of(screen)->unit, "云川市望湖区梧桐里街道办事处");
    assert_non_null(strstr(report_of(screen)->title, "梧桐里街道办事处"));
    assert_null(strstr(report_of(screen)->title, "某街道"));
    assert_string_equal(report_of(screen)->sign_off, "云川市望湖区梧桐里街道办事处");
    screen_press(screen, "Esc Ctrl-Z");
    assert_string_equal(report_of(screen)->unit, "云川市望湖区某街道办事处");
    assert_non_null(strstr(report_of(screen)->title, "某街道办事处"));
    assert_string_equal(report_of(screen)->sign_off, "云川市望湖区某街道办事处");
}

static void the_year_is_asked_until_it_is_one(void **state) {
    struct screen *screen = *state;
    begin(screen);
    change(screen, "年度", "去年");
    assert_sees(screen, "年度“去年”不对");
    assert_cursor_after(screen, "去年"); /* as it was typed */
    screen_press(screen, "Esc");
    assert_int_equal(report_of(screen)->year, 2023);
    change(screen, "年度", "2024");
    assert_int_equal(report_of(screen)->year, 2024);
    assert_non_null(strstr(report_of(screen)->title, "2024年度"));
    change(screen, "单位", "");
    assert_sees(screen, "单位名称不能是空的");
    screen_press(screen, "Esc Esc");
    assert_sees(screen, "已完成");
    assert_row_has(screen, 0, "2024年");
}

/* hunan-standard asks for a date and a name besides. */
static void what_the_template_asks_is_answered_too(void **state) {
    struct screen *screen = *state;
    const struct session_new what = {
        .template = "hunan-standard", .unit = "云川市望湖区梧桐里街道办事处", .year = 2023};
    struct err err = {0};
    int64_t report = 0;
    assert_int_equal(session_new_report(screen->session, &what, &report, &err), RC_OK);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    screen_press(screen, "F9 Home Down Enter");
    change(screen, "填报人", "李晓华");
    assert_string_equal(report_value(report_of(screen), SPAN("contact")), "李晓华");
    assert_sees(screen, "李晓华");
    to_row(screen, "报告日期");
    screen_press(screen, "Enter");
    assert_sees(screen, "2024-04-13的样");
    screen_press(screen, "Esc");
    change(screen, "报告日期", "下个月");
    assert_cursor_after(screen, "下个月"); /* no date */
    screen_press(screen, "Esc");
    change(screen, "报告日期", "2024-04-13");
    assert_string_equal(report_value(report_of(screen), SPAN("report_date")), "2024-04-13");
    screen_press(screen, "Esc Ctrl-Z");
    const char *date = report_value(report_of(screen), SPAN("report_date"));
    assert_true(date == NULL || date[0] == '\0');
}

static void lines_of_title_and_sign_off_come_and_go(void **state) {
    struct screen *screen = *state;
    begin(screen);
    change(screen, "落款第1行", "某街道办事处");
    change(screen, "落款第2行", "2024年3月1日");
    assert_string_equal(report_of(screen)->sign_off, "某街道办事处\n2024年3月1日");
    to_row(screen, "落款第3行"); /* one more may be typed */
    change(screen, "落款第1行", "");
    assert_string_equal(report_of(screen)->sign_off, "2024年3月1日");
    change(screen, "简称", "某街道");
    assert_string_equal(report_of(screen)->short_name, "某街道");
    screen_press(screen, "Esc");
    assert_row_has(screen, 0, "某街道 2023年度");
}

static void it_is_reached_from_the_outline_and_the_menu(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Esc F9 Home Down");
    assert_cursor_row(screen, "报告资料（单位、年度、题目、落款）");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "单位");
    screen_press(screen, "Esc F4 F4"); /* to the outline */
    screen_type(screen, "b");
    assert_cursor_row(screen, "单位");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_unit_takes_title_and_sign_off_along_and_is_one_undo),
        ON_EACH(the_year_is_asked_until_it_is_one),
        ON_EACH(what_the_template_asks_is_answered_too),
        ON_EACH(lines_of_title_and_sign_off_come_and_go),
        ON_EACH(it_is_reached_from_the_outline_and_the_menu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
