/* 数据 (F6): moving about in the table, typing, asking, storing. */
#include "ui/screens/figures.h"

#include "model/sheet/handed.h"
#include "ui/screens/figures_handed.h"
#include "ui/screens/figures_table.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "model/figure/figure_doubt.h"
#include "model/figure/figure_effect.h"
#include "model/figure/figure_entry.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/edition.h"
#include "ui/screens/figures_draw.h"
#include "ui/screens/history.h"
#include "ui/screens/score.h"
#include "ui/screens/sheet_out.h"
#include "ui/screens/table_edit.h"

#include <string.h>

enum { EFFECTS_SHOWN = 20, VALUE_POINTS_MOST = 200 };

/* --- rows --- */

static void add_row(struct figures_screen *screen, const struct template_figure *figure,
                    const struct template_section *section) {
    MEM_PUSH_ROOM(screen->rows, screen->table.list.count, screen->rows_cap);
    screen->rows[screen->table.list.count++] = (struct figure_row){figure, section};
}

/* Figures that are not relevant are not asked. Under the heading of each section, in the order of
 * the template; those of no section first, or under a heading of their own. */
static void make_rows(struct figures_screen *screen) {
    const struct template *template = screen->table.draft->template;
    const struct template_section *last = NULL;
    screen->table.list.count = 0;
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        if (!figures_is_relevant(screen->figures, figure) ||
            (screen->owner != NULL &&
             strcmp(screen->owner, report_owner(screen->table.draft, figure)) != 0))
            continue;
        const struct template_section *section = template_figure_section(template, figure);
        if (section != last) /* of none, behind some: 其他数据 */
            add_row(screen, NULL, section);
        last = section;
        add_row(screen, figure, section);
    }
}

static void open_cell(struct figures_screen *screen) {
    const struct template_figure *figure = figures_selected(screen);
    screen->prior = screen->prior && figure != NULL && figure->prior;
    table_edit_open(&screen->table,
                    figure != NULL ? figures_typed(screen, figure, screen->prior) : "");
}

static void compute(struct figures_screen *screen) {
    figures_free(screen->figures);
    screen->figures = figures_new(screen->table.draft);
}

/* The report anew: the draft is its copy. The cursor stays on its figure. */
static void take_report(struct shell *shell, struct figures_screen *screen) {
    struct str name = STR_INIT;
    const struct template_figure *selected = figures_selected(screen);
    if (selected != NULL)
        str_add_text(&name, selected->name);
    figures_free(screen->figures);
    table_edit_take_report(shell, &screen->table);
    screen->figures = figures_new(screen->table.draft);
    make_rows(screen);
    size_t at = screen->table.list.selected;
    for (size_t i = 0; i < screen->table.list.count && name.len > 0; i++)
        if (screen->rows[i].figure != NULL &&
            span_is(str_span(&name), screen->rows[i].figure->name))
            at = i;
    list_select(&screen->table.list, at);
    figures_leave_unasked(screen, false, name.len > 0);
    open_cell(screen);
    str_release(&name);
}

/* --- what may be typed --- */

static void add_value_name(struct str *out, const struct figures_screen *screen) {
    const struct template_figure *figure = figures_selected(screen);
    assert(figure != NULL);
    str_add_format(out, "%s%s", figure->name, screen->prior ? ".prior" : "");
}

/* What was typed, as far as it makes sense, into the draft: calculated figures follow at once. */
static void preview(struct figures_screen *screen) {
    struct str name = STR_INIT;
    struct value value;
    struct span text = table_edit_text(&screen->table);
    add_value_name(&name, screen);
    if (figure_read(&value, figures_selected(screen), text, NULL) == RC_OK) {
        table_edit_preview(&screen->table, name.s);
        compute(screen);
    }
    value_release(&value);
    str_release(&name);
}

/* --- storing --- */

static void go_on(struct shell *shell, struct figures_screen *screen, int motion);

static void store(struct shell *shell, struct figures_screen *screen) {
    struct str name = STR_INIT;
    add_value_name(&name, screen);
    if (table_edit_store(shell, &screen->table, name.s))
        take_report(shell, screen);
    str_release(&name);
}

