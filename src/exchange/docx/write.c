#include "exchange/docx/write.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/width.h"
#include "exchange/docx/front.h"
#include "exchange/docx/paragraph.h"
#include "exchange/docx/reference.h"
#include "exchange/docx/table.h"
#include "exchange/package/zip_write.h"
#include "model/page.h"

#include <string.h>

enum {
    COLUMN = 315,      /* half twips of a column: 16 points set 0.25 closer are two */
    SIGN_OFF_RIGHT = 8 /* columns right of the date */
};

#define EMPTY_LINE     "579" /* twips */
#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS      "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* --- paragraphs --- */

static int outline_level(const struct block *block) {
    return block->level < DOCX_LEVEL_MOST ? block->level : DOCX_LEVEL_MOST;
}

/* What a block prints: all of it, or what stands before its text. */
static void add_printed(struct str *out, const struct block *block,
                        void (*add)(struct str *, const struct block *)) {
    if (block != NULL)
        add(out, block);
}

static void write_printed(struct docx_writer *writer, const struct diff_line *line,
                          void (*add)(struct str *, const struct block *), const char *style,
                          const char *font) {
    struct str was = STR_INIT, is = STR_INIT;
    add_printed(&was, line->old_block, add);
    add_printed(&is, line->new_block, add);
    docx_write_text(writer, str_span(&was), str_span(&is), style, font);
    str_release(&was);
    str_release(&is);
}

static void write_hang(struct xml_write *xml, size_t columns) {
    xml_begin(xml, "w:ind");
    xml_attribute_number(xml, "w:left", (long long)columns * COLUMN / 2);
    xml_attribute_number(xml, "w:hanging", (long long)columns * COLUMN / 2);
    xml_end(xml);
}

/* Who fills a form in, its unit, who signs. */
static bool is_form_line(const struct block *block) {
    return block->made && block->kind == BLOCK_PARAGRAPH;
}

static bool names_unit(struct span text) {
    return span_starts_with(text, SPAN("单位：")) || span_starts_with(text, SPAN("金额单位")) ||
           span_starts_with(text, SPAN("（单位"));
}

static void write_line(struct docx_writer *writer, const struct diff_line *line,
                       const char *style) {
    docx_begin_paragraph(writer, style);
    if (writer->table_follows)
        xml_leaf(writer->xml, "w:keepNext", NULL);
    size_t hang = page_hang(docx_line_block(line));
    if (hang > 0)
        write_hang(writer->xml, hang);
    if (is_form_line(docx_line_block(line)) && names_unit(span_of(docx_line_block(line)->text)))
        xml_leaf(writer->xml, "w:jc", "w:val", "right", NULL); /* as the published forms have it */
    docx_end_look(writer, docx_line_kind(writer, line));
    write_printed(writer, line, block_add_text, NULL, NULL);
    xml_end(writer->xml);
}

/* The last of some lines that stays; of lines that all go, the last. */
static size_t last_that_stays(const struct docx_writer *writer, const struct diff_line *lines,
                              size_t count) {
    for (size_t i = count; i-- > 0;)
        if (docx_line_kind(writer, &lines[i]) != DIFF_REMOVED)
            return i;
    return count - 1;
}

/* A title ends its lines where words end. One that has changed is compared as a whole, and in an
 * office's own look the size of its title is not known. */
static void write_title_lines(struct docx_writer *writer, const struct diff_line *line,
                              void (*add)(struct str *, const struct block *)) {
    bool compares = writer->tracks != NULL;
    struct str text = STR_INIT;
    add_printed(&text, docx_line_block(line), add);
    if (compares || writer->reference != NULL)
        write_printed(writer, line, add, NULL, NULL);
    else
        docx_write_title(writer, str_span(&text));
    str_release(&text);
}

/* The empty line after the title is space: it goes with the paragraph. */
static void write_title(struct docx_writer *writer, const struct diff_line *lines, size_t count) {
    size_t last = last_that_stays(writer, lines, count);
    for (size_t i = 0; i < count; i++) {
        docx_begin_paragraph(writer, DOCX_TITLE);
        if (i == last)
            xml_leaf(writer->xml, "w:spacing", "w:after", EMPTY_LINE, NULL);
        docx_end_look(writer, docx_line_kind(writer, &lines[i]));
        write_title_lines(writer, &lines[i], block_add_text);
        xml_end(writer->xml);
    }
}

static void add_label(struct str *out, const struct block *block) {
    str_add_text(out, block->label != NULL ? block->label : "");
}

static void add_heading(struct str *out, const struct block *block) {
    str_add_text(out, block->heading != NULL ? block->heading : "");
}

