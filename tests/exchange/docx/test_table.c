/* Tables of Word files: as wide as the type area, nothing of them cut or torn apart. */
#include "exchange/docx/docx.h"
#include "exchange/docx/write.h"
#include "tests/support/archive.h"
#include "tests/support/random.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ROUNDS = 60, TYPE_AREA = 8844, TURNED = 12756 };

static struct block *add(struct document *document, enum block_kind kind, const char *text) {
    struct block *block = document_add(document, kind);
    block->text = document_copy(document, span_of(text));
    return block;
}

static xmlDocPtr write_document(const struct document *document) {
    struct str out = STR_INIT;
    struct err err;
    assert_int_equal(docx_write(&out, document, NULL, NULL, &err), RC_OK);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    str_release(&out);
    return doc;
}

static void add_table(struct document *document) {
    add(document, BLOCK_TABLE, "单位：万元\n项目\t预算\t执行\n甲\t1\n乙\t2\t3");
}

static void assert_table_is_wide(xmlNode *table, long width) {
    long sum = 0;
    size_t columns = 0;
    xmlNode *grid = xml_child(table, "tblGrid");
    for (xmlNode *at = NULL; (at = xml_next(grid, at, "gridCol")) != NULL; columns++) {
        assert_true(xml_number(at, "w") > 0);
        sum += xml_number(at, "w");
    }
    assert_int_equal(sum, width);
    assert_true(columns <= DOCX_COLUMNS_MOST);
    for (xmlNode *row = NULL; (row = xml_next(table, row, "tr")) != NULL;) {
        size_t covered = 0;
        for (xmlNode *cell = NULL; (cell = xml_next(row, cell, "tc")) != NULL;) {
            xmlNode *span = xml_next(cell, NULL, "gridSpan");
            covered += span != NULL ? (size_t)xml_number(span, "val") : 1;
        }
        assert_int_equal(covered, columns);
    }
}

static void assert_table_fits(xmlNode *table) {
    assert_table_is_wide(table, TYPE_AREA);
}

/* A level begins where it stands and goes on below; the sum goes on with nothing. */
static void levels_of_a_form_are_merged_cells(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TABLE, "一级\t二级\t分\n产出\t数量\t8\n\t\t7\n\t质量\t5\n总分\t\t20");
    document.blocks[0].levels = 2;
    xmlDocPtr doc = write_document(&document);
    xmlNode *table = xml_next(xmlDocGetRootElement(doc), NULL, "tbl");
    assert_table_fits(table);
    size_t begun = 0, all = 0;
    for (xmlNode *at = NULL; (at = xml_next(table, at, "vMerge")) != NULL; all++)
        begun += xml_value_is(at, "val", "restart");
    assert_int_equal(begun, 5); /* 产出 数量 质量 总分 and the empty cell behind it */
    assert_int_equal(all, 5 + 3);
    xmlFreeDoc(doc);
    document_release(&document);
}

/* Text, an attachment on paper that is turned, and one behind it that is not. */
static void an_attachment_may_have_landscape_paper(void **state) {
    static const struct {
        const char *width, *start, *even_pages;
        size_t landscape;
    } truth[] = {{"11906", "1", "rId5", 0}, {"16838", NULL, "rId7", 1}, {"11906", NULL, "rId5", 0}};
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_PARAGRAPH, "正文");
    add(&document, BLOCK_TABLE, "指标\t得分\n执行率\t10");
    add(&document, BLOCK_TABLE, "指标\t得分\n执行率\t10");
    add(&document, BLOCK_PARAGRAPH, "附件二");
    document.blocks[1].landscape = true;
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc), *section = NULL;
    xmlNode *table = xml_next(root, NULL, "tbl");
    assert_table_is_wide(table, TURNED);
    assert_table_is_wide(xml_next(root, table, "tbl"), TYPE_AREA); /* a table of its own */
    for (size_t i = 0; i < ARRAY_LEN(truth); i++) {
        section = xml_next(root, section, "sectPr");
        assert_non_null(section);
        xmlNode *size = xml_child(section, "pgSz"), *numbers = xml_child(section, "pgNumType");
        assert_true(xml_value_is(size, "w", truth[i].width));
        assert_int_equal(xml_value_is(size, "orient", "landscape"), truth[i].landscape);
        assert_int_equal(numbers != NULL, truth[i].start != NULL);
        assert_int_equal(xml_count(section, "footerReference"), 2);
        assert_true(xml_value_is(xml_child(section, "footerReference"), "id", truth[i].even_pages));
    }
    assert_null(xml_next(root, section, "sectPr"));
    xmlFreeDoc(doc);
    document_release(&document);
}

