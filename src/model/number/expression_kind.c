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
    if (fits || !is_first_fault(check, node))
        return nature;
    bool named = wanted == KIND_IS_NUMBER && nature.kind == KIND_IS_TEXT &&
                 node->kind == EXPRESSION_REFERENCE;
    (void)err_set(check->err, RC_INPUT,
                  named ? _("这里应当是%s，却是%s：要拿它计算、比大小，给它写type: integer等")
                        : _("这里应当是%s，却是%s"),
                  kind_text(wanted), kind_text(nature.kind));
    return nature;
}

const char unit_share[] = "比例";

static bool is_unit(const char *unit, const char *word) {
    return unit != NULL && strcmp(unit, word) == 0;
}

bool unit_find_power(const char *from, const char *to, int *power) {
    enum { POWER_MOST = 12 };
    *power = 0;
    if (from == NULL || to == NULL)
        return false;
    bool share = is_unit(from, unit_share), percent = is_unit(from, "%");
    if (strcmp(from, to) == 0)
        return true;
    if ((share && is_unit(to, "%")) || (percent && is_unit(to, unit_share))) {
        *power = share ? 2 : -2;
        return true;
    }
    struct number *one = number_from_int(1), *ten = number_from_int(10);
    struct number *converted = number_convert(one, span_of(from), span_of(to));
    struct number *larger = number_clone(one), *smaller = number_clone(one);
    bool found = false;
    for (int i = 0; converted != NULL && !found && i <= POWER_MOST; i++) {
        found = number_compare(converted, larger) == 0 || number_compare(converted, smaller) == 0;
        *power = number_compare(converted, larger) == 0 ? i : -i;
        struct number *up = number_multiply(larger, ten), *down = number_divide(smaller, ten);
        number_free(larger);
        number_free(smaller);
        larger = up;
        smaller = down;
    }
    number_free(larger);
    number_free(smaller);
    number_free(converted);
    number_free(ten);
    number_free(one);
    return found;
}

static bool is_strict(const char *unit) {
    int power;
    return is_unit(unit, unit_share) || is_unit(unit, "%") || unit_find_power(unit, "元", &power);
}

bool units_differ(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) != 0 && (is_strict(a) || is_strict(b));
}

static bool units_clash(const struct check *check, const char *a, const char *b) {
    int power;
    if (a == NULL || b == NULL || strcmp(a, b) == 0)
        return false;
    if (check->source->strict && units_differ(a, b))
        return true;
    return !is_unit(a, unit_share) && !is_unit(b, unit_share) && unit_find_power(a, b, &power);
}

/* How to make the one of the other. */
static void tell_clash(struct check *check, const char *a, const char *b) {
    int power;
    if (is_unit(a, unit_share) && is_unit(b, "%"))
        (void)err_set(check->err, RC_INPUT,
                      _("一边是比例（0.95），一边是百分数（95），请把比例乘100"));
    else if (is_unit(a, "%") && is_unit(b, unit_share))
        (void)err_set(check->err, RC_INPUT,
                      _("一边是百分数（95），一边是比例（0.95，95%%），请把比例写成95或乘100"));
    else if (unit_find_power(a, b, &power))
        (void)err_set(check->err, RC_INPUT,
                      _("两边的单位不同：%s和%s，请先换算（乘或除以10000等）"), a, b);
    else
        (void)err_set(check->err, RC_INPUT, _("两边的单位不同：%s和%s，不能相加或比较"), a, b);
}

/* The nature of two values that stand side by side: added, compared, or one instead of the other.
 */
