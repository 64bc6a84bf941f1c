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

static const char office[] =
    "form_id: office\nlabel: 本局\ntitle: ${year}年度${unit}${project}报告\n"
    "settings:\n  numbering: [一、, （一）]\n  signoff: ${unit}\n  cover: 编号${code}\n  contents: "
    "2\n"
    "questions:\n  - {name: project, label: 项目}\n  - {name: code, label: 编号}\n"
    "sections:\n"
    "  - name: s1\n    label: ${project}情况\n    guidance: 两行\n    required: true\n"
    "    max_length: 900\n    figures: [budget, rate]\n    default: "
    "预算${budget}，执行率${rate}。\n"
    "  - {name: way, label: 措施：, heading: run-in, relevant: \"${code} = 'a'\"}\n"
    "  - {name: one, label: 子项, repeat: {min: 1, max: 3}}\n"
    "  - name: sheet\n    label: 表\n    kind: table\n    attachment: true\n    paper: landscape\n"
    "    table:\n      - [预算, \"${budget}\"]\n      - score: {levels: 2, columns: [target, "
    "score]}\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算, type: money, unit: 万元, owner: 财务科, prior: true}\n"
    "  - {name: f1, label: 执行数, type: money, unit: 万元}\n"
    "  - {name: rate, label: 执行率, type: percent, unit: \"%\", calculate: \"${f1} / ${budget} * "
    "100\"}\n"
    "grades: [{name: 优, from: 90}]\n"
    "indicators:\n  - {name: run, label: 执行, weight: 100, method: manual}\n";

/* What the report did not change is the template's, by its names. */
static void a_templates_own_parts_come_back(void **state) {
    (void)state;
    struct report *report =
        report_new_from_template(support_template(office), SPAN("某局"), SPAN(""), 2023);
    support_type(report, "s1", "预算${budget}，执行率${rate}。\n结余12.5万元，写作$${x}。");
    section_set_text(&report_find_section(report, SPAN("one"))->heading, SPAN("第一个子项"));
    struct section *more = add(report, report->root, "又一个");
    section_set_text(&more->name, SPAN("one"));
    struct section *own = add(report, report->root, "自加的节");
    body_add_line(&own->body, SPAN("共5件。"), LINE_PARAGRAPH, NULL);
    struct template *made = draft_of(report);
    assert_string_equal(made->title, "${year}年度${unit}${project}报告");
    assert_string_equal(made->sign_off, "${unit}");
    assert_string_equal(made->cover, "编号${code}");
    assert_int_equal(made->contents, 2);
    assert_int_equal(made->style_count, 2);
    assert_int_equal(made->question_count, 2);
    assert_int_equal(made->root.section_count, 5);
    const struct template_section *s1 = made->root.sections[0];
    assert_string_equal(s1->label, "${project}情况");
    assert_string_equal(s1->starter, "预算${budget}，执行率${rate}。\n结余${f2}，写作$${x}。");
    assert_true(s1->required.value && s1->max_length == 900 && s1->figure_count == 2);
    assert_string_equal(made->root.sections[1]->end_mark, "：");
    assert_string_equal(made->root.sections[1]->relevant.source, "${code} = 'a'");
    assert_string_equal(made->root.sections[2]->label, "第一个子项");
    assert_int_equal(made->root.sections[2]->repeat_max, 3);
    assert_int_equal(made->root.sections[3]->row_count, 2);
    assert_int_equal(made->root.sections[3]->paper, PAPER_LANDSCAPE);
    assert_string_equal(made->root.sections[4]->name, "s2");
    assert_int_equal(made->figure_count, 5);
    assert_string_equal(made->figures[0].owner, "财务科");
    assert_non_null(made->figures[2].calculate.expression);
    assert_string_equal(made->figures[3].name, "f2");
    assert_int_equal(made->indicator_count, 1);
    assert_int_equal(made->grade_count, 1);
    template_free(made);
    report_free(report);
}

/* A form has cells without words, and columns of one name. */
static void columns_of_a_table_are_told_apart(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *table = add(report, report->root, "表");
    body_add_line(&table->body, SPAN("项目\t\t项目\t"), LINE_ROW, NULL);
    struct template *made = draft_of(report);
    const struct template_section *section = made->root.sections[0];
    assert_string_equal(section->columns[1].label, "（第2列）");
    assert_string_equal(section->columns[2].label, "项目（第3列）");
    template_free(made);
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

static void a_preview_leaves_nothing_out(void **state) {
    static const char form[] =
        "form_id: t\ntitle: ${year}年度${project}报告\nquestions:\n"
        "  - {name: project, label: 项目, required: true}\n"
        "  - {name: kind, label: 类别, type: select_one, choices: [{name: a, label: 甲类}, {name: "
        "b, "
        "label: 乙类}]}\n"
        "sections:\n  - {name: a, label: \"${project}情况\", default: "
        "\"共${x}，上年${x.prior}。\", "
        "repeat: {min: 1, max: 3}}\n"
        "  - name: b\n    label: 表\n    kind: table\n    sum: true\n    columns: [{name: c, "
        "label: "
        "项目}, {name: d, label: 金额, type: money, unit: 万元}]\n"
        "figures:\n  - {name: x, label: 个数, type: integer, unit: 个, prior: true}\n";
    struct template *template = support_template(form);
    struct str out = STR_INIT;
    (void)state;
    template_preview_add(&out, template);
    assert_string_equal(
        out.s, "{年度}年度{项目}报告\n\n基本信息\n　项目 *\n　类别　可填：甲类、乙类\n"
               "\n目录（*是必填）\n　{项目}情况\n　　范文：共{个数}，上年{个数上年数}。\n"
               "　　可以照样再加：至少1节，最多3节\n　表\n　　列：项目、金额（万元）；有合计行\n"
               "\n其他数据\n　数据：个数（个）\n");
    template_free(template);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_figures_and_headings_sections),
        cmocka_unit_test(a_templates_own_parts_come_back),
        cmocka_unit_test(columns_of_a_table_are_told_apart),
        cmocka_unit_test(every_built_in_template_gives_another),
        cmocka_unit_test(a_preview_says_what_is_asked_for),
        cmocka_unit_test(a_preview_leaves_nothing_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
