/* Word files out: whole, in the order that Word wants, and every block in its style. */
#include "base/embedded.h"
#include "base/text/utf8.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/write.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "tests/support/archive.h"
#include "tests/support/random.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ROUNDS = 60, TYPE_AREA = 8844, TURNED = 12756 };

static struct report *read_report(struct span text) {
    struct import_draft draft;
    struct err err;
    assert_int_equal(import_bytes(&draft, text, &(struct import_options){.name = "a.txt"}, &err),
                     RC_OK);
    struct report *report = report_clone(draft.report);
    import_draft_release(&draft);
    return report;
}

static void write_report(struct str *out, const struct report *report) {
    struct err err;
    assert_int_equal(
        export_bytes(out, report, &(struct export_options){.format = "docx"}, NULL, &err), RC_OK);
}

static void write_sample(struct str *out) {
    struct report *report = read_report(embedded_text(embedded_find("samples/wutongli-2022.txt")));
    write_report(out, report);
    report_free(report);
}

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

/* --- the archive --- */

static void every_named_part_is_there_and_well_formed(void **state) {
    struct str out = STR_INIT, name = STR_INIT;
    (void)state;
    write_sample(&out);
    struct span archive = str_span(&out);
    archive_name(archive, 0, &name);
    assert_string_equal(name.s, "[Content_Types].xml");
    for (size_t i = 0; i < archive_count(archive); i++) {
        str_clear(&name);
        archive_name(archive, i, &name);
        xmlFreeDoc(archive_get_xml(archive, name.s));
    }
    xmlDocPtr types = archive_get_xml(archive, "[Content_Types].xml");
    xmlDocPtr relations = archive_get_xml(archive, "word/_rels/document.xml.rels");
    xmlNode *root = xmlDocGetRootElement(types);
    assert_int_equal(xml_count(root, "Override"), archive_count(archive) - 3);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Override")) != NULL;) {
        xmlChar *part = xmlGetProp(at, (const xmlChar *)"PartName");
        archive_get(archive, (const char *)part + 1, &name);
        xmlFree(part);
    }
    root = xmlDocGetRootElement(relations);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Relationship")) != NULL;) {
        xmlChar *target = xmlGetProp(at, (const xmlChar *)"Target");
        str_clear(&name);
        str_add_format(&name, "word/%s", (const char *)target);
        xmlFreeDoc(archive_get_xml(archive, name.s));
        xmlFree(target);
    }
    xmlFreeDoc(types);
    xmlFreeDoc(relations);
    str_release(&name);
    str_release(&out);
}

static void same_report_gives_the_same_bytes(void **state) {
    struct str first = STR_INIT, second = STR_INIT;
    (void)state;
    write_sample(&first);
    write_sample(&second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.s, second.s, first.len);
    assert_true(archive_has_no_time(str_span(&first)));
    str_release(&first);
    str_release(&second);
}

/* --- order --- */

static void add_table(struct document *document) {
    add(document, BLOCK_TABLE, "单位：万元\n项目\t预算\t执行\n甲\t1\n乙\t2\t3");
}

static void word_opens_what_is_written(void **state) {
    struct report *report = read_report(
        SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n一、情况\n（一）好。今年好。\n"
             "二、问题\n1、粗。\n2、晚。\n甲街道办事处\n2023年4月1日\n附件\n表\n文。\n"));
    struct section *last = report->root->children[report->root->count - 1];
    body_add_line(&last->body, SPAN("甲\t乙"), LINE_ROW, NULL);
    struct str out = STR_INIT;
    (void)state;
    write_report(&out, report);
    assert_word_opens_it(str_span(&out));
    report_free(report);
    str_release(&out);
}

static bool style_is_defined(xmlNode *styles, const char *attribute, const char *id) {
    for (xmlNode *at = NULL; (at = xml_next(styles, at, "style")) != NULL;)
        if (xml_value_is(at, attribute, id))
            return true;
    return false;
}

static void every_style_that_is_named_is_defined(void **state) {
    static const char *const ids[] = {DOCX_TITLE,     DOCX_HEADING "1", DOCX_HEADING "9",
                                      DOCX_BODY_TEXT, DOCX_LIST_ITEM,   DOCX_ATTACHMENT,
                                      DOCX_SIGN_OFF,  DOCX_TABLE_TEXT,  DOCX_AFTER_TABLE,
                                      DOCX_RUN_IN,    "TableGrid",      "Footer"};
    struct str out = STR_INIT;
    (void)state;
    write_sample(&out);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/styles.xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        assert_true(style_is_defined(root, "styleId", ids[i]));
    /* no theme takes the place of a named font */
    for (xmlNode *at = NULL; (at = xml_next(root, at, "rFonts")) != NULL;)
        assert_null(xmlHasProp(at, (const xmlChar *)"eastAsiaTheme"));
    xmlFreeDoc(doc);
    str_release(&out);
}

