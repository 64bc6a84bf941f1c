/*
 * expression_kind.h - what kind of value an expression has, checked when a template is read: a text
 * where a number belongs, a number where a truth belongs, and amounts in units of one kind but of
 * different size (元 and 万元) that are added or compared.
 */
#ifndef MODEL_NUMBER_EXPRESSION_KIND_H
#define MODEL_NUMBER_EXPRESSION_KIND_H

#include "model/number/expression.h"

enum kind { KIND_IS_ANY, KIND_IS_NUMBER, KIND_IS_TEXT, KIND_IS_TRUTH };

struct nature {
    enum kind kind;
    const char *unit; /* of a number, NULL: not known; borrowed */
};

struct nature_source {
    /* Of a reference or "."; ANY where nothing is known. */
    struct nature (*of)(void *self, const struct expression *operand);
    void *self;
};

/* RC_INPUT with a sentence without a place; *at (bytes of the source) is where it belongs. */
MUST_CHECK enum rc expression_check_kind(const struct expression *expression, enum kind wanted,
                                         const struct nature_source *source, size_t *at,
                                         struct err *err);

#endif
