#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "exchange/import.h"
#include "session/check.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/report.h"
#include "tests/support/docx_builder.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char text[] = "2022年度云川市望湖区某街道办事处\n部门整体支出绩效评价报告\n"
                           "一、绩效管理工作开展情况\n我街道成立了工作小组。\n"
                           "二、部门整体支出绩效情况\n一、工作开展情况\n"
                           "（一）经济发展稳运行。完成投资八千万元。\n"
                           "（二）党建引领有活力。开展学习八次。\n"
                           "三、部门整体支出绩效评价存在的问题\n1.预算不细。\n2.执行偏慢。\n";

static void sees_the_tree(struct screen *screen) {
    assert_sees(screen, "导入预览");
    assert_sees(screen, "单位：云川市望湖区某街");
    assert_sees(screen, "2022年度");
    assert_sees(screen, "不导入");
    assert_sees(screen, "认出6节");
    assert_sees(screen, "一、绩效管理工作开展情况");
    assert_cursor_row(screen, "一、绩效管理工作开展情况");
    screen_press(screen, "Enter");
    assert_string_equal(screen_section(screen, "2.1.1")->heading, "经济发展稳运行");
    assert_section(screen, "2.1.1", "完成投资八千万元。");
    assert_section(screen, "problems", "预算不细。\n执行偏慢。");
    assert_int_equal(session_report(screen->session)->year, 2022);
    assert_sees(screen, "已完成0/18");
}

static void a_pasted_text_becomes_a_tree(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    assert_sees(screen, "粘贴全文");
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "还没有收到文字");
    screen_paste(screen, text);
    assert_sees(screen, "已收到");
    assert_sees(screen, "2.执行偏慢。");
    screen_press(screen, "Ctrl-D");
    sees_the_tree(screen);
}

/* Whoever has the path at hand gives it where the file is asked for. */
static void a_path_is_taken_before_it_is_asked_for(void **state) {
    struct screen *screen = *state;
    char *path = file_path_join(screen->folder, "2022年.txt");
    folder_put(path, span_of(text));
    screen_type(screen, "i");
    screen_paste(screen, path);
    assert_sees(screen, "路径：");
    screen_press(screen, "Enter");
    assert_sees(screen, "导入预览");
    screen_press(screen, "Esc Esc");
    screen_type(screen, "i");
    for (const char *at = path; *at != '\0'; at++) /* key by key, digits too */
        screen_type(screen, (const char[]){*at, '\0'});
    assert_sees(screen, "路径：");
    screen_press(screen, "Enter");
    assert_sees(screen, "导入预览");
    screen_press(screen, "Esc Esc");
    screen_type(screen, "i");
    screen_type(screen, "2022"); /* at once: no digit of a row */
    assert_cursor_after(screen, "查找：2022");
    screen_press(screen, "Enter");
    sees_the_tree(screen);
    mem_free(path);
}

static void a_text_is_taken_before_it_is_asked_for(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_paste(screen, text);
    assert_sees(screen, "已收到");
    screen_press(screen, "Ctrl-D");
    sees_the_tree(screen);
}

/* It was handed in long ago: nobody goes through its sections to mark each. */
static void a_finished_report_is_marked_done_in_one_step(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, text);
    screen_press(screen, "Ctrl-D Enter");
    assert_sees(screen, "已完成0/18");
    assert_sees(screen, "要是写好了的：按两次F4到目录，再按A，有文字的节都标为完成");
    screen_press(screen, "F4 F4");
    screen_type(screen, "a");
    assert_sees(screen, "有文字的4节都标为完成，Ctrl-Z一次撤销");
    screen_press(screen, "Esc");
    assert_sees(screen, "已完成0/18");
    screen_type(screen, "A");
    screen_press(screen, "Home Enter");
    assert_sees(screen, "4节已标为完成");
    assert_true(screen_section(screen, "2.1.1")->marked);
    assert_true(screen_section(screen, "problems")->marked);
    assert_false(screen_section(screen, "2.1.4")->marked); /* it has no text */
    assert_sees(screen, "已完成4/18");
    screen_type(screen, "a");
    assert_sees(screen, "没有写好了还没标完成的节");
    screen_press(screen, "Ctrl-Z");
    if (screen_has(screen, "按Ctrl-Z")) /* it is seen elsewhere: gone to first */
        screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "已完成0/18");
    assert_false(screen_section(screen, "2.1.1")->marked);
}