static void table_fills_the_type_area_and_repeats_its_head(void **state) {
    struct document document = {0};
    (void)state;
    add_table(&document);
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNode *table = xml_next(root, NULL, "tbl");
    assert_table_fits(table);
    assert_int_equal(xml_count(table, "tc"), 1 + 3 + 2 + 3);
    assert_int_equal(xml_count(table, "tblHeader"), 2); /* the caption and the head below it */
    assert_int_equal(xml_count(table, "cantSplit"), 4);
    assert_int_equal(xml_count(table, "gridSpan"), 2); /* of the caption, of the short row */
    /* Word wants a paragraph behind the last table */
    assert_true(xml_value_is(xml_next(table->next, NULL, "pStyle"), "val", DOCX_AFTER_TABLE));
    xmlFreeDoc(doc);
    document_release(&document);
}

/* However long its neighbour is, a column has room for its numbers; the longer text gets more. */
/* The caption and the line of its unit stay on the page of their table. */
static void what_names_a_table_stays_with_it(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_PARAGRAPH, "正文一段。");
    add(&document, BLOCK_PARAGRAPH, "表1　收支情况表");
    add(&document, BLOCK_PARAGRAPH, "单位：万元");
    add(&document, BLOCK_TABLE, "项目\t金额\n甲\t1\n合计\t1");
    add(&document, BLOCK_PARAGRAPH, "单位：独立一行");
    add(&document, BLOCK_PARAGRAPH, "正文。");
    xmlDocPtr doc = write_document(&document);
    static const bool keeps[] = {false, true, true};
    xmlNode *paragraph = NULL, *root = xmlDocGetRootElement(doc);
    for (size_t i = 0; i < ARRAY_LEN(keeps); i++) {
        paragraph = xml_next(root, paragraph, "p");
        assert_int_equal(xml_count(paragraph, "keepNext"), keeps[i] ? 1 : 0);
    }
    xmlNode *table = xml_next(root, NULL, "tbl");
    for (paragraph = table->next; paragraph != NULL; paragraph = paragraph->next)
        assert_int_equal(xml_count(paragraph, "keepNext"), 0);
    xmlFreeDoc(doc);
    document_release(&document);
}

static void add_money_table(struct document *document, size_t columns) {
    struct str rows = STR_INIT;
    for (size_t row = 0; row < 3; row++)
        for (size_t i = 0; i < columns; i++)
            str_add_format(&rows, "%s%s",
                           i > 0     ? "\t"
                           : row > 0 ? "\n"
                                     : "",
                           row == 0 ? "列入绩效目标的资金"
                           : i == 0 ? "合计"
                                    : "12,345.67");
    add(document, BLOCK_TABLE, rows.s);
    str_release(&rows);
}

/* Nine digits and marks are 945 twips of 10.5 points, 810 of 9; 120 are the cell's margins. */
static void numbers_of_a_wide_table_are_never_cut(void **state) {
    static const struct {
        size_t columns;
        const char *style;
        long digit;
    } cases[] = {{6, DOCX_TABLE_TEXT, 105}, {8, DOCX_TABLE_TEXT, 105}, {9, DOCX_TABLE_SMALL, 90}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct document document = {0};
        add_money_table(&document, cases[i].columns);
        xmlDocPtr doc = write_document(&document);
        xmlNode *table = xml_next(xmlDocGetRootElement(doc), NULL, "tbl"), *grid = NULL;
        assert_table_fits(table);
        assert_true(xml_value_is(xml_next(table, NULL, "pStyle"), "val", cases[i].style));
        grid = xml_next(table, NULL, "gridCol"); /* of words, which may be cut */
        while ((grid = xml_next(table, grid, "gridCol")) != NULL)
            assert_true(xml_number(grid, "w") >= 9 * cases[i].digit + 120);
        xmlFreeDoc(doc);
        document_release(&document);
    }
}

