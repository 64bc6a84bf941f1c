/*
 * item.h - what a template holds besides its sections: questions, figures, rules, pairs,
 * grades and the score sheet. Texts are NULL where the file does not give them; numbers are decimal
 * texts, as they were written. The template (model/template.h) owns all of it.
 */
#ifndef MODEL_TEMPLATE_ITEM_H
#define MODEL_TEMPLATE_ITEM_H

#include "base/base.h"

enum carry { CARRY_DEFAULT, CARRY_TEXT, CARRY_VALUE, CARRY_NEVER };
enum value_type {
    TYPE_TEXT,
    TYPE_INTEGER,
    TYPE_DECIMAL,
    TYPE_MONEY,
    TYPE_PERCENT,
    TYPE_DATE,
    TYPE_SELECT_ONE
};

struct expression;

/* true, false, or an expression (which is not false, but not known either until it is evaluated) */
struct condition {
    bool given, value;
    char *source;                  /* the expression's text, or NULL */
    struct expression *expression; /* parsed, or NULL */
    int power; /* of ten, that its value is multiplied by to be in the unit that is asked for */
};

struct template_choice {
    char *name, *label;
};

struct template_question { /* the basics */
    char *name, *label, *hint, *default_text, *required_message, *constraint_message, *source;
    char *severity; /* of its constraint: error, warning, hint, or NULL */
    enum value_type type;
    enum carry carry;
    bool stable;
    struct condition required, relevant, constraint;
    struct template_choice *choices;
    size_t choice_count;
};

/* Where a figure is filled from: the reports of the library of the same unit and year that were
 * made with another template. How many there are, or the sum of one of their figures. */
struct template_library {
    bool given, finished; /* finished: only those whose sections are all done */
    char *form_id, *sum;  /* sum: the name of that figure, NULL: they are counted */
};

struct template_figure {
    char *name, *label, *unit, *owner, *max_change, *required_message, *constraint_message, *source;
    char *severity; /* of its constraint: error, warning, hint, or NULL */
    enum value_type type;
    enum carry carry;
    int decimals; /* -1: not given */
    bool prior, stable;
    struct condition required, relevant, constraint, calculate;
    struct template_choice *choices;
    size_t choice_count;
    char **also; /* other names that texts have for it */
    size_t also_count;
    struct template_library library;
};

struct pattern;

struct template_rule {        /* has a pattern (base/pattern.h) or a constraint */
    struct pattern *compiled; /* NULL: none */
    char *name, *label, *pattern, *message, *severity, *source;
    struct condition constraint, relevant;
};

struct template_pair { /* names of item sections that answer one another */
    char *first, *second, *message;
};

struct template_grade {
    char *name, *from; /* lower bound, decimal text */
};

/* The first step whose bounds hold (both inclusive, NULL: none) gives a share of the weight, or so
 * many points. Decimal or percent text. */
struct template_step {
    char *from, *to, *share, *points;
};

/* A qualitative result by its name (优, 基本达成), and what it scores: a share of the weight, or so
 * many points. One of the two is NULL. */
struct template_band {
    char *name, *share, *points;
};

/* Short of the target (or over it, for `inverse`) each `per` costs `points`; decimal text. */
enum deduct_count { DEDUCT_WHOLE, DEDUCT_BEGUN, DEDUCT_PART };
struct template_deduct {
    bool given;
    char *per, *points;
    enum deduct_count count;
};

/* Past the target by more than the share `over` of it (30%): a cause is asked for, and `points` are
 * taken off where they are given. */
struct template_deviation {
    bool given;
    char *over, *points;
};

enum score_method {
    METHOD_MANUAL, /* where none is given */
    METHOD_RATIO,
    METHOD_INVERSE,
    METHOD_STEPS,
    METHOD_ALL_OR_NOTHING,
    METHOD_GRADE /* the clerk chooses one of the bands as the actual value */
};

/* While `when` holds, the total (or the indicator that has it) scores `most` at most. */
struct template_cap {
    struct condition when;
    char *most, *message;
};

struct template_indicator {
    char *name, *label, *target, *unit, *owner, *source;
    enum score_method method;
    struct template_deduct deduct;
    struct template_deviation deviation;
    char
        *reason_below; /* a loss asks for its cause below this actual value alone; NULL: any loss */
    char *reason_above; /* so many times the target ask for a cause: 130%; NULL: as that */
    char *weight;       /* decimal text, never NULL; children add up to it exactly */
    enum carry carry;
    bool stable;
    struct condition relevant, actual;
    struct template_step *steps;
    size_t step_count;
    struct template_band *bands; /* from the best down; method grade alone has them */
    size_t band_count;
    struct template_cap *caps;
    size_t cap_count;
    struct template_indicator **indicators;
    size_t indicator_count;
};

#endif
