/* The menu bar and the palette: every command, by arrows or by a few characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/lang.h"
#include "tests/support/screen.h"

#include <string.h>

static void the_menu_has_every_command_with_its_keys(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F9");
    for (int group = GROUP_NONE + 1; group < GROUP_COUNT; group++) {
        assert_row_has(screen, 0, group_title((enum command_group)group));
        for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
            if (commands[i].group != (enum command_group)group)
                continue;
            struct str keys = STR_INIT;
            keys_add(&keys, shell_keys(screen->shell), commands[i].id);
            assert_cursor_row(screen, commands[i].title);
            assert_cursor_row(screen, keys.s);
            str_release(&keys);
            screen_press(screen, "Down");
        }
        screen_press(screen, "Home Right");
    }
    assert_sees(screen, group_title(GROUP_REPORT)); /* around */
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
    assert_sees_not(screen, "Esc关");
}

static void a_command_of_the_menu_runs_where_one_was(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F9 Right Right Right Right"); /* 查看 */
    while (!strstr(screen_cursor_row(screen), "预览版面"))
        screen_press(screen, "Down");
    screen_press(screen, "Enter");
    assert_sees(screen, "28字");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void another_panes_command_works_from_the_editor(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F9 Right Right");
    while (!strstr(screen_cursor_row(screen), "在下面添加一节"))
        screen_press(screen, "Down");
    screen_press(screen, "Enter");
    assert_sees(screen, "序号自动编");
    screen_type(screen, "新加的一节");
    screen_press(screen, "Enter");
    assert_sees(screen, "新加的一节");
}

static void what_cannot_be_used_says_why(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "F9 Right Right Right"); /* 检查, in the library */
    assert_cursor_row(screen, "下一处问题");
    assert_sees(screen, "请先打开一份报告");
    screen_press(screen, "Enter");
    assert_sees(screen, "下一处问题：请先打开一份报告");
    assert_cursor_row(screen, "下一处问题"); /* the menu is still there */
    screen_press(screen, "F9");
    assert_sees(screen, "报告库");
    assert_sees_not(screen, "下一处问题");
}

static void an_input_method_in_the_menu_is_told(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "F9");
    screen_type(screen, "导出");
    assert_sees(screen, "请按Shift切到英文，或用方向键和Enter");
}

static void the_palette_finds_while_one_types(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Ctrl-K");
    assert_sees(screen, "命令面板");
    assert_cursor_after(screen, "> ");
    screen_type(screen, "d");
    screen_type(screen, "c");
    assert_cursor_after(screen, "> dc");
    assert_sees(screen, "导出");
    assert_sees(screen, "Ctrl-E");
    assert_sees_not(screen, "撤销  ");
    screen_press(screen, "Enter");
    assert_sees(screen, "格式");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void the_palette_is_corrected_and_left(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "不存在的");
    assert_sees(screen, "没有这样的命令");
    screen_press(screen, "Enter"); /* nothing to run */
    assert_sees(screen, "没有这样的命令");
    screen_times(screen, 4, "Backspace");
    assert_sees(screen, "新建报告");
    screen_press(screen, "Down Up PgDn PgUp Esc");
    assert_sees_not(screen, "命令面板");
    assert_sees(screen, "还没有报告");
}

static void the_palette_says_why_not(void **state) {
    struct screen *screen = *state;
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "cxz"); /* nothing */
    assert_sees(screen, "没有这样的命令");
    screen_times(screen, 3, "Backspace");
    screen_type(screen, "重做");
    assert_sees(screen, "请先打开一份报告");
    screen_press(screen, "Enter");
    assert_sees(screen, "重做：请先打开一份报告");
    screen_press(screen, "Ctrl-K");
    assert_sees_not(screen, "命令面板");
}

/* They are keys of the bar of 逐数核对, and mean nothing without it. */
static void the_answers_of_the_walk_are_for_the_walk(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "逐数核对：先跳过");
    assert_sees(screen, "先按Ctrl-N：逐数核对时用");
}

/* Every command of the menu can be run and left again without harm, wherever it is run. */
static void every_command_can_be_run_from_the_menu(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        if (i == COMMAND_QUIT)
            continue;
        screen_press(screen, "Ctrl-K");
        screen_type(screen, commands[i].title);
        screen_press(screen, "Enter");
        screen_times(screen, 4, "Esc");
        if (screen_has(screen, "报告库") && !screen_has(screen, "已完成"))
            screen_press(screen, "Enter Enter");
        assert_sees(screen, "已完成0/1");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_menu_has_every_command_with_its_keys),
        ON_EACH(a_command_of_the_menu_runs_where_one_was),
        ON_EACH(another_panes_command_works_from_the_editor),
        ON_EACH(what_cannot_be_used_says_why),
        ON_EACH(an_input_method_in_the_menu_is_told),
        ON_EACH(the_palette_finds_while_one_types),
        ON_EACH(the_palette_is_corrected_and_left),
        ON_EACH(the_palette_says_why_not),
        ON_EACH(the_answers_of_the_walk_are_for_the_walk),
        ON_EACH(every_command_can_be_run_from_the_menu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
