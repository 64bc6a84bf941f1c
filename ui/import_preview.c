/* What an import would make: the tree, where each heading goes, what looks wrong. Nothing is stored
 * before Enter. */
#include "app/draft.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/import.h"
#include "ui/widget_list.h"

#include <stdio.h>

/* The first: by evidence. */
static const char *const encodings[] = {NULL,   "utf-8",    "gbk",     "gb18030",
                                        "big5", "utf-16le", "utf-16be"};

enum { UNDO_MOST = 20, SAMPLE_BYTES = 4096, SAMPLE_POINTS = 24 };

/* What the list of choices above the preview is about. */
enum choosing { CHOOSING_ENCODING, CHOOSING_SECTION, CHOOSING_FINDING };

struct import_preview {
    char *name;
    struct str bytes;
    char **templates;
    size_t template_at; /* index into templates; at its end: a free outline */
    size_t encoding;
    bool join_lines;
    struct import_draft draft;
    bool is_drafted;
    struct list list; /* over the sections of the draft */
    enum choosing choosing;
    struct report *undo[UNDO_MOST]; /* the draft before each move */
    size_t undo_count;
    char trouble[256];
};

static void forget_moves(struct import_preview *state) {
    while (state->undo_count > 0)
        report_free(state->undo[--state->undo_count]);
}

static void redraft(struct shell *shell, struct import_preview *state) {
    struct session_draft how = {.name = state->name[0] != '\0' ? state->name : NULL,
                                .template = state->templates[state->template_at],
                                .encoding = encodings[state->encoding],
                                .join_lines = state->join_lines};
    struct err err = {0};
    forget_moves(state);
    if (state->is_drafted)
        import_draft_release(&state->draft);
    state->draft = (struct import_draft){0};
    state->is_drafted = session_draft(shell_session(shell), str_span(&state->bytes), &how,
                                      &state->draft, &err) == RC_OK;
    (void)snprintf(state->trouble, sizeof state->trouble, "%.200s", err.text);
    size_t count = state->is_drafted ? report_count_sections(state->draft.report) : 0;
    list_set_count(&state->list, count);
}

static void preview_enter(struct shell *shell, void *self, const void *argument) {
    struct import_preview *state = self;
    const struct import_source *source = argument;
    state->name = span_copy(span_of(source->name));
    str_init(&state->bytes);
    str_add(&state->bytes, source->bytes);
    state->templates = session_template_names(shell_session(shell));
    redraft(shell, state);
}

static void preview_leave(struct shell *shell, void *self) {
    (void)shell;
    struct import_preview *state = self;
    forget_moves(state);
    if (state->is_drafted)
        import_draft_release(&state->draft);
    session_names_free(state->templates);
    str_release(&state->bytes);
    mem_free(state->name);
}

/* --- drawing --- */

static const struct section *nth_section(const struct report *report, size_t n) {
    const struct section *at = report_next_section(report, NULL);
    while (at != NULL && n-- > 0)
        at = report_next_section(report, at);
    return at;
}

static const struct import_piece *piece_of(const struct import_draft *draft,
                                           const struct section *section) {
    for (size_t i = 0; i < draft->piece_count; i++)
        if (draft->pieces[i].is_heading && draft->pieces[i].section == section->id)
            return &draft->pieces[i];
    return NULL;
}

static void add_state_of(struct str *out, const struct section *section,
                         const struct import_piece *piece) {
    if (piece == NULL) {
        str_add_text(out, _("文中没有，留空"));
        return;
    }
    str_add_format(out, _("%zu字  "), body_ink(&section->body));
    if (section->name == NULL && piece->offer != NULL)
        str_add_format(out, _("可能是%s，按M指定"), piece->offer);
    else if (section->name == NULL)
        str_add_text(out, _("自加的节"));
    else if (piece->confidence == 0)
        str_add_format(out, _("指定为%s"), section->name);
    else if (piece->confidence < 100)
        str_add_format(out, _("对应%s，把握%d%%"), section->name, piece->confidence);
    else
        str_add_text(out, _("已对应"));
}

static void draw_section(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    const struct import_preview *state = context;
    const struct section *section = nth_section(state->draft.report, index);
    const struct import_piece *piece = piece_of(&state->draft, section);
    int confidence = piece == NULL ? -1 : piece->confidence, depth = section_depth(section);
    struct str text = STR_INIT, right = STR_INIT;
    section_add_label(&text, section);
    str_add_text(&text, section->heading);
    add_state_of(&right, section, piece);
    int end = canvas_put_right(canvas, area.row, area.col + area.cols - 1,
                               confidence == 100 ? FACE_DONE : FACE_OPEN, str_span(&right));
    int col = area.col + 2 * (depth - 1);
    (void)canvas_put_limit(canvas, area.row, col, end - col - 1,
                           confidence < 0 ? FACE_DIM : FACE_PLAIN, str_span(&text));
    str_release(&text);
    str_release(&right);
}

