/* diff on the command line, and the plan of a newer template. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

static void make_two_years(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "甲街道", "--year", "2022"), 0);
    assert_int_equal(RUN_INPUT(p, "学习6次。\n一样的话。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "new", "--unit", "甲街道", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(p, "学习8次。\n一样的话。\n", "put", "2", "economy"), 0);
}

static void without_another_report_it_is_last_years(void **state) {
    struct program *p = *state;
    make_two_years(p);
    assert_int_equal(RUN(p, "diff", "2"), 0);
    assert_true(program_printed(p, "旧：报告1  甲街道 2022年度\n新：报告2  甲街道 2023年度\n"));
    assert_true(program_printed(p, "    学习[-6-]{+8+}次。\n"));
    assert_false(program_printed(p, "一样的话"));
    assert_int_equal(RUN(p, "diff", "1", "2"), 0);
    assert_true(program_printed(p, "    学习[-8-]{+6+}次。\n"));
    assert_int_equal(RUN(p, "diff", "1"), 1);
    assert_int_equal(p->out.len, 0);
}

static void an_earlier_change_is_a_moment_of_the_same_report(void **state) {
    struct program *p = *state;
    make_two_years(p);
    assert_int_equal(RUN(p, "diff", "2", "@1"), 1); /* a change of the other report */
    assert_int_equal(RUN(p, "history", "2", "--json"), 0);
    const char *words = "[{\"change\":";
    assert_true(program_printed(p, words));
    char moment[24] = "@";
    char *end = moment + 1;
    for (const char *at = p->out.s + strlen(words); *at >= '0' && *at <= '9'; at++)
        *end++ = *at;
    *end = '\0';
    assert_int_equal(RUN_INPUT(p, "学习9次。\n一样的话。\n", "put", "2", "economy"), 0);
    assert_int_equal(RUN(p, "diff", "2", moment), 0);
    assert_true(program_printed(p, "    学习[-8-]{+9+}次。\n"));
}

static void json_gives_every_section_and_all_its_text(void **state) {
    struct program *p = *state;
    make_two_years(p);
    assert_int_equal(RUN(p, "diff", "2", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"op\":\"keep\",\"text\":\"学习\"},"
                                   "{\"op\":\"remove\",\"text\":\"6\"},"
                                   "{\"op\":\"add\",\"text\":\"8\"},"
                                   "{\"op\":\"keep\",\"text\":\"次。\\n\"},"
                                   "{\"op\":\"keep\",\"text\":\"一样的话。\"}"));
    assert_true(program_printed(p, "\"status\":\"same\""));
}

static void a_word_file_reads_back_as_the_new_report(void **state) {
    struct program *p = *state;
    make_two_years(p);
    char *path = strdup(program_path(p, "对照.docx"));
    assert_int_equal(RUN(p, "diff", "2", "-o", path), 0);
    assert_true(program_said(p, "修改对照已写到"));
    assert_int_equal(p->out.len, 0);
    assert_int_equal(RUN(p, "import", path, "--template", "subdistrict"), 0);
    assert_int_equal(RUN(p, "get", "3", "economy"), 0);
    assert_string_equal(p->out.s, "学习8次。\n一样的话。\n");
    assert_int_equal(RUN(p, "diff", "2", "-o", program_path(p, "对照.txt")), 2);
    assert_true(program_said(p, "应以.docx结尾"));
    free(path);
}

static void a_figure_in_prose_differs_by_its_value(void **state) {
    struct program *p = *state;
    for (int year = 2022; year <= 2023; year++) {
        const char *number = year == 2022 ? "1" : "2";
        assert_int_equal(
            RUN(p, "new", "--unit", "甲街道", "--year", year == 2022 ? "2022" : "2023"), 0);
        assert_int_equal(RUN_INPUT(p, "预算${budget_initial}。\n", "put", number, "economy"), 0);
        assert_int_equal(
            RUN(p, "set", number, year == 2022 ? "budget_initial=100" : "budget_initial=120.50"),
            0);
    }
    assert_int_equal(RUN(p, "diff", "2"), 0);
    assert_true(program_printed(p, "    预算[-100.00-]{+120.50+}万元。\n"));
}

static void wrong_moments_are_wrong_usage(void **state) {
    struct program *p = *state;
    make_two_years(p);
    assert_int_equal(RUN(p, "diff", "2", "@"), 2);
    assert_int_equal(RUN(p, "diff", "2", "@x"), 2);
    assert_int_equal(RUN(p, "diff", "2", "x"), 2);
    assert_int_equal(RUN(p, "diff", "2", "77"), 1);
}

static void carrying_on_says_what_a_newer_template_changes(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "a.yaml"), SPAN("form_id: office\ntitle: 报告\nversion: '1'\n"
                                               "sections:\n  - {name: a, label: 甲}\n"));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "a.yaml")), 0);
    assert_int_equal(RUN(p, "new", "--unit", "甲街道", "--year", "2022", "--template", "office"),
                     0);
    folder_put(program_path(p, "a.yaml"), SPAN("form_id: office\ntitle: 报告\nversion: '2'\n"
                                               "sections:\n  - {name: b, label: 乙}\n"));
    assert_int_equal(RUN(p, "template", "add", program_path(p, "a.yaml")), 0);
    assert_int_equal(
        RUN(p, "new", "--unit", "甲街道", "--year", "2023", "--template", "office", "--carry", "1"),
        0);
    assert_string_equal(p->out.s, "2\n");
    assert_true(program_said(p, "甲（a）"));
    assert_true(program_said(p, "新增：乙（b）"));
}

int main(void) {
#define TEST(test) cmocka_unit_test_setup_teardown(test, program_setup, program_teardown)
    const struct CMUnitTest tests[] = {
        TEST(without_another_report_it_is_last_years),
        TEST(an_earlier_change_is_a_moment_of_the_same_report),
        TEST(json_gives_every_section_and_all_its_text),
        TEST(a_word_file_reads_back_as_the_new_report),
        TEST(a_figure_in_prose_differs_by_its_value),
        TEST(wrong_moments_are_wrong_usage),
        TEST(carrying_on_says_what_a_newer_template_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
