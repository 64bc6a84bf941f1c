/*
 * review.h - the part of the session that knows what of the open report is still last year's and
 * was not gone through (model/review/review.h), and confirms it. Counts are kept until the text is
 * another; those of a long section that is typed in follow when it is quiet.
 */
#ifndef SESSION_REVIEW_H
#define SESSION_REVIEW_H

#include "model/review/review_year.h"
#include "session/session.h"

/* Of a section of the open report, or of all of it (-1); all 0 where nothing was carried. */
struct review_counts session_review_counts(struct session *session, int64_t section);
/* Whether the open report was carried on from another. */
bool session_has_carried(struct session *session);
/* A section's sentences as they stand; the caller's (review_release). */
void session_review(struct session *session, const struct section *section, struct review *out);
/* Adds to a set what confirms all that is left of a section; how many sentences. */
size_t session_add_confirming(struct session *session, struct change_set *set,
                              const struct section *section);

/* The same of sentences by their numbers; RC_NOT_FOUND where there is no such sentence. */
MUST_CHECK enum rc session_add_numbered(struct session *session, struct change_set *set,
                                        const struct section *section, const size_t *numbers,
                                        size_t count, size_t *confirmed, struct err *err);
/* Of the open report's copy: review_find_last, review_number_is_carried. */
bool session_find_last(struct session *session, uint64_t shape, int64_t *section, size_t *from);
bool session_number_is_carried(struct session *session, const struct review_text *text,
                               size_t number);
/* The years of one of its texts that were left standing; the list is written anew. */
void session_list_years(struct session *session, const struct review_text *text,
                        struct review_years *out);
/* Where the sentence, number or year stands that a value (VALUE_CONFIRMED) confirms; false:
 * nowhere. */
bool session_find_confirmed(struct session *session, struct span value_name, int64_t *section,
                            size_t *from);

/* --- for the session's own files --- */
/* After typing: its count is out of date, and made at once where that is quick. */
void session_review_typed(struct session *session, const struct section *section);
void session_forget_review(struct session *session, bool copy); /* the copy, too */

#endif
