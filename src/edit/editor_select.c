#include "edit/editor_select.h"

#include "edit/editor_private.h"

#include "base/text/utf8.h"

void editor_drop_selection(struct editor *editor) {
    editor->selecting = false;
}

bool editor_is_selecting(const struct editor *editor) {
    return editor->selecting;
}

bool editor_selection(const struct editor *editor, size_t *from, size_t *to) {
    if (!editor->selecting || editor->anchor == editor->cursor)
        return false;
    *from = editor->anchor < editor->cursor ? editor->anchor : editor->cursor;
    *to = editor->anchor < editor->cursor ? editor->cursor : editor->anchor;
    return true;
}

static bool ends_sentence(char32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?';
}

/* A quotation mark or bracket that closes behind the full stop belongs to its sentence. */
static bool closes_after(char32_t c) {
    return ends_sentence(c) || c == 0x201D || c == 0x2019 || c == 0xFF09 || c == 0x300D ||
           c == 0x300F || c == ')';
}

/* The end of the sentence that begins at a byte of a line. */
static size_t sentence_end(struct span text, size_t start) {
    struct span rest = span_sub(text, start, text.n);
    bool ended = false;
    while (rest.n > 0) {
        struct span next = rest;
        char32_t c = utf8_take(&next);
        if (ended && !closes_after(c))
            break;
        ended |= ends_sentence(c);
        rest = next;
    }
    return text.n - rest.n;
}

struct editor_range editor_sentence(const struct editor *editor, size_t offset) {
    const struct body *body = &editor->section->body;
    struct body_place place = body_place_of(body, offset);
    struct span text = str_span(&body->lines[place.line].text);
    size_t at = utf8_offset(text, place.column), line = body_line_start(body, place.line);
    size_t start = 0, end = sentence_end(text, 0);
    while (end <= at && end < text.n) {
        start = end;
        end = sentence_end(text, start);
    }
    return (struct editor_range){line + utf8_count(span_sub(text, 0, start)),
                                 line + utf8_count(span_sub(text, 0, end))};
}

struct editor_range editor_paragraph(const struct editor *editor, size_t offset) {
    const struct body *body = &editor->section->body;
    size_t line = body_place_of(body, offset).line, start = body_line_start(body, line);
    return (struct editor_range){start, start + body->lines[line].points};
}

void editor_select(struct editor *editor, struct editor_range range) {
    editor_set_cursor(editor, range.from, false);
    editor_begin_selection(editor);
    editor_set_cursor(editor, range.to, true);
}

/* Whether that, and nothing else, is selected. */
static bool is_selected(const struct editor *editor, struct editor_range range) {
    return editor->anchor == range.from && editor->cursor == range.to;
}

enum editor_extent editor_select_more(struct editor *editor) {
    if (editor->section == NULL)
        return EDITOR_NOTHING;
    if (!editor->selecting) {
        editor_begin_selection(editor);
        return EDITOR_BEGUN;
    }
    struct editor_range all = {0, editor->section->body.points};
    size_t inside = editor->anchor; /* the cursor may stand behind the sentence */
    struct editor_range sentence = editor_sentence(editor, inside);
    struct editor_range paragraph = editor_paragraph(editor, inside);
    bool begun = editor->anchor == editor->cursor;
    if (is_selected(editor, all) || all.to == 0) {
        editor_drop_selection(editor);
        return EDITOR_NOTHING;
    }
    if (begun && sentence.from < sentence.to) {
        editor_select(editor, sentence);
        return EDITOR_SENTENCE;
    }
    if ((begun || is_selected(editor, sentence)) && !is_selected(editor, paragraph) &&
        paragraph.from < paragraph.to) {
        editor_select(editor, paragraph);
        return EDITOR_PARAGRAPH;
    }
    if (begun || is_selected(editor, sentence) || is_selected(editor, paragraph)) {
        editor_select(editor, all);
        return EDITOR_ALL;
    }
    editor_drop_selection(editor);
    return EDITOR_NOTHING;
}
