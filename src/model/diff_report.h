/*
 * diff_report.h - two reports, section by section: who is who, then what differs.
 */
#ifndef MODEL_DIFF_REPORT_H
#define MODEL_DIFF_REPORT_H

#include "model/diff.h"

enum diff_place { DIFF_TITLE, DIFF_FRONT, DIFF_SECTION, DIFF_SIGN_OFF };

struct diff_item {
    enum diff_place place;
    const struct section *old_section,
        *new_section;         /* NULL: not there; both NULL: title, sign-off */
    bool moved;               /* under another parent, or in another order */
    struct diff_text heading; /* without labels; blank for title, sign-off */
    struct diff_text body;    /* the title's or sign-off's lines, or the section's own body as it
                                 prints, figures by their values */
};

/* In the order of the new report; what is gone stands behind its predecessor in the old one. */
struct diff_report {
    struct diff_item *items;
    size_t count, cap;
};

/* Sections are paired by their ids where both are moments of one report; else by template name,
 * then by heading and text: equal ones, then those more alike than not. */
void diff_reports(struct diff_report *diff, const struct report *old_report,
                  const struct report *new_report);
void diff_report_release(struct diff_report *diff);
/* Who is who alone, without a look at what differs: for each section of the new report, in its
 * order, the id of its partner (-1: none). The front texts are always partners. */
struct diff_pairs {
    struct diff_pair {
        int64_t new_id, old_id;
    } * items;
    size_t count;
};
void diff_pair_sections(struct diff_pairs *pairs, const struct report *old_report,
                        const struct report *new_report);
int64_t diff_partner(const struct diff_pairs *pairs, int64_t new_id); /* -1: none */
void diff_pairs_release(struct diff_pairs *pairs);
bool diff_item_differs(const struct diff_item *item); /* in anything: text, heading, place */

#endif
