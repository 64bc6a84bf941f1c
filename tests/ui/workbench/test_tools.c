#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
}

static void one_goes_to_paragraphs_sections_and_headings(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "第一段\n第二段\n第三段");
    screen_press(screen, "Shift-F10");
    assert_sees(screen, "第几段");
    screen_type(screen, "２");
    screen_press(screen, "Enter");
    assert_sees(screen, "第2段，共3段");
    assert_cursor_at(screen, "第二段");
    screen_press(screen, "Shift-F10");
    screen_type(screen, "9");
    screen_press(screen, "Enter");
    assert_sees(screen, "只有3段");
    screen_press(screen, "Shift-F10");
    screen_type(screen, "2.1");
    screen_press(screen, "Enter");
    screen_type(screen, "在这里");
    assert_section(screen, "2.1", "在这里");
    screen_press(screen, "Shift-F10");
    screen_type(screen, "绩效管理工作");
    screen_press(screen, "Enter Ctrl-Home");
    assert_cursor_at(screen, "第一段");
    screen_press(screen, "Shift-F10");
    screen_type(screen, "没有这种标题");
    screen_press(screen, "Enter");
    assert_sees(screen, "没有这样的一节");
    screen_press(screen, "Shift-F10 Esc Shift-F10 Enter");
    assert_cursor_at(screen, "第一段");
}

static void words_are_counted(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "甲 乙丙");
    assert_sees(screen, "3字，还差");
    screen_press(screen, "Shift-F12");
    assert_sees(screen, "这一节：3字，1段，连空格4个字符");
    assert_sees(screen, "要求：不少于");
    assert_sees(screen, "整份报告：正文3字，写了1节，共18节");
    screen_press(screen, "Enter Home Shift-Right Shift-Right Shift-F12");
    assert_sees(screen, "选中：1字");
    screen_press(screen, "Esc");
    assert_section(screen, "perf_work", "甲 乙丙");
}

static void forms_are_offered_and_changed_when_asked(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "共２０项,");
    assert_section(screen, "perf_work", "共２０项,"); /* nothing behind the clerk's back */
    assert_sees(screen, "全角数字字母2个、半角标点1个；按Ctrl-_改好");
    screen_press(screen, "Ctrl-_");
    assert_section(screen, "perf_work", "共20项，");
    assert_sees(screen, "已改：全角数字字母2个");
    assert_cursor_after(screen, "共20项，");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "共２０项,");
    screen_press(screen, "Ctrl-End Ctrl-_"); /* the paragraph */
    assert_section(screen, "perf_work", "共20项，");
    screen_press(screen, "Ctrl-_");
    assert_sees(screen, "这里没有全角数字");
}

static void a_paste_keeps_its_blanks_until_asked(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "　　第一段。\n　　第二段１。");
    assert_section(screen, "perf_work", "　　第一段。\n　　第二段１。");
    assert_sees(screen, "段首空格4个");
    screen_press(screen, "Ctrl-_");
    assert_section(screen, "perf_work", "第一段。\n第二段1。");
    assert_cursor_after(screen, "第二段1。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "　　第一段。\n　　第二段１。");
}

static void the_setting_is_kept(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Shift-F6");
    assert_sees(screen, "自动改成半角");
    screen_type(screen, "１");
    assert_section(screen, "perf_work", "1");
    assert_sees(screen, "已改：");
    screen_restart(screen, false);
    screen_press(screen, "Enter Enter");
    screen_type(screen, "甲,");
    assert_section(screen, "perf_work", "1甲，");
    screen_press(screen, "Shift-F6");
    screen_type(screen, "２");
    assert_section(screen, "perf_work", "1甲，２");
    assert_sees_not(screen, "按Ctrl-_改好");
    screen_press(screen, "Shift-F6");
    screen_type(screen, "３");
    assert_sees(screen, "按Ctrl-_改好");
}

static void paragraphs_become_items_and_back(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "甲\n乙\n丙");
    screen_press(screen, "Ctrl-Home Shift-Down Shift-Down Backtab");
    assert_sees(screen, "1.甲");
    assert_sees(screen, "3.丙");
    assert_sees(screen, "已改成编号的条目");
    screen_press(screen, "Ctrl-End Enter");
    screen_type(screen, "丁");
    assert_sees(screen, "4.丁");
    screen_press(screen, "Home Backspace");
    assert_sees_not(screen, "4.丁");   /* a paragraph, */
    screen_press(screen, "Backspace"); /* then joined */
    assert_section(screen, "perf_work", "甲\n乙\n丙丁");
    screen_press(screen, "Backtab");
    assert_sees(screen, "已改成普通段落");
    assert_sees(screen, "2.乙");
    assert_sees_not(screen, "3.");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "3.丙丁");
}

/* A table section: pasted from a sheet, walked and extended by keys. */
static void a_table_is_written_cell_by_cell(void **state) {
    struct screen *screen = *state;
    begin(screen);
    struct section *section =
        report_find_id(session_report(screen->session), screen_section(screen, "overall")->id);
    section->kind = KIND_TABLE; /* as a template with a table makes it */
    screen_press(screen, "Shift-F10");
    screen_type(screen, "2");
    screen_press(screen, "Esc F2");
    screen_type(screen, "项目");
    screen_press(screen, "Tab");
    screen_type(screen, "预算数");
    screen_press(screen, "Enter");
    screen_type(screen, "三公经费");
    screen_press(screen, "Tab");
    screen_type(screen, "8");
    assert_section(screen, "overall", "项目\t预算数\n三公经费\t8");
    assert_sees(screen, "+----------+--------+"); /* a box */
    assert_sees(screen, "| 项目     | 预算数 |");
    assert_sees(screen, "| 三公经费 |      8 |"); /* a number ends its column */
    assert_cursor_after(screen, "三公经费 |      8");
    screen_press(screen, "Tab"); /* behind the last cell: a new row */
    assert_section(screen, "overall", "项目\t预算数\n三公经费\t8\n\t");
    screen_press(screen, "Backspace Backtab");
    screen_type(screen, "新");
    assert_section(screen, "overall", "项目\t预算数\n新三公经费\t8");
    screen_press(screen, "Shift-F4");
    assert_section(screen, "overall", "项目\t\t预算数\n新三公经费\t\t8");
    screen_press(screen, "Ctrl-Z");
    screen_press(screen, "Ctrl-Home Shift-F5");
    assert_section(screen, "overall", "预算数\n8");
    screen_press(screen, "Ctrl-Z Home Shift-End");
    assert_sees(screen, "已选");
}

/* F12 gives it the whole width, and takes it back; the cursor stays in the text. */
static void the_text_takes_the_whole_screen(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "先写的。");
    screen_press(screen, "End");
    assert_sees(screen, "写作要点");
    screen_press(screen, "F12");
    assert_sees_not(screen, "写作要点");
    screen_type(screen, "后写的。");
    assert_sees(screen, "先写的。后写的。");
    screen_press(screen, "F12");
    assert_sees(screen, "写作要点");
    assert_section(screen, "perf_work", "先写的。后写的。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_text_takes_the_whole_screen),
        ON_EACH(one_goes_to_paragraphs_sections_and_headings),
        ON_EACH(words_are_counted),
        ON_EACH(forms_are_offered_and_changed_when_asked),
        ON_EACH(a_paste_keeps_its_blanks_until_asked),
        ON_EACH(the_setting_is_kept),
        ON_EACH(paragraphs_become_items_and_back),
        ON_EACH(a_table_is_written_cell_by_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
