#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"

static void an_export_says_first_what_is_open(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "走访78人，慰问12人，共91人。");
    screen_press(screen, "Ctrl-E");
    assert_sees(screen, "交稿检查");
    assert_sees(screen, "错误1处");
    assert_sees(screen, "没有落款");
    assert_cursor_row(screen, "错误1处"); /* Enter alone lets nothing out */
    screen_press(screen, "Up");
    assert_cursor_row(screen, "错误1处");
    screen_press(screen, "End");
    assert_cursor_row(screen, "仍然导出");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "交稿检查");
    assert_sees_not(screen, "[ 导出 ]");
    screen_press(screen, "Ctrl-E Ctrl-E");
    assert_sees_not(screen, "交稿检查");
    assert_sees(screen, "[ 导出 ]");
    screen_press(screen, "Esc Ctrl-E"); /* this very text was let go */
    assert_sees(screen, "[ 导出 ]");
    screen_press(screen, "Esc");
    screen_type(screen, "好");
    screen_press(screen, "Ctrl-E");
    assert_sees(screen, "交稿检查");
    screen_press(screen, "End Enter");
    assert_sees(screen, "[ 导出 ]");
}

static void a_line_is_gone_to(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "走访78人，慰问12人，共91人。");
    screen_press(screen, "F2 Ctrl-E Home"); /* the error stands first */
    assert_cursor_row(screen, "错误1处");
    screen_press(screen, "Enter");
    assert_sees(screen, "78 + 12 = 90");
    assert_cursor_at(screen, "78人");
    screen_press(screen, "Ctrl-E End Up");
    assert_cursor_row(screen, "没有落款");
    screen_press(screen, "Enter");
    assert_sees(screen, "落款");
    screen_press(screen, "Esc F5 Ctrl-E Home Enter"); /* over the preview */
    assert_cursor_at(screen, "78人");
    screen_press(screen, "Ctrl-O Ctrl-E Home Enter"); /* over the list */
    assert_cursor_at(screen, "78人");
}

static void the_library_opens_the_report_there(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "走访78人，慰问12人，共91人。");
    screen_press(screen, "Ctrl-U Ctrl-E");
    assert_sees(screen, "交稿检查");
    screen_press(screen, "Home Enter");
    assert_sees(screen, "走访78人");
    assert_cursor_at(screen, "78人");
    screen_type(screen, "约");
    assert_section(screen, "perf_work", "走访约78人，慰问12人，共91人。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(an_export_says_first_what_is_open),
        ON_SCREEN(a_line_is_gone_to),
        ON_SCREEN(the_library_opens_the_report_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
