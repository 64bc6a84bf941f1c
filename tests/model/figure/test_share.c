/* Parts are shown so that they add up to their shown total. */
#include "model/figure/figure_share.h"
#include "model/figure/figure_text.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char yaml[] = "form_id: money\n"
                           "title: 报告\n"
                           "sections:\n"
                           "  - {name: money, label: 收支}\n"
                           "figures:\n"
                           "  - {name: a, label: 甲, type: money, unit: 万元, decimals: 0}\n"
                           "  - {name: b, label: 乙, type: money, unit: 万元, decimals: 0}\n"
                           "  - {name: c, label: 丙, type: money, unit: 万元, decimals: 0}\n"
                           "  - {name: total, label: 合计, type: money, unit: 万元, decimals: 0,\n"
                           "     calculate: '${a} + sum(${b}, coalesce(${c}, 0))'}\n"
                           "  - {name: fine, label: 细, type: money, unit: 万元, decimals: 2}\n"
                           "  - {name: mixed, label: 杂, type: money, unit: 万元, decimals: 2,\n"
                           "     calculate: '${fine} + ${a}'}\n";

static struct report *make(const char *a, const char *b, const char *c) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "money", &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report = report_new_from_template(template, SPAN("某单位"), SPAN(""), 2022);
    report_set_value(report, SPAN("a"), span_of(a));
    report_set_value(report, SPAN("b"), span_of(b));
    if (c != NULL)
        report_set_value(report, SPAN("c"), span_of(c));
    return report;
}

static void assert_line(const struct report *report, const char *line, const char *prints) {
    struct figures *figures = figures_new(report);
    struct str out = STR_INIT;
    figures_add_line(figures, &out, span_of(line));
    assert_string_equal(out.s, prints);
    str_release(&out);
    figures_free(figures);
}

static void parts_add_up_to_what_is_shown(void **state) {
    (void)state;
    struct report *report = make("33.4", "33.3", "33.3");
    assert_line(report, "${a}、${b}、${c}，共${total}", "34万元、33万元、33万元，共100万元");
    report_free(report);
    report = make("-0.5", "0.5", NULL);
    assert_line(report, "${a} ${b} ${total}", "0万元 0万元 0万元");
    report_free(report);
}

static void a_figure_of_no_plain_sum_is_rounded_for_itself(void **state) {
    (void)state;
    struct report *report = make("0.4", "", NULL);
    report_set_value(report, SPAN("fine"), SPAN("0.125"));
    assert_line(report, "${a} ${fine} ${mixed}", "0万元 0.13万元 0.53万元");
    report_free(report);
}

static void any_three_parts_add_up(void **state) {
    (void)state;
    struct random random = {5};
    for (int i = 0; i < 300; i++) {
        char text[3][16];
        int64_t exact = 0, shown = 0, total = 0;
        for (int k = 0; k < 3; k++) {
            int value = (int)random_below(&random, 20000) - 10000; /* hundredths */
            exact += value;
            (void)snprintf(text[k], sizeof text[k], "%s%d.%02d", value < 0 ? "-" : "",
                           abs(value) / 100, abs(value) % 100);
        }
        struct report *report = make(text[0], text[1], text[2]);
        struct figures *figures = figures_new(report);
        static const char *const names[] = {"a", "b", "c", "total"};
        for (size_t k = 0; k < 4; k++) {
            const struct template_figure *figure = figure_find(report->template, span_of(names[k]));
            struct number *number = figures_shown(figures, figure, false);
            struct number *whole = number_round(number, 0);
            int64_t value = 0;
            assert_true(number_to_int(whole, &value));
            *(k < 3 ? &shown : &total) += value;
            number_free(number);
            number_free(whole);
        }
        assert_int_equal(shown, total);
        assert_in_range(total * 100 - exact + 50, 0, 100);
        figures_free(figures);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_to_what_is_shown),
        cmocka_unit_test(a_figure_of_no_plain_sum_is_rounded_for_itself),
        cmocka_unit_test(any_three_parts_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
