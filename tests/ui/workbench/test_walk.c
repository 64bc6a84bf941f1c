#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_values.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/review.h"
#include "tests/support/screen.h"
#include "ui/screens/search.h"
#include "ui/workbench/workbench.h"

#include <string.h>

/* The workbench of a report that was carried on, in `economy`; `party` has numbers, too. */
static void begin(struct screen *screen, const char *text) {
    struct session *session = screen->session;
    struct session_new what = {.unit = "云川市望湖区某街道办事处", .short_name = "", .year = 2022};
    int64_t last = 0, next = 0;
    assert_int_equal(session_new_report(session, &what, &last, NULL), RC_OK);
    assert_int_equal(session_load(session, last, NULL), RC_OK);
    assert_int_equal(
        session_put(session, screen_section(screen, "economy")->id, span_of(text), NULL), RC_OK);
    assert_int_equal(session_put(session, screen_section(screen, "party")->id,
                                 SPAN("开展专题党课4次，参加120人次。"), NULL),
                     RC_OK);
    session_leave(session);
    what.carry = last;
    what.year = 2023;
    assert_int_equal(session_new_report(session, &what, &next, NULL), RC_OK);
    assert_int_equal(session_load(session, next, NULL), RC_OK);
    struct go_place place = {next, screen_section(screen, "economy")->id, 0};
    shell_push(screen->shell, &workbench_layer, &place);
    screen_draw(screen);
}

static void numbers_are_asked_for_one_after_the_other(void **state) {
    struct screen *screen = *state;
    begin(screen, "2022年，救助370户，发放280.5万元。走访1,786人次。");
    screen_press(screen, "Ctrl-N");
    assert_cursor_after(screen, "2022年（去年） → 2023"); /* the year was forgotten */
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "370户（去年） → ");
    assert_sees(screen, "还有3个");
    screen_type(screen, "412");
    assert_cursor_after(screen, "370户（去年） → 412");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "280.5万元（去年） → ");
    screen_press(screen, "Enter"); /* the same */
    assert_cursor_after(screen, "1,786人次（去年） → ");
    screen_type(screen, "２０３４");
    screen_press(screen, "Enter");
    assert_sees(screen, "这一节的数都核对过了");
    assert_section(screen, "economy", "2023年，救助412户，发放280.5万元。走访2,034人次。");
    assert_sees_not(screen, "去年原文，未核");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "4次（去年） → ");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "（去年）");
    assert_cursor_at(screen, "4次");
}

static void a_year_says_what_enter_makes_of_it(void **state) {
    struct screen *screen = *state;
    begin(screen, "2022年，街道党工委坚持为民服务，走访1,786人次。");
    screen_press(screen, "Ctrl-N");
    assert_sees(screen, "Enter改成2023年；不改就输入2022");
    screen_type(screen, "22");
    screen_press(screen, "Enter");
    assert_sees(screen, "年份写四位数");
    screen_press(screen, "Backspace Backspace");
    screen_type(screen, "2022");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "1,786人次（去年） → ");
    screen_press(screen, "Shift-Tab"); /* back to it: it may be changed after all */
    assert_cursor_after(screen, "2022年（已填） → ");
    screen_type(screen, "2023年");
    screen_press(screen, "Enter");
    assert_section(screen, "economy", "2023年，街道党工委坚持为民服务，走访1,786人次。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "economy", "2022年，街道党工委坚持为民服务，走访1,786人次。");
}

static void an_emptied_year_is_changed_as_the_bar_says(void **state) {
    struct screen *screen = *state;
    begin(screen, "2022年，街道党工委坚持为民服务，走访1,786人次。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "88");
    screen_press(screen, "Enter");
    assert_sees(screen, "年份写四位数");
    screen_press(screen, "Backspace Backspace Enter");
    assert_cursor_after(screen, "1,786人次（去年） → ");
    assert_section(screen, "economy", "2023年，街道党工委坚持为民服务，走访1,786人次。");
}

static void an_emptied_number_is_not_confirmed_unasked(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访1,786人次。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "41x");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "370户（去年） → 41x");
    screen_press(screen, "Backspace Backspace Backspace Enter");
    assert_cursor_after(screen, "370户（去年） → ");
    assert_sees(screen, "再按Enter就是和去年一样（370户）");
    assert_sees(screen, "还有2个");
    screen_type(screen, "4");
    screen_press(screen, "Backspace Enter");
    assert_sees(screen, "还有2个"); /* deleted again, asked again */
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "1,786人次（去年） → ");
    assert_section(screen, "economy", "救助370户，走访1,786人次。");
}

