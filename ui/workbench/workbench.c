#include "ui/workbench/workbench.h"
#include "session/agenda.h"
#include "session/change.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/report.h"
#include "session/setting.h"
#include "ui/screens/basics.h"
#include "ui/screens/compare.h"
#include "ui/screens/conflict.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/export_dialog.h"
#include "ui/screens/figure_picker.h"
#include "ui/screens/figures.h"
#include "ui/screens/findings_list.h"
#include "ui/screens/handin.h"
#include "ui/screens/offers.h"
#include "ui/screens/preview.h"
#include "ui/screens/replace.h"
#include "ui/screens/score.h"
#include "ui/screens/search.h"
#include "ui/screens/sheet_out.h"
#include "ui/screens/step.h"
#include "ui/screens/table_edit.h"
#include "ui/workbench/draw.h"
#include "ui/workbench/finding.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/guide.h"
#include "ui/workbench/header.h"
#include "ui/workbench/outline.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior.h"
#include "ui/workbench/prior_marks.h"
#include "ui/workbench/remark.h"
#include "ui/workbench/table.h"
#include "ui/workbench/text.h"
#include "ui/workbench/tools.h"
#include "ui/workbench/way.h"

#include "ui/screens/edition.h"
#include "ui/screens/evidence.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "edit/editor_select.h"
#include "edit/editor_table.h"
#include "model/section_state.h"
#include "session/clerks.h"
#include "session/review.h"

#include <string.h>

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

static void follow(struct shell *shell, struct workbench *wb) {
    workbench_find_refresh(shell, wb);
    workbench_walk_refresh(shell, wb);
}

/* The guidance comes back in a pause. */
static bool unfold_when_quiet(struct workbench *wb, int64_t *next_in) {
    enum { UNFOLD_AFTER = 4000 /* ms; an input method sends nothing while a word is made */ };
    int64_t left = wb->folded_at + UNFOLD_AFTER - clock_monotonic();
    if (!wb->folded)
        return false;
    wb->folded = left > 0;
    if (wb->folded && (*next_in < 0 || left < *next_in))
        *next_in = left;
    return !wb->folded;
}

static bool workbench_rest(struct shell *shell, void *self, int64_t *next_in) {
    struct session_spot spot = workbench_spot(self);
    if (report_of(shell) != NULL)
        session_note_spot(shell_session(shell), &spot);
    return unfold_when_quiet(self, next_in);
}

/* Others' changes came in: the cursor stays in its words, and typing goes on in its step. */
static void workbench_refresh(struct shell *shell, void *self) {
    struct workbench *wb = self;
    struct session *session = shell_session(shell);
    if (report_of(shell) == NULL)
        return;
    workbench_say_late(shell);
    int64_t section = wb->section, typed_at = wb->typed_at;
    size_t cursor = editor_cursor(wb->editor);
    bool selects = editor_is_selecting(wb->editor);
    workbench_changed(shell, wb);
    workbench_say_replaced(shell);
    if (wb->section != section)
        return;
    if (session_shifted(session, cursor) != cursor && !selects)
        editor_set_cursor(wb->editor, session_shifted(session, cursor), false);
    else
        wb->typed_at = typed_at;
}

/* --- on this screen --- */

static void next_open(struct shell *shell, struct workbench *wb) {
    if (!workbench_let_go(shell, wb))
        return;
    const struct section *next = report_next_open(report_of(shell), workbench_section(shell, wb));
    wb->focus = PANE_EDITOR;
    if (next == NULL)
        shell_say(shell, _("各节都已完成；F5预览，Ctrl-E导出"));
    else if (next->id == wb->section)
        shell_say(shell, _("只剩这一节未完成；写好后按Ctrl-D标为完成"));
    else
        workbench_go(shell, wb, next->id, SIZE_MAX);
}

