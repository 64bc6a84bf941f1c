/* What an import would make: the tree, where each heading goes, what looks wrong. Nothing is stored
 * before Enter. */
#include "ui/screens/import_preview.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file_path.h"
#include "base/text/utf8.h"
#include "model/section.h"
#include "session/draft.h"
#include "session/exchange.h"
#include "session/likeness.h"
#include "session/template.h"
#include "session/undo.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/import_choices.h"
#include "ui/screens/import_private.h"
#include "ui/term/canvas_draw.h"

#include <stdio.h>
#include <string.h>

enum {
    TEXT_COLS_LEAST = 110,             /* of a screen that shows the selected piece's text */
    COMPARED_BYTES_MOST = 1024 * 1024, /* of a file that all templates are tried on */
    AT_ONCE_BYTES_MOST = 1024 * 1024,  /* of one that is read and stored before the next key */
};

static void forget_moves(struct import_preview *state) {
    while (state->undo_count > 0)
        report_free(state->undo[--state->undo_count]);
}

/* --- rows --- */

static void add_row(struct import_preview *state, int64_t row) {
    MEM_PUSH_ROOM(state->rows, state->row_count, state->row_cap);
    state->rows[state->row_count++] = row;
}

static void list_rows(struct import_preview *state) {
    const struct report *report = state->is_drafted ? state->draft.report : NULL;
    state->row_count = 0;
    if (report != NULL && report->title[0] != '\0')
        add_row(state, ROW_TITLE);
    if (report != NULL && body_has_text(&report->front->body))
        add_row(state, ROW_FRONT);
    for (struct section *s = NULL; report != NULL && (s = report_next_section(report, s)) != NULL;)
        add_row(state, s->id);
    if (report != NULL && report->sign_off[0] != '\0')
        add_row(state, ROW_SIGN_OFF);
    list_set_count(&state->list, state->row_count);
}

static void select_row(struct import_preview *state, int64_t row) {
    list_rows(state);
    for (size_t i = 0; i < state->row_count; i++)
        if (state->rows[i] == row)
            list_select(&state->list, i);
}

static void select_first_section(struct import_preview *state) {
    for (size_t i = state->row_count; i-- > 0;)
        if (state->rows[i] > 0)
            list_select(&state->list, i);
}

static void finish_draft(struct shell *shell, struct import_preview *state) {
    struct err err = {0};
    state->is_drafted = session_read_finish(state->reading, &err) == RC_OK;
    state->reading = NULL;
    (void)snprintf(state->trouble, sizeof state->trouble, "%.200s", err.text);
    if (state->is_drafted)
        session_add_stored_already(shell_session(shell), state->draft.report, &state->stored);
    list_rows(state);
}

/* A long file goes on in preview_work(), while no key waits. */
static void redraft(struct shell *shell, struct import_preview *state) {
    struct session_draft how = {.name = state->name[0] != '\0' ? state->name : NULL,
                                .template = state->templates[state->template_at],
                                .encoding = import_encoding(state->encoding),
                                .join_lines = state->join_lines};
    struct err err = {0};
    forget_moves(state);
    session_read_stop(state->reading);
    if (state->is_drafted)
        import_draft_release(&state->draft);
    state->draft = (struct import_draft){0};
    state->is_drafted = false;
    str_clear(&state->stored);
    state->reading = session_read_begin(shell_session(shell), str_span(&state->bytes), &how,
                                        &state->draft, &err);
    (void)snprintf(state->trouble, sizeof state->trouble, "%.200s", err.text);
    while (state->reading != NULL && state->bytes.len <= AT_ONCE_BYTES_MOST &&
           session_read_on(state->reading))
        continue;
    if (state->reading != NULL && state->bytes.len <= AT_ONCE_BYTES_MOST)
        finish_draft(shell, state);
    list_rows(state);
}

/* The template that is most like the file; where none is, a free outline. */
static void draft_with_best_template(struct shell *shell, struct import_preview *state) {
    size_t best = 0, count = 0;
    int most = 0;
    while (state->templates[count] != NULL)
        count++;
    for (size_t i = 0; i < count && state->bytes.len <= COMPARED_BYTES_MOST; i++) {
        state->template_at = i;
        redraft(shell, state);
        int likeness = state->is_drafted ? session_draft_likeness(&state->draft) : 0;
        if (likeness > most) {
            most = likeness;
            best = i;
        }
    }
    state->template_at = most > 0 ? best : count;
    redraft(shell, state);
}

