#include "ui/workbench/text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_grid.h"
#include "edit/editor_select.h"
#include "edit/editor_table.h"
#include "model/section.h"
#include "model/section_state.h"
#include "model/splice.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/report.h"
#include "session/review.h"
#include "ui/screens/figure_picker.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/apply.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior.h"
#include "ui/workbench/prior_marks.h"
#include "ui/workbench/rows.h"
#include "ui/workbench/table.h"
#include "ui/workbench/tools.h"
#include "ui/workbench/workbench.h"

#include <stdio.h>

/* --- drawing --- */

/* Who else is in the section, and what has come of it. */
static void add_others(struct str *out, const struct session *session, int64_t section) {
    if (session_is_in_conflict(session, section)) {
        session_add_conflict(session, section, out);
        str_add_text(out, "  ");
    } else if (session_count_clerks(session, section) > 0) {
        session_add_clerks(session, section, out);
        str_add_format(out, "%s  ", _("也在这一节"));
    }
}

/* Why an empty section may stay so, or NULL. */
static const char *why_empty(const struct report *report, const struct section *section) {
    const struct template_section *from_template = section_template(report, section);
    if (from_template == NULL)
        return NULL;
    for (size_t i = 0; i < from_template->row_count; i++)
        if (from_template->rows[i].scores)
            return _("（这里不用写：按自评表自动生成一张表，F7填，F5看）");
    if (from_template->row_count > 0)
        return _("（这里不用写：按数据自动生成一张表，F6填，F5看）");
    return section->count > 0 && !section_is_required(report, section)
               ? _("（这里可以不写，正文在下面各节）")
               : NULL;
}

/* As far down as the text goes. */
static void draw_bar(const struct editor *editor, struct canvas *canvas, struct area area) {
    struct editor_row row;
    bool there = editor_row(editor, 0, &row);
    int rows = 0;
    while (rows < area.rows && there) {
        rows++;
        there = editor_next_row(editor, &row);
    }
    canvas_vline(canvas, area.row, area.col - 1, rows, FACE_BAR);
}

void workbench_draw_editor(const struct shell *shell, const struct workbench *wb,
                           struct canvas *canvas, struct area area) {
    const struct report *report = session_report(shell_session(shell));
    const struct section *section = workbench_section(shell, wb);
    struct str right = STR_INIT;
    add_others(&right, shell_session(shell), section->id);
    size_t left = session_review_counts(shell_session(shell), section->id).unreviewed;
    if (left > 0)
        str_add_format(&right, _("去年原文，未核%zu句  "), left);
    else if (workbench_is_as_last_year(shell, wb))
        str_add_format(&right, "%s  ", _("与去年相同"));
    size_t from, to;
    if (editor_is_selecting(wb->editor) && editor_selection(wb->editor, &from, &to))
        str_add_format(&right, _("已选%zu字  "), to - from);
    workbench_add_length(&right, report, section);
    struct area text =
        workbench_draw_head(canvas, area, SPAN(""), session_report(shell_session(shell)), section,
                            str_span(&right), wb->focus == PANE_EDITOR);
    workbench_mark_heading(shell, wb, canvas, area.row, area.col);
    editor_resize(wb->editor, (size_t)(text.cols > 4 ? text.cols : 4), (size_t)text.rows,
                  canvas_ambiguous(canvas));
    if (left > 0) /* a bar beside last year's text, which stays as easy to read as any */
        draw_bar(wb->editor, canvas, text);
    workbench_draw_rows(shell, wb, wb->editor, canvas, text, FACE_PLAIN);
    const char *instead = body_has_text(&section->body) ? NULL : why_empty(report, section);
    if (instead != NULL)
        (void)canvas_put_wrapped(canvas, area_below(text, text.rows > 2 ? 2 : 1), FACE_DIM,
                                 span_of(instead));
    str_release(&right);
}

/* --- typing --- */

