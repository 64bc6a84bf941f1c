#include "exchange/xlsx/cells.h"

#include "base/lang.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "base/text/width.h"

#include <stdio.h>
#include <string.h>

enum { CELL_UNITS_MOST = 32767 }; /* UTF-16 code units: Excel's own limit */

void book_check(struct book *book, lxw_error error) {
    if (error != LXW_NO_ERROR && book->rc == RC_OK)
        book->rc = err_set(book->err, RC_OUTPUT, _("不能写Excel文件：%s"), lxw_strerror(error));
}

/* A text is a text: nothing in it is taken for a formula. */
void book_put_text(struct book *book, struct span text, lxw_format *format) {
    size_t units = utf8_count(text);
    for (struct span rest = text; rest.n > 0;)
        units += utf8_take(&rest) > 0xFFFF;
    if (units > CELL_UNITS_MOST && book->rc == RC_OK)
        book->rc =
            err_set(book->err, RC_REFUSED, _("“%.*s…”有%zu字，Excel的一格最多%d字，请改短再导出"),
                    (int)utf8_offset(text, 10), text.p, units, CELL_UNITS_MOST);
    if (text.n > 0 && book->rc == RC_OK) {
        struct str shown = STR_INIT;
        text_add_shown(&shown, text);
        book_check(book,
                   worksheet_write_string(book->sheet, book->row, book->column, shown.s, format));
        str_release(&shown);
    }
    book->column++;
}

void book_put_head(struct book *book, const char *text) {
    book_put_text(book, span_of(text), book->head);
}

static lxw_format *format_of(struct book *book, int decimals, bool grouped, bool percent) {
    char pattern[32];
    (void)snprintf(pattern, sizeof pattern, "%s%s%.*s%s", grouped ? "#,##0" : "0",
                   decimals > 0 ? "." : "", decimals, "000000000000", percent ? "\"%\"" : "");
    for (size_t i = 0; i < book->format_count; i++)
        if (strcmp(book->formats[i].pattern, pattern) == 0 && book->formats[i].ruled == book->ruled)
            return book->formats[i].format;
    lxw_format *format = workbook_add_format(book->workbook);
    if (format != NULL)
        format_set_num_format(format, pattern);
    if (format != NULL && book->ruled) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    if (book->format_count < BOOK_FORMATS_MOST) {
        memcpy(book->formats[book->format_count].pattern, pattern, sizeof pattern);
        book->formats[book->format_count].ruled = book->ruled;
        book->formats[book->format_count++].format = format;
    }
    return format;
}

/* Digits of a decimal text besides leading zeros, and those behind its point. */
size_t book_count_digits(struct span text, int *decimals) {
    size_t digits = 0;
    bool point = false;
    *decimals = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '.')
            point = true;
        if (text.p[i] < '0' || text.p[i] > '9')
            continue;
        digits += digits > 0 || text.p[i] != '0';
        *decimals += point;
    }
    return digits;
}

/* Of at most BOOK_DIGITS_MOST digits: both sides of the division are whole numbers that a double
 * holds, so the quotient is the nearest there is. */
static double double_of(struct span text) {
    int64_t digits = 0, scale = 1;
    bool point = false, minus = span_take_prefix(&text, SPAN("-"));
    for (size_t i = 0; i < text.n; i++) {
        point |= text.p[i] == '.';
        if (text.p[i] < '0' || text.p[i] > '9')
            continue;
        digits = digits * 10 + (text.p[i] - '0');
        scale *= point ? 10 : 1;
    }
    double value = (double)digits / (double)scale;
    return minus ? -value : value;
}

/* `text`: digits, a minus, a point; `shown`: how many decimals are seen, -1: its own. */
void book_put_number(struct book *book, struct span text, int shown, bool grouped, bool percent) {
    int decimals;
    bool too_long = book_count_digits(text, &decimals) > BOOK_DIGITS_MOST;
    if (shown >= 0)
        decimals = shown;
    if (too_long) {
        book_put_text(book, text, NULL);
        return;
    }
    if (text.n > 0 && book->rc == RC_OK)
        book_check(book,
                   worksheet_write_number(book->sheet, book->row, book->column, double_of(text),
                                          format_of(book, decimals, grouped, percent)));
    book->column++;
}

/* Of the columns from one on, in characters; those without a width of their own have Excel's. */
static double width_of_columns(const struct book *book, size_t from, size_t count) {
    const double usual = 8.43;
    double width = 0;
    for (size_t i = from; i < from + count; i++)
        width += i < book->width_count ? book->widths[i] : usual;
    return width;
}

/* A4, as wide as one page, and turned where the columns are more than an upright one takes at a
 * size that one can read. */
static void set_paper(struct book *book, size_t columns) {
    enum { A4 = 9, UPRIGHT_MOST = 110 /* characters */ };
    worksheet_set_paper(book->sheet, A4);
    worksheet_fit_to_pages(book->sheet, 1, 0);
    if (width_of_columns(book, 0, columns) > UPRIGHT_MOST)
        worksheet_set_landscape(book->sheet);
}

/* The first `columns` columns are used. */
void book_begin_sheet(struct book *book, const char *name, const double *widths, size_t count,
                      size_t columns) {
    book->sheet = workbook_add_worksheet(book->workbook, name);
    book->row = 0;
    book->column = 0;
    book->widths = widths;
    book->width_count = count;
    if (book->sheet == NULL) {
        book_check(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    for (size_t i = 0; i < count; i++)
        book_check(book,
                   worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
    set_paper(book, columns);
    worksheet_freeze_panes(book->sheet, 1, 0);
}

/* The lines that a text has in columns that are so wide together. */
size_t book_lines_in(const struct book *book, struct span text, size_t from, size_t columns) {
    enum { MARGIN = 1 };
    double room = width_of_columns(book, from, columns) - MARGIN;
    double wanted = (double)width_of_text(text, WIDTH_WIDE);
    size_t lines = 1;
    while (room > 0 && (double)lines * room < wanted)
        lines++;
    return lines;
}

/* Excel makes a row as high as the text of its cells, but not of those that are merged. */
void book_set_height(struct book *book, size_t lines) {
    enum { LINE = 15 /* points */, LINES_MOST = 27 /* 409 points are the most that a row has */ };
    lines = lines < LINES_MOST ? lines : LINES_MOST;
    if (lines > 1 && book->rc == RC_OK)
        book_check(book, worksheet_set_row(book->sheet, book->row, (double)(lines * LINE), NULL));
}

void book_next_row(struct book *book) {
    book->row++;
    book->column = 0;
}
