#include "ui/screens/findings_list.h"

#include "base/lang.h"
#include "model/answer_text.h"
#include "model/pass.h"
#include "model/remark/clause.h"
#include "model/section.h"
#include "session/agenda.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "ui/screens/export_dialog.h"
#include "ui/screens/finding_act.h"
#include "ui/screens/findings_file.h"
#include "ui/screens/handin.h"
#include "ui/screens/remark_act.h"
#include "ui/screens/step.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

#include <stdio.h>
#include <string.h>

struct findings_list {
    struct list list;
    struct agenda agenda;
    struct finding_act act;
    struct remark_act remarks;
    struct out_file file;
};

static const struct findings *findings_of(const struct shell *shell) {
    return session_check(shell_session(shell));
}

/* The finding or the remark of a row; the other, what is gone by now and that of no row is NULL. */
static const struct finding *finding_of(const struct shell *shell, const struct agenda_item *item) {
    const struct findings *findings = findings_of(shell);
    bool there = item != NULL && !item->is_remark && item->index < findings->count;
    return there ? &findings->items[item->index] : NULL;
}

static const struct remark_item *remark_of(const struct findings_list *state,
                                           const struct agenda_item *item) {
    return item != NULL && item->is_remark ? &state->agenda.remarks.items[item->index] : NULL;
}

static const struct agenda_item *selected_of(const struct findings_list *state) {
    return state->agenda.count > 0 ? &state->agenda.items[state->list.selected] : NULL;
}

static void look(struct shell *shell, struct findings_list *state) {
    agenda_release(&state->agenda);
    session_agenda(shell_session(shell), &state->agenda);
    list_set_count(&state->list, state->agenda.count);
}

static void findings_enter(struct shell *shell, void *self, const void *argument) {
    struct findings_list *state = self;
    const struct findings_argument *at = argument;
    look(shell, state);
    size_t first = at != NULL ? agenda_find(&state->agenda, span_of(at->id)) : 0;
    for (size_t i = 0; first == SIZE_MAX && i < state->agenda.count; i++)
        if (state->agenda.items[i].section == at->section)
            first = i;
    list_select(&state->list, first != SIZE_MAX ? first : 0);
}

static void findings_leave(struct shell *shell, void *self) {
    (void)shell;
    struct findings_list *state = self;
    out_file_release(&state->file);
    agenda_release(&state->agenda);
}

static void findings_refresh(struct shell *shell, void *self) {
    look(shell, self);
}

/* --- drawing --- */

static void add_place(struct str *out, const struct report *report, const struct agenda_item *item,
                      const char *elsewhere) {
    const struct section *section =
        item->section > 0 ? report_find_id(report, item->section) : NULL;
    if (section != NULL) {
        section_add_label(out, section);
        report_add_answered(out, report, span_of(section->heading));
    } else {
        str_add_text(out, item->section == 0 ? _("标题前的文字") : elsewhere);
    }
}

static void add_shown(struct str *out, const struct report *report, const struct remark *remark) {
    if (remark->kind == REMARK_IS_PROPOSAL) {
        remark_add_proposed(out, report, remark, SIZE_MAX);
        str_add_byte(out, ' ');
    }
    str_add_line(out, remark->text);
    str_add_format(out, "　%.*s", SPAN_ARG(remark_author(remark)));
}

/* What stands in a row: its mark, where it is, what it says. */
struct shown {
    enum face face, mark_face;
    const char *mark;
    struct str place, text;
};

/* Of a finding that stands in no text. */
static const char *place_of(const struct finding *finding) {
    struct span path = span_of(finding->path);
    if (span_is(path, "signoff"))
        return _("落款");
    if (span_starts_with(path, SPAN("figure:")))
        return _("数据");
    return span_starts_with(path, SPAN("indicator:")) || span_is(path, "score") ? _("自评表")
                                                                                : _("题目与资料");
}

static void show_finding(struct shown *shown, const struct report *report,
                         const struct agenda_item *item, const struct finding *finding) {
    static const enum face faces[] = {[SEVERITY_HINT] = FACE_NOTE,
                                      [SEVERITY_WARNING] = FACE_WARNING,
                                      [SEVERITY_ERROR] = FACE_ERROR};
    shown->mark_face = item->settled ? FACE_DIM : faces[finding->severity];
    shown->mark = item->settled ? _("核") : severity_mark(finding->severity);
    add_place(&shown->place, report, item, place_of(finding));
    str_add_text(&shown->text, finding->message);
}

static void show_remark(struct shown *shown, const struct report *report,
                        const struct agenda_item *item, const struct remark_item *remark) {
    struct str label = STR_INIT;
    bool proposal = remark->remark.kind == REMARK_IS_PROPOSAL;
    bool must = remark->remark.weight == REMARK_WEIGHS_MUST;
    shown->mark_face = item->settled ? FACE_DIM : must ? FACE_ERROR : FACE_NOTE;
    shown->mark = item->settled ? _("答") : proposal ? _("改") : _("意");
    target_add_label(&label, report, &remark->remark.target);
    add_place(&shown->place, report, item, label.s);
    add_shown(&shown->text, report, &remark->remark);
    str_release(&label);
}

