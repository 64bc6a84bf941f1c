/* Tables on the command line: with tabs, in Markdown, from an Excel file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/workbook.h"

#include <string.h>

#define TABS "经费如下：\n项目\t金额\n水费\t1,200.5\n电|费\t\n以上。\n"
#define MARKDOWN                                                                                   \
    "经费如下：\n| 项目 | 金额 |\n| --- | ---: |\n| 水费 | 1,200.5 |\n| 电\\|费 |  |\n以上。\n"

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    return 0;
}

static void assert_get(struct program *p, const char *section, const char *text) {
    assert_int_equal(RUN(p, "get", "1", section), 0);
    assert_string_equal(p->out.s, text);
}

static void lines_with_tabs_are_rows(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN_INPUT(p, TABS, "put", "1", "economy"), 0);
    assert_get(p, "economy", TABS);
    assert_int_equal(RUN(p, "export", "1", "--format", "html"), 0);
    assert_non_null(strstr(p->out.s, "<tr><td>水费</td><td class=\"number\">1,200.5</td></tr>"));
    assert_int_equal(RUN(p, "get", "1", "economy", "--format", "md"), 0);
    assert_string_equal(p->out.s, MARKDOWN);
    assert_int_equal(RUN(p, "get", "1", "economy", "--format", "docx"), 2);
    assert_int_equal(RUN_INPUT(p, "\t一段。\n\t又一段。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "export", "1", "--format", "html"), 0);
    assert_null(strstr(p->out.s, "<td>"));
}

/* An empty last line is a line. */
static void what_is_got_is_put_again(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN_INPUT(p, "甲\t1\n乙\t2\n\n", "put", "1", "economy"), 0);
    assert_get(p, "economy", "甲\t1\n乙\t2\n\n");
}

static void a_table_in_markdown_is_one(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN_INPUT(p, MARKDOWN, "put", "1", "economy"), 0);
    assert_get(p, "economy", TABS);
}

/* What was a row stays one, alone too; the same for a line that was none. */
static void lines_that_are_there_stay_what_they_are(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN_INPUT(p, "甲\t1\n乙\t2\n丙\t3\t4\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN_INPUT(p, "前\n乙\t2\n丙\t3\t4\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "export", "1", "--format", "html"), 0);
    assert_non_null(strstr(p->out.s, "<td>乙</td>"));
    assert_non_null(strstr(p->out.s, "<p>丙\t3\t4</p>"));
}

static void a_page_of_a_workbook_is_a_table(void **state) {
    struct program *p = *state;
    struct workbook_sheet page = {.merge_count = 0};
    struct str bytes = STR_INIT;
    workbook_set(&page, 0, 0, 's', "项目");
    workbook_set(&page, 0, 1, 's', "金额");
    workbook_set(&page, 1, 0, 'i', "水费");
    workbook_set(&page, 1, 1, 'n', "1200.5");
    workbook_set(&page, 2, 1, 'p', "0.951");
    workbook_write(&bytes, &page, NULL);
    const char *path = program_path(p, "a.xlsx");
    folder_put(path, str_span(&bytes));
    if (RUN(p, "put", "1", "economy", path) != 0)
        fail_msg("%s", p->err.s);
    assert_get(p, "economy", "项目\t金额\n水费\t1200.5\n\t95.1%\n");
    assert_int_equal(RUN(p, "put", "1", "economy", path, "--page", "Sheet1"), 0);
    assert_int_equal(RUN(p, "put", "1", "economy", path, "--page", "1"), 0);
    assert_int_equal(RUN(p, "put", "1", "economy", path, "--page", "3"), 3);
    assert_true(program_said(p, "没有“3”这一页"));
    assert_get(p, "economy", "项目\t金额\n水费\t1200.5\n\t95.1%\n");
    workbook_release(&page);
    str_release(&bytes);
}

#define IN_PROGRAM(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PROGRAM(lines_with_tabs_are_rows),
        IN_PROGRAM(what_is_got_is_put_again),
        IN_PROGRAM(a_table_in_markdown_is_one),
        IN_PROGRAM(lines_that_are_there_stay_what_they_are),
        IN_PROGRAM(a_page_of_a_workbook_is_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
