#include "exchange/sheet/plain.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/sheet/fold.h"
#include "exchange/sheet/plain_caption.h"
#include "exchange/sheet/plain_unit.h"
#include "model/number/number.h"

struct plain_column {
    char *caption;
    size_t numbers; /* in rows of figures */
    struct plain_caption says;
};

void plain_table_release(struct plain_table *table) {
    mem_free(table->unit);
    mem_free(table->prior_unit);
    mem_free(table->line_unit);
    mem_free(table->caption);
    *table = (struct plain_table){0};
}

/* --- what a cell says --- */

static struct span text_of(const struct xlsx_cell *cell) {
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

/* 1月, 2季度, 23年: no numbers but heads. */
static bool says_time(struct span text) {
    static const char *const words[] = {"月", "季度", "年"};
    return sheet_says_year(text) || SHEET_HAS_WORD(text, words);
}

static bool begins_with_number(struct span text) {
    struct number *number = NULL;
    bool does = number_take(&number, &text, NULL) == RC_OK;
    number_free(number);
    return does;
}

bool plain_is_number(const struct xlsx_cell *cell) {
    return cell->kind == XLSX_NUMBER || cell->kind == XLSX_PERCENT ||
           (cell->kind == XLSX_TEXT && begins_with_number(text_of(cell)));
}

/* --- names and captions --- */

static size_t widest_of(const struct xlsx_sheet *sheet) {
    size_t widest = 0;
    for (size_t i = 0; i < sheet->count; i++)
        widest = sheet->cells[i].column > widest ? sheet->cells[i].column : widest;
    return widest;
}

/* The column with most of the figures' names or labels. */
static void find_key_column(struct plain_table *table, const struct xlsx_sheet *sheet,
                            const struct labels *labels) {
    size_t widest = widest_of(sheet);
    size_t *counts = mem_alloc_zero(widest + 1, sizeof *counts);
    size_t *firsts = mem_alloc_zero(widest + 1, sizeof *firsts);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        if (labels_know(labels, text_of(cell)) && counts[cell->column]++ == 0)
            firsts[cell->column] = cell->row;
    }
    for (size_t c = 0; c <= widest; c++)
        if (counts[c] > table->known) {
            table->known = counts[c];
            table->keys = c;
            table->first = firsts[c];
        }
    mem_free(counts);
    mem_free(firsts);
}

/* "单位：元", "编制单位：某局"; not 金额（单位：元）. */
static bool is_form_line(struct span text) {
    static const struct span brackets[] = {{"（", 3}, {"(", 1}};
    struct str folded = STR_INIT;
    sheet_fold(&folded, text, false);
    size_t colon = span_find(str_span(&folded), SPAN("单位:"));
    for (size_t i = 0; i < ARRAY_LEN(brackets); i++)
        if (colon != SIZE_MAX && span_find(str_span(&folded), brackets[i]) < colon)
            colon = SIZE_MAX;
    str_release(&folded);
    return colon != SIZE_MAX;
}

/* How much the row looks like one of captions, by its cells from the names on; 0: it is none. Those
 * have no numbers but years and months, and a line "单位：元" above a table is none of them. */
static size_t captions_of(const struct plain_table *table, const struct xlsx_sheet *sheet,
                          size_t from, size_t to, const struct labels *labels) {
    enum { NAMED = 100000 };
    size_t words = 0, count = 0, named = 0;
    bool is_line = false;
    for (size_t i = from; i < to; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        struct span text = text_of(cell);
        if (cell->column < table->keys)
            continue;
        if (plain_is_number(cell) && !says_time(text))
            return 0;
        if (cell->column == table->keys && plain_caption_is_of_names(text))
            named = NAMED;
        is_line = is_line || is_form_line(text);
        words += !plain_is_unit_word(text, labels);
        count++;
    }
    return words > 0 && (named > 0 || !is_line) ? count + named : 0;
}

/* The row above the figures that looks most like captions, the first of equals; and those of its
 * kind below it, where no names stand. */
static void find_caption_row(struct plain_table *table, const struct xlsx_sheet *sheet,
                             const struct labels *labels) {
    size_t most = 1;
    table->heads = SIZE_MAX;
    for (size_t i = 0; i < sheet->count && sheet->cells[i].row < table->first;) {
        size_t from = i, row = sheet->cells[i].row;
        while (i < sheet->count && sheet->cells[i].row == row)
            i++;
        size_t looks = captions_of(table, sheet, from, i, labels);
        bool is_below = table->captions != SIZE_MAX && row == table->heads + 1 &&
                        (sheet->cells[from].column > table->keys ||
                         plain_is_unit_word(text_of(&sheet->cells[from]), labels));
        if (is_below && looks <= most) {
            table->heads = row;
        } else if (looks > most) {
            most = looks;
            table->captions = table->heads = row;
        }
    }
}

