/* What lies on a page beside its cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "exchange/package/zip_write.h"
#include "exchange/xlsx/note.h"

#include <string.h>

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE   "http://schemas.openxmlformats.org/package/2006/relationships"

static const char workbook[] =
    "<workbook xmlns:r=\"" RELATIONS "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/>"
    "</sheets></workbook>";
static const char workbook_relations[] =
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"r1\" Type=\"" RELATIONS
    "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
static const char page[] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                           "</sheetData></worksheet>";
static const char relations[] =
    "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"r1\" Type=\"" RELATIONS
    "/comments\" Target=\"../comments1.xml\"/><Relationship Id=\"r2\" Type=\"" RELATIONS
    "/drawing\" Target=\"/xl/drawings/drawing1.xml\"/></Relationships>";
static const char comments[] =
    "<comments><commentList><comment ref=\"E5\"><text><r><t>李四：</t></r><r><t>含追加</t></r>"
    "</text></comment><comment ref=\"E6\"><text><t> </t></text></comment></commentList>"
    "</comments>";
static const char drawing[] =
    "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\"><xdr:sp><xdr:txBody><a:p><a:r><a:t>见附件</a:t></a:r>"
    "</a:p></xdr:txBody></xdr:sp><xdr:pic/></xdr:wsDr>";

static void read_notes(struct xlsx_notes *notes, const char *said, enum rc wanted) {
    const struct zip_part parts[] = {{"xl/workbook.xml", span_of(workbook)},
                                     {"xl/_rels/workbook.xml.rels", span_of(workbook_relations)},
                                     {"xl/worksheets/sheet1.xml", span_of(page)},
                                     {"xl/worksheets/_rels/sheet1.xml.rels", span_of(relations)},
                                     {"xl/comments1.xml", span_of(said)},
                                     {"xl/drawings/drawing1.xml", span_of(drawing)}};
    struct str bytes = STR_INIT;
    struct xlsx_book book = {0};
    struct err err = {0};
    assert_int_equal(zip_write(&bytes, parts, ARRAY_LEN(parts), NULL), RC_OK);
    if (xlsx_read(&book, str_span(&bytes), &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(xlsx_read_notes(notes, str_span(&bytes), &book.sheets[0], &err), wanted);
    xlsx_book_release(&book);
    str_release(&bytes);
}

static void comments_text_boxes_and_pictures_are_found(void **state) {
    (void)state;
    struct xlsx_notes notes = {0};
    read_notes(&notes, comments, RC_OK);
    assert_int_equal(notes.count, 2);
    assert_true(notes.items[0].on_cell);
    assert_int_equal(notes.items[0].row, 4);
    assert_int_equal(notes.items[0].column, 4);
    assert_string_equal(notes.items[0].text, "李四：含追加");
    assert_false(notes.items[1].on_cell);
    assert_string_equal(notes.items[1].text, "见附件");
    assert_int_equal(notes.pictures, 1);
    xlsx_notes_release(&notes);
}

static void a_damaged_part_is_refused(void **state) {
    (void)state;
    struct xlsx_notes notes = {0};
    read_notes(&notes, "<comments><commentList>", RC_INPUT);
    xlsx_notes_release(&notes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_text_boxes_and_pictures_are_found),
        cmocka_unit_test(a_damaged_part_is_refused),
    };
    return cmocka_run_group_tests_name("xlsx/note", tests, NULL, NULL);
}
