/*
 * remark_in.h - a reviewed file comes back into the open report: its comments, tracked changes and
 * differences (model/remark/intake.h), as one step that undo takes back. A final report takes it
 * too.
 */
#ifndef SESSION_REMARK_IN_H
#define SESSION_REMARK_IN_H

#include "base/err.h"
#include "model/remark/intake.h"

struct session;

struct review_order {
    enum stage stage; /* whose it is */
    enum remark_weight weight;
    bool only_looks; /* nothing is stored */
};
struct review_result {
    struct remark_intake intake;
    bool known; /* the text as it was exported could be made again: differences are proposals */
};
/* RC_REFUSED: it is another report's, which the sentence names, or it has nothing in common with
 * this one. RC_INPUT: no Word file. The result is the caller's (review_result_release) either way.
 */
MUST_CHECK enum rc session_take_in_review(struct session *session, struct span bytes,
                                          const struct review_order *order,
                                          struct review_result *result, struct err *err);
void review_result_release(struct review_result *result);

/* Which report of the library the file was exported from, and whether it has come back with remarks
 * or changes; 0: of none, or no Word file. */
int64_t session_find_reviewed(struct session *session, struct span bytes, bool *has_remarks);

#endif
