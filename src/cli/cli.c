#include "cli/cli.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/text/char_class.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "base/work.h"
#include "session/check.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/rescue_take.h"
#include "store/conflicts.h"

#include <stdarg.h>
#include <string.h>

#define X(name, word, value, help) [CLI_##name] = {word, value, help},
const struct cli_option_row cli_options[CLI_OPTION_COUNT] = {CLI_OPTION_LIST(X)};
#undef X

const uint64_t cli_common_options =
    CLI_BIT(DB) | CLI_BIT(USER) | CLI_BIT(LANG) | CLI_BIT(QUIET) | CLI_BIT(HELP) | CLI_BIT(VERSION);

uint64_t cli_file_options(void) {
    uint64_t set = 0;
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if (cli_options[i].value != NULL && strcmp(cli_options[i].value, "文件") == 0)
            set |= UINT64_C(1) << i;
    return set;
}

bool cli_has(const struct cli *cli, enum cli_option option) {
    return cli->given[option] != NULL;
}

struct span cli_given(const struct cli *cli, enum cli_option option) {
    return cli_has(cli, option) ? span_of(cli->given[option]) : SPAN("");
}

enum rc cli_usage_error(const struct cli_command *command, struct err *err) {
    return err_set(err, RC_USAGE, _("用法：jixiao %s"), _(command->usage));
}

enum rc cli_stage(const struct cli *cli, enum cli_option option, enum stage *stage,
                  struct err *err) {
    struct str words = STR_INIT;
    *stage = STAGE_NONE;
    if (!cli_has(cli, option) || stage_find(cli_given(cli, option), stage))
        return RC_OK;
    stage_add_words(&words);
    enum rc rc = err_set(err, RC_USAGE, _("不认识“%s”；%s后可写%s"), cli->given[option],
                         cli_options[option].word, words.s);
    str_release(&words);
    return rc;
}

void cli_say(const struct cli *cli, const char *format, ...) {
    if (cli_has(cli, CLI_QUIET))
        return;
    va_list args;
    va_start(args, format);
    say_list(format, args);
    va_end(args);
}

void cli_pad(struct str *out, size_t from, size_t columns) {
    size_t have = width_of_text(span_sub(str_span(out), from, out->len), WIDTH_WIDE);
    str_add_repeat(out, SPAN(" "), have < columns ? columns - have : 1);
}

enum rc cli_report_number(const char *text, int64_t *report, struct err *err) {
    uint64_t number = 0;
    if (!char_read_number(span_of(text), INT64_MAX, &number))
        return err_set(err, RC_USAGE, _("“%s”不是报告号；报告号是list列出的数字"), text);
    *report = (int64_t)number;
    return RC_OK;
}

static void say_conflicts(struct cli *cli, int64_t report) {
    struct store_conflicts found = {0};
    if (store_list_conflicts(session_store(cli->session), report, &found, NULL) != RC_OK)
        found.count = 0;
    for (size_t i = 0; i < found.count; i++) {
        const struct section *section =
            report_find_id(session_report(cli->session), found.items[i].section);
        cli_say(cli, _("“%s”有两份文字还没有选用哪一份，“%s”的一份打开报告以后在那一节按Ctrl-S选"),
                section != NULL ? section->heading : "", found.items[i].clerk);
    }
    store_conflicts_release(&found);
}

enum rc cli_load(struct cli *cli, size_t i, struct err *err) {
    int64_t report = 0;
    enum rc rc = cli_report_number(cli->arguments[i], &report, err);
    if (rc == RC_OK)
        rc = session_load(cli->session, report, err);
    if (rc == RC_OK)
        say_conflicts(cli, report);
    return rc;
}

enum rc cli_section(struct cli *cli, size_t i, const struct section **out, struct err *err) {
    const struct report *report = session_report(cli->session);
    *out = report_find_section(report, span_of(cli->arguments[i]));
    if (*out == NULL)
        return err_set(err, RC_NOT_FOUND,
                       _("报告%lld没有“%s”这一节；用outline查看各节的位置和名称"),
                       (long long)report->id, cli->arguments[i]);
    return RC_OK;
}

