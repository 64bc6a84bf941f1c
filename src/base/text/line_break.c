#include "base/text/line_break.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/grapheme.h"
#include "base/text/points.h"
#include "base/text/utf8.h"

#include <string.h>
#include <unilbrk.h>

/* GB/T 15834-2011 5.1 with the half-width kin, ascending. The slash stands at neither end. */
// clang-format off
static const char32_t NO_START[] = U"!%),./:;?]}~¢°·–—―’”‥…‰‱′″‼⁇⁈⁉℃℉⋯、。〉》」』】〕〗〙〛〜〞〟・"
                                   U"﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！％），－．／：；？］｝～｠｡｣､･￠";
// clang-format on
static const char32_t NO_END[] = U"#$(/[{£¥±‘“€№≤≥〈《「『【〔〖〘〚〝﹙﹛﹝＃＄（／［｛｟￡￥";

/* What stands between a cell and the one before it: a row may break at … */
enum gap {
    GAP_FORBIDDEN, /* … only if nothing else fits */
    GAP_GLUED,     /* … if no open gap fits: inside a long word or address */
    GAP_OPEN,
};

struct cell {    /* one grapheme */
    uint32_t at; /* bytes */
    char32_t base;
    uint8_t columns;
    bool blank; /* may overhang at the end of a row */
    uint8_t gap;
};

