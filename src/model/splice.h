/*
 * splice.h - what a change of a body is: text taken out and put in at a place, with the attributes
 * of the lines; built, applied, turned round, compared.
 */
#ifndef MODEL_SPLICE_H
#define MODEL_SPLICE_H

#include "model/body.h"

struct splice {
    size_t offset;                  /* points */
    struct str removed, inserted;   /* text with '\n' */
    struct str removed_attributes;  /* one for each '\n' of removed */
    struct str inserted_attributes; /* one for each '\n' of inserted */
    struct str first_before,
        first_after; /* attribute of the line at offset; both empty: as it is */
};

/* Builds the splice that replaces `removed` points at `offset` (both within the body) by text whose
 * new lines get `tag`; first_* stay empty. `splice` is not initialised before, the caller's after;
 * nothing is changed yet. */
void body_make_splice(struct splice *splice, const struct body *body, size_t offset, size_t removed,
                      struct span inserted, enum line_tag tag);
/* The smallest splice that turns `from` into `to` (attributes too); false if they are equal. It is
 * initialised either way. */
bool body_diff(struct splice *splice, const struct body *from, const struct body *to);
/* RC_CONFLICT, and nothing changed, where the body does not hold what the splice removes;
 * RC_DAMAGED, and nothing changed, for a splice that makes no sense (attributes, UTF-8). Costs the
 * lines touched and those between this change and the one before. */
MUST_CHECK enum rc body_apply(struct body *body, const struct splice *splice, struct err *err);

void splice_init(struct splice *splice);
void splice_release(struct splice *splice);
void splice_invert(struct splice *splice); /* in place: applied after the original, undoes it */
void splice_copy(struct splice *to, const struct splice *from);
/* Where an offset goes when `removed` points at `at` become `inserted` ones; one inside them goes
 * to their end. */
size_t splice_moves(size_t offset, size_t at, size_t removed, size_t inserted);

#endif
