/* 自评表 (F7): moving about in the table, typing, storing. */
#include "ui/screens/score.h"

#include "ui/screens/score_table.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/score_entry.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/screens/edition.h"
#include "ui/screens/figures.h"
#include "ui/screens/history.h"
#include "ui/screens/score_draw.h"
#include "ui/screens/table_edit.h"

#include <string.h>

enum { ENTRY_POINTS_MOST = 500 };

/* --- rows and cells --- */

static bool is_asked(const struct score_line *line, enum score_entry entry) {
    return indicator_check_asked(line->indicator, entry, NULL) == RC_OK;
}

/* What is asked first of an indicator: the actual value, a score by hand, else the reason. */
static enum score_entry first_entry(const struct score_line *line) {
    bool manual = line->indicator->method == METHOD_MANUAL;
    if (!manual && line->target == NULL && is_asked(line, SCORE_TARGET))
        return SCORE_TARGET;
    if (!manual && is_asked(line, SCORE_ACTUAL))
        return SCORE_ACTUAL;
    return manual && is_asked(line, SCORE_SCORE) ? SCORE_SCORE : SCORE_REASON;
}

static void open_cell(struct score_screen *screen) {
    const struct score_line *line = score_selected(screen);
    table_edit_open(&screen->table, line != NULL ? score_typed(screen, line, screen->entry) : "");
}

static void make_rows(struct score_screen *screen) {
    screen->table.list.count = 0;
    for (size_t i = 0; screen->sheet != NULL && i < screen->sheet->count; i++) {
        if (screen->sheet->lines[i].state == SCORE_IRRELEVANT)
            continue;
        MEM_PUSH_ROOM(screen->rows, screen->table.list.count, screen->rows_cap);
        screen->rows[screen->table.list.count++] = i;
    }
}

static void compute(struct score_screen *screen) {
    score_sheet_free(screen->sheet);
    figures_free(screen->figures);
    screen->figures = figures_new(screen->table.draft);
    screen->sheet = score_sheet_new(screen->figures);
}

/* The report anew: the draft is its copy. The cursor stays where it was. */
static void take_report(struct shell *shell, struct score_screen *screen) {
    table_edit_take_report(shell, &screen->table);
    compute(screen);
    make_rows(screen);
    list_select(&screen->table.list, screen->table.list.selected);
    open_cell(screen);
}

/* Groups are passed over: nothing is asked of them. */
static void leave_group(struct score_screen *screen, bool up) {
    struct list *list = &screen->table.list;
    while (list->count > 0 && indicator_is_group(score_selected(screen)->indicator)) {
        if (up && list->selected == 0)
            up = false;
        list_select(list, up ? list->selected - 1 : list->selected + 1);
    }
}

/* --- storing --- */

static void add_value_name(struct str *out, const struct score_screen *screen) {
    const struct score_line *line = score_selected(screen);
    assert(line != NULL);
    str_add_format(out, "%s.%s", line->indicator->name, score_entry_name(screen->entry));
}

/* What was typed, as far as it makes sense, into the draft: scores and total follow at once. */
static void preview(struct score_screen *screen) {
    struct str name = STR_INIT;
    struct span text = table_edit_text(&screen->table);
    const struct score_line *line = score_selected(screen);
    assert(line != NULL);
    const struct template_indicator *indicator = line->indicator;
    add_value_name(&name, screen);
    if (indicator_check_entry(indicator, screen->entry, text, NULL) == RC_OK) {
        table_edit_preview(&screen->table, name.s);
        compute(screen);
    }
    str_release(&name);
}

/* True: the cell may be left. */
static bool store(struct shell *shell, struct score_screen *screen) {
    struct str name = STR_INIT;
    if (!screen->table.edited)
        return true;
    add_value_name(&name, screen);
    bool stored = table_edit_store(shell, &screen->table, name.s);
    if (stored)
        take_report(shell, screen);
    str_release(&name);
    return stored;
}

/* --- moving --- */

/* The next or previous cell that takes something, over the end of the row into the next. */
static void move_cell(struct score_screen *screen, bool forward) {
    size_t before = screen->table.list.selected;
    const struct score_line *line = score_selected(screen);
    int entry = (int)screen->entry;
    assert(line != NULL);
    do {
        entry += forward ? 1 : -1;
    } while (entry >= 0 && entry < SCORE_ENTRY_COUNT && !is_asked(line, (enum score_entry)entry));
    if (entry >= 0 && entry < SCORE_ENTRY_COUNT) {
        screen->entry = (enum score_entry)entry;
        screen->stays = entry == SCORE_REASON || entry == SCORE_EVIDENCE;
        return;
    }
    list_select(&screen->table.list,
                forward || before == 0 ? before + (forward ? 1 : 0) : before - 1);
    leave_group(screen, !forward);
    screen->stays = false;
    if (screen->table.list.selected != before)
        screen->entry = forward ? first_entry(score_selected(screen)) : SCORE_EVIDENCE;
}

