/* Where remarks stand while the text around them changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/splice.h"
#include "tests/support/random.h"

#include <stdio.h>

/* --- helpers --- */

static struct section *add_section(struct report *report, const char *heading, const char *text) {
    struct section *section = report_add_section(report, report->root, report->root->count);
    section_set_text(&section->heading, span_of(heading));
    body_set_text(&section->body, span_of(text), LINE_PARAGRAPH);
    return section;
}

static void edit(struct section *section, size_t offset, size_t removed, struct span inserted) {
    struct splice splice;
    struct err err;
    body_make_splice(&splice, &section->body, offset, removed, inserted, LINE_PARAGRAPH);
    if (body_apply(&section->body, &splice, &err) != RC_OK)
        fail_msg("%s", err.text);
    splice_release(&splice);
}

static void put(struct report *report, const struct remark *remark) {
    struct str name = STR_INIT, text = STR_INIT;
    remark_add_name(&name, remark->number);
    remark_add_value(&text, remark);
    report_set_value(report, str_span(&name), str_span(&text));
    str_release(&text);
    str_release(&name);
}

static void remark_at(struct report *report, size_t number, const struct section *section,
                      size_t offset, size_t length) {
    struct str text = STR_INIT;
    struct remark remark = {.number = number,
                            .target = {.kind = TARGET_SECTION, .section = section->id}};
    remark_add_part_text(&text, report, section->id, REMARK_OF_BODY);
    remark_set_words(&remark, str_span(&text), offset, length);
    put(report, &remark);
    str_release(&text);
}

static struct remark_spot spot_of(const struct report *report, size_t number) {
    struct remark remark;
    struct remark_spot spot;
    assert_true(report_remark(report, number, &remark));
    remark_find_spot(&spot, report, &remark);
    remark_release(&remark);
    return spot;
}

static void words_at(struct str *out, const struct report *report, const struct remark_spot *spot) {
    struct str text = STR_INIT;
    remark_add_part_text(&text, report, spot->section, spot->part);
    struct span all = str_span(&text);
    size_t from = utf8_offset(all, spot->offset);
    str_set(out, span_sub(all, from, utf8_offset(all, spot->offset + spot->length)));
    str_release(&text);
}

static void assert_stands(const struct report *report, size_t number, bool placed,
                          const char *words) {
    struct remark_spot spot = spot_of(report, number);
    struct str found = STR_INIT;
    words_at(&found, report, &spot);
    assert_string_equal(found.s, words);
    assert_int_equal(spot.placed, placed);
    str_release(&found);
}

/* --- one by one --- */

static void words_stay_where_text_comes_and_goes_around_them(void **state) {
    struct report *report = report_new();
    struct section *section = add_section(
        report, "情况", "年初批复预算100万元。\n全年开展培训6次，参加120人次。\n完成好。");
    (void)state;
    remark_at(report, 1, section, 17, 4);
    assert_stands(report, 1, true, "培训6次");
    edit(section, 0, 0, SPAN("前面一段，也说培训6次。\n"));
    assert_stands(report, 1, true, "培训6次");
    assert_int_equal(spot_of(report, 1).offset, 30);
    edit(section, 28, 2, SPAN("组织实施"));
    assert_int_equal(spot_of(report, 1).offset, 32);
    edit(section, 33, 1, SPAN("八"));
    assert_int_equal(spot_of(report, 1).placed, false);
    report_free(report);
}

static void one_of_several_is_known_by_its_neighbours(void **state) {
    struct report *report = report_new();
    struct section *section = add_section(
        report, "情况", "甲科室完成3项。\n乙科室完成3项。\n丙科室完成3项。\n丁科室完成3项。");
    (void)state;
    remark_at(report, 1, section, 21, 4); /* 完成3项 of 丙 */
    assert_int_equal(spot_of(report, 1).offset, 21);
    edit(section, 0, 9, SPAN(""));
    assert_int_equal(spot_of(report, 1).offset, 12);
    report_free(report);
}

