/* 数据 (F6) with what the offices owe and have handed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "session/opened.h"
#include "session/sheet.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

static void assert_value(struct screen *screen, const char *name, const char *text) {
    const char *value = report_value(session_report(screen->session), span_of(name));
    assert_string_equal(value != NULL ? value : "", text);
}

static void assert_state(struct screen *screen, const char *name, enum handed_state wanted) {
    assert_int_equal(report_handed(session_report(screen->session), name).state, wanted);
}

static void to_figure(struct screen *screen, const char *label) {
    screen_press(screen, "Ctrl-Home");
    for (int i = 0; i < 200 && strstr(screen_cursor_row(screen), label) == NULL; i++)
        screen_press(screen, "Down");
    assert_cursor_row(screen, label);
}

/* 财政所 hands in the budget of the year. */
static void begin(struct screen *screen) {
    struct sheet_files files = {0};
    struct sheet_intake intake = {0};
    struct str text = STR_INIT;
    const struct sheet_order order = {
        .owner = "财政所", .folder = screen->folder, .format = SHEET_TEXT};
    screen_new_report(screen, "某街道办事处", "2023");
    assert_int_equal(session_send_sheets(screen->session, &order, &files, NULL), RC_OK);
    folder_get(files.items[0].path, &text);
    size_t at = span_find(str_span(&text), SPAN("\n年初预算\t"));
    assert_true(at != SIZE_MAX);
    str_splice(&text, at + sizeof "\n年初预算", 0, SPAN("1300"));
    assert_int_equal(
        session_take_in_sheet(screen->session, str_span(&text), "a.txt", false, &intake, NULL),
        RC_OK);
    assert_int_equal(intake.reported, 1);
    sheet_intake_release(&intake);
    sheet_files_release(&files);
    str_release(&text);
    screen_press(screen, "F6");
    to_figure(screen, "年初预算");
}

static void how_far_each_figure_is_stands_in_its_row(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_sees(screen, "状态");
    assert_cursor_row(screen, "已报");
    assert_sees(screen, "报来1300，按Enter核对");
    screen_press(screen, "Down");
    assert_cursor_row(screen, "待报");
}

static void a_value_that_was_handed_in_is_taken(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter");
    assert_sees(screen, "发表时");
    assert_sees(screen, "报来　　1300");
    screen_type(screen, "y");
    assert_value(screen, "budget_initial", "1300");
    assert_state(screen, "budget_initial", HANDED_CHECKED);
    assert_sees(screen, "记为已核");
    assert_cursor_row(screen, "年初预算");
    screen_press(screen, "Enter"); /* nothing waits any more: on to the next */
    assert_cursor_row(screen, "年中追加");
}

static void it_is_returned_with_a_reason(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter");
    screen_type(screen, "n");
    screen_press(screen, "Enter");
    assert_sees(screen, "请写明原因");
    screen_type(screen, "口径不对");
    screen_press(screen, "Enter");
    assert_state(screen, "budget_initial", HANDED_RETURNED);
    assert_value(screen, "budget_initial", "");
    assert_cursor_row(screen, "退回");
}

static void what_was_checked_is_changed_with_a_reason(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Enter");
    screen_type(screen, "y");
    screen_type(screen, "1301");
    screen_press(screen, "Down");
    assert_sees(screen, "改动已核的数");
    assert_sees(screen, "年初预算：由1300改为1301"); /* the dialog covers the row */
    screen_type(screen, "对账更正");
    screen_press(screen, "Enter");
    assert_value(screen, "budget_initial", "1301");
    assert_state(screen, "budget_initial", HANDED_REPORTED);
    assert_cursor_row(screen, "年中追加");
    to_figure(screen, "年初预算");
    screen_press(screen, "Shift-F5");
    screen_type(screen, "y"); /* who typed it does not check it without a reason */
    assert_sees(screen, "别人核对");
    screen_type(screen, "只有一个人");
    screen_press(screen, "Enter");
    assert_state(screen, "budget_initial", HANDED_CHECKED);
}

static void the_figures_of_one_office_are_listed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F4");
    assert_sees(screen, "只列哪个科室的");
    screen_press(screen, "Down Down Enter"); /* not 财政所 */
    screen_press(screen, "Ctrl-Home");
    assert_sees_not(screen, "年初预算");
    screen_press(screen, "Shift-F4 Enter");
    to_figure(screen, "年初预算");
}

/* Of last year alone: the row waits too, and this year's stays awaited. */
static void last_years_value_that_was_handed_in_is_taken(void **state) {
    struct screen *screen = *state;
    struct sheet_files files = {0};
    struct sheet_intake intake = {0};
    struct str text = STR_INIT;
    const struct sheet_order order = {
        .owner = "财政所", .folder = screen->folder, .format = SHEET_TEXT};
    screen_new_report(screen, "某街道办事处", "2023");
    assert_int_equal(session_send_sheets(screen->session, &order, &files, NULL), RC_OK);
    folder_get(files.items[0].path, &text);
    size_t at = span_find(str_span(&text), SPAN("\t说明\n"));
    str_splice(&text, at + 7, 0, SPAN("\t上年数"));
    at = span_find(str_span(&text), SPAN("\n年初预算\t")) + 1;
    str_splice(&text, at + span_find(span_sub(str_span(&text), at, text.len), SPAN("\n")), 0,
               SPAN("\t1250"));
    assert_int_equal(
        session_take_in_sheet(screen->session, str_span(&text), "a.txt", false, &intake, NULL),
        RC_OK);
    assert_int_equal(intake.reported, 1);
    sheet_intake_release(&intake);
    sheet_files_release(&files);
    str_release(&text);

    screen_press(screen, "F6");
    to_figure(screen, "年初预算");
    assert_cursor_row(screen, "已报");
    assert_sees(screen, "报来上年数1250，按Enter核对");
    screen_press(screen, "Enter");
    assert_sees(screen, "上年数报来　　1250");
    screen_type(screen, "y");
    assert_sees(screen, "已取用报来的上年数");
    assert_value(screen, "budget_initial.prior", "1250");
    assert_state(screen, "budget_initial", HANDED_AWAITED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(how_far_each_figure_is_stands_in_its_row),
        ON_LARGE(how_far_each_figure_is_stands_in_its_row),
        ON_EACH(a_value_that_was_handed_in_is_taken),
        ON_SCREEN(last_years_value_that_was_handed_in_is_taken),
        ON_SCREEN(it_is_returned_with_a_reason),
        ON_SCREEN(what_was_checked_is_changed_with_a_reason),
        ON_SCREEN(the_figures_of_one_office_are_listed),
    };
    return cmocka_run_group_tests_name("screens/figures_handed", tests, NULL, NULL);
}
