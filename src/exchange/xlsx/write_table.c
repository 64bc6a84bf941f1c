#include "exchange/xlsx/write_table.h"

#include "base/lang.h"
#include "base/text/text_clean.h"
#include "exchange/xlsx/book.h"

#include <xlsxwriter.h>

struct table {
    const char *name;
    struct span rows;
    const double *widths;
    size_t columns;
};

static lxw_error put_row(lxw_worksheet *sheet, lxw_row_t row, struct span line,
                         lxw_format *format) {
    lxw_error first = LXW_NO_ERROR;
    for (lxw_col_t column = 0;; column++) {
        size_t tab = span_find(line, SPAN("\t"));
        struct str shown = STR_INIT;
        text_add_shown(&shown, span_sub(line, 0, tab));
        lxw_error error = worksheet_write_string(sheet, row, column, shown.s, format);
        if (shown.len > 0 && first == LXW_NO_ERROR)
            first = error;
        str_release(&shown);
        if (tab == SIZE_MAX)
            return first;
        line = span_sub(line, tab + 1, line.n);
    }
}

static enum rc fill(struct lxw_workbook *workbook, void *self, struct err *err) {
    const struct table *table = self;
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, table->name);
    lxw_format *head = workbook_add_format(workbook), *wrapped = workbook_add_format(workbook);
    lxw_error first = sheet != NULL ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;
    struct span rest = table->rows, line;
    lxw_row_t row = 0;
    format_set_bold(head);
    format_set_text_wrap(wrapped);
    for (size_t i = 0; first == LXW_NO_ERROR && i < table->columns; i++)
        first = worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, table->widths[i], NULL);
    while (first == LXW_NO_ERROR && rest.n > 0 && span_take_line(&rest, &line)) {
        first = put_row(sheet, row, line, row == 0 ? head : wrapped);
        row++;
    }
    if (first == LXW_NO_ERROR)
        worksheet_freeze_panes(sheet, 1, 0);
    return first == LXW_NO_ERROR
               ? RC_OK
               : err_set(err, RC_OUTPUT, _("不能写Excel文件：%s"), lxw_strerror(first));
}

enum rc xlsx_write_table(struct str *out, const char *name, struct span rows, const double *widths,
                         size_t columns, struct err *err) {
    struct table table = {name, rows, widths, columns};
    return xlsx_make(out, fill, &table, err);
}
