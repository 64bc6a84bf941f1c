/* 自评表 (F7): typing, moving, totals that follow, what is wrong, long and empty sheets. */
#include "model/report_values.h"
#include "model/template/handed_in.h"
#include "session/change.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "store/templates.h"
#include "tests/support/score_support.h"
#include "tests/support/screen.h"
#include "tests/support/store_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A report of hunan-standard with figures, its workbench open. */
static void begin(struct screen *screen) {
    static const char *const figures[] = {"posts",
                                          "52",
                                          "staff",
                                          "49",
                                          "budget_total",
                                          "1000",
                                          "executed",
                                          "862",
                                          "car_running",
                                          "7.5",
                                          "reception",
                                          "4.5",
                                          "car_running_budget",
                                          "9",
                                          "reception_budget",
                                          "5",
                                          NULL};
    const struct session_new what = {.template = "hunan-standard",
                                     .unit = "云川市望湖区梧桐里街道办事处",
                                     .short_name = "梧桐里街道",
                                     .year = 2023};
    struct err err = {0};
    int64_t report = 0;
    assert_int_equal(session_new_report(screen->session, &what, &report, &err), RC_OK);
    assert_int_equal(session_load(screen->session, report, &err), RC_OK);
    for (size_t i = 0; figures[i] != NULL; i += 2) {
        const struct session_value value = {span_of(figures[i]), span_of(figures[i + 1])};
        assert_int_equal(session_set_values(screen->session, &value, 1, &err), RC_OK);
    }
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已完成");
    screen_press(screen, "F7");
    assert_row_has(screen, 0, "自评表");
}

/* The cursor on the indicator with that label. */
static void to_indicator(struct screen *screen, const char *label) {
    screen_press(screen, "Ctrl-Home");
    for (int i = 0; i < 60; i++) {
        for (int row = 0; row < screen->rows; row++) {
            const char *text = screen_row(screen, row);
            if (text[0] == '>' && strstr(text, label) != NULL)
                return;
        }
        screen_press(screen, "Down");
    }
    fail_msg("no indicator %s in\n%s", label, screen_all(screen));
}

static void assert_value(struct screen *screen, const char *name, const char *text) {
    const char *value = report_value(session_report(screen->session), span_of(name));
    assert_string_equal(value != NULL ? value : "", text);
}

static void scores_follow_what_is_typed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_row_has(screen, 0, "总分 18.62"); /* 8.62 and the two controls */
    assert_row_has(screen, 0, "还有10项未评");
    to_indicator(screen, "年度重点工作"); /* the first that waits, its actual value */
    screen_type(screen, "9");
    assert_row_has(screen, 0, "总分 19.34"); /* 8 × 9 ÷ 100 */
    screen_type(screen, "5%");
    assert_row_has(screen, 0, "总分 26.22");
    assert_value(screen, "key_tasks.actual", "");
    screen_press(screen, "Enter");
    assert_value(screen, "key_tasks.actual", "95%");
    screen_press(screen, "Up");
    assert_sees(screen, "扣0.4分");
    assert_sees(screen, "8×95÷100=7.6");
    screen_press(screen, "Tab Tab");
    screen_type(screen, "一项未办结");
    screen_press(screen, "Tab");
    screen_type(screen, "台账|望街〔2023〕8号|第3页");
    screen_press(screen, "Esc"); /* gives up what was typed here */
    assert_value(screen, "key_tasks.evidence", "");
    assert_value(screen, "key_tasks.reason", "一项未办结");
    screen_type(screen, "台账||第3页");
    screen_press(screen, "Down");
    assert_value(screen, "key_tasks.evidence", "台账||第3页");
    screen_press(screen, "Ctrl-Z");
    assert_value(screen, "key_tasks.evidence", "");
    screen_press(screen, "Ctrl-Y Esc");
    assert_sees(screen, "已完成");
    screen_restart(screen, true);
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_value(screen, "key_tasks.evidence", "台账||第3页");
}

static void a_wrong_value_keeps_the_cursor_with_a_sentence(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "很好");
    screen_press(screen, "Enter");
    assert_sees(screen, "“很好”不是数");
    assert_cursor_row(screen, "很好");
    assert_value(screen, "key_tasks.actual", "");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "不是数");
    to_indicator(screen, "预算执行率");
    if (screen->rows > 16)
        assert_sees(screen, "实际值＝预算执行率");
    screen_press(screen, "Left"); /* from the reason to the score */
    screen_type(screen, "9");
    screen_press(screen, "Enter");
    assert_value(screen, "execution.score", "9");
    to_indicator(screen, "预算执行率");
    screen_press(screen, "Left");
    screen_press(screen, "Backspace Enter");
    assert_value(screen, "execution.score", "");
}

