#include "exchange/sheet/plain_block.h"

#include "base/mem.h"
#include "exchange/sheet/fold.h"
#include "exchange/sheet/plain.h"
#include "exchange/sheet/plain_caption.h"
#include "exchange/sheet/unit_said.h"

void plain_blocks_release(struct plain_blocks *blocks) {
    for (size_t i = 0; i < blocks->count; i++)
        mem_free(blocks->items[i].cells);
    mem_free(blocks->items);
    *blocks = (struct plain_blocks){0};
}

/* What stands in a row of the page. */
struct line {
    size_t from, to; /* cells */
    bool is_known;   /* names a figure */
    bool has_number;
    bool is_head; /* a row of captions */
};
struct lines {
    struct line *items;
    size_t count, cap;
};

static bool is_known(const struct xlsx_cell *cell, const struct labels *labels) {
    return cell->kind != XLSX_NUMBER && cell->kind != XLSX_PERCENT &&
           labels_know(labels, span_trim_space(span_of(cell->text)));
}

static void list_lines(struct lines *out, const struct xlsx_sheet *page,
                       const struct labels *labels) {
    for (size_t i = 0; i < page->count;) {
        struct line line = {.from = i};
        bool has_caption = false;
        for (line.to = i; line.to < page->count && page->cells[line.to].row == page->cells[i].row;
             line.to++) {
            const struct xlsx_cell *cell = &page->cells[line.to];
            line.is_known = line.is_known || is_known(cell, labels);
            line.has_number =
                line.has_number || (plain_is_number(cell) && !sheet_says_year(span_of(cell->text)));
            has_caption = has_caption || plain_caption_is_of_names(span_of(cell->text));
        }
        i = line.to;
        line.is_head = has_caption && line.to - line.from > 1 && !line.is_known && !line.has_number;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = line;
    }
}

static struct xlsx_sheet *add_block(struct plain_blocks *out, const struct xlsx_sheet *page) {
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    struct xlsx_sheet *block = &out->items[out->count++];
    *block = *page;
    block->cells = NULL;
    block->count = block->cap = 0;
    return block;
}

/* "注：以上金额单位为元" ends the table above it. */
static bool is_note(const struct xlsx_sheet *page, const struct line *line) {
    static const char *const words[] = {"注", "备注", "说明", "以上"};
    struct span text = span_trim_space(span_of(page->cells[line->from].text));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_starts_with(text, span_of(words[i])))
            return true;
    return false;
}

/* Titles and lines belong to each of the tables that stand side by side below them. */
static bool is_shared(const struct line *line, const struct xlsx_cell *cell,
                      const struct labels *labels) {
    struct str unit = STR_INIT;
    bool is = !line->is_head && !line->is_known && !line->has_number &&
              (line->to - line->from == 1 ||
               unit_said_add(&unit, span_of(cell->text), UNIT_IN_LINE, labels));
    str_release(&unit);
    return is;
}

static void add_columns(struct plain_blocks *out, const struct xlsx_sheet *page,
                        const struct lines *lines, size_t from, size_t to, size_t first_column,
                        size_t end_column, const struct labels *labels) {
    struct xlsx_sheet *block = add_block(out, page);
    for (size_t l = from; l < to; l++)
        for (size_t i = lines->items[l].from; i < lines->items[l].to; i++) {
            const struct xlsx_cell *cell = &page->cells[i];
            bool is_inside = cell->column >= first_column && cell->column < end_column;
            if (!is_inside && !is_shared(&lines->items[l], cell, labels))
                continue;
            MEM_PUSH_ROOM(block->cells, block->count, block->cap);
            block->cells[block->count++] = *cell;
        }
}

/* Columns of names right of `after` that have numbers between them and those before, and numbers
 * behind them: SIZE_MAX: there are none. One pass for each table that is found. */
static size_t find_next_keys(const struct xlsx_sheet *page, const struct lines *lines, size_t from,
                             size_t to, size_t after, const struct labels *labels) {
    size_t found = SIZE_MAX;
    for (size_t l = from; l < to; l++) {
        const struct line *line = &lines->items[l];
        size_t names = SIZE_MAX, numbers = 0;
        for (size_t i = line->from; line->is_known && i < line->to; i++) {
            const struct xlsx_cell *cell = &page->cells[i];
            if (cell->column <= after)
                continue;
            if (plain_is_number(cell)) {
                numbers++;
                if (names != SIZE_MAX && names < found)
                    found = names;
            } else if (names == SIZE_MAX && numbers > 0 && is_known(cell, labels)) {
                names = cell->column;
            }
        }
    }
    return found;
}

static size_t find_first_keys(const struct xlsx_sheet *page, const struct lines *lines, size_t from,
                              size_t to, const struct labels *labels) {
    size_t found = SIZE_MAX;
    for (size_t l = from; l < to; l++)
        for (size_t i = lines->items[l].from; lines->items[l].is_known && i < lines->items[l].to;
             i++)
            if (page->cells[i].column < found && is_known(&page->cells[i], labels))
                found = page->cells[i].column;
    return found;
}

static void add_rows(struct plain_blocks *out, const struct xlsx_sheet *page,
                     const struct lines *lines, size_t from, size_t to,
                     const struct labels *labels) {
    enum { BESIDE_MOST = 16 };
    size_t start = 0, keys = find_first_keys(page, lines, from, to, labels);
    for (size_t n = 0; keys != SIZE_MAX && n < BESIDE_MOST; n++) {
        size_t next = find_next_keys(page, lines, from, to, keys, labels);
        add_columns(out, page, lines, from, to, start, next, labels);
        start = keys = next;
    }
    if (keys != SIZE_MAX || start == 0)
        add_columns(out, page, lines, from, to, start, SIZE_MAX, labels);
}

void plain_blocks_split(struct plain_blocks *out, const struct xlsx_sheet *page,
                        const struct labels *labels) {
    struct lines lines = {0};
    list_lines(&lines, page, labels);
    size_t begin = 0, last = SIZE_MAX; /* the last line of data */
    for (size_t l = 0; l < lines.count; l++) {
        const struct line *line = &lines.items[l];
        if (line->is_head && last != SIZE_MAX && last >= begin) {
            add_rows(out, page, &lines, begin, last + 1, labels);
            begin = last + 1;
            last = SIZE_MAX;
        }
        bool is_more = line->has_number || is_note(page, line);
        if (line->is_known || (last != SIZE_MAX && is_more))
            last = l;
    }
    add_rows(out, page, &lines, begin, lines.count, labels);
    mem_free(lines.items);
}
