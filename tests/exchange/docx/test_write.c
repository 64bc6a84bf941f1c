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
        cmocka_unit_test(every_named_part_is_there_and_well_formed),
        cmocka_unit_test(same_report_gives_the_same_bytes),
        cmocka_unit_test(word_opens_what_is_written),
        cmocka_unit_test(every_style_that_is_named_is_defined),
        cmocka_unit_test(every_block_has_its_style),
        cmocka_unit_test(deep_headings_end_at_what_word_knows),
        cmocka_unit_test(date_ends_four_characters_before_the_edge),
        cmocka_unit_test(a_wide_title_ends_its_lines_where_words_end),
        cmocka_unit_test(any_text_is_carried_or_visibly_replaced),
        cmocka_unit_test(every_character_of_the_sample_is_there),
        cmocka_unit_test(report_without_a_word_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
