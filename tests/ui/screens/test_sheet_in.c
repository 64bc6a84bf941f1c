/* A filled sheet that is imported on the screen goes into its report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/sheet.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

static void replace(struct str *text, const char *old, const char *new) {
    size_t at = span_find(str_span(text), span_of(old));
    assert_true(at != SIZE_MAX);
    str_splice(text, at, strlen(old), span_of(new));
}

/* The sheet of 财政所 of report 1, as it went out in that format; the library is shown then. */
static char *send(struct screen *screen, enum sheet_format format) {
    struct sheet_files files = {0};
    const struct sheet_order order = {
        .owner = "财政所", .folder = screen->folder, .format = format};
    screen_new_report(screen, "某街道办事处", "2023");
    assert_int_equal(session_send_sheets(screen->session, &order, &files, NULL), RC_OK);
    assert_int_equal(files.count, 1);
    char *path = span_copy(span_of(files.items[0].path));
    sheet_files_release(&files);
    screen_press(screen, "Ctrl-U");
    return path;
}

/* The text form with a value, a row that names no figure, and one that is no number. */
static void fill(const char *path) {
    struct str text = STR_INIT;
    folder_get(path, &text);
    replace(&text, "\n年初预算\t", "\n年初预算\t1300");
    replace(&text, "\n年中追加（调减）\t", "\n没有的数\t5\t万元\t\n年中追加（调减）\t很多");
    folder_put(path, str_span(&text));
    str_release(&text);
}

static void import(struct screen *screen, const char *path) {
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
}

static enum handed_state state_of(struct screen *screen, const char *name) {
    return report_handed(session_report(screen->session), name).state;
}

static void a_filled_sheet_goes_into_its_report(void **state) {
    struct screen *screen = *state;
    char *path = send(screen, SHEET_TEXT);
    fill(path);
    import(screen, path);
    assert_sees(screen, "这是报告1的填报表（财政所，第1张）");
    assert_sees(screen, "新报1项");
    assert_sees(screen, "没有收2项");
    assert_sees(screen, "“没有的数”无法对应");
    assert_sees(screen, "收下");
    screen_press(screen, "Enter");
    assert_sees(screen, "收填报表");
    assert_sees(screen, "年初预算　（空） → 1300");
    assert_sees(screen, "按F6到“数据”");
    assert_int_equal(state_of(screen, "budget_initial"), HANDED_REPORTED);
    assert_int_equal(state_of(screen, "budget_added"), HANDED_AWAITED);
    assert_null(report_value(session_report(screen->session), SPAN("budget_initial")));
    screen_press(screen, "Enter");
    assert_sees_not(screen, "收填报表");
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "1 份报告"); /* and no second one */
    import(screen, path);
    assert_sees(screen, "以前收过1项");
    assert_sees_not(screen, "新报");
    mem_free(path);
}

static void it_is_left_where_the_clerk_says_so(void **state) {
    struct screen *screen = *state;
    char *path = send(screen, SHEET_TEXT);
    fill(path);
    import(screen, path);
    screen_press(screen, "Right Enter");
    assert_sees(screen, "导入 · 从文件");
    assert_null(session_report(screen->session));
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_int_equal(state_of(screen, "budget_initial"), HANDED_AWAITED);
    session_leave(screen->session);
    mem_free(path);
}

/* Nobody has filled it in: it is known for what it is all the same. */
static void excel_is_known(void **state) {
    struct screen *screen = *state;
    char *excel = send(screen, SHEET_EXCEL);
    import(screen, excel);
    assert_sees(screen, "这是报告1的填报表（财政所，第1张）");
    assert_sees(screen, "空着没有报");
    assert_sees_not(screen, "新报");
    screen_press(screen, "Esc Esc Esc");
    mem_free(excel);
}

static void word_is_known(void **state) {
    struct screen *screen = *state;
    char *word = send(screen, SHEET_WORD);
    import(screen, word);
    assert_sees(screen, "这是报告1的填报表（财政所，第1张）");
    screen_press(screen, "Esc");
    assert_sees(screen, "导入 · 从文件");
    mem_free(word);
}

/* Refused with the sentence, never taken for a report of its own. */
static void the_sheet_of_another_library_is_refused(void **state) {
    struct screen *screen = *state;
    struct str text = STR_INIT;
    char *path = send(screen, SHEET_TEXT);
    folder_get(path, &text);
    size_t at = span_find(str_span(&text), SPAN("填报表 ")) + strlen("填报表 ");
    str_splice(&text, at, 8, SPAN("00000000"));
    folder_put(path, str_span(&text));
    import(screen, path);
    assert_sees(screen, "不是本库里的报告发出的");
    assert_sees(screen, "导入 · 从文件");
    str_release(&text);
    mem_free(path);
}

static void a_final_report_takes_none(void **state) {
    struct screen *screen = *state;
    char *path = send(screen, SHEET_TEXT);
    fill(path);
    assert_int_equal(session_load(screen->session, 1, NULL), RC_OK);
    assert_int_equal(session_final(screen->session, true, SPAN("测试"), NULL), RC_OK);
    session_leave(screen->session);
    import(screen, path);
    screen_press(screen, "Enter");
    assert_sees(screen, "已经定稿");
    assert_sees(screen, "导入 · 从文件");
    mem_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(a_filled_sheet_goes_into_its_report),
        ON_LARGE(a_filled_sheet_goes_into_its_report),
        ON_SCREEN(it_is_left_where_the_clerk_says_so),
        ON_SCREEN(excel_is_known),
        ON_SCREEN(word_is_known),
        ON_SCREEN(the_sheet_of_another_library_is_refused),
        ON_SCREEN(a_final_report_takes_none),
    };
    return cmocka_run_group_tests_name("screens/sheet_in", tests, NULL, NULL);
}
