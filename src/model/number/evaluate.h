/*
 * evaluate.h - the value of an expression (model/expression.h): empty, a number, a text or a truth.
 *
 * Empty is what is not known. It propagates through arithmetic, comparison, sum, min, max, round,
 * abs; what cannot be computed is empty too (division by nothing, 'a' + 1, a number that outgrows
 * its bounds). Where an answer does not depend on it, it is given all the same: "false and empty"
 * is false, "true or empty" true; if() asks only for the branch it takes; coalesce() gives the
 * first operand that is there; count() counts those that are; the length of nothing is 0. An
 * operand = '' asks whether it is empty. Texts are compared by = and != alone. The length of a text
 * counts characters, spaces apart, as min_length does.
 *
 * One evaluation takes as many steps as the expression has nodes, and recurses no deeper than
 * EXPRESSION_DEPTH_MOST.
 */
#ifndef MODEL_NUMBER_EVALUATE_H
#define MODEL_NUMBER_EVALUATE_H

#include "model/number/expression.h"
#include "model/number/number.h"

enum value_kind { VALUE_EMPTY, VALUE_NUMBER, VALUE_TEXT, VALUE_TRUTH };

struct value { /* zeroed: empty */
    enum value_kind kind;
    bool truth;
    struct number *number; /* owned */
    char *text;            /* owned, never empty: an empty text is no value */
};
void value_release(struct value *value); /* empty again */
void value_copy(struct value *to, const struct value *from);
void value_set_number(struct value *value, struct number *number); /* taken over; NULL: empty */
void value_set_text(struct value *value, struct span text);        /* copied */

/* What the expression stands in. */
struct value_source {
    /* Fills an empty value with that of a name; prior: last year's. Leaves it empty otherwise. */
    void (*find)(void *self, struct span name, bool prior, struct value *out);
    void *self;
    const struct value *own; /* ".", NULL: empty */
};

/* Why a value is empty though its operands are there; the first reason, for whoever explains. */
enum evaluate_fault {
    EVALUATE_FINE,
    EVALUATE_BY_NOTHING, /* division by zero */
    EVALUATE_MISMATCH,   /* a text or a truth where a number belongs, and the like */
    EVALUATE_TOO_BIG
};
/* `out` gets the value, which is the caller's. */
enum evaluate_fault evaluate(struct value *out, const struct expression *expression,
                             const struct value_source *source);

#endif
