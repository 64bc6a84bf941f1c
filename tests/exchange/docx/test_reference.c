/* The look of an office's own Word file: its styles, page, header and footer are taken over, our
 * text stands in them, and files that are broken or mean harm are refused by a sentence. */
#include "base/embedded.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/reference.h"
#include "exchange/docx/write.h"
#include "exchange/import.h"
#include "exchange/package/zip_write.h"
#include "tests/support/archive.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define W        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define POINTS_TO(id, type, target)                                                                \
    "<Relationship Id=\"" id "\" Type=\"" RELATION type "\" Target=\"" target "\"/>"
#define FOOTER(content) "<w:ftr " W " " R "><w:p>" content "</w:p></w:ftr>"
#define FIELD(words)                                                                               \
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" words                      \
    "</w:instrText></w:r><w:r><w:fldChar "                                                         \
    "w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"                                    \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
#define DOCUMENT(section)                                                                          \
    "<w:document " W " " R "><w:body><w:p><w:r><w:t>范本里的字</w:t></w:r></w:p>" section          \
    "</w:body></w:document>"
#define SECTION                                                                                    \
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/>"                                 \
    "<w:footerReference w:type=\"default\" r:id=\"f\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" "       \
    "w:orient=\"landscape\"/><w:pgMar w:top=\"1000\" w:right=\"1400\" w:bottom=\"1000\" "          \
    "w:left=\"1438\" w:header=\"800\" w:footer=\"800\" w:gutter=\"0\"/>"                           \
    "<w:cols w:num=\"2\"/></w:sectPr>"

enum { PARTS = 9 };
static const struct zip_part good[PARTS] = {
    {"[Content_Types].xml", {"<Types/>", 8}},
    {"word/document.xml", {DOCUMENT(SECTION), sizeof DOCUMENT(SECTION) - 1}},
#define RELATIONS                                                                                  \
    "<Relationships " PACKAGE ">" POINTS_TO("s", "styles", "styles.xml")                           \
        POINTS_TO("h", "header", "header9.xml") POINTS_TO("f", "footer", "/word/footer9.xml")      \
            POINTS_TO("t", "settings", "settings.xml") "</Relationships>"
    {"word/_rels/document.xml.rels", {RELATIONS, sizeof RELATIONS - 1}},
#define STYLES                                                                                     \
    "<w:styles " W "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\">"               \
    "<w:name w:val=\"Normal\"/></w:style>"                                                         \
    "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>"  \
    "<w:numId w:val=\"3\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"                \
    "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"落款\"/></w:style>"           \
    "<w:style w:type=\"character\" w:styleId=\"TableText\"><w:name w:val=\"其他\"/></w:style>"   \
    "</w:styles>"
    {"word/styles.xml", {STYLES, sizeof STYLES - 1}},
#define HEADER                                                                                     \
    "<w:hdr " W " " R "><w:p><w:r><w:t>某局便笺</w:t></w:r><w:r><w:drawing>"                   \
    "<x r:embed=\"p\"/></w:drawing></w:r></w:p></w:hdr>"
    {"word/header9.xml", {HEADER, sizeof HEADER - 1}},
#define PICTURES                                                                                   \
    "<Relationships " PACKAGE ">" POINTS_TO("p", "image", "media/a.PNG") "</Relationships>"
    {"word/_rels/header9.xml.rels", {PICTURES, sizeof PICTURES - 1}},
    {"word/media/a.PNG", {"picture", 7}},
#define PAGE_FOOTER FOOTER(FIELD(" PAGE "))
    {"word/footer9.xml", {PAGE_FOOTER, sizeof PAGE_FOOTER - 1}},
    {"word/settings.xml", {"<w:settings " W "/>", sizeof "<w:settings " W "/>" - 1}},
};

/* The good file with one part instead of its own (NULL text: without it), or one more. */
static void build(struct str *out, const char *name, const char *text) {
    struct zip_part parts[PARTS + 1];
    size_t count = 0;
    bool placed = name == NULL;
    for (size_t i = 0; i < PARTS; i++) {
        bool is = name != NULL && strcmp(good[i].name, name) == 0;
        placed = placed || is;
        if (!is)
            parts[count++] = good[i];
        else if (text != NULL)
            parts[count++] = (struct zip_part){name, {text, strlen(text)}};
    }
    if (!placed)
        parts[count++] = (struct zip_part){name, {text, strlen(text)}};
    assert_int_equal(zip_write(out, parts, count, NULL), RC_OK);
}

