#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/report_seed.h"
#include "model/report_values.h"
#include "model/review/review.h"
#include "model/section.h"
#include "tests/support/model_support.h"

static struct section *find(const struct report *report, const char *what) {
    return report_find_section(report, span_of(what));
}

static void assert_path(const struct report *report, const char *name, const char *path) {
    struct str out = STR_INIT;
    assert_non_null(find(report, name));
    section_add_path(&out, find(report, name));
    assert_string_equal(out.s, path);
    str_release(&out);
}

static void assert_body(const struct report *report, const char *name, const char *text) {
    struct str out = STR_INIT;
    body_add_text(&out, &find(report, name)->body);
    assert_string_equal(out.s, text);
    str_release(&out);
}

static void finish(struct report *report) {
    support_assert_sane(report);
    report_free(report);
}

/* --- new --- */

static void new_report_takes_outline_title_and_sign_off_from_its_template(void **state) {
    (void)state;
    struct report *report = report_new_from_template(
        support_small_template(), SPAN("梧桐里街道办事处"), SPAN("梧桐里"), 2022);
    assert_string_equal(report->title, "2022年度梧桐里街道办事处\n部门整体支出绩效评价报告");
    assert_string_equal(report->sign_off, "梧桐里街道办事处\n2022年12月31日");
    assert_string_equal(report->unit, "梧桐里街道办事处");
    assert_string_equal(report->short_name, "梧桐里");
    assert_int_equal(report_count_sections(report), 6);
    assert_path(report, "work", "1");
    assert_path(report, "city", "2.1");
    assert_path(report, "party", "2.2");
    assert_path(report, "plan", "4");
    assert_string_equal(find(report, "plan")->heading, "梧桐里街道办事处工作计划");
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        assert_true(body_is_empty(&s->body));
        assert_false(s->touched || s->marked);
    }
    finish(report);
}

static void new_sections_have_the_form_and_numbering_of_the_template(void **state) {
    (void)state;
    struct report *report =
        report_new_from_template(support_small_template(), SPAN("甲"), SPAN(""), 2022);
    const struct section *city = find(report, "city"), *problems = find(report, "problems");
    assert_int_equal(city->form, FORM_RUN_IN);
    assert_string_equal(city->end_mark, "。");
    assert_int_equal(problems->kind, KIND_ITEMS);
    assert_int_equal(problems->item_numbering, NUMBERING_COMMA);
    assert_int_equal(problems->numbering, NUMBERING_HAN_PAREN);
    assert_int_equal(problems->body.lines[0].tag, LINE_ITEM);
    assert_int_equal(find(report, "overall")->numbering, NUMBERING_HAN_PAREN);
    assert_int_equal(city->numbering, NUMBERING_DOT);
    finish(report);
}

static void questions_with_a_default_become_values(void **state) {
    (void)state;
    struct report *report = report_new_from_template(
        support_template("form_id: t\nversion: '1'\n"
                         "title: ${unit}${leader}\n"
                         "questions:\n"
                         "  - {name: unit, label: 单位, type: text, default: 不用}\n"
                         "  - {name: leader, label: 领导, type: text, default: 某某}\n"
                         "  - {name: phone, label: 电话, type: text}\n"
                         "sections:\n  - {name: a, label: 甲}\n"),
        SPAN("乙"), SPAN(""), 2022);
    assert_string_equal(report->title, "乙某某");
    assert_null(report_value(report, SPAN("unit")));
    assert_null(report_value(report, SPAN("phone")));
    finish(report);
}

/* --- missing sections --- */

static struct section *add_named(struct report *report, struct section *parent, const char *name) {
    struct section *section = report_add_section(report, parent, SIZE_MAX);
    section_set_text(&section->name, span_of(name));
    return section;
}

/* At the top and below; what comes next in the template stands behind the last of them. */
static void sections_that_repeat_stand_together(void **state) {
    static const char yaml[] = "form_id: t\ntitle: t\nsections:\n"
                               "  - {name: a, label: 甲, repeat: {min: 3}, sections:"
                               " [{name: b, label: 乙}]}\n"
                               "  - {name: c, label: 丙, sections: [{name: d, label: 丁, repeat:"
                               " {min: 2}}, {name: e, label: 戊}]}\n"
                               "  - {name: f, label: 己, attachment: true}\n";
    struct str out = STR_INIT;
    (void)state;
    struct report *report =
        report_new_from_template(support_template(yaml), SPAN("某局"), SPAN(""), 2022);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        str_add_format(&out, "%d%s ", section_depth(at), at->name);
    assert_string_equal(out.s, "1a 2b 1a 2b 1a 2b 1c 2d 2d 2e 1f ");
    str_release(&out);
    finish(report);
}

