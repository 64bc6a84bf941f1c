/* 数据 (F6): typing, moving, what is computed, what is asked, long and empty tables. */
#include "model/report_values.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "store/templates.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区梧桐里街道办事处", "2023");
}

/* The cursor on the figure with that label. */
static void to_figure(struct screen *screen, const char *label) {
    screen_press(screen, "Ctrl-Home");
    for (int i = 0; i < 200; i++) {
        if (strstr(screen_cursor_row(screen), label) != NULL)
            return;
        screen_press(screen, "Down");
    }
    fail_msg("no figure %s in\n%s", label, screen_all(screen));
}

static void assert_value(struct screen *screen, const char *name, const char *text) {
    const char *value = report_value(session_report(screen->session), span_of(name));
    assert_string_equal(value != NULL ? value : "", text);
}

static void values_are_typed_down_the_column(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    assert_sees(screen, "Enter 下一项  Tab 上年数  Esc 返回");
    assert_row_has(screen, 0, "数据");
    to_figure(screen, "年初预算");
    screen_type(screen, "1286.4");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "年中追加");
    screen_type(screen, "41235");
    screen_press(screen, "Left Left Left");
    screen_press(screen, "Right");
    screen_type(screen, ".");
    assert_value(screen, "budget_added", "");
    screen_press(screen, "Down");
    assert_value(screen, "budget_initial", "1286.4");
    assert_value(screen, "budget_added", "412.35");
    assert_sees(screen, "1,286.40");
    screen_type(screen, "58.2万元");
    assert_sees(screen, "1,756.95"); /* 全年预算 is live */
    screen_press(screen, "Enter");
    assert_value(screen, "budget_carried", "58.2万元");
    screen_press(screen, "Ctrl-Z");
    assert_value(screen, "budget_carried", "");
    screen_press(screen, "Ctrl-Y Esc");
    assert_sees(screen, "已完成");
    screen_restart(screen, true);
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_value(screen, "budget_carried", "58.2万元");
}

/* F8 on a figure: its own history, and back to one of its values. */
static void a_figure_is_restored_by_itself(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    to_figure(screen, "编制数");
    screen_type(screen, "52");
    screen_press(screen, "Enter");
    to_figure(screen, "编制数");
    screen_type(screen, "53");
    screen_press(screen, "Enter");
    screen_type(screen, "49");
    screen_press(screen, "Enter");
    to_figure(screen, "编制数");
    screen_press(screen, "F8");
    assert_sees(screen, "历史 · 编制数");
    assert_sees(screen, "2处");
    screen_press(screen, "Down Enter");
    assert_sees(screen, "只把这一项恢复到那时");
    screen_press(screen, "Down Enter");
    assert_value(screen, "posts", "52");
    assert_value(screen, "staff", "49");
    assert_cursor_row(screen, "编制数");
    assert_cursor_row(screen, "52");
    screen_press(screen, "Ctrl-Z");
    assert_value(screen, "posts", "53");
    assert_sees(screen, "已撤销 编制数：53 → 52");
}

static void a_wrong_value_keeps_the_cursor_with_a_sentence_beside_it(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    to_figure(screen, "编制数");
    screen_type(screen, "五十二");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "编制数");
    assert_cursor_row(screen, "“五十二”不是数");
    assert_value(screen, "posts", "");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "不是数");
    screen_type(screen, "５２人"); /* full width, with its unit */
    screen_press(screen, "Tab");
    assert_value(screen, "posts", "５２人");
    screen_type(screen, "54"); /* last year's */
    screen_press(screen, "Tab");
    assert_value(screen, "posts.prior", "54");
    assert_cursor_row(screen, "在职人数");
    screen_press(screen, "Backtab");
    assert_cursor_row(screen, "编制数");
    screen_press(screen, "Backspace Enter");
    assert_value(screen, "posts.prior", "");
    screen_press(screen, "Down");
    assert_cursor_row(screen, "年初预算"); /* the rate between them is worked out */
}

