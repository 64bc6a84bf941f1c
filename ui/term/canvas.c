#include "ui/term/canvas.h"

#include "base/mem.h"
#include "base/text/grapheme.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "ui/term/canvas_draw.h"

#include <string.h>

struct canvas {
    int rows, cols;
    enum width_ambiguous ambiguous;
    struct cell *cells; /* rows * cols */
    int cursor_row, cursor_col;
    bool cursor_shown, plain;
    uint64_t rules; /* counts their changes */
};

static const char box[] = "\u25a1";

static struct cell *cell_at(const struct canvas *cv, int row, int col) {
    assert(row >= 0 && row < cv->rows && col >= 0 && col < cv->cols);
    return &cv->cells[(size_t)row * (size_t)cv->cols + (size_t)col];
}

static struct cell blank_cell(enum face face) {
    return (struct cell){.text = " ", .n = 1, .width = 1, .face = (uint8_t)face};
}

struct canvas *canvas_new(int rows, int cols, enum width_ambiguous ambiguous) {
    struct canvas *cv = MEM_NEW(struct canvas);
    canvas_resize(cv, rows, cols, ambiguous);
    return cv;
}

void canvas_free(struct canvas *cv) {
    if (cv == NULL)
        return;
    mem_free(cv->cells);
    mem_free(cv);
}

void canvas_resize(struct canvas *cv, int rows, int cols, enum width_ambiguous ambiguous) {
    assert(rows >= 0 && cols >= 0);
    mem_free(cv->cells);
    cv->cells = mem_alloc_zero((size_t)rows * (size_t)cols, sizeof *cv->cells);
    cv->rows = rows;
    cv->cols = cols;
    cv->ambiguous = ambiguous;
    cv->rules++;
    canvas_clear(cv);
}

void canvas_clear(struct canvas *cv) {
    size_t count = (size_t)cv->rows * (size_t)cv->cols;
    for (size_t i = 0; i < count; i++)
        cv->cells[i] = blank_cell(FACE_PLAIN);
    cv->cursor_shown = false;
    cv->cursor_row = cv->cursor_col = 0;
}

bool canvas_is_plain(const struct canvas *cv) {
    return cv->plain;
}

void canvas_set_plain(struct canvas *cv, bool plain) {
    cv->plain = plain;
    cv->rules++;
}

uint64_t canvas_rules(const struct canvas *cv) {
    return cv->rules;
}

int canvas_rows(const struct canvas *cv) {
    return cv->rows;
}

int canvas_cols(const struct canvas *cv) {
    return cv->cols;
}

struct area canvas_area(const struct canvas *cv) {
    return (struct area){0, 0, cv->rows, cv->cols};
}

enum width_ambiguous canvas_ambiguous(const struct canvas *cv) {
    return cv->ambiguous;
}

/* Makes the cell writable: the other half of a wide cluster that stands there becomes a blank. */
static void heal(struct canvas *cv, int row, int col) {
    struct cell *cell = cell_at(cv, row, col);
    if (cell->width == 2)
        *cell_at(cv, row, col + 1) = blank_cell((enum face)cell->face);
    if (cell->width == 0)
        *cell_at(cv, row, col - 1) = blank_cell((enum face)cell[-1].face);
}

static void put_blank(struct canvas *cv, int row, int col, enum face face) {
    if (row < 0 || row >= cv->rows || col < 0 || col >= cv->cols)
        return;
    heal(cv, row, col);
    *cell_at(cv, row, col) = blank_cell(face);
}

/* As many whole points as a cell holds. */
static size_t fit_cell(struct span cluster) {
    struct span rest = cluster;
    size_t fits = 0;
    if (cluster.n <= CELL_BYTES)
        return cluster.n;
    while (rest.n > 0) {
        (void)utf8_take(&rest);
        if (cluster.n - rest.n > CELL_BYTES)
            break;
        fits = cluster.n - rest.n;
    }
    return fits;
}