/* Carried on from a report that was signed and dated, with its questions answered. */
static void begin_signed(struct screen *screen, const char *sign_off) {
    const struct session_value last[] = {{SPAN("sign_off"), span_of(sign_off)},
                                         {SPAN("report_date"), SPAN("2023-04-13")},
                                         {SPAN("contact"), SPAN("李晓华")}};
    struct session *session = screen->session;
    struct session_new what = {.unit = "云川市望湖区某街道办事处", .short_name = "", .year = 2022};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    assert_int_equal(
        session_put(session, screen_section(screen, "economy")->id, SPAN("救助370户。"), NULL),
        RC_OK);
    assert_int_equal(session_set_values(session, last, ARRAY_LEN(last), NULL), RC_OK);
    session_leave(session);
    what.carry = id;
    what.year = 2023;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    struct go_place place = {id, screen_section(screen, "economy")->id, 0};
    shell_push(screen->shell, &workbench_layer, &place);
    screen_draw(screen);
}

static const char *value_of(struct screen *screen, const char *name) {
    const char *text = report_value(session_report(screen->session), span_of(name));
    return text != NULL ? text : "";
}

/* The day of the sign-off is last year's still, the date of the report is asked anew each year. */
static void behind_the_last_number_come_sign_off_and_questions(void **state) {
    struct screen *screen = *state;
    begin_signed(screen, "云川市望湖区某街道办事处\n2023年4月13日");
    screen_press(screen, "Ctrl-N Enter Enter");
    assert_sees(screen, "去年的数都核对过了，还有2项资料");
    assert_sees(screen, "落款第2行");
    assert_cursor_after(screen, "2024年4月13日"); /* its year moved, its day is offered */
    assert_sees(screen, "这是去年的，改好按Enter");
    screen_times(screen, 3, "Backspace");
    screen_type(screen, "9日");
    screen_press(screen, "Enter");
    assert_string_equal(session_report(screen->session)->sign_off,
                        "云川市望湖区某街道办事处\n2024年4月9日");
    assert_sees(screen, "还有1项资料");
    assert_cursor_after(screen, "2024-04-13");
    screen_press(screen, "Enter");
    assert_string_equal(value_of(screen, "report_date"), "2024-04-13");
    assert_string_equal(value_of(screen, "contact"), "李晓华"); /* it was carried */
    assert_cursor_row(screen, "报告日期");
    screen_press(screen, "Esc Ctrl-N"); /* nothing is open any more */
    assert_sees(screen, "去年的数都核对过了");
    assert_sees_not(screen, "项资料");
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    assert_string_equal(value_of(screen, "report_date"), "");
}

static void a_report_without_sign_off_is_asked_for_both_lines(void **state) {
    struct screen *screen = *state;
    begin_signed(screen, "");
    screen_press(screen, "Ctrl-N Enter Enter");
    assert_sees(screen, "还有3项资料");
    assert_sees(screen, "落款第1行");
    screen_press(screen, "Enter"); /* without it */
    assert_sees(screen, "落款第1行");
    screen_type(screen, "2024年4月9日");
    screen_press(screen, "Enter");
    assert_string_equal(session_report(screen->session)->sign_off, "2024年4月9日");
    assert_sees(screen, "报告日期");
    screen_press(screen, "Esc"); /* no more of it */
    assert_sees_not(screen, "项资料");
    assert_sees(screen, "报告资料");
    assert_string_equal(value_of(screen, "report_date"), "");
}

