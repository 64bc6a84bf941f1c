/*
 * figures_table.h - the parts of 数据 (F6) that its files share; screens know it as figures_layer.
 * A table: a row a figure, under the headings of the sections that they belong to; the cell with
 * the cursor holds what was typed, the others are shown grouped and rounded. Invariants: the
 * selected row is a figure's (none where there is none); `figures` are the draft's
 * (ui/screens/table_edit.h).
 */
#ifndef UI_SCREENS_FIGURES_TABLE_H
#define UI_SCREENS_FIGURES_TABLE_H

#include "model/figure/figure_share.h"
#include "ui/screens/table_edit.h"

struct figure_row {
    const struct template_figure *figure;   /* NULL: the heading of … */
    const struct template_section *section; /* the one that it belongs to, or NULL: of none */
};

enum figures_asked { FIGURES_NOTHING, FIGURES_OWNER, FIGURES_TAKE, FIGURES_RETURN, FIGURES_CHANGE };

enum figures_motion {
    MOTION_NONE,
    MOTION_DOWN,
    MOTION_UP,
    MOTION_NEXT,
    MOTION_PREVIOUS,
    MOTION_PAGE_DOWN,
    MOTION_PAGE_UP,
    MOTION_FIRST,
    MOTION_LAST,
    MOTION_LEAVE,
    MOTION_GO_OVER /* to 自评表 */
};

struct figures_screen {
    struct figure_row *rows;
    size_t rows_cap;
    struct table_edit table;
    bool prior; /* the cursor is in the column of last year's values */
    bool reads; /* for a screen reader: what is calculated can be gone to, and read */
    struct figures *figures;
    int motion; /* what the answer to the open question goes on with */
    bool asking;
    char *owner;              /* only the figures of that office; NULL: of all */
    char **owners;            /* while one of them is being chosen */
    enum figures_asked asked; /* what the answer to the other dialog is for … */
    struct str asked_name;    /* … and of which figure */
    struct str pasted;        /* lines that still go into the rows below */
};

/* The figure with the cursor; NULL where the template has none. */
const struct template_figure *figures_selected(const struct figures_screen *screen);
/* From the selected row to one that is asked for, in that direction, else in the other: headings
 * and what is calculated are passed by (`all`: headings alone). */
void figures_leave_unasked(struct figures_screen *screen, bool up, bool all);
/* Where a key leads from the cell; *motion is an enum figures_motion. */
bool figures_find_motion(const struct figures_screen *screen, const struct event *event,
                         int *motion);
/* The first of the lines is taken out of them; *ends: another one, or at least its end, follows.
 * False: there is none. */
bool figures_take_line(struct str *lines, struct str *line, bool *ends);
size_t figures_count_lines(const struct str *lines); /* the last one too where it has no end */
/* Why the selected cell takes no value (the clerk's words), or NULL. */
const char *figures_locked(const struct figures_screen *screen, struct str *why);
/* What is typed for a figure in the draft; "" for nothing. */
const char *figures_typed(const struct figures_screen *screen, const struct template_figure *figure,
                          bool prior);

#endif