/* A figure's token that was typed or pasted is text: `$${` prints "${". A brace that is typed on
 * its own makes one of the `$` before it. */
static void escape_figures(struct str *out, const struct workbench *wb,
                           const struct section *section, struct span text) {
    size_t from = editor_cursor(wb->editor), to = from;
    (void)editor_selection(wb->editor, &from, &to);
    struct str before = STR_INIT;
    body_add_range(&before, &section->body, from > 2 ? from - 2 : 0, from);
    struct span left = str_span(&before);
    if (span_starts_with(text, SPAN("{")) && span_ends_with(left, SPAN("$")) &&
        !span_ends_with(left, SPAN("$$")))
        str_add_byte(out, '$');
    body_escape(out, text);
    str_release(&before);
}

static void insert(struct shell *shell, struct workbench *wb, struct span text, enum act act) {
    struct splice splice;
    size_t from = editor_cursor(wb->editor), to = from;
    if (workbench_fill_table(shell, wb, text, act))
        return;
    bool over_table = editor_selection(wb->editor, &from, &to) &&
                      editor_touches_table(wb->editor, (struct editor_range){from, to});
    if (!editor_insert(wb->editor, text, &splice))
        return;
    workbench_apply(shell, wb, &splice, act);
    if (over_table)
        editor_set_cursor(wb->editor, from + utf8_count(text), false);
}

/* Several lines at once: what is a table among them becomes one. */
static bool paste(struct shell *shell, struct workbench *wb, struct span text) {
    size_t from = editor_cursor(wb->editor), to;
    bool lines = span_find(text, SPAN("\n")) != SIZE_MAX;
    (void)editor_selection(wb->editor, &from, &to);
    insert(shell, wb, text, ACT_PASTE);
    return lines && workbench_make_table(shell, wb, from);
}

/* Text from outside into the editor: cleaned, figures escaped, one undo step. */
static void insert_from_outside(struct shell *shell, struct workbench *wb, struct span text,
                                enum act act) {
    struct text_clean_report report = {0};
    struct str clean = STR_INIT, escaped = STR_INIT;
    text_clean(&clean, text, &report);
    escape_figures(&escaped, wb, workbench_section(shell, wb), str_span(&clean));
    size_t from = editor_cursor(wb->editor), to;
    (void)editor_selection(wb->editor, &from, &to);
    bool table = false;
    if (act == ACT_PASTE)
        table = paste(shell, wb, str_span(&escaped));
    else
        insert(shell, wb, str_span(&escaped), act);
    if (!table)
        workbench_offer(shell, wb, from);
    if (report.stripped > 0)
        shell_say(shell, _("去掉了%zu个不可见的控制字符（第一个是U+%04X）"), report.stripped,
                  (unsigned)report.first);
    str_release(&escaped);
    str_release(&clean);
}

void workbench_insert_figure(struct shell *shell, struct workbench *wb, const char *token) {
    wb->typed_at = 0; /* an undo step of its own */
    insert(shell, wb, span_of(token), ACT_PASTE);
}

static void pick_figure(struct shell *shell, struct workbench *wb) {
    const struct template *template = session_report(shell_session(shell))->template;
    if (template == NULL || template->figure_count == 0)
        shell_say(shell, _("这份报告的模板没有数据"));
    else
        shell_push(shell, &figure_picker_layer, &wb->section);
}

