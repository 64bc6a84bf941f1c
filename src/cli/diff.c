/* diff: a report against last year's, another one, or an earlier moment of its own. */
#include "cli/diff.h"

#include "cli/commands.h"
#include "model/diff_report.h"
#include "model/section.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "exchange/json/out.h"

/* --- as text --- */

/* Only lines in which something differs. */
static void add_lines(struct str *out, const struct diff_text *diff, const char *indent) {
    for (size_t from = 0, to = 0; diff_text_next_line(diff, &from, &to);) {
        str_add_text(out, indent);
        for (size_t i = from; i < to; i++)
            session_diff_add_run(out, &diff->runs[i]);
        str_add_byte(out, '\n');
    }
}

static void add_item(struct str *out, const struct diff_item *item) {
    str_add_byte(out, '\n');
    session_diff_add_status(out, item);
    str_add_text(out, "  ");
    session_diff_add_heading(out, item);
    str_add_byte(out, '\n');
    if (item->old_section != NULL && item->new_section != NULL && diff_text_differs(&item->heading))
        add_lines(out, &item->heading, "  ");
    add_lines(out, &item->body, "    ");
}

static void add_report(struct str *out, const char *which, const struct report *report,
                       int64_t change) {
    str_add_format(out, _("%s：报告%lld  %s %d年度"), which, (long long)report->id, report->unit,
                   report->year);
    if (change > 0)
        str_add_format(out, _("，第%lld号改动之后"), (long long)change);
    else if (change < 0)
        str_add_format(out, _("，版次%lld"), (long long)-change);
    str_add_byte(out, '\n');
}

static void add_text(struct str *out, const struct session_diff *diff,
                     const struct report *report) {
    add_report(out, _("旧"), diff->old_report, diff->change);
    add_report(out, _("新"), report, -(int64_t)diff->step);
    str_add_format(out, "%s\n", _("[-删去的字-]  {+新增的字+}  ¶ 分段"));
    for (size_t i = 0; i < diff->sections.count; i++)
        if (diff_item_differs(&diff->sections.items[i]))
            add_item(out, &diff->sections.items[i]);
    str_add_byte(out, '\n');
    session_diff_add_counts(out, &diff->sections);
    str_add_byte(out, '\n');
}

/* --- as JSON --- */

static void add_runs(struct json_out *json, const char *key, const struct diff_text *diff) {
    static const char *const words[] = {
        [DIFF_KEPT] = "keep", [DIFF_REMOVED] = "remove", [DIFF_ADDED] = "add"};
    json_out_begin_list(json, key);
    for (size_t i = 0; i < diff->count; i++) {
        struct str text = STR_INIT;
        str_add(&text, diff->runs[i].text);
        json_out_begin_object(json, NULL);
        json_out_text(json, "op", words[diff->runs[i].kind]);
        json_out_text(json, "text", text.s);
        json_out_end_object(json);
        str_release(&text);
    }
    json_out_end_list(json);
}

static void add_path(struct json_out *json, const char *key, const struct diff_item *item,
                     const struct section *section) {
    struct str path = STR_INIT;
    if (item->place == DIFF_TITLE)
        str_add_text(&path, "title");
    else if (item->place == DIFF_SIGN_OFF)
        str_add_text(&path, "signoff");
    else if (section != NULL)
        section_add_path(&path, section);
    json_out_text(json, key, path.len > 0 ? path.s : NULL);
    str_release(&path);
}

static const char *status_word(const struct diff_item *item) {
    if (item->place == DIFF_SECTION && item->old_section == NULL)
        return "added";
    if (item->place == DIFF_SECTION && item->new_section == NULL)
        return "removed";
    bool text = diff_text_differs(&item->heading) || diff_text_differs(&item->body);
    return text ? "changed" : "same";
}

static void add_json(struct str *out, const struct diff_report *diff) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_item *item = &diff->items[i];
        json_out_begin_object(&json, NULL);
        add_path(&json, "path", item, item->new_section);
        add_path(&json, "old_path", item, item->old_section);
        json_out_text(&json, "heading", item->heading.new_text.s);
        json_out_text(&json, "old_heading", item->heading.old_text.s);
        json_out_text(&json, "status", status_word(item));
        json_out_bool(&json, "moved", item->moved);
        add_runs(&json, "runs", &item->body);
        json_out_end_object(&json);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

/* --- the command --- */

static enum rc other_of(struct cli *cli, int64_t *other, int64_t *change, struct err *err) {
    *other = *change = 0;
    if (cli->count < 2)
        return RC_OK;
    const char *text = cli->arguments[1];
    uint64_t number = 0;
    if (text[0] != '@')
        return cli_report_number(text, other, err);
    if (!char_read_number(span_of(text + 1), INT64_MAX, &number) || number == 0)
        return err_set(err, RC_USAGE, _("“%s”应是@和改动号（history列出），如@12"), text);
    *change = (int64_t)number;
    return RC_OK;
}

static enum rc write_word(struct cli *cli, const struct session_diff *diff, struct err *err) {
    enum rc rc = session_diff_export(cli->session, diff, cli->given[CLI_OUTPUT], err);
    if (rc == RC_OK)
        cli_say(cli, _("修改对照已写到%s"), cli->given[CLI_OUTPUT]);
    return rc;
}

enum rc cli_print_diff(struct cli *cli, const struct session_diff *diff, struct err *err) {
    if (cli_has(cli, CLI_OUTPUT))
        return write_word(cli, diff, err);
    if (cli_has(cli, CLI_JSON))
        add_json(&cli->out, &diff->sections);
    else
        add_text(&cli->out, diff, session_diff_new(cli->session, diff));
    return RC_OK;
}

static enum rc run_diff(struct cli *cli, struct err *err) {
    struct session_diff diff = {0};
    int64_t other = 0, change = 0;
    enum rc rc = other_of(cli, &other, &change, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = session_diff(cli->session, other, change, &diff, err);
    if (rc == RC_OK)
        rc = cli_print_diff(cli, &diff, err);
    session_diff_release(&diff);
    return rc;
}

const struct cli_command cli_diff = {
    .name = "diff",
    .usage = N_("diff 报告号 [另一报告号|@改动号] [--json] [-o 文件.docx]"),
    .help = N_(
        "逐节逐词对照：与去年的报告（不写时）、另一份报告或本报告以前的样子；-o写成Word的修改对照"),
    .options = CLI_BIT(JSON) | CLI_BIT(OUTPUT),
    .least = 1,
    .most = 2,
    .needs = CLI_READS,
    .run = run_diff,
};
