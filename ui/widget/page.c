#include "ui/widget/page.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/line_break.h"
#include "ui/term/canvas_draw.h"

enum { KEY_COLS = 20 };

void page_clear(struct page *page) {
    for (size_t i = 0; i < page->count; i++) {
        mem_free(page->rows[i].key);
        mem_free(page->rows[i].text);
    }
    page->count = page->top = 0;
}

void page_release(struct page *page) {
    page_clear(page);
    mem_free(page->rows);
    *page = (struct page){0};
}

static void add(struct page *page, struct page_row row) {
    MEM_PUSH_ROOM(page->rows, page->count, page->cap);
    page->rows[page->count++] = row;
}

void page_add(struct page *page, enum face face, struct span text) {
    struct span line;
    while (span_take_line(&text, &line))
        add(page, (struct page_row){.face = face, .text = span_copy(line)});
}

void page_add_key(struct page *page, struct span key, enum face face, struct span text) {
    add(page, (struct page_row){.face = face, .key = span_copy(key), .text = span_copy(text)});
}

/* Draws the rows from `top` on where cv is to be drawn on; returns how many rows there are. */
static size_t lay_out(const struct page *page, const struct canvas *measure, struct canvas *cv,
                      struct area area, size_t top) {
    struct line_break_rows rows = {0};
    size_t at = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct page_row *row = &page->rows[i];
        int left = row->key != NULL && area.cols > KEY_COLS ? KEY_COLS : 0;
        size_t cols = (size_t)(area.cols > left ? area.cols - left : 1);
        struct span text = span_of(row->text);
        line_break_paragraph(&rows, text, cols, cols, canvas_ambiguous(measure));
        for (size_t k = 0; k < rows.count; k++, at++) {
            if (cv == NULL || at < top || at - top >= (size_t)area.rows)
                continue;
            int line = area.row + (int)(at - top);
            size_t end = k + 1 < rows.count ? rows.starts[k + 1] : text.n;
            if (k == 0 && row->key != NULL)
                (void)canvas_put_limit(cv, line, area.col, left > 0 ? left - 1 : 0, FACE_KEY,
                                       span_of(row->key));
            (void)canvas_put_cut(cv, line, area.col + left, area.cols - left, row->face,
                                 span_sub(text, rows.starts[k], end));
        }
    }
    line_break_release(&rows);
    return at;
}

size_t page_rows(const struct page *page, const struct canvas *cv, int cols) {
    return lay_out(page, cv, NULL, (struct area){0, 0, 0, cols}, 0);
}

static size_t last_top(const struct page *page, const struct canvas *cv, struct area area) {
    size_t rows = page_rows(page, cv, area.cols), most = area.rows > 0 ? (size_t)area.rows : 0;
    return rows > most ? rows - most : 0;
}

void page_draw(const struct page *page, struct canvas *cv, struct area area, bool focus) {
    if (area.rows <= 0 || area.cols <= 0)
        return;
    size_t last = last_top(page, cv, area), top = page->top < last ? page->top : last;
    (void)lay_out(page, cv, cv, area, top);
    if (top < last)
        (void)canvas_put_right(cv, area.row + area.rows - 1, area.col + area.cols, FACE_DIM,
                               span_of(_(" ↓ 还有")));
    if (focus)
        canvas_set_cursor(cv, area.row, area.col);
}

unsigned page_handle(struct page *page, const struct event *ev, const struct canvas *cv,
                     struct area area) {
    size_t last = last_top(page, cv, area);
    size_t step = area.rows > 1 ? (size_t)area.rows - 1 : 1;
    size_t top = page->top < last ? page->top : last;
    if (event_is_key(ev, K_UP))
        top -= top > 0;
    else if (event_is_key(ev, K_DOWN))
        top++;
    else if (event_is_key(ev, K_PGUP))
        top -= top < step ? top : step;
    else if (event_is_key(ev, K_PGDN) || event_letter(ev) == ' ')
        top += step;
    else if (event_is_key(ev, K_HOME))
        top = 0;
    else if (event_is_key(ev, K_END))
        top = last;
    else
        return HANDLED_NO;
    page->top = top < last ? top : last;
    return HANDLED_YES;
}
