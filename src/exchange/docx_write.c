#include "base/embedded.h"
#include "base/mem.h"
#include "base/width.h"
#include "exchange/docx.h"
#include "exchange/rows.h"
#include "exchange/xml_write.h"
#include "exchange/zip_write.h"
#include "model/page.h"

#include <string.h>

enum {
    TYPE_AREA = 8844,  /* width in twips */
    SIGN_OFF_RIGHT = 8 /* columns right of the date */
};

#define EMPTY_LINE     "579" /* twips */
#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS      "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* --- runs --- */

/* Quotes, dashes and ellipses are Chinese only where the run says so. */
static void write_run_look(struct xml_write *xml, const char *style, const char *font) {
    xml_begin(xml, "w:rPr");
    if (style != NULL)
        xml_leaf(xml, "w:rStyle", "w:val", style, NULL);
    if (font == NULL) {
        xml_leaf(xml, "w:rFonts", "w:hint", "eastAsia", NULL);
    } else {
        xml_leaf(xml, "w:rFonts", "w:hint", "eastAsia", "w:eastAsia", font, NULL);
        xml_leaf(xml, "w:b", "w:val", "0", NULL);
        xml_leaf(xml, "w:bCs", "w:val", "0", NULL);
    }
    xml_end(xml);
}

void docx_write_run(struct xml_write *xml, struct span text, const char *style, const char *font) {
    if (text.n == 0)
        return;
    xml_begin(xml, "w:r");
    write_run_look(xml, style, font);
    for (bool more = true; more;) {
        size_t tab = span_find(text, SPAN("\t"));
        struct span piece = span_sub(text, 0, tab);
        if (piece.n > 0) {
            xml_begin(xml, "w:t");
            xml_attribute(xml, "xml:space", "preserve");
            xml_text(xml, piece);
            xml_end(xml);
        }
        more = tab != SIZE_MAX;
        if (more) {
            xml_leaf(xml, "w:tab", NULL);
            text = span_sub(text, tab + 1, text.n);
        }
    }
    xml_end(xml);
}

/* --- paragraphs --- */

static int outline_level(const struct block *block) {
    return block->level < DOCX_LEVEL_MOST ? block->level : DOCX_LEVEL_MOST;
}

static void begin_paragraph(struct xml_write *xml, const char *style) {
    xml_begin(xml, "w:p");
    xml_begin(xml, "w:pPr");
    xml_leaf(xml, "w:pStyle", "w:val", style, NULL);
}

static void write_line(struct xml_write *xml, const struct block *block, const char *style) {
    struct str line = STR_INIT;
    block_add_text(&line, block);
    begin_paragraph(xml, style);
    xml_end(xml);
    docx_write_run(xml, str_span(&line), NULL, NULL);
    xml_end(xml);
    str_release(&line);
}

/* The empty line after the title is space: it goes with the paragraph. */
static void write_title(struct xml_write *xml, const struct block *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        begin_paragraph(xml, DOCX_TITLE);
        if (i + 1 == count)
            xml_leaf(xml, "w:spacing", "w:after", EMPTY_LINE, NULL);
        xml_end(xml);
        docx_write_run(xml, span_of(blocks[i].text), NULL, NULL);
        xml_end(xml);
    }
}

static void write_heading(struct xml_write *xml, const struct block *block) {
    struct str style = STR_INIT;
    if (block->attachment)
        str_add_text(&style, DOCX_ATTACHMENT);
    else
        str_add_format(&style, DOCX_HEADING "%d", outline_level(block));
    write_line(xml, block, style.s);
    str_release(&style);
}

/* A paragraph that begins with a heading, in the font of its level. The outline level makes it a
 * place of Word's navigation; one without text stays with what follows. */
static void write_run_in(struct xml_write *xml, const struct block *block) {
    static const char *const fonts[] = {NULL, "黑体", "楷体_GB2312"};
    struct str heading = STR_INIT;
    block_add_prefix(&heading, block);
    begin_paragraph(xml, DOCX_BODY_TEXT);
    if (block->text[0] == '\0')
        xml_leaf(xml, "w:keepNext", NULL);
    xml_begin(xml, "w:outlineLvl");
    xml_attribute_number(xml, "w:val", outline_level(block) - 1);
    xml_end(xml); /* level */
    xml_end(xml); /* look */
    size_t level = (size_t)block->level;
    docx_write_run(xml, str_span(&heading), DOCX_RUN_IN,
                   level < ARRAY_LEN(fonts) ? fonts[level] : NULL);
    docx_write_run(xml, span_of(block->text), NULL, NULL);
    xml_end(xml);
    str_release(&heading);
}

static int columns_of(const struct block *block) {
    size_t columns = width_of_text(span_of(block->text), WIDTH_WIDE);
    return columns <= PAGE_COLUMNS ? (int)columns : PAGE_COLUMNS + 1;
}

/* The last line ends four characters before the edge, the others are centred over it. */
static void write_sign_off(struct xml_write *xml, const struct block *blocks, size_t count) {
    int twice_centre = 2 * SIGN_OFF_RIGHT + columns_of(&blocks[count - 1]); /* from the right */
    for (size_t i = 0; i < count; i++) {
        int width = columns_of(&blocks[i]);
        int twice_right = twice_centre > width ? twice_centre - width : 0;
        if (twice_right + 2 * width > 2 * PAGE_COLUMNS)
            twice_right = 0;
        begin_paragraph(xml, DOCX_SIGN_OFF);
        if (i + 1 < count)
            xml_leaf(xml, "w:keepNext", NULL);
        if (i == 0)
            xml_leaf(xml, "w:spacing", "w:before", EMPTY_LINE, NULL);
        if (twice_right > 0) {
            xml_begin(xml, "w:ind");
            xml_attribute_number(xml, "w:right", twice_right * TYPE_AREA / (2 * PAGE_COLUMNS));
            xml_end(xml);
        }
        xml_end(xml);
        docx_write_run(xml, span_of(blocks[i].text), NULL, NULL);
        xml_end(xml);
    }
}