/* What is doubtful, and the sentences that would print otherwise; nothing to ask: empty. */
static void add_question(struct str *out, struct shell *shell,
                         const struct figures_screen *screen) {
    struct figure_effects effects = {0};
    const struct report *before = session_report(shell_session(shell));
    figure_doubts_add(out, before, screen->table.draft, true);
    figure_effects_add(&effects, before, screen->table.draft);
    if (effects.count > 0)
        str_add_format(out, _("正文里有%zu句话随之改变："), effects.count);
    for (size_t i = 0; i < effects.count && i < EFFECTS_SHOWN; i++)
        str_add_format(out, _("\n原为：%s\n改为：%s"), effects.items[i].before,
                       effects.items[i].after);
    if (effects.count > EFFECTS_SHOWN)
        str_add_text(out, _("\n……"));
    figure_effects_release(&effects);
}

static void ask_about(struct figures_screen *screen, enum figures_asked asked) {
    screen->asked = asked;
    str_set(&screen->asked_name, span_of(figures_selected(screen)->name));
}

/* A value that was checked: why is it another one now? */
static void ask_change(struct shell *shell, struct figures_screen *screen, int motion) {
    screen->motion = motion;
    ask_about(screen, FIGURES_CHANGE);

    struct str name = STR_INIT, what = STR_INIT;
    add_value_name(&name, screen);
    const char *before = report_value(session_report(shell_session(shell)), str_span(&name));
    str_add_format(&what, _("%s：由%s改为%.*s"), figures_selected(screen)->label,
                   before != NULL ? before : "", SPAN_ARG(field_text(&screen->table.field)));
    figures_ask_reason(shell, _("改动已核的数"), what.s);
    str_release(&what);
    str_release(&name);
}

/* True: the cell may be left. False: the value is wrong, or a question was asked. */
static bool settle(struct shell *shell, struct figures_screen *screen, int motion) {
    struct value value;
    struct err err = {0};
    if (!screen->table.edited)
        return true;
    const struct template_figure *figure = figures_selected(screen);
    assert(figure != NULL);
    enum rc rc = figure_read(&value, figure, field_text(&screen->table.field), &err);
    value_release(&value);
    if (rc != RC_OK) {
        str_set(&screen->table.trouble, span_of(err.text));
        return false;
    }
    struct str question = STR_INIT;
    add_question(&question, shell, screen);
    bool asks = question.len > 0;
    if (asks) {
        screen->asking = true;
        screen->motion = motion;
        shell_push(shell, &ask_layer,
                   &(struct ask_argument){figure->label, question.s, {_("保存"), _("再改改")}, 0});
    } else {
        store(shell, screen);
    }
    str_release(&question);
    if (!asks && screen->table.needs_reason)
        ask_change(shell, screen, motion);
    return !asks && screen->table.trouble.len == 0;
}

static void release_owners(struct figures_screen *screen) {
    for (size_t i = 0; screen->owners != NULL && screen->owners[i] != NULL; i++)
        mem_free(screen->owners[i]);
    mem_free(screen->owners);
    screen->owners = NULL;
}

static void take_owner(struct shell *shell, struct figures_screen *screen, int answer) {
    if (answer >= ANSWER_OK) {
        mem_free(screen->owner);
        screen->owner =
            answer == ANSWER_OK ? NULL : span_copy(span_of(screen->owners[answer - ANSWER_OK - 1]));
        take_report(shell, screen);
    }
    release_owners(screen);
}

/* What was handed in: taken, returned with a reason, or left. */
static void take_handed(struct shell *shell, struct figures_screen *screen, int answer,
                        const char *reason) {
    if (answer == ANSWER_OK && reason == NULL) {
        screen->asked = FIGURES_TAKE; /* where a reason is asked for */
        if (!figures_take_handed(shell, screen->asked_name.s, NULL))
            return;
    } else if (answer == ANSWER_OK) {
        (void)figures_take_handed(shell, screen->asked_name.s, reason);
    } else {
        screen->asked = FIGURES_RETURN;
        figures_ask_reason(shell, _("退回"), figures_selected(screen)->label);
        return;
    }
    screen->asked = FIGURES_NOTHING;
    take_report(shell, screen);
}

static void take_answer(struct shell *shell, struct figures_screen *screen,
                        const struct layer_ops *from, int answer, const void *value) {
    enum figures_asked asked = screen->asked;
    screen->asked = FIGURES_NOTHING;
    if (asked == FIGURES_OWNER) {
        take_owner(shell, screen, answer);
    } else if (answer < ANSWER_OK) {
        return;
    } else if (asked == FIGURES_TAKE) {
        take_handed(shell, screen, answer, from == &handed_layer ? NULL : value);
    } else if (asked == FIGURES_RETURN) {
        figures_return_handed(shell, screen->asked_name.s, value);
        take_report(shell, screen);
    } else {
        screen->table.reason = span_copy(span_of(value));
        store(shell, screen);
        if (screen->table.trouble.len == 0)
            go_on(shell, screen, screen->motion);
    }
}

