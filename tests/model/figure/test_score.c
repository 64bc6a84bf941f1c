#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/figure/score.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <string.h>

#define HEAD                                                                                       \
    "form_id: sheet\ntitle: ${year}年度${unit}报告\n"                                          \
    "questions:\n  - {name: level, label: 级别, type: integer}\n"                                \
    "sections:\n  - {name: money, label: 收支情况}\n"                                          \
    "figures:\n"                                                                                   \
    "  - {name: budget, label: 全年预算, type: money, unit: 万元, prior: true}\n"            \
    "  - {name: executed, label: 全年执行, type: money, unit: 万元, prior: true}\n"          \
    "  - {name: rate, label: 执行率, type: percent, unit: '%',"                                 \
    " calculate: '${executed} / ${budget} * 100'}\n"

static const char yaml[] = HEAD
    "grades:\n  - {name: 优, from: 90}\n  - {name: 良, from: 80}\n  - {name: 中, from: 60}\n"
    "  - {name: 差, from: 0}\n"
    "caps:\n"
    "  - {when: '${rate} < 60', most: 80, constraint_message: 执行率低于60%}\n"
    "  - {when: '${rate} < 50', most: 59.9, constraint_message: 执行率低于50%}\n"
    "indicators:\n"
    "  - {name: run, label: 预算执行率, weight: 10, method: ratio, unit: '%', target: 100%,"
    " actual: '${rate}'}\n"
    "  - name: output\n    label: 产出\n    weight: 60\n    indicators:\n"
    "      - {name: amount, label: 改造小区, weight: 20, method: ratio, unit: 个, target: ≥3}\n"
    "      - {name: cost, label: 每户成本, weight: 20, method: inverse, unit: 元, target: ≤100}\n"
    "      - {name: time, label: 按期完成, weight: 10, method: all_or_nothing, target: 12月底前}\n"
    "      - {name: grown, label: 三级工作, weight: 10, method: all_or_nothing, target: '100%',"
    " relevant: '${level} > 1'}\n"
    "  - name: effect\n    label: 效益\n    weight: 20\n"
    "    indicators:\n"
    "      - {name: people, label: 受益群众, weight: 20}\n"
    "  - name: happy\n    label: 满意度\n    weight: 10\n    method: steps\n    unit: '%'\n"
    "    target: ≥90%\n"
    "    steps: [{from: 90%, share: 1}, {from: 80, share: 0.8}, {from: 60, points: 3}]\n";

struct sheet_case {
    struct report *report;
    struct figures *figures;
    struct score_sheet *sheet;
};

static struct sheet_case begin(const char *text, const char *const *values) {
    struct sheet_case test = {.report = report_new_from_template(support_template(text),
                                                                 SPAN("梧桐里街道办事处"), SPAN(""),
                                                                 2022)};
    for (size_t i = 0; values[i] != NULL; i += 2)
        report_set_value(test.report, span_of(values[i]), span_of(values[i + 1]));
    test.figures = figures_new(test.report);
    test.sheet = score_sheet_new(test.figures);
    return test;
}

static void end(struct sheet_case *test) {
    score_sheet_free(test->sheet);
    figures_free(test->figures);
    support_assert_sane(test->report);
    report_free(test->report);
}

static void assert_number(const struct number *number, const char *text) {
    struct str got = STR_INIT;
    assert_non_null(number);
    number_add_short(&got, number, 12, false);
    assert_string_equal(got.s, text);
    str_release(&got);
}

static void assert_score(const struct sheet_case *test, const char *name, const char *score) {
    const struct score_line *line = support_score_line(test->sheet, name);
    assert_non_null(line);
    assert_int_equal(line->open, 0);
    assert_number(line->score, score);
}

static void assert_why(const struct sheet_case *test, const char *name, const char *why) {
    struct str got = STR_INIT;
    score_add_why(&got, support_score_line(test->sheet, name));
    assert_string_equal(got.s, why);
    str_release(&got);
}

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void each_method_gives_its_score_and_says_why(void **state) {
    (void)state;
    struct sheet_case test =
        begin(yaml, VALUES("level", "1", "budget", "37162", "executed", "0.86亿元", "amount.actual",
                           "2", "cost.actual", "120", "time.actual", "12月底前", "people.score",
                           "18.5", "people.reason", "一处排水未通", "happy.actual", "85.5%"));
    assert_score(&test, "run", "2.31"); /* 10 × 8600 ÷ 37162 = 2.3142 */
    assert_why(&test, "run", "目标100%，实际23.14%，10×23.141919÷100=2.31");
    assert_score(&test, "amount", "16"); /* 24 × 2 ÷ 3: the fourth's weight is shared */
    assert_score(&test, "cost", "20");   /* 24 × 100 ÷ 120 */
    assert_score(&test, "time", "12");
    assert_score(&test, "output", "48");
    assert_why(&test, "grown", "不涉及，不计分");
    assert_score(&test, "people", "18.5");
    assert_why(&test, "people", "");
    assert_score(&test, "happy", "8");
    assert_why(&test, "happy", "目标≥90%，实际85.5%，在≥80一档，得权重的0.8");
    assert_int_equal(test.sheet->open, 0);
    assert_true(test.sheet->capped); /* 76.81 */
    assert_number(test.sheet->total, "59.9");
    assert_string_equal(test.sheet->cap->most, "59.9");
    assert_string_equal(test.sheet->grade->name, "差");
    end(&test);
}

