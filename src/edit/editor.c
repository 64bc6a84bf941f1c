#include "edit/editor_private.h"
#include "edit/editor_select.h"
#include "edit/editor_spot.h"
#include "model/section.h"
#include "model/splice.h"
#include "model/table_cell.h"

#include "base/mem.h"
#include "base/text/grapheme.h"
#include "base/text/utf8.h"

#include <stdio.h>

struct editor *editor_new(void) {
    struct editor *editor = MEM_NEW(struct editor);
    editor->cache = MEM_NEW(struct wrap_cache);
    editor->table = MEM_NEW(struct table_view);
    editor->columns = editor->cache->columns = 40;
    editor->rows = 10;
    editor->cache->ambiguous = WIDTH_NARROW;
    editor->goal = SIZE_MAX;
    return editor;
}

void editor_free(struct editor *editor) {
    if (editor == NULL)
        return;
    wrap_cache_release(editor->cache);
    table_view_release(editor->table);
    mem_free(editor->cache);
    mem_free(editor->table);
    mem_free(editor);
}

struct editor_at editor_at(const struct editor *editor, size_t offset) {
    const struct body *body = &editor->section->body;
    struct body_place place = body_place_of(body, offset);
    const struct shown_text *shown = wrap_cache_shown(editor->cache, editor->section, place.line);
    size_t byte = utf8_offset(str_span(&body->lines[place.line].text), place.column);
    return (struct editor_at){place.line, shown != NULL ? shown_text_place(shown, byte) : byte};
}

size_t editor_offset(const struct editor *editor, size_t line, size_t byte, bool forward) {
    const struct body *body = &editor->section->body;
    const struct shown_text *shown = wrap_cache_shown(editor->cache, editor->section, line);
    if (shown != NULL)
        byte = shown_text_source(shown, byte, forward);
    size_t column = utf8_count(span_sub(str_span(&body->lines[line].text), 0, byte));
    return body_offset_of(body, (struct body_place){line, column});
}

struct span editor_line_text(const struct editor *editor, size_t line) {
    return wrap_cache_text(editor->cache, editor->section, line);
}

/* An offset within a figure is none that the cursor may have: the figure's start is. */
static size_t snapped(const struct editor *editor, size_t offset) {
    size_t line = body_place_of(&editor->section->body, offset).line;
    if (wrap_cache_shown(editor->cache, editor->section, line) == NULL)
        return offset;
    return editor_offset(editor, line, editor_at(editor, offset).byte, false);
}

void editor_set_report(struct editor *editor, const struct report *report) {
    editor->cache->report = report;
}

bool editor_is_in_table(const struct editor *editor, size_t line) {
    return editor->section->body.lines[line].tag == LINE_ROW;
}

static struct editor_spot cursor_spot(const struct editor *editor) {
    return spot_of(editor, editor_at(editor, editor->cursor), editor->at_row_end);
}

/* A table that is wider than the pane moves to the left as far as the cursor needs. */
static void show_column(struct editor *editor) {
    struct editor_at at = editor_at(editor, editor->cursor);
    if (!editor_is_in_table(editor, at.line)) {
        editor->left = 0;
        return;
    }
    size_t column =
        table_view_column(editor->table, editor->cache, editor->section, at.line, at.byte);
    /* the pane's edges are left to the marks of what lies beside it */
    if (column + 1 < editor->columns)
        editor->left = 0;
    else if (column < editor->left + TABLE_LINE)
        editor->left = column - TABLE_LINE;
    else if (column + 1 >= editor->left + editor->columns)
        editor->left = column + 2 - editor->columns;
}

/* Scrolls so that the cursor is in the window. */
static void show_cursor(struct editor *editor) {
    const struct body *body = &editor->section->body;
    editor->cursor = snapped(editor, editor->cursor);
    editor->anchor = editor->selecting ? snapped(editor, editor->anchor) : editor->anchor;
    show_column(editor);
    if (editor->top.line >= body->count)
        editor->top = (struct editor_spot){body->count - 1, 0};
    size_t rows = spot_count(editor, editor->top.line);
    if (editor->top.row >= rows)
        editor->top.row = rows - 1;
    struct editor_spot cursor = cursor_spot(editor), at = editor->top;
    if (spot_is_before(cursor, at)) { /* with the rule over the row where there is one */
        editor->top = cursor;
        if (editor_is_in_table(editor, cursor.line) && editor->rows > 1)
            editor->top.row = 0;
        return;
    }
    bool far =
        cursor.line - at.line >= editor->rows; /* what lies between is not wrapped for that */
    for (size_t seen = 1; spot_is_before(at, cursor); seen++) {
        if (far || seen >= editor->rows) { /* below: it becomes the last row */
            editor->top = cursor;
            for (size_t up = 1; up < editor->rows && spot_prev(editor, &editor->top); up++)
                ;
            return;
        }
        (void)spot_next(editor, &at);
    }
}

