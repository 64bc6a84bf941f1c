#include "cli/edit.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "check/rule.h"
#include "model/finding_fix.h"
#include "session/check.h"
#include "session/finding.h"
#include "session/opened.h"
#include "session/renumber.h"
#include "session/replace.h"
#include "session/report.h"
#include "session/undo.h"

#include <string.h>

static bool is_dry(const struct cli *cli) {
    return cli_has(cli, CLI_DRY_RUN);
}

/* The section that the i-th argument names, -1 (all of the report) where there is none. */
static enum rc take_section(struct cli *cli, size_t i, int64_t *id, struct err *err) {
    const struct section *section = NULL;
    *id = -1;
    if (cli->count <= i)
        return RC_OK;
    enum rc rc = cli_section(cli, i, &section, err);
    if (rc == RC_OK)
        *id = section->id;
    return rc;
}

/* --- undo, redo --- */

static enum rc go(struct cli *cli, bool undo, struct err *err) {
    struct session_undone where = {0};
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK && is_dry(cli))
        rc = session_find_step(cli->session, undo, &where, err);
    else if (rc == RC_OK)
        rc = (undo ? session_undo : session_redo)(cli->session, &where, err);
    if (rc != RC_OK)
        return rc;
    if (is_dry(cli))
        cli_say(cli, undo ? _("将撤销 %s") : _("将重做 %s"), where.what);
    else
        cli_say(cli, undo ? _("已撤销 %s") : _("已重做 %s"), where.what);
    return RC_OK;
}

static enum rc run_undo(struct cli *cli, struct err *err) {
    return go(cli, true, err);
}

static enum rc run_redo(struct cli *cli, struct err *err) {
    return go(cli, false, err);
}

const struct cli_command cli_undo = {
    .name = "undo",
    .usage = N_("undo 报告号 [-n]"),
    .help = N_("撤销您在这份报告里的上一步，说明撤销了什么"),
    .options = CLI_BIT(DRY_RUN),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_undo,
};

const struct cli_command cli_redo = {
    .name = "redo",
    .usage = N_("redo 报告号 [-n]"),
    .help = N_("重做刚撤销的一步"),
    .options = CLI_BIT(DRY_RUN),
    .least = 1,
    .most = 1,
    .needs = CLI_WRITES,
    .run = run_redo,
};

/* --- replace --- */

/* The place between brackets, with some of what stands around it in its line. */
static void add_place(struct str *out, const struct body *body, const struct find_place *place) {
    enum { AROUND = 20 };
    struct body_place at = body_place_of(body, place->offset);
    size_t start = place->offset - at.column, end = start + body->lines[at.line].points;
    size_t from = at.column > AROUND ? place->offset - AROUND : start;
    size_t to = place->offset + place->length;
    str_add_text(out, from > start ? "…" : "");
    body_add_range(out, body, from, place->offset);
    str_add_text(out, "【");
    body_add_range(out, body, place->offset, to);
    str_add_text(out, "】");
    body_add_range(out, body, to, end - to > AROUND ? to + AROUND : end);
    str_add_text(out, end - to > AROUND ? "…" : "");
}

/* One row for each place: where it is, and its line or heading. */
static void list_places(struct str *out, const struct report *report,
                        const struct find_places *places) {
    for (size_t i = 0; i < places->count; i++) {
        const struct find_place *place = &places->items[i];
        const struct section *section = report_find_id(report, place->section);
        size_t from = out->len;
        section_add_path(out, section);
        cli_pad(out, from, 10);
        if (place->in_heading) {
            str_add_line(out, span_of(section->heading));
        } else {
            add_place(out, &section->body, place);
        }
        str_add_byte(out, '\n');
    }
}

/* An argument as it may stand in a line of a text. */
static enum rc take_line(const char *argument, struct str *line, struct err *err) {
    enum rc rc = cli_need_text(argument, err);
    if (rc != RC_OK)
        return rc;
    text_clean(line, span_of(argument), NULL);
    if (span_find(str_span(line), SPAN("\n")) != SIZE_MAX)
        return err_set(err, RC_USAGE, _("“%s”有换行；查找和替换的文字都只能是一行"), argument);
    return RC_OK;
}

static enum rc replace(struct cli *cli, int64_t section, struct span what, struct span by,
                       struct err *err) {
    struct find_places places = {0};
    find_all(&places, session_report(cli->session), section, what);
    struct session_replace how = {
        .section = section, .what = what, .by = by, .count = places.count};
    size_t replaced = 0;
    enum rc rc = RC_OK;
    if (places.count == 0)
        rc = err_set(err, RC_NOT_FOUND, _("没有找到“%.*s”"), SPAN_ARG(what));
    else if (is_dry(cli))
        list_places(&cli->out, session_report(cli->session), &places);
    else
        rc = session_replace(cli->session, &how, &replaced, err);
    if (rc == RC_OK && is_dry(cli))
        cli_say(cli, _("将替换%zu处"), places.count);
    else if (rc == RC_OK)
        cli_say(cli, _("已替换%zu处"), replaced);
    find_places_release(&places);
    return rc;
}

