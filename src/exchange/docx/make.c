#include "exchange/docx/make.h"

#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/docx/number.h"

#include <string.h>

#define WORD_MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MATH_MAIN "http://schemas.openxmlformats.org/officeDocument/2006/math"
#define DRAW_MAIN "http://schemas.openxmlformats.org/drawingml/2006/main"
#define RELATION  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define CONTENTS  "TOC1"
#define TITLE     "Title"

enum { COLUMNS_MOST = 64, ROWS_MOST = 100000 };

/* How long the cells above reach down, column by column. */
struct grid {
    int below[COLUMNS_MOST]; /* rows that a cell still takes … */
    int wide[COLUMNS_MOST];  /* … and columns, where it begins */
    int at;                  /* the column that comes next */
};

enum part { PART_DOCUMENT, PART_NOTES, PART_HEADER, PART_LISTS, PARTS };

struct docx_make {
    struct str texts[PARTS];
    struct xml_write *xmls[PARTS];
    enum part part;  /* that is being made … */
    enum part outer; /* … and the one that goes on behind a note */
    int notes, lists;
    int *abstracts; /* of each list, from 1 */
    size_t abstract_count, abstract_cap;
    struct grid *grids; /* of the tables that are open */
    size_t depth, cap;
    struct text_clean_report cleaned; /* of what is the report's text */
};

static const struct {
    const char *root, *name, *kind;
} parts[PARTS] = {
    [PART_DOCUMENT] = {"w:document", "word/document.xml", NULL},
    [PART_NOTES] = {"w:footnotes", "word/footnotes.xml", "footnotes"},
    [PART_HEADER] = {"w:hdr", "word/header1.xml", "header"},
    [PART_LISTS] = {"w:numbering", "word/numbering.xml", "numbering"},
};

static struct xml_write *xml_of(struct docx_make *make) {
    return make->xmls[make->part];
}

struct xml_write *docx_make_xml(struct docx_make *make) {
    return xml_of(make);
}

struct docx_make *docx_make_new(void) {
    struct docx_make *make = MEM_NEW(struct docx_make);
    for (int i = 0; i < PARTS; i++) {
        str_init(&make->texts[i]);
        make->xmls[i] = xml_write_new(&make->texts[i]);
        xml_begin(make->xmls[i], parts[i].root);
        xml_attribute(make->xmls[i], "xmlns:w", WORD_MAIN);
        xml_attribute(make->xmls[i], "xmlns:m", MATH_MAIN);
        xml_attribute(make->xmls[i], "xmlns:a", DRAW_MAIN);
    }
    xml_begin(make->xmls[PART_DOCUMENT], "w:body");
    return make;
}

static void close_parts(struct docx_make *make) {
    for (int i = 0; i < PARTS; i++) {
        if (make->xmls[i] != NULL)
            xml_write_free(make->xmls[i]);
        make->xmls[i] = NULL;
    }
}

void docx_make_free(struct docx_make *make) {
    if (make == NULL)
        return;
    close_parts(make);
    for (int i = 0; i < PARTS; i++)
        str_release(&make->texts[i]);
    mem_free(make->abstracts);
    mem_free(make->grids);
    mem_free(make);
}

/* --- what is read --- */

static void write_relations(struct str *out) {
    struct xml_write *xml = xml_write_new(out);
    xml_begin(xml, "Relationships");
    for (int i = 0; i < PARTS; i++)
        if (parts[i].kind != NULL) {
            struct str type = STR_INIT;
            str_add_format(&type, RELATION "/%s", parts[i].kind);
            xml_leaf(xml, "Relationship", "Type", type.s, "Target", parts[i].name + strlen("word/"),
                     NULL);
            str_release(&type);
        }
    xml_leaf(xml, "Relationship", "Type", RELATION "/styles", "Target", "styles.xml", NULL);
    xml_end(xml);
    xml_write_free(xml);
}

