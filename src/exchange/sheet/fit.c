#include "exchange/sheet/fit.h"

#include "base/lang.h"
#include "base/text/utf8.h"
#include "exchange/sheet/fold.h"
#include "exchange/sheet/unit_said.h"
#include "model/figure/figure_entry.h"
#include "model/number/number.h"

bool fit_is_money(const struct template_figure *figure) {
    return figure_is_number(figure) &&
           (figure->type == TYPE_MONEY || unit_is_money(span_of(figure_unit(figure))));
}

static bool label_has(const struct template_figure *figure, const char *const *words,
                      size_t count) {
    return sheet_has_word(span_of(figure->label), words, count);
}

#define LABEL_HAS(figure, words) label_has(figure, words, ARRAY_LEN(words))

bool fit_add_column_trouble(struct str *out, const struct read_row *row,
                            const struct template_figure *figure) {
    static const char *const plans[] = {"预算", "计划", "目标", "预期", "批复", "批准", "应",
                                        "概算", "追加", "调整", "结转", "编制", "下达", "年初"};
    static const char *const each[] = {"人均", "平均", "均", "单价"};
    bool is_rate = figure_is_rate(figure);
    if (row->caption == NULL || !figure_is_number(figure))
        return false;
    if (row->kind == PLAIN_RATE && !is_rate)
        str_add_format(out, _("“%s”一列是比率，这一项要的是%s"), row->caption, figure_unit(figure));
    else if (row->kind == PLAIN_PLANNED && !is_rate && !LABEL_HAS(figure, plans))
        str_add_format(
            out, _("“%s”一列是计划的数，这一项要的是实际的；是实际的数，请把标题写成“今年数”"),
            row->caption);
    else if (row->kind == PLAIN_EACH && !LABEL_HAS(figure, each))
        str_add_format(out, _("“%s”一列是平均的数，这一项要的是总数"), row->caption);
    else
        return false;
    return true;
}

struct span fit_unit(const struct template_figure *figure, struct span unit, bool is_tables) {
    bool is_other = is_tables && unit_is_money(unit) && !fit_is_money(figure) &&
                    span_find(span_of(figure_unit(figure)), SPAN("元")) == SIZE_MAX;
    return is_other ? SPAN("") : unit;
}

static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/* 12.5¹: the marks behind, which are cut off. m² keeps its own, and so does 10⁴, which is a power.
 */
static void cut_note_mark(struct span *text, struct str *said, struct span value) {
    struct span rest = *text;
    for (size_t i = 0; i < ARRAY_LEN(raised);)
        if (span_ends_with(rest, span_of(raised[i]))) {
            rest = span_sub(rest, 0, rest.n - span_of(raised[i]).n);
            i = 0;
        } else {
            i++;
        }
    struct span number = rest;
    struct number *read = NULL;
    bool is_number = rest.n < text->n && number_take(&read, &number, NULL) == RC_OK;
    bool may_be_power = is_number && number.n == 0 &&
                        (span_ends_with(rest, SPAN("10")) || span_ends_with(rest, SPAN("m")));
    number_free(read);
    if (!is_number || may_be_power || span_ends_with(rest, SPAN("m")))
        return;
    str_add_format(said, _("“%.*s”的上标当作注释号，取%.*s"), SPAN_ARG(value), SPAN_ARG(rest));
    *text = rest;
}

/* A note's mark in front: ¹12.5. */
static void cut_front_mark(struct span *text, struct str *said, struct span value) {
    struct span rest = *text;
    for (size_t i = 0; i < ARRAY_LEN(raised);)
        i = span_take_prefix(&rest, span_of(raised[i])) ? 0 : i + 1;
    if (rest.n == text->n)
        return;
    str_add_format(said, _("“%.*s”的上标当作注释号，取%.*s"), SPAN_ARG(value), SPAN_ARG(rest));
    *text = rest;
}

void fit_add_typed(struct str *out, struct str *said, struct span value, struct span unit,
                   const struct template_figure *figure) {
    static const char *const signs[] = {"￥", "¥", "人民币", "RMB", "CNY"};
    struct span text = span_trim_space(value);
    if (!figure_is_number(figure)) {
        str_add(out, value);
        return;
    }
    cut_front_mark(&text, said, value);
    cut_note_mark(&text, said, value);
    for (size_t i = 0; i < ARRAY_LEN(signs) && fit_is_money(figure); i++)
        if (span_take_prefix(&text, span_of(signs[i])))
            text = span_trim_space(text);

    struct span rest = text;
    struct number *number = NULL;
    if (number_take(&number, &rest, NULL) != RC_OK) {
        str_add(out, text);
        return;
    }
    number_free(number);
    str_add(out, span_sub(text, 0, text.n - rest.n));
    struct str own = STR_INIT;
    sheet_fold_unit(&own, rest.n > 0 ? rest : unit);
    if (own.len == 0)
        str_add(out, rest); /* a mark that is no unit */
    else if (!span_is(str_span(&own), figure_unit(figure)))
        str_add(out, str_span(&own));
    str_release(&own);
}

bool fit_add_value_trouble(struct str *out, struct span value) {
    struct str folded = STR_INIT;
    sheet_fold(&folded, value, false);
    struct span text = str_span(&folded);
    bool is_bracketed = text.n > 2 && text.p[0] == '(' && text.p[text.n - 1] == ')';
    struct span inside = is_bracketed ? span_sub(text, 1, text.n - 1) : SPAN("");
    struct span rest = inside;
    struct number *number = NULL;
    bool is_number = is_bracketed && number_take(&number, &rest, NULL) == RC_OK && rest.n == 0;
    number_free(number);
    if (is_number)
        str_add_format(out, _("“%.*s”在会计表里是负数；请写成-%.*s，不是负数就去掉括号"),
                       SPAN_ARG(value), SPAN_ARG(inside));
    str_release(&folded);
    return is_number;
}
