/* Figures on the command line: set, figures, and what prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>

static const char yaml[] =
    "form_id: money\n"
    "title: ${year}年度${unit}报告\n"
    "questions:\n"
    "  - {name: level, label: 级别, type: integer}\n"
    "sections:\n"
    "  - {name: money, label: 收支情况}\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算, type: money, unit: 万元, prior: true, required: true}\n"
    "  - {name: executed, label: 全年执行, type: money, unit: 元}\n"
    "  - {name: rate, label: 执行率, type: percent, decimals: 1,\n"
    "     calculate: '${executed} / 10000 / ${budget}'}\n";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *program = *state;
    folder_put(program_path(program, "money.yaml"), span_of(yaml));
    assert_int_equal(RUN(program, "template", "add", program_path(program, "money.yaml")), 0);
    assert_int_equal(
        RUN(program, "new", "--unit", "梧桐里街道", "--year", "2022", "--template", "money"), 0);
    return 0;
}

static void test_cli_figures__set_stores_and_figures_lists(void **state) {
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "set", "1", "budget=10,000", "budget.prior=0.8亿元", "executed=8596万元", "level=3"),
        0);
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_true(
        program_printed(p, "{\"name\":\"budget\",\"label\":\"年初预算\",\"type\":\"money\","
                           "\"unit\":\"万元\",\"value\":\"10000\",\"prior\":\"8000\","
                           "\"change\":\"0.25\",\"points\":null,\"direction\":\"增长\",\"shown\":"
                           "\"10000万元\",\"calculated\":false,\"required\":true,"
                           "\"relevant\":true,\"owner\":null,\"library\":null,\"used\":[]}"));
    assert_true(program_printed(p, "\"value\":\"85960000\",\"prior\":null,\"change\":null,"));
    assert_true(program_printed(p, "\"value\":\"85.96\",\"prior\":null,"));
    assert_true(program_printed(p, "\"shown\":\"86.0%\",\"calculated\":true,"));
    assert_int_equal(RUN(p, "figures", "1"), 0);
    assert_true(program_printed(p, "85,960,000"));
    assert_true(program_printed(p, "增长25%"));
}

/* They are taken, and what is doubtful about them is said; what was so before is not said again. */
static void test_cli_figures__set_says_what_is_doubtful(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "set", "1", "budget=100", "executed=500000"), 0);
    assert_false(program_said(p, "请核对"));
    assert_int_equal(RUN(p, "set", "1", "budget=-3", "executed=500000"), 0);
    assert_true(program_said(p, "请核对：年初预算为-3万元，是负数。"));
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_true(program_printed(p, "\"value\":\"-3\""));
    assert_int_equal(RUN(p, "set", "1", "level=2"), 0);
    assert_false(program_said(p, "请核对"));
    assert_int_equal(RUN(p, "set", "1", "budget=0"), 0);
    assert_true(program_said(p, "请核对：年初预算为0，执行率算不出来了。"));
    assert_int_equal(RUN(p, "set", "1", "budget.prior=90", "budget=960"), 0);
    assert_true(program_said(p, "请核对：年初预算为960万元，上年90万元，相差十倍以上。"));
}

/* A condition of the template that does not hold. */
static void test_cli_figures__set_says_which_condition_is_broken(void **state) {
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "new", "--unit", "甲局", "--year", "2022", "--template", "project-self"), 0);
    assert_int_equal(RUN(p, "set", "2", "budget_total=100", "executed=120"), 0);
    assert_true(program_said(p, "请核对：全年执行数不能大于全年预算数。"));
    assert_int_equal(RUN(p, "set", "2", "executed=90"), 0);
    assert_false(program_said(p, "请核对"));
}

