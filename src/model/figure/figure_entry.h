/*
 * figure_entry.h - what is typed for a figure or a question, read by its type and unit.
 */
#ifndef MODEL_FIGURE_FIGURE_ENTRY_H
#define MODEL_FIGURE_FIGURE_ENTRY_H

#include "model/figure/figure.h"

/* A percent figure without a unit; with one (%), it counts in that as any other figure does. */
bool figure_is_share(const struct template_figure *figure);
/* A share as percent, or a percent as share. Heap. */
struct number *figure_percent(const struct number *number, bool to_percent);
/* Appends a share of a template, 0.3 or 30%, as 30%. */
void share_add_percent(struct str *out, const char *share);
/* Digits of a date up to the mark, which is eaten too ("" eats nothing). */
bool date_take_part(struct span *text, const char *mark, uint64_t most, uint64_t *out);

bool figure_is_number(const struct template_figure *figure);
/* Whether its unit is %: from one year to the next it moves by percentage points. */
bool figure_is_rate(const struct template_figure *figure);

/* Reads what is typed for a figure; empty text is an empty value. RC_REFUSED with a sentence that
 * names the figure. */
MUST_CHECK enum rc figure_read(struct value *out, const struct template_figure *figure,
                               struct span typed, struct err *err);
/* The same for the answer to a question of the template. */
MUST_CHECK enum rc question_read(struct value *out, const struct template_question *question,
                                 struct span typed, struct err *err);
/* What a figure or question may be, for where it is asked for: "　可填：甲、乙"; nothing where
 * there are no choices. */
void choices_add_asked(struct str *out, const struct template_choice *choices, size_t count);
const char *figure_unit(const struct template_figure *figure); /* "" for none */

#endif
