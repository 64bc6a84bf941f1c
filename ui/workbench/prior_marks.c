#include "ui/workbench/prior_marks.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/diff.h"
#include "model/report.h"
#include "model/splice.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/prior.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/workbench.h"

enum { MARKED_MOST = 200 * 1000 }; /* points of both texts: longer ones are not compared by words */

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

const struct section *prior_marks_section(const struct shell *shell, const struct workbench *wb) {
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

const struct prior_marks *prior_marks_now(const struct shell *shell, const struct workbench *wb) {
    struct prior_marks *marks = wb->marks;
    const struct section *prior = prior_marks_section(shell, wb);
    if (prior == NULL || marks->known || !session_is_checked(shell_session(shell)))
        return marks;
    const struct section *section =
        report_find_id(session_report(shell_session(shell)), wb->section);
    prior_marks_forget(marks);
    marks->same = body_has_text(&prior->body) && body_equal(&prior->body, &section->body);
    if (wb->prior_open && prior->body.points + section->body.points <= MARKED_MOST)
        compare(marks, &prior->body, &section->body);
    marks->known = true;
    return marks;
}

bool workbench_is_as_last_year(const struct shell *shell, const struct workbench *wb) {
    return prior_marks_now(shell, wb)->same;
}

void workbench_mark_changed(const struct shell *shell, const struct workbench *wb, bool old_text,
                            struct canvas *canvas, int row, int col, const struct editor_row *at) {
    const struct prior_marks *marks = prior_marks_now(shell, wb);
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
