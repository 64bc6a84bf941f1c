/* Runs, marks of paragraphs and rows: each may be put in, taken out or moved by somebody. */
#include "exchange/docx/review_text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/symbol.h"
#include "exchange/package/xml_read.h"

#include <string.h>

enum { MARKS_MOST = 64, FIELDS_MOST = 64, TEXT_MOST = 64 * 1024 * 1024, PIECES_MOST = 40000 };

/* What is open of a kind: whose change, of what. */
struct mark {
    enum piece_kind kind;
    bool moved;
    struct span author;
    int64_t at;
};

struct review_walk {
    struct reviewed *out;
    const struct docx_comments *comments;
    const struct docx_styles *styles;
    struct xml_read *xml;
    struct mark marks[MARKS_MOST]; /* around what comes */
    size_t mark_count;
    struct mark row, cell;        /* of a table; KEPT: as it is */
    struct mark ends[MARKS_MOST]; /* of the paragraphs that are open: their ends */
    size_t depth;
    int skipping, properties;
    size_t rows;      /* that are open, of tables within tables */
    size_t row_from;  /* byte of the text where the outermost begins */
    bool in_head;     /* the paragraph is a heading … */
    size_t head_from; /* … which begins at that byte of the text */
    bool in_title;    /* it is a title of ours */
    bool in_row;      /* its properties are open */
    bool in_text;
    size_t fields;       /* that are open … */
    size_t instructions; /* … and whose result has not begun */
    size_t contents;     /* … and the outermost that is a list of contents, from 1; 0: none */
    bool in_instruction;
    struct str instruction; /* of the innermost */
    struct str alternative; /* a byte for each that is open: 'y', a branch was taken */
    struct review_note {
        char *id;
        struct str text;
    } * notes;
    size_t note_count, note_cap;
    bool gathers; /* the part is that of notes */
};

/* --- text --- */

/* What was put in and taken out again is in neither text. */
static bool find_mark(const struct review_walk *walk, const struct mark *end, struct mark *found) {
    bool added = false, removed = false;
    *found = (struct mark){.kind = PIECE_KEPT, .author = SPAN("")};
    const struct mark *outer[] = {&walk->row, &walk->cell, end};
    for (size_t i = 0; i < ARRAY_LEN(outer) + walk->mark_count; i++) {
        const struct mark *mark =
            i < ARRAY_LEN(outer) ? outer[i] : &walk->marks[i - ARRAY_LEN(outer)];
        if (mark == NULL || mark->kind == PIECE_KEPT)
            continue;
        added |= mark->kind == PIECE_ADDED;
        removed |= mark->kind == PIECE_REMOVED;
        *found = *mark;
    }
    return !(added && removed);
}

static void put(struct review_walk *walk, const struct mark *end, struct span text) {
    struct str clean = STR_INIT;
    struct mark mark;
    text_clean(&clean, text, NULL);
    if (walk->gathers && walk->note_count > 0) {
        str_add_line(&walk->notes[walk->note_count - 1].text, str_span(&clean));
    } else if (find_mark(walk, end, &mark)) {
        const struct reviewed_piece piece = {
            .kind = mark.kind, .moved = mark.moved, .author = mark.author, .at = mark.at};
        reviewed_add(walk->out, &piece, str_span(&clean));
    } else {
        walk->out->passing += utf8_count_ink(str_span(&clean));
    }
    str_release(&clean);
}

static void put_text(struct review_walk *walk, struct span text) {
    if (walk->depth > 0 && walk->instructions == 0 && walk->contents == 0)
        put(walk, NULL, text);
}

/* White space in the file's lines is a blank. */
static void put_characters(struct review_walk *walk, struct span text) {
    while (text.n > 0) {
        size_t n = strcspn(text.p, "\t\n\r");
        n = n < text.n ? n : text.n;
        put_text(walk, span_sub(text, 0, n));
        if (n < text.n)
            put_text(walk, SPAN(" "));
        text = span_sub(text, n + 1, text.n);
    }
}

/* --- elements --- */

