#include "ui/workbench/prior.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_select.h"
#include "model/diff.h"
#include "model/splice.h"
#include "session/check.h"
#include "session/prior.h"
#include "session/report.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/apply.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/place.h"
#include "ui/workbench/prior_marks.h"
#include "ui/workbench/rows.h"
#include "ui/workbench/table.h"
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

/* Last year's pane shows what stands where the cursor is this year. */
static void follow_cursor(const struct workbench *wb, const struct prior_marks *marks) {
    size_t cursor = editor_cursor(wb->editor), old_offset = 0;
    if (!marks->compared || wb->focus != PANE_EDITOR || editor_is_selecting(wb->prior_editor))
        return;
    for (size_t i = 0; i < marks->kept_count && marks->kept[i].new_offset <= cursor; i++) {
        size_t inside = cursor - marks->kept[i].new_offset;
        size_t points = marks->kept[i].points;
        old_offset = marks->kept[i].old_offset + (inside < points ? inside : points);
    }
    editor_set_cursor(wb->prior_editor, old_offset, false);
}

static void add_state(struct str *out, const struct prior_marks *marks) {
    if (marks->same)
        str_add_format(out, "%s  ", _("与去年相同"));
    else if (marks->compared)
        str_add_format(out, _("不同%zu处  "), marks->changes);
    str_add_text(out, _("只读"));
}

void workbench_draw_prior(const struct shell *shell, const struct workbench *wb,
                          struct canvas *canvas, struct area area) {
    const struct report *prior = session_prior(shell_session(shell));
    const struct section *section = prior_marks_section(shell, wb);
    const struct prior_marks *marks = prior_marks_now(shell, wb);
    struct str title = STR_INIT, right = STR_INIT;
    canvas_vline(canvas, area.row, area.col, area.rows, FACE_BORDER);
    area = area_right(area, area.cols - 1);
    str_add_format(&title, _("%d年 "), prior != NULL ? prior->year : 0);
    add_state(&right, marks);
    struct area text = workbench_draw_head(canvas, area, str_span(&title), prior, section,
                                           str_span(&right), wb->focus == PANE_PRIOR);
    str_release(&title);
    str_release(&right);
    if (section == NULL) {
        (void)canvas_put_wrapped(canvas, text, FACE_DIM, span_of(_("去年的报告没有这一节")));
        if (wb->focus == PANE_PRIOR)
            canvas_set_cursor(canvas, text.row, text.col);
        return;
    }
    editor_resize(wb->prior_editor, (size_t)(text.cols > 4 ? text.cols : 4), (size_t)text.rows,
                  canvas_ambiguous(canvas));
    follow_cursor(wb, marks);
    workbench_draw_rows(shell, wb, wb->prior_editor, canvas, text, FACE_PLAIN);
}

/* --- taking over --- */

static void insert_range(struct shell *shell, struct workbench *wb, const struct section *prior,
                         struct editor_range range) {
    const struct section *section = workbench_section(shell, wb);
    struct splice splice;
    bool whole = range.from == 0 && range.to == prior->body.points;
    if (whole && body_is_empty(&section->body)) { /* items stay items */
        if (body_diff(&splice, &section->body, &prior->body))
            workbench_apply(shell, wb, &splice, ACT_COPY);
        else
            splice_release(&splice);
        return;
    }
    struct str text = STR_INIT;
    body_add_range(&text, &prior->body, range.from, range.to);
    size_t from = editor_cursor(wb->editor), to;
    (void)editor_selection(wb->editor, &from, &to);
    if (workbench_fill_table(shell, wb, str_span(&text), ACT_COPY)) {
        str_release(&text);
        return;
    }
    if (editor_insert(wb->editor, str_span(&text), &splice))
        workbench_apply(shell, wb, &splice, ACT_COPY);
    (void)workbench_make_table(shell, wb, from);
    str_release(&text);
}

/* What is selected of last year's text, or all of it, goes to the cursor. */
static void copy_prior(struct shell *shell, struct workbench *wb, const struct section *prior) {
    struct editor_range range = {0, prior->body.points};
    (void)editor_selection(wb->prior_editor, &range.from, &range.to);
    if (range.from == range.to)
        return;
    insert_range(shell, wb, prior, range);
    editor_drop_selection(wb->prior_editor);
    shell_say(shell, _("已取用去年文字%zu字；Ctrl-Z撤销"), range.to - range.from);
    wb->focus = PANE_EDITOR;
}

/* The sentence that last year's cursor is in; the cursor goes on to the next. */
static void copy_sentence(struct shell *shell, struct workbench *wb, const struct section *prior) {
    size_t cursor = editor_cursor(wb->prior_editor);
    struct editor_range range = editor_sentence(wb->prior_editor, cursor);
    struct editor_range paragraph = editor_paragraph(wb->prior_editor, cursor);
    if (range.from == range.to) {
        shell_say(shell, _("光标处没有句子"));
        return;
    }
    insert_range(shell, wb, prior, range);
    editor_drop_selection(wb->prior_editor);
    bool next_line = range.to == paragraph.to && range.to < prior->body.points;
    editor_set_cursor(wb->prior_editor, range.to + next_line, false);
    shell_say(shell, _("已取用去年的一句，%zu字；再按S取用下一句"), range.to - range.from);
}

bool workbench_prior_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    const struct section *prior = prior_marks_section(shell, wb);
    if (id != COMMAND_COPY_PRIOR && id != COMMAND_COPY_SENTENCE)
        return false;
    if (prior == NULL || !body_has_text(&prior->body))
        shell_say(shell, _("去年的报告没有这一节的文字"));
    else if (id == COMMAND_COPY_PRIOR)
        copy_prior(shell, wb, prior);
    else
        copy_sentence(shell, wb, prior);
    return true;
}
