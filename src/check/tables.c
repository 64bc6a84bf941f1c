#include "check/tables.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "check/table.h"
#include "check/table_laws.h"
#include "model/figure/figure.h"
#include "model/figure/table_figures.h"
#include "model/table_sum.h"
#include "model/template/columns.h"

#include <string.h>

enum { SHOWN_MOST = 8 };

/* --- cells --- */

/* Percentages are no parts of a sum. */
static struct number *cell_number(struct span cell) {
    return table_cell_number(cell, false);
}

static bool is_number(struct span cell) {
    struct number *number = cell_number(cell);
    bool found = number != NULL;
    number_free(number);
    return found;
}

static bool has(struct span text, const char *word) {
    return span_find(text, span_of(word)) != SIZE_MAX;
}

static bool has_any(struct span text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (has(text, words[i]))
            return true;
    return false;
}

/* --- sums --- */

struct sum {
    struct number *value;
    struct str shown;
    size_t terms;
    int decimals; /* the most that a term has */
    bool readable;
};

static void sum_init(struct sum *sum) {
    *sum = (struct sum){.value = number_from_int(0), .shown = STR_INIT, .readable = true};
}

static void sum_release(struct sum *sum) {
    number_free(sum->value);
    str_release(&sum->shown);
}

static void sum_add(struct sum *sum, struct span cell) {
    if (table_cell_is_nothing(cell))
        return;
    struct number *number = cell_number(cell);
    struct number *more = number != NULL ? number_add(sum->value, number) : NULL;
    number_free(number);
    if (more == NULL) {
        sum->readable = false;
        return;
    }
    number_free(sum->value);
    sum->value = more;
    if (sum->terms < SHOWN_MOST)
        str_add_format(&sum->shown, sum->terms > 0 ? " + %.*s" : "%.*s", SPAN_ARG(cell));
    else if (sum->terms == SHOWN_MOST)
        str_add_text(&sum->shown, " + …");
    sum->terms++;
    if (table_cell_decimals(cell) > sum->decimals)
        sum->decimals = table_cell_decimals(cell);
}

/* Half a last digit of every term and of the total is a rounding remainder; whole numbers have
 * none. */
static bool sum_fits(const struct sum *sum, struct span total) {
    struct number *whole = cell_number(total);
    struct number *difference = whole != NULL ? number_subtract(sum->value, whole) : NULL;
    struct number *size = difference != NULL ? number_abs(difference) : NULL;
    int decimals =
        table_cell_decimals(total) < sum->decimals ? sum->decimals : table_cell_decimals(total);
    bool fits = size == NULL || number_sign(size) == 0;
    if (!fits && decimals > 0) {
        struct number *halves = number_from_int((int64_t)sum->terms + 1);
        struct number *scaled = number_clone(size), *ten = number_from_int(10);
        for (int i = 0; i < decimals && scaled != NULL; i++) {
            struct number *next = number_multiply(scaled, ten);
            number_free(scaled);
            scaled = next;
        }
        struct number *twice = scaled != NULL ? number_add(scaled, scaled) : NULL;
        fits = twice == NULL || number_compare(twice, halves) <= 0;
        number_free(twice);
        number_free(ten);
        number_free(scaled);
        number_free(halves);
    }
    number_free(size);
    number_free(difference);
    number_free(whole);
    return fits;
}

static void tell(struct table *table, enum severity severity, const struct row *row, size_t column,
                 const char *rule, const struct sum *sum) {
    struct str message = STR_INIT, value = STR_INIT;
    number_add_short(&value, sum->value, 12, false);
    str_add_format(&message, _("“%.*s”：%s = %s，表中为%.*s"), SPAN_ARG(row->label), sum->shown.s,
                   value.s, SPAN_ARG(row->cells[column]));
    table_tell(table, rule, severity, row, column, message.s);
    str_release(&message);
    str_release(&value);
}

/* --- 合计 --- */

static bool column_sums(const struct table *table, size_t column) {
    const struct row *head = &table->rows[0];
    return column >= head->count || table_head_adds_up(head->cells[column]);
}

/* The rows that a total sums: those before it up to another total, else those behind it. */
static void find_parts(const struct table *table, size_t total, size_t *from, size_t *to) {
    *to = total;
    *from = total;
    while (*from > 0 && !cell_is_total(table->rows[*from - 1].label))
        (*from)--;
    if (*to - *from <= 1) { /* only the head stands above */
        *from = total + 1;
        for (*to = *from; *to < table->count && !cell_is_total(table->rows[*to].label);)
            (*to)++;
    }
}