/* Backwards over the start of a row into the one above, past its group, and never beyond the first.
 */
static void backtab_goes_back_through_rows_and_groups(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_press(screen, "Backtab Backtab Backtab Backtab");
    screen_type(screen, "会议纪要");
    screen_press(screen, "Tab");
    assert_false(strstr(screen_all(screen), "会议纪要") == NULL && screen->rows > 16);
    screen_times(screen, 80, "Backtab");
    screen_press(screen, "Up");
    assert_row_has(screen, 0, "自评表");
    const char *row = NULL;
    for (int at = screen->rows - 1; at >= 0; at--)
        if (screen_row(screen, at)[0] == '>')
            row = screen_row(screen, at);
    assert_non_null(row);
}

static void undo_takes_back_what_is_typed_then_what_is_stored(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "95%");
    screen_press(screen, "Enter");
    assert_value(screen, "key_tasks.actual", "95%");
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "80%");
    screen_press(screen, "Ctrl-Z"); /* what is typed and not stored yet */
    assert_value(screen, "key_tasks.actual", "95%");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已撤销");
    assert_value(screen, "key_tasks.actual", "");
    screen_press(screen, "Ctrl-Y");
    assert_sees(screen, "已重做");
    assert_value(screen, "key_tasks.actual", "95%");
    to_indicator(screen, "预算执行率"); /* computed: its actual value is not typed */
    screen_press(screen, "Left Left Left Left");
    screen_type(screen, "9");
    assert_value(screen, "execution.actual", "");
}

/* Another clerk's change comes in while a value is being typed: both are there. */
static void anothers_change_leaves_what_is_being_typed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "77%");
    const struct session_value value = {SPAN("posts"), SPAN("60")};
    struct session *other = case_open_session(screen->db, "other");
    assert_int_equal(session_load(other, 1, NULL), RC_OK);
    assert_int_equal(session_set_values(other, &value, 1, NULL), RC_OK);
    session_close(other);
    int64_t next = 0;
    (void)shell_idle(screen->shell, &next);
    screen_draw(screen);
    assert_sees(screen, "77%");
    screen_press(screen, "Enter");
    assert_value(screen, "key_tasks.actual", "77%");
    assert_value(screen, "posts", "60");
}

/* Leaving the program stores a value that makes sense. */
static void what_is_typed_is_stored_when_the_program_ends(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "66%");
    screen_restart(screen, false);
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_value(screen, "key_tasks.actual", "66%");
}

static void all_rated_there_is_a_grade(void **state) {
    struct screen *screen = *state;
    struct err err = {0};
    begin(screen);
    for (size_t i = 0; support_hunan_values[i] != NULL; i += 2) {
        const struct session_value value = {span_of(support_hunan_values[i]),
                                            span_of(support_hunan_values[i + 1])};
        assert_int_equal(session_set_values(screen->session, &value, 1, &err), RC_OK);
    }
    screen_press(screen, "Esc F7");
    assert_row_has(screen, 0, "总分 96.96 优");
    screen_press(screen, "Ctrl-End");
    assert_sees(screen, "92.5%");
    screen_press(screen, "F7");
    assert_sees(screen, "已完成");
}

/* Both tables are left where the clerk stands, and found there again. */
static void f6_and_f7_go_over_and_back_to_the_same_cells(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_press(screen, "Tab Tab"); /* the reason */
    screen_type(screen, "一项未办结");
    screen_press(screen, "F6");
    assert_row_has(screen, 0, "数据");
    assert_value(screen, "key_tasks.reason", "一项未办结");
    screen_press(screen, "Ctrl-Home Down");
    screen_press(screen, "Tab");
    screen_type(screen, "57");
    screen_press(screen, "F7");
    assert_row_has(screen, 0, "自评表");
    assert_value(screen, "staff.prior", "57");
    assert_cursor_row(screen, "一项未办结");
    screen_press(screen, "Tab");
    screen_type(screen, "台账");
    screen_press(screen, "F6 F7");
    assert_value(screen, "key_tasks.evidence", "台账");
    assert_cursor_row(screen, "台账");
    screen_press(screen, "F6");
    assert_cursor_after(screen, "57");
    screen_press(screen, "F7 Esc"); /* to the workbench at once */
    assert_sees(screen, "已完成");
}

