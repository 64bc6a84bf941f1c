/* export on the command line. */
#include "cli/exchange.h"
#include "base/os/file_path.h"
#include "base/text/charset_encode.h"
#include "cli/all.h"
#include "cli/commands.h"
#include "cli/pdf.h"
#include "cli/several.h"
#include "exchange/export.h"
#include "model/section.h"
#include "session/check.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/say.h"
#include "base/work.h"
#include "exchange/exchange.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/handin.h"

#include <stdio.h>
#include <string.h>

static enum rc export_options_of(const struct cli *cli, struct export_options *options,
                                 struct err *err) {
    static const char *const eols[] = {"lf", "crlf", NULL};
    static const char *const layouts[] = {"plain", "page", NULL};
    static const char *const unmappables[] = {"refuse", "geta", "ncr", NULL};
    const struct export_format *format = NULL;
    size_t eol = 0, layout = 0, unmappable = 0;
    enum rc rc = cli_format_of(cli, &format, err);
    if (rc != RC_OK)
        return rc;
    assert(format != NULL);

    rc = cli_choice(cli, CLI_EOL, eols, &eol, err);
    if (rc == RC_OK)
        rc = cli_choice(cli, CLI_LAYOUT, layouts, &layout, err);
    if (rc == RC_OK)
        rc = cli_choice(cli, CLI_UNMAPPABLE, unmappables, &unmappable, err);
    const char *encoding = cli->given[CLI_ENCODING];
    if (rc == RC_OK && encoding != NULL && charset_canonical(encoding) == NULL)
        rc = err_set(err, RC_USAGE, _("不认识的编码“%s”；常用的有utf-8、gb18030、gbk"), encoding);
    if (rc == RC_OK && cli_has(cli, CLI_REFERENCE) && !cli_names_several(cli) &&
        !export_format_is_word(format))
        rc = err_set(err, RC_USAGE, _("--reference只用于docx；请加上--format docx"));
    if (rc != RC_OK)
        return rc;

    *options = (struct export_options){.format = format->name,
                                       .encoding = encoding,
                                       .crlf = eol == 1,
                                       .layout = cli_has(cli, CLI_LAYOUT)
                                                     ? (enum export_layout)(LAYOUT_PLAIN + layout)
                                                     : LAYOUT_OF_TEMPLATE,
                                       .unmappable = (enum charset_unmappable)unmappable,
                                       .reference = cli->given[CLI_REFERENCE],
                                       .draft = cli_has(cli, CLI_DRAFT)};
    return RC_OK;
}

/* 交稿检查: the lines that the screen shows before an export. */
static void say_open(const struct cli *cli, struct session *session) {
    struct handin handin;
    struct str text = STR_INIT;
    session_handin(session, &handin);
    for (size_t i = 0; i < handin.count; i++) {
        str_add_text(&text, i == 0 ? _("交稿检查：") : "\n          ");
        handin_add_line(&text, &handin.lines[i]);
    }
    if (text.len > 0)
        cli_say(cli, "%s", text.s);
    str_release(&text);
}

/* Findings and unfilled sections never stop an export: they are said. */
static void say_state(const struct cli *cli, struct session *session) {
    const struct findings *findings = session_check(session);
    size_t errors = findings_count(findings, SEVERITY_ERROR);
    size_t warnings = findings_count(findings, SEVERITY_WARNING);
    size_t hints = findings_count(findings, SEVERITY_HINT);
    if (errors + warnings + hints > 0)
        cli_say(cli, _("检查：错误%zu，存疑%zu，提醒%zu（用check查看）"), errors, warnings, hints);
    say_open(cli, session);
    struct str unprinted = STR_INIT;
    size_t count = report_list_unprinted(&unprinted, session_report(session));
    if (count > 0)
        cli_say(cli, _("未填%zu节：\n%s"), count, unprinted.s);
    str_clear(&unprinted);
    count = report_list_irrelevant(&unprinted, session_report(session));
    if (count > 0)
        cli_say(cli, _("按现在的填写不适用、文字留着不印的%zu节：\n%s"), count, unprinted.s);
    str_release(&unprinted);
}

static enum rc check_before(const struct cli *cli, struct err *err) {
    const struct findings *findings = NULL;
    enum rc rc = cli_check_loaded(cli, &findings, err);
    return rc == RC_OK ? cli_fail_on(cli, findings, err) : rc;
}

