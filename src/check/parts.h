/*
 * parts.h - a whole and the items of its list, once they are found (relation_parts.c): whether they
 * may be so, and what is told where they may not.
 */
#ifndef CHECK_PARTS_H
#define CHECK_PARTS_H

#include "check/relation.h"

enum list_kind {
    LIST_SOME, /* 其中: often lists only some */
    LIST_WHOLE /* 分为, 由…组成, 全部用于 */
};

struct opening {
    size_t mark;        /* where the list begins */
    size_t clause, end; /* of the clause that holds the whole */
    enum list_kind kind;
    size_t outer; /* where a list of 其中 begins that this one may be nested in; 0: none */
};

void parts_judge(struct raiser *raiser, const struct sentence *s, const struct opening *opening,
                 const struct mention *whole, const struct terms *items);

#endif
