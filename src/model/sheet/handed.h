/*
 * handed.h - what the offices owe and hand in: for each figure whose it is, how far it is (待报,
 * 已报, 已核, 退回, 免报), what was handed in, by whom and when. Each is a value of the report,
 * "@owner.NAME" and "@sheet.NAME", and each sheet that was sent out is one, "@sent.N": so history,
 * JSON and restoring know them without more. Texts are one line each.
 */
#ifndef MODEL_SHEET_HANDED_H
#define MODEL_SHEET_HANDED_H

#include "model/report.h"

#define VALUE_OWNER "@owner."
#define VALUE_SHEET "@sheet."
#define VALUE_SENT  "@sent."

/* X(enum, word in JSON and in the store, what the clerk reads) */
#define HANDED_LIST(X)                                                                             \
    X(NONE, "", "")                                                                                \
    X(AWAITED, "awaited", N_("待报"))                                                              \
    X(REPORTED, "reported", N_("已报"))                                                            \
    X(CHECKED, "checked", N_("已核"))                                                              \
    X(RETURNED, "returned", N_("退回"))                                                            \
    X(EXEMPT, "exempt", N_("免报"))
#define X(name, word, text) HANDED_##name,
enum handed_state { HANDED_LIST(X) HANDED_STATE_COUNT };
#undef X

struct handed { /* of a figure; its texts are borrowed from the value */
    enum handed_state state;
    size_t sheet;           /* that it was asked for on, or came with; 0: none */
    struct span base;       /* what stood in the report when the sheet was sent */
    struct span value;      /* what was handed in, with its unit; "": nothing */
    struct span note;       /* 说明 */
    struct span evidence;   /* 佐证 */
    struct span by;         /* who did the last step */
    int64_t at;             /* ms of Unix time, whole seconds */
    struct span reason;     /* of a return, an exemption, a change of what was checked */
    struct span prior_base; /* last year's value as it went out on the sheet */
    struct span prior;      /* last year's, where the office wrote another; "": nothing waits */
};

/* Whether something that was handed in waits to be taken or returned. */
bool handed_waits(const struct handed *handed);
/* A figure that does not apply is handed in so. */
#define HANDED_NOT_APPLICABLE "无"

const char *handed_word(enum handed_state state);
const char *handed_text(enum handed_state state); /* in the interface's language */
bool handed_find_state(struct span word, enum handed_state *state);
void handed_add_text(struct str *out, const struct handed *handed);
bool handed_read(struct handed *handed, struct span text);
/* Of a figure of the report; state NONE where it was never asked for. */
struct handed report_handed(const struct report *report, const char *figure);

/* Whose the figure is: as it was said for this report, else the template's; "" for nobody's. */
const char *report_owner(const struct report *report, const struct template_figure *figure);

struct sent {          /* a sheet that went out */
    size_t number;     /* from 1, in the report */
    struct span owner; /* "": figures of nobody */
    struct span due;   /* 2024-05-01; "" */
    struct span by;
    int64_t at; /* ms */
};
void sent_add_text(struct str *out, const struct sent *sent);
bool sent_read(struct sent *sent, size_t number, struct span text);
bool report_sent(const struct report *report, size_t number, struct sent *out);
size_t report_count_sent(const struct report *report);

#endif
