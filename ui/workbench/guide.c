#include "ui/workbench/guide.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure_text.h"
#include "model/section.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/prior.h"
#include "session/report.h"
#include "session/review.h"
#include "ui/hints.h"
#include "ui/term/canvas_draw.h"
#include "ui/workbench/finding.h"
#include "ui/workbench/place.h"
#include "ui/workbench/remark.h"
#include "ui/workbench/workbench.h"

enum { PRIOR_SHOWN = 200 }; /* points of last year's text */

/* The text, and what of it stands out: what a paragraph is, before it. */
enum { LABELS_MOST = 32 };
struct guide_text {
    struct str text;
    struct guide_label {
        size_t from, to; /* bytes */
        enum face face;
    } labels[LABELS_MOST];
    size_t label_count;
};

static void add_labelled(struct guide_text *out, const char *label, enum face face,
                         struct span text) {
    if (text.n == 0)
        return;
    if (out->text.len > 0)
        str_add_byte(&out->text, '\n');
    size_t from = out->text.len;
    str_add_text(&out->text, label);
    if (out->text.len > from && out->label_count < LABELS_MOST)
        out->labels[out->label_count++] = (struct guide_label){from, out->text.len, face};
    str_add(&out->text, text);
}

static void add_line(struct guide_text *out, const char *label, struct span text) {
    add_labelled(out, label, FACE_HEADING, text);
}

static void add_finding(struct guide_text *out, const struct finding *finding) {
    static const enum face faces[] = {[SEVERITY_HINT] = FACE_NOTE,
                                      [SEVERITY_WARNING] = FACE_WARNING,
                                      [SEVERITY_ERROR] = FACE_ERROR};
    struct str text = STR_INIT;
    str_add_format(&text, " %s", finding->message);
    if (finding->passed_by != NULL)
        str_add_format(&text, _("（%s已核实：%s）"), finding->passed_by, finding->passed_reason);
    add_labelled(out, severity_mark(finding->severity), faces[finding->severity], str_span(&text));
    str_release(&text);
}

/* The one that is explained: what it rests on, and what can be done with it here. */
static void add_explained(struct guide_text *out, const struct finding *finding, bool focus) {
    struct str text = STR_INIT;
    add_finding(out, finding);
    str_add_text(&text, focus ? "" : _("按F4到此处再按："));
    str_add_text(&text, finding->passed_by != NULL ? _("A重新列为问题") : _("A核实无误"));
    str_add_text(&text, _("  R看依据"));
    if (finding->fix_count > 0 && finding->fixes[0].kind == FIX_TEXT)
        str_add_format(&text, finding->fixes[0].text[0] != '\0' ? _("  F改为“%s”") : _("  F删去"),
                       finding->fixes[0].text);
    else if (finding->fix_count > 0)
        str_add_text(&text, _("  F按提示修改"));
    add_line(out, "", str_span(&text));
    add_line(out, _("依据："), span_of(finding->source));
    str_release(&text);
}

/* What a reader says of it, and what can be done with that here. */
static void add_remark(struct guide_text *out, const struct report *report,
                       const struct remark_item *said, bool focus) {
    struct str text = STR_INIT;
    remark_add_short(&text, report, &said->remark, said->spot.placed);
    add_line(out, "", str_span(&text));
    str_clear(&text);
    str_add_text(&text, focus ? "" : _("按F4到此处再按："));
    str_add_text(&text, said->remark.kind == REMARK_IS_PROPOSAL ? _("Y采纳  N不采纳")
                                                                : _("Y已改  N不采纳"));
    if (said->remark.state == REMARK_OPEN)
        add_line(out, "", str_span(&text));
    str_release(&text);
}

static void add_others(struct guide_text *out, const struct findings *findings, int64_t section,
                       const struct finding *explained) {
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding != explained && finding->section == section && finding->passed_reason == NULL)
            add_finding(out, finding);
    }
}

