/* One report in several formats at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "tests/support/program.h"

#include <string.h>

#define NAME "2022年度梧桐里街道部门整体支出绩效评价报告"

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    assert_int_equal(RUN_INPUT(p, "甲社区78人，乙社区12人，共91人。\n", "put", "1", "economy"), 0);
    return 0;
}

static int teardown(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "verify"), 0);
    return program_teardown(state);
}

static bool is_there(struct program *p, const char *name) {
    return file_kind_of(program_path(p, name)) == FILE_REGULAR;
}

static void a_name_gets_the_ending_of_each_format(void **state) {
    struct program *p = *state;
    static const char *const names[] = {"a", "b.docx", "c.v2"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_int_equal(
            RUN(p, "export", "1", "--format", "docx,txt,xlsx", "-o", program_path(p, names[i])), 0);
    assert_true(is_there(p, "a.docx") && is_there(p, "a.txt") && is_there(p, "a.xlsx"));
    assert_true(is_there(p, "b.docx") && is_there(p, "b.txt") && is_there(p, "b.xlsx"));
    assert_false(is_there(p, "b.docx.txt"));
    assert_true(is_there(p, "c.v2.docx") && is_there(p, "c.v2.txt"));
}

static void a_folder_gets_the_reports_own_name(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "export", "1", "--format", "md,json", "-o", p->folder), 0);
    assert_true(is_there(p, NAME ".md") && is_there(p, NAME ".json"));
    assert_true(program_said(p, "已导出到"));
}

static void a_folder_that_is_missing_is_made(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "export", "1", "--format", "md,txt", "-o", program_path(p, "a/b/")), 0);
    assert_true(is_there(p, "a/b/" NAME ".md") && is_there(p, "a/b/" NAME ".txt"));
}

static void what_cannot_be_is_written_in_no_format(void **state) {
    struct program *p = *state;
    const char *path = program_path(p, "x");
    char *kept = mem_copy_text(path, strlen(path));
    assert_int_equal(RUN(p, "export", "1", "--format", "txt,foo", "-o", kept), 2);
    assert_true(program_said(p, "不能导出为“foo”"));
    assert_int_equal(RUN(p, "export", "1", "--format", "txt,", "-o", kept), 2);
    assert_int_equal(RUN(p, "export", "1", "--format", "txt,txt", "-o", kept), 2);
    assert_int_equal(RUN(p, "export", "1", "--format", "txt,md"), 2);
    assert_int_equal(RUN(p, "export", "1", "--format", "txt,md", "-o", "-"), 2);
    assert_int_equal(RUN(p, "export", "--all", "--format", "txt,md", "-o", p->folder), 2);
    assert_int_equal(
        RUN(p, "export", "1", "--format", "md,txt", "--encoding", "latin1", "-o", kept), 1);
    assert_int_equal(RUN(p, "export", "1", "--format", "md,txt", "--fail-on", "error", "-o", kept),
                     1);
    assert_false(is_there(p, "x.txt") || is_there(p, "x.md"));
    mem_free(kept);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(a_name_gets_the_ending_of_each_format), T(a_folder_gets_the_reports_own_name),
        T(a_folder_that_is_missing_is_made), T(what_cannot_be_is_written_in_no_format)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
