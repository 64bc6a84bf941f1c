#include "ui/workbench/header.h"
#include "model/section_state.h"
#include "session/opened.h"
#include "session/report.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/meter.h"
#include "ui/workbench/remark.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "model/answer_text.h"
#include "model/edition/edition.h"
#include "session/clerks.h"
#include "session/late.h"
#include "session/replaced.h"
#include "session/review.h"
#include "session/standing.h"

#include <string.h>

enum { FULL_COLS = 80, METER_FROM_COLS = 110, METER_COLS = 26 };

/* What is at the right end: from there to the left, as far as there is something to say. */
static int put_part(struct canvas *canvas, struct area area, int end, struct str *text) {
    int at = canvas_put_right(canvas, area.row, end, FACE_TITLE, str_span(text));
    str_clear(text);
    return at;
}

/* How much is done, as a bar where there is room for one. */
static int put_progress(struct canvas *canvas, struct area area, int end, struct str *text,
                        size_t done, size_t all) {
    bool bar = area.cols >= METER_FROM_COLS && all > 0 && !canvas_is_plain(canvas);
    if (!bar) {
        str_add_text(text, "   ");
        return put_part(canvas, area, end, text);
    }
    int at = end - METER_COLS - 2;
    meter_draw(canvas, area.row, at, METER_COLS, done, all, FACE_TITLE, FACE_TITLE, str_span(text));
    str_clear(text);
    return at;
}

/* remarks: that wait for an answer. */
static int put_right(const struct shell *shell, size_t remarks, struct canvas *canvas,
                     struct area area) {
    const struct report *report = session_report(shell_session(shell));
    struct session *session = shell_session(shell);
    struct report_progress progress = report_progress(report);
    struct str text = STR_INIT;
    session_add_standing(&text, session);
    str_add_byte(&text, ' ');
    int at = put_part(canvas, area, area.col + area.cols, &text);
    str_add_format(&text, _("已完成%zu/%zu"), progress.done, progress.all);
    at = put_progress(canvas, area, at, &text, progress.done, progress.all);
    if (area.cols >= FULL_COLS && session_has_carried(session)) {
        int percent = review_percent(session_review_counts(session, -1));
        str_add_format(&text, _("已核%d%%"), percent);
        at = put_progress(canvas, area, at, &text, (size_t)percent, 100);
    }
    if (remarks > 0)
        str_add_format(&text, _("意见%zu   "), remarks);
    at = put_part(canvas, area, at, &text);
    report_add_edition_state(&text, report, clock_now());
    str_add_text(&text, text.len > 0 ? "   " : "");
    at = put_part(canvas, area, at, &text);
    session_add_clerks(session, -1, &text);
    str_add_text(&text, text.len > 0 ? _("也在写   ") : "");
    at = put_part(canvas, area, at, &text);
    str_release(&text);
    return at;
}

/* The last line of the title without the unit and the year that stand before it already: a title
 * that was imported often begins with both. All of it where nothing else is there. */
static struct span title_rest(const struct report *report) {
    const char *last = strrchr(report->title, '\n');
    struct span all = span_of(last != NULL ? last + 1 : report->title), rest = span_trim(all);
    struct str year = STR_INIT;
    str_add_format(&year, "%d", report->year);
    for (int i = 0; i < 2; i++) { /* in either order */
        if (!span_take_prefix(&rest, span_of(report->unit)))
            (void)span_take_prefix(&rest, span_of(report->short_name));
        if (report->year != 0 && span_take_prefix(&rest, str_span(&year)) &&
            !span_take_prefix(&rest, SPAN("年度")))
            (void)span_take_prefix(&rest, SPAN("年"));
    }
    str_release(&year);
    return rest.n > 0 ? rest : all;
}

void workbench_draw_header(const struct shell *shell, const void *self, struct canvas *canvas,
                           struct area area) {
    const struct report *report = session_report(shell_session(shell));
    struct str left = STR_INIT;
    canvas_fill(canvas, area, FACE_TITLE);
    int at = put_right(shell, workbench_count_remarks(self, -1), canvas, area);
    str_add_text(&left, report->short_name[0] != '\0' ? report->short_name : report->unit);
    if (report->year != 0)
        str_add_format(&left, _(" %d年度"), report->year);
    str_add_byte(&left, ' ');
    report_add_answered(&left, report, title_rest(report));
    (void)canvas_put_limit(canvas, area.row, area.col + 1, at - area.col - 2, FACE_TITLE,
                           str_span(&left));
    str_release(&left);
}

void workbench_say_late(struct shell *shell) {
    size_t late = session_take_late(shell_session(shell));
    if (late > 0)
        shell_say(shell, _("报告已定稿：晚到的文字（%zu节）没有写进报告，留在历史里（F8）"), late);
}

void workbench_say_replaced(struct shell *shell) {
    struct session_replaced what = {0};
    if (!session_take_replaced(shell_session(shell), &what))
        return;
    const char *who = what.clerk != NULL ? what.clerk : _("您在别处");
    if (what.act == ACT_REMOVE)
        shell_say(shell, _("%s删除了这一节；文字在整份报告的历史里（F8再按T），可以找回"), who);
    else
        shell_say(shell, _("%s改了这一节（%s）；原来的文字在历史里（F8），可以找回"), who,
                  act_text(what.act));
    session_replaced_release(&what);
}
