/*
 * prior.h - last year's report beside the open one, loaded when it is first asked for, and which
 * of its sections is which here.
 */
#ifndef SESSION_PRIOR_H
#define SESSION_PRIOR_H

#include "base/base.h"

struct report;
struct section;
struct session;

const struct report *session_prior(struct session *session); /* last year's; NULL: none */
/* Which of its sections this one was, other headings and places allowed for (model/diff.h); NULL:
 * none. */
const struct section *session_prior_section(struct session *session, int64_t section);
/* After a change to the outline, or to which report is last year's. */
void session_forget_pairs(struct session *session);
/* Last year's of any report, the caller's; NULL: none. */
struct report *session_load_prior(struct session *session, const struct report *report);
void session_forget_prior(struct session *session);

#endif
