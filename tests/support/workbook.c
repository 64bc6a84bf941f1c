#include "tests/support/workbook.h"

#include "base/mem.h"
#include "exchange/package/xml_write.h"
#include "exchange/package/zip_write.h"

#include <assert.h>
#include <stdio.h>

void workbook_set(struct workbook_sheet *sheet, size_t row, size_t column, char kind,
                  const char *text) {
    struct workbook_cell *cell = &sheet->cells[row][column];
    char *copy = span_copy(span_of(text));
    mem_free(cell->text);
    *cell = (struct workbook_cell){kind, copy};
}

void workbook_release(struct workbook_sheet *sheet) {
    for (size_t r = 0; r < WORKBOOK_ROWS; r++)
        for (size_t c = 0; c < WORKBOOK_COLUMNS; c++)
            mem_free(sheet->cells[r][c].text);
}

struct shared {
    struct str texts;
    size_t count;
};

static void add_cell(struct xml_write *xml, const struct workbook_cell *cell, const char *place,
                     struct shared *shared) {
    static const char *const types[] = {['i'] = "inlineStr", ['s'] = "s", ['e'] = "e", ['b'] = "b"};
    char number[32];
    size_t kind = (size_t)(unsigned char)cell->kind;
    xml_begin(xml, "c");
    if (place != NULL)
        xml_attribute(xml, "r", place);
    if (kind < sizeof types / sizeof *types && types[kind] != NULL)
        xml_attribute(xml, "t", types[kind]);
    if (cell->kind == 'p' || cell->kind == 'd')
        xml_attribute(xml, "s", cell->kind == 'p' ? "1" : "2");
    if (cell->kind == 'f' || cell->kind == 'F') {
        xml_begin(xml, "f");
        xml_text(xml, SPAN("SUM(Z1:Z2)"));
        xml_end(xml);
    }
    if (cell->kind == 'i') {
        xml_begin(xml, "is");
        xml_begin(xml, "t");
        xml_text(xml, span_of(cell->text));
        xml_end(xml);
        xml_end(xml);
    } else if (cell->kind == 's') {
        struct xml_write *texts = xml_write_new(&shared->texts);
        xml_begin(texts, "si");
        xml_begin(texts, "t");
        xml_text(texts, span_of(cell->text));
        xml_end(texts);
        xml_end(texts);
        xml_write_free(texts);
        (void)snprintf(number, sizeof number, "%zu", shared->count++);
        xml_begin(xml, "v");
        xml_text(xml, span_of(number));
        xml_end(xml);
    } else if (cell->kind != 'f') {
        xml_begin(xml, "v");
        xml_text(xml, span_of(cell->text));
        xml_end(xml);
    }
    xml_end(xml);
}

static void place_of(char place[16], size_t row, size_t column) {
    (void)snprintf(place, 16, "%c%zu", (char)('A' + column), row + 1);
}

static void add_rows(struct xml_write *xml, const struct workbook_sheet *sheet,
                     struct shared *shared) {
    xml_begin(xml, "sheetData");
    for (size_t r = 0; r < WORKBOOK_ROWS; r++) {
        xml_begin(xml, "row");
        if (!sheet->placeless)
            xml_attribute_number(xml, "r", (long long)r + 1);
        if (sheet->hidden_rows[r])
            xml_attribute(xml, "hidden", "1");
        for (size_t c = 0; c < WORKBOOK_COLUMNS; c++) {
            char place[16];
            place_of(place, r, c);
            if (sheet->cells[r][c].kind != '\0')
                add_cell(xml, &sheet->cells[r][c], sheet->placeless ? NULL : place, shared);
            else if (sheet->placeless)
                xml_leaf(xml, "c", NULL);
        }
        xml_end(xml);
    }
    xml_end(xml);
}

static void write_sheet(struct str *out, const struct workbook_sheet *sheet,
                        struct shared *shared) {
    struct xml_write *xml = xml_write_new(out);
    xml_begin(xml, "worksheet");
    add_rows(xml, sheet, shared);
    xml_begin(xml, "mergeCells");
    for (size_t i = 0; i < sheet->merge_count; i++) {
        char from[16], to[16], both[40];
        place_of(from, sheet->merges[i].row, sheet->merges[i].column);
        place_of(to, sheet->merges[i].last_row, sheet->merges[i].last_column);
        (void)snprintf(both, sizeof both, "%s:%s", from, to);
        xml_leaf(xml, "mergeCell", "ref", both, NULL);
    }
    xml_end(xml);
    xml_end(xml);
    xml_write_free(xml);
}

void workbook_write(struct str *out, const struct workbook_sheet *page,
                    const struct workbook_sheet *manifest) {
    static const char both[] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"填报表\" sheetId=\"1\" r:id=\"rId1\"/>"
        "<sheet name=\"jixiao\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>";
    static const char one[] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
        "r:id=\"rId1\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
    static const char styles[] =
        "<styleSheet><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/>"
        "<xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    static const struct workbook_sheet none;
    struct shared shared = {.texts = STR_INIT};
    struct str first = STR_INIT, second = STR_INIT, texts = STR_INIT;
    write_sheet(&first, page, &shared);
    write_sheet(&second, manifest != NULL ? manifest : &none, &shared);
    str_add_format(&texts, "<sst>%s</sst>", shared.texts.s);
    const struct zip_part parts[] = {{"xl/workbook.xml", manifest != NULL ? SPAN(both) : SPAN(one)},
                                     {"xl/_rels/workbook.xml.rels", SPAN(relations)},
                                     {"xl/styles.xml", SPAN(styles)},
                                     {"xl/sharedStrings.xml", str_span(&texts)},
                                     {"xl/worksheets/sheet1.xml", str_span(&first)},
                                     {"xl/worksheets/sheet2.xml", str_span(&second)}};
    enum rc rc = zip_write(out, parts, sizeof parts / sizeof *parts, NULL);
    assert(rc == RC_OK);
    (void)rc;
    str_release(&shared.texts);
    str_release(&first);
    str_release(&second);
    str_release(&texts);
}