static struct mark read_mark(struct review_walk *walk, enum piece_kind kind, bool moved) {
    struct mark mark = {.kind = kind, .moved = moved};
    mark.author = docx_keep_author(walk->out, xml_read_attribute(walk->xml, "author"));
    mark.at = docx_time(xml_read_attribute(walk->xml, "date"));
    return mark;
}

static void open_mark(struct review_walk *walk, enum piece_kind kind, bool moved) {
    struct mark mark = read_mark(walk, kind, moved);
    if (walk->mark_count < MARKS_MOST)
        walk->marks[walk->mark_count] = mark;
    walk->mark_count += walk->mark_count < MARKS_MOST;
}

static void open_added(struct review_walk *walk) {
    open_mark(walk, PIECE_ADDED, false);
}

static void open_removed(struct review_walk *walk) {
    open_mark(walk, PIECE_REMOVED, false);
}

static void open_moved_here(struct review_walk *walk) {
    open_mark(walk, PIECE_ADDED, true);
}

static void open_moved_away(struct review_walk *walk) {
    open_mark(walk, PIECE_REMOVED, true);
}

static void close_mark(struct review_walk *walk) {
    walk->mark_count -= walk->mark_count > 0;
}

static void open_paragraph(struct review_walk *walk) {
    if (walk->depth < MARKS_MOST)
        walk->ends[walk->depth] = (struct mark){.kind = PIECE_KEPT};
    walk->depth++;
}

static void end_head(struct review_walk *walk) {
    struct reviewed *out = walk->out;
    if (walk->in_head && out->head_count < PIECES_MOST) {
        MEM_PUSH_ROOM(out->heads, out->head_count, out->head_cap);
        out->heads[out->head_count++] = (struct reviewed_range){walk->head_from, out->text.len};
    }
    walk->in_head = walk->in_title = false;
}

static void close_paragraph(struct review_walk *walk) {
    if (walk->depth == 0)
        return;
    walk->depth--;
    end_head(walk);
    /* the mark of what is around it does not hold for its end */
    size_t marks = walk->mark_count;
    walk->mark_count = 0;
    put(walk, walk->depth < MARKS_MOST ? &walk->ends[walk->depth] : NULL, SPAN("\n"));
    walk->mark_count = marks;
}

static void open_text(struct review_walk *walk) {
    walk->in_text = true;
}

static void close_text(struct review_walk *walk) {
    walk->in_text = false;
}

static void open_tab(struct review_walk *walk) {
    put_text(walk, SPAN("\t"));
}

/* Our titles end their lines with breaks, which the title itself has not. */
static void open_break(struct review_walk *walk) {
    if (!walk->in_title)
        put_text(walk, SPAN("\n"));
}

static void open_hyphen(struct review_walk *walk) {
    put_text(walk, SPAN("-"));
}

static void open_symbol(struct review_walk *walk) {
    uint32_t code = docx_symbol_code(xml_read_attribute(walk->xml, "char"));
    char32_t plain = docx_symbol(xml_read_attribute(walk->xml, "font"), code);
    char bytes[UTF8_MAX];
    size_t n = utf8_put(plain != 0 ? plain : U'〓', bytes);
    put_text(walk, (struct span){bytes, n});
}

static void open_instruction(struct review_walk *walk) {
    walk->in_instruction = true;
}

static void close_instruction(struct review_walk *walk) {
    walk->in_instruction = false;
}

/* A list of contents is no text of the report: Word makes it anew. */
static void begin_result(struct review_walk *walk) {
    struct span instruction = span_trim(str_span(&walk->instruction));
    walk->instructions -= walk->instructions > 0;
    if (span_starts_with(instruction, SPAN("TOC")) && walk->contents == 0) {
        walk->contents = walk->fields;
        walk->out->objects++;
    }
}

static void open_field_mark(struct review_walk *walk) {
    struct span type = xml_read_attribute(walk->xml, "fldCharType");
    if (span_is(type, "begin")) {
        walk->fields++;
        walk->instructions++;
        str_clear(&walk->instruction);
    } else if (span_is(type, "separate")) {
        begin_result(walk);
    } else if (span_is(type, "end") && walk->fields > 0) {
        walk->contents = walk->contents == walk->fields ? 0 : walk->contents;
        walk->fields--;
        walk->instructions = walk->instructions < walk->fields ? walk->instructions : walk->fields;
    }
}

