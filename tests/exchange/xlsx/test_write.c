/* The Excel file: what stands in its cells, as text or as number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/export.h"
#include "exchange/sheet/rows.h"
#include "model/report_values.h"
#include "model/section.h"
#include "tests/support/archive.h"
#include "tests/support/model_support.h"
#include "tests/support/score_support.h"

#include <stdlib.h>
#include <string.h>

static void write_xlsx(struct str *out, const struct report *report) {
    struct err err = {.text = ""};
    const struct export_options options = {.format = "xlsx"};
    if (export_bytes(out, report, &options, NULL, &err) != RC_OK)
        fail_msg("%s", err.text);
}

/* The cells of a sheet, "A1=text" or "B2#52" a line. */
static void add_cells(struct str *out, struct span archive, const char *sheet) {
    xmlDocPtr strings = archive_get_xml(archive, "xl/sharedStrings.xml");
    xmlDocPtr doc = archive_get_xml(archive, sheet);
    xmlNode *root = xmlDocGetRootElement(doc);
    assert_int_equal(xml_count(root, "f"), 0); /* no formula anywhere */
    for (xmlNode *cell = NULL; (cell = xml_next(root, cell, "c")) != NULL;) {
        xmlChar *place = xmlGetProp(cell, (const xmlChar *)"r");
        struct str value = STR_INIT;
        xmlNode *v = xml_child(cell, "v");
        if (v != NULL)
            xml_add_content(v, &value);
        str_add_text(out, (const char *)place);
        if (xml_value_is(cell, "t", "s")) {
            xmlNode *item = NULL;
            for (long i = strtol(value.s, NULL, 10); i >= 0; i--)
                item = xml_next(xmlDocGetRootElement(strings), item, "si");
            str_add_byte(out, '=');
            xml_add_content(item, out);
        } else {
            str_add_format(out, "#%.15g", strtod(value.s, NULL)); /* as a spreadsheet shows it */
        }
        str_add_byte(out, '\n');
        str_release(&value);
        xmlFree(place);
    }
    xmlFreeDoc(doc);
    xmlFreeDoc(strings);
}

static void assert_cell(const struct str *cells, const char *cell) {
    struct str line = STR_INIT;
    str_add_format(&line, "\n%s\n", cell);
    if (strstr(cells->s, line.s) == NULL)
        fail_msg("no %s in\n%s", cell, cells->s);
    str_release(&line);
}

static void figures_and_scores_stand_in_two_sheets(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct str out = STR_INIT, figures = STR_INIT, scores = STR_INIT;
    write_xlsx(&out, report);
    add_cells(&figures, str_span(&out), "xl/worksheets/sheet1.xml");
    add_cells(&scores, str_span(&out), "xl/worksheets/sheet2.xml");
    assert_cell(&figures, "A2=编制数");
    assert_cell(&figures, "B2#52");
    assert_cell(&figures, "C2=人");
    assert_cell(&figures, "B4#94.23");
    assert_cell(&figures, "B5#1286.4");
    assert_cell(&scores, "A2=预算执行率");
    assert_cell(&scores, "E2#9.67");
    assert_cell(&scores, "F2#0.33");
    assert_cell(&scores, "H9=2022年度部门决算（望财决〔2023〕5号，第3页）");
    assert_cell(&scores, "E27#96.96");
    assert_cell(&scores, "H27=等级：优");
    str_release(&out);
    str_release(&figures);
    str_release(&scores);
    report_free(report);
}

static size_t count(const char *text, const char *what) {
    size_t found = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        found++;
    return found;
}

