#include "ui/widget/list.h"

#include "base/lang.h"
#include "ui/term/canvas_draw.h"

enum { LIST_PAGE = 10 };

void list_select(struct list *list, size_t index) {
    list->selected = index < list->count ? index : list->count > 0 ? list->count - 1 : 0;
}

void list_set_count(struct list *list, size_t count) {
    list->count = count;
    list_select(list, list->selected);
}

static unsigned move_by(struct list *list, size_t up, size_t down) {
    size_t from = list->selected;
    list_select(list, from < up ? 0 : from - up + down);
    return list->selected != from ? HANDLED_YES | HANDLED_CHANGED : HANDLED_YES;
}

unsigned list_handle(struct list *list, const struct event *ev) {
    if (ev->kind != EVENT_KEY || ev->mods != 0)
        return HANDLED_NO;
    size_t page = list->page > 0 ? list->page : LIST_PAGE;
    switch (ev->key) {
    case K_UP:
        return move_by(list, 1, 0);
    case K_DOWN:
        return move_by(list, 0, 1);
    case K_PGUP:
        return move_by(list, page, 0);
    case K_PGDN:
        return move_by(list, 0, page);
    case K_HOME:
        return move_by(list, list->count, 0);
    case K_END:
        return move_by(list, 0, list->count);
    case K_ENTER:
        return list->count > 0 ? HANDLED_YES | HANDLED_CHOSEN : HANDLED_NO;
    default:
        return HANDLED_NO;
    }
}

size_t list_top(const struct list *list, int rows) {
    size_t page = rows > 0 ? (size_t)rows : 1;
    if (list->count <= page || list->selected < page / 2)
        return 0;
    size_t top = list->selected - page / 2;
    return top + page > list->count ? list->count - page : top;
}

void list_draw_more(const struct list *list, struct canvas *cv, struct area area, int row) {
    if (area.rows > 0 && list_top(list, area.rows) + (size_t)area.rows < list->count)
        (void)canvas_put_right(cv, row, area.col + area.cols, FACE_DIM, span_of(_(" ↓ 还有")));
}

void list_draw(const struct list *list, struct canvas *cv, struct area area, bool focus,
               list_row_fn *draw_row, const void *context) {
    if (area.rows <= 0 || area.cols <= 1)
        return;
    size_t top = list_top(list, area.rows);
    for (int i = 0; i < area.rows && top + (size_t)i < list->count; i++) {
        size_t index = top + (size_t)i;
        bool selected = index == list->selected;
        struct area row = {area.row + i, area.col, 1, area.cols};
        draw_row(cv, area_right(row, area.cols - 1), index, selected, context);
        if (!selected)
            continue;
        (void)canvas_put_text(cv, row.row, row.col, FACE_PLAIN, ">");
        if (focus) {
            canvas_set_face(cv, row, FACE_SELECTED);
            canvas_set_cursor(cv, row.row, row.col);
        }
    }
}

void list_clear_mark(const struct list *list, struct canvas *cv, struct area area) {
    size_t row = list->selected - list_top(list, area.rows);
    if (list->count > 0 && row < (size_t)area.rows)
        (void)canvas_put_text(cv, area.row + (int)row, area.col, FACE_PLAIN, " ");
}
