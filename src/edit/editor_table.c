#include "edit/editor_table.h"

#include "edit/editor_private.h"
#include "model/body_line.h"
#include "model/splice.h"
#include "model/table_cell.h"
#include "model/table_merge.h"

#include "base/text/utf8.h"

/* As it is stored. */
static struct span text_of(const struct editor *editor, size_t line) {
    return str_span(&editor->section->body.lines[line].text);
}

bool editor_cursor_in_table(const struct editor *editor) {
    return editor->section != NULL &&
           editor_is_in_table(editor, editor_at(editor, editor->cursor).line);
}

static struct table_cell cursor_cell(const struct editor *editor, struct editor_at at) {
    return table_cell_at(editor_line_text(editor, at.line), at.byte);
}

bool editor_move_cell(struct editor *editor, bool forward) {
    if (!editor_cursor_in_table(editor))
        return false;
    struct editor_at at = editor_at(editor, editor->cursor);
    struct table_cell cell = cursor_cell(editor, at);
    struct span row = editor_line_text(editor, at.line);
    bool past = forward ? cell.to == row.n : cell.from == 0;
    if (past) {
        bool none = forward ? at.line + 1 >= editor->section->body.count : at.line == 0;
        size_t next = forward ? at.line + 1 : at.line - 1;
        if (none || !editor_is_in_table(editor, next))
            return false;
        at.line = next;
        row = editor_line_text(editor, next);
        at.byte = forward ? 0 : table_cell_at(row, row.n).from;
    } else {
        at.byte = forward ? cell.to + 1 : table_cell_at(row, cell.from - 1).from;
    }
    editor_set_cursor(editor, editor_offset(editor, at.line, at.byte, forward), false);
    return true;
}

bool editor_is_at_cell_edge(const struct editor *editor, bool end) {
    struct editor_at at = editor_at(editor, editor->cursor);
    struct table_cell cell = cursor_cell(editor, at);
    return end ? at.byte == cell.to : at.byte == cell.from;
}

bool editor_add_row(const struct editor *editor, struct splice *splice) {
    if (!editor_cursor_in_table(editor))
        return false;
    const struct body *body = &editor->section->body;
    size_t line = editor_at(editor, editor->cursor).line;
    struct str text = STR_INIT;
    str_add_byte(&text, '\n');
    for (size_t cells = table_cell_count(text_of(editor, line)); cells > 1; cells--)
        str_add_byte(&text, '\t');
    body_make_splice(splice, body, body_line_start(body, line) + body->lines[line].points, 0,
                     str_span(&text), LINE_ROW);
    str_clear(&text);
    if (line + 1 < body->count) /* cells that are merged over both rows go through it */
        table_merges_add_through(&text, span_of(body->lines[line + 1].merges));
    str_clear(&splice->inserted_attributes);
    attribute_add(&splice->inserted_attributes, LINE_ROW, table_merges_stored(&text));
    str_release(&text);
    return true;
}

bool editor_remove_blank_row(const struct editor *editor, struct splice *splice) {
    const struct body *body = &editor->section->body;
    size_t line = editor_at(editor, editor->cursor).line;
    size_t start = body_line_start(body, line), points = body->lines[line].points;
    if (utf8_has_ink(text_of(editor, line)) || body->count == 1)
        return false;
    if (line > 0) /* with the line end before it */
        body_make_splice(splice, body, start - 1, points + 1, SPAN(""), LINE_ROW);
    else
        body_make_splice(splice, body, start, points + 1, SPAN(""), LINE_ROW);
    const struct line *next = &body->lines[line + (line == 0)];
    if (line == 0 && next->tag != LINE_ROW) {
        attribute_add(&splice->first_before, LINE_ROW, NULL);
        attribute_add(&splice->first_after, next->tag, line_detail(next));
    }
    return true;
}

/* The marks of merged cells follow the cells. */
static void change_merges(struct splice *splice, const struct line *line, size_t index, bool add) {
    struct str merges = STR_INIT;
    if (line->merges == NULL)
        return;
    (add ? table_merges_add_cell : table_merges_remove_cell)(&merges, span_of(line->merges), index);
    attribute_add(&splice->first_before, LINE_ROW, line->merges);
    attribute_add(&splice->first_after, LINE_ROW, table_merges_stored(&merges));
    str_release(&merges);
}

/* A tab goes in behind the cell, or the cell goes with a tab beside it. */
static void change_row(struct body *copy, size_t line, size_t index, bool add) {
    struct span row = str_span(&copy->lines[line].text);
    struct table_cell cell = table_cell_at(row, 0);
    struct splice splice;
    while (cell.index < index && cell.to < row.n)
        cell = table_cell_at(row, cell.to + 1);
    if (cell.index < index)
        return; /* the row has no such cell */
    size_t from = add ? cell.to : cell.from, to = cell.to;
    if (!add && to < row.n)
        to++;
    else if (!add && from > 0)
        from--;
    size_t start = body_line_start(copy, line);
    size_t a = start + utf8_count(span_sub(row, 0, from));
    size_t b = start + utf8_count(span_sub(row, 0, to));
    body_make_splice(&splice, copy, a, b - a, add ? SPAN("\t") : SPAN(""), LINE_ROW);
    change_merges(&splice, &copy->lines[line], index, add);
    enum rc rc = body_apply(copy, &splice, NULL);
    assert(rc == RC_OK);
    splice_release(&splice);
}

static bool change_column(const struct editor *editor, struct splice *splice, bool add) {
    if (!editor_cursor_in_table(editor))
        return false;
    const struct body *body = &editor->section->body;
    struct editor_at at = editor_at(editor, editor->cursor);
    size_t index = cursor_cell(editor, at).index, first = at.line, last = at.line;
    struct body copy;
    while (first > 0 && editor_is_in_table(editor, first - 1))
        first--;
    while (last + 1 < body->count && editor_is_in_table(editor, last + 1))
        last++;
    body_copy(&copy, body);
    for (size_t i = first; i <= last; i++)
        change_row(&copy, i, index, add);
    bool differs = body_diff(splice, body, &copy);
    if (!differs)
        splice_release(splice);
    body_release(&copy);
    return differs;
}

bool editor_add_column(const struct editor *editor, struct splice *splice) {
    return change_column(editor, splice, true);
}

bool editor_remove_column(const struct editor *editor, struct splice *splice) {
    return change_column(editor, splice, false);
}