static void add_summary(struct str *out, const struct import_preview *state) {
    const struct import_draft *draft = &state->draft;
    const struct report *report = draft->report;
    str_add_format(out, _("编码%s　认出%zu节　文字%zu/%zu字"), draft->charset.name, draft->sections,
                   draft->kept, draft->all);
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

static void add_finding(struct str *out, const struct finding *finding) {
    if (out->len > 0)
        str_add_text(out, _("；"));
    str_add_format(out, "%s ", severity_mark(finding->severity));
    if (finding->line > 0)
        str_add_format(out, _("第%zu行 "), finding->line);
    str_add_text(out, finding->message);
}

/* Those on the selected section, else all. */
static void draw_findings(const struct import_preview *state, struct canvas *canvas,
                          struct area area) {
    const struct findings *findings = &state->draft.findings;
    const struct section *selected =
        state->list.count > 0 ? nth_section(state->draft.report, state->list.selected) : NULL;
    struct str text = STR_INIT;
    for (size_t i = 0; i < findings->count; i++)
        if (selected != NULL && findings->items[i].section == selected->id)
            add_finding(&text, &findings->items[i]);
    bool all = text.len == 0;
    for (size_t i = 0; all && i < findings->count; i++)
        add_finding(&text, &findings->items[i]);
    canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    (void)canvas_put_wrapped(canvas, area_below(area_inset(area, 0, 1), 1), FACE_WARNING,
                             str_span(&text));
    str_release(&text);
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
    if (state->is_drafted)
        add_summary(&summary, state);
    else
        str_add_text(&summary, state->trouble);
    int used = canvas_put_wrapped(canvas, inside, state->is_drafted ? FACE_PLAIN : FACE_ERROR,
                                  str_span(&summary));
    str_release(&summary);
    struct area foot = area_bottom(area, state->draft.findings.count > 0 ? 5 : 2);
    struct area rows = area_above(area_below(area, used + 2), foot.rows);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (state->is_drafted) {
        struct list list = state->list;
        list.page = (size_t)rows.rows;
        list_draw(&list, canvas, rows, true, draw_section, state);
        if (state->draft.findings.count > 0)
            draw_findings(state, canvas, area_above(foot, 1));
    }
    const char *template = state->templates[state->template_at];
    const char *joins = state->join_lines ? _("是") : _("否");
    struct str keys = STR_INIT;
    if (template == NULL)
        template = _("不用");
    if (area.cols < 80)
        str_add_format(&keys, _("Enter入库 T模板：%s E编码 J接行：%s Esc不导入"), template, joins);
    else
        str_add_format(&keys, _("Enter 入库   T 模板：%s   E 编码   J 接行：%s   Esc 不导入"),
                       template, joins);
    canvas_put(canvas, area.row + area.rows - 1, area.col + 2, FACE_DIM, str_span(&keys));
    str_release(&keys);
}

/* --- deciding --- */

static void accept(struct shell *shell, struct import_preview *state) {
    int64_t report = 0;
    struct err err = {0};
    if (!state->is_drafted) {
        shell_say(shell, "%s", state->trouble);
        return;
    }
    if (session_import(shell_session(shell), &state->draft, &report, &err) != RC_OK)
        shell_say_error(shell, &err);
    else
        shell_pop(shell, ANSWER_OK, &report);
}

/* --- moving --- */

static int64_t selected_id(const struct import_preview *state) {
    const struct section *section = nth_section(state->draft.report, state->list.selected);
    assert(section != NULL);
    return section->id;
}

static void select_section(struct import_preview *state, int64_t id) {
    size_t index = 0;
    list_set_count(&state->list, report_count_sections(state->draft.report));
    for (const struct section *s = NULL; (s = report_next_section(state->draft.report, s)) != NULL;
         index++)
        if (s->id == id)
            list_select(&state->list, index);
}

static void remember(struct import_preview *state, struct report *before) {
    if (state->undo_count == UNDO_MOST) {
        report_free(state->undo[0]);
        for (size_t i = 1; i < UNDO_MOST; i++)
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
        select_section(state, id);
    } else {
        report_free(before);
        shell_say_error(shell, err);
    }
}

static void move(struct shell *shell, struct import_preview *state, move_fn *how) {
    struct err err = {0};
    int64_t id = selected_id(state);
    struct report *before = report_clone(state->draft.report);
    enum rc rc = how(&state->draft, id, &err);
    settle_move(shell, state, before, id, rc, &err);
}

static void assign(struct shell *shell, struct import_preview *state, const char *name) {
    struct err err = {0};
    int64_t id = selected_id(state);
    struct report *before = report_clone(state->draft.report);
    enum rc rc = draft_assign(&state->draft, id, span_of(name), &err);
    settle_move(shell, state, before, id, rc, &err);
}

static void undo_move(struct shell *shell, struct import_preview *state) {
    if (state->undo_count == 0) {
        shell_say(shell, _("没有可退回的调整"));
        return;
    }
    int64_t id = selected_id(state);
    report_free(state->draft.report);
    state->draft.report = state->undo[--state->undo_count];
    select_section(state, id);
}

/* --- choosing --- */

static void choose(struct shell *shell, struct import_preview *state, enum choosing what,
                   const char *title, char **rows, size_t count, size_t focus) {
    rows[count] = NULL;
    state->choosing = what;
    shell_push(shell, &choose_layer,
               &(struct choose_argument){title, (const char *const *)rows, focus});
    for (size_t i = 0; i < count; i++)
        mem_free(rows[i]);
    mem_free(rows);
}

/* The first line that says something, as that encoding reads it. */
static void add_sample(struct str *out, struct span bytes, const char *encoding) {
    struct str text = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    if (charset_decode(&text, span_sub(bytes, 0, SAMPLE_BYTES), encoding, &report, &err) != RC_OK) {
        str_add_text(out, _("读不出"));
    } else {
        struct span rest = str_span(&text), line = SPAN("");
        while (span_take_line(&rest, &line) && utf8_count_ink(line) == 0) {
        }
        line = span_trim_space(line);
        str_add(out, span_sub(line, 0, utf8_offset(line, SAMPLE_POINTS)));
    }
    str_release(&text);
}

static void choose_encoding(struct shell *shell, struct import_preview *state) {
    char **rows = mem_alloc_zero(ARRAY_LEN(encodings) + 1, sizeof *rows);
    for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
        struct str row = STR_INIT;
        str_add_format(&row, "%-9s ", encodings[i] != NULL ? encodings[i] : _("自动"));
        add_sample(&row, str_span(&state->bytes), encodings[i]);
        rows[i] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_ENCODING, _("编码：选文字通顺的一行"), rows, ARRAY_LEN(encodings),
           state->encoding);
}

