/*
 * edition.h - the open report on its way (model/edition/edition.h): 送审, 退回, 定稿, 报送,
 * 解除定稿. Each step is one transaction, which first saves what everybody has typed; what is sent
 * or made final is kept whole. A final report is locked: every change of text, values and outline
 * gives RC_LOCKED. Undo goes past no step. RC_CONFLICT: somebody has taken a step meanwhile, which
 * the sentence names; the report is loaded anew and the clerk decides again.
 */
#ifndef SESSION_EDITION_H
#define SESSION_EDITION_H

#include "model/edition/edition.h"
#include "session/session.h"

/* 送审, and 报送 where it is final. RC_REFUSED: it has been handed in. */
MUST_CHECK enum rc session_submit(struct session *session, enum stage to, struct err *err);
/* 退回: it is open again, whatever it was. The reason may not be empty. */
MUST_CHECK enum rc session_return(struct session *session, struct span reason, struct err *err);
/* 定稿. RC_REFUSED while a remark that says 必改 is open, or an error neither mended nor passed,
 * unless `force`, which needs a reason. */
MUST_CHECK enum rc session_final(struct session *session, bool force, struct span reason,
                                 struct err *err);
/* 解除定稿, with a reason. RC_REFUSED: it is not locked. */
MUST_CHECK enum rc session_unlock(struct session *session, struct span reason, struct err *err);
/* The whole as it was kept at a step; the caller's. RC_NOT_FOUND: that step kept none. */
MUST_CHECK enum rc session_edition_report(struct session *session, size_t number,
                                          struct report **out, struct err *err);
/* Puts all that is kept into the open report, for a JSON of it. */
MUST_CHECK enum rc session_load_kept(struct session *session, struct err *err);

#endif
