/*
 * drafts.h - typed text: splices appended one by one, and put over the base on reading.
 */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "store/reports.h"

struct base;

/* Appends a typed splice as a row of its own; `act_id` 0 begins an undo step and receives its
 * number, else the splice continues that step. Synchronous NORMAL: survives a kill. */
MUST_CHECK enum rc store_add_splice(struct store *store, int64_t report, int64_t section,
                                    int64_t base_revision, enum act act,
                                    const struct splice *splice, int64_t *act_id, struct err *err);
/* One sync of all that was committed before: survives a power cut. */
MUST_CHECK enum rc store_sync(struct store *store, struct err *err);

/* From here on all within the caller's transaction. Who types is a window; its clerk stands
 * beside it because splices of earlier versions have no window (0). */
struct draft_writer {
    const char *clerk; /* borrowed */
    int64_t window;
};
struct draft { /* a window's splices of a section that are not folded */
    int64_t report, section;
    struct draft_writer writer;
    size_t count;
    int64_t last;          /* of the splices */
    int64_t base_revision; /* that the window took them to stand on */
    int64_t stands_on;     /* that they stand on: others may have folded those before them */
    bool follows;          /* what its own clerk did elsewhere meanwhile (follow.h) */
    enum act word;         /* what they were, TYPE where they differ */
};
enum { ALL_SPLICES = 0 };
/* Those up to one splice, or ALL_SPLICES. */
MUST_CHECK enum rc draft_find(struct store *store, int64_t report, int64_t section,
                              const struct draft_writer *writer, int64_t last, struct draft *draft,
                              struct err *err);
/* What stands on a revision, for a window that typed there: that, or what others have folded its
 * splices into. */
MUST_CHECK enum rc draft_stand(struct store *store, int64_t report, int64_t section,
                               const struct draft_writer *writer, int64_t *revision,
                               struct err *err);
/* The text that the splices make of what they stand on. RC_CONFLICT or RC_DAMAGED where they do not
 * fit it. */
MUST_CHECK enum rc draft_load(struct store *store, const struct draft *draft, struct base *base,
                              struct err *err);
/* A section's text as a reader sees it: the newest draft of this user, else that of who wrote last,
 * else what is saved. */
MUST_CHECK enum rc draft_read(struct store *store, int64_t report, int64_t section,
                              struct body *out, struct err *err);
/* Puts drafts over the base texts of a loaded report. NULL: it is only looked at, nobody will type
 * into it. */
MUST_CHECK enum rc drafts_apply(struct store *store, struct report *report,
                                struct store_pendings *pendings, struct err *err);
/* The windows that have drafts in a report; of a section they come by their last splice. */
struct owner {
    int64_t section, window, last, base_revision;
    char *clerk;
};
struct owners {
    struct owner *items;
    size_t count, cap;
};
MUST_CHECK enum rc owners_find(struct store *store, int64_t report, struct owners *owners,
                               struct err *err);
void owners_release(struct owners *owners);
struct draft_writer writer_of(const struct owner *owner);
struct draft_writer writer_self(const struct store *store);
bool owner_is_self(const struct store *store, const struct owner *owner); /* it is this window */

#endif
