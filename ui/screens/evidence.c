#include "ui/screens/evidence.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "model/evidence/evidence.h"
#include "model/section.h"
#include "session/evidence.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/setting.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/out_file.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

#include <stdlib.h>

enum { PARTS = 4, TEXT_MOST = 400, FOOT_ROWS = 4 };

struct papers {
    int64_t section;
    struct paper_row {
        size_t number;
        enum evidence_state file; /* as it was when somebody asked; EVIDENCE_NO_FILE: nobody has */
    } * rows;
    size_t cap;
    struct list list;
    enum command_id asked;
    struct out_file out;
};

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

static void look(struct shell *shell, struct papers *state) {
    const struct report *report = report_of(shell);
    struct evidence evidence;
    size_t count = 0, last = report_last_evidence(report);
    for (size_t number = 1; number <= last; number++) {
        if (!report_evidence(report, number, &evidence))
            continue;
        MEM_PUSH_ROOM(state->rows, count, state->cap);
        state->rows[count++] = (struct paper_row){.number = number};
    }
    list_set_count(&state->list, count);
}

static void papers_enter(struct shell *shell, void *self, const void *argument) {
    struct papers *state = self;
    state->section = *(const int64_t *)argument;
    look(shell, state);
}

static void papers_leave(struct shell *shell, void *self) {
    (void)shell;
    struct papers *state = self;
    out_file_release(&state->out);
    mem_free(state->rows);
}

/* --- drawing --- */

struct row_context {
    const struct shell *shell;
    const struct papers *state;
};

static void draw_paper(struct canvas *canvas, struct area area, size_t index, bool is_selected,
                       const void *context) {
    (void)is_selected;
    const struct row_context *of = context;
    struct evidence evidence;
    struct str text = STR_INIT;
    int col = area.col, end = area.col + area.cols;
    if (!report_evidence(report_of(of->shell), of->state->rows[index].number, &evidence))
        return;
    str_add_format(&text, "%zu", evidence.number);
    (void)canvas_put_limit(canvas, area.row, col, 3, FACE_PLAIN, str_span(&text));
    enum evidence_state file = of->state->rows[index].file;
    bool is_lost = file == EVIDENCE_GONE || file == EVIDENCE_CHANGED;
    (void)canvas_put_limit(canvas, area.row, col + 4, 8, is_lost ? FACE_ERROR : FACE_DIM,
                           span_of(file == EVIDENCE_GONE      ? _("找不到")
                                   : file == EVIDENCE_CHANGED ? _("改过了")
                                   : evidence.is_note         ? _("备注")
                                                              : _("佐证")));
    str_clear(&text);
    target_add_label(&text, report_of(of->shell), &evidence.target);
    (void)canvas_put_limit(canvas, area.row, col + 13, 24, FACE_DIM, str_span(&text));
    (void)canvas_put_limit(canvas, area.row, col + 38, end - col - 38, FACE_PLAIN, evidence.title);
    str_release(&text);
}

static void draw_detail(const struct shell *shell, const struct papers *state,
                        struct canvas *canvas, struct area area) {
    struct evidence evidence;
    struct str text = STR_INIT;
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    if (state->list.count == 0 ||
        !report_evidence(report_of(shell), state->rows[state->list.selected].number, &evidence))
        return;
    str_add(&text, evidence.title);
    const struct {
        const char *what;
        struct span text;
    } parts[] = {{_("　文号："), evidence.document},
                 {_("　页码："), evidence.page},
                 {_("　文件："), evidence.file}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (parts[i].text.n > 0)
            str_add_format(&text, "%s%.*s", parts[i].what, SPAN_ARG(parts[i].text));
    (void)canvas_put_wrapped(canvas, area_above(area_below(area_inset(area, 0, 1), 1), 1),
                             FACE_PLAIN, str_span(&text));
    str_release(&text);
}

static void papers_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    const struct papers *state = self;
    struct area head = area_top(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_format(canvas, head.row, head.col + 1, FACE_TITLE, _("佐证材料和备注  共%zu份"),
                      state->list.count);
    struct area foot = area_bottom(area, FOOT_ROWS);
    struct area rows = area_above(area_below(area, 2), FOOT_ROWS);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (state->list.count == 0)
        (void)canvas_put_wrapped(
            canvas, area_inset(rows, 0, 2), FACE_DIM,
            span_of(_("还没有。A给这一节添加一份材料，N添加一条备注（不印）。")));
    struct row_context context = {shell, state};
    list_draw(&state->list, canvas, rows, true, draw_paper, &context);
    draw_detail(shell, state, canvas, foot);
    list_draw_more(&state->list, canvas, rows, foot.row);
    canvas_put_text(canvas, area.row + area.rows - 1, area.col + 1, FACE_DIM,
                    _("A 添加材料  E 连文件存  G 取出文件  N 添加备注  C 核对文件  X 写出清单"));
}

/* --- doing --- */

static void ask(struct shell *shell, struct papers *state, enum command_id id) {
    bool note = id == COMMAND_EVIDENCE_NOTE, embeds = id == COMMAND_EVIDENCE_EMBED;
    state->asked = id;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = note     ? _("给这一节添加备注")
                            : embeds ? _("添加佐证材料，连文件存进报告库")
                                     : _("给这一节添加佐证材料"),
                   .label = note ? _("备注（不印）：") : _("名称|文号|页码|文件："),
                   .hint = note ? ""
                           : embeds ? _("例：预算批复|财字〔2023〕1号|3|/home/zhang/批复.pdf；"
                                        "一份报告合计不超过20MB")
                                    : _("例：预算批复|财字〔2023〕1号|3|/home/zhang/批复.pdf；"
                                        "后面几项可以不写"),
                   .text = "",
                   .most = TEXT_MOST,
                   .needed = _("请写明名称；不添加了按Esc"),
               });
}