void editor_open(struct editor *editor, const struct section *section, size_t offset) {
    editor->section = section;
    editor->selecting = false;
    editor->at_row_end = false;
    editor->goal = SIZE_MAX;
    editor->top = (struct editor_spot){0, 0};
    editor->cursor = editor->left = 0;
    table_view_forget(editor->table);
    if (section == NULL) {
        wrap_cache_reset(editor->cache, 0);
        return;
    }
    wrap_cache_reset(editor->cache, section->body.count);
    editor->cursor = offset < section->body.points ? offset : section->body.points;
    show_cursor(editor);
}

void editor_reopen(struct editor *editor, const struct section *section) {
    struct editor was = *editor;
    editor_open(editor, section, was.cursor);
    if (section == NULL)
        return;
    size_t points = section->body.points;
    editor->selecting = was.selecting;
    editor->anchor = was.anchor < points ? was.anchor : points;
    editor->top = was.top;
    show_cursor(editor);
}

void editor_resize(struct editor *editor, size_t columns, size_t rows,
                   enum width_ambiguous ambiguous) {
    rows = rows > 0 ? rows : 1;
    bool same_wrap = columns == editor->columns && ambiguous == editor->cache->ambiguous;
    if (same_wrap && rows == editor->rows)
        return;
    size_t top = editor->section != NULL ? editor_top(editor) : 0;
    editor->columns = editor->cache->columns = columns;
    editor->rows = rows;
    editor->cache->ambiguous = ambiguous;
    if (editor->section == NULL)
        return;
    table_view_forget(editor->table);
    if (!same_wrap)
        wrap_cache_reset(editor->cache, editor->section->body.count);
    editor_set_top(editor, top);
}

size_t editor_top(const struct editor *editor) {
    if (editor->section == NULL)
        return 0;
    return editor_offset(editor, editor->top.line, spot_start(editor, editor->top), false);
}

void editor_set_top(struct editor *editor, size_t top) {
    if (editor->section == NULL)
        return;
    editor->top = spot_of(editor, editor_at(editor, top), false);
    if (editor_is_in_table(editor, editor->top.line))
        editor->top.row = 0; /* the rule over the row */
    show_cursor(editor);
}

static size_t count_lines(const struct str *text) {
    size_t lines = 1;
    for (size_t i = 0; i < text->len; i++)
        lines += text->s[i] == '\n';
    return lines;
}

/* The cache follows a splice that the body has taken. */
static void rewrap(struct editor *editor, const struct splice *splice) {
    const struct body *body = &editor->section->body;
    struct body_place at = body_place_of(body, splice->offset);
    size_t byte = utf8_offset(str_span(&body->lines[at.line].text), at.column);
    size_t gone = count_lines(&splice->removed), come = count_lines(&splice->inserted);
    bool retagged = splice->first_after.len > 0;
    table_view_forget(editor->table);
    if (gone == 1 && come == 1 && !retagged) {
        wrap_cache_update(
            editor->cache, editor->section, at.line,
            (struct line_break_edit){byte, splice->removed.len, splice->inserted.len});
        return;
    }
    wrap_cache_splice(editor->cache, at.line, gone, come);
    for (size_t i = at.line + come; i < body->count; i++)
        if (body->lines[i].tag == LINE_ITEM) /* 9. may have become 10. */
            wrap_cache_forget(editor->cache, i);
}

void editor_applied(struct editor *editor, const struct splice *splice, bool own) {
    size_t removed = utf8_count(str_span(&splice->removed));
    size_t inserted = utf8_count(str_span(&splice->inserted));
    rewrap(editor, splice);
    assert(editor->cache->count == editor->section->body.count);
    editor->cursor = own ? splice->offset + inserted
                         : splice_moves(editor->cursor, splice->offset, removed, inserted);
    editor->anchor = splice_moves(editor->anchor, splice->offset, removed, inserted);
    if (own) {
        editor->selecting = false;
        editor->at_row_end = false;
        editor->goal = SIZE_MAX;
    }
    show_cursor(editor);
}

/* --- moving --- */