static void what_is_met_scores_in_full_and_asks_nothing(void **state) {
    (void)state;
    struct sheet_case test =
        begin(yaml, VALUES("level", "2", "budget", "0.1", "executed", "0.3", "amount.actual", "4个",
                           "cost.actual", "0", "time.actual", "次年3月", "grown.actual", "100%",
                           "people.score", "20分", "happy.actual", "60"));
    assert_score(&test, "run", "10");
    assert_score(&test, "amount", "20");
    assert_score(&test, "cost", "20");
    assert_score(&test, "time", "0");
    assert_why(&test, "time", "目标12月底前，实际次年3月");
    assert_score(&test, "grown", "10");
    assert_score(&test, "happy", "3");
    assert_number(test.sheet->total, "83");
    assert_false(test.sheet->capped);
    assert_string_equal(test.sheet->grade->name, "良");
    end(&test);
}

static void what_waits_has_no_grade(void **state) {
    (void)state;
    struct sheet_case test = begin(yaml, VALUES("level", "2", "people.score", "20"));
    assert_int_equal(test.sheet->open, 6);
    assert_null(test.sheet->grade);
    assert_number(test.sheet->total, "20");
    assert_why(&test, "run", "算实际值的数据还没有填");
    assert_why(&test, "amount", "还没有实际完成值");
    assert_int_equal(support_score_line(test.sheet, "output")->open, 4);
    assert_number(support_score_line(test.sheet, "output")->lost, "0");
    end(&test);
}

static void a_typed_score_stands_and_says_what_the_method_gives(void **state) {
    (void)state;
    struct sheet_case test =
        begin(yaml, VALUES("budget", "1000", "executed", "862", "run.score", "9"));
    const struct score_line *line = support_score_line(test.sheet, "run");
    assert_number(line->score, "9");
    assert_number(line->method, "8.62");
    assert_number(line->lost, "1");
    end(&test);
}

