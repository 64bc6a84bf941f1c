#include "exchange/docx/table.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "exchange/docx/paragraph.h"
#include "model/figure/section_table.h"
#include "model/table_cell.h"
#include "model/table_merge.h"
#include "model/table_sum.h"
#include "model/template/columns.h"

#include <limits.h>
#include <string.h>

enum {
    COLUMN = 105,          /* twips of a half-width character of 10.5 points, … */
    SMALL_COLUMN = 90,     /* … of 9 points (小五) */
    CELL_MARGINS = 140,    /* twips, both sides and the line */
    CELL_LEAST = 240,      /* twips for the text of a cell */
    ROW_HEIGHT = 569,      /* twips: with its line a row is as high as a line of the page */
    FORM_ROW_HEIGHT = 400, /* of a form: the basic data table stands on one page, as published */
    LINE_HEIGHT = 280,     /* twips of a line in a cell */
    SMALL_LINE_HEIGHT = 240,
    LEAST_COMFORT = 4,
    ROW_MARGIN = 20 /* twips of a row besides its lines */
};

struct table {
    long widths[DOCX_COLUMNS_MOST]; /* what the cells want, then what they get; twips */
    long leasts[DOCX_COLUMNS_MOST]; /* what cells of several lines need: no number is cut */
    long needs[DOCX_COLUMNS_MOST];  /* what numbers and words need alone */
    size_t columns;
    long column;        /* twips of a half-width character */
    size_t part_column; /* its labels are told by where they begin; SIZE_MAX: none */
    long width;         /* of all, in twips */
    long comfort;       /* twips that no column is narrower than where its text asks for it */
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

static size_t count_cells(struct span row) {
    struct span cell;
    size_t count = 0;
    while (take_cell(&row, count, &cell))
        count++;
    return count;
}

static long wanted_width(const struct table *table, struct span cell) {
    long text = (long)width_of_text(cell, WIDTH_WIDE) * table->column;
    return (text < CELL_LEAST ? CELL_LEAST : text) + CELL_MARGINS;
}

/* The longest number, date or word: what no line should part. A word that is none (an address of
 * the web) is parted. */
static long needed_width(const struct table *table, struct span cell) {
    enum { WORD_MOST = 24 /* columns */ };
    long most = 0, run = 0;
    for (char32_t before = 0; cell.n > 0;) {
        char32_t c = utf8_take(&cell);
        bool dates = before >= '0' && before <= '9' && (c == U'年' || c == U'月' || c == U'日');
        bool sign = c == U'≥' || c == U'≤';
        /* a column of slack, for programs that set digits and 年 apart */
        run = c > ' ' && c < 0x7F ? run + 1 : dates ? run + 3 : sign ? 2 : 0;
        most = most < run ? run : most;
        before = c;
    }
    return (most < WORD_MOST ? most : WORD_MOST) * table->column + CELL_MARGINS;
}

/* That, or some characters of the text: more of a head's, whose words are short. */
static long least_width(const struct table *table, struct span cell, bool head) {
    long needed = needed_width(table, cell), wanted = wanted_width(table, cell);
    long heads = head && table->comfort > LEAST_COMFORT * table->column ? 10 * table->column : 0;
    long comfort = (table->comfort < heads ? heads : table->comfort) + CELL_MARGINS;
    comfort = comfort < wanted ? comfort : wanted;
    return needed < comfort ? comfort : needed;
}

static bool is_caption(struct span row) {
    return span_find(row, SPAN("\t")) == SIZE_MAX;
}

/* A cell that takes the rest of its row (a caption is the only one) wants nothing of its column. */
static void measure_row(struct table *table, struct span row, struct span merges, bool head) {
    struct span cell, whole = row;
    size_t at = 0, cells = count_cells(row);
    bool stretches = cells == 1 || cells < table->columns;
    for (; take_cell(&row, at, &cell); at++) {
        bool rest = (stretches && at + 1 == cells) || table_merge_columns(whole, merges, at) > 1;
        long width = rest ? CELL_LEAST + CELL_MARGINS : wanted_width(table, cell);
        long least = rest ? width : least_width(table, cell, head);
        long need = rest ? 0 : needed_width(table, cell);
        width = width < need ? need : width;
        table->widths[at] = table->widths[at] < width ? width : table->widths[at];
        table->leasts[at] = table->leasts[at] < least ? least : table->leasts[at];
        table->needs[at] = table->needs[at] < need ? need : table->needs[at];
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
    table->widths[table->columns - 1] = table->width;
    for (size_t i = 0; i + 1 < table->columns; i++)
        table->widths[table->columns - 1] -= table->widths[i];
}

/* Not even the numbers have room: narrow columns get what they need, wide ones share the rest. */
static void squeeze(struct table *table) {
    long left = table->width;
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
    if (wanted <= table->width) {
        memcpy(more, table->widths, sizeof more);
        share(table, table->width - wanted, more);
    } else if (least >= table->width) {
        squeeze(table);
    } else {
        for (size_t i = 0; i < table->columns; i++) {
            more[i] = table->widths[i] - table->leasts[i];
            table->widths[i] = table->leasts[i];
        }
        share(table, table->width - least, more);
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

/* A row as it is written: kept with changes in its cells, or as a whole removed or added. */
struct row {
    struct span old_text, new_text; /* "" where there is none */
    enum diff_kind kind;
    bool header;
    struct span merges;      /* of the new text's cells */
    const struct row *below; /* NULL: it is the last */
    bool made;     /* of a form that a template makes: its numbers are centred, as published */
    bool keeps;    /* on the page of what follows */
    size_t levels; /* of its table: columns whose empty cells go on with those above */
};

enum merge { MERGE_NONE, MERGE_BEGINS, MERGE_GOES_ON };

static bool goes_on(const struct row *row, size_t column) {
    return row != NULL && table_merge_of(row->new_text, row->merges, column) == TABLE_ABOVE;
}

/* Word merges cells that stand one above the other: the first begins, the others go on. */
static enum merge merge_of(const struct row *row, struct span text, size_t column) {
    if (goes_on(row, column))
        return MERGE_GOES_ON;
    if (goes_on(row->below, column))
        return MERGE_BEGINS;
    if (column >= row->levels || row->header)
        return MERGE_NONE;
    return table_cell_continues(text, column, row->levels) ? MERGE_GOES_ON : MERGE_BEGINS;
}

static long sum_widths(const struct table *table, size_t from, size_t columns) {
    long sum = 0;
    for (size_t i = from; i < from + columns && i < table->columns; i++)
        sum += table->widths[i];
    return sum;
}

/* Where a cell stands: its first column, and how many it takes. */
struct columns {
    size_t from, count;
};

static void write_cell(struct docx_writer *writer, const struct table *table, const struct row *row,
                       struct span old_text, struct span new_text, struct columns columns,
                       enum merge merge) {
    struct xml_write *xml = writer->xml;
    long width = sum_widths(table, columns.from, columns.count);
    bool label = columns.from == table->part_column;
    struct span longer =
        wanted_width(table, old_text) > wanted_width(table, new_text) ? old_text : new_text;
    xml_begin(xml, "w:tc");
    xml_begin(xml, "w:tcPr");
    write_width(xml, "w:tcW", width);
    if (columns.count > 1)
        write_number(xml, "w:gridSpan", (long long)columns.count);
    if (merge == MERGE_BEGINS)
        xml_leaf(xml, "w:vMerge", "w:val", "restart", NULL);
    else if (merge == MERGE_GOES_ON)
        xml_leaf(xml, "w:vMerge", NULL);
    xml_leaf(xml, "w:vAlign", "w:val", "center", NULL);
    xml_end(xml);
    docx_begin_paragraph(writer, table->column == COLUMN ? DOCX_TABLE_TEXT : DOCX_TABLE_SMALL);
    if (row->keeps)
        xml_leaf(xml, "w:keepNext", NULL);
    if (!row->made && !row->header && table_cell_is_number(longer))
        xml_leaf(xml, "w:jc", "w:val", "right", NULL);
    else if ((label || wanted_width(table, longer) > width) &&
             !row->header) /* several lines, too */
        xml_leaf(xml, "w:jc", "w:val", "left", NULL);
    docx_end_look(writer, row->kind);
    docx_write_text(writer, old_text, new_text, NULL, NULL);
    xml_end(xml);
    xml_end(xml);
}

/* The last cell of a row that ends early takes the rest; a lone one spans the table. */
static void write_row(struct docx_writer *writer, const struct table *table,
                      const struct row *row) {
    struct xml_write *xml = writer->xml;
    struct span was = row->old_text, is = row->new_text, old_cell = SPAN(""), new_cell = SPAN("");
    size_t cells = count_cells(row->kind == DIFF_REMOVED ? was : is);
    xml_begin(xml, "w:tr");
    xml_begin(xml, "w:trPr");
    xml_leaf(xml, "w:cantSplit", NULL);
    xml_begin(xml, "w:trHeight");
    xml_attribute_number(xml, "w:val", row->made ? FORM_ROW_HEIGHT : ROW_HEIGHT);
    xml_attribute(xml, "w:hRule", "atLeast");
    xml_end(xml);
    if (row->header)
        xml_leaf(xml, "w:tblHeader", NULL);
    docx_write_mark(writer, row->kind);
    xml_end(xml);
    for (size_t at = 0; at < cells; at++) {
        if (!take_cell(&was, at, &old_cell))
            old_cell = SPAN("");
        if (!take_cell(&is, at, &new_cell))
            new_cell = SPAN("");
        if (table_merge_of(row->new_text, row->merges, at) == TABLE_LEFT)
            continue; /* the cell before it takes it */
        size_t columns = table_merge_columns(row->new_text, row->merges, at);
        if (at + columns >= cells)
            columns = table->columns - at;
        write_cell(writer, table, row, old_cell, new_cell, (struct columns){at, columns},
                   merge_of(row, row->kind == DIFF_REMOVED ? row->old_text : row->new_text, at));
    }
    xml_end(xml);
}

static void write_properties(struct docx_writer *writer, const struct table *table) {
    struct xml_write *xml = writer->xml;
    xml_begin(xml, "w:tblPr");
    xml_leaf(xml, "w:tblStyle", "w:val", docx_style_id(writer, DOCX_TABLE_GRID), NULL);
    write_width(xml, "w:tblW", table->width);
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

/* --- which rows --- */

struct rows {
    struct row *items;
    size_t count, cap;
};

static void add_row(struct rows *rows, struct span old_text, struct span new_text,
                    enum diff_kind kind) {
    MEM_PUSH_ROOM(rows->items, rows->count, rows->cap);
    rows->items[rows->count++] =
        (struct row){.old_text = old_text, .new_text = new_text, .kind = kind};
}

/* A row that has got or lost cells goes and comes anew. */
static void add_rows(struct rows *rows, const struct docx_writer *writer,
                     const struct diff_line *line) {
    enum diff_kind kind = docx_line_kind(writer, line);
    struct span none = {NULL, 0};
    bool compares = writer->tracks != NULL && kind == DIFF_KEPT;
    if (compares && count_cells(line->old_row) != count_cells(line->new_row)) {
        add_row(rows, line->old_row, none, DIFF_REMOVED);
        add_row(rows, none, line->new_row, DIFF_ADDED);
        rows->items[rows->count - 1].merges = line->new_merges;
    } else if (compares) {
        add_row(rows, line->old_row, line->new_row, DIFF_KEPT);
        rows->items[rows->count - 1].merges = line->new_merges;
    } else if (kind == DIFF_REMOVED) {
        add_row(rows, line->old_row, none, kind);
    } else {
        add_row(rows, none, line->new_row, kind);
        rows->items[rows->count - 1].merges = line->new_merges;
    }
}

/* The first row is repeated on every page; a caption over it takes the row below it along. What is
 * removed there goes with it: repeated rows stand together at the top. */
static void mark_headers(struct rows *rows, const struct table *table) {
    size_t stay = 0, headers = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        if (row->kind == DIFF_REMOVED)
            continue;
        if (stay == 0)
            headers = is_caption(row->new_text) && table->columns > 1 ? 2 : 1;
        stay++;
    }
    for (size_t i = headers; i < rows->count && headers > 0 && i == headers; i++)
        for (size_t at = 0; at < table->columns && headers == i; at++)
            headers += goes_on(&rows->items[i], at); /* heads of two rows, merged */
    if (headers >= stay)                             /* nothing would be left below */
        headers = stay > 1 ? 1 : 0;
    for (size_t i = 0; i < rows->count && headers > 0; i++) {
        rows->items[i].header = true;
        headers -= rows->items[i].kind != DIFF_REMOVED;
    }
}

static void count_columns(struct table *table, const struct rows *rows) {
    for (size_t i = 0; i < 2 * rows->count; i++) {
        const struct row *row = &rows->items[i / 2];
        struct span text = i % 2 == 0 ? row->old_text : row->new_text;
        size_t cells = text.p != NULL ? count_cells(text) : 0;
        table->columns = table->columns < cells ? cells : table->columns;
    }
}

/* How wide the columns want to be, and what they need, with that comfort. */
static void measure(struct table *table, const struct rows *rows, long comfort) {
    table->comfort = comfort * table->column;
    memset(table->widths, 0, sizeof table->widths);
    memset(table->leasts, 0, sizeof table->leasts);
    memset(table->needs, 0, sizeof table->needs);
    for (size_t i = 0; i < 2 * rows->count; i++) {
        const struct row *row = &rows->items[i / 2];
        struct span text = i % 2 == 0 ? row->old_text : row->new_text;
        if (text.p != NULL)
            measure_row(table, text, i % 2 == 0 ? SPAN("") : row->merges, row->header);
    }
}

/* What a row takes: its cells' lines, at the widths that the columns have; twips. */
static long row_height(const struct table *table, const struct row *row) {
    struct span text = row->kind == DIFF_REMOVED ? row->old_text : row->new_text, rest = text, cell;
    size_t cells = count_cells(text);
    long most = 1;
    for (size_t at = 0; take_cell(&rest, at, &cell); at++) {
        size_t columns = table_merge_columns(text, row->merges, at);
        columns = at + columns >= cells ? table->columns - at : columns;
        long room = sum_widths(table, at, columns) - CELL_MARGINS;
        long wanted = wanted_width(table, cell) - CELL_MARGINS;
        long lines = room > 0 ? (wanted + room - 1) / room : 1;
        most = most < lines ? lines : most;
    }
    long line = table->column == COLUMN ? LINE_HEIGHT : SMALL_LINE_HEIGHT;
    long least = row->made ? FORM_ROW_HEIGHT : ROW_HEIGHT, height = most * line + ROW_MARGIN;
    return height < least ? least : height;
}

static long table_height(const struct table *table, const struct rows *rows) {
    enum { ROWS_MOST = 400 }; /* what is true of so many is true of the others */
    long height = 0;
    for (size_t i = 0; i < rows->count && i < ROWS_MOST; i++)
        height += row_height(table, &rows->items[i]);
    return height;
}

/* Half the size of a character, in twips, and so many halves that no column is narrower than. */
struct way {
    long column, comfort;
};

/* Lays the table out with characters of that size and that comfort, in columns; whether no number
 * is cut. */
static bool try_widths(struct table *table, const struct rows *rows, struct way way) {
    table->column = way.column;
    measure(table, rows, way.comfort);
    fit_columns(table);
    for (size_t i = 0; i < table->columns; i++)
        if (table->widths[i] < table->needs[i])
            return false;
    return true;
}

/* Heads of the published forms have five characters, levels up to seven: no such word is broken,
 * unless the table is much lower where they are, because long texts have more room then. A form
 * with levels has many columns, and may have smaller type. False: in each of these ways some number
 * is cut. */
static bool set_comfort(struct table *table, const struct rows *rows, bool form) {
    static const struct way ways[] = {{COLUMN, 14}, {SMALL_COLUMN, 14}, {COLUMN, 12},
                                      {COLUMN, 10}, {COLUMN, 8},        {COLUMN, 6}};
    long heights[ARRAY_LEN(ways)], lowest = LONG_MAX;
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        bool whole = (form || ways[i].column == COLUMN) && try_widths(table, rows, ways[i]);
        heights[i] = whole ? table_height(table, rows) : LONG_MAX;
        lowest = lowest < heights[i] ? lowest : heights[i];
    }
    if (lowest == LONG_MAX)
        return false;
    while (heights[best] > lowest + lowest / 8)
        best++;
    return try_widths(table, rows, ways[best]);
}

/* Numbers are cut last of all: first words are, then the type is smaller. */
static void set_widths(struct table *table, const struct rows *rows, bool form) {
    static const struct way ways[] = {{COLUMN, LEAST_COMFORT},
                                      {SMALL_COLUMN, 2 * LEAST_COMFORT},
                                      {SMALL_COLUMN, LEAST_COMFORT},
                                      {SMALL_COLUMN, LEAST_COMFORT / 2}};
    if (set_comfort(table, rows, form))
        return;
    for (size_t i = 0; i < ARRAY_LEN(ways); i++)
        if (try_widths(table, rows, ways[i]))
            return;
}

/* A total is never alone on a page, nor who signs below a form; heads stay with their first row. */
static void keep_together(const struct docx_writer *writer, struct rows *rows) {
    enum { ROWS_LEAST = 3 };
    struct span last = SPAN("");
    struct span row = rows->count > 0 ? rows->items[rows->count - 1].new_text : SPAN("");
    (void)take_cell(&row, 0, &last);
    if (rows->count >= ROWS_LEAST && (cell_is_total(last) || span_is(span_trim(last), "总分")))
        rows->items[rows->count - 2].keeps = true;
    if (rows->count > 0 && writer->signers_follow)
        rows->items[rows->count - 1].keeps = true;
    for (size_t i = 0; i + 1 < rows->count; i++)
        rows->items[i].keeps |= rows->items[i].header;
}

/* The rows with all that is known of them, and the widths of the columns. */
static void lay_out(struct table *table, struct rows *rows, const struct docx_writer *writer,
                    const struct diff_line *lines, size_t count) {
    const struct block *block = docx_line_block(&lines[0]);
    *table = (struct table){.width = docx_width(writer)};
    for (size_t i = 0; i < count; i++)
        add_rows(rows, writer, &lines[i]);
    count_columns(table, rows);
    table->part_column = table_part_column(span_of(block->text));
    for (size_t i = 0; i < rows->count; i++) {
        rows->items[i].levels = block->levels;
        rows->items[i].made = block->made;
        rows->items[i].below = i + 1 < rows->count ? &rows->items[i + 1] : NULL;
    }
    if (!block->headless)
        mark_headers(rows, table);
    set_widths(table, rows, block->levels > 0);
    keep_together(writer, rows);
}

void docx_write_table(struct docx_writer *writer, const struct diff_line *lines, size_t count) {
    struct table table;
    struct rows rows = {0};
    lay_out(&table, &rows, writer, lines, count);
    xml_begin(writer->xml, "w:tbl");
    write_properties(writer, &table);
    for (size_t i = 0; i < rows.count; i++)
        write_row(writer, &table, &rows.items[i]);
    xml_end(writer->xml);
    mem_free(rows.items);
}

void docx_each_row(const struct docx_writer *writer, const struct diff_line *lines, size_t count,
                   void (*take)(void *self, const struct docx_row *row), void *self) {
    struct table table;
    struct rows rows = {0};
    lay_out(&table, &rows, writer, lines, count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = &rows.items[i];
        take(self, &(struct docx_row){row_height(&table, row), row->header, row->keeps});
    }
    mem_free(rows.items);
}
