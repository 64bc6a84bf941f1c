#include "edit/editor_edit.h"

#include "edit/editor_grid.h"
#include "edit/editor_private.h"
#include "edit/editor_select.h"
#include "edit/editor_table.h"
#include "model/body_line.h"
#include "model/section.h"
#include "model/splice.h"
#include "model/tabbed.h"

#include "base/text/grapheme.h"

#include <string.h>

static const struct line *cursor_line(const struct editor *editor) {
    return &editor->section->body.lines[editor_at(editor, editor->cursor).line];
}

/* A new line is like the one it comes from: an item is followed by an item. */
static enum line_tag new_tag(const struct editor *editor) {
    enum line_tag tag = cursor_line(editor)->tag;
    return tag == LINE_PARAGRAPH ? kind_line_tag(editor->section->kind) : tag;
}

static void replace(const struct editor *editor, size_t from, size_t to, struct span text,
                    struct splice *splice) {
    body_make_splice(splice, &editor->section->body, from, to - from, text, new_tag(editor));
    /* the first line of an empty body becomes what the section's lines are */
    const struct line *first = &editor->section->body.lines[0];
    enum line_tag tag = kind_line_tag(editor->section->kind);
    if (body_is_empty(&editor->section->body) && first->tag != tag) {
        attribute_add(&splice->first_before, first->tag, line_detail(first));
        attribute_add(&splice->first_after, tag, NULL);
    }
}

/* Pasted lines lose the labels that an items section derives. */
static void drop_labels(struct str *out, struct span text) {
    struct span line;
    for (bool first = true; span_take_line(&text, &line); first = false) {
        struct label label;
        struct span rest = line;
        if (!first)
            str_add_byte(out, '\n');
        str_add(out, label_take(&rest, &label) ? rest : line);
    }
}

bool editor_insert(const struct editor *editor, struct span text, struct splice *splice) {
    size_t from = editor->cursor, to = editor->cursor;
    bool selected = editor_selection(editor, &from, &to);
    if (editor->section == NULL || (text.n == 0 && !selected))
        return false;
    struct grid_made made;
    struct editor_range range = {from, to};
    bool cells = memchr(text.p, '\t', text.n) != NULL || memchr(text.p, '\n', text.n) != NULL;
    if (cells && editor_fill_table(editor, text, splice, &made))
        return true;
    if (selected && editor_touches_table(editor, range))
        return editor_replace_range(editor, range, text, splice);
    struct str clean = STR_INIT;
    bool lines = span_find(text, SPAN("\n")) != SIZE_MAX;
    if (lines && editor->section->kind == KIND_ITEMS && !tabbed_has_rows(text))
        drop_labels(&clean, text);
    else
        str_add(&clean, text);
    replace(editor, from, to, str_span(&clean), splice);
    str_release(&clean);
    return true;
}

/* An item that becomes a paragraph, or back; the text stays. */
static void retag(const struct editor *editor, enum line_tag tag, struct splice *splice) {
    const struct line *line = cursor_line(editor);
    splice_init(splice);
    splice->offset = editor->cursor;
    attribute_add(&splice->first_before, line->tag, line_detail(line));
    attribute_add(&splice->first_after, tag, NULL);
}

bool editor_enter(const struct editor *editor, struct splice *splice) {
    if (editor->section == NULL)
        return false;
    const struct line *line = cursor_line(editor);
    size_t from, to;
    if (editor_selection(editor, &from, &to) &&
        editor_touches_table(editor, (struct editor_range){from, to}))
        return editor_delete(editor, splice);
    if (editor_cursor_in_table(editor) && !editor_selection(editor, &from, &to))
        return editor_leave_table(editor, splice) || editor_open_above(editor, splice) ||
               editor_add_row(editor, splice);
    bool ends_list =
        line->tag == LINE_ITEM && line->points == 0 && !editor_selection(editor, &from, &to);
    if (ends_list) {
        retag(editor, LINE_PARAGRAPH, splice);
        return true;
    }
    return editor_insert(editor, SPAN("\n"), splice);
}

static bool remove_selection(const struct editor *editor, struct splice *splice) {
    size_t from, to;
    if (!editor_selection(editor, &from, &to))
        return false;
    if (editor_touches_table(editor, (struct editor_range){from, to}))
        return editor_replace_range(editor, (struct editor_range){from, to}, SPAN(""), splice);
    replace(editor, from, to, SPAN(""), splice);
    return true;
}

