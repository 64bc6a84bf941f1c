#include "exchange/html/write.h"

#include "base/embedded.h"
#include "base/text/width.h"
#include "exchange/package/xml_write.h"
#include "exchange/rows.h"
#include "model/figure/section_table.h"
#include "model/page.h"
#include "model/table_cell.h"
#include "model/table_merge.h"
#include "model/table_sum.h"

#include <string.h>

enum { HEADING_MOST = 6, SIGN_OFF_RIGHT = 8 /* columns right of the date */ };

static void new_line(struct xml_write *xml) {
    xml_raw(xml, "\n");
}

/* An element that holds nothing but text; class may be NULL. */
static void write_text(struct xml_write *xml, const char *name, const char *class,
                       struct span text) {
    xml_begin(xml, name);
    if (class != NULL)
        xml_attribute(xml, "class", class);
    xml_text(xml, text);
    xml_end_full(xml);
}

static void write_line(struct xml_write *xml, const char *name, const struct block *block) {
    struct str line = STR_INIT;
    block_add_text(&line, block);
    write_text(xml, name, NULL, str_span(&line));
    new_line(xml);
    str_release(&line);
}

static void write_hang(struct xml_write *xml, size_t columns) {
    struct str style = STR_INIT;
    const size_t whole = columns / 2, tenths = columns % 2 * 5;
    if (columns == 0)
        return;
    str_add_format(&style, "padding-left:%zu.%zuem;text-indent:-%zu.%zuem", whole, tenths, whole,
                   tenths);
    xml_attribute(xml, "style", style.s);
    str_release(&style);
}

static void write_heading(struct xml_write *xml, const struct block *block) {
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    int level = block->level + 1;
    struct str line = STR_INIT;
    block_add_prefix(&line, block);
    xml_begin(xml, names[(level < HEADING_MOST ? level : HEADING_MOST) - 1]);
    if (level > HEADING_MOST)
        xml_attribute_number(xml, "aria-level", level);
    if (block->attachment)
        xml_attribute(xml, "class", "attachment");
    write_hang(xml, page_hang(block));
    xml_text(xml, str_span(&line));
    xml_end_full(xml);
    str_release(&line);
}

static void write_run_in(struct xml_write *xml, const struct block *block) {
    xml_begin(xml, "div");
    xml_attribute(xml, "class", "run-in");
    write_heading(xml, block);
    if (block->text[0] != '\0')
        write_text(xml, "p", NULL, span_of(block->text));
    xml_end_full(xml);
    new_line(xml);
}

/* --- runs of blocks --- */

static void write_title(struct xml_write *xml, const struct block *blocks, size_t count) {
    xml_begin(xml, "h1");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            xml_leaf(xml, "br", NULL);
        xml_text(xml, span_of(blocks[i].text));
    }
    xml_end_full(xml);
    new_line(xml);
}

static void write_items(struct xml_write *xml, const struct block *blocks, size_t count) {
    xml_begin(xml, "ul");
    xml_attribute(xml, "role", "list");
    new_line(xml);
    for (size_t i = 0; i < count; i++)
        write_line(xml, "li", &blocks[i]);
    xml_end_full(xml);
    new_line(xml);
}

static int columns_of(const struct block *block) {
    size_t columns = width_of_text(span_of(block->text), WIDTH_WIDE);
    return columns <= PAGE_COLUMNS ? (int)columns : PAGE_COLUMNS + 1;
}

/* The last line ends four characters before the edge, the others are centred over it. */
static void write_sign_off(struct xml_write *xml, const struct block *blocks, size_t count) {
    int twice_centre = 2 * SIGN_OFF_RIGHT + columns_of(&blocks[count - 1]);
    xml_begin(xml, "div");
    xml_attribute(xml, "class", "sign-off");
    new_line(xml);
    for (size_t i = 0; i < count; i++) {
        int width = columns_of(&blocks[i]);
        int twice_right = twice_centre > width ? twice_centre - width : 0;
        struct str style = STR_INIT;
        if (twice_right + 2 * width > 2 * PAGE_COLUMNS)
            twice_right = 0;
        str_add_format(&style, "margin-right:%d.%02dem", twice_right / 4, twice_right % 4 * 25);
        xml_begin(xml, "p");
        xml_attribute(xml, "style", style.s);
        xml_text(xml, span_of(blocks[i].text));
        xml_end_full(xml);
        new_line(xml);
        str_release(&style);
    }
    xml_end_full(xml);
    new_line(xml);
}

/* --- tables --- */

/* How many rows a cell of the row before `below` takes: those below whose cells go on with it. */
static size_t count_covered(struct span below, size_t column, size_t levels) {
    struct span row;
    size_t covers = 1;
    while (column < levels && span_take_line(&below, &row) &&
           table_cell_continues(row, column, levels))
        covers++;
    return covers;
}

/* A table while it is written: what is below the row, and the merged cells. */
struct table {
    const struct block *block;
    struct span below, merges, merges_below;
    size_t columns;
    size_t part_column; /* its labels are told by where they begin; SIZE_MAX: none */
    bool header;
};

static bool is_covered(const struct table *table, struct span row, size_t at) {
    return table_cell_continues(row, at, table->block->levels) ||
           table_merge_of(row, table->merges, at) != TABLE_OWN;
}

