/* A Word file says which report of which library it is, where, and as of which change. */
#include "base/sha256.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/section.h"
#include "tests/support/archive.h"
#include "tests/support/round_trip.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char report_text[] =
    "2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n根据规定，报告如下：\n一、情况\n"
    "（一）机构\n1.好。今年好，快。\n二、问题\n1、编制粗，细化少。\n2、下达晚，使用难。\n"
    "甲街道办事处\n2023年4月1日\n附件\n数据表\n甲\t乙\n丙\t丁\n";

static struct report *read_text(void) {
    struct import_draft draft = read_back(span_of(report_text), "a.txt");
    struct report *report = report_clone(draft.report);
    import_draft_release(&draft);
    return report;
}

/* As a report of a library is written after that change of its history. */
static void write_known(struct str *out, struct report *report, int64_t change) {
    struct err err;
    const struct export_options options = {.format = "docx", .change = change};
    assert_true(report_set_uid(report, SPAN("0123456789abcdef0123456789abcdef")));
    assert_int_equal(export_bytes(out, report, &options, NULL, &err), RC_OK);
}

static void add_properties(struct str *seen, struct span archive) {
    xmlDocPtr doc = archive_get_xml(archive, "docProps/custom.xml");
    for (xmlNode *at = NULL; (at = xml_next(xmlDocGetRootElement(doc), at, "property")) != NULL;) {
        xmlChar *name = xmlGetProp(at, (const xmlChar *)"name");
        str_add_format(seen, "%s=", (const char *)name);
        xml_add_content(at, seen);
        str_add_byte(seen, '\n');
        xmlFree(name);
    }
    xmlFreeDoc(doc);
}

static void a_report_of_the_library_says_where_it_comes_from(void **state) {
    struct report *report = read_text();
    struct str out = STR_INIT, seen = STR_INIT, text = STR_INIT, wanted = STR_INIT;
    (void)state;
    write_known(&out, report, 41);
    assert_word_opens_it(str_span(&out));
    add_properties(&seen, str_span(&out));
    assert_int_equal(
        export_bytes(&text, report, &(struct export_options){.format = "txt"}, NULL, NULL), RC_OK);
    str_add_text(&wanted, "jixiao.uid=0123456789abcdef0123456789abcdef\njixiao.edition=0\n"
                          "jixiao.hash=");
    sha256_add_digits(&wanted, str_span(&text));
    str_add_text(&wanted, "\njixiao.change=41\n");
    assert_string_equal(seen.s, wanted.s);
    report_free(report);
    str_release(&wanted);
    str_release(&text);
    str_release(&seen);
    str_release(&out);
}

static void where_the_change_is_not_known_no_place_is_told(void **state) {
    struct report *report = read_text();
    struct str out = STR_INIT, seen = STR_INIT;
    (void)state;
    write_known(&out, report, 0);
    add_properties(&seen, str_span(&out));
    assert_null(strstr(seen.s, "jixiao.change"));
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "bookmarkStart"), 0);
    xmlFreeDoc(doc);
    report_free(report);
    str_release(&seen);
    str_release(&out);
}

static void what_is_no_report_of_the_library_says_nothing(void **state) {
    struct str out = STR_INIT, name = STR_INIT;
    (void)state;
    struct report *report = read_text();
    write_format(&out, report, "docx");
    report_free(report);
    for (size_t i = 0; i < archive_count(str_span(&out)); i++) {
        str_clear(&name);
        archive_name(str_span(&out), i, &name);
        assert_string_not_equal(name.s, "docProps/custom.xml");
    }
    str_release(&name);
    str_release(&out);
}

/* The name of each bookmark, and the text of the paragraph that it begins. */
static void add_bookmarks(struct str *seen, xmlNode *root) {
    for (xmlNode *at = NULL; (at = xml_next(root, at, "p")) != NULL;) {
        xmlNode *mark = xml_child(at, "bookmarkStart");
        if (mark == NULL)
            continue;
        assert_string_equal((const char *)mark->prev->name, "pPr");
        assert_string_equal((const char *)mark->next->name, "bookmarkEnd");
        assert_int_equal(xml_number(mark, "id"), xml_number(mark->next, "id"));
        xmlChar *name = xmlGetProp(mark, (const xmlChar *)"name");
        str_add_format(seen, "%s|", (const char *)name);
        xml_add_content(at, seen);
        str_add_byte(seen, '\n');
        xmlFree(name);
    }
}

static void each_section_has_an_empty_bookmark_at_its_head(void **state) {
    struct report *report = read_text();
    struct str out = STR_INIT, seen = STR_INIT;
    (void)state;
    report->root->children[2]->form = FORM_NONE; /* its table is its head */
    write_known(&out, report, 41);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    add_bookmarks(&seen, xmlDocGetRootElement(doc));
    assert_string_equal(seen.s, "jx_0|根据规定，报告如下：\njx_1|一、情况\njx_2|（一）机构\n"
                                "jx_3|1.好。今年好，快。\njx_4|二、问题\njx_5|甲\n");
    xmlFreeDoc(doc);
    report_free(report);
    str_release(&seen);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_of_the_library_says_where_it_comes_from),
        cmocka_unit_test(where_the_change_is_not_known_no_place_is_told),
        cmocka_unit_test(what_is_no_report_of_the_library_says_nothing),
        cmocka_unit_test(each_section_has_an_empty_bookmark_at_its_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
