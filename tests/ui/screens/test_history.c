/* The history on the screen: of a section, all, a person, a figure; and back to any moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "session/change.h"
#include "tests/support/screen.h"

#include <stdio.h>
#include <string.h>

/* Two saved texts in the first section. */
static void begin(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "开展学习6次。");
    screen_press(screen, "Ctrl-S Backspace Backspace Backspace");
    screen_type(screen, "8次。");
    screen_press(screen, "Ctrl-S");
}

static void the_history_of_a_section_is_shown_by_words(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F8");
    assert_sees(screen, "历史 · 一、绩效管理工作开展情况");
    assert_cursor_row(screen, "今天 10:31");
    assert_cursor_row(screen, "zhang");
    assert_cursor_row(screen, "录入");
    assert_sees(screen, "[-6-]{+8+}");
    assert_cursor_row(screen, "[-6-]");
    screen_press(screen, "Down");
    assert_sees(screen, "{+开展学习6次。+}");
    assert_cursor_row(screen, "{+开");
    screen_press(screen, "F8");
    assert_sees(screen, "已完成0/18");
}

static void marks_and_moves_are_told_in_words(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4 F4 Ctrl-D Alt-Down F8");
    assert_sees(screen, "移动");
    assert_sees(screen, "[-1-]{+2+}");
    screen_press(screen, "Down");
    assert_cursor_row(screen, "标记");
    assert_cursor_row(screen, "[-未完成");
    assert_sees(screen, "[-未完成-]{+完成+}");
    assert_sees_not(screen, "done");
    assert_sees_not(screen, "open");
}

/* In the row itself, not by a colour: what came and what went. */
static void the_row_of_an_undo_says_which_text_it_shows(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "又");
    screen_press(screen, "Ctrl-Z F8");
    assert_cursor_row(screen, "撤销");
    assert_cursor_row(screen, "[-又-]");
    screen_press(screen, "Esc Ctrl-Y F8");
    assert_cursor_row(screen, "重做");
    assert_cursor_row(screen, "{+又+}");
}

static void the_end_of_a_paragraph_can_be_seen(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "End Enter F8");
    assert_cursor_row(screen, "录入");
    assert_sees(screen, "{+¶+}");
}

static void a_section_is_restored_and_the_restoring_undone(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F8 Down Enter");
    assert_sees(screen, "只把这一节恢复到那时");
    screen_press(screen, "Down Enter");
    assert_sees(screen, "Ctrl-Z撤销");
    assert_section(screen, "perf_work", "开展学习6次。");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "开展学习8次。");
    screen_press(screen, "F8");
    assert_sees(screen, "撤销");
    assert_sees(screen, "恢复");
}

static void a_section_goes_back_to_before_its_first_change(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F8 End");
    assert_cursor_row(screen, "更早：最初的样子");
    screen_press(screen, "Enter");
    assert_sees(screen, "把这一节恢复到最初的样子");
    screen_press(screen, "Enter");
    assert_sees(screen, "已恢复到最初的样子");
    assert_section(screen, "perf_work", "");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "开展学习8次。");
}

static void restoring_what_is_there_already_says_so(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F8 Enter Down Enter");
    assert_sees(screen, "没有变化");
    screen_press(screen, "F8");
    assert_sees(screen, "2处");
    assert_cursor_row(screen, "录入");
}

static void a_section_that_was_added_has_nothing_before(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F4 F4 Ins");
    screen_type(screen, "新添的节");
    screen_press(screen, "Enter F8");
    assert_sees(screen, "历史 · ");
    assert_sees(screen, "新添的节");
    assert_sees_not(screen, "更早：");
}

static void a_value_goes_back_to_before_its_first_change(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F6");
    screen_type(screen, "139");
    screen_press(screen, "Enter Up F8");
    assert_cursor_row(screen, "{+139+}");
    screen_press(screen, "Down");
    assert_cursor_row(screen, "更早：最初的样子");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "已恢复到最初的样子");
    assert_sees_not(screen, "139");
}

