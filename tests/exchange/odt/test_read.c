/* ODF texts: what the page shows is what is read. */
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/package/zip_write.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define NS                                                                                         \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                           \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                               \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                             \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                             \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "                            \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "                                                \
    "xmlns:field=\"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0\" "            \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
#define P(inside)           "<text:p>" inside "</text:p>"
#define SPAN_OF(name, text) "<text:span text:style-name=\"" name "\">" text "</text:span>"
#define STYLE(name, family, inside)                                                                \
    "<style:style style:name=\"" name "\" style:family=\"" family "\">" inside "</style:style>"
#define LOOK(name, says) STYLE(name, "text", "<style:text-properties " says "/>")
#define LEVEL(level, format, before, behind)                                                       \
    "<text:list-level-style-number text:level=\"" level "\" style:num-format=\"" format            \
    "\" style:num-prefix=\"" before "\" style:num-suffix=\"" behind "\"/>"
#define LIST(style, inside) "<text:list text:style-name=\"" style "\">" inside "</text:list>"
#define ITEM(inside)        "<text:list-item>" inside "</text:list-item>"
#define CELL(inside)        "<table:table-cell>" P(inside) "</table:table-cell>"
#define TITLE               P("某局2023年度绩效报告")

static const char styles[] = LOOK("up", "style:text-position=\"super 58%\"")
    LOOK("down", "style:text-position=\"-33% 58%\"") LOOK("gone", "text:display=\"none\"") LOOK(
        "struck", "style:text-line-through-style=\"solid\"")
        LOOK("caps", "fo:text-transform=\"uppercase\"") "<text:list-style style:name=\"L\">" LEVEL(
            "1", "一, 二, 三, ...", "", "、")
            LEVEL("2", "1", "（", "）") "</text:list-style>"
                                        "<text:list-style style:name=\"D\">" LEVEL(
                                            "1", "1", "",
                                            "") "<text:list-level-style-number text:level=\"2\" "
                                                "style:num-format=\"1\" "
                                                "text:display-levels=\"2\"/></text:list-style>";

static void add_content(struct str *out, const char *root, const char *body) {
    str_add_format(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:%s " NS
                   " office:mimetype=\"application/vnd.oasis.opendocument.text\">"
                   "<office:automatic-styles>%s</office:automatic-styles>"
                   "<office:body><office:text>%s</office:text></office:body></office:%s>",
                   root, styles, body, root);
}

static void pack(struct str *out, const char *body) {
    struct str content = STR_INIT;
    struct err err = {.rc = RC_OK};
    add_content(&content, "document-content", body);
    static const char formula[] =
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow><mi>执行率</mi>"
        "<mo>=</mo><mfrac><mi>决算数</mi><mi>预算数</mi></mfrac><mo>×</mo><msup><mn>10</mn>"
        "<mn>4</mn></msup></mrow><annotation>x over y</annotation></semantics></math>";
    struct zip_part parts[] = {{"mimetype", SPAN("application/vnd.oasis.opendocument.text")},
                               {"content.xml", str_span(&content)},
                               {"Object 1/content.xml", SPAN(formula)}};
    assert_int_equal(zip_write(out, parts, ARRAY_LEN(parts), &err), RC_OK);
    str_release(&content);
}

