#include "check/table_laws.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/quantity/quantities.h"
#include "model/template/columns.h"

enum law { LAW_RATE, LAW_SHARE, LAW_SHARE_OF_PARTS, LAW_GROWTH, LAW_DIFFERENCE, LAW_LEFT, LAWS };

/* The numbers of a table, kept until it has been looked at. */
struct grid {
    struct table *table;
    struct quantities kept;
    const struct number *cells[TABLE_ROWS_MOST][TABLE_COLUMNS_MOST]; /* NULL: no number */
    size_t columns, total; /* total: the row 合计, or count */
};

static const struct number *keep(struct grid *grid, struct number *number) {
    return quantities_keep(&grid->kept, number);
}

static bool head_has(const struct grid *grid, size_t column, const char *const *words,
                     size_t count) {
    const struct row *head = &grid->table->rows[0];
    for (size_t i = 0; column < head->count && i < count; i++)
        if (span_find(head->cells[column], span_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

static void read_grid(struct grid *grid) {
    struct table *table = grid->table;
    grid->total = table->count;
    for (size_t r = 0; r < table->count; r++) {
        grid->columns = table->rows[r].count > grid->columns ? table->rows[r].count : grid->columns;
        if (cell_is_total(table->rows[r].label))
            grid->total = r;
        for (size_t c = 1; r > 0 && c < table->rows[r].count; c++)
            grid->cells[r][c] = keep(grid, table_cell_number(table->rows[r].cells[c], true));
    }
}

/* --- one law in one row --- */

/* Of all rows but the total, which may itself be wrong. */
static const struct number *sum_of_parts(struct grid *grid, size_t column) {
    const struct number *sum = keep(grid, number_from_int(0));
    for (size_t r = 1; r < grid->table->count; r++)
        if (r != grid->total && grid->cells[r][column] != NULL)
            sum = keep(grid, number_add(sum, grid->cells[r][column]));
    return sum;
}

/* What the law gives for the row, as the cell is printed; NULL: it gives nothing. */
static const struct number *law_value(struct grid *grid, enum law law, size_t row, size_t a,
                                      size_t b, int decimals) {
    const struct number *first = grid->cells[row][a], *second = grid->cells[row][b];
    const struct number *hundred = keep(grid, number_from_int(100));
    if (law == LAW_SHARE)
        second = grid->total < grid->table->count ? grid->cells[grid->total][a] : NULL;
    if (law == LAW_SHARE_OF_PARTS)
        second = row != grid->total ? sum_of_parts(grid, a) : NULL;
    if (first == NULL || second == NULL)
        return NULL;
    if (law == LAW_DIFFERENCE || law == LAW_LEFT)
        return keep(grid, law == LAW_DIFFERENCE ? number_subtract(second, first)
                                                : number_subtract(first, second));
    if (law == LAW_SHARE || law == LAW_SHARE_OF_PARTS) {
        const struct number *part = first;
        first = second;
        second = part;
    }
    if (number_sign(first) <= 0)
        return NULL;
    const struct number *top =
        law == LAW_GROWTH ? keep(grid, number_subtract(second, first)) : second;
    const struct number *quotient = keep(grid, number_divide(top, first));
    return keep(grid, number_round(keep(grid, number_multiply(quotient, hundred)), decimals));
}

static bool law_holds(struct grid *grid, enum law law, size_t row, size_t a, size_t b, size_t c) {
    struct span cell = grid->table->rows[row].cells[c];
    const struct number *value = law_value(grid, law, row, a, b, table_cell_decimals(cell));
    if (value == NULL)
        return false;
    /* one last digit: the columns may have been rounded themselves */
    const struct number *off =
        keep(grid, number_abs(keep(grid, number_subtract(value, grid->cells[row][c]))));
    if (number_sign(off) == 0)
        return true;
    if (law == LAW_DIFFERENCE || law == LAW_LEFT)
        return false;
    const struct number *ten = keep(grid, number_from_int(10));
    for (int i = table_cell_decimals(cell); i > 0; i--)
        off = keep(grid, number_multiply(off, ten));
    return number_compare(off, keep(grid, number_from_int(1))) <= 0;
}

/* --- the law of a column --- */

struct fit {
    enum law law;
    size_t a, b, holds, rows;
};

static struct fit measure(struct grid *grid, enum law law, size_t a, size_t b, size_t c) {
    struct fit fit = {.law = law, .a = a, .b = b};
    for (size_t r = 1; r < grid->table->count; r++) {
        if (grid->cells[r][c] == NULL || c >= grid->table->rows[r].count ||
            law_value(grid, law, r, a, b, 0) == NULL)
            continue;
        fit.rows++;
        fit.holds += law_holds(grid, law, r, a, b, c);
    }
    return fit;
}

static void tell(struct grid *grid, const struct fit *fit, size_t row, size_t c) {
    const struct row *line = &grid->table->rows[row];
    struct str message = STR_INIT;
    int decimals = table_cell_decimals(line->cells[c]);
    const struct number *value = law_value(grid, fit->law, row, fit->a, fit->b, decimals);
    str_add_format(&message, _("“%.*s”的“%.*s”按同表其他各行的算法应为"), SPAN_ARG(line->label),
                   SPAN_ARG(grid->table->rows[0].cells[c]));
    number_add_fixed(&message, value, decimals, false);
    str_add_format(&message, _("，表中为%.*s"), SPAN_ARG(line->cells[c]));
    table_tell(grid->table, "table-row", SEVERITY_ERROR, line, c, message.s);
    str_release(&message);
}

/* Most of the rows: all but one of two, all but two fifths of more. */
static bool is_law(const struct fit *fit, bool named) {
    size_t wrong = fit->rows - fit->holds;
    if (wrong == 0 || fit->holds == 0)
        return false;
    return fit->rows == 2 ? named : wrong * 5 <= fit->rows * 2;
}

static void check_column(struct grid *grid, size_t c, const enum law *laws, size_t law_count,
                         bool named) {
    struct fit best = {0};
    for (size_t a = 1; a < grid->columns; a++)
        for (size_t b = 1; b < grid->columns; b++)
            for (size_t i = 0; i < law_count && a != c && b != c; i++) {
                bool share = laws[i] == LAW_SHARE || laws[i] == LAW_SHARE_OF_PARTS;
                if (share ? a != b : a == b)
                    continue;
                struct fit fit = measure(grid, laws[i], a, b, c);
                if (fit.holds > best.holds)
                    best = fit;
            }
    for (size_t r = 1; is_law(&best, named) && r < grid->table->count; r++)
        if (grid->cells[r][c] != NULL && c < grid->table->rows[r].count &&
            law_value(grid, best.law, r, best.a, best.b, 0) != NULL &&
            !law_holds(grid, best.law, r, best.a, best.b, c))
            tell(grid, &best, r, c);
}

void table_check_laws(struct table *table) {
    static const char *const rates[] = {"率", "比重", "占比", "比例"};
    static const char *const growths[] = {"增长", "增幅", "增速", "变动率", "增减率", "变动幅度"};
    static const char *const differences[] = {"增减", "增加", "差额", "变动额", "变化"};
    static const char *const lefts[] = {"结余", "结转", "余额", "节余", "未支付", "差异"};
    static const enum law rate_laws[] = {LAW_RATE, LAW_SHARE, LAW_SHARE_OF_PARTS};
    static const enum law growth_laws[] = {LAW_GROWTH};
    static const enum law difference_laws[] = {LAW_DIFFERENCE, LAW_LEFT};
    static const enum law left_laws[] = {LAW_LEFT};
    enum { ROWS_LEAST = 3, ROWS_MOST = 60, COLUMNS_MOST = 12 };
    if (table->count < ROWS_LEAST || table->count > ROWS_MOST)
        return;
    struct grid *grid = MEM_NEW(struct grid);
    grid->table = table;
    read_grid(grid);
    for (size_t c = 1; c < grid->columns && grid->columns <= COLUMNS_MOST; c++) {
        if (head_has(grid, c, growths, ARRAY_LEN(growths)) &&
            (head_has(grid, c, rates, ARRAY_LEN(rates)) ||
             head_has(grid, c, (const char *const[]){"%", "幅"}, 2)))
            check_column(grid, c, growth_laws, 1, true);
        else if (head_has(grid, c, rates, ARRAY_LEN(rates)))
            check_column(grid, c, rate_laws, 3, true);
        else if (head_has(grid, c, lefts, ARRAY_LEN(lefts)))
            check_column(grid, c, left_laws, 1, true);
        else if (head_has(grid, c, differences, ARRAY_LEN(differences)))
            check_column(grid, c, difference_laws, 2, true);
    }
    quantities_release(&grid->kept);
    mem_free(grid);
}
