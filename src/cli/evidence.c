/* evidence: papers and notes of a report. */
#include "cli/evidence.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "exchange/json/out.h"
#include "model/evidence/evidence.h"
#include "session/evidence.h"
#include "session/file.h"
#include "session/opened.h"

#include <string.h>

static enum rc run_add(struct cli *cli, struct err *err) {
    const struct evidence_draft draft = {.target = cli->arguments[2],
                                         .title = cli->given[CLI_TITLE],
                                         .document = cli->given[CLI_NUMBER],
                                         .page = cli->given[CLI_PAGE],
                                         .file = cli->given[CLI_FILE],
                                         .is_note = cli_has(cli, CLI_NOTE),
                                         .embeds = cli_has(cli, CLI_EMBED)};
    size_t number = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = session_add_evidence(cli->session, &draft, &number, err);
    if (rc == RC_OK)
        str_add_format(&cli->out, "%zu\n", number);
    return rc;
}

/* --- listing and checking --- */

static const char *const state_words[] = {[EVIDENCE_NO_FILE] = "none",
                                          [EVIDENCE_THERE] = "there",
                                          [EVIDENCE_CHANGED] = "changed",
                                          [EVIDENCE_GONE] = "gone"};

static void add_text(struct json_out *json, const char *key, struct span text) {
    struct str copy = STR_INIT;
    str_add(&copy, text);
    json_out_text(json, key, copy.len > 0 ? copy.s : NULL);
    str_release(&copy);
}

/* checked: with what the file is now. */
static void add_json(struct json_out *json, const struct report *report,
                     const struct evidence *evidence, const enum evidence_state *checked) {
    struct str target = STR_INIT, at = STR_INIT;
    target_add_written(&target, report, &evidence->target);
    clock_add_utc(&at, evidence->at);
    json_out_begin_object(json, NULL);
    json_out_number(json, "number", (int64_t)evidence->number);
    json_out_bool(json, "note", evidence->is_note);
    json_out_text(json, "target", target.s);
    add_text(json, "title", evidence->title);
    add_text(json, "document", evidence->document);
    add_text(json, "page", evidence->page);
    add_text(json, "file", evidence->file);
    add_text(json, "hash", evidence->hash);
    add_text(json, "by", evidence->by);
    json_out_text(json, "at", at.s);
    if (checked != NULL)
        json_out_text(json, "state", state_words[*checked]);
    json_out_end_object(json);
    str_release(&at);
    str_release(&target);
}

static void add_row(struct str *out, const struct report *report, const struct evidence *evidence) {
    enum { WHAT = 6, LABEL = 12, TITLE = 46, DOCUMENT = 78, PAGE = 100 };
    size_t from = out->len;
    str_add_format(out, "%zu", evidence->number);
    cli_pad(out, from, WHAT);
    str_add_text(out, evidence->is_note ? _("备注") : _("佐证"));
    cli_pad(out, from, LABEL);
    target_add_label(out, report, &evidence->target);
    cli_pad(out, from, TITLE);
    str_add(out, evidence->title);
    cli_pad(out, from, DOCUMENT);
    str_add(out, evidence->document);
    cli_pad(out, from, PAGE);
    str_add(out, evidence->page);
    str_add_byte(out, '\n');
}

static enum evidence_state look_at(const struct cli *cli, const struct evidence *evidence) {
    char *file = span_copy(evidence->file);
    enum evidence_state state = session_evidence_state(cli->session, file, evidence->hash);
    mem_free(file);
    return state;
}

static bool is_embedded(struct cli *cli, const struct evidence *evidence) {
    struct str bytes = STR_INIT;
    bool found = false;
    (void)!session_embedded_evidence(cli->session, evidence, &bytes, &found, NULL);
    str_release(&bytes);
    return found;
}

static void say_state(struct cli *cli, const struct evidence *evidence, enum evidence_state state) {
    bool lost = state == EVIDENCE_GONE || state == EVIDENCE_CHANGED;
    if (state == EVIDENCE_GONE)
        cli_say(cli, _("佐证%zu“%.*s”：文件%.*s找不到了"), evidence->number,
                SPAN_ARG(evidence->title), SPAN_ARG(evidence->file));
    else if (state == EVIDENCE_CHANGED)
        cli_say(cli, _("佐证%zu“%.*s”：文件%.*s与当时的不一样了"), evidence->number,
                SPAN_ARG(evidence->title), SPAN_ARG(evidence->file));
    if (lost && is_embedded(cli, evidence))
        cli_say(cli, _("　报告库里存着当时的文件：jixiao evidence get %s %zu -o 文件"),
                cli->arguments[1], evidence->number);
}