/* From the left edge of the text, however far a table is moved. */
static size_t cursor_column(const struct editor *editor) {
    struct editor_at at = editor_at(editor, editor->cursor);
    struct editor_spot spot = cursor_spot(editor);
    if (editor_is_in_table(editor, at.line))
        return table_view_column(editor->table, editor->cache, editor->section, at.line, at.byte);
    size_t start = spot_start(editor, spot);
    struct span before = span_sub(editor_line_text(editor, at.line), start, at.byte);
    return spot_indent(editor, spot) + width_of_text(before, editor->cache->ambiguous);
}

/* The offset nearest to a column of a row; *row_ends where it is the end of a row that goes on. On
 * a figure that began a row above: behind it, or before it. */
static size_t offset_at_column(const struct editor *editor, struct editor_spot spot, size_t column,
                               bool behind, bool *row_ends) {
    if (editor_is_in_table(editor, spot.line)) {
        *row_ends = false;
        return editor_offset(
            editor, spot.line,
            table_view_byte(editor->table, editor->cache, editor->section, spot.line, column),
            behind);
    }
    size_t indent = spot_indent(editor, spot), used = 0;
    struct span text = spot_text(editor, spot);
    size_t fits =
        width_fit(text, column > indent ? column - indent : 0, editor->cache->ambiguous, &used);
    size_t start = spot_start(editor, spot), byte = start + fits;
    *row_ends = fits == text.n && spot.row + 1 < spot_count(editor, spot.line);
    size_t offset = editor_offset(editor, spot.line, byte, false);
    if (!behind || editor_at(editor, offset).byte >= start)
        return offset;
    return editor_offset(editor, spot.line, byte, true);
}

static void move_rows(struct editor *editor, bool down, size_t count) {
    if (editor->goal == SIZE_MAX)
        editor->goal = cursor_column(editor);
    struct editor_spot spot = cursor_spot(editor);
    bool at_edge = false;
    for (size_t i = 0; !at_edge && (i < count || spot_rule(editor, spot) != EDITOR_RULE_NONE); i++)
        at_edge = !(down ? spot_next(editor, &spot) : spot_prev(editor, &spot));
    if (at_edge && count == 1) { /* past the first or last row: its start or end */
        editor->cursor = down ? editor->section->body.points : 0;
        editor->at_row_end = false;
        return;
    }
    editor->cursor = offset_at_column(editor, spot, editor->goal, down, &editor->at_row_end);
}

static size_t left_of(const struct editor *editor) {
    struct editor_at at = editor_at(editor, editor->cursor);
    if (at.byte == 0)
        return editor->cursor > 0 ? editor->cursor - 1 : 0;
    size_t byte = grapheme_prev(editor_line_text(editor, at.line), at.byte);
    return editor_offset(editor, at.line, byte, false);
}

static size_t right_of(const struct editor *editor) {
    struct editor_at at = editor_at(editor, editor->cursor);
    struct span text = editor_line_text(editor, at.line);
    if (at.byte == text.n)
        return at.line + 1 < editor->section->body.count ? editor->cursor + 1 : editor->cursor;
    return editor_offset(editor, at.line, grapheme_next(text, at.byte), true);
}

/* A word is a run up to and with the punctuation that ends it. */
static bool ends_word(const struct editor *editor, size_t offset) {
    struct editor_at at = editor_at(editor, offset);
    if (at.byte == 0 || at.byte == editor_line_text(editor, at.line).n)
        return true;
    struct span text = editor_line_text(editor, at.line);
    struct span after = span_sub(text, at.byte, text.n);
    char32_t before = utf8_before(text, at.byte), next = utf8_take(&after);
    bool stops = line_break_forbids_start(before) || utf8_is_space(before);
    return stops && !line_break_forbids_start(next) && !utf8_is_space(next);
}

static void move_word(struct editor *editor, bool right) {
    for (;;) {
        size_t next = right ? right_of(editor) : left_of(editor);
        if (next == editor->cursor)
            return;
        editor->cursor = next;
        if (ends_word(editor, next))
            return;
    }
}

static void move_in_row(struct editor *editor, bool end) {
    struct editor_spot spot = cursor_spot(editor);
    size_t byte = end ? spot_end(editor, spot) : spot_start(editor, spot);
    editor->at_row_end = end && spot.row + 1 < spot_count(editor, spot.line);
    editor->cursor = editor_offset(editor, spot.line, byte, end);
}

