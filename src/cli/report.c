/* Commands on whole reports: new, list, trash, untrash, set. */
#include "session/report.h"
#include "cli/commands.h"
#include "cli/sheet.h"
#include "exchange/xlsx/read.h"
#include "model/answers.h"
#include "model/section.h"
#include "session/change.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/rescue_take.h"
#include "session/sheet_fill.h"
#include "store/conflicts.h"
#include "store/reports.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/say.h"
#include "exchange/json/out.h"
#include "model/figure/figure_doubt.h"
#include "model/figure/figure_effect.h"
#include "session/change.h"
#include "session/template.h"

#include <stdio.h>
#include <string.h>

/* The questions whose answers title and sign-off wait for. */
static void say_waiting(const struct cli *cli, int64_t id) {
    struct report *report = NULL;
    if (store_load_report(session_store(cli->session), id, &report, NULL, NULL) != RC_OK)
        return;
    for (size_t i = 0; report->template != NULL && i < report->template->question_count; i++) {
        const struct template_question *question = &report->template->questions[i];
        if (question_is_in(question, span_of(report->title)) ||
            question_is_in(question, span_of(report->sign_off)))
            cli_say(cli, _("题目或落款要印“%s”，还没有填：jixiao set %lld %s=…"), question->label,
                    (long long)id, question->name);
    }
    report_free(report);
}

static enum rc run_new(struct cli *cli, struct err *err) {
    if (!cli_has(cli, CLI_UNIT) || !cli_has(cli, CLI_YEAR))
        return err_set(err, RC_USAGE, _("新建报告要给出--unit单位和--year年度"));
    struct session_new what = {.unit = cli->given[CLI_UNIT], .template = cli->given[CLI_TEMPLATE]};
    enum rc rc = cli_year(cli->given[CLI_YEAR], &what.year, err);
    if (rc == RC_OK && cli_has(cli, CLI_CARRY))
        rc = cli_report_number(cli->given[CLI_CARRY], &what.carry, err);
    if (rc == RC_OK)
        rc = cli_need_text(what.unit, err);
    int64_t report = 0;
    struct str plan = STR_INIT;
    if (rc == RC_OK && what.carry != 0 && what.template != NULL)
        rc = session_carry_plan(cli->session, what.carry, what.template, &plan, err);
    if (plan.len > 0)
        cli_say(cli, _("模板与去年的不同：\n%.*s"), (int)plan.len - 1, plan.s);
    str_release(&plan);
    if (rc == RC_OK)
        rc = session_new_report(cli->session, &what, &report, err);
    if (rc == RC_OK) {
        say_waiting(cli, report);
        str_add_format(&cli->out, "%lld\n", (long long)report);
    }
    return rc;
}

const struct cli_command cli_new = {
    .name = "new",
    .usage = N_("new --unit 单位 --year 年度 [--template 模板] [--carry 报告号]"),
    .help = N_("按模板新建报告，或从去年的报告续编；输出报告号"),
    .options = CLI_BIT(UNIT) | CLI_BIT(YEAR) | CLI_BIT(TEMPLATE) | CLI_BIT(CARRY),
    .needs = CLI_WRITES,
    .run = run_new,
};

/* --- list --- */

