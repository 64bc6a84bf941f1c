#include "ui/workbench/header.h"
#include "model/section_state.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/term/canvas_draw.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "model/edition/edition.h"
#include "session/clerks.h"
#include "session/late.h"
#include "session/review.h"

#include <string.h>

enum { FULL_COLS = 80 };

void workbench_draw_header(const struct shell *shell, const void *self, struct canvas *canvas,
                           struct area area) {
    (void)self;
    const struct report *report = session_report(shell_session(shell));
    struct session *session = shell_session(shell);
    struct report_progress progress = report_progress(report);
    struct str right = STR_INIT, left = STR_INIT;
    session_add_clerks(session, -1, &right);
    if (right.len > 0)
        str_add_text(&right, _("也在写   "));
    size_t before = right.len;
    report_add_edition_state(&right, report, clock_now());
    str_add_text(&right, right.len > before ? "   " : "");
    if (area.cols >= FULL_COLS && session_has_carried(session))
        str_add_format(&right, _("已核%d%%   "),
                       review_percent(session_review_counts(session, -1)));
    str_add_format(&right, _("已完成%zu/%zu   "), progress.done, progress.all);
    if (session_saving(session) == SESSION_UNSAVED) {
        str_add_text(&right, _("未保存"));
    } else {
        str_add_text(&right, _("已保存"));
        clock_add_hour(&right, session_saved_at(session));
    }
    str_add_byte(&right, ' ');
    canvas_fill(canvas, area, FACE_TITLE);
    int at = canvas_put_right(canvas, area.row, area.col + area.cols, FACE_TITLE, str_span(&right));
    str_add_text(&left, report->short_name[0] != '\0' ? report->short_name : report->unit);
    if (report->year != 0)
        str_add_format(&left, _(" %d年度"), report->year);
    const char *last = strrchr(report->title, '\n');
    str_add_format(&left, " %s", last != NULL ? last + 1 : report->title);
    (void)canvas_put_limit(canvas, area.row, area.col + 1, at - area.col - 2, FACE_TITLE,
                           str_span(&left));
    str_release(&left);
    str_release(&right);
}

void workbench_say_late(struct shell *shell) {
    size_t late = session_take_late(shell_session(shell));
    if (late > 0)
        shell_say(shell, _("报告已定稿：晚到的文字（%zu节）没有写进报告，留在历史里（F8）"), late);
}
