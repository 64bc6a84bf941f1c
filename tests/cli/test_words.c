/* What the commands say in words, for a person at a terminal: plans, histories, lists, progress. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os/file.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char text[] =
    "2023年度望湖区梧桐里街道办事处部门整体支出绩效评价报告\n封面后的话。\n"
    "一、工作开展情况\n（一）经济发展。完成8596万元。\n三、存在的问题\n预算不细。\n"
    "梧桐里街道办事处\n2024年3月5日\n";

static void make_report(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "望湖区梧桐里街道办事处", "--year", "2023"), 0);
}

static void assert_printed(struct program *p, const char *words) {
    if (!program_printed(p, words))
        fail_msg("“%s” is not in\n%s%s", words, p->out.s, p->err.s);
}

static void assert_said(struct program *p, const char *words) {
    if (!program_said(p, words))
        fail_msg("“%s” is not in\n%s", words, p->err.s);
}

static void an_import_is_tried_without_storing_anything(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "in.txt"), SPAN(text));
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "-n", "--template", "subdistrict"),
                     0);
    assert_printed(p, "title     2023年度望湖区梧桐里街道办事处部门整体支出绩效评价报告\n");
    assert_printed(p, "第一个标题前的文字，6字");
    assert_printed(p, "一、工作开展情况");
    assert_printed(p, "文中没有，留空");
    assert_printed(p, "signoff   2024年3月5日\n");
    assert_printed(p, "-\tutf-8\t3\t89/89\t");
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
}

static void what_an_import_leaves_out_is_said(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "in.txt"), SPAN("报告\n一、情况\n　　正\xE2\x80\xAE文。\xFF\n"));
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "--encoding", "utf-8"), 0);
    assert_said(p, "去掉了1个不可见的控制字符（第一个是U+202E）");
    assert_said(p, "有1个字节不能按utf-8读出");
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "--encoding", "none"), 2);
    assert_said(p, "不认识的编码“none”");
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "--year", "2023"), 0);
    assert_int_equal(RUN(p, "import", "a", "b", "--all"), 2);
    assert_said(p, "一个文件夹");
}

static void a_folder_without_texts_and_with_folders_is_said(void **state) {
    struct program *p = *state;
    assert_int_equal(mkdir(program_path(p, "in"), 0700), 0);
    folder_put(program_path(p, "in/a.pdf"), SPAN("%PDF"));
    assert_int_equal(mkdir(program_path(p, "in/more"), 0700), 0);
    assert_int_equal(RUN(p, "import", "--all", program_path(p, "in")), 3);
    assert_said(p, "里面的文件夹不读");
    assert_said(p, "没有可导入的文件");
}

static void an_export_needs_a_file_for_what_is_no_text(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "export", "1", "--format", "docx"), 2);
    assert_said(p, "导出为docx要用-o给出文件");
    assert_int_equal(RUN(p, "export"), 2);
    assert_said(p, "用法：jixiao export");
    assert_int_equal(RUN(p, "export", "1", "--encoding", "none"), 2);
}

static void the_history_is_a_table(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "第一稿。\n", "put", "1", "economy", "--user", "张三"), 0);
    assert_int_equal(
        RUN_INPUT(p, "第二稿，很长很长的一段话，要在表中截短，因为一行写不下这么多字，后面还有。\n",
                  "put", "1", "economy", "--user", "李四"),
        0);
    assert_int_equal(RUN(p, "set", "1", "short_name=梧桐里"), 0);
    assert_int_equal(RUN(p, "history", "1"), 0);
    assert_printed(p, "张三");
    assert_printed(p, "  → 第一稿。\n");
    assert_printed(p, "一稿 → 二稿，很长很长的一段话，要在表中截短，因..\n");
    assert_printed(p, "short_name");
    assert_int_equal(RUN(p, "history", "1", "economy"), 0);
    assert_false(program_printed(p, "short_name"));
    assert_int_equal(RUN(p, "restore", "1", "--at", "first"), 2);
    assert_said(p, "“first”不是改动号");
}

static void the_list_knows_reports_without_a_year(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "in.txt"), SPAN("某项工作的报告\n一、情况\n　　正文。\n"));
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt")), 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_printed(p, "\"unit\":\"\",\"year\":null,");
    assert_int_equal(RUN(p, "list"), 0);
    assert_printed(p, "1     -  ");
    assert_int_equal(RUN(p, "new", "--unit", "甲\xFF", "--year", "2023"), 2);
    assert_said(p, "不是UTF-8文字；请把终端的编码设为UTF-8再输入");
    assert_int_equal(RUN(p, "set", "1", "unit=\xFF"), 2);
    assert_said(p, "不是UTF-8文字");
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "--unit", "甲\xFF"), 2);
    assert_said(p, "不是UTF-8文字");
    assert_int_equal(RUN(p, "import", program_path(p, "in.txt"), "--unit", " 甲\033]0;x\a "), 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_printed(p, "\"unit\":\"甲]0;x\"");
}

static void templates_are_listed_shown_checked_added_and_brought_up_to_date(void **state) {
    struct program *p = *state;
    static const char first[] =
        "form_id: office\nversion: 1\ntitle: ${year}年度${unit}报告\nsections:\n"
        "  - {name: work, label: 工作情况}\n  - {name: plan, label: 打算}\n";
    static const char second[] =
        "form_id: office\nversion: 2\ntitle: ${year}年度${unit}报告\nsections:\n"
        "  - {name: work, label: 工作情况}\n  - {name: money, label: 收支}\n";
    folder_put(program_path(p, "a.yaml"), SPAN(first));
    assert_int_equal(RUN(p, "template", "check", program_path(p, "a.yaml")), 0);
    assert_said(p, "模板office没有错误，共2节");
    assert_int_equal(RUN(p, "template", "add", program_path(p, "a.yaml")), 0);
    assert_said(p, "已加入模板office");
    assert_int_equal(RUN(p, "template", "list"), 0);
    assert_printed(p, "subdistrict");
    assert_printed(p, "内置");
    assert_printed(p, "office              1         本单位  {年度}年度{单位}报告\n");
    assert_int_equal(RUN(p, "template", "show", "office"), 0);
    assert_string_equal(p->out.s, first);
    assert_int_equal(RUN(p, "template", "show", "nothing"), 1);
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "office"), 0);
    folder_put(program_path(p, "b.yaml"), SPAN(second));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "b.yaml")), 0);
    assert_said(p, "已替换模板office：1版 → 2版");
    assert_int_equal(RUN(p, "template", "add", program_path(p, "b.yaml")), 0);
    assert_said(p, "模板office已有，内容一样");
    assert_int_equal(RUN(p, "template", "add", "--force", program_path(p, "a.yaml")), 0);
    assert_said(p, "模板office换成了较旧的：2版 → 1版");
    static const char same[] =
        "form_id: office\nversion: 1\ntitle: ${year}年度${unit}\nsections:\n"
        "  - {name: work, label: 工作情况}\nsettings: {reference: /nowhere/a.docx}\nfigures:\n"
        "  - {name: n, label: 个数, type: integer, library: {form_id: not-there}}\n";
    folder_put(program_path(p, "c.yaml"), SPAN(same));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "c.yaml")), 0);
    assert_said(p, "内容不同，版本号还是1");
    assert_int_equal(RUN(p, "template", "check", program_path(p, "c.yaml")), 0);
    assert_said(p, "提醒：版式文件/nowhere/a.docx不在");
    assert_said(p, "提醒：数据“个数”由用模板not-there的报告取");
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2022", "--template", "office"), 0);
    assert_int_not_equal(RUN(p, "export", "2", "-o", program_path(p, "r.docx")), 0);
    assert_said(p, "模板office的版式文件（settings的reference）用不了");
    assert_int_equal(RUN(p, "export", "2", "--reference", "none", "-o", program_path(p, "r.docx")),
                     0);
    folder_put(program_path(p, "d.yaml"), SPAN("form_id: disclosure\nversion: 1\ntitle: 自己的\n"
                                               "sections: [{name: a, label: 甲}]\n"));
    assert_int_equal(RUN(p, "template", "add", "--force", program_path(p, "d.yaml")), 0);
    assert_int_equal(RUN(p, "template", "list"), 0);
    assert_printed(p, "disclosure          1         代内置  自己的\n");
    assert_false(program_printed(p, "内置    决算公开·预算"));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "b.yaml")), 0);
    assert_int_equal(RUN(p, "template", "upgrade", "1", "-n"), 0);
    assert_printed(p, "新版模板没有：打算（plan）");
    assert_printed(p, "新增：收支（money）");
    assert_int_equal(RUN(p, "outline", "1"), 0);
    assert_false(program_printed(p, "收支"));
    assert_int_equal(RUN(p, "template", "upgrade", "1"), 0);
    assert_int_equal(RUN(p, "outline", "1"), 0);
    assert_printed(p, "收支");
    assert_printed(p, "打算");
    assert_int_equal(RUN(p, "template", "new", "1", "-o", program_path(p, "own.yaml")), 0);
    assert_int_equal(RUN(p, "template", "check", program_path(p, "own.yaml")), 0);
    assert_int_equal(RUN(p, "template", "preview", program_path(p, "own.yaml")), 0);
    assert_printed(p, "工作情况");
    assert_int_equal(RUN(p, "template", "preview", "rectify"), 0);
    assert_printed(p, "问题整改台账 * [附件]");
    assert_int_equal(RUN(p, "template", "add", program_path(p, "a.yaml")), 1);
    assert_said(p, "--force");
    assert_int_equal(RUN(p, "template", "remove", "office"), 0);
    assert_int_equal(RUN(p, "template", "show", "office"), 1);
    folder_put(program_path(p, "c.yaml"), SPAN("form_id: office\nsections: 5\n"));
    assert_int_equal(RUN(p, "template", "check", program_path(p, "c.yaml")), 3);
    assert_int_equal(RUN(p, "template", "add", program_path(p, "c.yaml")), 3);
}

/* A locale that is not there, and plain C, carry Chinese all the same. */
static void any_locale_carries_chinese(void **state) {
    struct program *p = *state;
    static const char *const locales[] = {"C", "POSIX", "zh_NOWHERE.UTF-8", ""};
    make_report(p);
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        assert_int_equal(setenv("LC_ALL", locales[i], 1), 0);
        int code = RUN(p, "list");
        assert_int_equal(setenv("LC_ALL", "C.UTF-8", 1), 0);
        assert_int_equal(code, 0);
        assert_printed(p, "望湖区梧桐里街道办事处");
    }
}

