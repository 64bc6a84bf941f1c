#include "edit/editor_sum.h"

#include "base/text/utf8.h"
#include "edit/editor_private.h"
#include "edit/editor_table.h"
#include "model/body_line.h"
#include "model/figure/figure.h"
#include "model/figure/table_figures.h"
#include "model/splice.h"
#include "model/table_cell.h"
#include "model/template/columns.h"

/* The table and how it is read: figures by their numbers. */
struct sheet {
    const struct body *body;
    size_t first, end;   /* lines of the body */
    size_t head;         /* the row of heads, a caption may stand over it */
    struct str rows;     /* as read, parted by '\n' */
    size_t line, column; /* the cursor's */
};

static struct span line_text(const struct sheet *sheet, size_t line) {
    return line < sheet->end ? str_span(&sheet->body->lines[line].text) : SPAN("");
}

static struct span label_of(const struct sheet *sheet, size_t line) {
    return span_trim(table_cell_text(line_text(sheet, line), 0));
}

static void read_rows(struct sheet *sheet, const struct report *report) {
    struct figures *figures = NULL;
    str_init(&sheet->rows);
    for (size_t i = sheet->first; i < sheet->end; i++) {
        struct span row = line_text(sheet, i);
        bool has_figure = report != NULL && span_find(row, SPAN("${")) != SIZE_MAX;
        if (has_figure && figures == NULL)
            figures = figures_new(report);
        if (i > sheet->first)
            str_add_byte(&sheet->rows, '\n');
        if (has_figure)
            figures_add_row(figures, &sheet->rows, row, line_text(sheet, sheet->head));
        else
            str_add(&sheet->rows, row);
    }
    figures_free(figures);
}

static void open_sheet(struct sheet *sheet, const struct editor *editor) {
    struct editor_at at = editor_at(editor, editor->cursor);
    *sheet = (struct sheet){.body = &editor->section->body, .line = at.line};
    sheet->column = table_cell_at(editor_line_text(editor, at.line), at.byte).index;
    sheet->first = at.line;
    sheet->end = at.line + 1;
    while (sheet->first > 0 && editor_is_in_table(editor, sheet->first - 1))
        sheet->first--;
    while (sheet->end < sheet->body->count && editor_is_in_table(editor, sheet->end))
        sheet->end++;
    bool caption = sheet->end - sheet->first > 1 &&
                   table_cell_count(line_text(sheet, sheet->first)) == 1 &&
                   table_cell_count(line_text(sheet, sheet->first + 1)) > 1;
    sheet->head = sheet->first + caption;
    read_rows(sheet, editor->cache->report);
}

/* The line of the row of sums; sheet->end: there is none yet. */
static size_t find_total(const struct sheet *sheet) {
    if (cell_is_total(label_of(sheet, sheet->line)))
        return sheet->line;
    for (size_t i = sheet->end; i-- > sheet->first;)
        if (cell_is_total(label_of(sheet, i)))
            return i;
    bool blank = !utf8_has_ink(line_text(sheet, sheet->end - 1));
    return blank && sheet->end - sheet->first > 1 ? sheet->end - 1 : sheet->end;
}

static void keep_lines(struct body *to, const struct sheet *sheet, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        body_add_line(to, str_span(&sheet->body->lines[i].text), sheet->body->lines[i].tag,
                      line_detail(&sheet->body->lines[i]));
}

static void add_total_row(struct body *to, const struct sheet *sheet, struct table_sum *sum) {
    struct str row = STR_INIT;
    size_t line = find_total(sheet);
    keep_lines(to, sheet, 0, line);
    if (table_add_total_row(&row, str_span(&sheet->rows), line - sheet->first,
                            line_text(sheet, line), sum))
        body_add_line(to, str_span(&row), LINE_ROW,
                      line < sheet->end ? line_detail(&sheet->body->lines[line]) : NULL);
    else
        keep_lines(to, sheet, line, line < sheet->end ? line + 1 : line);
    keep_lines(to, sheet, line < sheet->end ? line + 1 : line, sheet->body->count);
    str_release(&row);
}

static void add_row_totals(struct body *to, const struct sheet *sheet, struct table_sum *sum) {
    struct str row = STR_INIT;
    struct span rows = str_span(&sheet->rows), read;
    keep_lines(to, sheet, 0, sheet->first);
    for (size_t i = sheet->first; i < sheet->end && span_take_line(&rows, &read); i++) {
        str_clear(&row);
        if (i <= sheet->head)
            str_add(&row, line_text(sheet, i));
        else
            (void)table_add_row_total(&row, read, line_text(sheet, sheet->head), sheet->column,
                                      line_text(sheet, i), sum);
        body_add_line(to, str_span(&row), LINE_ROW, line_detail(&sheet->body->lines[i]));
    }
    keep_lines(to, sheet, sheet->end, sheet->body->count);
    str_release(&row);
}

bool editor_sum_table(const struct editor *editor, struct splice *splice, size_t *cursor,
                      struct table_sum *sum) {
    struct sheet sheet;
    struct body to;
    *sum = (struct table_sum){0};
    if (!editor_cursor_in_table(editor))
        return false;
    open_sheet(&sheet, editor);
    struct span head = span_trim(table_cell_text(line_text(&sheet, sheet.head), sheet.column));
    bool across = sheet.column > 0 && sheet.line > sheet.head && cell_is_total(head) &&
                  !cell_is_total(label_of(&sheet, sheet.line));
    body_init(&to, LINE_PARAGRAPH);
    if (across)
        add_row_totals(&to, &sheet, sum);
    else
        add_total_row(&to, &sheet, sum);
    size_t line = across ? sheet.line : find_total(&sheet);
    bool differs = body_diff(splice, sheet.body, &to);
    if (differs)
        *cursor = body_line_start(&to, line);
    else
        splice_release(splice);
    str_release(&sheet.rows);
    body_release(&to);
    return differs;
}
