/*
 * page.h - text that is read and scrolled: paragraphs, and rows with a key at the left. It
 * is wrapped to the width when it is drawn. Invariant: top is at most what leaves the last row on
 * the screen (page_handle keeps it so for the area it is told).
 */
#ifndef UI_WIDGET_PAGE_H
#define UI_WIDGET_PAGE_H

#include "ui/term/canvas.h"
#include "ui/term/event.h"

struct page_row {
    enum face face;
    char *key;  /* NULL: a paragraph over the whole width */
    char *text; /* one paragraph */
};
struct page {
    struct page_row *rows; /* owned */
    size_t count, cap;
    size_t top; /* the first row of the screen */
};

void page_release(struct page *page);
void page_clear(struct page *page); /* the memory stays, the top is 0 */
/* A paragraph for each line of the text. */
void page_add(struct page *page, enum face face, struct span text);
void page_add_key(struct page *page, struct span key, enum face face, struct span text);

/* Rows of the screen that it needs at that width. */
size_t page_rows(const struct page *page, const struct canvas *cv, int cols);
/* Draws; what does not fit is said at the right of the last row. With focus, the cursor stands at
 * the area's start. */
void page_draw(const struct page *page, struct canvas *cv, struct area area, bool focus);
/* Up, Down, PgUp, PgDn, blank, Home, End within an area of that size. */
unsigned page_handle(struct page *page, const struct event *ev, const struct canvas *cv,
                     struct area area);

#endif