/* --- blocks --- */

static void add_paragraphs(struct str *out, xmlNode *root) {
    for (xmlNode *at = NULL; (at = xml_next(root, at, "p")) != NULL;) {
        xmlNode *look = xml_child(at, "pPr");
        xmlChar *style = xmlGetProp(xml_child(look, "pStyle"), (const xmlChar *)"val");
        str_add_format(out, "%s", (const char *)style);
        xmlFree(style);
        if (xml_child(look, "outlineLvl") != NULL)
            str_add_format(out, "@%ld", xml_number(xml_child(look, "outlineLvl"), "val"));
        for (xmlNode *run = xml_child(at, "r"); run != NULL; run = run->next) {
            str_add_text(out, "|");
            xmlNode *run_style = xml_child(xml_child(run, "rPr"), "rStyle");
            if (run_style != NULL)
                str_add_text(out, xml_value_is(run_style, "val", DOCX_RUN_IN) ? "*" : "?");
            xml_add_content(run, out);
        }
        str_add_byte(out, '\n');
    }
}

static void every_block_has_its_style(void **state) {
    struct report *report = read_report(
        SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n\n根据规定，报告如下：\n一、情况\n"
             "（一）机构\n1.好。今年好，快。\n二、问题\n1、编制粗，细化少。\n2、下达晚，使用难。\n"
             "甲街道办事处\n2023年4月1日\n附件\n数据表\n表中文字。\n"));
    struct str out = STR_INIT, seen = STR_INIT;
    (void)state;
    write_report(&out, report);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    add_paragraphs(&seen, xmlDocGetRootElement(doc));
    assert_string_equal(seen.s, "Title|2022年度甲街道办事处\n"
                                "Title|部门整体支出绩效评价报告\n"
                                "BodyText|根据规定，报告如下：\n"
                                "Heading1|一、情况\n"
                                "Heading2|（一）机构\n"
                                "BodyText@2|*1.好。|今年好，快。\n"
                                "Heading1|二、问题\n"
                                "ListItem|1、编制粗，细化少。\n"
                                "ListItem|2、下达晚，使用难。\n"
                                "SignOff|甲街道办事处\n"
                                "SignOff|2023年4月1日\n"
                                "Attachment|附件\n"
                                "AttachmentTitle|数据表\n"
                                "BodyText|表中文字。\n");
    xmlFreeDoc(doc);
    report_free(report);
    str_release(&seen);
    str_release(&out);
}

static void deep_headings_end_at_what_word_knows(void **state) {
    struct document document = {0};
    struct str seen = STR_INIT;
    (void)state;
    struct block *block = add(&document, BLOCK_HEADING, "");
    block->heading = document_copy(&document, SPAN("深"));
    block->level = 12;
    block = add(&document, BLOCK_PARAGRAPH, "文");
    block->heading = document_copy(&document, SPAN("更深"));
    block->level = 13;
    xmlDocPtr doc = write_document(&document);
    add_paragraphs(&seen, xmlDocGetRootElement(doc));
    assert_string_equal(seen.s, "Heading9|深\nBodyText@8|*更深|文\n");
    xmlFreeDoc(doc);
    document_release(&document);
    str_release(&seen);
}

static void date_ends_four_characters_before_the_edge(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_SIGN_OFF, "甲市乙区丙街道办事处"); /* 20 columns */
    add(&document, BLOCK_SIGN_OFF, "2023年4月13日");        /* 13 */
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNode *unit = xml_next(root, NULL, "ind"), *date = xml_next(root, unit, "ind");
    long column = TYPE_AREA / 56;
    assert_in_range(xml_number(date, "right"), 8 * column - 8, 8 * column + 8);
    /* the unit's middle stands over the date's */
    long unit_middle = 2 * xml_number(unit, "right") + 20 * column;
    long date_middle = 2 * xml_number(date, "right") + 13 * column;
    assert_in_range(unit_middle - date_middle + 20, 0, 40);
    xmlFreeDoc(doc);
    document_release(&document);
}

