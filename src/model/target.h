/*
 * target.h - what of a report something is said about: a section, perhaps at a quotation of it, a
 * figure, an indicator, or the whole. As it is written on the command line: SECTION[:QUOTE] (a name
 * or a path), figure:NAME, indicator:NAME, or a full stop.
 */
#ifndef MODEL_TARGET_H
#define MODEL_TARGET_H

#include "model/report.h"

#define TARGET_LIST(X)                                                                             \
    X(WHOLE, "whole")                                                                              \
    X(SECTION, "section")                                                                          \
    X(FIGURE, "figure")                                                                            \
    X(INDICATOR, "indicator")
#define X(name, word) TARGET_##name,
enum target_kind { TARGET_LIST(X) TARGET_KIND_COUNT };
#undef X

struct target {
    enum target_kind kind;
    int64_t section;   /* its id, wherever it stands */
    struct span name;  /* of a figure or indicator */
    struct span quote; /* of a section; "": all of it */
};

const char *target_word(enum target_kind kind);
bool target_find_kind(struct span word, enum target_kind *kind);
/* RC_NOT_FOUND with a sentence that says what may be written; the target borrows `written`. */
MUST_CHECK enum rc target_read(struct target *target, const struct report *report,
                               struct span written, struct err *err);
/* As it would be written; a section that is gone gives "-". */
void target_add_written(struct str *out, const struct report *report, const struct target *target);
/* For the clerk: 年初预算数, （一）经济发展“……”, 整份报告. */
void target_add_label(struct str *out, const struct report *report, const struct target *target);

#endif
