/* Where findings stand in what a report prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/printed_place.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include "base/text/utf8.h"

#include <string.h>

enum { ROUNDS = 150 };

static void add_range(struct str *out, const struct printed_places *places,
                      struct printed_range range) {
    size_t count = 0;
    const char32_t *ink = printed_places_ink(places, &count);
    assert_true(range.from < range.to && range.to <= count);
    for (size_t i = range.from; i < range.to; i++)
        str_add_char(out, ink[i]);
}

static void assert_at(const struct report *report, int64_t section, const char *path, size_t offset,
                      size_t length, const char *wanted, bool exact) {
    struct printed_places *places = printed_places_new(report);
    struct str seen = STR_INIT, own_path = STR_INIT;
    str_add_text(&own_path, path);
    const struct finding finding = {
        .section = section, .path = own_path.s, .offset = offset, .length = length};
    struct printed_range range = printed_places_of(places, &finding);
    add_range(&seen, places, range);
    assert_string_equal(seen.s, wanted);
    assert_int_equal(range.exact, exact);
    printed_places_free(places);
    str_release(&own_path);
    str_release(&seen);
}

static struct section *add(struct report *report, const char *heading, enum heading_form form) {
    struct section *section = report_add_section(report, report->root, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    section->form = form;
    if (form == FORM_RUN_IN)
        section_set_text(&section->end_mark, SPAN("。"));
    section->touched = true;
    return section;
}

static void words_headings_titles_and_rows_have_their_place(void **state) {
    struct report *report = report_new();
    (void)state;
    section_set_text(&report->title, SPAN("某街道\n绩效评价报告"));
    section_set_text(&report->sign_off, SPAN("某街道\n2023年4月1日"));
    body_set_text(&report->front->body, SPAN("前言。"), LINE_PARAGRAPH);
    struct section *run_in = add(report, "机构", FORM_RUN_IN);
    body_set_text(&run_in->body, SPAN("设 三 科。\n\n共五人。"), LINE_PARAGRAPH);
    struct section *block = add(report, "问题", FORM_BLOCK);
    body_set_text(&block->body, SPAN("编制粗。\n下达晚。"), LINE_ITEM);
    block->item_numbering = NUMBERING_COMMA;
    struct section *table = add(report, "附表", FORM_BLOCK);
    body_set_text(&table->body, SPAN("项目\t金额\n\t \n甲\t12\n乙\t30"), LINE_ROW);
    struct section *bare = add(report, "", FORM_NONE);
    body_set_text(&bare->body, SPAN("　无题之文。"), LINE_PARAGRAPH);

    assert_at(report, -1, "title", 0, 0, "某街道绩效评价报告", true);
    assert_at(report, -1, "signoff", 0, 0, "某街道2023年4月1日", true);
    assert_at(report, 0, "0", 0, 2, "前言", true);
    assert_at(report, run_in->id, "1", 0, 0, "一、机构。", true);
    assert_at(report, run_in->id, "1", 2, 3, "三科", true);
    assert_at(report, run_in->id, "1", 5, 4, "。共", true); /* over an empty line */
    assert_at(report, block->id, "2", 0, 0, "二、问题", true);
    assert_at(report, block->id, "2", 5, 2, "下达", true); /* no label of an item */
    assert_at(report, table->id, "3", 9, 3, "甲1", true);  /* behind a row without a word */
    assert_at(report, table->id, "3", 16, 2, "30", true);
    assert_at(report, bare->id, "4", 0, 0, "无题之文。", true);
    assert_at(report, bare->id, "4", 1, 2, "无题", true);
    report_free(report);
}

static void what_does_not_print_is_at_what_stands_above_it(void **state) {
    struct report *report = support_small_report();
    const struct section *party = report_find_section(report, SPAN("party"));
    (void)state;
    body_set_text(&report_find_section(report, SPAN("party"))->body, SPAN(""), LINE_PARAGRAPH);
    report_find_section(report, SPAN("party"))->touched = false;
    assert_at(report, party->id, "2.2", 0, 0, "（一）城市管理有力度。", false);
    report_free(report);
}

static void where_nothing_prints_there_is_no_place(void **state) {
    struct report *report = report_new();
    struct printed_places *places = printed_places_new(report);
    const struct finding finding = {.section = -1};
    (void)state;
    struct printed_range range = printed_places_of(places, &finding);
    assert_int_equal(range.from, 0);
    assert_int_equal(range.to, 0);
    printed_places_free(places);
    report_free(report);
}

/* A figure's token is one piece, however little of it is meant. */
static void a_figure_in_prose_is_its_value(void **state) {
    struct template *template =
        support_template("form_id: t\n"
                         "title: 报告\n"
                         "version: '1'\n"
                         "figures:\n"
                         "  - {name: budget, label: 预算, type: money, unit: 万元}\n"
                         "sections:\n"
                         "  - {name: a, label: 情况}\n");
    struct report *report = report_new();
    (void)state;
    report->template = template;
    report_set_value(report, SPAN("budget"), SPAN("8596.35"));
    struct section *section = add(report, "情况", FORM_BLOCK);
    section_set_text(&section->name, SPAN("a"));
    body_set_text(&section->body, SPAN("预算${budget}已执行。"), LINE_PARAGRAPH);
    assert_at(report, section->id, "1", 2, 9, "8596.35万元", true);
    assert_at(report, section->id, "1", 4, 2, "8596.35万元", true);
    assert_at(report, section->id, "1", 11, 2, "已执", true);
    assert_at(report, section->id, "1", 1, 3, "算8596.35万元", true);
    report_free(report);
}

static void check_words(const struct report *report, struct printed_places *places,
                        const struct section *section, struct random *random) {
    struct str wanted = STR_INIT, seen = STR_INIT, words = STR_INIT;
    size_t from = random_below(random, section->body.points);
    size_t length = 1 + random_below(random, 12);
    body_add_range(&words, &section->body, from, from + length);
    support_add_ink(&wanted, str_span(&words));
    bool one_line = memchr(words.s, '\n', words.len) == NULL;
    if (one_line && wanted.len > 0 && section_is_printed(report, section) &&
        span_find(str_span(&words), SPAN("$")) == SIZE_MAX) {
        const struct finding finding = {.section = section->id, .offset = from, .length = length};
        add_range(&seen, places, printed_places_of(places, &finding));
        assert_string_equal(seen.s, wanted.s);
    }
    str_release(&words);
    str_release(&seen);
    str_release(&wanted);
}

static void any_words_of_any_report_are_found_in_what_it_prints(void **state) {
    struct random random = {12};
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct report *report =
            random_report(&random, round % 2 == 0 ? RANDOM_ATTACHMENTS : RANDOM_TEMPLATED, 12);
        struct printed_places *places = printed_places_new(report);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
            for (int i = 0; i < 4 && at->body.points > 0; i++)
                check_words(report, places, at, &random);
        printed_places_free(places);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_headings_titles_and_rows_have_their_place),
        cmocka_unit_test(what_does_not_print_is_at_what_stands_above_it),
        cmocka_unit_test(where_nothing_prints_there_is_no_place),
        cmocka_unit_test(a_figure_in_prose_is_its_value),
        cmocka_unit_test(any_words_of_any_report_are_found_in_what_it_prints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
