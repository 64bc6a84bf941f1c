/*
 * score_entry.h - what is typed into the score sheet: actual values, targets, scores, evidence.
 */
#ifndef MODEL_FIGURE_SCORE_ENTRY_H
#define MODEL_FIGURE_SCORE_ENTRY_H

#include "model/figure/score.h"

struct number;

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
/* The band of that name, blanks around it apart; NULL: none, or another method. */
const struct template_band *score_find_band(const struct template_indicator *indicator,
                                            struct span name);
/* 优（得权重的100%）、良（8分）: what may be chosen, in the interface's language. */
void score_add_bands(struct str *out, const struct template_indicator *indicator);
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

#endif
