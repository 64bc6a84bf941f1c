#include "exchange/outline/match.h"
#include "exchange/outline/outline.h"
#include "model/section.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct template *read_builtin(const char *form_id) {
    struct template *template = NULL;
    struct err err;
    if (template_read(&template, template_builtin_text(span_of(form_id)), form_id, &err) != RC_OK)
        fail_msg("%s", err.text);
    return template;
}

/* As offices write their top headings, and which section that is; NULL: none. */
static const struct {
    const char *template, *heading, *name;
} headings[] = {
    {"hunan-standard", "部门整体支出绩效评价存在的问题", "problems"},
    {"hunan-standard", "部门整体支出绩效评价提出的改进措施和建议", "measures"},
    {"hunan-standard", "存在的问题和整改情况", "problems"},
    {"hunan-standard", "某某市公安局某某分局基本情况", "basics"},
    {"hunan-standard", "单位基本概况", "basics"},
    {"hunan-standard", "部门整体支出绩效自评报告", NULL},
    {"hunan-standard", "部门整体支出绩效自评表", NULL}, /* an attachment is */
    {"hunan-standard", "名词解释", NULL},
    {"hunan-standard", "预决算公开情况", NULL},
    {"subdistrict", "存在的问题及原因分析", "problems"},
    {"subdistrict", "改进措施和有关建议", "measures"},
    {"subdistrict", "评价工作开展情况", "perf_work"},
    {"subdistrict", "绩效情况", "overall"},
    {"subdistrict", "部门整体支出绩效自评报告", NULL},
    {"subdistrict", "部门概况", NULL},
};

static void headings_find_the_section_they_are(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
        struct template *template = read_builtin(headings[i].template);
        int percent = 0;
        const struct template_section *found =
            outline_best_match(&template->root, span_of(headings[i].heading), &percent);
        const char *name = found != NULL ? found->name : "none";
        if (!span_is(span_of(name), headings[i].name != NULL ? headings[i].name : "none"))
            fail_msg("%s: “%s” is %s (%d %%)", headings[i].template, headings[i].heading, name,
                     percent);
        template_free(template);
    }
}

static void assert_named(bool attachment, const char *heading, const char *name) {
    struct report *report = report_new();
    int confidence[8] = {0};
    report->template = read_builtin("hunan-standard");
    struct section *section = report_add_section(report, report->root, 0);
    section_set_text(&section->heading, span_of(heading));
    section->attachment = attachment;
    outline_match(report, confidence);
    assert_string_equal(section->name != NULL ? section->name : "none", name);
    assert_true((section->name != NULL) == (confidence[section->id] > 0));
    report_free(report);
}

static void attachments_match_attachments_only(void **state) {
    (void)state;
    assert_named(true, "部门整体支出绩效自评表", "score_sheet");
    assert_named(false, "部门整体支出绩效自评表", "none");
    assert_named(true, "存在的问题及原因分析", "none");
    assert_named(false, "存在的问题及原因分析", "problems");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_find_the_section_they_are),
        cmocka_unit_test(attachments_match_attachments_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
