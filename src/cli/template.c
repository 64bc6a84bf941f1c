/* template: list, show, check, add and remove templates, bring a report up to the newest. */
#include "session/template.h"
#include "cli/commands.h"
#include "model/answer_text.h"
#include "model/template/handed_in.h"
#include "model/template_draft.h"
#include "model/upgrade.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/undo.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"

#include <string.h>

enum { TEMPLATE_MOST = 1024 * 1024 }; /* bytes of a template file */

static void add_template_row(struct str *out, const char *form_id, const char *version,
                             const char *title, const char *whose) {
    size_t from = out->len;
    str_add_line(out, span_of(form_id));
    cli_pad(out, from, 20);
    str_add_line(out, span_of(version != NULL && version[0] != '\0' ? version : "-"));
    cli_pad(out, from, 30);
    str_add_text(out, whose);
    cli_pad(out, from, 38);
    str_add_line(out, span_of(title));
    str_add_byte(out, '\n');
}

static void add_row_of(struct str *out, const struct template *template, const char *whose) {
    struct str title = STR_INIT;
    if (template->label != NULL)
        str_add_text(&title, template->label);
    else
        template_add_asked(&title, template, span_of(template->title));
    add_template_row(out, template->form_id, template->version, title.s, whose);
    str_release(&title);
}

/* One row for each id: the template that `new` takes. */
static enum rc list_templates(struct cli *cli, struct err *err) {
    enum rc rc = RC_OK;
    char **names = session_template_names(cli->session);
    for (size_t i = 0; rc == RC_OK && names[i] != NULL; i++) {
        struct template *template = NULL;
        struct span built_in = template_builtin_text(span_of(names[i]));
        rc = session_template(cli->session, names[i], &template, err);
        if (rc == RC_OK)
            add_row_of(&cli->out, template,
                       built_in.n == 0                     ? _("本单位")
                       : span_is(built_in, template->text) ? _("内置")
                                                           : _("代内置"));
        template_free(template);
    }
    session_names_free(names);
    return rc;
}

static enum rc show_template(struct cli *cli, struct err *err) {
    struct template *template = NULL;
    enum rc rc = session_template(cli->session, cli->arguments[1], &template, err);
    if (rc == RC_OK)
        str_add_text(&cli->out, template->text);
    cli->exact = true;
    template_free(template);
    return rc;
}

static enum rc read_template(const struct cli *cli, const char *path, struct template **out,
                             struct err *err) {
    struct str text = STR_INIT;
    enum rc rc = session_read_file(cli->session, &text, path, TEMPLATE_MOST, err);
    if (rc == RC_OK)
        cli_decode_text(&text);
    if (rc == RC_OK)
        rc = template_read_new(out, str_span(&text), path, err);
    str_release(&text);
    return rc;
}

/* What the template counts on and is not there yet. */
static void say_missing(struct cli *cli, const struct template *template) {
    if (template->reference != NULL && file_kind_behind(template->reference) != FILE_REGULAR)
        cli_say(cli, _("提醒：版式文件%s不在：导出Word前放好它，或改settings里的reference"),
                template->reference);
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct template *from = NULL;
        if (!figure->library.given)
            continue;
        if (session_template(cli->session, figure->library.form_id, &from, NULL) != RC_OK)
            cli_say(cli,
                    _("提醒：数据“%s”由用模板%s的报告取，现在没有这个模板：装上它，或改form_id"),
                    figure->label, figure->library.form_id);
        else if (figure->library.sum != NULL &&
                 template_find(from, TEMPLATE_FIGURE, span_of(figure->library.sum)) == NULL)
            cli_say(cli, _("提醒：数据“%s”要加的“%s”，模板%s里没有"), figure->label,
                    figure->library.sum, figure->library.form_id);
        template_free(from);
    }
}

static enum rc check_template(struct cli *cli, struct err *err) {
    struct template *template = NULL;
    enum rc rc = read_template(cli, cli->arguments[1], &template, err);
    if (rc == RC_OK)
        cli_say(cli, _("%s：模板%s没有错误，共%zu节"), cli->arguments[1], template->form_id,
                template_count_sections(template));
    if (rc == RC_OK)
        say_missing(cli, template);
    template_free(template);
    return rc;
}

/* A template out of a finished report, to be worked over. */
static enum rc new_template(struct cli *cli, struct err *err) {
    struct str yaml = STR_INIT;
    const char *path = cli_has(cli, CLI_OUTPUT) ? cli->given[CLI_OUTPUT] : "-";
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        template_draft_add(&yaml, session_report(cli->session));
    if (rc == RC_OK && strcmp(path, "-") != 0) {
        rc = session_write_file(cli->session, path, str_span(&yaml), err);
        if (rc == RC_OK)
            cli_say(cli, _("模板写到了%s；请改好代号、名称和数据的名称，再用template check检查"),
                    path);
    } else {
        str_add(&cli->out, str_span(&yaml));
        cli->exact = true;
    }
    str_release(&yaml);
    return rc;
}

