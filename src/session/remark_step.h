/*
 * remark_step.h - what remark.c and proposal.c share: a remark is found, signed and put into a set.
 */
#ifndef SESSION_REMARK_STEP_H
#define SESSION_REMARK_STEP_H

#include "model/change.h"
#include "model/remark/remark.h"

struct session;

/* The caller's, to be released. */
MUST_CHECK enum rc session_find_remark(struct session *session, size_t number,
                                       struct remark *remark, struct err *err);
/* Its new state, and who has given it when; `answer` is borrowed. */
void session_sign_remark(struct session *session, struct remark *remark,
                         enum remark_state new_state, struct span answer);
void session_set_remark(struct change_set *set, struct session *session,
                        const struct remark *remark);

#endif
