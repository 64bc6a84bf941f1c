/* A template out of a finished report is one that the reader takes, and its 范文 holds the numbers
 * as figures; the preview says what a clerk is asked for. */
#include "model/report_seed.h"
#include "model/section.h"
#include "model/template/handed_in.h"
#include "model/template_draft.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct section *add(struct report *report, struct section *parent, const char *heading) {
    struct section *section = report_add_section(report, parent, SIZE_MAX);
    section_set_text(&section->heading, span_of(heading));
    return section;
}

static struct report *make(void) {
    struct report *report = report_new();
    section_set_text(&report->title, SPAN("2023年度望湖区某局\n绩效报告"));
    section_set_text(&report->unit, SPAN("望湖区某局"));
    report->year = 2023;
    struct section *work = add(report, report->root, "工作情况");
    body_add_line(&work->body, SPAN("2023年全年预算1631.65万元，办结信访件96件，办结率97.96%。"),
                  LINE_PARAGRAPH, NULL);
    body_add_line(&work->body, SPAN("价格写作\"${x}\"，比上年增长5%。"), LINE_PARAGRAPH, NULL);
    struct section *below = add(report, work, "又办");
    below->form = FORM_RUN_IN;
    body_add_line(&below->body, SPAN("办结信访件96件。"), LINE_PARAGRAPH, NULL);
    struct section *items = add(report, report->root, "问题");
    body_add_line(&items->body, SPAN("预算编得粗。"), LINE_ITEM, NULL);
    struct section *table = add(report, report->root, "数据表");
    table->attachment = true;
    body_add_line(&table->body, SPAN("项目\t金额"), LINE_ROW, NULL);
    body_add_line(&table->body, SPAN("甲\t5"), LINE_ROW, NULL);
    return report;
}

static struct template *draft_of(const struct report *report) {
    struct template *template = NULL;
    struct str yaml = STR_INIT;
    struct err err = {0};
    template_draft_add(&yaml, report);
    if (template_read_new(&template, str_span(&yaml), "t", &err) != RC_OK)
        fail_msg("%s\n%s", err.text, yaml.s);
    str_release(&yaml);
    return template;
}

static void numbers_are_figures_and_headings_sections(void **state) {
    struct report *report = make();
    struct template *template = draft_of(report);
    const struct template_section *work = template->root.sections[0];
    (void)state;
    assert_string_equal(template->title, "${year}年度${unit}\n绩效报告");
    assert_string_equal(work->label, "工作情况");
    assert_string_equal(work->starter, "2023年全年预算${f1}，办结信访件${f2}，办结率${f3}。\n"
                                       "价格写作\"$${x}\"，比上年增长5%。");
    assert_int_equal(work->sections[0]->form, FORM_RUN_IN);
    assert_string_equal(work->sections[0]->starter, "办结信访件${f2}。"); /* the same number */
    assert_int_equal(template->root.sections[1]->kind, KIND_ITEMS);
    assert_true(template->root.sections[2]->attachment);
    assert_int_equal(template->root.sections[2]->column_count, 2);
    assert_int_equal(template->figure_count, 3);
    assert_string_equal(template->figures[0].label, "全年预算");
    assert_string_equal(template->figures[0].unit, "万元");
    assert_int_equal(template->figures[0].type, TYPE_MONEY);
    assert_int_equal(template->figures[0].decimals, 2);
    assert_int_equal(template->figures[2].type, TYPE_PERCENT);
    template_free(template);
    report_free(report);
}

/* Whatever a report holds: its template can be read, and one is made from the next. */
static void every_built_in_template_gives_another(void **state) {
    (void)state;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++) {
        struct template *template = NULL;
        struct err err = {0};
        assert_int_equal(
            template_read(&template, template_builtin_text(span_of(*name)), *name, &err), RC_OK);
        struct report *report = report_new_from_template(template, SPAN("某局"), SPAN(""), 2023);
        for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
            const struct template_section *from = section_template(report, at);
            if (from != NULL && from->starter != NULL)
                body_add_line(&at->body, SPAN("全年预算${budget_total}，\"引号\"：# 、- 、\\n。"),
                              LINE_PARAGRAPH, NULL);
        }
        template_free(draft_of(report));
        report_free(report);
    }
}

static void a_preview_says_what_is_asked_for(void **state) {
    static const char *const said[] = {"项目支出绩效自评表\n",
                                       "　项目名称 *\n",
                                       "　存在的问题 *\n",
                                       "要点：对着扣分的指标写",
                                       "数据：预算执行率（%）（自动算）",
                                       "[附件]",
                                       "预算执行率 10分 目标100%"};
    struct template *template = NULL;
    struct str out = STR_INIT;
    struct err err = {0};
    (void)state;
    assert_int_equal(
        template_read(&template, template_builtin_text(SPAN("project-self")), "p", &err), RC_OK);
    template_preview_add(&out, template);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (strstr(out.s, said[i]) == NULL)
            fail_msg("%s is not in\n%s", said[i], out.s);
    assert_null(strstr(out.s, "${"));
    template_free(template);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_figures_and_headings_sections),
        cmocka_unit_test(every_built_in_template_gives_another),
        cmocka_unit_test(a_preview_says_what_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
