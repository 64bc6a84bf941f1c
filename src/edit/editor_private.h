/*
 * editor_private.h - what the editor's files share; nobody else includes it.
 */
#ifndef EDIT_EDITOR_PRIVATE_H
#define EDIT_EDITOR_PRIVATE_H

#include "edit/editor.h"
#include "edit/table_view.h"
#include "edit/wrap_cache.h"
#include "model/splice.h"

struct editor_spot { /* a row of the wrapped text */
    size_t line, row;
};

struct editor {
    const struct section *section; /* borrowed; NULL: nothing is open */
    struct wrap_cache *cache;      /* both are filled while drawing, which reads only */
    struct table_view *table;
    size_t columns, rows;
    size_t cursor;   /* points */
    bool at_row_end; /* the cursor between two rows is shown at the end of the first */
    size_t goal;     /* column that Up and Down aim at, SIZE_MAX: the cursor's own */
    bool selecting;
    size_t anchor;
    struct editor_spot top;
    size_t left; /* columns of a table that lie left of the pane */
};

struct editor_at {     /* where the cursor is */
    size_t line, byte; /* of the line as it is shown */
};
struct editor_at editor_at(const struct editor *editor, size_t offset);
/* Within a figure: behind it (forward), or before it. */
size_t editor_offset(const struct editor *editor, size_t line, size_t byte, bool forward);
struct span editor_line_text(const struct editor *editor, size_t line); /* as it is shown */
bool editor_is_in_table(const struct editor *editor, size_t line);

#endif