static void assert_refused(const char *name, const char *text, const char *why) {
    struct str bytes = STR_INIT;
    struct docx_reference *reference = NULL;
    struct err err = {0};
    build(&bytes, name, text);
    assert_int_equal(docx_reference_open(&reference, str_span(&bytes), &err), RC_INPUT);
    assert_null(reference);
    if (strstr(err.text, why) == NULL || strchr(err.text, '\n') != NULL)
        fail_msg("%s: %s", why, err.text);
    str_release(&bytes);
}

static struct block *add(struct document *document, enum block_kind kind, const char *text) {
    struct block *block = document_add(document, kind);
    block->text = document_copy(document, span_of(text));
    return block;
}

/* One of each kind. */
static void fill(struct document *document) {
    (void)add(document, BLOCK_TITLE, "报告");
    struct block *heading = add(document, BLOCK_HEADING, "");
    heading->level = 1;
    heading->label = document_copy(document, SPAN("一、"));
    heading->heading = document_copy(document, SPAN("基本情况"));
    (void)add(document, BLOCK_PARAGRAPH, "正文。");
    (void)add(document, BLOCK_TABLE, "甲\t乙\n1\t2");
    (void)add(document, BLOCK_SIGN_OFF, "某局");
}

static void write_like(struct span reference_bytes, struct str *out) {
    struct docx_reference *reference = NULL;
    struct document document = {0};
    struct err err = {0};
    if (docx_reference_open(&reference, reference_bytes, &err) != RC_OK)
        fail_msg("%s", err.text);
    fill(&document);
    assert_int_equal(docx_write(out, &document, NULL, reference, &err), RC_OK);
    assert_word_opens_it(str_span(out));
    document_release(&document);
    docx_reference_free(reference);
}

static void write_like_good(struct str *out) {
    struct str bytes = STR_INIT;
    build(&bytes, NULL, NULL);
    write_like(str_span(&bytes), out);
    str_release(&bytes);
}

/* The style of the n-th paragraph, from 0. */
static void add_style(xmlNode *root, size_t n, struct str *out) {
    xmlNode *at = NULL;
    for (size_t i = 0; i <= n; i++)
        at = xml_next(root, at, "pStyle");
    xmlChar *value = xmlGetProp(at, (const xmlChar *)"val");
    str_clear(out);
    str_add_text(out, (const char *)value);
    xmlFree(value);
}

