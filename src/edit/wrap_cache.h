/*
 * wrap_cache.h - a body's lines as they are shown and their wrapped rows, made when first asked for
 * and thrown away when their line changes. The cache owns the rows; it follows the body's line
 * count by being told of every splice.
 */
#ifndef EDIT_WRAP_CACHE_H
#define EDIT_WRAP_CACHE_H

#include "base/text/line_break.h"
#include "edit/shown_text.h"

struct wrap_cache {
    struct wrap_line {
        struct line_break_rows rows; /* of the line as it is shown; count 0: not made yet */
        struct shown_text *shown;    /* NULL: as it is */
        bool looked;                 /* whether it is shown as it is */
    } * lines;
    size_t count, cap;
    const struct report *report; /* borrowed: figures are its values; NULL: lines are as they are */
    size_t columns;              /* of the pane */
    enum width_ambiguous ambiguous;
};

void wrap_cache_release(struct wrap_cache *cache);
/* All rows are forgotten; the cache is for a body of that many lines. */
void wrap_cache_reset(struct wrap_cache *cache, size_t lines);
void wrap_cache_forget(struct wrap_cache *cache, size_t line);
/* `removed` lines at `line` became `inserted` lines; the line itself counts in both. */
void wrap_cache_splice(struct wrap_cache *cache, size_t line, size_t removed, size_t inserted);
/* A line was edited within: what rows there are of it follow. The edit is in bytes of its text. */
void wrap_cache_update(struct wrap_cache *cache, const struct section *section, size_t line,
                       struct line_break_edit edit);
/* A line as it is shown. */
struct span wrap_cache_text(struct wrap_cache *cache, const struct section *section, size_t line);
const struct shown_text *wrap_cache_shown(struct wrap_cache *cache, const struct section *section,
                                          size_t line); /* NULL: as it is */
/* The rows of a line. */
const struct line_break_rows *wrap_cache_rows(struct wrap_cache *cache,
                                              const struct section *section, size_t line);
/* Columns before the first row of a line: two full-width cells, and an item's label; none where a
 * run-in heading stands before it. */
size_t wrap_cache_indent(const struct wrap_cache *cache, const struct section *section,
                         size_t line);

#endif