static enum rc export_loaded(struct cli *cli, const struct export_options *options, struct str *out,
                             struct err *err) {
    struct charset_report charset = {0};
    struct export_options placed = *options;
    enum rc rc = check_before(cli, err);
    session_place_export(cli->session, session_report(cli->session), &placed);
    if (rc == RC_OK && strcmp(options->format, "json") == 0)
        rc = session_load_kept(cli->session, err);
    if (rc == RC_OK)
        rc = export_bytes(out, session_report(cli->session), &placed, &charset, err);
    if (charset.count > 0) {
        struct str places = STR_INIT;
        report_add_unmappable(session_report(cli->session), &charset, &places);
        if (rc == RC_OK)
            cli_say(cli, _("有%zu个字目标编码没有，已按--unmappable代替："), charset.count);
        cli_say(cli, "%s", places.s);
        str_release(&places);
    }
    if (rc == RC_OK)
        say_state(cli, cli->session);
    return rc;
}

/* The pages of a long report take seconds: how far they are is shown, and Ctrl-C stops them. */
static enum rc lay_out(const struct cli *cli, const struct export_options *options,
                       struct pages *pages, struct err *err) {
    struct document document;
    struct work work;
    document_from_report(&document, session_report(cli->session), options->draft);
    struct pages_work *laid = pages_work_begin(&document);
    bool stopped = false;
    work_begin(&work, _("正在排版"), 0, cli_has(cli, CLI_QUIET));
    while (!stopped && pages_work_next(laid, PAGES_SLICE))
        stopped = !work_reach(&work, (size_t)pages_work_percent(laid));
    work_end(&work);
    if (stopped)
        pages_work_stop(laid);
    else
        pages_work_finish(laid, pages);
    document_release(&document);
    return stopped ? err_set(err, RC_CANCELLED, _("已停止：没有导出")) : RC_OK;
}

static enum rc export_several(struct cli *cli, const struct export_options *options,
                              struct err *err) {
    enum rc rc = check_before(cli, err);
    if (rc == RC_OK)
        rc = cli_export_several(cli, span_of(cli->given[CLI_FORMAT]), options, err);
    if (rc == RC_OK)
        say_state(cli, cli->session);
    return rc;
}

static enum rc run_export(struct cli *cli, struct err *err) {
    struct export_options options = {0};
    bool all = cli_has(cli, CLI_ALL);
    enum rc rc = export_options_of(cli, &options, err);
    const struct export_format *format = rc == RC_OK ? export_format_find(options.format) : NULL;
    if (rc == RC_OK && all && format->made_of != NULL)
        rc = err_set(err, RC_USAGE, _("--all不能导出为%s；请逐份导出"), format->name);
    if (rc == RC_OK && (cli->count != (all ? 0 : 1) || (all && cli_names_several(cli))))
        rc = cli_usage_error(&cli_export, err);
    if (rc != RC_OK || all)
        return rc == RC_OK ? cli_export_all(cli, &options, err) : rc;
    struct pages pages = {0};
    rc = cli_load(cli, 0, err);
    if (rc == RC_OK && !cli_names_several(cli))
        export_options_complete(&options, session_report(cli->session));
    if (rc == RC_OK && options.layout == LAYOUT_PAGE && format->pages) {
        rc = lay_out(cli, &options, &pages, err);
        options.pages = &pages;
    }
    if (rc == RC_OK && cli_names_several(cli))
        rc = export_several(cli, &options, err);
    else if (rc == RC_OK)
        rc = export_loaded(cli, &options, &cli->file, err);
    if (rc == RC_OK && !cli_names_several(cli))
        rc = cli_turn_file(cli, format, &cli->file, err);
    pages_release(&pages);
    if (rc != RC_OK || cli_names_several(cli) || !cli_has(cli, CLI_OUTPUT) ||
        strcmp(cli->given[CLI_OUTPUT], "-") == 0)
        return rc;
    rc = session_write_file(cli->session, cli->given[CLI_OUTPUT], str_span(&cli->file), err);
    str_clear(&cli->file);
    if (rc == RC_OK)
        cli_say(cli, _("已导出到%s"), cli->given[CLI_OUTPUT]);
    return rc;
}

const struct cli_command cli_export = {
    .name = "export",
    .usage = N_("export 报告号 [-o 文件] [--format 格式] [--encoding 编码] [--eol lf|crlf] "
                "[--layout plain|page] [--unmappable refuse|geta|ncr] [--fail-on 级别] [--force] "
                "[--draft] [--reference 文件.docx] | --all [-o 文件夹]"),
    .help = N_("导出报告（txt、md、html、docx、xlsx、json、pdf）到文件或标准输出"),
    .options = CLI_BIT(OUTPUT) | CLI_BIT(FORMAT) | CLI_BIT(ENCODING) | CLI_BIT(EOL) |
               CLI_BIT(LAYOUT) | CLI_BIT(UNMAPPABLE) | CLI_BIT(FAIL_ON) | CLI_BIT(FORCE) |
               CLI_BIT(DRAFT) | CLI_BIT(ALL) | CLI_BIT(REFERENCE),
    .least = 0,
    .most = 1,
    .needs = CLI_READS,
    .run = run_export,
};
