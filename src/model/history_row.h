/*
 * history_row.h - what was done to a report, one change a row: who, when, what.
 */
#ifndef MODEL_HISTORY_ROW_H
#define MODEL_HISTORY_ROW_H

#include "model/change.h"

struct history_row {         /* newest first */
    int64_t id, at, section; /* section -1: the whole report */
    enum act act;
    char *user, *path, *heading, *old_text, *new_text; /* shortened texts for showing */
    char *name;    /* of a value (a figure, the unit …), or NULL */
    bool is_state; /* the texts are names of states: "open", "done" */
};
/* The old (or new) text as the clerk reads it; borrowed. */
const char *history_row_words(const struct history_row *entry, bool is_new);
struct history_rows {
    struct history_row *items;
    size_t count, cap;
    int64_t next; /* what to give as `before` for the entries after these; 0: there are none */
};
struct history_filter { /* at most one of section, clerk and name is asked for */
    int64_t section;    /* -1: all */
    const char *clerk;  /* NULL: all */
    const char *name;   /* of a value; "": any value; NULL: all */
    int64_t before;     /* 0: from the newest on */
    size_t most;        /* entries; 0: all there are */
};
void history_rows_release(struct history_rows *histories);

#endif