/* Between a row and text: an empty line of text goes, no text goes into a cell. `line` is the
 * upper one. */
static bool is_table_edge(const struct editor *editor, size_t line) {
    const struct body *body = &editor->section->body;
    return line + 1 < body->count &&
           (body->lines[line].tag == LINE_ROW) != (body->lines[line + 1].tag == LINE_ROW);
}

static bool remove_empty_line(const struct editor *editor, size_t line, struct splice *splice) {
    const struct body *body = &editor->section->body;
    struct body copy;
    if (body->lines[line].tag == LINE_ROW || body->lines[line].points > 0 || body->count == 1)
        return false;
    body_init(&copy, LINE_PARAGRAPH);
    for (size_t i = 0; i < body->count; i++)
        if (i != line)
            body_add_line(&copy, str_span(&body->lines[i].text), body->lines[i].tag,
                          line_detail(&body->lines[i]));
    bool differs = body_diff(splice, body, &copy);
    assert(differs);
    body_release(&copy);
    return differs;
}

bool editor_backspace(const struct editor *editor, struct splice *splice) {
    if (editor->section == NULL)
        return false;
    if (remove_selection(editor, splice))
        return true;
    struct editor_at at = editor_at(editor, editor->cursor);
    if (at.byte == 0 && cursor_line(editor)->tag == LINE_ITEM) {
        retag(editor, LINE_PARAGRAPH, splice);
        return true;
    }
    if (editor->cursor == 0)
        return false;
    if (editor_cursor_in_table(editor) && editor_is_at_cell_edge(editor, false))
        return editor_remove_blank_row(editor, splice);
    if (at.byte == 0 && is_table_edge(editor, at.line - 1))
        return remove_empty_line(editor, at.line, splice);
    size_t start = editor->cursor - 1;
    if (at.byte > 0) {
        struct span text = editor_line_text(editor, at.line);
        start = editor_offset(editor, at.line, grapheme_prev(text, at.byte), false);
    }
    replace(editor, start, editor->cursor, SPAN(""), splice);
    return true;
}

bool editor_delete(const struct editor *editor, struct splice *splice) {
    if (editor->section == NULL)
        return false;
    if (remove_selection(editor, splice))
        return true;
    if (editor->cursor >= editor->section->body.points)
        return false;
    if (editor_cursor_in_table(editor) && editor_is_at_cell_edge(editor, true))
        return editor_remove_blank_row(editor, splice);
    struct editor_at at = editor_at(editor, editor->cursor);
    struct span text = editor_line_text(editor, at.line);
    if (at.byte == text.n && is_table_edge(editor, at.line))
        return remove_empty_line(editor, at.line, splice);
    size_t end = editor->cursor + 1;
    if (at.byte < text.n)
        end = editor_offset(editor, at.line, grapheme_next(text, at.byte), true);
    replace(editor, editor->cursor, end, SPAN(""), splice);
    return true;
}

bool editor_turn_items(const struct editor *editor, struct splice *splice) {
    size_t from = editor->cursor, to = from;
    if (editor->section == NULL || cursor_line(editor)->tag == LINE_ROW)
        return false;
    (void)editor_selection(editor, &from, &to);
    const struct body *body = &editor->section->body;
    struct body copy;
    size_t first = body_place_of(body, from).line, last = body_place_of(body, to).line;
    enum line_tag tag = body->lines[first].tag == LINE_PARAGRAPH ? LINE_ITEM : LINE_PARAGRAPH;
    body_copy(&copy, body);
    for (size_t i = first; i <= last; i++) {
        const struct line *line = &copy.lines[i];
        struct splice one;
        if (line->tag == tag || line->tag == LINE_ROW)
            continue;
        splice_init(&one);
        one.offset = body_line_start(&copy, i);
        attribute_add(&one.first_before, line->tag, line_detail(line));
        attribute_add(&one.first_after, tag, NULL);
        enum rc rc = body_apply(&copy, &one, NULL);
        assert(rc == RC_OK);
        splice_release(&one);
    }
    bool differs = body_diff(splice, body, &copy);
    if (!differs)
        splice_release(splice);
    body_release(&copy);
    return differs;
}
