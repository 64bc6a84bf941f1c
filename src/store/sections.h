/*
 * sections.h - rows of sections: the tree, the fields, the base texts.
 */
#ifndef STORE_SECTIONS_H
#define STORE_SECTIONS_H

#include "model/body.h"

struct report;
struct section;
struct store;

/* Whether a revision or a section's number can be counted on from: a damaged file holds anything.
 */
bool revision_is_sane(int64_t revision);
struct base { /* the saved text of a section */
    struct body body;
    int64_t revision;
    char *clerk; /* who saved it last */
};
void base_release(struct base *base);
MUST_CHECK enum rc base_load(struct store *store, int64_t report, int64_t section,
                             struct base *base, struct err *err);
MUST_CHECK enum rc base_save(struct store *store, int64_t report, int64_t section,
                             const struct base *base, struct err *err);
/* The base as it was at an earlier revision: unwound along the history. */
MUST_CHECK enum rc base_load_at(struct store *store, int64_t report, int64_t section,
                                int64_t revision, struct base *base, struct err *err);
MUST_CHECK enum rc section_add_row(struct store *store, int64_t report,
                                   const struct section *section, const struct body *body,
                                   struct err *err);
MUST_CHECK enum rc sections_load(struct store *store, struct report *report, struct err *err);
/* Writes parent and position of every section whose place differs. */
MUST_CHECK enum rc sections_place(struct store *store, const struct report *report,
                                  struct err *err);

#endif
