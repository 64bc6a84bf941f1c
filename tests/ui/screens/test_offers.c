#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_values.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

static const char TEXT[] =
    "社会固定资产投资完成102750万元。共走访居民14026户。已经到位资金10500万元。"
    "整改34处到位。";

/* The library with one report that has that text. */
static void begin(struct screen *screen) {
    struct session *session = screen->session;
    struct session_new what = {.unit = "云川市望湖区某街道办事处", .short_name = "", .year = 2022};
    int64_t report = 0;
    assert_int_equal(session_new_report(session, &what, &report, NULL), RC_OK);
    assert_int_equal(session_load(session, report, NULL), RC_OK);
    assert_int_equal(
        session_put(session, screen_section(screen, "economy")->id, span_of(TEXT), NULL), RC_OK);
    session_leave(session);
    screen_restart(screen, false);
}

static void assert_value(struct screen *screen, const char *name, const char *text) {
    const char *value = report_value(session_report(screen->session), span_of(name));
    assert_string_equal(value != NULL ? value : "", text);
}

static void numbers_are_taken_passed_and_taken_at_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter Enter F4 F4");
    screen_type(screen, "f");
    assert_row_has(screen, 0, "认出的数据");
    assert_cursor_row(screen, "%   固定资产投资");
    assert_sees_not(screen, "去年");
    screen_press(screen, "Enter");
    assert_sees(screen, "取用了1个数据");
    assert_value(screen, "investment", "102750万元");
    assert_cursor_row(screen, "走访");
    screen_type(screen, " ");
    assert_sees(screen, "略过");
    screen_type(screen, "A");
    assert_value(screen, "attracted_funds", "10500万元");
    assert_value(screen, "visits", "");
    screen_type(screen, "a");
    assert_sees(screen, "没有八成以上把握");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成");
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    assert_value(screen, "attracted_funds", "");
    assert_value(screen, "investment", "102750万元");
}

static void they_are_offered_when_a_year_is_carried_on(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter Down Enter Tab Tab Enter");
    assert_row_has(screen, 0, "认出的数据");
    assert_sees(screen, "还要逐个填"); /* nobody takes them for this year's */
    assert_cursor_row(screen, "%   去年  固定资产投资");
    screen_type(screen, "a");
    assert_sees(screen, "取用了3个去年的数");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成");
    assert_section(screen, "economy",
                   "社会固定资产投资完成${investment}。共走访居民${visits}。已经到位资金"
                   "${attracted_funds}。整改34处到位。");
    assert_value(screen, "investment.prior", "102750万元");
    screen_press(screen, "Ctrl-N"); /* typed once, right everywhere */
    assert_sees(screen, "固定资产投资 102750万元（去年）");
    screen_type(screen, "110000");
    screen_press(screen, "Enter");
    assert_value(screen, "investment", "110000");
    assert_sees(screen, "走访 14026户（去年）");
}

static void where_nothing_is_known_nothing_is_asked(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    assert_sees(screen, "已完成0/");
    screen_press(screen, "F4 F4");
    screen_type(screen, "F");
    assert_sees(screen, "没有认出来的了");
    screen_press(screen, "Enter Down");
    screen_type(screen, " a");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(numbers_are_taken_passed_and_taken_at_once),
        ON_EACH(they_are_offered_when_a_year_is_carried_on),
        ON_EACH(where_nothing_is_known_nothing_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
