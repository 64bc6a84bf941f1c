/*
 * score_text.h - the score sheet as text: numbers, and why points were lost.
 */
#ifndef MODEL_FIGURE_SCORE_TEXT_H
#define MODEL_FIGURE_SCORE_TEXT_H

struct number;
struct report;
struct score_line;
struct str;
struct template_cap;

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

#endif
