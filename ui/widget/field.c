#include "ui/widget/field.h"

#include "base/text/grapheme.h"
#include "base/text/utf8.h"

void field_init(struct field *field, struct span text) {
    *field = (struct field){.most = FIELD_MOST};
    str_init(&field->text);
    field_set(field, text);
}

void field_release(struct field *field) {
    str_release(&field->text);
}

struct span field_text(const struct field *field) {
    return str_span(&field->text);
}

/* Cleans what comes in and makes one line of it. */
static void add_clean(struct field *field, struct str *out, struct span text) {
    field->stripped = (struct text_clean_report){0};
    text_clean(out, text, &field->stripped);
    for (size_t i = 0; i < out->len; i++)
        if (out->s[i] == '\n' || out->s[i] == '\t')
            out->s[i] = ' ';
}

/* The longest part of whole graphemes with at most so many points. */
static struct span first_points(struct span text, size_t points) {
    size_t end = 0;
    while (end < text.n) {
        size_t next = grapheme_next(text, end);
        if (utf8_count(span_sub(text, 0, next)) > points)
            break;
        end = next;
    }
    return span_sub(text, 0, end);
}

void field_set(struct field *field, struct span text) {
    struct str clean = STR_INIT;
    add_clean(field, &clean, text);
    str_set(&field->text, first_points(str_span(&clean), field->most));
    str_release(&clean);
    field->cursor = field->text.len;
}

static unsigned insert(struct field *field, struct span text) {
    size_t have = utf8_count(field_text(field));
    struct str clean = STR_INIT;
    add_clean(field, &clean, text);
    struct span more = first_points(str_span(&clean), have < field->most ? field->most - have : 0);
    str_splice(&field->text, field->cursor, 0, more);
    size_t end = field->cursor + more.n;
    /* A combining mark joins the grapheme before it: the cursor goes behind the whole. */
    size_t at = 0;
    while (at < end)
        at = grapheme_next(field_text(field), at);
    field->cursor = at;
    unsigned changed = more.n > 0 ? HANDLED_CHANGED : 0;
    str_release(&clean);
    return HANDLED_YES | changed;
}

static unsigned erase(struct field *field, size_t from, size_t to) {
    if (from == to)
        return HANDLED_YES;
    str_splice(&field->text, from, to - from, SPAN(""));
    /* What stood apart may have joined: put the cursor back between graphemes. */
    size_t at = 0;
    while (at < from)
        at = grapheme_next(field_text(field), at);
    field->cursor = at;
    return HANDLED_YES | HANDLED_CHANGED;
}

static unsigned move(struct field *field, size_t to) {
    field->cursor = to;
    return HANDLED_YES;
}

static unsigned handle_key(struct field *field, int key) {
    struct span text = field_text(field);
    size_t at = field->cursor;
    switch (key) {
    case K_LEFT:
        return move(field, at > 0 ? grapheme_prev(text, at) : 0);
    case K_RIGHT:
        return move(field, grapheme_next(text, at));
    case K_HOME:
        return move(field, 0);
    case K_END:
        return move(field, text.n);
    case K_BACKSPACE:
        return erase(field, at > 0 ? grapheme_prev(text, at) : 0, at);
    case K_DEL:
        return erase(field, at, grapheme_next(text, at));
    default:
        return HANDLED_NO;
    }
}

unsigned field_handle(struct field *field, const struct event *ev) {
    if (ev->kind == EVENT_TEXT || ev->kind == EVENT_PASTE)
        return insert(field, ev->text);
    if (ev->kind != EVENT_KEY || (ev->mods & (MOD_ALT | MOD_CTRL)) != 0)
        return HANDLED_NO;
    return handle_key(field, ev->key);
}

/* The first visible byte: 0 where all before the cursor fits, else so far that the cursor and a bit
 * of what follows are visible. */
static size_t first_visible(const struct field *field, const struct canvas *cv, int cols) {
    struct span text = field_text(field);
    if (canvas_text_columns(cv, text) < cols)
        return 0;
    int behind = canvas_text_columns(cv, span_sub(text, field->cursor, text.n));
    int room = cols - 1 - (behind < cols / 4 ? behind : cols / 4);
    size_t left = 0;
    while (left < field->cursor &&
           canvas_text_columns(cv, span_sub(text, left, field->cursor)) > room)
        left = grapheme_next(text, left);
    return left;
}

void field_draw(const struct field *field, struct canvas *cv, int row, int col, int cols,
                bool focus) {
    struct span text = field_text(field);
    canvas_fill(cv, (struct area){row, col, 1, cols}, FACE_FIELD);
    if (!focus) { /* how it begins tells most */
        (void)canvas_put_limit(cv, row, col, cols, FACE_FIELD, text);
        return;
    }
    size_t left = first_visible(field, cv, cols);
    (void)canvas_put_cut(cv, row, col, cols, FACE_FIELD, span_sub(text, left, text.n));
    canvas_set_cursor(cv, row, col + canvas_text_columns(cv, span_sub(text, left, field->cursor)));
}
