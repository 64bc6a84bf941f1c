#include "exchange/docx/front.h"

#include "base/mem.h"
#include "exchange/docx/leaves.h"
#include "exchange/docx/paragraph.h"
#include "model/page.h"

#include <string.h>

/* --- contents --- */

/* Headings at the head of their paragraph, too. */
static bool is_entry(const struct block *block, int levels) {
    bool heading = block->kind == BLOCK_HEADING ||
                   (block->kind == BLOCK_PARAGRAPH && block->heading != NULL && block->level > 0);
    return heading && block->level <= levels && block->section >= 0;
}

/* Without the full stop that ends a heading at the head of its paragraph, and without the text. */
static void add_entry_text(struct str *out, const struct block *heading) {
    struct block copy = *heading;
    copy.end_mark = heading->kind == BLOCK_PARAGRAPH ? NULL : heading->end_mark;
    block_add_prefix(out, &copy);
}

static void add_entry(struct docx_contents *contents, const struct block *block, size_t page) {
    MEM_PUSH_ROOM(contents->items, contents->count, contents->cap);
    contents->items[contents->count++] = (struct docx_entry){block, page + 1};
}

/* Headings stand in the pages in the order of the document. The page behind the last of the text;
 * *end: the first block behind it. */
static size_t find_in_text(struct docx_contents *contents, const struct document *document,
                           size_t *end) {
    struct document text = *document;
    struct pages pages;
    size_t line = 0, page = 0;
    for (text.count = 0; text.count < document->count; text.count++)
        if (document->blocks[text.count].attachment)
            break;
    pages_layout(&pages, &text);
    for (size_t i = 0; i < text.count; i++) {
        const struct block *block = &document->blocks[i];
        if (!is_entry(block, document->contents))
            continue;
        while (line < pages.line_count && pages.lines[line].section != block->section)
            line++;
        while (line < pages.line_count && pages_last_line(&pages, page) <= line)
            page++;
        add_entry(contents, block, page);
    }
    size_t behind = text.count > 0 ? pages.page_count : 0;
    pages_release(&pages);
    *end = text.count;
    return behind;
}

void docx_contents_find(struct docx_contents *contents, const struct document *document,
                        const struct docx_writer *writer, const struct diff_line *lines,
                        size_t count) {
    struct docx_leaves leaves;
    size_t end = 0, same;
    *contents = (struct docx_contents){0};
    if (document->contents <= 0)
        return;
    docx_leaves_begin(&leaves, find_in_text(contents, document, &end));
    size_t i = 0;
    while (i < count && (end == document->count || lines[i].new_block != &document->blocks[end]))
        i++;
    for (; i < count; i += same) {
        const struct block *block = docx_line_block(&lines[i]);
        same = docx_count_same(&lines[i], count - i);
        size_t page = docx_leaves_add(&leaves, writer, &lines[i], same);
        if (is_entry(block, document->contents))
            add_entry(contents, block, page);
    }
}

void docx_contents_release(struct docx_contents *contents) {
    mem_free(contents->items);
    *contents = (struct docx_contents){0};
}

/* --- fields --- */

static void write_field_mark(struct xml_write *xml, const char *type) {
    xml_begin(xml, "w:r");
    xml_leaf(xml, "w:fldChar", "w:fldCharType", type, NULL);
    xml_end(xml);
}

static void begin_field(struct xml_write *xml, const char *instruction) {
    write_field_mark(xml, "begin");
    xml_begin(xml, "w:r");
    xml_begin(xml, "w:instrText");
    xml_attribute(xml, "xml:space", "preserve");
    xml_text(xml, span_of(instruction));
    xml_end(xml);
    xml_end(xml);
    write_field_mark(xml, "separate");
}

static void write_words(struct docx_writer *writer, const char *words) {
    docx_write_text(writer, SPAN(""), span_of(words), NULL, NULL);
}

