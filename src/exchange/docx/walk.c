/* The elements of a part, one by one. */
#include "exchange/docx/walk.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/docx/block.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/embedded.h"
#include "exchange/docx/equation.h"
#include "exchange/docx/symbol.h"
#include "exchange/docx/walk_field.h"
#include "exchange/docx/walk_note.h"
#include "exchange/docx/walk_picture.h"
#include "exchange/docx/walk_text.h"

#include <string.h>

/* --- characters --- */

/* Capitals of print; letters beyond ASCII stay as they are. */
static void add_capitals(struct docx_walk *walk, struct span text) {
    struct str capitals = STR_INIT;
    for (size_t i = 0; i < text.n; i++)
        str_add_byte(&capitals, char_upper(text.p[i]));
    docx_add_text(walk, str_span(&capitals));
    str_release(&capitals);
}

/* White space in the file's lines is a blank; a tab or a new line is an element. */
static void add_characters(struct docx_walk *walk, struct span text) {
    while (text.n > 0) {
        size_t n = strcspn(text.p, "\t\n\r");
        n = n < text.n ? n : text.n;
        struct span piece = span_sub(text, 0, n);
        walk->spot = walk->text;
        if (walk->look.toggles[DOCX_CAPITALS] == 1 || walk->look.toggles[DOCX_SMALL_CAPITALS] == 1)
            add_capitals(walk, piece);
        else
            docx_add_text(walk, piece);
        if (n < text.n)
            docx_add_text(walk, SPAN(" "));
        walk->text.point += (uint32_t)(utf8_count(piece) + (n < text.n));
        text = span_sub(text, n + 1, text.n);
    }
    walk->spot = (struct docx_spot){0};
}

/* A character that is an element. */
static void add_element(struct docx_walk *walk, struct span text) {
    walk->spot = (struct docx_spot){.element = (uint32_t)walk->elements};
    docx_add_text(walk, text);
    walk->spot = (struct docx_spot){0};
}

static void open_symbol(struct docx_walk *walk) {
    uint32_t code = docx_symbol_code(xml_read_attribute(walk->xml, "char"));
    char32_t plain = docx_symbol(xml_read_attribute(walk->xml, "font"), code);
    char bytes[UTF8_MAX];
    size_t n = utf8_put(plain != 0 ? plain : U'〓', bytes);
    walk->counts->symbols += plain == 0 && walk->deleted == 0;
    add_element(walk, (struct span){bytes, n});
}

static void open_tab(struct docx_walk *walk) {
    docx_add_text(walk, SPAN("\t"));
}

static void open_hyphen(struct docx_walk *walk) {
    add_element(walk, SPAN("-"));
}

static void open_break(struct docx_walk *walk) {
    struct span type = xml_read_attribute(walk->xml, "type");
    if (span_is(type, "page")) {
        struct docx_paragraph *paragraph = docx_open_paragraph(walk);
        if (paragraph != NULL && utf8_count_ink(str_span(&paragraph->text)) == 0)
            paragraph->page_break = true;
        else
            walk->page_break = true;
    }
    docx_add_text(walk, SPAN("\n"));
}

static void open_instruction(struct docx_walk *walk) {
    walk->in_instruction = true;
}

static void close_instruction(struct docx_walk *walk) {
    walk->in_instruction = false;
}

static void open_text(struct docx_walk *walk) {
    walk->in_text = true;
    walk->text = (struct docx_spot){.element = (uint32_t)walk->elements};
}

static void close_text(struct docx_walk *walk) {
    walk->in_text = false;
}

/* --- runs and paragraphs --- */

static void open_paragraph_element(struct docx_walk *walk) {
    docx_end_script(walk);
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
    paragraph->begun = utf8_has_ink(str_span(&paragraph->text));
    paragraph->contents = docx_field_is_contents(walk);
    if (walk->trace != NULL)
        paragraph->traced = docx_trace_begin(walk->trace);
}

static void close_paragraph_element(struct docx_walk *walk) {
    docx_end_script(walk);
    if (walk->depth > 0)
        docx_end_paragraph(walk);
}

/* What the run says itself may stand before its style. */
static void settle_look(struct docx_walk *walk) {
    const struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    const struct docx_style *outer = paragraph == NULL ? NULL : paragraph->style;
    walk->look =
        docx_look_settle(outer == NULL ? NULL : &outer->look,
                         walk->run_style == NULL ? NULL : &walk->run_style->look, &walk->direct);
}

static void begin_look(struct docx_walk *walk) {
    walk->direct = docx_look_unset();
    walk->run_style = NULL;
    walk->run_in = false;
}

static void open_run(struct docx_walk *walk) {
    begin_look(walk);
    settle_look(walk);
}

static void open_run_style(struct docx_walk *walk) {
    if (!walk->run_properties)
        return;
    struct span id = xml_read_attribute(walk->xml, "val");
    walk->run_style = docx_styles_find(walk->styles, id);
    walk->run_in = walk->ours && span_is(id, DOCX_RUN_IN);
}

