/* search on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

static void make_two(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "甲街道", "--year", "2022"), 0);
    assert_int_equal(RUN(p, "new", "--unit", "乙街道", "--year", "2023"), 0);
    assert_int_equal(RUN_INPUT(p, "第一句。防汛物资1,786件！\n", "put", "2", "economy"), 0);
    assert_int_equal(RUN_INPUT(p, "防汛演练。\n", "put", "1", "2.1.2"), 0);
}

static void the_newest_comes_first_with_its_sentence(void **state) {
    struct program *p = *state;
    make_two(p);
    assert_int_equal(RUN(p, "search", "防汛"), 0);
    const char *first = strstr(p->out.s, "防汛演练。");
    const char *second = strstr(p->out.s, "防汛物资1,786件！");
    assert_non_null(first);
    assert_non_null(second);
    assert_true(first < second);
    assert_false(program_printed(p, "第一句"));
    assert_int_equal(RUN(p, "search", "汛"), 0); /* one character */
    assert_true(program_printed(p, "防汛演练。"));
    assert_int_equal(RUN(p, "search", "防汛", "1786件"), 0); /* all of the words */
    assert_true(program_printed(p, "2     乙街道 2023"));
    assert_false(program_printed(p, "甲街道"));
}

static void json_has_place_and_span(void **state) {
    struct program *p = *state;
    make_two(p);
    assert_int_equal(RUN(p, "search", "--json", "物资"), 0);
    assert_true(program_printed(p, "[{\"report\":2,\"unit\":\"乙街道\",\"year\":2023,\"path\":\"2."
                                   "1.1\",\"name\":\"economy\","));
    assert_true(
        program_printed(p, "\"offset\":6,\"length\":2,\"sentence\":\"防汛物资1,786件！\"}]"));
    assert_int_equal(RUN(p, "search", "--json", "没有这个词"), 0);
    assert_string_equal(p->out.s, "[]\n");
}

static void what_is_not_there_is_no_failure(void **state) {
    struct program *p = *state;
    make_two(p);
    assert_int_equal(RUN(p, "search", "没有这个词"), 0);
    assert_int_equal(p->out.len, 0);
    assert_true(program_said(p, "没有找到“没有这个词”"));
    assert_int_equal(RUN(p, "search", "，"), 1);
    assert_true(program_said(p, "字词"));
    assert_int_equal(RUN(p, "search"), 2);
    assert_int_equal(RUN(p, "search", "\xff"), 2);
    assert_int_equal(p->out.len, 0);
}

static void the_trash_is_not_searched(void **state) {
    struct program *p = *state;
    make_two(p);
    assert_int_equal(RUN(p, "trash", "1"), 0);
    assert_int_equal(RUN(p, "search", "防汛"), 0);
    assert_false(program_printed(p, "演练"));
    assert_int_equal(RUN(p, "untrash", "1"), 0);
    assert_int_equal(RUN(p, "search", "防汛"), 0);
    assert_true(program_printed(p, "演练"));
}

static void more_than_a_page_is_printed_whole(void **state) {
    struct program *p = *state;
    enum { SECTIONS = 230 };
    struct str text = STR_INIT;
    for (int i = 1; i <= SECTIONS; i++)
        str_add_format(&text, "# 第%d节\n\n防汛第%d次。\n\n", i, i);
    folder_put(program_path(p, "many.md"), str_span(&text));
    assert_int_equal(RUN(p, "import", program_path(p, "many.md")), 0);
    assert_int_equal(RUN(p, "search", "防汛"), 0);
    size_t rows = 0;
    for (size_t i = 0; i < p->out.len; i++)
        rows += p->out.s[i] == '\n';
    assert_int_equal(rows, SECTIONS);
    assert_true(strstr(p->out.s, "防汛第1次。") < strstr(p->out.s, "防汛第230次。"));
    str_release(&text);
}

/* What prints instead of a token is what a clerk has read; in the history, where it may have been
 * another, its label. */
static void a_figure_is_shown_as_it_prints(void **state) {
    struct program *p = *state;
    make_two(p);
    assert_int_equal(RUN(p, "set", "2", "budget_initial=100"), 0);
    assert_int_equal(RUN_INPUT(p, "防汛用${budget_initial}，上年${budget_initial.prior}。\n", "put",
                               "2", "economy"),
                     0);
    assert_int_equal(RUN(p, "search", "防汛用"), 0);
    assert_true(program_printed(p, "防汛用100.00万元，上年【未填：年初预算上年数】。"));
    assert_int_equal(RUN(p, "history", "2"), 0);
    assert_true(program_printed(p, "防汛用{年初预算}，"));
    assert_false(program_printed(p, "${"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_newest_comes_first_with_its_sentence), TEST(json_has_place_and_span),
        TEST(what_is_not_there_is_no_failure),          TEST(the_trash_is_not_searched),
        TEST(more_than_a_page_is_printed_whole),        TEST(a_figure_is_shown_as_it_prints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