static void preview_enter(struct shell *shell, void *self, const void *argument) {
    struct import_preview *state = self;
    const struct import_source *source = argument;
    state->name = span_copy(span_of(source->name));
    str_init(&state->bytes);
    str_init(&state->stored);
    str_add(&state->bytes, source->bytes);
    state->join_lines = source->wrapped;
    state->templates = session_template_names(shell_session(shell));
    draft_with_best_template(shell, state);
    select_first_section(state);
}

static void preview_leave(struct shell *shell, void *self) {
    (void)shell;
    struct import_preview *state = self;
    forget_moves(state);
    session_add_stop(state->adding);
    session_read_stop(state->reading);
    if (state->is_drafted)
        import_draft_release(&state->draft);
    session_names_free(state->templates);
    mem_free(state->rows);
    str_release(&state->bytes);
    str_release(&state->stored);
    mem_free(state->name);
}

static bool is_word_file(const struct import_preview *state) {
    return state->is_drafted && strcmp(state->draft.format, "docx") == 0;
}

static enum where preview_where(const void *self) {
    const struct import_preview *state = self;
    unsigned where = WHERE_IMPORT;
    if (!is_word_file(state))
        where |= WHERE_IMPORT_ENCODED;
    if (state->is_drafted && state->draft.joinable)
        where |= WHERE_IMPORT_BROKEN;
    return (enum where)where;
}

/* --- drawing --- */

/* A section of the template is called by its label: names are the program's. */
static const char *label_of(const struct report *report, const char *name) {
    const struct template_section *at = template_find_section(report->template, span_of(name));
    return at != NULL ? at->label : name;
}

static void add_state_of(struct str *out, const struct report *report,
                         const struct section *section, const struct import_piece *piece) {
    if (piece == NULL) {
        str_add_text(out, _("文中没有，留空"));
        return;
    }
    str_add_format(out, _("%zu字  "), body_ink(&section->body));
    if (section->name == NULL && piece->offer != NULL)
        str_add_format(out, _("可能是“%s”，按M指定"), label_of(report, piece->offer));
    else if (section->name == NULL)
        str_add_text(out, _("自加的节"));
    else if (piece->confidence == 0)
        str_add_format(out, _("指定为“%s”"), label_of(report, section->name));
    else if (piece->confidence < 100)
        str_add_format(out, _("对应“%s”，把握%d%%"), label_of(report, section->name),
                       piece->confidence);
    else
        str_add_text(out, _("已对应"));
}

/* Title and sign-off: their lines as one. */
static void draw_lines(struct canvas *canvas, struct area area, const char *name,
                       const char *lines) {
    struct span rest = span_of(lines), line;
    int col = area.col + canvas_put_text(canvas, area.row, area.col, FACE_DIM, name) + 1;
    while (rest.n > 0 && span_take_line(&rest, &line) && col < area.col + area.cols - 2)
        col += 1 + canvas_put_limit(canvas, area.row, col, area.col + area.cols - col - 1,
                                    FACE_PLAIN, line);
}

static void draw_front(struct canvas *canvas, struct area area, const struct section *front) {
    struct str right = STR_INIT;
    str_add_format(&right, _("%zu字  开头"), body_ink(&front->body));
    (void)canvas_put_right(canvas, area.row, area.col + area.cols - 1, FACE_OPEN, str_span(&right));
    canvas_put_text(canvas, area.row, area.col, FACE_DIM, _("（第一个标题前的文字）"));
    str_release(&right);
}

static void draw_section(struct canvas *canvas, struct area area, const struct report *report,
                         const struct section *section, const struct import_piece *piece) {
    int confidence = piece == NULL ? -1 : piece->confidence, depth = section_depth(section);
    struct str text = STR_INIT, right = STR_INIT;
    section_add_heading_line(&text, section);
    add_state_of(&right, report, section, piece);
    int end = canvas_put_right(canvas, area.row, area.col + area.cols - 1,
                               confidence == 100 ? FACE_DONE : FACE_OPEN, str_span(&right));
    int col = area.col + 2 * (depth - 1);
    (void)canvas_put_limit(canvas, area.row, col, end - col - 1,
                           confidence < 0 ? FACE_DIM : FACE_PLAIN, str_span(&text));
    str_release(&text);
    str_release(&right);
}

static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    const struct import_preview *state = context;
    const struct report *report = state->draft.report;
    int64_t row = state->rows[index];
    if (row == ROW_TITLE)
        draw_lines(canvas, area, _("题目"), report->title);
    else if (row == ROW_SIGN_OFF)
        draw_lines(canvas, area, _("落款"), report->sign_off);
    else if (row == ROW_FRONT)
        draw_front(canvas, area, report->front);
    else
        draw_section(canvas, area, report, report_find_id(report, row),
                     import_piece_of(&state->draft, row));
}