static struct nature join(struct check *check, const struct expression *node, struct nature a,
                          struct nature b) {
    if (units_clash(check, a.unit, b.unit) && is_first_fault(check, node))
        tell_clash(check, a.unit, b.unit);
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

/* Counts of different things make no sum: 户 and 人. Persons go by several words, cases too. */
static bool are_other_things(const char *a, const char *b) {
    static const char *const same[][6] = {{"人", "名", "位"}, {"个", "项", "件", "起", "宗", "处"}};
    if (a == NULL || b == NULL || strcmp(a, b) == 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(same); i++) {
        bool has_a = false, has_b = false;
        for (size_t k = 0; k < ARRAY_LEN(same[i]) && same[i][k] != NULL; k++) {
            has_a = has_a || strcmp(same[i][k], a) == 0;
            has_b = has_b || strcmp(same[i][k], b) == 0;
        }
        if (has_a && has_b)
            return false;
    }
    return true;
}

/* Values that are added up. */
static struct nature join_addends(struct check *check, const struct expression *node) {
    struct nature all = join_operands(check, node, 0, KIND_IS_NUMBER);
    for (size_t i = 0; i < node->count && check->source->strict; i++) {
        const char *unit = expression_nature(node->operands[i], check->source).unit;
        if (are_other_things(all.unit, unit) && !is_strict(all.unit) && !is_strict(unit) &&
            is_first_fault(check, node->operands[i]))
            (void)err_set(check->err, RC_INPUT,
                          _("%s和%s是不同的东西，不能相加；要合计的，先把单位写成一样"), all.unit,
                          unit);
    }
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
        return (struct nature){KIND_IS_NUMBER, join_addends(check, node).unit};
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
    return (struct nature){KIND_IS_NUMBER, join_addends(check, node).unit};
}

static bool is_hundred(const struct expression *node) {
    return node->kind == EXPRESSION_NUMBER && !node->percent && strcmp(node->text, "100") == 0;
}

/* 2, 1.5; a power of ten may be there to make another unit. */
static bool is_plain_factor(const struct expression *node) {
    return node->kind == EXPRESSION_NUMBER && !node->percent &&
           (strspn(node->text, "10.") != strlen(node->text) ||
            strchr(node->text, '1') != strrchr(node->text, '1'));
}

/* Twice the money is money, and no people; of people a factor may make money (1.5万元 a head). */
static const char *unit_by_factor(struct nature of, const struct expression *factor) {
    return is_plain_factor(factor) && of.unit != NULL && is_strict(of.unit) ? of.unit : NULL;
}

/* A share times 100 is a percentage, a share of an amount is one of its unit; what other factors do
 * to a unit is not known. */
static struct nature nature_of_product(struct check *check, const struct expression *node) {
    const struct expression *a = node->operands[0], *b = node->operands[1];
    struct nature left = want(check, a, KIND_IS_NUMBER), right = want(check, b, KIND_IS_NUMBER);
    const char *unit = NULL;
    if ((is_unit(left.unit, unit_share) && is_hundred(b)) ||
        (is_hundred(a) && is_unit(right.unit, unit_share)))
        unit = "%";
    else if (is_unit(left.unit, unit_share) || is_unit(right.unit, unit_share))
        unit = is_unit(left.unit, unit_share) ? right.unit : left.unit;
    if (unit == NULL)
        unit = unit_by_factor(left, b);
    if (unit == NULL)
        unit = unit_by_factor(right, a);
    return (struct nature){KIND_IS_NUMBER, unit};
}

/* Two amounts of one unit give a share, a percentage over 100 does; of 元 and 万元 comes nothing
 * that has a meaning. */
static struct nature nature_of_quotient(struct check *check, const struct expression *node) {
    struct nature left = want(check, node->operands[0], KIND_IS_NUMBER);
    struct nature right = want(check, node->operands[1], KIND_IS_NUMBER);
    int power;
    bool same = left.unit != NULL && right.unit != NULL && strcmp(left.unit, right.unit) == 0;
    if (!same && check->source->strict && !is_unit(left.unit, unit_share) &&
        !is_unit(right.unit, unit_share) && unit_find_power(left.unit, right.unit, &power) &&
        is_first_fault(check, node))
        tell_clash(check, left.unit, right.unit);
    bool share = same || (is_unit(left.unit, "%") && is_hundred(node->operands[1]));
    const char *kept = unit_by_factor(left, node->operands[1]);
    return (struct nature){KIND_IS_NUMBER, share ? unit_share : kept};
}

static struct nature nature_of_modulo(struct check *check, const struct expression *node) {
    for (size_t i = 0; i < node->count; i++)
        (void)want(check, node->operands[i], KIND_IS_NUMBER);
    return (struct nature){KIND_IS_NUMBER, NULL};
}

static struct nature nature_of_number(struct check *check, const struct expression *node) {
    (void)check;
    return (struct nature){KIND_IS_NUMBER, node->percent ? unit_share : NULL};
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
        [EXPRESSION_DIVIDE] = nature_of_quotient,
        [EXPRESSION_MODULO] = nature_of_modulo,
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

struct nature expression_nature(const struct expression *expression,
                                const struct nature_source *source) {
    struct check check = {.source = source};
    return nature_of(&check, expression);
}
