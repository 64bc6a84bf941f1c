/*
 * work.h - long work on many things one after another: how far it is, shown on standard error where
 * that is a terminal, at most four times a second; and Ctrl-C, which lets the thing at hand be
 * finished and then stops. A second Ctrl-C ends the program at once. One work at a time.
 */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include "base/base.h"

struct work {
    const char *what; /* borrowed, in the interface's language: 导出 */
    size_t done, all; /* done: begun, and finished once the next one begins or the work ends; all 0:
                         done is in percent, of one long thing */
    int part;         /* percent of the thing at hand, where it is long; 0: not told */
    int64_t shown_at; /* monotonic ms */
    bool shows, is_shown;
};

void work_begin(struct work *work, const char *what, size_t all, bool quiet);
/* Before each thing; false: Ctrl-C was pressed, do not begin it. */
bool work_next(struct work *work);
/* In the middle of a long one; false: Ctrl-C was pressed. */
bool work_goes_on(const struct work *work);
bool work_reach_part(struct work *work, int percent); /* the same, and of it so much is done */
/* It is so far; false: Ctrl-C was pressed, do not go on. */
bool work_reach(struct work *work, size_t done);
void work_hide(struct work *work); /* before a message to standard error */
/* Clears the line and gives Ctrl-C back its meaning. */
void work_end(struct work *work);

#endif
