/* Merged cells: from a Word file into rows and back, into JSON and a web page. */
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/import_draft.h"
#include "model/report.h"
#include "model/section.h"
#include "tests/support/archive.h"
#include "tests/support/docx_builder.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define P(text)            "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text)         "<w:tc>" text "</w:tc>"
#define MERGED(look, text) "<w:tc><w:tcPr>" look "</w:tcPr>" P(text) "</w:tc>"
#define WIDE               "<w:gridSpan w:val=\"2\"/>"
#define BEGINS             "<w:vMerge w:val=\"restart\"/>"
#define GOES_ON            "<w:vMerge/>"

/* A head of two rows, 科室 over both of them and over the two below, 合计 over two columns. */
static const char body[] = P("某街道2022年度部门整体支出绩效评价报告") P("一、收支情况")
    P("收支如下：") "<w:tbl><w:tr>" MERGED(BEGINS, "科室") MERGED(WIDE, "支出")
        MERGED(BEGINS, "备注") "</w:tr><w:tr>" MERGED(GOES_ON, "") CELL(P("基本")) CELL(P("项目"))
            MERGED(GOES_ON, "") "</w:tr><w:tr>" MERGED(BEGINS, "财政所") CELL(P("1")) CELL(P("2"))
                CELL(P("甲")) "</w:tr><w:tr>" MERGED(GOES_ON, "") CELL(P("3")) CELL(P("4"))
                    CELL(P("乙")) "</w:tr><w:tr>" MERGED(WIDE, "合计") CELL(P("10"))
                        CELL(P("丙")) "</w:tr></w:tbl>";

static struct report *read_report(struct span bytes, const char *name) {
    struct import_draft draft;
    struct err err = {.text = ""};
    const struct import_options options = {.name = name};
    if (import_bytes(&draft, bytes, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report = draft.report;
    draft.report = NULL;
    import_draft_release(&draft);
    return report;
}

static void write_as(struct str *out, const struct report *report, const char *format) {
    const struct export_options options = {.format = format};
    assert_int_equal(export_bytes(out, report, &options, NULL, NULL), RC_OK);
}

static struct report *merged_report(void) {
    struct str bytes = STR_INIT;
    docx_build(&bytes, body, NULL, NULL);
    struct report *report = read_report(str_span(&bytes), "a.docx");
    str_release(&bytes);
    return report;
}

/* Each row with its marks, "甲,乙 .<|". */
static void assert_rows(const struct report *report, const char *wanted) {
    const struct section *section = report->root->children[0];
    struct str found = STR_INIT;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        if (line->tag != LINE_ROW)
            continue;
        for (const char *c = line->text.s; *c != '\0'; c++)
            str_add_byte(&found, *c == '\t' ? ',' : *c);
        str_add_format(&found, " %s|", line->merges != NULL ? line->merges : "");
    }
    assert_string_equal(found.s, wanted);
    str_release(&found);
}

#define ROWS "科室,支出,,备注 ..<|,基本,项目, ^..^|财政所,1,2,甲 |,3,4,乙 ^|合计,,10,丙 .<|"

static void merged_cells_come_back(void **state) {
    (void)state;
    struct report *report = merged_report();
    assert_rows(report, ROWS);
    static const char *const formats[] = {"docx", "json"};
    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        struct str bytes = STR_INIT, name = STR_INIT;
        write_as(&bytes, report, formats[i]);
        str_add_format(&name, "a.%s", formats[i]);
        struct report *again = read_report(str_span(&bytes), name.s);
        assert_rows(again, ROWS);
        report_free(again);
        str_release(&bytes);
        str_release(&name);
    }
    report_free(report);
}

static void word_and_the_web_page_show_them(void **state) {
    (void)state;
    struct report *report = merged_report();
    struct str bytes = STR_INIT;
    write_as(&bytes, report, "docx");
    xmlDocPtr doc = archive_get_xml(str_span(&bytes), "word/document.xml");
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "gridSpan"), 2);
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "vMerge"), 6);
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "tblHeader"), 2);
    xmlFreeDoc(doc);
    str_clear(&bytes);
    write_as(&bytes, report, "html");
    assert_non_null(strstr(bytes.s, "rowspan=\"2\">科室</th>"));
    assert_non_null(strstr(bytes.s, "colspan=\"2\">支出</th>"));
    assert_non_null(strstr(bytes.s, "<td rowspan=\"2\">财政所</td>"));
    assert_non_null(strstr(bytes.s, "<td colspan=\"2\">合计</td>"));
    str_clear(&bytes);
    write_as(&bytes, report, "txt"); /* empty cells */
    assert_non_null(strstr(bytes.s, "　　合计　"));
    str_release(&bytes);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merged_cells_come_back),
        cmocka_unit_test(word_and_the_web_page_show_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
