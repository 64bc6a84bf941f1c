/* Commands that look: check, history, restore, backup, verify. */
#include "cli/commands.h"
#include "cli/exchange.h"
#include "exchange/import.h"
#include "exchange/import_place.h"
#include "exchange/reader.h"
#include "session/change.h"
#include "session/check.h"
#include "session/environment.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/session.h"
#include "session/undo.h"
#include "session/value_label.h"
#include "store/store.h"
#include "store/verify.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/text/char_class.h"
#include "base/text/width.h"
#include "check/check.h"
#include "exchange/json/out.h"
#include "model/pass.h"
#include "session/finding.h"
#include "session/template.h"
#include "store/recover.h"

#include <string.h>

/* --- check --- */

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
    else
        add_findings_text(&cli->out, findings);
    return cli_fail_on(cli, findings, err);
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
        rc = file_read(&bytes, path, import_bytes_most(path), err);
    if (rc == RC_OK)
        rc = cli_read_draft(&draft, str_span(&bytes), &options, err);
    if (rc == RC_OK) {
        struct findings findings = {0};
        session_check_any(cli->session, draft.report, NULL, &findings);
        for (size_t i = 0; i < findings.count; i++) {
            size_t line = import_line_of(&draft, &findings.items[i]);
            findings.items[i].line = line > 0 ? line : 1;
        }
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
        return err_set(err, RC_USAGE, _("用法：jixiao %s"), _(cli_check.usage));
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
    return rc == RC_OK ? show_findings(cli, findings, err) : rc;
}

const struct cli_command cli_check = {
    .name = "check",
    .usage = N_("check 报告号 [--json] [--fail-on 级别] | check --file 文件 [--template 模板]"),
    .help = N_("列出检查出的问题；--fail-on要求时以退出码1结束"),
    .options =
        CLI_BIT(JSON) | CLI_BIT(FAIL_ON) | CLI_BIT(FILE) | CLI_BIT(TEMPLATE) | CLI_BIT(ENCODING),
    .least = 0,
    .most = 1,
    .needs = CLI_NO_STORE, /* a file needs none */
    .run = run_check,
};

/* --- pass --- */