enum reading { ALL_BUT_OF_WHICH, SUBTOTALS, EVERY_ROW, READINGS };

static bool reads(struct span label, enum reading reading) {
    bool subtotal = table_label_is_subtotal(label);
    if (reading == SUBTOTALS)
        return subtotal;
    return !subtotal && (reading == EVERY_ROW || !table_label_is_part(label));
}

/* Where the labels of the column stand: two lists side by side, 收入 and 支出, have each its own,
 * which the row 总计 shows. */
static size_t find_label_column(const struct row *total, size_t column) {
    while (column > 0 && !cell_is_total(total->cells[--column]))
        ;
    return column;
}

static struct span label_in(const struct table *table, size_t row, size_t labels) {
    const struct row *at = &table->rows[row];
    return labels < at->count ? at->cells[labels] : SPAN("");
}

static int depth_in(const struct table *table, size_t row, size_t labels) {
    return table_label_depth(label_in(table, row, labels));
}

/* The rows of numbers lie at several levels: 一、 over 1., 其中 under both. */
static bool is_nested(const struct table *table, size_t from, size_t to, size_t labels) {
    bool nested = false;
    for (size_t i = from + 1; i < to; i++)
        nested |= depth_in(table, i, labels) != depth_in(table, from, labels);
    return nested;
}

/* The row behind those that make up the row `at`: deeper ones, and those of one 其中 list. */
static size_t skip_children(const struct table *table, size_t at, size_t to, size_t column,
                            size_t labels) {
    enum { CHILDREN_MOST = 30 };
    struct sum sum;
    size_t end = at + 1;
    sum_init(&sum);
    if (end < to && depth_in(table, end, labels) <= depth_in(table, at, labels))
        to = end; /* it has none */
    for (size_t i = at + 1; i < to && i <= at + CHILDREN_MOST; i++) {
        bool deeper = depth_in(table, i, labels) >= depth_in(table, at + 1, labels);
        if (column < table->rows[i].count)
            sum_add(&sum, table->rows[i].cells[column]);
        bool all = sum.terms > 0 && column < table->rows[at].count &&
                   is_number(table->rows[at].cells[column]) &&
                   sum_fits(&sum, table->rows[at].cells[column]);
        if (all || (deeper && end == i))
            end = i + 1;
        if (all)
            break;
    }
    sum_release(&sum);
    return end;
}

/* 本年收入合计, 基本支出小计: the rows above it once more. */
static bool is_sum_of_rows(struct span label) {
    return has(label, "合计") || table_label_is_subtotal(label);
}

/* Rows with their parts under them and sums of rows among them: only the wholes add up to the
 * total. */
static void sum_wholes(struct sum *out, const struct table *table, size_t from, size_t to,
                       size_t column, size_t labels) {
    size_t run = 0; /* rows since the last sum of rows */
    for (size_t i = from; i < to; i = skip_children(table, i, to, column, labels)) {
        bool again = run > 0 && is_sum_of_rows(label_in(table, i, labels));
        if (!again && column < table->rows[i].count)
            sum_add(out, table->rows[i].cells[column]);
        run = again ? 0 : run + 1;
    }
}

/* The sums that the rows may be meant to have; the last is that of their wholes. */
struct readings {
    struct sum sums[READINGS], wholes;
    bool readable, fits;
};

static void read_sums(struct readings *out, const struct table *table, size_t from, size_t to,
                      size_t column, size_t labels, struct span total) {
    out->readable = true;
    sum_init(&out->wholes);
    sum_wholes(&out->wholes, table, from, to, column, labels);
    out->fits = out->wholes.terms > 0 && out->wholes.readable && sum_fits(&out->wholes, total);

    for (int r = 0; r < READINGS; r++) {
        struct sum *sum = &out->sums[r];
        sum_init(sum);
        for (size_t i = from; i < to; i++)
            if (reads(label_in(table, i, labels), (enum reading)r) && column < table->rows[i].count)
                sum_add(sum, table->rows[i].cells[column]);
        out->fits |= sum->terms > 0 && sum_fits(sum, total);
        out->readable &= sum->readable;
    }
}