static bool move(struct editor *editor, const struct event *event) {
    static const struct {
        int key;
        unsigned mods;
        enum editor_motion motion;
    } motions[] = {
        {K_LEFT, 0, EDITOR_LEFT},
        {K_RIGHT, 0, EDITOR_RIGHT},
        {K_UP, 0, EDITOR_UP},
        {K_DOWN, 0, EDITOR_DOWN},
        {K_HOME, 0, EDITOR_ROW_START},
        {K_END, 0, EDITOR_ROW_END},
        {K_PGUP, 0, EDITOR_PAGE_UP},
        {K_PGDN, 0, EDITOR_PAGE_DOWN},
        {K_LEFT, MOD_CTRL, EDITOR_WORD_LEFT},
        {K_RIGHT, MOD_CTRL, EDITOR_WORD_RIGHT},
        {K_HOME, MOD_CTRL, EDITOR_START},
        {K_END, MOD_CTRL, EDITOR_END},
    };
    if (event->kind != EVENT_KEY)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(motions); i++) {
        if (motions[i].key != event->key || motions[i].mods != (event->mods & ~(unsigned)MOD_SHIFT))
            continue;
        bool shift = (event->mods & MOD_SHIFT) != 0;
        if (shift && !editor_is_selecting(editor))
            editor_begin_selection(editor);
        editor_move(editor, motions[i].motion, shift || editor_is_selecting(editor));
        return true;
    }
    return false;
}

/* Where the cursor goes after a key that changes more than the text beside it: into the first cell
 * of a row that Enter made, to where a selection over a table began. */
static void settle_cursor(struct shell *shell, struct workbench *wb, bool new_row, size_t at,
                          size_t from) {
    if (new_row) /* a line of text may have come over the table */
        at = at == 0 && workbench_section(shell, wb)->body.lines[0].tag != LINE_ROW ? 0 : at + 1;
    else if (from != SIZE_MAX)
        at = from;
    else
        return;
    editor_set_cursor(wb->editor, at, false);
}

static bool edit(struct shell *shell, struct workbench *wb, const struct event *event) {
    struct splice splice;
    struct editor_range range;
    bool selected = editor_selection(wb->editor, &range.from, &range.to);
    bool over_table = selected && editor_touches_table(wb->editor, range);
    bool changes = false, new_row = false;
    if (event_is_key(event, K_ENTER)) { /* with a selection it is a line end */
        new_row = editor_cursor_in_table(wb->editor) && !over_table;
        changes = editor_enter(wb->editor, &splice);
    } else if (event_is_key(event, K_BACKSPACE))
        changes = editor_backspace(wb->editor, &splice);
    else if (event_is_key(event, K_DEL))
        changes = editor_delete(wb->editor, &splice);
    else
        return false;
    if (!changes)
        return true;
    size_t at = splice.offset;
    workbench_apply(shell, wb, &splice, ACT_TYPE);
    settle_cursor(shell, wb, new_row, at, over_table ? range.from : SIZE_MAX);
    return true;
}

unsigned workbench_text_handle(struct shell *shell, struct workbench *wb,
                               const struct event *event) {
    bool prior = wb->focus == PANE_PRIOR;
    struct editor *editor = prior ? wb->prior_editor : wb->editor;
    if (event_is_key(event, K_ESC)) {
        editor_drop_selection(editor);
        return HANDLED_YES;
    }
    if (move(editor, event)) {
        wb->typed_at = 0;
        return HANDLED_YES;
    }
    if (prior)
        return HANDLED_NO;
    if (event->kind == EVENT_TEXT)
        insert_from_outside(shell, wb, event->text, ACT_TYPE);
    else if (event->kind == EVENT_PASTE)
        insert_from_outside(shell, wb, event->text, ACT_PASTE);
    else if (event_is_key(event, K_TAB)) { /* in tables and sections of them: workbench_handle */
        if (!workbench_next_cell(shell, wb))
            insert(shell, wb, SPAN("\t"), ACT_TYPE);
    } else
        return edit(shell, wb, event) ? HANDLED_YES : HANDLED_NO;
    return HANDLED_YES;
}

/* --- commands --- */

static bool copy(struct shell *shell, const struct section *section, const struct editor *editor) {
    size_t from, to;
    if (section == NULL || !editor_selection(editor, &from, &to)) {
        shell_say(shell, _("还没有选中文字：按住Shift再按方向键选，或Ctrl-^开始、再移动光标"));
        return false;
    }
    struct str text = STR_INIT;
    body_add_range(&text, &section->body, from, to);
    shell_set_clipboard(shell, str_span(&text));
    str_release(&text);
    shell_say(shell, _("已复制%zu字"), to - from);
    return true;
}