/* Heads and dates are whole where a long text beside them wants all there is. */
static void words_of_heads_and_dates_are_not_cut(void **state) {
    struct document document = {0};
    struct str rows = STR_INIT;
    (void)state;
    str_add_text(&rows, "问题\t完成时限\t完成情况\n");
    str_add_repeat(&rows, SPAN("预算编制不够细化，"), 40);
    str_add_text(&rows, "\t2024年9月30日\t已完成");
    add(&document, BLOCK_TABLE, rows.s);
    xmlDocPtr doc = write_document(&document);
    xmlNode *table = xml_next(xmlDocGetRootElement(doc), NULL, "tbl");
    assert_table_fits(table);
    xmlNode *date = xml_next(table, xml_next(table, NULL, "gridCol"), "gridCol");
    assert_true(xml_number(date, "w") >= 13 * 105 + 120);
    assert_true(xml_number(xml_next(table, date, "gridCol"), "w") >= 8 * 105 + 120);
    xmlFreeDoc(doc);
    document_release(&document);
    str_release(&rows);
}

/* The unit stands at the right, as in the published forms; what names the unit that fills it in
 * does not. */
static void the_unit_of_a_form_stands_at_the_right(void **state) {
    static const char *const lines[] = {"填报单位（盖章）：甲局", "金额单位：万元"};
    struct document document = {0};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        add(&document, BLOCK_PARAGRAPH, lines[i]);
    add(&document, BLOCK_TABLE, "甲\t1");
    for (size_t i = 0; i < document.count; i++)
        document.blocks[i].made = true;
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc), *first = xml_next(root, NULL, "p");
    assert_null(xml_next(first, NULL, "jc"));
    assert_true(xml_value_is(xml_next(xml_next(root, first, "p"), NULL, "jc"), "val", "right"));
    xmlFreeDoc(doc);
    document_release(&document);
}

/* A total keeps one row beside it; any other last row, and what stands before the next table of a
 * form, goes where there is room. */
static void no_more_of_a_table_is_kept_than_must_be(void **state) {
    static const struct {
        const char *rows, *line;
        bool table_behind;
        size_t kept; /* cells */
    } cases[] = {{"甲\t1\n乙\t2\n丙\t3\n丁\t4", NULL, false, 0},
                 {"甲\t1\n乙\t2\n丙\t3\n合 计\t6", NULL, false, 2},
                 {"甲\t1\n乙\t2\n丙\t3\n总分\t6", "负责人（签字）：", false, 4},
                 {"甲\t1\n乙\t2\n丙\t3\n丁\t4", "年度总体目标", true, 0}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct document document = {0};
        add(&document, BLOCK_TABLE, cases[i].rows);
        document.blocks[0].headless = true;
        if (cases[i].line != NULL)
            add(&document, BLOCK_PARAGRAPH, cases[i].line);
        if (cases[i].table_behind)
            add(&document, BLOCK_TABLE, "甲\t1");
        for (size_t k = 0; k < document.count; k++)
            document.blocks[k].made = true;
        xmlDocPtr doc = write_document(&document);
        xmlNode *table = xml_next(xmlDocGetRootElement(doc), NULL, "tbl");
        assert_int_equal(xml_count(table, "keepNext"), cases[i].kept);
        xmlFreeDoc(doc);
        document_release(&document);
    }
}

