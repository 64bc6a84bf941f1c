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
#include "ui/workbench/text.h"
#include "ui/workbench/workbench.h"

enum { MARKED_MOST = 200 * 1000 }; /* points of both texts: longer ones are not compared by words */

struct ranges {
    struct editor_range *items;
    size_t count, cap;
};

/* Where the two texts are the same. */
struct kept {
    size_t old_offset, new_offset, points;
};

struct prior_marks {
    bool known; /* they are of the texts as they are now */
    bool compared, same;
    struct ranges removed, added; /* of last year's text, of this year's */
    struct kept *kept;
    size_t kept_count, kept_cap;
    size_t changes;
};

struct prior_marks *prior_marks_new(void) {
    return MEM_NEW(struct prior_marks);
}

void prior_marks_free(struct prior_marks *marks) {
    if (marks == NULL)
        return;
    mem_free(marks->removed.items);
    mem_free(marks->added.items);
    mem_free(marks->kept);
    mem_free(marks);
}

void prior_marks_forget(struct prior_marks *marks) {
    marks->known = marks->compared = marks->same = false;
    marks->removed.count = marks->added.count = marks->kept_count = 0;
}

void prior_marks_applied(struct prior_marks *marks, const struct splice *splice) {
    size_t removed = utf8_count(str_span(&splice->removed));
    size_t inserted = utf8_count(str_span(&splice->inserted));
    marks->known = marks->same = false;
    for (size_t i = 0; i < marks->added.count; i++) {
        struct editor_range *range = &marks->added.items[i];
        range->from = splice_moves(range->from, splice->offset, removed, inserted);
        range->to = splice_moves(range->to, splice->offset, removed, inserted);
    }
}

static const struct section *prior_of(const struct shell *shell, const struct workbench *wb) {
    return session_prior_section(shell_session(shell), wb->section);
}

static void add_range(struct ranges *ranges, size_t from, size_t points) {
    MEM_PUSH_ROOM(ranges->items, ranges->count, ranges->cap);
    ranges->items[ranges->count++] = (struct editor_range){from, from + points};
}

static void compare(struct prior_marks *marks, const struct body *old_body,
                    const struct body *new_body) {
    struct str old_text = STR_INIT, new_text = STR_INIT;
    struct diff_text diff;
    size_t old_at = 0, new_at = 0;
    body_add_text(&old_text, old_body);
    body_add_text(&new_text, new_body);
    diff_texts(&diff, str_span(&old_text), str_span(&new_text));
    marks->changes = 0;
    for (size_t i = 0; i < diff.count; i++) {
        size_t points = utf8_count(diff.runs[i].text);
        bool kept = diff.runs[i].kind == DIFF_KEPT;
        marks->changes += !kept && (i == 0 || diff.runs[i - 1].kind == DIFF_KEPT);
        if (kept) {
            MEM_PUSH_ROOM(marks->kept, marks->kept_count, marks->kept_cap);
            marks->kept[marks->kept_count++] = (struct kept){old_at, new_at, points};
        } else if (diff.runs[i].kind == DIFF_REMOVED) {
            add_range(&marks->removed, old_at, points);
        } else {
            add_range(&marks->added, new_at, points);
        }
        old_at += diff.runs[i].kind != DIFF_ADDED ? points : 0;
        new_at += diff.runs[i].kind != DIFF_REMOVED ? points : 0;
    }
    marks->compared = true;
    diff_text_release(&diff);
    str_release(&old_text);
    str_release(&new_text);
}

/* Brought up to date in a pause only: between two keys the marks just move along. */
static const struct prior_marks *marks_of(const struct shell *shell, const struct workbench *wb) {
    struct prior_marks *marks = wb->marks;
    const struct section *prior = prior_of(shell, wb);
    if (prior == NULL || marks->known || !session_is_checked(shell_session(shell)))
        return marks;
    const struct section *section = workbench_section(shell, wb);
    prior_marks_forget(marks);
    marks->same = body_has_text(&prior->body) && body_equal(&prior->body, &section->body);
    if (wb->prior_open && prior->body.points + section->body.points <= MARKED_MOST)
        compare(marks, &prior->body, &section->body);
    marks->known = true;
    return marks;
}

bool workbench_is_as_last_year(const struct shell *shell, const struct workbench *wb) {
    return marks_of(shell, wb)->same;
}

/* --- drawing --- */

void workbench_mark_changed(const struct shell *shell, const struct workbench *wb, bool old_text,
                            struct canvas *canvas, int row, int col, const struct editor_row *at) {
    const struct prior_marks *marks = marks_of(shell, wb);
    const struct ranges *ranges = old_text ? &marks->removed : &marks->added;
    size_t low = 0, high = ranges->count, end = at->offset + at->points;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges->items[middle].to <= at->offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < ranges->count && ranges->items[i].from < end; i++) {
        workbench_mark_range(old_text ? wb->prior_editor : wb->editor, canvas, row,
                             col + (int)at->indent, at, ranges->items[i].from,
                             ranges->items[i].to < end ? ranges->items[i].to : end, FACE_CHANGED);
        (void)canvas_put_text(canvas, row, col - 1, FACE_CHANGED, old_text ? "-" : "+");
    }
}

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
    const struct section *section = prior_of(shell, wb);
    const struct prior_marks *marks = marks_of(shell, wb);
    struct str title = STR_INIT, right = STR_INIT;
    canvas_vline(canvas, area.row, area.col, area.rows, FACE_BORDER);
    area = area_right(area, area.cols - 1);
    str_add_format(&title, _("%d年 "), prior != NULL ? prior->year : 0);
    if (section != NULL)
        workbench_add_breadcrumb(&title, section);
    add_state(&right, marks);
    struct area text = workbench_draw_head(canvas, area, str_span(&title), str_span(&right),
                                           wb->focus == PANE_PRIOR);
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
    if (editor_insert(wb->editor, str_span(&text), &splice))
        workbench_apply(shell, wb, &splice, ACT_COPY);
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
    const struct section *prior = prior_of(shell, wb);
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
