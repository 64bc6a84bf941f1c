/* The score sheet on the command line: set, score, JSON there and back, next year. */
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
    "form_id: sheet\n"
    "title: ${year}年度${unit}报告\n"
    "sections:\n"
    "  - {name: money, label: 收支情况}\n"
    "  - {name: sheet, label: 自评表, kind: table, attachment: true, table: [score]}\n"
    "figures:\n"
    "  - {name: budget, label: 全年预算, type: money, unit: 万元}\n"
    "  - {name: executed, label: 全年执行, type: money, unit: 万元}\n"
    "grades: [{name: 优, from: 90}, {name: 良, from: 80}, {name: 差, from: 0}]\n"
    "caps:\n"
    "  - {when: '${executed} < ${budget} * 0.6', most: 79.5, constraint_message: 执行率低于60%}\n"
    "indicators:\n"
    "  - {name: run, label: 预算执行率, weight: 10, method: ratio, unit: '%', target: 100%,\n"
    "     actual: '${executed} / ${budget} * 100'}\n"
    "  - name: output\n"
    "    label: 产出\n"
    "    weight: 90\n"
    "    indicators:\n"
    "      - {name: amount, label: 改造小区, weight: 50, method: ratio, unit: 个, owner: 城管办}\n"
    "      - {name: people, label: 受益群众, weight: 40, carry: value}\n";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *program = *state;
    folder_put(program_path(program, "sheet.yaml"), span_of(yaml));
    assert_int_equal(RUN(program, "template", "add", program_path(program, "sheet.yaml")), 0);
    assert_int_equal(
        RUN(program, "new", "--unit", "梧桐里街道", "--year", "2022", "--template", "sheet"), 0);
    return 0;
}

static void fill(struct program *p) {
    assert_int_equal(RUN(p, "set", "1", "budget=1000", "executed=862", "amount.target=≥4",
                         "amount.actual=3个", "people.score=38.5", "people.reason=一处排水未通",
                         "people.evidence=问卷||第2页；台账|望街〔2022〕8号"),
                     0);
}

static void test_cli_score__set_stores_and_score_shows(void **state) {
    struct program *p = *state;
    fill(p);
    assert_int_equal(RUN(p, "score", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"total\":\"84.62\",\"open\":0,\"grade\":\"良\",\"cap\":null,"
                                   "\"capped\":false,\"indicators\":[{\"name\":\"run\","));
    assert_true(program_printed(p, "\"weight\":\"10\",\"target\":\"100%\",\"actual\":\"86.2%\","
                                   "\"score\":\"8.62\",\"computed\":\"8.62\",\"typed\":false,"
                                   "\"lost\":\"1.38\",\"why\":\"目标100%，实际86.2%，"
                                   "10×86.2÷100=8.62\",\"reason\":null,\"evidence\":[]"));
    assert_true(program_printed(p, "\"target\":\"≥4个\",\"actual\":\"3个\",\"score\":\"37.5\""));
    assert_true(program_printed(p, "\"score\":\"38.5\",\"computed\":null,\"typed\":true,"
                                   "\"lost\":\"1.5\",\"why\":null,\"reason\":\"一处排水未通\","
                                   "\"evidence\":[{\"document\":\"问卷\",\"number\":null,"
                                   "\"page\":\"第2页\"},{\"document\":\"台账\","
                                   "\"number\":\"望街〔2022〕8号\",\"page\":null}]"));
    assert_int_equal(RUN(p, "score", "1"), 0);
    assert_true(program_printed(p, "总分 84.62，等级 良"));
    assert_int_equal(RUN(p, "set", "1", "executed=500"), 0);
    assert_int_equal(RUN(p, "score", "1"), 0);
    assert_true(program_printed(p, "总分 79.5，等级 差；封顶：最多79.5分：执行率低于60%"));
}