/* Letters and digits: neither list has them. */
static bool is_word(char32_t c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The list ascends. */
static bool is_listed(char32_t c, const char32_t *list, size_t count) {
    if ((c >= 0x3400 && c <= 0x9FFF) || is_word(c))
        return false;
    size_t low = 0;
    while (count > 0) {
        size_t half = count / 2;
        if (list[low + half] < c) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return list[low] == c; /* the terminating NUL is no character of a text */
}

bool line_break_forbids_start(char32_t c) {
    return is_listed(c, NO_START, ARRAY_LEN(NO_START) - 1);
}

bool line_break_forbids_end(char32_t c) {
    return is_listed(c, NO_END, ARRAY_LEN(NO_END) - 1);
}

/* Most of a report: U+4E00 to U+9FFF, three bytes each, told by the first two. Two of them are two
 * graphemes with an open gap between, whatever stands around. */
enum { HAN_BYTES = 3 };
static inline bool is_before_han(struct span text, size_t at) {
    const unsigned char *p = (const unsigned char *)text.p + at;
    if (at + HAN_BYTES > text.n || p[0] < 0xE4 || p[0] > 0xE9)
        return false;
    return p[0] > 0xE4 || p[1] >= 0xB8;
}

static inline bool is_after_han(struct span text, size_t at) {
    return at >= HAN_BYTES && is_before_han(text, at - HAN_BYTES);
}

static bool is_common_han(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF;
}

static struct cell measure_cell(struct span grapheme, enum width_ambiguous ambiguous) {
    struct span rest = grapheme;
    char32_t base = utf8_take(&rest);
    return (struct cell){
        .base = base,
        .columns = (uint8_t)width_of_grapheme(grapheme, ambiguous),
        .blank = rest.n == 0 && (base == ' ' || base == '\t' || base == 0x3000),
    };
}

/* Where the common ideographs end that begin there. */
static size_t han_end(struct span text, size_t at) {
    while (is_before_han(text, at))
        at += HAN_BYTES;
    return at;
}

/* What UAX 14 says: it is asked about what stands between common ideographs alone, with those
 * beside it. */
static void find_breaks(char *breaks, struct span text) {
    memset(breaks, UC_BREAK_POSSIBLE, text.n);
    for (size_t at = 0; (at = han_end(text, at)) < text.n;) {
        size_t from = is_after_han(text, at) ? at - HAN_BYTES : at, end = at;
        while (end < text.n && !is_before_han(text, end))
            end++;
        end = end < text.n ? end + HAN_BYTES : end;
        char before = breaks[from];
        u8_possible_linebreaks((const uint8_t *)text.p + from, end - from, "UTF-8", breaks + from);
        if (from < at)
            breaks[from] = before;
        at = end;
    }
}

static struct cell han_cell(struct span text, size_t at) {
    const unsigned char *p = (const unsigned char *)text.p + at;
    char32_t han = (char32_t)(p[0] & 0x0F) << 12 | (char32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    return (struct cell){.base = han, .columns = 2};
}

static bool is_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Ctrl-D, Shift-F4, COVID-19: a word with a hyphen stands on one row. */
static bool is_hyphenated(const struct cell *cells, size_t count) {
    return count > 2 && cells[count - 2].base == '-' && is_letter(cells[count - 3].base) &&
           (is_letter(cells[count - 1].base) || char_is_digit(cells[count - 1].base));
}

/* Fills cells and returns their number; gap holds what UAX 14 says. */
static size_t read_cells(struct cell *cells, struct span text, const char *breaks,
                         enum width_ambiguous ambiguous) {
    size_t count = 0, han = 0; /* the end of the ideographs that one stands among */
    for (size_t at = 0, end; at < text.n; at = end) {
        han = at < han ? han : han_end(text, at);
        bool plain = at + HAN_BYTES < han; /* an ideograph stands behind it */
        end = plain ? at + HAN_BYTES : grapheme_next(text, at);
        struct cell *cell = &cells[count++];
        *cell = plain ? han_cell(text, at) : measure_cell(span_sub(text, at, end), ambiguous);
        cell->at = (uint32_t)at;
        bool glued = breaks[at] == UC_BREAK_PROHIBITED || is_hyphenated(cells, count);
        cell->gap = glued ? GAP_GLUED : GAP_OPEN;
    }
    return count;
}

static bool is_digit(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_unit(char32_t c) { /* or ㎡ and the like; ％ and ℃ begin no row anyway */
    return char_is_han(c) || (c >= 0x3300 && c <= 0x33FF);
}

/* A figure, its sign and the first character of its unit: 8596|万, －|5, ３．|５, 10 |分. */
static bool is_inside_figure(const struct cell *cells, size_t i) {
    char32_t a = cells[i - 1].base;
    char32_t b = cells[i].base;
    bool after_digit = i >= 2 && is_digit(cells[i - 2].base);
    if (is_digit(a))
        return is_digit(b) || is_unit(b);
    if (a == ' ')
        return after_digit && is_unit(b);
    if (a == 0xFF0E)
        return after_digit && is_digit(b);
    return (a == 0xFF0D || a == 0xFF0B) && !after_digit && is_digit(b);
}

/* Chinese quotes are brackets; those inside Latin words (it’s) are letters. UAX 14 takes all of
 * them for letters. */
static bool is_beside_chinese_quote(const struct cell *cells, size_t count, size_t i) {
    char32_t a = cells[i - 1].base;
    char32_t b = cells[i].base;
    char32_t outer = a;
    char32_t inner = b;
    if (b == 0x2018 || b == 0x201C)
        inner = i + 1 < count ? cells[i + 1].base : 0;
    else if (a == 0x2019 || a == 0x201D)
        outer = i >= 2 ? cells[i - 2].base : 0;
    else
        return false;
    if (a == 0xA0 || b == 0xA0)
        return false;
    return !(char_is_latin_or_digit(outer) && char_is_latin_or_digit(inner));
}

static enum gap gap_before(const struct cell *cells, size_t count, size_t i, char32_t last_ink) {
    const struct cell *a = &cells[i - 1];
    const struct cell *b = &cells[i];
    if (line_break_forbids_start(b->base) || line_break_forbids_end(last_ink))
        return GAP_FORBIDDEN;
    if (is_inside_figure(cells, i))
        return GAP_GLUED;
    if (a->blank || is_beside_chinese_quote(cells, count, i))
        return GAP_OPEN;
    if (a->base == '.' && char_is_latin_or_digit(b->base))
        return GAP_GLUED;
    return (enum gap)b->gap;
}

static bool is_of_address(char32_t c) {
    return is_word(c) || (c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}", (int)c) == NULL);
}

/* The end of the web address whose run of characters begins at cell i; i if it is none. */
static size_t address_end(const struct cell *cells, size_t count, size_t i, struct span text) {
    size_t end = i;
    while (end < count && is_of_address(cells[end].base))
        end++;
    if (end - i < 5)
        return i;
    struct span run = span_sub(text, cells[i].at, end < count ? cells[end].at : text.n);
    bool found = span_find(run, SPAN("://")) != SIZE_MAX || span_find(run, SPAN("www.")) == 0;
    return found ? end : i;
}

static void judge_gaps(struct cell *cells, size_t count, struct span text) {
    char32_t last_ink = 0;
    size_t address = 0; /* the cells before it belong to a web address */
    bool in_run = false;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && is_common_han(cells[i].base) && is_common_han(cells[i - 1].base)) {
            last_ink = cells[i].base;
            continue;
        }
        if (i > 0) {
            enum gap gap = gap_before(cells, count, i, last_ink);
            cells[i].gap = (uint8_t)(i < address && gap == GAP_OPEN ? GAP_GLUED : gap);
        }
        bool was_in_run = in_run;
        in_run = is_of_address(cells[i].base);
        if (in_run && !was_in_run)
            address = address_end(cells, count, i, text);
        if (!cells[i].blank)
            last_ink = cells[i].base;
    }
}

/* The first cell of the row after the one that begins at `start`; count if all the rest fits. */
static size_t next_row(const struct cell *cells, size_t count, size_t start, size_t width) {
    size_t best[] = {[GAP_FORBIDDEN] = start, [GAP_GLUED] = start, [GAP_OPEN] = start};
    size_t columns = 0;
    for (size_t i = start; i < count; i++) {
        if (i > start && !cells[i].blank) /* blanks overhang, so no row begins with one */
            best[cells[i].gap] = i;
        columns += cells[i].columns;
        if (columns <= width || cells[i].blank)
            continue;
        if (best[GAP_OPEN] > start)
            return best[GAP_OPEN];
        if (best[GAP_GLUED] > start)
            return best[GAP_GLUED];
        assert(i > start);
        return i;
    }
    return count;
}

static void add_row(struct line_break_rows *rows, uint32_t at) {
    MEM_PUSH_ROOM(rows->starts, rows->count, rows->cap);
    rows->starts[rows->count++] = at;
}

/* The gaps of a text, in memory of its own or, for a short one, the caller's. */
enum { SMALL = 256, LEAST_WIDTH = 2 };
struct cells {
    struct cell *items;
    size_t count;
    struct cell few[SMALL];
    char few_breaks[SMALL];
};

static void cells_make(struct cells *cells, struct span text, enum width_ambiguous ambiguous) {
    bool small = text.n <= SMALL;
    size_t points = small ? 0 : utf8_count(text);
    cells->items = small ? cells->few : mem_alloc(points * sizeof *cells->items + text.n);
    char *breaks = small ? cells->few_breaks : (char *)(cells->items + points);
    find_breaks(breaks, text);
    cells->count = read_cells(cells->items, text, breaks, ambiguous);
    judge_gaps(cells->items, cells->count, text);
}

static void cells_release(struct cells *cells) {
    if (cells->items != cells->few)
        mem_free(cells->items);
}

static size_t at_least(size_t width) {
    return width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

void line_break_paragraph(struct line_break_rows *rows, struct span text, size_t first_width,
                          size_t width, enum width_ambiguous ambiguous) {
    assert(text.n < UINT32_MAX);
    rows->count = 0;
    add_row(rows, 0);
    if (text.n == 0)
        return;
    struct cells cells;
    cells_make(&cells, text, ambiguous);
    size_t limit = at_least(first_width);
    for (size_t i = next_row(cells.items, cells.count, 0, limit); i < cells.count;
         i = next_row(cells.items, cells.count, i, limit)) {
        limit = at_least(width);
        add_row(rows, cells.items[i].at);
    }
    cells_release(&cells);
}

/* ---- in parts ---- */

enum { AHEAD = 512 /* bytes looked through for a place to cut */ };

/* Where the text may be cut so that what stands before is judged as in the whole. */
static size_t cut_after(struct span text, size_t from) {
    size_t most = from + AHEAD < text.n ? from + AHEAD : text.n;
    for (size_t at = from; at < most; at++)
        if (is_before_han(text, at) && is_after_han(text, at))
            return at;
    return text.n;
}

/* The next part begins with the last row that stands behind an ideograph. */
static void go_back_to_cut(struct line_break_rows *rows, struct span text, size_t least) {
    while (rows->count > least && !is_after_han(text, rows->starts[rows->count - 1]))
        rows->count--;
}

bool line_break_part(struct line_break_rows *rows, struct span text, size_t first_width,
                     size_t width, enum width_ambiguous ambiguous, size_t bytes) {
    assert(text.n < UINT32_MAX);
    if (rows->count == 0)
        add_row(rows, 0);
    size_t first = rows->count, start = rows->starts[first - 1];
    if (start == text.n)
        return false;
    size_t before = start > 0 ? HAN_BYTES : 0; /* the ideograph before the row */
    size_t end = bytes < text.n - start ? cut_after(text, start + bytes) : text.n;
    size_t from = start - before, limit = at_least(start > 0 ? width : first_width);
    struct cells cells;
    cells_make(&cells, span_sub(text, from, end), ambiguous);
    for (size_t i = next_row(cells.items, cells.count, before > 0 ? 1 : 0, limit); i < cells.count;
         i = next_row(cells.items, cells.count, i, limit)) {
        limit = at_least(width);
        add_row(rows, (uint32_t)(from + cells.items[i].at));
    }
    cells_release(&cells);
    if (end == text.n)
        return false;
    go_back_to_cut(rows, text, first);
    /* no row of it may begin the next part: a longer one then */
    return rows->count > first ||
           line_break_part(rows, text, first_width, width, ambiguous, 2 * (end - start));
}

/* ---- after an edit ---- */

/* An edit reaches no further than so many bytes, where an ideograph stands between: nothing looks
 * past one (addresses apart, which are looked for). Where a row ends, though, depends on what the
 * row after it would hold, so that three rows must lie before the edit. */
enum { REACH = 64, LONG_TEXT = 1024, ROWS_BEFORE = 3 };

static bool is_address_byte(struct span text, size_t at) {
    unsigned char c = (unsigned char)text.p[at];
    return c < 0x80 && is_of_address(c);
}

/* What must be wrapped anew: from a row start before all that the edit changes … */
static size_t first_changed_row(const struct line_break_rows *rows, struct span text, size_t at) {
    size_t safe = at, row = rows->count;
    while (safe > 0 && is_address_byte(text, safe - 1))
        safe--;
    safe = safe > REACH ? safe - REACH : 0;
    while (row > 0 && rows->starts[row - 1] > safe)
        row--;
    row = row > ROWS_BEFORE ? row - ROWS_BEFORE : 0;
    while (row > 0 && !is_after_han(text, rows->starts[row]))
        row--;
    return row;
}

/* … to where every row start that both have is followed by the same rows. */
static size_t last_changed_byte(struct span text, size_t end) {
    while (end < text.n && is_address_byte(text, end))
        end++;
    return end + REACH < text.n ? end + REACH : text.n;
}

static size_t find_start(const struct line_break_rows *rows, size_t from, size_t start) {
    while (from < rows->count && rows->starts[from] < start)
        from++;
    return from < rows->count && rows->starts[from] == start ? from : SIZE_MAX;
}

struct rewrap {
    struct line_break_rows *rows, fresh; /* the old ones, and those that come instead */
    size_t first, same;                  /* they stand in place of rows first + 1 to same - 1 */
    size_t start;                        /* of the row to go on from, behind an ideograph, or 0 */
};

/* The piece is at its end: the next one begins with the last row that stands behind an ideograph.
 */
static void go_on(struct rewrap *work, struct span text) {
    struct line_break_rows *fresh = &work->fresh;
    while (fresh->count > 0 && !is_after_han(text, fresh->starts[fresh->count - 1]))
        fresh->count--;
    if (fresh->count > 0)
        work->start = fresh->starts[fresh->count - 1];
}

/* Wraps text until `end`; false: it ends before the old rows fit again. */
static bool rewrap(struct rewrap *work, struct span text, size_t end, size_t first_width,
                   size_t width, enum width_ambiguous ambiguous, struct line_break_edit edit) {
    size_t before = work->start > 0 ? HAN_BYTES : 0; /* the ideograph before the row */
    size_t changed = last_changed_byte(text, edit.at + edit.inserted);
    size_t from = work->start - before, limit = at_least(work->start > 0 ? width : first_width);
    struct cells cells;
    cells_make(&cells, span_sub(text, from, end), ambiguous);
    bool done = false;
    for (size_t i = before > 0 ? 1 : 0; !done;) {
        i = next_row(cells.items, cells.count, i, limit);
        limit = at_least(width);
        if (i >= cells.count)
            break;
        size_t at = from + cells.items[i].at;
        if (at > changed && is_after_han(text, at)) {
            work->same = find_start(work->rows, work->same, at - edit.inserted + edit.removed);
            done = work->same != SIZE_MAX;
            work->same = done ? work->same : work->first;
        }
        if (!done)
            add_row(&work->fresh, (uint32_t)at);
    }
    if (!done && end == text.n) {
        work->same = work->rows->count;
        done = true;
    }
    if (!done)
        go_on(work, text);
    cells_release(&cells);
    return done;
}

static void put_rows(struct rewrap *work, struct line_break_edit edit) {
    struct line_break_rows *rows = work->rows;
    size_t at = work->first + 1, tail = rows->count - work->same;
    size_t count = at + work->fresh.count + tail;
    rows->starts = mem_grow(rows->starts, &rows->cap, count, sizeof *rows->starts);
    uint32_t *behind = rows->starts + at + work->fresh.count;
    memmove(behind, rows->starts + work->same, tail * sizeof *behind);
    for (size_t i = 0; i < tail; i++)
        behind[i] = (uint32_t)(behind[i] - edit.removed + edit.inserted);
    if (work->fresh.count > 0)
        memcpy(rows->starts + at, work->fresh.starts, work->fresh.count * sizeof *behind);
    rows->count = count;
}

void line_break_update(struct line_break_rows *rows, struct span text, size_t first_width,
                       size_t width, enum width_ambiguous ambiguous, struct line_break_edit edit) {
    assert(edit.at + edit.inserted <= text.n && rows->count > 0);
    if (text.n < LONG_TEXT) {
        line_break_paragraph(rows, text, first_width, width, ambiguous);
        return;
    }
    struct rewrap work = {.rows = rows, .first = first_changed_row(rows, text, edit.at)};
    work.same = work.first;
    work.start = rows->starts[work.first];
    size_t end = edit.at + edit.inserted;
    do
        end = cut_after(text, end + AHEAD + 8 * width);
    while (!rewrap(&work, text, end, first_width, width, ambiguous, edit));
    put_rows(&work, edit);
    line_break_release(&work.fresh);
}

void line_break_release(struct line_break_rows *rows) {
    mem_free(rows->starts);
    *rows = (struct line_break_rows){0};
}
