#include "model/number/evaluate.h"

#include "base/mem.h"
#include "base/text/utf8.h"

/* ---- values ---- */

void value_release(struct value *value) {
    number_free(value->number);
    mem_free(value->text);
    *value = (struct value){0};
}

void value_copy(struct value *to, const struct value *from) {
    *to = *from;
    if (from->number != NULL)
        to->number = number_clone(from->number);
    if (from->text != NULL)
        to->text = span_copy(span_of(from->text));
}

void value_set_number(struct value *value, struct number *number) {
    value_release(value);
    if (number == NULL)
        return;
    value->kind = VALUE_NUMBER;
    value->number = number;
}

void value_set_text(struct value *value, struct span text) {
    value_release(value);
    if (text.n == 0)
        return;
    value->kind = VALUE_TEXT;
    value->text = span_copy(text);
}

static void set_truth(struct value *value, bool truth) {
    value_release(value);
    value->kind = VALUE_TRUTH;
    value->truth = truth;
}

/* ---- the run ---- */

struct run {
    const struct value_source *source;
    enum evaluate_fault fault;
};

static void note_fault(struct run *run, enum evaluate_fault fault) {
    if (run->fault == EVALUATE_FINE)
        run->fault = fault;
}

static void run_node(struct run *run, const struct expression *node, struct value *out);

/* A number or nothing; anything else is a fault and nothing. */
static bool run_number(struct run *run, const struct expression *node, struct value *out) {
    run_node(run, node, out);
    if (out->kind == VALUE_TEXT || out->kind == VALUE_TRUTH) {
        note_fault(run, EVALUATE_MISMATCH);
        value_release(out);
    }
    return out->kind == VALUE_NUMBER;
}

/* NULL: the operation is not bounded by the operands' size alone. */
static void set_result(struct run *run, struct value *out, struct number *number) {
    if (number == NULL)
        note_fault(run, EVALUATE_TOO_BIG);
    value_set_number(out, number);
}

/* ---- leaves ---- */

static void run_literal(struct run *run, const struct expression *node, struct value *out) {
    struct str text = STR_INIT;
    struct number *number = NULL;
    str_add_format(&text, "%s%s", node->text, node->percent ? "%" : "");
    if (number_parse(&number, str_span(&text), NULL) != RC_OK)
        number = NULL; /* more digits than a number has */
    set_result(run, out, number);
    str_release(&text);
}

static void run_text(struct run *run, const struct expression *node, struct value *out) {
    (void)run;
    value_set_text(out, span_of(node->text));
}

static void run_reference(struct run *run, const struct expression *node, struct value *out) {
    run->source->find(run->source->self, span_of(node->text), node->prior, out);
}

static void run_self(struct run *run, const struct expression *node, struct value *out) {
    (void)node;
    if (run->source->own != NULL)
        value_copy(out, run->source->own);
}

/* ---- arithmetic ---- */

typedef struct number *unary(const struct number *);
typedef struct number *binary(const struct number *, const struct number *);

static void run_unary(struct run *run, const struct expression *node, struct value *out,
                      unary *compute) {
    struct value operand = {0};
    if (run_number(run, node->operands[0], &operand))
        set_result(run, out, compute(operand.number));
    value_release(&operand);
}

static void run_negate(struct run *run, const struct expression *node, struct value *out) {
    run_unary(run, node, out, number_negate);
}

static void run_arithmetic(struct run *run, const struct expression *node, struct value *out) {
    static binary *const operations[] = {
        [EXPRESSION_ADD] = number_add,           [EXPRESSION_SUBTRACT] = number_subtract,
        [EXPRESSION_MULTIPLY] = number_multiply, [EXPRESSION_DIVIDE] = number_divide,
        [EXPRESSION_MODULO] = number_modulo,
    };
    struct value left = {0}, right = {0};
    bool both = run_number(run, node->operands[0], &left);
    both = run_number(run, node->operands[1], &right) && both;
    bool divides = node->kind == EXPRESSION_DIVIDE || node->kind == EXPRESSION_MODULO;
    if (both && divides && number_sign(right.number) == 0)
        note_fault(run, EVALUATE_BY_NOTHING);
    else if (both)
        set_result(run, out, operations[node->kind](left.number, right.number));
    value_release(&left);
    value_release(&right);
}

/* ---- comparison ---- */

static bool is_empty_text(const struct expression *node) {
    return node->kind == EXPRESSION_TEXT && node->text[0] == '\0';
}