/* 附件2 as it is handed in, levels merged. */
static void the_form_stands_on_a_sheet_of_its_own(void **state) {
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct str out = STR_INIT, cells = STR_INIT;
    write_xlsx(&out, report);
    add_cells(&cells, str_span(&out), "xl/worksheets/sheet4.xml");
    assert_cell(&cells, "A4=预算部门（单位）名称");
    assert_cell(&cells, "A5=年度预算申请（万元）");
    assert_cell(&cells, "E6#10");
    assert_cell(&cells, "G6#9.67");
    assert_cell(&cells, "A16=一级指标");
    assert_cell(&cells, "H16=偏差原因分析及改进措施");
    assert_cell(&cells, "A17=产出指标");
    assert_cell(&cells, "B19=质量指标");
    assert_cell(&cells, "C18=列入绩效目标的项目完成率");
    assert_int_equal(count(cells.s, "产出指标"), 1); /* merged, not repeated */
    assert_cell(&cells, "G29#96.96");
    str_release(&out);
    str_release(&cells);
    report_free(report);
}

static bool merges(xmlNode *root, const char *cells) {
    for (xmlNode *at = NULL; (at = xml_next(root, at, "mergeCell")) != NULL;)
        if (xml_value_is(at, "ref", cells))
            return true;
    return false;
}

/* Every sheet prints on A4, one page wide, and turned where it is wide; what is merged is a number
 * where it says one, and as high as its lines. */
static void sheets_are_set_up_for_paper(void **state) {
    static const bool landscape[] = {true, true, false, true};
    (void)state;
    struct report *report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    struct str out = STR_INIT, cells = STR_INIT, long_text = STR_INIT;
    str_add_repeat(&long_text, SPAN("措施"), 60);
    report_set_value(report, SPAN("thrift"), str_span(&long_text));
    report_set_value(report, SPAN("basic_budget"), SPAN("780.5"));
    write_xlsx(&out, report);
    for (size_t i = 0; i < ARRAY_LEN(landscape); i++) {
        struct str name = STR_INIT;
        str_add_format(&name, "xl/worksheets/sheet%zu.xml", i + 1);
        xmlDocPtr doc = archive_get_xml(str_span(&out), name.s);
        xmlNode *root = xmlDocGetRootElement(doc), *page = xml_next(root, NULL, "pageSetup");
        assert_true(xml_value_is(page, "paperSize", "9"));
        assert_true(xml_value_is(page, "fitToHeight", "0"));
        assert_int_equal(xml_value_is(page, "orientation", "landscape"), landscape[i]);
        assert_true(xml_value_is(xml_next(root, NULL, "pageSetUpPr"), "fitToPage", "1"));
        long highest = 0;
        for (xmlNode *row = NULL; (row = xml_next(root, row, "row")) != NULL;)
            if (xmlHasProp(row, (const xmlChar *)"ht") != NULL && xml_number(row, "ht") > highest)
                highest = xml_number(row, "ht");
        if (i == 2)
            assert_true(highest >= 3 * 15); /* 240 columns in three of 64 */
        assert_int_equal(merges(root, "A1:D1"), i == 2);
        assert_int_equal(merges(root, "A1:H1"), i == 3);
        assert_int_equal(merges(root, "A29:E29"), i == 3); /* 总分 */
        xmlFreeDoc(doc);
        str_release(&name);
    }
    add_cells(&cells, str_span(&out), "xl/worksheets/sheet4.xml");
    assert_cell(&cells, "D9#780.5"); /* it has the rest of its row */
    str_release(&out);
    str_release(&cells);
    str_release(&long_text);
    report_free(report);
}

static void what_is_typed_is_no_formula_and_what_is_too_long_for_a_double_is_text(void **state) {
    (void)state;
    static const char yaml[] = "form_id: t\ntitle: 报告\nsections: [{name: a, label: 甲}]\n"
                               "figures:\n"
                               "  - {name: a, label: '=1+1', type: text}\n"
                               "  - {name: b, label: 乙, type: money, unit: 元, decimals: 2}\n"
                               "  - {name: c, label: 丙, type: decimal, decimals: 2,"
                               " calculate: '${b} / 3'}\n"
                               "  - {name: d, label: 丁, type: percent}\n";
    struct report *report = support_report_with(
        span_of(yaml), (const char *const[]){"a", "=HYPERLINK(\"http://x\")", "b",
                                             "9999999999999999.01", "d", "95.125%", NULL});
    struct str out = STR_INIT, cells = STR_INIT;
    write_xlsx(&out, report);
    add_cells(&cells, str_span(&out), "xl/worksheets/sheet1.xml");
    assert_cell(&cells, "A2==1+1");
    assert_cell(&cells, "B2==HYPERLINK(\"http://x\")");
    assert_cell(&cells, "B3=9999999999999999.01");
    assert_cell(&cells, "B4=3333333333333333.00");
    assert_cell(&cells, "B5#95.125");
    str_clear(&out);
    str_clear(&cells);
    report_set_value(report, SPAN("b"), SPAN("0.125")); /* seen as 0.13, it is 0.125 */
    write_xlsx(&out, report);
    add_cells(&cells, str_span(&out), "xl/worksheets/sheet1.xml");
    assert_cell(&cells, "B3#0.125");
    assert_cell(&cells, "B4#0.04");
    str_release(&out);
    str_release(&cells);
    report_free(report);
}

