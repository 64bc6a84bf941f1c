#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "model/section.h"
#include "tests/support/model_support.h"

#include <string.h>

static const char LAST_YEAR[] = "2022年，共救助困难群众370户，发放救助金280.5万元，同比增长12.5%。"
                                "坚持以人民为中心的发展思想，扎实推进各项民生工作。\n"
                                "全年开展志愿服务活动48次，参与1,786人次；建成文明小区30户80人。\n"
                                "项目\t年初数\t年末数\n设备购置\t120\t98.5\n";

/* A report of one section with that text, and as much of another one, carried on from it. */
static struct report *carry(const char *text, const char *other) {
    struct report *earlier = report_new();
    earlier->year = 2022;
    for (int i = 0; i < 2; i++) {
        struct section *section = report_add_section(earlier, earlier->root, SIZE_MAX);
        section_set_text(&section->heading, i == 0 ? SPAN("工作") : SPAN("问题"));
        body_set_text(&section->body, span_of(i == 0 ? text : other), LINE_PARAGRAPH);
    }
    struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN(""), 2023);
    report_free(earlier);
    return report;
}

static struct section *first(struct report *report) {
    return report->root->children[0];
}

static void set(struct report *report, const char *text) {
    body_set_text(&first(report)->body, span_of(text), LINE_PARAGRAPH);
}

/* The 未核 numbers and sentences of the first section: "370 280.5|2022年，共…". */
static void add_left(struct str *out, const struct report *report) {
    struct review_copy *copy = review_copy_new(report);
    struct review review;
    review_section(&review, copy, report, report->root->children[0]);
    for (size_t i = 0; i < review.text.number_count; i++)
        if (review.carried[i]) {
            str_add_text(out, out->len > 0 ? " " : "");
            review_add_value(out, &review.text, &review.text.numbers[i]);
        }
    str_add_format(out, "|%zu", review.count);
    review_release(&review);
    review_copy_free(copy);
}

static void assert_left(const struct report *report, const char *wanted) {
    struct str left = STR_INIT;
    add_left(&left, report);
    assert_string_equal(left.s, wanted);
    str_release(&left);
}

static void all_of_last_years_text_is_unreviewed(void **state) {
    (void)state;
    struct report *report = carry(LAST_YEAR, "");
    assert_left(report, "370 280.5 12.5 48 1786 30 80 120 98.5|6");
    support_assert_sane(report);
    report_free(report);
}

static void a_report_that_was_not_carried_on_has_nothing_to_review(void **state) {
    (void)state;
    struct report *report = carry("", "");
    set(report, LAST_YEAR);
    assert_left(report, "|0");
    struct review_counts counts = review_count_report(report);
    assert_int_equal(counts.unreviewed, 0);
    report_free(report);
}

/* What a clerk does to the text around a number confirms none. */
static void years_typos_and_phrases_pass_no_number(void **state) {
    static const struct {
        const char *text, *left;
    } cases[] = {
        {"2023年，共救助困难群众370户。", "370|1"},
        {"2023年，共救助困难家庭370户。", "|0"}, /* both sides of it are other words */
        {"2023年，我街道共救助了困难群众370户。", "370|1"},
        {"２０２３年，共救助困难群众３７０户。", "370|1"},
        {"2023年，共救助 困难群众 370 户。", "370|1"},
        {"2023年，共救助困难群众371户。", "|0"},
        {"2023年，共救助困难群众370人。", "|0"},
        {"参与1786人次。", "1786|1"},
        {"建成文明小区31户80人。", "80|1"}, /* its neighbour was replaced */
        {"设备购置\t120\t101", "120|1"},
        {"房屋修缮\t120\t101", "|0"}, /* another row */
        {"坚持以人民为中心的发展思想，扎实推进民生工作。", "|1"},
        {"坚持以人民为中心，新一年要写的是另外一番话了，与去年不同。", "|0"},
        {"发放救助金${aid}，同比增长12.5%。", "12.5|1"},
        {"三会一课按时召开。", "|0"},
        {"。；！\n\n　　", "|0"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct report *report = carry(LAST_YEAR, "");
        struct str left = STR_INIT;
        set(report, cases[i].text);
        add_left(&left, report);
        if (strcmp(left.s, cases[i].left) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, left.s, cases[i].left);
        str_release(&left);
        report_free(report);
    }
}

static void what_the_template_calls_stable_does_not_count(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2023);
    struct review_counts counts = review_count_report(report);
    assert_true(counts.unreviewed > 0);
    assert_true(counts.unreviewed <= counts.sentences);
    report->template->root.sections[0]->stable = true;
    struct review_counts fewer = review_count_report(report);
    assert_true(fewer.sentences < counts.sentences);
    report_free(report);
    report_free(earlier);
}

