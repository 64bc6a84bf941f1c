#include "model/figure/table_figures.h"

#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/table_cell.h"
#include "model/template/template.h"

/* The unit in brackets that a head ends with: 金额（万元）; empty: none. */
static struct span head_unit(struct span head) {
    head = span_trim(head);
    size_t open = span_find(head, SPAN("（"));
    if (open == SIZE_MAX || !span_ends_with(head, SPAN("）")))
        return SPAN("");
    struct span unit = span_sub(head, open + SPAN("（").n, head.n - SPAN("）").n);
    (void)span_take_prefix(&unit, SPAN("单位：")); /* （单位：万元） */
    return unit;
}

static void add_cell(struct figures *figures, struct str *out, struct span cell, struct span head) {
    struct figure_token token;
    struct span text = span_trim(cell), unit = head_unit(head);
    bool is_token = figure_token_at(figures_report(figures)->template, text, &token) &&
                    token.bytes == text.n &&
                    (token.form == FIGURE_VALUE || token.form == FIGURE_PRIOR) &&
                    (unit.n == 0 || span_equal(unit, span_of(token.figure->unit)));
    if (is_token)
        figure_add_plain(out, token.figure,
                         figures_value(figures, token.figure, token.form == FIGURE_PRIOR));
    else
        str_add(out, cell);
}

void figures_add_row(struct figures *figures, struct str *out, struct span row, struct span head) {
    struct span cell, title;
    for (size_t i = 0; table_cell_take(&row, &cell); i++) {
        if (!table_cell_take(&head, &title))
            title = SPAN("");
        if (i > 0)
            str_add_byte(out, '\t');
        add_cell(figures, out, cell, title);
    }
}
