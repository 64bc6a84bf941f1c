#include "ui/screens/edition.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "model/remark/remark.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/remains.h"
#include "session/report.h"
#include "ui/screens/compare.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/handin.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

enum { DETAIL_ROWS = 5, REASON_MOST = 200 };

struct editions {
    struct list list; /* the newest step first */
    size_t count;
    enum command_id asked;
};

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

void edition_say_final(struct shell *shell) {
    shell_say(shell, _("这份报告已经定稿，不能再改；要改，按Shift-F11到“版次”里解除定稿"));
}

bool edition_refuses_change(struct shell *shell) {
    struct session *session = shell_session(shell);
    bool read_only = session_is_read_only(session), final = report_is_locked(report_of(shell));
    if (read_only)
        shell_say(shell, "%s", session_why_read_only(session));
    else if (final)
        edition_say_final(shell);
    return read_only || final;
}

static void look(struct shell *shell, struct editions *state) {
    state->count = report_count_editions(report_of(shell));
    list_set_count(&state->list, state->count);
}

static void editions_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    look(shell, self);
}

/* False: there is no step yet. */
static bool edition_at(const struct shell *shell, const struct editions *state, size_t index,
                       struct edition *out) {
    return index < state->count && report_edition(report_of(shell), state->count - index, out);
}

/* --- drawing --- */

struct row_context {
    const struct shell *shell;
    const struct editions *state;
};

static void draw_step(struct canvas *canvas, struct area area, size_t index, bool is_selected,
                      const void *context) {
    (void)is_selected;
    const struct row_context *of = context;
    struct edition edition;
    struct str text = STR_INIT;
    int col = area.col, end = area.col + area.cols;
    if (!edition_at(of->shell, of->state, index, &edition))
        return;
    str_add_format(&text, _("第%zu稿"), edition.draft);
    (void)canvas_put_limit(canvas, area.row, col, 7, FACE_PLAIN, str_span(&text));
    (void)canvas_put_limit(canvas, area.row, col + 8, 11, FACE_HEADING,
                           span_of(edition_text(edition.state)));
    str_clear(&text);
    clock_add_friendly(&text, edition.at, clock_now());
    (void)canvas_put_limit(canvas, area.row, col + 20, 11, FACE_PLAIN, str_span(&text));
    (void)canvas_put_limit(canvas, area.row, col + 32, 8, FACE_PLAIN, edition.by);
    (void)canvas_put_limit(canvas, area.row, col + 41, 10, FACE_DIM,
                           span_of(stage_text(edition.stage)));
    (void)canvas_put_limit(canvas, area.row, col + 52, end - col - 52, FACE_PLAIN, edition.reason);
    str_release(&text);
}

static void draw_detail(const struct shell *shell, const struct editions *state,
                        struct canvas *canvas, struct area area) {
    struct edition edition;
    struct str text = STR_INIT;
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    if (!edition_at(shell, state, state->list.selected, &edition))
        return;
    if (edition.hash.n > 0)
        str_add_format(&text, _("全文的SHA-256（与纯文本导出的sha256sum一致）：%.*s"),
                       SPAN_ARG(edition.hash));
    if (edition.reason.n > 0)
        str_add_format(&text, _("%s原因：%.*s"), text.len > 0 ? "\n" : "",
                       SPAN_ARG(edition.reason));
    (void)canvas_put_wrapped(canvas, area_above(area_below(area_inset(area, 0, 1), 1), 1),
                             FACE_PLAIN, str_span(&text));
    str_release(&text);
}

static void editions_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    const struct editions *state = self;
    struct area head = area_top(area, 1);
    struct str text = STR_INIT;
    canvas_fill(canvas, head, FACE_TITLE);
    str_add_text(&text, _("版次 · "));
    size_t before = text.len;
    report_add_edition_state(&text, report_of(shell), clock_now());
    if (text.len == before)
        str_add_text(&text, _("起草"));
    (void)canvas_put_limit(canvas, head.row, head.col + 1, head.cols - 2, FACE_TITLE,
                           str_span(&text));
    str_release(&text);
    struct area foot = area_bottom(area, DETAIL_ROWS);
    struct area rows = area_above(area_below(area, 2), DETAIL_ROWS);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (state->count == 0)
        (void)canvas_put_wrapped(canvas, area_inset(rows, 0, 2), FACE_DIM,
                                 span_of(_("还没有送审过。S送审：留存这一稿；F定稿：留存全文，"
                                           "锁住文字、数据和目录。")));
    struct row_context context = {shell, state};
    list_draw(&state->list, canvas, rows, true, draw_step, &context);
    draw_detail(shell, state, canvas, foot);
    list_draw_more(&state->list, canvas, rows, foot.row);
    canvas_put_text(canvas, area.row + area.rows - 1, area.col + 1, FACE_DIM,
                    _("S 送审   R 退回   F 定稿   U 解除定稿   Enter 与现在对照   Esc 返回"));
}

/* --- doing --- */

static void ask_stage(struct shell *shell, struct editions *state) {
    const char *rows[STAGE_COUNT + 1] = {NULL};
    for (size_t i = 0; i < STAGE_COUNT; i++)
        rows[i] = i == STAGE_NONE ? _("（不写给谁）") : stage_text((enum stage)i);
    state->asked = COMMAND_EDITION_SUBMIT;
    shell_push(shell, &choose_layer,
               &(struct choose_argument){report_is_locked(report_of(shell)) ? _("报送：送给谁")
                                                                            : _("送审：送给谁"),
                                         rows, 0});
}

