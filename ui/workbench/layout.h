/*
 * layout.h - where the panes of the workbench stand on a screen of that size, for what the clerk
 * has opened.
 */
#ifndef UI_WORKBENCH_LAYOUT_H
#define UI_WORKBENCH_LAYOUT_H

#include "ui/term/area.h"

struct shell;
struct workbench;

struct workbench_layout { /* empty areas: not shown */
    struct area header, outline, editor, guide, prior;
    bool outline_over; /* the outline lies over the editor */
};
struct workbench_layout workbench_lay_out(const struct shell *shell, const struct workbench *wb,
                                          struct area area);
/* Where a box hides neither outline nor guidance, whatever of them is open. */
struct area workbench_spare(struct area area);
bool workbench_shows_guide(const struct shell *shell, const struct workbench *wb);

#endif