/* Of a file, or of a template that is offered. */
static enum rc preview_template(struct cli *cli, struct err *err) {
    struct template *template = NULL;
    const char *what = cli->arguments[1];
    enum rc rc = file_kind_of(what) == FILE_REGULAR
                     ? read_template(cli, what, &template, err)
                     : session_template(cli->session, what, &template, err);
    if (rc == RC_OK)
        template_preview_add(&cli->out, template);
    template_free(template);
    return rc;
}

/* `have`: what stood there before, or NULL. */
static void say_added(const struct cli *cli, const struct template *have,
                      const struct template *template) {
    const char *id = template->form_id;
    const char *was = have != NULL && have->version != NULL ? have->version : "—";
    const char *is = template->version != NULL ? template->version : "—";
    int order = have != NULL ? version_compare(is, was) : 0;
    if (have == NULL)
        cli_say(cli, _("已加入模板%s"), id);
    else if (strcmp(have->text, template->text) == 0)
        cli_say(cli, _("模板%s已有，内容一样"), id);
    else if (order > 0)
        cli_say(cli, _("已替换模板%s：%s版 → %s版"), id, was, is);
    else if (order < 0)
        cli_say(cli, _("模板%s换成了较旧的：%s版 → %s版"), id, was, is);
    else
        cli_say(cli, _("已替换模板%s：内容不同，版本号还是%s；改一改version，才分得出新旧"), id,
                is);
}

static enum rc add_template(struct cli *cli, struct err *err) {
    struct template *template = NULL, *have = NULL;
    enum rc rc = read_template(cli, cli->arguments[1], &template, err);
    if (rc == RC_OK && session_template(cli->session, template->form_id, &have, NULL) != RC_OK)
        have = NULL;
    if (rc == RC_OK)
        rc = session_add_template(cli->session, template, cli_has(cli, CLI_FORCE), err);
    if (rc == RC_OK) {
        say_added(cli, have, template);
        say_missing(cli, template);
    }
    template_free(have);
    template_free(template);
    return rc;
}

static enum rc remove_template(struct cli *cli, struct err *err) {
    enum rc rc = session_remove_template(cli->session, cli->arguments[1], err);
    if (rc == RC_OK)
        cli_say(cli, _("已去掉模板%s；用它的报告不受影响"), cli->arguments[1]);
    return rc;
}

/* Sections that seem to be renamed are only taken as that where --take says so. */
static enum rc upgrade_template(struct cli *cli, struct err *err) {
    const struct session_upgrade how = {.only_plan = cli_has(cli, CLI_DRY_RUN),
                                        .renames = cli_has(cli, CLI_TAKE),
                                        .older = cli_has(cli, CLI_FORCE)};
    struct str plan = STR_INIT;
    size_t renamed = 0;
    enum rc rc = cli_load(cli, 1, err);
    if (rc == RC_OK)
        rc = session_upgrade_template(cli->session, &how, &plan, &renamed, err);
    str_add(&cli->out, str_span(&plan));
    if (rc == RC_OK && renamed > 0 && !how.renames)
        cli_say(cli, _("有%zu节疑为改名：加上--take把它们接到新的节"), renamed);
    str_release(&plan);
    return rc;
}

static const struct cli_verb verbs[] = {
    {"list", 1, 1, CLI_READS, list_templates},
    {"show", 2, 2, CLI_READS, show_template},
    {"preview", 2, 2, CLI_READS, preview_template},
    {"new", 2, 2, CLI_READS, new_template},
    {"check", 2, 2, CLI_READS, check_template},
    {"add", 2, 2, CLI_WRITES, add_template},
    {"remove", 2, 2, CLI_WRITES, remove_template},
    {"upgrade", 2, 2, CLI_WRITES, upgrade_template},
    {NULL, 0, 0, CLI_NO_STORE, NULL},
};

const struct cli_command cli_template = {
    .name = "template",
    .usage = N_("template list | show 模板 | preview 模板或文件 | new 报告号 [-o 文件] | check "
                "文件 | add 文件 [--force] | remove 模板 | "
                "upgrade 报告号 [-n] [--take] [--force]"),
    .help = N_("模板：列出、显示、检查、加入、去掉，或把报告换到模板的新版"),
    .options = CLI_BIT(DRY_RUN) | CLI_BIT(OUTPUT) | CLI_BIT(TAKE) | CLI_BIT(FORCE),
    .least = 1,
    .most = 2,
    .files_from = 2,
    .verbs = verbs,
};