static void add_template(struct guide_text *out, const struct workbench *wb,
                         const struct template_section *from) {
    if (from == NULL)
        return;
    add_line(out, _("提示："), span_of(from->hint));
    add_line(out, _("写作要点："), span_of(from->guidance));
    add_line(out, _("数据(F6)："), str_span(&wb->figures));
    add_line(out, _("责任科室："), span_of(from->owner));
    add_line(out, _("依据："), span_of(from->source));
    if (from->sum_row)
        add_line(out, "", span_of(_("合计行在预览、导出时自动加上")));
    add_line(out, _("范文（F4到此处按I插入）："), span_of(from->starter));
}

static void add_prior(struct guide_text *out, struct session *session, int64_t section) {
    const struct section *prior = session_prior_section(session, section);
    if (prior == NULL || !body_has_text(&prior->body))
        return;
    struct str text = STR_INIT, line = STR_INIT;
    for (size_t i = 0, points = 0; i < prior->body.count && points < PRIOR_SHOWN; i++) {
        str_add_text(&text, i > 0 ? "\n" : "");
        report_add_printed(&text, session_prior(session), str_span(&prior->body.lines[i].text));
        points = utf8_count(str_span(&text));
    }
    str_add_line(&line, span_sub(str_span(&text), 0, utf8_offset(str_span(&text), PRIOR_SHOWN)));
    add_line(out, _("去年(Ctrl-T)："), str_span(&line));
    str_release(&line);
    str_release(&text);
}

static void add_unreviewed(struct guide_text *out, struct review_counts counts) {
    struct str line = STR_INIT;
    str_add_format(&line, _("去年原文，未核%zu句：Ctrl-N逐数核对；读过都对按Ctrl-D，就不再标记"),
                   counts.unreviewed);
    if (counts.unreviewed > 0)
        add_line(out, "", str_span(&line));
    str_release(&line);
}

static void build(struct guide_text *out, const struct shell *shell, const struct workbench *wb) {
    struct session *session = shell_session(shell);
    const struct section *section = workbench_section(shell, wb);
    const struct findings *findings = session_findings(session);
    const struct finding *explained = workbench_finding(shell, wb);
    const struct remark_item *said = workbench_remark(wb);
    if (said != NULL)
        add_remark(out, session_report(session), said, wb->focus == PANE_GUIDE);
    if (explained != NULL)
        add_explained(out, explained, wb->focus == PANE_GUIDE);
    add_unreviewed(out, session_review_counts(session, section->id));
    add_template(out, wb, section_template(session_report(session), section));
    add_prior(out, session, wb->section);
    add_others(out, findings, wb->section, explained);
    if (out->text.len == 0)
        str_add_text(&out->text, section_template(session_report(session), section) != NULL
                                     ? _("模板没有给这一节写指引")
                                     : _("这一节是自己添加的，没有指引"));
}

struct guide_rows {
    struct span *rows;
    size_t count, cap;
};

static void wrap(struct guide_rows *guide, struct span text, size_t columns,
                 enum width_ambiguous ambiguous) {
    struct line_break_rows rows = {0};
    struct span line;
    while (span_take_line(&text, &line)) {
        line_break_paragraph(&rows, line, columns, columns, ambiguous);
        for (size_t i = 0; i < rows.count; i++) {
            size_t end = i + 1 < rows.count ? rows.starts[i + 1] : line.n;
            MEM_PUSH_ROOM(guide->rows, guide->count, guide->cap);
            guide->rows[guide->count++] = span_sub(line, rows.starts[i], end);
        }
    }
    line_break_release(&rows);
}

/* A row of the text, the label that it begins with standing out. */
static void draw_row(struct canvas *canvas, struct area area, const struct guide_text *text,
                     struct span row) {
    size_t from = (size_t)(row.p - text->text.s);
    for (size_t i = 0; i < text->label_count; i++) {
        const struct guide_label *label = &text->labels[i];
        if (label->from != from)
            continue;
        size_t bytes = label->to - from < row.n ? label->to - from : row.n;
        int used = canvas_put_cut(canvas, area.row, area.col, area.cols, label->face,
                                  span_sub(row, 0, bytes));
        area = area_right(area, area.cols - used);
        row = span_sub(row, bytes, row.n);
    }
    (void)canvas_put_cut(canvas, area.row, area.col, area.cols, FACE_PLAIN, row);
}

