#include "exchange/docx/block.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/points.h"
#include "base/text/utf8.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/walk.h"
#include "exchange/text/read.h"
#include "model/table_merge.h"
#include "model/title_lines.h"

#include <string.h>

/* --- what a style id of ours says --- */

static const struct own_style {
    const char *id;
    enum block_kind kind;
    int level;
    bool attachment;
    bool made; /* by the writer alone: not read back */
    bool late; /* files of earlier versions do not have it */
} own_styles[] = {
    {DOCX_TITLE, BLOCK_TITLE, 0, false, false, false},
    {DOCX_BODY_TEXT, BLOCK_PARAGRAPH, 0, false, false, false},
    {DOCX_LIST_ITEM, BLOCK_ITEM, 0, false, false, false},
    {DOCX_SIGN_OFF, BLOCK_SIGN_OFF, 0, false, false, false},
    {DOCX_ATTACHMENT, BLOCK_HEADING, 1, true, false, false},
    {DOCX_TABLE_TEXT, BLOCK_TABLE, 0, false, false, false},
    {DOCX_HEADING "1", BLOCK_HEADING, 1, false, false, false},
    {DOCX_HEADING "2", BLOCK_HEADING, 2, false, false, false},
    {DOCX_HEADING "3", BLOCK_HEADING, 3, false, false, false},
    {DOCX_HEADING "4", BLOCK_HEADING, 4, false, false, false},
    {DOCX_HEADING "5", BLOCK_HEADING, 5, false, false, false},
    {DOCX_HEADING "6", BLOCK_HEADING, 6, false, false, false},
    {DOCX_HEADING "7", BLOCK_HEADING, 7, false, false, false},
    {DOCX_HEADING "8", BLOCK_HEADING, 8, false, false, false},
    {DOCX_HEADING "9", BLOCK_HEADING, 9, false, false, false},
    {.id = DOCX_ATTACHMENT_TITLE,
     .kind = BLOCK_HEADING,
     .level = 1,
     .attachment = true,
     .late = true},
    {.id = DOCX_COVER_TITLE, .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_COVER, .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_CONTENTS_HEADING, .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_CONTENTS "1", .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_CONTENTS "2", .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_CONTENTS "3", .kind = BLOCK_PARAGRAPH, .made = true, .late = true},
    {.id = DOCX_TABLE_SMALL, .kind = BLOCK_TABLE, .late = true},
    {.id = DOCX_TABLE_LINE, .kind = BLOCK_PARAGRAPH, .late = true},
    {.id = DOCX_ATTACHMENT_NOTE, .kind = BLOCK_NOTE, .made = true, .late = true},
};

static const struct own_style *own_style(const struct docx_style *style) {
    for (size_t i = 0; style != NULL && i < ARRAY_LEN(own_styles); i++)
        if (strcmp(own_styles[i].id, style->id) == 0)
            return &own_styles[i];
    return NULL;
}

bool docx_styles_are_ours(const struct docx_styles *styles) {
    for (size_t i = 0; i < ARRAY_LEN(own_styles); i++)
        if (!own_styles[i].late && docx_styles_find(styles, span_of(own_styles[i].id)) == NULL)
            return false;
    return docx_styles_find(styles, SPAN(DOCX_RUN_IN)) != NULL;
}

void docx_settle_kind(struct docx_walk *walk) {
    walk->out->kind = SOURCE_EXACT;
    if (!walk->ours || walk->foreign)
        source_loosen(walk->out);
}

/* --- paragraphs --- */

static struct document *target(struct docx_walk *walk) {
    return walk->depth > 0 ? &walk->late : &walk->out->document;
}

static struct docx_table *table_around(struct docx_walk *walk) {
    if (walk->table_depth == 0)
        return NULL;
    struct docx_table *table = &walk->tables[walk->table_depth - 1];
    return table->outer == walk->depth ? table : NULL;
}

static int or_style(int own, int styled) {
    int value = own != DOCX_UNSET ? own : styled;
    return value != DOCX_UNSET ? value : 0;
}

