#include "edit/wrap_cache.h"

#include "base/mem.h"

#include <string.h>

enum { INDENT = 4 }; /* columns: two full-width cells (GB/T 9704-2012, 7.3.3) */

void wrap_cache_release(struct wrap_cache *cache) {
    for (size_t i = 0; i < cache->count; i++)
        line_break_release(&cache->rows[i]);
    mem_free(cache->rows);
    *cache = (struct wrap_cache){0};
}

void wrap_cache_forget(struct wrap_cache *cache, size_t line) {
    if (line < cache->count)
        line_break_release(&cache->rows[line]);
}

void wrap_cache_reset(struct wrap_cache *cache, size_t lines) {
    for (size_t i = 0; i < cache->count; i++)
        line_break_release(&cache->rows[i]);
    cache->rows = mem_grow(cache->rows, &cache->cap, lines, sizeof *cache->rows);
    if (lines > 0)
        memset(cache->rows, 0, lines * sizeof *cache->rows);
    cache->count = lines;
}

void wrap_cache_splice(struct wrap_cache *cache, size_t line, size_t removed, size_t inserted) {
    assert(line + removed <= cache->count);
    for (size_t i = 0; i < removed; i++)
        line_break_release(&cache->rows[line + i]);
    if (removed == inserted) {
        memset(cache->rows + line, 0, inserted * sizeof *cache->rows);
        return;
    }
    size_t count = cache->count - removed + inserted;
    cache->rows = mem_grow(cache->rows, &cache->cap, count, sizeof *cache->rows);
    memmove(cache->rows + line + inserted, cache->rows + line + removed,
            (cache->count - line - removed) * sizeof *cache->rows);
    memset(cache->rows + line, 0, inserted * sizeof *cache->rows);
    cache->count = count;
}

size_t wrap_cache_indent(const struct wrap_cache *cache, const struct section *section,
                         size_t line) {
    const struct line *at = &section->body.lines[line];
    if (at->tag == LINE_ROW || (line == 0 && section->form == FORM_RUN_IN && at->tag != LINE_ITEM))
        return 0;
    size_t indent = INDENT;
    if (at->tag == LINE_ITEM) {
        struct str label = STR_INIT;
        section_add_item_label(&label, section, line);
        indent += width_of_text(str_span(&label), cache->ambiguous);
        str_release(&label);
    }
    return indent < cache->columns / 2 ? indent : 0;
}

/* One column stays free: the cursor stands there after the last character of a full row. */
static size_t row_width(const struct wrap_cache *cache) {
    return cache->columns > 3 ? cache->columns - 1 : 2;
}

void wrap_cache_update(struct wrap_cache *cache, const struct section *section, size_t line,
                       struct line_break_edit edit) {
    struct line_break_rows *rows = &cache->rows[line];
    size_t width = row_width(cache);
    if (rows->count > 0)
        line_break_update(rows, str_span(&section->body.lines[line].text),
                          width - wrap_cache_indent(cache, section, line), width, cache->ambiguous,
                          edit);
}

const struct line_break_rows *wrap_cache_rows(struct wrap_cache *cache,
                                              const struct section *section, size_t line) {
    struct line_break_rows *rows = &cache->rows[line];
    size_t width = row_width(cache);
    if (rows->count == 0)
        line_break_paragraph(rows, str_span(&section->body.lines[line].text),
                             width - wrap_cache_indent(cache, section, line), width,
                             cache->ambiguous);
    return rows;
}
