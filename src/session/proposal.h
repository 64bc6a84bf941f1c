/*
 * proposal.h - proposals to the open report (model/remark/remark.h): taken, refused, shown beside
 * what stands there now. Each is one step that undo takes back. A final report refuses to be
 * changed.
 */
#ifndef SESSION_PROPOSAL_H
#define SESSION_PROPOSAL_H

#include "base/err.h"
#include "base/text/str.h"

struct session;

struct proposal_texts { /* owned: the words in question as they print, with what
                           stood around them */
    struct str then, proposed, now;
};
void proposal_texts_release(struct proposal_texts *texts);
/* As the clerk reads them: as it was, as it is proposed, as it is now. */
MUST_CHECK enum rc session_proposal_texts(struct session *session, size_t number,
                                          struct proposal_texts *texts, struct err *err);
/* Puts the proposed words in the place of those that were there. RC_CONFLICT, and nothing changed,
 * where they have been changed meanwhile; with `force` what stands between their neighbours goes,
 * and RC_CONFLICT comes only where those are gone too. Both halves of a move go together, here and
 * when it is refused. */
MUST_CHECK enum rc session_take_proposal(struct session *session, size_t number, bool force,
                                         struct err *err);
/* The reason may be empty. */
MUST_CHECK enum rc session_refuse_proposal(struct session *session, size_t number,
                                           struct span reason, struct err *err);
/* All open ones of an author ("": 未署名): how many there are … */
size_t session_count_proposals(const struct session *session, struct span author);
/* … and what is done with them, in one step: *done, and *left for those that conflict. */
MUST_CHECK enum rc session_take_all(struct session *session, struct span author, size_t *done,
                                    size_t *left, struct err *err);
MUST_CHECK enum rc session_refuse_all(struct session *session, struct span author,
                                      struct span reason, size_t *done, struct err *err);

#endif