static void words_that_are_gone_leave_it_at_the_nearest_paragraph(void **state) {
    struct report *report = report_new();
    struct section *section = add_section(report, "情况",
                                          "第一段说预算安排。\n第二段说培训工作，"
                                          "全年六次。\n第三段说存在问题。");
    (void)state;
    remark_at(report, 1, section, 19, 4);
    assert_stands(report, 1, true, "全年六次");
    edit(section, 19, 4, SPAN("都已完成"));
    assert_stands(report, 1, false, "第二段说培训工作，都已完成。");
    edit(section, 0, 10, SPAN(""));
    assert_stands(report, 1, false, "第二段说培训工作，都已完成。");
    report_free(report);
}

static void long_words_are_known_by_their_ends(void **state) {
    struct report *report = report_new();
    struct section *section = add_section(
        report, "情况", "本年度严格按照预算执行各项支出，没有超预算的项目，也没有结转结余资金。");
    (void)state;
    remark_at(report, 1, section, 0, 35);
    edit(section, 16, 8, SPAN("未发现超支"));
    assert_stands(report, 1, true,
                  "本年度严格按照预算执行各项支出，未发现超支，也没有结转结余资金。");
    report_free(report);
}

static void words_that_move_to_another_section_stand_there(void **state) {
    struct report *report = report_new();
    struct section *first = add_section(report, "一", "开头。\n这一段要移到后面去才合适。\n结尾。");
    struct section *second = add_section(report, "二", "别的话。");
    (void)state;
    remark_at(report, 1, first, 4, 13);
    edit(first, 3, 14, SPAN(""));
    edit(second, 4, 0, SPAN("\n这一段要移到后面去才合适。"));
    assert_stands(report, 1, true, "这一段要移到后面去才合适。");
    assert_int_equal(spot_of(report, 1).section, second->id);
    report_free(report);
}

static void a_section_that_is_taken_out_leaves_it_near_by(void **state) {
    struct report *report = report_new();
    struct section *first = add_section(report, "一", "开头。");
    struct section *second = add_section(report, "二", "被删去的话。");
    (void)state;
    remark_at(report, 1, second, 0, 5);
    report_place_section(report, second, NULL, 0);
    struct remark_spot spot = spot_of(report, 1);
    assert_false(spot.placed);
    assert_int_equal(spot.section, first->id);
    report_place_section(report, second, report->root, 1);
    assert_stands(report, 1, true, "被删去的话");
    report_free(report);
}

static void headings_title_and_sign_off_have_places_too(void **state) {
    struct report *report = report_new();
    struct section *section = add_section(report, "机构情况", "");
    struct str words = STR_INIT;
    (void)state;
    section_set_text(&report->title, SPAN("某局\n2023年报告"));
    struct remark remarks[] = {
        {.number = 1, .part = REMARK_OF_HEADING, .target = {TARGET_SECTION, section->id}},
        {.number = 2, .part = REMARK_OF_TITLE},
    };
    remark_set_words(&remarks[0], SPAN("机构情况"), 0, 2);
    remark_set_words(&remarks[1], SPAN("某局\n2023年报告"), 3, 5);
    for (size_t i = 0; i < ARRAY_LEN(remarks); i++)
        put(report, &remarks[i]);
    assert_stands(report, 1, true, "机构");
    assert_stands(report, 2, true, "2023年");
    section_set_text(&report->title, SPAN("某局报告"));
    assert_false(spot_of(report, 2).placed);
    str_release(&words);
    report_free(report);
}

static void remarks_come_in_the_order_of_the_text(void **state) {
    struct report *report = report_new();
    struct section *first = add_section(report, "一", "甲乙丙丁戊己庚辛");
    struct section *second = add_section(report, "二", "子丑寅卯");
    struct remarks all;
    (void)state;
    remark_at(report, 1, second, 1, 2);
    put(report, &(struct remark){.number = 2});
    remark_at(report, 3, first, 4, 2);
    remark_at(report, 4, first, 1, 2);
    remarks_list(&all, report);
    remarks_sort(&all, report);
    static const size_t wanted[] = {4, 3, 1, 2};
    assert_int_equal(all.count, ARRAY_LEN(wanted));
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        assert_int_equal(all.items[i].remark.number, wanted[i]);
    remarks_release(&all);
    report_free(report);
}

/* --- 1,000 edits --- */

enum { SECTIONS = 6, REMARKS = 40, EDITS = 1000, LENGTH_MOST = 12, PARAGRAPHS = 30, LINE = 60 };

struct known { /* where its words are, as long as nobody edits them */
    int64_t section;
    size_t offset, length;
    struct str words;
    bool whole;
};

