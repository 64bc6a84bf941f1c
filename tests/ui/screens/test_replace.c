#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/screen.h"

static void begin(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区某街道办事处", "2023");
    screen_type(screen, "２０２２年甲，2022年乙。");
    screen_press(screen, "F2");
    screen_type(screen, "丙2022年");
}

static void all_places_are_shown_and_replaced_at_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-R");
    assert_sees(screen, "请写要查找的文字");
    screen_type(screen, "2022");
    assert_sees(screen, "共3处，已选3处");
    screen_press(screen, "Tab");
    screen_type(screen, "2023");
    assert_sees(screen, "[２０２２→2023]年甲");
    assert_sees(screen, "[x]");
    screen_press(screen, "Tab Tab Tab Enter");
    assert_sees(screen, "已替换3处");
    assert_section(screen, "perf_work", "2023年甲，2023年乙。");
    assert_section(screen, "overall", "丙2023年");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "２０２２年甲，2022年乙。");
    assert_section(screen, "overall", "丙2022年");
    screen_press(screen, "Ctrl-Y");
    assert_section(screen, "overall", "丙2023年");
}

static void places_are_chosen_one_by_one(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-R");
    screen_type(screen, "2022");
    screen_press(screen, "Enter");
    screen_type(screen, "今");
    assert_sees_not(screen, ">[x]"); /* one mark on the screen: where the focus is */
    screen_press(screen, "Enter Enter Down");
    assert_cursor_row(screen, ">[x]");
    screen_type(screen, " ");
    assert_sees(screen, "已选2处");
    assert_sees(screen, "[ ]");
    screen_type(screen, "a");
    assert_sees(screen, "已选3处");
    screen_type(screen, "A");
    assert_sees(screen, "已选0处");
    screen_press(screen, "Tab Enter");
    assert_sees(screen, "没有选中任何一处");
    screen_press(screen, "Backtab");
    screen_type(screen, " ");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已替换1处");
    assert_section(screen, "perf_work", "２０２２年甲，今年乙。");
    assert_section(screen, "overall", "丙2022年");
}

static void typing_replaces_the_word_that_came_along(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "2022");
    screen_press(screen, "Ctrl-R");
    screen_type(screen, "丙");
    assert_cursor_row(screen, "查找");
    assert_sees(screen, "共1处");
    screen_press(screen, "Tab Tab Tab");
    assert_sees(screen, "A 全选");
    screen_press(screen, "Up Up Up"); /* from the first hit back to the fields */
    assert_cursor_row(screen, "查找");
    assert_cursor_after(screen, "丙");
}

static void the_find_bars_words_and_the_section_alone(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-F");
    screen_type(screen, "2022");    /* the first is in the section before */
    screen_press(screen, "Ctrl-R"); /* from the bar, as a word that is selected */
    assert_cursor_row(screen, "查找");
    screen_press(screen, "Tab Tab Right");
    assert_sees(screen, "共2处");
    screen_press(screen, "Tab Tab Right Enter"); /* 取消 */
    assert_section(screen, "perf_work", "２０２２年甲，2022年乙。");
    screen_press(screen, "Ctrl-R Tab Tab Right Tab Tab Enter"); /* by nothing */
    assert_section(screen, "perf_work", "年甲，年乙。");
    assert_section(screen, "overall", "丙2022年");
}

static void figures_are_not_broken(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-End");
    screen_type(screen, "甲{executed}");
    screen_press(screen, "Ctrl-R");
    screen_type(screen, "甲{");
    screen_press(screen, "Tab");
    screen_type(screen, "${"); /* is text */
    screen_press(screen, "Tab Tab Tab Enter");
    assert_section(screen, "overall", "丙2022年$${executed}");
    screen_press(screen, "Ctrl-Z Ctrl-R");
    screen_type(screen, "甲");
    screen_press(screen, "Tab");
    screen_type(screen, "$");
    screen_press(screen, "Tab Right Tab Tab Enter");
    assert_sees(screen, "连成数据项的记号");
    screen_press(screen, "Esc");
    assert_section(screen, "overall", "丙2022年甲{executed}");
}

static void headings_are_replaced_too(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "Ctrl-R");
    screen_type(screen, "绩效管理工作");
    assert_sees(screen, "（标题）");
    screen_press(screen, "Tab");
    screen_type(screen, "绩效工作");
    screen_press(screen, "Tab Tab Tab Enter");
    assert_string_equal(screen_section(screen, "1")->heading, "绩效工作开展情况");
    screen_press(screen, "Ctrl-Z"); /* to where it is */
    assert_string_equal(screen_section(screen, "1")->heading, "绩效工作开展情况");
    screen_press(screen, "Ctrl-Z");
    assert_string_equal(screen_section(screen, "1")->heading, "绩效管理工作开展情况");
    screen_press(screen, "Ctrl-R");
    screen_type(screen, "绩效管理工作开展情况");
    screen_press(screen, "Tab Tab Tab Tab Enter");
    assert_sees(screen, "标题会变成空的");
    screen_press(screen, "Esc");
    assert_string_equal(screen_section(screen, "1")->heading, "绩效管理工作开展情况");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(all_places_are_shown_and_replaced_at_once),
        ON_EACH(places_are_chosen_one_by_one),
        ON_EACH(the_find_bars_words_and_the_section_alone),
        ON_EACH(typing_replaces_the_word_that_came_along),
        ON_EACH(figures_are_not_broken),
        ON_EACH(headings_are_replaced_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
