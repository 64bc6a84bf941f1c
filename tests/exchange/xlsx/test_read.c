/* An Excel file as cells: kinds, places, merges, sheets, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "exchange/package/zip_write.h"
#include "exchange/xlsx/read.h"
#include "tests/support/workbook.h"

static void read_page(struct xlsx_book *book, const struct workbook_sheet *page) {
    struct str bytes = STR_INIT;
    struct err err = {0};
    workbook_write(&bytes, page, NULL);
    if (xlsx_read(book, str_span(&bytes), &err) != RC_OK)
        fail_msg("%s", err.text);
    str_release(&bytes);
}

static void assert_cell(const struct xlsx_sheet *sheet, size_t row, size_t column,
                        enum xlsx_kind kind, const char *text) {
    const struct xlsx_cell *cell = xlsx_find_cell(sheet, row, column);
    assert_non_null(cell);
    assert_int_equal(cell->kind, kind);
    assert_string_equal(cell->text, text);
}

static void each_kind_of_cell_is_told(void **state) {
    static const struct {
        char written;
        const char *text;
        enum xlsx_kind kind;
        const char *read;
    } cells[] = {{'i', "文字", XLSX_TEXT, "文字"},         {'s', "共用", XLSX_TEXT, "共用"},
                 {'n', "12.50", XLSX_NUMBER, "12.5"},      {'p', "0.951", XLSX_PERCENT, "95.1"},
                 {'d', "44926", XLSX_DATE, "2022-12-31"},  {'F', "7", XLSX_NUMBER, "7"},
                 {'f', "", XLSX_UNCOMPUTED, "SUM(Z1:Z2)"}, {'e', "#REF!", XLSX_ERROR, "#REF!"},
                 {'b', "1", XLSX_TRUTH, "TRUE"},           {'n', "abc", XLSX_TEXT, "abc"}};
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    (void)state;
    for (int placeless = 0; placeless < 2; placeless++) {
        struct xlsx_book book = {0};
        page->placeless = placeless == 1;
        for (size_t i = 0; i < ARRAY_LEN(cells); i++)
            workbook_set(page, 2, i, cells[i].written, cells[i].text);
        read_page(&book, page);
        assert_int_equal(book.count, 1);
        assert_int_equal(book.sheets[0].count, ARRAY_LEN(cells));
        for (size_t i = 0; i < ARRAY_LEN(cells); i++)
            assert_cell(&book.sheets[0], 2, i, cells[i].kind, cells[i].read);
        assert_null(xlsx_find_cell(&book.sheets[0], 2, ARRAY_LEN(cells)));
        assert_null(xlsx_find_cell(&book.sheets[0], 3, 0));
        xlsx_book_release(&book);
    }
    workbook_release(page);
    mem_free(page);
}

static const char rich_sheet[] =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>12.5</t></r><r><rPr><vertAlign "
    "val=\"superscript\"/></rPr><t>1</t></r></is></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>99</t></r><r><t>88</t></r></is></c>"
    "<c r=\"C1\" t=\"inlineStr\"><is><r><rPr><strike val=\"1\"/></rPr><t>7</t></r></is></c>"
    "<c r=\"D1\" s=\"1\"><v>5</v></c>"
    "<c r=\"E1\" t=\"inlineStr\"><is><t>公用_x000D_经_x005F_费</t></is></c>"
    "<c r=\"F1\" s=\"2\"><v>0</v></c></row>"
    "<row r=\"2\" hidden=\"1\"/><row r=\"3\" hidden=\"1\"/><row r=\"5\" hidden=\"0\"/>"
    "</sheetData></worksheet>";

static const char rich_styles[] =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"0;-0;&quot;—&quot;\"/></numFmts>"
    "<fonts count=\"2\"><font/><font><strike/></font></fonts><cellXfs count=\"3\">"
    "<xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/>"
    "<xf numFmtId=\"170\" fontId=\"0\"/></cellXfs></styleSheet>";

/* A workbook of one page, of the parts that are read. */
static void write_rich(struct str *out) {
    static const char workbook[] =
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"w\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    const struct zip_part parts[] = {{"xl/workbook.xml", span_of(workbook)},
                                     {"xl/_rels/workbook.xml.rels", span_of(relations)},
                                     {"xl/styles.xml", span_of(rich_styles)},
                                     {"xl/worksheets/sheet1.xml", span_of(rich_sheet)}};
    assert_int_equal(zip_write(out, parts, ARRAY_LEN(parts), NULL), RC_OK);
}