static void mark(struct shell *shell, struct workbench *wb, bool sure) {
    const struct section *section = workbench_section(shell, wb);
    bool done = !section->marked;
    const struct findings *findings = session_check(shell_session(shell));
    for (size_t i = 0; done && !sure && i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->section != section->id || finding->severity != SEVERITY_ERROR ||
            finding->passed_reason != NULL)
            continue;
        wb->asked = COMMAND_MARK;
        shell_push(shell, &ask_layer,
                   &(struct ask_argument){
                       _("这一节还有错误"), finding->message, {_("仍标为完成"), _("回去修改")}, 1});
        return;
    }
    struct err err = {0};
    size_t left = session_review_counts(shell_session(shell), wb->section).unreviewed;
    if (session_mark(shell_session(shell), wb->section, done, &err) != RC_OK) {
        workbench_trouble(shell, &err);
        return;
    }
    workbench_changed(shell, wb);
    if (done && left > 0)
        shell_say(shell, _("已标为完成，去年原文%zu句算作核对过；F2到下一节"), left);
    else
        shell_say(shell, "%s", done ? _("已标为完成；F2到下一节") : _("已改为未完成"));
}

static void next_pane(struct shell *shell, struct workbench *wb) {
    static const enum pane after[] = {[PANE_OUTLINE] = PANE_EDITOR,
                                      [PANE_EDITOR] = PANE_GUIDE,
                                      [PANE_GUIDE] = PANE_OUTLINE,
                                      [PANE_PRIOR] = PANE_GUIDE};
    static const char *const titles[] = {[PANE_OUTLINE] = N_("目录"),
                                         [PANE_EDITOR] = N_("正文"),
                                         [PANE_GUIDE] = N_("指引"),
                                         [PANE_PRIOR] = N_("去年的这一节")};
    wb->focus = wb->focus == PANE_EDITOR && wb->prior_open ? PANE_PRIOR : after[wb->focus];
    if (shell_display(shell)->reader)
        shell_say(shell, "%s", _(titles[wb->focus]));
}

static void save(struct shell *shell, struct workbench *wb) {
    struct session *session = shell_session(shell);
    if (!workbench_fold(shell, wb) || workbench_ask_removed(shell))
        return;
    struct str at = STR_INIT;
    clock_add_hour(&at, session_saved_at(session));
    shell_say(shell, _("已保存 %s"), at.s);
    str_release(&at);
}

static void toggle_prior(struct shell *shell, struct workbench *wb) {
    if (!wb->prior_open && session_prior(shell_session(shell)) == NULL) {
        shell_say(shell, _("没有去年的报告；可先导入去年的报告，再用它续编"));
        return;
    }
    wb->prior_open = !wb->prior_open;
    if (wb->focus == PANE_PRIOR || wb->focus == PANE_OUTLINE)
        wb->focus = PANE_EDITOR;
    workbench_open_prior(shell, wb);
}

static void replace(struct shell *shell, struct workbench *wb) {
    struct replace_argument argument = {.section = wb->section};
    if (wb->find.known)
        argument.what = field_text(&wb->find.what);
    shell_push(shell, &replace_layer, &argument);
}

/* --- to other screens: the place is kept, what is typed goes to the history first --- */

static void preview(struct shell *shell, struct workbench *wb) {
    shell_push(shell, &preview_layer, &wb->section);
}

/* At the finding or remark that the cursor is in, else at the first of the section. */
static void findings(struct shell *shell, struct workbench *wb) {
    (void)session_check(shell_session(shell));
    const struct finding *here = workbench_finding(shell, wb);
    const struct remark_item *said = workbench_remark(wb);
    struct findings_argument argument = {wb->section, here != NULL ? here->id : ""};
    char id[AGENDA_ID_BYTES];
    if (said != NULL) {
        agenda_remark_id(id, said->remark.number);
        argument.id = id;
    }
    shell_push(shell, &findings_layer, &argument);
}

static void score(struct shell *shell, struct workbench *wb) {
    shell_push(shell, &score_layer, &(struct table_argument){.section = wb->section});
}