static void confirm(struct report *report, size_t sentence) {
    struct review_copy *copy = review_copy_new(report);
    struct review review;
    struct str name = STR_INIT, value = STR_INIT;
    review_section(&review, copy, report, first(report));
    review_add_confirming(&name, &value, &review.text, &review.text.sentences[sentence]);
    report_set_value(report, str_span(&name), str_span(&value));
    str_release(&name);
    str_release(&value);
    review_release(&review);
    review_copy_free(copy);
}

static void confirm_number(struct report *report, size_t number) {
    struct review_copy *copy = review_copy_new(report);
    struct review review;
    struct str name = STR_INIT, value = STR_INIT;
    review_section(&review, copy, report, first(report));
    review_add_confirming_number(&name, &value, &review.text, number);
    report_set_value(report, str_span(&name), str_span(&value));
    str_release(&name);
    str_release(&value);
    review_release(&review);
    review_copy_free(copy);
}

static void one_number_is_confirmed_whatever_comes_of_the_others(void **state) {
    (void)state;
    struct report *report = carry("2022年救助370户，发放280万元，走访370户。", "");
    confirm_number(report, 0);
    assert_left(report, "280 370|1");
    set(report, "2023年救助370户，发放300万元，走访370户。");
    assert_left(report, "370|1");
    confirm_number(report, 2);
    assert_left(report, "|0");
    set(report, "2023年又救助370户，发放300万元，走访370户。");
    assert_left(report, "370 370|1"); /* it says something else */
    report_free(report);
}

static void confirming_holds_for_a_sentence_until_it_says_something_else(void **state) {
    (void)state;
    struct report *report = carry("2022年救助370户。新增370户。新增370户。", "");
    assert_left(report, "370 370 370|3");
    confirm(report, 1);
    assert_left(report, "370|1"); /* the same sentence twice is confirmed once */
    confirm(report, 0);
    set(report, "2023年救助370户。");
    assert_left(report, "|0"); /* years apart */
    set(report, "2023年已救助370户。");
    assert_left(report, "370|1"); /* another sentence, the number and its words are last year's */
    set(report, "2023年救助370户，又救助370户。");
    assert_left(report, "370 370|1"); /* nobody has confirmed that one */
    report_free(report);
}

static void percent_is_100_only_where_nothing_is_left(void **state) {
    (void)state;
    assert_int_equal(review_percent((struct review_counts){0, 0}), 100);
    assert_int_equal(review_percent((struct review_counts){1, 1000}), 99);
    assert_int_equal(review_percent((struct review_counts){0, 7}), 100);
    assert_int_equal(review_percent((struct review_counts){3, 8}), 62);
}

/* --- whatever happens around a sentence --- */

static void add_random_sentence(struct str *out, struct random *random) {
    static const char *const subjects[] = {"共救助困难群众", "全年开展志愿服务", "发放慰问资金共计",
                                           "新增就业岗位总数", "整治环境卫生点位"};
    static const char *const units[] = {"户", "次", "万元", "个", "处"};
    size_t which = random_below(random, ARRAY_LEN(subjects));
    str_add_format(out, "2022年，%s%zu%s。", subjects[which], 100 + random_below(random, 900),
                   units[which]);
}

