/* What is kept of a remark, and how it is read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/remark/intake.h"
#include "model/remark/remark.h"
#include "model/report_values.h"
#include "model/value_name.h"

static void put(struct report *report, const struct remark *remark) {
    struct str name = STR_INIT, text = STR_INIT;
    remark_add_name(&name, remark->number);
    remark_add_value(&text, remark);
    assert_int_equal(span_find(str_span(&text), SPAN("\n")), SIZE_MAX);
    report_set_value(report, str_span(&name), str_span(&text));
    str_release(&text);
    str_release(&name);
}

static void assert_same(const struct remark *a, const struct remark *b) {
    assert_int_equal(a->number, b->number);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->weight, b->weight);
    assert_int_equal(a->stage, b->stage);
    assert_int_equal(a->target.kind, b->target.kind);
    assert_int_equal(a->target.section, b->target.section);
    assert_int_equal(a->part, b->part);
    assert_int_equal(a->offset, b->offset);
    assert_int_equal(a->at, b->at);
    assert_int_equal(a->by_at, b->by_at);
    assert_int_equal(a->change, b->change);
    const struct span left[] = {a->target.name, a->target.quote, a->before, a->after, a->author,
                                a->text,        a->proposed,     a->answer, a->by,    a->origin};
    const struct span right[] = {b->target.name, b->target.quote, b->before, b->after, b->author,
                                 b->text,        b->proposed,     b->answer, b->by,    b->origin};
    for (size_t i = 0; i < ARRAY_LEN(left); i++)
        assert_true(span_equal(left[i], right[i]));
    assert_int_equal(a->note_count, b->note_count);
    for (size_t i = 0; i < a->note_count; i++) {
        assert_true(span_equal(a->notes[i].author, b->notes[i].author));
        assert_true(span_equal(a->notes[i].text, b->notes[i].text));
        assert_int_equal(a->notes[i].at, b->notes[i].at);
    }
}

/* In each kind, state, weight, stage and part; with line ends, tabs and backslashes in it. */
static void a_remark_is_read_as_it_was_written(void **state) {
    (void)state;
    struct remark_note notes[] = {{SPAN("李四"), SPAN("同意\n尽快"), INT64_C(1700000001000)},
                                  {SPAN(""), SPAN("\\n"), 0}};
    for (size_t i = 0; i < 40; i++) {
        struct report *report = report_new();
        struct remark read;
        const struct remark written = {.number = 7,
                                       .kind = (enum remark_kind)(i % REMARK_KIND_COUNT),
                                       .state = (enum remark_state)(i % REMARK_STATE_COUNT),
                                       .weight = (enum remark_weight)(i % REMARK_WEIGHT_COUNT),
                                       .stage = (enum stage)(i % STAGE_COUNT),
                                       .target = {.kind = (enum target_kind)(i % TARGET_KIND_COUNT),
                                                  .section = 12,
                                                  .name = SPAN("posts"),
                                                  .quote = SPAN("一行\n二行\t格\\n")},
                                       .part = (enum remark_part)(i % REMARK_PART_COUNT),
                                       .before = SPAN("前\\"),
                                       .after = SPAN("\t后"),
                                       .offset = 3,
                                       .author = SPAN("张三"),
                                       .at = i % 2 == 0 ? 0 : INT64_C(1700000000000),
                                       .text = SPAN("请核实。\n第二段"),
                                       .proposed = SPAN("改成\n这样"),
                                       .answer = SPAN("已改"),
                                       .by = SPAN("王五"),
                                       .by_at = INT64_C(1700000002000),
                                       .change = 41,
                                       .origin = SPAN("0123abcd"),
                                       .notes = i % 3 > 0 ? notes : NULL,
                                       .note_count = i % 3};
        put(report, &written);
        assert_int_equal(report_last_remark(report), 7);
        assert_false(report_remark(report, 1, &read));
        assert_true(report_remark(report, 7, &read));
        assert_same(&read, &written);
        remark_release(&read);
        report_free(report);
    }
}

static void what_makes_no_sense_is_no_remark(void **state) {
    static const char *const texts[] = {
        "",
        "remark",
        "remark\topen\t建议\t\tsection\tbody\tx\t0\t0\t\t\t\t\t\t\t\t\t\t\t\t\t",
        "remark\topen\t建议\t\tsection\tbody\t1\t0\t0\tgestern\t\t\t\t\t\t\t\t\t\t\t\t",
        "remark\tlost\t建议\t\tsection\tbody\t1\t0\t0\t\t\t\t\t\t\t\t\t\t\t\t\t",
        "remark\topen\t建议\t\tsection\tbody\t1\t0\t0\t\t\t\t\t\t\t\t\t\t\t\t\t李四\t",
    };
    struct remark remark;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        assert_false(remark_read(&remark, 1, span_of(texts[i])));
    assert_true(remark_read(
        &remark, 1,
        SPAN("remark\topen\t建议\t\tsection\tbody\t1\t0\t0\t\t\t\t\t\t\t\t\t\t\t\t\t")));
    remark_release(&remark);
}