/* Deductions by steps away from the target: domain rules of the older tables. */
static void points_are_deducted_by_whole_begun_or_parts_of_steps(void **state) {
    (void)state;
    static const struct {
        const char *rule, *actual, *score;
    } cases[] = {
        {"method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5}", "100", "5"},
        {"method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5}", "108.70", "1"},
        {"method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5, count: begun}", "108.7",
         "0.5"},
        {"method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5, count: part}", "108.7",
         "0.65"},
        {"method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5}", "130", "0"},
        {"method: inverse, target: 0, deduct: {per: 1, points: 0.8}", "-3.5", "5"},
        {"method: ratio, target: 100%, deduct: {per: 5, points: 2}", "92", "3"},
        {"method: ratio, target: 100%, deduct: {per: 5, points: 2, count: begun}", "92", "1"},
        {"method: ratio, target: 100%, deduct: {per: 5, points: 2, count: begun}", "90", "1"},
        {"method: ratio, target: '>90%', deduct: {per: 5, points: 1}", "90", "5"},
        {"method: ratio, target: 90", "-1", "0"},
        {"method: ratio, target: 3", "1", "1.67"},
        {"method: inverse, target: 0", "1", "0"},
        {"method: steps, steps: [{to: 0, points: 5}, {to: 10, points: 4}, {to: 20, points: 3},"
         " {to: 30, points: 2}, {points: 0}]",
         "10", "4"},
        {"method: steps, steps: [{to: 0, points: 5}, {to: 10, points: 4}, {to: 20, points: 3},"
         " {to: 30, points: 2}, {points: 0}]",
         "30.01", "0"},
        {"method: steps, steps: [{from: 90, to: 110, points: 5}, {from: 85, to: 115, points: 3},"
         " {from: 80, to: 120, points: 1}]",
         "84.99", "1"},
        {"method: ratio, target: 100, deviation: {over: 30%, points: 2}", "130", "5"},
        {"method: ratio, target: 100, deviation: {over: 30%, points: 2}", "130.01", "3"},
        {"method: ratio, target: 100, deviation: {over: 30%, points: 2}", "50", "2.5"},
        {"method: ratio, target: 100, deviation: {over: 0.3, points: 9}", "131", "0"},
        {"method: ratio, target: 100, deviation: {over: 30%}", "131", "5"},
        {"method: ratio, target: 100, deduct: {per: 1, points: 0.1},"
         " deviation: {over: 30%, points: 2}",
         "200", "3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = STR_INIT;
        str_add_text(&text, HEAD "indicators:\n  - {name: a, label: 甲, weight: 5, unit: '%', ");
        str_add_format(&text, "%s}\n  - {name: b, label: 乙, weight: 95}\n", cases[i].rule);
        struct sheet_case test = begin(text.s, VALUES("a.actual", cases[i].actual));
        struct str got = STR_INIT;
        number_add_short(&got, support_score_line(test.sheet, "a")->score, 12, false);
        if (strcmp(got.s, cases[i].score) != 0)
            fail_msg("%s of %s: %s, not %s", cases[i].actual, cases[i].rule, got.s, cases[i].score);
        str_release(&got);
        end(&test);
        str_release(&text);
    }
}

/* Why, of a method that deducts, of steps, of a share without a unit, and beside a cap. */
static void each_rule_says_in_words_what_it_did(void **state) {
    (void)state;
    static const struct {
        const char *rule, *actual, *why;
    } cases[] = {
        {"unit: '%', method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5}", "108.7",
         "目标≤100%，实际108.7%，每超1扣0.5分，不足的不扣"},
        {"unit: '%', method: inverse, target: ≤100%, deduct: {per: 1, points: 0.5, count: begun}",
         "108.7", "目标≤100%，实际108.7%，每超1扣0.5分，不足的也扣"},
        {"unit: '%', method: ratio, target: 100%, deduct: {per: 5, points: 2, count: part}", "92",
         "目标100%，实际92%，每低5扣2分"},
        {"method: ratio, target: 90%", "45%", "目标90%，实际45%，5×45%÷90%=2.5"},
        {"unit: 个, method: steps, steps: [{from: 3, points: 5}]", "1",
         "实际1个，哪一档也不到，得0分"},
        {"unit: 个, method: steps, steps: [{to: 0, points: 5}, {from: 1, to: 10, points: 4},"
         " {points: 1}]",
         "3", "实际3个，在≥1且≤10一档，得4分"},
        {"unit: 个, method: steps, steps: [{to: 0, points: 5}, {points: 1}]", "30",
         "实际30个，在其余一档，得1分"},
        {"unit: 个, method: ratio, target: 10, deviation: {over: 30%, points: 2}", "18",
         "目标10个，实际18个，超过目标30%以上，扣2分，5-2=3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = STR_INIT;
        str_add_text(&text, HEAD "indicators:\n  - {name: a, label: 甲, weight: 5, ");
        str_add_format(&text, "%s}\n  - {name: b, label: 乙, weight: 95}\n", cases[i].rule);
        struct sheet_case test = begin(text.s, VALUES("a.actual", cases[i].actual));
        assert_why(&test, "a", cases[i].why);
        end(&test);
        str_release(&text);
    }
}

/* A qualitative result: the name of its band is the actual value, and stands in the form. */
static void a_chosen_grade_scores_its_band(void **state) {
    (void)state;
    static const char form[] = HEAD
        "indicators:\n"
        "  - {name: a, label: 治安, weight: 5, target: 明显改善, method: grade,"
        " bands: [{name: 优, share: 100%}, {name: 良, share: 80%}, {name: \"3\", points: 2}]}\n"
        "  - {name: b, label: 乙, weight: 90}\n"
        "  - {name: c, label: 丙, weight: 5, relevant: '${level} > 1'}\n";
    static const struct {
        const char *level, *actual, *score, *why;
    } cases[] = {
        {"2", "优", "5", ""},
        {"2", "良", "4", "目标明显改善，实际良，得权重的80%"},
        {"2", "3", "2", "目标明显改善，实际3，得2分"},
        {"1", "3", "2.11", "目标明显改善，实际3，得2分"}, /* the third's weight is shared */
        {"2", "", NULL, "还没有选等次，可以填：优（得权重的100%）、良（得权重的80%）、3（2分）"},
        {"2", "好", NULL,
         "没有“好”这个等次，可以填：优（得权重的100%）、良（得权重的80%）、3（2分）"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct sheet_case test =
            begin(form, VALUES("level", cases[i].level, "a.actual", cases[i].actual));
        const struct score_line *line = support_score_line(test.sheet, "a");
        struct str printed = STR_INIT;
        score_add_actual(&printed, line, test.report);
        assert_string_equal(str_span(&printed).n > 0 ? printed.s : "", cases[i].actual);
        if (cases[i].score != NULL)
            assert_score(&test, "a", cases[i].score);
        else
            assert_int_equal(line->open, 1);
        assert_why(&test, "a", cases[i].why);
        str_release(&printed);
        end(&test);
    }
}

static void evidence_has_document_number_and_page(void **state) {
    (void)state;
    struct str got = STR_INIT;
    score_add_evidence(&got, SPAN("2022年度决算|望财决〔2023〕5号|第3页； 问卷 ｜｜第2页;；台账"));
    assert_string_equal(got.s, "2022年度决算（望财决〔2023〕5号，第3页）；问卷（第2页）；台账");
    str_release(&got);
    struct span none = SPAN(" ；;");
    struct score_evidence evidence;
    assert_false(score_take_evidence(&none, &evidence));
}

static void a_wrong_entry_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *sentence;
    } cases[] = {
        {"run.actual", "95", "由数据算出"},    {"run.target", "95", "由模板定为100%"},
        {"output.score", "5", "下面还有指标"}, {"amount.actual", "许多", "改造小区：“许多”不是数"},
        {"amount.actual", "3人", "应是个"},    {"amount.actual", "-3", "不会小于0"},
        {"amount.actual", "0", NULL},          {"people.score", "好", "受益群众：“好”不是数"},
        {"people.score", "9.5", NULL},         {"people.actual", "明显改善", NULL},
        {"time.actual", "12月底前", NULL},     {"happy.actual", "", NULL},
        {"output.reason", "见下", NULL},
    };
    struct template *template = support_template(yaml);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {.text = ""};
        enum score_entry entry;
        const struct template_indicator *indicator =
            indicator_find_value(template, span_of(cases[i].name), &entry);
        assert_non_null(indicator);
        enum rc rc = indicator_check_entry(indicator, entry, span_of(cases[i].text), &err);
        assert_int_equal(rc, cases[i].sentence != NULL ? RC_REFUSED : RC_OK);
        if (cases[i].sentence != NULL && strstr(err.text, cases[i].sentence) == NULL)
            fail_msg("%s: %s", cases[i].name, err.text);
    }
    enum score_entry entry;
    assert_null(indicator_find_value(template, SPAN("people.grade"), &entry));
    assert_null(indicator_find_value(template, SPAN("nobody.score"), &entry));
    assert_null(indicator_find_value(template, SPAN("people"), &entry));
    template_free(template);
}

