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

#endif
