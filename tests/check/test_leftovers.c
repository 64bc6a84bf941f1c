/* What copied pages left in a stored report is found, and what is offered takes it away. */
#include "check/leftovers.h"
#include "model/section.h"
#include "model/splice.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct report *report_with(const char *front, const char *first, const char *second) {
    struct report *report = report_new();
    section_set_text(&report->title, SPAN("2022年度甲街道\n绩效评价报告"));
    body_set_text(&report->front->body, span_of(front), LINE_PARAGRAPH);
    const char *bodies[] = {first, second};
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        struct section *section = report_add_section(report, report->root, SIZE_MAX);
        section_set_text(&section->heading, SPAN("工作情况"));
        body_set_text(&section->body, span_of(bodies[i]), LINE_PARAGRAPH);
    }
    return report;
}

static void assert_found(const struct report *report, size_t at, const char *rule, const char *path,
                         const char *quote, const char *fixed) {
    struct findings findings = {0};
    struct err err = {0};
    check_leftovers(&findings, report, NULL);
    assert_true(findings.count > at);
    const struct finding *finding = &findings.items[at];
    assert_string_equal(finding->rule, rule);
    assert_string_equal(finding->path, path);
    assert_string_equal(finding->quote, quote);
    struct body body;
    struct splice splice;
    struct str text = STR_INIT;
    body_copy(&body, &report_find_id(report, finding->section)->body);
    assert_int_equal(finding->fix_count, 1);
    const struct finding_fix *fix = &finding->fixes[0];
    body_make_splice(&splice, &body, fix->offset, fix->length, span_of(fix->text), LINE_PARAGRAPH);
    assert_int_equal(body_apply(&body, &splice, &err), RC_OK);
    body_add_text(&text, &body);
    assert_string_equal(text.s, fixed);
    str_release(&text);
    splice_release(&splice);
    body_release(&body);
    findings_release(&findings);
}

static size_t count_found(const struct report *report) {
    struct findings findings = {0};
    check_leftovers(&findings, report, NULL);
    size_t count = findings.count;
    findings_release(&findings);
    return count;
}

static void page_numbers_go_with_their_lines(void **state) {
    (void)state;
    struct report *report = report_with("", "文。\n— 1 —\n字。", "第 2 页 共 9 页\n末。");
    assert_found(report, 0, "page_number", "1", "— 1 —", "文。\n字。");
    assert_found(report, 1, "page_number", "2", "第 2 页 共 9 页", "末。");
    assert_int_equal(count_found(report), 2);
    report_free(report);
}

static void sentence_that_a_page_cut_is_joined(void **state) {
    (void)state;
    struct str body = STR_INIT;
    for (int i = 0; i < 10; i++)
        str_add_text(&body, "我街道认真落实");
    str_add_text(&body, "\n—1—\n各项工作。");
    struct report *report = report_with("", body.s, "文。");
    struct str fixed = STR_INIT;
    for (int i = 0; i < 10; i++)
        str_add_text(&fixed, "我街道认真落实");
    str_add_text(&fixed, "各项工作。");
    assert_found(report, 0, "page_number", "1", "—1—", fixed.s);
    str_release(&fixed);
    str_release(&body);
    report_free(report);
}

static void list_of_contents_is_one_finding(void **state) {
    (void)state;
    struct report *report = report_with("前言。\n目　录\n一、概况……1\n二、情况……2", "文。", "文。");
    assert_found(report, 0, "contents", "0", "目　录\n一、概况……1\n二、情况……2", "前言。");
    assert_int_equal(count_found(report), 1);
    report_free(report);
    report =
        report_with("目录\n一、概况\n（一）职能\n二、情况\n根据要求，现报告如下。", "文。", "文。");
    assert_found(report, 0, "contents", "0", "目录\n一、概况\n（一）职能\n二、情况",
                 "根据要求，现报告如下。");
    report_free(report);
}

static void title_that_comes_again_is_a_running_head(void **state) {
    (void)state;
    struct report *report =
        report_with("", "文。\n文。\n文。\n2022年度甲街道绩效评价报告\n- 1 -\n字。",
                    "文。\n文。\n文。\n2022年度甲街道绩效评价报告\n- 2 -\n字。");
    assert_found(report, 1, "page_number", "1", "- 1 -",
                 "文。\n文。\n文。\n2022年度甲街道绩效评价报告\n字。");
    assert_found(report, 0, "running_head", "1", "2022年度甲街道绩效评价报告",
                 "文。\n文。\n文。\n- 1 -\n字。");
    assert_int_equal(count_found(report), 4);
    report_free(report);
}

static void text_that_only_looks_so_is_left_alone(void **state) {
    (void)state;
    static const char *const bodies[] = {
        "单位：万元\n收入\n12\n支出\n13\n结余\n14", /* a table by lines */
        "如下：\n工作成效\n文。\n工作成效\n文。",   /* said twice, near */
        "附件目录见后。\n1.预算表\n2.决算表，见附件。",
        "今年……。\n第3页的表有误。",
    };
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        struct report *report = report_with("", bodies[i], "文。");
        assert_int_equal(count_found(report), 0);
        report_free(report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_numbers_go_with_their_lines),
        cmocka_unit_test(sentence_that_a_page_cut_is_joined),
        cmocka_unit_test(list_of_contents_is_one_finding),
        cmocka_unit_test(title_that_comes_again_is_a_running_head),
        cmocka_unit_test(text_that_only_looks_so_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