static void add_summary(struct str *out, const struct import_preview *state) {
    const struct import_draft *draft = &state->draft;
    const struct report *report = draft->report;
    if (is_word_file(state))
        str_add_text(out, _("Word文件"));
    else
        str_add_format(out, _("编码%s"), draft->charset.name);
    str_add_format(out, _("　认出%zu节　文字%zu/%zu字"), draft->sections, draft->kept, draft->all);
    str_add_format(out, _("　单位：%s"), report->unit[0] != '\0' ? report->unit : _("没有认出"));
    if (report->year != 0)
        str_add_format(out, _("　%d年度"), report->year);
    if (draft->charset.count > 0)
        str_add_format(out, _("　有%zu个字节读不出（〓），可按E换编码"), draft->charset.count);
    if (draft->cleaned.stripped > 0)
        str_add_format(out, _("　去掉%zu个控制字符"), draft->cleaned.stripped);
    if (draft->joinable && !state->join_lines)
        str_add_text(out, _("　有句中的硬换行，可按J接上"));
}

/* Those on the selected section, else all. */
static void draw_findings(const struct import_preview *state, struct canvas *canvas,
                          struct area area) {
    const struct findings *findings = &state->draft.findings;
    const struct section *selected = import_selected_section(state);
    struct str text = STR_INIT;
    for (size_t i = 0; i < findings->count; i++)
        if (selected != NULL && findings->items[i].section == selected->id)
            import_add_finding(&text, &findings->items[i]);
    if (text.len == 0)
        import_add_findings(&text, findings, (size_t)area.rows * (size_t)area.cols * UTF8_MAX);
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_wrapped(canvas, area_below(area_inset(area, 0, 1), 1), FACE_WARNING,
                             str_span(&text));
    str_release(&text);
}

/* The text of the selected piece, beside the rows where there is room. */
static void draw_text(const struct import_preview *state, struct canvas *canvas, struct area area) {
    const struct section *section = import_selected_section(state);
    canvas_vline(canvas, area.row, area.col, area.rows, FACE_BORDER);
    area = area_inset(area, 0, 2);
    for (size_t i = 0; section != NULL && i < section->body.count && area.rows > 0; i++) {
        struct str line = STR_INIT;
        section_add_item_label(&line, section, i);
        str_add(&line, str_span(&section->body.lines[i].text));
        area = area_below(area, canvas_put_wrapped(canvas, area, FACE_PLAIN, str_span(&line)));
        str_release(&line);
    }
}

/* What Enter and Esc do, and what was chosen; only what the file has a use for. */
static void draw_keys(const struct shell *shell, const struct import_preview *state,
                      struct canvas *canvas, struct area row) {
    bool narrow = row.cols < 80;
    const char *gap = narrow ? " " : "   ";
    const char *template = state->templates[state->template_at];
    struct str keys = STR_INIT;
    if (!state->is_drafted) { /* there is nothing to take in: another file, or another encoding */
        str_add_text(&keys, _("Esc 换一个文件"));
        if ((preview_where(state) & WHERE_IMPORT_ENCODED) != 0)
            str_add_format(&keys, "%s%s", gap, _("E 编码"));
        (void)canvas_put_limit(canvas, row.row, row.col + 2, row.cols - 3, FACE_DIM,
                               str_span(&keys));
        str_release(&keys);
        return;
    }
    str_add_format(&keys, "%s%s%s", _("Enter 入库"), gap, _("Esc 不导入"));
    if ((preview_where(state) & WHERE_IMPORT_ENCODED) != 0 && !narrow)
        str_add_format(&keys, "%s%s", gap, _("E 编码"));
    str_add_text(&keys, gap);
    if ((preview_where(state) & WHERE_IMPORT_BROKEN) != 0) {
        str_add_format(&keys, _("J 接行：%s"), state->join_lines ? _("是") : _("否"));
        str_add_text(&keys, gap);
    }
    str_add_text(&keys, _("T 模板："));
    if (template != NULL)
        session_add_template_label(shell_session(shell), template, &keys);
    else
        str_add_text(&keys, _("不用"));
    (void)canvas_put_limit(canvas, row.row, row.col + 2, row.cols - 3, FACE_DIM, str_span(&keys));
    str_release(&keys);
}

