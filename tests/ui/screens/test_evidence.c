/* 佐证 on the screen: papers and notes of the section that one came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/evidence/evidence.h"
#include "session/opened.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <unistd.h>

static void begin(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F4 F4"); /* 目录 */
    screen_type(screen, "p");
    assert_sees(screen, "佐证材料和备注  共0份");
}

static void a_paper_is_added_to_the_section(void **state) {
    struct screen *screen = *state;
    struct evidence evidence;
    begin(screen);
    assert_sees(screen, "还没有");
    screen_type(screen, "a");
    screen_type(screen, "预算批复|财字1号|3");
    screen_press(screen, "Enter");
    assert_sees(screen, "共1份");
    assert_cursor_row(screen, "预算批复");
    assert_sees(screen, "文号：财字1号");
    assert_true(report_evidence(session_report(screen->session), 1, &evidence));
    assert_int_equal(evidence.target.kind, TARGET_SECTION);
    assert_true(span_is(evidence.page, "3") && evidence.file.n == 0 && !evidence.is_note);
    screen_type(screen, "c");
    assert_sees(screen, "文件都在");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void a_note_is_kept_as_it_was_written(void **state) {
    struct screen *screen = *state;
    struct evidence evidence;
    begin(screen);
    screen_type(screen, "n");
    screen_press(screen, "Enter");
    assert_sees(screen, "请写明名称");
    screen_type(screen, "甲|乙再核");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "备注");
    assert_true(report_evidence(session_report(screen->session), 1, &evidence));
    assert_true(evidence.is_note && span_is(evidence.title, "甲|乙再核"));
}

static void a_file_that_is_not_there_is_said(void **state) {
    struct screen *screen = *state;
    begin(screen);
    screen_type(screen, "a");
    screen_type(screen, "批复|||/nowhere/a.pdf");
    screen_press(screen, "Enter");
    assert_sees(screen, "/nowhere/a.pdf");
    assert_sees(screen, "共0份");
}

/* The file goes into the library with the paper and comes out again; what stands at the name is
 * asked about. */
static void a_file_is_stored_and_taken_out(void **state) {
    struct screen *screen = *state;
    struct str path = STR_INIT, text = STR_INIT, back = STR_INIT;
    str_add_format(&path, "%s/a.pdf", screen->folder);
    str_add_format(&text, "预算批复|||%s", path.s);
    folder_put(path.s, SPAN("批复的全文"));
    begin(screen);
    screen_type(screen, "g"); /* nothing to take out */
    assert_sees(screen, "共0份");
    screen_type(screen, "e");
    assert_sees(screen, "连文件存进报告库");
    screen_type(screen, text.s);
    screen_press(screen, "Enter");
    assert_sees(screen, "共1份");

    folder_put(path.s, SPAN("改过的"));
    screen_type(screen, "c");
    assert_sees(screen, "改过的1个");
    assert_sees(screen, "改过了");
    screen_type(screen, "g");
    assert_sees(screen, "写到哪个文件");
    screen_press(screen, "Enter");
    assert_sees(screen, "已经存在，要替换它吗");
    screen_press(screen, "Enter"); /* 取消 */
    folder_get(path.s, &back);
    assert_string_equal(back.s, "改过的");
    screen_type(screen, "g");
    assert_sees(screen, "写到哪个文件");
    screen_press(screen, "Enter Left Enter"); /* 替换 */
    assert_sees(screen, "导出完成");
    screen_press(screen, "Enter");
    assert_sees(screen, "共1份");
    str_clear(&back);
    folder_get(path.s, &back);
    assert_string_equal(back.s, "批复的全文");
    screen_type(screen, "c");
    assert_sees(screen, "文件都在");
    str_release(&back);
    str_release(&text);
    str_release(&path);
}

static void the_list_is_written(void **state) {
    struct screen *screen = *state;
    struct str path = STR_INIT;
    str_add_format(&path, "%s/某街道办事处佐证材料清单.docx", screen->folder);
    begin(screen);
    screen_type(screen, "x");
    screen_press(screen, "Enter");
    assert_sees(screen, "还没有佐证材料");
    screen_type(screen, "a");
    screen_type(screen, "预算批复");
    screen_press(screen, "Enter");
    screen_type(screen, "g");
    assert_sees(screen, "没有存进报告库");
    screen_type(screen, "x");
    assert_sees(screen, "写到哪个文件");
    screen_press(screen, "Enter");
    assert_int_equal(access(path.s, R_OK), 0);
    str_release(&path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_paper_is_added_to_the_section),
        ON_SCREEN(a_note_is_kept_as_it_was_written),
        ON_SCREEN(a_file_that_is_not_there_is_said),
        ON_SCREEN(a_file_is_stored_and_taken_out),
        ON_SCREEN(the_list_is_written),
    };
    return cmocka_run_group_tests_name("screens/evidence", tests, NULL, NULL);
}
