/*
 * store.h - the database: one SQLite file, WAL, STRICT tables, append-only history. The store knows
 * statements and transactions; what a change means is the model's, who may do what is the
 * session's. A store is one connection; several processes work on one file. Every call that writes
 * is one transaction (BEGIN IMMEDIATE). Errors are sentences for the clerk: RC_BUSY locked past the
 * wait, RC_READ_ONLY, RC_FULL, RC_DAMAGED, RC_NEWER, RC_NOT_FOUND, RC_CONFLICT.
 *
 * Text as it is worked on: a section has a base text at a revision; typed text comes as splices on
 * that base, each in one short transaction, and is folded into one history row and revision + 1.
 * Who types is a window, one run of the program; what is folded is worked out from the rows. A
 * reader sees the base plus the newest splices of the user, else the newest of all.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/change.h"
#include "model/finding.h"
#include "store/overwrite.h"

struct store;

enum store_mode { STORE_CREATE, STORE_EXISTING, STORE_READ_ONLY, STORE_LOOK }; /* LOOK: only read */
/* Opens (makes, migrates) the database. The folder is made 0700 where `own_folder`; a new file gets
 * 0600, or 0660 in a setgid group-writable folder. `user` is recorded with every change. A database
 * that cannot be written is opened read-only by the reading commands (STORE_READ_ONLY). */
MUST_CHECK enum rc store_open(struct store **out, const char *path, const char *user,
                              enum store_mode mode, struct err *err);
void store_close(struct store *store);
const char *store_path(const struct store *store);
const char *store_user(const struct store *store);
unsigned store_file_mode(const struct store *store); /* when it was opened; copies have the same */
/* This run of the program, among all that write: a random number. Another store can go on as it. */
int64_t store_window(const struct store *store);
void store_set_window(struct store *store, int64_t window);
bool store_is_read_only(const struct store *store);
/* How long a call waits for another program's lock (5,000 ms; typing never over 60); less only for
 * tests that hold one. */
void store_set_wait(struct store *store, int ms);

struct store_report { /* a row of the library */
    int64_t id;
    char *unit, *short_name, *template, *title;
    int year;
    size_t sections, done, errors, warnings, unreviewed; /* as of the last save and its check */
    int64_t created, changed;                            /* ms */
    bool trashed;
    char *uid; /* model/report.h */
};
struct store_reports {
    struct store_report *items;
    size_t count, cap;
};
/* Newest change first. */
MUST_CHECK enum rc store_list(struct store *store, bool trashed, struct store_reports *out,
                              struct err *err);
void store_reports_release(struct store_reports *reports);

/* Stores a draft as a new report (its sections keep their ids), one history row of `act`. Sets
 * report->id, and report->uid where it has none or another report here has that. */
MUST_CHECK enum rc store_add_report(struct store *store, struct report *report, enum act act,
                                    struct err *err);
/* The report as this window sees it: base, its own splices, else the newest of this user's, else
 * the newest of all. NULL pendings: it is only looked at, nothing will be typed into it. */
