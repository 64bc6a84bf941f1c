/* check: what the checkers find in a report or a file, listed or as comments in a Word file. */
#include "session/check.h"
#include "cli/commands.h"
#include "cli/import.h"
#include "exchange/import.h"
#include "exchange/import_place.h"
#include "exchange/reader.h"
#include "session/checked.h"
#include "session/environment.h"
#include "session/file.h"
#include "session/session.h"
#include "session/template.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "check/check.h"
#include "exchange/json/out.h"
#include "model/pass.h"

static void add_findings_json(struct str *out, const struct findings *findings) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        json_out_begin_object(&json, NULL);
        json_out_text(&json, "id", at->id);
        json_out_text(&json, "rule", at->rule);
        json_out_text(&json, "severity", severity_name(at->severity));
        json_out_text(&json, "path", at->path);
        json_out_text(&json, "name", at->name);
        json_out_number(&json, "offset", (int64_t)at->offset);
        json_out_number(&json, "length", (int64_t)at->length);
        if (at->line > 0)
            json_out_number(&json, "line", (int64_t)at->line);
        json_out_text(&json, "quote", at->quote);
        json_out_text(&json, "message", at->message);
        json_out_text(&json, "source", at->source);
        if (at->passed_reason == NULL) {
            json_out_null(&json, "passed");
        } else {
            json_out_begin_object(&json, "passed");
            json_out_text(&json, "by", at->passed_by);
            json_out_text(&json, "reason", at->passed_reason);
            json_out_end_object(&json);
        }
        json_out_end_object(&json);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_findings_text(struct str *out, const struct findings *findings) {
    struct str said = STR_INIT;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->items[i];
        str_add_format(out, "%s  ", severity_mark(at->severity));
        size_t from = out->len;
        str_add_text(out, at->path);
        cli_pad(out, from, 10);
        if (at->line > 0)
            str_add_format(out, _("第%zu行 "), at->line);
        str_clear(&said);
        str_add_format(&said, "%s  “%s”", at->message, at->quote);
        if (at->passed_by != NULL)
            str_add_format(&said, _("（%s已核实：%s）"), at->passed_by, at->passed_reason);
        str_add_line(out, str_span(&said));
        str_add_format(out, "  [%s]\n", at->id);
    }
    str_release(&said);
    str_add_format(out, _("错误%zu，存疑%zu，提醒%zu"), findings_count(findings, SEVERITY_ERROR),
                   findings_count(findings, SEVERITY_WARNING),
                   findings_count(findings, SEVERITY_HINT));
    if (findings_count_passed(findings) > 0)
        str_add_format(out, _("，已核实%zu"), findings_count_passed(findings));
    str_add_byte(out, '\n');
}

static enum rc show_findings(struct cli *cli, const struct findings *findings, struct err *err) {
    if (cli_has(cli, CLI_JSON))
        add_findings_json(&cli->out, findings);
    else if (!cli_has(cli, CLI_OUTPUT))
        add_findings_text(&cli->out, findings);
    return cli_fail_on(cli, findings, err);
}

static void say_written(const struct cli *cli, const struct findings *findings) {
    cli_say(cli, _("已写到%s：错误%zu，存疑%zu，提醒%zu，每处一条批注"), cli->given[CLI_OUTPUT],
            findings_count(findings, SEVERITY_ERROR), findings_count(findings, SEVERITY_WARNING),
            findings_count(findings, SEVERITY_HINT));
}

/* -o: a copy of the file with its findings as comments. */
static enum rc write_copy(const struct cli *cli, const char *path, struct span bytes,
                          const struct import_draft *draft, const struct findings *findings,
                          struct err *err) {
    if (!cli_has(cli, CLI_OUTPUT))
        return RC_OK;
    char *database = session_db_path(&(struct session_options){.db = cli->given[CLI_DB]});
    const struct session_checked checked = {database, path, bytes, draft->report, findings};
    enum rc rc = session_write_checked_copy(&checked, cli->given[CLI_OUTPUT], err);
    mem_free(database);
    if (rc == RC_OK)
        say_written(cli, findings);
    return rc;
}

static enum rc check_file(struct cli *cli, const char *path, struct err *err) {
    struct str bytes = STR_INIT;
    struct import_draft draft = {0};
    struct template *template = NULL;
    struct import_options options = {
        .encoding = cli->given[CLI_ENCODING], .name = path, .join_lines = true};
    enum rc rc = RC_OK;
    if (cli_has(cli, CLI_TEMPLATE)) /* the office's own are in the database */
        rc = cli_open(cli, CLI_READS, err);
    if (rc == RC_OK && cli_has(cli, CLI_TEMPLATE))
        rc = session_template(cli->session, cli->given[CLI_TEMPLATE], &template, err);
    options.template = template;
    if (rc == RC_OK)
        rc = session_read_file(cli->session, &bytes, path, import_bytes_most(path), err);
    if (rc == RC_OK)
        rc = cli_read_draft(&draft, str_span(&bytes), &options, err);
    if (rc == RC_OK) {
        struct findings findings = {0};
        session_check_any(cli->session, draft.report, NULL, &findings);
        for (size_t i = 0; i < findings.count; i++) {
            size_t line = import_line_of(&draft, &findings.items[i]);
            findings.items[i].line = line > 0 ? line : 1;
        }
        rc = write_copy(cli, path, str_span(&bytes), &draft, &findings, err);
        if (rc == RC_OK)
            rc = show_findings(cli, &findings, err);
        findings_release(&findings);
    }
    import_draft_release(&draft);
    template_free(template);
    str_release(&bytes);
    return rc;
}

static enum rc run_check(struct cli *cli, struct err *err) {
    bool file = cli_has(cli, CLI_FILE);
    if (cli->count != (file ? 0 : 1))
        return cli_usage_error(&cli_check, err);
    const struct findings none = {0}, *findings = &none;
    enum rc rc = cli_fail_on(cli, &none, err); /* a wrong word is said before anything is shown */
    if (rc == RC_OK && file)
        return check_file(cli, cli->given[CLI_FILE], err);
    if (rc == RC_OK)
        rc = cli_open(cli, CLI_READS, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = cli_check_loaded(cli, &findings, err);
    if (rc == RC_OK && cli_has(cli, CLI_OUTPUT))
        rc = session_write_checked(cli->session, findings, cli->given[CLI_OUTPUT], err);
    if (rc == RC_OK && cli_has(cli, CLI_OUTPUT))
        say_written(cli, findings);
    return rc == RC_OK ? show_findings(cli, findings, err) : rc;
}

const struct cli_command cli_check = {
    .name = "check",
    .usage = N_("check 报告号 [-o 文件.docx] [--json] [--fail-on 级别] | "
                "check --file 文件 [-o 文件.docx] [--template 模板]"),
    .help = N_("列出检查出的问题，或用-o写成Word文件里的批注；--fail-on要求时以退出码1结束"),
    .options = CLI_BIT(OUTPUT) | CLI_BIT(JSON) | CLI_BIT(FAIL_ON) | CLI_BIT(FILE) |
               CLI_BIT(TEMPLATE) | CLI_BIT(ENCODING),
    .least = 0,
    .most = 1,
    .needs = CLI_NO_STORE, /* a file needs none */
    .run = run_check,
};
