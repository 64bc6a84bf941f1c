#include "base/utf8.h"
#include "base/width.h"
#include "exchange/docx.h"
#include "exchange/xml_write.h"

#include <string.h>

enum {
    TYPE_AREA = 8844,   /* width in twips */
    COLUMN = 120,       /* twips of a half-width character of 12 points */
    CELL_MARGINS = 140, /* twips, both sides and the line */
    CELL_LEAST = 240,   /* twips for the text of a cell */
    CELL_COMFORT = 720, /* twips that no column is narrower than where there is room */
    ROW_HEIGHT = 569    /* twips: with its line a row is as high as a line of the page */
};

struct table {
    long widths[DOCX_COLUMNS_MOST]; /* what the cells want, then what they get; twips */
    long leasts[DOCX_COLUMNS_MOST]; /* what cells of several lines need: no number is cut */
    size_t columns;
    size_t rows;
};

/* Eats a cell; the last one that Word can have takes all that is left, with its tabs. */
static bool take_cell(struct span *row, size_t at, struct span *cell) {
    if (row->p == NULL)
        return false;
    size_t tab = at + 1 < DOCX_COLUMNS_MOST ? span_find(*row, SPAN("\t")) : SIZE_MAX;
    *cell = span_sub(*row, 0, tab);
    *row = tab == SIZE_MAX ? (struct span){NULL, 0} : span_sub(*row, tab + 1, row->n);
    return true;
}

static long wanted_width(struct span cell) {
    long text = (long)width_of_text(cell, WIDTH_WIDE) * COLUMN;
    return (text < CELL_LEAST ? CELL_LEAST : text) + CELL_MARGINS;
}

/* The longest number or word, or some characters of the text. */
static long least_width(struct span cell) {
    long most = 0, run = 0, wanted = wanted_width(cell);
    for (struct span rest = cell; rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        run = c > ' ' && c < 0x7F ? run + COLUMN : 0;
        most = most < run ? run : most;
    }
    most = (most < CELL_COMFORT ? CELL_COMFORT : most) + CELL_MARGINS;
    return most < wanted ? most : wanted;
}

/* A cell that is the only one of its row (a caption) spans the table and wants nothing of its
 * column. */
static void measure_rows(struct table *table, struct span rows) {
    struct span row, cell;
    while (span_take_line(&rows, &row)) {
        size_t at = 0;
        bool caption = span_find(row, SPAN("\t")) == SIZE_MAX;
        for (; take_cell(&row, at, &cell); at++) {
            long width = caption ? CELL_LEAST + CELL_MARGINS : wanted_width(cell);
            long least = caption ? width : least_width(cell);
            table->widths[at] = table->widths[at] < width ? width : table->widths[at];
            table->leasts[at] = table->leasts[at] < least ? least : table->leasts[at];
        }
        table->columns = table->columns < at ? at : table->columns;
        table->rows++;
    }
}

/* Shares what is left of the type area by weight; the last column takes the rest. */
static void share(struct table *table, long left, const long *weights) {
    long all = 0;
    for (size_t i = 0; i < table->columns; i++)
        all += weights[i];
    assert(all > 0);
    for (size_t i = 0; i + 1 < table->columns; i++)
        table->widths[i] += left * weights[i] / all;
    table->widths[table->columns - 1] = TYPE_AREA;
    for (size_t i = 0; i + 1 < table->columns; i++)
        table->widths[table->columns - 1] -= table->widths[i];
}

/* Not even the numbers have room: narrow columns get what they need, wide ones share the rest. */
static void squeeze(struct table *table) {
    long left = TYPE_AREA;
    size_t open = table->columns;
    bool settled[DOCX_COLUMNS_MOST] = {false};
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < table->columns; i++)
            if (!settled[i] && table->leasts[i] <= left / (long)open) {
                table->widths[i] = table->leasts[i];
                settled[i] = again = true;
                left -= table->leasts[i];
                open--;
            }
    }
    for (size_t i = 0; i < table->columns; i++)
        if (!settled[i]) {
            table->widths[i] = left / (long)open--;
            left -= table->widths[i];
        }
}

/* A table fills the type area. Where its text has no room on one line each, every column gets what
 * its numbers need, and the more the more it has besides: rows are then as low as can be. */
static void fit_columns(struct table *table) {
    long wanted = 0, least = 0, more[DOCX_COLUMNS_MOST];
    for (size_t i = 0; i < table->columns; i++) {
        wanted += table->widths[i];
        least += table->leasts[i];
    }
    if (wanted <= TYPE_AREA) {
        memcpy(more, table->widths, sizeof more);
        share(table, TYPE_AREA - wanted, more);
    } else if (least >= TYPE_AREA) {
        squeeze(table);
    } else {
        for (size_t i = 0; i < table->columns; i++) {
            more[i] = table->widths[i] - table->leasts[i];
            table->widths[i] = table->leasts[i];
        }
        share(table, TYPE_AREA - least, more);
    }
}