static void write_page_field(struct docx_writer *writer, const char *anchor, size_t page) {
    struct str words = STR_INIT;
    str_add_format(&words, " PAGEREF %s \\h ", anchor);
    begin_field(writer->xml, words.s);
    str_clear(&words);
    str_add_format(&words, "%zu", page);
    write_words(writer, words.s);
    write_field_mark(writer->xml, "end");
    str_release(&words);
}

/* --- the pages --- */

static void write_line(struct docx_writer *writer, const char *style, const char *text, bool first,
                       long before) {
    docx_begin_paragraph(writer, style);
    if (first) {
        xml_begin(writer->xml, "w:spacing");
        xml_attribute_number(writer->xml, "w:before", before);
        xml_end(writer->xml);
    }
    docx_end_look(writer, DIFF_KEPT);
    if (strcmp(style, DOCX_COVER_TITLE) == 0 && writer->reference == NULL)
        docx_write_title(writer, span_of(text));
    else
        write_words(writer, text);
    xml_end(writer->xml);
}

/* The title in the upper third, the lines of the cover below the middle. */
static void write_cover(struct docx_writer *writer, const struct document *document) {
    enum { LINE = 579, TITLE_FROM = 4 * LINE, LINES_FROM = 7 * LINE };
    bool first = true;
    for (size_t i = 0; i < document->count && document->blocks[i].kind == BLOCK_TITLE; i++) {
        write_line(writer, DOCX_COVER_TITLE, document->blocks[i].text, first, TITLE_FROM);
        first = false;
    }
    for (size_t i = 0; i < document->cover_count; i++)
        write_line(writer, DOCX_COVER, document->cover[i], i == 0, LINES_FROM);
}

/* Word numbers the levels of its own contents styles from 1. */
static void write_entry(struct docx_writer *writer, size_t at, const char *instruction) {
    const struct docx_entry *entry = &writer->contents->items[at];
    struct xml_write *xml = writer->xml;
    struct str style = STR_INIT, text = STR_INIT, anchor = STR_INIT;
    str_add_format(&style, DOCX_CONTENTS "%d", entry->heading->level);
    add_entry_text(&text, entry->heading);
    docx_add_anchor(&anchor, at);
    docx_begin_paragraph(writer, style.s);
    xml_begin(xml, "w:tabs");
    xml_begin(xml, "w:tab");
    xml_attribute(xml, "w:val", "right");
    xml_attribute(xml, "w:leader", "dot");
    xml_attribute_number(xml, "w:pos", docx_width(writer));
    xml_end(xml);
    xml_end(xml);
    docx_end_look(writer, DIFF_KEPT);
    if (instruction != NULL)
        begin_field(xml, instruction);
    xml_begin(xml, "w:hyperlink");
    xml_attribute(xml, "w:anchor", anchor.s);
    xml_attribute(xml, "w:history", "1");
    write_words(writer, text.s);
    write_words(writer, "\t");
    write_page_field(writer, anchor.s, entry->page);
    xml_end(xml);
    if (at + 1 == writer->contents->count)
        write_field_mark(xml, "end");
    xml_end(xml);
    str_release(&style);
    str_release(&text);
    str_release(&anchor);
}

static void write_contents(struct docx_writer *writer, const struct document *document) {
    struct str instruction = STR_INIT;
    str_add_format(&instruction, " TOC \\o \"1-%d\" \\h \\z \\t \"Attachment Title,1\" ",
                   document->contents);
    docx_begin_paragraph(writer, DOCX_CONTENTS_HEADING);
    docx_end_look(writer, DIFF_KEPT);
    write_words(writer, "目　录");
    xml_end(writer->xml);
    for (size_t i = 0; i < writer->contents->count; i++)
        write_entry(writer, i, i == 0 ? instruction.s : NULL);
    str_release(&instruction);
}

void docx_write_front(struct docx_writer *writer, const struct document *document) {
    bool contents = writer->contents->count > 0;
    if (document->cover_count > 0)
        write_cover(writer, document);
    if (contents)
        write_contents(writer, document);
    if (contents || document->cover_count > 0)
        docx_write_section_end(writer, true);
}