struct store_pending { /* a section with unfolded splices of this window, or in conflict */
    int64_t section, base_revision;
    bool conflict, own_conflict; /* the base has moved since; by another window of this user */
    int64_t window, last; /* whose: this one, or one of this user's that is gone, in conflict */
};
struct store_seen { /* whose text it is that is seen, up to which splice */
    char *clerk;
    int64_t window, last;
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

/* Appends a typed splice as a row of its own; `act_id` 0 begins an undo step and receives its
 * number, else the splice continues that step. Synchronous NORMAL: survives a kill. */
MUST_CHECK enum rc store_add_splice(struct store *store, int64_t report, int64_t section,
                                    int64_t base_revision, enum act act,
                                    const struct splice *splice, int64_t *act_id, struct err *err);
/* One sync of all that was committed before: survives a power cut. */
MUST_CHECK enum rc store_sync(struct store *store, struct err *err);
/* Folds a window's splices of a section into one history row; the section's revision rises by one.
 * *revision: what this window has in memory, and what that is afterwards. Not *folded: none were
 * there, somebody else has done it. RC_CONFLICT: the base has moved, nothing is folded. */
MUST_CHECK enum rc store_fold(struct store *store, int64_t report, int64_t section, int64_t window,
                              int64_t *revision, bool *folded, struct err *err);
/* Those of all windows of this user, in a section (-1: in all); RC_CONFLICT, RC_DAMAGED: some could
 * not be. */
MUST_CHECK enum rc store_fold_windows(struct store *store, int64_t report, int64_t section,
                                      bool *folded, struct err *err);
/* Those of windows that are gone, anybody's; *found: how many were of this user. */
MUST_CHECK enum rc store_settle(struct store *store, int64_t report, size_t *found,
                                struct err *err);
/* RC_CONFLICT where another user has typed into the section what is not folded. */
MUST_CHECK enum rc store_check_free(struct store *store, int64_t report, int64_t section,
                                    struct err *err);
/* What this window types from now on stands on a text that was seen: that is folded; where it
 * cannot be, because the base has moved, it becomes a draft of this window. *revision as of
 * store_fold. */
MUST_CHECK enum rc store_take_over(struct store *store, int64_t report, int64_t section,
                                   const struct store_seen *seen, int64_t *revision,
                                   struct err *err);
/* After a conflict of a window: keep mine (folds onto the other's text, which stays in the history)
 * or theirs (mine goes to the history as a row of its own and leaves the draft). */
MUST_CHECK enum rc store_resolve(struct store *store, int64_t report, int64_t section,
                                 int64_t window, bool mine, struct err *err);
/* The base text of a section as stored now, and its revision, for the conflict's other side. */
MUST_CHECK enum rc store_load_base(struct store *store, int64_t report, int64_t section,
                                   struct body *out, int64_t *revision, char **user,
                                   struct err *err);

/* Stores a change set that was applied to `report` (fields, places, values; its splices are added
 * and folded in the same transaction). Checks outline and body revisions: RC_CONFLICT. Brings
 * report->outline_revision and section revisions up to date. *act_id gets its number. */
MUST_CHECK enum rc store_apply(struct store *store, struct report *report,
                               const struct change_set *set, int64_t *act_id, struct err *err);

/* Progress and findings for the library's rows. */
MUST_CHECK enum rc store_set_counts(struct store *store, int64_t report,
                                    const struct store_report *counts, struct err *err);

/* Undo and redo of this user's own acts, still there after a restart. Gives the set that undoes the
 * newest act not undone (redoes the oldest undone one after which nothing new was done), with
 * *target its number, and set->act what that act was; RC_NOT_FOUND: nothing to undo. store_apply
 * with that set is followed by store_mark_undone in the session's one transaction (store_begin). */
MUST_CHECK enum rc store_find_undo(struct store *store, int64_t report, struct change_set *set,
                                   int64_t *target, struct err *err);
MUST_CHECK enum rc store_find_redo(struct store *store, int64_t report, struct change_set *set,
                                   int64_t *target, struct err *err);
MUST_CHECK enum rc store_mark_undone(struct store *store, int64_t report, int64_t target,
                                     bool undone, struct err *err);
/* Several calls as one transaction; the calls' own join it. store_finish ends it whatever comes:
 * commits where all went well (rc is RC_OK), else, or where that fails, takes everything back.
 * Gives rc, or why it could not be committed. Also after a store_begin that failed. */
MUST_CHECK enum rc store_begin(struct store *store, struct err *err);
MUST_CHECK enum rc store_finish(struct store *store, enum rc rc, struct err *err);
/* Several loads that see the file as it was at one moment. Nothing may be written meanwhile. */
MUST_CHECK enum rc store_begin_reading(struct store *store, struct err *err);
void store_end_reading(struct store *store); /* also after a beginning that failed */

/* Where a user left a report: section, offset in points, first row shown. */
struct store_spot {
    int64_t report, section;
    size_t offset, top;
};
MUST_CHECK enum rc store_set_spot(struct store *store, const struct store_spot *spot,
                                  struct err *err);
MUST_CHECK enum rc store_spot(struct store *store, int64_t report, struct store_spot *spot,
                              struct err *err); /* report 0: the last one; all 0 where none */
/* Small remembered choices of a user (the last export …): "" where there is none. */
MUST_CHECK enum rc store_set_setting(struct store *store, const char *name, const char *value,
                                     struct err *err);
MUST_CHECK enum rc store_setting(struct store *store, const char *name, struct str *value,
                                 struct err *err);

/* Templates added by the office (built-in ones are not stored until a report uses them). */
struct store_template {
    char *form_id, *version, *title;
};
struct store_templates {
    struct store_template *items;
    size_t count, cap;
};
MUST_CHECK enum rc store_templates(struct store *store, struct store_templates *out,
                                   struct err *err);
void store_templates_release(struct store_templates *templates);
MUST_CHECK enum rc store_add_template(struct store *store, const struct template *template,
                                      struct err *err);
/* The newest text of that id, "" where there is none. */
MUST_CHECK enum rc store_template_text(struct store *store, const char *form_id, struct str *text,
                                       struct err *err);

/* A copy of the whole in one file, of the database's own mode. RC_REFUSED: overwrite_check. */
MUST_CHECK enum rc store_backup(struct store *store, const char *path, enum overwrite_by by,
                                struct err *err);
/* integrity_check, foreign keys, and that every text equals what its history gives. A line for each
 * fault is appended to `faults`; RC_DAMAGED with a sentence that says what to do. */
MUST_CHECK enum rc store_verify(struct store *store, struct str *faults, struct err *err);

#endif