/* A note's mark is no digit, what is struck out is no part of it, what is hidden is known. */
static void marks_and_struck_text_are_no_part_of_a_number(void **state) {
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    struct err err = {0};
    (void)state;
    write_rich(&bytes);
    if (xlsx_read(&book, str_span(&bytes), &err) != RC_OK)
        fail_msg("%s", err.text);
    const struct xlsx_sheet *sheet = &book.sheets[0];
    assert_cell(sheet, 0, 0, XLSX_TEXT, "12.5¹");
    assert_cell(sheet, 0, 1, XLSX_TEXT, "88");
    assert_string_equal(xlsx_find_cell(sheet, 0, 1)->struck, "99");
    assert_cell(sheet, 0, 2, XLSX_STRUCK, "7");
    assert_cell(sheet, 0, 3, XLSX_STRUCK, "5");
    assert_null(strstr(xlsx_find_cell(sheet, 0, 4)->text, "x000D"));
    assert_non_null(strstr(xlsx_find_cell(sheet, 0, 4)->text, "经_费"));
    assert_cell(sheet, 0, 5, XLSX_NUMBER, "0");
    assert_true(xlsx_find_cell(sheet, 0, 5)->is_unseen);
    assert_false(xlsx_find_cell(sheet, 0, 0)->is_unseen);
    for (size_t row = 0; row < 6; row++)
        assert_int_equal(xlsx_is_hidden(sheet, true, row), row == 1 || row == 2);
    for (size_t column = 0; column < 5; column++)
        assert_int_equal(xlsx_is_hidden(sheet, false, column), column == 1 || column == 2);
    xlsx_book_release(&book);
    str_release(&bytes);
}

static void merged_cells_are_found_by_any_of_them(void **state) {
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    struct xlsx_book book = {0};
    (void)state;
    workbook_set(page, 1, 1, 'n', "5");
    page->merges[0].row = page->merges[0].column = page->merges[0].last_column = 1;
    page->merges[0].last_row = 3;
    page->merge_count = 1;
    read_page(&book, page);
    for (size_t row = 1; row <= 3; row++)
        assert_non_null(xlsx_find_merge(&book.sheets[0], row, 1));
    assert_null(xlsx_find_merge(&book.sheets[0], 0, 1));
    assert_null(xlsx_find_merge(&book.sheets[0], 2, 2));
    xlsx_book_release(&book);
    workbook_release(page);
    mem_free(page);
}

static void sheets_are_found_by_name_and_hidden_ones_are_told(void **state) {
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    (void)state;
    workbook_set(page, 0, 0, 'i', "甲");
    workbook_write(&bytes, page, page);
    assert_int_equal(xlsx_read(&book, str_span(&bytes), NULL), RC_OK);
    assert_int_equal(book.count, 2);
    assert_false(xlsx_find_sheet(&book, "填报表")->hidden);
    assert_true(xlsx_find_sheet(&book, "jixiao")->hidden);
    assert_null(xlsx_find_sheet(&book, "别的"));
    xlsx_book_release(&book);
    str_release(&bytes);
    workbook_release(page);
    mem_free(page);
}

static void assert_refused(const char *sheet, const char *says) {
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    struct err err = {0};
    const struct zip_part parts[] = {
        {"xl/workbook.xml", SPAN("<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/>"
                                 "</sheets></workbook>")},
        {"xl/_rels/workbook.xml.rels",
         SPAN("<Relationships><Relationship Id=\"r1\" Target=\"s.xml\"/></Relationships>")},
        {"xl/s.xml", span_of(sheet)}};
    assert_int_equal(zip_write(&bytes, parts, ARRAY_LEN(parts), NULL), RC_OK);
    assert_int_equal(xlsx_read(&book, str_span(&bytes), &err), RC_INPUT);
    if (strstr(err.text, says) == NULL)
        fail_msg("%s", err.text);
    xlsx_book_release(&book);
    str_release(&bytes);
}

static void what_is_damaged_or_too_large_is_refused(void **state) {
    struct str many = STR_INIT;
    (void)state;
    assert_refused("<worksheet><sheetData><row>", "读不懂");
    assert_refused("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>", "读不懂");
    str_add_text(&many, "<worksheet><mergeCells>");
    for (int i = 0; i <= XLSX_MERGES_MOST; i++)
        str_add_text(&many, "<mergeCell ref=\"A1:B2\"/>");
    str_add_text(&many, "</mergeCells></worksheet>");
    assert_refused(many.s, "太大");
    str_release(&many);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_cell_is_told),
        cmocka_unit_test(marks_and_struck_text_are_no_part_of_a_number),
        cmocka_unit_test(merged_cells_are_found_by_any_of_them),
        cmocka_unit_test(sheets_are_found_by_name_and_hidden_ones_are_told),
        cmocka_unit_test(what_is_damaged_or_too_large_is_refused),
    };
    return cmocka_run_group_tests_name("xlsx/read", tests, NULL, NULL);
}
