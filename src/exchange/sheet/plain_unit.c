#include "exchange/sheet/plain_unit.h"

#include "base/mem.h"
#include "exchange/sheet/fold.h"
#include "exchange/sheet/unit_said.h"

static struct span text_of(const struct xlsx_cell *cell) {
    return cell != NULL ? span_trim_space(span_of(cell->text)) : SPAN("");
}

static bool says_unit(struct span folded) {
    static const char *const words[] = {"单位", "计量单位", "金额单位", "货币单位", "数据单位"};
    if (span_ends_with(folded, SPAN(":")))
        folded = span_sub(folded, 0, folded.n - 1);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_is(folded, words[i]))
            return true;
    return false;
}

bool plain_is_unit_word(struct span text, const struct labels *labels) {
    struct str folded = STR_INIT, plain = STR_INIT;
    sheet_fold(&folded, text, false);
    sheet_fold_unit(&plain, text);
    bool is = says_unit(str_span(&folded)) || labels_know_unit(labels, str_span(&plain));
    str_release(&plain);
    str_release(&folded);
    return is;
}

/* --- heads --- */

/* What the column's head says, the lowest row of it last. */
static char *unit_in_head(const struct plain_table *table, const struct xlsx_sheet *sheet,
                          const struct labels *labels, size_t column) {
    struct str found = STR_INIT;
    if (table->captions == SIZE_MAX || column == SIZE_MAX)
        return str_detach(&found);
    for (size_t row = table->captions > 0 ? table->captions - 1 : 0; row <= table->heads; row++) {
        const struct xlsx_merge *merge = xlsx_find_merge(sheet, row, column);
        const struct xlsx_cell *cell = xlsx_find_cell(sheet, row, column);
        if (cell == NULL && merge != NULL && merge->column > table->keys)
            cell = xlsx_find_cell(sheet, merge->row, merge->column);
        if (row < table->captions && (merge == NULL || merge->column <= table->keys))
            continue; /* a line above, not a head */
        struct str unit = STR_INIT;
        if (unit_said_add(&unit, text_of(cell), UNIT_IN_HEAD, labels))
            str_set(&found, str_span(&unit));
        str_release(&unit);
    }
    return str_detach(&found);
}

static void find_unit_column(struct plain_table *table, const struct xlsx_sheet *sheet) {
    for (size_t i = 0; table->captions != SIZE_MAX && i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        struct str folded = STR_INIT;
        sheet_fold(&folded, text_of(cell), false);
        if (cell->row == table->captions && cell->column > table->keys &&
            says_unit(str_span(&folded)))
            table->units = cell->column;
        str_release(&folded);
    }
}

/* --- lines --- */

/* "单位：" with the unit in the next cell. */
static bool add_line_unit(struct str *out, const struct xlsx_sheet *sheet, size_t at,
                          const struct labels *labels) {
    const struct xlsx_cell *cell = &sheet->cells[at];
    struct span text = text_of(cell);
    if (unit_said_add(out, text, UNIT_IN_LINE, labels))
        return true;
    struct str folded = STR_INIT;
    sheet_fold(&folded, text, false);
    bool is_open = (span_ends_with(str_span(&folded), SPAN("单位")) ||
                    span_ends_with(str_span(&folded), SPAN("单位:"))) &&
                   at + 1 < sheet->count && sheet->cells[at + 1].row == cell->row;
    if (is_open) {
        str_clear(&folded);
        str_add_format(&folded, "单位：%s", sheet->cells[at + 1].text);
        is_open = unit_said_add(out, str_span(&folded), UNIT_IN_LINE, labels);
    }
    str_release(&folded);
    return is_open;
}

/* Whether what the cell says of units is of the table: lines above; below the captions notes and
 * lines of their own, no names of rows that nobody knows. */
static bool is_line(const struct plain_table *table, const struct xlsx_cell *cell) {
    static const char *const words[] = {"单位", "注：", "注:", "说明：", "均为", "均以", "计"};
    size_t captions = table->captions;
    if (cell->kind != XLSX_TEXT)
        return false;
    if (captions != SIZE_MAX && cell->row >= captions && cell->row <= table->heads)
        return cell->column <= table->keys;
    return cell->row < table->first || SHEET_HAS_WORD(span_of(cell->text), words);
}

/* Two lines that say different amounts of money say both: neither is taken. */
static void add_to_lines(struct str *lines, struct span unit) {
    bool is_new = !span_equal(str_span(lines), unit);
    if (lines->len == 0) {
        str_add(lines, unit);
    } else if (is_new && unit_is_money(str_span(lines)) && unit_is_money(unit)) {
        str_add_text(lines, "、");
        str_add(lines, unit);
    } else if (is_new && unit_is_money(unit)) {
        str_set(lines, unit);
    }
}

static bool is_row_known(const struct plain_table *table, const struct xlsx_sheet *sheet,
                         const struct labels *labels, size_t row) {
    return labels_know(labels, text_of(xlsx_find_cell(sheet, row, table->keys)));
}

void plain_find_units(struct plain_table *table, const struct xlsx_sheet *sheet,
                      const struct labels *labels) {
    struct str lines = STR_INIT;
    find_unit_column(table, sheet);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct xlsx_cell *cell = &sheet->cells[i];
        struct str unit = STR_INIT;
        if (is_line(table, cell) && add_line_unit(&unit, sheet, i, labels) &&
            (cell->column < table->keys || !is_row_known(table, sheet, labels, cell->row)))
            add_to_lines(&lines, str_span(&unit));
        str_release(&unit);
    }
    table->line_unit = str_detach(&lines);
    table->unit = unit_in_head(table, sheet, labels, table->values);
    if (table->unit[0] == '\0') {
        mem_free(table->unit);
        table->unit = span_copy(span_of(table->line_unit));
    }
    table->prior_unit = unit_in_head(table, sheet, labels, table->priors);
}
