#include "model/figure/column_cells.h"

#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/table_cell.h"
#include "model/table_columns.h"
#include "model/table_sum.h"
#include "model/template/columns.h"
#include "model/template/template.h"

/* A column takes what a figure of its label, type and unit would. */
static struct template_figure figure_of(const struct template_column *column) {
    return (struct template_figure){.name = column->name,
                                    .label = column->label,
                                    .unit = column->unit,
                                    .type = column->type,
                                    .decimals = -1};
}

enum rc column_read_cell(struct value *out, const struct template_column *column, struct span cell,
                         struct err *err) {
    struct template_figure figure = figure_of(column);
    *out = (struct value){0};
    cell = span_trim(cell);
    return table_cell_is_nothing(cell) ? RC_OK : figure_read(out, &figure, cell, err);
}

/* One column while the rows are gone through. */
struct column_sum {
    struct number *total; /* NULL: this column has none */
    int decimals;         /* the most that a cell is written with */
    bool grouped;         /* a cell is written 1,200.50 */
};

static void add_cell(struct column_sum *sum, const struct template_column *column,
                     struct span cell) {
    struct value value;
    bool read = column_read_cell(&value, column, cell, NULL) == RC_OK;
    struct number *total = NULL;
    if (read && value.kind == VALUE_NUMBER)
        total = number_add(sum->total, value.number);
    else if (read && value.kind == VALUE_EMPTY)
        total = number_clone(sum->total);
    number_free(sum->total);
    sum->total = total;
    if (sum->decimals < table_cell_decimals(cell))
        sum->decimals = table_cell_decimals(cell);
    sum->grouped |=
        span_find(cell, SPAN(",")) != SIZE_MAX || span_find(cell, SPAN("，")) != SIZE_MAX;
    value_release(&value);
}

static void add_row(struct column_sum *sums, const struct template_section *section,
                    struct span row) {
    struct span cell;
    for (size_t i = 0; i < section->column_count; i++) {
        if (!table_take_cell(&row, &cell))
            cell = SPAN("");
        if (sums[i].total != NULL)
            add_cell(&sums[i], &section->columns[i], cell);
    }
}

/* Whether one of the rows is a total that somebody wrote. */
static bool has_total(struct span rows) {
    struct span row, first;
    while (span_take_line(&rows, &row))
        if (table_take_cell(&row, &first) && cell_is_total(first))
            return true;
    return false;
}

static void add_total_row(struct str *out, const struct template_section *section,
                          const struct column_sum *sums) {
    for (size_t i = 0; i < section->column_count; i++) {
        struct template_figure figure = figure_of(&section->columns[i]);
        figure.decimals = sums[i].decimals;
        if (i > 0)
            str_add_byte(out, '\t');
        else if (sums[i].total == NULL)
            str_add_text(out, "合计");
        if (sums[i].total != NULL)
            figure_add_number(out, &figure, sums[i].total, sums[i].grouped);
    }
}

void columns_add_sums(struct str *out, const struct template_section *section, struct span rows) {
    if (!section->sum_row || has_total(rows))
        return;
    struct column_sum *sums = mem_alloc_zero(section->column_count, sizeof *sums);
    for (size_t i = 0; i < section->column_count; i++)
        if (section->columns[i].sum)
            sums[i].total = number_from_int(0);

    struct span row;
    size_t data = 0;
    for (; span_take_line(&rows, &row); data++) {
        if (data == 0 && columns_is_heading(section, row) && !span_take_line(&rows, &row))
            break; /* nothing but the heading */
        add_row(sums, section, row);
    }
    if (data > 0)
        add_total_row(out, section, sums);

    for (size_t i = 0; i < section->column_count; i++)
        number_free(sums[i].total);
    mem_free(sums);
}