/* The label, an empty line, which is space above the title, and the title. */
static void write_attachment(struct docx_writer *writer, const struct diff_line *line) {
    static const struct {
        const char *style;
        void (*add)(struct str *, const struct block *);
    } parts[] = {{DOCX_ATTACHMENT, add_label}, {DOCX_ATTACHMENT_TITLE, add_heading}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        docx_begin_paragraph(writer, parts[i].style);
        docx_end_look(writer, docx_line_kind(writer, line));
        write_title_lines(writer, line, parts[i].add);
        xml_end(writer->xml);
    }
}

static void write_heading(struct docx_writer *writer, const struct diff_line *line) {
    const struct block *block = docx_line_block(line);
    if (block_is_attachment(block)) {
        write_attachment(writer, line);
        return;
    }
    struct str style = STR_INIT;
    if (block->attachment)
        str_add_text(&style, DOCX_ATTACHMENT);
    else
        str_add_format(&style, DOCX_HEADING "%d", outline_level(block));
    write_line(writer, line, style.s);
    str_release(&style);
}

static void add_body(struct str *out, const struct block *block) {
    str_add_text(out, block->text);
}

/* A paragraph that begins with a heading, in the font of its level (7.3.3), which is the text's own
 * from the third on. The outline level makes it a
 * place of Word's navigation; one without text stays with what follows. */
static void write_run_in(struct docx_writer *writer, const struct diff_line *line) {
    static const char *const fonts[] = {NULL, "黑体", "楷体_GB2312"};
    const struct block *block = docx_line_block(line);
    docx_begin_paragraph(writer, DOCX_BODY_TEXT);
    if (block->text[0] == '\0' || writer->table_follows)
        xml_leaf(writer->xml, "w:keepNext", NULL);
    xml_begin(writer->xml, "w:outlineLvl");
    xml_attribute_number(writer->xml, "w:val", outline_level(block) - 1);
    xml_end(writer->xml);
    docx_end_look(writer, docx_line_kind(writer, line));
    size_t level = (size_t)block->level;
    bool has_font = writer->reference == NULL && level < ARRAY_LEN(fonts);
    write_printed(writer, line, block_add_prefix, DOCX_RUN_IN, has_font ? fonts[level] : NULL);
    write_printed(writer, line, add_body, NULL, NULL);
    xml_end(writer->xml);
}

static int columns_of(const struct block *block) {
    size_t columns = width_of_text(span_of(block->text), WIDTH_WIDE);
    return columns <= PAGE_COLUMNS ? (int)columns : PAGE_COLUMNS + 1;
}

/* The last line ends four characters before the edge, the others are centred over it. */
static void write_sign_off(struct docx_writer *writer, const struct diff_line *lines,
                           size_t count) {
    size_t last = last_that_stays(writer, lines, count);
    /* from the right */
    int twice_centre = 2 * SIGN_OFF_RIGHT + columns_of(docx_line_block(&lines[last]));
    for (size_t i = 0; i < count; i++) {
        int width = columns_of(docx_line_block(&lines[i]));
        int twice_right = twice_centre > width ? twice_centre - width : 0;
        if (twice_right + 2 * width > 2 * PAGE_COLUMNS)
            twice_right = 0;
        docx_begin_paragraph(writer, DOCX_SIGN_OFF);
        if (i + 1 < count)
            xml_leaf(writer->xml, "w:keepNext", NULL);
        if (i == 0)
            xml_leaf(writer->xml, "w:spacing", "w:before", EMPTY_LINE, NULL);
        if (twice_right > 0) {
            xml_begin(writer->xml, "w:ind");
            xml_attribute_number(writer->xml, "w:right",
                                 (long)twice_right * docx_width(writer) / (2L * PAGE_COLUMNS));
            xml_end(writer->xml);
        }
        docx_end_look(writer, docx_line_kind(writer, &lines[i]));
        write_printed(writer, &lines[i], block_add_text, NULL, NULL);
        xml_end(writer->xml);
    }
}

/* --- the names of the attachments --- */

/* A tab behind the number: names stand below each other whatever the widths of digits are. */
static void add_note_line(struct str *out, const struct block *block) {
    struct span text = span_of(block->text), head = span_sub(text, 0, block->head);
    bool numbered = span_ends_with(head, SPAN(" "));
    str_add(out, numbered ? span_trim_end(head) : head);
    str_add_text(out, numbered ? "\t" : "");
    str_add(out, span_sub(text, block->head, text.n));
}

static size_t head_columns(const struct block *block) {
    return width_of_text((struct span){block->text, block->head}, WIDTH_WIDE);
}