static void figures(struct shell *shell, struct workbench *wb) {
    bool again = wb->figure.len > 0 && wb->figure_of == wb->section;
    shell_push(
        shell, &figures_layer,
        &(struct table_argument){.section = wb->section, .row = again ? wb->figure.s : NULL});
}

static void export(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &export_layer, &(int64_t){report_of(shell)->id});
}

static void sheet_out(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &sheet_out_layer, &(int64_t){report_of(shell)->id});
}

static void offers(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &offers_layer, NULL);
}

static void basics(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &basics_layer, NULL);
}

static void compare(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &compare_layer, NULL);
}

static void evidence(struct shell *shell, struct workbench *wb) {
    shell_push(shell, &evidence_layer, &wb->section);
}

static void editions(struct shell *shell, struct workbench *wb) {
    (void)wb;
    shell_push(shell, &edition_layer, NULL);
}

static void library(struct shell *shell, struct workbench *wb) {
    (void)wb;
    (void)workbench_say_conflict(shell);
    shell_pop(shell, ANSWER_CANCEL, NULL);
}

static void fill_screen(struct shell *shell, struct workbench *wb) {
    wb->wide = !wb->wide;
    wb->focus = PANE_EDITOR;
    if (shell_display(shell)->reader)
        shell_say(shell, _("读屏时总是一次一个窗格"));
    else
        shell_say(shell, wb->wide ? _("正文占满全屏；F12恢复") : _("已恢复目录和指引"));
}

/* --- commands --- */

static void mark_here(struct shell *shell, struct workbench *wb) {
    mark(shell, wb, false);
}

static void undo(struct shell *shell, struct workbench *wb) {
    workbench_undo(shell, wb, true);
}

static void redo(struct shell *shell, struct workbench *wb) {
    workbench_undo(shell, wb, false);
}

static void next_finding(struct shell *shell, struct workbench *wb) {
    workbench_next_finding(shell, wb, true);
}

static void previous_finding(struct shell *shell, struct workbench *wb) {
    workbench_next_finding(shell, wb, false);
}

struct command_row {
    enum command_id id;
    void (*run)(struct shell *shell, struct workbench *wb);
};

static const struct command_row elsewhere[] = {
    {COMMAND_PREVIEW, preview}, {COMMAND_FINDINGS, findings}, {COMMAND_SCORE, score},
    {COMMAND_FIGURES, figures}, {COMMAND_EXPORT, export},     {COMMAND_OFFERS, offers},
    {COMMAND_BASICS, basics},   {COMMAND_COMPARE, compare},   {COMMAND_EDITIONS, editions},
    {COMMAND_LIBRARY, library}, {COMMAND_EVIDENCE, evidence}, {COMMAND_SHEET_OUT, sheet_out},
};

static const struct command_row here[] = {
    {COMMAND_NEXT_OPEN, next_open},
    {COMMAND_FIND, workbench_find_open},
    {COMMAND_REPLACE, replace},
    {COMMAND_MARK, mark_here},
    {COMMAND_NEXT_PANE, next_pane},
    {COMMAND_SAVE, save},
    {COMMAND_UNDO, undo},
    {COMMAND_REDO, redo},
    {COMMAND_PRIOR, toggle_prior},
    {COMMAND_WIDE, fill_screen},
    {COMMAND_NEXT_FINDING, next_finding},
    {COMMAND_PREV_FINDING, previous_finding},
};

static const struct command_row *row_of(const struct command_row *rows, size_t count,
                                        enum command_id id) {
    for (size_t i = 0; i < count; i++)
        if (rows[i].id == id)
            return &rows[i];
    return NULL;
}

