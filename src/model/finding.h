/*
 * finding.h - one thing to look at: screens, `check`, export and the score all speak in findings.
 * Order is report order: title, front, sections in print order, sign-off; within one by offset.
 * The id is the first 8 hexadecimal digits of a hash of rule, section (its name, else its heading:
 * what an export and import keep), span text and occurrence in report order, so that a passed
 * finding stays passed until its text changes. It is settled by findings_sort.
 */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "model/report.h"

enum severity { SEVERITY_HINT, SEVERITY_WARNING, SEVERITY_ERROR };

struct finding {
    char id[9];
    uint32_t key; /* the hash without the occurrence */
    char *rule;   /* "required", "placeholder" … */
    enum severity severity;
    char *path; /* "2.1.3", "0", "title", "signoff", "figure:NAME", "indicator:NAME", "score" */
    int64_t section;       /* id, or -1 */
    char *name;            /* the section's, figure's …, or NULL */
    size_t offset, length; /* points in the body; 0, 0 for a heading, label, title */
    char *quote;   /* what findings_add takes, as it prints; of a title or sign-off all lines */
    char *message; /* what was computed, for the clerk */
    char *source;  /* the clause or template line it rests on, or NULL */
    size_t line;   /* of a file that is not stored, from 1; else 0 */
    char *passed_by, *passed_reason, *passed_at; /* or NULL (model/pass.h) */
    /* The offered cures (model/finding_fix.h); a hint that stands for many has one for each. */
    struct finding_fix {
        enum finding_fix_kind {
            FIX_TEXT,           /* these points of the body are replaced by that text */
            FIX_NUMBERING,      /* text: the style of the section's siblings' labels */
            FIX_ITEM_NUMBERING, /* text: the style of its items' labels */
            FIX_SIGN_OFF,       /* these points of the sign-off go */
            FIX_LABEL           /* a literal label is dropped: the heading's, or, where the
                                   finding has a length, that of the item at its offset */
        } kind;
        size_t offset, length;
        char *text;
    } * fixes;
    size_t fix_count, fix_cap;
};

struct findings {
    struct finding *items;
    size_t count, cap;
};

void finding_release(struct finding *finding); /* what it owns */
void findings_release(struct findings *findings);
void findings_clear(struct findings *findings);
/* Adds a finding on a section's body (or on its heading for length 0): fills path, name, quote (the
 * span, four characters more on each side of a defect shorter than 8, within the line) and id. */
struct finding *findings_add(struct findings *findings, const struct report *report,
                             const struct section *section, const char *rule,
                             enum severity severity, size_t offset, size_t length,
                             const char *message);
/* On the title or the sign-off: place is "title" or "signoff". */
struct finding *findings_add_place(struct findings *findings, const struct report *report,
                                   const char *place, const char *rule, enum severity severity,
                                   const char *message);
/* On a question, figure, indicator or rule of the template, by its name: it has no place in the
 * text and is sorted before it. The path is figure:NAME, indicator:NAME or score where it is filled
 * in there, else title. The id is of rule, name and the numbers of the message: passed, it comes
 * back when its values change. */
struct finding *findings_add_item(struct findings *findings, const struct report *report,
                                  const char *name, const char *rule, enum severity severity,
                                  const char *message);
struct finding *findings_find(const struct findings *findings, struct span id); /* NULL: none */
void findings_sort(struct findings *findings, const struct report *report);     /* report order */
size_t findings_count(const struct findings *findings, enum severity severity); /* passed apart */

const char *severity_name(enum severity severity);  /* error warning hint */
const char *severity_mark(enum severity severity);  /* 错 疑 提 */
const char *severity_title(enum severity severity); /* 错误 存疑 提醒 */
bool severity_find(struct span name, enum severity *severity);

#endif