/* x = '' asks whether x is empty. */
static void run_is_empty(struct run *run, const struct expression *node, struct value *out,
                         const struct expression *operand) {
    struct value value = {0};
    run_node(run, operand, &value);
    set_truth(out, (value.kind == VALUE_EMPTY) == (node->kind == EXPRESSION_EQUAL));
    value_release(&value);
}

static bool order_fits(enum expression_kind kind, int order) {
    static const struct {
        bool less, equal, greater;
    } fits[] = {
        [EXPRESSION_EQUAL] = {false, true, false},
        [EXPRESSION_NOT_EQUAL] = {true, false, true},
        [EXPRESSION_LESS] = {true, false, false},
        [EXPRESSION_LESS_EQUAL] = {true, true, false},
        [EXPRESSION_GREATER] = {false, false, true},
        [EXPRESSION_GREATER_EQUAL] = {false, true, true},
    };
    if (order == 0)
        return fits[kind].equal;
    return order < 0 ? fits[kind].less : fits[kind].greater;
}

static void compare(struct run *run, const struct expression *node, struct value *out,
                    const struct value *left, const struct value *right) {
    bool equality = node->kind == EXPRESSION_EQUAL || node->kind == EXPRESSION_NOT_EQUAL;
    if (left->kind == VALUE_EMPTY || right->kind == VALUE_EMPTY)
        return;
    if (left->kind != right->kind || (left->kind != VALUE_NUMBER && !equality)) {
        note_fault(run, EVALUATE_MISMATCH);
        return;
    }
    int order;
    if (left->kind == VALUE_NUMBER)
        order = number_compare(left->number, right->number);
    else if (left->kind == VALUE_TEXT)
        order = !span_equal(span_of(left->text), span_of(right->text));
    else
        order = left->truth != right->truth;
    set_truth(out, order_fits(node->kind, order));
}

static void run_compare(struct run *run, const struct expression *node, struct value *out) {
    const struct expression *first = node->operands[0], *second = node->operands[1];
    bool equality = node->kind == EXPRESSION_EQUAL || node->kind == EXPRESSION_NOT_EQUAL;
    if (equality && (is_empty_text(first) || is_empty_text(second))) {
        run_is_empty(run, node, out, is_empty_text(second) ? first : second);
        return;
    }
    struct value left = {0}, right = {0};
    run_node(run, first, &left);
    run_node(run, second, &right);
    compare(run, node, out, &left, &right);
    value_release(&left);
    value_release(&right);
}

/* ---- logic: true, false, or not known ---- */

static void run_truth(struct run *run, const struct expression *node, struct value *out) {
    run_node(run, node, out);
    if (out->kind == VALUE_NUMBER || out->kind == VALUE_TEXT) {
        note_fault(run, EVALUATE_MISMATCH);
        value_release(out);
    }
}

/* One operand of the deciding value decides, whatever the other is. */
static void run_logic(struct run *run, const struct expression *node, struct value *out) {
    bool deciding = node->kind == EXPRESSION_OR;
    struct value left = {0}, right = {0};
    run_truth(run, node->operands[0], &left);
    if (left.kind == VALUE_TRUTH && left.truth == deciding) {
        set_truth(out, deciding);
        return;
    }
    run_truth(run, node->operands[1], &right);
    if (right.kind == VALUE_TRUTH && (right.truth == deciding || left.kind == VALUE_TRUTH))
        set_truth(out, right.truth);
}

static void run_not(struct run *run, const struct expression *node, struct value *out) {
    run_truth(run, node->operands[0], out);
    if (out->kind == VALUE_TRUTH)
        out->truth = !out->truth;
}

/* ---- functions ---- */

/* sum, min, max: `next` joins what stands with the next operand. */
static void fold(struct run *run, const struct expression *node, struct value *out, binary *next) {
    bool all = run_number(run, node->operands[0], out);
    for (size_t i = 1; i < node->count; i++) {
        struct value operand = {0};
        all = run_number(run, node->operands[i], &operand) && all;
        if (all && out->kind == VALUE_NUMBER)
            set_result(run, out, next(out->number, operand.number));
        value_release(&operand);
    }
    if (!all)
        value_release(out);
}

static struct number *smaller(const struct number *a, const struct number *b) {
    return number_clone(number_compare(a, b) <= 0 ? a : b);
}
static struct number *larger(const struct number *a, const struct number *b) {
    return number_clone(number_compare(a, b) >= 0 ? a : b);
}

static void call_sum(struct run *run, const struct expression *node, struct value *out) {
    fold(run, node, out, number_add);
}
static void call_min(struct run *run, const struct expression *node, struct value *out) {
    fold(run, node, out, smaller);
}
static void call_max(struct run *run, const struct expression *node, struct value *out) {
    fold(run, node, out, larger);
}
static void call_abs(struct run *run, const struct expression *node, struct value *out) {
    run_unary(run, node, out, number_abs);
}