/* All at once confirms nothing that was not gone through. */
static void what_is_unreviewed_is_not_marked_with_what_is_written(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户。");
    screen_press(screen, "F4 F4");
    screen_type(screen, "a");
    assert_sees(screen, "有文字的节都还有未核的去年原文");
    screen_press(screen, "Ctrl-N Enter Esc F4 F4");
    screen_type(screen, "a");
    assert_sees(screen, "有文字的1节都标为完成");
    assert_sees(screen, "另有1节还有未核的");
    screen_press(screen, "Home Enter");
    assert_true(screen_section(screen, "economy")->marked);
    assert_false(screen_section(screen, "party")->marked);
    assert_int_equal(session_review_counts(screen->session, -1).unreviewed, 1);
}

static void a_number_may_be_left_and_come_back_to(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件。");
    screen_press(screen, "Ctrl-N Tab");
    assert_cursor_after(screen, "286人次（去年） → ");
    screen_press(screen, "Backtab");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "Tab");
    screen_type(screen, "300");
    screen_press(screen, "Tab"); /* what is typed is taken */
    assert_cursor_after(screen, "57件（去年） → ");
    screen_press(screen, "Backtab");
    assert_cursor_after(screen, "300人次（已填） → ");
    screen_type(screen, "301");
    screen_press(screen, "Backtab");
    assert_section(screen, "economy", "救助370户，走访301人次，办结57件。");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "Backtab");
    assert_sees(screen, "前面没有了");
    screen_press(screen, "Tab"); /* on in their order, answered or not */
    assert_cursor_after(screen, "301人次（已填） → ");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "57件（去年） → ");
    screen_press(screen, "Enter");
    assert_sees(screen, "跳过了1个数");
    screen_press(screen, "Backtab");
    assert_cursor_after(screen, "57件（已填） → ");
    screen_press(screen, "Tab");
    screen_press(screen, "Ctrl-N");
    assert_cursor_after(screen, "370户（去年） → ");
}

/* A longer number moves those behind it. */
static void after_going_back_the_next_number_in_order_comes(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件，调解88件。");
    screen_press(screen, "Ctrl-N Enter Enter Enter Backtab Backtab Backtab");
    assert_cursor_after(screen, "370户（已填） → ");
    screen_type(screen, "12345");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "286人次（已填） → ");
    screen_type(screen, "9");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "57件（已填） → ");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "88件（去年） → ");
    assert_section(screen, "economy", "救助12345户，走访9人次，办结57件，调解88件。");
}

static void a_skipped_number_before_the_cursor_is_gone_back_to(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件。");
    screen_press(screen, "Ctrl-N Tab Enter Esc Ctrl-N"); /* opened anew at 57 */
    assert_cursor_after(screen, "57件（去年） → ");
    screen_press(screen, "Backtab");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "Backtab");
    assert_sees(screen, "前面没有了");
}

static void redo_gives_the_answer_again_and_stays(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "4120");
    screen_press(screen, "Enter Enter Ctrl-Z Ctrl-Z");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "Ctrl-Y");
    assert_cursor_after(screen, "286人次（去年） → ");
    assert_section(screen, "economy", "救助4120户，走访286人次，办结57件。");
    screen_press(screen, "Backtab");
    assert_cursor_after(screen, "4120户（已填） → ");
    screen_press(screen, "Tab Ctrl-Y");
    assert_cursor_after(screen, "57件（去年） → ");
    screen_press(screen, "Ctrl-Y"); /* nothing more */
    assert_cursor_after(screen, "57件（去年） → ");
    screen_type(screen, "58");
    screen_press(screen, "Enter");
    assert_section(screen, "economy", "救助4120户，走访286人次，办结58件。");
}

