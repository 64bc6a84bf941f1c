/*
 * diff.h - the open report beside another one, or beside itself at an earlier moment: for
 * `diff` and its screen.
 */
#ifndef SESSION_DIFF_H
#define SESSION_DIFF_H

#include "model/diff.h"
#include "model/diff_report.h"
#include "session/session.h"

/* The open report (the new one) beside another. `sections` borrows both: it is made anew when
 * session_generation rises. */
struct session_diff {
    struct report *old_report; /* owned */
    int64_t change; /* the moment of the same report, negative: its edition; 0: another report */
    struct report *new_report; /* owned: as it was kept at step `step`; NULL: the open report */
    size_t step;
    struct diff_report sections;
};
/* `change`: as the open report was right after it, a negative one: as it was kept at step -change
 * of its way (session/edition.h); else the report `other`; 0 and 0: last year's, RC_NOT_FOUND where
 * there is none. Released by the caller in every case. */
MUST_CHECK enum rc session_diff(struct session *session, int64_t other, int64_t change,
                                struct session_diff *out, struct err *err);
/* The open report as it was kept at step `to` of its way beside what was kept at step `from`. */
MUST_CHECK enum rc session_diff_steps(struct session *session, size_t from, size_t to,
                                      struct session_diff *out, struct err *err);
void session_diff_release(struct session_diff *diff);
/* What the open report can be compared with: reports of its unit, its own earlier moments, other
 * reports; each as the two numbers that session_diff takes. */
struct session_diff_choice {
    int64_t other, change;
    char *title; /* for a list */
};
struct session_diff_choices {
    struct session_diff_choice *items;
    size_t count, cap;
};
MUST_CHECK enum rc session_diff_choices(struct session *session, struct session_diff_choices *out,
                                        struct err *err);
void session_diff_choices_release(struct session_diff_choices *choices);

/* The name that the Word file is offered under. */
void session_diff_export_name(const struct session *session, struct str *out);
/* The newer side: what was kept, else the open report. */
const struct report *session_diff_new(const struct session *session,
                                      const struct session_diff *diff);
/* The new report as a Word file, with what it changes as tracked changes (修改对照). RC_USAGE where
 * the path does not end in .docx. */
MUST_CHECK enum rc session_diff_export(struct session *session, const struct session_diff *diff,
                                       const char *path, struct err *err);
void session_diff_add_heading(struct str *out, const struct diff_item *item);
/* A run with its marks, [-removed-] and {+added+}; a changed line end is ¶ in them, so that every
 * mark closes on its line. */
void session_diff_add_run(struct str *out, const struct diff_run *run);
void session_diff_add_counts(struct str *out, const struct diff_report *diff);
void session_diff_add_status(struct str *out, const struct diff_item *item); /* "改标题、改正文" */

#endif