static void cut(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    size_t from = 0, to = 0;
    (void)editor_selection(wb->editor, &from, &to);
    if (!copy(shell, workbench_section(shell, wb), wb->editor) ||
        !editor_delete(wb->editor, &splice))
        return;
    shell_say(shell, _("已剪切%zu字；Ctrl-V粘贴"), to - from);
    workbench_apply(shell, wb, &splice, ACT_PASTE);
}

static void select_text(struct shell *shell, struct editor *editor, enum command_id id) {
    static const char *const says[] = {
        [EDITOR_NOTHING] = N_("不选了"),
        [EDITOR_BEGUN] = N_("移动光标选择，再按一次选这一句；Ctrl-C复制，Ctrl-X剪切，Esc取消"),
        [EDITOR_SENTENCE] = N_("已选这一句；再按一次选这一段"),
        [EDITOR_PARAGRAPH] = N_("已选这一段；再按一次选全部"),
        [EDITOR_ALL] = N_("已选这一节的全部文字"),
    };
    size_t cursor = editor_cursor(editor);
    enum editor_extent extent = EDITOR_ALL;
    if (id == COMMAND_SELECT) {
        extent = editor_select_more(editor);
    } else if (id == COMMAND_SELECT_SENTENCE) {
        editor_select(editor, editor_sentence(editor, cursor));
        extent = EDITOR_SENTENCE;
    } else if (id == COMMAND_SELECT_PARAGRAPH) {
        editor_select(editor, editor_paragraph(editor, cursor));
        extent = EDITOR_PARAGRAPH;
    } else {
        editor_select(editor, (struct editor_range){0, SIZE_MAX});
    }
    shell_say(shell, "%s", _(says[extent]));
}

static void insert_starter(struct shell *shell, struct workbench *wb) {
    const struct section *section = workbench_section(shell, wb);
    const struct template_section *from =
        section_template(session_report(shell_session(shell)), section);
    if (from == NULL || from->starter == NULL) {
        shell_say(shell, _("这一节没有范文"));
        return;
    }
    struct span text = span_of(from->starter);
    while (span_ends_with(text, SPAN("\n")))
        text.n--;
    insert(shell, wb, text, ACT_PASTE);
    wb->focus = PANE_EDITOR;
    shell_say(shell, _("已插入范文，请按本单位情况改写；Ctrl-Z撤销"));
}

bool workbench_text_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    struct editor *editor = wb->focus == PANE_PRIOR ? wb->prior_editor : wb->editor;
    const struct section *section = wb->focus == PANE_PRIOR
                                        ? session_prior_section(shell_session(shell), wb->section)
                                        : workbench_section(shell, wb);
    if (section == NULL)
        return workbench_prior_command(shell, wb, id) || workbench_tool_command(shell, wb, id);
    if (id == COMMAND_COPY) {
        if (copy(shell, section, editor))
            editor_drop_selection(editor);
    } else if (id == COMMAND_CUT) {
        cut(shell, wb);
    } else if (id == COMMAND_PASTE) {
        if (shell_clipboard(shell).n == 0)
            shell_say(shell,
                      _("还没有复制过文字；粘贴别处的文字请用终端的粘贴（如Shift-Ins、右键）"));
        else
            (void)paste(shell, wb, shell_clipboard(shell)); /* its tokens are a body's */
    } else if (id >= COMMAND_SELECT && id <= COMMAND_SELECT_ALL) {
        select_text(shell, editor, id);
    } else if (id == COMMAND_INSERT_FIGURE) {
        pick_figure(shell, wb);
    } else if (id == COMMAND_STARTER) {
        insert_starter(shell, wb);
    } else {
        return workbench_prior_command(shell, wb, id) || workbench_tool_command(shell, wb, id);
    }
    return true;
}