/* What the library of XML would not take was stripped here, before the reader could count it. */
static void tell_cleaned(const struct docx_make *make, struct text_clean_report *report) {
    struct text_clean_report before = *report;
    if (before.stripped == 0)
        *report = make->cleaned;
    else
        report->stripped += make->cleaned.stripped;
    report->line_ends = before.line_ends + make->cleaned.line_ends;
}

enum rc docx_make_read(struct docx_make *make, struct source *out, struct import_draft *draft,
                       const struct import_options *options, struct err *err) {
    static const char styles[] =
        "<w:styles xmlns:w=\"" WORD_MAIN "\">"
        "<w:style w:type=\"paragraph\" w:styleId=\"" TITLE "\"><w:name w:val=\"Title\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"" CONTENTS
        "\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    struct str relations = STR_INIT;
    struct zip_part all[PARTS + 2];
    close_parts(make);
    write_relations(&relations);
    for (int i = 0; i < PARTS; i++)
        all[i] = (struct zip_part){parts[i].name, str_span(&make->texts[i])};
    all[PARTS] = (struct zip_part){"word/_rels/document.xml.rels", str_span(&relations)};
    all[PARTS + 1] = (struct zip_part){"word/styles.xml", SPAN(styles)};
    struct zip_read *zip = zip_read_parts(all, ARRAY_LEN(all));
    enum rc rc = docx_read_package(out, draft, zip, options, err);
    if (rc == RC_OK)
        tell_cleaned(make, &draft->cleaned);
    zip_read_close(zip);
    str_release(&relations);
    return rc;
}

/* --- paragraphs --- */

static void write_number(struct xml_write *xml, const char *name, int value) {
    xml_begin(xml, name);
    xml_attribute_number(xml, "w:val", value);
    xml_end(xml);
}

void docx_make_begin_paragraph(struct docx_make *make, const struct docx_make_paragraph *what) {
    struct xml_write *xml = xml_of(make);
    xml_begin(xml, "w:p");
    xml_begin(xml, "w:pPr");
    if (what->title || what->contents)
        xml_leaf(xml, "w:pStyle", "w:val", what->title ? TITLE : CONTENTS, NULL);
    if (what->page_break)
        xml_leaf(xml, "w:pageBreakBefore", NULL);
    if (what->list > 0) {
        xml_begin(xml, "w:numPr");
        write_number(xml, "w:ilvl", what->level);
        write_number(xml, "w:numId", what->list);
        xml_end(xml);
    }
    if (what->outline > 0)
        write_number(xml, "w:outlineLvl", what->outline < 9 ? what->outline - 1 : 8);
    xml_end(xml);
}

void docx_make_end_paragraph(struct docx_make *make) {
    xml_end(xml_of(make));
}

static void write_look(struct xml_write *xml, unsigned look) {
    static const struct {
        unsigned bit;
        const char *name, *value;
    } looks[] = {{MAKE_BOLD, "w:b", "1"},
                 {MAKE_HIDDEN, "w:vanish", "1"},
                 {MAKE_STRUCK, "w:strike", "1"},
                 {MAKE_CAPITALS, "w:caps", "1"},
                 {MAKE_RAISED, "w:vertAlign", "superscript"},
                 {MAKE_LOWERED, "w:vertAlign", "subscript"}};
    if ((look & ~(unsigned)MAKE_PROMPT) == 0)
        return;
    xml_begin(xml, "w:rPr");
    for (size_t i = 0; i < ARRAY_LEN(looks); i++)
        if ((look & looks[i].bit) != 0)
            xml_leaf(xml, looks[i].name, "w:val", looks[i].value, NULL);
    xml_end(xml);
}

static void write_characters(struct xml_write *xml, const char *name, struct span text) {
    xml_begin(xml, name);
    xml_attribute(xml, "xml:space", "preserve");
    xml_text(xml, text);
    xml_end(xml);
}

/* Text without tabs and line ends, and those as Word has them. */
static void write_pieces(struct xml_write *xml, struct span text) {
    while (text.n > 0) {
        size_t n = 0;
        while (n < text.n && text.p[n] != '\t' && text.p[n] != '\n')
            n++;
        if (n > 0)
            write_characters(xml, "w:t", span_sub(text, 0, n));
        if (n < text.n)
            xml_leaf(xml, text.p[n] == '\t' ? "w:tab" : "w:br", NULL);
        text = span_sub(text, n + 1, text.n);
    }
}