/* A cell may hold nothing but its number: the 序号 of a table. */
static bool is_number_label(struct span label) {
    while (label.n > 0) {
        char32_t c = utf8_take(&label);
        if (char_is_han(c) || char_is_digit(c) || (c >= U'a' && c <= U'z') ||
            (c >= U'A' && c <= U'Z') || (c >= U'①' && c <= U'⒛'))
            return true;
    }
    return false;
}

/* The label goes before the text, and before what is known of its head. */
static void add_number(struct docx_walk *walk, struct docx_paragraph *paragraph) {
    const struct docx_style *style = paragraph->style;
    int number = or_style(paragraph->number, style == NULL ? DOCX_UNSET : style->number);
    int level = or_style(paragraph->level, style == NULL ? DOCX_UNSET : style->level);
    if (number == 0 || walk->lists == NULL)
        return;
    if (paragraph->number == DOCX_UNSET && style != NULL)
        level = docx_lists_level_of_style(walk->lists, number, span_of(style->id), level);
    struct str label = STR_INIT;
    docx_lists_add_label(walk->lists, number, level, &label, paragraph->text.s[0]);
    bool alone = table_around(walk) != NULL && is_number_label(str_span(&label));
    if ((alone || utf8_count_ink(str_span(&paragraph->text)) > 0) && label.len > 0) {
        str_splice(&paragraph->text, 0, 0, str_span(&label));
        paragraph->bold += paragraph->bold > 0 ? label.len : 0;
        paragraph->run_in += paragraph->run_in > 0 ? label.len : 0;
    }
    str_release(&label);
}

/* How much of the text stands apart as a heading: by our style, or bold up to its mark. */
static size_t head_of(const struct docx_paragraph *paragraph) {
    static const char *const marks[] = {"。", "：", ":"};
    if (paragraph->run_in > 0)
        return paragraph->run_in;
    struct span bold = span_trim_end(span_sub(str_span(&paragraph->text), 0, paragraph->bold));
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_ends_with(bold, span_of(marks[i])))
            return bold.n;
    return 0;
}

static struct block *add_block(struct docx_walk *walk, enum block_kind kind, struct span text) {
    struct document *document = target(walk);
    struct block *block = document_add(document, kind);
    block->text = document_copy(&walk->out->document, text); /* `late` goes before it */
    block->source_line = walk->count;
    block->blank_before = walk->blank;
    block->page_break = walk->page_break;
    walk->blank = 0;
    walk->page_break = false;
    return block;
}

/* Title lines stand before everything else. */
static bool is_title(const struct docx_walk *walk, const struct docx_paragraph *paragraph) {
    const struct document *document = &walk->out->document;
    return paragraph->style != NULL && paragraph->style->title && walk->depth == 0 &&
           (document->count == 0 || document->blocks[document->count - 1].kind == BLOCK_TITLE);
}

static void replace(char *text, char from, char to) {
    for (; *text != '\0'; text++)
        if (*text == from)
            *text = to;
}

/* The title of an attachment belongs to the label on the line above it. */
static bool joins_label(struct docx_walk *walk, const struct own_style *own, struct span text) {
    struct document *document = target(walk);
    if (strcmp(own->id, DOCX_ATTACHMENT_TITLE) != 0 || document->count == 0)
        return false;
    struct block *label = &document->blocks[document->count - 1];
    if (label->kind != BLOCK_HEADING || !label->attachment ||
        !span_starts_with(span_of(label->text), SPAN("附件")) || strstr(label->text, "　") != NULL)
        return false;
    struct str whole = STR_INIT;
    str_add_format(&whole, "%s　%.*s", label->text, SPAN_ARG(text));
    label->text = document_copy(&walk->out->document, str_span(&whole));
    str_release(&whole);
    return true;
}

/* What the template makes is made anew; what somebody has put there in Word is text. */
static bool is_made(const struct docx_walk *walk, const struct own_style *own, struct span text) {
    struct label label;
    return own->made && walk->makes &&
           (own->kind != BLOCK_NOTE || span_starts_with(text, SPAN("附件：")) ||
            label_take(&text, &label));
}

