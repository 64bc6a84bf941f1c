#include "exchange/docx/paragraph.h"

#include "base/os/clock.h"
#include "exchange/docx/reference.h"
#include "exchange/docx/write.h"
#include "model/title_lines.h"

enum diff_kind docx_line_kind(const struct docx_writer *writer, const struct diff_line *line) {
    if (writer->tracks == NULL || (line->old_block != NULL && line->new_block != NULL))
        return DIFF_KEPT;
    return line->new_block == NULL ? DIFF_REMOVED : DIFF_ADDED;
}

const struct block *docx_line_block(const struct diff_line *line) {
    return line->new_block != NULL ? line->new_block : line->old_block;
}

/* --- changes --- */

static void begin_change(struct docx_writer *writer, enum diff_kind kind) {
    struct str date = STR_INIT;
    clock_add_utc(&date, writer->tracks->at);
    xml_begin(writer->xml, kind == DIFF_ADDED ? "w:ins" : "w:del");
    xml_attribute_number(writer->xml, "w:id", ++writer->changes);
    xml_attribute(writer->xml, "w:author", writer->tracks->author);
    xml_attribute(writer->xml, "w:date", date.s);
    str_release(&date);
}

void docx_write_mark(struct docx_writer *writer, enum diff_kind kind) {
    if (kind == DIFF_KEPT)
        return;
    begin_change(writer, kind);
    xml_end(writer->xml);
}

/* --- paragraphs --- */

/* Rows of one table as the text is now; rows that are gone stand in the table around them. */
static size_t count_rows(const struct diff_line *lines, size_t count) {
    const struct block *table = lines[0].new_block;
    size_t rows = 1;
    for (; rows < count && docx_line_block(&lines[rows])->kind == BLOCK_TABLE; rows++) {
        const struct block *own = lines[rows].new_block;
        if (table != NULL && own != NULL && own != table)
            break;
        table = own != NULL ? own : table;
    }
    return rows;
}

size_t docx_count_same(const struct diff_line *lines, size_t count) {
    size_t same = 1;
    enum block_kind kind = docx_line_block(lines)->kind;
    if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM)
        return 1;
    if (kind == BLOCK_TABLE)
        return count_rows(lines, count);
    while (same < count && docx_line_block(&lines[same])->kind == kind)
        same++;
    return same;
}

const char *docx_style_id(const struct docx_writer *writer, const char *style) {
    return writer->reference != NULL ? docx_reference_style(writer->reference, style) : style;
}

long docx_width(const struct docx_writer *writer) {
    enum { TYPE_AREA = 8844, TURNED = 12756 };
    if (writer->reference != NULL)
        return docx_reference_width(writer->reference, writer->landscape);
    return writer->landscape ? TURNED : TYPE_AREA;
}

/* The page of the standard: 37 mm above, 35 below, 28 left, 26 right; 22 lines of 28.95 points.
 * Landscape paper is the same page turned to the right: its top is at the binding edge, and its
 * page number stands where it stands on the other pages of the bound report (GB/T 9704, 10), thus
 * along the left edge. */
void docx_write_page(struct docx_writer *writer, bool front) {
    struct xml_write *xml = writer->xml;
    if (writer->reference != NULL) {
        const struct docx_page page = {front, writer->landscape, writer->goes_on};
        docx_reference_write_section(writer->reference, xml, &page);
        return;
    }
    xml_begin(xml, "w:sectPr");
    if (!front) {
        bool turned = writer->landscape;
        xml_leaf(xml, "w:footerReference", "w:type", "even", "r:id", turned ? "rId7" : "rId5",
                 NULL);
        xml_leaf(xml, "w:footerReference", "w:type", "default", "r:id", turned ? "rId6" : "rId4",
                 NULL);
    }
    if (writer->landscape) {
        xml_leaf(xml, "w:pgSz", "w:w", "16838", "w:h", "11906", "w:orient", "landscape", NULL);
        xml_leaf(xml, "w:pgMar", "w:top", "1588", "w:right", "2098", "w:bottom", "1474", "w:left",
                 "1984", "w:header", "851", "w:footer", "851", "w:gutter", "0", NULL);
    } else {
        xml_leaf(xml, "w:pgSz", "w:w", "11906", "w:h", "16838", NULL);
        xml_leaf(xml, "w:pgMar", "w:top", "2098", "w:right", "1474", "w:bottom", "1984", "w:left",
                 "1588", "w:header", "851", "w:footer", "1304", "w:gutter", "0", NULL);
    }
    if (!front && !writer->goes_on)
        xml_leaf(xml, "w:pgNumType", "w:start", "1", NULL);
    xml_leaf(xml, "w:docGrid", "w:type", "lines", "w:linePitch", "579", NULL);
    xml_end(xml);
}

