#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/figures_prose.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/check_support.h"
#include "tests/support/model_support.h"

static const char yaml[] =
    "form_id: figures\n"
    "title: ${year}年度${unit}报告\n"
    "sections:\n"
    "  - {name: money, label: 收支情况}\n"
    "figures:\n"
    "  - {name: budget, label: 全年预算, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: spent, label: 全年执行数, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: rate, label: 预算执行率, type: percent, unit: \"%\", decimals: 2,\n"
    "     calculate: '${spent} * 100 / ${budget}'}\n"
    "  - {name: staff, label: 在职人数, type: integer, unit: 人}\n";

static struct report *make(void) {
    struct report *report =
        report_new_from_template(support_template(yaml), SPAN("某街道"), SPAN(""), 2023);
    report_set_value(report, SPAN("budget"), SPAN("1756.95"));
    report_set_value(report, SPAN("budget.prior"), SPAN("1650.20"));
    report_set_value(report, SPAN("spent"), SPAN("1698.32"));
    report_set_value(report, SPAN("spent.prior"), SPAN("1720.60"));
    report_set_value(report, SPAN("staff"), SPAN("49"));
    return report;
}

static void prose_is_held_against_the_figure_of_its_label(void **state) {
    static const struct check_case cases[] = {
        {"2023年全年预算为1756.95万元，全年执行数1698.32万元，预算执行率96.66%。", ""},
        {"全年预算1757万元，在职人数49人。", ""},
        {"全年预算数为1765.95万元。", "warning figure"},
        {"全年执行数1698.32元。", "error unit"},
        {"预算执行率为95.66%。", "error figure"},
        {"预算执行率达96.7%。", ""},
        {"预算执行率达95%以上。", ""},
        {"三公经费预算27.00万元，实际支出22.15万元，预算执行率82.04%。", ""},
        {"三公经费预算27.00万元，实际支出22.15万元，预算执行率82.40%。", "error figure"},
        {"单位在职人数51人。", "warning figure"},
        {"2022年全年预算1650.20万元，上年全年执行数1720.60万元。", ""},
        {"其中区级全年预算120万元，社区在职人数12人。", ""},
        {"全年预算${budget}，与上年相比${budget.direction}。", ""},
        {"全年预算1756.95万元，比上年增长6.47%。", ""},
        {"全年预算1756.95万元，比上年下降6.47%。", "error direction"},
        {"全年执行数1698.32万元，同比减少1.29%。", ""},
        {"全年执行数1698.32万元，同比增长1.29%。", "error direction"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = make();
        struct findings findings = {0};
        struct str said = STR_INIT;
        support_type(report, "money", cases[i].text);
        check_figures_prose(&findings, report, NULL);
        support_add_findings(&said, &findings);
        if (!span_is(str_span(&said), cases[i].truth))
            print_error("%s\n", cases[i].text);
        assert_string_equal(said.s, cases[i].truth);
        str_release(&said);
        findings_release(&findings);
        report_free(report);
    }
}

static void finding_says_what_the_figure_is(void **state) {
    (void)state;
    struct report *report = make();
    struct findings findings = {0};
    support_type(report, "money", "支出情况如下。\n预算执行率为95.66%。");
    check_figures_prose(&findings, report, NULL);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].offset, 14);
    assert_int_equal(findings.items[0].length, 6);
    assert_string_equal(
        findings.items[0].message,
        "与数据不符：数据“预算执行率”是96.66%（按全年执行数 × 100 ÷ 全年预算计算）");
    assert_string_equal(findings.items[0].source, "rate");
    findings_release(&findings);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prose_is_held_against_the_figure_of_its_label),
        cmocka_unit_test(finding_says_what_the_figure_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