static void write_note(struct docx_writer *writer, const struct diff_line *lines, size_t count) {
    enum { INDENT = 4 /* columns */ };
    size_t left = INDENT + head_columns(docx_line_block(&lines[0]));
    for (size_t i = 0; i < count; i++) {
        docx_begin_paragraph(writer, DOCX_ATTACHMENT_NOTE);
        if (i == 0)
            xml_leaf(writer->xml, "w:spacing", "w:before", EMPTY_LINE, NULL);
        xml_begin(writer->xml, "w:ind");
        xml_attribute_number(writer->xml, "w:left", (long long)left * COLUMN / 2);
        xml_attribute_number(writer->xml, "w:hanging",
                             (long long)head_columns(docx_line_block(&lines[i])) * COLUMN / 2);
        xml_end(writer->xml);
        docx_end_look(writer, docx_line_kind(writer, &lines[i]));
        write_printed(writer, &lines[i], add_note_line, NULL, NULL);
        xml_end(writer->xml);
    }
}

/* --- the document --- */

static void write_empty(struct docx_writer *writer, const char *style) {
    docx_begin_paragraph(writer, style);
    docx_end_look(writer, DIFF_KEPT);
    xml_end(writer->xml);
}

/* Whether the table of `same` rows at `at` follows another one, once what is gone is out. */
static bool follows_table(const struct docx_writer *writer, const struct diff_line *lines,
                          size_t at, size_t same) {
    size_t before = last_that_stays(writer, lines, at);
    const struct diff_line *own = &lines[at + last_that_stays(writer, &lines[at], same)];
    const struct block *table = lines[before].new_block;
    return table != NULL && own->new_block != NULL && table->kind == BLOCK_TABLE &&
           own->new_block->kind == BLOCK_TABLE && table != own->new_block;
}

/* Lines of a form with no table behind them are signed; what stands before a table names it. */
static bool are_signers(const struct diff_line *lines, size_t count) {
    size_t n = 0;
    while (n < count && is_form_line(docx_line_block(&lines[n])))
        n++;
    return n > 0 && (n == count || docx_line_block(&lines[n])->kind != BLOCK_TABLE);
}

/* Writes the line at the head of `same` lines of its kind, or all of them; returns how many. */
static size_t write_lines(struct docx_writer *writer, const struct diff_line *lines, size_t same) {
    static void (*const groups[])(struct docx_writer *, const struct diff_line *,
                                  size_t) = {[BLOCK_TITLE] = write_title,
                                             [BLOCK_TABLE] = docx_write_table,
                                             [BLOCK_SIGN_OFF] = write_sign_off,
                                             [BLOCK_NOTE] = write_note};
    const struct block *block = docx_line_block(lines);
    writer->at_head = writer->bookmarks && block->section >= 0 && block->section != writer->section;
    writer->section = block->section;
    writer->at_entry = writer->contents != NULL && writer->entries < writer->contents->count &&
                       writer->contents->items[writer->entries].heading == block;
    if (block->kind < ARRAY_LEN(groups) && groups[block->kind] != NULL) {
        groups[block->kind](writer, lines, same);
        return same;
    }
    if (block->kind == BLOCK_HEADING)
        write_heading(writer, lines);
    else if (block->kind == BLOCK_ITEM)
        write_line(writer, lines, DOCX_LIST_ITEM);
    else if (block->level > 0)
        write_run_in(writer, lines);
    else if (is_form_line(block))
        write_line(writer, lines, DOCX_TABLE_LINE);
    else
        write_line(writer, lines, DOCX_BODY_TEXT);
    return 1;
}

/* Another paper is another section; the first block has none before it. True: the section's end
 * stands before the block. */
static bool turn_paper(struct docx_writer *writer, const struct block *block, bool first) {
    bool turns = block->landscape != writer->landscape;
    if (turns && !first) {
        docx_write_section_end(writer, false);
        writer->goes_on = true;
    }
    writer->landscape = block->landscape;
    return turns && !first;
}

/* Whether a table comes next, or a line of its unit and then a table: what names it is never left
 * alone at the end of a page. */
static bool stands_over_table(const struct docx_writer *writer, const struct diff_line *lines,
                              size_t count) {
    enum { LINES_MOST = 3 };
    for (size_t i = 0; i < count && i < LINES_MOST; i++) {
        const struct block *block = docx_line_block(&lines[i]);
        if (block->landscape != writer->landscape)
            return false;
        if (block->kind == BLOCK_TABLE)
            return true;
        if (block->kind != BLOCK_PARAGRAPH || block->level > 0)
            return false;
        struct span text = span_trim(span_of(block->text));
        if (!names_unit(text) && !span_starts_with(text, SPAN("单位")))
            return false;
    }
    return false;
}

