#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "exchange/export.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"
#include "ui/workbench/workbench.h"

#include <string.h>

static const char file_name[] = "2023年度某街道办事处部门整体支出绩效评价报告.txt";

static const char word_name[] = "2023年度某街道办事处部门整体支出绩效评价报告.docx";

static void open_dialog(struct screen *screen, const char *text) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, text);
    screen_press(screen, "Ctrl-E Ctrl-E");
    assert_sees(screen, "格式");
    assert_cursor_at(screen, "导出");
}

/* A dialog of plain text; Word is the default. */
static void open_text_dialog(struct screen *screen, const char *text) {
    open_dialog(screen, text);
    screen_press(screen, "Down Right Up");
    assert_sees(screen, "(*)纯文本");
    assert_cursor_at(screen, "导出");
}

static void get_file(const struct screen *screen, const char *name, struct str *out) {
    char *path = file_path_join(screen->folder, name);
    str_clear(out);
    folder_get(path, out);
    mem_free(path);
}

static void what_is_unfinished_is_said_first(void **state) {
    struct screen *screen = *state;
    open_dialog(screen, "正文。");
    assert_sees(screen, "未写17节");
    assert_sees(screen, "错0 疑15，不影响导出");
    assert_sees(screen, "放在：");
    assert_sees(screen, "↑↓ 换一项   ←→ 选择   Enter 确定   Esc 取消");
    screen_press(screen, "Right Right Enter");
    assert_sees_not(screen, "格式");
    assert_int_equal(folder_count(screen->folder) > 0, 1);
}

static void the_file_equals_what_export_writes(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT, want = STR_INIT;
    struct export_options options = {.format = "txt"};
    open_text_dialog(screen, "正文，第一段。");
    screen_press(screen, "Enter");
    assert_sees(screen, "导出完成");
    assert_sees(screen, "已导出到");
    assert_sees(screen, "WinSCP");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成0/18");
    get_file(screen, file_name, &have);
    assert_int_equal(export_bytes(&want, session_report(screen->session), &options, NULL, NULL),
                     RC_OK);
    assert_string_equal(have.s, want.s);
    assert_non_null(strstr(have.s, "正文，第一段。"));
    str_release(&have);
    str_release(&want);
}

static void choices_are_kept_and_change_the_file(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT;
    open_text_dialog(screen, "正文。");
    screen_press(screen, "Up Up Up Right Up Left Up Up"); /* layout? rows go round */
    screen_press(screen, "Esc Ctrl-E Ctrl-E Down");       /* nothing was kept: format */
    screen_press(screen, "Right");
    assert_cursor_row(screen, "格式");
    screen_press(screen, "Down Right Right Down Right Down Right");
    assert_sees(screen, "(*)GB18030");
    assert_sees(screen, "(*)CRLF");
    assert_sees(screen, "(*)页");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "文件");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "导出完成");
    get_file(screen, file_name, &have);
    assert_non_null(strstr(have.s, "\r\n"));
    assert_null(strstr(have.s, "正文"));
    screen_press(screen, "Enter Ctrl-E Ctrl-E");
    assert_sees(screen, "(*)GB18030");
    assert_sees(screen, "(*)CRLF");
    assert_sees(screen, "(*)页");
    str_release(&have);
}

static void an_existing_file_is_asked_about(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT;
    char *path = file_path_join(screen->folder, file_name);
    folder_put(path, SPAN("旧的"));
    open_text_dialog(screen, "新的正文。");
    screen_press(screen, "Enter");
    assert_sees(screen, "已经存在，要替换它吗？");
    assert_cursor_at(screen, "改名");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "文件");
    assert_true(folder_holds(path, SPAN("旧的")));
    screen_press(screen, "Enter Enter Left Enter");
    assert_sees(screen, "导出完成");
    get_file(screen, file_name, &have);
    assert_non_null(strstr(have.s, "新的正文"));
    str_release(&have);
    mem_free(path);
}

static void characters_that_do_not_fit_are_listed_first(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT;
    char *path = file_path_join(screen->folder, file_name);
    open_text_dialog(screen, "朱镕基、𠮷野。");
    screen_press(screen, "Down Down Right Right Right");
    assert_sees(screen, "(*)GBK");
    screen_press(screen, "Up Up Enter");
    assert_sees(screen, "编码装不下");
    assert_sees(screen, "U+20BB7");
    assert_sees(screen, "一、绩效管理工作开展情况 第5字");
    assert_cursor_at(screen, "换编码");
    assert_int_equal(file_kind_of(path), FILE_NONE);
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "编码");
    screen_press(screen, "Up Up Enter Right Right Enter"); /* &#x…; */
    assert_sees(screen, "导出完成");
    get_file(screen, file_name, &have);
    assert_non_null(strstr(have.s, "&#x20BB7;"));
    screen_press(screen, "Enter Ctrl-E Ctrl-E Enter"); /* asked again the next time */
    assert_sees(screen, "编码装不下");
    str_release(&have);
    mem_free(path);
}

static void an_empty_name_or_a_bad_folder_is_refused(void **state) {
    struct screen *screen = *state;
    open_dialog(screen, "正文。");
    screen_press(screen, "Up");
    screen_times(screen, 60, "Backspace");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "请填写文件名");
    assert_cursor_row(screen, "文件");
    screen_type(screen, "没有/这个.txt");
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "没有");
    assert_sees_not(screen, "导出完成");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
}

