#include "ui/workbench/place.h"

#include "base/lang.h"
#include "base/mem.h"
#include "edit/editor_select.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "session/clerks.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/report.h"
#include "session/review.h"
#include "ui/screens/conflict.h"
#include "ui/workbench/finding_marks.h"
#include "ui/workbench/prior_marks.h"

enum { JUMPS_MOST = 200 };

static const struct report *report_of(const struct shell *shell) {
    return session_report(shell_session(shell));
}

/* 年初预算1286.40万元（上年1000.00万元） 年中追加（未填） */
static void add_figure(struct str *out, struct figures *figures,
                       const struct template_figure *figure) {
    str_add_format(out, "%s%s", out->len > 0 ? " " : "", figure->label);
    if (!figures_add_text(figures, out, figure, FIGURE_VALUE))
        str_add_text(out, _("（未填）"));
    size_t before = out->len;
    str_add_text(out, _("（上年"));
    if (figure->prior && figures_add_text(figures, out, figure, FIGURE_PRIOR))
        str_add_text(out, _("）"));
    else
        str_cut(out, before);
}

void workbench_list_figures(const struct shell *shell, struct workbench *wb) {
    const struct report *report = session_report(shell_session(shell));
    const struct template_section *from = section_template(report, workbench_section(shell, wb));
    str_clear(&wb->figures);
    if (from == NULL || from->figure_count == 0)
        return;
    struct figures *figures = figures_new(report);
    for (size_t i = 0; i < from->figure_count; i++) {
        const struct template_figure *figure =
            figure_find(report->template, span_of(from->figures[i]));
        if (figure != NULL && figures_is_relevant(figures, figure))
            add_figure(&wb->figures, figures, figure);
    }
    figures_free(figures);
}

void workbench_note_jump(struct workbench *wb) {
    struct jump here = {wb->section, editor_cursor(wb->editor)};
    if (wb->jump_count > 0 && wb->jumps[wb->jump_count - 1].section == here.section &&
        wb->jumps[wb->jump_count - 1].offset == here.offset)
        return;
    if (wb->jump_count == JUMPS_MOST)
        for (size_t i = 0; i + 1 < wb->jump_count; i++)
            wb->jumps[i] = wb->jumps[i + 1];
    wb->jump_count -= wb->jump_count == JUMPS_MOST;
    MEM_PUSH_ROOM(wb->jumps, wb->jump_count, wb->jump_cap);
    wb->jumps[wb->jump_count++] = here;
}

const struct section *workbench_section(const struct shell *shell, const struct workbench *wb) {
    const struct section *section = report_find_id(report_of(shell), wb->section);
    assert(section != NULL);
    return section;
}

static void add_row(struct workbench *wb, int64_t id) {
    MEM_PUSH_ROOM(wb->rows, wb->outline.count, wb->rows_cap);
    wb->rows[wb->outline.count++] = id;
}

void workbench_rebuild(struct shell *shell, struct workbench *wb) {
    const struct report *report = report_of(shell);
    size_t old = wb->outline.selected, at = SIZE_MAX;
    wb->outline.count = 0;
    wb->scored = report->template != NULL && report->template->indicator_count > 0;
    editor_set_report(wb->editor, report); /* it may be another object than before */
    if (body_has_text(&report->front->body) || wb->section == 0)
        add_row(wb, 0);
    for (const struct section *section = report_next_section(report, NULL); section != NULL;
         section = report_next_section(report, section))
        add_row(wb, section->id);
    if (wb->outline.count == 0)
        add_row(wb, 0);
    for (size_t i = 0; i < wb->outline.count; i++)
        if (wb->rows[i] == wb->section)
            at = i;
    if (at == SIZE_MAX) { /* it was removed: what now stands in its place */
        at = old < wb->outline.count ? old : wb->outline.count - 1;
        wb->section = wb->rows[at];
        session_be_at(shell_session(shell), wb->section);
        editor_open(wb->editor, workbench_section(shell, wb), 0);
    }
    list_select(&wb->outline, at);
    workbench_list_figures(shell, wb);
    remarks_release(&wb->remarks);
    remarks_list(&wb->remarks, report);
}

void workbench_open_prior(struct shell *shell, struct workbench *wb) {
    const struct section *prior = session_prior_section(shell_session(shell), wb->section);
    editor_set_report(wb->prior_editor, session_prior(shell_session(shell)));
    editor_open(wb->prior_editor, prior, 0);
    prior_marks_forget(wb->marks);
}