static void check_total(struct table *table, size_t total) {
    size_t begin, to;
    const struct row *row = &table->rows[total];
    find_parts(table, total, &begin, &to);
    for (size_t column = 1; column < row->count; column++) {
        bool headed = begin == 0 &&
                      (column >= table->rows[0].count || !is_number(table->rows[0].cells[column]));
        size_t from = begin + headed, labels = find_label_column(row, column);
        struct readings readings;
        read_sums(&readings, table, from, to, column, labels, row->cells[column]);

        bool nested = is_nested(table, from, to, labels);
        const struct sum *sum = &readings.sums[ALL_BUT_OF_WHICH];
        bool several = sum->terms > 1;
        if (readings.wholes.terms > 1 && readings.wholes.readable)
            sum = &readings.wholes;
        if (is_number(row->cells[column]) && column_sums(table, column) && readings.readable &&
            !readings.fits && several)
            tell(table, nested ? SEVERITY_WARNING : SEVERITY_ERROR, row, column, "table-sum", sum);

        for (int r = 0; r < READINGS; r++)
            sum_release(&readings.sums[r]);
        sum_release(&readings.wholes);
    }
}

/* --- “三公”经费 and its parts --- */

static bool is_sangong(struct span label) {
    return (has(label, "三公") && has(label, "经费")) || has(label, "“三公”");
}

static bool is_cars(struct span label) {
    return has(label, "公务用车") && has(label, "购置") &&
           (has(label, "维护") || has(label, "运行"));
}

static bool is_buying(struct span label) {
    return has(label, "车") && has(label, "购置") && !has(label, "维护") && !has(label, "运行");
}

static bool is_running(struct span label) {
    return has(label, "车") && (has(label, "运行") || has(label, "维护")) && !has(label, "购置");
}

static bool is_abroad(struct span label) {
    return has(label, "出国");
}

static bool is_reception(struct span label) {
    return has(label, "接待");
}

typedef bool part_fn(struct span label);

/* The first row behind `from` of that kind, before the next whole; of a whole that ends the table,
 * “三公”经费合计, the first of all. NULL: none. */
static const struct row *find_part(const struct table *table, size_t from, part_fn *is_part) {
    for (size_t i = 1; from + 1 == table->count && i < from; i++)
        if (is_part(table->rows[i].label))
            return &table->rows[i];
    for (size_t i = from + 1; i < table->count && !is_sangong(table->rows[i].label); i++)
        if (is_part(table->rows[i].label))
            return &table->rows[i];
    return NULL;
}

static void check_whole(struct table *table, const struct row *whole, const char *rule,
                        const struct row *const *parts, size_t part_count) {
    for (size_t column = 1; column < whole->count; column++) {
        struct sum sum;
        struct number *number = cell_number(whole->cells[column]);
        sum_init(&sum);
        for (size_t i = 0; i < part_count; i++)
            if (column < parts[i]->count)
                sum_add(&sum, parts[i]->cells[column]);
        if (number != NULL && sum.readable && sum.terms > 0 &&
            !sum_fits(&sum, whole->cells[column]))
            tell(table, SEVERITY_ERROR, whole, column, rule, &sum);
        sum_release(&sum);
        number_free(number);
    }
}

static void check_sangong(struct table *table, size_t at) {
    const struct row *cars = find_part(table, at, is_cars);
    const struct row *buying = find_part(table, at, is_buying);
    const struct row *running = find_part(table, at, is_running);
    const struct row *abroad = find_part(table, at, is_abroad);
    const struct row *reception = find_part(table, at, is_reception);
    if (cars != NULL && buying != NULL && running != NULL)
        check_whole(table, cars, "table-cars", (const struct row *const[]){buying, running}, 2);
    if (abroad == NULL || reception == NULL)
        return;
    if (cars != NULL)
        check_whole(table, &table->rows[at], "table-sangong",
                    (const struct row *const[]){cars, abroad, reception}, 3);
    else if (buying != NULL && running != NULL)
        check_whole(table, &table->rows[at], "table-sangong",
                    (const struct row *const[]){buying, running, abroad, reception}, 4);
}

/* --- 其中 --- */

/* Differences may be less than nothing, so that a part may exceed its whole: 增减额, 比上年增加, or
 * any column that has such a number. */
static bool is_of_differences(const struct table *table, size_t column) {
    static const char *const words[] = {"增减", "差额", "差异", "变动", "变化", "±", "偏差"};
    static const char *const against[] = {"比", "较"}, *const ways[] = {"增", "减", "降", "±"};
    const struct row *head = &table->rows[0];
    if (column < head->count && (has_any(head->cells[column], words, ARRAY_LEN(words)) ||
                                 (has_any(head->cells[column], against, ARRAY_LEN(against)) &&
                                  has_any(head->cells[column], ways, ARRAY_LEN(ways)))))
        return true;
    bool negative = false;
    for (size_t i = 1; i < table->count && !negative; i++) {
        struct number *number =
            column < table->rows[i].count ? cell_number(table->rows[i].cells[column]) : NULL;
        negative = number != NULL && number_sign(number) < 0;
        number_free(number);
    }
    return negative;
}