/* The place that is offered: where files went last, else the home folder. */
static void add_folder(struct str *out, struct session *session) {
    const char *home = getenv("HOME");
    session_setting(session, "export_folder", out);
    if (out->len == 0)
        str_add_text(out, home != NULL ? home : ".");
}

static bool selected_paper(const struct shell *shell, const struct papers *state,
                           struct evidence *evidence) {
    return state->list.count > 0 &&
           report_evidence(report_of(shell), state->rows[state->list.selected].number, evidence);
}

/* A file that was stored goes out under its own name. */
static void ask_get(struct shell *shell, struct papers *state) {
    struct session *session = shell_session(shell);
    struct evidence evidence;
    struct str path = STR_INIT, bytes = STR_INIT;
    struct err err = {0};
    bool found = false;
    if (!selected_paper(shell, state, &evidence))
        return;
    enum rc rc = session_embedded_evidence(session, &evidence, &bytes, &found, &err);
    str_release(&bytes);
    if (rc != RC_OK) {
        shell_say_error(shell, &err);
    } else if (!found) {
        shell_say(shell, _("佐证%zu的文件没有存进报告库（按E添加的才存）"), evidence.number);
    } else {
        struct span name = evidence.file;
        for (size_t at; (at = span_find(name, SPAN("/"))) != SIZE_MAX;)
            name = span_sub(name, at + 1, name.n);
        add_folder(&path, session);
        str_add_format(&path, "/%.*s", SPAN_ARG(name));
        out_file_ask(shell, &state->out, COMMAND_EVIDENCE_GET,
                     &(struct prompt_argument){
                         .title = _("取出存在报告库里的文件"),
                         .label = _("写到哪个文件："),
                         .hint = _("与添加时的文件一个字节也不差"),
                         .text = path.s,
                         .most = TEXT_MOST,
                         .needed = _("请写文件名；不写了按Esc"),
                     });
    }
    str_release(&path);
}

static void ask_export(struct shell *shell, struct papers *state) {
    struct str path = STR_INIT, name = STR_INIT;
    const struct report *report = report_of(shell);
    str_add_format(&name, _("%s佐证材料清单"),
                   report->short_name[0] != '\0' ? report->short_name : report->unit);
    add_folder(&path, shell_session(shell));
    str_add_byte(&path, '/');
    file_name_make_safe(&path, str_span(&name));
    str_add_text(&path, ".docx");
    out_file_ask(shell, &state->out, COMMAND_EVIDENCE_EXPORT,
                 &(struct prompt_argument){
                     .title = _("写出佐证材料清单"),
                     .label = _("写到哪个文件："),
                     .hint = _("以.docx或.xlsx结尾"),
                     .text = path.s,
                     .most = TEXT_MOST,
                     .needed = _("请写文件名；不写了按Esc"),
                 });
    str_release(&name);
    str_release(&path);
}

