#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

static const char word_name[] =
    "2023年度云川市望湖区梧桐里街道办事处部门整体支出绩效评价报告（修改对照）.docx";

static void open_sample(struct screen *screen) {
    screen_type(screen, "s");
    assert_sees(screen, "梧桐里");
    screen_press(screen, "Shift-F8");
    assert_row_has(screen, 0, "修改对照");
}

static void what_differs_from_last_year_is_listed(void **state) {
    struct screen *screen = *state;
    open_sample(screen);
    assert_row_has(screen, 0, "2023年度 对 2022年度");
    assert_row_has(screen, 0, "第1处 / 共19处");
    assert_sees(screen, "改正文  题目");
    assert_sees(screen, "[-2022-]{+2023+}年度云川市");
    assert_sees(screen, "[-删去的字-]  {+新增的字+}");
    screen_press(screen, "F3 F3");
    assert_row_has(screen, 0, "第3处 / 共19处");
    assert_row_has(screen, 2, "二、部门整体支出绩效情况");
    screen_press(screen, "Shift-F3");
    assert_row_has(screen, 2, "一、绩效管理工作开展情况");
    screen_press(screen, "End F3");
    assert_sees(screen, "后面没有改动了");
    screen_press(screen, "Home Shift-F3");
    assert_sees(screen, "前面没有改动了");
    screen_press(screen, "PgDn Down Up PgUp Esc");
    assert_sees(screen, "已完成");
}

static void enter_goes_to_the_section(void **state) {
    struct screen *screen = *state;
    open_sample(screen);
    screen_press(screen, "Enter"); /* the title */
    assert_sees(screen, "题目和落款不是一节");
    screen_press(screen, "F3 F3 Enter");
    assert_sees(screen, "已完成");
    assert_sees(screen, "二、部门整体支出绩效情况");
    screen_type(screen, "丁");
    struct str text = STR_INIT;
    body_add_text(&text, &screen_section(screen, "2")->body);
    assert_true(span_starts_with(str_span(&text), SPAN("丁2023年，全年预算")));
    str_release(&text);
}

static void without_last_year_another_moment_is_chosen(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "Shift-F8");
    assert_sees(screen, "没有去年的报告");
    screen_type(screen, "o");
    assert_sees(screen, "本报告也还没有以前的样子");
    screen_press(screen, "Esc");
    screen_type(screen, "学习6次。");
    screen_press(screen, "Ctrl-S Backspace Backspace Backspace");
    screen_type(screen, "8次。");
    screen_press(screen, "Ctrl-S Shift-F8");
    screen_type(screen, "o");
    assert_sees(screen, "与哪一份对照");
    assert_sees(screen, "号改动之后");
    screen_press(screen, "Enter");
    assert_sees(screen, "学习[-6-]{+8+}次。");
    assert_row_has(screen, 0, "第1处 / 共1处");
    screen_press(screen, "Esc");
}

static void a_word_file_has_the_changes(void **state) {
    struct screen *screen = *state;
    struct str bytes = STR_INIT, part = STR_INIT;
    open_sample(screen);
    screen_press(screen, "Ctrl-E");
    assert_sees(screen, "存成Word");
    screen_press(screen, "Enter");
    assert_sees(screen, "导出完成");
    assert_sees(screen, "WinSCP");
    screen_press(screen, "Enter");
    char *path = file_path_join(screen->folder, word_name);
    folder_get(path, &bytes);
    archive_get(str_span(&bytes), "word/document.xml", &part);
    assert_true(span_find(str_span(&part), SPAN("<w:del ")) != SIZE_MAX);
    assert_true(span_find(str_span(&part), SPAN("<w:ins ")) != SIZE_MAX);
    screen_press(screen, "Ctrl-E Enter"); /* it is there now */
    assert_sees(screen, "文件已存在");
    screen_press(screen, "Enter");
    assert_row_has(screen, 0, "修改对照");
    screen_press(screen, "Ctrl-E Enter Left Enter");
    assert_sees(screen, "导出完成");
    mem_free(path);
    str_release(&bytes);
    str_release(&part);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_differs_from_last_year_is_listed),
        ON_EACH(enter_goes_to_the_section),
        ON_EACH(without_last_year_another_moment_is_chosen),
        ON_EACH(a_word_file_has_the_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
