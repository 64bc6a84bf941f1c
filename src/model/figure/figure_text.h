/*
 * figure_text.h - figures as text: what prints, and the tokens of prose.
 */
#ifndef MODEL_FIGURE_FIGURE_TEXT_H
#define MODEL_FIGURE_FIGURE_TEXT_H

#include "base/text/span.h"

struct figures;
struct number;
struct report;
struct section;
struct str;
struct template;
struct template_figure;
struct value;

enum figure_form { FIGURE_VALUE, FIGURE_PRIOR, FIGURE_CHANGE, FIGURE_DIRECTION };

/* Appends a number of the figure's type with its decimals (as few as say it where none are given),
 * grouped by three or not, without unit. */
void figure_add_number(struct str *out, const struct template_figure *figure,
                       const struct number *number, bool grouped);
/* Appends a value without its unit and as exact as decimals can be (twelve at most): 8596.35, 95.1
 * for 95.1%, 2022-12-31, the name of a choice. Nothing for an empty one. */
void figure_add_plain(struct str *out, const struct template_figure *figure,
                      const struct value *value);
/* Appends this year's value so that figure_read gets it back, with its unit: all decimals up to
 * twelve. Nothing where it is empty. */
void figure_add_exact(struct figures *figures, struct str *out,
                      const struct template_figure *figure);
/* By how many percentage points a figure whose unit is % differs from last year, as both print; the
 * caller's. NULL where a value is missing, or the unit is another. */
struct number *figures_points(struct figures *figures, const struct template_figure *figure);
/* As prose prints it: the value with its unit, the change without a sign (10.7%; 0.22个百分点 where
 * the unit is %), 增长 下降 持平. False, and nothing appended, where it is empty. */
bool figures_add_text(struct figures *figures, struct str *out,
                      const struct template_figure *figure, enum figure_form form);
/* "增长7.2%", "下降0.22个百分点", "持平" in the interface's language, for the screen; brief:
 * "降0.22个百分点" in a narrow column. False (and nothing) where there is no change to tell. */
bool figures_add_trend(struct figures *figures, struct str *out,
                       const struct template_figure *figure, bool brief);

struct figure_token {
    const struct template_figure *figure;
    enum figure_form form;
    bool grouped; /* printed with thousands separators: 1,234 */
    size_t bytes; /* of the whole token */
};
/* Whether the text begins with ${name}, ${name.prior}, ${name.change} or ${name.direction} of a
 * figure of the template; a comma before the brace groups: ${name,}, ${name.prior,}. */
bool figure_token_at(const struct template *template, struct span text, struct figure_token *token);
/* figures_add_text of what the token asks for. */
bool figures_add_token(struct figures *figures, struct str *out, const struct figure_token *token);
/* The first token at or behind *from (bytes), which moves to it. `$${` begins none. */
bool figure_token_find(const struct template *template, struct span text, size_t *from,
                       struct figure_token *token);
/* The first "${" at or behind *from (bytes), which moves to it, that begins no token of the
 * template and would print as it stands: of a figure that is gone, of a question, a slip of the
 * pen. bytes: of the whole, with its brace where one follows. `$${` is none. */
bool figure_stray_find(const struct template *template, struct span text, size_t *from,
                       size_t *bytes);
/* Appends a body line as it prints: tokens as figures_add_text gives them, 【未填：label】 for an
 * empty one, nothing for one that is not relevant; "${" for `$${`. */
void figures_add_line(struct figures *figures, struct str *out, struct span line);
/* The same for words of a body outside its walk, of several lines too: a quotation, a hint. */
void report_add_printed(struct str *out, const struct report *report, struct span words);
/* Words of the past, whose figures may have had other values: tokens by their label in braces, as
 * the editor marks a figure, {全年执行数} or {全年执行数上年数}; "${" for `$${`. */
void template_add_labelled(struct str *out, const struct template *template, struct span words);
bool section_uses_figure(const struct report *report, const struct section *section,
                         const struct template_figure *figure);

#endif
