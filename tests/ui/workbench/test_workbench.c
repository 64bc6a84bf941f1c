#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/width_table.h"
#include "exchange/import.h"
#include "model/section_state.h"
#include "session/change.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"
#include "ui/term/input.h"

#include <stdio.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
}

/* From the editor into the outline. */
static void to_outline(struct screen *screen) {
    screen_press(screen, "F4 F4");
    assert_cursor_at(screen, ">");
}

static void chinese_is_typed_and_wrapped(void **state) {
    struct screen *screen = *state;
    struct str all = STR_INIT;
    begin(screen);
    for (int i = 0; i < 40; i++) {
        screen_type(screen, "全面落实新时代，总要求。");
        str_add_text(&all, "全面落实新时代，总要求。");
        assert_cursor_after(screen, "。");
    }
    assert_section(screen, "perf_work", all.s);
    screen_times(screen, 30, "Up");
    assert_cursor_at(screen, "全面");
    screen_press(screen, "Ctrl-End");
    assert_cursor_after(screen, "求。");
    screen_press(screen, "Backspace Enter");
    screen_type(screen, "下一段");
    assert_cursor_after(screen, "    下一段");
    str_release(&all);
}

/* What somebody sees who has never pressed a key here. */
static void the_function_keys_and_those_of_every_day_are_in_sight(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_row_has(screen, screen->rows - (screen->rows >= 30 ? 2 : 1), "F1帮助 F2下一节 F3检查");
    assert_sees(screen, "F9菜单");
    assert_sees(screen, "^Q退出");
    if (screen->cols == 80) {
        assert_row_has(screen, 23,
                       "F1帮助 F2下一节 F3检查 F4切换 F5预览 F6数据 F8历史 F9菜单 ^U报告库 ^Q退出");
        assert_sees(screen, "指引 - ^D完成 ^T去年 ^Z撤销 ^E导出");
    }
    if (screen->cols == 60)
        screen_press(screen, "F4");
    assert_sees(screen, "^D完成");
    assert_sees(screen, "^E导出");
}

static void every_section_is_walked_written_and_done(void **state) {
    struct screen *screen = *state;
    char text[64], progress[64];
    begin(screen);
    for (int i = 1; i <= 18; i++) {
        (void)snprintf(text, sizeof text, "第%d处写下的文字。", i);
        screen_type(screen, text);
        assert_cursor_after(screen, text);
        screen_press(screen, "Ctrl-D");
        (void)snprintf(progress, sizeof progress, "已完成%d/18", i);
        assert_row_has(screen, 0, progress);
        assert_row_has(screen, 0, "已保存10:31");
        assert_sees(screen, "已标为完成");
        screen_press(screen, "F2");
    }
    assert_sees(screen, "各节都已完成");
    int i = 0;
    const struct report *report = session_report(screen->session);
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        struct str body = STR_INIT;
        body_add_text(&body, &at->body);
        (void)snprintf(text, sizeof text, "第%d处写下的文字。", ++i);
        assert_string_equal(body.s, text);
        str_release(&body);
    }
    assert_int_equal(i, 18);
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "已完成17/18");
    assert_sees(screen, "已改为未完成");
    screen_press(screen, "F2");
    assert_sees(screen, "只剩这一节未完成");
}

static void f2_goes_to_the_next_unfinished_and_marks_nothing(void **state) {
    struct screen *screen = *state;
    begin(screen);
    for (int i = 0; i < 18; i++)
        screen_press(screen, "F2");
    assert_sees(screen, "已完成0/18");
    assert_sees(screen, "一、绩效管理工作开展"); /* around */
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "已完成0/18"); /* empty and required: refused, with the reason */
    assert_sees(screen, "第一部分说明自评是怎样做的，不能空缺");
}

/* A title that was imported often begins with the unit and the year. */
static void the_header_says_unit_and_year_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    struct session_value value = {SPAN("title"),
                                  SPAN("云川市望湖区某街道办事处2023年度绩效工作报告")};
    assert_int_equal(session_set_values(screen->session, &value, 1, NULL), RC_OK);
    screen_press(screen, "F5 Esc");
    assert_row_has(screen, 0, "街道办事处 2023年度 绩效工作");
}

