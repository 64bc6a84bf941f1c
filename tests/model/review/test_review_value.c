#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "tests/support/model_support.h"

#include <string.h>

static const char YAML[] =
    "form_id: small\n"
    "version: \"1\"\n"
    "title: ${year}\n"
    "questions:\n"
    "  - {name: contact, label: 填报人, type: text, carry: value}\n"
    "sections:\n"
    "  - {name: work, label: 工作, required: true}\n"
    "figures:\n"
    "  - {name: area, label: 面积, type: decimal, carry: value}\n"
    "  - {name: seats, label: 编制, type: integer, carry: value, stable: true}\n"
    "  - {name: visits, label: 走访, type: integer, prior: true}\n"
    "indicators:\n"
    "  - {name: used, label: 使用, weight: 50, carry: value}\n"
    "  - {name: done, label: 完成, weight: 50}\n";

static struct report *carry(void) {
    struct template *template = support_template(YAML);
    struct report *earlier = report_new_from_template(template, SPAN("甲"), SPAN(""), 2022);
    static const char *const values[][2] = {
        {"contact", "张三"},   {"area", "3.5"},       {"seats", "40"},      {"visits", "7"},
        {"used.actual", "95"}, {"used.target", "90"}, {"done.actual", "80"}};
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        report_set_value(earlier, span_of(values[i][0]), span_of(values[i][1]));
    struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN(""), 2023);
    report_free(earlier);
    return report;
}

static void what_the_template_carries_is_unreviewed(void **state) {
    (void)state;
    struct report *report = carry();
    assert_string_equal(report_value(report, SPAN("area")), "3.5");
    assert_true(review_value_is_unreviewed(report, SPAN("area")));
    assert_true(review_value_is_unreviewed(report, SPAN("used.actual")));
    assert_false(review_value_is_unreviewed(report, SPAN("seats"))); /* stable */
    assert_false(review_value_is_unreviewed(report, SPAN("visits")));
    assert_false(review_value_is_unreviewed(report, SPAN("used.target")));
    assert_false(review_value_is_unreviewed(report, SPAN("contact")));
    assert_int_equal(review_count_values(report), 2);
    support_assert_sane(report);
    report_free(report);
}

static void another_value_or_confirming_reviews_it(void **state) {
    (void)state;
    struct report *report = carry();
    struct str name = STR_INIT;
    report_set_value(report, SPAN("area"), SPAN("4"));
    assert_false(review_value_is_unreviewed(report, SPAN("area")));
    report_set_value(report, SPAN("area"), SPAN("3.5")); /* as it was */
    assert_true(review_value_is_unreviewed(report, SPAN("area")));
    review_add_confirmed_name(&name, SPAN("area"));
    report_set_value(report, str_span(&name), SPAN("3.5"));
    assert_false(review_value_is_unreviewed(report, SPAN("area")));
    assert_int_equal(review_count_values(report), 1);
    assert_string_equal(review_first_value(report), "used.actual");
    report_set_value(report, SPAN("used.actual"), (struct span){NULL, 0});
    assert_int_equal(review_count_values(report), 0);
    assert_null(review_first_value(report));
    str_release(&name);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_template_carries_is_unreviewed),
        cmocka_unit_test(another_value_or_confirming_reviews_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
