/*
 * private_watching.h - the part of a session that hears of others: that the files of the library
 * were touched, and who else is in the report.
 * Invariants: a mark stays until somebody has looked; every pause is of the steady clock, and 0
 * where none is due. Ownership: the part owns the watch, the list of clerks and
 * what others have replaced.
 */
#ifndef SESSION_PRIVATE_WATCHING_H
#define SESSION_PRIVATE_WATCHING_H

#include "base/os/watch.h"
#include "session/replaced.h"
#include "store/clerks.h"

enum {                          /* what the watch tells */
       SESSION_MARK_LOG = 1,    /* somebody has committed, this session too */
       SESSION_MARK_CLERKS = 2, /* somebody came, went, or is elsewhere */
       SESSION_MARK_GONE = 4,   /* a file of the database has another name, or none */
       SESSION_MARK_FILE =
           8, /* somebody wrote to the database itself, as when the log is trimmed */
       SESSION_MARK_LOOK = 16, /* the log was written to since it was last looked at closely */
};

struct session_watching {
    struct file_watch *watch;   /* tells when anybody has written; NULL: has to be asked */
    unsigned marks;             /* it has told, and nobody has looked yet */
    bool news_wait;             /* others' changes were heard of and could not be loaded */
    int64_t log_due, log_pause; /* ms: when to look at the log again, 0: not; how long after */
    int64_t polled_at;          /* ms, monotonic: last look for others' changes */
    struct store_clerks clerks; /* the others; as of the last look */
    int64_t clerks_due;         /* ms, monotonic: when to look once more, 0: not */
    struct session_replaced replaced; /* replaced.c: what others did and was not yet told, if … */
    bool is_replaced;
    bool is_guarded; /* a full screen: a database that is taken away is noticed and replaced */
};

#endif