static void what_is_no_number_stays_with_its_message(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "四百");
    screen_press(screen, "Enter");
    assert_sees(screen, "“四百”不是数");
    assert_cursor_after(screen, "370户（去年） → 四百");
    screen_press(screen, "Tab");
    assert_cursor_after(screen, "370户（去年） → 四百");
    screen_press(screen, "F2");
    assert_cursor_after(screen, "370户（去年） → 四百");
    screen_press(screen, "Backspace"); /* edits it */
    screen_type(screen, "千");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "370户（去年） → 四千");
    screen_press(screen, "Esc"); /* no answer: it is not kept for the next time */
    assert_sees(screen, "“四千”不是数，没有填入");
    screen_press(screen, "Ctrl-N");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_type(screen, "四百");
    screen_press(screen, "Enter");
    screen_type(screen, "400 户"); /* replaces it */
    screen_press(screen, "Enter");
    assert_section(screen, "economy", "救助400户。");
}

static void undo_goes_back_to_the_number(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件，调解88件。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "4120");
    screen_press(screen, "Enter Enter Tab Ctrl-Z");
    assert_sees(screen, "已撤销 去年原文：286人次（同去年）");
    assert_cursor_after(screen, "286人次（去年） → ");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "逐数核对 370 → 4120");
    assert_cursor_after(screen, "370户（去年） → ");
    assert_section(screen, "economy", "救助370户，走访286人次，办结57件，调解88件。");
    assert_sees(screen, "还有4个");
    screen_press(screen, "Backtab");
    assert_sees(screen, "前面没有了");
    screen_press(screen, "Enter Enter Enter F2");
    assert_cursor_after(screen, "4次（去年） → ");
    screen_press(screen, "Ctrl-Z"); /* in the other section: there first */
    assert_sees(screen, "再按一次Ctrl-Z才撤销");
    screen_press(screen, "Ctrl-Z");
    assert_cursor_after(screen, "57件（去年） → ");
}

static void a_rate_stands_there_when_it_is_known(void **state) {
    struct screen *screen = *state;
    begin(screen, "完成产值8596万元，同比增长10.7%。");
    screen_press(screen, "Ctrl-N");
    screen_type(screen, "9000");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "10.7%（去年） → 4.7");
    assert_sees(screen, "算得4.7");
    screen_type(screen, "5"); /* takes its place */
    assert_cursor_after(screen, "10.7%（去年） → 5");
    screen_press(screen, "Ctrl-Z");
    screen_type(screen, "9000");
    screen_press(screen, "Enter");
    screen_type(screen, "5");
    screen_press(screen, "Backspace Esc Ctrl-N Enter"); /* emptied: offered again, not confirmed */
    assert_cursor_after(screen, "10.7%（去年） → 4.7");
    assert_sees(screen, "再按Enter填入算得的4.7");
    screen_press(screen, "Enter");
    assert_section(screen, "economy", "完成产值9000万元，同比增长4.7%。");
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    screen_type(screen, "8000");
    screen_press(screen, "Enter");
    assert_sees(screen, "方向变了");
    assert_cursor_after(screen, "10.7%（去年） → ");
}

static void f2_and_enter_go_on_to_the_next_section(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户。全心全意为人民服务是我们的宗旨。");
    screen_press(screen, "Ctrl-N F2");
    assert_cursor_after(screen, "4次（去年） → ");
    screen_type(screen, "5");
    screen_press(screen, "F2"); /* taken first */
    assert_cursor_after(screen, "370户（去年） → ");
    assert_section(screen, "party", "开展专题党课5次，参加120人次。");
    screen_press(screen, "Enter Enter Enter");
    assert_sees(screen, "这一节的数都核对过了");
    screen_press(screen, "Enter");
    assert_sees(screen, "还有1句没有数的话");
    assert_sees_not(screen, "（去年）");
    screen_press(screen, "Ctrl-N");
    assert_sees(screen, "去年的数都核对过了");
}

static void a_figure_is_answered_and_taken_back_in_the_text(void **state) {
    struct screen *screen = *state;
    begin(screen, "实施项目${key_projects}。救助370户。");
    screen_press(screen, "Ctrl-N");
    assert_cursor_after(screen, "重点项目 （未填） → ");
    screen_press(screen, "Enter");
    assert_sees(screen, "没有去年的数");
    screen_type(screen, "8");
    screen_press(screen, "Enter");
    assert_cursor_after(screen, "370户（去年） → ");
    assert_sees(screen, "{8个}");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已撤销 重点项目");
    assert_cursor_after(screen, "重点项目 （未填） → ");
}

