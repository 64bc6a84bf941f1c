/*
 * private.h - what the session's own files share; nobody else includes it.
 */
#ifndef SESSION_PRIVATE_H
#define SESSION_PRIVATE_H

#include "base/os/watch.h"
#include "model/diff_report.h"
#include "model/review/review.h"
#include "model/splice.h"
#include "session/session.h"
#include "store/clerks.h"
#include "store/news.h"
#include "store/reports.h"

struct unsaved { /* typed text that the store refused; goes in as soon as it takes it */
    int64_t section, base_revision;
    struct store_seen over; /* its clerk not NULL: first what is typed over, without a splice */
    enum act act;
    bool continues;
    struct splice splice;
};

enum {                          /* what the watch tells */
       SESSION_MARK_LOG = 1,    /* somebody has committed, this session too */
       SESSION_MARK_CLERKS = 2, /* somebody came, went, or is elsewhere */
       SESSION_MARK_GONE = 4,   /* a file of the database has another name, or none */
       SESSION_MARK_FILE =
           8, /* somebody wrote to the database itself, as when the log is trimmed */
       SESSION_MARK_LOOK = 16, /* the log was written to since it was last looked at closely */
};

struct whole_check { /* of the open report as it is now */
    struct findings found;
    size_t family; /* that is next */
    int64_t took;  /* ms, so far */
};

struct session_review { /* what of the open report is still last year's; review.c */
    struct review_copy *copy;
    struct section_review {
        int64_t section;
        struct review_counts counts;
        bool stale; /* its text is another */
    } * items;      /* by section's id */
    size_t count;
    struct review_counts all;
    bool copy_known, counts_known;
};

struct session {
    struct store *store;
    char *asked_path;        /* of the database that was to be opened, whatever came after */
    struct report *report;   /* the open one, or NULL */
    struct report *prior;    /* last year's, loaded when first asked for */
    struct diff_pairs pairs; /* which of its sections is which here; made when first asked for */
    struct own_words *words; /* of the office, read when first asked for */
    struct session_review review;
    struct findings findings;
    struct whole_check coming; /* that is being made */
    int64_t check_took;        /* ms, the last time */
    int64_t typed_into; /* while findings_known is false: the only section whose text is another;
                           -1: more */
    uint64_t generation, revision;

    struct store_pendings pendings; /* sections with typed text that is not folded */
    char *unsaved_path;             /* unsaved.c: where it was written, NULL: nowhere */
    struct unsaved *unsaved;
    size_t unsaved_count, unsaved_cap;
    struct err trouble;          /* why text is unsaved; its text is "" when it is not */
    int64_t saved_at;            /* ms */
    int64_t loaded_at, typed_at; /* ms, monotonic */
    struct file_watch *watch;    /* tells when anybody has written; NULL: has to be asked */
    unsigned marks;              /* it has told, and nobody has looked yet */
    int64_t polled_at;           /* ms, monotonic: last look for others' changes */
    struct store_mark mark;      /* of the report, before it was loaded */
    struct store_clerks clerks;  /* the others; as of the last look */
    int64_t clerks_due;          /* ms, monotonic: when to look once more, 0: not */
    int64_t at;                  /* the section that this clerk is in, -1: none */
    struct {
        size_t offset, removed, inserted; /* points; all 0: nothing */
    } shift;                       /* what others' changes did to that section when they came in */
    int64_t step_id, step_section; /* the undo step that typing may continue, 0: none */
    size_t recovered;
    size_t late; /* sections whose text came after the report was final; not told yet */
    struct session_spot spot; /* where the clerk is; kept when it has been quiet for a while */
    int64_t spot_at;          /* ms, monotonic: since when, 0: it is kept */
    struct remains *remains;  /* remains.c: what can be read of a damaged one, or NULL */
    struct loss *loss;        /* rescue.c: what became of an earlier database, or NULL */

    bool prior_known, pairs_known;
    bool findings_known; /* they are of the report as it is now */
    bool section_known;  /* typed_into was looked at since; what looks across sections was not */
    bool counts_stale;   /* the library's row is to be brought up to date */
    bool needs_sync;
    bool unsaved_is_lost; /* it could be written nowhere */
    bool index_waits;     /* something may have to be indexed for the search */
    bool is_guarded;      /* a full screen: a database that is taken away is noticed and replaced */
    bool only_reads;      /* folds nothing that it finds */
};

