#include "exchange/text/columns.h"

#include "base/mem.h"
#include "base/text/width.h"
#include "exchange/text/layout.h"
#include "model/table_cell.h"
#include "model/table_columns.h"

#include <string.h>

enum { WIDTH_MOST = 160 }; /* columns of a table that is aligned */

/* Blanks that a line begins with are the line's own. */
static struct span trimmed(struct span cell, size_t index) {
    struct span text = index == 0 ? span_trim_end(cell) : span_trim(cell);
    return index == 0 && text.n == 0 ? cell : text;
}

void text_add_trimmed_row(struct str *out, struct span row) {
    struct span cell;
    for (size_t i = 0; table_cell_take(&row, &cell); i++) {
        if (i > 0)
            str_add_byte(out, '\t');
        str_add(out, trimmed(cell, i));
    }
}

static bool is_row(struct span line) {
    return span_starts_with(line, SPAN(TEXT_LAYOUT_INDENT)) && line.n > 0 &&
           memchr(line.p, '\t', line.n) != NULL;
}

struct columns {
    size_t *widths;
    size_t count, cap;
    size_t all; /* of the widest row */
};

static void count_columns(struct columns *columns, struct span rows) {
    struct span row;
    while (span_take_line(&rows, &row))
        for (size_t cells = table_cell_count(row); columns->count < cells;) {
            MEM_PUSH_ROOM(columns->widths, columns->count, columns->cap);
            columns->widths[columns->count++] = 0;
        }
}

/* The last cell of a row that ends early has the rest of it: a long text there moves no column. */
static void measure_row(struct columns *columns, struct span row) {
    size_t cells = table_cell_count(row);
    struct span cell;
    for (size_t i = 0; table_cell_take(&row, &cell); i++) {
        size_t width = width_of_text(trimmed(cell, i), WIDTH_WIDE);
        bool has_rest = i > 0 && i + 1 == cells && cells < columns->count;
        if (!has_rest && width > columns->widths[i])
            columns->widths[i] = width;
    }
}

static void add_row(struct str *out, const struct columns *columns, struct span row) {
    size_t cells = table_cell_count(row);
    struct span cell;
    for (size_t i = 0; table_cell_take(&row, &cell); i++) {
        struct span text = trimmed(cell, i);
        size_t width = width_of_text(text, WIDTH_WIDE);
        bool fits = columns->all <= WIDTH_MOST && width <= columns->widths[i];
        size_t blanks = fits ? columns->widths[i] - width : 0;
        bool number = i > 0 && table_cell_is_number(text);
        if (i > 0)
            str_add_byte(out, '\t');
        if (number)
            table_add_blanks(out, blanks);
        str_add(out, text);
        if (!number && i + 1 < cells)
            table_add_blanks(out, blanks);
    }
}

/* One row alone has nothing to stand below, but may be read as a row. */
static void align(struct str *out, struct columns *columns, struct span rows, size_t count) {
    struct span rest = rows, row;
    columns->count = columns->all = 0;
    count_columns(columns, rows);
    while (span_take_line(&rest, &row))
        measure_row(columns, row);
    for (size_t i = 0; i < columns->count; i++)
        columns->all += columns->widths[i];
    for (rest = rows; span_take_line(&rest, &row);) {
        if (count > 1)
            add_row(out, columns, row);
        else
            text_add_trimmed_row(out, row);
        str_add_byte(out, '\n');
    }
}

void text_align_rows(struct str *text, size_t from) {
    struct span all = span_sub(str_span(text), from, text->len), rest = all, line;
    struct columns columns = {.count = 0};
    struct str aligned = STR_INIT;
    if (all.n == 0 || memchr(all.p, '\t', all.n) == NULL)
        return;
    while (rest.n > 0) {
        struct span after = rest, next = rest;
        size_t count = 0;
        for (; next.n > 0 && span_take_line(&next, &line) && is_row(line); count++)
            after = next;
        if (count > 0) {
            align(&aligned, &columns, span_sub(rest, 0, rest.n - after.n - 1), count);
            rest = after;
        } else {
            (void)span_take_line(&rest, &line);
            str_add(&aligned, line);
            str_add_byte(&aligned, '\n');
        }
    }
    str_cut(text, from);
    str_add(text, str_span(&aligned));
    str_release(&aligned);
    mem_free(columns.widths);
}