static void put_cell(struct canvas *cv, int row, int col, enum face face, struct span cluster,
                     int width) {
    if (row < 0 || row >= cv->rows)
        return;
    if (col < 0 || col + width > cv->cols) {
        for (int i = 0; i < width; i++)
            put_blank(cv, row, col + i, face);
        return;
    }
    for (int i = 0; i < width; i++)
        heal(cv, row, col + i);
    struct cell cell = {.width = (uint8_t)width, .face = (uint8_t)face};
    cell.n = (uint8_t)fit_cell(cluster);
    memcpy(cell.text, cluster.p, cell.n);
    *cell_at(cv, row, col) = cell;
    if (width == 2)
        *cell_at(cv, row, col + 1) = (struct cell){.width = 0, .face = (uint8_t)face};
}

static bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/* Up to a character that no terminal is to get: stored text has none, but names of files may. */
static struct span without_hostile(struct span cluster) {
    struct span rest = cluster;
    while (rest.n > 0) {
        size_t at = cluster.n - rest.n;
        if (text_is_hostile_char(utf8_take(&rest)))
            return span_sub(cluster, 0, at);
    }
    return cluster;
}

/* What is drawn for one cluster of the text; an empty span: nothing. */
static struct span shown_form(const struct canvas *cv, struct span cluster, int *width) {
    struct span rest = cluster;
    char32_t first = utf8_take(&rest);
    *width = 1;
    if (first == '\t')
        return SPAN(" ");
    if (first == UTF8_BAD)
        return SPAN("?");
    if (is_control(first) || text_is_stripped_char(first))
        return (struct span){NULL, 0};
    if (width_is_shown_as_box(cluster)) {
        *width = 2;
        return (struct span){box, sizeof box - 1};
    }
    cluster = without_hostile(cluster);
    *width = width_of_grapheme(cluster, cv->ambiguous);
    return *width > 0 ? cluster : (struct span){NULL, 0};
}

/* One cluster from the front; a byte that is no UTF-8 stands alone. */
static struct span take_cluster(struct span *text, size_t *valid) {
    if (*valid == 0) {
        struct span bad = span_sub(*text, 0, 1);
        *text = span_sub(*text, 1, text->n);
        if (utf8_is_valid(*text, valid))
            *valid = text->n;
        return bad;
    }
    struct span good = span_sub(*text, 0, *valid);
    struct span cluster = grapheme_take(&good);
    *text = span_sub(*text, cluster.n, text->n);
    *valid -= cluster.n;
    return cluster;
}

/* Most of a report, told by its bytes: ASCII, ideographs and their punctuation. Its bytes, else 0;
 * the text is valid. */
static size_t plain_bytes(struct span text) {
    const unsigned char *p = (const unsigned char *)text.p;
    if (text.n == 0)
        return 0;
    if (p[0] >= 0x20 && p[0] <= 0x7E)
        return 1;
    bool ideograph = (p[0] > 0xE4 && p[0] <= 0xE9) || (p[0] == 0xE4 && p[1] >= 0xB8);
    bool mark = p[0] == 0xE3 && p[1] == 0x80 && p[2] > 0x80 && p[2] <= 0xA9; /* U+3001 to 3029 */
    bool form = p[0] == 0xEF && (p[1] == 0xBC || (p[1] == 0xBD && p[2] <= 0xA0)); /* FF00 to FF60 */
    return ideograph || mark || (form && (p[1] > 0xBC || p[2] > 0x80)) ? 3 : 0;
}

/* One cluster from the front and what is drawn for it. */
static struct span take_shown(const struct canvas *cv, struct span *text, size_t *valid,
                              int *width) {
    struct span sound = span_sub(*text, 0, *valid);
    size_t n = plain_bytes(sound);
    struct span rest = span_sub(sound, n, sound.n);
    if (n > 0 && (rest.n == 0 || plain_bytes(rest) > 0)) { /* two of them never join */
        *text = span_sub(*text, n, text->n);
        *valid -= n;
        *width = n == 1 ? 1 : 2;
        return span_sub(sound, 0, n);
    }
    return shown_form(cv, take_cluster(text, valid), width);
}

/* Writes plain characters from the front of the text into the row, up to column `end` of the canvas
 * and the last that a mark may join. Only at the ends of the run can a wide cluster be cut that
 * stands there. Returns the columns used. */
