#include "exchange/sheet/read_cells.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/xlsx/number_text.h"

enum { ROWS_MOST = 40000 /* last year's are rows of their own */ };

static char *copy_line(struct span text) {
    struct str line = STR_INIT;
    text_clean_line(&line, text);
    return str_detach(&line);
}

static struct span text_at(const struct xlsx_sheet *sheet, size_t row, size_t column) {
    const struct xlsx_cell *cell = column == SIZE_MAX ? NULL : xlsx_find_cell(sheet, row, column);
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

/* What the value is called in our sheets. */
static const char *caption_of(const struct read_row *row) {
    return form_captions[row->is_prior ? FORM_PRIOR : FORM_VALUE];
}

/* Whether a cell stands for its row alone. */
static void check_merge(struct read_row *out, const struct xlsx_sheet *sheet, size_t row,
                        size_t column) {
    const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
    if (merge == NULL)
        return;
    bool has_text = text_at(sheet, merge->row, merge->column).n > 0;
    if (has_text && (merge->row != merge->last_row || merge->column != column))
        read_row_set_trouble(out, _("%s的一格与别的格合并了，不知道是谁的数；请取消合并"),
                             caption_of(out));
}

/* What stands beside the value in its cell, or hides it. */
static void say_of_cell(struct read_row *out, const struct xlsx_cell *cell) {
    if (cell->struck != NULL)
        read_row_say(out, _("划掉的“%s”没有取"), cell->struck);
    if (cell->is_unseen)
        read_row_say(out, _("格里显示的不是这个数，存的是%s，请核对"), cell->text);
}

/* A cell of that kind holds no value. */
static void check_kind(struct read_row *out, const struct xlsx_cell *cell) {
    if (cell->kind == XLSX_TRUTH)
        read_row_set_trouble(out, _("%s是“TRUE”或“FALSE”，不是数"), caption_of(out));
    else if (cell->kind == XLSX_ERROR)
        read_row_set_trouble(out, _("%s的公式出错了（#REF!一类）；请改正"), caption_of(out));
    else if (cell->kind == XLSX_UNCOMPUTED)
        read_row_set_trouble(out, _("%s是还没有算出来的公式；请在Excel或WPS中打开，保存一次"),
                             caption_of(out));
    else if (cell->kind == XLSX_STRUCK)
        read_row_set_trouble(out, _("%s“%s”是划掉的，没有取"), caption_of(out), cell->text);
}

static void take_value(struct read_row *out, const struct xlsx_book *book,
                       const struct xlsx_cell *cell) {
    struct str text = STR_INIT, date = STR_INIT;
    struct span stands = span_trim_space(span_of(cell->text));
    bool is_number = cell->kind == XLSX_NUMBER || cell->kind == XLSX_PERCENT;
    check_kind(out, cell);
    if (cell->kind == XLSX_TEXT)
        text_clean_line(&text, stands);
    else if (is_number || cell->kind == XLSX_DATE)
        str_add(&text, stands);
    str_add_text(&text, cell->kind == XLSX_PERCENT ? "%" : "");
    out->is_date = cell->kind == XLSX_DATE;
    out->is_bare = cell->kind == XLSX_NUMBER;
    out->is_serial = out->is_bare && xlsx_add_date(&date, stands, book->since_1904);
    say_of_cell(out, cell);
    out->value = str_detach(&text);
    out->date = date.len > 0 ? str_detach(&date) : NULL;
    str_release(&date);
}

static void take_value_at(struct read_sheet *out, const struct xlsx_book *book,
                          const struct xlsx_sheet *sheet, size_t row,
                          const struct sheet_columns *columns, bool is_prior) {
    struct read_row *to = read_sheet_add_empty(out, row + 1);
    size_t column = columns->at[is_prior ? FORM_PRIOR : FORM_VALUE];
    const struct xlsx_cell *value = xlsx_find_cell(sheet, row, column);
    const struct xlsx_cell *label = xlsx_find_cell(sheet, row, columns->at[FORM_LABEL]);
    to->is_prior = is_prior;
    to->name = copy_line(text_at(sheet, row, columns->at[FORM_NAME]));
    to->label = copy_line(text_at(sheet, row, columns->at[FORM_LABEL]));
    to->unit = copy_line(text_at(sheet, row, columns->at[FORM_UNIT]));
    to->evidence = copy_line(text_at(sheet, row, columns->at[FORM_EVIDENCE]));
    to->note = copy_line(text_at(sheet, row, columns->at[FORM_NOTE]));
    check_merge(to, sheet, row, column);
    if (label != NULL && label->kind == XLSX_STRUCK)
        read_row_set_trouble(to, _("这一行的名称是划掉的，没有取"));
    if (xlsx_is_hidden(sheet, true, row))
        read_row_say(to, _("这一行在表里是隐藏的"));
    if (value != NULL)
        take_value(to, book, value);
    else
        to->value = span_copy(SPAN(""));
}

/* Last year's value is a row of its own, behind this year's. */
static void take_row(struct read_sheet *out, const struct xlsx_book *book,
                     const struct xlsx_sheet *sheet, size_t row,
                     const struct sheet_columns *columns) {
    take_value_at(out, book, sheet, row, columns, false);
    if (columns->at[FORM_PRIOR] != SIZE_MAX)
        take_value_at(out, book, sheet, row, columns, true);
}

enum rc sheet_take_rows(struct read_sheet *out, const struct xlsx_book *book,
                        const struct xlsx_sheet *sheet, size_t captions,
                        const struct sheet_columns *columns, struct err *err) {
    /* Each row is looked up among the merged cells: there is a ceiling. */
    for (size_t i = 0; i < sheet->count;) {
        if (out->count >= ROWS_MOST)
            return err_set(err, RC_INPUT, _("表格太长：最多%d行"), ROWS_MOST / 2);
        size_t row = sheet->cells[i].row;
        while (i < sheet->count && sheet->cells[i].row == row)
            i++;
        if (captions == SIZE_MAX || row > captions)
            take_row(out, book, sheet, row, columns);
    }
    return RC_OK;
}
