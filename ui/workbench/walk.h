/*
 * walk.h - 逐数核对: the bar of the workbench that asks for one number of last year's after the
 * other (session/walk.h). While it is open all input goes there.
 * Ownership: the bar owns what is in it; workbench_walk_release frees it.
 */
#ifndef UI_WORKBENCH_WALK_H
#define UI_WORKBENCH_WALK_H

#include "edit/editor.h"
#include "session/walk.h"
#include "ui/shell.h"
#include "ui/widget/field.h"

struct workbench;

struct walk_bar {
    bool open;
    bool has;             /* a field is shown; else the section has none left */
    bool fresh;           /* what stands in it was offered: the first key replaces it */
    bool refused;         /* what was typed is no number: typing replaces it, Backspace edits it */
    bool emptied;         /* what was typed was deleted again: Enter asks before it confirms */
    struct walk_field at; /* released where !has */
    struct field typed;   /* of it; kept when the bar is closed */
    size_t sentences;     /* without numbers that are 未核, where the section has no field left */
    struct walk_places left; /* 未核, of the section */
    struct walk_seen {       /* fields that the clerk came by, in no order */
        int64_t section;
        size_t from;
    } * seen;
    size_t seen_count, seen_cap;
};

void workbench_walk_close(struct workbench *wb); /* what is typed stays for the next time */
void workbench_walk_release(struct workbench *wb);
void workbench_walk_refresh(struct shell *shell, struct workbench *wb);
bool workbench_walk_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_walk_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event);
void workbench_draw_walk(const struct workbench *wb, struct canvas *canvas, struct area area);
void workbench_mark_walk(const struct workbench *wb, struct canvas *canvas, int row, int col,
                         const struct editor_row *at);

#endif