/* The report is closed there, and what waits in memory with it. */
static bool may_go_to_library(struct shell *shell, struct workbench *wb) {
    const struct session *session = shell_session(shell);
    if (workbench_fold(shell, wb))
        return true;
    if (session_saving(session) == SESSION_UNSAVED)
        shell_say(
            shell,
            _("没有回到报告库：%s。文字还在这里，F2换节、Ctrl-E导出都可以，F10可以把它写到别处"),
            session_trouble(session));
    return false;
}

static void go_elsewhere(struct shell *shell, struct workbench *wb, const struct command_row *row) {
    workbench_walk_close(wb);
    if (row->id == COMMAND_LIBRARY ? !may_go_to_library(shell, wb) : !workbench_let_go(shell, wb))
        return;
    workbench_keep_spot(shell, wb);
    row->run(shell, wb);
}

static bool workbench_command(struct shell *shell, void *self, enum command_id id) {
    struct workbench *wb = self;
    wb->folded = false;
    const struct command_row *row = row_of(elsewhere, ARRAY_LEN(elsewhere), id);
    if (row != NULL) {
        go_elsewhere(shell, wb, row);
        return true;
    }
    if (wb->find.open && workbench_find_command(shell, wb, id))
        return true;
    if (workbench_walk_command(shell, wb, id))
        return true;
    if (id == COMMAND_QUIT) {
        workbench_keep_spot(shell, wb);
        return false; /* the shell ends, or asks first */
    }
    row = row_of(here, ARRAY_LEN(here), id);
    if (row != NULL)
        row->run(shell, wb);
    return row != NULL || workbench_outline_command(shell, wb, id) ||
           workbench_finding_command(shell, wb, id) || workbench_remark_command(shell, wb, id) ||
           workbench_text_command(shell, wb, id) || workbench_way_command(shell, wb, id);
}

/* A word of an input method, a paste, and beside the guidance a number: no command, so it is meant
 * for the text, wherever the focus is. */
static bool is_for_text(const struct workbench *wb, const struct event *event) {
    if (wb->focus == PANE_GUIDE && event->kind == EVENT_TEXT && event->text.n > 0 &&
        event->text.p[0] >= '0' && event->text.p[0] <= '9')
        return true;
    return event->kind == EVENT_PASTE ||
           (event->kind == EVENT_TEXT && event->text.n > 0 &&
            (unsigned char)event->text.p[0] >= 0x80 && event_letter(event) == 0);
}

static unsigned workbench_handle(struct shell *shell, void *self, const struct event *event) {
    struct workbench *wb = self;
    wb->folded = false; /* what is typed folds it again */
    if (event->kind == EVENT_MOUSE) {
        workbench_walk_close(wb);
        return workbench_mouse(shell, wb, event);
    }
    if (wb->find.open)
        return workbench_find_handle(shell, wb, event);
    if (wb->walk.open)
        return workbench_walk_handle(shell, wb, event);
    bool tab_is_data =
        wb->focus == PANE_EDITOR &&
        (workbench_section(shell, wb)->kind == KIND_TABLE || editor_cursor_in_table(wb->editor));
    if (event_is_key(event, K_TAB) && !tab_is_data) {
        next_pane(shell, wb);
        return HANDLED_YES;
    }
    if (event_is_key(event, K_BACKTAB) && wb->focus != PANE_EDITOR) {
        for (int panes = wb->prior_open ? 4 : 3; panes > 1; panes--)
            next_pane(shell, wb); /* around to the one before */
        return HANDLED_YES;
    }
    if (wb->focus == PANE_EDITOR)
        return workbench_text_handle(shell, wb, event);
    unsigned handled = wb->focus == PANE_OUTLINE ? workbench_outline_handle(shell, wb, event)
                       : wb->focus == PANE_GUIDE ? workbench_guide_handle(wb, event)
                                                 : workbench_text_handle(shell, wb, event);
    if (handled != HANDLED_NO || !is_for_text(wb, event))
        return handled;
    if (wb->focus == PANE_PRIOR) {
        shell_say(shell, _("这里是去年的文字，只读；按两次F4回到正文再写"));
        return HANDLED_YES;
    }
    wb->focus = PANE_EDITOR;
    shell_say(shell, _("已回到正文，写在光标处"));
    return workbench_text_handle(shell, wb, event);
}

