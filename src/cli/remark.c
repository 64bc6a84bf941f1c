/* remark: what has been said of a report, and what was done about it. */
#include "cli/remark.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "cli/remark_in.h"
#include "exchange/json/out.h"
#include "model/remark/clause.h"
#include "model/section.h"
#include "session/opened.h"
#include "session/remark.h"
#include "session/remark_table.h"

#include <string.h>

static enum rc number_of(const struct cli *cli, size_t *number, struct err *err) {
    uint64_t typed = 0;
    if (!char_read_number(span_of(cli->arguments[2]), REMARK_NUMBER_MOST, &typed) || typed == 0)
        return err_set(err, RC_USAGE, _("“%s”不是意见的序号；用remark list查看"),
                       cli->arguments[2]);
    *number = (size_t)typed;
    return RC_OK;
}

/* --- saying --- */

static enum rc weight_of(const struct cli *cli, enum remark_weight *weight, struct err *err) {
    *weight = REMARK_WEIGHS_ADVICE;
    if (!cli_has(cli, CLI_WEIGHT) || remark_weight_find(cli_given(cli, CLI_WEIGHT), weight))
        return RC_OK;
    return err_set(err, RC_USAGE, _("不认识“%s”；--weight后可写必改、建议、询问"),
                   cli->given[CLI_WEIGHT]);
}

static enum rc run_add(struct cli *cli, struct err *err) {
    struct str text = STR_INIT;
    struct remark_draft draft = {0};
    size_t number = 0;
    enum rc rc = weight_of(cli, &draft.weight, err);
    if (rc == RC_OK)
        rc = cli_stage(cli, CLI_STAGE, &draft.stage, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 1, err);
    for (size_t i = 3; i < cli->count; i++) {
        str_add_text(&text, i > 3 ? " " : "");
        str_add_text(&text, cli->arguments[i]);
    }
    if (rc == RC_OK) {
        draft.target = cli->arguments[2];
        draft.text = str_span(&text);
        rc = session_add_remark(cli->session, &draft, &number, err);
    }
    if (rc == RC_OK)
        str_add_format(&cli->out, "%zu\n", number);
    str_release(&text);
    return rc;
}

/* --- listing --- */

static void put_text(struct json_out *json, const char *key, struct span text) {
    struct str copy = STR_INIT;
    str_add(&copy, text);
    json_out_text(json, key, copy.s);
    str_release(&copy);
}

static void put_time(struct json_out *json, const char *key, int64_t at) {
    struct str text = STR_INIT;
    clock_add_utc(&text, at);
    json_out_text(json, key, at != 0 ? text.s : NULL);
    str_release(&text);
}

/* Where it stands: "2.1.3", "title", "signoff", "figure:NAME", "indicator:NAME", ".". */
static void add_path(struct str *out, const struct report *report, const struct remark_item *item) {
    const struct remark_spot *spot = &item->spot;
    const struct section *section =
        spot->section >= 0 ? report_find_in_tree(report, spot->section) : NULL;
    struct target target = item->remark.target;
    if (section == report->front && section != NULL)
        str_add_byte(out, '0');
    else if (section != NULL)
        section_add_path(out, section);
    else if (spot->part == REMARK_OF_TITLE || spot->part == REMARK_OF_SIGN_OFF)
        str_add_text(out, spot->part == REMARK_OF_TITLE ? "title" : "signoff");
    else
        target_add_written(out, report, &target);
}

static void add_notes_json(struct json_out *json, const struct remark *remark) {
    json_out_begin_list(json, "notes");
    for (size_t i = 0; i < remark->note_count; i++) {
        json_out_begin_object(json, NULL);
        put_text(json, "author", remark->notes[i].author);
        put_time(json, "at", remark->notes[i].at);
        put_text(json, "text", remark->notes[i].text);
        json_out_end_object(json);
    }
    json_out_end_list(json);
}