struct row_context {
    const struct shell *shell;
    const struct findings_list *state;
};

static void draw_item(struct canvas *canvas, struct area area, size_t index, bool selected,
                      const void *context) {
    (void)selected;
    const struct row_context *of = context;
    const struct agenda_item *item = &of->state->agenda.items[index];
    const struct finding *finding = finding_of(of->shell, item);
    const struct remark_item *remark = remark_of(of->state, item);
    const struct report *report = session_report(shell_session(of->shell));
    struct shown shown = {.face = item->settled ? FACE_DIM : FACE_PLAIN,
                          .mark = "",
                          .place = STR_INIT,
                          .text = STR_INIT};
    if (finding != NULL)
        show_finding(&shown, report, item, finding);
    else if (remark != NULL)
        show_remark(&shown, report, item, remark);
    canvas_put_text(canvas, area.row, area.col, shown.mark_face, shown.mark);
    int width = area.cols / 3, col = area.col + 4 + width;
    (void)canvas_put_limit(canvas, area.row, area.col + 4, width - 2, shown.face,
                           str_span(&shown.place));
    (void)canvas_put_limit(canvas, area.row, col, area.col + area.cols - col, shown.face,
                           str_span(&shown.text));
    str_release(&shown.text);
    str_release(&shown.place);
}

static void add_finding(struct str *text, const struct finding *finding) {
    if (finding->passed_by != NULL) {
        str_add_format(text, _("%s已核实：%s　"), finding->passed_by, finding->passed_reason);
        str_add_format(text, "%s ", severity_mark(finding->severity));
    }
    str_add_text(text, finding->message);
    if (finding->quote != NULL && finding->quote[0] != '\0')
        str_add_format(text, _("　原文：“%s”"), finding->quote);
}

static void draw_selected(const struct shell *shell, const struct findings_list *state,
                          struct canvas *canvas, struct area area) {
    const struct agenda_item *item = selected_of(state);
    const struct finding *finding = finding_of(shell, item);
    const struct remark_item *remark = remark_of(state, item);
    struct str text = STR_INIT;
    if (finding != NULL)
        add_finding(&text, finding);
    else if (remark != NULL)
        remark_add_shown(&text, shell, &remark->remark, remark->spot.placed);
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_wrapped(canvas, area_above(area_below(area_inset(area, 0, 1), 1), 1),
                             FACE_PLAIN, str_span(&text));
    str_release(&text);
}

static void draw_head(const struct shell *shell, struct canvas *canvas, struct area head) {
    const struct findings *findings = findings_of(shell);
    size_t remarks = report_count_open_remarks(session_report(shell_session(shell)), false);
    struct str counts = STR_INIT;
    str_add_format(&counts, _("错%zu   疑%zu   提%zu "), findings_count(findings, SEVERITY_ERROR),
                   findings_count(findings, SEVERITY_WARNING),
                   findings_count(findings, SEVERITY_HINT));
    if (remarks > 0)
        str_add_format(&counts, _("  意见%zu "), remarks);
    if (findings_count_passed(findings) > 0)
        str_add_format(&counts, _("  已核%zu "), findings_count_passed(findings));
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("检查"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&counts));
    str_release(&counts);
}

/* Remarks have more to show: two wordings, what was answered. */
static void findings_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    enum { FINDING_ROWS = 5, REMARK_ROWS = 8 };
    const struct findings_list *state = self;
    const struct agenda_item *selected = selected_of(state);
    bool on_remark = selected != NULL && selected->is_remark;
    draw_head(shell, canvas, area_top(area, 1));
    struct area foot = area_bottom(area, on_remark ? REMARK_ROWS : FINDING_ROWS);
    struct area rows = area_above(area_below(area, 2), foot.rows);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (selected == NULL) {
        canvas_put_text(canvas, rows.row, rows.col + 2, FACE_DONE, _("没有发现问题"));
    } else {
        struct row_context context = {shell, state};
        struct list list = state->list;
        list.page = (size_t)rows.rows;
        list_draw(&list, canvas, rows, true, draw_item, &context);
        draw_selected(shell, state, canvas, foot);
        list_draw_more(&list, canvas, rows, foot.row);
    }
    canvas_put_text(
        canvas, area.row + area.rows - 1, area.col + 2, FACE_DIM,
        on_remark ? _("Enter 答复   Y 已改、采纳   N 不采纳   L 此人全部   T 对照表   Esc 返回")
                  : _("Enter 转到原文   F 按提示修改   A 核实无误（写理由）   R 依据   Esc 返回"));
}

/* --- what is done with one --- */

