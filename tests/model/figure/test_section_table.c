#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "model/document.h"
#include "model/figure/section_table.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <string.h>

static const char yaml[] =
    "form_id: tables\ntitle: ${year}年度${unit}报告\n"
    "questions:\n  - {name: contact, label: 填报人}\n"
    "sections:\n"
    "  - {name: work, label: 工作情况}\n"
    "  - name: data\n    label: 基础数据表\n    kind: table\n    attachment: true\n"
    "    required: true\n"
    "    table:\n"
    "      - ['人员（人）', 编制数, 在职数, 控制率]\n"
    "      - ['${short_name}', '${posts}', '${staff}', '${rate}']\n"
    "      - ['经费（万元）', '${cost.prior}', '${cost}', '${cost.direction}${cost.change}']\n"
    "      - ['${year}年填报人：${contact}']\n"
    "  - name: sheet\n    label: 自评表\n    kind: table\n    attachment: true\n    table: "
    "[score]\n"
    "figures:\n"
    "  - {name: posts, label: 编制数, type: integer, unit: 人}\n"
    "  - {name: staff, label: 在职数, type: integer, unit: 人}\n"
    "  - {name: rate, label: 控制率, type: percent, unit: '%', decimals: 2,"
    " calculate: '${staff} / ${posts} * 100'}\n"
    "  - {name: cost, label: 经费, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "grades: [{name: 优, from: 90}, {name: 良, from: 0}]\n"
    "caps: [{when: '${rate} > 100', most: 85, constraint_message: 超编}]\n"
    "indicators:\n"
    "  - {name: control, label: 控制率, weight: 40, method: inverse, unit: '%', target: ≤100%,"
    " actual: '${rate}'}\n"
    "  - name: effect\n    label: 效益\n    weight: 60\n    indicators:\n"
    "      - {name: people, label: 群众, weight: 60, method: manual}\n";

#define VALUES(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct report *new_report(const char *const *values) {
    return support_report_with(span_of(yaml), values);
}

static const struct section *find(const struct report *report, const char *name) {
    return report_find_section(report, span_of(name));
}

static void assert_document(const struct report *report, const char *expected) {
    struct document document;
    struct str text = STR_INIT;
    document_from_report(&document, report, false);
    support_add_document(&text, &document);
    assert_string_equal(text.s, expected);
    str_release(&text);
    document_release(&document);
    support_assert_sane(report);
}

static void a_table_without_values_is_not_printed(void **state) {
    (void)state;
    struct report *report = new_report(VALUES("contact", "张工"));
    assert_null(section_table(report, find(report, "data")));
    assert_false(section_is_printed(report, find(report, "data")));
    assert_int_equal(section_state(report, find(report, "data")), STATE_EMPTY);
    assert_document(report, "title|0||||2022年度云川市望湖区梧桐里街道办事处报告\n");
    report_free(report);
}

static void a_table_prints_figures_without_units(void **state) {
    (void)state;
    struct report *report = new_report(VALUES("posts", "46", "staff", "50", "cost", "63.46",
                                              "cost.prior", "0.5", "contact", "甲\n乙"));
    assert_int_equal(section_state(report, find(report, "data")), STATE_OPEN);
    assert_null(section_table(report, find(report, "sheet"))); /* nothing typed there */
    assert_document(report, "title|0||||2022年度云川市望湖区梧桐里街道办事处报告\n"
                            "note|0||||附件：基础数据表\n"
                            "heading|1|附件|基础数据表||\n"
                            "table|0||||人员（人）\t编制数\t在职数\t控制率\n"
                            "梧桐里街道\t46\t50\t108.70%\n"
                            "经费（万元）\t0.50\t63.46\t增长12592%\n"
                            "2022年填报人：甲 乙\n");
    report_free(report);
}

static void blank_lines_are_no_text(void **state) {
    (void)state;
    struct report *report = new_report(VALUES("posts", "46", "staff", "50"));
    const struct section *data = find(report, "data");
    support_type(report, "data", "\n　\n");
    assert_true(data->touched);
    assert_non_null(section_table(report, data));
    assert_int_equal(section_state(report, data), STATE_OPEN);
    report_free(report);
    report = new_report(VALUES("contact", "张工"));
    support_type(report, "data", "\n");
    assert_false(section_is_printed(report, find(report, "data")));
    report_free(report);
}