static void the_whole_report_is_restored(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F2");
    screen_type(screen, "第二节的字");
    screen_press(screen, "Ctrl-S F8 Tab Down Enter"); /* all of the report */
    assert_sees(screen, "历史 · 整份报告");
    assert_sees(screen, "4处");
    for (int i = 0; i < 4 && strstr(screen_cursor_row(screen), "{+开展") == NULL; i++)
        screen_press(screen, "Down");
    screen_press(screen, "Enter Down Down Enter");
    assert_section(screen, "perf_work", "开展学习6次。");
    assert_sees_not(screen, "第二节的字");
}

static void it_is_compared_with_now(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_press(screen, "F8 Down Enter Enter");
    assert_sees(screen, "修改对照");
    assert_sees(screen, "[-6-]{+8+}");
    screen_press(screen, "Esc");
    assert_sees(screen, "历史 · ");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void it_is_listed_by_person_and_by_value(void **state) {
    struct screen *screen = *state;
    begin(screen);
    struct session_value value = {SPAN("unit"), SPAN("新名街道办事处")};
    assert_int_equal(session_set_values(screen->session, &value, 1, NULL), RC_OK);
    screen_press(screen, "F8 Tab");
    assert_sees(screen, "zhang");
    screen_press(screen, "Down Down Enter"); /* figures and details */
    assert_sees(screen, "历史 · 全部数据与资料");
    assert_sees(screen, "{+新名");
    assert_sees(screen, "Esc 返回");
    assert_sees_not(screen, "学习");
    screen_press(screen, "Tab Home Down Down Down Enter");
    assert_sees(screen, "历史 · zhang");
    assert_sees(screen, "学习");
    screen_press(screen, "Tab End Enter");
    assert_sees(screen, "历史 · 单位");
    screen_press(screen, "Enter"); /* a value belongs to no section */
    assert_sees(screen, "把整份报告恢复到那时");
    assert_sees_not(screen, "只把这一节恢复到那时");
    screen_press(screen, "Esc Esc");
    assert_sees(screen, "已完成0/18");
}

static void a_section_without_changes_shows_the_reports(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F8");
    assert_sees(screen, "历史 · 整份报告");
    assert_sees(screen, "这一节还没有改动");
    assert_sees(screen, "新建");
}

static void a_long_history_comes_page_by_page(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    enum { EDITS = 260 };
    for (int i = 0; i < EDITS; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "第%d稿", i);
        const struct section *section = screen_section(screen, "perf_work");
        assert_int_equal(session_put(screen->session, section->id, span_of(text), NULL), RC_OK);
    }
    screen_press(screen, "F8");
    assert_sees(screen, "100处以上");
    for (int i = 0; i < EDITS; i++)
        screen_press(screen, "Down");
    assert_sees(screen, "260处");
    assert_sees(screen, "{+第0稿+}");
    screen_press(screen, "Home");
    assert_sees(screen, "[-8-]{+9+}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(the_history_of_a_section_is_shown_by_words),
        ON_EACH(the_row_of_an_undo_says_which_text_it_shows),
        ON_EACH(marks_and_moves_are_told_in_words),
        ON_EACH(the_end_of_a_paragraph_can_be_seen),
        ON_EACH(a_section_is_restored_and_the_restoring_undone),
        ON_EACH(a_section_goes_back_to_before_its_first_change),
        ON_EACH(restoring_what_is_there_already_says_so),
        ON_SCREEN(a_section_that_was_added_has_nothing_before),
        ON_SCREEN(a_value_goes_back_to_before_its_first_change),
        ON_EACH(the_whole_report_is_restored),
        ON_EACH(it_is_compared_with_now),
        ON_EACH(it_is_listed_by_person_and_by_value),
        ON_EACH(a_section_without_changes_shows_the_reports),
        ON_SCREEN(a_long_history_comes_page_by_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
