#include "model/number/expression_kind.h"

#include "base/lang.h"
#include "model/number/number.h"

#include <string.h>

struct check {
    const struct nature_source *source;
    struct err *err;
    size_t at;
    bool failed;
};

static struct nature nature_of(struct check *check, const struct expression *node);

static const char *kind_text(enum kind kind) {
    static const char *const texts[] = {[KIND_IS_ANY] = N_("一个值"),
                                        [KIND_IS_NUMBER] = N_("一个数"),
                                        [KIND_IS_TEXT] = N_("一段文字"),
                                        [KIND_IS_TRUTH] = N_("一个条件（如${a} > 0）")};
    return _(texts[kind]);
}

/* Only the first fault is told. */
static bool is_first_fault(struct check *check, const struct expression *node) {
    if (check->failed)
        return false;
    check->failed = true;
    check->at = node->at;
    return true;
}

static struct nature want(struct check *check, const struct expression *node, enum kind wanted) {
    struct nature nature = nature_of(check, node);
    bool fits = nature.kind == wanted || nature.kind == KIND_IS_ANY || wanted == KIND_IS_ANY;
    if (!fits && is_first_fault(check, node))
        (void)err_set(check->err, RC_INPUT, _("这里应当是%s，却是%s"), kind_text(wanted),
                      kind_text(nature.kind));
    return nature;
}

static bool units_clash(const char *a, const char *b) {
    if (a == NULL || b == NULL || strcmp(a, b) == 0)
        return false;
    struct number *one = number_from_int(1);
    struct number *converted = number_convert(one, span_of(a), span_of(b));
    number_free(one);
    number_free(converted);
    return converted != NULL;
}

/* The nature of two values that stand side by side: added, compared, or one instead of the other.
 */
static struct nature join(struct check *check, const struct expression *node, struct nature a,
                          struct nature b) {
    if (units_clash(a.unit, b.unit) && is_first_fault(check, node))
        (void)err_set(check->err, RC_INPUT,
                      _("两边的单位不同：%s和%s，请先换算（乘或除以10000等）"), a.unit, b.unit);
    bool differ = a.kind != b.kind && a.kind != KIND_IS_ANY && b.kind != KIND_IS_ANY;
    if (differ && is_first_fault(check, node))
        (void)err_set(check->err, RC_INPUT, _("两边不是一类：一边是%s，一边是%s"),
                      kind_text(a.kind), kind_text(b.kind));
    return (struct nature){a.kind != KIND_IS_ANY ? a.kind : b.kind,
                           a.unit != NULL ? a.unit : b.unit};
}

static struct nature join_operands(struct check *check, const struct expression *node, size_t from,
                                   enum kind wanted) {
    struct nature all = want(check, node->operands[from], wanted);
    for (size_t i = from + 1; i < node->count; i++)
        all = join(check, node->operands[i], all, want(check, node->operands[i], wanted));
    return all;
}

static struct nature nature_of_call(struct check *check, const struct expression *node) {
    static const struct nature number = {KIND_IS_NUMBER, NULL};
    struct nature first;
    switch (node->function) {
    case FUNCTION_IF:
        (void)want(check, node->operands[0], KIND_IS_TRUTH);
        return join_operands(check, node, 1, KIND_IS_ANY);
    case FUNCTION_COALESCE:
        return join_operands(check, node, 0, KIND_IS_ANY);
    case FUNCTION_COUNT:
        for (size_t i = 0; i < node->count; i++)
            (void)nature_of(check, node->operands[i]);
        return number;
    case FUNCTION_LENGTH:
        (void)want(check, node->operands[0], KIND_IS_TEXT);
        return number;
    case FUNCTION_ROUND:
        first = want(check, node->operands[0], KIND_IS_NUMBER);
        if (node->count > 1)
            (void)want(check, node->operands[1], KIND_IS_NUMBER);
        return (struct nature){KIND_IS_NUMBER, first.unit};
    case FUNCTION_SUM:
    case FUNCTION_ABS:
    case FUNCTION_MIN:
    case FUNCTION_MAX:
        break;
    }
    return (struct nature){KIND_IS_NUMBER, join_operands(check, node, 0, KIND_IS_NUMBER).unit};
}

