#include "check/table_laws.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/quantity/quantities.h"
#include "model/table_sum.h"
#include "model/template/columns.h"

#include <string.h>

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

static void tell(struct grid *grid, const struct fit *fit, size_t row, size_t c,
                 enum severity severity) {
    const struct row *line = &grid->table->rows[row];
    struct str message = STR_INIT;
    int decimals = table_cell_decimals(line->cells[c]);
    const struct number *value = law_value(grid, fit->law, row, fit->a, fit->b, decimals);
    const struct row *head = &grid->table->rows[0];
    if (severity == SEVERITY_ERROR)
        str_add_format(&message, _("“%.*s”的“%.*s”按同表其他各行的算法应为"), SPAN_ARG(line->label),
                       SPAN_ARG(head->cells[c]));
    else
        str_add_format(&message, _("“%.*s”的“%.*s”按“%.*s”和“%.*s”算应为"), SPAN_ARG(line->label),
                       SPAN_ARG(head->cells[c]), SPAN_ARG(head->cells[fit->a]),
                       SPAN_ARG(head->cells[fit->b]));
    number_add_fixed(&message, value, decimals, false);
    str_add_format(&message, _("，表中为%.*s"), SPAN_ARG(line->cells[c]));
    table_tell(grid->table, "table-row", severity, line, c, message.s);
    str_release(&message);
}

/* Most of the rows: all but one of two, all but two fifths of more. */
static bool is_law(const struct fit *fit, bool named) {
    size_t wrong = fit->rows - fit->holds;
    if (wrong == 0 || fit->holds == 0)
        return false;
    return fit->rows == 2 ? named : wrong * 5 <= fit->rows * 2;
}

/* --- columns that are told apart by their names --- */

/* Words split by '/'. */
static bool has_word(struct span text, const char *words) {
    struct span rest = span_of(words);
    while (rest.n > 0) {
        size_t slash = span_find(rest, SPAN("/"));
        size_t end = slash == SIZE_MAX ? rest.n : slash;
        if (span_find(text, span_sub(rest, 0, end)) != SIZE_MAX)
            return true;
        rest = span_sub(rest, end < rest.n ? end + 1 : end, rest.n);
    }
    return false;
}

/* The only column but `c` whose name has one of the words and none of the others; 0: none, or two.
 */
static size_t column_called(const struct grid *grid, size_t c, const char *words,
                            const char *others) {
    const struct row *head = &grid->table->rows[0];
    size_t found = 0;
    for (size_t i = 1; i < head->count; i++) {
        if (i == c || !has_word(head->cells[i], words) || has_word(head->cells[i], others) ||
            has_word(head->cells[i], "率/%/％/占比/比重/增减/增长/差额/结余/结转"))
            continue;
        if (found != 0)
            return 0;
        found = i;
    }
    return found;
}

/* 2023年 before 2024年, and no third. */
static void find_years(const struct grid *grid, size_t *a, size_t *b) {
    const struct row *head = &grid->table->rows[0];
    enum { YEAR_BYTES = 4 };
    struct span years[2] = {{0}};
    size_t columns[2] = {0}, count = 0;
    for (size_t i = 1; i < head->count; i++) {
        size_t at = span_find(head->cells[i], SPAN("20"));
        if (at == SIZE_MAX || at + YEAR_BYTES > head->cells[i].n ||
            has_word(head->cells[i], "率/%/增/占"))
            continue;
        if (count == 2)
            return;
        years[count] = span_sub(head->cells[i], at, at + YEAR_BYTES);
        columns[count++] = i;
    }
    if (count < 2 || span_equal(years[0], years[1]))
        return;
    bool later = memcmp(years[0].p, years[1].p, YEAR_BYTES) > 0;
    *a = columns[later];
    *b = columns[!later];
}

/* The two columns that the law of column `c` goes over, by their names. */
static struct fit named_fit(struct grid *grid, size_t c, enum law law) {
    size_t a = 0, b = 0;
    if (law == LAW_RATE || law == LAW_LEFT) {
        const char *done = "决算/执行/支出/支付/完成/实际/得分/到位/使用/实绩";
        const char *planned = law == LAW_RATE ? "预算/计划/下达/目标/指标值/分值/权重/满分/应"
                                              : "预算/下达/收入/到位/安排/分值/权重/满分";
        a = column_called(grid, c, planned, "决算/执行/支出/支付/完成/实际/得分/调整/年初");
        b = column_called(grid, c, done, law == LAW_LEFT ? "到位/下达" : "应");
    } else if (law == LAW_GROWTH || law == LAW_DIFFERENCE) {
        find_years(grid, &a, &b);
        if (a == 0) {
            a = column_called(grid, c, "上年/去年/上期", "本年");
            b = column_called(grid, c, "本年/今年/本期", "上年");
        }
    }
    if (a == 0 || b == 0 || a == b)
        return (struct fit){0};
    return measure(grid, law, a, b, c);
}