static void take_result(struct shell *shell, struct figures_screen *screen,
                        const struct layer_ops *from, int answer, const void *value) {
    if (from == &history_layer || from == &sheet_out_layer)
        take_report(shell, screen); /* it may have been restored, or asked for */
    if (screen->asked != FIGURES_NOTHING) {
        take_answer(shell, screen, from, answer, value);
        return;
    }
    if (!screen->asking)
        return;
    screen->asking = false;
    if (answer != ANSWER_OK)
        return;
    store(shell, screen);
    if (screen->table.needs_reason)
        ask_change(shell, screen, screen->motion);
    else if (screen->table.trouble.len == 0)
        go_on(shell, screen, screen->motion);
}

static void fill_down(struct shell *shell, struct figures_screen *screen);

static void figures_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    struct figures_screen *screen = self;
    take_result(shell, screen, from, answer, value);
    bool asks = screen->asking || screen->asked != FIGURES_NOTHING;
    if (screen->pasted.len == 0 || asks)
        return;
    if (!screen->table.edited) { /* it was taken */
        fill_down(shell, screen);
        return;
    }
    shell_say(shell, _("后面还有%zu行没有填"), figures_count_lines(&screen->pasted));
    str_clear(&screen->pasted);
}

/* --- moving --- */

/* Value, last year's value, the next figure's value … */
static void move_cell(struct figures_screen *screen, bool forward) {
    const struct template_figure *figure = figures_selected(screen);
    bool typed = screen->reads || !figure_is_calculated(figure); /* its value can be gone to */
    bool side = forward ? !screen->prior && figure->prior : screen->prior && typed;
    size_t before = screen->table.list.selected;
    if (side) {
        screen->prior = forward;
        return;
    }
    bool was = screen->prior;
    screen->prior = !forward;
    if (forward || before > 0)
        list_select(&screen->table.list, forward ? before + 1 : before - 1);
    figures_leave_unasked(screen, !forward, false);
    if (screen->table.list.selected == before)
        screen->prior = was;
}

static void move_to(struct figures_screen *screen, enum ui_key key) {
    const struct event event = {.kind = EVENT_KEY, .key = (int)key};
    (void)list_handle(&screen->table.list, &event);
    figures_leave_unasked(screen, key == K_UP || key == K_PGUP || key == K_END, false);
}

static void go_on(struct shell *shell, struct figures_screen *screen, int motion) {
    static const enum ui_key keys[] = {
        [MOTION_DOWN] = K_DOWN,    [MOTION_UP] = K_UP,      [MOTION_PAGE_DOWN] = K_PGDN,
        [MOTION_PAGE_UP] = K_PGUP, [MOTION_FIRST] = K_HOME, [MOTION_LAST] = K_END};
    const struct template_figure *figure = figures_selected(screen);
    if (motion == MOTION_LEAVE) {
        shell_pop(shell, ANSWER_CANCEL, figure != NULL ? figure->name : NULL);
        return;
    }
    if (motion == MOTION_GO_OVER) {
        table_edit_go_over(shell, &screen->table, &score_layer,
                           figure != NULL ? figure->name : NULL, screen->prior);
        return;
    }
    if (figure == NULL || motion == MOTION_NONE)
        return;
    if (motion == MOTION_NEXT || motion == MOTION_PREVIOUS)
        move_cell(screen, motion == MOTION_NEXT);
    else
        move_to(screen, keys[motion]);
    open_cell(screen);
}

/* --- typing --- */

static unsigned type(struct shell *shell, struct figures_screen *screen,
                     const struct event *event) {
    struct str why = STR_INIT;
    if (table_edit_is_change(event) && edition_refuses_change(shell))
        return HANDLED_YES;
    bool refused = table_edit_is_change(event) && figures_locked(screen, &why) != NULL;
    if (refused)
        shell_say(shell, "%s", why.s);
    str_release(&why);
    if (refused)
        return HANDLED_YES;
    if (figures_selected(screen) == NULL)
        return HANDLED_NO;
    unsigned handled = table_edit_type(&screen->table, event);
    if (handled & HANDLED_CHANGED)
        preview(screen);
    return handled;
}

/* A column that was pasted: a line each for this row and those below it. A value that is refused
 * stays with its message, and how many lines were left over is said. Where a question comes
 * between, its answer goes on (figures_result). The last line is like one that was typed. */
