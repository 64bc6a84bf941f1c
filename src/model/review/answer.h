/*
 * answer.h - what a clerk types for a number of last year's, written as that number is: with as
 * many decimals at least, its separators (those of its sentence where it was too small to have
 * any), its width of digits, its numerals. What was typed is never cut.
 */
#ifndef MODEL_REVIEW_ANSWER_H
#define MODEL_REVIEW_ANSWER_H

#include "base/err.h"
#include "model/review/review_text.h"

/* Appends what takes the place of the number's digits. The unit may be typed too, and another one
 * of its kind is converted (1.2亿元 for 万元). RC_INPUT, and nothing appended, with a sentence for
 * what is no number or counts something else. */
MUST_CHECK enum rc review_write_answer(struct str *out, const struct review_text *text,
                                       const struct review_number *number, struct span typed,
                                       struct err *err);

#endif