/* The text below the title, and what was noted; everything that is shown is counted. */
static void read_bytes(struct str *text, struct str *notes, struct span bytes, const char *name) {
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = name};
    struct import_draft draft;
    if (import_bytes(&draft, bytes, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(draft.kept + draft.left_out, draft.all);
    assert_int_equal(
        export_bytes(text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    for (size_t i = 0; i < draft.findings.count; i++)
        str_add_format(notes, "%s:%s\n", draft.findings.items[i].rule,
                       draft.findings.items[i].message);
    import_draft_release(&draft);
}

static void assert_read(const char *body, const char *expected, const char *note) {
    struct str bytes = STR_INIT, text = STR_INIT, notes = STR_INIT, whole = STR_INIT;
    pack(&bytes, body);
    read_bytes(&text, &notes, str_span(&bytes), "去年.odt");
    str_add_format(&whole, "某局2023年度绩效报告\n\n%s", expected);
    assert_string_equal(text.s, whole.s);
    if (note != NULL && strstr(notes.s, note) == NULL)
        fail_msg("%s\nhas no %s", notes.s, note);
    str_release(&bytes);
    str_release(&text);
    str_release(&notes);
    str_release(&whole);
}

static void test_text(void **state) {
    (void)state;
    assert_read(TITLE P("甲  \n 乙<text:s text:c=\"2\"/>丙<text:line-break/>丁"),
                "　　甲 乙  丙\n　　丁\n", NULL);
    assert_read(TITLE P("面积3200m" SPAN_OF("up", "2") "，"
                                                       "1.2×10" SPAN_OF("up", "4") "，H" SPAN_OF(
                                                           "down", "2") "O"),
                "　　面积3200m²，1.2×10⁴，H₂O\n", NULL);
    assert_read(TITLE P("可见" SPAN_OF("gone", "隐藏") "文字"), "　　可见文字\n", "hidden:2字");
    assert_read(TITLE P("可见") "<text:section text:display=\"none\">" P("藏一")
                    P("藏二") "</text:section>" P("文字"),
                "　　可见\n　　文字\n", "hidden:4字");
    assert_read(TITLE "<text:section text:display=\"condition\" text:is-hidden=\"true\">" P(
                    "隐藏") "</text:section>" P("可见"),
                "　　可见\n", "hidden:2字");
    assert_read(TITLE P("可见") P("藏<text:hidden-paragraph text:is-hidden=\"true\"/>一句")
                    P("文字"),
                "　　可见\n　　文字\n", "hidden:3字");
    assert_read(TITLE P("保留" SPAN_OF("struck", "作废的")), "　　保留作废的\n", "struck:3字");
    assert_read(TITLE P(SPAN_OF("caps", "ppp") "项目"), "　　PPP项目\n", NULL);
    assert_read(TITLE P("三\u200B公\uFEFF经\u202E费"), "　　三公经费\n", NULL);
    assert_read(TITLE P("2021\u20112023年度"), "　　2021-2023年度\n", NULL);
    assert_read(TITLE P("<text:ruby><text:ruby-base>裴</text:ruby-base><text:ruby-text>péi"
                        "</text:ruby-text></text:ruby>家湾"),
                "　　裴（péi）家湾\n", NULL);
}

static void test_notes_and_changes(void **state) {
    (void)state;
    assert_read(TITLE P("支出120万元<text:note><text:note-citation>1</text:note-citation>"
                        "<text:note-body>" P("决算数") "</text:note-body></text:note>。"),
                "　　支出120万元。\n　　〔注：决算数〕\n", "note:1条");
    assert_read("<text:tracked-changes><text:changed-region><text:deletion>" P(
                    "100") "</text:deletion></text:changed-region></text:tracked-changes>" TITLE
                    P("支出<text:change/>120万元"),
                "　　支出120万元\n", "deleted:修订中已删除的3字");
    /* or between marks in the text, as a file is saved that shows its changes */
    assert_read("<text:tracked-changes><text:changed-region xml:id=\"a\"><text:deletion/>"
                "</text:changed-region><text:changed-region xml:id=\"b\"><text:insertion/>"
                "</text:changed-region></text:tracked-changes>" TITLE P(
                    "支出<text:change-start text:change-id=\"a\"/>1200<text:change-end "
                    "text:change-id=\"a\"/><text:change-start text:change-id=\"b\"/>1286.40"
                    "<text:change-end text:change-id=\"b\"/>万元"),
                "　　支出1286.40万元\n", "deleted:修订中已删除的4字");
}

static void test_lists(void **state) {
    (void)state;
    assert_read(TITLE LIST("L", ITEM(P("概况") LIST("L", ITEM(P("机构")) ITEM(P("人员") P("续段"))))
                                    ITEM(P("支出"))),
                "　　一、概况\n　　（1）机构\n　　（2）人员\n　　续段\n\n　　二、支出\n", NULL);
    assert_read(TITLE LIST("D", ITEM(P("概况") LIST("D", ITEM(P("机构")))) ITEM(P("支出")))
                    P("文。") LIST("D", ITEM(P("从头"))),
                "　　 1 概况\n　　1.1 机构\n\n　　2 支出\n　　文。\n　　1 从头\n", NULL);
}

static void test_table(void **state) {
    (void)state;
    assert_read(
        TITLE "<table:table><table:table-header-rows><table:table-row>" CELL("指标") CELL(
            "分值") "</table:table-row></table:table-header-rows><table:table-row>"
                    "<table:table-cell table:number-rows-spanned=\"2\">" P(
                        "产出") "</table:table-cell>" CELL("10") "</table:table-row>"
                                                                 "<table:table-row><table:covered-"
                                                                 "table-cell/>" CELL(
                                                                     "15") "</table:table-row></"
                                                                           "table:table>",
        "　　指标\t分值\n　　产出\t　10\n　　 　 \t　15\n", NULL);
}

#define ROWS(times, cells)                                                                         \
    "<table:table-row table:number-rows-repeated=\"" times "\">" cells "</table:table-row>"
#define TABLE(rows) "<table:table>" rows "</table:table>"

static void test_repeated_rows(void **state) {
    (void)state;
    assert_read(TITLE TABLE(ROWS("1", CELL("指标") CELL("分值")) ROWS("3", CELL("产出") CELL("10"))
                                ROWS("1000000", CELL("") CELL(""))),
                "　　指标\t分值\n　　产出\t　10\n　　产出\t　10\n　　产出\t　10\n", NULL);
    assert_read(
        TITLE TABLE(
            "<table:table-row><table:table-cell "
            "table:number-rows-spanned=\"3\">" P("产出") "</table:table-cell>" CELL(
                "10") "</table:table-row>" ROWS("2", "<table:covered-table-cell/>" CELL("15"))
                ROWS("1", CELL("效益") CELL("20"))),
        "　　产出\t10\n　　 　 \t15\n　　 　 \t15\n　　效益\t20\n", NULL);
}

static void test_formulas_and_fields(void **state) {
    (void)state;
    assert_read(TITLE P("<draw:frame draw:name=\"公式\"><draw:object xlink:href=\"./Object 1\"/>"
                        "<draw:image xlink:href=\"x\"/></draw:frame>"),
                "　　执行率=决算数/预算数×10⁴\n", NULL);
    assert_read(TITLE P("<draw:frame><draw:object xlink:href=\"./Object 2\"/></draw:frame>图"),
                "　　图\n", "object:1个");
    assert_read(TITLE P("<draw:frame draw:name=\"照片\"><draw:image/></draw:frame>文"), "　　文\n",
                "image:1张图片没有导入：照片");
    assert_read(TITLE P("<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\">"
                        "<field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/>"
                        "</field:fieldmark>优 <field:fieldmark "
                        "field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"/>良"),
                "　　☑优 □良\n", NULL);
    assert_read(TITLE P("<field:fieldmark-start "
                        "field:type=\"vnd.oasis.opendocument.field.UNHANDLED\"><field:param "
                        "field:name=\"vnd.oasis.opendocument.field.code\" field:value=\" EQ "
                        "\\f(支出,预算)\"/></field:fieldmark-start><field:fieldmark-end/>"),
                "　　支出/预算\n", NULL);
}

static void test_flat(void **state) {
    struct str bytes = STR_INIT, text = STR_INIT, notes = STR_INIT;
    (void)state;
    add_content(&bytes, "document", TITLE P("支出120万元。"));
    read_bytes(&text, &notes, str_span(&bytes), "去年.fodt");
    assert_string_equal(text.s, "某局2023年度绩效报告\n\n　　支出120万元。\n");
    str_release(&bytes);
    str_release(&text);
    str_release(&notes);
}

static void assert_refused(struct span bytes, const char *words) {
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.odt"};
    struct import_draft draft;
    assert_int_equal(import_bytes(&draft, bytes, &options, &err), RC_INPUT);
    if (strstr(err.text, words) == NULL)
        fail_msg("%s", err.text);
}

/* Some of what repeats would be a loss in silence; tables in tables multiply. */
static void test_too_many_rows(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    pack(&bytes, TITLE TABLE(ROWS("1000000", CELL("产出"))));
    assert_refused(str_span(&bytes), "重复次数过多");
    str_clear(&bytes);
#define THOUSAND(inside)                                                                           \
    TABLE(ROWS("1000", "<table:table-cell>" inside P("甲") "</table:table-cell>"))
    pack(&bytes, TITLE THOUSAND(THOUSAND(THOUSAND())));
    assert_refused(str_span(&bytes), "重复次数过多");
    str_release(&bytes);
}

static void test_refused(void **state) {
    struct str bytes = STR_INIT;
    struct err err = {.rc = RC_OK};
    (void)state;
    struct zip_part locked[] = {
        {"mimetype", SPAN("application/vnd.oasis.opendocument.text")},
        {"META-INF/manifest.xml", SPAN("<manifest><encryption-data/></manifest>")},
        {"content.xml", SPAN("\x01\x02")}};
    assert_int_equal(zip_write(&bytes, locked, ARRAY_LEN(locked), &err), RC_OK);
    assert_refused(str_span(&bytes), "密码");
    str_clear(&bytes);
    struct zip_part sheet[] = {
        {"mimetype", SPAN("application/vnd.oasis.opendocument.spreadsheet")},
        {"content.xml", SPAN("<office:document-content " NS "><office:body><office:spreadsheet/>"
                             "</office:body></office:document-content>")}};
    assert_int_equal(zip_write(&bytes, sheet, ARRAY_LEN(sheet), &err), RC_OK);
    assert_refused(str_span(&bytes), "不是文字文档");
    str_release(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),          cmocka_unit_test(test_notes_and_changes),
        cmocka_unit_test(test_lists),         cmocka_unit_test(test_table),
        cmocka_unit_test(test_flat),          cmocka_unit_test(test_formulas_and_fields),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_repeated_rows),
        cmocka_unit_test(test_too_many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