static void open_style(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    const struct docx_style *style =
        docx_styles_find(walk->styles, xml_read_attribute(walk->xml, "val"));
    if (paragraph != NULL && style != NULL)
        paragraph->style = style;
}

static void open_outline(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->outline = (xml_read_number(walk->xml, "val", 9) + 1) % 10;
}

static void open_number(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->number = xml_read_number(walk->xml, "val", 0);
}

static void open_level(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->level = xml_read_number(walk->xml, "val", 0);
}

static void open_page_break(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (paragraph != NULL)
        paragraph->page_break |= xml_read_is_on(walk->xml);
}

/* --- tracked changes: in properties they say that a mark or a row is gone --- */

static void open_mark_deleted(struct docx_walk *walk) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    struct docx_table *table = walk->table_depth == 0 ? NULL : &walk->tables[walk->table_depth - 1];
    if (paragraph != NULL && (table == NULL || table->outer < walk->depth))
        paragraph->mark_deleted = true;
    else if (table != NULL)
        table->row_gone = true;
}

static void open_row_hidden(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].row_hidden = xml_read_is_on(walk->xml);
}

static void open_cell_deleted(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].cell_gone = true;
}

static void open_deleted(struct docx_walk *walk) {
    walk->deleted++;
}

static void close_deleted(struct docx_walk *walk) {
    walk->deleted -= walk->deleted > 0;
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

static void open_vertical(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].goes_on =
            !span_is(xml_read_attribute(walk->xml, "val"), "restart");
}

static void open_grid_before(struct docx_walk *walk) {
    if (walk->table_depth > 0)
        walk->tables[walk->table_depth - 1].pad = columns_of(walk);
}

/* --- what stands in other places than the line: readings, equations, letters of art --- */

static void open_reading(struct docx_walk *walk) {
    docx_end_script(walk);
    walk->in_reading = true;
}

static void close_reading(struct docx_walk *walk) {
    walk->in_reading = false;
}

/* 裴（péi）: the reading comes first in the file. */
static void close_ruby(struct docx_walk *walk) {
    struct str text = STR_INIT;
    walk->in_reading = false;
    if (utf8_has_ink(str_span(&walk->reading)))
        str_add_format(&text, "（%s）", walk->reading.s);
    str_clear(&walk->reading);
    docx_add_text(walk, str_span(&text));
    str_release(&text);
}

static void open_equation(struct docx_walk *walk, struct span name) {
    if (walk->equation_depth == 0 && span_is(name, "oMath")) {
        if (walk->depth == 0) { /* between paragraphs: it is one */
            open_paragraph_element(walk);
            walk->equation_alone = true;
        }
        docx_end_script(walk);
        open_run(walk);
    } else if (span_is(name, "r")) {
        open_run(walk); /* what the run before it said is not in force */
    }
    docx_equation_open(walk, name);
}

static void close_equation(struct docx_walk *walk, struct span name) {
    struct docx_paragraph *paragraph = docx_open_paragraph(walk);
    if (paragraph == NULL || !docx_equation_close(walk, name, paragraph))
        return;
    paragraph->begun = true;
    if (walk->equation_alone)
        close_paragraph_element(walk);
    walk->equation_alone = false;
}

static void open_word_art(struct docx_walk *walk) {
    struct span text = xml_read_attribute(walk->xml, "string");
    if (!utf8_has_ink(text))
        return;
    struct str copy = STR_INIT;
    text_clean(&copy, text, walk->cleaned);
    open_paragraph_element(walk);
    docx_add_text(walk, str_span(&copy));
    close_paragraph_element(walk);
    str_release(&copy);
}

static void open_control(struct docx_walk *walk) {
    str_add_byte(&walk->controls, 'n');
}

static void close_control(struct docx_walk *walk) {
    if (walk->controls.len > 0)
        str_cut(&walk->controls, walk->controls.len - 1);
}

static void open_placeholder(struct docx_walk *walk) {
    if (walk->controls.len > 0 && xml_read_is_on(walk->xml))
        walk->controls.s[walk->controls.len - 1] = 'p';
}

/* --- alternatives: the first branch that is understood counts --- */

static void open_alternative(struct docx_walk *walk) {
    str_add_byte(&walk->alternatives, 'n');
}

static void close_alternative(struct docx_walk *walk) {
    if (walk->alternatives.len > 0)
        str_cut(&walk->alternatives, walk->alternatives.len - 1);
}

/* Every extension that a branch asks for must be one whose elements are known here, else its text
 * would be lost: signs beyond the first plane (w16se), new charts, ink. */
static bool is_understood(struct span required) {
    static const char *const known[] = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "v", "o"};
    struct span word;
    while (span_take_word(&required, &word)) {
        size_t i = 0;
        while (i < ARRAY_LEN(known) && !span_is(word, known[i]))
            i++;
        if (i == ARRAY_LEN(known))
            return false;
    }
    return true;
}

