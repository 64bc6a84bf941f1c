/*
 * finding_marks.h - where the findings of the section in the editor stand in its text. Between two
 * keys the marks move along with the text, and one whose words change goes; in a pause they are
 * those of the check. Passed findings have none.
 * Ownership: a finding_marks owns its items.
 */
#ifndef UI_WORKBENCH_FINDING_MARKS_H
#define UI_WORKBENCH_FINDING_MARKS_H

#include "model/finding.h"

struct canvas;
struct editor_row;
struct shell;
struct splice;
struct workbench;

struct finding_mark {
    size_t from, to; /* points of the body; the same for one on the heading */
    enum severity severity;
    char id[9];
};

struct finding_marks {
    bool known; /* they are of the findings as they are now */
    struct finding_mark *items;
    size_t count, cap;
};

struct finding_marks *finding_marks_new(void);
void finding_marks_free(struct finding_marks *marks); /* NULL is allowed */
void finding_marks_forget(struct finding_marks *marks);
void finding_marks_applied(struct finding_marks *marks, const struct splice *splice);
/* The gravest of those whose words hold that offset, of equal ones the shortest; NULL: none. */
const struct finding_mark *finding_mark_at(const struct shell *shell, const struct workbench *wb,
                                           size_t offset);
/* Underlines what of them stands in a row of the editor (of a long doubt or hint its beginning),
 * whose text begins at `col`; before the row where one begins stands `!` for an error, `?` for a
 * warning, in column `gutter`. */
void workbench_mark_findings(const struct shell *shell, const struct workbench *wb,
                             struct canvas *canvas, int row, int col, int gutter,
                             const struct editor_row *at);
/* The same sign for what is found of the heading. */
void workbench_mark_heading(const struct shell *shell, const struct workbench *wb,
                            struct canvas *canvas, int row, int col);

#endif
