/* undo, redo, replace, fix, renumber on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os/file.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

#define TEXT "甲社区78人,乙社区12人，共91人。\n做好做好防汛。\n"

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    assert_int_equal(RUN_INPUT(p, TEXT, "put", "1", "economy"), 0);
    return 0;
}

static int teardown(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "verify"), 0);
    return program_teardown(state);
}

static void assert_text(struct program *p, const char *text) {
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_string_equal(p->out.s, text);
}

static char *id_of(struct program *p, const char *rule) {
    struct str word = STR_INIT;
    str_add_format(&word, "\"rule\":\"%s\"", rule);
    assert_int_equal(RUN(p, "check", "1", "--json"), 0);
    const char *at = strstr(p->out.s, word.s);
    assert_non_null(at);
    while (strncmp(at, "{\"id\":\"", 7) != 0)
        at--;
    str_release(&word);
    return strndup(at + 7, 8);
}

static void undo_and_redo_say_what_they_did(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "replace", "1", "社区", "小区", "economy"), 0);
    assert_true(program_said(p, "已替换2处"));
    assert_int_equal(RUN(p, "undo", "1", "-n"), 0);
    assert_true(program_said(p, "将撤销 （一）经济发展稳运行：替换"));
    assert_text(p, "甲小区78人,乙小区12人，共91人。\n做好做好防汛。\n");
    assert_int_equal(RUN(p, "undo", "1"), 0);
    assert_true(program_said(p, "已撤销 （一）经济发展稳运行：替换"));
    assert_text(p, TEXT);
    assert_int_equal(RUN(p, "redo", "1"), 0);
    assert_true(program_said(p, "已重做"));
    assert_text(p, "甲小区78人,乙小区12人，共91人。\n做好做好防汛。\n");
    assert_int_equal(RUN(p, "redo", "1"), 1);
    assert_true(program_said(p, "没有可以重做的修改"));
    assert_int_equal(RUN(p, "--user", "别人", "undo", "1"), 1); /* each user goes back alone */
}

static void replace_without_n_changes_and_with_it_lists(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "replace", "1", "社区", "小区", "-n"), 0);
    assert_string_equal(p->out.s, "2.1.1     甲【社区】78人,乙社区12人，共91人。\n"
                                  "2.1.1     甲社区78人,乙【社区】12人，共91人。\n");
    assert_text(p, TEXT);
    assert_int_equal(RUN(p, "replace", "1", "党建引领有活力", "党建引领", "-n"), 0);
    assert_true(strstr(p->out.s, "党建引领有活力\n") != NULL); /* a heading is a place too */
    assert_int_equal(RUN(p, "replace", "1", "没有的字", "小区"), 1);
    assert_true(program_said(p, "没有找到“没有的字”"));
    assert_int_equal(RUN(p, "replace", "1", "", "小区"), 2);
    assert_int_equal(RUN(p, "replace", "1", "社区", "小\n区"), 2);
    assert_int_equal(RUN(p, "replace", "1", "社区", "小区", "nowhere"), 1);
    assert_text(p, TEXT);
    assert_int_equal(RUN(p, "replace", "1", "社区", "", "economy"), 0);
    assert_text(p, "甲78人,乙12人，共91人。\n做好做好防汛。\n");
}

static void fix_does_what_the_finding_offers(void **state) {
    struct program *p = *state;
    char *half = id_of(p, "half-width"), *doubled = id_of(p, "doubled-word");
    assert_int_equal(RUN(p, "fix", "1", half, doubled, "-n"), 0);
    assert_true(strstr(p->out.s, "→") != NULL);
    assert_text(p, TEXT);
    assert_int_equal(RUN(p, "fix", "1", half, doubled), 0);
    assert_true(program_said(p, "改正了2处"));
    assert_text(p, "甲社区78人，乙社区12人，共91人。\n做好防汛。\n");
    assert_int_equal(RUN(p, "undo", "1"), 0); /* one step */
    assert_text(p, TEXT);
    free(doubled);
    free(half);
}

static void fix_does_nothing_where_one_cannot_be_done(void **state) {
    struct program *p = *state;
    char *half = id_of(p, "half-width"), *sum = id_of(p, "sum");
    assert_int_equal(RUN(p, "fix", "1", half, sum), 1);
    assert_true(program_said(p, "没有现成的改法"));
    assert_int_equal(RUN(p, "fix", "1", half, "ffffffff"), 1);
    assert_int_equal(RUN(p, "fix", "1", half, "ffffffff", "-n"), 1);
    assert_int_equal(RUN(p, "fix", "1"), 2);
    assert_int_equal(RUN(p, "fix", "1", "--rule", "nosuch"), 1);
    assert_true(program_said(p, "没有“nosuch”这条规则"));
    assert_int_equal(RUN(p, "fix", "1", "--rule", "space", "-n"), 0);
    assert_true(program_said(p, "没有能照着改的"));
    assert_int_equal(RUN(p, "fix", "1", half, "--rule", "half-width"), 2);
    assert_text(p, TEXT);
    assert_int_equal(RUN(p, "fix", "1", "--rule", "half-width"), 0);
    assert_text(p, "甲社区78人，乙社区12人，共91人。\n做好做好防汛。\n");
    free(sum);
    free(half);
}

static void renumber_drops_the_labels_of_a_file(void **state) {
    struct program *p = *state;
    const char *path = program_path(p, "a.txt");
    const char *text = "梧桐里街道2022年度部门整体支出绩效自评报告\n一、基本情况\n甲。\n"
                       "三、主要成效\n（一）办好实事\n乙。\n（三）改善环境\n丙。\n";
    assert_int_equal(file_write_atomic(path, span_of(text), NULL), RC_OK);
    assert_int_equal(RUN(p, "import", path), 0);
    assert_int_equal(RUN(p, "renumber", "2", "2.2", "-n"), 0);
    assert_true(program_said(p, "将改正1处序号"));
    assert_int_equal(RUN(p, "renumber", "2"), 0);
    assert_true(program_said(p, "改正了2处序号"));
    assert_int_equal(RUN(p, "outline", "2"), 0);
    assert_true(program_printed(p, "二、主要成效"));
    assert_true(program_printed(p, "（二）改善环境"));
    assert_int_equal(RUN(p, "undo", "2"), 0);
    assert_int_equal(RUN(p, "outline", "2"), 0);
    assert_true(program_printed(p, "（三）改善环境"));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(undo_and_redo_say_what_they_did),     T(replace_without_n_changes_and_with_it_lists),
        T(fix_does_what_the_finding_offers),    T(fix_does_nothing_where_one_cannot_be_done),
        T(renumber_drops_the_labels_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
