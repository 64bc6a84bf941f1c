/*
 * diff.h - what differs between two texts, by words, and between two reports, by sections. A word
 * is a run of letters and digits, else one grapheme.
 * Invariants of a diff_text: the kept and the removed runs joined are the old text, the kept and
 * the added ones the new; no run is empty; a line end stands only at the end of a run; within one
 * change what is removed comes first. Few words are marked, but not always the fewest: between long
 * texts that have little in common the search is cut short, and words that two changes leave
 * between them alone are taken into the change. Time is within the texts' length times a constant,
 * memory some 40 bytes a word.
 * Ownership: a diff owns its texts; a diff_report borrows the sections of both reports.
 */
#ifndef MODEL_DIFF_H
#define MODEL_DIFF_H

#include "model/report.h"

enum diff_kind { DIFF_KEPT, DIFF_REMOVED, DIFF_ADDED };

struct diff_run {
    enum diff_kind kind;
    struct span text; /* in old_text or new_text */
};

struct diff_text {
    struct str old_text, new_text;
    struct diff_run *runs;
    size_t count, cap;
};

/* `diff` is not initialised before; the texts are valid UTF-8 of less than 1 GiB. */
void diff_texts(struct diff_text *diff, struct span old_text, struct span new_text);
void diff_text_release(struct diff_text *diff);
bool diff_text_differs(const struct diff_text *diff);
/* The next line in which something differs: runs *from to before *to. Both begin at 0; false: there
 * is none. A changed line end belongs to the line that it ends. */
bool diff_text_next_line(const struct diff_text *diff, size_t *from, size_t *to);

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
