#include "cli/remark_in.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "exchange/docx/read.h"
#include "exchange/json/out.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/remark_in.h"

/* --- in --- */

static void put_text(struct json_out *json, const char *key, struct span text) {
    struct str copy = STR_INIT;
    str_add(&copy, text);
    json_out_text(json, key, copy.s);
    str_release(&copy);
}

static void add_left_json(struct json_out *json, const struct remark_intake *intake) {
    json_out_begin_list(json, "left");
    for (size_t i = 0; i < intake->left_count; i++) {
        json_out_begin_object(json, NULL);
        put_text(json, "author", intake->left[i].author);
        put_text(json, "text", intake->left[i].text);
        json_out_text(json, "why", intake->left[i].why);
        json_out_end_object(json);
    }
    json_out_end_list(json);
}

static void add_json(struct cli *cli, const struct review_result *result, const char *path) {
    struct json_out json = {.text = &cli->out};
    const struct remark_intake *intake = &result->intake;
    const struct {
        const char *key;
        size_t count;
    } counts[] = {{"comments", intake->comments},
                  {"answers", intake->answers},
                  {"changes", intake->changes},
                  {"differences", intake->differences},
                  {"remarks", intake->remarks},
                  {"proposals", intake->proposals},
                  {"notes", intake->notes},
                  {"again", intake->again},
                  {"notes_again", intake->notes_again}};
    json_out_begin_object(&json, NULL);
    json_out_text(&json, "file", path);
    json_out_number(&json, "report", session_report(cli->session)->id);
    json_out_bool(&json, "known", result->known);
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        json_out_number(&json, counts[i].key, (int64_t)counts[i].count);
    add_left_json(&json, intake);
    json_out_end_object(&json);
    str_add_byte(&cli->out, '\n');
}

static void say_result(struct cli *cli, const struct review_result *result, const char *path) {
    const struct remark_intake *intake = &result->intake;
    for (size_t i = 0; i < intake->left_count; i++) {
        struct str line = STR_INIT;
        str_add_line(&line, intake->left[i].text);
        cli_say(cli, _("%s：%s：%s"), path, line.s, intake->left[i].why);
        str_release(&line);
    }
    if (!result->known)
        cli_say(cli, _("%s：报告库里没有它导出时的文字，按现在的文字对"), path);
    struct str found = STR_INIT, taken = STR_INIT;
    remark_intake_add_found(&found, intake);
    remark_intake_add_taken(&taken, intake);
    if (intake->left_count > 0)
        str_add_format(&taken, _("；没有收%zu项"), intake->left_count);
    cli_say(cli, _("%s：%s；%s"), path, found.s, taken.s);
    str_release(&taken);
    str_release(&found);
}

enum rc cli_remark_in(struct cli *cli, enum stage stage, enum remark_weight weight,
                      struct err *err) {
    struct str bytes = STR_INIT;
    struct review_result result = {0};
    const char *path = cli->arguments[2];
    const struct review_order order = {
        .stage = stage, .weight = weight, .only_looks = cli_has(cli, CLI_DRY_RUN)};
    enum rc rc = session_read_file(cli->session, &bytes, path, IMPORT_DOCX_MOST, err);
    if (rc == RC_OK)
        rc = session_take_in_review(cli->session, str_span(&bytes), &order, &result, err);
    if (rc == RC_OK && cli_has(cli, CLI_JSON))
        add_json(cli, &result, path);
    if (rc == RC_OK)
        say_result(cli, &result, path);
    else
        (void)err_at(err, "%s", path);
    review_result_release(&result);
    str_release(&bytes);
    return rc;
}

/* --- take and refuse --- */

/* 原来, 建议, 现在: what the clerk needs to decide. */
static void say_texts(struct cli *cli, size_t number) {
    struct proposal_texts texts;
    if (session_proposal_texts(cli->session, number, &texts, NULL) == RC_OK) {
        cli_say(cli, _("修改%zu\n原来：%s\n建议：%s\n现在：%s"), number, texts.then.s,
                texts.proposed.s, texts.now.s);
        proposal_texts_release(&texts);
    }
}

enum rc cli_remark_take(struct cli *cli, size_t number, struct err *err) {
    size_t done = 0, left = 0;
    if (number != 0) {
        enum rc rc = session_take_proposal(cli->session, number, cli_has(cli, CLI_FORCE), err);
        if (rc == RC_CONFLICT)
            say_texts(cli, number);
        return rc;
    }
    enum rc rc = session_take_all(cli->session, span_of(cli->given[CLI_AUTHOR]), &done, &left, err);
    if (rc == RC_OK)
        cli_say(cli, _("采纳%zu处"), done);
    if (rc == RC_OK && left > 0)
        rc = err_set(err, RC_CONFLICT,
                     _("有%zu处的文字在此期间已经改过，没有采纳；用remark take逐处看"), left);
    return rc;
}

enum rc cli_remark_refuse(struct cli *cli, size_t number, struct err *err) {
    size_t done = 0;
    struct span reason = cli_has(cli, CLI_TEXT) ? span_of(cli->given[CLI_TEXT]) : SPAN("");
    if (number != 0)
        return session_refuse_proposal(cli->session, number, reason, err);
    enum rc rc =
        session_refuse_all(cli->session, span_of(cli->given[CLI_AUTHOR]), reason, &done, err);
    if (rc == RC_OK)
        cli_say(cli, _("不采纳%zu处"), done);
    return rc;
}
