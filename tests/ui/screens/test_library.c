#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "session/opened.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

static int64_t add_report(struct screen *screen, const char *unit, const char *short_name,
                          int year) {
    struct session_new what = {.unit = unit, .short_name = short_name, .year = year};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    return id;
}

static void empty_library_offers_what_can_be_begun(void **state) {
    struct screen *screen = *state;
    assert_sees(screen, "报告库");
    assert_sees(screen, "用户 zhang");
    assert_sees(screen, "0 份报告");
    assert_sees(screen, "新建报告");
    assert_sees(screen, "导入");
    assert_sees(screen, "打开示例");
    assert_sees(screen, "回收站");
    assert_cursor_at(screen, "＋新建报告");
    screen_press(screen, "Up Tab");
    assert_cursor_at(screen, "＋新建报告");
    screen_press(screen, "Right");
    assert_cursor_at(screen, "导入");
    screen_press(screen, "Down Right"); /* both go on */
    assert_cursor_at(screen, "入门练习");
    screen_press(screen, "Down");
    assert_cursor_at(screen, "回收站");
    screen_press(screen, "Down Down"); /* it is the last */
    assert_cursor_at(screen, "回收站");
    screen_press(screen, "Enter");
    assert_sees(screen, "回收站是空的");
    screen_press(screen, "Enter");
    assert_sees(screen, "还没有报告");
}

static void without_reports_what_needs_one_says_so(void **state) {
    struct screen *screen = *state;
    static const char *const keys[] = {"Del", "Ctrl-E"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        screen_press(screen, keys[i]);
        assert_sees(screen, "还没有选中报告");
    }
    screen_type(screen, "c");
    assert_sees(screen, "还没有选中报告");
    screen_press(screen, "Up");
    assert_sees_not(screen, "回到列表");
    screen_press(screen, "Down");
    assert_sees_not(screen, "此处没有");
    assert_cursor_at(screen, "导入");
}

static void the_report_that_was_left_is_in_focus(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "甲街道办事处", "2022");
    screen_press(screen, "Ctrl-U");
    screen_press(screen, "Tab Enter"); /* from the action row */
    screen_press(screen, "Esc Tab");
    screen_new_report(screen, "乙街道办事处", "2023");
    screen_press(screen, "Ctrl-U");
    assert_cursor_row(screen, "乙街道办事处");
}

static void one_report_shows_all_its_columns(void **state) {
    struct screen *screen = *state;
    (void)add_report(screen, "云川市望湖区百春园街道办事处", "百春园街道", 2023);
    screen_restart(screen, false);
    assert_sees(screen, "1 份报告");
    assert_cursor_row(screen, "百春园街道");
    assert_cursor_row(screen, "2023");
    assert_cursor_row(screen, "0/18]");
    assert_cursor_row(screen, "错0 疑15");
    assert_cursor_row(screen, "今天 10:31");
    assert_cursor_at(screen, ">");
    assert_sees(screen, "Enter 打开与操作");
}

/* Messages and the command line speak of reports by number. */
static void a_report_is_found_by_its_number(void **state) {
    struct screen *screen = *state;
    for (int i = 0; i < 23; i++)
        (void)add_report(screen, "某街道办事处", "", 2001 + i);
    screen_restart(screen, false);
    if (screen->cols >= 80)
        assert_cursor_row(screen, " 23 某街道办事处");
    else
        assert_sees_not(screen, " 23 某街道");
    screen_type(screen, "1");
    assert_cursor_row(screen, "2001");
    screen_type(screen, "２");
    assert_cursor_row(screen, "2012");
    screen_type(screen, "9"); /* there is no 129 */
    assert_cursor_row(screen, "2009");
    screen_press(screen, "Up");
    screen_type(screen, "18"); /* at once */
    assert_cursor_row(screen, "2018");
    screen_press(screen, "Down Up");
    screen_type(screen, "40");
    assert_sees(screen, "没有40号报告");
    assert_cursor_row(screen, "2004");
    screen_press(screen, "Enter Enter");
    assert_int_equal(session_report(screen->session)->id, 4);
}

