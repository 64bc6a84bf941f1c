#include "exchange/sheet/left.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/xlsx/note.h"

#include <stdarg.h>

enum { LEFT_MOST = 200 };

void left_tell(struct read_sheet *out, size_t line, struct span what, const char *format, ...) {
    struct str label = STR_INIT, said = STR_INIT;
    va_list args;
    if (out->left++ >= LEFT_MOST)
        return;
    va_start(args, format);
    str_add_list(&said, format, args);
    va_end(args);

    text_clean_line(&label, what);
    struct read_row *row = read_sheet_add(out, line, str_span(&label));
    row->is_left = true;
    row->trouble = str_detach(&said);
    str_release(&label);
}

void left_tell_rest(struct read_sheet *out) {
    size_t left = out->left;
    if (left <= LEFT_MOST)
        return;
    out->left = 0;
    left_tell(out, 0, SPAN(""), _("还有%zu处没有收，不一一列出"), left - LEFT_MOST);
    out->left = left;
}

/* --- cells --- */

static struct span text_of(const struct xlsx_sheet *page, size_t row, size_t column) {
    const struct xlsx_cell *cell = column == SIZE_MAX ? NULL : xlsx_find_cell(page, row, column);
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

/* "AB", as spreadsheets call the column. */
static void add_letters(struct str *out, size_t column) {
    enum { LETTERS = 26 };
    char letters[8];
    size_t count = 0;
    for (column++; column > 0 && count < sizeof letters; column = (column - 1) / LETTERS)
        letters[count++] = (char)('A' + (column - 1) % LETTERS);
    while (count > 0)
        str_add_byte(out, letters[--count]);
}

/* The two lines that we write above the table. */
static bool is_own_line(struct span text) {
    return span_find(text, SPAN("填报表（")) != SIZE_MAX || span_starts_with(text, SPAN("核对码 "));
}

static bool is_order(struct span text) {
    uint64_t number = 0;
    return span_to_number(text, SIZE_MAX / 2, &number);
}

/* Whether the cell, in a row below the captions, is read with its row. */
static bool is_read(const struct xlsx_cell *cell, const struct sheet_columns *columns) {
    struct span text = span_trim_space(span_of(cell->text));
    if (cell->column == columns->at[FORM_ORDER])
        return is_order(text) || span_is(text, form_captions[FORM_ORDER]);
    for (size_t c = 0; c < FORM_COLUMN_COUNT; c++)
        if (cell->column == columns->at[c])
            return true;
    return text.n == 0;
}

static void tell_cell(struct read_sheet *out, const struct xlsx_sheet *page, size_t captions,
                      const struct sheet_columns *columns, const struct xlsx_cell *cell) {
    struct str column = STR_INIT;
    struct span caption = text_of(page, captions, cell->column);
    struct span label = text_of(page, cell->row, columns->at[FORM_LABEL]);
    struct span text = span_trim_space(span_of(cell->text));
    if (caption.n > 0)
        str_add(&column, caption);
    else
        add_letters(&column, cell->column);
    if (label.n > 0)
        left_tell(out, cell->row + 1, label, _("“%s”一列写的“%.*s”没有地方放；请写到“说明”里"),
                  column.s, SPAN_ARG(text));
    else
        left_tell(out, cell->row + 1, text, _("不是表里的一项"));
    str_release(&column);
}

void left_tell_cells(struct read_sheet *out, const struct xlsx_sheet *page, size_t captions,
                     const struct sheet_columns *columns) {
    for (size_t i = 0; i < page->count; i++) {
        const struct xlsx_cell *cell = &page->cells[i];
        struct span text = span_trim_space(span_of(cell->text));
        if (cell->row < captions && text.n > 0 && !is_own_line(text))
            left_tell(out, cell->row + 1, text, _("写在表的上面，不是表里的一项"));
        else if (cell->row > captions && !is_read(cell, columns))
            tell_cell(out, page, captions, columns, cell);
    }
}

/* --- the rest of the workbook --- */

void left_tell_pages(struct read_sheet *out, const struct xlsx_book *book,
                     const struct xlsx_sheet *page, const struct xlsx_sheet *manifest) {
    for (size_t i = 0; i < book->count; i++) {
        const struct xlsx_sheet *other = &book->sheets[i];
        if (other != page && other != manifest && other->count > 0)
            left_tell(out, 0, span_of(other->name),
                      _("这张工作表没有收（%zu格有内容）：只收有“今年数”一列的一张"), other->count);
    }
}

enum rc left_tell_notes(struct read_sheet *out, struct span bytes, const struct xlsx_sheet *page,
                        struct err *err) {
    struct xlsx_notes notes = {0};
    enum rc rc = xlsx_read_notes(&notes, bytes, page, err);
    for (size_t i = 0; rc == RC_OK && i < notes.count; i++) {
        const struct xlsx_note *note = &notes.items[i];
        if (note->on_cell)
            left_tell(out, note->row + 1, span_of(note->text),
                      _("是单元格上的批注，没有收；请写到“说明”里"));
        else
            left_tell(out, 0, span_of(page->name), _("文本框里的“%s”没有收；请写到“说明”里"),
                      note->text);
    }
    if (rc == RC_OK && notes.pictures > 0)
        left_tell(out, 0, span_of(page->name), _("%zu张图片没有收"), notes.pictures);
    xlsx_notes_release(&notes);
    return rc;
}
