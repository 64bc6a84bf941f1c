/* Cover and contents of a Word file: before the text, in a section of their own, with the pages
 * that the headings stand on, and not part of the text when it is read again. */
#include "exchange/docx/front.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/import_draft.h"
#include "model/report.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "tests/support/archive.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char yaml[] = "form_id: t\n"
                           "title: ${year}年度${unit}报告\n"
                           "settings:\n"
                           "  contents: 2\n"
                           "  cover: |\n"
                           "    部门名称：${unit}\n"
                           "    报告日期：${day}\n"
                           "questions:\n"
                           "  - {name: day, label: 报告日期}\n"
                           "sections:\n"
                           "  - name: a\n"
                           "    label: 概况\n"
                           "    sections:\n"
                           "      - {name: b, label: 机构}\n"
                           "      - name: c\n"
                           "        label: 人员\n"
                           "        sections: [{name: d, label: 编制}]\n"
                           "  - {name: e, label: 数据表, attachment: true}\n";

/* Forty lines in the first section: the second begins on another page. */
static struct report *make(struct template **template) {
    struct err err = {0};
    if (template_read(template, span_of(yaml), "t", &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report =
        report_new_from_template(template_share(*template), SPAN("某局"), SPAN(""), 2023);
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        for (int i = 0; i < (strcmp(at->heading, "机构") == 0 ? 40 : 1); i++)
            body_add_line(&at->body, SPAN("一段。"), LINE_PARAGRAPH, NULL);
    return report;
}

static void write(struct str *out, const struct report *report) {
    struct err err = {0};
    if (export_bytes(out, report, &(struct export_options){.format = "docx"}, NULL, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_word_opens_it(str_span(out));
}

/* The texts of the paragraphs of a style, a line each. */
static void add_styled(struct str *out, xmlNode *root, const char *prefix) {
    for (xmlNode *at = NULL; (at = xml_next(root, at, "p")) != NULL;) {
        xmlChar *style =
            xmlGetProp(xml_child(xml_child(at, "pPr"), "pStyle"), (const xmlChar *)"val");
        if (strncmp((const char *)style, prefix, strlen(prefix)) == 0) {
            for (xmlNode *text = NULL; (text = xml_next(at, text, "t")) != NULL;)
                xml_add_content(text, out);
            str_add_byte(out, '\n');
        }
        xmlFree(style);
    }
}

static void assert_styled(xmlNode *root, const char *prefix, const char *texts) {
    struct str seen = STR_INIT;
    add_styled(&seen, root, prefix);
    assert_string_equal(seen.s, texts);
    str_release(&seen);
}

static void cover_and_contents_come_before_the_text(void **state) {
    struct template *template = NULL;
    struct report *report = make(&template);
    struct str out = STR_INIT;
    (void)state;
    write(&out, report);
    xmlDocPtr document = archive_get_xml(str_span(&out), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(document);
    assert_styled(root, "CoverTitle", "2023年度某局报告\n");
    assert_styled(root, "Cover",
                  "2023年度某局报告\n部门名称：某局\n报告日期：【未填：报告日期】\n");
    assert_styled(root, "ContentsHeading", "目　录\n");
    assert_styled(root, "TOC", "一、概况1\n（一）机构1\n（二）人员3\n附件　数据表4\n");
    xmlFreeDoc(document);
    str_release(&out);
    report_free(report);
    template_free(template);
}

/* A heading at the head of its paragraph is one of the contents, without its stop and the text. */
static void headings_at_the_head_of_a_paragraph_are_entries(void **state) {
    struct template *template = NULL;
    struct report *report = make(&template);
    struct str out = STR_INIT;
    (void)state;
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        if (strcmp(at->heading, "人员") == 0) {
            at->form = FORM_RUN_IN;
            section_set_text(&at->end_mark, SPAN("。"));
        }
    write(&out, report);
    xmlDocPtr document = archive_get_xml(str_span(&out), "word/document.xml");
    assert_styled(xmlDocGetRootElement(document), "TOC",
                  "一、概况1\n（一）机构1\n（二）人员3\n附件　数据表4\n");
    xmlFreeDoc(document);
    str_release(&out);
    report_free(report);
    template_free(template);
}

/* Each entry leads to a place that is there; the text begins with page 1. */
static void entries_lead_to_their_headings(void **state) {
    struct template *template = NULL;
    struct report *report = make(&template);
    struct str out = STR_INIT;
    (void)state;
    write(&out, report);
    xmlDocPtr document = archive_get_xml(str_span(&out), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(document);
    size_t entries = 0;
    for (xmlNode *link = NULL; (link = xml_next(root, link, "hyperlink")) != NULL; entries++) {
        xmlChar *anchor = xmlGetProp(link, (const xmlChar *)"anchor");
        xmlNode *mark = NULL;
        do
            mark = xml_next(root, mark, "bookmarkStart");
        while (mark != NULL && !xml_value_is(mark, "name", (const char *)anchor));
        assert_non_null(mark);
        xmlFree(anchor);
    }
    assert_int_equal(entries, 4);
    assert_int_equal(xml_count(root, "sectPr"), 2);
    xmlNode *front = xml_next(root, NULL, "sectPr"), *text = xml_next(root, front, "sectPr");
    assert_int_equal(xml_count(front, "footerReference"), 0);
    assert_int_equal(xml_number(xml_next(text, NULL, "pgNumType"), "start"), 1);
    xmlFreeDoc(document);
    str_release(&out);
    report_free(report);
    template_free(template);
}

static void neither_is_text_when_it_is_read_again(void **state) {
    struct template *template = NULL;
    struct report *report = make(&template);
    struct str out = STR_INIT, before = STR_INIT, after = STR_INIT;
    struct import_draft draft;
    struct err err = {0};
    const struct export_options plain = {.format = "txt"};
    (void)state;
    write(&out, report);
    const struct import_options options = {.name = "a.docx", .template = template};
    assert_int_equal(import_bytes(&draft, str_span(&out), &options, &err), RC_OK);
    assert_int_equal(export_bytes(&before, report, &plain, NULL, &err), RC_OK);
    assert_int_equal(export_bytes(&after, draft.report, &plain, NULL, &err), RC_OK);
    assert_string_equal(before.s, after.s);
    assert_int_equal(draft.kept, draft.all);
    import_draft_release(&draft);
    str_release(&out);
    str_release(&before);
    str_release(&after);
    report_free(report);
    template_free(template);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cover_and_contents_come_before_the_text),
        cmocka_unit_test(headings_at_the_head_of_a_paragraph_are_entries),
        cmocka_unit_test(entries_lead_to_their_headings),
        cmocka_unit_test(neither_is_text_when_it_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
