/* What an import would make: the tree, where each heading goes, what looks wrong. Nothing is stored
 * before Enter. */
#include "base/file.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/import.h"
#include "ui/widget_list.h"

#include <stdio.h>

static const char *const encodings[] = {NULL, "utf-8", "gb18030", "big5", "utf-16le"};

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
    char trouble[256];
};

static void redraft(struct shell *shell, struct import_preview *state) {
    struct session_draft how = {.name = state->name[0] != '\0' ? state->name : NULL,
                                .template = state->templates[state->template_at],
                                .encoding = encodings[state->encoding],
                                .join_lines = state->join_lines};
    struct err err = {0};
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

static int confidence_of(const struct import_draft *draft, const struct section *section) {
    for (size_t i = 0; i < draft->piece_count; i++)
        if (draft->pieces[i].is_heading && draft->pieces[i].section == section->id)
            return draft->pieces[i].confidence;
    return -1;
}

static void draw_section(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    const struct import_preview *state = context;
    const struct section *section = nth_section(state->draft.report, index);
    int confidence = confidence_of(&state->draft, section), depth = section_depth(section);
    struct str text = STR_INIT, right = STR_INIT;
    section_add_label(&text, section);
    str_add_text(&text, section->heading);
    if (confidence < 0)
        str_add_text(&right, _("文中没有，留空"));
    else if (section->name == NULL)
        str_add_format(&right, _("%zu字  自加的节"), body_ink(&section->body));
    else if (confidence < 100)
        str_add_format(&right, _("%zu字  对应%s，把握%d%%"), body_ink(&section->body),
                       section->name, confidence);
    else
        str_add_format(&right, _("%zu字  已对应"), body_ink(&section->body));
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

static void draw_findings(const struct import_preview *state, struct canvas *canvas,
                          struct area area) {
    struct str text = STR_INIT;
    for (size_t i = 0; i < state->draft.findings.count; i++) {
        const struct finding *finding = &state->draft.findings.items[i];
        str_add_format(&text, "%s%s %s", i > 0 ? _("；") : "", severity_mark(finding->severity),
                       finding->message);
    }
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

static unsigned preview_handle(struct shell *shell, void *self, const struct event *event) {
    struct import_preview *state = self;
    int letter = event_letter(event);
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (event_is_key(event, K_ENTER)) {
        accept(shell, state);
    } else if (letter == 't') {
        state->template_at =
            state->templates[state->template_at] != NULL ? state->template_at + 1 : 0;
        redraft(shell, state);
    } else if (letter == 'e') {
        state->encoding = (state->encoding + 1) % ARRAY_LEN(encodings);
        redraft(shell, state);
    } else if (letter == 'j') {
        state->join_lines = !state->join_lines;
        redraft(shell, state);
    } else {
        return list_handle(&state->list, event);
    }
    return HANDLED_YES;
}

const struct layer_ops import_preview_layer = {
    .name = "import-preview",
    .state_size = sizeof(struct import_preview),
    .enter = preview_enter,
    .draw = preview_draw,
    .place = WHERE_IMPORT,
    .handle = preview_handle,
    .closes = true,
    .leave = preview_leave,
};