static bool is_undone_here(enum act act) {
    static const enum act acts[] = {ACT_FIX,   ACT_PASS,   ACT_REMARK, ACT_ANSWER,
                                    ACT_CLOSE, ACT_REOPEN, ACT_ADOPT,  ACT_DECLINE};
    for (size_t i = 0; i < ARRAY_LEN(acts); i++)
        if (act == acts[i])
            return true;
    return false;
}

/* What is done in this list is undone here; what is done elsewhere, there. */
static void undo(struct shell *shell, struct findings_list *state, bool back) {
    struct session_undone where;
    struct err err = {0};
    struct session *session = shell_session(shell);
    if (session_find_step(session, back, &where, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return;
    }
    if (!is_undone_here(where.act)) {
        step_say_found(shell, back, &where);
        shell_pop(shell, ANSWER_STEP, &where.section);
        return;
    }
    if (step_go_back(shell, back, &where, &err) != RC_OK)
        shell_say_error(shell, &err);
    look(shell, state);
}

static void go(struct shell *shell, const struct findings_list *state) {
    char id[AGENDA_ID_BYTES];
    (void)snprintf(id, sizeof id, "%s", selected_of(state)->id);
    shell_pop(shell, ANSWER_OK, id);
}

static void move(struct findings_list *state, bool forward) {
    size_t count = state->agenda.count;
    list_select(&state->list, (state->list.selected + (forward ? 1 : count - 1)) % count);
}

/* F, A, R are for findings, Y, N, L for remarks. */
static bool act(struct shell *shell, struct findings_list *state, enum command_id id) {
    const struct agenda_item *item = selected_of(state);
    const struct finding *finding = finding_of(shell, item);
    const struct remark_item *remark = remark_of(state, item);
    bool for_remark =
        id == COMMAND_REMARK_DONE || id == COMMAND_REMARK_REFUSE || id == COMMAND_REMARK_ALL;
    bool for_finding = id == COMMAND_FIX || id == COMMAND_PASS || id == COMMAND_SOURCE;
    if (!for_remark && !for_finding)
        return false;
    if (for_remark && remark != NULL) {
        (void)remark_act_command(shell, &state->remarks, id, &remark->remark);
        look(shell, state);
    } else if (for_finding && finding != NULL) {
        (void)finding_act_command(shell, &state->act, id, finding);
    } else {
        shell_say(shell, "%s",
                  for_remark ? _("这是检查出的问题：F按提示修改，A核实无误")
                             : _("这是别人的意见：Enter答复，Y已改、采纳，N不采纳"));
    }
    return true;
}

static bool findings_command(struct shell *shell, void *self, enum command_id id) {
    struct findings_list *state = self;
    bool any = state->agenda.count > 0;
    if ((id == COMMAND_NEXT_FINDING || id == COMMAND_PREV_FINDING) && any)
        move(state, id == COMMAND_NEXT_FINDING);
    else if (act(shell, state, id))
        return true;
    else if (id == COMMAND_UNDO || id == COMMAND_REDO)
        undo(shell, state, id == COMMAND_UNDO);
    else if (id == COMMAND_EXPORT)
        shell_push(shell, &export_layer, &(int64_t){session_report(shell_session(shell))->id});
    else if (id == COMMAND_REMARK_TABLE || id == COMMAND_CHECKED)
        findings_file_ask(shell, &state->file, id);
    else
        return false;
    return true;
}

static unsigned findings_handle(struct shell *shell, void *self, const struct event *event) {
    struct findings_list *state = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&state->list, event);
    if (handled & HANDLED_CHOSEN) {
        const struct remark_item *remark = remark_of(state, selected_of(state));
        if (remark != NULL)
            remark_act_ask(shell, &state->remarks, &remark->remark);
        else
            go(shell, state);
    }
    return handled;
}

/* A list over this one (from the export dialog): what was chosen there is the workbench's. */
static void findings_result(struct shell *shell, void *self, const struct layer_ops *from,
                            int answer, const void *value) {
    struct findings_list *state = self;
    if ((from == &findings_layer && answer == ANSWER_OK) || answer == ANSWER_GO) {
        shell_pop(shell, answer, value);
        return;
    }
    if (findings_file_answer(shell, &state->file, answer, value))
        return;
    enum remark_answer mine = remark_act_answer(shell, &state->remarks, answer, value);
    if (mine == REMARK_ANSWER_GO)
        go(shell, state);
    else if (mine == REMARK_ANSWER_DONE || finding_act_answer(shell, &state->act, answer, value))
        look(shell, state);
}

const struct layer_ops findings_layer = {
    .name = "findings",
    .state_size = sizeof(struct findings_list),
    .enter = findings_enter,
    .draw = findings_draw,
    .place = WHERE_FINDINGS,
    .command = findings_command,
    .handle = findings_handle,
    .result = findings_result,
    .closes = true,
    .refresh = findings_refresh,
    .leave = findings_leave,
};
