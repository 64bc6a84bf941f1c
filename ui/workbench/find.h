/*
 * find.h - the find bar of the workbench. While it is open all input goes there.
 * Ownership: the bar owns what is in it; workbench_find_release frees it.
 */
#ifndef UI_WORKBENCH_FIND_H
#define UI_WORKBENCH_FIND_H

#include "edit/editor.h"
#include "edit/find.h"
#include "ui/shell.h"
#include "ui/widget/field.h"

struct workbench;

struct find_bar {
    bool open, everywhere; /* the whole report, or the section where it was opened */
    bool known, fresh;     /* has been open before; nothing typed since it was opened */
    struct field what;
    struct find_places places;
    size_t at;       /* the place that is shown */
    int64_t section; /* where the clerk began */
    size_t offset;
};

void workbench_find_open(struct shell *shell, struct workbench *wb);
void workbench_find_release(struct workbench *wb);
void workbench_find_refresh(struct shell *shell, struct workbench *wb);
bool workbench_find_command(struct shell *shell, struct workbench *wb, enum command_id id);
unsigned workbench_find_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event);
void workbench_draw_find(const struct workbench *wb, struct canvas *canvas, struct area area);
void workbench_mark_found(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, int row, int col, const struct editor_row *at);

#endif
