/* Amounts as clerks have them: exact from what is typed to what is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/figure/figure_text.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

static const char yaml[] =
    "form_id: amounts\ntitle: 报告\nsections: [{name: a, label: 甲}]\n"
    "figures:\n"
    "  - {name: a, label: 甲, type: decimal, prior: true}\n"
    "  - {name: b, label: 乙, type: decimal}\n"
    "  - {name: sum, label: 和, type: decimal, calculate: '${a} + ${b}', prior: true}\n"
    "  - {name: same, label: 等, type: select_one, choices: [{name: y, label: 是},"
    " {name: n, label: 否}], calculate: \"if(${a} + ${b} = 0.3, 'y', 'n')\"}\n"
    "  - {name: yuan, label: 元数, type: money, unit: 元, decimals: 0}\n"
    "  - {name: wan, label: 万数, type: money, unit: 万元, prior: true}\n"
    "  - {name: yi, label: 亿数, type: money, unit: 亿元, calculate: '${wan} / 10000'}\n"
    "  - {name: share, label: 占比, type: percent}\n"
    "  - {name: part, label: 部分, type: decimal, calculate: '${share} * ${a}'}\n"
    "  - {name: third, label: 三分之一, type: decimal, calculate: '1 / 3'}\n"
    "  - {name: third4, label: 四位, type: decimal, decimals: 4, calculate: '1 / 3'}\n"
    "  - {name: whole, label: 一, type: decimal, calculate: '${third} * 3'}\n";

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_prints(const char *const *values, const char *line, const char *printed) {
    struct report *report = support_report_with(span_of(yaml), values);
    struct figures *figures = figures_new(report);
    struct str got = STR_INIT;
    figures_add_line(figures, &got, span_of(line));
    assert_string_equal(got.s, printed);
    str_release(&got);
    figures_free(figures);
    support_assert_sane(report);
    report_free(report);
}

static void tenths_add_up(void **state) {
    (void)state;
    assert_prints(VALUES("a", "0.1", "b", "0.2"), "${sum}，${same}", "0.3，是");
    assert_prints(VALUES("a", "0.1", "b", "0.20000000000000000001"), "${same}", "否");
}

static void units_convert(void **state) {
    (void)state;
    assert_prints(VALUES("yuan", "8596万元"), "${yuan}", "85960000元");
    assert_prints(VALUES("yuan", "8596.35万"), "${yuan}", "85963500元");
    assert_prints(VALUES("wan", "85,960,000元"), "${wan}，${yi}", "8596万元，0.8596亿元");
    assert_prints(VALUES("wan", "0.8596亿"), "${wan}", "8596万元");
}

static void shares_and_thirds(void **state) {
    (void)state;
    assert_prints(VALUES("share", "10.7%", "a", "37162"), "${part}", "3976.334");
    assert_prints(VALUES("a", "1"), "${third} ${third4} ${whole}", "0.33 0.3333 1");
}

static void a_thousand_billions(void **state) {
    (void)state;
    assert_prints(VALUES("yuan", "1000000000000000"), "${yuan}", "1000000000000000元");
    assert_prints(VALUES("wan", "1000000000000000元"), "${wan}，${yi}",
                  "100000000000万元，10000000亿元");
    assert_prints(VALUES("a", "999999999999999.99", "b", "0.01"), "${sum}", "1000000000000000");
}

static void changes_go_down_too(void **state) {
    (void)state;
    assert_prints(VALUES("wan", "30000", "wan.prior", "33570"), "${wan.direction}${wan.change}",
                  "下降10.63%");
    assert_prints(VALUES("a", "-5", "a.prior", "-4"), "${a.direction}${a.change}", "下降25%");
    assert_prints(VALUES("a", "1", "a.prior", "-4"), "${a.direction}${a.change}", "增长125%");
    assert_prints(VALUES("a", "5", "a.prior", "0"), "${a.direction}${a.change}", "增长5");
    assert_prints(VALUES("a", "-0.004", "b", "0"), "${sum}", "-0.004");
    assert_prints(VALUES("a", "－3.5", "b", "1"), "${sum}", "-2.5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tenths_add_up),       cmocka_unit_test(units_convert),
        cmocka_unit_test(shares_and_thirds),   cmocka_unit_test(a_thousand_billions),
        cmocka_unit_test(changes_go_down_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
