#include "ui/workbench/finding_marks.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "edit/editor.h"
#include "model/splice.h"
#include "session/check.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/pane.h"
#include "ui/workbench/workbench.h"

#include <stdio.h>

struct finding_marks *finding_marks_new(void) {
    return MEM_NEW(struct finding_marks);
}

void finding_marks_free(struct finding_marks *marks) {
    if (marks == NULL)
        return;
    mem_free(marks->items);
    mem_free(marks);
}

void finding_marks_forget(struct finding_marks *marks) {
    marks->known = false;
    marks->count = 0;
}

static bool touches(const struct finding_mark *mark, size_t offset, size_t removed) {
    return mark->to > mark->from && offset < mark->to && offset + removed > mark->from;
}

void finding_marks_applied(struct finding_marks *marks, const struct splice *splice) {
    size_t removed = utf8_count(str_span(&splice->removed));
    size_t inserted = utf8_count(str_span(&splice->inserted));
    size_t kept = 0;
    marks->known = false;
    for (size_t i = 0; i < marks->count; i++) {
        struct finding_mark mark = marks->items[i];
        if (touches(&mark, splice->offset, removed))
            continue;
        if (mark.to > mark.from && splice->offset <= mark.from) {
            mark.from += inserted - removed;
            mark.to += inserted - removed;
        }
        marks->items[kept++] = mark;
    }
    marks->count = kept;
}

static void collect(struct finding_marks *marks, const struct findings *findings, int64_t section) {
    marks->count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->section != section || finding->passed_by != NULL)
            continue;
        MEM_PUSH_ROOM(marks->items, marks->count, marks->cap);
        struct finding_mark *mark = &marks->items[marks->count++];
        *mark = (struct finding_mark){.from = finding->offset,
                                      .to = finding->offset + finding->length,
                                      .severity = finding->severity};
        (void)snprintf(mark->id, sizeof mark->id, "%s", finding->id);
    }
    marks->known = true;
}

static const struct finding_marks *marks_now(const struct shell *shell,
                                             const struct workbench *wb) {
    struct finding_marks *marks = wb->finding_marks;
    const struct session *session = shell_session(shell);
    if (!marks->known && session_is_checked(session))
        collect(marks, session_findings(session), wb->section);
    return marks;
}

const struct finding_mark *finding_mark_at(const struct shell *shell, const struct workbench *wb,
                                           size_t offset) {
    const struct finding_marks *marks = marks_now(shell, wb);
    const struct finding_mark *best = NULL;
    for (size_t i = 0; i < marks->count; i++) {
        const struct finding_mark *mark = &marks->items[i];
        if (offset < mark->from || offset >= mark->to)
            continue;
        if (best == NULL || mark->severity > best->severity ||
            (mark->severity == best->severity && mark->to - mark->from < best->to - best->from))
            best = mark;
    }
    return best;
}

/* --- drawing --- */

static void put_sign(struct canvas *canvas, int row, int col, enum severity severity) {
    if (severity == SEVERITY_ERROR)
        (void)canvas_put_text(canvas, row, col, FACE_ERROR, "!");
    else if (severity == SEVERITY_WARNING)
        (void)canvas_put_text(canvas, row, col, FACE_WARNING, "?");
}

/* Of what is found of a whole paragraph the beginning is marked: lines that are underlined from end
 * to end are hard to read, and hide what is marked in them. An error is marked whole. */
static size_t marked_end(const struct finding_mark *mark) {
    enum { LONG = 60, BEGINNING = 16 };
    bool whole = mark->severity == SEVERITY_ERROR || mark->to - mark->from <= LONG;
    return whole ? mark->to : mark->from + BEGINNING;
}

void workbench_mark_findings(const struct shell *shell, const struct workbench *wb,
                             struct canvas *canvas, int row, int col, int gutter,
                             const struct editor_row *at) {
    static const enum face faces[] = {[SEVERITY_HINT] = FACE_NOTE_TEXT,
                                      [SEVERITY_WARNING] = FACE_WARNING_TEXT,
                                      [SEVERITY_ERROR] = FACE_ERROR_TEXT};
    const struct finding_marks *marks = marks_now(shell, wb);
    size_t end = at->offset + at->points;
    /* the graver over the lighter */
    for (enum severity severity = SEVERITY_HINT; severity <= SEVERITY_ERROR; severity++) {
        for (size_t i = 0; i < marks->count; i++) {
            const struct finding_mark *mark = &marks->items[i];
            size_t to = marked_end(mark);
            if (mark->severity != severity || to <= at->offset || mark->from >= end)
                continue;
            workbench_mark_range(wb->editor, canvas, row, col, at, mark->from, to < end ? to : end,
                                 faces[severity]);
            if (mark->from >= at->offset)
                put_sign(canvas, row, gutter, severity);
        }
    }
}

void workbench_mark_heading(const struct shell *shell, const struct workbench *wb,
                            struct canvas *canvas, int row, int col) {
    const struct finding_marks *marks = marks_now(shell, wb);
    enum severity gravest = SEVERITY_HINT;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].to == marks->items[i].from && marks->items[i].severity > gravest)
            gravest = marks->items[i].severity;
    put_sign(canvas, row, col, gravest);
}
