/* The elements of a part, one by one. */
#include "exchange/docx/walk.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/docx/docx.h"

#include <string.h>

static struct docx_paragraph *open_paragraph(struct docx_walk *walk) {
    return walk->depth == 0 ? NULL : &walk->paragraphs[walk->depth - 1];
}

/* --- characters --- */

static bool in_contents(const struct docx_walk *walk) {
    for (size_t i = 0; i < walk->field_depth; i++)
        if (walk->fields[i].contents)
            return true;
    return false;
}

/* The result of a field within the instruction of another is no text. */
static bool in_inner_field(const struct docx_walk *walk) {
    for (size_t i = 0; i + 1 < walk->field_depth; i++)
        if (!walk->fields[i].shows)
            return true;
    return false;
}

static void add_text(struct docx_walk *walk, struct span text) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    size_t ink = utf8_count_ink(text);
    if (walk->deleted > 0) {
        walk->counts->deleted += ink;
        return;
    }
    if (paragraph == NULL || in_inner_field(walk))
        return;
    walk->counts->hidden += walk->hidden ? ink : 0;
    size_t before = paragraph->text.len;
    text_clean(&paragraph->text, text, walk->cleaned);
    if (walk->bold && paragraph->bold == before)
        paragraph->bold = paragraph->text.len;
    if (walk->run_in && paragraph->run_in == before)
        paragraph->run_in = paragraph->text.len;
}

/* White space in the file's lines is a blank; a tab or a new line is an element. */
static void add_characters(struct docx_walk *walk, struct span text) {
    while (text.n > 0) {
        size_t n = strcspn(text.p, "\t\n\r");
        n = n < text.n ? n : text.n;
        add_text(walk, span_sub(text, 0, n));
        if (n < text.n)
            add_text(walk, SPAN(" "));
        text = span_sub(text, n + 1, text.n);
    }
}

static void open_symbol(struct docx_walk *walk) {
    uint32_t code = 0;
    struct span digits = xml_read_attribute(walk->xml, "char");
    for (size_t i = 0; i < digits.n && i < 6; i++) {
        const char *hex = "0123456789ABCDEF0123456789abcdef";
        const char *found = strchr(hex, digits.p[i]);
        code = code * 16 + (found == NULL ? 0 : (uint32_t)(found - hex) % 16);
    }
    char32_t plain = docx_symbol(xml_read_attribute(walk->xml, "font"), code);
    char bytes[UTF8_MAX];
    size_t n = utf8_put(plain != 0 ? plain : U'〓', bytes);
    walk->counts->symbols += plain == 0 && walk->deleted == 0;
    add_text(walk, (struct span){bytes, n});
}

static void open_tab(struct docx_walk *walk) {
    add_text(walk, SPAN("\t"));
}

static void open_hyphen(struct docx_walk *walk) {
    add_text(walk, SPAN("-"));
}

static void open_break(struct docx_walk *walk) {
    struct span type = xml_read_attribute(walk->xml, "type");
    if (span_is(type, "page")) {
        struct docx_paragraph *paragraph = open_paragraph(walk);
        if (paragraph != NULL && utf8_count_ink(str_span(&paragraph->text)) == 0)
            paragraph->page_break = true;
        else
            walk->page_break = true;
    }
    add_text(walk, SPAN("\n"));
}

static void open_text(struct docx_walk *walk) {
    walk->in_text = true;
}

static void close_text(struct docx_walk *walk) {
    walk->in_text = false;
}

/* --- runs and paragraphs --- */

static void open_paragraph_element(struct docx_walk *walk) {
    MEM_PUSH_ROOM(walk->paragraphs, walk->depth, walk->paragraph_cap);
    struct docx_paragraph *paragraph = &walk->paragraphs[walk->depth++];
    *paragraph = (struct docx_paragraph){.style = walk->styles->normal,
                                         .outline = DOCX_UNSET,
                                         .number = DOCX_UNSET,
                                         .level = DOCX_UNSET,
                                         .text = STR_INIT,
                                         .notes = STR_INIT};
    str_add(&paragraph->text, str_span(&walk->carry));
    str_clear(&walk->carry);
    paragraph->contents = in_contents(walk);
}