static void text_that_is_written_goes_before_the_table(void **state) {
    (void)state;
    struct report *report = new_report(VALUES("posts", "46", "staff", "50"));
    support_type(report, "data", "另见决算公开表。");
    assert_null(section_table(report, find(report, "data")));
    assert_document(report, "title|0||||2022年度云川市望湖区梧桐里街道办事处报告\n"
                            "note|0||||附件：基础数据表\n"
                            "heading|1|附件|基础数据表||\n"
                            "table|0||||另见决算公开表。\n");
    report_free(report);
}

static void the_score_sheet_prints_scores_reasons_and_evidence(void **state) {
    (void)state;
    struct report *report =
        new_report(VALUES("posts", "40", "staff", "50", "people.score", "58.5", "people.reason",
                          "一处未通", "people.evidence", "问卷||第2页"));
    struct figures *figures = figures_new(report);
    struct str text = STR_INIT;
    section_add_table(&text, figures, section_table(report, find(report, "sheet")));
    assert_string_equal(text.s, "指标\t分值\t目标值\t实际完成值\t得分\t扣分原因\t佐证材料\n"
                                "控制率\t40\t≤100%\t125%\t32\t\t\n"
                                "效益\t60\t\t\t58.5\t\t\n"
                                "·群众\t60\t\t\t58.5\t一处未通\t问卷（第2页）\n"
                                "总分\t100\t\t\t85\t超编，总分最多85分\t等级：良");
    str_release(&text);
    figures_free(figures);
    report_free(report);
}

/* The published columns, part by part; the execution stands in the money block. */
static void the_form_has_the_published_columns(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct figures *figures = figures_new(report);
    const struct template_section *from = section_table(report, find(report, "score_sheet"));
    struct str text = STR_INIT;
    struct table_part part;
    size_t row = 0, tables = 0, lines = 0;
    assert_non_null(from);
    while (section_add_part(&text, figures, from, &row, &part)) {
        tables += !part.line;
        lines += part.line;
        str_add_byte(&text, '\n');
    }
    assert_int_equal(tables, 3); /* money, goals, indicators */
    assert_int_equal(lines, 5);  /* who fills it in, unit, two headings, signers */
    assert_int_equal(part.line, true);
    assert_non_null(strstr(text.s, "年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t自评得分\n"));
    assert_non_null(strstr(text.s, "\t10\t96.66%\t9.67\n"));
    assert_non_null(strstr(text.s, "\n预期目标\t实际完成情况\n"));
    assert_non_null(strstr(text.s,
                           "\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
                           "\t偏差原因分析及改进措施\n产出指标\t数量指标\t年度重点工作完成率\t"));
    assert_non_null(strstr(text.s, "\n\t\t列入绩效目标的项目完成率\t100%\t100%\t7\t7\t\n"));
    assert_non_null(strstr(text.s, "\n总分\t\t\t\t\t100\t96.96\t等级：优\n"));
    assert_null(strstr(text.s, "÷")); /* how it was computed is nobody's cause */
    assert_null(strstr(text.s, "\n预算执行率\t"));
    str_release(&text);
    figures_free(figures);
    report_free(report);
}

/* A row that leaves its first cell empty goes on with the one above it; targets have their units.
 */
static void an_empty_first_cell_of_a_form_goes_on_with_the_one_above(void **state) {
    (void)state;
    struct report *report = support_report_with(
        template_builtin_text(SPAN("project-goals")),
        (const char *const[]){"quantity", "12", "days", "240", "cost", "86", NULL});
    struct figures *figures = figures_new(report);
    const struct template_section *from = section_table(report, find(report, "form"));
    struct str text = STR_INIT;
    struct table_part part;
    size_t merged = 0;
    assert_non_null(from);
    for (size_t row = 0; section_add_part(&text, figures, from, &row, &part);) {
        merged += part.levels == 1;
        str_add_byte(&text, '\n');
    }
    assert_int_equal(merged, 1); /* the indicators, not the money */
    assert_non_null(strstr(text.s, "\n产出指标\t数量指标\t完成任务数量\t≥12件\n\t质量指标\t"));
    assert_non_null(strstr(text.s, "\n\t时效指标\t完成天数\t≤240天\n"));
    assert_non_null(strstr(text.s, "\t≤86.00万元\n"));
    str_release(&text);
    figures_free(figures);
    report_free(report);
}

/* Of the document that is printed: the levels that a 总分 leaves empty, and the two behind them. */
static void the_empty_cells_of_the_total_are_merged_with_it(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct document document;
    size_t merged = 0;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++)
        if (document.blocks[i].merges != NULL) {
            const char *last = strrchr(document.blocks[i].merges, '\n');
            assert_string_equal(last, "\n.<<<<");
            assert_int_equal(strspn(document.blocks[i].merges, "\n"),
                             (size_t)(last - document.blocks[i].merges) + 1);
            merged++;
        }
    assert_int_equal(merged, 1);
    document_release(&document);
    report_free(report);
}

