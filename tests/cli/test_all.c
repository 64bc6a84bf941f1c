/* The whole library in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void make_three(struct program *p) {
    static const char *const units[] = {"甲街道", "乙街道", "丙街道"};
    static const char *const numbers[] = {"1", "2", "3"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(RUN(p, "new", "--unit", units[i], "--year", "2023"), 0);
        assert_int_equal(RUN_INPUT(p, "经济发展。\n", "put", numbers[i], "economy"), 0);
    }
    assert_int_equal(RUN_INPUT(p, "经济平稳。\n", "put", "1", "economy"), 0); /* the last change */
}

static void all_go_to_standard_output_by_their_numbers(void **state) {
    struct program *p = *state;
    make_three(p);
    struct str wanted = STR_INIT;
    assert_int_equal(RUN(p, "export", "1"), 0);
    str_add(&wanted, str_span(&p->out));
    assert_int_equal(RUN(p, "export", "2"), 0);
    str_add(&wanted, str_span(&p->out));
    assert_int_equal(RUN(p, "export", "3"), 0);
    str_add(&wanted, str_span(&p->out));
    assert_int_equal(RUN(p, "export", "--all"), 0);
    assert_string_equal(p->out.s, wanted.s);
    assert_true(program_said(p, "报告2：未填"));
    str_release(&wanted);
}

static void a_folder_gets_a_file_each_and_a_table(void **state) {
    struct program *p = *state;
    make_three(p);
    char *folder = strdup(program_path(p, "out"));
    assert_int_equal(RUN(p, "export", "--all", "-o", "/dev/null"), 2); /* no folder */
    assert_int_equal(RUN(p, "export", "--all", "-o", folder, "--format", "md"), 0);
    assert_int_equal(folder_count(folder), 3);
    assert_true(strncmp(p->out.s, "1\t", 2) == 0);
    assert_true(program_printed(p, "\n3\t"));
    assert_true(program_printed(p, "丙街道"));
    assert_true(program_said(p, "导出3份，失败0份"));
    free(folder);
}

static void a_file_that_fails_leaves_the_others_alone(void **state) {
    struct program *p = *state;
    make_three(p);
    char *folder = strdup(program_path(p, "out"));
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(RUN_INPUT(p, "表情😀。\n", "put", "2", "economy"), 0);
    assert_int_equal(RUN(p, "export", "--all", "-o", folder, "--encoding", "gbk"), 1);
    assert_int_equal(folder_count(folder), 2);
    assert_true(program_printed(p, "\n2\t-\n3\t"));
    assert_true(program_said(p, "报告2"));
    /* on standard output nothing stands behind the gap */
    assert_int_equal(RUN(p, "export", "--all", "--encoding", "gbk"), 1);
    assert_int_equal(RUN(p, "export", "--all", "--fail-on", "hint"), 1);
    assert_int_equal(p->out.len, 0);
    free(folder);
}

static void a_folder_comes_in_with_a_line_each(void **state) {
    struct program *p = *state;
    char *folder = strdup(program_path(p, "in"));
    assert_int_equal(mkdir(folder, 0700), 0);
    static const struct {
        const char *name, *text;
    } files[] = {{"in/a.txt", "2023年度甲街道\n\n　　一、经济\n　　平稳。\n"},
                 {"in/b.txt", ""},
                 {"in/d.pdf", "%PDF-1.4"},
                 {"in/c.txt", "2023年度丙街道\n\n　　一、经济\n　　平稳。\n"}};
    for (size_t i = 0; i < 4; i++)
        folder_put(program_path(p, files[i].name), span_of(files[i].text));
    assert_int_equal(RUN(p, "import", "--all", folder), 3);
    assert_true(strncmp(p->out.s, "1\tutf-8\t", 8) == 0);
    assert_true(program_printed(p, "\n-\t-\t-\t-\t"));
    assert_true(program_printed(p, "\n2\tutf-8\t"));
    assert_true(program_said(p, "读了3个文件：导入2个，失败1个"));
    assert_true(program_said(p, "b.txt"));
    assert_true(program_said(p, "d.pdf：跳过（不能导入PDF文件"));
    free(folder);
}

/* So many that several threads make them: the order is that of the numbers, and the first that
 * fails ends it. */
static void many_come_out_in_their_order(void **state) {
    enum { MANY = 150, WRONG = 97 };
    struct program *p = *state;
    char *folder = strdup(program_path(p, "in"));
    struct str wanted = STR_INIT, before = STR_INIT;
    assert_int_equal(mkdir(folder, 0700), 0);
    for (int i = 1; i <= MANY; i++) {
        struct str name = STR_INIT, text = STR_INIT;
        str_add_format(&name, "in/%03d.txt", i);
        str_add_format(&text, "2023年度第%d街道\n\n　　一、经济\n　　平稳%s。\n", i,
                       i == WRONG ? "😀" : "");
        folder_put(program_path(p, name.s), str_span(&text));
        str_add(&wanted, str_span(&text));
        if (i < WRONG)
            str_add(&before, str_span(&text));
        str_release(&name);
        str_release(&text);
    }
    assert_int_equal(RUN(p, "import", "--all", folder), 0);
    assert_int_equal(RUN(p, "export", "--all"), 0);
    assert_string_equal(p->out.s, wanted.s);
    assert_int_equal(RUN(p, "export", "--all", "--encoding", "gbk"), 1);
    struct str text = STR_INIT;
    struct charset_report charset;
    assert_int_equal(charset_decode(&text, str_span(&p->out), "gbk", &charset, NULL), RC_OK);
    assert_string_equal(text.s, before.s);
    assert_true(program_said(p, "报告97"));
    str_release(&text);
    str_release(&before);
    str_release(&wanted);
    free(folder);
}

int main(void) {
#define TEST(test) cmocka_unit_test_setup_teardown(test, program_setup, program_teardown)
    const struct CMUnitTest tests[] = {
        TEST(all_go_to_standard_output_by_their_numbers),
        TEST(a_folder_gets_a_file_each_and_a_table),
        TEST(a_file_that_fails_leaves_the_others_alone),
        TEST(a_folder_comes_in_with_a_line_each),
        TEST(many_come_out_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
