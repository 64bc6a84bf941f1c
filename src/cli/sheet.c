/* sheet: what the offices are asked for, hand in, and what is done with it. */
#include "cli/sheet.h"
#include "model/figure/figure_entry.h"
#include "model/sheet/handed.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/sheet_take.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "exchange/json/out.h"
#include "exchange/xlsx/read.h"
#include "model/figure/figure.h"
#include "model/report_values.h"

#include <string.h>

/* --- out --- */

static enum rc format_of(const struct cli *cli, enum sheet_format *format, struct err *err) {
    static const char *const words[] = {
        [SHEET_EXCEL] = "xlsx", [SHEET_WORD] = "docx", [SHEET_TEXT] = "txt"};
    *format = SHEET_EXCEL;
    if (!cli_has(cli, CLI_FORMAT))
        return RC_OK;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(cli->given[CLI_FORMAT], words[i]) == 0) {
            *format = (enum sheet_format)i;
            return RC_OK;
        }
    return err_set(err, RC_USAGE, _("填报表的格式是xlsx、docx或txt，不是“%s”"),
                   cli->given[CLI_FORMAT]);
}

static enum rc send(struct cli *cli, const struct sheet_order *order, struct sheet_files *files,
                    struct err *err) {
    struct err why = {0};
    enum rc rc = session_send_sheets(cli->session, order, files, &why);
    if (rc == RC_REFUSED)
        return err_set(err, rc, _("%s；请换一个文件夹，或用--replace"), why.text);
    return rc == RC_OK ? RC_OK : err_set(err, rc, "%s", why.text);
}