/* Where a line of 交稿检查 is. */
static void go_to_open(struct shell *shell, struct workbench *wb, const struct handin_line *line) {
    const char *figure = line->kind == HANDIN_FIGURES ? line->name : NULL;
    struct table_argument cell;
    const struct layer_ops *table =
        line->kind == HANDIN_VALUES ? step_find_value(report_of(shell), line->name, &cell) : NULL;
    wb->focus = PANE_EDITOR;
    if (table != NULL)
        shell_push(shell, table, &cell);
    else if (line->kind == HANDIN_ERRORS || line->kind == HANDIN_WARNINGS)
        workbench_show_finding(shell, wb, line->name);
    else if (line->kind == HANDIN_SIGN_OFF || line->kind == HANDIN_DATE)
        shell_push(shell, &basics_layer, NULL);
    else if (figure != NULL)
        shell_push(shell, &figures_layer,
                   &(struct table_argument){.section = wb->section, .row = figure});
    else if (line->section >= 0)
        workbench_go(shell, wb, line->section, line->offset);
}

/* F6 goes on at the row where it was left, until one works on another section. */
static void note_figure(struct workbench *wb, const char *name) {
    str_set(&wb->figure, name != NULL ? span_of(name) : SPAN(""));
    wb->figure_of = wb->section;
}

static void workbench_result(struct shell *shell, void *self, const struct layer_ops *from,
                             int answer, const void *value) {
    struct workbench *wb = self;
    enum command_id asked = wb->asked;
    wb->asked = COMMAND_NONE;
    if (answer == ANSWER_GO) {
        workbench_changed(shell, wb);
        go_to_open(shell, wb, value);
        return;
    }
    if (workbench_way_result(shell, wb, from, answer, value))
        return;
    if (finding_act_answer(shell, &wb->act, answer, value)) {
        workbench_changed(shell, wb);
        return;
    }
    if (workbench_remark_answer(shell, wb, asked, answer, value))
        return;
    if (from == &figure_picker_layer && answer == ANSWER_OK) {
        workbench_insert_figure(shell, wb, value);
    } else if (from == &score_layer || from == &figures_layer || from == &basics_layer ||
               from == &offers_layer || from == &replace_layer) {
        workbench_changed(shell, wb);
        if (answer == ANSWER_STEP)
            workbench_show_section(shell, wb, value);
        else if (from == &figures_layer)
            note_figure(wb, value);
    } else if (from == &findings_layer) {
        workbench_changed(shell, wb); /* cures may have been applied there */
        if (answer == ANSWER_OK)
            workbench_show_finding(shell, wb, value); /* the finding's id */
        else if (answer == ANSWER_STEP)
            workbench_show_section(shell, wb, value);
    } else if ((from == &compare_layer || from == &edition_layer) && answer == ANSWER_OK) {
        workbench_go(shell, wb, *(const int64_t *)value, SIZE_MAX);
    } else if (asked == COMMAND_GOTO) {
        if (answer == ANSWER_OK)
            workbench_go_to(shell, wb, span_of(value));
    } else if (asked == COMMAND_TABLE_INSERT) {
        if (answer == ANSWER_OK)
            workbench_table_answer(shell, wb, value);
    } else if (asked == COMMAND_MARK) {
        if (answer == ANSWER_OK)
            mark(shell, wb, true);
    } else if (asked != COMMAND_NONE) {
        workbench_outline_answer(shell, wb, asked, answer, value);
    }
}

