/* The command that shows a report's score sheet. */
#include "cli/commands.h"
#include "model/figure/score_entry.h"
#include "model/figure/score_text.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "exchange/json/out.h"
#include "model/figure/score.h"

/* --- JSON: numbers are texts, so that no reader rounds them --- */

static void add_score_json(struct json_out *json, const char *key, const struct number *number) {
    struct str text = STR_INIT;
    if (number != NULL)
        score_add_number(&text, number);
    json_out_text(json, key, number != NULL ? text.s : NULL);
    str_release(&text);
}

static void add_text_json(struct json_out *json, const char *key, struct str *text) {
    json_out_text(json, key, text->len > 0 ? text->s : NULL);
    str_clear(text);
}

static void add_span_json(struct json_out *json, const char *key, struct span span) {
    struct str text = STR_INIT;
    str_add(&text, span);
    add_text_json(json, key, &text);
    str_release(&text);
}

static void add_evidence_json(struct json_out *json, const char *typed) {
    struct span rest = span_of(typed);
    struct score_evidence evidence;
    json_out_begin_list(json, "evidence");
    while (score_take_evidence(&rest, &evidence)) {
        json_out_begin_object(json, NULL);
        add_span_json(json, "document", evidence.document);
        add_span_json(json, "number", evidence.number);
        add_span_json(json, "page", evidence.page);
        json_out_end_object(json);
    }
    json_out_end_list(json);
}

static void add_cap_json(struct json_out *json, const struct template_cap *cap) {
    if (cap == NULL) {
        json_out_null(json, "cap");
        return;
    }
    json_out_begin_object(json, "cap");
    json_out_text(json, "most", cap->most);
    json_out_text(json, "message", cap->message);
    json_out_end_object(json);
}

static void add_line_json(struct json_out *json, const struct score_sheet *sheet,
                          const struct score_line *line, const struct report *report) {
    const struct template_indicator *indicator = line->indicator;
    bool group = indicator_is_group(indicator), given = line->state == SCORE_GIVEN;
    struct str text = STR_INIT;
    json_out_begin_object(json, NULL);
    json_out_text(json, "name", indicator->name);
    json_out_text(json, "label", indicator->label);
    json_out_text(json, "parent",
                  line->parent != SIZE_MAX ? sheet->lines[line->parent].indicator->name : NULL);
    json_out_number(json, "depth", line->depth);
    json_out_text(json, "method", group ? NULL : score_method_name(indicator->method));
    add_score_json(json, "weight", line->weight);
    score_add_target(&text, line);
    add_text_json(json, "target", &text);
    score_add_actual(&text, line, report);
    add_text_json(json, "actual", &text);
    add_score_json(json, "score", given && (group || line->open == 0) ? line->score : NULL);
    add_score_json(json, "computed", line->method);
    json_out_bool(json, "typed", line->typed != NULL);
    add_score_json(json, "lost", given && line->open == 0 ? line->lost : NULL);
    score_add_why(&text, line);
    add_text_json(json, "why", &text);
    json_out_text(json, "reason", line->reason);
    add_evidence_json(json, line->evidence);
    add_cap_json(json, line->cap);
    json_out_number(json, "open", (int64_t)line->open);
    json_out_bool(json, "relevant", line->state != SCORE_IRRELEVANT);
    json_out_text(json, "owner", indicator->owner);
    json_out_text(json, "source", indicator->source);
    json_out_end_object(json);
    str_release(&text);
}

static void add_sheet_json(struct str *out, const struct score_sheet *sheet,
                           const struct report *report) {
    struct json_out json = {.text = out};
    json_out_begin_object(&json, NULL);
    add_score_json(&json, "total", sheet != NULL ? sheet->total : NULL);
    json_out_number(&json, "open", sheet != NULL ? (int64_t)sheet->open : 0);
    json_out_text(&json, "grade",
                  sheet != NULL && sheet->grade != NULL ? sheet->grade->name : NULL);
    add_cap_json(&json, sheet != NULL ? sheet->cap : NULL);
    json_out_bool(&json, "capped", sheet != NULL && sheet->capped);
    json_out_begin_list(&json, "indicators");
    for (size_t i = 0; sheet != NULL && i < sheet->count; i++)
        add_line_json(&json, sheet, &sheet->lines[i], report);
    json_out_end_list(&json);
    json_out_end_object(&json);
    str_add_byte(out, '\n');
}

/* --- a table for people --- */

static void add_row(struct str *out, const struct score_line *line, const struct report *report) {
    size_t from = out->len;
    bool group = indicator_is_group(line->indicator);
    str_add_repeat(out, SPAN("  "), (size_t)(line->depth - 1));
    str_add_format(out, "%s  ", line->indicator->label);
    cli_pad(out, from, 36);
    str_add_format(out, "%s", line->indicator->name);
    cli_pad(out, from, 58);
    score_add_number(out, line->weight);
    cli_pad(out, from, 66);
    score_add_target(out, line);
    cli_pad(out, from, 80);
    score_add_actual(out, line, report);
    cli_pad(out, from, 94);
    if (line->open > 0 && !group)
        str_add_text(out, "-");
    else
        score_add_number(out, line->score);
    cli_pad(out, from, 102);
    score_add_why(out, line);
    if (line->reason != NULL)
        str_add_format(out, "  %s", line->reason);
    while (out->len > from && out->s[out->len - 1] == ' ')
        str_cut(out, out->len - 1);
    str_add_byte(out, '\n');
}

static void add_total(struct str *out, const struct score_sheet *sheet) {
    str_add_text(out, _("总分"));
    str_add_byte(out, ' ');
    score_add_number(out, sheet->total);
    if (sheet->grade != NULL)
        str_add_format(out, _("，等级 %s"), sheet->grade->name);
    if (sheet->open > 0)
        str_add_format(out, _("（还有%zu项没有得分）"), sheet->open);
    if (sheet->cap != NULL) {
        str_add_text(out, _("；封顶："));
        score_add_cap(out, sheet->cap);
    }
    str_add_byte(out, '\n');
}

static enum rc run_score(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    struct figures *figures = figures_new(report);
    struct score_sheet *sheet = score_sheet_new(figures);
    if (cli_has(cli, CLI_JSON)) {
        add_sheet_json(&cli->out, sheet, report);
    } else if (sheet == NULL) {
        cli_say(cli, _("这份报告的模板没有评分指标"));
    } else {
        for (size_t i = 0; i < sheet->count; i++)
            add_row(&cli->out, &sheet->lines[i], report);
        add_total(&cli->out, sheet);
    }
    score_sheet_free(sheet);
    figures_free(figures);
    return RC_OK;
}

const struct cli_command cli_score = {
    .name = "score",
    .usage = N_("score 报告号 [--json]"),
    .help = N_("自评表：权重、目标值、实际值、得分、扣分原因，总分和等级"),
    .options = CLI_BIT(JSON),
    .least = 1,
    .most = 1,
    .needs = CLI_READS,
    .run = run_score,
};
