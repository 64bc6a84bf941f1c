#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_seed.h"
#include "model/review/offer.h"

#include <string.h>

/* A report of one section with the text `now`, carried on from one with the text `last`. */
static struct report *carry(const char *last, const char *now) {
    struct report *earlier = report_new();
    earlier->year = 2022;
    struct section *section = report_add_section(earlier, earlier->root, SIZE_MAX);
    section_set_text(&section->heading, SPAN("工作"));
    body_set_text(&section->body, span_of(last), LINE_PARAGRAPH);
    struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN(""), 2023);
    report_free(earlier);
    body_set_text(&report->root->children[0]->body, span_of(now), LINE_PARAGRAPH);
    return report;
}

/* What is offered for a number, counted from 0: "96.3 1726÷1792", with what the words say of it. */
static void add_offer(struct str *out, const char *last, const char *now, size_t number) {
    static const char *const turns[] = {
        [TURN_NONE] = "", [TURN_ROUND] = " round", [TURN_LEVEL] = " level"};
    struct report *report = carry(last, now);
    struct review_copy *copy = review_copy_new(report);
    struct review review;
    struct review_offer offer;
    struct str carried = STR_INIT;
    int64_t section = 0;
    size_t from = 0;
    review_section(&review, copy, report, report->root->children[0]);
    assert_true(number < review.text.number_count);
    const struct review_sentence *sentence = review_sentence_of(&review.text, number);
    if (review_find_last(copy, review_sentence_shape(&review.text, sentence), &section, &from)) {
        assert_true(review_add_carried(&carried, report, section));
        if (review_compute(&offer, &review, number, str_span(&carried), from))
            str_add_format(out, "%s %s%s", offer.digits.s, offer.how.s, turns[offer.turn]);
        review_offer_release(&offer);
    }
    str_release(&carried);
    review_release(&review);
    review_copy_free(copy);
    report_free(report);
}

struct offer_case {
    const char *last, *now;
    size_t number;
    const char *offer;
};

static void assert_offers(const struct offer_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct str out = STR_INIT;
        add_offer(&out, cases[i].last, cases[i].now, cases[i].number);
        if (strcmp(out.s, cases[i].offer) != 0)
            fail_msg("%s: %s, not %s", cases[i].now, out.s, cases[i].offer);
        str_release(&out);
    }
}

static void numbers_come_to_what_gave_them_last_year(void **state) {
    static const struct offer_case cases[] = {
        {"完成产值8596万元，同比增长10.7%。", "完成产值9000万元，同比增长10.7%。", 1,
         "4.7 (9000-8596)÷8596"},
        {"完成产值8596万元，同比增长10.7%。", "完成产值8000万元，同比增长10.7%。", 1,
         "6.9 (8000-8596)÷8596 round"},
        {"完成产值8596万元，同比下降10.7%。", "完成产值8000万元，同比下降10.7%。", 1,
         "6.9 (8000-8596)÷8596"},
        {"受理信访件84件，办结76件，办结率90.5%。", "受理信访件90件，办结88件，办结率90.5%。", 2,
         "97.8 88÷90"},
        {"低保户370户，占全街道困难家庭740户的50%。", "低保户400户，占全街道困难家庭900户的50%。",
         2, "44 400÷900"},
        {"由250户增加到320户，增长28%。", "由320户增加到400户，增长28%。", 2, "25 (400-320)÷320"},
        {"收入61646万元，较上年增加5939万元。", "收入70000万元，较上年增加5939万元。", 1,
         "8354 70000-61646"},
        {"救助370户，上年320户。", "救助400户，上年320户。", 1, "370 去年的数"},
        /* not yet, or not from these */
        {"预算1631万元，其中追加386万元、上年结转46万元。",
         "预算1720万元，其中追加400万元、上年结转46万元。", 2, ""},
        {"完成产值8596万元，同比增长10.7%。", "完成产值8596万元，同比增长10.7%。", 1, ""},
        {"受理信访件84件，办结76件，办结率90.5%。", "受理信访件90件，办结76件，办结率90.5%。", 2,
         ""},
        {"完成产值8596万元，环比增长10.7%。", "完成产值9000万元，环比增长10.7%。", 1, ""},
        {"群众满意率95%，处理84件。", "群众满意率95%，处理90件。", 0, ""},
        {"完成产值8596万元，同比增长10.7%。", "实现产值9000万元，同比增长10.7%。", 1, ""},
        {"完成产值约8596万元，同比增长10.7%。", "完成产值约9000万元，同比增长10.7%。", 1, ""},
    };
    (void)state;
    assert_offers(cases, ARRAY_LEN(cases));
}