/* Years replaced, sentences shuffled, split over lines, joined, and moved to the other section:
 * each stays 未核; undone, they are what they were. */
static void nothing_but_rewriting_loses_a_sentence(void **state) {
    (void)state;
    struct random random = {17};
    for (int round = 0; round < 200; round++) {
        struct str sentences[12], text = STR_INIT, moved = STR_INIT;
        size_t count = 2 + random_below(&random, 10);
        for (size_t i = 0; i < count; i++) {
            str_init(&sentences[i]);
            add_random_sentence(&sentences[i], &random);
            str_add(&text, str_span(&sentences[i]));
            str_add_text(&text, random_below(&random, 3) == 0 ? "\n" : "");
        }
        struct report *report = carry(text.s, "别的事情。");
        size_t all = review_count_report(report).unreviewed;
        assert_int_equal(all, count + 1);
        for (size_t i = count; i > 0; i--) { /* in another order */
            size_t j = random_below(&random, (unsigned)i);
            struct span sentence = str_span(&sentences[j]);
            sentence = span_sub(sentence, sizeof "2022" - 1, sentence.n);
            str_add_format(&moved, "%s%.*s%s", random_below(&random, 2) == 0 ? "2023" : "2022",
                           SPAN_ARG(sentence), random_below(&random, 2) == 0 ? "\n" : "");
            struct str taken = sentences[j];
            sentences[j] = sentences[i - 1];
            sentences[i - 1] = taken;
        }
        body_set_text(&report->root->children[1]->body, str_span(&moved), LINE_ITEM);
        set(report, "别的事情。");
        section_set_text(&first(report)->heading, SPAN("另一个名字"));
        report_place_section(report, first(report), report->root, 1);
        assert_int_equal(review_count_report(report).unreviewed, all);
        for (size_t i = 0; i < count; i++)
            str_release(&sentences[i]);
        str_release(&text);
        str_release(&moved);
        report_free(report);
    }
}

/* Any text at all is gone through, and no number is last year's that is not in last year's text. */
static void random_text_is_reckoned(void **state) {
    (void)state;
    struct random random = {23};
    for (int round = 0; round < 200; round++) {
        struct report *earlier = random_report(&random, RANDOM_TEMPLATED, 12);
        struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN("乙"), 2023);
        struct review_counts counts = review_count_report(report);
        assert_true(counts.unreviewed <= counts.sentences);
        struct review_copy *copy = review_copy_new(report);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
            struct review review;
            review_section(&review, copy, report, at);
            const struct review_text *text = &review.text;
            for (size_t i = 0; i < text->sentence_count; i++) {
                const struct review_sentence *s = &text->sentences[i];
                assert_true(s->from < s->to && s->to <= text->n);
                assert_true(i == 0 || text->sentences[i - 1].to <= s->from);
                assert_true(s->number <= s->number_end && s->number_end <= text->number_count);
            }
            review_release(&review);
        }
        review_copy_free(copy);
        support_assert_sane(report);
        report_free(report);
        report_free(earlier);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_last_years_text_is_unreviewed),
        cmocka_unit_test(a_report_that_was_not_carried_on_has_nothing_to_review),
        cmocka_unit_test(years_typos_and_phrases_pass_no_number),
        cmocka_unit_test(what_the_template_calls_stable_does_not_count),
        cmocka_unit_test(one_number_is_confirmed_whatever_comes_of_the_others),
        cmocka_unit_test(confirming_holds_for_a_sentence_until_it_says_something_else),
        cmocka_unit_test(percent_is_100_only_where_nothing_is_left),
        cmocka_unit_test(nothing_but_rewriting_loses_a_sentence),
        cmocka_unit_test(random_text_is_reckoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
