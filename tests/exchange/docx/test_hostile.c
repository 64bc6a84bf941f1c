/* Files that mean harm, or are no Word files: each is refused with one sentence, in bounded memory,
 * and nothing is read or written outside. */
#include "base/os/file.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "tests/support/docx_builder.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
static const char body[] = P("某街道2022年度绩效评价报告") P("一、基本情况") P("正文。");

static enum rc import(struct span bytes, struct err *err) {
    struct import_draft draft;
    struct import_options options = {.name = "a.docx"};
    *err = (struct err){.rc = RC_OK};
    enum rc rc = import_bytes(&draft, bytes, &options, err);
    if (rc == RC_OK) {
        assert_true(report_is_sane(draft.report));
        assert_int_equal(draft.kept, draft.all);
        import_draft_release(&draft);
    }
    return rc;
}

static void assert_refused(struct span bytes, const char *why) {
    struct err err;
    assert_int_equal(import(bytes, &err), RC_INPUT);
    if (strstr(err.text, why) == NULL || strchr(err.text, '\n') != NULL)
        fail_msg("%s: %s", why, err.text);
}

/* A Word file and one more part. */
static void build_with(struct str *out, const char *name, struct span text) {
    struct docx_builder builder = {0};
    docx_builder_document(&builder, body);
    docx_builder_add(&builder, name, text);
    docx_builder_finish(&builder, out);
}

static void build_document(struct str *out, struct span xml) {
    struct docx_builder builder = {0};
    docx_builder_add(&builder, "word/document.xml", xml);
    docx_builder_finish(&builder, out);
}

static void assert_document_refused(struct span xml, const char *why) {
    struct str bytes = STR_INIT;
    build_document(&bytes, xml);
    assert_refused(str_span(&bytes), why);
    str_release(&bytes);
}

static void parts_that_grow_out_of_proportion_are_refused(void **state) {
    struct str bytes = STR_INIT, xml = STR_INIT;
    (void)state;
    str_add_text(&xml, "<w:document " DOCX_W "><w:body>");
    str_add_repeat(&xml, SPAN(" "), 8 * 1024 * 1024);
    str_add_text(&xml, P("甲") "</w:body></w:document>");
    assert_document_refused(str_span(&xml), "解开后过大");
    build_with(&bytes, "word/media/image1.png", str_span(&xml));
    assert_refused(str_span(&bytes), "解开后过大");
    str_release(&bytes);
    str_release(&xml);
}

static void entities_and_document_types_are_refused(void **state) {
    static const char *const types[] = {
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;\">]>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>",
        "<!DOCTYPE d SYSTEM \"file:///etc/passwd\">",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        struct str xml = STR_INIT;
        str_add_text(&xml, types[i]);
        str_add_text(&xml, "<w:document " DOCX_W "><w:body>" P("&x;") "</w:body></w:document>");
        assert_document_refused(str_span(&xml), "word/document.xml");
        str_release(&xml);
    }
}

static void deep_and_broken_xml_is_refused(void **state) {
    struct str xml = STR_INIT;
    (void)state;
    str_add_text(&xml, "<w:document " DOCX_W "><w:body>");
    str_add_repeat(&xml, SPAN("<w:p>"), 10000);
    assert_document_refused(str_span(&xml), "层次过多");
    str_add_repeat(&xml, SPAN("</w:p>"), 10000);
    str_add_text(&xml, "</w:body></w:document>");
    assert_document_refused(str_span(&xml), "层次过多");
    assert_document_refused(SPAN("hello"), "损坏");
    assert_document_refused(SPAN("<w:document " DOCX_W "><w:body><w:p>"), "损坏");
    str_release(&xml);
}

/* The library would compare each with all others. Attributes that are none, in comments and between
 * quotes, do not count. */
