/*
 * private_checking.h - the part of a session that is what the checkers say of the open report.
 * Invariants: `findings_known` is true only while the findings are of the report as it is now; a
 * check that is under way is dropped when the report changes (session_drop_check).
 * Ownership: the part owns the findings.
 */
#ifndef SESSION_PRIVATE_CHECKING_H
#define SESSION_PRIVATE_CHECKING_H

#include "model/figure/library_value.h"
#include "model/finding.h"

struct whole_check { /* of the open report as it is now */
    struct findings found;
    struct library_values library; /* counted when it began */
    size_t family;                 /* that is next */
    int64_t took;                  /* ms, so far */
};

struct session_checking {
    struct findings findings;
    bool findings_known;       /* they are of the report as it is now */
    struct whole_check coming; /* that is being made */
    int64_t took;              /* ms, the last time */
    int64_t typed_into; /* while findings_known is false: the only section whose text is another;
                           -1: more */
    bool section_known; /* typed_into was looked at since; what looks across sections was not */
    bool counts_stale;  /* the library's row is to be brought up to date */
};

#endif
