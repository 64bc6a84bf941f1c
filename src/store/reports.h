/*
 * reports.h - reports as a whole: added, loaded, trashed, found again by unit and year or by uid
 * (model/report.h), wherever their files have been.
 */
#ifndef STORE_REPORTS_H
#define STORE_REPORTS_H

#include "model/library_row.h"
#include "store/store.h"

/* The report with that uid, trashed or not; 0: none. */
MUST_CHECK enum rc store_find_uid(struct store *store, struct span uid, int64_t *report,
                                  struct err *err);
/* The report that a sheet says it is of, by its uid or the first eight digits of it; what is in the
 * trash apart. 0: none, or two are meant. */
MUST_CHECK enum rc store_find_sheet_report(struct store *store, struct span uid, int64_t *report,
                                           struct err *err);

/* Stores a draft as a new report (its sections keep their ids), one history row of `act`. Sets
 * report->id, and report->uid where it has none or another report here has that. */
MUST_CHECK enum rc store_add_report(struct store *store, struct report *report, enum act act,
                                    struct err *err);
struct store_pending { /* a section with unfolded splices of this window, or in conflict */
    int64_t section, base_revision;
    bool conflict, own_conflict; /* the base has moved since; by another window of this user */
    int64_t window, last; /* whose: this one, or one of this user's that is gone, in conflict */
};
struct store_pendings {
    struct store_pending *items;
    size_t count, cap;
    struct store_foreign { /* a section whose text is, for now, another window's draft */
        int64_t section;
        struct store_seen seen;
    } * foreign;
    size_t foreign_count, foreign_cap;
};
void store_pendings_release(struct store_pendings *pendings);
/* The report as this window sees it: base, its own splices, else the newest of this user's, else
 * the newest of all. NULL pendings: it is only looked at, nothing will be typed into it. */
MUST_CHECK enum rc store_load_report(struct store *store, int64_t id, struct report **out,
                                     struct store_pendings *pendings, struct err *err);
MUST_CHECK enum rc store_trash(struct store *store, int64_t id, bool trashed, struct err *err);
MUST_CHECK enum rc store_purge(struct store *store, int64_t id, struct err *err); /* trashed only */
/* The earlier report of the same unit and template, of the year before; 0: none. */
MUST_CHECK enum rc store_find_prior(struct store *store, const struct report *report,
                                    int64_t *prior, struct err *err);
/* The newest report of the same unit and year; 0: none, or one of them is not known. */
MUST_CHECK enum rc store_find_same_year(struct store *store, const struct report *report,
                                        int64_t *same, struct err *err);

/* The others of the same unit and year that were made with the template of that id, what is in the
 * trash apart, in the order of their numbers: their ids, heap, `count` of them, `most` at most. */
MUST_CHECK enum rc store_list_same_unit(struct store *store, const struct report *report,
                                        const char *form_id, size_t most, int64_t **ids,
                                        size_t *count, struct err *err);

/* Whether one of those is in the trash. */
bool store_has_trashed_of_unit(struct store *store, const struct report *report,
                               const char *form_id);

/* Progress and findings for the library's rows. */
MUST_CHECK enum rc store_set_counts(struct store *store, int64_t report,
                                    const struct library_row *counts, struct err *err);

/* The report without anybody's drafts. */
MUST_CHECK enum rc report_load_base(struct store *store, int64_t id, struct report **out,
                                    struct err *err);
enum rc report_is_missing(int64_t id, struct err *err); /* RC_NOT_FOUND and its sentence */

#endif
