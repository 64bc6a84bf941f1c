/*
 * body_merge.h - a body that two change, one of whom has not seen what the other did: the saved
 * text, which somebody else goes on with, and the text as one window sees it, whose changes are
 * made in both. What was typed goes in behind the point before it, wherever that is by now; what
 * both take away is taken once; what one takes away does not come back by the other. So nothing
 * that was typed is lost, and nothing is there twice.
 * Ownership: the merge borrows the splices' texts and the common body until it is released.
 */
#ifndef MODEL_BODY_MERGE_H
#define MODEL_BODY_MERGE_H

#include "model/splice.h"

struct merge_point {
    char32_t point;
    bool seen, saved;                            /* it is in the text of the window; in the saved */
    struct span seen_attribute, saved_attribute; /* of a line break: of the line behind it */
};

struct body_merge {
    struct merge_point *points; /* those taken away too; the first is a break before the text */
    size_t count, cap;
    struct str attributes; /* of the common body */
};

/* `merge` is not initialised before; both texts are `common`. */
void body_merge_init(struct body_merge *merge, const struct body *common);
void body_merge_release(struct body_merge *merge);
/* A change of the saved text that the window has not seen. RC_CONFLICT: it does not fit; the merge
 * is of no use any more. */
MUST_CHECK enum rc body_merge_saved(struct body_merge *merge, const struct splice *splice,
                                    struct err *err);
/* A change of the window's text, made in the saved one as well; the same. */
MUST_CHECK enum rc body_merge_typed(struct body_merge *merge, const struct splice *splice,
                                    struct err *err);
/* The saved text, into an initialised body. */
MUST_CHECK enum rc body_merge_take(const struct body_merge *merge, struct body *out,
                                   struct err *err);

#endif