static void open_row(struct review_walk *walk) {
    if (walk->rows++ == 0)
        walk->row_from = walk->out->text.len;
}

static void close_row(struct review_walk *walk) {
    struct reviewed *out = walk->out;
    walk->rows -= walk->rows > 0;
    if (walk->rows == 0 && !walk->gathers && out->row_count < PIECES_MOST) {
        MEM_PUSH_ROOM(out->rows, out->row_count, out->row_cap);
        out->rows[out->row_count++] = (struct reviewed_range){walk->row_from, out->text.len};
    }
    walk->row = (struct mark){.kind = PIECE_KEPT};
}

static void close_cell(struct review_walk *walk) {
    walk->cell = (struct mark){.kind = PIECE_KEPT};
}

static void skip(struct review_walk *walk) {
    walk->skipping = 1;
}

static void skip_look(struct review_walk *walk) {
    walk->out->looks++;
    walk->skipping = 1;
}

static void skip_object(struct review_walk *walk) {
    walk->out->objects++;
    walk->skipping = 1;
}

static void open_alternative(struct review_walk *walk) {
    str_add_byte(&walk->alternative, 'n');
}

static void close_alternative(struct review_walk *walk) {
    if (walk->alternative.len > 0)
        str_cut(&walk->alternative, walk->alternative.len - 1);
}

static void open_branch(struct review_walk *walk) {
    if (walk->alternative.len == 0)
        return;
    char *taken = &walk->alternative.s[walk->alternative.len - 1];
    if (*taken == 'y')
        walk->skipping = 1;
    *taken = 'y';
}

/* --- comments and notes --- */

static struct reviewed_comment *find_comment(struct review_walk *walk) {
    size_t at = docx_comments_find(walk->comments, xml_read_attribute(walk->xml, "id"));
    return at != SIZE_MAX ? &walk->out->comments[at] : NULL;
}

static void open_range(struct review_walk *walk) {
    struct reviewed_comment *comment = find_comment(walk);
    if (comment == NULL || comment->anchored)
        return;
    comment->anchored = true;
    comment->from = comment->to = walk->out->text.len;
}

static void close_range(struct review_walk *walk) {
    struct reviewed_comment *comment = find_comment(walk);
    if (comment != NULL && comment->anchored)
        comment->to = walk->out->text.len;
}

static void open_reference(struct review_walk *walk) {
    open_range(walk); /* where no range was told it stands here */
}

/* Of a section's head; Word puts in its own, and so do readers. */
static void open_bookmark(struct review_walk *walk) {
    struct reviewed *out = walk->out;
    struct span name = xml_read_attribute(walk->xml, "name");
    uint64_t section = 0;
    if (walk->gathers || out->mark_count >= PIECES_MOST ||
        !span_take_prefix(&name, SPAN(DOCX_BOOKMARK)) || !span_to_number(name, INT64_MAX, &section))
        return;
    MEM_PUSH_ROOM(out->marks, out->mark_count, out->mark_cap);
    out->marks[out->mark_count++] = (struct reviewed_mark){(int64_t)section, out->text.len};
}

static void open_note(struct review_walk *walk) {
    if (!walk->gathers)
        return;
    MEM_PUSH_ROOM(walk->notes, walk->note_count, walk->note_cap);
    walk->notes[walk->note_count++] =
        (struct review_note){span_copy(xml_read_attribute(walk->xml, "id")), STR_INIT};
}

static void open_note_reference(struct review_walk *walk) {
    struct span id = xml_read_attribute(walk->xml, "id");
    for (size_t i = 0; !walk->gathers && i < walk->note_count; i++) {
        if (!span_is(id, walk->notes[i].id))
            continue;
        struct str text = STR_INIT;
        str_add_format(&text, "〔注：%.*s〕", SPAN_ARG(span_trim(str_span(&walk->notes[i].text))));
        put_text(walk, str_span(&text));
        str_release(&text);
        return;
    }
}

/* --- properties: of a paragraph's end, a row, a cell --- */

