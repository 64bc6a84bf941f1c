/* Commands on the tree and the text: outline, get, put, add, remove, move, rename, mark. */
#include "model/section.h"
#include "cli/commands.h"
#include "model/section_state.h"
#include "session/change.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/os/file.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/json/out.h"
#include "exchange/md/write.h"
#include "exchange/sheet/rows.h"
#include "model/figure/section_table.h"
#include "session/review.h"

#include <string.h>

enum { PUT_MOST = IMPORT_TEXT_MOST };

/* --- outline --- */

static void add_outline_json(struct str *out, struct session *session) {
    const struct report *report = session_report(session);
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at)) {
        struct str path = STR_INIT, label = STR_INIT;
        section_add_path(&path, at);
        section_add_label(&label, at);
        json_out_begin_object(&json, NULL);
        json_out_text(&json, "path", path.s);
        json_out_text(&json, "name", at->name);
        json_out_text(&json, "label", label.s);
        json_out_text(&json, "heading", at->heading);
        json_out_text(&json, "form", form_name(at->form));
        json_out_text(&json, "kind", kind_name(at->kind));
        json_out_text(&json, "state", state_name(section_state(report, at)));
        json_out_bool(&json, "relevant", section_is_relevant(report, at));
        json_out_number(&json, "characters", (int64_t)body_ink(&at->body));
        json_out_number(&json, "unreviewed",
                        (int64_t)session_review_counts(session, at->id).unreviewed);
        json_out_number(&json, "depth", section_depth(at));
        json_out_end_object(&json);
        str_release(&path);
        str_release(&label);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_outline_row(struct str *out, const struct report *report,
                            const struct section *section) {
    static const char *const marks[] = {
        [STATE_EMPTY] = N_("未"), [STATE_OPEN] = N_("写"), [STATE_DONE] = N_("完")};
    size_t from = out->len;
    section_add_path(out, section);
    cli_pad(out, from, 10);
    str_add_format(out, "%s ",
                   section_is_relevant(report, section) ? _(marks[section_state(report, section)])
                                                        : _("免"));
    str_add_repeat(out, SPAN("  "), (size_t)(section_depth(section) - 1));
    section_add_label(out, section);
    str_add_text(out, numbering_gap(section->parent->numbering));
    str_add_line(out, span_of(section->heading));
    cli_pad(out, from, 64);
    str_add_format(out, _("%zu字\n"), body_ink(&section->body));
}

static enum rc run_outline(struct cli *cli, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    if (cli_has(cli, CLI_JSON)) {
        add_outline_json(&cli->out, cli->session);
        return RC_OK;
    }
    for (const struct section *at = report_next_section(report, NULL); at != NULL;
         at = report_next_section(report, at))
        add_outline_row(&cli->out, report, at);
    return RC_OK;
}

const struct cli_command cli_outline = {
    .name = "outline",
    .usage = N_("outline 报告号 [--json]"),
    .help = N_("列出报告的目录"),
    .options = CLI_BIT(JSON),
    .least = 1,
    .most = 1,
    .needs = CLI_READS,
    .run = run_outline,
};

/* --- get, put --- */

static enum rc load_section(struct cli *cli, const struct section **section, struct err *err) {
    enum rc rc = cli_load(cli, 0, err);
    return rc == RC_OK ? cli_section(cli, 1, section, err) : rc;
}

/* Rows that follow one another as a table in Markdown, any other line as it is. */
static void add_body_md(struct str *out, const struct body *body) {
    struct str rows = STR_INIT;
    for (size_t i = 0; i < body->count; i++) {
        const struct line *line = &body->lines[i];
        bool row = line->tag == LINE_ROW;
        bool ends = i + 1 == body->count || body->lines[i + 1].tag != LINE_ROW;
        struct str *to = row ? &rows : out;
        str_add(to, str_span(&line->text));
        if (row && ends) {
            md_write_rows(out, str_span(&rows));
            str_clear(&rows);
        } else {
            str_add_byte(to, '\n');
        }
    }
    str_release(&rows);
}

/* --format: txt (the default), md. */
static enum rc get_format(const struct cli *cli, bool *md, struct err *err) {
    const char *format = cli_has(cli, CLI_FORMAT) ? cli->given[CLI_FORMAT] : "txt";
    *md = strcmp(format, "md") == 0;
    if (*md || strcmp(format, "txt") == 0)
        return RC_OK;
    return err_set(err, RC_USAGE, _("get的格式是txt或md，不是“%s”"), format);
}

static enum rc run_get(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    bool md = false;
    enum rc rc = get_format(cli, &md, err);
    if (rc == RC_OK)
        rc = load_section(cli, &section, err);
    if (rc != RC_OK)
        return rc;
    const struct report *report = session_report(cli->session);
    const struct template_section *table = section_table(report, section);
    if (table != NULL) { /* what a template makes of figures prints like a text */
        struct figures *figures = figures_new(report);
        section_add_table(&cli->out, figures, table);
        figures_free(figures);
    } else if (md) {
        add_body_md(&cli->out, &section->body);
    } else if (!body_is_empty(&section->body)) {
        body_add_text(&cli->out, &section->body);
    }
    bool ended = table == NULL && md; /* Markdown ends its lines itself */
    if (cli->out.len > 0 && !ended)
        str_add_byte(&cli->out, '\n');
    cli->exact = true;
    return RC_OK;
}

const struct cli_command cli_get = {
    .name = "get",
    .usage = N_("get 报告号 节 [--format txt|md]"),
    .help = N_("输出一节的正文，一段一行，表格一行一行、格之间是制表符；节是名称（economy）或位置（"
               "2.1.3）"),
    .options = CLI_BIT(FORMAT),
    .least = 2,
    .most = 2,
    .needs = CLI_READS,
    .run = run_get,
};

static enum rc run_put(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    struct str text = STR_INIT;
    const char *path = cli->count > 2 ? cli->arguments[2] : "-";
    enum rc rc = load_section(cli, &section, err);
    if (rc == RC_OK)
        rc = session_read_file(cli->session, &text, path, PUT_MOST, err);
    if (rc == RC_OK && span_starts_with(str_span(&text), SPAN("PK\3\4")))
        rc = sheet_rows_from_book(&text, cli_has(cli, CLI_PAGE) ? cli->given[CLI_PAGE] : NULL, err);
    else if (rc == RC_OK)
        cli_decode_text(&text);
    size_t bad = 0;
    if (rc == RC_OK && !utf8_is_valid(str_span(&text), &bad))
        rc = err_set(err, RC_INPUT, _("%s：第%zu字节起不是UTF-8文字；请先转换编码，或用import导入"),
                     path, bad + 1);
    if (rc == RC_OK && memchr(text.s, '\0', text.len) != NULL)
        rc = err_set(err, RC_INPUT, _("%s：不是文本文件"), path);
    if (rc == RC_OK)
        rc = session_put(cli->session, section->id, str_span(&text), err);
    str_release(&text);
    return rc;
}

const struct cli_command cli_put = {
    .name = "put",
    .usage = N_("put 报告号 节 [文件] [--page 页]"),
    .help = N_(
        "用文件或标准输入的文字替换一节的正文；制表符分格的几行、Markdown的表、Excel文件都成表格"),
    .options = CLI_BIT(PAGE),
    .least = 2,
    .most = 3,
    .files_from = 3,
    .needs = CLI_WRITES,
    .run = run_put,
};

/* --- the tree --- */

static enum rc find_parent(struct cli *cli, size_t i, int64_t *parent, struct err *err) {
    *parent = PLACE_TOP;
    if (strcmp(cli->arguments[i], ".") == 0)
        return RC_OK;
    const struct section *section = NULL;
    enum rc rc = cli_section(cli, i, &section, err);
    if (rc == RC_OK && section->id == 0)
        rc = err_set(err, RC_REFUSED, _("标题前的文字下面不能有小节"));
    if (rc == RC_OK)
        *parent = section->id;
    return rc;
}

static enum rc run_add(struct cli *cli, struct err *err) {
    int64_t parent = PLACE_TOP, id = 0;
    enum rc rc = cli_load(cli, 0, err);
    if (rc == RC_OK)
        rc = find_parent(cli, 1, &parent, err);
    if (rc == RC_OK)
        rc = cli_need_text(cli->arguments[2], err);
    if (rc == RC_OK)
        rc = session_add_section(cli->session, parent, SIZE_MAX, span_of(cli->arguments[2]), &id,
                                 err);
    if (rc == RC_OK) {
        section_add_path(&cli->out, report_find_id(session_report(cli->session), id));
        str_add_byte(&cli->out, '\n');
    }
    return rc;
}

const struct cli_command cli_add = {
    .name = "add",
    .usage = N_("add 报告号 上级 标题"),
    .help = N_("在上级（.是最上层）之下末尾加一节；输出它的位置"),
    .least = 3,
    .most = 3,
    .needs = CLI_WRITES,
    .run = run_add,
};

static enum rc run_remove(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    enum rc rc = load_section(cli, &section, err);
    return rc == RC_OK ? session_remove_section(cli->session, section->id, err) : rc;
}

const struct cli_command cli_remove = {
    .name = "remove",
    .usage = N_("remove 报告号 节"),
    .help = N_("删除一节（文字留在历史中，可以恢复）"),
    .least = 2,
    .most = 2,
    .needs = CLI_WRITES,
    .run = run_remove,
};

static enum rc run_move(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    int64_t parent = PLACE_TOP;
    uint64_t position = 0;
    enum rc rc = load_section(cli, &section, err);
    if (rc == RC_OK)
        rc = find_parent(cli, 2, &parent, err);
    if (rc == RC_OK &&
        (!char_read_number(span_of(cli->arguments[3]), 100000, &position) || position == 0))
        rc = err_set(err, RC_USAGE, _("位置“%s”不对，应是从1数起的数字"), cli->arguments[3]);
    return rc == RC_OK
               ? session_move_section(cli->session, section->id, parent, (size_t)position - 1, err)
               : rc;
}

const struct cli_command cli_move = {
    .name = "move",
    .usage = N_("move 报告号 节 上级 位置"),
    .help = N_("把一节移到上级（.是最上层）之下的第几个"),
    .least = 4,
    .most = 4,
    .needs = CLI_WRITES,
    .run = run_move,
};

static enum rc run_rename(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    enum rc rc = load_section(cli, &section, err);
    if (rc == RC_OK)
        rc = cli_need_text(cli->arguments[2], err);
    return rc == RC_OK
               ? session_rename_section(cli->session, section->id, span_of(cli->arguments[2]), err)
               : rc;
}

const struct cli_command cli_rename = {
    .name = "rename",
    .usage = N_("rename 报告号 节 标题"),
    .help = N_("改一节的标题"),
    .least = 3,
    .most = 3,
    .needs = CLI_WRITES,
    .run = run_rename,
};

static enum rc run_mark(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    bool done = strcmp(cli->arguments[2], "done") == 0;
    if (!done && strcmp(cli->arguments[2], "open") != 0)
        return err_set(err, RC_USAGE, _("状态“%s”不对，应是done或open"), cli->arguments[2]);
    enum rc rc = load_section(cli, &section, err);
    if (rc != RC_OK)
        return rc;
    size_t left = session_review_counts(cli->session, section->id).unreviewed;
    rc = session_mark(cli->session, section->id, done, err);
    if (rc == RC_OK && done && left > 0)
        cli_say(cli, _("去年原文%zu句算作核对过"), left);
    return rc;
}

const struct cli_command cli_mark = {
    .name = "mark",
    .usage = N_("mark 报告号 节 done|open"),
    .help = N_("把一节标为完成或未完成"),
    .least = 3,
    .most = 3,
    .needs = CLI_WRITES,
    .run = run_mark,
};