static void test_cli_figures__a_wrong_value_is_refused_with_a_sentence(void **state) {
    struct program *p = *state;
    static const struct {
        const char *set, *sentence;
    } cases[] = {
        {"budget=1,23", "年初预算：“1,23”的逗号不对"},
        {"budget=1e5", "年初预算：“1e5”里数字后面多了“e5”"},
        {"budget=2023-12-31", "年初预算：“2023-12-31”里数字后面多了“-12-31”"},
        {"budget=1.2.3", "年初预算：“1.2.3”里数字后面多了“.3”"},
        {"budget=很多", "年初预算：“很多”不是数"},
        {"budget=3人", "应是万元"},
        {"rate=5", "“执行率”是算出来的"},
        {"executed.prior=5", "“全年执行”不要上年数"},
        {"level=2.5", "级别：“2.5”不是整数"},
        {"budgets=5", "没有名为“budgets”的资料"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(RUN(p, "set", "1", "executed=5", cases[i].set), 1);
        if (strstr(p->err.s, cases[i].sentence) == NULL)
            fail_msg("%s: %s", cases[i].set, p->err.s);
    }
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_false(program_printed(p, "\"value\":\"")); /* nothing was half done */
}

static void test_cli_figures__prose_prints_them_and_the_source_stays(void **state) {
    struct program *p = *state;
    static const char body[] = "预算${budget}，同比${budget.direction}${budget.change}，"
                               "执行率${rate}。\n";
    assert_int_equal(RUN_INPUT(p, body, "put", "1", "money"), 0);
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_true(program_printed(p, "预算【未填：年初预算】，同比【未填：年初预算】"));
    assert_int_equal(RUN(p, "check", "1", "--json"), 0);
    assert_true(program_printed(p, "\"rule\":\"awaited\""));
    assert_true(program_printed(p, "\"rule\":\"required\""));
    assert_int_equal(RUN(p, "set", "1", "budget=110", "budget.prior=100", "executed=99万元"), 0);
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_true(program_printed(p, "预算110万元，同比增长10%，执行率90.0%。"));
    assert_int_equal(RUN(p, "get", "1", "money"), 0);
    assert_string_equal(p->out.s, body);
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_true(program_printed(p, "\"used\":[\"1\"]"));
    assert_int_equal(RUN(p, "check", "1", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
}

static void test_cli_figures__set_says_which_sentences_change(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "set", "1", "budget=100", "executed=90万元"), 0);
    assert_int_equal(RUN_INPUT(p, "共${budget}。率${rate}。照旧。\n", "put", "1", "money"), 0);
    assert_int_equal(RUN(p, "set", "1", "budget=120"), 0);
    assert_string_equal(p->out.s, "");
    assert_true(program_said(p, "1  “共100万元。”现为“共120万元。”"));
    assert_true(program_said(p, "“率90.0%。”现为“率75.0%。”"));
    assert_false(program_said(p, "照旧"));
    assert_int_equal(RUN(p, "--quiet", "set", "1", "budget=130"), 0);
    assert_string_equal(p->err.s, "");
}

static void test_cli_figures__json_keeps_what_was_typed(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "set", "1", "budget=1,000.50", "budget.prior=0.09亿元"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "export", "2", "--format", "json"), 0);
    assert_true(program_printed(p, "\"budget\": \"1,000.50\""));
    assert_true(program_printed(p, "\"budget.prior\": \"0.09亿元\""));
}

static void test_cli_figures__an_empty_value_takes_it_away_and_history_knows(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "set", "1", "budget=5"), 0);
    assert_int_equal(RUN(p, "set", "1", "budget="), 0);
    assert_int_equal(RUN(p, "figures", "1", "--json"), 0);
    assert_false(program_printed(p, "\"value\":\""));
    assert_int_equal(RUN(p, "history", "1", "--json"), 0);
    assert_true(program_printed(p, "\"new\":\"5\""));
}

static void test_cli_figures__next_year_begins_with_them_as_last_years(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "set", "1", "budget=500"), 0);
    assert_int_equal(RUN(p, "new", "--carry", "1", "--unit", "梧桐里街道", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "figures", "2", "--json"), 0);
    assert_true(program_printed(p, "\"value\":null,\"prior\":\"500\""));
    assert_int_equal(RUN(p, "verify"), 0);
}

static void test_cli_figures__numbers_of_the_text_are_offered_and_taken(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "望湖街道", "--year", "2022"), 0);
    assert_int_equal(
        RUN_INPUT(p, "社会固定资产投资完成102750万元。走访14026户。", "put", "2", "economy"), 0);
    assert_int_equal(RUN(p, "figures", "2", "--offer", "--json"), 0);
    assert_true(program_printed(p, "\"number\":1,\"name\":\"investment\""));
    assert_true(program_printed(p, "\"offset\":10,\"length\":8,\"text\":\"102750万元\""));
    assert_int_equal(RUN(p, "figures", "2", "--offer"), 0);
    assert_true(program_printed(p, "99%"));
    assert_true(program_said(p, "认出2个数据"));
    assert_int_equal(RUN(p, "figures", "2", "--take", "3"), 1);
    assert_true(program_said(p, "共2个"));
    assert_int_equal(RUN(p, "figures", "2", "--take"), 2);
    assert_int_equal(RUN(p, "figures", "2", "--take", "1", "2"), 0);
    assert_int_equal(RUN(p, "figures", "2", "--json"), 0);
    assert_true(program_printed(p, "\"value\":\"102750\""));
    assert_int_equal(RUN(p, "figures", "2", "--offer"), 0);
    assert_true(program_said(p, "认出0个数据"));

    assert_int_equal(RUN(p, "new", "--carry", "2", "--unit", "望湖街道", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "figures", "3", "--take", "1"), 0);
    assert_int_equal(RUN(p, "get", "3", "economy"), 0);
    assert_true(program_printed(p, "完成${investment}。走访14026户。"));
    assert_int_equal(RUN(p, "undo", "3"), 0);
    assert_int_equal(RUN(p, "get", "3", "economy"), 0);
    assert_true(program_printed(p, "完成102750万元。"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define CASE(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_cli_figures__##name, setup, program_teardown)
        CASE(set_stores_and_figures_lists),
        CASE(set_says_what_is_doubtful),
        CASE(set_says_which_condition_is_broken),
        CASE(a_wrong_value_is_refused_with_a_sentence),
        CASE(prose_prints_them_and_the_source_stays),
        CASE(set_says_which_sentences_change),
        CASE(json_keeps_what_was_typed),
        CASE(an_empty_value_takes_it_away_and_history_knows),
        CASE(next_year_begins_with_them_as_last_years),
        CASE(numbers_of_the_text_are_offered_and_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