static void a_report_that_is_stored_already_is_told_of(void **state) {
    struct screen *screen = *state;
    const struct session_draft how = {.name = "a.txt", .template = "subdistrict"};
    struct import_draft draft = {0};
    struct err err = {0};
    int64_t report = 0;
    assert_int_equal(session_draft(screen->session, span_of(text), &how, &draft, &err), RC_OK);
    assert_int_equal(session_import(screen->session, &draft, &report, &err), RC_OK);
    import_draft_release(&draft);
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(screen, text);
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "导入预览");
    assert_sees(screen, "库里已有文字相同的报告1“2022年度云川市");
    assert_sees(screen, "一、绩效管理工作开展情况");
}

static void a_file_is_found_and_becomes_a_tree(void **state) {
    struct screen *screen = *state;
    char *folder = file_path_join(screen->folder, "文件夹");
    char *path = file_path_join(folder, "去年.txt");
    assert_int_equal(file_make_folder(folder, NULL), RC_OK);
    folder_put(path, span_of(text));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    assert_sees(screen, "导入 · 从文件");
    assert_cursor_row(screen, "文件夹/");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "去年.txt");
    screen_press(screen, "Backspace");
    assert_sees(screen, "文件夹/");
    screen_press(screen, "Home Down Enter Enter");
    sees_the_tree(screen);
    screen_press(screen, "Ctrl-U");
    assert_sees(screen, "1 份报告");
    mem_free(folder);
    mem_free(path);
}

/* A key is heard between two slices, and Esc gives the reading or the storing up. */
static void a_long_file_is_read_and_stored_in_slices(void **state) {
    enum { LINES = 18000 };
    struct screen *screen = *state;
    char *path = file_path_join(screen->folder, "长.txt");
    struct str long_text = STR_INIT;
    str_add_text(&long_text, text);
    str_add_repeat(&long_text, SPAN("全年完成投资一千万元，项目按时开工并交付使用。\n"), LINES);
    assert_true(long_text.len > 1024 * 1024);
    folder_put(path, str_span(&long_text));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    assert_sees(screen, "正在读入 0%");
    screen_press(screen, "Enter"); /* nothing to store yet */
    screen_press(screen, "Esc");
    assert_sees_not(screen, "正在读入");
    assert_sees_not(screen, "导入预览");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    assert_sees(screen, "正在读入 0%");
    screen_wait_idle(screen);
    assert_sees(screen, "一、绩效管理工作开展情况");
    screen_press(screen, "Enter");
    assert_sees(screen, "正在检查、导入 0%");
    screen_press(screen, "Esc");
    assert_sees(screen, "已停止，没有导入");
    assert_sees(screen, "导入预览");
    screen_press(screen, "Enter");
    screen_wait_idle(screen);
    assert_sees_not(screen, "导入预览");
    assert_int_equal(session_report(screen->session)->id, 1);
    str_release(&long_text);
    mem_free(path);
}

static void a_file_is_found_by_typing(void **state) {
    struct screen *screen = *state;
    char *other = file_path_join(screen->folder, "a.txt");
    char *path = file_path_join(screen->folder, "某街道去年.txt");
    folder_put(other, SPAN("一、甲\n"));
    folder_put(path, span_of(text));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_type(screen, "去年");
    assert_sees(screen, "查找：去年");
    assert_cursor_row(screen, "查找：去年");
    screen_press(screen, "Esc");
    screen_press(screen, "Home");
    screen_type(screen, "mjd"); /* 某街道 */
    screen_press(screen, "Enter");
    sees_the_tree(screen);
    mem_free(path);
    mem_free(other);
}

