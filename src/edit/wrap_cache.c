#include "edit/wrap_cache.h"

#include "base/mem.h"
#include "model/section.h"

#include <string.h>

enum { INDENT = 4 }; /* columns: two full-width cells (GB/T 9704-2012, 7.3.3) */

static void forget(struct wrap_line *line) {
    line_break_release(&line->rows);
    shown_text_free(line->shown);
    *line = (struct wrap_line){0};
}

void wrap_cache_release(struct wrap_cache *cache) {
    for (size_t i = 0; i < cache->count; i++)
        forget(&cache->lines[i]);
    mem_free(cache->lines);
    *cache = (struct wrap_cache){0};
}

void wrap_cache_forget(struct wrap_cache *cache, size_t line) {
    if (line < cache->count)
        forget(&cache->lines[line]);
}

void wrap_cache_reset(struct wrap_cache *cache, size_t lines) {
    for (size_t i = 0; i < cache->count; i++)
        forget(&cache->lines[i]);
    cache->lines = mem_grow(cache->lines, &cache->cap, lines, sizeof *cache->lines);
    if (lines > 0)
        memset(cache->lines, 0, lines * sizeof *cache->lines);
    cache->count = lines;
}

void wrap_cache_splice(struct wrap_cache *cache, size_t line, size_t removed, size_t inserted) {
    assert(line + removed <= cache->count);
    for (size_t i = 0; i < removed; i++)
        forget(&cache->lines[line + i]);
    if (removed == inserted)
        return;
    size_t count = cache->count - removed + inserted;
    cache->lines = mem_grow(cache->lines, &cache->cap, count, sizeof *cache->lines);
    memmove(cache->lines + line + inserted, cache->lines + line + removed,
            (cache->count - line - removed) * sizeof *cache->lines);
    memset(cache->lines + line, 0, inserted * sizeof *cache->lines);
    cache->count = count;
}

const struct shown_text *wrap_cache_shown(struct wrap_cache *cache, const struct section *section,
                                          size_t line) {
    struct wrap_line *at = &cache->lines[line];
    if (!at->looked && cache->report != NULL)
        at->shown = shown_text_new(cache->report, str_span(&section->body.lines[line].text));
    at->looked = true;
    return at->shown;
}

struct span wrap_cache_text(struct wrap_cache *cache, const struct section *section, size_t line) {
    const struct shown_text *shown = wrap_cache_shown(cache, section, line);
    return str_span(shown != NULL ? &shown->text : &section->body.lines[line].text);
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
    struct wrap_line *at = &cache->lines[line];
    struct span text = str_span(&section->body.lines[line].text);
    size_t width = row_width(cache);
    if (at->shown != NULL || memchr(text.p, '$', text.n) != NULL)
        forget(at); /* figures may have come or gone */
    else if (at->rows.count > 0 && section->body.lines[line].tag != LINE_ROW)
        line_break_update(&at->rows, text, width - wrap_cache_indent(cache, section, line), width,
                          cache->ambiguous, edit);
}

const struct line_break_rows *wrap_cache_rows(struct wrap_cache *cache,
                                              const struct section *section, size_t line) {
    struct span text = wrap_cache_text(cache, section, line);
    struct line_break_rows *rows = &cache->lines[line].rows;
    size_t width = row_width(cache);
    bool is_row = section->body.lines[line].tag == LINE_ROW; /* one row, however wide */
    if (rows->count == 0 && is_row)
        line_break_paragraph(rows, SPAN(""), width, width, cache->ambiguous);
    else if (rows->count == 0)
        line_break_paragraph(rows, text, width - wrap_cache_indent(cache, section, line), width,
                             cache->ambiguous);
    return rows;
}
