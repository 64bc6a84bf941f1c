/*
 * figure.h - the figures of a report. What was typed is a value of the report (`NAME`, last year's
 * `NAME.prior`), kept as it was typed; what it means, what is calculated from it and how it prints
 * is derived here, exactly, and rounded once where it is shown.
 *
 * A figure counts in its unit: 95.1 or 95.1% typed for one in % is 95.1 in expressions. A percent
 * figure without a unit is a share: typed and printed the same, it is 0.951 in expressions. A
 * number may be typed with another unit of the same kind (8596万元 where 元 is asked for). A
 * calculated figure takes no value of its own; its last year's value is calculated from last year's
 * values where none was typed.
 *
 * `struct figures` remembers the values of one report as it is now: make one, ask, free it before
 * the report changes. It borrows the report.
 */
#ifndef MODEL_FIGURE_FIGURE_H
#define MODEL_FIGURE_FIGURE_H

#include "model/number/evaluate.h"
#include "model/report.h"

struct figures;
struct figures *figures_new(const struct report *report);
void figures_free(struct figures *figures); /* NULL is allowed */
const struct report *figures_report(const struct figures *figures);

const struct template_figure *figure_find(const struct template *template, struct span name);
/* Finds the figure that `NAME` or `NAME.prior` names; NULL: none. */
const struct template_figure *figure_find_value(const struct template *template, struct span name,
                                                bool *prior);
bool figure_is_calculated(const struct template_figure *figure);

/* Empty where nothing was typed, where what was typed makes no sense, or nothing comes out. */
const struct value *figures_value(struct figures *figures, const struct template_figure *figure,
                                  bool prior);
/* (value - prior) / |prior|; the caller's; NULL where one is missing, no number, or prior is 0. */
struct number *figures_change(struct figures *figures, const struct template_figure *figure);
bool figures_is_required(struct figures *figures, const struct template_figure *figure);
bool figures_is_relevant(struct figures *figures, const struct template_figure *figure);

/* What was answered, empty where nothing or nonsense was; `out` is the caller's. */
void figures_answer(struct figures *figures, const struct template_question *question,
                    struct value *out);
/* Appends what to say of an answer that breaks its question's constraint; false, and nothing
 * appended, where it holds or nothing was answered. */
bool figures_add_broken(struct figures *figures, struct str *out,
                        const struct template_question *question);

/* The same for a figure's value and its constraint. */
bool figures_add_violation(struct figures *figures, struct str *out,
                           const struct template_figure *figure);

/* --- conditions --- */
enum truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE };
/* UNKNOWN: not given, or an expression without an answer. own: ".", or NULL. */
enum truth figures_truth(struct figures *figures, const struct condition *condition,
                         const struct value *own);
/* The same for one question; a condition that is true or false costs nothing. */
enum truth report_truth(const struct report *report, const struct condition *condition);
/* What the condition's expression gives, empty where it has none; `out` is the caller's. */
void figures_evaluate(struct figures *figures, const struct condition *condition,
                      const struct value *own, struct value *out);

#endif
