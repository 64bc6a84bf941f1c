/* Tracked changes: what Word shows as removed and added. */
#include "exchange/docx/docx.h"
#include "exchange/docx/write.h"
#include "model/diff_report.h"
#include "tests/support/archive.h"
#include "tests/support/model_support.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static xmlDocPtr compare(const struct report *old, const struct report *new) {
    struct diff_report sections;
    struct diff_document diff;
    struct str out = STR_INIT;
    struct err err;
    diff_reports(&sections, old, new);
    diff_documents(&diff, old, new, &sections);
    assert_int_equal(
        docx_write_changes(&out, &diff, &(struct docx_tracks){"张三", 1700000000000}, &err), RC_OK);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    str_release(&out);
    diff_document_release(&diff);
    diff_report_release(&sections);
    return doc;
}

static struct report *report_with(const char *text, enum line_tag tag) {
    struct report *report = report_new();
    body_set_text(&report->front->body, span_of(text), tag);
    return report;
}

/* The text of all elements of that name. */
static void assert_text_in(xmlDocPtr doc, const char *name, const char *wanted) {
    struct str text = STR_INIT;
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *at = NULL; (at = xml_next(root, at, name)) != NULL;)
        xml_add_content(at, &text);
    assert_string_equal(text.s, wanted);
    str_release(&text);
}

static void words_are_marked_with_who_and_when(void **state) {
    (void)state;
    struct report *old = report_with("学习6次。", LINE_PARAGRAPH);
    struct report *new = report_with("学习8次。", LINE_PARAGRAPH);
    xmlDocPtr doc = compare(old, new);
    assert_text_in(doc, "del", "6");
    assert_text_in(doc, "delText", "6");
    assert_text_in(doc, "ins", "8");
    xmlNode *ins = xml_next(xmlDocGetRootElement(doc), NULL, "ins");
    assert_true(xml_value_is(ins, "author", "张三"));
    assert_true(xml_value_is(ins, "date", "2023-11-14T22:13:20Z"));
    assert_true(xml_number(ins, "id") > 0);
    xmlFreeDoc(doc);
    report_free(old);
    report_free(new);
}

static size_t count_within(xmlDocPtr doc, const char *outer, const char *name) {
    size_t count = 0;
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *at = NULL; (at = xml_next(root, at, outer)) != NULL;)
        count += xml_count(at, name);
    return count;
}

static void marks_of_whole_paragraphs_and_rows_go_along(void **state) {
    (void)state;
    struct report *old = report_with("甲段。\n乙段没有了。", LINE_PARAGRAPH);
    struct report *new = report_with("新来的丙段。\n甲段。", LINE_PARAGRAPH);
    xmlDocPtr doc = compare(old, new);
    assert_int_equal(count_within(doc, "pPr", "del"), 1);
    assert_int_equal(count_within(doc, "pPr", "ins"), 1);
    /* the last paragraph cannot go: an empty one stands behind it */
    xmlNode *root = xmlDocGetRootElement(doc), *last = NULL;
    for (xmlNode *at = NULL; (at = xml_next(root, at, "pStyle")) != NULL;)
        last = at;
    assert_true(xml_value_is(last, "val", DOCX_AFTER_TABLE));
    xmlFreeDoc(doc);
    report_free(old);
    report_free(new);
    old = report_with("头\t数\n甲一行\t1\n乙这一行\t2", LINE_ROW);
    new = report_with("头\t数\n乙这一行\t3\n丙\t4\t注", LINE_ROW);
    doc = compare(old, new);
    assert_int_equal(count_within(doc, "trPr", "del"), 1);
    assert_int_equal(count_within(doc, "trPr", "ins"), 1);
    assert_int_equal(count_within(doc, "trPr", "tblHeader"), 1);
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "tbl"), 1);
    assert_text_in(doc, "ins", "3丙4注");
    assert_text_in(doc, "del", "甲一行12");
    xmlFreeDoc(doc);
    report_free(old);
    report_free(new);
}

static void a_row_of_other_cells_comes_anew(void **state) {
    (void)state;
    struct report *old = report_with("头\t数\n乙的一行\t2", LINE_ROW);
    struct report *new = report_with("头\t数\n乙的一行\t2\t注", LINE_ROW);
    xmlDocPtr doc = compare(old, new);
    assert_text_in(doc, "ins", "乙的一行2注");
    assert_text_in(doc, "del", "乙的一行2");
    xmlFreeDoc(doc);
    report_free(old);
    report_free(new);
}

/* --- accepted it is the new report, rejected the old one --- */

static bool is_within(const xmlNode *node, const char *name) {
    for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
        if (xml_is(node, name))
            return true;
    return false;
}

static void add_text_but(xmlDocPtr doc, const char *change, struct str *out) {
    xmlNode *root = xmlDocGetRootElement(doc);
    static const char *const names[] = {"t", "delText", "tab"};
    for (xmlNode *run = NULL; (run = xml_next(root, run, "r")) != NULL;) {
        if (is_within(run, change))
            continue;
        for (xmlNode *at = run->children; at != NULL; at = at->next)
            for (size_t i = 0; i < ARRAY_LEN(names); i++)
                if (xml_is(at, names[i])) {
                    xml_add_content(at, out);
                    str_add_text(out, xml_is(at, "tab") ? "\t" : "");
                }
    }
}

static void assert_same_characters(const struct str *have, const struct report *report) {
    struct document document;
    struct str want = STR_INIT;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++) {
        const struct block *block = &document.blocks[i];
        bool table = block->kind == BLOCK_TABLE;
        if (!table)
            block_add_text(&want, block);
        for (const char *c = block->text; table && *c != '\0'; c++)
            if (*c != '\t' && *c != '\n')
                str_add_byte(&want, *c);
    }
    assert_string_equal(have->s, want.s);
    document_release(&document);
    str_release(&want);
}

static void both_reports_are_in_it(void **state) {
    struct random random = {77};
    (void)state;
    for (int round = 0; round < 100; round++) {
        /* no section of these moves: they have one heading each */
        struct report *old = random_report(&random, 1, 1), *new = random_report(&random, 1, 1);
        struct str text = STR_INIT;
        xmlDocPtr doc = compare(old, new);
        add_text_but(doc, "del", &text);
        assert_same_characters(&text, new);
        str_clear(&text);
        add_text_but(doc, "ins", &text);
        assert_same_characters(&text, old);
        xmlFreeDoc(doc);
        str_release(&text);
        report_free(old);
        report_free(new);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_marked_with_who_and_when),
        cmocka_unit_test(marks_of_whole_paragraphs_and_rows_go_along),
        cmocka_unit_test(a_row_of_other_cells_comes_anew),
        cmocka_unit_test(both_reports_are_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