static void write_width(struct xml_write *xml, const char *name, long width) {
    xml_begin(xml, name);
    xml_attribute_number(xml, "w:w", width);
    xml_attribute(xml, "w:type", "dxa");
    xml_end(xml);
}

static void write_number(struct xml_write *xml, const char *name, long long value) {
    xml_begin(xml, name);
    xml_attribute_number(xml, "w:val", value);
    xml_end(xml);
}

static void write_cell(struct xml_write *xml, struct span text, long width, size_t columns,
                       bool header) {
    xml_begin(xml, "w:tc");
    xml_begin(xml, "w:tcPr");
    write_width(xml, "w:tcW", width);
    if (columns > 1)
        write_number(xml, "w:gridSpan", (long long)columns);
    xml_leaf(xml, "w:vAlign", "w:val", "center", NULL);
    xml_end(xml);
    xml_begin(xml, "w:p");
    xml_begin(xml, "w:pPr");
    xml_leaf(xml, "w:pStyle", "w:val", DOCX_TABLE_TEXT, NULL);
    if (wanted_width(text) > width && !header) /* several lines: from the left */
        xml_leaf(xml, "w:jc", "w:val", "left", NULL);
    xml_end(xml);
    docx_write_run(xml, text, NULL, NULL);
    xml_end(xml);
    xml_end(xml);
}

static size_t count_cells(struct span row) {
    struct span cell;
    size_t count = 0;
    while (take_cell(&row, count, &cell))
        count++;
    return count;
}

static long sum_widths(const struct table *table, size_t from) {
    long sum = 0;
    for (size_t i = from; i < table->columns; i++)
        sum += table->widths[i];
    return sum;
}

/* A row that ends early leaves its last columns out; a lone cell spans the table. */
static void write_row(struct xml_write *xml, const struct table *table, struct span row,
                      bool header) {
    struct span cell;
    size_t cells = count_cells(row);
    xml_begin(xml, "w:tr");
    xml_begin(xml, "w:trPr");
    if (cells > 1 && cells < table->columns) {
        write_number(xml, "w:gridAfter", (long long)(table->columns - cells));
        write_width(xml, "w:wAfter", sum_widths(table, cells));
    }
    xml_leaf(xml, "w:cantSplit", NULL);
    xml_begin(xml, "w:trHeight");
    xml_attribute_number(xml, "w:val", ROW_HEIGHT);
    xml_attribute(xml, "w:hRule", "atLeast");
    xml_end(xml);
    if (header)
        xml_leaf(xml, "w:tblHeader", NULL);
    xml_end(xml);
    for (size_t at = 0; take_cell(&row, at, &cell); at++) {
        if (cells == 1)
            write_cell(xml, cell, TYPE_AREA, table->columns, header);
        else
            write_cell(xml, cell, table->widths[at], 1, header);
    }
    xml_end(xml);
}

static void write_properties(struct xml_write *xml, const struct table *table) {
    xml_begin(xml, "w:tblPr");
    xml_leaf(xml, "w:tblStyle", "w:val", "TableGrid", NULL);
    write_width(xml, "w:tblW", TYPE_AREA);
    xml_leaf(xml, "w:jc", "w:val", "center", NULL);
    xml_leaf(xml, "w:tblLayout", "w:type", "fixed", NULL);
    xml_end(xml);
    xml_begin(xml, "w:tblGrid");
    for (size_t i = 0; i < table->columns; i++) {
        xml_begin(xml, "w:gridCol");
        xml_attribute_number(xml, "w:w", table->widths[i]);
        xml_end(xml);
    }
    xml_end(xml);
}

/* The first row is repeated on every page; a caption over it takes the row below it along. */
void docx_write_table(struct xml_write *xml, const struct block *blocks, size_t count) {
    struct table table = {0};
    for (size_t i = 0; i < count; i++)
        measure_rows(&table, span_of(blocks[i].text));
    fit_columns(&table);
    xml_begin(xml, "w:tbl");
    write_properties(xml, &table);
    size_t at = 0, headers = table.rows > 1 ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        struct span rows = span_of(blocks[i].text), row;
        for (; span_take_line(&rows, &row); at++) {
            bool caption = at == 0 && span_find(row, SPAN("\t")) == SIZE_MAX && table.columns > 1;
            if (caption && table.rows > 2)
                headers = 2;
            write_row(xml, &table, row, at < headers);
        }
    }
    xml_end(xml);
}
