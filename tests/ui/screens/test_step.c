/* Undo and redo: what is taken back, and where, is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_values.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/screen.h"

#include <string.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
}

/* Nothing is taken back out of sight: the first press goes there, the next takes back and says
 * what.
 */
static void what_is_undone_is_seen(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "第一句。");
    screen_press(screen, "Ctrl-D F2");
    assert_true(screen_section(screen, "perf_work")->marked);
    screen_press(screen, "Ctrl-Z");
    assert_true(screen_section(screen, "perf_work")->marked);
    assert_sees(screen, "再按一次Ctrl-Z才撤销：一、绩效管理工作开展情况：标记完成");
    assert_cursor_after(screen, "第一句。");
    screen_press(screen, "Ctrl-Z");
    assert_false(screen_section(screen, "perf_work")->marked);
    assert_sees(screen, "已撤销 一、绩效管理工作开展情况：标记完成；Ctrl-Y重做");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已撤销 一、绩效管理工作开展情况：录入“第一句。”");
    screen_press(screen, "F2 Ctrl-Y");
    assert_section(screen, "perf_work", "");
    assert_sees(screen, "再按一次Ctrl-Y才重做：一、绩效管理工作开展情况：录入“第一句。”");
    screen_press(screen, "Ctrl-Y");
    assert_section(screen, "perf_work", "第一句。");
    assert_sees(screen, "已重做 一、绩效管理工作开展情况：录入“第一句。”");
}

static void remove_section(struct screen *screen, const char *heading) {
    screen_press(screen, "F4 F4");
    while (strstr(screen_cursor_row(screen), heading) == NULL)
        screen_press(screen, "Down");
    screen_press(screen, "Del Left Enter");
    assert_sees(screen, "已删除");
}

/* It comes back at once where it was removed: in the middle, and as the last one. */
static void a_removed_section_comes_back_at_once(void **state) {
    struct screen *screen = *state;
    begin(screen);
    static const char *const headings[] = {"党建引领有活力", "队伍建设有成效"};
    for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
        remove_section(screen, headings[i]);
        screen_press(screen, "Ctrl-Z");
        assert_sees(screen, "：删除；Ctrl-Y重做");
        assert_cursor_row(screen, headings[i]);
        screen_press(screen, "F4");
    }
}

/* What was typed in 数据 is undone in 数据. */
static void a_figure_is_undone_in_its_table(void **state) {
    struct screen *screen = *state;
    begin(screen);
    struct session_value value = {SPAN("self_items"), SPAN("12345")};
    assert_int_equal(session_set_values(screen->session, &value, 1, NULL), RC_OK);
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "再按一次Ctrl-Z才撤销");
    assert_cursor_row(screen, "12345");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已撤销 纳入自评项目：（空） → 12345");
    assert_null(report_value(session_report(screen->session), SPAN("self_items")));
    screen_press(screen, "Esc");
    screen_type(screen, "文字");
    screen_press(screen, "F6 Ctrl-Z");
    assert_sees(screen, "再按一次Ctrl-Z才撤销：一、绩效管理工作开展情况：录入“文字”");
    screen_press(screen, "Ctrl-Z");
    assert_section(screen, "perf_work", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(what_is_undone_is_seen),
        ON_SCREEN(a_removed_section_comes_back_at_once),
        ON_SCREEN(a_figure_is_undone_in_its_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
