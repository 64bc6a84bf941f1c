#include "ui/widget/choice.h"

#include "ui/term/canvas_draw.h"

static unsigned step(struct choice *choice, size_t by) {
    size_t from = choice->selected;
    choice->selected = (from + by) % choice->count;
    return choice->selected != from ? HANDLED_YES | HANDLED_CHANGED : HANDLED_YES;
}

static unsigned handle_arrows(struct choice *choice, const struct event *ev) {
    assert(choice->selected < choice->count);
    if (event_is_key(ev, K_LEFT))
        return step(choice, choice->count - 1);
    if (event_is_key(ev, K_RIGHT))
        return step(choice, 1);
    return HANDLED_NO;
}

unsigned buttons_handle(struct choice *choice, const struct event *ev) {
    if (event_is_key(ev, K_ENTER))
        return HANDLED_YES | HANDLED_CHOSEN;
    return handle_arrows(choice, ev);
}

unsigned radio_handle(struct choice *choice, const struct event *ev) {
    if (choice->is_off)
        return HANDLED_NO;
    if (event_letter(ev) == ' ')
        return step(choice, 1);
    return handle_arrows(choice, ev);
}

enum { BUTTON_GAP = 4, RADIO_GAP = 2 };

static int buttons_columns(const struct choice *choice, const struct canvas *cv) {
    int columns = 0;
    for (size_t i = 0; i < choice->count; i++)
        columns += canvas_text_columns(cv, span_of(choice->labels[i])) + 4;
    return columns;
}

void buttons_draw(const struct choice *choice, struct canvas *cv, struct area area, int row,
                  bool focus) {
    int columns = buttons_columns(choice, cv);
    int gaps = (int)choice->count - 1;
    int gap = gaps > 0 && columns + gaps * BUTTON_GAP > area.cols ? 1 : BUTTON_GAP;
    int left = (area.cols - columns - gaps * gap) / 2;
    int col = area.col + (left > 0 ? left : 0);
    for (size_t i = 0; i < choice->count; i++) {
        bool selected = focus && i == choice->selected;
        enum face face = selected ? FACE_BUTTON_FOCUS : FACE_BUTTON;
        if (selected)
            canvas_set_cursor(cv, row, col + 2);
        col += canvas_put_text(cv, row, col, face, "[ ");
        col += canvas_put_text(cv, row, col, face, choice->labels[i]);
        col += canvas_put_text(cv, row, col, face, " ]") + gap;
    }
}

static int radio_columns(const struct choice *choice, const struct canvas *cv, size_t i) {
    return 3 + canvas_text_columns(cv, span_of(choice->labels[i]));
}

/* Closer together where all of them fit then. */
static int radio_gap(const struct choice *choice, const struct canvas *cv, int cols) {
    int columns = 0;
    for (size_t i = 0; i < choice->count; i++)
        columns += radio_columns(choice, cv, i) + (i > 0 ? RADIO_GAP : 0);
    return columns > cols ? 1 : RADIO_GAP;
}

/* The first mark that is drawn so that the selected one fits. */
static size_t first_radio(const struct choice *choice, const struct canvas *cv, int cols, int gap) {
    size_t first = choice->selected;
    int used = radio_columns(choice, cv, first);
    while (first > 0 && (used += gap + radio_columns(choice, cv, first - 1)) <= cols)
        first--;
    return first;
}

int radio_draw(const struct choice *choice, struct canvas *cv, int row, int col, int cols,
               bool focus) {
    int start = col, gap = radio_gap(choice, cv, cols);
    for (size_t i = first_radio(choice, cv, cols, gap); i < choice->count; i++) {
        bool selected = i == choice->selected && !choice->is_off;
        int room = start + cols - col;
        enum face face = choice->is_off ? FACE_DIM : selected && focus ? FACE_SELECTED : FACE_PLAIN;
        if (selected && focus)
            canvas_set_cursor(cv, row, col + 1);
        col += canvas_put_limit(cv, row, col, room, face, selected ? SPAN("(*)") : SPAN("( )"));
        col += canvas_put_limit(cv, row, col, start + cols - col, face, span_of(choice->labels[i]));
        if (i + 1 < choice->count)
            col += gap;
    }
    return col - start;
}

void turned_draw(struct canvas *canvas, int row, int col, int cols, bool focus, struct span text) {
    canvas_put_text(canvas, row, col, FACE_DIM, "<");
    int used = canvas_put_limit(canvas, row, col + 2, cols - 4,
                                focus ? FACE_BUTTON_FOCUS : FACE_DIALOG, text);
    canvas_put_text(canvas, row, col + 3 + used, FACE_DIM, ">");
    if (focus)
        canvas_set_cursor(canvas, row, col + 2);
}
