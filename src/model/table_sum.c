#include "model/table_sum.h"

#include "base/mem.h"
#include "base/text/han_number.h"
#include "model/number/number.h"
#include "model/table_cell.h"
#include "model/template/columns.h"

/* --- what rows and columns are --- */

static bool has(struct span text, const char *word) {
    return span_find(text, span_of(word)) != SIZE_MAX;
}

bool table_cell_is_nothing(struct span cell) {
    static const char *const words[] = {"", "-", "－", "—", "——", "/", "无"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_is(span_trim(cell), words[i]))
            return true;
    return false;
}

bool table_head_adds_up(struct span head) {
    static const char *const words[] = {"率",   "比",   "%",    "单价", "均",
                                        "序号", "编号", "年份", "年度", "标准"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (has(head, words[i]))
            return false;
    return true;
}

bool table_label_is_part(struct span label) {
    return span_starts_with(label, SPAN("其中")) || span_starts_with(label, SPAN("（其中")) ||
           span_starts_with(label, SPAN("#"));
}

size_t table_part_column(struct span rows) {
    size_t first = SIZE_MAX;
    struct span row, cell;
    while (span_take_line(&rows, &row))
        for (size_t at = 0; at < first && table_cell_take(&row, &cell); at++)
            if (table_label_is_part(span_trim(cell)))
                first = at;
    return first;
}

bool table_label_is_subtotal(struct span label) {
    return has(label, "小计");
}

int table_label_depth(struct span label) {
    struct span rest = label;
    unsigned n;
    if (table_label_is_part(label))
        return 5;
    bool paren = span_take_prefix(&rest, SPAN("（")) || span_take_prefix(&rest, SPAN("("));
    if (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
        return paren ? 4 : 3;
    if (!han_number_take(&rest, &n))
        return 0;
    return paren ? 2 : span_take_prefix(&rest, SPAN("、"));
}

/* --- a sum --- */

struct adding {
    struct number *value; /* NULL: a cell could not be read */
    size_t terms;
    int decimals; /* the most that a term has */
    bool grouped; /* 1,200.50 */
};

static void adding_init(struct adding *adding) {
    *adding = (struct adding){.value = number_from_int(0)};
}

static void adding_take(struct adding *adding, struct span cell) {
    cell = span_trim(cell);
    if (table_cell_is_nothing(cell) || adding->value == NULL)
        return;
    struct number *term = table_cell_number(cell, false);
    struct number *sum = term != NULL ? number_add(adding->value, term) : NULL;
    number_free(term);
    number_free(adding->value);
    adding->value = sum;
    adding->terms++;
    if (adding->decimals < table_cell_decimals(cell))
        adding->decimals = table_cell_decimals(cell);
    adding->grouped |= has(cell, ",") || has(cell, "，");
}

/* Appends the sum where there is one, and ends it. */
static bool adding_end(struct adding *adding, struct str *out) {
    bool adds = adding->value != NULL && adding->terms > 0;
    int decimals =
        adding->decimals < NUMBER_DECIMALS_MOST ? adding->decimals : NUMBER_DECIMALS_MOST;
    if (adds)
        number_add_fixed(out, adding->value, decimals, adding->grouped);
    number_free(adding->value);
    return adds;
}

/* --- a row of sums --- */

struct rows {
    struct span *items;
    size_t count, cap, columns;
};

static void take_rows(struct rows *rows, struct span text) {
    struct span row;
    *rows = (struct rows){.items = NULL};
    while (span_take_line(&text, &row)) {
        MEM_PUSH_ROOM(rows->items, rows->count, rows->cap);
        rows->items[rows->count++] = row;
        size_t cells = table_cell_count(row);
        rows->columns = rows->columns < cells ? cells : rows->columns;
    }
}

static struct span label_of(struct span row) {
    return span_trim(table_cell_text(row, 0));
}

static bool has_number(struct span row) {
    struct span cell;
    for (size_t i = 0; table_cell_take(&row, &cell); i++) {
        struct number *number = i > 0 ? table_cell_number(span_trim(cell), false) : NULL;
        bool found = number != NULL;
        number_free(number);
        if (found)
            return true;
    }
    return false;
}

/* Heads stand over the rows with numbers: the first row, the one under a caption, and those that
 * have no label of their own because their first cell goes on. */
static bool is_head(const struct rows *rows, size_t at) {
    struct span row = rows->items[at];
    bool first = at == 0 || (at == 1 && table_cell_count(rows->items[0]) == 1);
    return !has_number(row) && (first || label_of(row).n == 0);
}

/* The head of a column: the lowest row over the numbers that says something. */
static struct span head_of(const struct rows *rows, size_t first, size_t column) {
    for (size_t i = first; i-- > 0;) {
        struct span cell = span_trim(table_cell_text(rows->items[i], column));
        if (cell.n > 0)
            return cell;
    }
    return SPAN("");
}

struct part {
    size_t from, to; /* rows that a total sums */
    bool subtotals;  /* what stands over one is counted in it */
    size_t last_subtotal;
    int depth; /* labels deeper than this are parts */
};

static struct part find_part(const struct rows *rows, size_t line) {
    struct part part = {.from = line, .to = line, .depth = 5};
    while (part.from > 0 && !cell_is_total(label_of(rows->items[part.from - 1])))
        part.from--;
    while (part.from < part.to && is_head(rows, part.from))
        part.from++;
    int least = 5;
    for (size_t i = part.from; i < part.to; i++) {
        struct span label = label_of(rows->items[i]);
        if (table_label_is_subtotal(label)) {
            part.subtotals = true;
            part.last_subtotal = i;
        }
        int depth = table_label_depth(label);
        least = depth < least ? depth : least;
    }
    /* 一、 over （一） is the whole; words beside numbers tell nothing */
    if (least > 0 && part.from < part.to &&
        table_label_depth(label_of(rows->items[part.from])) == least)
        part.depth = least;
    return part;
}

static bool counts(const struct part *part, struct span row, size_t at) {
    struct span label = label_of(row);
    if (part->subtotals && at <= part->last_subtotal)
        return table_label_is_subtotal(label);
    return !table_label_is_part(label) && table_label_depth(label) <= part->depth;
}

/* Appends the sum of a column; false, and nothing appended, where it has none. */
static bool add_column(struct str *out, const struct rows *rows, const struct part *part,
                       size_t column, struct table_sum *sum) {
    struct adding adding;
    if (!table_head_adds_up(head_of(rows, part->from, column)))
        return false;
    adding_init(&adding);
    for (size_t i = part->from; i < part->to; i++)
        if (counts(part, rows->items[i], i))
            adding_take(&adding, table_cell_text(rows->items[i], column));
    bool numbers = adding.terms > 0 && adding.value == NULL;
    bool adds = adding_end(&adding, out);
    sum->filled += adds;
    sum->unread += numbers;
    return adds;
}

bool table_add_total_row(struct str *out, struct span text, size_t line, struct span written,
                         struct table_sum *sum) {
    struct rows rows;
    take_rows(&rows, text);
    line = line < rows.count ? line : rows.count;
    struct part part = find_part(&rows, line);
    *sum = (struct table_sum){0};
    for (size_t i = part.from; i < part.to; i++) {
        bool counted = counts(&part, rows.items[i], i);
        sum->added += counted;
        sum->parts += !counted;
    }
    for (size_t column = 0; column < rows.columns; column++) {
        struct span cell = table_cell_text(written, column);
        if (column > 0)
            str_add_byte(out, '\t');
        if (column == 0)
            str_add(out, cell.n > 0 ? cell : SPAN("合计"));
        else if (has(cell, "${") || !add_column(out, &rows, &part, column, sum))
            str_add(out, cell);
    }
    mem_free(rows.items);
    return sum->filled > 0;
}

bool table_add_row_total(struct str *out, struct span row, struct span head, size_t column,
                         struct span written, struct table_sum *sum) {
    struct adding adding;
    struct str total = STR_INIT;
    adding_init(&adding);
    size_t cells = table_cell_count(row);
    for (size_t i = 1; i < cells; i++) {
        struct span title = span_trim(table_cell_text(head, i));
        struct number *number = table_cell_number(span_trim(table_cell_text(row, i)), false);
        if (i != column && number != NULL && table_head_adds_up(title) && !cell_is_total(title) &&
            !table_label_is_part(title))
            adding_take(&adding, table_cell_text(row, i));
        number_free(number);
    }
    bool adds = adding.terms > 1 && !has(table_cell_text(written, column), "${");
    adds = adding_end(&adding, &total) && adds;
    size_t all = table_cell_count(written);
    all = adds && all <= column ? column + 1 : all;
    for (size_t i = 0; i < all; i++) {
        if (i > 0)
            str_add_byte(out, '\t');
        str_add(out, adds && i == column ? str_span(&total) : table_cell_text(written, i));
    }
    sum->filled += adds;
    sum->added += adds;
    str_release(&total);
    return adds;
}
