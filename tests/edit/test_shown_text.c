/* A line as it is shown: figures by their values, places both ways. */
#include "edit/shown_text.h"
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
    "  - {name: money, label: 收支}\n"
    "figures:\n"
    "  - {name: budget, label: 预算, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: staff, label: 人数, type: integer, unit: 人}\n";

static struct report *make(void) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "money", &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report = report_new_from_template(template, SPAN("某单位"), SPAN(""), 2022);
    report_set_value(report, SPAN("budget"), SPAN("1286.4"));
    report_set_value(report, SPAN("budget.prior"), SPAN("1000"));
    return report;
}

static void figures_are_shown_by_value_in_braces(void **state) {
    (void)state;
    static const struct {
        const char *line, *shown; /* NULL: as it is */
    } cases[] = {
        {"", NULL},
        {"预算10万元，$5", NULL},
        {"预算${budget}。", "预算{1286.40万元}。"},
        {"${budget.direction}${budget.change}", "{增长}{28.64%}"},
        {"${budget.prior}", "{1000.00万元}"},
        {"${staff}", "{未填：人数}"},
        {"${none}${budget", NULL},
        {"$${budget}与${staff}", "${budget}与{未填：人数}"},
        {"$$${budget}", "$${budget}"},
    };
    struct report *report = make();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown_text *shown = shown_text_new(report, span_of(cases[i].line));
        assert_int_equal(shown != NULL, cases[i].shown != NULL);
        if (shown != NULL)
            assert_string_equal(shown->text.s, cases[i].shown);
        shown_text_free(shown);
    }
    assert_null(shown_text_new(NULL, SPAN("${budget}")));
    report_free(report);
}

static void places_go_both_ways(void **state) {
    (void)state;
    struct report *report = make();
    struct span line = SPAN("a${budget}b${staff}$${c");
    struct shown_text *shown = shown_text_new(report, line);
    assert_string_equal(shown->text.s, "a{1286.40万元}b{未填：人数}${c");
    for (size_t byte = 0; byte <= shown->text.len; byte++) { /* the text's places */
        size_t back = shown_text_source(shown, byte, false);
        size_t ahead = shown_text_source(shown, byte, true);
        assert_true(back <= ahead && ahead <= line.n);
        assert_true(shown_text_place(shown, back) <= byte);
        assert_true(shown_text_place(shown, ahead) >= byte);
        assert_int_equal(back == ahead, shown_text_place(shown, back) == byte);
    }
    for (size_t byte = 0; byte <= line.n; byte++) { /* the line's */
        size_t place = shown_text_place(shown, byte);
        assert_true(shown_text_source(shown, place, false) <= byte);
    }
    assert_int_equal(shown_text_place(shown, line.n), shown->text.len);
    shown_text_free(shown);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_shown_by_value_in_braces),
        cmocka_unit_test(places_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
