#include "edit/table_view.h"

#include "base/mem.h"

#include <string.h>

enum { LEAST = 2 }; /* columns of an empty cell: something to put the cursor in */

void table_view_release(struct table_view *view) {
    mem_free(view->starts);
    *view = (struct table_view){0};
}

void table_view_forget(struct table_view *view) {
    view->known = false;
}

struct table_cell table_cell_at(struct span row, size_t byte) {
    struct table_cell cell = {0, 0, 0};
    for (size_t i = 0; i < byte; i++)
        if (row.p[i] == '\t') {
            cell.from = i + 1;
            cell.index++;
        }
    size_t length = span_find(span_sub(row, cell.from, row.n), SPAN("\t"));
    cell.to = length == SIZE_MAX ? row.n : cell.from + length;
    return cell;
}

size_t table_cell_count(struct span row) {
    size_t count = 1;
    for (size_t i = 0; i < row.n; i++)
        count += row.p[i] == '\t';
    return count;
}

static bool is_row(const struct section *section, size_t line) {
    return section->body.lines[line].tag == LINE_ROW;
}

/* Widens the columns to a row's cells; starts[i] holds the width of cell i until all are known. */
static void take_row(struct table_view *view, struct span row, enum width_ambiguous ambiguous) {
    for (size_t at = 0, index = 0; at <= row.n; index++) {
        struct table_cell cell = table_cell_at(span_sub(row, at, row.n), 0);
        struct span text = span_sub(row, at, at + cell.to);
        size_t width = width_of_text(text, ambiguous);
        if (index == view->count) {
            view->starts = mem_grow(view->starts, &view->cap, index + 2, sizeof *view->starts);
            view->starts[view->count++] = LEAST;
        }
        if (width > view->starts[index])
            view->starts[index] = width;
        at += cell.to + 1;
    }
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
        take_row(view, wrap_cache_text(cache, section, i), cache->ambiguous);
    size_t start = 0;
    for (size_t i = 0; i < view->count; i++) {
        size_t width = view->starts[i];
        view->starts[i] = start;
        start += width + TABLE_GAP;
    }
    view->starts[view->count] = start;
}

size_t table_view_column(struct table_view *view, struct wrap_cache *cache,
                         const struct section *section, size_t line, size_t byte) {
    struct span row = wrap_cache_text(cache, section, line);
    struct table_cell cell = table_cell_at(row, byte);
    measure(view, cache, section, line);
    return view->starts[cell.index] +
           width_of_text(span_sub(row, cell.from, byte), cache->ambiguous);
}

size_t table_view_byte(struct table_view *view, struct wrap_cache *cache,
                       const struct section *section, size_t line, size_t column) {
    struct span row = wrap_cache_text(cache, section, line);
    struct table_cell cell = table_cell_at(row, 0);
    measure(view, cache, section, line);
    while (cell.to < row.n && view->starts[cell.index + 1] <= column)
        cell = table_cell_at(row, cell.to + 1);
    size_t used, into = column > view->starts[cell.index] ? column - view->starts[cell.index] : 0;
    return cell.from + width_fit(span_sub(row, cell.from, cell.to), into, cache->ambiguous, &used);
}