static void take_style(struct block *block, const struct docx_paragraph *paragraph) {
    const struct docx_style *style = paragraph->style;
    if (paragraph->contents || (style != NULL && style->contents))
        block->leftover = LEFTOVER_CONTENTS;
    else
        block->style_level =
            or_style(paragraph->outline, style == NULL ? DOCX_UNSET : style->outline);
}

/* What one of our own styles says besides. */
static void take_own_style(struct block *block, const struct own_style *own) {
    if (own->kind == BLOCK_NOTE)
        replace(block->text, '\t', ' ');
    if (own->level > 0)
        block->style_level = own->level;
    block->attachment = own->attachment;
    if (own->kind != BLOCK_PARAGRAPH)
        block->head = 0;
    if (own->kind == BLOCK_TABLE)
        block->kind = BLOCK_PARAGRAPH;
}

static void add_line(struct docx_walk *walk, const struct docx_paragraph *paragraph,
                     struct span line, size_t head) {
    const struct own_style *own = walk->ours ? own_style(paragraph->style) : NULL;
    struct span text = own != NULL ? line : span_trim_space(line);
    size_t cut = (size_t)(text.p - line.p);
    if (utf8_count_ink(text) == 0) {
        walk->blank++;
        return;
    }
    if (own != NULL && (is_made(walk, own, text) || joins_label(walk, own, text)))
        return;
    walk->foreign |= own == NULL || own->kind == BLOCK_TABLE;
    enum block_kind kind = is_title(walk, paragraph) ? BLOCK_TITLE : BLOCK_PARAGRAPH;
    if (own != NULL)
        kind = own->kind == BLOCK_NOTE ? BLOCK_PARAGRAPH : own->kind;
    struct block *block = add_block(walk, kind, text);
    take_style(block, paragraph);
    head = head > cut ? head - cut : 0;
    block->head = head < text.n ? head : text.n;
    if (own != NULL)
        take_own_style(block, own);
}

static void join_breaks(struct str *text) {
    for (size_t i = 0; i < text->len; i++)
        if (text->s[i] == '\n')
            text->s[i] = ' ';
}

static bool breaks_as_written(struct span title, struct span lines) {
    struct line_break_rows rows = {0};
    size_t row = 1, at = 0;
    title_break(&rows, title);
    bool same = true;
    for (size_t i = 0; i < lines.n && same; i++)
        if (lines.p[i] == '\n')
            same = row < rows.count && rows.starts[row++] == at;
        else
            at++;
    same = same && row == rows.count;
    line_break_release(&rows);
    return same;
}

/* A title of ours is one, though its lines end with breaks: where they stand as we set them. Others
 * are the clerk's. */
static void join_title(struct str *text, const struct own_style *own) {
    bool title =
        own != NULL && (own->kind == BLOCK_TITLE || strcmp(own->id, DOCX_ATTACHMENT_TITLE) == 0);
    struct str joined = STR_INIT;
    struct span rest = str_span(text), line;
    while (title && span_take_line(&rest, &line))
        str_add(&joined, line);
    if (title && joined.len < text->len && breaks_as_written(str_span(&joined), str_span(text))) {
        str_clear(text);
        str_add(text, str_span(&joined));
    }
    str_release(&joined);
}

static void add_lines(struct docx_walk *walk, struct docx_paragraph *paragraph) {
    const struct docx_style *style = paragraph->style;
    size_t head = head_of(paragraph);
    int outline = or_style(paragraph->outline, style == NULL ? DOCX_UNSET : style->outline);
    if (outline > 0)
        join_breaks(&paragraph->text); /* one heading */
    join_title(&paragraph->text, walk->ours ? own_style(style) : NULL);
    struct span rest = str_span(&paragraph->text), line;
    while (span_take_line(&rest, &line)) {
        add_line(walk, paragraph, line, head);
        head = 0;
    }
    rest = str_span(&paragraph->notes);
    static const struct docx_paragraph plain = {
        .outline = DOCX_UNSET, .number = DOCX_UNSET, .level = DOCX_UNSET};
    while (paragraph->notes.len > 0 && span_take_line(&rest, &line))
        add_line(walk, &plain, line, 0);
}

