/*
 * review.h - what of a report is still last year's and was not gone through (未核). Nothing of it
 * is a mark that can be lost: it is reckoned from the text as it stands, the text as it was
 * carried, which the report keeps for ever, and the sentences that somebody has confirmed. A number
 * is 未核 while it and the words beside it (to the nearest mark, or on one side) are carried, years
 * apart; a sentence while one of its numbers is or, having none, while more than 60 % of its
 * characters are carried in runs of REVIEW_RUN at least; neither once the sentence, or that number
 * of it, is confirmed.
 * Wherever in the report the text was moved to makes no difference. Headings, title and sign-off,
 * and sections that the template calls stable, do not count.
 * The copy and the confirming are values of the report, so undo, restoring and JSON know them.
 * Cost: n log n in the text that was carried and the text that is looked at.
 */
#ifndef MODEL_REVIEW_REVIEW_H
#define MODEL_REVIEW_REVIEW_H

#include "model/report.h"
#include "model/review/review_text.h"

/* Before a section's id: its text as it was carried. Before the hash of a sentence or of a number
 * in one: it is confirmed, with its beginning for the history. No question's or figure's name
 * begins so. */
#define VALUE_CARRIED   "@carried."
#define VALUE_CONFIRMED "@confirmed."

/* Keeps a text of a section as it was carried. */
void review_keep_carried(struct report *report, int64_t section, struct span text);
/* The section's id that a value's name holds; false for other values. */
bool review_find_carried(struct span value_name, int64_t *section);
bool review_find_confirmed(struct span value_name, struct span *hash);
/* The value that confirms a sentence: its name and text; appends. */
void review_add_confirming(struct str *name, struct str *value, const struct review_text *text,
                           const struct review_sentence *sentence);

/* The same for one number of the text. */
void review_add_confirming_number(struct str *name, struct str *value,
                                  const struct review_text *text, size_t number);

/* What both are made of: the value's name, and one line for the history. Appends. */
void review_add_confirmed_hash(struct str *name, uint64_t hash);
void review_add_beginning(struct str *value, const struct review_text *text,
                          const struct review_sentence *sentence);

struct review_copy; /* all that was carried, to be looked up; of no use to another report */
struct review_copy *review_copy_new(const struct report *report); /* NULL: nothing was carried */
void review_copy_free(struct review_copy *copy);
/* The carried sentence that has those words with whatever numbers (review_sentence_shape), the
 * first of several: in which section's carried text, and where it begins. */
bool review_find_last(const struct review_copy *copy, uint64_t shape, int64_t *section,
                      size_t *from);
/* Whether the number and the words beside it were carried, confirmed or not. */
bool review_number_is_carried(const struct review_copy *copy, const struct review_text *text,
                              const struct review_number *number);
/* Whether one of the keys of the text as it was carried is that one. */
bool review_has_carried(const struct review_copy *copy, uint64_t key);
/* Appends a section's text as it was carried; false: there is none. */
bool review_add_carried(struct str *out, const struct report *report, int64_t section);

struct review {
    struct review_text text;
    bool *unreviewed; /* of each sentence of the text */
    bool *carried;    /* of each number of the text: last year's, and its sentence not confirmed */
    size_t count;     /* sentences that are 未核 */
};
/* The section's sentences; `copy` NULL: all of them are reviewed. */
void review_section(struct review *out, const struct review_copy *copy, const struct report *report,
                    const struct section *section);
void review_release(struct review *review);

/* The sentences are those that were carried, whatever became of them: what is typed this year is no
 * part of what there is to go through. */
struct review_counts {
    size_t unreviewed, sentences; /* never more than that */
};
struct review_counts review_counts_of(size_t unreviewed, size_t carried);
/* How many were carried into the section, or into all that are not stable (NULL). */
size_t review_count_carried(const struct review_copy *copy, const struct report *report,
                            const struct section *section);
struct review_counts review_count(const struct review_copy *copy, const struct report *report,
                                  const struct section *section);
struct review_counts review_count_report(const struct report *report); /* front and tree */
int review_percent(struct review_counts counts); /* 已核; 100 only where nothing is left */

#endif