static void a_jump_is_asked_about_and_sentences_are_shown_old_and_new(void **state) {
    struct screen *screen = *state;
    struct err err = {0};
    begin(screen);
    assert_int_equal(
        session_put(screen->session, screen_section(screen, "overall")->id,
                    SPAN("预算${budget_initial}，比上年${budget_initial.direction}。别的不变。"),
                    &err),
        RC_OK);
    screen_press(screen, "F6");
    to_figure(screen, "年初预算");
    screen_press(screen, "Tab");
    screen_type(screen, "100");
    screen_press(screen, "Backtab");
    assert_value(screen, "budget_initial.prior", "100");
    screen_type(screen, "150");
    screen_press(screen, "Enter");
    assert_sees(screen, "增长50%，超过");
    assert_sees(screen, "核对过了吗");
    screen_press(screen, "Down Down Down Down Down Down Down Down");
    assert_sees(screen, "预算150.00万元，比上年增长。");
    assert_sees_not(screen, "别的不变");
    screen_press(screen, "Right Enter"); /* 再改改 */
    assert_value(screen, "budget_initial", "");
    screen_press(screen, "Enter Enter");
    assert_value(screen, "budget_initial", "150");
    assert_cursor_row(screen, "年中追加");
    screen_press(screen, "Ctrl-Z");
    assert_value(screen, "budget_initial", "");
}

static void it_opens_at_the_section_and_leaving_stores_what_was_typed(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4 F4");
    screen_type(screen, "2");
    screen_press(screen, "Down Down Down Down Down Enter");
    assert_sees(screen, "城市管理");
    screen_press(screen, "F6");
    assert_cursor_row(screen, "城管案件受理");
    screen_type(screen, "84");
    screen_press(screen, "F6"); /* back */
    assert_value(screen, "city_cases", "84");
    screen_press(screen, "F6");
    screen_type(screen, "85");
    screen_press(screen, "Ctrl-Q");
    screen_restart(screen, false);
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_value(screen, "city_cases", "85");
}

static void a_finding_of_a_figure_leads_to_its_row(void **state) {
    struct screen *screen = *state;
    struct err err = {0};
    const struct session_value values[] = {{SPAN("city_cases"), SPAN("10")},
                                           {SPAN("city_closed"), SPAN("12")}};
    begin(screen);
    assert_int_equal(session_set_values(screen->session, values, 2, &err), RC_OK);
    screen_press(screen, "Ctrl-O Home");
    for (int i = 0; i < 60 && strstr(screen_cursor_row(screen), "办结数不能多于") == NULL; i++)
        screen_press(screen, "Down");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "!城管案件办结");
    assert_sees(screen, "办结数不能多于受理数");
    screen_type(screen, "9");
    screen_press(screen, "Enter Esc");
    assert_value(screen, "city_closed", "9");
    assert_sees(screen, "已完成");
}

static void a_long_amount_is_read_in_a_larger_unit(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    to_figure(screen, "罚款");
    screen_type(screen, "85960000");
    assert_sees(screen, "即8,596万元");
    screen_press(screen, "Backspace");
    screen_type(screen, "00");
    assert_sees(screen, "即8.596亿元");
    screen_press(screen, "Down");
    assert_value(screen, "fines", "859600000"); /* as it was typed */
    assert_sees(screen, "859,600,000");
}

/* Each line goes to the next row that is asked for; what is no number stays with its message. */
static void a_pasted_column_fills_the_rows_below(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    to_figure(screen, "编制数");
    screen_paste(screen, "139\r\n145\n12.5");
    assert_value(screen, "posts", "139");
    assert_value(screen, "staff", "145");
    assert_cursor_row(screen, "12.5");
    screen_press(screen, "Esc");
    to_figure(screen, "编制数");
    screen_paste(screen, "很多\n146\n13\n");
    assert_cursor_row(screen, "编制数");
    assert_cursor_row(screen, "很多");
    assert_sees(screen, "后面还有2行没有填");
    assert_value(screen, "posts", "139");
    assert_value(screen, "staff", "145");
}