/* Down the column of reasons or evidence; else to what is asked first there. */
static void move_row(struct score_screen *screen, const struct event *event) {
    size_t before = screen->table.list.selected;
    bool up = event->key == K_UP || event->key == K_PGUP || event->key == K_END;
    struct event move = *event;
    move.mods = 0;
    if (event->key == K_ENTER)
        move.key = K_DOWN;
    (void)list_handle(&screen->table.list, &move);
    leave_group(screen, up);
    if (screen->table.list.selected != before && !screen->stays)
        screen->entry = first_entry(score_selected(screen));
}

static bool is_row_motion(const struct event *event) {
    return event_is_key(event, K_ENTER) || event_is_key(event, K_DOWN) ||
           event_is_key(event, K_UP) || event_is_key(event, K_PGDN) ||
           event_is_key(event, K_PGUP) || event_is_mod_key(event, K_HOME, MOD_CTRL) ||
           event_is_mod_key(event, K_END, MOD_CTRL);
}

static bool is_cell_motion(const struct score_screen *screen, const struct event *event,
                           bool *forward) {
    *forward = event_is_key(event, K_TAB) || (screen->table.fresh && event_is_key(event, K_RIGHT));
    return *forward || event_is_key(event, K_BACKTAB) ||
           (screen->table.fresh && event_is_key(event, K_LEFT));
}

/* --- typing --- */

