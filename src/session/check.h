/*
 * check.h - the whole check of the open report in slices, for who wants to stay in control of it: a
 * family of rules at a time. session_check does all at once.
 */
#ifndef SESSION_CHECK_H
#define SESSION_CHECK_H

#include "base/base.h"

struct session;

/* One family more; true: the findings are of the report as it is now. */
bool session_check_on(struct session *session);
int session_check_percent(const struct session *session); /* of the families */

#endif