static void missing_sections_follow_their_nearest_predecessor(void **state) {
    (void)state;
    struct report *report = report_new();
    report->template = support_small_template();
    add_named(report, report->root, "problems");
    report_add_section(report, report->root, SIZE_MAX); /* the clerk's own */
    struct section *overall = add_named(report, report->root, "overall");
    report_add_section(report, overall, SIZE_MAX);
    add_named(report, overall, "party");
    assert_int_equal(report_add_missing_sections(report), 3);
    assert_path(report, "work", "1");     /* nothing before it: first */
    assert_path(report, "problems", "2"); /* as it was */
    assert_path(report, "plan", "3");     /* after problems */
    assert_path(report, "overall", "5");
    assert_path(report, "city", "5.1"); /* its parent is its nearest predecessor */
    assert_path(report, "party", "5.3");
    assert_int_equal(report_add_missing_sections(report), 0);
    finish(report);
}

static void missing_section_follows_a_predecessor_that_moved_elsewhere(void **state) {
    (void)state;
    struct report *report = report_new();
    report->template = support_small_template();
    struct section *own = report_add_section(report, report->root, SIZE_MAX);
    add_named(report, own, "work"); /* now below the clerk's own */
    assert_int_equal(report_add_missing_sections(report), 5);
    assert_path(report, "overall", "2");
    assert_path(report, "party", "2.2");
    finish(report);
}

static void free_outline_misses_nothing(void **state) {
    (void)state;
    struct report *report = report_new();
    assert_int_equal(report_add_missing_sections(report), 0);
    finish(report);
}

static void section_in_limbo_counts_as_missing(void **state) {
    (void)state;
    struct report *report = support_small_report();
    report_place_section(report, find(report, "overall"), NULL, 0);
    assert_int_equal(report_add_missing_sections(report), 3);
    assert_path(report, "overall", "2");
    assert_true(body_is_empty(&find(report, "city")->body));
    finish(report);
}

/* --- carried on --- */

static const char *kept_text(const struct report *report, const struct section *section) {
    struct str name = STR_INIT;
    str_add_format(&name, VALUE_CARRIED "%lld", (long long)section->id);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    return text;
}

static void assert_kept(const struct report *report, const char *name, bool kept) {
    const struct section *section = report_find_section(report, span_of(name));
    const char *text = kept_text(report, section);
    struct str body = STR_INIT;
    body_add_text(&body, &section->body);
    assert_int_equal(text != NULL, kept);
    if (kept)
        assert_string_equal(text, body.s);
    str_release(&body);
}

static void carried_report_moves_years_of_title_heading_and_sign_off(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    section_set_text(&earlier->sign_off, SPAN("云川市望湖区梧桐里街道办事处\n2023年4月13日"));
    section_set_text(&find(earlier, "city")->heading,
                     SPAN("2022年度城市管理，2021年不变，共2022件"));
    section_set_text(&find(earlier, "plan")->heading, SPAN("2023年工作计划"));
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2024);
    assert_string_equal(report->title,
                        "2024年度云川市望湖区梧桐里街道办事处\n部门整体支出绩效评价报告");
    assert_string_equal(report->sign_off, "云川市望湖区梧桐里街道办事处\n2025年4月13日");
    assert_string_equal(find(report, "city")->heading, "2024年度城市管理，2021年不变，共2022件");
    assert_string_equal(find(report, "plan")->heading, "2025年工作计划");
    assert_int_equal(report->year, 2024);
    assert_string_equal(report->short_name, "梧桐里街道");
    finish(report);
    finish(earlier);
}

static void plain_year_moves_in_the_title_only_as_a_whole_number(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    section_set_text(&earlier->title, SPAN("绩效报告（2022）第12022号、20221"));
    section_set_text(&find(earlier, "work")->heading, SPAN("工作（2022）"));
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2023);
    assert_string_equal(report->title, "绩效报告（2023）第12022号、20221");
    assert_string_equal(find(report, "work")->heading, "工作（2022）");
    finish(report);
    finish(earlier);
}

