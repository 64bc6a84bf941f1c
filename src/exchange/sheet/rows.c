#include "exchange/sheet/rows.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "exchange/xlsx/read.h"

struct bounds {
    size_t first_row, last_row, first_column, last_column;
};

static struct bounds bounds_of(const struct xlsx_sheet *sheet) {
    struct bounds bounds = {SIZE_MAX, 0, SIZE_MAX, 0};
    for (size_t i = 0; i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        bounds.first_row = cell->row < bounds.first_row ? cell->row : bounds.first_row;
        bounds.last_row = cell->row > bounds.last_row ? cell->row : bounds.last_row;
        bounds.first_column =
            cell->column < bounds.first_column ? cell->column : bounds.first_column;
        bounds.last_column = cell->column > bounds.last_column ? cell->column : bounds.last_column;
    }
    return bounds;
}

static void add_cell(struct str *out, const struct xlsx_cell *cell) {
    for (const char *c = cell->text; *c != '\0'; c++)
        if (*c == '\n' || *c == '\t')
            str_add_byte(out, ' ');
        else
            str_add_byte(out, *c);
    if (cell->kind == XLSX_PERCENT)
        str_add_byte(out, '%');
}

/* Cells come by row, then column: the gaps between them are empty cells and rows. */
static enum rc add_rows(struct str *out, const struct xlsx_sheet *sheet, struct err *err) {
    struct bounds bounds = bounds_of(sheet);
    size_t row = bounds.first_row, column = bounds.first_column, in_row = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        if (cell->kind == XLSX_UNCOMPUTED)
            return err_set(err, RC_INPUT,
                           _("第%zu行有没有算出来的公式：请在Excel中打开并保存一次，再写入"),
                           cell->row + 1);
        if (cell->row > row) { /* empty rows between are left out, as nothing prints them */
            str_add_repeat(out, SPAN("\t"), bounds.last_column - column);
            str_add_byte(out, '\n');
            row = cell->row;
            column = bounds.first_column;
            in_row = 0;
        }
        str_add_repeat(out, SPAN("\t"), cell->column - column);
        column = cell->column;
        add_cell(out, cell);
        in_row++;
        const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
        bool title = in_row == 1 && merge != NULL && merge->column == bounds.first_column &&
                     merge->last_column >= bounds.last_column;
        bool alone = i + 1 == sheet->count || sheet->cells[i + 1].row > row;
        if (title && alone)
            column = bounds.last_column;
    }
    str_add_repeat(out, SPAN("\t"), bounds.last_column - column);
    return RC_OK;
}

static const struct xlsx_sheet *find_page(const struct xlsx_book *book, const char *page) {
    uint64_t number = 0, at = 0;
    if (page != NULL && xlsx_find_sheet(book, page) != NULL)
        return xlsx_find_sheet(book, page);
    bool by_number = page != NULL && char_read_number(span_of(page), XLSX_SHEETS_MOST, &number);
    for (size_t i = 0; i < book->count; i++) {
        const struct xlsx_sheet *sheet = &book->sheets[i];
        if (sheet->hidden)
            continue;
        at++;
        if (page == NULL ? sheet->count > 0 : by_number && at == number)
            return sheet;
    }
    return NULL;
}

enum rc sheet_rows_from_book(struct str *bytes, const char *page, struct err *err) {
    struct xlsx_book book = {0};
    struct str rows = STR_INIT;
    enum rc rc = xlsx_read(&book, str_span(bytes), err);
    const struct xlsx_sheet *sheet = rc == RC_OK ? find_page(&book, page) : NULL;
    if (rc == RC_OK && sheet == NULL && page != NULL)
        rc = err_set(err, RC_INPUT, _("这个Excel文件里没有“%s”这一页"), page);
    if (rc == RC_OK && (sheet == NULL || sheet->count == 0))
        rc = err_set(err, RC_INPUT, _("这个Excel文件里没有写着东西的页"));
    if (rc == RC_OK && sheet != NULL)
        rc = add_rows(&rows, sheet, err);
    if (rc == RC_OK)
        str_set(bytes, str_span(&rows));
    str_release(&rows);
    xlsx_book_release(&book);
    return rc;
}