static enum rc walk(struct cli *cli, bool checks, struct err *err) {
    struct json_out json = {.text = &cli->out};
    bool as_json = cli_has(cli, CLI_JSON);
    size_t bad = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    size_t last = report_last_evidence(report);
    if (as_json)
        json_out_begin_list(&json, NULL);
    for (size_t number = 1; number <= last; number++) {
        struct evidence evidence;
        if (!report_evidence(report, number, &evidence))
            continue;
        enum evidence_state state = checks ? look_at(cli, &evidence) : EVIDENCE_NO_FILE;
        bad += state == EVIDENCE_GONE || state == EVIDENCE_CHANGED;
        if (as_json)
            add_json(&json, report, &evidence, checks ? &state : NULL);
        else if (!checks)
            add_row(&cli->out, report, &evidence);
        say_state(cli, &evidence, state);
    }
    if (as_json) {
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    }
    return bad == 0 ? RC_OK : err_set(err, RC_REFUSED, _("有%zu份佐证的文件不在了或改过"), bad);
}

static enum rc run_list(struct cli *cli, struct err *err) {
    return walk(cli, false, err);
}

static enum rc run_check(struct cli *cli, struct err *err) {
    return walk(cli, true, err);
}

/* The file that the report holds, as it was when it was added. */
static enum rc run_get(struct cli *cli, struct err *err) {
    struct evidence evidence;
    struct str bytes = STR_INIT;
    uint64_t number = 0;
    bool found = false;
    if (!cli_has(cli, CLI_OUTPUT) || !span_to_number(span_of(cli->arguments[2]), SIZE_MAX, &number))
        return cli_usage_error(&cli_evidence, err);

    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK && !report_evidence(session_report(cli->session), (size_t)number, &evidence))
        rc = err_set(err, RC_NOT_FOUND, _("没有佐证%s"), cli->arguments[2]);
    if (rc == RC_OK)
        rc = session_embedded_evidence(cli->session, &evidence, &bytes, &found, err);
    if (rc == RC_OK && !found)
        rc = err_set(err, RC_NOT_FOUND, _("佐证%s没有把文件存进报告库（添加时没有写--embed）"),
                     cli->arguments[2]);
    if (rc == RC_OK)
        rc = session_write_file(cli->session, cli->given[CLI_OUTPUT], str_span(&bytes), err);
    if (rc == RC_OK)
        cli_say(cli, _("已写到%s"), cli->given[CLI_OUTPUT]);
    str_release(&bytes);
    return rc;
}

static enum rc run_export(struct cli *cli, struct err *err) {
    if (!cli_has(cli, CLI_OUTPUT))
        return cli_usage_error(&cli_evidence, err);
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = session_export_evidence(cli->session, cli->given[CLI_OUTPUT], err);
    if (rc == RC_OK)
        cli_say(cli, _("已导出到%s"), cli->given[CLI_OUTPUT]);
    return rc;
}

static const struct cli_verb verbs[] = {
    {"add", 3, 3, CLI_WRITES, run_add},      {"list", 2, 2, CLI_READS, run_list},
    {"check", 2, 2, CLI_READS, run_check},   {"get", 3, 3, CLI_READS, run_get},
    {"export", 2, 2, CLI_READS, run_export}, {NULL, 0, 0, CLI_NO_STORE, NULL},
};

const struct cli_command cli_evidence = {
    .name = "evidence",
    .usage = N_("evidence add 报告号 对象 --title 名称 [--number 文号] [--page 页码] [--file 文件] "
                "[--embed] [--note] | list 报告号 [--json] | check 报告号 [--json] | get 报告号 "
                "序号 -o 文件 | export 报告号 -o "
                "文件.docx|.xlsx"),
    .help = N_("佐证材料和备注：对象是节[:原文]、figure:数据、indicator:指标或."),
    .options = CLI_BIT(TITLE) | CLI_BIT(NUMBER) | CLI_BIT(PAGE) | CLI_BIT(FILE) | CLI_BIT(NOTE) |
               CLI_BIT(EMBED) | CLI_BIT(JSON) | CLI_BIT(OUTPUT),
    .least = 1,
    .most = 3,
    .verbs = verbs,
};