static void fill_down(struct shell *shell, struct figures_screen *screen) {
    struct str line = STR_INIT;
    bool goes = true, ends = false;
    while (goes && figures_take_line(&screen->pasted, &line, &ends)) {
        const size_t before = screen->table.list.selected;
        const struct event event = {.kind = EVENT_PASTE, .text = str_span(&line)};
        if (line.len > 0)
            goes = (type(shell, screen, &event) & HANDLED_CHANGED) != 0;
        if (!goes || !ends)
            break;
        goes = settle(shell, screen, MOTION_DOWN);
        if (goes)
            go_on(shell, screen, MOTION_DOWN);
        goes = goes && screen->table.list.selected != before;
    }
    bool asks = screen->asking || screen->asked != FIGURES_NOTHING;
    if (!asks && screen->pasted.len > 0)
        shell_say(shell, _("后面还有%zu行没有填"), figures_count_lines(&screen->pasted));
    if (!asks)
        str_clear(&screen->pasted);
    str_release(&line);
}

/* False: nothing was handed in that waits. */
static bool ask_handed(struct shell *shell, struct figures_screen *screen) {
    const struct template_figure *figure = figures_selected(screen);
    const struct report *report = session_report(shell_session(shell));
    if (figure == NULL || !figure_has_handed(report, figure))
        return false;
    ask_about(screen, FIGURES_TAKE);
    shell_push(shell, &handed_layer, &(struct handed_argument){report, figure});
    return true;
}

static unsigned figures_handle(struct shell *shell, void *self, const struct event *event) {
    struct figures_screen *screen = self;
    int motion = MOTION_NONE;
    if (event_is_key(event, K_ESC) && (screen->table.edited || !screen->table.fresh)) {
        take_report(shell, screen); /* what was typed here is given up */
        return HANDLED_YES;
    }
    if (event_is_key(event, K_ENTER) && !screen->table.edited && ask_handed(shell, screen))
        return HANDLED_YES;
    if (event_is_key(event, K_ESC))
        motion = MOTION_LEAVE;
    else if (event->kind == EVENT_PASTE && span_find(event->text, SPAN("\n")) != SIZE_MAX) {
        text_clean(&screen->pasted, event->text, NULL);
        fill_down(shell, screen);
        return HANDLED_YES;
    } else if (!figures_find_motion(screen, event, &motion))
        return type(shell, screen, event);
    if (settle(shell, screen, motion))
        go_on(shell, screen, motion);
    return HANDLED_YES;
}

/* --- commands --- */

static bool is_wanted(const struct figure_row *row, const struct section *section,
                      const char *figure) {
    if (figure != NULL)
        return row->figure != NULL && strcmp(row->figure->name, figure) == 0;
    return section != NULL && section->name != NULL && row->section != NULL &&
           strcmp(row->section->name, section->name) == 0;
}

/* The first row of the figure, or of the section's; false: there is none. */
static bool select_cell(struct shell *shell, struct figures_screen *screen,
                        const struct table_argument *at) {
    const struct section *section =
        report_find_id(session_report(shell_session(shell)), at->section);
    for (size_t i = 0; i < screen->table.list.count; i++)
        if (is_wanted(&screen->rows[i], section, at->row)) {
            list_select(&screen->table.list, i);
            screen->prior = at->column != 0;
            figures_leave_unasked(screen, false, at->row != NULL); /* a finding may be about it */
            open_cell(screen);
            return true;
        }
    return false;
}

static void undo(struct shell *shell, struct figures_screen *screen, bool back) {
    struct table_argument cell;
    if (!table_edit_undo(shell, back, &figures_layer, &cell))
        return;
    take_report(shell, screen);
    (void)select_cell(shell, screen, &cell);
}

/* Of the value that the cursor is on. */
static void show_history(struct shell *shell, struct figures_screen *screen) {
    struct str name = STR_INIT;
    if (figures_selected(screen) != NULL)
        add_value_name(&name, screen);
    shell_push(shell, &history_layer,
               &(struct history_argument){.section = screen->table.section,
                                          .name = name.len > 0 ? name.s : NULL});
    str_release(&name);
}

