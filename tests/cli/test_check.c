/* check --file: what a finance office can ask of a file that it was sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os/file.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "2022年度云川市某街道办事处\n"
                           "部门整体支出绩效评价报告\n"
                           "\n"
                           "　　一、工作开展情况\n"
                           "　　甲社区78人，乙社区12人，共91人。\n"
                           "　　逐项布署，抓好落实。\n"
                           "　　二、存在的问题\n"
                           "　　预算编制不够细化。\n";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *program = *state;
    folder_put(program_path(program, "a.txt"), span_of(text));
    return 0;
}

static void test_cli_check__a_text_is_checked_by_its_lines(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--json"), 0);
    assert_true(program_printed(p, "\"line\":5,\"quote\":\"78人，乙社区12人，共91人\""));
    assert_true(program_printed(p, "78 + 12 = 90，文中为91"));
    assert_true(program_printed(p, "\"line\":6,\"quote\":\"逐项布署，抓好落\""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt")), 0);
    assert_true(program_printed(p, "第5行"));
    assert_true(program_printed(p, "错误2，"));
    assert_int_equal(file_kind_of(p->db), FILE_NONE); /* nothing was stored */
}

static void test_cli_check__other_formats_raise_the_same(void **state) {
    struct program *p = *state;
    static const char *const names[] = {"a.docx", "a.md", "a.json"};
    assert_int_equal(RUN(p, "import", program_path(p, "a.txt")), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, names[i])), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(RUN(p, "check", "--file", program_path(p, names[i]), "--json"), 0);
        assert_true(program_printed(p, "\"rule\":\"sum\""));
        assert_true(program_printed(p, "\"rule\":\"word\""));
        assert_true(program_printed(p, "\"line\":"));
    }
}

static void test_cli_check__a_template_says_what_is_missing(void **state) {
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "check", "--file", program_path(p, "a.txt"), "--template", "subdistrict", "--json"),
        0);
    assert_true(program_printed(p, "\"rule\":\"required\""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--template", "none"), 1);
    assert_true(program_said(p, "没有名为“none”的模板"));
}

static void test_cli_check__fail_on_decides_the_exit_code(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "a.txt"), "--fail-on", "error"), 1);
    folder_put(program_path(p, "b.txt"), SPAN("一、工作\n按期完成。\n"));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "b.txt"), "--fail-on", "hint"), 0);
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "none.txt")), 3);
    folder_put(program_path(p, "c.txt"), SPAN(""));
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "c.txt")), 3);
    assert_int_equal(RUN(p, "check", "1", "--file", program_path(p, "a.txt")), 2);
    assert_int_equal(RUN_INPUT(p, text, "check", "--file", "-", "--fail-on", "error"), 1);
    assert_true(program_printed(p, "78 + 12 = 90"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(test_cli_check__##name, setup, program_teardown)
        CASE(a_text_is_checked_by_its_lines),
        CASE(other_formats_raise_the_same),
        CASE(a_template_says_what_is_missing),
        CASE(fail_on_decides_the_exit_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