/* The lines of what has that style, parted by '|'. */
static void add_title_lines(struct str *out, xmlNode *root, const char *style) {
    for (xmlNode *at = NULL; (at = xml_next(root, at, "p")) != NULL;) {
        xmlNode *own = xml_next(at, NULL, "pStyle");
        if (own == NULL || !xml_value_is(own, "val", style))
            continue;
        for (xmlNode *run = NULL; (run = xml_next(at, run, "r")) != NULL;) {
            xmlNode *text = xml_next(run, NULL, "t");
            if (text != NULL)
                xml_add_content(text, out);
            else
                str_add_byte(out, '|');
        }
    }
}

static void a_wide_title_ends_its_lines_where_words_end(void **state) {
    static const char *const titles[] = {
        "公共图书馆通借通还系统|建设项目支出绩效自评表",
        "梧桐里街道办事处老旧小区|雨污分流改造项目支出绩效自评表",
        "2023年度云川市望湖区卫生健康局|基本公共卫生服务专项资金绩效自评报告",
        "一行放得下的标题不分行"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        struct document document = {0};
        struct str whole = STR_INIT, lines = STR_INIT;
        for (const char *c = titles[i]; *c != '\0'; c++)
            if (*c != '|')
                str_add_byte(&whole, *c);
        add(&document, BLOCK_TITLE, whole.s);
        struct block *attachment = document_add(&document, BLOCK_HEADING);
        attachment->attachment = true;
        attachment->level = 1;
        attachment->label = document_copy(&document, SPAN("附件"));
        attachment->heading = document_copy(&document, str_span(&whole));
        xmlDocPtr doc = write_document(&document);
        add_title_lines(&lines, xmlDocGetRootElement(doc), "Title");
        assert_string_equal(lines.s, titles[i]);
        str_clear(&lines);
        add_title_lines(&lines, xmlDocGetRootElement(doc), "AttachmentTitle");
        assert_string_equal(lines.s, titles[i]);
        str_release(&whole);
        str_release(&lines);
        xmlFreeDoc(doc);
        document_release(&document);
    }
}

/* --- tables --- */

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

/* --- text --- */

static void any_text_is_carried_or_visibly_replaced(void **state) {
    struct document document = {0};
    struct str seen = STR_INIT;
    (void)state;
    add(&document, BLOCK_PARAGRAPH, "<甲 & \"乙\">]]>\t丙\t\t丁\xEF\xBF\xBE😀");
    xmlDocPtr doc = write_document(&document);
    xmlNode *root = xmlDocGetRootElement(doc);
    assert_int_equal(xml_count(root, "tab"), 3);
    xml_add_content(root, &seen);
    assert_string_equal(seen.s, "<甲 & \"乙\">]]>丙丁\xEF\xBF\xBD😀");
    xmlFreeDoc(doc);
    document_release(&document);
    str_release(&seen);
}

static void every_character_of_the_sample_is_there(void **state) {
    struct str out = STR_INIT, seen = STR_INIT;
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    (void)state;
    write_sample(&out);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    xml_add_content(xmlDocGetRootElement(doc), &seen);
    struct span a = sample, b = str_span(&seen);
    while (a.n > 0) {
        char32_t c = utf8_take(&a);
        if (utf8_is_space(c))
            continue;
        char32_t d = ' ';
        while (utf8_is_space(d) && b.n > 0)
            d = utf8_take(&b);
        assert_int_equal(c, d);
    }
    assert_int_equal(utf8_count_ink(b), 0);
    xmlFreeDoc(doc);
    str_release(&seen);
    str_release(&out);
}

static void report_without_a_word_is_a_document(void **state) {
    struct report *report = report_new();
    struct str out = STR_INIT;
    (void)state;
    write_report(&out, report);
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    assert_int_equal(xml_count(xmlDocGetRootElement(doc), "p"), 1);
    xmlFreeDoc(doc);
    report_free(report);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_of_a_form_are_merged_cells),
        cmocka_unit_test(every_named_part_is_there_and_well_formed),
        cmocka_unit_test(same_report_gives_the_same_bytes),
        cmocka_unit_test(word_opens_what_is_written),
        cmocka_unit_test(every_style_that_is_named_is_defined),
        cmocka_unit_test(every_block_has_its_style),
        cmocka_unit_test(deep_headings_end_at_what_word_knows),
        cmocka_unit_test(date_ends_four_characters_before_the_edge),
        cmocka_unit_test(a_wide_title_ends_its_lines_where_words_end),
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
        cmocka_unit_test(any_text_is_carried_or_visibly_replaced),
        cmocka_unit_test(every_character_of_the_sample_is_there),
        cmocka_unit_test(report_without_a_word_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
