/*
 * remark.h - 意见: what somebody has said of a place in a report, and proposals, which say how its
 * words should be. Each is a value of the report, "@remark.1" and so on, in one numbering: so the
 * history, undo, copies and two clerks at once know it without more, and restoring an earlier
 * moment leaves it as it is. A remark is never taken away: where its words are gone it has lost its
 * place (model/remark/spot.h).
 */
#ifndef MODEL_REMARK_REMARK_H
#define MODEL_REMARK_REMARK_H

#include "model/stage.h"
#include "model/target.h"

#define VALUE_REMARK "@remark."

/* X(enum, word in JSON and in the store, what the clerk reads) */
#define REMARK_KIND_LIST(X)                                                                        \
    X(REMARK, "remark", N_("意见"))                                                                \
    X(PROPOSAL, "proposal", N_("修改"))
/* A remark: 未答 → 已改 | 不采纳 → 核销. A proposal: 未答 → 已采纳 | 不采纳. */
#define REMARK_STATE_LIST(X)                                                                       \
    X(OPEN, "open", N_("未答"))                                                                    \
    X(DONE, "done", N_("已改"))                                                                    \
    X(REFUSED, "refused", N_("不采纳"))                                                            \
    X(CLOSED, "closed", N_("核销"))                                                                \
    X(TAKEN, "taken", N_("已采纳"))
/* The trade's own words, on the command line, in JSON and in the store. */
#define REMARK_WEIGHT_LIST(X)                                                                      \
    X(ADVICE, N_("建议"))                                                                          \
    X(MUST, N_("必改"))                                                                            \
    X(QUESTION, N_("询问"))
/* What of its target the words stand in: a section's text or heading, the title, the sign-off. */
#define REMARK_PART_LIST(X)                                                                        \
    X(BODY, "body")                                                                                \
    X(HEADING, "heading")                                                                          \
    X(TITLE, "title")                                                                              \
    X(SIGN_OFF, "sign_off")
#define X(name, word, text) REMARK_IS_##name,
enum remark_kind { REMARK_KIND_LIST(X) REMARK_KIND_COUNT };
#undef X
#define X(name, word, text) REMARK_##name,
enum remark_state { REMARK_STATE_LIST(X) REMARK_STATE_COUNT };
#undef X
#define X(name, word) REMARK_WEIGHS_##name,
enum remark_weight { REMARK_WEIGHT_LIST(X) REMARK_WEIGHT_COUNT };
#undef X
#define X(name, word) REMARK_OF_##name,
enum remark_part { REMARK_PART_LIST(X) REMARK_PART_COUNT };
#undef X

struct remark_note { /* of a thread under a remark, the oldest first */
    struct span author, text;
    int64_t at; /* ms, 0: unknown */
};

struct remark {
    size_t number; /* from 1 */
    enum remark_kind kind;
    enum remark_state state;
    enum remark_weight weight;
    enum stage stage;
    /* The place. target.quote is what stood there, as the body holds it ("${budget}" for a figure):
     * of a proposal the words that go, "" where only new ones come. */
    struct target target;
    enum remark_part part;
    struct span before, after; /* at most REMARK_AROUND points around the quotation */
    size_t offset;             /* points; where it stood then */
    struct span author;        /* "": 未署名 */
    int64_t at;                /* ms of Unix time, whole seconds; 0: unknown */
    struct span text;          /* what is said; of a proposal "" or why */
    struct span proposed;      /* of a proposal: the words in place of the quotation */
    struct span answer;        /* what was done, why it was refused */
    struct span by;            /* who did the last step; "": nobody yet */
    int64_t by_at;             /* ms; 0: nobody yet */
    int64_t change;            /* of the history: what answers it; 0: none */
    struct span origin; /* of what it came from in a file, to know it again; "": typed here */
    struct remark_note *notes; /* owned, as `own` */
    size_t note_count;
    char *own; /* what the spans of a remark that was read point into; NULL: into the caller's */
};

enum { REMARK_AROUND = 40, REMARK_NUMBER_MOST = 1000000 };

const char *remark_kind_word(enum remark_kind kind);
const char *remark_kind_text(enum remark_kind kind); /* in the interface's language, as the next */
const char *remark_state_word(enum remark_state state);
const char *remark_state_text(enum remark_state state);
const char *remark_weight_word(enum remark_weight weight);
const char *remark_weight_text(enum remark_weight weight);
const char *remark_part_word(enum remark_part part);
bool remark_kind_find(struct span word, enum remark_kind *kind);
bool remark_state_find(struct span word, enum remark_state *state);
bool remark_weight_find(struct span word, enum remark_weight *weight);
bool remark_part_find(struct span word, enum remark_part *part);
/* "必改：…" at the head of what somebody says: is taken off, and *weight set. False: it says none,
 * or nothing but that. */
bool remark_take_weight(struct span *text, enum remark_weight *weight);
/* 加“…”, 删“…” or “…” → “…”, on one line; of each at most so many points are shown. Appends. */
void remark_add_change(struct str *out, struct span old_words, struct span new_words, size_t most);
/* Who it is from, 未署名 where that is not known. */
struct span remark_author(const struct remark *remark);
/* Which states one of that kind can be in. */
bool remark_state_fits(enum remark_kind kind, enum remark_state state);

/* The text of the value, one line; texts of several lines are kept as they are. */
void remark_add_value(struct str *out, const struct remark *remark);
/* False: that is none; `remark` holds nothing then. Else the caller's, to be released. */
bool remark_read(struct remark *remark, size_t number, struct span value);
void remark_release(struct remark *remark);
/* Of half a move, the words that go or come, without the ends of their paragraphs; borrowed. */
struct span remark_words_moved(const struct remark *remark);
void remark_add_name(struct str *out, size_t number); /* "@remark.3" */
bool remark_find_number(struct span value_name, size_t *number);

/* The caller's, to be released; false: there is none of that number. */
bool report_remark(const struct report *report, size_t number, struct remark *out);
size_t report_last_remark(const struct report *report); /* the highest number, 0: none */
/* Those that wait for an answer, proposals too; must: of the remarks only 必改. */
size_t report_count_open_remarks(const struct report *report, bool must);

#endif
