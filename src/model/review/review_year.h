/*
 * review_year.h - years of last year's text that were left standing: 2022年 in the report on 2023,
 * 较2021年 beside it, and 2023年 where last year's text spoke of what it planned. A year passes no
 * number and makes no sentence 未核; it is asked for on the walk, because the number beside it is
 * brought up to date and the year is forgotten. Names (《2022年…办法》), beginnings (自2022年起,
 * 2022年以来, 2022年成立) and spans of years stay as they are. A place somebody has answered, or in
 * a sentence that was confirmed, is none any more.
 */
#ifndef MODEL_REVIEW_REVIEW_YEAR_H
#define MODEL_REVIEW_REVIEW_YEAR_H

#include "model/review/review.h"

enum { REVIEW_YEAR_DIGITS = 4 };
struct review_year {
    size_t from;    /* points: its first digit; 年 stands behind the fourth */
    int is, wanted; /* 2022, 2023 */
};
struct review_years {
    struct review_year *items;
    size_t count, cap;
};
/* Those of a section's text, in order; the list is written anew. */
void review_years_list(struct review_years *out, const struct review_copy *copy,
                       const struct report *report, const struct review_text *text);
void review_years_release(struct review_years *years);

/* What answering the year there is named after: the words of its sentence, whatever the numbers. */
uint64_t review_year_hash(const struct review_text *text, const struct review_sentence *sentence,
                          size_t from);
/* The value that says so: its name and text; appends. */
void review_add_confirming_year(struct str *name, struct str *value, const struct review_text *text,
                                size_t from);
/* Whether it was answered, or its sentence was confirmed. */
bool review_year_is_confirmed(const struct report *report, const struct review_text *text,
                              size_t from);

#endif
