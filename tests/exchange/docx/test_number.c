#include "exchange/docx/lists.h"
#include "exchange/docx/number.h"
#include "exchange/docx/symbol.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void numbers_are_written_as_word_shows_them(void **state) {
    static const struct {
        const char *format;
        unsigned n;
        const char *text;
    } cases[] = {
        {"decimal", 12, "12"},
        {"decimalZero", 7, "07"},
        {"decimalFullWidth", 10, "１０"},
        {"chineseCounting", 12, "十二"},
        {"chineseCountingThousand", 105, "一百零五"},
        {"japaneseCounting", 3, "三"},
        {"ideographTraditional", 2, "乙"},
        {"ideographTraditional", 11, "11"},
        {"ideographDigital", 20, "二〇"},
        {"chineseLegalSimplified", 11, "壹拾壹"},
        {"chineseLegalSimplified", 110, "壹佰壹拾"},
        {"chineseLegalSimplified", 23, "贰拾叁"},
        {"decimalEnclosedCircle", 20, "⑳"},
        {"decimalEnclosedCircle", 51, "51"},
        {"decimalEnclosedCircleChinese", 1, "①"},
        {"lowerLetter", 26, "z"},
        {"upperLetter", 28, "BB"},
        {"lowerRoman", 14, "xiv"},
        {"upperRoman", 1999, "MCMXCIX"},
        {"none", 3, ""},
        {"chineseCounting", 0, "0"},
        {"ideographZodiac", 12, "亥"},
        {"ideographZodiac", 13, "13"},
        {"ideographEnclosedCircle", 10, "㊉"},
        {"ideographEnclosedCircle", 11, "11"},
        {"decimalEnclosedParen", 20, "⒇"},
        {"decimalEnclosedParen", 21, "21"},
        {"decimalEnclosedFullstop", 1, "⒈"},
        {"decimalEnclosedFullstop", 0, "0"},
        {"lowerLetter", 0, "0"},
        {"upperLetter", 9 * 26, "234"},
        {"lowerRoman", 0, "0"},
        {"upperRoman", 4000, "4000"},
        {"somethingNew", 4, "4"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str out = STR_INIT;
        docx_number_add(&out, span_of(cases[i].format), cases[i].n);
        assert_string_equal(out.s, cases[i].text);
        str_release(&out);
    }
}

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
static const char numbering[] =
    "<w:numbering " W "><w:abstractNum w:abstractNumId=\"5\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>"
    "<w:lvlText w:val=\"%1、\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/>"
    "<w:lvlText w:val=\"%1.%2\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:lvlText w:val=\"%1.%3)\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>"
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\">"
    "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";

static void assert_label(struct docx_lists *lists, int num, int level, const char *expected) {
    struct str out = STR_INIT;
    docx_lists_add_label(lists, num, level, &out, 'x');
    assert_string_equal(out.s, expected);
    str_release(&out);
}

static void labels_continue_restart_and_nest(void **state) {
    struct docx_lists lists = {0};
    struct docx_styles styles = {0};
    struct err err = {0};
    (void)state;
    assert_int_equal(docx_lists_read(&lists, SPAN(numbering), &styles, &err), RC_OK);
    assert_label(&lists, 1, 0, "一、");
    assert_label(&lists, 1, 1, "1.1 ");
    assert_label(&lists, 1, 1, "1.2 ");
    assert_label(&lists, 1, 2, "一.3) ");
    assert_label(&lists, 2, 0, "二、"); /* another list of the same definition goes on */
    assert_label(&lists, 2, 1, "2.1 "); /* and a higher number restarts the lower */
    assert_label(&lists, 2, 2, "二.3) ");
    assert_label(&lists, 3, 0, "一、"); /* startOverride */
    assert_label(&lists, 3, 0, "二、"); /* once */
    assert_label(&lists, 0, 0, "");
    assert_label(&lists, 9, 0, "");
    assert_label(&lists, 1, 99, "");
    docx_lists_release(&lists);
}

/* Bullets of symbol fonts, a list that defines its levels anew, one that is a style's, levels that
 * no higher one restarts. */
static const char other_lists[] =
    "<w:numbering " W "><w:abstractNum w:abstractNumId=\"1\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:pStyle w:val=\"Heading1\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:lvlRestart w:val=\"0\"/>"
    "<w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Heading2\"/><w:lvlText w:val=\"(%2)\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\uf0d8\"/></w:lvl>"
    "<w:lvl w:ilvl=\"3\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\uf001%1\"/></w:lvl>"
    "<w:lvl w:ilvl=\"99\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%9!\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"List\"/></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"3\"><w:numStyleLink w:val=\"Nothing\"/></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>"
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num>"
    "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"5\"/><w:numFmt w:val=\"upperLetter\"/>"
    "<w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride></w:num></w:numbering>";
static const char list_style[] = "<w:styles " W "><w:style w:type=\"numbering\" w:styleId=\"List\">"
                                 "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                                 "</w:style></w:styles>";

static void lists_of_every_kind_have_their_labels(void **state) {
    struct docx_lists lists = {0};
    struct docx_styles styles = {0};
    struct err err = {0};
    (void)state;
    assert_int_equal(docx_styles_read(&styles, SPAN(list_style), &err), RC_OK);
    assert_int_equal(docx_lists_read(&lists, SPAN(other_lists), &styles, &err), RC_OK);
    assert_label(&lists, 1, 0, "1. ");
    assert_label(&lists, 1, 1, "(1) ");
    assert_label(&lists, 1, 0, "2. ");
    assert_label(&lists, 1, 1, "(2) "); /* not restarted */
    assert_label(&lists, 1, 2, "➢");
    assert_label(&lists, 1, 3, "•%1 "); /* no bullet has a number */
    assert_label(&lists, 1, 8, "0! ");
    assert_label(&lists, 2, 0, "3. "); /* the style's list goes on */
    assert_label(&lists, 3, 0, "");
    assert_label(&lists, 4, 0, "D) "); /* what it defines anew, counted on */
    assert_int_equal(docx_lists_level_of_style(&lists, 1, SPAN("Heading2"), 7), 1);
    assert_int_equal(docx_lists_level_of_style(&lists, 1, SPAN("Heading3"), 7), 7);
    assert_int_equal(docx_lists_level_of_style(&lists, 99, SPAN("Heading1"), 7), 7);
    docx_lists_release(&lists);
    docx_styles_release(&styles);
}

static void signs_of_symbol_fonts_become_plain_ones(void **state) {
    (void)state;
    static const struct {
        const char *font;
        uint32_t code;
        char32_t plain;
    } cases[] = {{"Wingdings", 0xF0FC, U'✓'},
                 {"wingdings", 0xFC, U'✓'},
                 {"Wingdings 2", 0xF052, U'☑'},
                 {"Symbol", 0xF0A3, U'≤'},
                 {"Symbol", 0xF001, 0},
                 {"Wingdings", 0x4E2D, 0},
                 {"宋体", 0x4E2D, U'中'},
                 {"宋体", 0xF0FC, 0},
                 {"", 0x1F, 0},
                 {"", 0xD800, 0},
                 {"", 0x110000, 0}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(docx_symbol(span_of(cases[i].font), cases[i].code), cases[i].plain);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_every_kind_have_their_labels),
        cmocka_unit_test(signs_of_symbol_fonts_become_plain_ones),
        cmocka_unit_test(numbers_are_written_as_word_shows_them),
        cmocka_unit_test(labels_continue_restart_and_nest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