static void a_path_is_pasted(void **state) {
    struct screen *screen = *state;
    char *folder = file_path_join(screen->folder, "深");
    char *path = file_path_join(folder, "去年.txt");
    assert_int_equal(file_make_folder(folder, NULL), RC_OK);
    folder_put(path, span_of(text));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_paste(screen, "/没有这个");
    assert_cursor_row(screen, "路径：/没有这个");
    screen_press(screen, "Enter");
    assert_sees(screen, "没有这个");
    screen_press(screen, "Esc");
    screen_paste(screen, folder);
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "去年.txt");
    screen_press(screen, "Backspace");
    assert_cursor_row(screen, "深/");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    assert_sees(screen, "导入预览");
    screen_press(screen, "Esc"); /* another one: the path that was read is not in its way */
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    sees_the_tree(screen);
    mem_free(path);
    mem_free(folder);
}

/* Esc from what a file came to, whatever asked, leaves no path that the next is appended to. */
static void a_path_after_one_that_failed_begins_anew(void **state) {
    struct screen *screen = *state;
    char *broken = file_path_join(screen->folder, "坏.docx");
    char *path = file_path_join(screen->folder, "去年.txt");
    folder_put(broken, SPAN("PK\3\4 nothing of it is a Word file"));
    folder_put(path, span_of(text));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_paste(screen, broken);
    screen_press(screen, "Enter");
    assert_sees(screen, "导入预览");
    assert_sees_not(screen, "Enter 入库");
    screen_press(screen, "Esc");
    screen_type(screen, path);
    screen_press(screen, "Enter");
    sees_the_tree(screen);
    mem_free(broken);
    mem_free(path);
}

/* The same of the question whether another program may convert it. */
static void a_path_after_a_refused_conversion_begins_anew(void **state) {
    struct screen *screen = *state;
    char *old = file_path_join(screen->folder, "旧.rtf");
    char *path = file_path_join(screen->folder, "去年.txt");
    char *program = file_path_join(screen->folder, "soffice");
    char *programs = span_copy(span_of(getenv("PATH")));
    folder_put(old, SPAN("{\\rtf1 text}"));
    folder_put(path, span_of(text));
    folder_put(program, SPAN("#!/bin/sh\n"));
    assert_int_equal(chmod(program, 0700), 0);
    assert_int_equal(setenv("PATH", screen->folder, 1), 0);
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_paste(screen, old);
    screen_press(screen, "Enter");
    assert_sees(screen, "转换");
    assert_sees_not(screen, "导入预览");
    screen_press(screen, "Esc");
    screen_paste(screen, path);
    screen_press(screen, "Enter");
    sees_the_tree(screen);
    assert_int_equal(setenv("PATH", programs, 1), 0);
    mem_free(programs);
    mem_free(program);
    mem_free(old);
    mem_free(path);
}

static void a_word_file_is_found_and_becomes_a_tree(void **state) {
    struct screen *screen = *state;
    struct str body = STR_INIT, bytes = STR_INIT;
    char *path = file_path_join(screen->folder, "去年.docx");
    for (struct span rest = span_of(text), line; rest.n > 0 && span_take_line(&rest, &line);)
        docx_add_paragraph(&body, NULL, line);
    docx_build(&bytes, body.s, NULL, NULL);
    folder_put(path, str_span(&bytes));
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "去年.docx");
    screen_press(screen, "Enter");
    assert_sees(screen, "Word文件　认出6节");
    screen_type(screen, "e");
    assert_sees(screen, "Word文件自己写明了编码");
    screen_type(screen, "ｊ"); /* an input method is on */
    assert_sees(screen, "没有句中的硬换行");
    assert_sees_not(screen, "E 编码");
    assert_sees_not(screen, "E编码");
    assert_sees_not(screen, "接行");
    screen_press(screen, "F1");
    assert_sees(screen, "看认出的各节是否对");
    screen_press(screen, "PgDn");
    assert_sees_not(screen, "硬换行");
    screen_press(screen, "Esc F9");
    assert_sees(screen, "(选编码");
    assert_sees(screen, "(接上句中的硬换行)");
    screen_press(screen, "Esc");
    sees_the_tree(screen);
    str_release(&body);
    str_release(&bytes);
    mem_free(path);
}