/* Word wants a paragraph behind a table, or takes the next for more of it, and one that a removed
 * last paragraph can become. */
static void write_body(struct docx_writer *writer, const struct diff_line *lines, size_t count) {
    for (size_t i = 0; i < count;) {
        size_t same = docx_count_same(&lines[i], count - i);
        bool ended = turn_paper(writer, docx_line_block(&lines[i]), i == 0);
        if (i > 0 && !ended && docx_line_block(&lines[i])->kind == BLOCK_TABLE &&
            follows_table(writer, lines, i, same))
            write_empty(writer, DOCX_AFTER_TABLE);
        writer->signers_follow = are_signers(&lines[i + same], count - i - same);
        writer->table_follows = stands_over_table(writer, &lines[i + same], count - i - same);
        i += write_lines(writer, &lines[i], same);
    }
    if (count == 0)
        write_empty(writer, DOCX_BODY_TEXT);
    else if (docx_line_block(&lines[count - 1])->kind == BLOCK_TABLE ||
             docx_line_kind(writer, &lines[count - 1]) == DIFF_REMOVED)
        write_empty(writer, DOCX_AFTER_TABLE);
}

static void write_document(struct str *out, const struct diff_line *lines, size_t count,
                           const struct docx_writer *manner, const struct document *front) {
    struct xml_write *xml = xml_write_new(out);
    struct docx_writer writer = *manner;
    writer.xml = xml;
    writer.section = -1;
    xml_declare(xml);
    xml_begin(xml, "w:document");
    xml_attribute(xml, "xmlns:w", WORD_NAMESPACE);
    xml_attribute(xml, "xmlns:r", RELATIONS);
    xml_begin(xml, "w:body");
    if (front != NULL)
        docx_write_front(&writer, front);
    write_body(&writer, lines, count);
    docx_write_page(&writer, false);
    xml_write_free(xml);
}

