/*
 * report.h - the open report: loading, typed text, folding, syncing.
 */
#ifndef SESSION_REPORT_H
#define SESSION_REPORT_H

#include "model/change.h"

struct session;

MUST_CHECK enum rc session_load(struct session *session, int64_t report, struct err *err);
/* Folds and forgets the open report. Typed text that the store still refuses goes into a file
 * elsewhere (session/unsaved.h). */
void session_leave(struct session *session);

/* Typed text: applied to the body and committed before this returns (before its echo). If the store
 * refuses, the text stays, SESSION_UNSAVED. The splice is left as given. `continues`:
 * belongs to the undo step before it. False: the report is final (session/edition.h), and the body
 * is as it was; it may be another object. */
bool session_type(struct session *session, int64_t section, const struct splice *splice,
                  enum act act, bool continues);

enum session_saving {
    SESSION_SAVED,  /* all is on the disk: 已保存 with the time */
    SESSION_DRAFT,  /* committed, not yet synced */
    SESSION_UNSAVED /* only in memory: 未保存, session_trouble() says why */
};
enum session_saving session_saving(const struct session *session);
const char *session_trouble(const struct session *session);
int64_t session_saved_at(const struct session *session); /* ms */
/* After the paint: one sync; tries unsaved text again. Nothing to do: returns at once. */
void session_sync(struct session *session);
/* Folds pending splices of a section (-1: of all). RC_CONFLICT: see session_conflict. */
MUST_CHECK enum rc session_fold(struct session *session, int64_t section, struct err *err);
struct findings;
struct session_conflict {
    int64_t section;
    struct body theirs;
    char *user; /* who saved the other text */
};
/* The first conflict, false if there is none; release with session_conflict_release. */
bool session_conflict(struct session *session, struct session_conflict *conflict);
void session_conflict_release(struct session_conflict *conflict);
MUST_CHECK enum rc session_resolve(struct session *session, int64_t section, bool mine,
                                   struct err *err);

/* --- for the session's own files --- */
/* After any change to the open report: what was derived from it is out of date. */
void session_forget_derived(struct session *session);
/* Progress and findings of any report into the library's row; a refusal is no trouble of the
 * clerk's. That of the open one follows when idle and when it is left. */
void session_store_counts(struct session *session, const struct report *report,
                          const struct findings *findings); /* any report */
/* Loads the open report anew; true if it went well. */
MUST_CHECK enum rc session_reload(struct session *session, struct err *err);
/* The same, where another program has written since it was loaded: for what is worked out from the
 * database and then made in memory. */
MUST_CHECK enum rc session_catch_up(struct session *session, struct err *err);
void session_drop_pending(struct session *session, int64_t section);
bool session_is_pending(const struct session *session, int64_t section);
/* Before this window changes a text that may be another's draft; true if it was. */
bool session_take_over(struct session *session, struct section *section);
void session_follow_counts(struct session *session); /* if they are stale */

#endif