/* The last cell of a row that ends early takes the rest. */
static void write_row(struct xml_write *xml, const struct table *table, struct span row) {
    struct span cell, whole = row;
    size_t cells = table_cell_count(row), levels = table->block->levels;
    xml_begin(xml, "tr");
    for (size_t at = 0; table_cell_take(&row, &cell); at++) {
        if (is_covered(table, whole, at))
            continue;
        size_t covers = table_merge_columns(whole, table->merges, at);
        covers = at + covers == cells ? table->columns - at : covers;
        size_t rows = levels > 0 ? count_covered(table->below, at, levels)
                                 : table_merge_rows(table->below, table->merges_below, at);
        xml_begin(xml, table->header ? "th" : "td");
        if (!table->header && !table->block->made && table_cell_is_number(cell))
            xml_attribute(xml, "class", "number");
        else if (!table->header && at == table->part_column)
            xml_attribute(xml, "class", "label");
        if (table->header)
            xml_attribute(xml, "scope", covers > 1 ? "colgroup" : "col");
        if (covers > 1)
            xml_attribute_number(xml, "colspan", (long long)covers);
        if (rows > 1)
            xml_attribute_number(xml, "rowspan", (long long)rows);
        xml_text(xml, cell);
        xml_end_full(xml);
    }
    xml_end_full(xml);
    new_line(xml);
}

/* The first row is the head, unless it says nothing of the rows below; a lone cell over it takes
 * the row below it along. */
static void write_table(struct xml_write *xml, const struct block *block) {
    struct span rows = span_of(block->text), row;
    size_t columns = 0, count = 0;
    for (; span_take_line(&rows, &row); count++)
        columns = columns < table_cell_count(row) ? table_cell_count(row) : columns;
    rows = span_of(block->text);
    (void)span_take_line(&rows, &row);
    size_t heads = count < 2 || block->headless ? 0 : 1;
    if (heads > 0 && count > 2 && columns > 1 && table_cell_count(row) == 1)
        heads = 2;
    struct table table = {.block = block, .below = span_of(block->text), .columns = columns};
    table.part_column = table_part_column(table.below);
    table.merges_below = span_of(block->merges != NULL ? block->merges : "");
    xml_begin(xml, "table");
    new_line(xml);
    for (size_t i = 0; span_take_line(&table.below, &row); i++) {
        table.header = i < heads;
        if (!span_take_line(&table.merges_below, &table.merges))
            table.merges = SPAN("");
        if (i == 0 || i == heads) {
            xml_begin(xml, i < heads ? "thead" : "tbody");
            new_line(xml);
        }
        write_row(xml, &table, row);
        if (i + 1 == heads || i + 1 == count) {
            xml_end_full(xml);
            new_line(xml);
        }
    }
    xml_end_full(xml);
    new_line(xml);
}

/* --- the page --- */

/* Writes the block at the head of `same` blocks of its kind, or all of them; returns how many. */
static size_t write_block(struct xml_write *xml, const struct block *block, size_t same) {
    static void (*const runs[])(struct xml_write *, const struct block *, size_t) = {
        [BLOCK_TITLE] = write_title, [BLOCK_ITEM] = write_items, [BLOCK_SIGN_OFF] = write_sign_off};
    if (block->kind < ARRAY_LEN(runs) && runs[block->kind] != NULL) {
        runs[block->kind](xml, block, same);
        return same;
    }
    if (block->kind == BLOCK_TABLE) {
        write_table(xml, block);
    } else if (block->kind == BLOCK_HEADING) {
        write_heading(xml, block);
        new_line(xml);
    } else if (block->level > 0) {
        write_run_in(xml, block);
    } else {
        write_line(xml, "p", block);
    }
    return 1;
}

static void write_head(struct xml_write *xml, const struct document *document,
                       const char *encoding) {
    const struct embedded *style = embedded_find("html/style.css");
    struct str title = STR_INIT;
    assert(style != NULL);
    for (size_t i = 0; i < document->count; i++)
        if (document->blocks[i].kind == BLOCK_TITLE)
            str_add_text(&title, document->blocks[i].text);
    xml_begin(xml, "head");
    new_line(xml);
    xml_leaf(xml, "meta", "charset", encoding, NULL);
    new_line(xml);
    xml_leaf(xml, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
             NULL);
    new_line(xml);
    write_text(xml, "title", NULL, title.len > 0 ? str_span(&title) : SPAN("绩效评价报告"));
    new_line(xml);
    xml_begin(xml, "style");
    xml_raw(xml, "\n");
    xml_raw(xml, embedded_text(style).p); /* without '<' and '&' */
    xml_end_full(xml);
    new_line(xml);
    xml_end_full(xml);
    new_line(xml);
    str_release(&title);
}

void html_write(struct str *out, const struct document *document, const char *encoding) {
    if (encoding == NULL || strcmp(encoding, "utf-8-bom") == 0)
        encoding = "utf-8";
    struct xml_write *xml = xml_write_new(out);
    xml_raw(xml, "<!DOCTYPE html>\n");
    xml_begin(xml, "html");
    xml_attribute(xml, "lang", "zh-CN");
    new_line(xml);
    write_head(xml, document, encoding);
    xml_begin(xml, "body");
    new_line(xml);
    xml_begin(xml, "main");
    new_line(xml);
    for (size_t i = 0; i < document->count;)
        i += write_block(xml, &document->blocks[i], blocks_count_same(document, i));
    xml_write_free(xml);
}