/* In the column of 其中 what is part of what is seen by where a label begins. */
static void labels_of_parts_begin_at_the_left(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TABLE, "序号\t项目\t金额\n1\t项目支出\t9\n\t其中：专项\t5\n\t合计\t9");
    add(&document, BLOCK_TABLE, "项目\t金额\n甲\t1\n合计\t1");
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc), *first = xml_next(root, NULL, "tbl");
    size_t left = 0;
    for (xmlNode *at = NULL; (at = xml_next(first, at, "jc")) != NULL;)
        left += xml_value_is(at, "val", "left");
    assert_int_equal(left, 3); /* not its head */
    xmlNode *second = xml_next(root, first, "tbl");
    for (xmlNode *at = NULL; (at = xml_next(second, at, "jc")) != NULL;)
        assert_false(xml_value_is(at, "val", "left"));
    xmlFreeDoc(doc);
    document_release(&document);
}

static void no_number_of_a_table_is_cut(void **state) {
    struct document document = {0};
    struct str rows = STR_INIT;
    (void)state;
    str_add_text(&rows, "项目\t金额（万元）\t说明\n");
    str_add_repeat(&rows, SPAN("长"), 40);
    str_add_text(&rows, "\t1234567.89\t");
    str_add_repeat(&rows, SPAN("更长"), 60);
    add(&document, BLOCK_TABLE, rows.s);
    xmlDocPtr doc = write_document(&document);
    xmlNode *table = xml_next(xmlDocGetRootElement(doc), NULL, "tbl");
    assert_table_fits(table);
    xmlNode *first = xml_next(table, NULL, "gridCol");
    xmlNode *second = xml_next(table, first, "gridCol");
    xmlNode *third = xml_next(table, second, "gridCol");
    assert_true(xml_number(second, "w") >= 10 * 105 + 140);
    assert_true(xml_number(third, "w") > 2 * xml_number(first, "w"));
    xmlFreeDoc(doc);
    document_release(&document);
    str_release(&rows);
}

/* Word takes tables that touch for one. */
static void a_paragraph_parts_two_tables(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TABLE, "甲\t乙");
    add(&document, BLOCK_TABLE, "丙\t丁\t戊");
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNode *first = xml_next(root, NULL, "tbl");
    assert_int_equal(xml_count(root, "tbl"), 2);
    assert_true(xml_value_is(xml_next(first->next, NULL, "pStyle"), "val", DOCX_AFTER_TABLE));
    assert_table_fits(first);
    assert_table_fits(xml_next(root, first, "tbl"));
    xmlFreeDoc(doc);
    document_release(&document);
}

static void table_of_any_shape_fits(void **state) {
    struct random random = {41};
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct document document = {0};
        struct str rows = STR_INIT;
        for (size_t row = 1 + random_below(&random, 6); row > 0; row--) {
            for (size_t cells = random_below(&random, round % 7 == 0 ? 90 : 9); cells > 0;
                 cells--) {
                random_add_text(&rows, &random, random_below(&random, 40), false);
                str_add_byte(&rows, '\t');
            }
            str_add_text(&rows, row > 1 ? "文\n" : "文");
        }
        add(&document, BLOCK_TABLE, rows.s);
        xmlDocPtr doc = write_document(&document);
        assert_table_fits(xml_next(xmlDocGetRootElement(doc), NULL, "tbl"));
        xmlFreeDoc(doc);
        document_release(&document);
        str_release(&rows);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_of_a_form_are_merged_cells),
        cmocka_unit_test(an_attachment_may_have_landscape_paper),
        cmocka_unit_test(table_fills_the_type_area_and_repeats_its_head),
        cmocka_unit_test(what_names_a_table_stays_with_it),
        cmocka_unit_test(numbers_of_a_wide_table_are_never_cut),
        cmocka_unit_test(words_of_heads_and_dates_are_not_cut),
        cmocka_unit_test(the_unit_of_a_form_stands_at_the_right),
        cmocka_unit_test(no_more_of_a_table_is_kept_than_must_be),
        cmocka_unit_test(labels_of_parts_begin_at_the_left),
        cmocka_unit_test(no_number_of_a_table_is_cut),
        cmocka_unit_test(a_paragraph_parts_two_tables),
        cmocka_unit_test(table_of_any_shape_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