static void a_text_of_no_template_becomes_a_free_outline(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_paste(
        screen, "甲街道食堂管理情况报告\n前面的话。\n一、采购\n货比三家。\n二、验收\n两人签字。\n");
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "模板：不用");
    assert_sees(screen, "（第一个标题前的文字）");
    assert_cursor_row(screen, "一、采购");
    screen_press(screen, "Home");
    assert_cursor_row(screen, "题目 甲街道食堂管理情况报告");
    screen_type(screen, "b");
    assert_sees(screen, "这一行不是一节");
    screen_type(screen, "p");
    assert_sees(screen, "这里没有正文");
    screen_press(screen, "Down");
    screen_type(screen, "p");
    assert_sees(screen, "哪一行是标题");
    screen_press(screen, "Enter");
    assert_cursor_row(screen, "前面的话。");
    screen_type(screen, "u");
    assert_sees(screen, "（第一个标题前的文字）");
    screen_press(screen, "Enter");
    assert_section(screen, "0", "前面的话。");
}

static void files_that_are_no_text_are_refused(void **state) {
    struct screen *screen = *state;
    static const char *const names[] = {"a.doc", "b.txt", "c.pdf", "d.txt"};
    static const struct span bytes[] = {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", 10},
                                        {"", 0},
                                        {"%PDF-1.4 x", 10},
                                        {"\0\1\2\3\0\0\0\0\0\0", 10}};
    for (size_t i = 0; i < 4; i++) {
        char *path = file_path_join(screen->folder, names[i]);
        folder_put(path, bytes[i]);
        mem_free(path);
    }
    char *programs = span_copy(span_of(getenv("PATH"))); /* none that could convert the file */
    assert_int_equal(setenv("PATH", screen->folder, 1), 0);
    screen_type(screen, "i");
    screen_press(screen, "Enter Home");
    for (size_t i = 0; i < 4; i++) {
        screen_press(screen, "Down");
        assert_cursor_row(screen, names[i]);
        screen_press(screen, "Enter");
        assert_sees_not(screen, "认出");
        if (i == 0)
            assert_sees(screen, "旧版Word");
        screen_press(screen, "Enter");
        assert_null(session_report(screen->session));
        if (screen_has(screen, "导入预览")) {
            assert_sees_not(screen, "Enter 入库");
            screen_press(screen, "Esc");
        }
    }
    assert_int_equal(setenv("PATH", programs, 1), 0);
    mem_free(programs);
}

static void a_paste_is_typed_too(void **state) {
    struct screen *screen = *state;
    screen_type(screen, "i");
    screen_press(screen, "Down Enter");
    screen_type(screen, "一、甲");
    screen_press(screen, "Enter");
    screen_type(screen, "内容x");
    screen_press(screen, "Backspace");
    assert_cursor_after(screen, "内容");
    screen_press(screen, "Ctrl-D");
    assert_sees(screen, "没有认出");
    screen_press(screen, "Enter");
    assert_sees(screen, "已完成");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_EACH(a_pasted_text_becomes_a_tree),
        ON_EACH(a_path_is_taken_before_it_is_asked_for),
        ON_EACH(a_text_is_taken_before_it_is_asked_for),
        ON_SCREEN(a_finished_report_is_marked_done_in_one_step),
        ON_EACH(a_report_that_is_stored_already_is_told_of),
        ON_EACH(a_file_is_found_and_becomes_a_tree),
        ON_EACH(a_path_after_one_that_failed_begins_anew),
        ON_SCREEN(a_path_after_a_refused_conversion_begins_anew),
        ON_EACH(a_file_is_found_by_typing),
        ON_EACH(a_long_file_is_read_and_stored_in_slices),
        ON_EACH(a_path_is_pasted),
        ON_EACH(a_word_file_is_found_and_becomes_a_tree),
        ON_EACH(a_text_of_no_template_becomes_a_free_outline),
        ON_EACH(files_that_are_no_text_are_refused),
        ON_EACH(a_paste_is_typed_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