static void add_json(struct json_out *json, const struct report *report,
                     const struct remark_item *item) {
    const struct remark *remark = &item->remark;
    struct str path = STR_INIT;
    add_path(&path, report, item);
    json_out_begin_object(json, NULL);
    json_out_number(json, "number", (int64_t)remark->number);
    json_out_text(json, "kind", remark_kind_word(remark->kind));
    json_out_text(json, "path", path.s);
    json_out_text(json, "part", remark_part_word(item->spot.part));
    json_out_number(json, "offset", (int64_t)item->spot.offset);
    json_out_number(json, "length", (int64_t)item->spot.length);
    put_text(json, "quote", remark->target.quote);
    json_out_bool(json, "placed", item->spot.placed);
    json_out_text(json, "stage", remark->stage != STAGE_NONE ? stage_word(remark->stage) : NULL);
    json_out_text(json, "weight", remark_weight_word(remark->weight));
    put_text(json, "author", remark->author);
    put_time(json, "at", remark->at);
    put_text(json, "text", remark->text);
    bool proposes = remark->kind == REMARK_IS_PROPOSAL;
    put_text(json, "old", proposes ? remark->target.quote : SPAN(""));
    put_text(json, "new", remark->proposed);
    json_out_text(json, "state", remark_state_word(remark->state));
    put_text(json, "answer", remark->answer);
    put_text(json, "by", remark->by);
    put_time(json, "answered", remark->by_at);
    json_out_number(json, "change", remark->change);
    add_notes_json(json, remark);
    json_out_end_object(json);
    str_release(&path);
}

static void add_said(struct str *out, const struct report *report, const struct remark *remark) {
    enum { SHOWN_POINTS = 24 };
    if (remark->kind == REMARK_IS_PROPOSAL)
        remark_add_proposed(out, report, remark, SHOWN_POINTS);
    str_add_line(out, remark->text);
    for (size_t i = 0; i < remark->note_count; i++) {
        str_add_text(out, "／");
        str_add(out, remark->notes[i].author);
        str_add_text(out, "：");
        str_add_line(out, remark->notes[i].text);
    }
    str_add_text(out, remark->answer.n > 0 ? _("　答：") : "");
    str_add_line(out, remark->answer);
}

static void add_row(struct str *out, const struct report *report, const struct remark_item *item) {
    enum { STATE = 5, WEIGHT = 13, AUTHOR = 19, PLACE = 31, SAID = 72 };
    const struct remark *remark = &item->remark;
    struct target target = remark->target;
    target.quote = SPAN("");
    size_t from = out->len;
    str_add_format(out, "%zu", remark->number);
    cli_pad(out, from, STATE);
    str_add_text(out, remark_state_text(remark->state));
    cli_pad(out, from, WEIGHT);
    str_add_text(out, remark->kind == REMARK_IS_PROPOSAL ? remark_kind_text(remark->kind)
                                                         : remark_weight_text(remark->weight));
    cli_pad(out, from, AUTHOR);
    str_add_line(out, remark_author(remark));
    cli_pad(out, from, PLACE);
    target_add_label(out, report, &target);
    str_add_text(out, item->spot.placed ? "" : _("（失位：原文已改，找不到位置）"));
    cli_pad(out, from, SAID);
    add_said(out, report, remark);
    str_add_byte(out, '\n');
}

static enum rc run_list(struct cli *cli, struct err *err) {
    struct json_out json = {.text = &cli->out};
    bool as_json = cli_has(cli, CLI_JSON);
    struct remarks all;
    enum rc rc = cli_load(cli, 1, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    remarks_list(&all, report);
    if (as_json)
        json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < all.count; i++)
        if (as_json)
            add_json(&json, report, &all.items[i]);
        else
            add_row(&cli->out, report, &all.items[i]);
    if (as_json) {
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    }
    remarks_release(&all);
    return RC_OK;
}

/* --- answering --- */

static enum rc run_answer(struct cli *cli, struct err *err) {
    size_t number = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc != RC_OK)
        return rc;
    bool done = strcmp(cli->arguments[3], "done") == 0;
    if (!done && strcmp(cli->arguments[3], "refused") != 0)
        return err_set(err, RC_USAGE, _("答复是done（已改）或refused（不采纳），不是“%s”"),
                       cli->arguments[3]);
    rc = number_of(cli, &number, err);
    return rc == RC_OK
               ? session_answer_remark(cli->session, number, done, cli_given(cli, CLI_TEXT), err)
               : rc;
}

