/*
 * prior_marks.h - where last year's section and this year's differ, as marks in both texts.
 * Ownership: a prior_marks owns its ranges.
 */
#ifndef UI_WORKBENCH_PRIOR_MARKS_H
#define UI_WORKBENCH_PRIOR_MARKS_H

#include "edit/editor.h"
#include "edit/editor_select.h"
#include "ui/term/canvas.h"

struct section;
struct shell;
struct splice;
struct workbench;

struct ranges {
    struct editor_range *items;
    size_t count, cap;
};

/* Where the two texts are the same. */
struct kept {
    size_t old_offset, new_offset, points;
};

struct prior_marks {
    bool known; /* they are of the texts as they are now */
    bool compared, same;
    struct ranges removed, added; /* of last year's text, of this year's */
    struct kept *kept;
    size_t kept_count, kept_cap;
    size_t changes;
};

struct prior_marks *prior_marks_new(void);
void prior_marks_free(struct prior_marks *marks);
void prior_marks_forget(struct prior_marks *marks);
void prior_marks_applied(struct prior_marks *marks, const struct splice *splice);
bool workbench_is_as_last_year(const struct shell *shell, const struct workbench *wb);
void workbench_mark_changed(const struct shell *shell, const struct workbench *wb, bool old_text,
                            struct canvas *canvas, int row, int col, const struct editor_row *at);
/* Brought up to date in a pause only: between two keys the marks just move along. */
const struct prior_marks *prior_marks_now(const struct shell *shell, const struct workbench *wb);
/* Which section of last year's this one was; NULL: none. */
const struct section *prior_marks_section(const struct shell *shell, const struct workbench *wb);

#endif