static void outline_adds_renames_moves_and_removes_with_undo(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_press(screen, "Ins");
    screen_type(screen, "应急管理");
    assert_cursor_after(screen, "应急管理");
    screen_press(screen, "Enter");
    assert_string_equal(screen_section(screen, "2")->heading, "应急管理");
    assert_sees(screen, "已添加：二、应急管理");
    screen_type(screen, "正文。"); /* its text */
    assert_section(screen, "2", "正文。");
    screen_press(screen, "Ctrl-Z");
    to_outline(screen);
    screen_press(screen, "Ctrl-Z");
    assert_string_equal(screen_section(screen, "2")->heading, "部门整体支出绩效情况");
    screen_press(screen, "Ctrl-Y");
    assert_string_equal(screen_section(screen, "2")->heading, "应急管理");
    screen_press(screen, "Home Down");
    screen_type(screen, "r");
    assert_cursor_after(screen, "应急管理");
    screen_type(screen, "有准备");
    screen_press(screen, "Enter");
    assert_sees(screen, "二、应急管理有准备");
    screen_press(screen, "Ctrl-Z");
    assert_string_equal(screen_section(screen, "2")->heading, "应急管理");
    screen_press(screen, "Alt-Down");
    assert_sees(screen, "已下移：三、应急管理");
    assert_sees(screen, "Ctrl-Z撤销");
    assert_string_equal(screen_section(screen, "3")->heading, "应急管理");
    assert_cursor_row(screen, "三、应急管理");
    screen_press(screen, "Alt-Up Alt-Right");
    assert_string_equal(screen_section(screen, "1.1")->heading, "应急管理");
    assert_cursor_row(screen, "应急管理");
    screen_press(screen, "Alt-Right Alt-Up");
    assert_sees(screen, "不能再往那边移了");
    screen_press(screen, "Alt-Left");
    assert_string_equal(screen_section(screen, "2")->heading, "应急管理");
    screen_press(screen, "Ctrl-Z");
    assert_string_equal(screen_section(screen, "1.1")->heading, "应急管理");
    screen_press(screen, "Del");
    assert_sees(screen, "删除“应急管理”");
    assert_cursor_at(screen, "不删");
    screen_press(screen, "Esc Del Left Enter");
    assert_null(report_find_section(session_report(screen->session), SPAN("1.1")));
    assert_sees(screen, "已删除");
    screen_press(screen, "Ctrl-Z");
    assert_string_equal(screen_section(screen, "1.1")->heading, "应急管理");
    screen_press(screen, "Ctrl-Y");
    assert_null(report_find_section(session_report(screen->session), SPAN("1.1")));
}

static void shift_tab_goes_to_the_pane_before(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4");
    const char *guide = "提示：";
    assert_cursor_at(screen, guide);
    screen_press(screen, "Backtab");
    screen_type(screen, "正文里");
    assert_cursor_after(screen, "正文里");
    to_outline(screen);
    screen_press(screen, "Backtab");
    assert_cursor_at(screen, guide);
}

static void a_digit_goes_to_the_part_of_that_number(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_type(screen, "3");
    assert_cursor_row(screen, "三、");
    screen_type(screen, "9");
    assert_sees(screen, "没有第9部分，共4部分");
    screen_type(screen, "0");
    assert_sees(screen, "没有第0部分");
    assert_cursor_row(screen, "三、");
}

/* Word's habit: Tab for an indent. What is typed then goes to the text all the same. */
static void what_is_typed_in_another_pane_goes_to_the_text(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Tab");
    screen_type(screen, "今年");
    assert_sees(screen, "已回到正文");
    screen_type(screen, "以来，");
    to_outline(screen);
    screen_paste(screen, "我街道");
    assert_section(screen, "perf_work", "今年以来，我街道");
    assert_cursor_after(screen, "今年以来，我街道");
}