/* Whatever is typed, sums hold as they print. */
static void totals_are_the_sums_of_what_is_printed(void **state) {
    (void)state;
    struct random random = {.state = 41};
    for (int round = 0; round < 200; round++) {
        struct str actual = STR_INIT, executed = STR_INIT;
        str_add_format(&actual, "%u.%02u", (unsigned)random_below(&random, 300),
                       (unsigned)random_below(&random, 100));
        str_add_format(&executed, "%u", (unsigned)random_below(&random, 2000));
        struct sheet_case test =
            begin(yaml, VALUES("level", random_below(&random, 2) == 0 ? "1" : "2", "budget", "1999",
                               "executed", executed.s, "amount.actual", actual.s, "cost.actual",
                               actual.s, "happy.actual", actual.s));
        struct number *sum = number_from_int(0);
        for (size_t i = 0; i < test.sheet->count; i++) {
            const struct score_line *line = &test.sheet->lines[i];
            struct number *rounded = number_round(line->score, SCORE_DECIMALS);
            assert_int_equal(number_compare(rounded, line->score), 0);
            assert_true(number_compare(line->score, line->weight) <= 0);
            if (line->parent == SIZE_MAX) {
                struct number *more = number_add(sum, line->score);
                number_free(sum);
                sum = more;
            }
            number_free(rounded);
        }
        if (!test.sheet->capped)
            assert_int_equal(number_compare(sum, test.sheet->total), 0);
        else
            assert_true(number_compare(sum, test.sheet->total) > 0);
        number_free(sum);
        end(&test);
        str_release(&actual);
        str_release(&executed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_method_gives_its_score_and_says_why),
        cmocka_unit_test(what_is_met_scores_in_full_and_asks_nothing),
        cmocka_unit_test(what_waits_has_no_grade),
        cmocka_unit_test(a_typed_score_stands_and_says_what_the_method_gives),
        cmocka_unit_test(points_are_deducted_by_whole_begun_or_parts_of_steps),
        cmocka_unit_test(each_rule_says_in_words_what_it_did),
        cmocka_unit_test(a_chosen_grade_scores_its_band),
        cmocka_unit_test(evidence_has_document_number_and_page),
        cmocka_unit_test(a_wrong_entry_is_refused),
        cmocka_unit_test(totals_are_the_sums_of_what_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