/* On the border above the guidance: keys of every day that the hint bar of F-keys has no room for.
 */
static void draw_daily_keys(const struct keys *keys, struct canvas *canvas, int row, int col,
                            int cols) {
    static const enum command_id daily[] = {COMMAND_MARK, COMMAND_PRIOR, COMMAND_UNDO,
                                            COMMAND_EXPORT};
    bool fits = true;
    for (size_t i = 0; i < ARRAY_LEN(daily) && fits; i++) {
        struct str text = STR_INIT;
        str_add_byte(&text, ' ');
        hints_add(&text, keys, daily[i], WHERE_EDITOR);
        str_add_byte(&text, ' ');
        int wide = canvas_text_columns(canvas, str_span(&text));
        fits = wide <= cols;
        if (fits)
            canvas_put(canvas, row, col, FACE_DIM, str_span(&text));
        col += wide - 1; /* one blank between two */
        cols -= wide - 1;
        str_release(&text);
    }
}

void workbench_draw_guide(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    const struct workbench *wb = self;
    bool right = area.rows > 8;
    struct guide_text text = {.text = STR_INIT};
    build(&text, shell, wb);
    canvas_fill(canvas, area, FACE_PLAIN);
    if (right)
        canvas_vline(canvas, area.row, area.col, area.rows, FACE_BORDER);
    else
        canvas_hline(canvas, area.row, area.col, area.cols, FACE_BORDER);
    int end = area.col + 1;
    end += canvas_put_format(canvas, area.row, end,
                             wb->focus == PANE_GUIDE ? FACE_PANE : FACE_HEADING, " %s ", _("指引"));
    struct area inside = area_inset(area_below(area, 1), 0, 1);
    if (right) /* a blank beside the line */
        inside = area_right(inside, inside.cols - 1);
    struct guide_rows guide = {0};
    wrap(&guide, str_span(&text.text), (size_t)inside.cols, canvas_ambiguous(canvas));
    size_t page = (size_t)inside.rows, most = guide.count > page ? guide.count - page : 0;
    size_t skip = wb->guide_scroll < most ? wb->guide_scroll : most;
    wb->drawn->guide_page = page;
    wb->drawn->guide_most = most;
    for (int i = 0; i < inside.rows && skip + (size_t)i < guide.count; i++)
        draw_row(canvas, (struct area){inside.row + i, inside.col, 1, inside.cols}, &text,
                 guide.rows[skip + (size_t)i]);
    int more = area.col + area.cols - 1;
    if (inside.rows <= 0) /* folded */
        more = canvas_put_right(canvas, area.row, more, FACE_DIM, span_of(_(" F4看指引 ")));
    else if (skip < most)
        more = canvas_put_right(canvas, area.row, more, FACE_DIM, span_of(_(" F4、↓看下文 ")));
    if (!right)
        draw_daily_keys(shell_keys(shell), canvas, area.row, end + 1, more - end - 2);
    if (wb->focus == PANE_GUIDE)
        canvas_set_cursor(canvas, inside.row, inside.col);
    mem_free(guide.rows);
    str_release(&text.text);
}

unsigned workbench_guide_handle(struct workbench *wb, const struct event *event) {
    size_t most = wb->drawn->guide_most, page = wb->drawn->guide_page;
    size_t at = wb->guide_scroll < most ? wb->guide_scroll : most;
    if (event_is_key(event, K_UP))
        at -= at > 0;
    else if (event_is_key(event, K_DOWN))
        at++;
    else if (event_is_key(event, K_PGUP))
        at -= at < page ? at : page;
    else if (event_is_key(event, K_PGDN))
        at += page;
    else if (event_is_key(event, K_HOME))
        at = 0;
    else if (event_is_key(event, K_END))
        at = most;
    else
        return HANDLED_NO;
    wb->guide_scroll = at < most ? at : most;
    return HANDLED_YES;
}