static enum rc run_step(struct cli *cli,
                        enum rc (*step)(struct session *session, size_t number, struct err *err),
                        struct err *err) {
    size_t number = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = number_of(cli, &number, err);
    return rc == RC_OK ? step(cli->session, number, err) : rc;
}

static enum rc run_close(struct cli *cli, struct err *err) {
    return run_step(cli, session_close_remark, err);
}

static enum rc run_reopen(struct cli *cli, struct err *err) {
    return run_step(cli, session_reopen_remark, err);
}

/* --- reviewed files and their proposals --- */

static enum rc run_in(struct cli *cli, struct err *err) {
    enum remark_weight weight = REMARK_WEIGHS_ADVICE;
    enum stage stage = STAGE_NONE;
    enum rc rc = weight_of(cli, &weight, err);
    if (rc == RC_OK)
        rc = cli_stage(cli, CLI_STAGE, &stage, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 1, err);
    return rc == RC_OK ? cli_remark_in(cli, stage, weight, err) : rc;
}

/* One by its number, or all of an author's. */
static enum rc run_decision(struct cli *cli,
                            enum rc (*decide)(struct cli *cli, size_t number, struct err *err),
                            struct err *err) {
    size_t number = 0;
    bool all = cli_has(cli, CLI_AUTHOR);
    if (cli->count != (all ? 2 : 3))
        return cli_usage_error(&cli_remark, err);

    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK && !all)
        rc = number_of(cli, &number, err);
    return rc == RC_OK ? decide(cli, number, err) : rc;
}

static enum rc run_take(struct cli *cli, struct err *err) {
    return run_decision(cli, cli_remark_take, err);
}

static enum rc run_refuse(struct cli *cli, struct err *err) {
    return run_decision(cli, cli_remark_refuse, err);
}

/* --- 审核意见落实对照表 --- */

static enum rc run_export(struct cli *cli, struct err *err) {
    const char *path = cli->given[CLI_OUTPUT];
    if (path == NULL)
        return err_set(err, RC_USAGE, _("导出落实对照表要用-o给出文件（.docx或.xlsx）"));
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = session_write_remark_table(cli->session, path, err);
    if (rc == RC_OK)
        cli_say(cli, _("已导出到%s"), path);
    return rc;
}

static const struct cli_verb verbs[] = {
    {"in", 3, 3, CLI_WRITES, run_in},         {"add", 4, SIZE_MAX, CLI_WRITES, run_add},
    {"list", 2, 2, CLI_READS, run_list},      {"take", 2, 3, CLI_WRITES, run_take},
    {"refuse", 2, 3, CLI_WRITES, run_refuse}, {"answer", 4, 4, CLI_WRITES, run_answer},
    {"close", 3, 3, CLI_WRITES, run_close},   {"reopen", 3, 3, CLI_WRITES, run_reopen},
    {"export", 2, 2, CLI_READS, run_export},  {NULL, 0, 0, CLI_NO_STORE, NULL},
};

const struct cli_command cli_remark = {
    .name = "remark",
    .usage =
        N_("remark in 报告号 文件.docx [-n] [--json] [--weight 轻重] [--stage 谁] | add 报告号 "
           "对象 意见… [--weight 轻重] [--stage 谁] | list 报告号 [--json] | take 报告号 "
           "序号|--author 姓名 [--force] | refuse 报告号 序号|--author 姓名 [--text 理由] | "
           "answer 报告号 序号 done|refused [--text 答复] | close|reopen 报告号 序号 | export "
           "报告号 -o 文件.docx|xlsx"),
    .help = N_("审核意见：收回审阅稿，提出、列出、答复、核销，写出落实对照表；对象是节[:原文]"
               "、figure:数据、indicator:"
               "指标或."),
    .options = CLI_BIT(WEIGHT) | CLI_BIT(STAGE) | CLI_BIT(JSON) | CLI_BIT(TEXT) | CLI_BIT(DRY_RUN) |
               CLI_BIT(AUTHOR) | CLI_BIT(FORCE) | CLI_BIT(OUTPUT),
    .least = 1,
    .most = SIZE_MAX,
    .files_from = 3,
    .files_of = "in",
    .verbs = verbs,
};