static void an_element_of_very_many_attributes_is_refused(void **state) {
    struct str xml = STR_INIT;
    (void)state;
    str_add_text(&xml, "<w:document " DOCX_W "><w:body><w:p");
    for (size_t i = 0; i < 200000; i++)
        str_add_format(&xml, " a%zu=\"1\"", i);
    str_add_text(&xml, "><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>");
    assert_document_refused(str_span(&xml), "1000个以上属性");
    str_clear(&xml);
    str_add_text(&xml, "<w:document " DOCX_W "><!-- it's <w:p a=");
    str_add_repeat(&xml, SPAN("b=c "), 2000);
    str_add_text(&xml, "--><w:body><w:p a=\"");
    str_add_repeat(&xml, SPAN("b=c>"), 2000);
    str_add_text(&xml, "\"/><![CDATA[<d ");
    str_add_repeat(&xml, SPAN("e=f "), 2000);
    str_add_text(&xml, "]]>"); /* cut */
    assert_document_refused(str_span(&xml), "损坏");
    str_release(&xml);
}

static void places_outside_are_refused(void **state) {
    static const char *const names[] = {"../evil.txt", "/etc/evil", "word/../../evil", "..\\evil",
                                        "c:/evil"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct str bytes = STR_INIT;
        build_with(&bytes, names[i], SPAN("evil"));
        assert_refused(str_span(&bytes), "指向文件夹之外");
        str_release(&bytes);
    }
    assert_int_equal(file_kind_of("../evil.txt"), FILE_NONE);
}

static void other_kinds_of_files_are_refused(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    build_with(&bytes, "[Content_Types].xml",
               SPAN("<Types><Override PartName=\"/word/document.xml\" "
                    "ContentType=\"application/vnd.openxmlformats-officedocument."
                    "spreadsheetml.sheet.main+xml\"/></Types>"));
    assert_refused(str_span(&bytes), "spreadsheetml");
    str_clear(&bytes);
    struct docx_builder builder = {0};
    docx_builder_add(&builder, "content.xml", SPAN("<a/>"));
    docx_builder_finish(&builder, &bytes);
    assert_refused(str_span(&bytes), ".odt");
    str_release(&bytes);
    assert_refused(SPAN("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."), ".docx");
    assert_refused(SPAN("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"), "密码");
    assert_refused(SPAN("%PDF-1.7 ..."), "PDF");
    assert_refused(SPAN("\x89PNG\r\n\x1A\n..."), "图片");
    assert_refused(SPAN("PK\x03\x04..."), "损坏");
}

static void too_many_parts_are_refused(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    docx_build(&bytes, body, NULL, NULL);
    size_t end = bytes.len - 22; /* the end record, without a comment */
    assert_memory_equal(bytes.s + end, "PK\x05\x06", 4);
    memset(bytes.s + end + 8, 0xFF, 4);
    assert_refused(str_span(&bytes), "部件超过");
    str_release(&bytes);
}

/* Cut anywhere: refused. A byte changed anywhere: read or refused, and no more. */
static void damage_anywhere_is_survived(void **state) {
    struct str bytes = STR_INIT;
    struct err err;
    (void)state;
    docx_build(&bytes, body, NULL, NULL);
    assert_int_equal(import(str_span(&bytes), &err), RC_OK);
    for (size_t n = 4; n < bytes.len; n++)
        assert_int_equal(import(span_sub(str_span(&bytes), 0, n), &err), RC_INPUT);
    for (size_t i = 4; i < bytes.len; i++) {
        bytes.s[i] = (char)~bytes.s[i];
        enum rc rc = import(str_span(&bytes), &err);
        assert_true(rc == RC_OK || rc == RC_INPUT);
        bytes.s[i] = (char)~bytes.s[i];
    }
    str_release(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_that_grow_out_of_proportion_are_refused),
        cmocka_unit_test(entities_and_document_types_are_refused),
        cmocka_unit_test(deep_and_broken_xml_is_refused),
        cmocka_unit_test(an_element_of_very_many_attributes_is_refused),
        cmocka_unit_test(places_outside_are_refused),
        cmocka_unit_test(other_kinds_of_files_are_refused),
        cmocka_unit_test(too_many_parts_are_refused),
        cmocka_unit_test(damage_anywhere_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
