#include "ui/term/curses_cells.h"

#include "base/text/utf8.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

bool curses_cells_same(const struct curses_cells *cells, const struct cell *a,
                       const struct cell *b) {
    if (a->width != b->width || a->width == CELL_UNKNOWN)
        return false;
    if (a->width == 0)
        return true;
    return cells->looks[a->face].attributes == cells->looks[b->face].attributes &&
           cells->looks[a->face].pair == cells->looks[b->face].pair && a->n == b->n &&
           a->border == b->border && memcmp(a->text, b->text, a->n) == 0;
}

bool curses_cells_changed(const struct curses_cells *cells, const struct cell *have,
                          const struct cell *want, int *from, int *end) {
    int first = 0, last = cells->cols;
    while (first < last && curses_cells_same(cells, &have[first], &want[first]))
        first++;
    while (last > first && curses_cells_same(cells, &have[last - 1], &want[last - 1]))
        last--;
    if (first == last)
        return false;
    while (first > 0 && (have[first].width == 0 || want[first].width == 0))
        first--;
    while (last < cells->cols && (have[last].width == 0 || want[last].width == 0))
        last++;
    *from = first;
    *end = last;
    return true;
}

static const wchar_t border_chars[BORDER_COUNT] = {
    [BORDER_HLINE] = 0x2500,      [BORDER_VLINE] = 0x2502,       [BORDER_TOP_LEFT] = 0x250c,
    [BORDER_TOP_RIGHT] = 0x2510,  [BORDER_BOTTOM_LEFT] = 0x2514, [BORDER_BOTTOM_RIGHT] = 0x2518,
    [BORDER_TEE_LEFT] = 0x251c,   [BORDER_TEE_RIGHT] = 0x2524,   [BORDER_TEE_TOP] = 0x252c,
    [BORDER_TEE_BOTTOM] = 0x2534, [BORDER_CROSS] = 0x253c,
};

/* As characters where these are one column wide, else in ASCII. In GBK and GB18030 they have two
 * columns, and the alternate set is not to be had everywhere. */
static wchar_t border_char(const struct curses_cells *cells, enum border border) {
    if (cells->charset == INPUT_UTF8 && cells->ambiguous == WIDTH_NARROW)
        return border_chars[border];
    return (wchar_t)canvas_border_ascii(border);
}

/* In the locale's encoding, where two and four bytes take two columns. */
static bool is_encodable(wchar_t c, int width) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    size_t n = wcrtomb(bytes, c, &state);
    return n != (size_t)-1 && (n == 1) == (width == 1);
}

int curses_cells_text(const struct curses_cells *cells, const struct cell *cell, wchar_t *text) {
    struct span rest = {cell->text, cell->n};
    size_t n = 0;
    if (cell->border != BORDER_NONE)
        text[n++] = border_char(cells, (enum border)cell->border);
    else if (cells->charset == INPUT_UTF8)
        while (rest.n > 0 && n < CCHARW_MAX)
            text[n++] = (wchar_t)utf8_take(&rest);
    else /* marks are left out: these encodings have none */
        text[n++] = (wchar_t)utf8_take(&rest);
    text[n] = L'\0';
    if (cells->charset != INPUT_UTF8 && !is_encodable(text[0], cell->width))
        text[0] = cell->width == 2 ? L'\u3013' : L'?';
    return wcwidth(text[0]);
}

static bool is_default_blank(const struct curses_cells *cells, const struct cell *cell) {
    return cells->looks[cell->face].pair == 0 && cells->looks[cell->face].attributes == A_NORMAL &&
           cell->n == 1 && cell->text[0] == ' ';
}

/* Whether nothing but blanks follows: ncurses erases them. */
static bool is_erased(const struct curses_cells *cells, const struct cell *row, int col) {
    while (col < cells->cols && is_default_blank(cells, &row[col]))
        col++;
    return col == cells->cols;
}

/* Outside UTF-8 ncurses sends a run of one letter as "repeat it" where terminfo has that; but PuTTY
 * knows it only since 0.71, and other clients never said. Pairs that take turns leave no run, and
 * cost little as their colours are the same. */
static short pair_at(const struct curses_cells *cells, const struct cell *row, int col) {
    enum { RUN = 4 }; /* columns; shorter than what repeating takes */
    const struct cell *cell = &row[col];
    bool repeats = cells->charset != INPUT_UTF8 && cell->width == 1 && col > 0 &&
                   col / RUN % 2 == 1 && curses_cells_same(cells, cell, &row[col - 1]);
    return repeats && !is_erased(cells, row, col) ? cells->looks[cell->face].twin
                                                  : cells->looks[cell->face].pair;
}

void curses_cells_put(const struct curses_cells *cells, WINDOW *window, int row,
                      const struct cell *have, const struct cell *want) {
    int from, end, n = 0;
    if (!curses_cells_changed(cells, have, want, &from, &end))
        return;
    if (cells->charset != INPUT_UTF8) { /* which pair a cell has depends on its neighbours */
        from = 0;
        end = cells->cols;
    }
    for (int col = from; col < end; col++) {
        wchar_t text[CCHARW_MAX + 1];
        const struct cell *cell = &want[col];
        if (cell->width == 0)
            continue;
        attr_t attributes = cells->looks[cell->face].attributes;
        short pair = pair_at(cells, want, col);
        int width = curses_cells_text(cells, cell, text);
        (void)setcchar(&cells->line[n++], text, attributes, pair, NULL);
        for (; width < cell->width; width++) /* the box is two columns everywhere */
            (void)setcchar(&cells->line[n++], L" ", attributes, pair, NULL);
    }
    (void)mvwadd_wchnstr(window, row, from, cells->line, n);
}