/* Right of the names, in rows of figures alone; each column of the list (or NULL) is told its own.
 */
static size_t count_numbers(const struct plain_table *table, const struct xlsx_sheet *sheet,
                            const struct labels *labels, struct plain_column *columns) {
    size_t known = SIZE_MAX /* row */, count = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        if (cell->column == table->keys && labels_know(labels, text_of(cell)))
            known = cell->row;
        if (cell->column <= table->keys || cell->row != known || !plain_is_number(cell))
            continue;
        count++;
        if (columns != NULL)
            columns[cell->column].numbers++;
    }
    return count;
}

void plain_find_keys(struct plain_table *table, const struct xlsx_sheet *sheet,
                     const struct labels *labels) {
    table->keys = table->values = table->priors = table->units = SIZE_MAX;
    table->captions = table->heads = SIZE_MAX;
    find_key_column(table, sheet, labels);
    if (table->known == 0)
        return;
    find_caption_row(table, sheet, labels);
    table->numbers = count_numbers(table, sheet, labels, NULL);
}

/* The text of a merged cell stands for all of its columns, but not where names stand in one of
 * them: that is a title. */
static struct span merged_text(const struct plain_table *table, const struct xlsx_sheet *sheet,
                               size_t row, size_t column) {
    const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
    if (merge == NULL || (merge->column <= table->keys && table->keys < column))
        return SPAN("");
    return text_of(xlsx_find_cell(sheet, merge->row, merge->column));
}

/* "决算数", below a cell "2023年" that is merged over several: "2023年决算数". Units are no part of
 * it where they stand alone. */
static void add_caption(struct str *out, const struct plain_table *table,
                        const struct xlsx_sheet *sheet, const struct labels *labels,
                        size_t column) {
    if (table->captions == SIZE_MAX)
        return;
    const struct xlsx_merge *last = NULL;
    for (size_t row = table->captions > 0 ? table->captions - 1 : 0; row <= table->heads; row++) {
        const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
        struct span text = text_of(xlsx_find_cell(sheet, row, column));
        if (merge != NULL && merge == last)
            continue;
        if (row < table->captions || text.n == 0)
            text = merged_text(table, sheet, row, column);
        if (row > table->captions && plain_is_unit_word(text, labels) && out->len > 0)
            continue;
        last = text.n > 0 ? merge : last;
        str_add(out, text);
    }
}

/* --- which column is this year's --- */

/* "金额（元）"（C列） */
static void add_column(struct str *out, const struct plain_column *columns, size_t column) {
    enum { LETTERS = 26, NAME_MOST = 8 };
    char name[NAME_MOST] = {0};
    size_t at = NAME_MOST - 1;
    for (size_t rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / LETTERS)
        name[--at] = (char)('A' + (rest - 1) % LETTERS);
    str_add_text(out, out->len > 0 ? _("、") : "");
    if (columns[column].caption[0] != '\0')
        str_add_format(out, _("“%s”（%s列）"), columns[column].caption, name + at);
    else
        str_add_format(out, _("%s列"), name + at);
}

static struct plain_column *list_columns(const struct plain_table *table,
                                         const struct xlsx_sheet *sheet,
                                         const struct labels *labels, int year, size_t count) {
    struct plain_column *columns = mem_alloc_zero(count, sizeof *columns);
    (void)count_numbers(table, sheet, labels, columns);
    for (size_t c = 0; c < count; c++) {
        struct str caption = STR_INIT;
        if (c > table->keys && columns[c].numbers > 0)
            add_caption(&caption, table, sheet, labels, c);
        else if (c > table->keys)
            str_add(&caption,
                    text_of(table->captions != SIZE_MAX ? xlsx_find_cell(sheet, table->captions, c)
                                                        : NULL));
        columns[c].says = plain_caption_read(str_span(&caption), year);
        if (c <= table->keys)
            columns[c].says.rank = RANK_NEVER;
        columns[c].caption = str_detach(&caption);
    }
    return columns;
}

static bool may_be_value(const struct plain_column *column, enum plain_rank rank, bool empty) {
    return column->says.rank == rank && (column->numbers > 0) == !empty;
}

/* Those of the rank, with numbers or empty, are counted and told of; the last is found. */
static size_t gather(struct str *said, size_t *found, const struct plain_column *columns,
                     size_t count, enum plain_rank rank, bool empty) {
    size_t many = 0;
    for (size_t c = 0; c < count; c++)
        if (may_be_value(&columns[c], rank, empty)) {
            many++;
            *found = c;
            add_column(said, columns, c);
        }
    return many;
}