static enum rc run_out(struct cli *cli, struct err *err) {
    struct sheet_files files = {0};
    struct sheet_order order = {.owner = cli->given[CLI_OWNER],
                                .due = cli->given[CLI_DUE],
                                .folder = cli->given[CLI_OUTPUT],
                                .replace = cli_has(cli, CLI_REPLACE)};
    if (order.folder == NULL)
        return cli_usage_error(&cli_sheet, err);
    enum rc rc = format_of(cli, &order.format, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = send(cli, &order, &files, err);
    for (size_t i = 0; rc == RC_OK && i < files.count; i++)
        str_add_format(&cli->out, "%zu\t%s\t%zu\t%s\n", files.items[i].number, files.items[i].owner,
                       files.items[i].figures, files.items[i].path);
    sheet_files_release(&files);
    return rc;
}

/* --- in --- */

static const char *const result_words[] = {[SHEET_REPORTED] = "reported",
                                           [SHEET_SAME] = "same",
                                           [SHEET_EMPTY] = "empty",
                                           [SHEET_UNPLACED] = "unplaced",
                                           [SHEET_REFUSED] = "refused"};

static void add_rows_json(struct json_out *json, const struct sheet_intake *intake) {
    json_out_begin_list(json, "rows");
    for (size_t i = 0; i < intake->count; i++) {
        const struct sheet_row *row = &intake->rows[i];
        json_out_begin_object(json, NULL);
        json_out_number(json, "row", (int64_t)row->line);
        json_out_text(json, "name", row->name[0] != '\0' ? row->name : NULL);
        json_out_text(json, "label", row->label);
        json_out_text(json, "result", result_words[row->result]);
        json_out_text(json, "base", row->base);
        json_out_text(json, "now", row->now);
        json_out_text(json, "handed", row->value);
        json_out_bool(json, "conflict", row->conflicts);
        json_out_text(json, "message", row->message[0] != '\0' ? row->message : NULL);
        json_out_end_object(json);
    }
    json_out_end_list(json);
}

static void add_json(struct str *out, const struct sheet_intake *intake, const char *path) {
    struct json_out json = {.text = out};
    json_out_begin_object(&json, NULL);
    json_out_text(&json, "file", path);
    json_out_number(&json, "report", intake->report);
    json_out_text(&json, "owner", intake->owner);
    json_out_number(&json, "sheet", (int64_t)intake->number);
    json_out_number(&json, "reported", (int64_t)intake->reported);
    add_rows_json(&json, intake);
    json_out_end_object(&json);
    str_add_byte(out, '\n');
}

static void add_row(struct str *out, const struct sheet_row *row) {
    enum { LABEL = 36, NOW = 54 };
    size_t from = out->len;
    str_add_line(out, span_of(row->label));
    cli_pad(out, from, LABEL);
    str_add_text(out, row->now[0] != '\0' ? row->now : "-");
    cli_pad(out, from, NOW);
    str_add_format(out, "→ %s%s\n", row->value, row->conflicts ? _("　（发表以后这里改过）") : "");
}

void cli_add_intake(struct cli *cli, const struct sheet_intake *intake, const char *path) {
    if (cli_has(cli, CLI_JSON))
        add_json(&cli->out, intake, path);
    for (size_t i = 0; i < intake->count; i++) {
        const struct sheet_row *row = &intake->rows[i];
        if (row->result == SHEET_REPORTED && !cli_has(cli, CLI_JSON))
            add_row(&cli->out, row);
        if (row->result == SHEET_UNPLACED)
            cli_say(cli, _("%s：第%zu行“%s”无法对应，没有取用"), path, row->line, row->label);
        else if (row->line == 0 && row->label[0] == '\0') /* of the file as a whole */
            cli_say(cli, "%s：%s", path, row->message);
        else if (row->line == 0) /* of a page as a whole */
            cli_say(cli, _("%s：工作表“%s”：%s"), path, row->label, row->message);
        else if (row->result == SHEET_REFUSED)
            cli_say(cli, _("%s：第%zu行“%s”没有取用：%s"), path, row->line, row->label,
                    row->message);
        else if (row->message[0] != '\0')
            cli_say(cli, _("%s：第%zu行“%s”：%s"), path, row->line, row->label, row->message);
    }
}

static enum rc take_in(struct cli *cli, const char *path, struct err *err) {
    struct str bytes = STR_INIT;
    struct sheet_intake intake = {0};
    enum rc rc = session_read_file(cli->session, &bytes, path, XLSX_BYTES_MOST, err);
    if (rc == RC_OK)
        rc = session_take_in_sheet(cli->session, str_span(&bytes), path, cli_has(cli, CLI_DRY_RUN),
                                   &intake, err);
    if (rc == RC_OK) {
        cli_add_intake(cli, &intake, path);
        cli_say(cli, _("%s：报告%lld，%s，新报%zu项"), path, (long long)intake.report,
                intake.owner[0] != '\0' ? intake.owner : _("未定科室"), intake.reported);
    } else {
        (void)err_at(err, "%s", path);
    }
    sheet_intake_release(&intake);
    str_release(&bytes);
    return rc;
}

/* Each file by itself; the exit code is the worst. */
static enum rc run_in(struct cli *cli, struct err *err) {
    enum rc worst = RC_OK;
    for (size_t i = 1; i < cli->count; i++) {
        struct err why = {0};
        enum rc rc = take_in(cli, cli->arguments[i], &why);
        if (rc == RC_OK)
            continue;
        if (worst != RC_OK || i + 1 < cli->count)
            cli_say(cli, "%s", why.text);
        if (worst == RC_OK || rc_exit_code(rc) > rc_exit_code(worst))
            worst = err_set(err, rc, "%s", why.text);
    }
    return worst;
}

/* --- the list --- */

static void add_figure_json(struct json_out *json, const struct report *report,
                            const struct template_figure *figure, const struct handed *handed) {
    struct str texts[6] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT};
    const struct span fields[] = {handed->base, handed->value,  handed->note,
                                  handed->by,   handed->reason, handed->prior};
    const char *now = report_value(report, span_of(figure->name));
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        str_add(&texts[i], fields[i]);
    struct str at = STR_INIT;
    clock_add_utc(&at, handed->at);
    json_out_begin_object(json, NULL);
    json_out_text(json, "owner", report_owner(report, figure));
    json_out_number(json, "sheet", (int64_t)handed->sheet);
    json_out_text(json, "name", figure->name);
    json_out_text(json, "label", figure->label);
    json_out_text(json, "unit", figure_unit(figure));
    json_out_text(json, "state", handed_word(handed->state));
    json_out_text(json, "base", texts[0].s);
    json_out_text(json, "now", now != NULL ? now : "");
    json_out_text(json, "handed", texts[1].s);
    json_out_text(json, "note", texts[2].s);
    json_out_text(json, "by", texts[3].s);
    json_out_text(json, "at", at.s);
    json_out_text(json, "reason", texts[4].len > 0 ? texts[4].s : NULL);
    if (handed->prior.n > 0)
        json_out_text(json, "prior", texts[5].s);
    json_out_end_object(json);
    str_release(&at);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        str_release(&texts[i]);
}

static void add_figure(struct str *out, const struct report *report,
                       const struct template_figure *figure, const struct handed *handed) {
    enum { STATE = 12, LABEL = 20, NOW = 52, HANDED = 68, REST = 84 };
    size_t from = out->len;
    const char *owner = report_owner(report, figure);
    const char *now = report_value(report, span_of(figure->name));
    str_add_text(out, owner[0] != '\0' ? owner : _("未定科室"));
    cli_pad(out, from, STATE);
    str_add_text(out, handed_text(handed->state));
    cli_pad(out, from, LABEL);
    str_add_line(out, span_of(figure->label));
    cli_pad(out, from, NOW);
    str_add_text(out, now != NULL ? now : "-");
    cli_pad(out, from, HANDED);
    str_add(out, handed->value);
    cli_pad(out, from, REST);
    str_add(out, handed->reason.n > 0 ? handed->reason : handed->note);
    if (handed->prior.n > 0)
        str_add_format(out, _("　报来上年数%.*s"), SPAN_ARG(handed->prior));
    str_add_byte(out, '\n');
}