static void its_styles_are_used_and_ours_come_where_it_has_none(void **state) {
    struct str out = STR_INIT, style = STR_INIT, all = STR_INIT;
    (void)state;
    write_like_good(&out);
    xmlDocPtr document = archive_get_xml(str_span(&out), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(document);
    add_style(root, 1, &style);
    assert_string_equal(style.s, "1"); /* heading 1 */
    add_style(root, 2, &style);
    assert_string_equal(style.s, "BodyText"); /* ours */
    add_style(root, 3, &style);
    assert_string_equal(style.s, "TableText_"); /* ours, the id was taken */
    add_style(root, 7, &style);
    assert_string_equal(style.s, "b"); /* 落款 */
    xmlFreeDoc(document);
    xmlDocPtr styles = archive_get_xml(str_span(&out), "word/styles.xml");
    root = xmlDocGetRootElement(styles);
    assert_int_equal(xml_count(root, "numPr"), 0); /* or labels would print twice */
    for (xmlNode *at = NULL; (at = xml_next(root, at, "basedOn")) != NULL;)
        assert_false(xml_value_is(at, "val", "Normal")); /* but the file's own */
    archive_get(str_span(&out), "word/styles.xml", &all);
    assert_null(strstr(all.s, "\"Footer\" w:default"));
    xmlFreeDoc(styles);
    str_release(&all);
    str_release(&style);
    str_release(&out);
}

static void its_page_header_and_footer_are_used(void **state) {
    struct str out = STR_INIT, part = STR_INIT;
    (void)state;
    write_like_good(&out);
    xmlDocPtr document = archive_get_xml(str_span(&out), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(document);
    assert_int_equal(xml_number(xml_next(root, NULL, "pgSz"), "w"), 16838);
    assert_int_equal(xml_number(xml_next(root, NULL, "tblW"), "w"), 14000);
    assert_int_equal(xml_count(root, "headerReference"), 1);
    assert_int_equal(xml_count(root, "footerReference"), 1);
    assert_int_equal(xml_count(root, "cols"), 0);
    xmlFreeDoc(document);
    archive_get(str_span(&out), "word/header1.xml", &part);
    assert_non_null(strstr(part.s, "某局便笺"));
    archive_get(str_span(&out), "word/_rels/header1.xml.rels", &part);
    assert_non_null(strstr(part.s, "Id=\"p\""));
    archive_get(str_span(&out), "word/footer2.xml", &part);
    assert_non_null(strstr(part.s, "PAGE"));
    str_clear(&part);
    archive_get(str_span(&out), "word/settings.xml", &part);
    assert_null(strstr(part.s, "evenAndOdd")); /* it has one footer for both sides */
    str_clear(&part);
    archive_get(str_span(&out), "word/document.xml", &part);
    assert_null(strstr(part.s, "范本里的字"));
    str_release(&part);
    str_release(&out);
}

static void every_part_is_named_and_every_name_is_a_part(void **state) {
    struct str out = STR_INIT, name = STR_INIT;
    (void)state;
    write_like_good(&out);
    xmlDocPtr types = archive_get_xml(str_span(&out), "[Content_Types].xml");
    xmlNode *root = xmlDocGetRootElement(types);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Override")) != NULL;) {
        xmlChar *part = xmlGetProp(at, (const xmlChar *)"PartName");
        xmlFreeDoc(archive_get_xml(str_span(&out), (const char *)part + 1));
        xmlFree(part);
    }
    for (size_t i = 0; i < archive_count(str_span(&out)); i++) {
        str_clear(&name);
        archive_name(str_span(&out), i, &name);
        if (strstr(name.s, ".rels") == NULL && strstr(name.s, "/media/") == NULL && i > 0)
            assert_non_null(strstr(name.s, ".xml"));
    }
    xmlFreeDoc(types);
    str_release(&name);
    str_release(&out);
}

/* A file of our own gives back what we would have written. */
static void our_own_file_is_a_reference_too(void **state) {
    struct str own = STR_INIT, out = STR_INIT;
    struct document document = {0};
    (void)state;
    fill(&document);
    assert_int_equal(docx_write(&own, &document, NULL, NULL, NULL), RC_OK);
    document_release(&document);
    write_like(str_span(&own), &out);
    xmlDocPtr styles = archive_get_xml(str_span(&out), "word/styles.xml");
    xmlDocPtr ours = archive_get_xml(str_span(&own), "word/styles.xml");
    assert_int_equal(xml_count(xmlDocGetRootElement(styles), "style"),
                     xml_count(xmlDocGetRootElement(ours), "style"));
    xmlFreeDoc(ours);
    xmlFreeDoc(styles);
    str_release(&own);
    str_release(&out);
}

/* Its own page lying already, it stays as it is. */
static void its_page_is_turned_for_landscape_paper(void **state) {
    struct docx_reference *reference = NULL;
    struct document document = {0};
    struct str own = STR_INIT, out = STR_INIT;
    (void)state;
    fill(&document);
    assert_int_equal(docx_write(&own, &document, NULL, NULL, NULL), RC_OK);
    assert_int_equal(docx_reference_open(&reference, str_span(&own), NULL), RC_OK);
    document.blocks[document.count - 2].landscape = true; /* the table */
    assert_int_equal(docx_write(&out, &document, NULL, reference, NULL), RC_OK);
    assert_word_opens_it(str_span(&out));
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    assert_int_equal(xml_number(xml_next(root, NULL, "tblW"), "w"), 16838 - 2098 - 1984);
    xmlNode *first = xml_next(root, NULL, "sectPr"), *turned = xml_next(root, first, "sectPr");
    assert_int_equal(xml_number(xml_next(first, NULL, "pgSz"), "w"), 11906);
    assert_int_equal(xml_number(xml_next(turned, NULL, "pgSz"), "w"), 16838);
    assert_int_equal(xml_number(xml_next(turned, NULL, "pgMar"), "top"), 1588);
    assert_int_equal(xml_count(root, "pgNumType"), 1); /* the numbers go on */
    xmlFreeDoc(doc);
    docx_reference_free(reference);

    str_clear(&own);
    build(&own, NULL, NULL);
    assert_int_equal(docx_reference_open(&reference, str_span(&own), NULL), RC_OK);
    assert_int_equal(docx_reference_width(reference, true), 14000);
    docx_reference_free(reference);
    document_release(&document);
    str_release(&own);
    str_release(&out);
}

static void what_is_written_is_read_again(void **state) {
    struct str out = STR_INIT;
    struct import_draft draft;
    struct err err = {0};
    (void)state;
    write_like_good(&out);
    assert_int_equal(
        import_bytes(&draft, str_span(&out), &(struct import_options){.name = "a.docx"}, &err),
        RC_OK);
    const struct section *first = report_next_section(draft.report, NULL);
    assert_non_null(first);
    assert_string_equal(first->heading, "基本情况");
    import_draft_release(&draft);
    str_release(&out);
}

static void broken_files_are_refused(void **state) {
    (void)state;
    struct docx_reference *reference = NULL;
    struct err err = {0};
    assert_int_equal(docx_reference_open(&reference, SPAN("PK no zip"), &err), RC_INPUT);
    assert_refused("word/document.xml", NULL, "不是Word文件");
    assert_refused("word/document.xml", "<w:document " W "><w:body>", "已损坏");
    assert_refused("word/document.xml", DOCUMENT(""), "没有页面设置");
    assert_refused("word/document.xml", "<html/>", "不是Word文件");
    assert_refused("word/document.xml",
                   "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>",
                   "严格");
    assert_refused("word/styles.xml", NULL, "没有部件");
    assert_refused("word/styles.xml", "<w:other " W "/>", "没有样式");
    assert_refused("word/header9.xml", "<w:body " W "/>", "不是页眉页脚");
    assert_refused("word/document.xml",
                   DOCUMENT("<w:sectPr><w:pgSz w:w=\"3000\" w:h=\"3000\"/></w:sectPr>"), "4厘米");
}

static void files_that_mean_harm_are_refused(void **state) {
    (void)state;
    assert_refused("word/styles.xml", "<!DOCTYPE s [<!ENTITY a \"a\">]><w:styles " W "/>", "实体");
    assert_refused("word/footer9.xml", FOOTER(FIELD("INCLUDEPICTURE \"http://x/y.png\"")),
                   "INCLUDEPICTURE");
    assert_refused("word/footer9.xml",
                   FOOTER(FIELD("DDE</w:instrText></w:r><w:r><w:instrText>AUTO "
                                "c:\\\\cmd")),
                   "DDEAUTO");
    assert_refused("word/footer9.xml", FOOTER(FIELD("IF " FIELD(" includetext x ") " = 1")),
                   "includetext");
    assert_refused("word/footer9.xml", FOOTER("<w:fldSimple w:instr=\" LINK Excel x \"/>"), "LINK");
    assert_refused("word/footer9.xml",
                   FOOTER("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>RD x"
                          "</w:instrText></w:r>"),
                   "RD");
    assert_refused("word/footer9.xml", FOOTER("<w:r><w:object/></w:r>"), "嵌有对象");
    assert_refused("word/_rels/footer9.xml.rels",
                   "<Relationships " PACKAGE "><Relationship Id=\"x\" Type=\"" RELATION
                   "image\" Target=\"http://x/y.png\" TargetMode=\"External\"/></Relationships>",
                   "图片以外");
    assert_refused("word/_rels/footer9.xml.rels",
                   "<Relationships " PACKAGE
                   ">" POINTS_TO("x", "oleObject", "a.bin") "</Relationships>",
                   "oleObject");
    assert_refused("word/_rels/footer9.xml.rels",
                   "<Relationships " PACKAGE
                   ">" POINTS_TO("x", "image", "../../a.png") "</Relationships>",
                   "图片以外");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_styles_are_used_and_ours_come_where_it_has_none),
        cmocka_unit_test(its_page_header_and_footer_are_used),
        cmocka_unit_test(every_part_is_named_and_every_name_is_a_part),
        cmocka_unit_test(our_own_file_is_a_reference_too),
        cmocka_unit_test(its_page_is_turned_for_landscape_paper),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(broken_files_are_refused),
        cmocka_unit_test(files_that_mean_harm_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