void docx_make_text(struct docx_make *make, struct span text, unsigned look) {
    struct xml_write *xml = xml_of(make);
    struct str clean = STR_INIT;
    text_clean(&clean, text, make->part == PART_HEADER ? NULL : &make->cleaned);
    if (clean.len == 0) {
        str_release(&clean);
        return;
    }

    if ((look & MAKE_PROMPT) != 0)
        xml_raw(xml, "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>");
    xml_begin(xml, "w:r");
    write_look(xml, look);
    write_pieces(xml, str_span(&clean));
    xml_end(xml);
    if ((look & MAKE_PROMPT) != 0)
        xml_raw(xml, "</w:sdt>");
    str_release(&clean);
}

void docx_make_reading(struct docx_make *make, struct span base, struct span reading) {
    struct xml_write *xml = xml_of(make);
    xml_begin(xml, "w:ruby");
    xml_begin(xml, "w:rt");
    docx_make_text(make, reading, 0);
    xml_end(xml);
    xml_begin(xml, "w:rubyBase");
    docx_make_text(make, base, 0);
    xml_end(xml);
    xml_end(xml);
}

void docx_make_deleted(struct docx_make *make, struct span text) {
    struct xml_write *xml = xml_of(make);
    struct str clean = STR_INIT;
    text_clean(&clean, text, NULL); /* it is counted, not kept */
    xml_begin(xml, "w:del");
    xml_begin(xml, "w:r");
    write_characters(xml, "w:delText", str_span(&clean));
    xml_end(xml);
    xml_end(xml);
    str_release(&clean);
}

void docx_make_image(struct docx_make *make, const char *name) {
    struct xml_write *xml = xml_of(make);
    struct str clean = STR_INIT;
    text_clean(&clean, span_of(name), NULL);
    xml_begin(xml, "w:drawing");
    xml_leaf(xml, "a:docPr", "name", clean.len > 0 ? clean.s : "", NULL);
    xml_leaf(xml, "a:blip", NULL);
    xml_end(xml);
    str_release(&clean);
}

void docx_make_object(struct docx_make *make) {
    xml_leaf(xml_of(make), "w:object", NULL);
}

void docx_make_comment(struct docx_make *make) {
    xml_leaf(xml_of(make), "w:commentReference", NULL);
}

static void write_mark(struct xml_write *xml, const char *type) {
    xml_begin(xml, "w:r");
    xml_leaf(xml, "w:fldChar", "w:fldCharType", type, NULL);
    xml_end(xml);
}

void docx_make_begin_field(struct docx_make *make, struct span instruction) {
    struct xml_write *xml = xml_of(make);
    write_mark(xml, "begin");
    xml_begin(xml, "w:r");
    write_characters(xml, "w:instrText", instruction);
    xml_end(xml);
    write_mark(xml, "separate");
}

void docx_make_end_field(struct docx_make *make) {
    write_mark(xml_of(make), "end");
}

void docx_make_begin_note(struct docx_make *make) {
    make->outer = make->part;
    make->part = PART_NOTES;
    xml_begin(xml_of(make), "w:footnote");
    xml_attribute_number(xml_of(make), "w:id", ++make->notes);
}

void docx_make_end_note(struct docx_make *make) {
    xml_end(xml_of(make));
    make->part = make->outer;
    xml_begin(xml_of(make), "w:footnoteReference");
    xml_attribute_number(xml_of(make), "w:id", make->notes);
    xml_end(xml_of(make));
}

void docx_make_begin_header(struct docx_make *make) {
    make->part = PART_HEADER;
}

void docx_make_end_header(struct docx_make *make) {
    make->part = PART_DOCUMENT;
}

/* --- lists --- */

