#include "model/figure/figure_method.h"

#include "base/lang.h"
#include "base/text/str.h"
#include "model/number/expression.h"
#include "model/template/template.h"

/* How tightly an operation binds: what binds less stands in brackets within what binds more. */
enum binding { BINDS_NOT, BINDS_COMPARE, BINDS_SUM, BINDS_PRODUCT, BINDS_ALL };

static const struct {
    const char *sign;
    enum binding binding;
} operations[] = {
    [EXPRESSION_ADD] = {" + ", BINDS_SUM},
    [EXPRESSION_SUBTRACT] = {" - ", BINDS_SUM},
    [EXPRESSION_MULTIPLY] = {" × ", BINDS_PRODUCT},
    [EXPRESSION_DIVIDE] = {" ÷ ", BINDS_PRODUCT},
    [EXPRESSION_MODULO] = {N_("取余"), BINDS_PRODUCT},
    [EXPRESSION_EQUAL] = {" = ", BINDS_COMPARE},
    [EXPRESSION_NOT_EQUAL] = {" ≠ ", BINDS_COMPARE},
    [EXPRESSION_LESS] = {" < ", BINDS_COMPARE},
    [EXPRESSION_LESS_EQUAL] = {" ≤ ", BINDS_COMPARE},
    [EXPRESSION_GREATER] = {" > ", BINDS_COMPARE},
    [EXPRESSION_GREATER_EQUAL] = {" ≥ ", BINDS_COMPARE},
    [EXPRESSION_AND] = {N_("并且"), BINDS_NOT},
    [EXPRESSION_OR] = {N_("或者"), BINDS_NOT},
};

struct method {
    struct str *out;
    const struct template *template;
    const char *self; /* what "." is called */
};

static void add(const struct method *m, const struct expression *at, enum binding within);

static void add_label(const struct method *m, const struct expression *at) {
    const struct template_figure *figure =
        template_find(m->template, TEMPLATE_FIGURE, span_of(at->text));
    const struct template_question *question =
        figure == NULL ? template_find(m->template, TEMPLATE_QUESTION, span_of(at->text)) : NULL;
    str_add_text(m->out, at->prior ? _("上年的") : "");
    str_add_text(m->out, figure != NULL     ? figure->label
                         : question != NULL ? question->label
                                            : at->text);
}

static void add_list(const struct method *m, const struct expression *at, const char *sign,
                     enum binding binding) {
    for (size_t i = 0; i < at->count; i++) {
        str_add_text(m->out, i > 0 ? sign : "");
        add(m, at->operands[i], binding);
    }
}

/* 较大的（甲、乙） */
static void add_named(const struct method *m, const struct expression *at, const char *name) {
    str_add_format(m->out, "%s（", name);
    add_list(m, at, "、", BINDS_NOT);
    str_add_text(m->out, "）");
}

static void add_call(const struct method *m, const struct expression *at, enum binding within) {
    switch (at->function) {
    case FUNCTION_ROUND:
    case FUNCTION_COALESCE:
        add(m, at->operands[0], within);
        break;
    case FUNCTION_SUM:
        str_add_text(m->out, within > BINDS_SUM ? "（" : "");
        add_list(m, at, " + ", BINDS_SUM);
        str_add_text(m->out, within > BINDS_SUM ? "）" : "");
        break;
    case FUNCTION_IF:
        str_add_text(m->out, _("如果"));
        add(m, at->operands[0], BINDS_NOT);
        str_add_text(m->out, _("，是"));
        add(m, at->operands[1], BINDS_NOT);
        str_add_text(m->out, _("，否则是"));
        add(m, at->operands[2], BINDS_NOT);
        break;
    case FUNCTION_ABS:
        add_named(m, at, _("不分正负的"));
        break;
    case FUNCTION_MIN:
        add_named(m, at, _("最小的"));
        break;
    case FUNCTION_MAX:
        add_named(m, at, _("最大的"));
        break;
    case FUNCTION_COUNT:
        add_named(m, at, _("填了的项数"));
        break;
    case FUNCTION_LENGTH:
        add_named(m, at, _("字数"));
        break;
    }
}

/* The right side of - and ÷ is bound more tightly: a - （b - c）. */
static void add_operation(const struct method *m, const struct expression *at,
                          enum binding within) {
    enum binding binding = operations[at->kind].binding;
    bool ordered = at->kind == EXPRESSION_SUBTRACT || at->kind == EXPRESSION_DIVIDE;
    str_add_text(m->out, within > binding ? "（" : "");
    for (size_t i = 0; i < at->count; i++) {
        str_add_text(m->out, i > 0 ? _(operations[at->kind].sign) : "");
        add(m, at->operands[i], i > 0 && ordered ? binding + 1 : binding);
    }
    str_add_text(m->out, within > binding ? "）" : "");
}

static void add(const struct method *m, const struct expression *at, enum binding within) {
    if (at->kind == EXPRESSION_NUMBER)
        str_add_format(m->out, "%s%s", at->text, at->percent ? "%" : "");
    else if (at->kind == EXPRESSION_TEXT)
        str_add_format(m->out, "“%s”", at->text);
    else if (at->kind == EXPRESSION_REFERENCE)
        add_label(m, at);
    else if (at->kind == EXPRESSION_SELF)
        str_add_text(m->out, m->self);
    else if (at->kind == EXPRESSION_NOT)
        add_named(m, at, _("不是"));
    else if (at->kind == EXPRESSION_CALL)
        add_call(m, at, within);
    else if (at->kind != EXPRESSION_NEGATE)
        add_operation(m, at, within);
    else {
        str_add_byte(m->out, '-');
        add(m, at->operands[0], BINDS_ALL);
    }
}

void figure_add_method(struct str *out, const struct template *template,
                       const struct condition *condition, const char *self) {
    const struct method method = {out, template, self};
    if (condition->expression != NULL)
        add(&method, condition->expression, BINDS_NOT);
}

/* What "." is held against, in words: 应大于0; NULL: it is more than one comparison of it. */
static const char *wanted_words(const struct expression *at) {
    static const char *const words[] = {
        [EXPRESSION_EQUAL] = N_("应等于"),   [EXPRESSION_NOT_EQUAL] = N_("不应等于"),
        [EXPRESSION_LESS] = N_("应小于"),    [EXPRESSION_LESS_EQUAL] = N_("应不大于"),
        [EXPRESSION_GREATER] = N_("应大于"), [EXPRESSION_GREATER_EQUAL] = N_("应不小于"),
    };
    bool compares = at->kind >= EXPRESSION_EQUAL && at->kind <= EXPRESSION_GREATER_EQUAL;
    return compares && at->operands[0]->kind == EXPRESSION_SELF ? _(words[at->kind]) : NULL;
}

void figure_add_wanted(struct str *out, const struct template *template,
                       const struct condition *condition, const char *self) {
    const struct method method = {out, template, self};
    const struct expression *expression = condition->expression;
    const char *words = expression != NULL ? wanted_words(expression) : NULL;
    if (words == NULL) {
        str_add_text(out, _("应符合："));
        figure_add_method(out, template, condition, self);
        return;
    }
    str_add_text(out, words);
    add(&method, expression->operands[1], BINDS_COMPARE);
}
