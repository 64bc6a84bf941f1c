/*
 * private_writing.h - the part of a session that is on its way into the store: typed text that is
 * not folded yet, and text that the store refused.
 * Invariants: refused text is kept in the order in which it was typed, and goes in in that order;
 * nothing is typed past it. While there is none, `trouble` says nothing.
 * Ownership: the part owns the texts and the path.
 */
#ifndef SESSION_PRIVATE_WRITING_H
#define SESSION_PRIVATE_WRITING_H

#include "base/err.h"
#include "model/splice.h"
#include "store/reports.h"

struct unsaved { /* typed text that the store refused; goes in as soon as it takes it */
    int64_t section, base_revision;
    struct store_seen over; /* its clerk not NULL: first what is typed over, without a splice */
    enum act act;
    bool continues;
    struct splice splice;
};

struct session_writing {
    struct store_pendings pendings; /* sections with typed text that is not folded */
    int64_t typed_at;               /* ms, monotonic */
    int64_t saved_at;               /* ms */
    int64_t step_id, step_section;  /* the undo step that typing may continue, 0: none */
    size_t recovered;
    size_t late; /* sections whose text came after the report was final; not told yet */

    struct unsaved *unsaved;
    size_t unsaved_count, unsaved_cap;
    char *unsaved_path;   /* unsaved.c: where it was written, NULL: nowhere */
    bool unsaved_is_lost; /* it could be written nowhere */
    struct err trouble;   /* why text is unsaved; its text is "" when it is not */
    bool needs_sync;
    bool sync_refused; /* the last one: what was stored may go with the power */
    bool index_waits;  /* something may have to be indexed for the search */
};

#endif