static void what_makes_no_sense_or_is_asked_about_is_settled_before_going_over(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_indicator(screen, "年度重点工作");
    screen_type(screen, "很好");
    screen_press(screen, "F6");
    assert_row_has(screen, 0, "自评表");
    assert_sees(screen, "“很好”不是数");
    screen_press(screen, "Esc F6");
    screen_type(screen, "许多"); /* of a figure that is a number */
    screen_press(screen, "F7");
    assert_row_has(screen, 0, "数据");
    assert_sees(screen, "“许多”不是数");
    screen_press(screen, "Esc");
    screen_press(screen, "Ctrl-Home Down Down Tab");
    assert_cursor_row(screen, "年初预算");
    screen_type(screen, "1000");
    screen_press(screen, "Backtab");
    screen_type(screen, "1500");
    screen_press(screen, "F7");
    assert_sees(screen, "核对过了吗");
    screen_press(screen, "Right Enter"); /* 再改改 */
    assert_row_has(screen, 0, "数据");
    assert_value(screen, "budget_initial", "");
    screen_press(screen, "F7");
    screen_press(screen, "Enter");
    assert_row_has(screen, 0, "自评表");
    assert_value(screen, "budget_initial", "1500");
}

/* Else an empty section of the report looks as if something were missing. */
static void sections_that_become_tables_say_that_nothing_is_written_there(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Esc F4 F4 End");
    assert_sees(screen, "按自评表自动生成一张表");
    screen_press(screen, "Up");
    assert_sees(screen, "按数据自动生成一张表");
}

/* 良 has its share of the points; a word that is no grade stays in its cell, with what may be. */
static void a_grade_is_chosen_by_its_name(void **state) {
    struct screen *screen = *state;
    static const char yaml[] =
        "form_id: graded\ntitle: 报告\nsections:\n"
        "  - {name: f, label: 附表, kind: table, table: [score]}\n"
        "indicators:\n"
        "  - {name: order, label: 社会治安, weight: 100, target: 明显改善, method: grade,\n"
        "     bands: [{name: 优, share: 100%}, {name: 良, share: 80%}, {name: 差, points: 10}]}\n";
    struct template *template = NULL;
    struct err err = {0};
    int64_t report = 0;
    assert_int_equal(template_read_new(&template, span_of(yaml), "t", &err), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, &err), RC_OK);
    template_free(template);
    const struct session_new what = {.template = "graded", .unit = "某单位", .year = 2023};
    assert_int_equal(session_new_report(screen->session, &what, &report, &err), RC_OK);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter F7");
    assert_sees(screen, "还没有选等次，可以填：优（得权重的100%）");
    screen_type(screen, "很好");
    screen_press(screen, "Enter");
    assert_sees(screen, "没有“很好”这个等次");
    assert_cursor_row(screen, "很好");
    screen_press(screen, "Backspace Backspace");
    screen_type(screen, "良");
    assert_row_has(screen, 0, "总分 80");
    screen_press(screen, "Enter");
    assert_value(screen, "order.actual", "良");
    assert_sees(screen, "扣20分　目标明显改善，实际良，得权重的80%");
    screen_press(screen, "Esc F5");
    assert_sees(screen, "良");
}

static void a_sheet_without_indicators_says_so(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区梧桐里街道办事处", "2023");
    screen_press(screen, "F7");
    assert_sees(screen, "没有评分指标");
    assert_sees(screen, "Esc 返回");
    screen_type(screen, "5");
    screen_press(screen, "Enter Tab Down Esc");
    assert_sees(screen, "已完成");
}

static void a_final_report_takes_no_score(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_int_equal(session_final(screen->session, true, SPAN("测试"), NULL), RC_OK);
    screen_press(screen, "F2"); /* what is seen is drawn anew */
    screen_type(screen, "7");
    assert_sees(screen, "这份报告已经定稿，不能再改");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(a_final_report_takes_no_score),
        ON_EACH(scores_follow_what_is_typed),
        ON_EACH(a_wrong_value_keeps_the_cursor_with_a_sentence),
        ON_EACH(backtab_goes_back_through_rows_and_groups),
        ON_EACH(undo_takes_back_what_is_typed_then_what_is_stored),
        ON_SCREEN(anothers_change_leaves_what_is_being_typed),
        ON_SCREEN(what_is_typed_is_stored_when_the_program_ends),
        ON_EACH(all_rated_there_is_a_grade),
        ON_EACH(f6_and_f7_go_over_and_back_to_the_same_cells),
        ON_EACH(what_makes_no_sense_or_is_asked_about_is_settled_before_going_over),
        ON_SCREEN(sections_that_become_tables_say_that_nothing_is_written_there),
        ON_EACH(a_grade_is_chosen_by_its_name),
        ON_EACH(a_sheet_without_indicators_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