/* Of several that are named, the only one that is the total of the others. */
static size_t find_total(const struct plain_column *columns, size_t count) {
    size_t found = SIZE_MAX, many = 0;
    for (size_t c = 0; c < count; c++)
        if (may_be_value(&columns[c], RANK_NAMED, false) && columns[c].says.is_total) {
            found = c;
            many++;
        }
    return many == 1 ? found : SIZE_MAX;
}

/* A column that a caption names, else the only one with numbers. A named one that is empty is no
 * reason to take another. */
static enum rc choose(struct plain_table *table, const struct plain_column *columns, size_t count,
                      struct err *err) {
    struct str said = STR_INIT;
    enum rc rc = RC_OK;
    size_t many = gather(&said, &table->values, columns, count, RANK_NAMED, false);
    if (many == 0) {
        many = gather(&said, &table->values, columns, count, RANK_NAMED, true);
        many += gather(&said, &table->values, columns, count, RANK_MAYBE, false);
    }
    size_t total = many > 1 ? find_total(columns, count) : SIZE_MAX;
    if (total != SIZE_MAX)
        table->values = total;
    else if (many > 1)
        rc = err_set(err, RC_INPUT,
                     _("%s都可能是今年的数，不知道用哪一列；请只留一列，或把它的标题写成“今年数”"),
                     said.s);
    if (many == 0) {
        for (size_t c = 0; c < count; c++)
            if (columns[c].numbers > 0)
                add_column(&said, columns, c);
        rc = said.len > 0
                 ? err_set(err, RC_INPUT,
                           _("%s不是今年的数；请把今年的数写在一列，标题写成“今年数”"), said.s)
                 : err_set(err, RC_INPUT, _("数据的名称右边没有一列是数；请把数写在它右边的一列"));
    }
    str_release(&said);
    return rc;
}

/* --- last year's --- */

/* 2022年决算 beside 2023年决算, 上年数 beside 今年数; a column of anything else is not its like. */
static void find_prior(struct plain_table *table, const struct plain_column *columns, size_t count,
                       int year) {
    struct str wanted = STR_INIT, stem = STR_INIT;
    size_t many = 0, found = SIZE_MAX;
    struct span caption = span_of(columns[table->values].caption);
    bool known = plain_caption_add_stem(&wanted, caption, year, false);
    if (!known)
        plain_caption_add_label(&wanted, caption); /* 决算数 beside 上年决算数 */
    known = known || wanted.len > 0;
    for (size_t c = 0; known && c < count; c++) {
        str_clear(&stem);
        if (columns[c].numbers > 0 && c != table->values &&
            plain_caption_add_stem(&stem, span_of(columns[c].caption), year - 1, true) &&
            span_equal(str_span(&stem), str_span(&wanted))) {
            many++;
            found = c;
        }
    }
    table->priors = many == 1 ? found : SIZE_MAX;
    str_release(&stem);
    str_release(&wanted);
}

/* --- the title's year --- */

/* The last line above the captions that says one; two years in them say nothing. */
static int find_title_year(const struct plain_table *table, const struct xlsx_sheet *sheet) {
    size_t end = table->captions != SIZE_MAX ? table->captions : table->first;
    int year = 0;
    for (size_t i = 0; i < sheet->count && sheet->cells[i].row < end; i++) {
        int found = plain_title_year(text_of(&sheet->cells[i]));
        if (found != 0 && year != 0 && found != year)
            return 0;
        year = found != 0 ? found : year;
    }
    return year;
}

static enum rc check_title(struct plain_table *table, const struct xlsx_sheet *sheet, int year,
                           struct err *err) {
    if (sheet_says_year(span_of(table->caption)))
        return RC_OK;
    table->year = find_title_year(table, sheet);
    if (table->year == 0 || table->year == year || table->year == year - 1)
        return RC_OK;
    return err_set(err, RC_INPUT,
                   _("题目写的是%d年，报告是%d年的，没有取用；数是%d年的，请在标题里写“%d年”"),
                   table->year, year, year, year);
}

enum rc plain_find_values(struct plain_table *table, const struct xlsx_sheet *sheet,
                          const struct labels *labels, int year, struct err *err) {
    size_t count = widest_of(sheet) + 1;
    struct plain_column *columns = list_columns(table, sheet, labels, year, count);
    enum rc rc = choose(table, columns, count, err);
    if (rc == RC_OK) {
        table->caption = span_copy(span_of(columns[table->values].caption));
        table->kind = columns[table->values].says.kind;
        find_prior(table, columns, count, year);
        plain_find_units(table, sheet, labels);
        rc = check_title(table, sheet, year, err);
    }
    for (size_t c = 0; c < count; c++)
        mem_free(columns[c].caption);
    mem_free(columns);
    return rc;
}
