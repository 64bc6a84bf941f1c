/* The steps of a report on its way, as values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/edition/edition.h"
#include "model/report_values.h"
#include "model/value_name.h"

enum { DAY = 24 * 60 * 60 * 1000 };
static const int64_t noon = INT64_C(1700000000000);

static void add(struct report *report, enum edition_state state, enum stage stage, int64_t at,
                const char *reason) {
    struct str name = STR_INIT, text = STR_INIT;
    struct edition edition = {.draft = report_draft_number(report),
                              .state = state,
                              .stage = stage,
                              .by = SPAN("张三"),
                              .at = at,
                              .hash = SPAN("ab"),
                              .reason = span_of(reason)};
    edition_add_name(&name, VALUE_EDITION, report_count_editions(report) + 1);
    edition_add_text(&text, &edition);
    report_set_value(report, str_span(&name), str_span(&text));
    str_release(&name);
    str_release(&text);
}

static void assert_state(const struct report *report, int64_t now, const char *wanted) {
    struct str text = STR_INIT;
    report_add_edition_state(&text, report, now);
    assert_string_equal(text.s, wanted);
    str_release(&text);
}

static void a_step_is_read_as_it_was_written(void **state) {
    (void)state;
    for (size_t s = 0; s < EDITION_STATE_COUNT; s++)
        for (size_t g = 0; g < STAGE_COUNT; g++) {
            struct report *report = report_new();
            struct edition edition;
            add(report, (enum edition_state)s, (enum stage)g, noon, "原因 一");
            assert_true(report_edition(report, 1, &edition));
            assert_int_equal(edition.state, s);
            assert_int_equal(edition.stage, g);
            assert_int_equal(edition.draft, 1);
            assert_int_equal(edition.at, noon);
            assert_true(span_is(edition.by, "张三"));
            assert_true(span_is(edition.hash, "ab"));
            assert_true(span_is(edition.reason, "原因 一"));
            assert_false(report_edition(report, 2, &edition));
            report_free(report);
        }
}

static void what_makes_no_sense_is_no_step(void **state) {
    static const char *const texts[] = {"",
                                        "final",
                                        "gone\t1\t\t张三\t2024-01-01T00:00:00Z\t\t",
                                        "final\t0\t\t张三\t2024-01-01T00:00:00Z\t\t",
                                        "final\tx\t\t张三\t2024-01-01T00:00:00Z\t\t",
                                        "final\t1\t局长\t张三\t2024-01-01T00:00:00Z\t\t",
                                        "final\t1\t\t张三\t昨天\t\t"};
    struct edition edition;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_false(edition_read(&edition, 1, span_of(texts[i])));
}

static void the_draft_rises_when_it_is_open_again(void **state) {
    (void)state;
    struct report *report = report_new();
    assert_state(report, noon, "");
    assert_int_equal(report_draft_number(report), 1);
    add(report, EDITION_SUBMITTED, STAGE_FINANCE, noon, "");
    assert_state(report, noon, "第1稿 · 送审");
    assert_state(report, noon + INT64_C(3) * DAY + 5, "第1稿 · 送审3日");
    add(report, EDITION_RETURNED, STAGE_FINANCE, noon, "缺数");
    assert_state(report, noon + DAY, "第2稿 · 退回");
    add(report, EDITION_FINAL, STAGE_NONE, noon, "");
    assert_state(report, noon + DAY, "第2稿 · 定稿");
    add(report, EDITION_UNLOCKED, STAGE_NONE, noon, "改数");
    assert_state(report, noon, "第3稿");
    assert_int_equal(report_count_editions(report), 4);
    report_free(report);
}

static void states_stay_and_some_may_change_in_a_final_report(void **state) {
    static const struct {
        const char *name;
        bool is_state, is_free;
    } names[] = {
        {"unit", false, false},      {"posts", false, false},        {"posts.prior", false, false},
        {"@template", false, false}, {"@pass.12345678", true, true}, {"@confirmed.ab", true, false},
        {"@edition.3", true, true},  {"@lock", true, true},          {"@carried.4", true, false}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        assert_int_equal(value_is_state(span_of(names[i].name)), names[i].is_state);
        assert_int_equal(value_is_free(span_of(names[i].name)), names[i].is_free);
    }
}

static void the_history_tells_a_step_in_words(void **state) {
    (void)state;
    struct report *report = report_new();
    struct str told = STR_INIT;
    add(report, EDITION_RETURNED, STAGE_BUREAU, noon, "缺数");
    value_add_told(&told, report, "@edition.1", report_value(report, SPAN("@edition.1")));
    assert_string_equal(told.s, "第1稿 → 财政局 缺数");
    str_clear(&told);
    value_add_told(&told, report, "@pass.00000000", "张三\t2024-01-01T00:00:00Z\t另计");
    assert_string_equal(told.s, "另计");
    str_clear(&told);
    value_add_told(&told, report, "@template", "form_id: a");
    assert_string_equal(told.s, "");
    str_release(&told);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_read_as_it_was_written),
        cmocka_unit_test(what_makes_no_sense_is_no_step),
        cmocka_unit_test(the_draft_rises_when_it_is_open_again),
        cmocka_unit_test(states_stay_and_some_may_change_in_a_final_report),
        cmocka_unit_test(the_history_tells_a_step_in_words),
    };
    return cmocka_run_group_tests_name("model/edition", tests, NULL, NULL);
}