static void close_paragraph_element(struct docx_walk *walk) {
    if (walk->depth > 0)
        docx_end_paragraph(walk);
}

static void open_run(struct docx_walk *walk) {
    const struct docx_paragraph *paragraph = open_paragraph(walk);
    walk->bold = paragraph != NULL && paragraph->style != NULL && paragraph->style->bold == 1;
    walk->run_in = walk->hidden = false;
}

static void open_bold(struct docx_walk *walk) {
    if (walk->run_properties)
        walk->bold = xml_read_is_on(walk->xml);
}

static void open_vanish(struct docx_walk *walk) {
    if (walk->run_properties)
        walk->hidden = xml_read_is_on(walk->xml);
}

static void open_run_style(struct docx_walk *walk) {
    if (!walk->run_properties)
        return;
    struct span id = xml_read_attribute(walk->xml, "val");
    const struct docx_style *style = docx_styles_find(walk->styles, id);
    if (style != NULL && style->bold != DOCX_UNSET)
        walk->bold = style->bold == 1;
    walk->run_in = walk->ours && span_is(id, DOCX_RUN_IN);
}

static void open_style(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    const struct docx_style *style =
        docx_styles_find(walk->styles, xml_read_attribute(walk->xml, "val"));
    if (paragraph != NULL && style != NULL)
        paragraph->style = style;
}

static void open_outline(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->outline = (xml_read_number(walk->xml, "val", 9) + 1) % 10;
}

static void open_number(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->number = xml_read_number(walk->xml, "val", 0);
}

static void open_level(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->level = xml_read_number(walk->xml, "val", 0);
}

static void open_page_break(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->page_break |= xml_read_is_on(walk->xml);
}

/* --- tracked changes: in properties they say that a mark or a row is gone --- */

static void open_mark_deleted(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    struct docx_table *table = walk->table_depth == 0 ? NULL : &walk->tables[walk->table_depth - 1];
    if (paragraph != NULL && (table == NULL || table->outer < walk->depth))
        paragraph->mark_deleted = true;
    else if (table != NULL)
        table->row_gone = true;
}

static void open_deleted(struct docx_walk *walk) {
    walk->deleted++;
}

static void close_deleted(struct docx_walk *walk) {
    walk->deleted -= walk->deleted > 0;
}

/* --- fields --- */

static void open_field_mark(struct docx_walk *walk) {
    struct span type = xml_read_attribute(walk->xml, "fldCharType");
    if (span_is(type, "begin") && walk->field_depth < DOCX_FIELDS_MOST)
        walk->fields[walk->field_depth++] = (struct docx_field){0};
    else if (span_is(type, "separate") && walk->field_depth > 0)
        walk->fields[walk->field_depth - 1].shows = true;
    else if (span_is(type, "end") && walk->field_depth > 0)
        walk->field_depth--;
}

static void open_instruction(struct docx_walk *walk) {
    walk->in_instruction = true;
}

static void close_instruction(struct docx_walk *walk) {
    walk->in_instruction = false;
}

static void read_instruction(struct docx_walk *walk, struct span text) {
    struct span word = span_trim(text);
    if (walk->field_depth == 0 || !span_starts_with(word, SPAN("TOC")))
        return;
    struct docx_paragraph *paragraph = open_paragraph(walk);
    walk->fields[walk->field_depth - 1].contents = true;
    if (paragraph != NULL)
        paragraph->contents = true;
}

/* --- notes --- */