/* A template with neither figures nor anything else to fill in. */
static void a_report_without_figures_says_so(void **state) {
    struct screen *screen = *state;
    static const char yaml[] = "form_id: bare\ntitle: 报告\nsections: [{name: a, label: 甲}]\n";
    struct template *template = NULL;
    struct err err = {0};
    assert_int_equal(template_read(&template, span_of(yaml), "bare", &err), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, &err), RC_OK);
    template_free(template);
    struct session_new what = {.template = "bare", .unit = "某单位", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, &err), RC_OK);
    assert_int_equal(session_load(screen->session, id, &err), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_press(screen, "F6");
    assert_sees(screen, "没有数据");
    screen_type(screen, "5");
    screen_press(screen, "Enter Tab Up PgDn Left Del Esc");
    screen_press(screen, "Ins");
    assert_sees(screen, "没有数据");
}

/* What the template carries on is 未核 until it is another, or somebody has looked at it. */
static void carried_values_are_gone_through(void **state) {
    struct screen *screen = *state;
    static const char yaml[] =
        "form_id: carried\ntitle: 报告\nsections: [{name: a, label: 甲}]\n"
        "figures:\n  - {name: area, label: 面积, type: decimal, unit: 平方公里, carry: value}\n"
        "  - {name: seats, label: 编制, type: integer, unit: 名, carry: value}\n"
        "indicators:\n  - {name: used, label: 使用率, weight: 100, carry: value}\n";
    struct template *template = NULL;
    struct err err = {0};
    assert_int_equal(template_read(&template, span_of(yaml), "carried", &err), RC_OK);
    assert_int_equal(store_add_template(session_store(screen->session), template, &err), RC_OK);
    template_free(template);
    struct session_new what = {.template = "carried", .unit = "某单位", .year = 2023};
    int64_t last = 0, next = 0;
    assert_int_equal(session_new_report(screen->session, &what, &last, &err), RC_OK);
    assert_int_equal(session_load(screen->session, last, &err), RC_OK);
    const struct session_value values[] = {{SPAN("area"), SPAN("3.5")},
                                           {SPAN("seats"), SPAN("40")},
                                           {SPAN("used.reason"), SPAN("无")}};
    assert_int_equal(session_set_values(screen->session, values, 3, &err), RC_OK);
    what.carry = last;
    what.year = 2024;
    assert_int_equal(session_new_report(screen->session, &what, &next, &err), RC_OK);
    assert_int_equal(session_load(screen->session, next, &err), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_press(screen, "F6");
    assert_row_has(screen, 0, "未核3");
    assert_cursor_row(screen, "面积");
    assert_cursor_row(screen, "未核");
    screen_press(screen, "Ctrl-N"); /* the same this year */
    assert_row_has(screen, 0, "未核2");
    assert_cursor_row(screen, "编制");
    screen_type(screen, "41");
    screen_press(screen, "Enter");
    assert_row_has(screen, 0, "未核1");
    screen_press(screen, "Ctrl-N");
    assert_sees(screen, "都核对过了");
    screen_press(screen, "F7");
    assert_sees(screen, "未核 ");
    screen_press(screen, "Ctrl-N");
    assert_sees_not(screen, "未核");
    screen_press(screen, "Ctrl-Z");
    assert_row_has(screen, 0, "未核1");
    screen_press(screen, "Esc Ctrl-E");
    assert_sees(screen, "去年的数据、自评表未核1项");
    screen_press(screen, "Home Enter");
    assert_row_has(screen, 0, "自评表");
}

static void open_project(struct screen *screen) {
    struct session_new what = {.template = "project-self", .unit = "某局", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_draw(screen);
}

/* A sign or a size that the unit seldom has. */
static void what_is_unlikely_is_asked_about_once(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F6");
    to_figure(screen, "年初预算");
    screen_type(screen, "-3");
    screen_press(screen, "Enter");
    assert_sees(screen, "年初预算为-3.00万元，是负数。核对过了吗？");
    screen_press(screen, "Enter"); /* 保存 */
    assert_value(screen, "budget_initial", "-3");
    to_figure(screen, "自评覆盖率");
    screen_type(screen, "120");
    screen_press(screen, "Enter");
    assert_sees(screen, "超过100%");
    screen_press(screen, "Esc");
    screen_times(screen, 3, "Backspace");
    screen_type(screen, "98");
    screen_press(screen, "Enter");
    assert_value(screen, "self_coverage", "98");
    assert_sees_not(screen, "核对过了吗");
}

/* A constraint is told as soon as its value is typed, of the figure itself and of another one. */
static void what_breaks_a_constraint_is_asked_about(void **state) {
    struct screen *screen = *state;
    open_project(screen);
    screen_press(screen, "F6");
    to_figure(screen, "全年预算数");
    screen_type(screen, "100");
    screen_press(screen, "Enter");
    assert_sees_not(screen, "仍然保存吗");
    to_figure(screen, "全年执行数");
    screen_type(screen, "120");
    screen_press(screen, "Enter");
    assert_sees(screen, "全年执行数不能大于全年预算数。仍然保存吗？");
    screen_press(screen, "Esc");
    assert_value(screen, "executed", "");
    screen_times(screen, 3, "Backspace");
    screen_type(screen, "90");
    screen_press(screen, "Enter");
    assert_value(screen, "executed", "90");
    to_figure(screen, "全年预算数");
    screen_times(screen, 6, "Backspace");
    screen_type(screen, "80");
    screen_press(screen, "Enter");
    assert_sees(screen, "全年执行数不能大于全年预算数");
    screen_press(screen, "Enter"); /* 保存 */
    assert_value(screen, "budget_total", "80");
}

/* The cause of what a score lost is one key behind it. */
static void a_reason_is_typed_behind_the_score(void **state) {
    struct screen *screen = *state;
    open_project(screen);
    screen_press(screen, "F7");
    to_figure(screen, "社会效益 ");
    screen_type(screen, "19");
    screen_press(screen, "Tab");
    screen_type(screen, "一处推迟");
    screen_press(screen, "Enter");
    assert_value(screen, "social_effect.score", "19");
    assert_value(screen, "social_effect.reason", "一处推迟");
}

/* The column of last year is asked for with Tab; the cell that F6 opens is this year's. */
static void it_opens_again_where_it_was_left(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    to_figure(screen, "年中追加");
    screen_press(screen, "Tab Esc F6");
    assert_cursor_row(screen, "年中追加");
    screen_type(screen, "12");
    screen_press(screen, "Enter Esc");
    assert_value(screen, "budget_added", "12");
    assert_value(screen, "budget_added.prior", "");
    screen_press(screen, "F6");
    assert_cursor_row(screen, "结转");
}

/* 32.05% against 32.27% is no fall by 0.68%. */
static void a_rate_is_told_in_points(void **state) {
    struct screen *screen = *state;
    struct err err = {0};
    const struct session_value values[] = {{SPAN("budget_initial"), SPAN("10000")},
                                           {SPAN("executed"), SPAN("3205")},
                                           {SPAN("execution_rate.prior"), SPAN("32.27%")},
                                           {SPAN("satisfaction"), SPAN("95.1%")},
                                           {SPAN("satisfaction.prior"), SPAN("94%")}};
    begin(screen);
    assert_int_equal(session_set_values(screen->session, values, ARRAY_LEN(values), &err), RC_OK);
    screen_press(screen, "F6");
    to_figure(screen, "项目支出");
    screen_press(screen, "Down"); /* past the rate, which is worked out */
    assert_sees(screen, "降0.22");
    assert_sees_not(screen, "0.68%");
    to_figure(screen, "群众满意度");
    assert_sees(screen, "比上年增长1.1个百分点");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(it_opens_again_where_it_was_left),
        ON_EACH(a_rate_is_told_in_points),
        ON_EACH(what_is_unlikely_is_asked_about_once),
        ON_EACH(what_breaks_a_constraint_is_asked_about),
        ON_EACH(a_reason_is_typed_behind_the_score),
        ON_EACH(values_are_typed_down_the_column),
        ON_EACH(a_wrong_value_keeps_the_cursor_with_a_sentence_beside_it),
        ON_EACH(a_jump_is_asked_about_and_sentences_are_shown_old_and_new),
        ON_EACH(it_opens_at_the_section_and_leaving_stores_what_was_typed),
        ON_EACH(a_finding_of_a_figure_leads_to_its_row),
        ON_EACH(a_figure_is_restored_by_itself),
        ON_EACH(a_long_amount_is_read_in_a_larger_unit),
        ON_EACH(a_report_without_figures_says_so),
        ON_SCREEN(a_pasted_column_fills_the_rows_below),
        ON_EACH(carried_values_are_gone_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
