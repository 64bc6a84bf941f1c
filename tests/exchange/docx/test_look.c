/* What raises, hides and strikes characters, wherever a Word file says it. */
#include "exchange/docx/look.h"

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

#define R(text)           "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RP(pr, text)      "<w:r><w:rPr>" pr "</w:rPr><w:t>" text "</w:t></w:r>"
#define RS(id, pr, text)  RP("<w:rStyle w:val=\"" id "\"/>" pr, text)
#define P(inside)         "<w:p>" inside "</w:p>"
#define PS(id, inside)    "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" inside "</w:p>"
#define CELL(inside)      "<w:tc><w:tcPr/>" P(inside) "</w:tc>"
#define ALIGN(value)      "<w:vertAlign w:val=\"" value "\"/>"
#define POSITION(value)   "<w:position w:val=\"" value "\"/>"
#define STYLE(id, inside) "<w:style w:type=\"character\" w:styleId=\"" id "\">" inside "</w:style>"
#define BASED(id, on)     STYLE(id, "<w:basedOn w:val=\"" on "\"/>")
#define LOOK(id, pr)      STYLE(id, "<w:rPr>" pr "</w:rPr>")
#define PAGE_LOOK(id, pr)                                                                          \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:rPr>" pr "</w:rPr></w:style>"