static enum where workbench_where(const void *self) {
    static const enum where places[] = {[PANE_OUTLINE] = WHERE_OUTLINE,
                                        [PANE_EDITOR] = WHERE_EDITOR,
                                        [PANE_GUIDE] = WHERE_GUIDE,
                                        [PANE_PRIOR] = WHERE_PRIOR};
    const struct workbench *wb = self;
    unsigned where = wb->find.open ? WHERE_FIND : wb->walk.open ? WHERE_WALK : places[wb->focus];
    return (enum where)(where | (wb->carried ? WHERE_CARRIED : 0) |
                        (wb->scored ? WHERE_SCORED : 0));
}

static void say_recovered(struct shell *shell) {
    size_t recovered = session_recovered(shell_session(shell));
    if (recovered > 0)
        shell_say(shell, _("上次没有正常退出，已找回%zu节未保存的文字"), recovered);
    else
        (void)workbench_say_conflict(shell);
    (void)workbench_ask_removed(shell);
}

/* The report is loaded already; argument: a struct go_place, or NULL: where it was left. */
static void workbench_enter(struct shell *shell, void *self, const void *argument) {
    const struct go_place *place = argument;
    struct workbench *wb = self;
    const struct report *report = report_of(shell);
    struct session_spot spot = session_spot(shell_session(shell));
    wb->follow = follow;
    wb->editor = editor_new();
    str_init(&wb->figures);
    str_init(&wb->figure);
    wb->prior_editor = editor_new();
    wb->drawn = MEM_NEW(struct workbench_drawn);
    wb->marks = prior_marks_new();
    wb->finding_marks = finding_marks_new();
    workbench_read_convert(shell, wb);
    wb->focus = PANE_EDITOR;
    const struct section *section = spot.section != 0 ? report_find_id(report, spot.section) : NULL;
    bool left_here = section != NULL && section->parent != NULL;
    if (!left_here)
        section = report_next_open(report, NULL);
    if (section == NULL)
        section = report_next_section(report, NULL);
    wb->section = section != NULL ? section->id : 0;
    workbench_rebuild(shell, wb);
    workbench_open_section(shell, wb, left_here ? spot.offset : 0);
    if (left_here)
        editor_set_top(wb->editor, spot.top);
    struct str id = STR_INIT;
    str_add_format(&id, "%lld", (long long)report->id);
    session_set_setting(shell_session(shell), "open", id.s);
    str_release(&id);
    if (place != NULL && place->section >= 0 && report_find_id(report, place->section) != NULL) {
        workbench_go(shell, wb, place->section, place->offset);
        wb->jump_count = 0;
    }
    say_recovered(shell);
}

static void workbench_leave(struct shell *shell, void *self) {
    struct workbench *wb = self;
    if (report_of(shell) != NULL && !wb->is_left)
        workbench_keep_spot(shell, wb);
    editor_free(wb->editor);
    editor_free(wb->prior_editor);
    snapshot_release(&wb->drawn->header);
    snapshot_release(&wb->drawn->outline);
    snapshot_release(&wb->drawn->guide);
    mem_free(wb->drawn);
    prior_marks_free(wb->marks);
    finding_marks_free(wb->finding_marks);
    workbench_find_release(wb);
    workbench_walk_release(wb);
    remarks_release(&wb->remarks);
    mem_free(wb->rows);
    str_release(&wb->figures);
    str_release(&wb->figure);
    mem_free(wb->jumps);
}

/* Nothing is closed, but what is being selected is let go at once. */
static bool workbench_escape_closes(const void *self) {
    const struct workbench *wb = self;
    return wb->find.open || wb->walk.open ||
           editor_is_selecting(wb->focus == PANE_PRIOR ? wb->prior_editor : wb->editor);
}

const struct layer_ops workbench_layer = {
    .name = "workbench",
    .state_size = sizeof(struct workbench),
    .enter = workbench_enter,
    .draw = workbench_draw,
    .where = workbench_where,
    .command = workbench_command,
    .handle = workbench_handle,
    .result = workbench_result,
    .escape_closes = workbench_escape_closes,
    .refresh = workbench_refresh,
    .rest = workbench_rest,
    .leave = workbench_leave,
};