static void an_empty_cell_goes_on_where_those_before_it_do(void **state) {
    (void)state;
    assert_true(table_cell_continues(SPAN("\t\t甲"), 0, 2));
    assert_true(table_cell_continues(SPAN("\t\t甲"), 1, 2));
    assert_false(table_cell_continues(SPAN("\t\t甲"), 2, 2));
    assert_false(table_cell_continues(SPAN("总分\t\t"), 1, 2));
    assert_false(table_cell_continues(SPAN("\t乙\t甲"), 1, 2));
}

/* Nothing of it is ever typed: it is there as soon as a figure is that it needs. A 范文 of figures
 * that asks for nothing else is text as it stands. */
static void what_is_reckoned_from_figures_alone_is_there_with_them(void **state) {
    static const char all_reckoned[] =
        "form_id: t\ntitle: 报告\nsections:\n"
        "  - {name: a, label: 甲, default: \"支出${spent}。\"}\n"
        "  - {name: b, label: 乙, default: \"支出${spent}。【请填：用途】\"}\n"
        "  - {name: sheet, label: 评分表, kind: table, attachment: true, table: [score]}\n"
        "figures:\n  - {name: spent, label: 支出, unit: 万元}\n"
        "indicators:\n"
        "  - {name: i, label: 支出, weight: 100, method: ratio, target: \"10\", unit: 万元,"
        " actual: \"${spent}\"}\n";
    (void)state;
    struct report *report = support_report_with(span_of(all_reckoned), VALUES("other", "1"));
    assert_null(section_table(report, find(report, "sheet")));
    report_free(report);
    report = support_report_with(span_of(all_reckoned), VALUES("spent", "9"));
    assert_non_null(section_table(report, find(report, "sheet")));
    support_type(report, "a", "支出${spent}。");
    support_type(report, "b", "支出${spent}。【请填：用途】");
    assert_true(section_has_text(report, find(report, "a")));
    assert_false(section_has_text(report, find(report, "b")));
    report_free(report);
}

/* One row of heads at the top is the head of all rows; blocks have heads of their own. */
static void only_a_head_of_all_rows_is_one(void **state) {
    static const struct {
        const char *rows;
        bool headless;
    } cases[] = {
        {"[[项目, 上年, 今年], [经费, \"${cost}\", \"${cost}\"]]", false},
        {"[[项目, 上年, 今年], [经费, \"\", \"${cost}\"], [楼堂馆所, 批复, 实际]]", true},
        {"[[单位, \"${unit}\"], [经费, \"${cost}\"]]", true},
        {"[[单位, \"${unit}\"], [项目, 今年], [经费, \"${cost}\"]]", true},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str own = STR_INIT, text = STR_INIT;
        str_add_format(&own,
                       "form_id: t\ntitle: t\nsections:\n  - {name: a, label: 表, kind: table,"
                       " attachment: true, table: %s}\nfigures:\n  - {name: cost, label: 经费}\n",
                       cases[i].rows);
        struct report *report = support_report_with(str_span(&own), VALUES("cost", "1"));
        struct figures *figures = figures_new(report);
        struct table_part part;
        size_t row = 0;
        assert_true(section_add_part(&text, figures, section_table(report, find(report, "a")), &row,
                                     &part));
        assert_int_equal(part.headless, cases[i].headless);
        figures_free(figures);
        report_free(report);
        str_release(&own);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_head_of_all_rows_is_one),
        cmocka_unit_test(a_table_without_values_is_not_printed),
        cmocka_unit_test(a_table_prints_figures_without_units),
        cmocka_unit_test(what_is_reckoned_from_figures_alone_is_there_with_them),
        cmocka_unit_test(blank_lines_are_no_text),
        cmocka_unit_test(text_that_is_written_goes_before_the_table),
        cmocka_unit_test(the_score_sheet_prints_scores_reasons_and_evidence),
        cmocka_unit_test(the_form_has_the_published_columns),
        cmocka_unit_test(an_empty_first_cell_of_a_form_goes_on_with_the_one_above),
        cmocka_unit_test(the_empty_cells_of_the_total_are_merged_with_it),
        cmocka_unit_test(an_empty_cell_goes_on_where_those_before_it_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