static void test_cli_score__a_wrong_entry_is_refused_with_a_sentence(void **state) {
    struct program *p = *state;
    static const struct {
        const char *set, *sentence;
    } cases[] = {
        {"run.actual=95", "“预算执行率”的实际值由数据算出"},
        {"run.target=95", "由模板定为100%"},
        {"output.score=5", "“产出”下面还有指标"},
        {"amount.actual=许多", "改造小区：“许多”不是数"},
        {"people.score=高", "受益群众：“高”不是数"},
        {"people.grade=5", "没有名为“people.grade”的资料"},
        {"nobody.score=5", "没有名为“nobody.score”的资料"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(RUN(p, "set", "1", "people.score=5", cases[i].set), 1);
        if (strstr(p->err.s, cases[i].sentence) == NULL)
            fail_msg("%s: %s", cases[i].set, p->err.s);
    }
    assert_int_equal(RUN(p, "score", "1"), 0);
    assert_true(program_printed(p, "总分 0（还有3项没有得分）")); /* nothing was half done */
}

static void test_cli_score__history_and_json_keep_it_all(void **state) {
    struct program *p = *state;
    fill(p);
    assert_int_equal(RUN(p, "set", "1", "people.score="), 0);
    assert_int_equal(RUN(p, "score", "1"), 0);
    assert_true(program_printed(p, "（还有1项没有得分）"));
    assert_int_equal(RUN(p, "history", "1", "--json"), 0);
    assert_true(program_printed(p, "\"old\":\"38.5\""));
    assert_int_equal(RUN(p, "set", "1", "people.score=38.5"), 0);
    assert_int_equal(RUN(p, "score", "1", "--json"), 0);
    char *before = strdup(p->out.s);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "score", "2", "--json"), 0);
    assert_string_equal(p->out.s, before);
    free(before);
}

static void test_cli_score__next_year_keeps_targets_and_asks_for_scores(void **state) {
    struct program *p = *state;
    fill(p);
    assert_int_equal(RUN(p, "set", "1", "people.actual=明显改善"), 0);
    assert_int_equal(RUN(p, "new", "--carry", "1", "--unit", "梧桐里街道", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "score", "2", "--json"), 0);
    assert_true(program_printed(p, "\"target\":\"≥4个\",\"actual\":null"));
    assert_true(program_printed(p, "\"actual\":\"明显改善\",\"score\":null"));
    assert_true(program_printed(p, "\"reason\":\"一处排水未通\""));
    assert_true(program_printed(p, "\"total\":\"0\",\"open\":3"));
    assert_int_equal(RUN(p, "verify"), 0);
}

static void test_cli_score__a_template_without_indicators_says_so(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "new", "--unit", "梧桐里街道", "--year", "2022"), 0);
    assert_int_equal(RUN(p, "score", "2"), 0);
    assert_string_equal(p->out.s, "");
    assert_non_null(strstr(p->err.s, "没有评分指标"));
    assert_int_equal(RUN(p, "score", "2", "--json"), 0);
    assert_true(program_printed(p, "{\"total\":null,\"open\":0,"));
    assert_int_equal(RUN(p, "score", "9"), 1);
}

/* It prints like any text, though nobody has written it. */
static void test_cli_score__get_prints_the_table_that_is_made(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "get", "1", "sheet"), 0);
    assert_string_equal(p->out.s, "");
    fill(p);
    assert_int_equal(RUN(p, "get", "1", "sheet"), 0);
    assert_true(program_printed(p, "预算执行率\t"));
    assert_int_equal(RUN_INPUT(p, "另附。\n", "put", "1", "sheet"), 0);
    assert_int_equal(RUN(p, "get", "1", "sheet"), 0);
    assert_string_equal(p->out.s, "另附。\n"); /* what is written goes before it */
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(test_cli_score__##name, setup, program_teardown)
        CASE(set_stores_and_score_shows),
        CASE(get_prints_the_table_that_is_made),
        CASE(a_wrong_entry_is_refused_with_a_sentence),
        CASE(history_and_json_keep_it_all),
        CASE(next_year_keeps_targets_and_asks_for_scores),
        CASE(a_template_without_indicators_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