static int put_plain(struct canvas *cv, int row, int col, int end, enum face face,
                     struct span *text, size_t *valid) {
    struct span rest = span_sub(*text, 0, *valid);
    struct cell last = blank_cell(face); /* what stood where the run ends */
    int at = col;
    size_t next = plain_bytes(rest);
    while (next > 0) {
        size_t n = next;
        int width = n == 1 ? 1 : 2;
        const char *p = rest.p;
        struct span after = span_sub(rest, n, rest.n);
        next = plain_bytes(after);
        if (at + width > end || (next == 0 && after.n > 0))
            break;
        struct cell *cell = cell_at(cv, row, at);
        if (at == col && cell->width == 0)
            *cell_at(cv, row, at - 1) = blank_cell((enum face)cell[-1].face);
        last = cell[width - 1];
        if (width == 1) {
            *cell = (struct cell){.text = {p[0]}, .n = 1, .width = 1, .face = (uint8_t)face};
        } else {
            *cell = (struct cell){
                .text = {p[0], p[1], p[2]}, .n = 3, .width = 2, .face = (uint8_t)face};
            cell[1] = (struct cell){.width = 0, .face = (uint8_t)face};
        }
        at += width;
        rest = after;
    }
    if (last.width == 2)
        *cell_at(cv, row, at) = blank_cell((enum face)last.face);
    *text = span_sub(*text, *valid - rest.n, text->n);
    *valid = rest.n;
    return at - col;
}

/* Draws until column `end`, which only whole clusters reach. */
static int put_until(struct canvas *cv, int row, int col, int end, enum face face,
                     struct span text) {
    int at = col;
    size_t valid;
    if (utf8_is_valid(text, &valid))
        valid = text.n;
    bool inside = row >= 0 && row < cv->rows;
    while (text.n > 0 && at < end) {
        int width;
        if (inside && at >= 0)
            at += put_plain(cv, row, at, end < cv->cols ? end : cv->cols, face, &text, &valid);
        if (text.n == 0 || at >= end)
            break;
        struct span shown = take_shown(cv, &text, &valid, &width);
        if (shown.n == 0)
            continue;
        if (at + width > end) {
            put_blank(cv, row, at, face);
            return at + 1 - col;
        }
        put_cell(cv, row, at, face, shown, width);
        if (shown.p == box && cv->ambiguous == WIDTH_NARROW) {
            /* the box takes one column there: a blank fills the second */
            put_cell(cv, row, at, face, shown, 1);
            put_blank(cv, row, at + 1, face);
        }
        at += width;
    }
    return at - col;
}

int canvas_put(struct canvas *cv, int row, int col, enum face face, struct span text) {
    return put_until(cv, row, col, cv->cols, face, text);
}

int canvas_put_cut(struct canvas *cv, int row, int col, int limit, enum face face,
                   struct span text) {
    int end = col + limit < cv->cols ? col + limit : cv->cols;
    return put_until(cv, row, col, end, face, text);
}

/* Columns of the whole text as put_until draws it, and the bytes that fit into `most`. */
static int measure(const struct canvas *cv, struct span text, int most, size_t *fit) {
    int columns = 0;
    struct span rest = text;
    size_t valid;
    if (utf8_is_valid(text, &valid))
        valid = text.n;
    *fit = 0;
    while (rest.n > 0) {
        int width;
        struct span shown = take_shown(cv, &rest, &valid, &width);
        if (shown.n > 0)
            columns += width;
        if (columns <= most)
            *fit = text.n - rest.n;
    }
    return columns;
}

int canvas_put_limit(struct canvas *cv, int row, int col, int limit, enum face face,
                     struct span text) {
    if (limit > cv->cols - col)
        limit = cv->cols - col;
    if (limit <= 0)
        return 0;
    size_t fit;
    if (measure(cv, text, limit, &fit) <= limit)
        return put_until(cv, row, col, col + limit, face, text);
    int dots = limit < 2 ? limit : 2;
    (void)measure(cv, text, limit - dots, &fit);
    int used = put_until(cv, row, col, col + limit - dots, face, span_sub(text, 0, fit));
    used += put_until(cv, row, col + used, col + limit, face, (struct span){"..", (size_t)dots});
    return used;
}

int canvas_text_columns(const struct canvas *cv, struct span text) {
    size_t fit;
    return measure(cv, text, 0, &fit);
}