/* A file takes a few milliseconds to read: of many the progress is shown, and Ctrl-C stops between
 * two of them. */
static void long_work_on_a_terminal_is_shown_and_can_be_stopped(void **state) {
    struct program *p = *state;
    enum { FILES = 400 };
    struct str large = STR_INIT;
    char in[600], name[64];
    (void)snprintf(in, sizeof in, "%s", program_path(p, "in"));
    assert_int_equal(mkdir(in, 0700), 0);
    str_add_text(&large, "2023年度甲街道办事处部门整体支出绩效评价报告\n一、概况\n");
    str_add_repeat(&large, SPAN("　　完成8596万元，比上年增长10.7%，各项工作都有进展。\n"), 1500);
    folder_put(program_path(p, "large.txt"), str_span(&large));
    for (int i = 0; i < FILES; i++) {
        (void)snprintf(name, sizeof name, "in/%d.txt", i);
        char from[600];
        (void)snprintf(from, sizeof from, "%s", program_path(p, "large.txt"));
        assert_int_equal(link(from, program_path(p, name)), 0);
    }
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "import", "--all", in, NULL};
    struct pty *pty = pty_start(argv, NULL, 24, 120);
    pty_wait_output(pty, "/400");
    do
        assert_int_equal(RUN(p, "list", "--json"), 0);
    while (strstr(p->out.s, "\"report\":1,") == NULL);
    pty_send_text(pty, "\x03");
    assert_int_equal(pty_wait_exit(pty), 1);
    assert_true(pty_has_text(pty, "已停止：还有"));
    pty_free(pty);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_printed(p, "\"report\":1,"); /* what was done before stays */
    assert_int_equal(RUN(p, "verify"), 0);
    str_release(&large);
}