static void add_han(struct str *out, struct random *random, size_t points) {
    for (size_t i = 0; i < points; i++)
        str_add_char(out, (char32_t)(0x4E00 + random_below(random, 3000)));
}

static void add_text(struct str *out, struct random *random) {
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        str_add_text(out, i > 0 ? "\n" : "");
        add_han(out, random, LINE);
    }
}

static void follow(struct known *known, const struct section *section, size_t at, size_t removed,
                   size_t inserted) {
    if (known->section != section->id || !known->whole || at >= known->offset + known->length)
        return;
    if (at + removed <= known->offset)
        known->offset = known->offset + inserted - removed;
    else
        known->whole = false;
}

/* None is lost: each stands in the report; and where its words are whole, at them. */
static void assert_none_lost(const struct report *report, const struct known *known) {
    struct remarks all;
    struct str words = STR_INIT;
    remarks_list(&all, report);
    assert_int_equal(all.count, REMARKS);
    for (size_t i = 0; i < all.count; i++) {
        const struct remark_spot *spot = &all.items[i].spot;
        const struct section *section = report_find_in_tree(report, spot->section);
        assert_non_null(section);
        assert_true(spot->offset + spot->length <= section->body.points);
        words_at(&words, report, spot);
        if (known[i].whole) {
            assert_true(spot->placed);
            assert_int_equal(spot->section, known[i].section);
            assert_int_equal(spot->offset, known[i].offset);
        }
        if (spot->placed)
            assert_string_equal(words.s, known[i].words.s);
    }
    str_release(&words);
    remarks_release(&all);
}

static void a_thousand_edits_lose_no_remark(void **state) {
    struct random random = {20};
    struct report *report = report_new();
    struct section *sections[SECTIONS];
    struct known known[REMARKS] = {0};
    struct str text = STR_INIT;
    (void)state;
    for (size_t i = 0; i < SECTIONS; i++) {
        str_clear(&text);
        add_text(&text, &random);
        sections[i] = add_section(report, "一节", text.s);
    }
    for (size_t i = 0; i < REMARKS; i++) {
        struct section *section = sections[random_below(&random, SECTIONS)];
        size_t length = 6 + random_below(&random, LENGTH_MOST);
        size_t offset = random_below(&random, section->body.points - length);
        known[i] = (struct known){section->id, offset, length, STR_INIT, true};
        body_add_range(&known[i].words, &section->body, offset, offset + length);
        remark_at(report, i + 1, section, offset, length);
    }
    for (size_t i = 0; i < EDITS; i++) {
        struct section *section = sections[random_below(&random, SECTIONS)];
        size_t at = random_below(&random, section->body.points + 1);
        size_t most = section->body.points - at;
        size_t removed = random_below(&random, (most < 8 ? most : 8) + 1);
        str_clear(&text);
        add_han(&text, &random, random_below(&random, 9));
        if (random_below(&random, 10) == 0)
            str_add_byte(&text, '\n');
        edit(section, at, removed, str_span(&text));
        for (size_t k = 0; k < REMARKS; k++)
            follow(&known[k], section, at, removed, utf8_count(str_span(&text)));
        if (i % 10 == 0 || i + 1 == EDITS)
            assert_none_lost(report, known);
    }
    size_t whole = 0;
    for (size_t i = 0; i < REMARKS; i++) {
        whole += known[i].whole;
        str_release(&known[i].words);
    }
    assert_in_range(whole, 1, REMARKS - 1); /* some words were edited, some were not */
    str_release(&text);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stay_where_text_comes_and_goes_around_them),
        cmocka_unit_test(one_of_several_is_known_by_its_neighbours),
        cmocka_unit_test(words_that_are_gone_leave_it_at_the_nearest_paragraph),
        cmocka_unit_test(long_words_are_known_by_their_ends),
        cmocka_unit_test(words_that_move_to_another_section_stand_there),
        cmocka_unit_test(a_section_that_is_taken_out_leaves_it_near_by),
        cmocka_unit_test(headings_title_and_sign_off_have_places_too),
        cmocka_unit_test(remarks_come_in_the_order_of_the_text),
        cmocka_unit_test(a_thousand_edits_lose_no_remark),
    };
    return cmocka_run_group_tests_name("model/remark/spot", tests, NULL, NULL);
}
