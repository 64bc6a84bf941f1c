/* The program on a real pseudo-terminal, as a clerk uses it, and as a power switch ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char f2[] = "\x1bOQ", f5[] = "\x1b[15~", esc[] = "\x1b";
enum { CTRL_D = 4, CTRL_E = 5, CTRL_Q = 17, SECTIONS = 18 };

static struct pty *start(struct program *p, const char *report, int rows, int cols) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, report, NULL};
    const char *const env[] = {home, NULL};
    return pty_start(argv, env, rows, cols);
}

static void send_key(struct pty *pty, int control) {
    char byte = (char)control;
    pty_send(pty, (struct span){&byte, 1});
}

static void quit(struct pty *pty) {
    pty_check_idle(pty);
    send_key(pty, CTRL_Q);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
}

/* From the empty library to the workbench of a new report. */
static void make_report(struct pty *pty) {
    pty_step(pty, "\r", "续编自");
    pty_step(pty, "云川市望湖区梧桐里街道办事处", "望湖区");
    /* the year that stands there goes with the clock, and what is asked with the year */
    pty_step(pty, "\t梧桐里\t\x7f\x7f\x7f\x7f", "四位数字");
    pty_step(pty, "2023\t\t", "Enter 新建");
    pty_step(pty, "\r", "已完成0/18");
}

static void text_of(int i, char text[64]) {
    (void)snprintf(text, 64, "第%d处正文，写明“数量”%d件。", i, 1000 + i);
}

static void walk_a_report(struct program *p, int rows, int cols) {
    struct pty *pty = start(p, NULL, rows, cols);
    char text[64], wanted[64];
    pty_wait_text(pty, "新建报告");
    make_report(pty);
    for (int i = 0; i < SECTIONS; i++) {
        text_of(i, text);
        pty_send_text(pty, text);
        (void)snprintf(wanted, sizeof wanted, "%d件。", 1000 + i);
        pty_wait_text(pty, wanted);
        send_key(pty, CTRL_D);
        (void)snprintf(wanted, sizeof wanted, "已完成%d/18", i + 1);
        pty_wait_text(pty, wanted);
        pty_check(pty);
        pty_step(pty, f2, i + 1 < SECTIONS ? "已保存" : "各节都已完成");
    }
    pty_check_idle(pty);
    pty_step(pty, f5, "28字 × 22行");
    pty_step(pty, esc, "已完成18/18");
    send_key(pty, CTRL_E);
    pty_wait_text(pty, "交稿检查"); /* there is no sign-off */
    send_key(pty, CTRL_E);
    pty_wait_text(pty, "看检查");
    pty_step(pty, "\r", "已导出到");
    pty_step(pty, "\r", "已完成18/18");
    quit(pty);
}

/* Every typed text, in its order, in what was exported. */
static void check_export(struct program *p) {
    struct str out = STR_INIT;
    char text[64], path[800];
    assert_int_equal(RUN(p, "list", "--json"), 0);
    int year = 0;
    assert_int_equal(sscanf(strstr(p->out.s, "\"year\":"), "\"year\":%d", &year), 1);
    (void)snprintf(path, sizeof path,
                   "%s/%d年度云川市望湖区梧桐里街道办事处部门整体支出绩效评价报告.docx", p->folder,
                   year);
    struct str file = STR_INIT;
    folder_get(path, &file);
    archive_get(str_span(&file), "word/document.xml", &out);
    str_release(&file);
    const char *at = out.s;
    for (int i = 0; i < SECTIONS; i++) {
        text_of(i, text);
        at = strstr(at, text);
        assert_non_null(at);
        at += strlen(text);
    }
    str_release(&out);
}

static void test_clerk__walks_a_report_and_exports_it_at_80_by_24(void **state) {
    walk_a_report(*state, 24, 80);
    check_export(*state);
}

static void test_clerk__walks_a_report_and_exports_it_at_60_by_16(void **state) {
    walk_a_report(*state, 16, 60);
    check_export(*state);
}

static void test_clerk__comes_back_to_where_the_report_was_left(void **state) {
    struct program *p = *state;
    struct pty *pty = start(p, NULL, 24, 80);
    pty_wait_text(pty, "新建报告");
    make_report(pty);
    pty_step(pty, f2, "二、部门整体支出绩效情况");
    pty_step(pty, "先写的", "先写的");
    quit(pty);
    pty = start(p, NULL, 24, 80);
    pty_wait_text(pty, "先写的");
    pty_step(pty, "后写的", "先写的后写的");
    quit(pty);
}

/* --- ends that nobody asked for --- */

static void one_report(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023"), 0);
}

static void test_clerk__is_told_what_was_recovered(void **state) {
    struct program *p = *state;
    one_report(p);
    struct pty *pty = start(p, "1", 24, 80);
    pty_wait_text(pty, "已完成");
    pty_step(pty, "断电之前", "断电之前");
    pty_signal(pty, SIGKILL);
    (void)pty_wait_exit(pty);
    pty_free(pty);
    pty = start(p, "1", 24, 80);
    pty_wait_text(pty, "已找回");
    pty_wait_text(pty, "断电之前");
    quit(pty);
}

static void end_by(struct program *p, int number) {
    struct pty *pty = start(p, "1", 24, 80);
    pty_wait_text(pty, "已完成");
    pty_step(pty, "线断了", "线断了");
    pty_signal(pty, number);
    (void)pty_wait_exit(pty);
    pty_check_restored(pty);
    pty_free(pty);
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_true(program_printed(p, "线断了"));
}

static void test_clerk__a_lost_line_saves_and_restores_the_terminal(void **state) {
    struct program *p = *state;
    one_report(p);
    end_by(p, SIGHUP);
    end_by(p, SIGTERM);
    assert_int_equal(RUN(p, "history", "1", "1", "--json"), 0);
    assert_true(program_printed(p, "\"act\":\"type\"")); /* folded, no draft is left */
}

static void test_clerk__a_crash_restores_the_terminal(void **state) {
    struct program *p = *state;
    one_report(p);
    end_by(p, SIGSEGV);
    end_by(p, SIGABRT);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_clerk__##name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(walks_a_report_and_exports_it_at_80_by_24),
        TEST(walks_a_report_and_exports_it_at_60_by_16),
        TEST(comes_back_to_where_the_report_was_left),
        TEST(is_told_what_was_recovered),
        TEST(a_lost_line_saves_and_restores_the_terminal),
        TEST(a_crash_restores_the_terminal),
    };
    return cmocka_run_group_tests_name("e2e/clerk", tests, NULL, NULL);
}