static void add_list_json(struct str *out, const struct library_rows *reports) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < reports->count; i++) {
        const struct library_row *row = &reports->items[i];
        struct str changed = STR_INIT;
        clock_add_utc(&changed, row->changed);
        json_out_begin_object(&json, NULL);
        json_out_number(&json, "report", row->id);
        json_out_text(&json, "unit", row->unit);
        if (row->year != 0)
            json_out_number(&json, "year", row->year);
        else
            json_out_null(&json, "year");
        json_out_text(&json, "template", row->template[0] != '\0' ? row->template : NULL);
        json_out_text(&json, "title", row->title);
        json_out_number(&json, "sections", (int64_t)row->sections);
        json_out_number(&json, "done", (int64_t)row->done);
        json_out_number(&json, "errors", (int64_t)row->errors);
        json_out_number(&json, "warnings", (int64_t)row->warnings);
        json_out_number(&json, "unreviewed", (int64_t)row->unreviewed);
        json_out_text(&json, "changed", changed.s);
        json_out_text(&json, "uid", row->uid);
        json_out_end_object(&json);
        str_release(&changed);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_list_row(struct str *out, const struct library_row *row, int64_t now) {
    size_t from = out->len;
    str_add_format(out, "%lld", (long long)row->id);
    cli_pad(out, from, 6);
    str_add_line(out, span_of(row->unit[0] != '\0' ? row->unit : "-"));
    cli_pad(out, from, 48);
    if (row->year != 0)
        str_add_format(out, "%d", row->year);
    cli_pad(out, from, 54);
    str_add_line(out, span_of(row->template[0] != '\0' ? row->template : "-"));
    cli_pad(out, from, 70);
    str_add_format(out, "%zu/%zu", row->done, row->sections);
    cli_pad(out, from, 78);
    str_add_format(out, _("错%zu 疑%zu"), row->errors, row->warnings);
    cli_pad(out, from, 92);
    clock_add_friendly(out, row->changed, now);
    str_add_byte(out, '\n');
}

/* The library was away and has come back: what was written meanwhile is not in this list. */
static void name_rescued(struct cli *cli) {
    size_t count = 0;
    char *path = session_find_rescued_beside(cli->session, &count);
    if (path != NULL)
        cli_say(cli,
                _("报告库曾经被移走，那时写的字在旁边的 %s（共%zu个），这里可能没有；用--db打开"
                  "它来看"),
                path, count);
    mem_free(path);
}

/* Each report once, with how many of its texts wait for a choice. */
static void name_conflicts(struct cli *cli) {
    struct store_conflicts found = {0};
    if (store_list_conflicts(session_store(cli->session), ALL_REPORTS, &found, NULL) != RC_OK)
        found.count = 0;
    for (size_t i = 0, count = 1; i < found.count; i++, count++) {
        if (i + 1 < found.count && found.items[i + 1].report == found.items[i].report)
            continue;
        cli_say(cli, _("报告%lld有%zu处两份文字还没有选用哪一份；打开报告，在那一节按Ctrl-S选"),
                (long long)found.items[i].report, count);
        count = 0;
    }
    store_conflicts_release(&found);
}

static enum rc run_list(struct cli *cli, struct err *err) {
    struct library_rows reports = {0};
    name_rescued(cli);
    name_conflicts(cli);
    enum rc rc = session_list(cli->session, cli_has(cli, CLI_TRASH), &reports, err);
    if (rc == RC_OK && cli_has(cli, CLI_JSON))
        add_list_json(&cli->out, &reports);
    else if (rc == RC_OK)
        for (size_t i = 0; i < reports.count; i++)
            add_list_row(&cli->out, &reports.items[i], clock_now());
    library_rows_release(&reports);
    return rc;
}

const struct cli_command cli_list = {
    .name = "list",
    .usage = N_("list [--json] [--trash]"),
    .help = N_("列出报告：编号、单位、年度、模板、完成、检查、最近修改"),
    .options = CLI_BIT(JSON) | CLI_BIT(TRASH),
    .needs = CLI_READS,
    .run = run_list,
};

/* --- trash --- */

static enum rc confirm_purge(struct err *err) {
    char answer[64] = "";
    struct span given = {answer, 0};
    if (fgets(answer, sizeof answer, stdin) != NULL) {
        given = span_trim(span_of(answer));
        while (given.n > 0 && (given.p[given.n - 1] == '\n' || given.p[given.n - 1] == '\r'))
            given.n--;
    }
    static const char *const yes[] = {"是", "y", "Y", "yes"};
    for (size_t i = 0; i < ARRAY_LEN(yes); i++)
        if (span_is(given, yes[i]))
            return RC_OK;
    return err_set(err, RC_REFUSED, _("没有删除"));
}

/* One that somebody has open keeps no other; the first is what is said. */
static enum rc purge_all(struct cli *cli, const struct library_rows *reports, struct err *err) {
    enum rc first = RC_OK;
    for (size_t i = 0; i < reports->count; i++) {
        enum rc rc = session_purge(cli->session, reports->items[i].id, first == RC_OK ? err : NULL);
        first = first == RC_OK ? rc : first;
    }
    return first;
}

/* All that is in the trash; asked once. */
static enum rc empty_trash(struct cli *cli, struct err *err) {
    struct library_rows reports = {0};
    enum rc rc = session_list(cli->session, true, &reports, err);
    if (rc == RC_OK && reports.count == 0) {
        cli_say(cli, _("回收站是空的"));
    } else if (rc == RC_OK) {
        say(_("回收站里的%zu份报告将彻底删除，历史也一并删除，不能恢复。确定请输入“是”："),
            reports.count);
        rc = confirm_purge(err);
        if (rc == RC_OK)
            rc = purge_all(cli, &reports, err);
    }
    library_rows_release(&reports);
    return rc;
}

static enum rc run_trash(struct cli *cli, struct err *err) {
    int64_t report = 0;
    if (cli->count == 0)
        return cli_has(cli, CLI_PURGE) ? empty_trash(cli, err) : cli_usage_error(&cli_trash, err);
    enum rc rc = cli_report_number(cli->arguments[0], &report, err);
    if (rc != RC_OK || !cli_has(cli, CLI_PURGE))
        return rc == RC_OK ? session_trash(cli->session, report, true, err) : rc;
    rc = session_load(cli->session, report, err); /* it must be there before anybody is asked */
    session_leave(cli->session);
    if (rc == RC_OK) {
        say(_("报告%lld将彻底删除，历史也一并删除，不能恢复。确定请输入“是”："), (long long)report);
        rc = confirm_purge(err);
    }
    if (rc == RC_OK)
        rc = session_purge(cli->session, report, err);
    return rc;
}

const struct cli_command cli_trash = {
    .name = "trash",
    .usage = N_("trash 报告号 [--purge] | --purge"),
    .help = N_("把报告移入回收站；--purge彻底删除回收站里的一份，不写报告号是全部"),
    .options = CLI_BIT(PURGE),
    .least = 0,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_trash,
};

static enum rc run_untrash(struct cli *cli, struct err *err) {
    int64_t report = 0;
    enum rc rc = cli_report_number(cli->arguments[0], &report, err);
    return rc == RC_OK ? session_trash(cli->session, report, false, err) : rc;
}

const struct cli_command cli_untrash = {
    .name = "untrash",
    .usage = N_("untrash 报告号"),
    .help = N_("从回收站取回报告"),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_untrash,
};

/* --- set --- */

static enum rc split_value(const char *argument, struct session_value *value, struct err *err) {
    const char *equals = strchr(argument, '=');
    if (equals == NULL || equals == argument)
        return err_set(err, RC_USAGE, _("“%s”应写成 名称=值"), argument);
    value->name = (struct span){argument, (size_t)(equals - argument)};
    value->text = span_of(equals + 1);
    return cli_need_text(argument, err);
}

/* What the sentences that use figures said before, and say now. */
static void say_effects(const struct cli *cli, const struct report *before) {
    const struct report *after = session_report(cli->session);
    struct figure_effects effects = {0};
    figure_effects_add(&effects, before, after);
    for (size_t i = 0; i < effects.count; i++) {
        const struct figure_effect *effect = &effects.items[i];
        struct str path = STR_INIT;
        section_add_path(&path, report_find_id(after, effect->section));
        cli_say(cli, _("%s  “%s”现为“%s”"), path.s, effect->before, effect->after);
        str_release(&path);
    }
    figure_effects_release(&effects);
}

/* The values are taken all the same: whoever writes a script reads what it says. */
static void say_doubts(const struct cli *cli, const struct report *before) {
    struct str doubts = STR_INIT;
    figure_doubts_add(&doubts, before, session_report(cli->session), false);
    struct span rest = str_span(&doubts), line = SPAN("");
    while (rest.n > 0 && span_take_line(&rest, &line))
        cli_say(cli, _("请核对：%.*s"), SPAN_ARG(line));
    str_release(&doubts);
}

/* set REPORT --from FILE.xlsx: names or labels in one column, values in another. */
static enum rc fill_from(struct cli *cli, struct err *err) {
    const char *path = cli->given[CLI_FROM];
    struct str bytes = STR_INIT;
    struct sheet_intake intake = {0};
    enum rc rc = session_read_file(cli->session, &bytes, path, XLSX_BYTES_MOST, err);
    if (rc == RC_OK)
        rc = session_fill_from(cli->session, str_span(&bytes), cli_has(cli, CLI_DRY_RUN), &intake,
                               err);
    if (rc == RC_OK) {
        cli_add_intake(cli, &intake, path);
        cli_say(cli, _("取用%zu项"), intake.reported);
    }
    sheet_intake_release(&intake);
    str_release(&bytes);
    return rc;
}

static enum rc set_values(struct cli *cli, const struct session_value *values, size_t count,
                          struct err *err) {
    struct span reason = cli_has(cli, CLI_REASON) ? span_of(cli->given[CLI_REASON]) : SPAN("");
    return session_set_because(cli->session, values, count, reason, err);
}

static enum rc run_set(struct cli *cli, struct err *err) {
    enum rc rc = RC_OK;
    struct report *before = NULL;
    size_t count = cli->count - 1;
    bool from = cli_has(cli, CLI_FROM);
    if ((count == 0) != from || (cli_has(cli, CLI_DRY_RUN) && !from))
        return cli_usage_error(&cli_set, err);
    struct session_value *values = mem_alloc_zero(count + 1, sizeof *values);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = split_value(cli->arguments[i + 1], &values[i], err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK) {
        before = report_clone(session_report(cli->session));
        rc = from ? fill_from(cli, err) : set_values(cli, values, count, err);
    }
    if (rc == RC_OK) {
        say_doubts(cli, before);
        say_effects(cli, before);
    }
    report_free(before);
    mem_free(values);
    return rc;
}

const struct cli_command cli_set = {
    .name = "set",
    .usage = N_("set 报告号 名称=值… [--reason 原因] | 报告号 --from 文件.xlsx [-n] [--json]"),
    .help = N_("修改资料：unit、short_name、year、title、sign_"
               "off、prior和模板中的问题、数据（上年数：名称.prior；责任科室：owner.名称）；--"
               "from从表格取数"),
    .options = CLI_BIT(REASON) | CLI_BIT(FROM) | CLI_BIT(DRY_RUN) | CLI_BIT(JSON),
    .least = 1,
    .most = SIZE_MAX,
    .needs = CLI_WRITES,
    .run = run_set,
};