static enum rc run_list(struct cli *cli, struct err *err) {
    struct json_out json = {.text = &cli->out};
    enum rc rc = cli_load(cli, 1, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    const struct template *template = report->template;
    if (cli_has(cli, CLI_JSON))
        json_out_begin_list(&json, NULL);
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct handed handed = report_handed(report, figure->name);
        if (handed.state == HANDED_NONE ||
            (cli_has(cli, CLI_OWNER) &&
             strcmp(cli->given[CLI_OWNER], report_owner(report, figure)) != 0))
            continue;
        if (cli_has(cli, CLI_JSON))
            add_figure_json(&json, report, figure, &handed);
        else
            add_figure(&cli->out, report, figure, &handed);
    }
    if (cli_has(cli, CLI_JSON)) {
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    }
    return RC_OK;
}

/* --- taking, refusing, exempting --- */

static struct sheet_choice choice_of(const struct cli *cli) {
    return (struct sheet_choice){
        .owner = cli->given[CLI_OWNER], .names = cli->arguments + 2, .count = cli->count - 2};
}

static enum rc run_take(struct cli *cli, struct err *err) {
    struct str said = STR_INIT;
    size_t taken = 0, left = 0;
    enum rc rc = cli_load(cli, 1, err);
    struct sheet_choice choice = choice_of(cli);
    if (rc == RC_OK)
        rc = session_take_handed(cli->session, &choice, cli_given(cli, CLI_REASON), &taken, &left,
                                 &said, err);
    if (rc == RC_OK)
        cli_say(cli, _("取用%zu项"), taken);
    if (rc == RC_OK && left > 0)
        rc = err_set(err, RC_CONFLICT,
                     _("有%zu项在发表以后改过，没有取用；核对以后写明名称再取用：\n%s"), left,
                     said.s);
    str_release(&said);
    return rc;
}

static enum rc run_mark(struct cli *cli,
                        enum rc (*mark)(struct session *session, const struct sheet_choice *choice,
                                        struct span reason, size_t *done, struct err *err),
                        struct err *err) {
    size_t done = 0;
    enum rc rc = cli_load(cli, 1, err);
    struct sheet_choice choice = choice_of(cli);
    if (rc == RC_OK && choice.owner == NULL && choice.count == 0)
        return err_set(err, RC_USAGE, _("请写明哪一项（名称），或哪个科室（--owner）"));
    if (rc == RC_OK)
        rc = mark(cli->session, &choice, cli_given(cli, CLI_REASON), &done, err);
    if (rc == RC_OK)
        cli_say(cli, _("%zu项"), done);
    return rc;
}

static enum rc run_refuse(struct cli *cli, struct err *err) {
    return run_mark(cli, session_refuse_handed, err);
}

static enum rc run_recall(struct cli *cli, struct err *err) {
    return run_mark(cli, session_exempt, err);
}

static const struct cli_verb verbs[] = {
    {"out", 2, 2, CLI_WRITES, run_out},
    {"in", 2, SIZE_MAX, CLI_WRITES, run_in},
    {"list", 2, 2, CLI_READS, run_list},
    {"take", 2, SIZE_MAX, CLI_WRITES, run_take},
    {"refuse", 2, SIZE_MAX, CLI_WRITES, run_refuse},
    {"recall", 2, SIZE_MAX, CLI_WRITES, run_recall},
    {NULL, 0, 0, CLI_NO_STORE, NULL},
};

const struct cli_command cli_sheet = {
    .name = "sheet",
    .usage = N_("sheet out 报告号 -o 文件夹 [--owner 科室] [--due 日期] [--format xlsx|docx|txt] "
                "[--replace] | in 文件… [-n] [--json] | list 报告号 [--owner 科室] [--json] | "
                "take|refuse|recall 报告号 [--owner 科室] [名称…] [--reason 原因]"),
    .help = N_("向科室发填报表，收回填好的，核对取用、退回或免报"),
    .options = CLI_BIT(OUTPUT) | CLI_BIT(OWNER) | CLI_BIT(DUE) | CLI_BIT(FORMAT) |
               CLI_BIT(REPLACE) | CLI_BIT(DRY_RUN) | CLI_BIT(JSON) | CLI_BIT(REASON),
    .least = 1,
    .most = SIZE_MAX,
    .files_from = 2,
    .files_of = "in",
    .verbs = verbs,
};
