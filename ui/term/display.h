/*
 * display.h - how this clerk's terminal is to be used: kept with the clerk's settings, changed in a
 * dialog (ui/screens/display_dialog.h), applied by the loop (ui/loop.c) and by the layers that
 * draw.
 */
#ifndef UI_TERM_DISPLAY_H
#define UI_TERM_DISPLAY_H

#include "base/base.h"

struct session;

enum display_width { DISPLAY_WIDTH_AUTO, DISPLAY_WIDTH_1, DISPLAY_WIDTH_2 };
/* AUTO: by the background that the terminal answers; for a dark one where it says nothing. */
enum display_colours {
    DISPLAY_COLOURS_AUTO,
    DISPLAY_COLOURS_DARK,
    DISPLAY_COLOURS_LIGHT,
    DISPLAY_COLOURS_CONTRAST, /* bold white on black, nothing dim */
    DISPLAY_COLOURS_NONE,
};

struct display {
    enum display_width width; /* columns of “ ” … — and their kin; AUTO: as the terminal answers */
    enum display_colours colours;
    bool mouse;  /* the terminal's own selecting then wants Shift */
    bool reader; /* for screen readers: one pane, no lines, states in words, one question at a time
                  */
};

/* $JIXIAO_READER, set and not empty, switches the reader mode on whatever the setting says. */
void display_load(struct display *display, struct session *session);
void display_store(const struct display *display, struct session *session);

#endif