void canvas_fill(struct canvas *cv, struct area area, enum face face) {
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int col = area.col; col < area.col + area.cols; col++)
            put_blank(cv, row, col, face);
}

void canvas_set_face(struct canvas *cv, struct area area, enum face face) {
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int col = area.col; col < area.col + area.cols; col++)
            if (area_has(canvas_area(cv), row, col))
                cell_at(cv, row, col)->face = (uint8_t)face;
}

void canvas_put_border(struct canvas *cv, int row, int col, enum border border, enum face face) {
    assert(border > BORDER_NONE && border < BORDER_COUNT);
    put_blank(cv, row, col, face);
    if (cv->plain || !area_has(canvas_area(cv), row, col))
        return;
    struct cell *cell = cell_at(cv, row, col);
    cell->border = (uint8_t)border;
    cell->text[0] = canvas_border_ascii(border);
}

void canvas_get_cells(const struct canvas *cv, struct area area, struct cell *cells) {
    size_t cols = (size_t)area.cols;
    for (int i = 0; i < area.rows && cols > 0; i++)
        memcpy(cells + (size_t)i * cols, cell_at(cv, area.row + i, area.col), cols * sizeof *cells);
}

void canvas_put_cells(struct canvas *cv, struct area area, const struct cell *cells) {
    size_t cols = (size_t)area.cols;
    for (int i = 0; i < area.rows && cols > 0; i++) {
        heal(cv, area.row + i, area.col);
        heal(cv, area.row + i, area.col + area.cols - 1);
        memcpy(cell_at(cv, area.row + i, area.col), cells + (size_t)i * cols, cols * sizeof *cells);
    }
}

char canvas_border_ascii(enum border border) {
    assert(border > BORDER_NONE && border < BORDER_COUNT);
    if (border == BORDER_HLINE)
        return '-';
    if (border == BORDER_VLINE)
        return '|';
    return '+';
}

void canvas_set_cursor(struct canvas *cv, int row, int col) {
    if (cv->rows == 0 || cv->cols == 0)
        return;
    cv->cursor_row = row < 0 ? 0 : row >= cv->rows ? cv->rows - 1 : row;
    cv->cursor_col = col < 0 ? 0 : col >= cv->cols ? cv->cols - 1 : col;
    cv->cursor_shown = true;
}

bool canvas_cursor(const struct canvas *cv, int *row, int *col) {
    *row = cv->cursor_row;
    *col = cv->cursor_col;
    return cv->cursor_shown;
}

const struct cell *canvas_cell(const struct canvas *cv, int row, int col) {
    return cell_at(cv, row, col);
}

void canvas_row_text(const struct canvas *cv, int row, struct str *out) {
    size_t end = out->len;
    for (int col = 0; col < cv->cols; col++) {
        const struct cell *cell = cell_at(cv, row, col);
        str_add(out, (struct span){cell->text, cell->n});
        if (cell->n > 0 && !(cell->n == 1 && cell->text[0] == ' '))
            end = out->len;
    }
    str_splice(out, end, out->len - end, SPAN(""));
}

static bool cell_is_sane(const struct canvas *cv, int row, int col) {
    const struct cell *cell = cell_at(cv, row, col);
    if (cell->face >= FACE_COUNT || cell->border >= BORDER_COUNT || cell->width > 2)
        return false;
    if (cell->width == 0)
        return cell->n == 0 && col > 0 && cell[-1].width == 2;
    if (cell->width == 2 && (col + 1 >= cv->cols || cell[1].width != 0))
        return false;
    struct span text = {cell->text, cell->n};
    if (text.n == 0 || text.n > CELL_BYTES || !utf8_is_valid(text, NULL))
        return false;
    while (text.n > 0)
        if (is_control(utf8_take(&text)))
            return false;
    return true;
}

bool canvas_is_sane(const struct canvas *cv) {
    for (int row = 0; row < cv->rows; row++)
        for (int col = 0; col < cv->cols; col++)
            if (!cell_is_sane(cv, row, col))
                return false;
    if (!cv->cursor_shown)
        return true;
    return area_has(canvas_area(cv), cv->cursor_row, cv->cursor_col);
}
