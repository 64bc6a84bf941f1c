/* submit, return, final, unlock, edition: a report on its way. */
#include "cli/edition.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "base/text/char_class.h"
#include "cli/diff.h"
#include "cli/pdf.h"
#include "cli/several.h"
#include "exchange/export.h"
#include "exchange/json/out.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"

#include <string.h>

/* 第2稿 · 送审, where it is now. */
static void say_state(const struct cli *cli) {
    struct str state = STR_INIT;
    report_add_edition_state(&state, session_report(cli->session), clock_now());
    cli_say(cli, _("报告%lld：%s"), (long long)session_report(cli->session)->id, state.s);
    str_release(&state);
}

/* --- the steps --- */

static enum rc run_submit(struct cli *cli, struct err *err) {
    enum stage stage = STAGE_NONE;
    enum rc rc = cli_stage(cli, CLI_TO, &stage, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = session_submit(cli->session, stage, err);
    if (rc == RC_OK)
        say_state(cli);
    return rc;
}

static enum rc run_return(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = session_return(cli->session, cli_given(cli, CLI_REASON), err);
    if (rc == RC_OK)
        say_state(cli);
    return rc;
}

static enum rc run_final(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = session_final(cli->session, cli_has(cli, CLI_FORCE), cli_given(cli, CLI_REASON), err);
    if (rc == RC_OK)
        say_state(cli);
    return rc;
}

static enum rc run_unlock(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = session_unlock(cli->session, cli_given(cli, CLI_REASON), err);
    if (rc == RC_OK)
        say_state(cli);
    return rc;
}

/* --- looking --- */

static void add_json(struct str *out, const struct report *report) {
    struct json_out json = {.text = out};
    struct edition edition;
    json_out_begin_list(&json, NULL);
    for (size_t number = 1; report_edition(report, number, &edition); number++) {
        struct str by = STR_INIT, at = STR_INIT, hash = STR_INIT, reason = STR_INIT;
        str_add(&by, edition.by);
        clock_add_utc(&at, edition.at);
        str_add(&hash, edition.hash);
        str_add(&reason, edition.reason);
        json_out_begin_object(&json, NULL);
        json_out_number(&json, "number", (int64_t)number);
        json_out_text(&json, "state", edition_word(edition.state));
        json_out_number(&json, "draft", (int64_t)edition.draft);
        json_out_text(&json, "stage",
                      edition.stage != STAGE_NONE ? stage_word(edition.stage) : NULL);
        json_out_text(&json, "by", by.s);
        json_out_text(&json, "at", at.s);
        json_out_text(&json, "hash", hash.len > 0 ? hash.s : NULL);
        json_out_bool(&json, "kept", edition_keeps(edition.state));
        json_out_text(&json, "reason", reason.len > 0 ? reason.s : NULL);
        json_out_end_object(&json);
        str_release(&by);
        str_release(&at);
        str_release(&hash);
        str_release(&reason);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_rows(struct str *out, const struct report *report) {
    enum { AT = 4, STATE = 22, STAGE = 34, BY = 46, HASH = 58, REASON = 72, HASH_SHOWN = 12 };
    struct edition edition;
    for (size_t number = 1; report_edition(report, number, &edition); number++) {
        size_t from = out->len;
        str_add_format(out, "%zu", number);
        cli_pad(out, from, AT);
        clock_add_friendly(out, edition.at, clock_now());
        cli_pad(out, from, STATE);
        str_add_format(out, _("第%zu稿"), edition.draft);
        str_add_text(out, edition_text(edition.state));
        cli_pad(out, from, STAGE);
        str_add_text(out, stage_text(edition.stage));
        cli_pad(out, from, BY);
        str_add(out, edition.by);
        cli_pad(out, from, HASH);
        str_add(out, span_sub(edition.hash, 0, HASH_SHOWN));
        cli_pad(out, from, REASON);
        str_add(out, edition.reason);
        str_add_byte(out, '\n');
    }
}

static enum rc run_list(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 1, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    if (cli_has(cli, CLI_JSON))
        add_json(&cli->out, report);
    else
        add_rows(&cli->out, report);
    return RC_OK;
}

/* The number that argument `at` gives, else the last step that kept the whole. */
static enum rc number_of(const struct cli *cli, size_t at, size_t *number, struct err *err) {
    enum { NUMBERS_MOST = 1000000 };
    const struct report *report = session_report(cli->session);
    struct edition edition;
    uint64_t typed = 0;
    if (cli->count > at) {
        if (!char_read_number(span_of(cli->arguments[at]), NUMBERS_MOST, &typed) || typed == 0)
            return err_set(err, RC_USAGE, _("“%s”不是版次的序号；用edition list查看"),
                           cli->arguments[at]);
        *number = (size_t)typed;
        return RC_OK;
    }
    for (size_t i = report_count_editions(report); i > 0; i--)
        if (report_edition(report, i, &edition) && edition_keeps(edition.state)) {
            *number = i;
            return RC_OK;
        }
    return err_set(err, RC_NOT_FOUND, _("这份报告还没有送审或定稿，没有留存的版次"));
}

static enum rc run_show(struct cli *cli, struct err *err) {
    const char *path = cli_has(cli, CLI_OUTPUT) ? cli->given[CLI_OUTPUT] : "-";
    bool to_file = strcmp(path, "-") != 0;
    const struct export_format *format = NULL;
    struct report *report = NULL;
    size_t number = 0;
    enum rc rc = cli_format_of(cli, &format, err);
    if (rc == RC_OK && cli_names_several(cli))
        rc = cli_refuse_format(span_of(cli->given[CLI_FORMAT]), err);
    if (rc == RC_OK)
        rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = number_of(cli, 2, &number, err);
    if (rc == RC_OK)
        rc = session_edition_report(cli->session, number, &report, err);
    if (rc == RC_OK) {
        struct export_options options = {.format = format->name};
        session_let_read(cli->session, &options);
        rc = export_bytes(&cli->file, report, &options, NULL, err);
    }
    if (rc == RC_OK)
        rc = cli_turn_file(cli, format, &cli->file, err);
    if (rc == RC_OK && to_file) {
        rc = session_write_file(cli->session, path, str_span(&cli->file), err);
        str_clear(&cli->file);
        if (rc == RC_OK)
            cli_say(cli, _("已导出到%s"), path);
    }
    report_free(report);
    return rc;
}

static enum rc run_diff(struct cli *cli, struct err *err) {
    struct session_diff diff = {0};
    size_t number = 0, newer = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = number_of(cli, 2, &number, err);
    if (rc == RC_OK && cli->count > 3)
        rc = number_of(cli, 3, &newer, err);
    if (rc == RC_OK)
        rc = cli->count > 3 ? session_diff_steps(cli->session, number, newer, &diff, err)
                            : session_diff(cli->session, 0, -(int64_t)number, &diff, err);
    if (rc == RC_OK)
        rc = cli_print_diff(cli, &diff, err);
    session_diff_release(&diff);
    return rc;
}

static const struct cli_verb verbs[] = {
    {"list", 2, 2, CLI_READS, run_list},
    {"show", 2, 3, CLI_READS, run_show},
    {"diff", 2, 4, CLI_READS, run_diff},
    {NULL, 0, 0, CLI_NO_STORE, NULL},
};

const struct cli_command cli_submit = {
    .name = "submit",
    .usage = N_("submit 报告号 [--to 给谁]"),
    .help = N_("送审：留存这一稿；已定稿的记为已报送"),
    .options = CLI_BIT(TO),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_submit,
};

const struct cli_command cli_return = {
    .name = "return",
    .usage = N_("return 报告号 --reason 原因"),
    .help = N_("退回：送审、定稿或报送的报告退回来再改"),
    .options = CLI_BIT(REASON),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_return,
};

const struct cli_command cli_final = {
    .name = "final",
    .usage = N_("final 报告号 [--force --reason 原因]"),
    .help = N_("定稿：留存全文，锁住文字、数据和目录"),
    .options = CLI_BIT(FORCE) | CLI_BIT(REASON),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_final,
};

const struct cli_command cli_unlock = {
    .name = "unlock",
    .usage = N_("unlock 报告号 --reason 原因"),
    .help = N_("解除定稿，可以再改"),
    .options = CLI_BIT(REASON),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_unlock,
};

const struct cli_command cli_edition = {
    .name = "edition",
    .usage = N_("edition list 报告号 [--json] | show 报告号 [序号] [-o 文件] [--format 格式] | "
                "diff 报告号 [序号 [序号]] [--json] [-o 文件.docx]"),
    .help = N_("列出各版次，取出其中一版，与现在或另一版对照"),
    .options = CLI_BIT(JSON) | CLI_BIT(OUTPUT) | CLI_BIT(FORMAT),
    .least = 2,
    .most = 4,
    .verbs = verbs,
};
