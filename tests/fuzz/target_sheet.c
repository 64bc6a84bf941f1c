/* Sheets of strangers: a file as it comes, or one part of an Excel file that is otherwise whole. A
 * value that is taken can be read for its figure; every trouble has a sentence. */
#include "base/mem.h"
#include "exchange/package/zip_write.h"
#include "exchange/sheet/match.h"
#include "exchange/sheet/read.h"
#include "exchange/sheet/read_plain.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/sheet/handed.h"
#include "model/template/read.h"
#include "tests/fuzz/target.h"

#include <string.h>

static const struct template *form(void) {
    static const char text[] =
        "form_id: short\ntitle: 绩效评价报告\nfigures:\n"
        "  - {name: budget, label: 年初预算数, type: money, unit: 万元, decimals: 2}\n"
        "  - {name: posts, label: 编制数, type: integer, unit: 人}\n"
        "  - {name: rate, label: 满意率, type: percent}\n"
        "  - {name: day, label: 批复日期, type: date}\n"
        "  - {name: head, label: 负责人, type: text}\n"
        "sections:\n  - {name: basics, label: 基本情况}\n";
    static struct template *template;
    struct err err;
    if (template == NULL && template_read(&template, span_of(text), "short", &err) != RC_OK)
        fuzz_fail(err.text);
    return template;
}

/* Where a value was taken it can be typed, and where it was not the reason is said. */
static void check_match(const struct read_sheet *sheet) {
    struct sheet_match match = {0};
    sheet_match(&match, sheet, form());
    for (size_t i = 0; i < match.count; i++) {
        const struct match_row *row = &match.rows[i];
        struct value value = {0};
        assert(row->row->line > 0);
        assert(row->kind != MATCH_UNPLACED || row->figure == NULL);
        assert(row->figure != NULL || row->kind == MATCH_UNPLACED || row->kind == MATCH_TROUBLE);
        assert(row->kind != MATCH_TROUBLE || (row->message != NULL && row->message[0] != '\0'));
        assert((row->kind == MATCH_VALUE) == (row->text != NULL));
        bool is_none = row->text != NULL && strcmp(row->text, HANDED_NOT_APPLICABLE) == 0;
        if (row->kind == MATCH_VALUE && !is_none &&
            figure_read(&value, row->figure, span_of(row->text), NULL) != RC_OK)
            fuzz_fail(row->text);
        value_release(&value);
    }
    sheet_match_release(&match);
}

static void read_bytes(struct span bytes) {
    struct read_sheet sheet = {0}, plain = {0};
    struct err err = {0};
    if (sheet_read(&sheet, bytes, "a", &err) == RC_OK)
        check_match(&sheet);
    else
        assert(err.text[0] != '\0');
    if (sheet_read_plain(&plain, bytes, form(), 2023, &err) == RC_OK)
        check_match(&plain);
    read_sheet_release(&sheet);
    read_sheet_release(&plain);
}

/* A whole book but for one part. */
static void read_part(const char *name, struct span bytes) {
    struct zip_part parts[] = {
        {"xl/workbook.xml", SPAN("<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/>"
                                 "<sheet name=\"jixiao\" r:id=\"r2\"/></sheets></workbook>")},
        {"xl/_rels/workbook.xml.rels",
         SPAN("<Relationships><Relationship Id=\"r1\" Target=\"s1.xml\"/>"
              "<Relationship Id=\"r2\" Target=\"s2.xml\"/></Relationships>")},
        {"xl/styles.xml", SPAN("<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/>"
                               "<xf numFmtId=\"14\"/></cellXfs></styleSheet>")},
        {"xl/sharedStrings.xml",
         SPAN("<sst><si><t>数据</t></si><si><t>今年数</t></si><si><t>年初预算数</t></si></sst>")},
        {"xl/s1.xml",
         SPAN("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
              "<c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c>"
              "<c r=\"B2\" s=\"1\"><v>0.5</v></c></row></sheetData></worksheet>")},
        {"xl/s2.xml", SPAN("<worksheet><sheetData/></worksheet>")}};
    struct str book = STR_INIT;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (strcmp(parts[i].name, name) == 0)
            parts[i].bytes = bytes;
    if (zip_write(&book, parts, ARRAY_LEN(parts), NULL) == RC_OK)
        read_bytes(str_span(&book));
    str_release(&book);
}

void fuzz_sheet(struct span bytes) {
    static const char *const parts[] = {NULL, "xl/s1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                        "xl/workbook.xml"};
    const char *part = parts[fuzz_take_choice(&bytes, ARRAY_LEN(parts))];
    if (part != NULL)
        read_part(part, bytes);
    else
        read_bytes(bytes);
}