/* Where most of the rows do not tell the law, the names of the columns may: a doubt, for the words
 * may be meant otherwise. */
static void check_named(struct grid *grid, size_t c, const enum law *laws, size_t law_count) {
    struct fit fit = {0};
    for (size_t i = 0; i < law_count && fit.a == 0; i++)
        fit = named_fit(grid, c, laws[i]);
    for (size_t r = 1; fit.a != 0 && fit.holds < fit.rows && r < grid->table->count; r++)
        if (grid->cells[r][c] != NULL && c < grid->table->rows[r].count &&
            law_value(grid, fit.law, r, fit.a, fit.b, 0) != NULL &&
            !law_holds(grid, fit.law, r, fit.a, fit.b, c))
            tell(grid, &fit, r, c, SEVERITY_WARNING);
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
    if (!is_law(&best, named) && (best.holds == 0 || best.holds * 2 < best.rows))
        check_named(grid, c, laws, law_count);
    for (size_t r = 1; is_law(&best, named) && r < grid->table->count; r++)
        if (grid->cells[r][c] != NULL && c < grid->table->rows[r].count &&
            law_value(grid, best.law, r, best.a, best.b, 0) != NULL &&
            !law_holds(grid, best.law, r, best.a, best.b, c))
            tell(grid, &best, r, c, SEVERITY_ERROR);
}

/* --- a score above its weight --- */

static void check_scores(struct grid *grid) {
    size_t a = column_called(grid, 0, "分值/权重/满分/标准分", "得分/自评/评分");
    size_t b = column_called(grid, 0, "得分/自评分/实得", "分值/权重/满分/扣");
    for (size_t r = 1; a != 0 && b != 0 && r < grid->table->count; r++) {
        const struct number *most = grid->cells[r][a], *got = grid->cells[r][b];
        const struct row *row = &grid->table->rows[r];
        if (most == NULL || got == NULL || number_compare(got, most) <= 0)
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("“%.*s”得分%.*s，大于分值%.*s"), SPAN_ARG(row->label),
                       SPAN_ARG(row->cells[b]), SPAN_ARG(row->cells[a]));
        table_tell(grid->table, "score", SEVERITY_ERROR, row, b, message.s);
        str_release(&message);
    }
}

/* --- a column that sums others of its row --- */

/* Of the columns from..to, without rates and other sums; NULL: fewer than two numbers. */
static const struct number *sum_of_cells(struct grid *grid, size_t row, size_t from, size_t to) {
    const struct row *head = &grid->table->rows[0];
    const struct number *sum = keep(grid, number_from_int(0));
    size_t terms = 0;
    for (size_t i = from; i < to; i++) {
        if (grid->cells[row][i] == NULL)
            continue;
        if (i >= head->count || !table_head_adds_up(head->cells[i]) ||
            cell_is_total(head->cells[i]) ||
            has_word(head->cells[i], "得分/扣/结余/结转/差/增/减/余/空"))
            return NULL;
        sum = keep(grid, number_add(sum, grid->cells[row][i]));
        terms++;
    }
    return terms > 1 ? sum : NULL;
}

struct run {
    size_t from, to, holds, rows;
};

static struct run measure_run(struct grid *grid, size_t c, size_t from, size_t to) {
    struct run run = {from, to, 0, 0};
    for (size_t r = 1; r < grid->table->count; r++) { /* 合计 is the sum of its column, too */
        const struct number *sum =
            grid->cells[r][c] != NULL && r != grid->total ? sum_of_cells(grid, r, from, to) : NULL;
        if (sum == NULL)
            continue;
        run.rows++;
        run.holds += number_compare(sum, grid->cells[r][c]) == 0 && number_sign(sum) != 0;
    }
    return run;
}