static void a_difference_goes_the_way_that_its_words_say(void **state) {
    static const struct offer_case cases[] = {
        {"由20家增加到25家，增加5家。", "由21家增加到26家，增加5家。", 2, "5 26-21"},
        {"由20家增加到25家，增加5家。", "由30家增加到26家，增加5家。", 2, "4 30-26 round"},
        {"由20家增加到25家，增加5家。", "由30家增加到30家，增加5家。", 2, "0 30-30 level"},
        {"由20家增加到25家，增加5家，增长25%。", "由20家增加到26家，增加5家，增长25%。", 2, ""},
        {"由20家增加到25家，增加5家，增长25%。", "由24家增加到30家，增加5家，增长25%。", 3,
         "25 (30-24)÷24"},
        {"由20家增加到25家，增加5家，增长25%。", "由30家增加到24家，增加5家，增长25%。", 3,
         "20 (24-30)÷30 round"},
        {"由25家减少到20家，减少5家。", "由26家减少到18家，减少5家。", 2, "8 26-18"},
        {"由25家减少到20家，减少5家。", "由18家减少到26家，减少5家。", 2, "8 26-18 round"},
        {"建成25家，上年20家，增加5家。", "建成31家，上年25家，增加5家。", 2, "6 31-25"},
        {"建成25家，上年20家，增加5家。", "建成21家，上年25家，增加5家。", 2, "4 25-21 round"},
        {"上年20家，今年建成25家，增加5家。", "上年25家，今年建成31家，增加5家。", 2, "6 31-25"},
        {"从20家变为25家，增减5家。", "从25家变为31家，增减5家。", 2, "6 31-25"},
        {"收入300万元，支出280万元，收支相差20万元。", "收入310万元，支出295万元，收支相差20万元。",
         2, ""},
    };
    (void)state;
    assert_offers(cases, ARRAY_LEN(cases));
}

/* 提高到42.5% is what something came to, and no growth of what stands beside it. */
static void a_rate_that_was_reached_is_no_growth(void **state) {
    static const struct offer_case cases[] = {
        {"培训120人，覆盖率从30%提高到42.5%。", "培训120人，覆盖率从42.5%提高到42.5%。", 2, ""},
        {"培训120人，覆盖率从30%提高到42.5%。", "培训239人，覆盖率从42.5%提高到42.5%。", 2, ""},
        {"培训120人，覆盖率提升至42.5%。", "培训239人，覆盖率提升至42.5%。", 1, ""},
        {"培训120人，覆盖率由30%降为25%。", "培训239人，覆盖率由25%降为25%。", 2, ""},
        {"培训120人，满意度从90%增长为95%。", "培训239人，满意度从95%增长为95%。", 2, ""},
        {"应训200人，实训85人，覆盖率提高到42.5%。", "应训300人，实训150人，覆盖率提高到42.5%。", 2,
         "50.0 150÷300"},
        {"完成产值100万元，增幅为5%。", "完成产值110万元，增幅为5%。", 1, "10 (110-100)÷100"},
        {"完成产值100万元，增长率达到5%。", "完成产值110万元，增长率达到5%。", 1,
         "10 (110-100)÷100"},
    };
    (void)state;
    assert_offers(cases, ARRAY_LEN(cases));
}

/* The value of what the rate is of stands in another place, or nowhere. */
static void a_rate_of_something_else_is_not_offered(void **state) {
    static const struct offer_case cases[] = {
        {"全年用水总量5.8亿立方米，万元GDP用水量较上年下降4.3%。",
         "全年用水总量5.6亿立方米，万元GDP用水量较上年下降4.3%。", 1, ""},
        {"接待游客320万人次，旅游收入增长12%。", "接待游客350万人次，旅游收入增长12%。", 1, ""},
        {"接待游客320万人次，游客量增长12%。", "接待游客352万人次，游客量增长12%。", 1,
         "10 (352-320)÷320"},
        {"接待游客320万人次，同比增长12%。", "接待游客352万人次，同比增长12%。", 1,
         "10 (352-320)÷320"},
    };
    (void)state;
    assert_offers(cases, ARRAY_LEN(cases));
}

static void the_second_of_two_paragraphs_is_found(void **state) {
    struct str out = STR_INIT;
    (void)state;
    add_offer(&out, "开篇。\n产值100万元，同比增长5%。", "开篇。\n产值110万元，同比增长5%。", 1);
    assert_string_equal(out.s, "10 (110-100)÷100");
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_to_what_gave_them_last_year),
        cmocka_unit_test(a_difference_goes_the_way_that_its_words_say),
        cmocka_unit_test(a_rate_that_was_reached_is_no_growth),
        cmocka_unit_test(a_rate_of_something_else_is_not_offered),
        cmocka_unit_test(the_second_of_two_paragraphs_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
