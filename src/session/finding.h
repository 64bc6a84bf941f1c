/*
 * finding.h - the part of the session that answers findings: the cure that one offers, all
 * of a rule's, or the clerk's word that the text is right as it is.
 */
#ifndef SESSION_FINDING_H
#define SESSION_FINDING_H

#include "session/session.h"

struct str;

/* Does what a finding of the open report offers: its first cure, or all of them. One undo step. */
MUST_CHECK enum rc session_fix(struct session *session, const char *id, bool all_of_it,
                               struct err *err);
/* The first cure of each of these findings, as one undo step; *applied: how many could stand
 * together. Nothing is changed where one of them is not there or offers none. */
MUST_CHECK enum rc session_fix_named(struct session *session, const char *const *ids, size_t count,
                                     size_t *applied, struct err *err);
/* All cures of a rule that can stand together, as one undo step; how many. */
MUST_CHECK enum rc session_fix_rule(struct session *session, const char *rule, size_t *applied,
                                    struct err *err);
size_t session_count_fixes(struct session *session, const char *rule);
/* Passes a finding (核实无误) with a reason, which is kept; a span of NULL takes it back. */
MUST_CHECK enum rc session_pass(struct session *session, const char *id, struct span reason,
                                struct err *err);
/* What a rule looks for, with an example of wrong and right, each on a line that begins with \n;
 * nothing for a rule that is the template's or the office's own. */
void session_add_rule(struct str *out, const char *rule);

#endif