/* A part is no more than the row before it that it is a part of. */
static void check_of_which(struct table *table, size_t at) {
    const struct row *part = &table->rows[at], *whole = part - 1;
    for (size_t column = 1; column < part->count && column < whole->count; column++) {
        if (is_of_differences(table, column))
            continue;
        struct number *a = cell_number(whole->cells[column]), *b = cell_number(part->cells[column]);
        if (a != NULL && b != NULL && number_sign(a) > 0 && number_compare(b, a) > 0 &&
            column_sums(table, column)) {
            struct str message = STR_INIT;
            str_add_format(&message, _("“%.*s”%.*s，大于“%.*s”%.*s"), SPAN_ARG(part->label),
                           SPAN_ARG(part->cells[column]), SPAN_ARG(whole->label),
                           SPAN_ARG(whole->cells[column]));
            table_tell(table, "table-sum", SEVERITY_ERROR, part, column, message.s);
            str_release(&message);
        }
        number_free(a);
        number_free(b);
    }
}

/* --- tables of a body --- */

static bool has_number(const struct row *row) {
    for (size_t i = 1; i < row->count; i++)
        if (is_number(row->cells[i]))
            return true;
    return false;
}

/* Whether a row of names follows rows of numbers: another table begins. */
static bool begins_table(const struct table *table, const struct row *row) {
    return table->has_numbers && row->count > 1 && !table_cell_is_nothing(row->cells[1]) &&
           !has_number(row);
}

/* A 小计 that ends a table without 合计 is its total. */
static bool is_last_subtotal(const struct table *table, size_t at) {
    bool total = false;
    for (size_t i = 0; i < table->count; i++)
        total |= cell_is_total(table->rows[i].label) ||
                 (i != at && table_label_is_subtotal(table->rows[i].label));
    return !total && at + 1 == table->count && table_label_is_subtotal(table->rows[at].label);
}

static void check_rows(struct table *table) {
    table_check_laws(table);
    for (size_t i = 0; i < table->count; i++) {
        if (cell_is_total(table->rows[i].label) || is_last_subtotal(table, i))
            check_total(table, i);
        if (is_sangong(table->rows[i].label))
            check_sangong(table, i);
        if (i > 0 && table_label_is_part(table->rows[i].label))
            check_of_which(table, i);
    }
    table->count = 0;
    table->has_numbers = false;
}

/* A row as it is read: figures by their numbers. */
static struct span read_row(struct table *table, struct span line) {
    if (span_find(line, SPAN("${")) == SIZE_MAX)
        return line;
    struct str read = STR_INIT;
    if (table->figures == NULL)
        table->figures = figures_new(table->report);
    figures_add_row(table->figures, &read, line, table->count > 0 ? table->rows[0].text : SPAN(""));
    struct span kept = span_of(texts_copy(&table->texts, str_span(&read)));
    str_release(&read);
    return kept;
}

static void add_row(struct table *table, struct span line, size_t offset) {
    struct row row = {.offset = offset, .text = line};
    struct span rest = read_row(table, line), cell;
    while (row.count < TABLE_COLUMNS_MOST && table_cell_take(&rest, &cell))
        row.cells[row.count++] = span_trim(cell);
    row.label = row.cells[0];
    if (begins_table(table, &row))
        check_rows(table);
    MEM_PUSH_ROOM(table->rows, table->count, table->cap);
    table->rows[table->count++] = row;
    table->has_numbers = table->has_numbers || has_number(&row);
}

static void check_body(struct table *table, const struct section *section) {
    size_t offset = 0;
    table->section = section;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        if (line->tag == LINE_ROW && table->count < TABLE_ROWS_MOST)
            add_row(table, str_span(&line->text), offset);
        else if (line->tag != LINE_ROW)
            check_rows(table);
        offset += line->points + 1;
    }
    check_rows(table);
}

void check_tables(struct findings *out, const struct report *report,
                  const struct section *section) {
    struct table table = {.out = out, .report = report};
    if (section != NULL) {
        check_body(&table, section);
    } else {
        check_body(&table, report->front);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
            check_body(&table, at);
    }
    mem_free(table.rows);
    figures_free(table.figures);
    texts_release(&table.texts);
}
