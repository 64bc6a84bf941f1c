/*
 * history.h - what was done to a report: who, when, what, newest first, by page; and the report as
 * it was at any moment. Everything given out belongs to the caller; errors as in store.h.
 */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/store.h"

struct store_history {       /* newest first */
    int64_t id, at, section; /* section -1: the whole report */
    enum act act;
    char *user, *path, *heading, *old_text, *new_text; /* shortened texts for showing */
    char *name;    /* of a value (a figure, the unit …), or NULL */
    bool is_state; /* the texts are names of states: "open", "done" */
};
/* The old (or new) text as the clerk reads it; borrowed. */
const char *store_history_words(const struct store_history *entry, bool is_new);
struct store_histories {
    struct store_history *items;
    size_t count, cap;
    int64_t next; /* what to give as `before` for the entries after these; 0: there are none */
};
struct store_history_filter { /* at most one of section, clerk and name is asked for */
    int64_t section;          /* -1: all */
    const char *clerk;        /* NULL: all */
    const char *name;         /* of a value; "": any value; NULL: all */
    int64_t before;           /* 0: from the newest on */
    size_t most;              /* entries; 0: all there are */
};
MUST_CHECK enum rc store_history(struct store *store, int64_t report,
                                 const struct store_history_filter *filter,
                                 struct store_histories *out, struct err *err);
/* Who has changed the report, and which values were changed: sorted, ended by NULL, the caller's
 * (store_names_free). */
MUST_CHECK enum rc store_history_clerks(struct store *store, int64_t report, char ***out,
                                        struct err *err);
MUST_CHECK enum rc store_history_values(struct store *store, int64_t report, char ***out,
                                        struct err *err);
void store_names_free(char **names);
void store_histories_release(struct store_histories *histories);
/* The report as it was right after that change. RC_NOT_FOUND: not a change of this report. */
MUST_CHECK enum rc store_load_at(struct store *store, int64_t report, int64_t change,
                                 struct report **out, struct err *err);

/* Undoes in the report (as report_load_base gives it) all that came after that row.
 * RC_DAMAGED where the history does not fit. */
MUST_CHECK enum rc history_unwind(struct store *store, struct report *report, int64_t after,
                                  struct err *err);

#endif
