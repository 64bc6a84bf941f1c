/* Passing a finding on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

static int setup(void **state) {
    (void)program_setup(state);
    struct program *program = *state;
    assert_int_equal(RUN(program, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    assert_int_equal(
        RUN_INPUT(program, "甲社区78人，乙社区12人，共91人。\n", "put", "1", "economy"), 0);
    return 0;
}

/* The id of the first finding of a rule in what check --json printed. */
static char *id_of(struct program *p, const char *report, const char *rule) {
    assert_int_equal(RUN(p, "check", report, "--json"), 0);
    struct str word = STR_INIT;
    str_add_format(&word, "\"rule\":\"%s\"", rule);
    const char *at = strstr(p->out.s, word.s), *id = at;
    assert_non_null(at);
    while (strncmp(id, "{\"id\":\"", 7) != 0)
        id--;
    str_release(&word);
    return strndup(id + 7, 8);
}

static void test_cli_pass__it_stays_listed_and_counts_no_more(void **state) {
    struct program *p = *state;
    char *id = id_of(p, "1", "sum");
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "error"), 1);
    assert_int_equal(RUN(p, "--user", "张三", "pass", "1", id, "--reason", "另有1人借调"), 0);
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "error"), 0);
    assert_true(program_printed(p, "（张三已核实：另有1人借调）"));
    assert_true(program_printed(p, "错误0，"));
    assert_true(program_printed(p, "，已核实1"));
    assert_int_equal(RUN(p, "check", "1", "--json"), 0);
    assert_true(program_printed(p, "\"passed\":{\"by\":\"张三\",\"reason\":\"另有1人借调\"}"));
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"errors\":0"));
    assert_int_equal(RUN(p, "history", "1", "--json"), 0);
    assert_true(program_printed(p, "\"act\":\"pass\""));
    assert_int_equal(RUN(p, "export", "1", "--fail-on", "error", "-o", program_path(p, "a.txt")),
                     0);
    free(id);
}

static void test_cli_pass__it_comes_back_when_its_text_changes(void **state) {
    struct program *p = *state;
    char *id = id_of(p, "1", "sum");
    assert_int_equal(RUN(p, "pass", "1", id, "--reason", "另计"), 0);
    assert_int_equal(RUN_INPUT(p, "甲社区78人，乙社区13人，共92人。\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "error"), 1);
    assert_int_equal(RUN_INPUT(p, "今年甲社区78人，乙社区12人，共91人。\n", "put", "1", "economy"),
                     0);
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "error"), 0);
    free(id);
}

static void test_cli_pass__json_takes_it_along_and_next_year_begins_anew(void **state) {
    struct program *p = *state;
    char *id = id_of(p, "1", "sum");
    assert_int_equal(RUN(p, "pass", "1", id, "--reason", "另计"), 0);
    assert_int_equal(RUN(p, "remove", "1", "1"), 0); /* ids of sections move up by import */
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "check", "2", "--fail-on", "error"), 0);
    assert_int_equal(RUN(p, "check", "--file", program_path(p, "r.json"), "--fail-on", "error"), 0);
    assert_int_equal(RUN(p, "new", "--carry", "1", "--unit", "梧桐里街道", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "export", "3", "--format", "json"), 0);
    assert_true(program_printed(p, "\"passed\": []"));
    free(id);
}

static void test_cli_pass__wrong_use_is_refused(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "pass", "1", "00000000", "--reason", "另计"), 1);
    assert_true(program_said(p, "没有编号为“00000000”的问题"));
    assert_int_equal(RUN(p, "pass", "9", "00000000", "--reason", "另计"), 1);
    assert_int_equal(RUN(p, "pass", "1", "00000000"), 2);
    assert_true(program_said(p, "--reason"));
    assert_int_equal(RUN(p, "pass", "1", "--reason", "另计"), 2);
    char *id = id_of(p, "1", "sum");
    assert_int_equal(RUN(p, "pass", "1", id, "--reason", " "), 1);
    assert_true(program_said(p, "请写明为什么核实无误"));
    assert_int_equal(RUN(p, "pass", "1", id, "--reason", "另计\xFF"), 2);
    assert_true(program_said(p, "不是UTF-8文字"));
    assert_int_equal(RUN(p, "verify"), 0);
    free(id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(test_cli_pass__##name, setup, program_teardown)
        CASE(it_stays_listed_and_counts_no_more),
        CASE(it_comes_back_when_its_text_changes),
        CASE(json_takes_it_along_and_next_year_begins_anew),
        CASE(wrong_use_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
