/*
 * remark.h - 意见 of the open report (model/remark/remark.h): said, answered, closed, opened again.
 * Each is one step that undo takes back, allowed while the report is final too. Numbers are the
 * remarks' own; RC_NOT_FOUND where there is none.
 */
#ifndef SESSION_REMARK_H
#define SESSION_REMARK_H

#include "model/remark/spot.h"

struct session;

struct remark_draft {
    const char *target; /* as model/target.h has it; NULL: the words below */
    int64_t section;
    size_t offset, length; /* points of its body; length 0: of the whole section */
    struct span text;      /* may have several lines */
    enum remark_weight weight;
    enum stage stage;
};
/* RC_REFUSED: nothing is said. *number: that it has from now on. */
MUST_CHECK enum rc session_add_remark(struct session *session, const struct remark_draft *draft,
                                      size_t *number, struct err *err);
/* A line under it, as in a thread. */
MUST_CHECK enum rc session_add_note(struct session *session, size_t number, struct span text,
                                    struct err *err);
/* 已改 (what was done may be left out; the newest change of its section stands beside it) or
 * 不采纳 (needs why). RC_REFUSED: it is a proposal, or closed. */
MUST_CHECK enum rc session_answer_remark(struct session *session, size_t number, bool done,
                                         struct span text, struct err *err);
/* 核销: it was answered, and that is enough. RC_REFUSED: it was not. */
MUST_CHECK enum rc session_close_remark(struct session *session, size_t number, struct err *err);
/* It waits for an answer again. A proposal that was taken is undone, not opened: RC_REFUSED. */
MUST_CHECK enum rc session_reopen_remark(struct session *session, size_t number, struct err *err);

#endif