/* The number is derived: one that is typed with the heading is not printed twice. */
static void a_heading_is_taken_without_its_number(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_press(screen, "End Ins");
    screen_type(screen, "五、其他事项");
    screen_press(screen, "Enter");
    assert_sees(screen, "已添加：五、其他事项");
    assert_string_equal(screen_section(screen, "5")->heading, "其他事项");
}

static void an_empty_heading_is_refused(void **state) {
    struct screen *screen = *state;
    begin(screen);
    to_outline(screen);
    screen_press(screen, "Ins Enter");
    assert_sees(screen, "标题不能是空的");
    screen_press(screen, "Esc"); /* it stayed open */
    assert_int_equal(report_count_sections(session_report(screen->session)), 18);
    screen_type(screen, "3");
    assert_cursor_row(screen, "三、");
    screen_type(screen, "　"); /* a full-width blank marks done, which is refused here */
    assert_sees(screen, "请至少写三条");
    screen_press(screen, "Enter");
    screen_type(screen, "写");
    assert_cursor_after(screen, "写");
}

static void removing_all_sections_is_survived(void **state) {
    struct screen *screen = *state;
    begin(screen);
    for (int i = 0; i < 4; i++) {
        to_outline(screen);
        screen_press(screen, "Home Del Left Enter");
        screen_press(screen, "F4");
    }
    assert_int_equal(report_count_sections(session_report(screen->session)), 0);
    screen_type(screen, "标题前");
    screen_press(screen, "F2 F3 Ctrl-S F5 Esc Ctrl-O Esc Ctrl-D");
    for (int i = 0; i < 6; i++)
        screen_press(screen, "Ctrl-Z");
    assert_int_equal(report_count_sections(session_report(screen->session)), 18);
}

/* What the terminal sends, with a pause of ms between Esc and the arrow. */
static void press_esc_then(struct screen *screen, struct span arrow, int64_t pause) {
    struct input *in = input_new(INPUT_UTF8);
    struct event event;
    input_feed(in, "\033", 1, 0);
    while (input_next(in, pause, &event))
        shell_handle(screen->shell, &event);
    input_feed(in, arrow.p, arrow.n, pause);
    while (input_next(in, pause, &event))
        shell_handle(screen->shell, &event);
    input_free(in);
    screen_draw(screen);
}

/* The hand that leaves a dialog with one Esc too many, and goes on in the outline. */
static void esc_and_then_an_arrow_move_no_section(void **state) {
    const struct span arrows[] = {SPAN("\033[A"), SPAN("\033[B"), SPAN("\033[D"), SPAN("\033[C")};
    struct screen *screen = *state;
    begin(screen);
    for (size_t i = 0; i < ARRAY_LEN(arrows); i++) {
        to_outline(screen);
        screen_press(screen, "Home Down Down Down Down");
        assert_cursor_row(screen, "（二）党建引领有活力");
        press_esc_then(screen, arrows[i], 1400);
        assert_string_equal(screen_section(screen, "2.1.1")->heading, "经济发展稳运行");
        assert_string_equal(screen_section(screen, "2.1.2")->heading, "党建引领有活力");
        assert_sees_not(screen, "已降一级");
        if (i + 1 < ARRAY_LEN(arrows))
            screen_press(screen, "F4");
    }
    to_outline(screen);
    screen_press(screen, "Home Down Down Down Down");
    press_esc_then(screen, SPAN("\033[C"), 0); /* in one piece it is Alt-→ */
    assert_sees(screen, "已降一级：");
    assert_sees(screen, "Ctrl-Z撤销");
}

static void undo_and_redo_survive_a_restart(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "第一句。");
    screen_type(screen, "第二句。");
    screen_press(screen, "F2");
    screen_type(screen, "别处");
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter Ctrl-Z");
    assert_section(screen, "overall", "");
    screen_press(screen, "Ctrl-Z Ctrl-Z"); /* to the other section, then there */
    assert_section(screen, "perf_work", "第一句。");
    assert_cursor_after(screen, "第一句。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "");
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter Ctrl-Y Ctrl-Y");
    assert_section(screen, "perf_work", "第一句。第二句。");
    screen_press(screen, "Ctrl-Y Ctrl-Y");
    assert_section(screen, "overall", "别处");
    screen_press(screen, "Ctrl-Y");
    assert_section(screen, "overall", "别处");
}