void session_drop_check(struct session *session); /* the report is another */
/* After any change to the open report: what was derived from it is out of date. */
void session_forget_derived(struct session *session);
/* After typing: its count is out of date, and made at once where that is quick. */
void session_review_typed(struct session *session, const struct section *section);
void session_forget_review(struct session *session, bool copy); /* the copy, too */
/* After a change to the outline, or to which report is last year's. */
void session_forget_pairs(struct session *session);
/* Progress and findings of any report into the library's row; a refusal is no trouble of the
 * clerk's. That of the open one follows when idle and when it is left. */
void session_count(struct session *session, const struct report *report); /* any report */
struct section *session_find(struct session *session, int64_t section);
MUST_CHECK enum rc session_need_section(struct session *session, int64_t id, struct section **out,
                                        struct err *err);
/* Stores a report that was made: its number. */
MUST_CHECK enum rc session_add_report(struct session *session, struct report *made, enum act act,
                                      int64_t *id, struct err *err);
MUST_CHECK enum rc session_need_report(struct session *session, struct err *err);
/* Applies a set that is no longer needed. */
MUST_CHECK enum rc session_finish(struct session *session, struct change_set *set, struct err *err);
/* Applies a set that goes back a step, and marks that step (target; 0: no going back) as undone or
 * not. Where the store refuses, nothing is changed; the set is turned round and back meanwhile. */
MUST_CHECK enum rc session_apply_step(struct session *session, struct change_set *set,
                                      int64_t target, bool undone, struct err *err);
/* The field that changes with a body: it is touched. */
void session_add_touched(struct change_set *set, const struct report *report,
                         const struct section *section);
/* Loads the open report anew; true if it went well. */
MUST_CHECK enum rc session_reload(struct session *session, struct err *err);
void session_drop_pending(struct session *session, int64_t section);
bool session_is_pending(const struct session *session, int64_t section);
/* Before this window changes a text that may be another's draft; true if it was. */
bool session_take_over(struct session *session, struct section *section);
/* What all windows of this user have typed in a section (-1: in all); it is in memory then.
 * RC_CONFLICT, RC_DAMAGED: some of it stays as it is. */
MUST_CHECK enum rc session_fold_windows(struct session *session, int64_t section, struct err *err);
/* Before others' changes take the place of the open report. */
void session_note_shift(struct session *session, const struct report *fresh);
/* RC_GONE: the database is not there any more, and that is this session's to deal with. */
MUST_CHECK enum rc session_check_files(struct session *session, bool closely, struct err *err);
/* After RC_GONE or RC_DAMAGED: what is open goes into a new database; `session->report` stays the
 * same object. False: another result, or no new one could be made. */
bool session_went_elsewhere(struct session *session, enum rc rc, const struct err *why);
/* Both, before anything is written. False: there is no database, the text is only in memory. */
bool session_guard(struct session *session, bool closely);
/* The same after somebody has written to the database's file itself. */
bool session_guard_content(struct session *session);
void session_rescue_release(struct session *session);
/* jixiao-WORD-20261125-103105.db in a folder, a name that is free, with that ending. Heap. */
char *session_name_free(const char *folder, const char *path, const char *what, const char *ending);
/* "jixiao-WORD-", as those names begin; appends. */
void session_add_stem(struct str *out, const char *path, const char *what);
char *session_home_folder(void); /* heap */
/* Closes the store and goes on with another one. */
void session_use_store(struct session *session, struct store *store);
void session_remains_release(struct session *session);
/* What remains of the database at a path, open to be read; `*out` is the session's to keep. */
MUST_CHECK enum rc session_open_remains(const char *damaged, const char *user, struct store **store,
                                        struct remains **out, struct err *err);
void session_watch(struct session *session); /* the files of its store, from now on */
char *session_data_folder(void);             /* where the usual database lies; heap */
/* Who is there now; true if that is not what was known. */
bool session_look_for_clerks(struct session *session);
void session_follow_counts(struct session *session); /* if they are stale */

#endif