static void preview_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    (void)shell;
    const struct import_preview *state = self;
    struct area head = area_top(area, 1);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_format(canvas, head.row, head.col + 1, FACE_TITLE, _("导入预览　%s"),
                      state->name[0] != '\0' ? file_path_name(state->name) : _("粘贴的文字"));
    struct area inside = area_inset(area_below(area, 1), 0, 1);
    struct str summary = STR_INIT;
    bool works = state->reading != NULL || state->adding != NULL;
    if (state->reading != NULL)
        str_add_format(&summary, _("正在读入 %d%%　Esc停止"), session_read_percent(state->reading));
    else if (state->adding != NULL)
        str_add_format(&summary, _("正在检查、导入 %d%%　Esc停止"),
                       session_add_percent(state->adding));
    else if (state->is_drafted)
        add_summary(&summary, state);
    else
        str_add_text(&summary, state->trouble);
    int used = canvas_put_wrapped(
        canvas, inside, works || state->is_drafted ? FACE_PLAIN : FACE_ERROR, str_span(&summary));
    str_release(&summary);
    if (state->stored.len > 0)
        used += canvas_put_wrapped(canvas, area_below(inside, used), FACE_WARNING,
                                   str_span(&state->stored));
    struct area foot = area_bottom(area, state->draft.findings.count > 0 ? 5 : 2);
    struct area rows = area_above(area_below(area, used + 2), foot.rows);
    if (state->is_drafted && area.cols >= TEXT_COLS_LEAST) {
        struct area text = area_right(rows, area.cols * 2 / 5);
        draw_text(state, canvas, text);
        rows = area_left(rows, rows.cols - text.cols);
    }
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (state->is_drafted) {
        struct list list = state->list;
        list.page = (size_t)rows.rows;
        list_draw(&list, canvas, rows, true, draw_row, state);
        if (state->draft.findings.count > 0)
            draw_findings(state, canvas, area_above(foot, 1));
        list_draw_more(&list, canvas, rows, foot.row);
    }
    draw_keys(shell, state, canvas, area_bottom(area, 1));
}

/* --- deciding --- */

static void store(struct shell *shell, struct import_preview *state) {
    int64_t report = 0;
    struct err err = {0};
    enum rc rc = session_import_finish(state->adding, &report, &err);
    state->adding = NULL;
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_pop(shell, ANSWER_OK, &report);
}

static void accept(struct shell *shell, struct import_preview *state) {
    if (!state->is_drafted) {
        shell_say(shell, "%s", state->trouble);
        return;
    }
    state->adding = session_import_begin(shell_session(shell), &state->draft);
    if (state->bytes.len <= AT_ONCE_BYTES_MOST)
        store(shell, state);
}

/* A slice of a long file. */
static bool preview_work(struct shell *shell, void *self) {
    struct import_preview *state = self;
    if (state->reading != NULL) {
        if (!session_read_on(state->reading)) {
            finish_draft(shell, state);
            select_first_section(state);
        }
        return true;
    }
    if (state->adding == NULL)
        return false;
    if (!session_add_on(state->adding))
        store(shell, state);
    return true;
}

/* While it works only Esc means something: what is read is given up, what is not yet stored is
 * looked at again. */
static void stop_work(struct shell *shell, struct import_preview *state) {
    if (state->reading != NULL) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return;
    }
    session_add_stop(state->adding);
    state->adding = NULL;
    shell_say(shell, _("已停止，没有导入"));
}

/* --- moving --- */

static void remember(struct import_preview *state, struct report *before) {
    if (state->undo_count == IMPORT_UNDO_MOST) {
        report_free(state->undo[0]);
        for (size_t i = 1; i < IMPORT_UNDO_MOST; i++)
            state->undo[i - 1] = state->undo[i];
        state->undo_count--;
    }
    state->undo[state->undo_count++] = before;
}

typedef enum rc move_fn(struct import_draft *draft, int64_t section, struct err *err);

static void settle_move(struct shell *shell, struct import_preview *state, struct report *before,
                        int64_t id, enum rc rc, const struct err *err) {
    if (rc == RC_OK) {
        remember(state, before);
        select_row(state, id);
    } else {
        report_free(before);
        shell_say_error(shell, err);
    }
}

static void move(struct shell *shell, struct import_preview *state, move_fn *how) {
    struct err err = {0};
    int64_t id = import_selected_row(state);
    if (id <= 0) {
        shell_say(shell, _("这一行不是一节"));
        return;
    }
    struct report *before = report_clone(state->draft.report);
    enum rc rc = how(&state->draft, id, &err);
    settle_move(shell, state, before, id, rc, &err);
}