/* Title and language; no name and no time, which would differ from day to day. */
static void write_properties(struct str *out, const struct diff_line *lines, size_t count) {
    struct str title = STR_INIT;
    for (size_t i = 0; i < count; i++)
        if (lines[i].new_block != NULL && lines[i].new_block->kind == BLOCK_TITLE)
            str_add_text(&title, lines[i].new_block->text);
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

static void write_property(struct xml_write *xml, int id, const char *name, struct span value) {
    xml_begin(xml, "property");
    xml_attribute(xml, "fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"); /* of all such */
    xml_attribute_number(xml, "pid", id);
    xml_attribute(xml, "name", name);
    xml_begin(xml, "vt:lpwstr");
    xml_text(xml, value);
    xml_end(xml);
    xml_end(xml);
}

static void write_origin(struct str *out, const struct docx_origin *origin) {
    enum { FIRST_ID = 2 }; /* smaller ones are reserved */
    struct str edition = STR_INIT, change = STR_INIT;
    str_add_format(&edition, "%zu", origin->edition);
    str_add_format(&change, "%lld", (long long)origin->change);
    const struct {
        const char *name;
        struct span value;
    } properties[] = {{DOCX_ORIGIN_UID, span_of(origin->uid)},
                      {DOCX_ORIGIN_EDITION, str_span(&edition)},
                      {DOCX_ORIGIN_HASH, origin->hash},
                      {DOCX_ORIGIN_CHANGE, str_span(&change)}};
    struct xml_write *xml = xml_write_new(out);

    xml_declare(xml);
    xml_begin(xml, "Properties");
    xml_attribute(xml, "xmlns",
                  "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
    xml_attribute(xml, "xmlns:vt",
                  "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
    size_t count = ARRAY_LEN(properties) - (origin->change <= 0);
    for (size_t i = 0; i < count; i++)
        write_property(xml, FIRST_ID + (int)i, properties[i].name, properties[i].value);
    xml_write_free(xml);
    str_release(&change);
    str_release(&edition);
}

/* --- the file --- */

struct file { /* parts, and the texts of those that are made */
    struct zip_part *parts;
    struct str texts[8];
    size_t part_count, part_cap, text_count;
    bool with_origin;
};

static struct str *new_text(struct file *file) {
    assert(file->text_count < ARRAY_LEN(file->texts));
    str_init(&file->texts[file->text_count]);
    return &file->texts[file->text_count++];
}

/* What names the part that says where the file comes from, at the end of two others. */
static const struct extension {
    const char *part, *end, *element;
} extensions[] = {
    {"[Content_Types].xml", "</Types>",
     "<Override PartName=\"/docProps/custom.xml\" ContentType=\"application/"
     "vnd.openxmlformats-officedocument.custom-properties+xml\"/>"},
    {"_rels/.rels", "</Relationships>",
     "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
     "relationships/custom-properties\" Target=\"docProps/custom.xml\"/>"},
};

static const struct extension *extension_of(const struct file *file, const char *name) {
    for (size_t i = 0; file->with_origin && i < ARRAY_LEN(extensions); i++)
        if (strcmp(extensions[i].part, name) == 0)
            return &extensions[i];
    return NULL;
}

/* The text of a part lasts as long as the file does. */
static void add_part(struct file *file, const char *name, struct span bytes) {
    const struct extension *more = extension_of(file, name);
    if (more != NULL) {
        struct str *text = new_text(file);
        size_t at = span_find(bytes, span_of(more->end));
        assert(at != SIZE_MAX);
        str_add(text, span_sub(bytes, 0, at));
        str_add_format(text, "  %s\n%.*s", more->element, SPAN_ARG(span_sub(bytes, at, bytes.n)));
        bytes = str_span(text);
    }
    MEM_PUSH_ROOM(file->parts, file->part_count, file->part_cap);
    file->parts[file->part_count++] = (struct zip_part){name, bytes};
}

/* What is the same in every file of ours. */
static void add_fixed(struct file *file) {
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
        {"word/footer3.xml", "docx/footer-odd-turned.xml"},
        {"word/footer4.xml", "docx/footer-even-turned.xml"},
        {"docProps/app.xml", "docx/app.xml"},
    };
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++) {
        const struct embedded *embedded = embedded_find(fixed[i].embedded);
        assert(embedded != NULL);
        add_part(file, fixed[i].name, embedded_text(embedded));
    }
}

static void add_taken(struct file *file, const struct docx_reference *reference) {
    size_t count = 0;
    const struct docx_part *taken = docx_reference_parts(reference, &count);
    for (size_t i = 0; i < count; i++)
        add_part(file, taken[i].name, str_span(&taken[i].bytes));
}

/* manner: what the writer of the text is told; front: whose cover and contents come first, or NULL.
 */
static enum rc write_file(struct str *out, const struct diff_line *lines, size_t line_count,
                          const struct docx_writer *manner, const struct document *front,
                          const struct docx_origin *origin, struct err *err) {
    struct file file = {.with_origin = origin != NULL};
    if (manner->reference != NULL)
        add_taken(&file, manner->reference);
    else
        add_fixed(&file);

    struct str *body = new_text(&file), *properties = new_text(&file);
    write_document(body, lines, line_count, manner, front);
    write_properties(properties, lines, line_count);
    add_part(&file, "word/document.xml", str_span(body));
    add_part(&file, "docProps/core.xml", str_span(properties));
    if (origin != NULL) {
        struct str *custom = new_text(&file);
        write_origin(custom, origin);
        add_part(&file, "docProps/custom.xml", str_span(custom));
    }

    enum rc rc = zip_write(out, file.parts, file.part_count, err);
    mem_free(file.parts);
    for (size_t i = 0; i < file.text_count; i++)
        str_release(&file.texts[i]);
    return rc;
}

enum rc docx_write(struct str *out, const struct document *document,
                   const struct docx_origin *origin, const struct docx_reference *reference,
                   struct err *err) {
    struct diff_line *lines = NULL;
    size_t count = 0, cap = 0;
    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];
        struct span rest = span_of(block->text), row = SPAN("");
        struct span marks = span_of(block->merges), merges = SPAN("");
        bool more = block->kind != BLOCK_TABLE || span_take_line(&rest, &row);
        while (more) {
            MEM_PUSH_ROOM(lines, count, cap);
            if (block->merges == NULL || !span_take_line(&marks, &merges))
                merges = SPAN("");
            lines[count++] =
                (struct diff_line){.new_block = block, .new_row = row, .new_merges = merges};
            more = block->kind == BLOCK_TABLE && span_take_line(&rest, &row);
        }
    }
    struct docx_contents contents;
    struct docx_writer manner = {.reference = reference,
                                 .bookmarks = origin != NULL && origin->change > 0};
    docx_contents_find(&contents, document, &manner, lines, count);
    manner.contents = &contents;
    enum rc rc = write_file(out, lines, count, &manner, document, origin, err);
    docx_contents_release(&contents);
    mem_free(lines);
    return rc;
}

enum rc docx_write_changes(struct str *out, const struct diff_document *diff,
                           const struct docx_tracks *tracks, struct err *err) {
    return write_file(out, diff->lines, diff->count, &(struct docx_writer){.tracks = tracks}, NULL,
                      NULL, err);
}
