/* What another value does: sentences old and new, jumps. */
#include "model/figure/figure_effect.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char yaml[] =
    "form_id: money\n"
    "title: 报告\n"
    "sections:\n"
    "  - {name: money, label: 收支, figures: [budget, rate]}\n"
    "  - {name: other, label: 其他}\n"
    "figures:\n"
    "  - {name: budget, label: 预算, type: money, unit: 万元, prior: true, max_change: 30%}\n"
    "  - {name: executed, label: 执行, type: money, unit: 万元}\n"
    "  - {name: rate, label: 执行率, type: percent, unit: '%', decimals: 1,\n"
    "     calculate: '${executed} / ${budget} * 100'}\n";

static struct report *make(void) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "money", &err) != RC_OK)
        fail_msg("%s", err.text);
    return report_new_from_template(template, SPAN("某单位"), SPAN(""), 2022);
}

static void a_change_carries_on_to_what_is_calculated(void **state) {
    (void)state;
    struct report *before = make();
    report_set_value(before, SPAN("budget"), SPAN("100"));
    report_set_value(before, SPAN("executed"), SPAN("90"));
    support_type(before, "money",
                 "预算${budget}，照旧；执行率${rate}。$${budget}\n别的${executed}。");
    support_type(before, "other", "率${rate}");
    struct report *after = report_clone(before);
    report_set_value(after, SPAN("budget"), SPAN("120"));
    struct figure_effects effects = {0};
    figure_effects_add(&effects, before, after);
    assert_int_equal(effects.count, 3);
    assert_string_equal(effects.items[0].before, "预算100万元，照旧；");
    assert_string_equal(effects.items[0].after, "预算120万元，照旧；");
    assert_string_equal(effects.items[1].before, "执行率90.0%。");
    assert_string_equal(effects.items[1].after, "执行率75.0%。");
    assert_string_equal(effects.items[2].after, "率75.0%");
    assert_int_equal(effects.items[2].section, report_find_section(before, SPAN("other"))->id);
    figure_effects_release(&effects);
    figure_effects_add(&effects, after, after);
    assert_int_equal(effects.count, 0);
    figure_effects_release(&effects);
    report_free(after);
    report_free(before);
}

static void a_jump_goes_past_max_change_either_way(void **state) {
    (void)state;
    static const struct {
        const char *value, *jump;
    } cases[] = {
        {"130", ""},
        {"130.01", "预算为130.01万元，上年100万元，增长30.01%，超过30%"},
        {"69", "预算为69万元，上年100万元，下降31%，超过30%"},
        {"", ""},
    };
    struct report *report = make();
    report_set_value(report, SPAN("budget.prior"), SPAN("100"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str jump = STR_INIT;
        report_set_value(report, SPAN("budget"), span_of(cases[i].value));
        struct figures *figures = figures_new(report);
        bool is = figures_add_jump(figures, &jump, figure_find(report->template, SPAN("budget")));
        assert_int_equal(is, cases[i].jump[0] != '\0');
        assert_string_equal(jump.s, cases[i].jump);
        figures_free(figures);
        str_release(&jump);
    }
    report_free(report);
}

static void a_figure_knows_its_section(void **state) {
    (void)state;
    struct report *report = make();
    const struct template *template = report->template;
    assert_string_equal(
        template_figure_section(template, figure_find(template, SPAN("rate")))->name, "money");
    assert_null(template_figure_section(template, figure_find(template, SPAN("executed"))));
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_carries_on_to_what_is_calculated),
        cmocka_unit_test(a_jump_goes_past_max_change_either_way),
        cmocka_unit_test(a_figure_knows_its_section),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