enum rc cli_year(const char *text, int *year, struct err *err) {
    if (!report_year_read(year, span_of(text)))
        return err_set(err, RC_USAGE, _("年度“%s”不对，应是四位数字，如2023"), text);
    return RC_OK;
}

enum rc cli_need_text(const char *text, struct err *err) {
    if (utf8_is_valid(span_of(text), NULL))
        return RC_OK;
    return err_set(err, RC_USAGE, _("“%s”不是UTF-8文字；请把终端的编码设为UTF-8再输入"), text);
}

enum rc cli_choice(const struct cli *cli, enum cli_option option, const char *const *words,
                   size_t *which, struct err *err) {
    *which = 0;
    if (!cli_has(cli, option))
        return RC_OK;
    for (; words[*which] != NULL; ++*which)
        if (strcmp(words[*which], cli->given[option]) == 0)
            return RC_OK;
    return err_set(err, RC_USAGE, _("%s不能是“%s”，应是%s"), cli_options[option].word,
                   cli->given[option], cli_options[option].value);
}

enum rc cli_check_loaded(const struct cli *cli, const struct findings **findings, struct err *err) {
    struct session *session = cli->session;
    struct work work;
    bool stopped = false;
    work_begin(&work, _("正在检查"), 0, cli_has(cli, CLI_QUIET));
    while (!stopped && !session_is_checked(session) && !session_check_on(session))
        stopped = !work_reach(&work, (size_t)session_check_percent(session));
    work_end(&work);
    if (stopped)
        return err_set(err, RC_CANCELLED, _("已停止：没有检查完"));
    *findings = session_check(session);
    return RC_OK;
}

enum rc cli_fail_on(const struct cli *cli, const struct findings *findings, struct err *err) {
    static const char *const words[] = {"error", "warning", "hint", NULL};
    static const enum severity severities[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_HINT};
    size_t which = 0;
    enum rc rc = cli_choice(cli, CLI_FAIL_ON, words, &which, err);
    if (rc != RC_OK || !cli_has(cli, CLI_FAIL_ON) || cli_has(cli, CLI_FORCE))
        return rc;
    enum severity least = SEVERITY_ERROR;
    size_t count = 0;
    for (size_t i = 0; i <= which && i < ARRAY_LEN(severities); i++) {
        least = severities[i];
        count += findings_count(findings, least);
    }
    return count == 0 ? RC_OK
                      : err_set(err, RC_REFUSED, _("有%zu处%s及以上的问题，用check查看"), count,
                                severity_title(least));
}

/* --- the session, and texts --- */

enum rc cli_open(struct cli *cli, enum cli_needs needs, struct err *err) {
    struct session_options wanted = {
        .db = cli->given[CLI_DB], .user = cli->given[CLI_USER], .reads_only = needs == CLI_READS};
    enum rc rc = session_open(&cli->session, &wanted, err);
    size_t count = 0;
    char *rescued = rc == RC_OK ? session_find_rescued(cli->session, &count) : NULL;
    if (rescued != NULL)
        cli_say(cli, _("报告库是空的；旁边有数据库不见时救下的 %s，打开全屏可以取回"), rescued);
    if (count > 1)
        cli_say(cli, _("那里还有%zu个救下的，不会取回：用--db打开，把报告导出为json再导入"),
                count - 1);
    mem_free(rescued);
    return rc;
}

/* Appends what is text in the locale's encoding; false: nothing is to be decoded, or not all can
 * be. */
bool cli_decode_whole(struct str *out, struct span bytes) {
    struct charset_report report = {0};
    const char *charset = charset_of_locale();
    return strcmp(charset, "utf-8") != 0 &&
           charset_decode(out, bytes, charset, &report, NULL) == RC_OK && report.count == 0;
}

void cli_decode_text(struct str *text) {
    struct str decoded = STR_INIT;
    if (!utf8_is_valid(str_span(text), NULL) && cli_decode_whole(&decoded, str_span(text)))
        str_set(text, str_span(&decoded));
    str_release(&decoded);
}