/* --- the document --- */

static void write_empty(struct xml_write *xml, const char *style) {
    begin_paragraph(xml, style);
    xml_end(xml);
    xml_end(xml);
}

static void write_blocks(struct xml_write *xml, const struct document *document) {
    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        size_t same = blocks_count_same(document, i);
        switch (block->kind) {
        case BLOCK_TITLE:
            write_title(xml, block, same);
            i += same - 1;
            break;
        case BLOCK_HEADING:
            write_heading(xml, block);
            break;
        case BLOCK_PARAGRAPH:
            if (block->level > 0)
                write_run_in(xml, block);
            else
                write_line(xml, block, DOCX_BODY_TEXT);
            break;
        case BLOCK_ITEM:
            write_line(xml, block, DOCX_LIST_ITEM);
            break;
        case BLOCK_TABLE:
            docx_write_table(xml, block, same);
            i += same - 1;
            break;
        case BLOCK_SIGN_OFF:
            write_sign_off(xml, block, same);
            i += same - 1;
            break;
        }
    }
    if (document->count == 0)
        write_empty(xml, DOCX_BODY_TEXT);
    else if (document->blocks[document->count - 1].kind == BLOCK_TABLE)
        write_empty(xml, DOCX_AFTER_TABLE); /* Word wants a paragraph there */
}

/* The page of the standard: 37 mm above, 35 below, 28 left, 26 right; 22 lines of 28.95 points. */
static void write_page(struct xml_write *xml) {
    xml_begin(xml, "w:sectPr");
    xml_leaf(xml, "w:footerReference", "w:type", "even", "r:id", "rId5", NULL);
    xml_leaf(xml, "w:footerReference", "w:type", "default", "r:id", "rId4", NULL);
    xml_leaf(xml, "w:pgSz", "w:w", "11906", "w:h", "16838", NULL);
    xml_leaf(xml, "w:pgMar", "w:top", "2098", "w:right", "1474", "w:bottom", "1984", "w:left",
             "1588", "w:header", "851", "w:footer", "1304", "w:gutter", "0", NULL);
    xml_leaf(xml, "w:pgNumType", "w:start", "1", NULL);
    xml_leaf(xml, "w:docGrid", "w:type", "lines", "w:linePitch", "579", NULL);
    xml_end(xml);
}

static void write_document(struct str *out, const struct document *document) {
    struct xml_write *xml = xml_write_new(out);
    xml_declare(xml);
    xml_begin(xml, "w:document");
    xml_attribute(xml, "xmlns:w", WORD_NAMESPACE);
    xml_attribute(xml, "xmlns:r", RELATIONS);
    xml_begin(xml, "w:body");
    write_blocks(xml, document);
    write_page(xml);
    xml_write_free(xml);
}

/* Title and language; no name and no time, which would differ from day to day. */
static void write_properties(struct str *out, const struct document *document) {
    struct str title = STR_INIT;
    for (size_t i = 0; i < document->count; i++)
        if (document->blocks[i].kind == BLOCK_TITLE)
            str_add_text(&title, document->blocks[i].text);
    struct xml_write *xml = xml_write_new(out);
    xml_declare(xml);
    xml_begin(xml, "cp:coreProperties");
    xml_attribute(xml, "xmlns:cp",
                  "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    xml_begin(xml, "dc:title");
    xml_text(xml, str_span(&title));
    xml_end(xml);
    xml_begin(xml, "dc:language");
    xml_text(xml, SPAN("zh-CN"));
    xml_write_free(xml);
    str_release(&title);
}

enum rc docx_write(struct str *out, const struct document *document, struct err *err) {
    static const struct {
        const char *name, *embedded;
    } fixed[] = {
        {"[Content_Types].xml", "docx/content-types.xml"}, /* comes first, by habit of readers */
        {"_rels/.rels", "docx/package-rels.xml"},
        {"word/_rels/document.xml.rels", "docx/document-rels.xml"},
        {"word/styles.xml", "docx/styles.xml"},
        {"word/settings.xml", "docx/settings.xml"},
        {"word/fontTable.xml", "docx/fonts.xml"},
        {"word/footer1.xml", "docx/footer-odd.xml"},
        {"word/footer2.xml", "docx/footer-even.xml"},
        {"docProps/app.xml", "docx/app.xml"},
    };
    struct zip_part parts[ARRAY_LEN(fixed) + 2];
    struct str body = STR_INIT, properties = STR_INIT;
    size_t count = 0;
    for (; count < ARRAY_LEN(fixed); count++) {
        const struct embedded *file = embedded_find(fixed[count].embedded);
        assert(file != NULL);
        parts[count] = (struct zip_part){fixed[count].name, embedded_text(file)};
    }
    write_document(&body, document);
    write_properties(&properties, document);
    parts[count++] = (struct zip_part){"word/document.xml", str_span(&body)};
    parts[count++] = (struct zip_part){"docProps/core.xml", str_span(&properties)};
    enum rc rc = zip_write(out, parts, count, err);
    str_release(&body);
    str_release(&properties);
    return rc;
}