static void a_crash_loses_nothing_and_says_so(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "没有存");
    screen_restart(screen, true);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "找回1节");
    assert_section(screen, "perf_work", "没有存");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "");
}

static void findings_are_walked_and_explained(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F3");
    assert_sees(screen, "疑 ");
    for (int i = 0; i < 40; i++)
        screen_press(screen, i % 3 == 2 ? "Shift-F3" : "F3");
    to_outline(screen);
    screen_type(screen, "1");
    screen_press(screen, "Enter");
    screen_paste(screen,
                 "街道围绕年初确定的重点任务，细化分工，压实责任，定期调度，各项工作有序推进。"
                 "预算执行总体平稳，资金使用规范，制度不断健全，绩效管理的意识逐步增强，"
                 "牵头科室待定，其余事项已经办结，群众的反映良好。");
    screen_press(screen, "Ctrl-Home F3");
    assert_cursor_at(screen, "待定");
    assert_sees(screen, "“待定”还没有填写");
}

static void without_findings_f3_says_so(void **state) {
    struct screen *screen = *state;
    struct err err = {0};
    int64_t id = 0;
    struct import_draft draft = {0};
    struct session_draft how = {0};
    assert_int_equal(session_draft(screen->session, SPAN("一、甲\n内容。\n二、乙\n内容。\n"), &how,
                                   &draft, &err),
                     RC_OK);
    assert_int_equal(session_import(screen->session, &draft, &id, &err), RC_OK);
    import_draft_release(&draft);
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter F3");
    assert_sees(screen, "没有发现问题");
    screen_press(screen, "Shift-F3");
    assert_sees(screen, "没有发现问题");
    screen_press(screen, "Ctrl-O");
    assert_sees(screen, "错0   疑0   提0");
    assert_sees(screen, "没有发现问题");
    screen_press(screen, "Enter Down F3 Esc");
}

static void last_year_stands_beside_and_is_taken_over(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-T");
    assert_sees(screen, "没有去年的报告");
    screen_type(screen, "去年的话。");
    screen_press(screen, "Ctrl-U Enter Down Enter Tab Tab Enter");
    screen_press(screen, "Ctrl-Home Ctrl-^ Ctrl-End Del Ctrl-T");
    assert_sees(screen, "只读");
    assert_sees(screen, "去年的话。");
    assert_section(screen, "perf_work", "");
    screen_press(screen, "F4");
    assert_cursor_at(screen, "去年的话");
    screen_type(screen, "改"); /* read-only */
    assert_sees(screen, "这里是去年的文字，只读");
    screen_press(screen, "Enter");
    assert_section(screen, "perf_work", "去年的话。");
    assert_cursor_after(screen, "去年的话。");
    screen_press(screen, "Ctrl-T");
    assert_sees_not(screen, "只读");
}

static void sizes_change_under_the_text(void **state) {
    struct screen *screen = *state;
    static const int sizes[][2] = {{16, 60}, {24, 80}, {50, 140}, {17, 79}, {16, 110},
                                   {60, 61}, {10, 10}, {19, 81},  {24, 80}};
    begin(screen);
    for (int i = 0; i < 30; i++)
        screen_type(screen, "着力完善上下贯通。");
    screen_press(screen, "Ctrl-Home Down Down Right Right");
    size_t panes[] = {0, 1, 1, 1};
    for (size_t p = 0; p < ARRAY_LEN(panes); p++) {
        if (panes[p] > 0)
            screen_press(screen, "F4");
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
            screen_resize(screen, sizes[i][0], sizes[i][1]);
    }
    screen_press(screen, "F12");
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        screen_resize(screen, sizes[i][0], sizes[i][1]);
    screen_type(screen, "在");
    assert_cursor_after(screen, "在");
}

