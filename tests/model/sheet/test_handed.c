/* What an office has handed in, and what it is against what stood and stands in the report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_values.h"
#include "model/sheet/compare.h"
#include "model/sheet/handed.h"

#include <stdio.h>
#include <string.h>

/* Each of base, now and handed is nothing, 1 or 2: all 27. */
static void all_combinations_of_base_now_and_handed(void **state) {
    static const char *const texts[] = {"", "1", "2"};
    static char label[] = "数", unit[] = "万元";
    const struct template_figure figure = {
        .label = label, .unit = unit, .type = TYPE_MONEY, .decimals = 2};
    size_t counts[OUTCOME_CONFLICT + 1] = {0};
    (void)state;
    for (size_t base = 0; base < 3; base++)
        for (size_t now = 0; now < 3; now++)
            for (size_t handed = 0; handed < 3; handed++) {
                enum handed_outcome outcome = handed_compare(
                    &figure, span_of(texts[base]), span_of(texts[now]), span_of(texts[handed]));
                enum handed_outcome wanted = handed == 0     ? OUTCOME_NOTHING
                                             : handed == now ? OUTCOME_SAME
                                             : base == now   ? OUTCOME_FITS
                                                             : OUTCOME_CONFLICT;
                assert_int_equal(outcome, wanted);
                counts[outcome]++;
            }
    assert_int_equal(counts[OUTCOME_NOTHING], 9);
    assert_int_equal(counts[OUTCOME_SAME], 6);
    assert_int_equal(counts[OUTCOME_FITS], 4);
    assert_int_equal(counts[OUTCOME_CONFLICT], 8);
}

static void values_are_compared_by_what_they_mean(void **state) {
    static char label[] = "数", unit[] = "万元";
    const struct template_figure figure = {
        .label = label, .unit = unit, .type = TYPE_MONEY, .decimals = 2};
    (void)state;
    assert_int_equal(handed_compare(&figure, SPAN("1"), SPAN("1,286.40"), SPAN("12864000元")),
                     OUTCOME_SAME);
    assert_int_equal(handed_compare(&figure, SPAN("1.00"), SPAN("1"), SPAN("2")), OUTCOME_FITS);
    /* what does not apply is no value */
    assert_int_equal(handed_compare(&figure, SPAN(""), SPAN(""), SPAN("无")), OUTCOME_SAME);
    assert_int_equal(handed_compare(&figure, SPAN("1"), SPAN("1"), SPAN("无")), OUTCOME_FITS);
    assert_int_equal(handed_compare(&figure, SPAN("0"), SPAN("0"), SPAN("0")), OUTCOME_SAME);
}

static void a_state_is_read_as_it_was_written(void **state) {
    (void)state;
    for (size_t s = HANDED_AWAITED; s < HANDED_STATE_COUNT; s++) {
        struct report *report = report_new();
        struct str text = STR_INIT;
        const struct handed written = {.state = (enum handed_state)s,
                                       .sheet = 3,
                                       .base = SPAN("1"),
                                       .value = SPAN("2"),
                                       .note = SPAN("说明 一"),
                                       .evidence = SPAN("账页"),
                                       .by = SPAN("张三"),
                                       .at = INT64_C(1700000000000),
                                       .reason = SPAN("原因")};
        handed_add_text(&text, &written);
        report_set_value(report, SPAN(VALUE_SHEET "budget"), str_span(&text));
        struct handed read = report_handed(report, "budget");
        assert_int_equal(read.state, s);
        assert_int_equal(read.sheet, 3);
        assert_int_equal(read.at, written.at);
        assert_true(span_is(read.base, "1") && span_is(read.value, "2"));
        assert_true(span_is(read.note, "说明 一") && span_is(read.evidence, "账页"));
        assert_true(span_is(read.by, "张三") && span_is(read.reason, "原因"));
        assert_int_equal(report_handed(report, "spent").state, HANDED_NONE);
        str_release(&text);
        report_free(report);
    }
    struct handed handed;
    assert_false(handed_read(&handed, SPAN("reported\t1")));
    assert_false(handed_read(&handed, SPAN("")));
}

static void a_sheet_that_went_out_is_found_by_its_number(void **state) {
    struct report *report = report_new();
    struct sent read;
    struct str text = STR_INIT;
    (void)state;
    assert_int_equal(report_count_sent(report), 0);
    sent_add_text(&text, &(struct sent){.owner = SPAN("财务科"),
                                        .due = SPAN("2024-05-01"),
                                        .by = SPAN("张三"),
                                        .at = INT64_C(1700000000000)});
    report_set_value(report, SPAN(VALUE_SENT "1"), str_span(&text));
    assert_int_equal(report_count_sent(report), 1);
    assert_true(report_sent(report, 1, &read));
    assert_true(span_is(read.owner, "财务科") && span_is(read.due, "2024-05-01"));
    assert_false(report_sent(report, 2, &read));
    str_release(&text);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_combinations_of_base_now_and_handed),
        cmocka_unit_test(values_are_compared_by_what_they_mean),
        cmocka_unit_test(a_state_is_read_as_it_was_written),
        cmocka_unit_test(a_sheet_that_went_out_is_found_by_its_number),
    };
    return cmocka_run_group_tests_name("sheet/handed", tests, NULL, NULL);
}