static void add_note(struct docx_walk *walk, const struct docx_notes *notes) {
    struct docx_paragraph *paragraph = open_paragraph(walk);
    int id = xml_read_number(walk->xml, "id", DOCX_UNSET);
    if (notes == NULL || paragraph == NULL || walk->deleted > 0)
        return;
    for (size_t i = 0; i < notes->count; i++) {
        const struct docx_note *note = &notes->items[i];
        if (note->id != id || note->first == note->last)
            continue;
        if (paragraph->notes.len > 0)
            str_add_byte(&paragraph->notes, '\n');
        str_add_text(&paragraph->notes, "〔注：");
        for (size_t k = note->first; k < note->last; k++) {
            str_add_text(&paragraph->notes, k > note->first ? " " : "");
            str_add_text(&paragraph->notes, notes->source.document.blocks[k].text);
        }
        str_add_text(&paragraph->notes, "〕");
        walk->counts->notes++;
        return;
    }
}

static void open_footnote_reference(struct docx_walk *walk) {
    add_note(walk, walk->footnotes);
}

static void open_endnote_reference(struct docx_walk *walk) {
    add_note(walk, walk->endnotes);
}

static void open_note(struct docx_walk *walk) {
    struct docx_notes *notes = walk->gather;
    if (notes == NULL)
        return;
    MEM_PUSH_ROOM(notes->items, notes->count, notes->cap);
    size_t at = walk->out->document.count;
    bool text = xml_read_attribute(walk->xml, "type").p == NULL ||
                span_is(xml_read_attribute(walk->xml, "type"), "normal");
    notes->items[notes->count++] = (struct docx_note){
        text ? xml_read_number(walk->xml, "id", DOCX_UNSET) : DOCX_UNSET - 1, at, at};
}

static void close_note(struct docx_walk *walk) {
    struct docx_notes *notes = walk->gather;
    if (notes != NULL && notes->count > 0)
        notes->items[notes->count - 1].last = walk->out->document.count;
}

static void open_comment(struct docx_walk *walk) {
    walk->counts->comments++;
}

/* --- tables --- */

static void open_nothing(struct docx_walk *walk) {
    (void)walk;
}

static void close_cell(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        docx_end_cell(walk);
}

static void close_row(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        docx_end_row(walk);
}

static void close_table(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        docx_end_table(walk);
}

enum { COLUMNS_MOST = 64 };

static int columns_of(struct docx_walk *walk) {
    int columns = xml_read_number(walk->xml, "val", 1);
    return columns < COLUMNS_MOST ? columns : COLUMNS_MOST;
}

static void open_span(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].span = columns_of(walk);
}

static void open_grid_before(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].pad = columns_of(walk);
}

/* --- pictures --- */

static void open_drawing_name(struct docx_walk *walk) {
    str_set(&walk->drawing, xml_read_attribute(walk->xml, "name"));
    if (xml_read_attribute(walk->xml, "descr").n > 0)
        str_set(&walk->drawing, xml_read_attribute(walk->xml, "descr"));
}

static void open_image(struct docx_walk *walk) {
    enum { NAMES_MOST = 400 };
    struct docx_counts *counts = walk->counts;
    if (walk->deleted > 0 || walk->objects > 0)
        return;
    counts->images++;
    struct span title = xml_read_attribute(walk->xml, "title");
    struct span name = title.n > 0 ? title : str_span(&walk->drawing);
    if (name.n == 0 || counts->image_names.len > NAMES_MOST)
        return;
    if (counts->image_names.len > 0)
        str_add_text(&counts->image_names, "、");
    text_clean(&counts->image_names, name, NULL);
    str_clear(&walk->drawing);
}

static void open_object(struct docx_walk *walk) {
    walk->objects++;
    walk->counts->objects += walk->deleted == 0;
}

static void close_object(struct docx_walk *walk) {
    walk->objects -= walk->objects > 0;
}

static void count_object(struct docx_walk *walk) {
    walk->counts->objects += walk->deleted == 0 && walk->objects == 0;
}

/* --- alternatives: the first branch counts --- */

static void open_alternative(struct docx_walk *walk) {
    str_add_byte(&walk->alternatives, 'n');
}

static void close_alternative(struct docx_walk *walk) {
    if (walk->alternatives.len > 0)
        str_cut(&walk->alternatives, walk->alternatives.len - 1);
}