static unsigned type(struct shell *shell, struct score_screen *screen, const struct event *event) {
    struct err err = {0};
    const struct score_line *line = score_selected(screen);
    if (line == NULL)
        return HANDLED_NO;
    if (table_edit_is_change(event) && edition_refuses_change(shell))
        return HANDLED_YES;
    if (table_edit_is_change(event) &&
        indicator_check_asked(line->indicator, screen->entry, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return HANDLED_YES;
    }
    unsigned handled = table_edit_type(&screen->table, event);
    if (handled & HANDLED_CHANGED)
        preview(screen);
    return handled;
}

static unsigned score_handle(struct shell *shell, void *self, const struct event *event) {
    struct score_screen *screen = self;
    bool forward;
    if (event_is_key(event, K_ESC)) {
        if (screen->table.edited || !screen->table.fresh)
            take_report(shell, screen); /* what was typed here is given up */
        else
            shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    if (screen->table.list.count == 0)
        return HANDLED_NO;
    bool row = is_row_motion(event), cell = !row && is_cell_motion(screen, event, &forward);
    if (!row && !cell)
        return type(shell, screen, event);
    if (!store(shell, screen))
        return HANDLED_YES;
    if (row)
        move_row(screen, event);
    else
        move_cell(screen, forward);
    open_cell(screen);
    return HANDLED_YES;
}

/* --- commands --- */

/* Where the clerk was before he went over to 数据, or where a step is seen; false: it is not there.
 */
static bool select_cell(struct score_screen *screen, const char *name, int column) {
    for (size_t i = 0; name != NULL && i < screen->table.list.count; i++) {
        const struct score_line *line = &screen->sheet->lines[screen->rows[i]];
        if (strcmp(line->indicator->name, name) != 0)
            continue;
        list_select(&screen->table.list, i);
        screen->entry = (enum score_entry)column;
        screen->stays = screen->entry == SCORE_REASON || screen->entry == SCORE_EVIDENCE;
        return true;
    }
    return false;
}

static void undo(struct shell *shell, struct score_screen *screen, bool back) {
    struct table_argument cell;
    if (!table_edit_undo(shell, back, &score_layer, &cell))
        return;
    take_report(shell, screen);
    if (select_cell(screen, cell.row, cell.column))
        open_cell(screen);
}

/* Of the entry that the cursor is on. */
static void show_history(struct shell *shell, struct score_screen *screen) {
    struct str name = STR_INIT;
    if (score_selected(screen) != NULL)
        add_value_name(&name, screen);
    shell_push(shell, &history_layer,
               &(struct history_argument){.section = screen->table.section,
                                          .name = name.len > 0 ? name.s : NULL});
    str_release(&name);
}

static void score_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                         const void *value) {
    (void)answer;
    (void)value;
    if (from == &history_layer)
        take_report(shell, self); /* it may have been restored */
}

static void leave(struct shell *shell, struct score_screen *screen, bool to_figures) {
    const struct score_line *line = score_selected(screen);
    if (to_figures)
        table_edit_go_over(shell, &screen->table, &figures_layer,
                           line != NULL ? line->indicator->name : NULL, (int)screen->entry);
    else
        shell_pop(shell, ANSWER_CANCEL, NULL);
}

/* The entries of the selected indicator are the same this year; on to the next one. */
static void confirm(struct shell *shell, struct score_screen *screen) {
    const struct score_line *line = score_selected(screen);
    size_t count = screen->table.list.count, at = screen->table.list.selected;
    bool confirmed = false;
    if (line == NULL)
        shell_say(shell, _("去年的数都核对过了"));
    if (line == NULL || !store(shell, screen))
        return;
    const char *indicator = score_selected(screen)->indicator->name;
    for (enum score_entry entry = SCORE_TARGET; entry < SCORE_ENTRY_COUNT; entry++) {
        struct str name = STR_INIT;
        str_add_format(&name, "%s.%s", indicator, score_entry_name(entry));
        confirmed |= table_edit_confirm(shell, name.s);
        str_release(&name);
    }
    if (confirmed)
        take_report(shell, screen);
    for (size_t i = 1; i <= count; i++) {
        const struct score_line *next = &screen->sheet->lines[screen->rows[(at + i) % count]];
        if (!score_is_unreviewed(screen->table.draft, next->indicator))
            continue;
        list_select(&screen->table.list, (at + i) % count);
        screen->entry = first_entry(next);
        open_cell(screen);
        return;
    }
    shell_say(shell, _("去年的数都核对过了"));
}

static bool score_command(struct shell *shell, void *self, enum command_id id) {
    struct score_screen *screen = self;
    if (id == COMMAND_UNDO && screen->table.edited)
        take_report(shell, screen); /* back to what is stored */
    else if (id == COMMAND_UNDO || id == COMMAND_REDO)
        undo(shell, screen, id == COMMAND_UNDO);
    else if (id == COMMAND_WALK)
        confirm(shell, screen);
    else if (id == COMMAND_HISTORY) {
        if (store(shell, screen))
            show_history(shell, screen);
    } else if (id != COMMAND_SCORE && id != COMMAND_FIGURES)
        return false;
    else if (store(shell, screen))
        leave(shell, screen, id == COMMAND_FIGURES);
    return true;
}

/* --- life --- */

/* The first indicator that waits for something that is typed here. */
static void select_open(struct score_screen *screen) {
    for (size_t i = screen->table.list.count; i-- > 0;) {
        const struct score_line *line = &screen->sheet->lines[screen->rows[i]];
        if (line->open > 0 && !indicator_is_group(line->indicator) &&
            first_entry(line) != SCORE_REASON)
            list_select(&screen->table.list, i);
    }
    leave_group(screen, false);
    if (score_selected(screen) != NULL)
        screen->entry = first_entry(score_selected(screen));
}

static void score_enter(struct shell *shell, void *self, const void *argument) {
    struct score_screen *screen = self;
    const struct table_argument *at = argument;
    table_edit_init(&screen->table, at, ENTRY_POINTS_MOST);
    take_report(shell, screen);
    if (!select_cell(screen, at->row, at->column))
        select_open(screen);
    open_cell(screen);
}

static void score_refresh(struct shell *shell, void *self) {
    struct score_screen *screen = self;
    struct str typed = STR_INIT;
    bool edited = table_edit_keep(&screen->table, &typed);
    take_report(shell, screen);
    if (edited && score_selected(screen) != NULL) {
        table_edit_resume(&screen->table, &typed);
        preview(screen);
    }
    str_release(&typed);
}

/* Whatever ends the screen (the program too): a value that makes sense is stored. */
static void score_leave(struct shell *shell, void *self) {
    struct score_screen *screen = self;
    if (screen->table.edited && session_report(shell_session(shell)) != NULL)
        (void)store(shell, screen);
    score_sheet_free(screen->sheet);
    figures_free(screen->figures);
    table_edit_release(&screen->table);
    mem_free(screen->rows);
}

const struct layer_ops score_layer = {
    .name = "score",
    .state_size = sizeof(struct score_screen),
    .enter = score_enter,
    .draw = score_draw,
    .place = (enum where)(WHERE_SCORE | WHERE_SCORED),
    .command = score_command,
    .handle = score_handle,
    .result = score_result,
    .closes = true,
    .refresh = score_refresh,
    .leave = score_leave,
};
