/*
 * undo.h - going back: undo and redo, which say what they do and where, and any earlier state.
 */
#ifndef SESSION_UNDO_H
#define SESSION_UNDO_H

#include "model/history_row.h"

struct session;

/* As it was right after that change, 0: before the first one. section -1: the whole report;
 * RC_NOT_FOUND where it was not there before the first change. *changed (NULL is allowed):
 * something was different; else nothing is recorded. */
MUST_CHECK enum rc session_restore(struct session *session, int64_t change, int64_t section,
                                   bool *changed, struct err *err);
/* Only that value; nothing where it was the same. */
MUST_CHECK enum rc session_restore_value(struct session *session, int64_t change, const char *name,
                                         bool *changed, struct err *err);
MUST_CHECK enum rc session_history(struct session *session, const struct history_filter *filter,
                                   struct history_rows *out, struct err *err);
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

#endif
