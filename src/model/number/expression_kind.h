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
    bool strict; /* refuses shares beside percentages and money beside what is none, too */
};

/* The unit of a share: 0.95, of which 95 is a percentage with the unit %. The quotient of two
 * amounts of one kind is one. */
extern const char unit_share[];
/* What a number of the one unit is multiplied by, as a power of ten, to be one of the other: 2 from
 * a share to %, -4 from 元 to 万元. False: nothing makes the one of the other, or one is unknown.
 */
bool unit_find_power(const char *from, const char *to, int *power);
/* Whether two known units cannot stand for one another: money, percentages and shares have one
 * meaning each, counts may go by several names. */
bool units_differ(const char *a, const char *b);
/* What a right expression gives. */
struct nature expression_nature(const struct expression *expression,
                                const struct nature_source *source);
/* RC_INPUT with a sentence without a place; *at (bytes of the source) is where it belongs. */
MUST_CHECK enum rc expression_check_kind(const struct expression *expression, enum kind wanted,
                                         const struct nature_source *source, size_t *at,
                                         struct err *err);

#endif