static const char styles[] = LOOK("Up", ALIGN("superscript")) BASED("Up2", "Up") BASED("Up3", "Up2")
    LOOK("Down", ALIGN("subscript")) LOOK("High", POSITION("8")) LOOK("Low", POSITION("-6"))
        LOOK("Hidden", "<w:vanish/>") BASED("Hidden2", "Hidden") LOOK("Struck", "<w:strike/>")
            BASED("Struck2", "Struck") LOOK("Twice", "<w:dstrike/>")
                LOOK("Former", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
                    PAGE_LOOK("PageUp", ALIGN("superscript")) PAGE_LOOK("PageHigh", POSITION("8"))
                        PAGE_LOOK("PageHidden", "<w:vanish/>")
                            PAGE_LOOK("PageStruck", "<w:strike/>");

/* The paragraphs stand below a title; `note` is what is told of hidden and struck text, or NULL. */
static void assert_reads(const char *inside, const char *expected, const char *note) {
    struct str body = STR_INIT, bytes = STR_INIT, text = STR_INIT, notes = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_draft draft;
    str_add_format(&body, P(R("某报告")) "%s", inside);
    docx_build(&bytes, body.s, styles, NULL);
    if (import_bytes(&draft, str_span(&bytes), &(struct import_options){.name = "a.docx"}, &err) !=
        RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(
        export_bytes(&text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    for (size_t i = 0; i < draft.findings.count; i++) {
        const struct finding *finding = &draft.findings.items[i];
        if (strcmp(finding->rule, "hidden") == 0 || strcmp(finding->rule, "struck") == 0)
            str_add_format(&notes, "%s\n", finding->message);
    }

    str_clear(&body);
    str_add_format(&body, "某报告\n\n　　%s\n", expected);
    assert_string_equal(text.s, body.s);
    if (note == NULL ? notes.len > 0 : strstr(notes.s, note) == NULL)
        fail_msg("%s is not in: %s", note == NULL ? "nothing" : note, notes.s);
    assert_true(report_is_sane(draft.report));
    assert_int_equal(draft.kept + draft.left_out, draft.all);

    import_draft_release(&draft);
    str_release(&body);
    str_release(&bytes);
    str_release(&text);
    str_release(&notes);
}

static void styles_raise_and_lower_as_runs_do(void **state) {
    (void)state;
    assert_reads(P(R("1.2×10") RS("Up", "", "4") R("平方米")), "1.2×10⁴平方米", NULL);
    assert_reads(P(R("10") RS("Up3", "", "3") R("户，H") RS("Down", "", "2") R("O")), "10³户，H₂O",
                 NULL);
    assert_reads(P(R("10") RS("Up", "", "1") RP(ALIGN("superscript"), "4") R("户")), "10¹⁴户",
                 NULL);
    assert_reads(PS("PageUp", RP(ALIGN("baseline"), "10") R("4") RS("Down", "", "2")), "10⁴₂",
                 NULL);
    assert_reads("<w:tbl><w:tr>" CELL(R("区域")) CELL(R("面积")) "</w:tr><w:tr>" CELL(R("甲"))
                     CELL(R("10") RS("Up", "", "4")) "</w:tr></w:tbl>",
                 "区域\t面积\n　　甲　\t10⁴", NULL);
}

static void a_run_on_the_line_is_not_raised_by_its_style(void **state) {
    (void)state;
    assert_reads(P(R("共") RS("Up", ALIGN("baseline"), "7") R("户")), "共7户", NULL);
    assert_reads(P(R("共10") RP(ALIGN("baseline") "<w:rStyle w:val=\"Up\"/>", "7") R("户")),
                 "共107户", NULL);
    assert_reads(P(R("共10") RS("High", POSITION("0"), "7") R("户")), "共107户", NULL);
}

static void a_position_raises_and_lowers(void **state) {
    (void)state;
    assert_reads(P(R("10") RP(POSITION("8"), "4") R("户，H") RP(POSITION("-6"), "2") R("O")),
                 "10⁴户，H₂O", NULL);
    assert_reads(P(R("10") RS("High", "", "4") R("户，H") RS("Low", "", "2") R("O")), "10⁴户，H₂O",
                 NULL);
    assert_reads(P(R("10") RP(POSITION("4"), "4") R("户，10") RP(POSITION("3"), "5") R("，10")
                       RP(POSITION("-3"), "6") R("。")),
                 "10⁴户，105，106。", NULL);
    assert_reads(P(R("10") RP(ALIGN("superscript") POSITION("0"), "4") R("户")), "10⁴户", NULL);
    assert_reads(P("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" RP(POSITION("8"), "2") R("米")),
                 "x²米", NULL);
}

static void a_paragraph_that_stands_higher_as_a_whole_is_text(void **state) {
    (void)state;
    assert_reads(P(RP(POSITION("6"), "12") RP(POSITION("6"), "34.5")), "1234.5", NULL);
    assert_reads(PS("PageHigh", R("共12") R("34") R("户")), "共1234户", NULL);
    assert_reads(PS("PageHigh", R("10") RS("Up", "", "4") R("户")), "10⁴户", NULL);
}

static void what_a_style_hides_is_left_out_and_told(void **state) {
    (void)state;
    assert_reads(P(R("显12") RS("Hidden", "", "34") R("元")), "显12元", "2字是隐藏文字");
    assert_reads(P(R("显12") RS("Hidden2", "", "345") R("元")), "显12元", "3字是隐藏文字");
    assert_reads(P("<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>9</m:t></m:r><m:r><m:t>x</m:t>"
                   "</m:r></m:oMath>" R("米")),
                 "x米", "1字是隐藏文字");
    assert_reads(PS("PageHidden", R("隐888")) P(R("显")), "显", "4字是隐藏文字");
    assert_reads(P(R("显12") RS("Hidden", "<w:vanish w:val=\"0\"/>", "34") R("元")), "显1234元",
                 NULL);
    assert_reads(PS("PageHidden", RP("<w:vanish w:val=\"0\"/>", "显")), "显", NULL);
    assert_reads(P(R("显") RS("Former", "", "34")), "显34", NULL);
}

static void what_a_style_strikes_is_kept_and_told(void **state) {
    (void)state;
    assert_reads(P(R("原") RS("Struck", "", "100") R("元")), "原100元", "3字带删除线");
    assert_reads(P(R("原") RS("Struck2", "", "10") R("元")), "原10元", "2字带删除线");
    assert_reads(P(R("原") RS("Twice", "", "1") R("元")), "原1元", "1字带删除线");
    assert_reads(PS("PageStruck", R("原100元")), "原100元", "5字带删除线");
    assert_reads(P(R("原") RS("Struck", "<w:strike w:val=\"0\"/>", "100")), "原100", NULL);
    assert_reads(P(R("原") RS("Twice", "<w:dstrike w:val=\"0\"/>", "100")), "原100", NULL);
}

/* As Word does with what is on or off; a place is the inner style's. */
static void two_styles_that_hide_undo_each_other(void **state) {
    (void)state;
    assert_reads(PS("PageHidden", R("隐") RS("Hidden", "", "显")), "显", "1字是隐藏文字");
    struct docx_look outer = docx_look_unset(), inner = outer, direct = outer;
    outer.toggles[DOCX_STRUCK] = inner.toggles[DOCX_STRUCK] = 1;
    outer.rise = 8;
    inner.rise = -6;
    inner.struck_twice = 1;
    struct docx_look look = docx_look_settle(&outer, &inner, &direct);
    assert_int_equal(look.toggles[DOCX_STRUCK], 0);
    assert_int_equal(look.struck_twice, 1);
    assert_int_equal(look.rise, -6);
    assert_int_equal(docx_look_settle(&outer, NULL, &direct).toggles[DOCX_STRUCK], 1);
    direct.toggles[DOCX_STRUCK] = 1;
    assert_int_equal(docx_look_settle(&outer, &inner, &direct).toggles[DOCX_STRUCK], 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_raise_and_lower_as_runs_do),
        cmocka_unit_test(a_run_on_the_line_is_not_raised_by_its_style),
        cmocka_unit_test(a_position_raises_and_lowers),
        cmocka_unit_test(a_paragraph_that_stands_higher_as_a_whole_is_text),
        cmocka_unit_test(what_a_style_hides_is_left_out_and_told),
        cmocka_unit_test(what_a_style_strikes_is_kept_and_told),
        cmocka_unit_test(two_styles_that_hide_undo_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
