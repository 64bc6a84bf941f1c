#include "exchange/sheet/plain.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/number/number.h"

enum { YEAR_DIGITS = 4, YEAR_LEAST = 1900, YEAR_MOST = 2099 };

enum plain_rank { RANK_NEVER, RANK_MAYBE, RANK_NAMED };

struct plain_column {
    char *caption;
    size_t numbers; /* in rows of figures */
    enum plain_rank rank;
};

void plain_table_release(struct plain_table *table) {
    mem_free(table->unit);
    *table = (struct plain_table){0};
}

/* --- what a cell says --- */

static struct span text_of(const struct xlsx_cell *cell) {
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

static bool has_word(struct span text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_find(text, span_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

#define HAS_WORD(text, words) has_word(text, words, ARRAY_LEN(words))

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Eats text up to and with the next year in it (2023年决算, 2023); 0: there is none. */
static int take_year(struct span *text) {
    while (text->n > 0) {
        size_t digits = 0;
        uint64_t year = 0;
        while (digits < text->n && is_digit(text->p[digits]))
            digits++;
        bool is_year = digits == YEAR_DIGITS &&
                       span_to_number(span_sub(*text, 0, digits), YEAR_MOST, &year) &&
                       year >= YEAR_LEAST;
        *text = span_sub(*text, digits > 0 ? digits : 1, text->n);
        if (is_year)
            return (int)year;
    }
    return 0;
}

static bool says_year(struct span text) {
    return take_year(&text) != 0;
}

bool plain_is_other_year(struct span name, int year) {
    bool says_any = says_year(name);
    for (int found; (found = take_year(&name)) != 0;)
        if (found == year)
            return false;
    return says_any;
}

static bool begins_with_number(struct span text) {
    struct number *number = NULL;
    bool does = number_take(&number, &text, NULL) == RC_OK;
    number_free(number);
    return does;
}

static bool is_number(const struct xlsx_cell *cell) {
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

/* The row above the figures with most cells, the first of equals: captions have no numbers but
 * years, and a line "单位：元" above a table is none of them. */
static void find_caption_row(struct plain_table *table, const struct xlsx_sheet *sheet) {
    static const char *const lines[] = {"单位：", "单位:"};
    size_t most = 1;
    for (size_t i = 0; i < sheet->count && sheet->cells[i].row < table->first;) {
        size_t row = sheet->cells[i].row, count = 0;
        bool fits = true;
        for (; i < sheet->count && sheet->cells[i].row == row; i++) {
            struct span text = text_of(&sheet->cells[i]);
            bool has_bracket = span_ends_with(text, SPAN("）")) || span_ends_with(text, SPAN(")"));
            count++;
            fits = fits && (!is_number(&sheet->cells[i]) || says_year(text)) &&
                   (has_bracket || !HAS_WORD(text, lines));
        }
        if (fits && count > most) {
            most = count;
            table->captions = row;
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
        if (cell->column <= table->keys || cell->row != known || !is_number(cell))
            continue;
        count++;
        if (columns != NULL)
            columns[cell->column].numbers++;
    }
    return count;
}

void plain_find_keys(struct plain_table *table, const struct xlsx_sheet *sheet,
                     const struct labels *labels) {
    table->keys = table->values = table->priors = table->units = table->captions = SIZE_MAX;
    find_key_column(table, sheet, labels);
    if (table->known == 0)
        return;
    find_caption_row(table, sheet);
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

/* "决算数", below a cell "2023年" that is merged over several: "2023年决算数". */
static void add_caption(struct str *out, const struct plain_table *table,
                        const struct xlsx_sheet *sheet, size_t column) {
    if (table->captions == SIZE_MAX)
        return;
    const struct xlsx_merge *own = xlsx_find_merge(sheet, table->captions, column);
    bool is_high = own != NULL && own->row < table->captions;
    struct span text = text_of(xlsx_find_cell(sheet, table->captions, column));
    if (table->captions > 0 && !is_high)
        str_add(out, merged_text(table, sheet, table->captions - 1, column));
    str_add(out, text.n > 0 ? text : merged_text(table, sheet, table->captions, column));
}

/* --- which column is this year's --- */

/* What is planned is not what became of it: 本年预算数 stands beside 本年决算数. */
static bool names_value(struct span text, bool is_this_year) {
    static const char *const results[] = {"决算", "执行", "实际"};
    static const char *const plans[] = {"预算", "计划", "年初", "目标", "调整"};
    static const char *const values[] = {"今年", "本年", "本期", "金额"};
    static const char *const whole[] = {"数值", "值", "数", "value"};
    if (span_ends_with(text, SPAN("率")))
        return false;
    if (HAS_WORD(text, results))
        return true;
    if (HAS_WORD(text, plans))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(whole); i++)
        if (span_is(text, whole[i]))
            return true;
    return is_this_year || HAS_WORD(text, values);
}

static enum plain_rank rank_of(struct span caption, int year) {
    static const char *const never[] = {
        "行次", "序号", "编号", "编码", "代码",   "权重", "分值", "得分", "增减", "增长", "同比",
        "差额", "备注", "说明", "上年", "上一年", "去年", "前年", "上期", "年级", "文号", "页码"};
    static const char *const units[] = {"单位", "计量单位", "金额单位", "号", "栏次", "行号"};
    struct span label, unit, rest = caption;
    int found = take_year(&rest);
    labels_part(caption, &label, &unit);
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (span_is(label, units[i]))
            return RANK_NEVER;
    if (HAS_WORD(caption, never) || (found != 0 && found != year))
        return RANK_NEVER;
    for (int other = found; other != 0; other = take_year(&rest))
        if (other != found)
            return RANK_NEVER; /* 2023年比2022年 */
    return names_value(label, found != 0) ? RANK_NAMED : RANK_MAYBE;
}

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
        if (c > table->keys)
            add_caption(&caption, table, sheet, c);
        columns[c].rank = c > table->keys ? rank_of(str_span(&caption), year) : RANK_NEVER;
        columns[c].caption = str_detach(&caption);
    }
    return columns;
}

static bool may_be_value(const struct plain_column *column, enum plain_rank rank, bool empty) {
    return column->rank == rank && (column->numbers > 0) == !empty;
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
    if (many > 1)
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

/* The caption without the year or the word for it; false: it says neither that year nor `words`. */
static bool take_stem(struct str *out, struct span caption, int year, const char *const *words,
                      size_t count) {
    struct span rest = caption;
    if (take_year(&rest) == year) {
        size_t end = caption.n - rest.n;
        str_add(out, span_sub(caption, 0, end - YEAR_DIGITS));
        str_add(out, rest);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        struct span word = span_of(words[i]);
        size_t at = span_find(caption, word);
        if (at == SIZE_MAX)
            continue;
        str_add(out, span_sub(caption, 0, at));
        str_add(out, span_sub(caption, at + word.n, caption.n));
        return true;
    }
    return false;
}

/* 2022年决算 beside 2023年决算, 上年数 beside 今年数; a column of anything else is not its like. */
static void find_prior(struct plain_table *table, const struct plain_column *columns, size_t count,
                       int year) {
    static const char *const now[] = {"今年", "本年"}, *const before[] = {"上年", "去年"};
    struct str wanted = STR_INIT, stem = STR_INIT;
    size_t many = 0, found = SIZE_MAX;
    bool known =
        take_stem(&wanted, span_of(columns[table->values].caption), year, now, ARRAY_LEN(now));
    for (size_t c = 0; known && c < count; c++) {
        str_clear(&stem);
        if (columns[c].numbers > 0 && c != table->values &&
            take_stem(&stem, span_of(columns[c].caption), year - 1, before, ARRAY_LEN(before)) &&
            span_equal(str_span(&stem), str_span(&wanted))) {
            many++;
            found = c;
        }
    }
    table->priors = many == 1 ? found : SIZE_MAX;
    str_release(&stem);
    str_release(&wanted);
}

/* --- units --- */

/* What a line above says: 单位：元, （金额单位：万元）. 编制单位：某局 is no unit. */
static struct span unit_above(const struct plain_table *table, const struct xlsx_sheet *sheet,
                              const struct labels *labels) {
    static const char *const marks[] = {"单位：", "单位:"};
    size_t end = table->captions != SIZE_MAX ? table->captions : table->first;
    struct span found = SPAN("");
    for (size_t i = 0; i < sheet->count && sheet->cells[i].row < end; i++)
        for (size_t m = 0; m < ARRAY_LEN(marks); m++) {
            struct span text = text_of(&sheet->cells[i]), mark = span_of(marks[m]), word;
            size_t at = span_find(text, mark);
            if (at == SIZE_MAX)
                continue;
            struct span rest = span_sub(text, at + mark.n, text.n);
            if (!span_take_word(&rest, &word))
                continue;
            size_t close = span_find(word, SPAN("）"));
            close = close != SIZE_MAX ? close : span_find(word, SPAN(")"));
            word = span_sub(word, 0, close);
            if (labels_know_unit(labels, word))
                found = word;
        }
    return found;
}

static struct span unit_in_caption(const struct plain_column *column, const struct labels *labels) {
    struct span label, unit;
    labels_part(span_of(column->caption), &label, &unit);
    return labels_know_unit(labels, unit) ? unit : SPAN("");
}

static void find_unit(struct plain_table *table, const struct xlsx_sheet *sheet,
                      const struct labels *labels, const struct plain_column *columns,
                      size_t count) {
    static const char *const captions[] = {"单位", "计量单位", "金额单位"};
    for (size_t i = 0; table->captions != SIZE_MAX && i < sheet->count; i++)
        for (size_t w = 0; w < ARRAY_LEN(captions); w++)
            if (sheet->cells[i].row == table->captions && sheet->cells[i].column < count &&
                span_is(text_of(&sheet->cells[i]), captions[w]))
                table->units = sheet->cells[i].column;
    struct span unit = unit_in_caption(&columns[table->values], labels);
    if (unit.n == 0)
        unit = unit_above(table, sheet, labels);
    table->unit = span_copy(unit);
}

enum rc plain_find_values(struct plain_table *table, const struct xlsx_sheet *sheet,
                          const struct labels *labels, int year, struct err *err) {
    size_t count = widest_of(sheet) + 1;
    struct plain_column *columns = list_columns(table, sheet, labels, year, count);
    enum rc rc = choose(table, columns, count, err);
    if (rc == RC_OK)
        find_prior(table, columns, count, year);
    if (rc == RC_OK)
        find_unit(table, sheet, labels, columns, count);
    for (size_t c = 0; c < count; c++)
        mem_free(columns[c].caption);
    mem_free(columns);
    return rc;
}
