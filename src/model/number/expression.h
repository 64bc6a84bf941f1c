/*
 * expression.h - the expressions of a template (docs/template.md), parsed to a tree.
 *
 *   or      and ("or" and)*             compare  sum (("="|"!="|"<"|"<="|">"|">=") sum)?
 *   and     compare ("and" compare)*    sum      product (("+"|"-") product)*
 *   product sign (("*"|"/"|"div"|"mod") sign)*   sign  "-" sign | value
 *   value   ${name} | ${name.prior} | prior(name) | . | 12.5 | 30% | "text" | 'text'
 *           | (or) | not(or) | function(or, …)
 *
 * Nothing is computed here. Invariants: a node is at most EXPRESSION_DEPTH_MOST levels high, so
 * that walks may recurse. A node owns its operands and its text.
 */
#ifndef MODEL_NUMBER_EXPRESSION_H
#define MODEL_NUMBER_EXPRESSION_H

#include "base/err.h"
#include "base/text/span.h"

enum { EXPRESSION_DEPTH_MOST = 100, EXPRESSION_BYTES_MOST = 4096 };

enum expression_kind {
    EXPRESSION_NUMBER,    /* text: digits with or without a decimal point; percent */
    EXPRESSION_TEXT,      /* text: without its quotes */
    EXPRESSION_REFERENCE, /* text: the name; prior */
    EXPRESSION_SELF,      /* "." */
    EXPRESSION_NEGATE,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
    EXPRESSION_MODULO,
    EXPRESSION_EQUAL,
    EXPRESSION_NOT_EQUAL,
    EXPRESSION_LESS,
    EXPRESSION_LESS_EQUAL,
    EXPRESSION_GREATER,
    EXPRESSION_GREATER_EQUAL,
    EXPRESSION_AND,
    EXPRESSION_OR,
    EXPRESSION_NOT,
    EXPRESSION_CALL /* function */
};

/* name, operands at least, at most (0: any number) */
#define FUNCTION_LIST(X)                                                                           \
    X(SUM, "sum", 1, 0)                                                                            \
    X(ROUND, "round", 1, 2)                                                                        \
    X(ABS, "abs", 1, 1)                                                                            \
    X(MIN, "min", 1, 0)                                                                            \
    X(MAX, "max", 1, 0)                                                                            \
    X(IF, "if", 3, 3)                                                                              \
    X(COALESCE, "coalesce", 1, 0)                                                                  \
    X(COUNT, "count", 1, 0)                                                                        \
    X(LENGTH, "length", 1, 1)

#define X(name, text, least, most) FUNCTION_##name,
enum expression_function { FUNCTION_LIST(X) };
#undef X

struct expression {
    enum expression_kind kind;
    enum expression_function function;
    bool percent, prior;
    int height; /* levels below and with this node */
    size_t at;  /* bytes from the start of the source */
    char *text;
    struct expression **operands;
    size_t count, cap;
};

/* RC_INPUT with a sentence that has no place; *at (bytes) is where it belongs. */
MUST_CHECK enum rc expression_parse(struct expression **out, struct span source, size_t *at,
                                    struct err *err);
void expression_free(struct expression *expression);
/* Calls visit for every ${…}, prior(…) and ".", from left to right. */
void expression_each_operand(const struct expression *expression,
                             void (*visit)(void *self, const struct expression *operand),
                             void *self);

/* A name of a section, figure, question …: [a-z][a-z0-9_]*, at most NAME_BYTES_MOST bytes. */
enum { NAME_BYTES_MOST = 64 };
bool name_is_valid(struct span name);
/* Eats such a name from the front; false and nothing eaten if none stands there. */
bool name_take(struct span *text, struct span *name);

#endif