static void move_to(struct editor *editor, enum editor_motion motion) {
    switch (motion) {
    case EDITOR_LEFT:
        editor->cursor = left_of(editor);
        break;
    case EDITOR_RIGHT:
        editor->cursor = right_of(editor);
        break;
    case EDITOR_WORD_LEFT:
    case EDITOR_WORD_RIGHT:
        move_word(editor, motion == EDITOR_WORD_RIGHT);
        break;
    case EDITOR_ROW_START:
    case EDITOR_ROW_END:
        move_in_row(editor, motion == EDITOR_ROW_END);
        break;
    case EDITOR_START:
        editor->cursor = 0;
        break;
    case EDITOR_END:
        editor->cursor = editor->section->body.points;
        break;
    case EDITOR_UP:
    case EDITOR_DOWN:
        move_rows(editor, motion == EDITOR_DOWN, 1);
        break;
    case EDITOR_PAGE_UP:
    case EDITOR_PAGE_DOWN:
        move_rows(editor, motion == EDITOR_PAGE_DOWN, editor->rows > 2 ? editor->rows - 1 : 1);
        break;
    }
}

void editor_begin_selection(struct editor *editor) {
    editor->selecting = true;
    editor->anchor = editor->cursor;
}

void editor_move(struct editor *editor, enum editor_motion motion, bool select) {
    static const bool keeps_row_end[] = {[EDITOR_ROW_END] = true,
                                         [EDITOR_UP] = true,
                                         [EDITOR_DOWN] = true,
                                         [EDITOR_PAGE_UP] = true,
                                         [EDITOR_PAGE_DOWN] = true};
    static const bool keeps_goal[] = {[EDITOR_UP] = true,
                                      [EDITOR_DOWN] = true,
                                      [EDITOR_PAGE_UP] = true,
                                      [EDITOR_PAGE_DOWN] = true};
    if (editor->section == NULL)
        return;
    if (select && !editor->selecting)
        editor_begin_selection(editor);
    if ((size_t)motion >= ARRAY_LEN(keeps_goal) || !keeps_goal[motion])
        editor->goal = SIZE_MAX;
    move_to(editor, motion);
    if ((size_t)motion >= ARRAY_LEN(keeps_row_end) || !keeps_row_end[motion])
        editor->at_row_end = false;
    show_cursor(editor);
}

void editor_set_cursor(struct editor *editor, size_t offset, bool select) {
    if (editor->section == NULL)
        return;
    if (select && !editor->selecting)
        editor_begin_selection(editor);
    if (!select)
        editor->selecting = false;
    size_t points = editor->section->body.points;
    editor->cursor = offset < points ? offset : points;
    editor->at_row_end = false;
    editor->goal = SIZE_MAX;
    show_cursor(editor);
}

size_t editor_cursor(const struct editor *editor) {
    return editor->cursor;
}

/* --- what is drawn --- */

static void fill_row(const struct editor *editor, struct editor_spot spot, size_t offset,
                     struct editor_row *out) {
    *out = (struct editor_row){.text = spot_text(editor, spot),
                               .indent = spot_indent(editor, spot),
                               .offset = offset,
                               .line = spot.line,
                               .row = spot.row,
                               .start = spot_start(editor, spot),
                               .first = spot.row == 0,
                               .last = spot.row + 1 == spot_count(editor, spot.line),
                               .in_table = editor_is_in_table(editor, spot.line),
                               .rule = spot_rule(editor, spot)};
    out->points = utf8_count(out->text);
    if (wrap_cache_shown(editor->cache, editor->section, spot.line) != NULL)
        out->points =
            editor_offset(editor, spot.line, out->start + out->text.n, false) - out->offset;
    if (spot.row > 0)
        return;
    struct str label = STR_INIT;
    section_add_item_label(&label, editor->section, spot.line);
    (void)snprintf(out->label, sizeof out->label, "%s",
                   label.len < sizeof out->label ? label.s : "");
    str_release(&label);
}

bool editor_row(const struct editor *editor, size_t row, struct editor_row *out) {
    if (editor->section == NULL || row >= editor->rows)
        return false;
    fill_row(editor, editor->top, editor_top(editor), out);
    bool there = true;
    for (size_t i = 0; i < row && there; i++)
        there = editor_next_row(editor, out);
    return there;
}

bool editor_next_row(const struct editor *editor, struct editor_row *row) {
    struct editor_spot spot = {row->line, row->row};
    if (!spot_next(editor, &spot))
        return false;
    size_t offset = row->offset + row->points + row->last; /* a line end is between two lines */
    fill_row(editor, spot, offset, row);
    return true;
}

