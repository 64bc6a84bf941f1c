#include "edit/editor_spot.h"

#include "model/table_cell.h"

static const struct line_break_rows *rows_of(const struct editor *editor, size_t line) {
    return wrap_cache_rows(editor->cache, editor->section, line);
}

static struct span text_of(const struct editor *editor, size_t line) {
    return wrap_cache_text(editor->cache, editor->section, line);
}

/* --- the rules of a table --- */

static bool is_row(const struct editor *editor, size_t line) {
    const struct body *body = &editor->section->body;
    return line < body->count && body->lines[line].tag == LINE_ROW;
}

static bool begins_table(const struct editor *editor, size_t line) {
    return is_row(editor, line) && (line == 0 || !is_row(editor, line - 1));
}

/* A lone cell over a row of several is the table's caption: the head is the row below it. */
static bool is_caption(const struct editor *editor, size_t line) {
    const struct body *body = &editor->section->body;
    return begins_table(editor, line) && is_row(editor, line + 1) &&
           table_cell_count(str_span(&body->lines[line].text)) == 1 &&
           table_cell_count(str_span(&body->lines[line + 1].text)) > 1;
}

static enum editor_rule rule_above(const struct editor *editor, size_t line) {
    if (begins_table(editor, line))
        return EDITOR_RULE_TOP;
    bool below_head = begins_table(editor, line - 1) && !is_caption(editor, line - 1);
    bool below_both = line > 1 && is_caption(editor, line - 2);
    return below_head || below_both ? EDITOR_RULE_HEAD : EDITOR_RULE_NONE;
}

static enum editor_rule rule_below(const struct editor *editor, size_t line) {
    return is_row(editor, line + 1) ? EDITOR_RULE_NONE : EDITOR_RULE_BOTTOM;
}

static size_t count_above(const struct editor *editor, size_t line) {
    return rule_above(editor, line) != EDITOR_RULE_NONE;
}

enum editor_rule spot_rule(const struct editor *editor, struct editor_spot spot) {
    if (!is_row(editor, spot.line))
        return EDITOR_RULE_NONE;
    size_t above = count_above(editor, spot.line);
    if (spot.row == above)
        return EDITOR_RULE_NONE;
    return spot.row < above ? rule_above(editor, spot.line) : rule_below(editor, spot.line);
}

/* --- rows --- */

size_t spot_count(const struct editor *editor, size_t line) {
    if (!is_row(editor, line))
        return rows_of(editor, line)->count;
    return count_above(editor, line) + 1 + (rule_below(editor, line) != EDITOR_RULE_NONE);
}

size_t spot_start(const struct editor *editor, struct editor_spot spot) {
    if (!is_row(editor, spot.line))
        return rows_of(editor, spot.line)->starts[spot.row];
    return spot.row > count_above(editor, spot.line) ? text_of(editor, spot.line).n : 0;
}

size_t spot_end(const struct editor *editor, struct editor_spot spot) {
    bool last = spot.row + 1 >= spot_count(editor, spot.line);
    if (!last)
        return spot_start(editor, (struct editor_spot){spot.line, spot.row + 1});
    return text_of(editor, spot.line).n;
}

struct span spot_text(const struct editor *editor, struct editor_spot spot) {
    return span_sub(text_of(editor, spot.line), spot_start(editor, spot), spot_end(editor, spot));
}

size_t spot_indent(const struct editor *editor, struct editor_spot spot) {
    return spot.row > 0 ? 0 : wrap_cache_indent(editor->cache, editor->section, spot.line);
}

struct editor_spot spot_of(const struct editor *editor, struct editor_at at, bool row_ends) {
    if (is_row(editor, at.line))
        return (struct editor_spot){at.line, count_above(editor, at.line)};
    const struct line_break_rows *rows = rows_of(editor, at.line);
    size_t row = 0, end = rows->count; /* the last that starts there or before */
    while (end - row > 1) {
        size_t middle = row + (end - row) / 2;
        if (rows->starts[middle] <= at.byte)
            row = middle;
        else
            end = middle;
    }
    if (row_ends && row > 0 && rows->starts[row] == at.byte)
        row--;
    return (struct editor_spot){at.line, row};
}

bool spot_next(const struct editor *editor, struct editor_spot *spot) {
    if (spot->row + 1 < spot_count(editor, spot->line)) {
        spot->row++;
        return true;
    }
    if (spot->line + 1 >= editor->section->body.count)
        return false;
    *spot = (struct editor_spot){spot->line + 1, 0};
    return true;
}

bool spot_prev(const struct editor *editor, struct editor_spot *spot) {
    if (spot->row > 0) {
        spot->row--;
        return true;
    }
    if (spot->line == 0)
        return false;
    spot->line--;
    spot->row = spot_count(editor, spot->line) - 1;
    return true;
}

bool spot_is_before(struct editor_spot a, struct editor_spot b) {
    return a.line < b.line || (a.line == b.line && a.row < b.row);
}