static enum rc run_replace(struct cli *cli, struct err *err) {
    struct str what = STR_INIT, by = STR_INIT;
    int64_t section = FIND_EVERYWHERE;
    enum rc rc = take_line(cli->arguments[1], &what, err);
    if (rc == RC_OK)
        rc = take_line(cli->arguments[2], &by, err);
    if (rc == RC_OK && what.len == 0)
        rc = err_set(err, RC_USAGE, _("要替换的文字是空的"));
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK && cli->count > 3)
        rc = take_section(cli, 3, &section, err);
    if (rc == RC_OK)
        rc = replace(cli, section, str_span(&what), str_span(&by), err);
    str_release(&by);
    str_release(&what);
    return rc;
}

const struct cli_command cli_replace = {
    .name = "replace",
    .usage = N_("replace 报告号 原文 新文 [节] [-n]"),
    .help = N_("把全文（或一节）里的文字换成另一种写法，一次撤销；-n只列出各处"),
    .options = CLI_BIT(DRY_RUN),
    .least = 3,
    .most = 4,
    .needs = CLI_WRITES,
    .run = run_replace,
};

/* --- fix --- */

static void list_cures(struct str *out, const struct report *report,
                       const struct finding *finding) {
    for (size_t i = 0; i < finding->fix_count; i++) {
        struct str before = STR_INIT, after = STR_INIT;
        finding_add_wordings(&before, &after, report, finding, i);
        str_add_text(out, finding->id);
        str_add_text(out, "  ");
        str_add_line(out, str_span(&before));
        str_add_text(out, " → ");
        str_add_line(out, str_span(&after));
        str_add_byte(out, '\n');
        str_release(&after);
        str_release(&before);
    }
}

static bool is_named(const struct cli *cli, const struct finding *finding) {
    if (cli_has(cli, CLI_RULE))
        return finding->passed_by == NULL && strcmp(finding->rule, cli->given[CLI_RULE]) == 0;
    for (size_t i = 1; i < cli->count; i++)
        if (strcmp(cli->arguments[i], finding->id) == 0)
            return true;
    return false;
}

static enum rc list_fixes(struct cli *cli, struct err *err) {
    const struct findings *findings = session_check(cli->session);
    for (size_t i = 1; i < cli->count; i++)
        if (findings_find(findings, span_of(cli->arguments[i])) == NULL)
            return err_set(err, RC_NOT_FOUND, _("没有编号为“%s”的问题；编号用check --json查看"),
                           cli->arguments[i]);
    size_t listed = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (is_named(cli, &findings->items[i]) && findings->items[i].fix_count > 0)
            listed++;
    if (listed == 0)
        cli_say(cli, _("没有能照着改的"));
    for (size_t i = 0; i < findings->count; i++)
        if (is_named(cli, &findings->items[i]))
            list_cures(&cli->out, session_report(cli->session), &findings->items[i]);
    return RC_OK;
}

static enum rc need_rule(const char *name, struct err *err) {
    struct rules rules;
    rules_init(&rules);
    bool known = rules_find(&rules, span_of(name)) != NULL;
    rules_release(&rules);
    return known ? RC_OK
                 : err_set(err, RC_NOT_FOUND, _("没有“%s”这条规则；用rules查看有哪些"), name);
}

static enum rc run_fix(struct cli *cli, struct err *err) {
    bool by_rule = cli_has(cli, CLI_RULE);
    size_t applied = 0;
    if (by_rule == (cli->count > 1))
        return cli_usage_error(&cli_fix, err);
    enum rc rc = by_rule ? need_rule(cli->given[CLI_RULE], err) : RC_OK;
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc != RC_OK)
        return rc;
    if (is_dry(cli))
        return list_fixes(cli, err);
    rc = by_rule
             ? session_fix_rule(cli->session, cli->given[CLI_RULE], &applied, err)
             : session_fix_named(cli->session, cli->arguments + 1, cli->count - 1, &applied, err);
    if (rc == RC_OK)
        cli_say(cli, _("改正了%zu处"), applied);
    return rc;
}

const struct cli_command cli_fix = {
    .name = "fix",
    .usage = N_("fix 报告号 问题编号… [-n] | 报告号 --rule 规则 [-n]"),
    .help = N_("按检查给出的改法改正（编号见check），或改正一条规则的全部；一次撤销；-n只列出改法"),
    .options = CLI_BIT(RULE) | CLI_BIT(DRY_RUN),
    .least = 1,
    .most = SIZE_MAX,
    .needs = CLI_WRITES,
    .run = run_fix,
};

/* --- renumber --- */

static enum rc run_renumber(struct cli *cli, struct err *err) {
    int64_t section = -1;
    size_t count = 0;
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = take_section(cli, 1, &section, err);
    if (rc == RC_OK)
        rc = session_renumber(cli->session, section, is_dry(cli), &count, err);
    if (rc == RC_OK)
        cli_say(cli, is_dry(cli) ? _("将改正%zu处序号") : _("改正了%zu处序号"), count);
    return rc;
}

const struct cli_command cli_renumber = {
    .name = "renumber",
    .usage = N_("renumber 报告号 [节] [-n]"),
    .help = N_("把照原样保留的序号改为按位置编的序号（一节：连同下面各节）"),
    .options = CLI_BIT(DRY_RUN),
    .least = 1,
    .most = 2,
    .needs = CLI_WRITES,
    .run = run_renumber,
};