static void tell_run(struct grid *grid, const struct run *run, size_t row, size_t c) {
    const struct row *line = &grid->table->rows[row], *head = &grid->table->rows[0];
    struct str message = STR_INIT;
    str_add_format(&message, _("“%.*s”："), SPAN_ARG(line->label));
    bool first = true;
    for (size_t i = run->from; i < run->to; i++) {
        if (grid->cells[row][i] == NULL)
            continue;
        str_add_format(&message, first ? "%.*s" : " + %.*s", SPAN_ARG(line->cells[i]));
        first = false;
    }
    str_add_text(&message, " = ");
    number_add_short(&message, sum_of_cells(grid, row, run->from, run->to), 12, false);
    str_add_format(&message, _("，“%.*s”为%.*s"), SPAN_ARG(head->cells[c]),
                   SPAN_ARG(line->cells[c]));
    table_tell(grid->table, "table-row", SEVERITY_ERROR, line, c, message.s);
    str_release(&message);
}

/* 合计 of its row, or 在职 of 行政 and 事业: told by the other rows; three of them where no name
 * says so. */
static void check_run(struct grid *grid, size_t c) {
    enum { RUN_MOST = 6, SURE = 3 };
    const struct row *head = &grid->table->rows[0];
    bool named = c < head->count &&
                 (cell_is_total(head->cells[c]) || table_label_is_subtotal(head->cells[c]) ||
                  has_word(head->cells[c], "在职/实有/总数/总额/总人数"));
    struct run best = {0};
    for (size_t to = c + 3; to <= grid->columns && to <= c + 1 + RUN_MOST; to++) {
        struct run run = measure_run(grid, c, c + 1, to);
        best = run.holds > best.holds ? run : best;
    }
    for (size_t from = 1; named && from + 1 < c; from++) {
        struct run run = measure_run(grid, c, from, c);
        best = run.holds > best.holds ? run : best;
    }
    size_t wrong = best.rows - best.holds;
    if (c >= head->count || best.holds < (named ? 1 : SURE) || wrong == 0 ||
        (best.rows == 2 ? !named : wrong * 5 > best.rows * 2))
        return;
    for (size_t r = 1; r < grid->table->count; r++) {
        const struct number *sum = grid->cells[r][c] != NULL && r != grid->total
                                       ? sum_of_cells(grid, r, best.from, best.to)
                                       : NULL;
        if (sum != NULL && number_compare(sum, grid->cells[r][c]) != 0)
            tell_run(grid, &best, r, c);
    }
}

void table_check_laws(struct table *table) {
    static const char *const rates[] = {"率", "比重", "占比", "比例", "完成预算", "完成年初预算"};
    static const char *const growths[] = {"增长", "增幅", "增速", "变动率", "增减率", "变动幅度"};
    static const char *const differences[] = {"增减", "增加", "差额", "变动额", "变化"};
    static const char *const lefts[] = {"结余", "结转", "余额", "节余", "未支付", "差异", "扣分"};
    static const enum law rate_laws[] = {LAW_RATE, LAW_SHARE, LAW_SHARE_OF_PARTS};
    static const enum law growth_laws[] = {LAW_GROWTH};
    static const enum law difference_laws[] = {LAW_DIFFERENCE, LAW_LEFT};
    static const enum law left_laws[] = {LAW_LEFT};
    enum { ROWS_LEAST = 2, ROWS_MOST = 60, COLUMNS_MOST = 12 };
    if (table->count < ROWS_LEAST || table->count > ROWS_MOST)
        return;
    struct grid *grid = MEM_NEW(struct grid);
    grid->table = table;
    read_grid(grid);
    for (size_t c = 1; c < grid->columns && grid->columns <= COLUMNS_MOST; c++) {
        bool changes = head_has(grid, c, (const char *const[]){"增减", "变动", "增加"}, 3) &&
                       head_has(grid, c, (const char *const[]){"率", "%", "％", "幅"}, 4);
        if (changes)
            check_column(grid, c, growth_laws, 1, true);
        else if (head_has(grid, c, growths, ARRAY_LEN(growths)) &&
                 (head_has(grid, c, rates, ARRAY_LEN(rates)) ||
                  head_has(grid, c, (const char *const[]){"%", "幅"}, 2)))
            check_column(grid, c, growth_laws, 1, true);
        else if (head_has(grid, c, rates, ARRAY_LEN(rates)))
            check_column(grid, c, rate_laws, 3, true);
        else if (head_has(grid, c, lefts, ARRAY_LEN(lefts)))
            check_column(grid, c, left_laws, 1, true);
        else if (head_has(grid, c, differences, ARRAY_LEN(differences)))
            check_column(grid, c, difference_laws, 2, true);
        else if (c < table->rows[0].count && table_head_adds_up(table->rows[0].cells[c]))
            check_run(grid, c);
    }
    check_scores(grid);
    quantities_release(&grid->kept);
    mem_free(grid);
}