size_t editor_row_byte(const struct editor *editor, const struct editor_row *row, size_t offset) {
    struct editor_at at = editor_at(editor, offset);
    if (at.line < row->line || (at.line == row->line && at.byte < row->start))
        return 0;
    return at.line > row->line || at.byte - row->start > row->text.n ? row->text.n
                                                                     : at.byte - row->start;
}

bool editor_row_figure(const struct editor *editor, const struct editor_row *row, size_t n,
                       size_t *from, size_t *to) {
    const struct shown_text *shown = wrap_cache_shown(editor->cache, editor->section, row->line);
    size_t end = row->start + row->text.n;
    for (size_t i = 0; shown != NULL && i < shown->count; i++) {
        const struct shown_part *part = &shown->parts[i];
        if (!part->is_figure || part->shown_to <= row->start || part->shown_from >= end || n-- > 0)
            continue;
        *from = part->shown_from > row->start ? part->shown_from - row->start : 0;
        *to = part->shown_to < end ? part->shown_to - row->start : row->text.n;
        return true;
    }
    return false;
}

struct editor_point editor_cursor_point(const struct editor *editor) {
    struct editor_point point = {0, 0};
    if (editor->section == NULL)
        return point;
    struct editor_spot cursor = cursor_spot(editor), at = editor->top;
    while (spot_is_before(at, cursor) && spot_next(editor, &at))
        point.row++;
    point.column = cursor_column(editor) - editor->left;
    if (point.column >= editor->columns)
        point.column = editor->columns - 1;
    return point;
}

size_t editor_offset_at(const struct editor *editor, size_t row, size_t column) {
    struct editor_spot spot = editor->top;
    if (editor->section == NULL)
        return 0;
    for (size_t i = 0; i < row; i++)
        if (!spot_next(editor, &spot))
            return editor->section->body.points;
    bool row_ends = false;
    size_t left = editor_is_in_table(editor, spot.line) ? editor->left : 0;
    return offset_at_column(editor, spot, left + column, false, &row_ends);
}

size_t editor_row_column(const struct editor *editor, const struct editor_row *row, size_t byte) {
    if (!row->in_table)
        return width_of_text(span_sub(row->text, 0, byte), editor->cache->ambiguous);
    size_t column =
        table_view_column(editor->table, editor->cache, editor->section, row->line, byte);
    size_t shown = column > editor->left ? column - editor->left : 0;
    return shown < editor->columns ? shown : editor->columns;
}

bool editor_row_cell(const struct editor *editor, const struct editor_row *row, size_t from,
                     struct editor_cell *cell) {
    if (from > row->text.n || row->rule != EDITOR_RULE_NONE)
        return false;
    struct table_cell at = table_cell_at(row->text, from);
    size_t left = editor->left, used = 0;
    size_t column =
        table_view_column(editor->table, editor->cache, editor->section, row->line, at.from);
    struct span text = span_sub(row->text, at.from, at.to);
    *cell = (struct editor_cell){.next = at.to + 1};
    size_t hidden = left > column ? left - column : 0;
    while (used < hidden && text.n > 0)
        used += (size_t)width_of_grapheme(grapheme_take(&text), editor->cache->ambiguous);
    cell->text = text;
    cell->column = used < hidden ? 0 : column + used - left;
    return true;
}

/* Cells of the table's row at a line, 0: none is there. */
static size_t cells_at(const struct editor *editor, size_t line) {
    return editor_is_in_table(editor, line) ? table_cell_count(editor_line_text(editor, line)) : 0;
}

bool editor_row_line(const struct editor *editor, const struct editor_row *row, size_t n,
                     struct editor_line *line) {
    size_t column;
    if (!row->in_table ||
        !table_view_line(editor->table, editor->cache, editor->section, row->line, n, &column))
        return false;
    bool edge = !table_view_line(editor->table, editor->cache, editor->section, row->line, n + 1,
                                 &(size_t){0});
    size_t own = cells_at(editor, row->line), above = own, below = own;
    if (row->rule == EDITOR_RULE_TOP)
        above = 0;
    else if (row->rule == EDITOR_RULE_HEAD)
        above = cells_at(editor, row->line - 1);
    else if (row->rule == EDITOR_RULE_BOTTOM)
        below = 0;
    *line = (struct editor_line){.column = (int)column - (int)editor->left,
                                 .up = above > 0 && (n < above || edge),
                                 .down = below > 0 && (n < below || edge),
                                 .last = edge};
    return true;
}