static void enter_opens_the_actions_and_enter_again_the_report(void **state) {
    struct screen *screen = *state;
    (void)add_report(screen, "某街道办事处", "某街道", 2023);
    screen_restart(screen, false);
    screen_press(screen, "Enter");
    assert_sees(screen, "续编新年度");
    assert_sees(screen, "移入回收站");
    assert_cursor_row(screen, "打开");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成0/18");
    screen_press(screen, "Ctrl-U");
    assert_cursor_row(screen, "某街道");
}

static void many_reports_scroll_under_the_cursor(void **state) {
    struct screen *screen = *state;
    char unit[64];
    for (int i = 0; i < 60; i++) {
        (void)snprintf(unit, sizeof unit, "第%d街道办事处", i);
        (void)add_report(screen, unit, "", 1990 + i);
    }
    screen_restart(screen, false);
    assert_sees(screen, "60 份报告");
    for (int i = 0; i < 59; i++) {
        assert_cursor_at(screen, ">");
        screen_press(screen, "Down");
    }
    assert_cursor_at(screen, ">");
    screen_press(screen, "Home");
    assert_row_has(screen, 3, ">");
    screen_press(screen, "PgDn PgDn Up End");
    assert_cursor_at(screen, ">");
    screen_press(screen, "Down");
    assert_cursor_at(screen, "＋新建报告");
    screen_press(screen, "Up");
    assert_cursor_at(screen, ">");
}

static void long_and_odd_names_are_cut(void **state) {
    struct screen *screen = *state;
    struct str name = STR_INIT;
    str_add_repeat(&name, SPAN("很长的名字"), 12);
    (void)add_report(screen, name.s, "", 2023);
    (void)add_report(screen, "“引号”办事处",
                     "👨‍👩‍👧‍👦 emoji单位的名字很长很长很长很长",
                     2022);
    screen_restart(screen, false);
    assert_sees(screen, "很长的");
    assert_sees(screen, "..");
    assert_sees(screen, "2023");
    assert_sees(screen, "2022");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已完成0/18");
    assert_sees(screen, "已保存10:31");
    str_release(&name);
}

static void trash_takes_and_gives_back(void **state) {
    struct screen *screen = *state;
    (void)add_report(screen, "甲街道办事处", "甲街道", 2023);
    (void)add_report(screen, "乙街道办事处", "乙街道", 2023);
    screen_restart(screen, false);
    bool first = strstr(screen_cursor_row(screen), "甲街道") != NULL;
    const char *gone = first ? "甲街道" : "乙街道";
    screen_press(screen, "Del");
    assert_cursor_at(screen, "不移");
    screen_press(screen, "Enter");
    assert_sees(screen, "2 份报告");
    screen_press(screen, "Del Left Enter");
    assert_sees(screen, "已移入回收站");
    assert_sees(screen, "1 份报告");
    assert_sees_not(screen, gone);
    screen_press(screen, "Tab Left Enter");
    assert_sees(screen, "绩效报告 · 回收站");
    assert_sees(screen, gone);
    assert_cursor_row(screen, gone); /* in the list already … */
    screen_press(screen, "Tab");
    assert_cursor_at(screen, "返回报告库");
    screen_press(screen, "Backtab"); /* … and back to it, as Tab and Up */
    assert_sees(screen, "Enter 取回   Esc 返回报告库");
    screen_press(screen, "Del");
    assert_sees(screen, "先按Enter取回");
    screen_press(screen, "Enter");
    assert_sees(screen, "取回到报告库");
    screen_press(screen, "Enter");
    assert_sees(screen, "已取回到报告库");
    assert_sees(screen, "回收站是空的");
    screen_press(screen, "Enter");
    assert_sees(screen, "2 份报告");
}