static bool is_empty_text(const struct expression *node) {
    return node->kind == EXPRESSION_TEXT && node->text[0] == '\0';
}

static struct nature nature_of_comparison(struct check *check, const struct expression *node) {
    bool equality = node->kind == EXPRESSION_EQUAL || node->kind == EXPRESSION_NOT_EQUAL;
    const struct expression *a = node->operands[0], *b = node->operands[1];
    enum kind wanted = equality ? KIND_IS_ANY : KIND_IS_NUMBER;
    struct nature left = want(check, a, wanted), right = want(check, b, wanted);
    if (!equality || (!is_empty_text(a) && !is_empty_text(b))) /* = '': is it empty? */
        (void)join(check, node, left, right);
    return (struct nature){KIND_IS_TRUTH, NULL};
}

static struct nature nature_of_logic(struct check *check, const struct expression *node) {
    for (size_t i = 0; i < node->count; i++)
        (void)want(check, node->operands[i], KIND_IS_TRUTH);
    return (struct nature){KIND_IS_TRUTH, NULL};
}

static struct nature nature_of_sum(struct check *check, const struct expression *node) {
    return (struct nature){KIND_IS_NUMBER, join_operands(check, node, 0, KIND_IS_NUMBER).unit};
}

static struct nature nature_of_product(struct check *check, const struct expression *node) {
    for (size_t i = 0; i < node->count; i++)
        (void)want(check, node->operands[i], KIND_IS_NUMBER);
    return (struct nature){KIND_IS_NUMBER, NULL};
}

static struct nature nature_of_number(struct check *check, const struct expression *node) {
    (void)check;
    (void)node;
    return (struct nature){KIND_IS_NUMBER, NULL};
}

static struct nature nature_of_text(struct check *check, const struct expression *node) {
    (void)check;
    (void)node;
    return (struct nature){KIND_IS_TEXT, NULL};
}

static struct nature nature_of_name(struct check *check, const struct expression *node) {
    return check->source->of(check->source->self, node);
}

static struct nature nature_of(struct check *check, const struct expression *node) {
    static struct nature (*const natures[])(struct check *, const struct expression *) = {
        [EXPRESSION_NUMBER] = nature_of_number,
        [EXPRESSION_TEXT] = nature_of_text,
        [EXPRESSION_REFERENCE] = nature_of_name,
        [EXPRESSION_SELF] = nature_of_name,
        [EXPRESSION_NEGATE] = nature_of_sum,
        [EXPRESSION_ADD] = nature_of_sum,
        [EXPRESSION_SUBTRACT] = nature_of_sum,
        [EXPRESSION_MULTIPLY] = nature_of_product,
        [EXPRESSION_DIVIDE] = nature_of_product,
        [EXPRESSION_MODULO] = nature_of_product,
        [EXPRESSION_EQUAL] = nature_of_comparison,
        [EXPRESSION_NOT_EQUAL] = nature_of_comparison,
        [EXPRESSION_LESS] = nature_of_comparison,
        [EXPRESSION_LESS_EQUAL] = nature_of_comparison,
        [EXPRESSION_GREATER] = nature_of_comparison,
        [EXPRESSION_GREATER_EQUAL] = nature_of_comparison,
        [EXPRESSION_AND] = nature_of_logic,
        [EXPRESSION_OR] = nature_of_logic,
        [EXPRESSION_NOT] = nature_of_logic,
        [EXPRESSION_CALL] = nature_of_call,
    };
    return natures[node->kind](check, node);
}

enum rc expression_check_kind(const struct expression *expression, enum kind wanted,
                              const struct nature_source *source, size_t *at, struct err *err) {
    struct check check = {.source = source, .err = err};
    (void)want(&check, expression, wanted);
    *at = check.at;
    return check.failed ? RC_INPUT : RC_OK;
}
