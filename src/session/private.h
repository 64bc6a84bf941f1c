/*
 * private.h - what the session's own files share; nobody else includes it.
 */
#ifndef SESSION_PRIVATE_H
#define SESSION_PRIVATE_H

#include "base/os/watch.h"
#include "model/diff_report.h"
#include "model/figure/library_value.h"
#include "model/review/review.h"
#include "model/splice.h"
#include "session/session.h"
#include "session/setting.h"
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
    struct library_values library; /* counted when it began */
    size_t family;                 /* that is next */
    int64_t took;                  /* ms, so far */
};

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
    bool sync_refused;           /* the last one: what was stored may go with the power */
    int64_t loaded_at, typed_at; /* ms, monotonic */
    struct file_watch *watch;    /* tells when anybody has written; NULL: has to be asked */
    unsigned marks;              /* it has told, and nobody has looked yet */
    bool news_wait;              /* others' changes were heard of and could not be loaded */
    int64_t log_due, log_pause;  /* ms: when to look at the log again, 0: not; how long after */
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

#endif
