#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/opened.h"
#include "tests/support/screen.h"

static void begin(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Shift-F10");
    screen_type(screen, "2.1.1");
    screen_press(screen, "Enter");
}

static void a_table_is_made_and_written(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "经费如下：");
    screen_press(screen, "Alt-Ins");
    assert_sees(screen, "插入表格");
    screen_press(screen, "Backspace Backspace Backspace");
    screen_type(screen, "２行x 2");
    screen_press(screen, "Enter");
    screen_type(screen, "项目");
    screen_press(screen, "Tab");
    screen_type(screen, "金额");
    screen_press(screen, "Tab");
    screen_type(screen, "水费");
    screen_press(screen, "Tab");
    screen_type(screen, "12");
    assert_section(screen, "economy", "经费如下：\n项目\t金额\n水费\t12\n");
    assert_sees(screen, "| 水费 |   12 |");
    screen_press(screen, "Enter Enter"); /* a row, and out of the table */
    screen_type(screen, "以上。");
    assert_section(screen, "economy", "经费如下：\n项目\t金额\n水费\t12\n以上。");
    screen_press(screen, "Up Alt-Del");
    assert_sees(screen, "删去了1行");
    assert_section(screen, "economy", "经费如下：\n项目\t金额\n以上。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "economy", "经费如下：\n项目\t金额\n水费\t12\n以上。");
    screen_press(screen, "Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z Ctrl-Z");
    assert_section(screen, "economy", "经费如下：");
}

static void what_excel_gives_becomes_a_table(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "项目\t金额\r\n水费\t1,200.50\r\n\"电\r\n费\"\t\r\n");
    assert_sees(screen, "做成了表格（3行2列）");
    assert_section(screen, "economy", "项目\t金额\n水费\t1,200.50\n电 费\t\n");
    assert_sees(screen, "| 水费  | 1,200.50 |");
    screen_type(screen, "写在表下。");
    assert_section(screen, "economy", "项目\t金额\n水费\t1,200.50\n电 费\t\n写在表下。");
    screen_press(screen, "Ctrl-Z Ctrl-Z"); /* once for the words, once for the table */
    assert_section(screen, "economy", "项目\t金额\n水费\t1,200.50\n\"电\n费\"\t\n");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "economy", "");
    screen_press(screen, "Ctrl-Y Ctrl-Y");
    assert_section(screen, "economy", "项目\t金额\n水费\t1,200.50\n电 费\t\n");
}

static void what_is_pasted_into_a_table_fills_it(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "项目\t金额\n水费\t5\n电费\t6\n");
    screen_press(screen, "Ctrl-Home Down Tab");
    screen_paste(screen, "7\r\n8\r\n9\r\n");
    assert_sees(screen, "换掉了2格原来的字");
    assert_section(screen, "economy", "项目\t金额\n水费\t7\n电费\t8\n\t9\n");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "economy", "项目\t金额\n水费\t5\n电费\t6\n");
    screen_press(screen, "Ctrl-Home Down Tab");
    screen_paste(screen, "0"); /* one cell goes to the cursor */
    assert_section(screen, "economy", "项目\t金额\n水费\t05\n电费\t6\n");
}

/* Copied out of a table and pasted: rows again. Tabs in plain lines are no trap. */
static void copied_rows_are_rows_again(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "项目\t金额\n水费\t5\n");
    screen_press(screen, "Ctrl-Home Shift-Down Shift-End Ctrl-C Ctrl-End Ctrl-V");
    assert_section(screen, "economy", "项目\t金额\n水费\t5\n\n项目\t金额\n水费\t5\n");
    screen_press(screen, "Ctrl-Z Ctrl-Z");
    screen_paste(screen, "\t首行缩进的一段。\n\t又一段。");
    assert_sees_not(screen, "做成了表格（2行");
    assert_section(screen, "economy", "项目\t金额\n水费\t5\n\t首行缩进的一段。\n\t又一段。");
}

static void a_selection_in_cells_is_emptied(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "项目\t金额\n水费\t5\n");
    screen_press(screen, "Ctrl-Home Shift-Down Shift-End Del");
    assert_section(screen, "economy", "\t\n\t\n");
    screen_type(screen, "新");
    assert_section(screen, "economy", "新\t\n\t\n");
    screen_press(screen, "Alt-Ins");
    assert_sees(screen, "光标已经在表格里");
}

static void a_table_is_added_up(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Alt-End");
    assert_sees(screen, "光标不在表格里");
    screen_paste(screen, "项目\t金额\n水费\t1,000.5\n电费\t6\n");
    screen_press(screen, "Ctrl-Home Alt-End");
    assert_sees(screen, "填了1格合计");
    assert_section(screen, "economy", "项目\t金额\n水费\t1,000.5\n电费\t6\n合计\t1,006.5\n");
    screen_press(screen, "Alt-End");
    assert_sees(screen, "合计已经对了");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "economy", "项目\t金额\n水费\t1,000.5\n电费\t6\n");
}

/* The cursor stands below a table that was just pasted, to write on; its sum is one key away. */
static void what_was_just_pasted_is_added_up_at_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_paste(screen, "项目\t金额\n水费\t5\n电费\t6\n");
    screen_press(screen, "Shift-F4");
    assert_sees(screen, "光标在表格下面：按↑到表格里");
    screen_press(screen, "Alt-End");
    assert_sees(screen, "填了1格合计");
    assert_section(screen, "economy", "项目\t金额\n水费\t5\n电费\t6\n合计\t11\n");
    screen_press(screen, "Ctrl-End Alt-End"); /* nothing to do: the cursor stays where one writes */
    assert_sees(screen, "合计已经对了");
    screen_type(screen, "以上");
    assert_section(screen, "economy", "项目\t金额\n水费\t5\n电费\t6\n合计\t11\n以上");
    screen_press(screen, "Alt-End"); /* a line with text is no place below a table */
    assert_sees(screen, "先移到表格的一格里");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_table_is_made_and_written),
        ON_SCREEN(what_excel_gives_becomes_a_table),
        ON_SCREEN(what_is_pasted_into_a_table_fills_it),
        ON_SCREEN(copied_rows_are_rows_again),
        ON_EACH(a_table_is_added_up),
        ON_SCREEN(what_was_just_pasted_is_added_up_at_once),
        ON_SCREEN(a_selection_in_cells_is_emptied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
