/*
 * sheet_take.h - what is done with the numbers that the offices have handed in: taken, returned, or
 * not asked for any more (model/sheet/handed.h has the states). Nothing is owned.
 */
#ifndef SESSION_SHEET_TAKE_H
#define SESSION_SHEET_TAKE_H

#include "base/err.h"
#include "base/text/str.h"

struct session;

struct sheet_choice { /* figures: of an office (NULL: any), of these names (none: any) */
    const char *owner;
    const char *const *names;
    size_t count;
};
/* What was handed in, last year's value too where the office wrote another, becomes the report's;
 * this year's is 已核 then. Where the report was changed since the
 * sheet went out a figure is only taken when it is named; *left: how many were not, their labels in
 * `said`. A named figure without anything handed in is marked as it stands, by another than who
 * typed it, or with a reason. */
MUST_CHECK enum rc session_take_handed(struct session *session, const struct sheet_choice *choice,
                                       struct span reason, size_t *taken, size_t *left,
                                       struct str *said, struct err *err);
/* 退回, with a reason. */
MUST_CHECK enum rc session_refuse_handed(struct session *session, const struct sheet_choice *choice,
                                         struct span reason, size_t *done, struct err *err);
/* 免报, with a reason. */
MUST_CHECK enum rc session_exempt(struct session *session, const struct sheet_choice *choice,
                                  struct span reason, size_t *done, struct err *err);

#endif