static int add_num(struct docx_make *make, int abstract) {
    MEM_PUSH_ROOM(make->abstracts, make->abstract_count, make->abstract_cap);
    make->abstracts[make->abstract_count++] = abstract;
    int num = (int)make->abstract_count;
    xml_begin(make->xmls[PART_LISTS], "w:num");
    xml_attribute_number(make->xmls[PART_LISTS], "w:numId", num);
    write_number(make->xmls[PART_LISTS], "w:abstractNumId", abstract);
    return num;
}

int docx_make_list(struct docx_make *make, const struct docx_make_level *levels, size_t count) {
    struct xml_write *xml = make->xmls[PART_LISTS];
    int abstract = make->lists++;
    xml_begin(xml, "w:abstractNum");
    xml_attribute_number(xml, "w:abstractNumId", abstract);
    for (size_t i = 0; i < count && i < DOCX_LIST_LEVELS; i++) {
        xml_begin(xml, "w:lvl");
        xml_attribute_number(xml, "w:ilvl", (long long)i);
        write_number(xml, "w:start", levels[i].start);
        xml_leaf(xml, "w:numFmt", "w:val", levels[i].format, NULL);
        xml_leaf(xml, "w:lvlText", "w:val", levels[i].text, NULL);
        xml_end(xml);
    }
    xml_end(xml);
    int num = add_num(make, abstract);
    xml_end(xml);
    return num;
}

static void write_start(struct xml_write *xml, int level, int start) {
    xml_begin(xml, "w:lvlOverride");
    xml_attribute_number(xml, "w:ilvl", level);
    write_number(xml, "w:startOverride", start);
    xml_end(xml);
}

int docx_make_list_again(struct docx_make *make, int list, int level, int start) {
    assert(list > 0 && (size_t)list <= make->abstract_count);
    int num = add_num(make, make->abstracts[list - 1]);
    write_start(make->xmls[PART_LISTS], level, start);
    xml_end(make->xmls[PART_LISTS]);
    return num;
}

/* --- tables --- */

void docx_make_begin_table(struct docx_make *make) {
    MEM_PUSH_ROOM(make->grids, make->depth, make->cap);
    make->grids[make->depth++] = (struct grid){0};
    xml_begin(xml_of(make), "w:tbl");
}

void docx_make_begin_row(struct docx_make *make) {
    make->grids[make->depth - 1].at = 0;
    xml_begin(xml_of(make), "w:tr");
}

static void begin_cell(struct xml_write *xml, int columns, const char *merge) {
    xml_begin(xml, "w:tc");
    xml_begin(xml, "w:tcPr");
    if (columns > 1)
        write_number(xml, "w:gridSpan", columns);
    if (merge != NULL)
        xml_leaf(xml, "w:vMerge", "w:val", merge, NULL);
    xml_end(xml);
}

/* The cells that those above take of this row, up to one that is free. */
static void go_on(struct docx_make *make) {
    struct grid *grid = &make->grids[make->depth - 1];
    while (grid->at < COLUMNS_MOST && grid->below[grid->at] > 0) {
        int columns = grid->wide[grid->at];
        grid->below[grid->at]--;
        begin_cell(xml_of(make), columns, "continue");
        xml_end(xml_of(make));
        grid->at += columns;
    }
}

static int clamp(int value, int most) {
    return value < 1 ? 1 : value > most ? most : value;
}

void docx_make_begin_cell(struct docx_make *make, int columns, int rows) {
    struct grid *grid = &make->grids[make->depth - 1];
    go_on(make);
    columns = clamp(columns, COLUMNS_MOST);
    rows = clamp(rows, ROWS_MOST);
    if (grid->at < COLUMNS_MOST) {
        grid->below[grid->at] = rows - 1;
        grid->wide[grid->at] = columns;
        grid->at += columns;
    }
    begin_cell(xml_of(make), columns, rows > 1 ? "restart" : NULL);
}

void docx_make_end_cell(struct docx_make *make) {
    xml_end(xml_of(make));
}

void docx_make_end_row(struct docx_make *make) {
    go_on(make);
    xml_end(xml_of(make));
}

void docx_make_end_table(struct docx_make *make) {
    make->depth--;
    xml_end(xml_of(make));
}