/* A single file that is long, too: how far it is, and nothing of it is kept. */
static void ctrl_c_stops_in_the_middle_of_a_long_file(void **state) {
    struct program *p = *state;
    struct str large = STR_INIT;
    char path[600];
    str_add_text(&large, "2023年度甲街道办事处部门整体支出绩效评价报告\n");
    for (int i = 0; i < 60000; i++)
        str_add_format(&large, "（%s）第%d项工作\n完成8596万元，比上年增长10.7%%。\n",
                       ((const char *[]){"一", "二", "三", "四"})[i % 4], i);
    (void)snprintf(path, sizeof path, "%s", program_path(p, "large.txt"));
    folder_put(path, str_span(&large));
    str_release(&large);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "import", path, NULL};
    struct pty *pty = pty_start(argv, NULL, 24, 120);
    pty_wait_output(pty, "1/1 ");
    pty_wait_output(pty, "%\033[K");
    pty_send_text(pty, "\x03");
    assert_int_equal(pty_wait_exit(pty), 1);
    assert_true(pty_has_text(pty, "已停止：还有1个文件没有导入"));
    pty_free(pty);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
}

/* Longer than one look at the clock: an export of pages says how far its check is, and stops. */
static void ctrl_c_stops_the_check_before_an_export(void **state) {
    struct program *p = *state;
    struct str large = STR_INIT;
    str_add_text(&large, "2023年度甲街道办事处部门整体支出绩效评价报告\n一、概况\n");
    str_add_repeat(&large, SPAN("完成8596万元，资金使用规范，各项工作都有进展，"), 60000);
    folder_put(program_path(p, "large.txt"), str_span(&large));
    assert_int_equal(RUN(p, "import", program_path(p, "large.txt")), 0);
    char out[600];
    (void)snprintf(out, sizeof out, "%s", program_path(p, "pages.txt"));
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "export", "1",
                                "--layout",       "page", "-o",  out,      NULL};
    struct pty *pty = pty_start(argv, NULL, 24, 120);
    pty_wait_output(pty, "%\033[K");
    pty_send_text(pty, "\x03");
    assert_int_equal(pty_wait_exit(pty), 1);
    assert_true(pty_has_text(pty, "已停止"));
    pty_free(pty);
    assert_int_equal(file_kind_of(out), FILE_NONE);
    str_release(&large);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_import_is_tried_without_storing_anything),
        TEST(ctrl_c_stops_the_check_before_an_export),
        TEST(what_an_import_leaves_out_is_said),
        TEST(a_folder_without_texts_and_with_folders_is_said),
        TEST(an_export_needs_a_file_for_what_is_no_text),
        TEST(the_history_is_a_table),
        TEST(the_list_knows_reports_without_a_year),
        TEST(templates_are_listed_shown_checked_added_and_brought_up_to_date),
        TEST(any_locale_carries_chinese),
        TEST(long_work_on_a_terminal_is_shown_and_can_be_stopped),
        TEST(ctrl_c_stops_in_the_middle_of_a_long_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