/* The selected value is the same this year; on to the next one that is last year's. */
static void confirm(struct shell *shell, struct figures_screen *screen) {
    const struct template_figure *figure = figures_selected(screen);
    size_t count = screen->table.list.count, at = screen->table.list.selected;
    if (figure == NULL)
        shell_say(shell, _("去年的数都核对过了"));
    if (figure == NULL || !settle(shell, screen, MOTION_NONE))
        return;
    if (table_edit_confirm(shell, figure->name))
        take_report(shell, screen);
    for (size_t i = 1; i <= count; i++) {
        const struct template_figure *next = screen->rows[(at + i) % count].figure;
        if (next == NULL || !review_value_is_unreviewed(screen->table.draft, span_of(next->name)))
            continue;
        list_select(&screen->table.list, (at + i) % count);
        screen->prior = false;
        open_cell(screen);
        return;
    }
    shell_say(shell, _("去年的数都核对过了"));
}

static void ask_owner(struct shell *shell, struct figures_screen *screen) {
    release_owners(screen);
    screen->owners = figures_list_owners(screen->table.draft);
    screen->asked = FIGURES_OWNER;
    figures_ask_owner(shell, screen->owners);
}

static bool figures_command(struct shell *shell, void *self, enum command_id id) {
    struct figures_screen *screen = self;
    if (id == COMMAND_FIGURE_OWNER) {
        if (settle(shell, screen, MOTION_NONE))
            ask_owner(shell, screen);
        return true;
    }
    if (id == COMMAND_FIGURE_LIBRARY) {
        if (!edition_refuses_change(shell) && settle(shell, screen, MOTION_NONE))
            figures_take_library(shell);
        take_report(shell, screen);
        return true;
    }
    if (id == COMMAND_SHEET_OUT) {
        if (settle(shell, screen, MOTION_NONE))
            shell_push(shell, &sheet_out_layer,
                       &(int64_t){session_report(shell_session(shell))->id});
        return true;
    }
    if (id == COMMAND_FIGURE_HANDED) {
        if (settle(shell, screen, MOTION_NONE) && !ask_handed(shell, screen))
            shell_say(shell, _("这一项没有等着核对的填报数"));
        return true;
    }
    int motion = id == COMMAND_SCORE ? MOTION_GO_OVER : MOTION_LEAVE;
    if (id == COMMAND_UNDO && screen->table.edited)
        take_report(shell, screen); /* back to what is stored */
    else if (id == COMMAND_UNDO || id == COMMAND_REDO)
        undo(shell, screen, id == COMMAND_UNDO);
    else if (id == COMMAND_WALK)
        confirm(shell, screen);
    else if (id == COMMAND_HISTORY) {
        if (settle(shell, screen, MOTION_NONE))
            show_history(shell, screen);
    } else if (id != COMMAND_FIGURES && id != COMMAND_SCORE)
        return false;
    else if (settle(shell, screen, motion))
        go_on(shell, screen, motion);
    return true;
}

/* --- life --- */

static void figures_enter(struct shell *shell, void *self, const void *argument) {
    struct figures_screen *screen = self;
    const struct table_argument *at = argument;
    table_edit_init(&screen->table, at, VALUE_POINTS_MOST);
    str_init(&screen->asked_name);
    str_init(&screen->pasted);
    screen->reads = shell_display(shell)->reader;
    take_report(shell, screen);
    (void)select_cell(shell, screen, at);
}

static void figures_refresh(struct shell *shell, void *self) {
    struct figures_screen *screen = self;
    struct str typed = STR_INIT;
    bool edited = table_edit_keep(&screen->table, &typed);
    take_report(shell, screen);
    if (edited && figures_selected(screen) != NULL) {
        table_edit_resume(&screen->table, &typed);
        preview(screen);
    }
    str_release(&typed);
}

/* Whatever ends the screen (the program too): a value that makes sense is stored. */
static void figures_leave(struct shell *shell, void *self) {
    struct figures_screen *screen = self;
    if (screen->table.edited && session_report(shell_session(shell)) != NULL)
        store(shell, screen);
    figures_free(screen->figures);
    table_edit_release(&screen->table);
    release_owners(screen);
    mem_free(screen->owner);
    str_release(&screen->asked_name);
    str_release(&screen->pasted);
    mem_free(screen->rows);
}

static enum where figures_where(const void *self) {
    const struct figures_screen *screen = self;
    const struct template *template = screen->table.draft->template;
    bool scored = template != NULL && template->indicator_count > 0;
    return (enum where)(WHERE_FIGURES | (scored ? WHERE_SCORED : 0));
}

const struct layer_ops figures_layer = {
    .name = "figures",
    .state_size = sizeof(struct figures_screen),
    .enter = figures_enter,
    .draw = figures_draw,
    .where = figures_where,
    .command = figures_command,
    .handle = figures_handle,
    .result = figures_result,
    .closes = true,
    .refresh = figures_refresh,
    .leave = figures_leave,
};