static void make_heading(struct shell *shell, struct import_preview *state, size_t line) {
    struct err err = {0};
    int64_t id = import_selected_row(state), made = id;
    struct report *before = report_clone(state->draft.report);
    enum rc rc = draft_to_heading(&state->draft, id, line, &made, &err);
    settle_move(shell, state, before, made, rc, &err);
}

static void assign(struct shell *shell, struct import_preview *state, const char *name) {
    struct err err = {0};
    int64_t id = import_selected_row(state);
    struct report *before = report_clone(state->draft.report);
    enum rc rc = draft_assign(&state->draft, id, span_of(name), &err);
    settle_move(shell, state, before, id, rc, &err);
}

static void undo_move(struct shell *shell, struct import_preview *state) {
    if (state->undo_count == 0) {
        shell_say(shell, _("没有可退回的调整"));
        return;
    }
    int64_t id = import_selected_row(state);
    report_free(state->draft.report);
    state->draft.report = state->undo[--state->undo_count];
    select_row(state, id);
}

/* --- what was chosen --- */

static void select_finding(struct import_preview *state, const struct finding *finding) {
    bool sign_off = strcmp(finding->path, "signoff") == 0;
    select_row(state, finding->section >= 0 ? finding->section
                      : sign_off            ? ROW_SIGN_OFF
                                            : ROW_TITLE);
}

static void preview_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    (void)value;
    struct import_preview *state = self;
    if (from != &choose_layer || answer < ANSWER_OK)
        return;
    size_t index = (size_t)(answer - ANSWER_OK);
    if (state->choosing == CHOOSING_ENCODING) {
        state->encoding = index;
        redraft(shell, state);
    } else if (state->choosing == CHOOSING_FINDING) {
        select_finding(state, &state->draft.findings.items[index]);
    } else if (state->choosing == CHOOSING_LINE) {
        make_heading(shell, state, index);
    } else {
        const struct template_section *at = NULL;
        for (size_t i = 0; i < index; i++)
            at = template_next_section(state->draft.report->template, at);
        assign(shell, state, at != NULL ? at->name : "");
    }
}

static bool preview_command(struct shell *shell, void *self, enum command_id id) {
    static const struct {
        enum command_id id;
        move_fn *how;
    } moves[] = {{COMMAND_IMPORT_TO_TEXT, draft_to_text},
                 {COMMAND_IMPORT_IN, draft_move_in},
                 {COMMAND_IMPORT_OUT, draft_move_out}};
    struct import_preview *state = self;
    bool ready = state->is_drafted && state->list.count > 0;
    if (state->reading != NULL || state->adding != NULL) {
        shell_say(shell, _("请等读完；按Esc停止"));
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(moves); i++)
        if (moves[i].id == id) {
            if (ready)
                move(shell, state, moves[i].how);
            return true;
        }
    if (id == COMMAND_IMPORT_TEMPLATE) {
        bool last = state->templates[state->template_at] == NULL;
        state->template_at = last ? 0 : state->template_at + 1;
        redraft(shell, state);
    } else if (id == COMMAND_IMPORT_JOIN) {
        state->join_lines = !state->join_lines;
        redraft(shell, state);
    } else if (id == COMMAND_IMPORT_ENCODING) {
        import_choose_encoding(shell, state);
    } else if (id == COMMAND_IMPORT_ASSIGN && ready) {
        import_choose_section(shell, state);
    } else if (id == COMMAND_IMPORT_TO_HEADING && ready) {
        import_choose_line(shell, state);
    } else if (id == COMMAND_IMPORT_FINDINGS && state->is_drafted) {
        import_choose_finding(shell, state);
    } else if (id == COMMAND_IMPORT_UNDO && ready) {
        undo_move(shell, state);
    } else {
        return false;
    }
    return true;
}

static unsigned preview_handle(struct shell *shell, void *self, const struct event *event) {
    struct import_preview *state = self;
    bool works = state->reading != NULL || state->adding != NULL;
    if (event_is_key(event, K_ESC) && works)
        stop_work(shell, state);
    else if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (works)
        return HANDLED_YES;
    else if (event_is_key(event, K_ENTER))
        accept(shell, state);
    else
        return list_handle(&state->list, event);
    return HANDLED_YES;
}

const struct layer_ops import_preview_layer = {
    .name = "import-preview",
    .state_size = sizeof(struct import_preview),
    .enter = preview_enter,
    .draw = preview_draw,
    .where = preview_where,
    .command = preview_command,
    .handle = preview_handle,
    .work = preview_work,
    .result = preview_result,
    .closes = true,
    .leave = preview_leave,
};