static void the_list_of_findings_leads_back_to_the_place(void **state) {
    struct screen *screen = *state;
    open_dialog(screen, "正文。");
    screen_press(screen, "Right Enter");
    assert_sees(screen, "检查");
    assert_sees(screen, "疑15");
    screen_press(screen, "Ctrl-E Ctrl-E Right Enter Down Enter");
    assert_sees(screen, "已完成0/18");
    assert_sees(screen, "二、部门整体支出绩效情况");
}

static void the_library_exports_without_opening(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "正文。");
    screen_press(screen, "Ctrl-U Ctrl-E Ctrl-E");
    assert_cursor_at(screen, "导出");
    screen_press(screen, "Enter Enter");
    assert_null(session_report(screen->session));
    assert_sees(screen, "1 份报告");
    get_file(screen, word_name, &have);
    assert_true(span_starts_with(str_span(&have), SPAN("PK")));
    str_release(&have);
}

static void word_is_the_default_and_has_no_encoding(void **state) {
    struct screen *screen = *state;
    struct str have = STR_INIT;
    open_dialog(screen, "正文。");
    assert_sees(screen, "(*)Word docx");
    if (screen->cols >= 80)
        assert_sees(screen, "( )JSON");
    assert_sees_not(screen, "(*)UTF-8");
    screen_press(screen, "Down");
    assert_cursor_row(screen, "格式");
    screen_press(screen, "Down"); /* past encoding, line ends, layout */
    assert_cursor_row(screen, "文件");
    screen_press(screen, "Up");
    assert_cursor_row(screen, "格式");
    screen_press(screen, "Up Enter");
    assert_sees(screen, "导出完成");
    get_file(screen, word_name, &have);
    assert_true(span_starts_with(str_span(&have), SPAN("PK")));
    str_release(&have);
}

static bool has_file(const struct screen *screen, const char *name) {
    char *path = file_path_join(screen->folder, name);
    bool has = file_kind_of(path) == FILE_REGULAR;
    mem_free(path);
    return has;
}

/* The format is the report's own. */
static void another_report_begins_with_word(void **state) {
    struct screen *screen = *state;
    open_text_dialog(screen, "正文。");
    screen_press(screen, "Enter");
    assert_sees(screen, "导出完成");
    screen_press(screen, "Enter Ctrl-E Ctrl-E");
    assert_sees(screen, "(*)纯文本");
    screen_press(screen, "Esc");
    struct session_new what = {.template = "subdistrict", .unit = "另一个办事处", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_press(screen, "Ctrl-E Ctrl-E");
    assert_sees(screen, "(*)Word docx");
}

/* Three notes, and where the file goes still stands there. */
static void the_folder_stands_below_three_notes(void **state) {
    struct screen *screen = *state;
    screen_new_report(screen, "某街道办事处", "2023");
    screen_press(screen, "F2 F2");
    screen_type(screen, "走访困难群众370户。");
    screen_press(screen, "Ctrl-S");
    struct session_new what = {
        .unit = "某街道办事处", .year = 2024, .carry = session_report(screen->session)->id};
    int64_t id = 0;
    assert_int_equal(session_new_report(screen->session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(screen->session, id, NULL), RC_OK);
    shell_push(screen->shell, &workbench_layer, NULL);
    screen_press(screen, "Ctrl-E Ctrl-E");
    assert_sees(screen, "未写");
    assert_sees(screen, "去年原文还有1句未核");
    assert_sees(screen, "不影响导出");
    assert_sees(screen, "放在：/");
}

/* One paragraph, longer than several slices: the keys are heard while its pages are made. */
static void pages_of_a_long_paragraph_are_made_while_keys_are_heard(void **state) {
    struct screen *screen = *state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("资金使用规范，管理制度健全，支出3.5万元。"), 20000);
    open_text_dialog(screen, "正文。");
    screen_press(screen, "Esc");
    const struct section *section = report_find_section(session_report(screen->session), SPAN("1"));
    assert_int_equal(session_put(screen->session, section->id, str_span(&text), NULL), RC_OK);
    screen_wait_idle(screen);
    screen_press(screen, "Ctrl-E Ctrl-E Down Right Down Down Down Right");
    assert_sees(screen, "(*)页");
    screen_press(screen, "Down Down Enter");
    assert_sees(screen, "正在排版");
    screen_press(screen, "Down");
    assert_sees(screen, "还在排版");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "正在排版");
    assert_sees(screen, "格式");
    assert_false(has_file(screen, file_name));
    screen_press(screen, "Enter");
    assert_sees(screen, "正在排版");
    screen_wait_idle(screen);
    assert_sees_not(screen, "正在排版");
    assert_true(has_file(screen, file_name));
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(what_is_unfinished_is_said_first),
        ON_EACH(the_file_equals_what_export_writes),
        ON_EACH(choices_are_kept_and_change_the_file),
        ON_EACH(an_existing_file_is_asked_about),
        ON_EACH(characters_that_do_not_fit_are_listed_first),
        ON_EACH(an_empty_name_or_a_bad_folder_is_refused),
        ON_EACH(the_list_of_findings_leads_back_to_the_place),
        ON_EACH(the_library_exports_without_opening),
        ON_EACH(word_is_the_default_and_has_no_encoding),
        ON_EACH(another_report_begins_with_word),
        ON_EACH(the_folder_stands_below_three_notes),
        ON_SCREEN(pages_of_a_long_paragraph_are_made_while_keys_are_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
