/* Commands that look: pass, history, restore, backup, verify. */
#include "cli/commands.h"
#include "session/change.h"
#include "session/edition_verify.h"
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
#include "base/os/file_system.h"
#include "base/text/char_class.h"
#include "base/text/width.h"
#include "exchange/json/out.h"
#include "session/finding.h"
#include "store/recover.h"

#include <string.h>

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
    bool changed = false;
    if (rc == RC_OK && name != NULL)
        rc = session_restore_value(cli->session, (int64_t)change, name, &changed, err);
    else if (rc == RC_OK)
        rc = session_restore(cli->session, (int64_t)change, section, &changed, err);
    if (rc == RC_OK && !changed)
        cli_say(cli, _("没有变化：现在就是那时的样子"));
    return rc;
}

const struct cli_command cli_restore = {
    .name = "restore",
    .usage = N_("restore 报告号 --at 改动号 [节或数据]"),
    .help = N_("把报告、一节或一项数据恢复到某次改动之后的样子（0：最初的样子）；恢复也记入历史"),
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
    bool older = false;
    char *path = session_db_path(&(struct session_options){.db = cli->given[CLI_DB]});
    enum rc rc = store_verify_file(path, session_verify_kept, &faults, &older, err);
    str_add(&cli->out, str_span(&faults));
    if (rc == RC_OK && older)
        cli_say(
            cli,
            _("数据库文件完好：%s；它由旧版本建立，各份报告和历史要等打开一次（如jixiao list）、"
              "结构更新以后再核对"),
            path);
    else if (rc == RC_OK)
        cli_say(cli, _("数据库完好：%s"), path);
    if (file_is_remote(path))
        cli_say(cli, "%s", _("数据库在网络盘上：一次只能一个人用，录入会慢些；最好移到本机磁盘上"));
    str_release(&faults);
    mem_free(path);
    return rc;
}

const struct cli_command cli_verify = {
    .name = "verify",
    .usage = N_("verify"),
    .help = N_("从头到尾检查数据库，一个字节也不改；有损坏时说明怎么办"),
    .needs = CLI_NO_STORE,
    .run = run_verify,
};

/* What was kept at the steps came along as it stood; whether it is what was sent is another
 * question. */
static void say_kept(struct cli *cli, const char *path) {
    struct str faults = STR_INIT;
    bool older = false;
    if (store_verify_file(path, session_verify_kept, &faults, &older, NULL) == RC_DAMAGED &&
        faults.len > 0)
        cli_say(cli, "%.*s", (int)faults.len - 1, faults.s);
    str_release(&faults);
}

static enum rc run_recover(struct cli *cli, struct err *err) {
    struct recovered found;
    char *damaged = session_db_path(&(struct session_options){.db = cli->given[CLI_DB]});
    enum rc rc =
        store_recover(&found, damaged, cli->arguments[0],
                      cli_has(cli, CLI_REPLACE) ? OVERWRITE_BY_CONSENT : OVERWRITE_BY_RECOVER, err);
    if (rc == RC_OK) {
        cli_say(cli, _("已从%s找回%zu份报告、%zu节、%zu条历史，存入%s"), damaged, found.reports,
                found.sections, found.changes, cli->arguments[0]);
        if (found.lost > 0)
            cli_say(cli, _("有%zu处读不出来或不全，列在下面；请与最近的备份对照"), found.lost);
        else if (found.is_damaged)
            cli_say(cli, _("文件有损坏处，没有发现缺少的内容；请与最近的备份对照"));
        if (found.notes.len > 0)
            cli_say(cli, "%.*s", (int)found.notes.len - 1, found.notes.s);
        say_kept(cli, cli->arguments[0]);
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
