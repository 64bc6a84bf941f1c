#include "model/table_columns.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/table_cell.h"

enum { CELL_LEAST = 2, FITTED_LEAST = 6, NARROW_LEAST = 4, NUMBER_MOST = 14 };

bool table_take_cell(struct span *row, struct span *cell) {
    if (row->p == NULL)
        return false;
    size_t tab = span_find(*row, SPAN("\t"));
    *cell = span_trim(span_sub(*row, 0, tab));
    *row = tab == SIZE_MAX ? (struct span){NULL, 0} : span_sub(*row, tab + 1, row->n);
    return true;
}

static void sum_up(struct table_columns *columns) {
    columns->sum = columns->count > 0 ? TABLE_GAP * (columns->count - 1) : 0;
    for (size_t i = 0; i < columns->count; i++)
        columns->sum += columns->widths[i];
}

/* A number is not broken, if it is no monster. */
static bool is_number(struct span cell) {
    struct span rest = cell;
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        if (!(c >= '0' && c <= '9') && c != '.' && c != ',' && c != '-' && c != '%' &&
            c != 0x2264 && c != 0x2265)
            return false;
    }
    return cell.n > 0 && cell.n <= NUMBER_MOST;
}

static void widen(size_t *width, size_t wanted) {
    *width = *width < wanted ? wanted : *width;
}

static bool count_columns(struct table_columns *columns, struct span rows) {
    struct span row;
    while (span_take_line(&rows, &row))
        widen(&columns->count, table_cell_count(row));
    return columns->count <= TABLE_COLUMNS_MOST;
}

/* The last cell of a row that ends early has the rest of it, and wants nothing of its column. */
static bool has_rest(const struct table_columns *columns, size_t at, size_t cells) {
    return at > 0 && at + 1 == cells && cells < columns->count;
}

static void measure_row(struct table_columns *columns, struct span row) {
    size_t cells = table_cell_count(row);
    struct span cell;
    for (size_t i = 0; table_take_cell(&row, &cell); i++) {
        size_t wanted = width_of_text(cell, WIDTH_WIDE);
        bool rest = has_rest(columns, i, cells);
        wanted = wanted < CELL_LEAST ? CELL_LEAST : wanted;
        if (rest)
            widen(&columns->rest, wanted);
        widen(&columns->widths[i], rest ? CELL_LEAST : wanted);
        widen(&columns->least[i], !rest && is_number(cell) ? wanted : CELL_LEAST);
    }
}

/* What a cell has: its column, or all columns from it on. */
static size_t room_of(const struct table_columns *columns, size_t at, size_t cells) {
    size_t room = columns->widths[at];
    for (size_t i = at + 1; has_rest(columns, at, cells) && i < columns->count; i++)
        room += TABLE_GAP + columns->widths[i];
    return room;
}

/* A caption, alone in its row over rows of several, wants no column. */
bool table_measure(struct table_columns *columns, struct span rows) {
    struct span row;
    bool several = span_find(rows, SPAN("\t")) != SIZE_MAX;
    *columns = (struct table_columns){.count = 0};
    if (!count_columns(columns, rows))
        return false;
    while (span_take_line(&rows, &row))
        if (!several || table_cell_count(row) > 1)
            measure_row(columns, row);
    sum_up(columns);
    return true;
}

/* Even widths: a line of Chinese characters leaves no column over. */
static bool fit(struct table_columns *columns, size_t most, size_t narrowest) {
    while (columns->sum > most) {
        size_t widest = SIZE_MAX;
        for (size_t i = 0; i < columns->count; i++) {
            size_t width = columns->widths[i], least = columns->least[i] + 1;
            if (width > narrowest && width > least &&
                (widest == SIZE_MAX || width > columns->widths[widest]))
                widest = i;
        }
        if (widest == SIZE_MAX)
            return false;
        columns->widths[widest] -= columns->widths[widest] % 2 == 0 ? 2 : 1;
        sum_up(columns);
    }
    return true;
}

bool table_fit(struct table_columns *columns, size_t most) {
    return fit(columns, most, FITTED_LEAST) || fit(columns, most, NARROW_LEAST);
}

void table_add_blanks(struct str *out, size_t columns) {
    str_add_repeat(out, SPAN("　"), columns / 2);
    str_add_repeat(out, SPAN(" "), columns % 2);
}

static void add_cell(struct str *out, const struct table_columns *columns, size_t at,
                     struct span cell) {
    size_t width = width_of_text(cell, WIDTH_WIDE);
    bool right = columns->numbers_right && at > 0 && at < columns->count &&
                 width <= columns->widths[at] && table_cell_is_number(cell);
    if (right) {
        table_add_blanks(out, columns->widths[at] - width);
        str_add(out, cell);
        if (at + 1 < columns->count)
            table_add_blanks(out, TABLE_GAP);
        return;
    }
    str_add(out, cell);
    if (at + 1 < columns->count && width <= columns->widths[at])
        table_add_blanks(out, columns->widths[at] - width + TABLE_GAP);
}

void table_add_row(struct str *out, const struct table_columns *columns, struct span row,
                   const char *empty) {
    struct span cell;
    for (size_t i = 0; table_take_cell(&row, &cell); i++)
        add_cell(out, columns, i, i == 0 && cell.n == 0 ? span_of(empty) : cell);
}

/* Eats what fits into the column's first line. */
static struct span take_piece(struct span *cell, struct line_break_rows *rows, size_t width) {
    line_break_paragraph(rows, *cell, width, width, WIDTH_WIDE);
    size_t end = rows->count > 1 ? rows->starts[1] : cell->n;
    struct span piece = span_trim_end(span_sub(*cell, 0, end));
    *cell = span_sub(*cell, end, cell->n);
    return piece;
}

void table_add_broken_row(struct str *out, const struct table_columns *columns, struct span row) {
    struct span cells[TABLE_COLUMNS_MOST];
    struct line_break_rows rows = {0};
    size_t count = 0;
    while (count < columns->count && table_take_cell(&row, &cells[count]))
        count++;
    size_t last = count > 0 ? room_of(columns, count - 1, count) : 0;
    for (bool more = true, first = true; more; first = false) {
        more = false;
        if (!first)
            str_add_byte(out, '\n');
        for (size_t i = 0; i < count; i++) {
            size_t width = i + 1 == count ? last : columns->widths[i];
            add_cell(out, columns, i, take_piece(&cells[i], &rows, width));
            more |= cells[i].n > 0;
        }
    }
    line_break_release(&rows);
}