static void set_end(struct review_walk *walk, enum piece_kind kind, bool moved) {
    struct mark mark = read_mark(walk, kind, moved);
    if (walk->in_row)
        walk->row = mark;
    else if (walk->depth > 0 && walk->depth <= MARKS_MOST)
        walk->ends[walk->depth - 1] = mark;
}

static void set_added(struct review_walk *walk) {
    set_end(walk, PIECE_ADDED, false);
}

static void set_removed(struct review_walk *walk) {
    set_end(walk, PIECE_REMOVED, false);
}

static void set_moved_here(struct review_walk *walk) {
    set_end(walk, PIECE_ADDED, true);
}

static void set_moved_away(struct review_walk *walk) {
    set_end(walk, PIECE_REMOVED, true);
}

static void set_style(struct review_walk *walk) {
    const struct docx_style *style =
        docx_styles_find(walk->styles, xml_read_attribute(walk->xml, "val"));
    walk->in_title = style != NULL && (strcmp(style->id, DOCX_TITLE) == 0 ||
                                       strcmp(style->id, DOCX_ATTACHMENT_TITLE) == 0);
    if (walk->gathers || style == NULL || style->outline <= 0)
        return;
    walk->in_head = true;
    walk->head_from = walk->out->text.len;
}

static void set_cell_added(struct review_walk *walk) {
    walk->cell = read_mark(walk, PIECE_ADDED, false);
}

static void set_cell_removed(struct review_walk *walk) {
    walk->cell = read_mark(walk, PIECE_REMOVED, false);
}

/* --- the tables of elements --- */

struct element {
    enum xml_vocabulary vocabulary;
    const char *name;
    void (*begin)(struct review_walk *walk);
    void (*end)(struct review_walk *walk);
};

static const struct element properties[] = {
    {XML_WORD, "ins", set_added, NULL},          {XML_WORD, "del", set_removed, NULL},
    {XML_WORD, "moveTo", set_moved_here, NULL},  {XML_WORD, "moveFrom", set_moved_away, NULL},
    {XML_WORD, "cellIns", set_cell_added, NULL}, {XML_WORD, "cellDel", set_cell_removed, NULL},
    {XML_WORD, "pPrChange", skip_look, NULL},    {XML_WORD, "rPrChange", skip_look, NULL},
    {XML_WORD, "tblPrChange", skip_look, NULL},  {XML_WORD, "trPrChange", skip_look, NULL},
    {XML_WORD, "tcPrChange", skip_look, NULL},   {XML_WORD, "sectPrChange", skip_look, NULL},
    {XML_WORD, "numberingChange", skip, NULL},   {XML_WORD, "pStyle", set_style, NULL},
};

static const struct element contents[] = {
    {XML_WORD, "p", open_paragraph, close_paragraph},
    {XML_WORD, "t", open_text, close_text},
    {XML_WORD, "delText", open_text, close_text},
    {XML_MATH, "t", open_text, close_text},
    {XML_WORD, "tab", open_tab, NULL},
    {XML_WORD, "ptab", open_tab, NULL},
    {XML_WORD, "br", open_break, NULL},
    {XML_WORD, "cr", open_break, NULL},
    {XML_WORD, "noBreakHyphen", open_hyphen, NULL},
    {XML_WORD, "sym", open_symbol, NULL},
    {XML_WORD, "ins", open_added, close_mark},
    {XML_WORD, "del", open_removed, close_mark},
    {XML_WORD, "moveTo", open_moved_here, close_mark},
    {XML_WORD, "moveFrom", open_moved_away, close_mark},
    {XML_WORD, "fldChar", open_field_mark, NULL},
    {XML_WORD, "instrText", open_instruction, close_instruction},
    {XML_WORD, "tr", open_row, close_row},
    {XML_WORD, "tc", NULL, close_cell},
    {XML_WORD, "commentRangeStart", open_range, NULL},
    {XML_WORD, "commentRangeEnd", close_range, NULL},
    {XML_WORD, "commentReference", open_reference, NULL},
    {XML_WORD, "bookmarkStart", open_bookmark, NULL},
    {XML_WORD, "footnote", open_note, NULL},
    {XML_WORD, "footnoteReference", open_note_reference, NULL},
    {XML_WORD, "drawing", skip_object, NULL},
    {XML_WORD, "pict", skip_object, NULL},
    {XML_WORD, "object", skip_object, NULL},
    {XML_WORD, "sectPr", skip, NULL},
    {XML_WORD, "tblGrid", skip, NULL},
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

/* pPr, rPr, trPr … */
static bool is_properties(enum xml_vocabulary vocabulary, struct span name) {
    return vocabulary == XML_WORD && name.n > 2 && span_ends_with(name, SPAN("Pr")) &&
           !span_is(name, "sectPr");
}

static void take_open(struct review_walk *walk) {
    enum xml_vocabulary vocabulary = xml_read_vocabulary(walk->xml);
    struct span name = xml_read_name(walk->xml);
    if (walk->skipping > 0) {
        walk->skipping++;
        return;
    }
    if (is_properties(vocabulary, name)) {
        walk->properties++;
        walk->in_row |= span_is(name, "trPr");
        return;
    }
    const struct element *element =
        walk->properties > 0 ? find_element(properties, ARRAY_LEN(properties), vocabulary, name)
                             : find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL && element->begin != NULL)
        element->begin(walk);
}

