#include "model/template/columns.h"

#include "base/text/utf8.h"
#include "model/table_columns.h"
#include "model/template/template.h"

/* A date has no total, and rates of several things are no rate of all. */
bool column_adds_up(const struct template_column *column) {
    return column->type == TYPE_INTEGER || column->type == TYPE_DECIMAL ||
           column->type == TYPE_MONEY;
}

static void add_label(struct str *out, const struct template_column *column) {
    str_add_text(out, column->label);
    if (column->unit != NULL && column->unit[0] != '\0')
        str_add_format(out, "（%s）", column->unit);
}

void columns_add_heading(struct str *out, const struct template_section *section) {
    for (size_t i = 0; i < section->column_count; i++) {
        if (i > 0)
            str_add_byte(out, '\t');
        add_label(out, &section->columns[i]);
    }
}

bool columns_is_heading(const struct template_section *section, struct span row) {
    struct span cell;
    for (size_t i = 0; i < section->column_count; i++) {
        struct str label = STR_INIT;
        add_label(&label, &section->columns[i]);
        bool same =
            table_take_cell(&row, &cell) && (span_equal(span_trim(cell), str_span(&label)) ||
                                             span_is(span_trim(cell), section->columns[i].label));
        str_release(&label);
        if (!same)
            return false;
    }
    return section->column_count > 0 && !table_take_cell(&row, &cell);
}

bool cell_is_total(struct span cell) {
    static const char *const words[] = {"合计", "总计", "共计"};
    struct str bare = STR_INIT;
    while (cell.n > 0) {
        char32_t c = utf8_take(&cell);
        if (!utf8_is_space(c))
            str_add_char(&bare, c);
    }
    bool total = false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        total = total || span_is(str_span(&bare), words[i]);
    str_release(&bare);
    return total;
}