static void open_branch(struct docx_walk *walk) {
    if (walk->alternatives.len == 0)
        return;
    char *taken = &walk->alternatives.s[walk->alternatives.len - 1];
    if (*taken == 'y' || !is_understood(xml_read_attribute(walk->xml, "Requires")))
        walk->skipping = 1;
    else
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
    {XML_WORD, "outlineLvl", open_outline, NULL},
    {XML_WORD, "numId", open_number, NULL},
    {XML_WORD, "ilvl", open_level, NULL},
    {XML_WORD, "pageBreakBefore", open_page_break, NULL},
    {XML_WORD, "del", open_mark_deleted, NULL},
    {XML_WORD, "moveFrom", open_mark_deleted, NULL},
    {XML_WORD, "cellDel", open_cell_deleted, NULL},
    {XML_WORD, "hidden", open_row_hidden, NULL},
    {XML_WORD, "gridSpan", open_span, NULL},
    {XML_WORD, "vMerge", open_vertical, NULL},
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
    {XML_WORD, "fldChar", docx_field_mark, NULL},
    {XML_WORD, "instrText", open_instruction, close_instruction},
    {XML_WORD, "fldSimple", docx_field_open, docx_field_close},
    {XML_WORD, "checked", docx_field_checked, NULL},
    {XML_WORD, "default", docx_field_default, NULL},
    {XML_WORD, "result", docx_field_chosen, NULL},
    {XML_WORD, "listEntry", docx_field_entry, NULL},
    {XML_WORD, "ruby", open_nothing, close_ruby},
    {XML_WORD, "rt", open_reading, close_reading},
    {XML_WORD, "sdt", open_control, close_control},
    {XML_WORD, "showingPlcHdr", open_placeholder, NULL},
    {XML_WORD, "footnoteReference", docx_open_footnote_reference, NULL},
    {XML_WORD, "endnoteReference", docx_open_endnote_reference, NULL},
    {XML_WORD, "footnote", docx_open_note, docx_close_note},
    {XML_WORD, "endnote", docx_open_note, docx_close_note},
    {XML_WORD, "commentReference", docx_open_comment, NULL},
    {XML_WORD, "object", docx_open_object, docx_close_object},
    {XML_WORD, "altChunk", docx_open_chunk, NULL},
    {XML_WORD, "sectPr", skip, NULL},
    {XML_WORD, "tblGrid", skip, NULL},
    {XML_MATH, "t", open_text, close_text},
    {XML_DRAWING, "t", open_text, close_text},
    {XML_DRAWING, "p", open_paragraph_element, close_paragraph_element},
    {XML_DRAWING, "textpath", open_word_art, NULL},
    {XML_DRAWING, "docPr", docx_open_drawing_name, NULL},
    {XML_DRAWING, "blip", docx_open_image, NULL},
    {XML_DRAWING, "imagedata", docx_open_image, NULL},
    {XML_DRAWING, "chart", docx_count_object, NULL},
    {XML_DRAWING, "relIds", docx_open_diagram, NULL},
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
        if (walk->run_properties)
            begin_look(walk);
        return;
    }
    if (walk->run_properties && docx_look_take(&walk->direct, walk->xml))
        return;
    const struct element *element =
        walk->properties > 0 ? find_element(properties, ARRAY_LEN(properties), vocabulary, name)
                             : find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL)
        element->begin(walk);
    else if (vocabulary == XML_MATH && walk->properties == 0)
        open_equation(walk, name);
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
        if (walk->run_properties)
            settle_look(walk);
        walk->run_properties = false;
        return;
    }
    if (walk->properties > 0)
        return;
    const struct element *element = find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL && element->end != NULL)
        element->end(walk);
    else if (vocabulary == XML_MATH)
        close_equation(walk, name);
}

static void take_text(struct docx_walk *walk) {
    if (walk->skipping > 0)
        return;
    if (walk->in_text)
        add_characters(walk, xml_read_text(walk->xml));
    else if (walk->in_instruction)
        docx_field_add_instruction(walk, xml_read_text(walk->xml));
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
    str_release(&walk->script);
    str_release(&walk->reading);
    str_release(&walk->controls);
    docx_equation_release(walk);
    docx_fields_release(walk);
    document_release(&walk->late);
}

enum rc docx_walk_part(struct docx_walk *walk, struct span bytes, const char *part,
                       struct err *err) {
    enum rc rc = RC_OK;
    walk->xml = xml_read_new(bytes, part);
    str_init(&walk->alternatives);
    str_init(&walk->drawing);
    str_init(&walk->carry);
    str_init(&walk->script);
    str_init(&walk->reading);
    str_init(&walk->controls);
    for (enum xml_event event = XML_OPEN; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(walk->xml, err);
        walk->elements += event == XML_OPEN;
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
