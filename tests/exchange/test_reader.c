#include "exchange/reader.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char *name_of(struct span bytes, const char *name) {
    return reader_find(bytes, name)->name;
}

static void bytes_win_over_the_ending(void **state) {
    (void)state;
    assert_string_equal(name_of(SPAN("%PDF-1.4"), "a.txt"), "pdf");
    assert_string_equal(name_of(SPAN("{\\rtf1"), "a.txt"), "rtf");
    assert_string_equal(name_of(SPAN("{\"a\":1}"), "a.txt"), "json");
    assert_string_equal(name_of(SPAN("\xFF\xFE{\0\"\0"), NULL), "json");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0..."), "a.wps"), "doc");
    assert_string_equal(
        name_of(SPAN("\xD0\xCF\x11\xE0.E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
                "a.docx"),
        "encrypted");
    assert_string_equal(name_of(SPAN("PK\x03\x04..."), "a.txt"), "docx");
    assert_string_equal(name_of(SPAN("PK\x03\x04..."), "a.XLSX"), "xlsx");
    assert_string_equal(name_of(SPAN("\r\n<!DOCTYPE html>"), "a.txt"), "html");
    assert_string_equal(name_of(SPAN("<html>"), "a.html"), "html");
    assert_string_equal(name_of(SPAN("\x89PNG\r\n"), "a.txt"), "png");
    assert_string_equal(name_of(SPAN("PK\x03\x04..."), "a.ofd"), "ofd");
    assert_string_equal(name_of(SPAN("PK\x03\x04..."), "a.odt"), "odt");
    assert_string_equal(name_of(SPAN("PK\x03\x04..."), "a.zip"), "zip");
    assert_string_equal(name_of(SPAN("Rar!\x1A\a"), "a.txt"), "rar");
    assert_string_equal(name_of(SPAN("7z\xBC\xAF\x27\x1C"), NULL), "7z");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0\xA1\xB1"), "a.xls"), "xls");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0\xA1\xB1"), "a.doc"), "doc");
    assert_string_equal(name_of(SPAN("\xFF\xD8\xFF\xE0"), "a.docx"), "jpeg");
}

/* Never markup as text: a web page or XML is known whatever its name, case or encoding. */
static void markup_is_told_from_text(void **state) {
    (void)state;
    assert_string_equal(name_of(SPAN("<HTML><BODY>"), "a.doc"), "html");
    assert_string_equal(name_of(SPAN("<!-- a -->\n<meta charset>"), "a.txt"), "html");
    assert_string_equal(name_of(SPAN("<\0h\0t\0m\0l\0>\0"), "a.txt"), "html");
    assert_string_equal(name_of(SPAN("<?xml version='1.0'?><html>"), "a.doc"), "html");
    assert_string_equal(name_of(SPAN("<?xml version='1.0'?><a/>"), "a.txt"), "xml");
    assert_string_equal(name_of(SPAN("<?xml?><?mso-application progid=\"Word.Document\"?>"), "a"),
                        "word-xml");
    assert_string_equal(name_of(SPAN("<?xml?><?mso-application progid=\"Excel.Sheet\"?>"), "a.xls"),
                        "sheet-xml");
    assert_string_equal(
        name_of(
            SPAN("<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"),
            "a.xml"),
        "flat-docx");
    assert_string_equal(name_of(SPAN("<office:document office:mimetype="
                                     "\"application/vnd.oasis.opendocument.text\">"),
                                "a.xml"),
                        "fodt");
    assert_string_equal(
        name_of(SPAN("MIME-Version: 1.0\nContent-Type: multipart/related"), "a.doc"), "mht");
    assert_true(reader_find(SPAN("<html>"), "a.doc")->most > 0);
    assert_string_equal(name_of(SPAN("<html>"), "a.xls"), "html-sheet");
    assert_string_equal(name_of(SPAN("<望湖区>报告"), "a.txt"), "txt");
    assert_string_equal(name_of(SPAN("<div align=center>"), "a.md"), "md");
    assert_string_equal(name_of(SPAN("from: 某人"), "a.txt"), "txt");
}

static void tables_and_archives_have_their_own_cure(void **state) {
    (void)state;
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0..."), "a.ET"), "xls");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0.W\0o\0r\0k\0b\0o\0o\0k\0"), "a"), "xls");
    assert_string_equal(
        name_of(
            SPAN("\xD0\xCF\x11\xE0.W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0W\0o\0r\0k\0b\0o\0o\0k\0"),
            "a"),
        "doc");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0.B\0o\0o\0k\0\0\0\0"), "a.doc"), "xls");
    assert_string_equal(name_of(SPAN("\xD0\xCF\x11\xE0..."), "a.docx"), "doc");
    assert_string_equal(name_of(SPAN("Rar!\x1A\x07"), "a.doc"), "rar");
    assert_non_null(strstr(import_why_not("a.zip"), "解压"));
    assert_non_null(strstr(import_why_not("a.ofd"), "OFD"));
    assert_non_null(strstr(import_why_not("a.et"), "表格"));
}

static void ending_tells_where_bytes_do_not(void **state) {
    (void)state;
    assert_string_equal(name_of(SPAN("标题"), "a.json"), "json");
    assert_string_equal(name_of(SPAN("标题"), "a.docx"), "docx"); /* damaged: its reader says so */
    assert_string_equal(name_of(SPAN("标题"), "a.pdf"), "txt");
    assert_string_equal(name_of(SPAN("标题"), "报告"), "txt");
    assert_string_equal(name_of(SPAN("标题"), NULL), "txt");
}

static void choosers_know_what_can_be_read(void **state) {
    struct str endings = STR_INIT;
    (void)state;
    assert_true(import_can_read("去年.TXT"));
    assert_true(import_can_read("a.json"));
    assert_true(import_can_read("a.DOCX"));
    assert_false(import_can_read("a.pdf"));
    assert_non_null(strstr(import_why_not("a.pdf"), "PDF"));
    assert_non_null(strstr(import_why_not("旧.WPS"), ".docx"));
    assert_non_null(strstr(import_why_not("表.XLS"), "制表符"));
    assert_non_null(strstr(import_why_not("公文.ofd"), "粘贴全文"));
    assert_non_null(strstr(import_why_not("打包.rar"), "解压"));
    assert_string_equal(import_why_not("a.png"), "不是能导入的文件");
    assert_false(import_can_read("a"));
    assert_int_equal(import_bytes_most("a.txt"), IMPORT_TEXT_MOST);
    assert_true(import_bytes_most("-") >= IMPORT_TEXT_MOST);
    import_add_endings(&endings);
    assert_true(span_starts_with(str_span(&endings), SPAN(".txt、")));
    str_release(&endings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_win_over_the_ending),
        cmocka_unit_test(markup_is_told_from_text),
        cmocka_unit_test(tables_and_archives_have_their_own_cure),
        cmocka_unit_test(ending_tells_where_bytes_do_not),
        cmocka_unit_test(choosers_know_what_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