static void add_to_cell(struct docx_walk *walk, struct docx_table *table,
                        struct docx_paragraph *paragraph) {
    const struct own_style *own = walk->ours ? own_style(paragraph->style) : NULL;
    bool kept = own != NULL && own->kind == BLOCK_TABLE;
    for (size_t i = 0; i < paragraph->text.len; i++)
        if (paragraph->text.s[i] == '\t')
            paragraph->text.s[i] = ' ';
    str_add(&paragraph->text, str_span(&paragraph->notes));
    struct span text = str_span(&paragraph->text);
    if (!kept)
        text = span_trim_space(text);
    table->ours |= kept;
    walk->foreign |= !kept && text.n > 0;
    if (table->cell.len > 0 && text.n > 0 && !table->joins)
        str_add_byte(&table->cell, '\n');
    str_add(&table->cell, text);
    table->joins = paragraph->mark_deleted;
}

static void flush_late(struct docx_walk *walk) {
    struct document *document = &walk->out->document;
    for (size_t i = 0; i < walk->late.count; i++) {
        MEM_PUSH_ROOM(document->blocks, document->count, document->cap);
        document->blocks[document->count++] = walk->late.blocks[i];
    }
    walk->foreign |= walk->late.count > 0;
    walk->late.count = 0;
}

/* A cell or a row around it is deleted: lists do not count what is in it. */
static bool is_gone(const struct docx_walk *walk) {
    for (size_t i = 0; i < walk->table_depth; i++)
        if (walk->tables[i].row_gone || walk->tables[i].cell_gone)
            return true;
    return false;
}

void docx_end_paragraph(struct docx_walk *walk) {
    struct docx_paragraph paragraph = walk->paragraphs[--walk->depth];
    struct docx_table *table = table_around(walk);
    walk->count++;
    if (walk->trace != NULL)
        docx_trace_end(walk->trace, paragraph.traced, walk->count, walk->depth > 0);
    if (paragraph.page_break)
        walk->page_break = true;
    if (paragraph.mark_deleted && table == NULL) {
        str_add(&walk->carry, str_span(&paragraph.text));
        str_add(&walk->carry, str_span(&paragraph.notes));
    } else {
        if (!is_gone(walk))
            add_number(walk, &paragraph);
        if (table != NULL)
            add_to_cell(walk, table, &paragraph);
        else
            add_lines(walk, &paragraph);
    }
    if (walk->depth == 0 && walk->table_depth == 0)
        flush_late(walk);
    str_release(&paragraph.text);
    str_release(&paragraph.notes);
}

/* --- tables --- */

void docx_begin_table(struct docx_walk *walk) {
    size_t outer = walk->depth;
    MEM_PUSH_ROOM(walk->tables, walk->table_depth, walk->table_cap);
    walk->tables[walk->table_depth++] = (struct docx_table){.first = target(walk)->count,
                                                            .outer = outer,
                                                            .apart = walk->blank > 0,
                                                            .span = 1,
                                                            .row = STR_INIT,
                                                            .cell = STR_INIT,
                                                            .merges = STR_INIT};
}

/* Text of a cell or a row that is none of the report's; what parts its cells is not part of it. */
static void drop_text(struct str *text, size_t *count) {
    replace(text->s, DOCX_CELL_GAP, ' ');
    replace(text->s, DOCX_INNER_GAP, ' ');
    *count += utf8_count_ink(str_span(text));
    str_clear(text);
}