static void ask_reason(struct shell *shell, struct editions *state, enum command_id id,
                       const char *title) {
    state->asked = id;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = title,
                   .label = _("原因（会留在记录里）："),
                   .hint = "",
                   .text = "",
                   .most = REASON_MOST,
                   .needed = _("请写明原因；不做了按Esc"),
               });
}

static void say_done(struct shell *shell, struct editions *state, enum rc rc,
                     const struct err *err) {
    struct str text = STR_INIT;
    look(shell, state);
    list_select(&state->list, 0);
    report_add_edition_state(&text, report_of(shell), clock_now());
    if (rc != RC_OK)
        shell_say_error(shell, err);
    else
        shell_say(shell, "%s", text.s);
    str_release(&text);
}

/* Errors and remarks that stand are shown, and what is to be done about them is asked. */
static void make_final(struct shell *shell, struct editions *state) {
    struct err err = {0};
    enum rc rc = session_final(shell_session(shell), false, SPAN(""), &err);
    if (rc != RC_NEEDS_REASON) {
        say_done(shell, state, rc, &err);
        return;
    }
    state->asked = COMMAND_EDITION_FINAL;
    shell_push(
        shell, &ask_layer,
        &(struct ask_argument){_("定稿"), err.text, {_("写明原因，仍然定稿"), _("去第一处")}, 1});
}

/* What is still open comes first; a report that is final takes the step or refuses it as it is. */
static void begin_step(struct shell *shell, struct editions *state, enum command_id id) {
    bool is_final = id == COMMAND_EDITION_FINAL;
    state->asked = id;
    if (!report_is_locked(report_of(shell)) &&
        handin_ask(shell, is_final ? _("仍然定稿") : _("仍然送审")))
        return;
    if (is_final)
        make_final(shell, state);
    else
        ask_stage(shell, state);
}

/* To the first of what keeps the report from being final: remarks are asked about before errors. */
static void go_to_first(struct shell *shell) {
    struct session *session = shell_session(shell);
    enum handin_kind kind =
        report_count_open_remarks(report_of(shell), true) > 0 ? HANDIN_REMARKS : HANDIN_ERRORS;
    struct handin handin;
    session_handin(session, &handin);
    for (size_t i = 0; i < handin.count; i++)
        if (handin.lines[i].kind == kind) {
            shell_pop(shell, ANSWER_GO, &handin.lines[i]);
            return;
        }
}

static void compare(struct shell *shell, const struct editions *state) {
    struct edition edition;
    if (!edition_at(shell, state, state->list.selected, &edition))
        return;
    if (edition_keeps(edition.state))
        shell_push(shell, &compare_layer, &(int64_t){-(int64_t)edition.number});
    else
        shell_say(shell, _("这一步没有留存全文；请选送审或定稿的一行"));
}

static bool editions_command(struct shell *shell, void *self, enum command_id id) {
    struct editions *state = self;
    if (id == COMMAND_EDITION_SUBMIT)
        begin_step(shell, state, id);
    else if (id == COMMAND_EDITION_RETURN)
        ask_reason(shell, state, id, _("退回"));
    else if (id == COMMAND_EDITION_FINAL)
        begin_step(shell, state, id);
    else if (id == COMMAND_EDITION_UNLOCK)
        ask_reason(shell, state, id, _("解除定稿"));
    else if (id == COMMAND_EDITION_COMPARE)
        compare(shell, state);
    else
        return false;
    return true;
}

static unsigned editions_handle(struct shell *shell, void *self, const struct event *event) {
    struct editions *state = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    return list_handle(&state->list, event);
}

/* Of 交稿检查: to the line that was chosen, or on with the step. */
static void take_open(struct shell *shell, struct editions *state, enum command_id asked,
                      int answer, const void *value) {
    if (answer == ANSWER_GO)
        shell_pop(shell, answer, value);
    else if (asked == COMMAND_EDITION_FINAL)
        make_final(shell, state);
    else
        ask_stage(shell, state);
}

static void editions_result(struct shell *shell, void *self, const struct layer_ops *from,
                            int answer, const void *value) {
    struct editions *state = self;
    struct session *session = shell_session(shell);
    struct err err = {0};
    enum command_id asked = state->asked;
    enum rc rc = RC_OK;
    state->asked = COMMAND_NONE;
    if (answer < ANSWER_OK)
        return;
    if (from == &compare_layer) {
        shell_pop(shell, answer, value); /* a place was chosen there */
        return;
    }
    if (from == &handin_layer) {
        take_open(shell, state, asked, answer, value);
        return;
    }
    if (from == &ask_layer) { /* errors stand: the reason, unless the clerk goes to them */
        if (answer == ANSWER_OK)
            ask_reason(shell, state, COMMAND_EDITION_FINAL, _("定稿"));
        else
            go_to_first(shell);
        return;
    }
    if (asked == COMMAND_EDITION_SUBMIT)
        rc = session_submit(session, (enum stage)(answer - ANSWER_OK), &err);
    else if (asked == COMMAND_EDITION_RETURN)
        rc = session_return(session, span_of(value), &err);
    else if (asked == COMMAND_EDITION_FINAL)
        rc = session_final(session, true, span_of(value), &err);
    else if (asked == COMMAND_EDITION_UNLOCK)
        rc = session_unlock(session, span_of(value), &err);
    say_done(shell, state, rc, &err);
}

static void editions_refresh(struct shell *shell, void *self) {
    look(shell, self);
}

const struct layer_ops edition_layer = {
    .name = "editions",
    .state_size = sizeof(struct editions),
    .enter = editions_enter,
    .draw = editions_draw,
    .place = WHERE_EDITIONS,
    .command = editions_command,
    .handle = editions_handle,
    .result = editions_result,
    .closes = true,
    .refresh = editions_refresh,
};
