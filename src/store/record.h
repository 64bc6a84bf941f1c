/*
 * record.h - a row of the history: a change of the model with who, when, why, and what it is to the
 * store. Splice, fold, body and lost rows carry a splice; field, place and value rows theirs; an
 * event carries nothing. A record owns its texts.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "store/store_private.h"

#define RECORD_KIND_LIST(X)                                                                        \
    X(SPLICE, "splice") /* typed; a draft until it is folded */                                    \
    X(FOLD, "fold")     /* base text to base text, from splices */                                 \
    X(BODY, "body")     /* base text to base text, from a command */                               \
    X(FIELD, "field")                                                                              \
    X(PLACE, "place")                                                                              \
    X(VALUE, "value")                                                                              \
    X(LOST, "lost")   /* a draft that gave way to another text */                                  \
    X(EVENT, "event") /* made, imported, trashed */
#define X(name, word) RECORD_##name,
enum record_kind { RECORD_KIND_LIST(X) RECORD_KIND_COUNT };
#undef X

enum { NO_SECTION = -1 };

struct record {
    int64_t id, act, section, at, revision; /* act: the number of its step, its own for the first */
    char *clerk;
    enum act word;
    enum record_kind kind;
    struct change change; /* of the kind that `kind` says; nothing for an event */
};
struct records {
    struct record *items;
    size_t count, cap;
};

/* Fills a record that holds nothing. RC_DAMAGED for a row that makes no sense. */
MUST_CHECK enum rc record_read(struct record *record, struct stmt *stmt, struct err *err);
void record_release(struct record *record);
void records_release(struct records *records);
/* Steps through a started statement of RECORD_COLUMNS and ends it. */
MUST_CHECK enum rc records_take(struct records *records, struct stmt *stmt, struct err *err);

/* What is to be written: `change` is borrowed, NULL for an event. */
struct record_draft {
    int64_t report, section;
    int64_t act;      /* 0: it begins a step */
    int64_t revision; /* -1: none */
    int64_t at;       /* ms */
    enum act word;
    enum record_kind kind;
    const struct change *change;
    const struct draft *draft; /* whose splices it takes; NULL: none. Its clerk is the row's */
};
MUST_CHECK enum rc record_add(struct store *store, const struct record_draft *draft, int64_t *id,
                              struct err *err);
/* A row for a change of one body: fold, body, lost. */
MUST_CHECK enum rc record_add_splice(struct store *store, const struct record_draft *draft,
                                     const struct splice *splice, int64_t *id, struct err *err);
void record_bind_splice(struct stmt *stmt, const struct splice *splice);

#endif
