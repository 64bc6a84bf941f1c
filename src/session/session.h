/*
 * session.h - the only way to change a report: the screens and the command line both go through it.
 * It owns the open report, the store, undo, drafts, saving, history, revisions and the findings.
 * Invariants: the report in memory is what the store would give this user (where the store refuses
 * typed text it stays in memory, SESSION_UNSAVED, and it is stored as soon as that works); screens
 * get the report read-only.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "model/change.h"
#include "model/finding.h"
#include "model/library_row.h"

struct session;

struct session_options {
    const char *db;   /* NULL: $JIXIAO_DB, $XDG_DATA_HOME/jixiao/jixiao.db, ~/.local/share/… */
    const char *user; /* NULL: $JIXIAO_USER, the login name */
    bool reads_only;  /* a reading command: a database that cannot be written will do */
    bool damaged_too; /* for the screen: of a damaged one what remains (remains.h); one that cannot
                         be written is only read */
};
MUST_CHECK enum rc session_open(struct session **out, const struct session_options *options,
                                struct err *err);
/* Folds, syncs, closes. What cannot be folded stays as a draft. */
void session_close(struct session *session);

/* --- the library --- */
MUST_CHECK enum rc session_list(struct session *session, bool trashed, struct library_rows *out,
                                struct err *err);
MUST_CHECK enum rc session_trash(struct session *session, int64_t report, bool trashed,
                                 struct err *err);
MUST_CHECK enum rc session_purge(struct session *session, int64_t report, struct err *err);
struct session_new {
    const char *template, *unit, *short_name; /* template NULL: subdistrict, or the carried one's */
    int year;
    int64_t carry; /* report to carry on from, 0: none */
    int64_t prior; /* last year's that only stands beside, 0: the one carried on from, or found */
    const struct session_answer { /* to questions of the template; ended by a name NULL */
        char *name, *text;        /* borrowed */
    } * answers;                  /* NULL: none */
};
MUST_CHECK enum rc session_new_report(struct session *session, const struct session_new *what,
                                      int64_t *report, struct err *err);

/* Readable when anybody has written: call session_idle. -1: its next_in says when. */
int session_news_fd(const struct session *session);

struct store *session_store(struct session *session); /* for backup, verify; app only */

/* --- for the session's own files --- */
/* Stores a report that was made: its number. */
MUST_CHECK enum rc session_add_report(struct session *session, struct report *made, enum act act,
                                      int64_t *id, struct err *err);

#endif
