#include "edit/table_view.h"

#include "base/mem.h"
#include "model/table_cell.h"

#include <string.h>

enum { LEAST = 2 }; /* columns of an empty cell: something to put the cursor in */

void table_view_release(struct table_view *view) {
    mem_free(view->starts);
    *view = (struct table_view){0};
}

void table_view_forget(struct table_view *view) {
    view->known = false;
}

static bool is_row(const struct section *section, size_t line) {
    return section->body.lines[line].tag == LINE_ROW;
}

static void add_columns(struct table_view *view, size_t count) {
    view->starts = mem_grow(view->starts, &view->cap, count + 1, sizeof *view->starts);
    while (view->count < count)
        view->starts[view->count++] = LEAST;
}

/* Widens the columns to a row's cells; starts[i] holds the width of cell i until all are known. */
static void take_row(struct table_view *view, struct span row, enum width_ambiguous ambiguous) {
    size_t cells = table_cell_count(row), at = 0;
    for (size_t index = 0; index < cells; index++) {
        struct table_cell cell = table_cell_at(span_sub(row, at, row.n), 0);
        size_t width = width_of_text(span_sub(row, at, at + cell.to), ambiguous);
        bool takes_rest = index + 1 == cells && cells < view->count;
        if (!takes_rest && width > view->starts[index])
            view->starts[index] = width;
        at += cell.to + 1;
    }
}

/* The last cell of a row that ends early may want more than is left: the last column gets it. */
static void take_rest(struct table_view *view, struct span row, enum width_ambiguous ambiguous) {
    size_t cells = table_cell_count(row), room = 0;
    if (cells >= view->count)
        return;
    for (size_t i = cells - 1; i < view->count; i++)
        room += view->starts[i] + (i > cells - 1 ? TABLE_GAP : 0);
    size_t width = width_of_text(table_cell_text(row, cells - 1), ambiguous);
    if (width > room)
        view->starts[view->count - 1] += width - room;
}

static void measure(struct table_view *view, struct wrap_cache *cache,
                    const struct section *section, size_t line) {
    if (view->known && line >= view->first && line <= view->last)
        return;
    *view = (struct table_view){.starts = view->starts, .cap = view->cap, .known = true};
    for (view->first = line; view->first > 0 && is_row(section, view->first - 1);)
        view->first--;
    for (view->last = line;
         view->last + 1 < section->body.count && is_row(section, view->last + 1);)
        view->last++;

    for (size_t i = view->first; i <= view->last; i++)
        add_columns(view, table_cell_count(wrap_cache_text(cache, section, i)));
    for (size_t i = view->first; i <= view->last; i++)
        take_row(view, wrap_cache_text(cache, section, i), cache->ambiguous);
    for (size_t i = view->first; i <= view->last; i++)
        take_rest(view, wrap_cache_text(cache, section, i), cache->ambiguous);

    size_t start = TABLE_LINE;
    for (size_t i = 0; i < view->count; i++) {
        size_t width = view->starts[i];
        view->starts[i] = start;
        start += width + TABLE_GAP;
    }
    view->starts[view->count] = start;
}

/* Where the cell's text begins: a number's stands at the right of its column. */
static size_t text_start(const struct table_view *view, struct span row,
                         const struct table_cell *cell, enum width_ambiguous ambiguous) {
    struct span text = span_sub(row, cell->from, cell->to);
    size_t start = view->starts[cell->index];
    if (!table_cell_is_number(text))
        return start;
    bool takes_rest = cell->to == row.n && cell->index + 1 < view->count;
    size_t width = view->starts[cell->index + 1] - TABLE_GAP - start;
    size_t used = width_of_text(text, ambiguous);
    return takes_rest || used > width ? start : start + width - used;
}

size_t table_view_column(struct table_view *view, struct wrap_cache *cache,
                         const struct section *section, size_t line, size_t byte) {
    struct span row = wrap_cache_text(cache, section, line);
    struct table_cell cell = table_cell_at(row, byte);
    measure(view, cache, section, line);
    return text_start(view, row, &cell, cache->ambiguous) +
           width_of_text(span_sub(row, cell.from, byte), cache->ambiguous);
}

size_t table_view_byte(struct table_view *view, struct wrap_cache *cache,
                       const struct section *section, size_t line, size_t column) {
    struct span row = wrap_cache_text(cache, section, line);
    struct table_cell cell = table_cell_at(row, 0);
    measure(view, cache, section, line);
    while (cell.to < row.n && view->starts[cell.index + 1] <= column)
        cell = table_cell_at(row, cell.to + 1);
    size_t start = text_start(view, row, &cell, cache->ambiguous);
    size_t used, into = column > start ? column - start : 0;
    return cell.from + width_fit(span_sub(row, cell.from, cell.to), into, cache->ambiguous, &used);
}

bool table_view_line(struct table_view *view, struct wrap_cache *cache,
                     const struct section *section, size_t line, size_t n, size_t *column) {
    measure(view, cache, section, line);
    if (n > view->count)
        return false;
    *column = view->starts[n] - TABLE_LINE;
    return true;
}