static void call_round(struct run *run, const struct expression *node, struct value *out) {
    struct value number = {0}, decimals = {0};
    int64_t places = 0;
    bool both = run_number(run, node->operands[0], &number);
    if (node->count > 1)
        both = run_number(run, node->operands[1], &decimals) && both;
    bool fits = !both || node->count == 1 ||
                (number_to_int(decimals.number, &places) && places >= -NUMBER_DECIMALS_MOST &&
                 places <= NUMBER_DECIMALS_MOST);
    if (!fits)
        note_fault(run, EVALUATE_MISMATCH);
    else if (both)
        set_result(run, out, number_round(number.number, (int)places));
    value_release(&number);
    value_release(&decimals);
}

static void call_if(struct run *run, const struct expression *node, struct value *out) {
    struct value condition = {0};
    run_truth(run, node->operands[0], &condition);
    if (condition.kind == VALUE_TRUTH)
        run_node(run, node->operands[condition.truth ? 1 : 2], out);
}

static void call_coalesce(struct run *run, const struct expression *node, struct value *out) {
    for (size_t i = 0; i < node->count && out->kind == VALUE_EMPTY; i++)
        run_node(run, node->operands[i], out);
}

static void call_count(struct run *run, const struct expression *node, struct value *out) {
    int64_t count = 0;
    for (size_t i = 0; i < node->count; i++) {
        struct value operand = {0};
        run_node(run, node->operands[i], &operand);
        count += operand.kind != VALUE_EMPTY;
        value_release(&operand);
    }
    value_set_number(out, number_from_int(count));
}

static void call_length(struct run *run, const struct expression *node, struct value *out) {
    struct value operand = {0};
    run_node(run, node->operands[0], &operand);
    if (operand.kind == VALUE_NUMBER || operand.kind == VALUE_TRUTH)
        note_fault(run, EVALUATE_MISMATCH);
    else
        value_set_number(out, number_from_int((int64_t)utf8_count_ink(span_of(operand.text))));
    value_release(&operand);
}

typedef void runner(struct run *run, const struct expression *node, struct value *out);

static void run_call(struct run *run, const struct expression *node, struct value *out) {
    static runner *const functions[] = {
        [FUNCTION_SUM] = call_sum,           [FUNCTION_ROUND] = call_round,
        [FUNCTION_ABS] = call_abs,           [FUNCTION_MIN] = call_min,
        [FUNCTION_MAX] = call_max,           [FUNCTION_IF] = call_if,
        [FUNCTION_COALESCE] = call_coalesce, [FUNCTION_COUNT] = call_count,
        [FUNCTION_LENGTH] = call_length,
    };
    functions[node->function](run, node, out);
}

/* ---- all nodes ---- */

/* `out` is empty before. */
static void run_node(struct run *run, const struct expression *node, struct value *out) {
    static runner *const runners[] = {
        [EXPRESSION_NUMBER] = run_literal,
        [EXPRESSION_TEXT] = run_text,
        [EXPRESSION_REFERENCE] = run_reference,
        [EXPRESSION_SELF] = run_self,
        [EXPRESSION_NEGATE] = run_negate,
        [EXPRESSION_ADD] = run_arithmetic,
        [EXPRESSION_SUBTRACT] = run_arithmetic,
        [EXPRESSION_MULTIPLY] = run_arithmetic,
        [EXPRESSION_DIVIDE] = run_arithmetic,
        [EXPRESSION_MODULO] = run_arithmetic,
        [EXPRESSION_EQUAL] = run_compare,
        [EXPRESSION_NOT_EQUAL] = run_compare,
        [EXPRESSION_LESS] = run_compare,
        [EXPRESSION_LESS_EQUAL] = run_compare,
        [EXPRESSION_GREATER] = run_compare,
        [EXPRESSION_GREATER_EQUAL] = run_compare,
        [EXPRESSION_AND] = run_logic,
        [EXPRESSION_OR] = run_logic,
        [EXPRESSION_NOT] = run_not,
        [EXPRESSION_CALL] = run_call,
    };
    assert(out->kind == VALUE_EMPTY);
    runners[node->kind](run, node, out);
}

enum evaluate_fault evaluate(struct value *out, const struct expression *expression,
                             const struct value_source *source) {
    struct run run = {.source = source, .fault = EVALUATE_FINE};
    *out = (struct value){0};
    run_node(&run, expression, out);
    return run.fault;
}