static void take_close(struct review_walk *walk) {
    enum xml_vocabulary vocabulary = xml_read_vocabulary(walk->xml);
    struct span name = xml_read_name(walk->xml);
    if (walk->skipping > 0) {
        walk->skipping--;
        return;
    }
    if (is_properties(vocabulary, name)) {
        walk->properties -= walk->properties > 0;
        walk->in_row = walk->in_row && walk->properties > 0;
        return;
    }
    const struct element *element =
        walk->properties > 0 ? NULL : find_element(contents, ARRAY_LEN(contents), vocabulary, name);
    if (element != NULL && element->end != NULL)
        element->end(walk);
}

static enum rc walk_part(struct review_walk *walk, struct span bytes, const char *part,
                         struct err *err) {
    enum rc rc = RC_OK;
    walk->xml = xml_read_new(bytes, part);
    for (enum xml_event event = XML_OPEN; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(walk->xml, err);
        if (event == XML_OPEN)
            take_open(walk);
        else if (event == XML_CLOSE)
            take_close(walk);
        else if (event == XML_TEXT && walk->in_instruction && walk->skipping == 0)
            str_add(&walk->instruction, xml_read_text(walk->xml));
        else if (event == XML_TEXT && walk->in_text && walk->skipping == 0)
            put_characters(walk, xml_read_text(walk->xml));
        else if (event == XML_BAD)
            rc = RC_INPUT;
        if (walk->out->text.len > TEXT_MOST || walk->out->piece_count > PIECES_MOST)
            rc = err_set(err, RC_INPUT, _("文件的文字或修订太多，不像是一份报告，没有读取"));
    }
    xml_read_free(walk->xml);
    return rc;
}

enum rc docx_review_text(struct reviewed *out, const struct docx_comments *comments,
                         const struct docx_styles *styles, struct span document, struct span notes,
                         struct err *err) {
    struct review_walk walk = {.out = out,
                               .comments = comments,
                               .styles = styles,
                               .alternative = STR_INIT,
                               .instruction = STR_INIT,
                               .gathers = true};
    enum rc rc = notes.n > 0 ? walk_part(&walk, notes, "footnotes.xml", err) : RC_OK;
    walk.gathers = false;
    walk.depth = walk.mark_count = walk.fields = walk.instructions = walk.contents = 0;
    walk.skipping = walk.properties = 0;
    walk.rows = 0;
    walk.in_head = false;
    walk.in_text = walk.in_instruction = false;
    if (rc == RC_OK)
        rc = walk_part(&walk, document, "document.xml", err);
    for (size_t i = 0; i < walk.note_count; i++) {
        mem_free(walk.notes[i].id);
        str_release(&walk.notes[i].text);
    }
    mem_free(walk.notes);
    str_release(&walk.alternative);
    str_release(&walk.instruction);
    return rc;
}
