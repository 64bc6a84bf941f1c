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

/* --- what is typed --- */

bool indicator_is_group(const struct template_indicator *indicator);
/* The indicator and entry that `NAME.actual` … names; NULL: none. */
const struct template_indicator *indicator_find_value(const struct template *template,
                                                      struct span name, enum score_entry *entry);
const char *score_entry_name(enum score_entry entry);
const char *report_score_entry(const struct report *report, /* NULL: nothing typed */
                               const struct template_indicator *indicator, enum score_entry entry);
/* Whether anything is typed there: RC_REFUSED with a sentence for groups, calculated values,
 * targets that the template sets. */
MUST_CHECK enum rc indicator_check_asked(const struct template_indicator *indicator,
                                         enum score_entry entry, struct err *err);
/* Whether such a text may be typed there; RC_REFUSED with a sentence that names the indicator. */
MUST_CHECK enum rc indicator_check_entry(const struct template_indicator *indicator,
                                         enum score_entry entry, struct span text, struct err *err);

/* What was typed as the actual value: a number in the indicator's unit where it is one. */
void indicator_read_actual(struct value *out, const struct template_indicator *indicator,
                           struct span text);
struct number *score_read_number(const char *text); /* 9.5 or 9.5分; the caller's; NULL: none */

enum target_sense { TARGET_AT_LEAST, TARGET_MORE, TARGET_AT_MOST, TARGET_LESS, TARGET_EQUAL };
struct score_target {
    enum target_sense
        sense; /* ≥95%, 不超过3次; at least, where it says nothing (inverse: at most) */
    struct number *number; /* owned; NULL: it is a text (达标) */
};
/* RC_REFUSED where the method needs a number and there is none. */
MUST_CHECK enum rc score_read_target(struct score_target *out,
                                     const struct template_indicator *indicator, struct span text,
                                     struct err *err);

/* 佐证材料: a text; documents split by ；, document, number (文号) and page by |. */
struct score_evidence {
    struct span document, number, page; /* empty where not given */
};
bool score_take_evidence(struct span *text, struct score_evidence *evidence);
/* 2022年度部门决算（望财决〔2023〕5号，第3页）；… */
void score_add_evidence(struct str *out, struct span text);

/* A bound of a step counts as the actual value does: where the unit is %, 95 and 95% are the same.
 * The caller's; NULL: none given. */
struct number *score_read_bound(const struct template_indicator *indicator, const char *text);
/* The first step whose bounds hold; NULL: none. */
const struct template_step *score_find_step(const struct template_indicator *indicator,
                                            const struct number *actual);

/* --- the sheet --- */

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

/* --- text --- */

void score_add_number(struct str *out, const struct number *score); /* 9.25, 10 */
/* The actual value with its unit, as it was typed where it was. */
void score_add_actual(struct str *out, const struct score_line *line, const struct report *report);
void score_add_target(struct str *out, const struct score_line *line); /* with its unit */
/* How the method came to its score: 10×92.5÷100=9.25. Nothing where there is nothing to say. */
void score_add_formula(struct str *out, const struct score_line *line);
/* Why the line has no score yet, or lost points: a sentence in the interface's language, without
 * the typed reason. Nothing where all is well. */
void score_add_why(struct str *out, const struct score_line *line);
/* 总分最多80分：执行率低于60% */
void score_add_cap(struct str *out, const struct template_cap *cap);
const char *score_method_name(enum score_method method);

#endif
