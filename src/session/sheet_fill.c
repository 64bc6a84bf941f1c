#include "session/sheet_fill.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/sheet/match.h"
#include "exchange/sheet/read_plain.h"
#include "model/report_values.h"
#include "model/sheet/compare.h"
#include "model/sheet/handed.h"
#include "session/change.h"
#include "session/intake.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/value_label.h"

#include <string.h>

/* Words of a table may be anything; a number without a figure is told of. */
static bool has_number(const struct match_row *match) {
    struct span rest = match->value;
    struct number *number = NULL;
    bool has = number_take(&number, &rest, NULL) == RC_OK;
    number_free(number);
    return has;
}

static void say_none(struct sheet_row *row, const struct match_row *match) {
    struct str said = STR_INIT;
    str_add_format(&said, _("写的是“%.*s”，当作没有这一项"), SPAN_ARG(match->value));
    mem_free(row->message);
    row->message = str_detach(&said);
}

/* Last year's is NAME.prior and says so in its label. */
static struct sheet_row *add_row(const struct report *report, const struct match_row *match,
                                 enum sheet_result result, struct sheet_intake *out) {
    struct sheet_row *row = sheet_intake_add(out, match, result);
    struct str name = STR_INIT, label = STR_INIT;
    str_add_format(&name, "%s%s", match->figure->name, match->row->is_prior ? ".prior" : "");
    session_add_value_label(&label, report, name.s);
    mem_free(row->name);
    mem_free(row->label);
    row->name = str_detach(&name);
    row->label = str_detach(&label);
    return row;
}

/* Against what stands there now, else against last year's. */
static void doubt_unit(const struct report *report, const struct match_row *match,
                       struct sheet_row *row) {
    struct str prior = STR_INIT;
    struct span value = span_of(match->text);
    str_add_format(&prior, "%s.prior", match->figure->name);
    if (row->now[0] != '\0')
        sheet_intake_doubt_unit(row, match->figure, value, span_of(row->now), _("现在的数"));
    else if (!match->row->is_prior)
        sheet_intake_doubt_unit(row, match->figure, value,
                                span_of(report_value(report, str_span(&prior))), _("上年数"));
    str_release(&prior);
}

static struct sheet_row *add_filled(const struct report *report, const struct match_row *match,
                                    struct sheet_intake *out) {
    struct sheet_row *row = add_row(report, match, SHEET_REPORTED, out);
    struct span now = span_of(report_value(report, span_of(row->name)));
    if (handed_compare(match->figure, now, now, span_of(match->text)) == OUTCOME_SAME)
        row->result = SHEET_SAME;
    mem_free(row->now);
    row->now = span_copy(now);
    doubt_unit(report, match, row);
    return row;
}

static enum rc fill_from(struct session *session, const struct read_sheet *sheet, bool only_look,
                         struct sheet_intake *out, struct err *err) {
    struct sheet_match match = {0};
    size_t count = 0;
    enum rc rc = RC_OK;
    sheet_match(&match, sheet, session->open.report->template);
    struct session_value *values = mem_alloc_zero(match.count + 1, sizeof *values);
    for (size_t i = 0; i < match.count; i++) {
        const struct match_row *at = &match.rows[i];
        if (at->row->is_page) {
            struct sheet_row *told = sheet_intake_add(out, at, SHEET_REFUSED);
            mem_free(told->message);
            told->message = span_copy(span_of(at->row->trouble));
            continue;
        }
        if (at->kind == MATCH_UNPLACED) {
            if (has_number(at) && !at->row->is_prior) /* its row is told of once */
                (void)sheet_intake_add(out, at, SHEET_UNPLACED);
            continue;
        }
        if (at->kind != MATCH_VALUE) {
            (void)add_row(session->open.report, at,
                          at->kind == MATCH_EMPTY ? SHEET_EMPTY : SHEET_REFUSED, out);
            continue;
        }

        bool is_none = strcmp(at->text, HANDED_NOT_APPLICABLE) == 0;
        struct sheet_row *row = add_filled(session->open.report, at, out);
        if (is_none)
            say_none(row, at);
        if (row->result == SHEET_SAME)
            continue;
        values[count++] =
            (struct session_value){span_of(row->name), is_none ? SPAN("") : span_of(at->text)};
        out->reported++;
    }
    if (!only_look && count > 0)
        rc = session_set_values(session, values, count, err);
    mem_free(values);
    sheet_match_release(&match);
    return rc;
}

enum rc session_fill_from(struct session *session, struct span bytes, bool only_look,
                          struct sheet_intake *out, struct err *err) {
    struct read_sheet sheet = {0};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && (session->open.report->template == NULL ||
                        session->open.report->template->figure_count == 0))
        rc = err_set(err, RC_REFUSED, _("这份报告的模板没有数据"));
    if (rc == RC_OK)
        rc = sheet_read_plain(&sheet, bytes, session->open.report->template,
                              session->open.report->year, err);
    if (rc == RC_OK) {
        out->report = session->open.report->id;
        rc = fill_from(session, &sheet, only_look, out, err);
    }
    read_sheet_release(&sheet);
    return rc;
}