void docx_end_cell(struct docx_walk *walk) {
    struct docx_table *table = &walk->tables[walk->table_depth - 1];
    walk->cell_count++;
    table->joins = false;
    if (table->cell_gone) { /* those after it move up */
        drop_text(&table->cell, &walk->counts->deleted);
        table->span = 1;
        table->cell_gone = table->goes_on = false;
        return;
    }

    if (table->cells > 0)
        str_add_byte(&table->row, DOCX_CELL_GAP);
    for (; table->pad > 0; table->pad--) { /* so that columns stay below each other */
        str_add_byte(&table->row, DOCX_CELL_GAP);
        str_add_byte(&table->merges, table->cells > 0 ? '<' : '.');
    }
    str_add(&table->row, str_span(&table->cell));
    str_add_byte(&table->merges, table->goes_on ? '^' : '.');
    str_clear(&table->cell);
    table->goes_on = false;
    table->pad = table->span > 1 ? table->span - 1 : 0;
    table->span = 1;
    table->cells++;
}

/* A table within a cell becomes lines of the cell. */
void docx_end_row(struct docx_walk *walk) {
    struct docx_table *table = &walk->tables[walk->table_depth - 1];
    struct docx_table *around = NULL;
    if (walk->table_depth > 1 && table[-1].outer == table->outer)
        around = table - 1;
    struct span row = str_span(&table->row);
    table->many |= table->cells > 1;
    if (table->row_gone || table->row_hidden) {
        drop_text(&table->row, table->row_gone ? &walk->counts->deleted : &walk->counts->hidden);
    } else if (utf8_count_ink(row) == 0) {
        walk->blank += around == NULL;
    } else if (around != NULL) {
        if (around->cell.len > 0)
            str_add_byte(&around->cell, '\n');
        replace(table->row.s, DOCX_CELL_GAP, DOCX_INNER_GAP);
        str_add(&around->cell, row);
    } else {
        struct block *block = add_block(walk, BLOCK_TABLE, row);
        block->begins_table = table->apart && target(walk)->count == table->first + 1;
        block->merges =
            document_copy(&walk->out->document, span_of(table_merges_stored(&table->merges)));
    }
    str_clear(&table->row);
    str_clear(&table->merges);
    table->cells = 0;
    table->pad = 0;
    table->row_gone = table->row_hidden = false;
}

/* A table of one column is a frame around text: its lines are lines, a table in it is a table. */
static void open_frame(struct docx_walk *walk, size_t first) {
    struct document *document = target(walk);
    struct document rows = {0}; /* its texts stay where they are */
    for (size_t i = first; i < document->count; i++) {
        MEM_PUSH_ROOM(rows.blocks, rows.count, rows.cap);
        rows.blocks[rows.count++] = document->blocks[i];
    }
    document->count = first;
    for (size_t i = 0; i < rows.count; i++) {
        struct span rest = span_of(rows.blocks[i].text), line;
        walk->blank = rows.blocks[i].blank_before;
        walk->page_break = rows.blocks[i].page_break;
        while (span_take_line(&rest, &line)) {
            bool table = memchr(line.p, DOCX_INNER_GAP, line.n) != NULL ||
                         memchr(line.p, DOCX_CELL_GAP, line.n) != NULL;
            struct span text = table ? line : span_trim_space(line);
            if (utf8_count_ink(text) == 0)
                continue;
            struct block *block = add_block(walk, table ? BLOCK_TABLE : BLOCK_PARAGRAPH, text);
            block->source_line = rows.blocks[i].source_line;
            replace(block->text, DOCX_INNER_GAP, '\t');
            replace(block->text, DOCX_CELL_GAP, '\t');
        }
    }
    mem_free(rows.blocks);
}

void docx_end_table(struct docx_walk *walk) {
    struct docx_table *table = &walk->tables[--walk->table_depth];
    struct document *document = target(walk);
    bool nested = walk->table_depth > 0 && table[-1].outer == table->outer;
    if (!nested && !table->many && !table->ours) {
        open_frame(walk, table->first);
    } else if (!nested) {
        for (size_t i = table->first; i < document->count; i++) {
            replace(document->blocks[i].text, '\n', ' ');
            replace(document->blocks[i].text, DOCX_INNER_GAP, ' ');
            replace(document->blocks[i].text, DOCX_CELL_GAP, '\t');
        }
    }
    str_release(&table->row);
    str_release(&table->cell);
    str_release(&table->merges);
    if (walk->depth == 0 && walk->table_depth == 0)
        flush_late(walk);
}