static enum rc run_pass(struct cli *cli, struct err *err) {
    if (!cli_has(cli, CLI_REASON))
        return err_set(err, RC_USAGE, _("请用--reason写明为什么核实无误"));
    enum rc rc = cli_need_text(cli->given[CLI_REASON], err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    return rc == RC_OK
               ? session_pass(cli->session, cli->arguments[1], span_of(cli->given[CLI_REASON]), err)
               : rc;
}

const struct cli_command cli_pass = {
    .name = "pass",
    .usage = N_("pass 报告号 问题编号 --reason 理由"),
    .help = N_("标记一处问题核实无误（编号见check）；仍列出，所依据的文字改了会再提出"),
    .options = CLI_BIT(REASON),
    .least = 2,
    .most = 2,
    .needs = CLI_WRITES,
    .run = run_pass,
};

/* --- history, restore --- */

static void add_history_json(struct str *out, const struct history_rows *histories) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < histories->count; i++) {
        const struct history_row *at = &histories->items[i];
        struct str when = STR_INIT;
        clock_add_utc(&when, at->at);
        json_out_begin_object(&json, NULL);
        json_out_number(&json, "change", at->id);
        json_out_text(&json, "at", when.s);
        json_out_text(&json, "user", at->user);
        json_out_text(&json, "act", act_word(at->act));
        json_out_text(&json, "path", at->path);
        json_out_text(&json, "heading", at->heading);
        json_out_text(&json, "name", at->name);
        json_out_text(&json, "old", at->old_text);
        json_out_text(&json, "new", at->new_text);
        json_out_end_object(&json);
        str_release(&when);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_shortened(struct str *out, const char *text) {
    size_t used = 0;
    struct span all = span_of(text);
    size_t end = width_fit(all, 40, WIDTH_WIDE, &used);
    str_add_line(out, span_sub(all, 0, end));
    if (end < all.n)
        str_add_text(out, "..");
}

/* Figures and entries by the name that `set` takes; what people have said by what it is of. */
static void add_history_name(struct str *out, const struct report *report,
                             const struct history_row *at) {
    if (at->name != NULL && at->name[0] == '@')
        session_add_value_label(out, report, at->name);
    else
        str_add_line(out, span_of(at->name != NULL ? at->name : at->path));
}

static void add_history_row(struct str *out, const struct report *report,
                            const struct history_row *at, int64_t now) {
    size_t from = out->len;
    str_add_format(out, "%lld", (long long)at->id);
    cli_pad(out, from, 8);
    clock_add_friendly(out, at->at, now);
    cli_pad(out, from, 22);
    str_add_line(out, span_of(at->user));
    cli_pad(out, from, 34);
    str_add_text(out, act_text(at->act));
    cli_pad(out, from, 48);
    add_history_name(out, report, at);
    if (at->name == NULL) {
        str_add_byte(out, ' ');
        str_add_line(out, span_of(at->heading));
    }
    str_add_text(out, "  ");
    add_shortened(out, history_row_words(at, false));
    str_add_text(out, " → ");
    add_shortened(out, history_row_words(at, true));
    str_add_byte(out, '\n');
}

/* The second argument, if there is one: a section, else a value that the report has or its history
 * knows. */
static enum rc section_or_value(struct cli *cli, int64_t *section, const char **name,
                                struct err *err) {
    *section = -1;
    *name = NULL;
    if (cli->count < 2)
        return RC_OK;
    const char *word = cli->arguments[1];
    const struct section *found = report_find_section(session_report(cli->session), span_of(word));
    if (found != NULL) {
        *section = found->id;
        return RC_OK;
    }
    char **names = session_history_names(cli->session, false);
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        if (strcmp(names[i], word) == 0)
            *name = word;
    session_names_free(names);
    if (*name != NULL || session_knows_value(cli->session, span_of(word))) {
        *name = word;
        return RC_OK;
    }
    return err_set(err, RC_NOT_FOUND,
                   _("报告%lld没有“%s”这一节，也没有这项数据；用outline查看各节的位置和名称，用"
                     "figures查看数据的名称"),
                   (long long)session_report(cli->session)->id, word);
}

static enum rc run_history(struct cli *cli, struct err *err) {
    struct history_filter filter = {.section = -1};
    struct history_rows histories = {0};
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = section_or_value(cli, &filter.section, &filter.name, err);
    if (rc == RC_OK)
        rc = session_history(cli->session, &filter, &histories, err);
    if (rc == RC_OK && cli_has(cli, CLI_JSON))
        add_history_json(&cli->out, &histories);
    else if (rc == RC_OK)
        for (size_t i = 0; i < histories.count; i++)
            add_history_row(&cli->out, session_report(cli->session), &histories.items[i],
                            clock_now());
    history_rows_release(&histories);
    return rc;
}

const struct cli_command cli_history = {
    .name = "history",
    .usage = N_("history 报告号 [节或数据] [--json]"),
    .help = N_("列出谁在什么时候改了什么，最新的在前"),
    .options = CLI_BIT(JSON),
    .least = 1,
    .most = 2,
    .needs = CLI_READS,
    .run = run_history,
};

static enum rc run_restore(struct cli *cli, struct err *err) {
    const char *name = NULL;
    int64_t section = -1;
    uint64_t change = 0;
    if (!cli_has(cli, CLI_AT))
        return err_set(err, RC_USAGE, _("恢复要用--at给出改动号（history列出）"));
    if (!char_read_number(span_of(cli->given[CLI_AT]), INT64_MAX, &change))
        return err_set(err, RC_USAGE, _("“%s”不是改动号；改动号是history列出的数字"),
                       cli->given[CLI_AT]);
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = section_or_value(cli, &section, &name, err);
    if (rc == RC_OK && name != NULL)
        return session_restore_value(cli->session, (int64_t)change, name, err);
    return rc == RC_OK ? session_restore(cli->session, (int64_t)change, section, err) : rc;
}

const struct cli_command cli_restore = {
    .name = "restore",
    .usage = N_("restore 报告号 --at 改动号 [节或数据]"),
    .help = N_("把报告、一节或一项数据恢复到某次改动之后的样子；恢复也记入历史"),
    .options = CLI_BIT(AT),
    .least = 1,
    .most = 2,
    .needs = CLI_WRITES,
    .run = run_restore,
};

/* --- the database --- */

static enum rc run_backup(struct cli *cli, struct err *err) {
    enum rc rc =
        store_backup(session_store(cli->session), cli->arguments[0],
                     cli_has(cli, CLI_REPLACE) ? OVERWRITE_BY_CONSENT : OVERWRITE_BY_BACKUP, err);
    if (rc == RC_OK)
        cli_say(cli, _("已备份到%s"), cli->arguments[0]);
    return rc;
}

const struct cli_command cli_backup = {
    .name = "backup",
    .usage = N_("backup 文件 [--replace]"),
    .help = N_("备份数据库；别人在用时也可以；已有的文件只替换本库先前的备份"),
    .options = CLI_BIT(REPLACE),
    .least = 1,
    .most = 1,
    .files_from = 1,
    .needs = CLI_READS,
    .run = run_backup,
};

static enum rc run_verify(struct cli *cli, struct err *err) {
    struct str faults = STR_INIT;
    enum rc rc = store_verify(session_store(cli->session), &faults, err);
    str_add(&cli->out, str_span(&faults));
    if (rc == RC_OK)
        cli_say(cli, _("数据库完好：%s"), store_path(session_store(cli->session)));
    if (store_is_remote(session_store(cli->session)))
        cli_say(cli, "%s", _("数据库在网络盘上：一次只能一个人用，录入会慢些；最好移到本机磁盘上"));
    str_release(&faults);
    return rc;
}

const struct cli_command cli_verify = {
    .name = "verify",
    .usage = N_("verify"),
    .help = N_("从头到尾检查数据库；有损坏时说明怎么办"),
    .needs = CLI_READS,
    .run = run_verify,
};

static enum rc run_recover(struct cli *cli, struct err *err) {
    struct recovered found;
    char *damaged = session_db_path(&(struct session_options){.db = cli->given[CLI_DB]});
    enum rc rc =
        store_recover(&found, damaged, cli->arguments[0],
                      cli_has(cli, CLI_REPLACE) ? OVERWRITE_BY_CONSENT : OVERWRITE_BY_RECOVER, err);
    if (rc == RC_OK) {
        cli_say(cli, _("已从%s找回%zu份报告、%zu节、%zu条历史，存入%s"), damaged, found.reports,
                found.sections, found.changes, cli->arguments[0]);
        if (found.gaps > 0)
            cli_say(cli, _("有%zu处读不出来；请与最近的备份对照"), found.gaps);
        if (found.notes.len > 0)
            cli_say(cli, "%.*s", (int)found.notes.len - 1, found.notes.s);
    }
    recovered_release(&found);
    mem_free(damaged);
    return rc;
}

const struct cli_command cli_recover = {
    .name = "recover",
    .usage = N_("recover 文件 [--replace]"),
    .help = N_("把损坏的数据库里还读得出的内容存进一个新数据库；原文件只读不改"),
    .options = CLI_BIT(REPLACE),
    .least = 1,
    .most = 1,
    .files_from = 1,
    .needs = CLI_NO_STORE,
    .run = run_recover,
};