static void open_branch(struct docx_walk *walk) {
    if (walk->alternatives.len == 0)
        return;
    char *taken = &walk->alternatives.s[walk->alternatives.len - 1];
    if (*taken == 'y')
        walk->skipping = 1;
    *taken = 'y';
}

static void skip(struct docx_walk *walk) {
    walk->skipping = 1;
}

/* --- the table of elements --- */

struct element {
    enum xml_vocabulary vocabulary;
    const char *name;
    void (*begin)(struct docx_walk *walk);
    void (*end)(struct docx_walk *walk);
};

/* Within pPr, rPr, tcPr … */
static const struct element properties[] = {
    {XML_WORD, "pStyle", open_style, NULL},
    {XML_WORD, "rStyle", open_run_style, NULL},
    {XML_WORD, "b", open_bold, NULL},
    {XML_WORD, "vanish", open_vanish, NULL},
    {XML_WORD, "outlineLvl", open_outline, NULL},
    {XML_WORD, "numId", open_number, NULL},
    {XML_WORD, "ilvl", open_level, NULL},
    {XML_WORD, "pageBreakBefore", open_page_break, NULL},
    {XML_WORD, "del", open_mark_deleted, NULL},
    {XML_WORD, "moveFrom", open_mark_deleted, NULL},
    {XML_WORD, "gridSpan", open_span, NULL},
    {XML_WORD, "gridBefore", open_grid_before, NULL},
    {XML_WORD, "pPrChange", skip, NULL},
    {XML_WORD, "rPrChange", skip, NULL},
    {XML_WORD, "numberingChange", skip, NULL},
    {XML_WORD, "tblPrChange", skip, NULL},
    {XML_WORD, "trPrChange", skip, NULL},
    {XML_WORD, "tcPrChange", skip, NULL},
    {XML_WORD, "sectPrChange", skip, NULL},
};

static const struct element contents[] = {
    {XML_WORD, "r", open_run, NULL},
    {XML_WORD, "t", open_text, close_text},
    {XML_WORD, "delText", open_text, close_text},
    {XML_WORD, "p", open_paragraph_element, close_paragraph_element},
    {XML_WORD, "tab", open_tab, NULL},
    {XML_WORD, "ptab", open_tab, NULL},
    {XML_WORD, "br", open_break, NULL},
    {XML_WORD, "cr", open_break, NULL},
    {XML_WORD, "noBreakHyphen", open_hyphen, NULL},
    {XML_WORD, "sym", open_symbol, NULL},
    {XML_WORD, "tbl", docx_begin_table, close_table},
    {XML_WORD, "tr", open_nothing, close_row},
    {XML_WORD, "tc", open_nothing, close_cell},
    {XML_WORD, "del", open_deleted, close_deleted},
    {XML_WORD, "moveFrom", open_deleted, close_deleted},
    {XML_WORD, "fldChar", open_field_mark, NULL},
    {XML_WORD, "instrText", open_instruction, close_instruction},
    {XML_WORD, "footnoteReference", open_footnote_reference, NULL},
    {XML_WORD, "endnoteReference", open_endnote_reference, NULL},
    {XML_WORD, "footnote", open_note, close_note},
    {XML_WORD, "endnote", open_note, close_note},
    {XML_WORD, "commentReference", open_comment, NULL},
    {XML_WORD, "object", open_object, close_object},
    {XML_WORD, "altChunk", count_object, NULL},
    {XML_WORD, "sectPr", skip, NULL},
    {XML_WORD, "tblGrid", skip, NULL},
    {XML_MATH, "t", open_text, close_text},
    {XML_DRAWING, "docPr", open_drawing_name, NULL},
    {XML_DRAWING, "blip", open_image, NULL},
    {XML_DRAWING, "imagedata", open_image, NULL},
    {XML_DRAWING, "chart", count_object, NULL},
    {XML_DRAWING, "relIds", count_object, NULL},
    {XML_COMPATIBILITY, "AlternateContent", open_alternative, close_alternative},
    {XML_COMPATIBILITY, "Choice", open_branch, NULL},
    {XML_COMPATIBILITY, "Fallback", open_branch, NULL},
};