static void guidance_scrolls_and_gives_its_starter(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_sees(screen, "指引");
    assert_sees(screen, "写作要点：");
    screen_press(screen, "F4");
    bool scrolls = screen_has(screen, "↓看下文");
    screen_press(screen, "End");
    screen_times(screen, 30, "Down"); /* at its end they go nowhere */
    assert_sees_not(screen, "↓看下文");
    assert_true(!scrolls || !screen_has(screen, "写作要点："));
    screen_press(screen, "Up");
    assert_true(!scrolls || screen_has(screen, "↓看下文"));
    screen_times(screen, 9, "PgUp");
    assert_sees(screen, "写作要点：");
    screen_press(screen, "PgDn");
    assert_true(!scrolls || !screen_has(screen, "写作要点："));
    screen_press(screen, "Home");
    assert_sees(screen, "写作要点：");
    screen_type(screen, "i");
    assert_sees(screen, "已插入范文");
    assert_int_equal(
        section_state(session_report(screen->session), screen_section(screen, "perf_work")),
        STATE_EMPTY);
    assert_int_equal(screen_section(screen, "perf_work")->body.count, 1);
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "");
}

/* While one types the text has more than half of the screen; the guidance comes back by another
 * key. */
static void the_guidance_folds_while_one_types(void **state) {
    struct screen *screen = *state;
    begin(screen);
    assert_sees(screen, "写作要点");
    struct str text = STR_INIT;
    for (int i = 0; i < 1200; i++)
        str_add_text(&text, "字");
    screen_type(screen, text.s);
    screen_press(screen, "Ctrl-Home");
    screen_type(screen, "字");
    assert_sees_not(screen, "写作要点");
    assert_sees(screen, "F4看指引");
    int rows = 0, cols = 0;
    for (int row = 0; row < screen->rows; row++) {
        int first = -1;
        for (int col = 0; col < screen->cols && first < 0; col++)
            if (span_starts_with((struct span){canvas_cell(screen->canvas, row, col)->text, 3},
                                 SPAN("字")))
                first = col;
        rows += first >= 0;
        if (first >= 0 && screen->cols - first > cols)
            cols = screen->cols - first;
    }
    int percent = 100 * rows * cols / (screen->rows * screen->cols);
    if (percent < 55)
        fail_msg("%d rows of %d columns are %d%% of the screen", rows, cols, percent);
    screen_press(screen, "Left"); /* to look, not to type */
    assert_sees_not(screen, "F4看指引");
    screen_type(screen, "字");
    assert_sees(screen, "F4看指引");
    screen_press(screen, "F4");
    assert_sees_not(screen, "F4看指引");
    screen_press(screen, "F4 F4");
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(chinese_is_typed_and_wrapped),
        ON_EACH(the_function_keys_and_those_of_every_day_are_in_sight),
        ON_EACH(every_section_is_walked_written_and_done),
        ON_EACH(f2_goes_to_the_next_unfinished_and_marks_nothing),
        ON_SCREEN(the_header_says_unit_and_year_once),
        ON_EACH(outline_adds_renames_moves_and_removes_with_undo),
        ON_EACH(shift_tab_goes_to_the_pane_before),
        ON_EACH(a_digit_goes_to_the_part_of_that_number),
        ON_EACH(what_is_typed_in_another_pane_goes_to_the_text),
        ON_SCREEN(a_heading_is_taken_without_its_number),
        ON_EACH(an_empty_heading_is_refused),
        ON_EACH(removing_all_sections_is_survived),
        ON_SCREEN(esc_and_then_an_arrow_move_no_section),
        ON_EACH(undo_and_redo_survive_a_restart),
        ON_EACH(a_crash_loses_nothing_and_says_so),
        ON_EACH(findings_are_walked_and_explained),
        ON_SCREEN(the_guidance_folds_while_one_types),
        ON_EACH(without_findings_f3_says_so),
        ON_EACH(last_year_stands_beside_and_is_taken_over),
        ON_SCREEN(sizes_change_under_the_text),
        ON_EACH(guidance_scrolls_and_gives_its_starter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
