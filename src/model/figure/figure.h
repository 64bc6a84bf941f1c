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

enum figure_form { FIGURE_VALUE, FIGURE_PRIOR, FIGURE_CHANGE, FIGURE_DIRECTION };

struct figures;
struct figures *figures_new(const struct report *report);
void figures_free(struct figures *figures); /* NULL is allowed */
const struct report *figures_report(const struct figures *figures);

const struct template_figure *figure_find(const struct template *template, struct span name);
/* Finds the figure that `NAME` or `NAME.prior` names; NULL: none. */
const struct template_figure *figure_find_value(const struct template *template, struct span name,
                                                bool *prior);
bool figure_is_calculated(const struct template_figure *figure);
bool figure_is_number(const struct template_figure *figure);

/* Empty where nothing was typed, where what was typed makes no sense, or nothing comes out. */
const struct value *figures_value(struct figures *figures, const struct template_figure *figure,
                                  bool prior);
/* (value - prior) / |prior|; the caller's; NULL where one is missing, no number, or prior is 0. */
struct number *figures_change(struct figures *figures, const struct template_figure *figure);
bool figures_is_required(struct figures *figures, const struct template_figure *figure);
bool figures_is_relevant(struct figures *figures, const struct template_figure *figure);

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

/* --- text --- */
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
/* Appends a number of the figure's type with its decimals (as few as say it where none are given),
 * grouped by three or not, without unit. */
void figure_add_number(struct str *out, const struct template_figure *figure,
                       const struct number *number, bool grouped);
const char *figure_unit(const struct template_figure *figure); /* "" for none */
/* Appends a value without its unit and as exact as decimals can be (twelve at most): 8596.35, 95.1
 * for 95.1%, 2022-12-31, the name of a choice. Nothing for an empty one. */
void figure_add_plain(struct str *out, const struct template_figure *figure,
                      const struct value *value);
/* Appends this year's value so that figure_read gets it back, with its unit: all decimals up to
 * twelve. Nothing where it is empty. */
void figure_add_exact(struct figures *figures, struct str *out,
                      const struct template_figure *figure);
/* As prose prints it: the value with its unit, the rate of change without a sign (10.7%), 增长 下降
 * 持平. False, and nothing appended, where it is empty. */
bool figures_add_text(struct figures *figures, struct str *out,
                      const struct template_figure *figure, enum figure_form form);
/* "增长7.2%", "下降3%", "持平" in the interface's language, for the screen; false (and nothing)
 * where there is no rate of change. */
bool figures_add_trend(struct figures *figures, struct str *out,
                       const struct template_figure *figure);

/* --- figures in prose --- */
struct figure_token {
    const struct template_figure *figure;
    enum figure_form form;
    size_t bytes; /* of the whole token */
};
/* Whether the text begins with ${name}, ${name.prior}, ${name.change} or ${name.direction} of a
 * figure of the template. */
bool figure_token_at(const struct template *template, struct span text, struct figure_token *token);
/* The first token at or behind *from (bytes), which moves to it. `$${` begins none. */
bool figure_token_find(const struct template *template, struct span text, size_t *from,
                       struct figure_token *token);
/* Appends a body line as it prints: tokens as figures_add_text gives them, 【未填：label】 for an
 * empty one, nothing for one that is not relevant; "${" for `$${`. */
void figures_add_line(struct figures *figures, struct str *out, struct span line);
bool section_uses_figure(const struct report *report, const struct section *section,
                         const struct template_figure *figure);

#endif
