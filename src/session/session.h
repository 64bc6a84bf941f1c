/*
 * session.h - the only way to change a report: the screens and the command line both go through it.
 * It owns the open report, the store, undo, drafts, saving, history, revisions and the findings.
 * Invariants: the report in memory is what the store would give this user (where the store refuses
 * typed text it stays in memory, SESSION_UNSAVED, and it is stored as soon as that works); screens
 * get the report read-only.
 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "model/finding.h"
#include "store/history.h"
#include "store/reports.h"

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
MUST_CHECK enum rc session_list(struct session *session, bool trashed, struct store_reports *out,
                                struct err *err);
MUST_CHECK enum rc session_trash(struct session *session, int64_t report, bool trashed,
                                 struct err *err);
MUST_CHECK enum rc session_purge(struct session *session, int64_t report, struct err *err);
struct session_new {
    const char *template, *unit, *short_name; /* template NULL: subdistrict, or the carried one's */
    int year;
    int64_t carry; /* report to carry on from, 0: none */
    int64_t prior; /* last year's that only stands beside, 0: the one carried on from, or found */
};
MUST_CHECK enum rc session_new_report(struct session *session, const struct session_new *what,
                                      int64_t *report, struct err *err);
/* The sample reports, made once: their numbers. */
MUST_CHECK enum rc session_add_samples(struct session *session, int64_t reports[3],
                                       struct err *err);

/* --- one report --- */
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
/* Any other change: applied and stored, or neither. The set stays the caller's. */
MUST_CHECK enum rc session_apply(struct session *session, const struct change_set *set,
                                 struct err *err);
/* Replaces a body (put): folds the user's own splices first. */
MUST_CHECK enum rc session_put(struct session *session, int64_t section, struct span text,
                               struct err *err);
/* Marked done, what is left of last year's text in it is confirmed (session/review.h). */
MUST_CHECK enum rc session_mark(struct session *session, int64_t section, bool done,
                                struct err *err);
MUST_CHECK enum rc session_add_section(struct session *session, int64_t parent, size_t position,
                                       struct span heading, int64_t *id, struct err *err);
MUST_CHECK enum rc session_remove_section(struct session *session, int64_t section,
                                          struct err *err);
MUST_CHECK enum rc session_move_section(struct session *session, int64_t section, int64_t parent,
                                        size_t position, struct err *err);
MUST_CHECK enum rc session_rename_section(struct session *session, int64_t section,
                                          struct span heading, struct err *err);
struct session_value {
    struct span name, text;
};
MUST_CHECK enum rc session_set_values(struct session *session, const struct session_value *values,
                                      size_t count, struct err *err); /* all or none */
/* Whether the open report has a value of that name, filled or not. */
bool session_knows_value(const struct session *session, struct span name);
MUST_CHECK enum rc session_restore(struct session *session, int64_t change, int64_t section,
                                   struct err *err); /* section -1: the whole report */
/* Only that value; nothing where it was the same. */
MUST_CHECK enum rc session_restore_value(struct session *session, int64_t change, const char *name,
                                         struct err *err);
MUST_CHECK enum rc session_history(struct session *session,
                                   const struct store_history_filter *filter,
                                   struct store_histories *out, struct err *err);
/* Who has changed the open report, or which values were changed; the caller's (session_names_free),
 * NULL where they cannot be read. */
char **session_history_names(struct session *session, bool clerks);
void session_names_free(char **names); /* NULL is allowed */
enum { SESSION_NAME_BYTES = 96, SESSION_WHAT_BYTES = 240 };
struct session_undone { /* a step that goes back, or comes again */
    int64_t section;    /* where it is seen in the outline; -1: nowhere there */
    size_t offset;      /* where the cursor goes, points; SIZE_MAX: it is not in a text */
    enum act act;       /* what had been done */
    char name[SESSION_NAME_BYTES]; /* of the first value that it changes; "": of none */
    char what[SESSION_WHAT_BYTES]; /* for the clerk: 三、存在的问题：标记完成 */
};
MUST_CHECK enum rc session_undo(struct session *session, struct session_undone *where,
                                struct err *err);
MUST_CHECK enum rc session_redo(struct session *session, struct session_undone *where,
                                struct err *err);
/* What either would do, and where; changes nothing (what is typed is folded). */
MUST_CHECK enum rc session_find_step(struct session *session, bool undo,
                                     struct session_undone *where, struct err *err);

/* --- saving --- */
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
/* When idle: folds after 30 s of quiet, takes in other users' changes. True if something to show
 * has changed. *next_in: milliseconds until the next call makes sense, -1: none. */
bool session_idle(struct session *session, int64_t *next_in);
/* Readable when anybody has written: call session_idle. -1: its next_in says when. */
int session_news_fd(const struct session *session);

/* --- looking --- */
/* For drawing: as of the last pause, none before the first; session_idle makes them anew. */
const struct findings *session_findings(const struct session *session);
const struct findings *session_check(struct session *session); /* of the report as it is now */
/* Any report, with the word lists of the office and what was passed in it; prior: last year's, or
 * NULL. Without a session (NULL) the lists are read anew each time. */
void session_check_any(struct session *session, const struct report *report,
                       const struct report *prior, struct findings *out);
/* A file or folder of the office's or the clerk's own: $XDG_CONFIG_HOME/jixiao/NAME, else
 * ~/.config/jixiao/NAME. "wordlists" has those lists. Heap. */
char *session_config_path(const char *name);
/* Whether the findings are of the report as it is now: the clerk has paused. */
bool session_is_checked(const struct session *session);
const struct report *session_prior(struct session *session); /* last year's; NULL: none */
/* Which of its sections this one was, other headings and places allowed for (model/diff.h); NULL:
 * none. */
const struct section *session_prior_section(struct session *session, int64_t section);
struct session_spot {
    int64_t section;
    size_t offset, top;
};
struct session_spot session_spot(struct session *session);
void session_set_spot(struct session *session, const struct session_spot *spot);
/* The same when it is quiet: a line may be cut, and the next window opens there. */
void session_note_spot(struct session *session, const struct session_spot *spot);
void session_setting(struct session *session, const char *name, struct str *value);
void session_set_setting(struct session *session, const char *name, const char *value);
const char *session_user(const struct session *session);
struct store *session_store(struct session *session); /* for backup, verify; app only */
#endif
