/*
 * score.h - the score sheet (自评表) of a report: the template's tree of indicators with what was
 * typed for them and what comes out. Typed texts are values of the report: `NAME.actual`,
 * `NAME.target` (where the template gives none), `NAME.score`, `NAME.reason`, `NAME.evidence`.
 *
 * A leaf scores what was typed for it, else what its method makes of actual value and target; a
 * group scores the sum of its leaves. Scores are computed exactly and rounded once, to
 * SCORE_DECIMALS, where a leaf gets one: so sums hold as they are printed. An indicator that is not
 * relevant counts for nothing, and its siblings share its weight by their own. Caps limit what is
 * computed; a typed score stands as typed (the checker looks at it).
 *
 * `struct score_sheet` is of the report as it is now: make one, ask, free it before the report
 * changes. It borrows the report and owns its numbers.
 */
#ifndef MODEL_FIGURE_SCORE_H
#define MODEL_FIGURE_SCORE_H

#include "model/figure/figure.h"

enum { SCORE_DECIMALS = 2, SCORE_FULL = 100 };

#define SCORE_ENTRY_LIST(X)                                                                        \
    X(TARGET, "target")                                                                            \
    X(ACTUAL, "actual")                                                                            \
    X(SCORE, "score")                                                                              \
    X(REASON, "reason")                                                                            \
    X(EVIDENCE, "evidence")
#define X(name, text) SCORE_##name,
enum score_entry { SCORE_ENTRY_LIST(X) SCORE_ENTRY_COUNT };
#undef X

/* A bound of a step counts as the actual value does: where the unit is %, 95 and 95% are the same.
 * The caller's; NULL: none given. */
struct number *score_read_bound(const struct template_indicator *indicator, const char *text);
/* The first step whose bounds hold; NULL: none. */
const struct template_step *score_find_step(const struct template_indicator *indicator,
                                            const struct number *actual);

/* Whether the template has a deviation, and the actual value is past the target by more than it. */
bool score_deviates(const struct template_indicator *indicator, const struct number *actual,
                    const struct number *target);

enum score_state {
    SCORE_GIVEN,
    SCORE_WAITS_ACTUAL, /* no actual value */
    SCORE_WAITS_TARGET, /* no target, or none that the method can use */
    SCORE_WAITS_HAND,   /* manual: no score typed */
    SCORE_IRRELEVANT
};

struct score_line {
    const struct template_indicator *indicator;
    size_t parent; /* index of its group, SIZE_MAX: the top */
    int depth;     /* 1: the top */
    enum score_state state;
    size_t open;                    /* leaves without a score: itself, or below it */
    struct number *weight;          /* what it can score */
    const char *target;             /* text, NULL: none */
    struct value actual;            /* typed or calculated */
    struct number *method;          /* what its method gives, NULL: nothing */
    struct number *typed;           /* NULL: none */
    struct number *score;           /* what counts; groups: so far */
    struct number *lost;            /* weight - score; 0 where open */
    const struct template_cap *cap; /* that lowers the score, NULL: none */
    const char *reason, *evidence;  /* as typed, NULL: none */
};

struct score_sheet {
    struct score_line *lines; /* as printed: a group before what is below it */
    size_t count;
    int depth;                          /* of the deepest line */
    size_t open;                        /* leaves without a score */
    struct number *total;               /* so far */
    const struct template_cap *cap;     /* the lowest that holds now, NULL: none */
    bool capped;                        /* it lowers the total */
    const struct template_grade *grade; /* NULL: leaves are open, or no grades */
};

/* NULL where the template has no indicators. */
struct score_sheet *score_sheet_new(struct figures *figures);
void score_sheet_free(struct score_sheet *sheet); /* NULL is allowed */

const char *score_method_name(enum score_method method);

#endif
