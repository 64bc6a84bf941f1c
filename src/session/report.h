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
const struct report *session_report(const struct session *session); /* NULL: none is open */
/* Rises whenever the report object is replaced (others' changes came in): pointers into the old one
 * are gone. */
uint64_t session_generation(const struct session *session);
/* Rises whenever anything changes but the text of a section that has some: outline, states, values,
 * findings. */
uint64_t session_revision(const struct session *session);
/* Sections with typed text that was not folded when the report was loaded: after a crash. */
size_t session_recovered(const struct session *session);

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

const struct report *session_prior(struct session *session); /* last year's; NULL: none */
/* Which of its sections this one was, other headings and places allowed for (model/diff.h); NULL:
 * none. */
const struct section *session_prior_section(struct session *session, int64_t section);

/* Gives it up: the clerk wants to leave without it. */
void session_drop_unsaved(struct session *session);

/* --- for the session's own files --- */
/* After any change to the open report: what was derived from it is out of date. */
void session_forget_derived(struct session *session);
/* After a change to the outline, or to which report is last year's. */
void session_forget_pairs(struct session *session);
/* Progress and findings of any report into the library's row; a refusal is no trouble of the
 * clerk's. That of the open one follows when idle and when it is left. */
void session_count(struct session *session, const struct report *report); /* any report */
struct section *session_find(struct session *session, int64_t section);
MUST_CHECK enum rc session_need_section(struct session *session, int64_t id, struct section **out,
                                        struct err *err);
/* Loads the open report anew; true if it went well. */
MUST_CHECK enum rc session_reload(struct session *session, struct err *err);
void session_drop_pending(struct session *session, int64_t section);
bool session_is_pending(const struct session *session, int64_t section);
/* Before this window changes a text that may be another's draft; true if it was. */
bool session_take_over(struct session *session, struct section *section);
void session_follow_counts(struct session *session); /* if they are stale */

#endif