void workbench_note_carried(struct shell *shell, struct workbench *wb) {
    wb->carried = session_review_counts(shell_session(shell), wb->section).unreviewed > 0;
}

void workbench_open_section(struct shell *shell, struct workbench *wb, size_t offset) {
    session_be_at(shell_session(shell), wb->section);
    editor_open(wb->editor, workbench_section(shell, wb), offset);
    finding_marks_forget(wb->finding_marks);
    workbench_open_prior(shell, wb);
    workbench_note_carried(shell, wb);
    wb->guide_scroll = 0;
    wb->typed_at = 0;
    wb->offer = (struct editor_range){0, 0};
}

void workbench_trouble(struct shell *shell, const struct err *err) {
    struct session_conflict conflict;
    shell_say_error(shell, err);
    if (err->rc == RC_CONFLICT && session_conflict(shell_session(shell), &conflict)) {
        session_conflict_release(&conflict);
        (void)shell_raise(shell, &conflict_layer, NULL);
    }
}

static const struct section *find_conflict(const struct shell *shell) {
    struct session_conflict open = {0};
    bool found = session_conflict(shell_session(shell), &open);
    const struct section *section = found ? report_find_id(report_of(shell), open.section) : NULL;
    session_conflict_release(&open);
    return section;
}

bool workbench_say_conflict(struct shell *shell) {
    const struct section *section = find_conflict(shell);
    if (section != NULL)
        shell_say(shell, _("“%s”的对照还没有选：到那一节按Ctrl-S，再选用哪一份"), section->heading);
    return section != NULL;
}

bool workbench_ask_removed(struct shell *shell) {
    const struct section *section = find_conflict(shell);
    return section != NULL && report_find_in_tree(report_of(shell), section->id) == NULL &&
           shell_raise(shell, &conflict_layer, NULL);
}

struct session_spot workbench_spot(const struct workbench *wb) {
    return (struct session_spot){wb->section, editor_cursor(wb->editor), editor_top(wb->editor)};
}

void workbench_keep_spot(struct shell *shell, const struct workbench *wb) {
    struct session_spot spot = workbench_spot(wb);
    session_set_spot(shell_session(shell), &spot);
}

static enum rc fold(struct shell *shell, struct workbench *wb) {
    struct err err = {0};
    wb->typed_at = 0;
    session_sync(shell_session(shell));
    enum rc rc = session_fold(shell_session(shell), wb->section, &err);
    if (rc != RC_OK)
        workbench_trouble(shell, &err);
    return rc;
}

bool workbench_fold(struct shell *shell, struct workbench *wb) {
    return fold(shell, wb) == RC_OK;
}

/* What the disk has no room to fold is stored as it was typed, or waits in memory: it is folded
 * later, wherever the clerk is by then. */
bool workbench_let_go(struct shell *shell, struct workbench *wb) {
    enum rc rc = fold(shell, wb);
    bool waits = rc == RC_FULL || rc == RC_BUSY || rc == RC_READ_ONLY || rc == RC_STORE;
    return rc == RC_OK || waits || session_saving(shell_session(shell)) == SESSION_UNSAVED;
}

void workbench_go(struct shell *shell, struct workbench *wb, int64_t section, size_t offset) {
    bool elsewhere = section != wb->section || offset != SIZE_MAX;
    if (elsewhere && wb->focus != PANE_OUTLINE) /* going from row to row there is no jump */
        workbench_note_jump(wb);
    if (section != wb->section) {
        (void)workbench_fold(shell, wb);
        wb->section = section;
        wb->finding[0] = '\0';
        workbench_rebuild(shell, wb);
        workbench_open_section(shell, wb, offset == SIZE_MAX ? 0 : offset);
    } else if (offset != SIZE_MAX) {
        editor_set_cursor(wb->editor, offset, false);
    }
    workbench_keep_spot(shell, wb);
}

void workbench_changed(struct shell *shell, struct workbench *wb) {
    /* the old objects may be gone: the editors must not look at them */
    workbench_rebuild(shell, wb);
    editor_reopen(wb->editor, workbench_section(shell, wb));
    editor_set_report(wb->prior_editor, session_prior(shell_session(shell)));
    editor_reopen(wb->prior_editor, session_prior_section(shell_session(shell), wb->section));
    prior_marks_forget(wb->marks);
    finding_marks_forget(wb->finding_marks);
    wb->offer = (struct editor_range){0, 0};
    workbench_note_carried(shell, wb);
    wb->follow(shell, wb);
    wb->typed_at = 0;
}