static void a_column_of_numbers_answers_one_after_the_other(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次，办结57件，调解88件。");
    screen_press(screen, "Ctrl-N");
    screen_paste(screen, "400\r\n300\n");
    assert_cursor_after(screen, "57件（去年） → ");
    screen_paste(screen, "60\n很多\n90"); /* what is no number stops it, and nothing is lost */
    assert_sees(screen, "不是数");
    assert_cursor_after(screen, "88件（去年） → 很多 90");
    assert_section(screen, "economy", "救助400户，走访300人次，办结60件，调解88件。");
    screen_times(screen, 5, "Backspace");
    screen_paste(screen, "90\n100\n");
    assert_section(screen, "economy", "救助400户，走访300人次，办结60件，调解90件。");
    assert_sees(screen, "“100");
}

static void what_is_left_without_numbers_is_counted(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户。全心全意为人民服务是我们的宗旨。");
    screen_press(screen, "Ctrl-N Enter");
    assert_sees(screen, "余下1句读过按Ctrl-D");
    screen_press(screen, "Ctrl-D");
    assert_sees_not(screen, "余下");
}

static void the_key_stands_in_the_hints_of_carried_text_alone(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户。");
    assert_row_has(screen, screen->rows - 1, "^N核对");
    screen_press(screen, "Ctrl-N");
    assert_row_has(screen, screen->rows - 1, "Enter填入");
    screen_press(screen, "Enter Esc");
    assert_null(strstr(screen_row(screen, screen->rows - 1), "^N核对"));
}

static void done_and_the_panes_go_along(void **state) {
    struct screen *screen = *state;
    begin(screen, "救助370户，走访286人次。");
    screen_press(screen, "Ctrl-N Ctrl-D");
    assert_sees(screen, "去年原文1句算作核对过");
    assert_sees(screen, "这一节的数都核对过了");
    screen_press(screen, "Ctrl-Z");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "Ctrl-T");
    assert_cursor_after(screen, "370户（去年） → ");
    screen_press(screen, "F3"); /* any other command ends it */
    assert_sees_not(screen, "（去年） → ");
}

static void a_report_of_its_own_has_nothing_to_walk(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "救助370户。");
    screen_press(screen, "Ctrl-N");
    assert_sees(screen, "没有去年的数");
    screen_type(screen, "好");
    assert_section(screen, "perf_work", "救助370户。好");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(behind_the_last_number_come_sign_off_and_questions),
        ON_EACH(a_report_without_sign_off_is_asked_for_both_lines),
        ON_SCREEN(what_is_unreviewed_is_not_marked_with_what_is_written),
        ON_EACH(numbers_are_asked_for_one_after_the_other),
        ON_SCREEN(a_year_says_what_enter_makes_of_it),
        ON_SCREEN(an_emptied_year_is_changed_as_the_bar_says),
        ON_SCREEN(an_emptied_number_is_not_confirmed_unasked),
        ON_EACH(a_number_may_be_left_and_come_back_to),
        ON_EACH(after_going_back_the_next_number_in_order_comes),
        ON_EACH(a_skipped_number_before_the_cursor_is_gone_back_to),
        ON_EACH(redo_gives_the_answer_again_and_stays),
        ON_EACH(what_is_no_number_stays_with_its_message),
        ON_EACH(undo_goes_back_to_the_number),
        ON_SCREEN(a_rate_stands_there_when_it_is_known),
        ON_EACH(f2_and_enter_go_on_to_the_next_section),
        ON_EACH(a_figure_is_answered_and_taken_back_in_the_text),
        ON_SCREEN(a_column_of_numbers_answers_one_after_the_other),
        ON_EACH(what_is_left_without_numbers_is_counted),
        ON_SCREEN(the_key_stands_in_the_hints_of_carried_text_alone),
        ON_SCREEN(done_and_the_panes_go_along),
        ON_SCREEN(a_report_of_its_own_has_nothing_to_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
