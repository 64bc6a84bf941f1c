/*
 * private_open.h - the part of a session that is the open report, and what is derived from it
 * alone. Invariants: without a report nothing here is known, and the clerk is in no section of it.
 * What is derived is made when it is first asked for, and goes with session_forget_derived.
 * Ownership: the part owns both reports and the copies.
 */
#ifndef SESSION_PRIVATE_OPEN_H
#define SESSION_PRIVATE_OPEN_H

#include "model/diff_report.h"
#include "model/review/review.h"
#include "session/setting.h"
#include "store/news.h"

struct session_review { /* what of the open report is still last year's; review.c */
    struct review_copy *copy;
    struct section_review {
        int64_t section;
        struct review_counts counts;
        bool stale; /* its text is another */
    } * items;      /* by section's id */
    size_t count;
    struct review_counts all; /* unreviewed alone */
    size_t carried;           /* sentences, of all sections */
    bool copy_known, counts_known;
};

struct session_opened {
    struct report *report;   /* the open one, or NULL */
    struct store_mark mark;  /* of it, before it was loaded */
    int64_t loaded_at;       /* ms, monotonic */
    struct report *prior;    /* last year's, loaded when first asked for */
    struct diff_pairs pairs; /* which of its sections is which here; made when first asked for */
    struct session_review review;
    bool prior_known, pairs_known;

    int64_t at; /* the section that this clerk is in, -1: none */
    struct {
        size_t offset, removed, inserted; /* points; all 0: nothing */
    } shift;                  /* what others' changes did to that section when they came in */
    struct session_spot spot; /* where the clerk is; kept when it has been quiet for a while */
    int64_t spot_at;          /* ms, monotonic: since when, 0: it is kept */
};

#endif
