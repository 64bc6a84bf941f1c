/*
 * edition.h - the steps of a report on its way: 起草, 送审, 退回 or 定稿, 已报送. Each step is a
 * value of the report, "@edition.1" and so on, which is only added: so the history, JSON and the
 * store know it without more. What was sent or made final is kept whole under "@kept.N", as JSON,
 * which stays in the store until it is asked for. A value "@lock" stands while text, values and
 * outline are locked.
 */
#ifndef MODEL_EDITION_EDITION_H
#define MODEL_EDITION_EDITION_H

#include "model/report.h"
#include "model/stage.h"

#define VALUE_EDITION "@edition."
#define VALUE_KEPT    "@kept."
#define VALUE_LOCK    "@lock"

/* X(enum, word stored and in JSON, what the clerk reads) */
#define EDITION_LIST(X)                                                                            \
    X(SUBMITTED, "submitted", N_("送审"))                                                          \
    X(RETURNED, "returned", N_("退回"))                                                            \
    X(FINAL, "final", N_("定稿"))                                                                  \
    X(SENT, "sent", N_("已报送"))                                                                  \
    X(UNLOCKED, "unlocked", N_("解除定稿"))
#define X(name, word, text) EDITION_##name,
enum edition_state { EDITION_LIST(X) EDITION_STATE_COUNT };
#undef X

struct edition {   /* a step; its texts are borrowed from the value */
    size_t number; /* from 1 */
    size_t draft;  /* 第几稿: a report that was returned or unlocked is written on as the next */
    enum edition_state state;
    enum stage stage; /* whom it went to */
    struct span by;
    int64_t at;         /* ms of Unix time, whole seconds */
    struct span hash;   /* SHA-256 of the plain text, "" where nothing was kept */
    struct span reason; /* "" where none was given */
};

const char *edition_word(enum edition_state state);
const char *edition_text(enum edition_state state); /* in the interface's language */
bool edition_find_state(struct span word, enum edition_state *state);
/* Whether that step keeps the whole report, and whether the report is locked after it. */
bool edition_keeps(enum edition_state state);
bool edition_locks(enum edition_state state);

/* The text of the value; hash and reason are one line each. */
void edition_add_text(struct str *out, const struct edition *edition);
bool edition_read(struct edition *edition, size_t number, struct span text);
void edition_add_name(struct str *out, const char *prefix, size_t number); /* "@edition.3" */
bool edition_find_number(struct span value_name, size_t *number); /* of "@edition.N" only */

size_t report_count_editions(const struct report *report);
/* False: there is none of that number. */
bool report_edition(const struct report *report, size_t number, struct edition *out);
bool report_is_locked(const struct report *report);
/* The number of the draft that is being written, or was sent: 1 before any step. */
size_t report_draft_number(const struct report *report);
/* For the header: 第2稿 · 送审3日; nothing before the first step. now: ms of Unix time. */
void report_add_edition_state(struct str *out, const struct report *report, int64_t now);

#endif