/* Each on a page of its own, without a template too; what is no number is text. */
static void tables_of_the_text_have_pages(void **state) {
    (void)state;
    struct report *report = report_new();
    struct section *section = report_add_section(report, report->root, 0);
    section_set_text(&section->heading, SPAN("收支[合计]"));
    body_add_line(&section->body, SPAN("见下表："), LINE_PARAGRAPH, NULL);
    body_add_line(&section->body, SPAN("表一"), LINE_ROW, NULL);
    body_add_line(&section->body, SPAN("项目\t金额\t占比"), LINE_ROW, NULL);
    body_add_line(&section->body, SPAN("=水费\t1,200.50\t95%"), LINE_ROW, NULL);
    struct str out = STR_INIT, cells = STR_INIT;
    write_xlsx(&out, report);
    add_cells(&cells, str_span(&out), "xl/worksheets/sheet1.xml");
    assert_cell(&cells, "A2=项目");
    assert_cell(&cells, "A3==水费");
    assert_cell(&cells, "B3#1200.5");
    assert_cell(&cells, "C3=95%");
    struct err err = {.rc = RC_OK};
    assert_int_equal(sheet_rows_from_book(&out, "表格1 收支 合计 ", &err), RC_OK);
    assert_string_equal(out.s, "表一\n项目\t金额\t占比\n=水费\t1200.5\t95%");
    str_release(&out);
    str_release(&cells);
    report_free(report);
}

static void what_cannot_be_written_is_refused_with_a_sentence(void **state) {
    (void)state;
    const struct export_options options = {.format = "xlsx"};
    struct report *report = support_small_report();
    struct str out = STR_INIT, longest = STR_INIT;
    struct err err = {.text = ""};
    assert_int_equal(export_bytes(&out, report, &options, NULL, &err), RC_REFUSED);
    assert_non_null(strstr(err.text, "没有什么可以导出成Excel"));
    report_free(report);
    report = support_hunan_report(template_builtin_text(SPAN("hunan-standard")));
    str_add_repeat(&longest, SPAN("字"), 32768);
    report_set_value(report, SPAN("thrift"), str_span(&longest));
    assert_int_equal(export_bytes(&out, report, &options, NULL, &err), RC_REFUSED);
    assert_non_null(strstr(err.text, "最多32767字"));
    report_set_value(report, SPAN("thrift"), span_sub(str_span(&longest), 0, 3 * 32767));
    assert_int_equal(export_bytes(&out, report, &options, NULL, &err), RC_OK);
    str_clear(&out);
    (void)setenv("TMPDIR", "/nowhere", 1);
    assert_int_equal(export_bytes(&out, report, &options, NULL, &err), RC_OUTPUT);
    (void)unsetenv("TMPDIR");
    assert_int_equal(out.len, 0);
    str_release(&longest);
    str_release(&out);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_and_scores_stand_in_two_sheets),
        cmocka_unit_test(the_form_stands_on_a_sheet_of_its_own),
        cmocka_unit_test(sheets_are_set_up_for_paper),
        cmocka_unit_test(what_is_typed_is_no_formula_and_what_is_too_long_for_a_double_is_text),
        cmocka_unit_test(tables_of_the_text_have_pages),
        cmocka_unit_test(what_cannot_be_written_is_refused_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
