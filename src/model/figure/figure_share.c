#include "model/figure/figure_share.h"

#include "base/mem.h"
#include "model/figure/figure_entry.h"

#include <string.h>

enum { PARTS_MOST = 64 };

struct parts {
    const struct template *template;
    const struct template_figure *figures[PARTS_MOST];
    size_t count;
};

static bool is_zero(const struct expression *expression) {
    return expression->kind == EXPRESSION_NUMBER && strcmp(expression->text, "0") == 0;
}

/* ${a} + coalesce(${b}, 0) + sum(${c}, ${d}): nothing but figures of this year that are added.
 * Recursion is bounded by EXPRESSION_DEPTH_MOST. */
static bool collect(struct parts *parts, const struct expression *expression) {
    bool adds = expression->kind == EXPRESSION_ADD ||
                (expression->kind == EXPRESSION_CALL && expression->function == FUNCTION_SUM);
    bool covers = expression->kind == EXPRESSION_CALL &&
                  expression->function == FUNCTION_COALESCE && expression->count == 2 &&
                  is_zero(expression->operands[1]);
    if (covers)
        return collect(parts, expression->operands[0]);
    for (size_t i = 0; adds && i < expression->count; i++)
        if (!collect(parts, expression->operands[i]))
            return false;
    if (adds)
        return true;
    if (expression->kind != EXPRESSION_REFERENCE || expression->prior || parts->count == PARTS_MOST)
        return false;
    const struct template_figure *figure = figure_find(parts->template, span_of(expression->text));
    if (figure == NULL)
        return false;
    parts->figures[parts->count++] = figure;
    return true;
}

static bool is_like(const struct template_figure *a, const struct template_figure *b) {
    return a->decimals >= 0 && a->decimals == b->decimals && a->type == b->type &&
           strcmp(figure_unit(a), figure_unit(b)) == 0;
}

/* Where the figure stands among the parts of the total; SIZE_MAX: it is none, or they are unlike.
 */
static size_t find_part(struct parts *parts, const struct template_figure *total,
                        const struct template_figure *figure) {
    size_t at = SIZE_MAX;
    parts->count = 0;
    if (!is_like(total, figure) || !collect(parts, total->calculate.expression))
        return SIZE_MAX;
    for (size_t i = 0; i < parts->count; i++) {
        if (!is_like(total, parts->figures[i]) || (at != SIZE_MAX && parts->figures[i] == figure))
            return SIZE_MAX;
        if (parts->figures[i] == figure)
            at = i;
    }
    return at;
}

/* The share of the part at `at`; an empty part has none and counts nothing. */
static struct number *share_of(struct figures *figures, const struct parts *parts, size_t at,
                               bool prior) {
    const struct number *values[PARTS_MOST];
    struct number *shares[PARTS_MOST], *own = NULL;
    size_t count = 0, mine = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct value *value = figures_value(figures, parts->figures[i], prior);
        if (value->kind != VALUE_NUMBER)
            continue;
        if (i == at)
            mine = count;
        values[count++] = value->number;
    }
    number_share_out(shares, values, count, parts->figures[at]->decimals);
    for (size_t i = 0; i < count; i++)
        if (i == mine)
            own = shares[i];
        else
            number_free(shares[i]);
    return own;
}

struct number *figures_shown(struct figures *figures, const struct template_figure *figure,
                             bool prior) {
    const struct value *value = figures_value(figures, figure, prior);
    const struct template *template = figures_report(figures)->template;
    struct parts parts = {.template = template};
    if (value->kind != VALUE_NUMBER)
        return NULL;
    for (size_t i = 0; figure->decimals >= 0 && i < template->figure_count; i++) {
        const struct template_figure *total = &template->figures[i];
        if (!figure_is_calculated(total) ||
            figures_value(figures, total, prior)->kind != VALUE_NUMBER)
            continue;
        size_t at = find_part(&parts, total, figure);
        if (at != SIZE_MAX)
            return share_of(figures, &parts, at, prior);
    }
    return number_clone(value->number);
}