static void an_input_method_is_told_where_it_stands(void **state) {
    struct screen *screen = *state;
    const char *says = "请按Shift切到英文，或用方向键和Enter";
    screen_type(screen, "新建");
    assert_sees(screen, says);
    (void)add_report(screen, "某街道办事处", "", 2023);
    screen_restart(screen, false);
    screen_type(screen, "你");
    assert_sees(screen, says);
    screen_press(screen, "Enter");
    assert_sees_not(screen, says);
    assert_sees(screen, "1 打开");
    assert_sees(screen, "↑↓或数字 选择   Enter 确定   Esc 返回");
    assert_sees(screen, "4 移入回收站");
    screen_type(screen, "打开"); /* a list in a dialog, too */
    assert_sees(screen, says);
    screen_press(screen, "Esc Del");
    screen_type(screen, "好");
    assert_sees(screen, says);
    screen_press(screen, "Esc");
    screen_type(screen, "Ｎ"); /* full width */
    assert_sees(screen, "续编自");
    screen_type(screen, "你好");
    assert_sees_not(screen, says);
    screen_press(screen, "Tab Tab Tab");
    screen_type(screen, "你"); /* looks for a report */
    assert_sees(screen, "Enter选定");
    assert_sees_not(screen, says);
    screen_press(screen, "Esc Tab");
    screen_type(screen, "你");
    assert_sees(screen, says);
}

static void two_letters_at_once_are_no_command(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "ni");
    assert_sees(screen, "还没有报告");
}

static void samples_open_one_and_are_made_once(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "s");
    assert_sees(screen, "梧桐里");
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "3 份报告");
    assert_sees(screen, "挑错练习");
    assert_sees(screen, "已完成");
    assert_sees_not(screen, "定稿"); /* that is a step, which marks of sections do not take */
    screen_type(screen, "s");
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "3 份报告");
}

static void the_program_opens_where_it_was_left(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F2 F2");
    screen_type(screen, "甲乙丙丁");
    screen_press(screen, "Left");
    assert_cursor_after(screen, "甲乙丙");
    screen_press(screen, "Ctrl-Q");
    assert_true(shell_is_done(screen->shell));
    screen_restart(screen, false);
    assert_sees(screen, "1 份报告");
    screen_press(screen, "Enter Enter");
    assert_cursor_after(screen, "甲乙丙");
    assert_sees_not(screen, "找回");
}

static void too_small_a_window_says_that_keys_do_nothing_and_is_left(void **state) {
    struct screen *screen = *state;
    static const int sizes[][2] = {{15, 80}, {24, 59}, {1, 1}, {15, 59}, {2, 200}};
    for (size_t i = 0; i < 5; i++) {
        screen_resize(screen, sizes[i][0], sizes[i][1]);
        if (i != 2) {
            assert_sees(screen, "窗口太小");
            assert_sees_not(screen, "报告库");
        }
        screen_type(screen, "n");
        screen_press(screen, "Enter F1");
        assert_false(shell_is_done(screen->shell));
        if (i == 0)
            assert_sees(screen, "没有起作用");
    }
    screen_resize(screen, 16, 60);
    assert_sees(screen, "还没有报告");
    assert_sees_not(screen, "窗口太小");
    screen_resize(screen, 10, 40);
    screen_press(screen, "F10");
    assert_true(shell_is_done(screen->shell));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(empty_library_offers_what_can_be_begun),
        ON_EACH(without_reports_what_needs_one_says_so),
        ON_EACH(the_report_that_was_left_is_in_focus),
        ON_EACH(one_report_shows_all_its_columns),
        ON_EACH(a_report_is_found_by_its_number),
        ON_EACH(enter_opens_the_actions_and_enter_again_the_report),
        ON_EACH(many_reports_scroll_under_the_cursor),
        ON_EACH(long_and_odd_names_are_cut),
        ON_EACH(trash_takes_and_gives_back),
        ON_EACH(an_input_method_is_told_where_it_stands),
        ON_SCREEN(two_letters_at_once_are_no_command),
        ON_EACH(samples_open_one_and_are_made_once),
        ON_EACH(the_program_opens_where_it_was_left),
        ON_SCREEN(too_small_a_window_says_that_keys_do_nothing_and_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
