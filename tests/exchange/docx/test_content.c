/* What Word files hold besides plain runs: equations, fields, readings, controls, letters of art.
 */
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "tests/support/docx_builder.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define R(text)         "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RP(pr, text)    "<w:r><w:rPr>" pr "</w:rPr><w:t>" text "</w:t></w:r>"
#define P(inside)       "<w:p>" inside "</w:p>"
#define MR(text)        "<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>" text "</m:t></m:r>"
#define M(name, inside) "<m:" name ">" inside "</m:" name ">"
#define FRACTION(a, b)  M("f", M("num", a) M("den", b))
#define MARK(type)      "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define FIELD(text)     MARK("begin") "<w:r><w:instrText>" text "</w:instrText></w:r>" MARK("end")

/* The paragraph that stands below the title; the notes go to `notes`, one a line. */
static void read_paragraph(struct str *text, struct str *notes, const char *inside) {
    struct str body = STR_INIT, bytes = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.docx"};
    struct import_draft draft;
    str_add_format(&body, P(R("某报告")) "%s", inside);
    docx_build(&bytes, body.s, NULL, NULL);
    if (import_bytes(&draft, str_span(&bytes), &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_true(report_is_sane(draft.report));
    assert_int_equal(draft.kept + draft.left_out, draft.all);
    assert_int_equal(
        export_bytes(text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    for (size_t i = 0; i < draft.findings.count; i++)
        str_add_format(notes, "%s:%s\n", draft.findings.items[i].rule,
                       draft.findings.items[i].message);
    import_draft_release(&draft);
    str_release(&body);
    str_release(&bytes);
}

static void assert_text(const char *inside, const char *expected) {
    struct str text = STR_INIT, notes = STR_INIT, whole = STR_INIT;
    read_paragraph(&text, &notes, inside);
    str_add_format(&whole, "某报告\n\n　　%s\n", expected);
    assert_string_equal(text.s, whole.s);
    str_release(&text);
    str_release(&notes);
    str_release(&whole);
}

static void assert_note(const char *inside, const char *note) {
    struct str text = STR_INIT, notes = STR_INIT;
    read_paragraph(&text, &notes, inside);
    if (strstr(notes.s, note) == NULL)
        fail_msg("%s is not in: %s", note, notes.s);
    str_release(&text);
    str_release(&notes);
}

static void equations_are_written_on_one_line(void **state) {
    (void)state;
    assert_text(
        P(R("即") M("oMath", MR("执行率=") FRACTION(MR("决算数"), MR("预算数")) MR("×100%"))),
        "即执行率=决算数/预算数×100%");
    assert_text(P(M("oMathPara", M("oMath", FRACTION(MR("a+b"), MR("c")) MR("%")))), "((a+b)/c)%");
    assert_text(M("oMathPara", M("oMath", MR("x=1"))) P(R("后文")), "x=1\n　　后文");
    assert_text(P(M("oMath", M("sSup", M("e", MR("10")) M("sup", MR("4"))))), "10⁴");
    assert_text(P(M("oMath", M("rad", "<m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/>" M(
                                          "e", MR("a+b"))))),
                "√(a+b)");
    assert_text(P(R("即") M("oMath", M("d", M("e", MR("a")) M("e", MR("b"))))), "即(a|b)");
    assert_text(P(M("oMath", M("nary", "<m:naryPr><m:chr m:val=\"∑\"/></m:naryPr>" M(
                                           "sub", MR("i=1")) M("sup", MR("n"))
                                           M("e", M("sSub", M("e", MR("x")) M("sub", MR("i"))))))),
                "∑ᵢ₌₁ⁿxᵢ");
    assert_text(
        P(M("oMath", M("d", "<m:dPr><m:begChr m:val=\"{\"/><m:endChr m:val=\"\"/></m:dPr>" M(
                                "e", M("eqArr", M("e", MR("1")) M("e", MR("0"))))))),
        "{1; 0");
    assert_text(P(M("oMath", M("m", M("mr", M("e", MR("a")) M("e", MR("b")))
                                        M("mr", M("e", MR("c")) M("e", MR("d")))))),
                "a, b; c, d");
    assert_text(P(R("共2") M("oMath", FRACTION(MR("1"), MR("2"))) R("年")), "共2 1/2年");
}

static void broken_equations_keep_their_text(void **state) {
    (void)state;
    assert_text(P(M("oMath", M("e", MR("甲") M("e", MR("乙"))) M("num", MR("丙"))) R("丁")),
                "甲乙丙丁");
    assert_text(P(M("oMath", M("oMath", MR("甲")) MR("乙")) R("丙")) P(R("丁")), "甲乙丙\n　　丁");
}

static void raised_runs_are_one_power(void **state) {
#define UP "<w:vertAlign w:val=\"superscript\"/>"
    (void)state;
    assert_text(P(R("1.2×10") RP(UP, "1") RP(UP, "4") R("m") RP(UP, "2") R("。")), "1.2×10¹⁴m²。");
    assert_text(P(R("H") RP("<w:vertAlign w:val=\"subscript\"/>", "2") R("O")), "H₂O");
    assert_text(P(R("见") RP(UP, "[1]")), "见[1]");
    assert_text(P(R("2") RP(UP, "k") RP(UP, "+a")), "2^(k+a)");
}

static void fields_without_a_result_show_what_word_shows(void **state) {
    (void)state;
    assert_text(P(FIELD(" eq \\o\\ac(○,1)") R("组织；") FIELD("EQ \\o\\ac(○,2)") R("制度。")),
                "①组织；②制度。");
    assert_text(P(R("占2") FIELD("EQ \\f(1,2)")), "占2 1/2");
    assert_text(P(R("数") "<w:fldSimple w:instr=\" EQ \\f(3,4) \"/>"), "数3/4");
    assert_text(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default "
                  "w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r>"
                  "<w:instrText> FORMCHECKBOX </w:instrText></w:r>" MARK("separate") MARK("end")
                      R("优")),
                "☑优");
    assert_text(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result "
                  "w:val=\"1\"/><w:listEntry w:val=\"优\"/><w:listEntry w:val=\"良\"/></w:ddList>"
                  "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN "
                  "</w:instrText></w:r>" MARK("end") R("等")),
                "良等");
    assert_note(P(R("见") FIELD(" REF a ") R("节")), "field:1个域没有结果");
}

static void what_is_not_on_the_page_is_left_out_and_told(void **state) {
    (void)state;
    assert_text(P(R("可见") RP("<w:vanish/>", "隐藏") R("文字")), "可见文字");
    assert_note(P(R("可见") RP("<w:vanish/>", "隐藏")), "hidden:2字是隐藏文字，没有导入");
    assert_text(P(R("负责人：") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R(
                    "单击此处") "</w:sdtContent></w:sdt>" R("张三")),
                "负责人：张三");
    assert_note(P(R("人") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R(
                    "单击此处") "</w:sdtContent></w:sdt>"),
                "placeholder:4字");
    assert_note(P(R("保留") RP("<w:strike/>", "作废")), "struck:2字带删除线");
}

static void readings_capitals_and_letters_of_art_are_read(void **state) {
    (void)state;
    assert_text(P("<w:r><w:ruby><w:rubyPr/><w:rt>" R("péi") "</w:rt><w:rubyBase>" R(
                    "裴") "</w:rubyBase></w:ruby></w:r>" R("家湾")),
                "裴（péi）家湾");
    assert_text(P(RP("<w:caps/>", "ppp") R("项目")), "PPP项目");
    assert_text(P(R("图") "<w:r><w:pict><v:shape><v:textpath string=\"艺术字\"/></v:shape>"
                          "</w:pict></w:r>"),
                "图\n　　艺术字");
}

static void a_table_in_a_cell_is_text_of_the_cell(void **state) {
    (void)state;
#define CELL(inside) "<w:tc><w:tcPr/>" inside "</w:tc>"
    assert_text("<w:tbl><w:tr>" CELL(P(R("外"))) CELL(
                    "<w:tbl><w:tr>" CELL(P(R("内1"))) CELL(P(R("内2"))) "</w:tr></w:tbl>"
                                                                        "<w:p/>") "</w:tr></w:tbl>",
                "外\t内1 内2");
}

/* The first branch that is understood is what the page shows. */
static void a_branch_of_an_unknown_kind_is_passed_over(void **state) {
    (void)state;
#define BRANCHES(required, choice, fallback)                                                       \
    P(R("满意") "<w:r><mc:AlternateContent "                                                       \
                "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"        \
                "<mc:Choice Requires=\"" required "\">" choice                                     \
                "</mc:Choice><mc:Fallback>" fallback "</mc:Fallback></mc:AlternateContent></w:r>")
    assert_text(
        BRANCHES("w16se", "<w16se:symEx xmlns:w16se=\"x\" w16se:char=\"1F60F\"/>", "<w:t>😏</w:t>"),
        "满意😏");
    assert_text(BRANCHES("wps w14", "<w:t>120</w:t>", "<w:t>130</w:t>"), "满意120");
    assert_text(BRANCHES("wps new", "<w:t>120</w:t>", "<w:t>130</w:t>"), "满意130");
}

/* Parts that the text points to: a web page in its place, the words of SmartArt. */
static void other_parts_are_read_where_they_are_pointed_to(void **state) {
    struct docx_builder builder = {0};
    struct str bytes = STR_INIT, text = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.docx"};
    struct import_draft draft;
    (void)state;
    docx_builder_document(
        &builder, P(R("某报告")) "<w:altChunk r:id=\"c\" xmlns:r=\"r\"/>" P(
                      R("后文。") "<w:r><w:drawing><dgm:relIds xmlns:r=\"r\" r:dm=\"d\" "
                                  "xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/"
                                  "diagram\"/></w:drawing></w:r>"));
    docx_builder_add(&builder, "word/a.html", SPAN("<p>投入120万元<td>"));
    docx_builder_add(
        &builder, "word/data1.xml",
        SPAN("<dgm:dataModel "
             "xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" "
             "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><dgm:pt><dgm:t>"
             "<a:p><a:r><a:t>立项</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r>"
             "<a:t>验收3次</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"));
    docx_builder_add(&builder, "word/_rels/document.xml.rels",
                     SPAN("<Relationships><Relationship Id=\"c\" Type=\"x/aFChunk\" "
                          "Target=\"a.html\"/><Relationship Id=\"d\" Type=\"x/diagramData\" "
                          "Target=\"data1.xml\"/></Relationships>"));
    docx_builder_finish(&builder, &bytes);
    assert_int_equal(import_bytes(&draft, str_span(&bytes), &options, &err), RC_OK);
    assert_int_equal(draft.kept, draft.all);
    assert_int_equal(
        export_bytes(&text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    assert_string_equal(text.s, "某报告\n\n　　投入120万元\n　　后文。\n　　立项\n　　验收3次\n");
    import_draft_release(&draft);
    str_release(&bytes);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_are_written_on_one_line),
        cmocka_unit_test(broken_equations_keep_their_text),
        cmocka_unit_test(raised_runs_are_one_power),
        cmocka_unit_test(fields_without_a_result_show_what_word_shows),
        cmocka_unit_test(what_is_not_on_the_page_is_left_out_and_told),
        cmocka_unit_test(readings_capitals_and_letters_of_art_are_read),
        cmocka_unit_test(a_table_in_a_cell_is_text_of_the_cell),
        cmocka_unit_test(a_branch_of_an_unknown_kind_is_passed_over),
        cmocka_unit_test(other_parts_are_read_where_they_are_pointed_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