static void open_ones_are_counted(void **state) {
    struct report *report = report_new();
    const struct remark remarks[] = {
        {.number = 1, .weight = REMARK_WEIGHS_MUST},
        {.number = 2, .weight = REMARK_WEIGHS_MUST, .state = REMARK_DONE},
        {.number = 3, .weight = REMARK_WEIGHS_QUESTION},
        {.number = 5, .kind = REMARK_IS_PROPOSAL},
        {.number = 6, .kind = REMARK_IS_PROPOSAL, .state = REMARK_TAKEN},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(remarks); i++)
        put(report, &remarks[i]);
    assert_int_equal(report_count_open_remarks(report, false), 3);
    assert_int_equal(report_count_open_remarks(report, true), 1);
    report_free(report);
}

static void words_are_found_again(void **state) {
    (void)state;
    for (size_t i = 0; i < REMARK_STATE_COUNT; i++) {
        enum remark_state found;
        assert_true(remark_state_find(span_of(remark_state_word((enum remark_state)i)), &found));
        assert_int_equal(found, i);
    }
    for (size_t i = 0; i < REMARK_WEIGHT_COUNT; i++) {
        enum remark_weight found;
        assert_true(remark_weight_find(span_of(remark_weight_word((enum remark_weight)i)), &found));
        assert_int_equal(found, i);
    }
    enum remark_kind kind;
    enum remark_part part;
    assert_false(remark_kind_find(SPAN("x"), &kind));
    assert_false(remark_part_find(SPAN(""), &part));
    assert_true(remark_state_fits(REMARK_IS_PROPOSAL, REMARK_TAKEN));
    assert_false(remark_state_fits(REMARK_IS_PROPOSAL, REMARK_CLOSED));
    assert_false(remark_state_fits(REMARK_IS_REMARK, REMARK_TAKEN));
    assert_true(span_is(remark_author(&(struct remark){0}), "未署名"));
}

/* Said while the report is final, kept when it goes back, told in the history. */
static void a_remark_is_a_state_that_is_free(void **state) {
    struct report *report = report_new();
    struct str told = STR_INIT, text = STR_INIT;
    const struct remark remark = {
        .state = REMARK_REFUSED, .text = SPAN("请核实"), .answer = SPAN("已与名册\n核对")};
    (void)state;
    assert_true(value_is_state(SPAN("@remark.3")));
    assert_true(value_is_free(SPAN("@remark.3")));
    remark_add_value(&text, &remark);
    value_add_told(&told, report, "@remark.3", text.s);
    assert_string_equal(told.s, "不采纳 已与名册 核对");
    report_free(report);
    str_release(&told);
    str_release(&text);
}

static void assert_change(const char *old_words, const char *new_words, size_t most,
                          const char *wanted) {
    struct str text = STR_INIT;
    remark_add_change(&text, span_of(old_words), span_of(new_words), most);
    assert_string_equal(text.s, wanted);
    str_release(&text);
}

static void a_change_says_what_comes_and_what_goes(void **state) {
    (void)state;
    assert_change("较好", "良好", SIZE_MAX, "“较好” → “良好”");
    assert_change("", "会计", SIZE_MAX, "加“会计”");
    assert_change("会计", "", SIZE_MAX, "删“会计”");
    assert_change("", "新加的一段", 2, "加“新加…”");
    assert_change("一二三", "四", 2, "“一二…” → “四”");
}

static void assert_intake(const struct remark_intake *intake, const char *found,
                          const char *taken) {
    struct str text = STR_INIT;
    remark_intake_add_found(&text, intake);
    assert_string_equal(text.s, found);
    str_clear(&text);
    remark_intake_add_taken(&text, intake);
    assert_string_equal(text.s, taken);
    str_release(&text);
}

static void what_came_in_is_said_without_noughts(void **state) {
    (void)state;
    assert_intake(&(struct remark_intake){0}, "没有批注，也没有改动", "没有收进新的意见和修改");
    assert_intake(&(struct remark_intake){.changes = 2, .proposals = 2}, "修订2处", "收了修改2处");
    assert_intake(&(struct remark_intake){.comments = 3,
                                          .answers = 1,
                                          .differences = 4,
                                          .remarks = 2,
                                          .notes = 1,
                                          .again = 4,
                                          .notes_again = 1},
                  "批注3条、答复1条、没有留痕的改动4处", "收了意见2条、答复1条；以前收过5项");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_says_what_comes_and_what_goes),
        cmocka_unit_test(what_came_in_is_said_without_noughts),
        cmocka_unit_test(a_remark_is_read_as_it_was_written),
        cmocka_unit_test(what_makes_no_sense_is_no_remark),
        cmocka_unit_test(open_ones_are_counted),
        cmocka_unit_test(words_are_found_again),
        cmocka_unit_test(a_remark_is_a_state_that_is_free),
    };
    return cmocka_run_group_tests_name("model/remark", tests, NULL, NULL);
}