static void write_out(struct shell *shell, struct papers *state) {
    struct session *session = shell_session(shell);
    struct evidence evidence;
    struct str bytes = STR_INIT;
    struct err err = {0};
    bool found = false;
    enum rc rc = RC_OK;
    if (state->out.asked == COMMAND_EVIDENCE_EXPORT) {
        rc = session_export_evidence(session, state->out.path, &err);
    } else if (selected_paper(shell, state, &evidence)) {
        rc = session_embedded_evidence(session, &evidence, &bytes, &found, &err);
        if (rc == RC_OK && found)
            rc = session_write_file(session, state->out.path, str_span(&bytes), &err);
    }
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say_exported(shell, state->out.path);
    out_file_release(&state->out);
    str_release(&bytes);
}

/* 名称|文号|页码|文件: what is left out is none. */
static void add(struct shell *shell, struct papers *state, enum command_id id,
                const char *written) {
    bool note = id == COMMAND_EVIDENCE_NOTE;
    char *parts[PARTS] = {NULL};
    struct span rest = span_of(written);
    struct str target = STR_INIT;
    struct err err = {0};
    size_t number = 0;
    for (size_t i = 0; i < PARTS; i++) {
        size_t bar = note ? SIZE_MAX : span_find(rest, SPAN("|"));
        struct span part = span_trim(span_sub(rest, 0, bar));
        parts[i] = part.n > 0 ? span_copy(part) : NULL;
        if (bar == SIZE_MAX)
            break;
        rest = span_sub(rest, bar + 1, rest.n);
    }
    const struct target here = {.kind = TARGET_SECTION, .section = state->section};
    target_add_written(&target, report_of(shell), &here);
    const struct evidence_draft draft = {.target = target.s,
                                         .title = parts[0],
                                         .document = parts[1],
                                         .page = parts[2],
                                         .file = parts[3],
                                         .is_note = note,
                                         .embeds = id == COMMAND_EVIDENCE_EMBED};
    if (session_add_evidence(shell_session(shell), &draft, &number, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_say(shell, _("已添加，序号%zu；Ctrl-Z撤销"), number);
    look(shell, state);
    list_select(&state->list, state->list.count);
    str_release(&target);
    for (size_t i = 0; i < PARTS; i++)
        mem_free(parts[i]);
}

static void check(struct shell *shell, struct papers *state) {
    size_t gone = 0, changed = 0;
    for (size_t i = 0; i < state->list.count; i++) {
        struct evidence evidence;
        if (!report_evidence(report_of(shell), state->rows[i].number, &evidence))
            continue;
        char *file = span_copy(evidence.file);
        enum evidence_state now = session_evidence_state(shell_session(shell), file, evidence.hash);
        state->rows[i].file = now;
        gone += now == EVIDENCE_GONE;
        changed += now == EVIDENCE_CHANGED;
        mem_free(file);
    }
    if (gone + changed == 0)
        shell_say(shell, _("文件都在，没有改过"));
    else
        shell_say(shell, _("找不到的文件%zu个，改过的%zu个，已在表里标出"), gone, changed);
}

static bool papers_command(struct shell *shell, void *self, enum command_id id) {
    struct papers *state = self;
    if (id == COMMAND_EVIDENCE_ADD || id == COMMAND_EVIDENCE_EMBED || id == COMMAND_EVIDENCE_NOTE)
        ask(shell, state, id);
    else if (id == COMMAND_EVIDENCE_GET)
        ask_get(shell, state);
    else if (id == COMMAND_EVIDENCE_EXPORT)
        ask_export(shell, state);
    else if (id == COMMAND_EVIDENCE_CHECK)
        check(shell, state);
    else
        return false;
    return true;
}

static unsigned papers_handle(struct shell *shell, void *self, const struct event *event) {
    struct papers *state = self;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    return list_handle(&state->list, event);
}

static void papers_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                          const void *value) {
    struct papers *state = self;
    enum command_id asked = state->asked;
    (void)from;
    enum out_file_step step = out_file_answer(shell, &state->out, answer, value);
    state->asked = COMMAND_NONE;
    if (step == OUT_FILE_WRITE)
        write_out(shell, state);
    else if (step == OUT_FILE_OTHER && asked != COMMAND_NONE && answer == ANSWER_OK)
        add(shell, state, asked, value);
}

static void papers_refresh(struct shell *shell, void *self) {
    look(shell, self);
}

const struct layer_ops evidence_layer = {
    .name = "evidence",
    .state_size = sizeof(struct papers),
    .enter = papers_enter,
    .draw = papers_draw,
    .place = WHERE_EVIDENCE,
    .command = papers_command,
    .handle = papers_handle,
    .result = papers_result,
    .closes = true,
    .refresh = papers_refresh,
    .leave = papers_leave,
};