static void text_is_kept_as_it_was_carried_and_nothing_else_is(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    find(earlier, "work")->marked = true;
    find(earlier, "work")->revision = 7;
    earlier->id = 42;
    support_type(earlier, "problems", "");
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2023);
    assert_int_equal(report->prior, 42);
    assert_int_equal(report->id, 0);
    assert_body(report, "work", "根据有关规定，我街道认真组织开展了2022年度绩效自评工作。");
    assert_kept(report, "work", true);
    assert_kept(report, "party", true);
    assert_kept(report, "problems", false);
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        assert_false(s->marked || s->touched);
        assert_int_equal(s->revision, 0);
    }
    finish(report);
    finish(earlier);
}

static void what_the_template_never_carries_begins_empty(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2023);
    assert_body(report, "plan", "");
    assert_kept(report, "plan", false);
    finish(report);
    finish(earlier);
}

static void own_sections_stay_in_place_and_missing_ones_come_back(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    struct section *own = report_add_section(earlier, earlier->root, 1);
    section_set_text(&own->heading, SPAN("自加一节"));
    body_set_text(&own->body, SPAN("自己写的"), LINE_PARAGRAPH);
    report_place_section(earlier, find(earlier, "problems"), NULL, 0);
    struct report *report = report_carry_on(earlier, NULL, SPAN(""), SPAN(""), 2023);
    const struct section *carried = find(report, "2");
    assert_string_equal(carried->heading, "自加一节");
    assert_null(carried->name);
    assert_kept(report, "2", true);
    assert_path(report, "problems", "4");
    assert_body(report, "problems", "");
    assert_int_equal(report->limbo_count, 0);
    finish(report);
    finish(earlier);
}

static void another_unit_replaces_the_name_in_title_and_sign_off(void **state) {
    (void)state;
    struct report *earlier = support_small_report();
    struct report *report =
        report_carry_on(earlier, support_small_template(), SPAN("城西街道办事处"), SPAN(""), 2023);
    assert_string_equal(report->title, "2023年度城西街道办事处\n部门整体支出绩效评价报告");
    assert_string_equal(report->sign_off, "城西街道办事处\n2023年12月31日");
    assert_string_equal(report->short_name, "");
    finish(report);
    finish(earlier);
}

static void free_outline_is_carried_on_too(void **state) {
    (void)state;
    struct random random = {5};
    for (unsigned round = 0; round < 50; round++) {
        struct report *earlier = random_report(&random, RANDOM_PROSE | RANDOM_ATTACHMENTS, 15);
        earlier->year = round % 2 == 0 ? 2022 : 0;
        struct report *report = report_carry_on(earlier, NULL, SPAN("甲"), SPAN("乙"), 2023);
        assert_int_equal(report_count_sections(report), report_count_sections(earlier));
        const struct section *a = NULL, *b = NULL;
        while ((a = report_next_section(earlier, a)) != NULL) {
            b = report_next_section(report, b);
            assert_true(body_equal(&a->body, &b->body));
            assert_int_equal(kept_text(report, b) != NULL, body_has_text(&a->body));
        }
        assert_string_equal(report->title, earlier->year > 0
                                               ? "2023年度梧桐里街道办事处\n绩效自评报告"
                                               : earlier->title);
        finish(report);
        finish(earlier);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_report_takes_outline_title_and_sign_off_from_its_template),
        cmocka_unit_test(new_sections_have_the_form_and_numbering_of_the_template),
        cmocka_unit_test(questions_with_a_default_become_values),
        cmocka_unit_test(sections_that_repeat_stand_together),
        cmocka_unit_test(missing_sections_follow_their_nearest_predecessor),
        cmocka_unit_test(missing_section_follows_a_predecessor_that_moved_elsewhere),
        cmocka_unit_test(free_outline_misses_nothing),
        cmocka_unit_test(section_in_limbo_counts_as_missing),
        cmocka_unit_test(carried_report_moves_years_of_title_heading_and_sign_off),
        cmocka_unit_test(plain_year_moves_in_the_title_only_as_a_whole_number),
        cmocka_unit_test(text_is_kept_as_it_was_carried_and_nothing_else_is),
        cmocka_unit_test(what_the_template_never_carries_begins_empty),
        cmocka_unit_test(own_sections_stay_in_place_and_missing_ones_come_back),
        cmocka_unit_test(another_unit_replaces_the_name_in_title_and_sign_off),
        cmocka_unit_test(free_outline_is_carried_on_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