static const struct element *find_element(const struct element *elements, size_t count,
                                          enum xml_vocabulary vocabulary, struct span name) {
    for (size_t i = 0; i < count; i++)
        if (elements[i].vocabulary == vocabulary && span_is(name, elements[i].name))
            return &elements[i];
    return NULL;
}

static bool is_properties(enum xml_vocabulary vocabulary, struct span name) {
    static const char *const names[] = {"pPr", "rPr", "tblPr", "trPr", "tcPr", "tblPrEx"};
    for (size_t i = 0; vocabulary == XML_WORD && i < ARRAY_LEN(names); i++)
        if (span_is(name, names[i]))
            return true;
    return false;
}

static void take_open(struct docx_walk *walk) {
    enum xml_vocabulary vocabulary = xml_read_vocabulary(walk->xml);
    struct span name = xml_read_name(walk->xml);
    if (walk->skipping > 0) {
        walk->skipping++;
        return;
    }
    if (is_properties(vocabulary, name)) {
        walk->run_properties = walk->properties == 0 && span_is(name, "rPr");
        walk->properties++;
        return;
    }
    const struct element *element =
        walk->properties > 0 ? find_element(properties, ARRAY_LEN(properties), vocabulary, name)
                             : find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL)
        element->begin(walk);
}

static void take_close(struct docx_walk *walk) {
    enum xml_vocabulary vocabulary = xml_read_vocabulary(walk->xml);
    struct span name = xml_read_name(walk->xml);
    if (walk->skipping > 0) {
        walk->skipping--;
        if (walk->skipping > 0)
            return;
    }
    if (is_properties(vocabulary, name)) {
        walk->properties -= walk->properties > 0;
        return;
    }
    if (walk->properties > 0)
        return;
    const struct element *element = find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL && element->end != NULL)
        element->end(walk);
}

static void take_text(struct docx_walk *walk) {
    if (walk->skipping > 0)
        return;
    if (walk->in_text)
        add_characters(walk, xml_read_text(walk->xml));
    else if (walk->in_instruction)
        read_instruction(walk, xml_read_text(walk->xml));
}

static void release_open(struct docx_walk *walk) {
    for (size_t i = 0; i < walk->depth; i++) {
        str_release(&walk->paragraphs[i].text);
        str_release(&walk->paragraphs[i].notes);
    }
    for (size_t i = 0; i < walk->table_depth; i++) {
        str_release(&walk->tables[i].row);
        str_release(&walk->tables[i].cell);
    }
    mem_free(walk->paragraphs);
    mem_free(walk->tables);
    str_release(&walk->alternatives);
    str_release(&walk->drawing);
    str_release(&walk->carry);
    document_release(&walk->late);
}

enum rc docx_walk_part(struct docx_walk *walk, struct span bytes, const char *part,
                       struct err *err) {
    enum rc rc = RC_OK;
    walk->xml = xml_read_new(bytes, part);
    str_init(&walk->alternatives);
    str_init(&walk->drawing);
    str_init(&walk->carry);
    for (enum xml_event event = XML_OPEN; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(walk->xml, err);
        if (event == XML_OPEN)
            take_open(walk);
        else if (event == XML_CLOSE)
            take_close(walk);
        else if (event == XML_TEXT)
            take_text(walk);
        else if (event == XML_BAD)
            rc = RC_INPUT;
        if (walk->count > DOCX_PARAGRAPHS_MOST || walk->cell_count > DOCX_CELLS_MOST)
            rc = err_set(err, RC_INPUT, _("文件超过%d段，不像是一份报告，没有读取"),
                         DOCX_PARAGRAPHS_MOST);
    }
    if (rc == RC_OK && walk->carry.len > 0) { /* the mark of the last paragraph is deleted */
        open_paragraph_element(walk);
        docx_end_paragraph(walk);
    }
    release_open(walk);
    xml_read_free(walk->xml);
    return rc;
}