static void choose_section(struct shell *shell, struct import_preview *state) {
    const struct template *template = state->draft.report->template;
    if (template == NULL) {
        shell_say(shell, _("没有用模板；先按T选一个模板"));
        return;
    }
    char **rows = mem_alloc_zero(template_count_sections(template) + 2, sizeof *rows);
    const struct section *section = nth_section(state->draft.report, state->list.selected);
    assert(section != NULL);
    const struct import_piece *piece = piece_of(&state->draft, section);
    const char *wanted = section->name != NULL ? section->name
                         : piece != NULL       ? piece->offer
                                               : NULL;
    size_t count = 0, focus = 0;
    rows[count++] = span_copy(span_of(_("不是模板的节（自加）")));
    for (const struct template_section *at = NULL;
         (at = template_next_section(template, at)) != NULL;) {
        const struct section *has = report_find_section(state->draft.report, span_of(at->name));
        bool taken = has != NULL && has != section && section_is_printed(state->draft.report, has);
        struct str row = STR_INIT;
        str_add_format(&row, "%s%s", at->label, taken ? _("（已对应）") : "");
        if (wanted != NULL && span_is(span_of(wanted), at->name))
            focus = count;
        rows[count++] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_SECTION, _("这一节是模板的哪一节"), rows, count, focus);
}

static void choose_finding(struct shell *shell, struct import_preview *state) {
    const struct findings *findings = &state->draft.findings;
    if (findings->count == 0) {
        shell_say(shell, _("没有要核对的"));
        return;
    }
    char **rows = mem_alloc_zero(findings->count + 1, sizeof *rows);
    for (size_t i = 0; i < findings->count; i++) {
        struct str row = STR_INIT;
        add_finding(&row, &findings->items[i]);
        rows[i] = str_detach(&row);
    }
    choose(shell, state, CHOOSING_FINDING, _("要核对的清单"), rows, findings->count, 0);
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
        select_section(state, state->draft.findings.items[index].section);
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
        choose_encoding(shell, state);
    } else if (id == COMMAND_IMPORT_ASSIGN && ready) {
        choose_section(shell, state);
    } else if (id == COMMAND_IMPORT_FINDINGS && state->is_drafted) {
        choose_finding(shell, state);
    } else if (id == COMMAND_IMPORT_UNDO && ready) {
        undo_move(shell, state);
    } else {
        return false;
    }
    return true;
}

static unsigned preview_handle(struct shell *shell, void *self, const struct event *event) {
    struct import_preview *state = self;
    if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
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
    .place = WHERE_IMPORT,
    .command = preview_command,
    .handle = preview_handle,
    .result = preview_result,
    .closes = true,
    .leave = preview_leave,
};