void docx_begin_paragraph(struct docx_writer *writer, const char *style) {
    xml_begin(writer->xml, "w:p");
    xml_begin(writer->xml, "w:pPr");
    xml_leaf(writer->xml, "w:pStyle", "w:val", docx_style_id(writer, style), NULL);
}

void docx_write_section_end(struct docx_writer *writer, bool front) {
    docx_begin_paragraph(writer, DOCX_AFTER_TABLE);
    docx_write_page(writer, front);
    docx_end_look(writer, DIFF_KEPT);
    xml_end(writer->xml);
}

static void write_mark_at(struct xml_write *xml, int64_t id, const char *name) {
    xml_begin(xml, "w:bookmarkStart");
    xml_attribute_number(xml, "w:id", id);
    xml_attribute(xml, "w:name", name);
    xml_end(xml);
    xml_begin(xml, "w:bookmarkEnd");
    xml_attribute_number(xml, "w:id", id);
    xml_end(xml);
}

static void write_bookmark(struct docx_writer *writer) {
    struct str name = STR_INIT;
    str_add_format(&name, DOCX_BOOKMARK "%lld", (long long)writer->section);
    write_mark_at(writer->xml, writer->section, name.s);
    str_release(&name);
}

void docx_add_anchor(struct str *out, size_t entry) {
    str_add_format(out, "_Toc%06zu", entry + 1);
}

/* Where an entry of the contents leads to; the ids of sections are smaller. */
static void write_anchor(struct docx_writer *writer) {
    enum { FIRST_ID = 1 << 30 };
    struct str name = STR_INIT;
    docx_add_anchor(&name, writer->entries);
    write_mark_at(writer->xml, FIRST_ID + (int64_t)writer->entries, name.s);
    writer->entries++;
    str_release(&name);
}

void docx_end_look(struct docx_writer *writer, enum diff_kind kind) {
    if (kind != DIFF_KEPT) {
        xml_begin(writer->xml, "w:rPr");
        docx_write_mark(writer, kind);
        xml_end(writer->xml);
    }
    xml_end(writer->xml);
    if (writer->at_head)
        write_bookmark(writer);
    if (writer->at_entry)
        write_anchor(writer);
    writer->at_head = writer->at_entry = false;
}

/* --- runs --- */

/* Quotes, dashes and ellipses are Chinese only where the run says so. */
static void write_run_look(struct xml_write *xml, const char *style, const char *font) {
    xml_begin(xml, "w:rPr");
    if (style != NULL)
        xml_leaf(xml, "w:rStyle", "w:val", style, NULL);
    if (font == NULL)
        xml_leaf(xml, "w:rFonts", "w:hint", "eastAsia", NULL);
    else
        xml_leaf(xml, "w:rFonts", "w:hint", "eastAsia", "w:eastAsia", font, NULL);
    xml_end(xml);
}

static void write_run(struct xml_write *xml, struct span text, const char *element,
                      const char *style, const char *font) {
    if (text.n == 0)
        return;
    xml_begin(xml, "w:r");
    write_run_look(xml, style, font);
    for (bool more = true; more;) {
        size_t tab = span_find(text, SPAN("\t"));
        struct span piece = span_sub(text, 0, tab);
        if (piece.n > 0) {
            xml_begin(xml, element);
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

void docx_write_text(struct docx_writer *writer, struct span old_text, struct span new_text,
                     const char *style, const char *font) {
    if (style != NULL)
        style = docx_style_id(writer, style);
    if (writer->tracks == NULL) {
        write_run(writer->xml, new_text, "w:t", style, font);
        return;
    }
    struct diff_text diff;
    diff_texts(&diff, old_text, new_text);
    for (size_t i = 0; i < diff.count; i++) {
        const struct diff_run *run = &diff.runs[i];
        if (run->kind != DIFF_KEPT)
            begin_change(writer, run->kind);
        write_run(writer->xml, run->text, run->kind == DIFF_REMOVED ? "w:delText" : "w:t", style,
                  font);
        if (run->kind != DIFF_KEPT)
            xml_end(writer->xml);
    }
    diff_text_release(&diff);
}

void docx_write_title(struct docx_writer *writer, struct span title) {
    struct line_break_rows rows = {0};
    title_break(&rows, title);
    for (size_t i = 0; i < rows.count; i++) {
        size_t end = i + 1 < rows.count ? rows.starts[i + 1] : title.n;
        if (i > 0) {
            xml_begin(writer->xml, "w:r");
            xml_leaf(writer->xml, "w:br", NULL);
            xml_end(writer->xml);
        }
        write_run(writer->xml, span_sub(title, rows.starts[i], end), "w:t", NULL, NULL);
    }
    line_break_release(&rows);
}
