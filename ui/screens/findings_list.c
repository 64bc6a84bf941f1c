#include "ui/screens/findings_list.h"

#include "base/lang.h"
#include "model/pass.h"
#include "model/section.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/undo.h"
#include "ui/screens/export_dialog.h"
#include "ui/screens/finding_act.h"
#include "ui/screens/handin.h"
#include "ui/screens/step.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

#include <stdio.h>
#include <string.h>

struct findings_list {
    struct list list;
    struct finding_act act;
};

static const struct findings *findings_of(const struct shell *shell) {
    return session_check(shell_session(shell));
}

static void findings_enter(struct shell *shell, void *self, const void *argument) {
    struct findings_list *state = self;
    const struct findings *findings = findings_of(shell);
    list_set_count(&state->list, findings->count);
    const struct findings_argument *at = argument;
    size_t first = SIZE_MAX;
    for (size_t i = 0; at != NULL && i < findings->count; i++) {
        if (strcmp(findings->items[i].id, at->id) == 0) {
            first = i;
            break;
        }
        if (findings->items[i].section == at->section && first == SIZE_MAX)
            first = i;
    }
    list_select(&state->list, first != SIZE_MAX ? first : 0);
}

static void findings_refresh(struct shell *shell, void *self) {
    list_set_count(&((struct findings_list *)self)->list, findings_of(shell)->count);
}

static void add_place(struct str *out, const struct report *report, const struct finding *finding) {
    const struct section *section =
        finding->section > 0 ? report_find_id(report, finding->section) : NULL;
    if (section != NULL) {
        section_add_label(out, section);
        str_add_text(out, section->heading);
    } else if (finding->section == 0) {
        str_add_text(out, _("标题前的文字"));
    } else {
        str_add_text(out, span_is(span_of(finding->path), "signoff") ? _("落款") : _("标题与资料"));
    }
}

static void draw_finding(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    static const enum face faces[] = {[SEVERITY_HINT] = FACE_NOTE,
                                      [SEVERITY_WARNING] = FACE_WARNING,
                                      [SEVERITY_ERROR] = FACE_ERROR};
    const struct shell *shell = context;
    const struct finding *finding = &findings_of(shell)->items[index];
    struct str place = STR_INIT;
    add_place(&place, session_report(shell_session(shell)), finding);
    bool passed = finding->passed_by != NULL;
    canvas_put_text(canvas, area.row, area.col, passed ? FACE_DIM : faces[finding->severity],
                    passed ? _("核") : severity_mark(finding->severity));
    int width = area.cols / 3;
    enum face face = passed ? FACE_DIM : FACE_PLAIN;
    (void)canvas_put_limit(canvas, area.row, area.col + 4, width - 2, face, str_span(&place));
    int col = area.col + 4 + width;
    (void)canvas_put_limit(canvas, area.row, col, area.col + area.cols - col, face,
                           span_of(finding->message));
    str_release(&place);
}

static void draw_selected(const struct shell *shell, const struct findings_list *state,
                          struct canvas *canvas, struct area area) {
    const struct finding *finding = &findings_of(shell)->items[state->list.selected];
    struct str text = STR_INIT;
    if (finding->passed_by != NULL) {
        str_add_format(&text, _("%s已核实：%s　"), finding->passed_by, finding->passed_reason);
        str_add_format(&text, "%s ", severity_mark(finding->severity));
    }
    str_add_text(&text, finding->message);
    if (finding->quote != NULL && finding->quote[0] != '\0')
        str_add_format(&text, _("　原文：“%s”"), finding->quote);
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_wrapped(canvas, area_below(area_inset(area, 0, 1), 1), FACE_PLAIN,
                             str_span(&text));
    str_release(&text);
}

static void findings_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    const struct findings_list *state = self;
    const struct findings *findings = findings_of(shell);
    struct area head = area_top(area, 1);
    struct str counts = STR_INIT;
    str_add_format(&counts, _("错%zu   疑%zu   提%zu "), findings_count(findings, SEVERITY_ERROR),
                   findings_count(findings, SEVERITY_WARNING),
                   findings_count(findings, SEVERITY_HINT));
    if (findings_count_passed(findings) > 0)
        str_add_format(&counts, _("  已核%zu "), findings_count_passed(findings));
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("检查"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&counts));
    str_release(&counts);
    struct area foot = area_bottom(area, 5);
    struct area rows = area_above(area_below(area, 2), foot.rows);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (findings->count == 0) {
        canvas_put_text(canvas, rows.row, rows.col + 2, FACE_DONE, _("没有发现问题"));
    } else {
        struct list list = state->list;
        list.page = (size_t)rows.rows;
        list_draw(&list, canvas, rows, true, draw_finding, shell);
        draw_selected(shell, state, canvas, foot);
        list_draw_more(&list, canvas, rows, foot.row);
    }
    canvas_put_text(canvas, area.row + area.rows - 1, area.col + 2, FACE_DIM,
                    _("Enter 转到原文   F 按提示修改   A 核实无误（写理由）   R 依据   Esc 返回"));
}

/* --- what is done with one --- */

/* What is done in this list is undone here; what is done elsewhere, there. */
static void undo(struct shell *shell, struct findings_list *state, bool back) {
    struct session_undone where;
    struct err err = {0};
    struct session *session = shell_session(shell);
    if (session_find_step(session, back, &where, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return;
    }
    if (where.act != ACT_FIX && where.act != ACT_PASS) {
        step_say_found(shell, back, &where);
        shell_pop(shell, ANSWER_STEP, &where.section);
        return;
    }
    if (step_go_back(shell, back, &where, &err) != RC_OK)
        shell_say_error(shell, &err);
    list_set_count(&state->list, findings_of(shell)->count);
}

static bool findings_command(struct shell *shell, void *self, enum command_id id) {
    struct findings_list *state = self;
    const struct findings *findings = findings_of(shell);
    if (id == COMMAND_NEXT_FINDING && findings->count > 0) {
        list_select(&state->list, (state->list.selected + 1) % findings->count);
    } else if (id == COMMAND_PREV_FINDING && findings->count > 0) {
        list_select(&state->list, (state->list.selected + findings->count - 1) % findings->count);
    } else if (findings->count > 0 && finding_act_command(shell, &state->act, id,
                                                          &findings->items[state->list.selected])) {
        return true;
    } else if (id == COMMAND_UNDO || id == COMMAND_REDO) {
        undo(shell, state, id == COMMAND_UNDO);
    } else if (id == COMMAND_EXPORT) {
        shell_push(shell, &export_layer, &(int64_t){session_report(shell_session(shell))->id});
    } else {
        return false;
    }
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
        char id[9];
        (void)snprintf(id, sizeof id, "%s", findings_of(shell)->items[state->list.selected].id);
        shell_pop(shell, ANSWER_OK, id);
    }
    return handled;
}

/* A list over this one (from the export dialog): what was chosen there is the workbench's. */
static void findings_result(struct shell *shell, void *self, const struct layer_ops *from,
                            int answer, const void *value) {
    struct findings_list *state = self;
    if ((from == &findings_layer && answer == ANSWER_OK) || answer == ANSWER_GO)
        shell_pop(shell, answer, value);
    else if (finding_act_answer(shell, &state->act, answer, value))
        list_set_count(&state->list, findings_of(shell)->count);
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
};
