/* import on the command line. */
#include "cli/import.h"
#include "cli/all.h"
#include "cli/commands.h"
#include "exchange/import.h"
#include "exchange/reader.h"
#include "model/section.h"
#include "session/file.h"
#include "session/remark_in.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/say.h"
#include "base/work.h"
#include "session/convert.h"
#include "session/exchange.h"
#include "session/sheet.h"
#include "session/template.h"

#include <string.h>

static void add_import_row(struct str *out, int64_t report, const struct import_draft *draft,
                           const char *path) {
    if (report != 0)
        str_add_format(out, "%lld", (long long)report);
    else
        str_add_byte(out, '-');
    str_add_format(out, "\t%s\t%zu\t%zu/%zu\t", draft->charset.name, draft->sections, draft->kept,
                   draft->all);
    str_add_line(out, span_of(path));
    str_add_byte(out, '\n');
}

static void say_findings(const struct cli *cli, const struct import_draft *draft,
                         const char *path) {
    for (size_t i = 0; i < draft->findings.count; i++) {
        const struct finding *finding = &draft->findings.items[i];
        if (finding->line > 0)
            cli_say(cli, _("%s：第%zu行：%s %s %s"), path, finding->line,
                    severity_mark(finding->severity), finding->path, finding->message);
        else
            cli_say(cli, _("%s：%s %s %s"), path, severity_mark(finding->severity), finding->path,
                    finding->message);
    }
    if (draft->cleaned.stripped > 0)
        cli_say(cli, _("%s：去掉了%zu个不可见的控制字符（第一个是U+%04X）"), path,
                draft->cleaned.stripped, (unsigned)draft->cleaned.first);
    if (draft->charset.count > 0)
        cli_say(cli, _("%s：有%zu个字节不能按%s读出，显示为〓；可用--encoding指定编码"), path,
                draft->charset.count, draft->charset.name);
}

static void add_import_section(struct str *out, const struct section *section,
                               const struct import_piece *piece) {
    size_t from = out->len;
    section_add_path(out, section);
    cli_pad(out, from, 10);
    section_add_label(out, section);
    str_add_line(out, span_of(section->heading));
    cli_pad(out, from, 60);
    if (piece != NULL && piece->offer != NULL)
        str_add_format(out, "%s?", piece->offer);
    else
        str_add_text(out, section->name != NULL ? section->name : "-");
    cli_pad(out, from, 80);
    if (piece != NULL)
        str_add_format(out, _("%d%% 第%zu行 %zu字\n"), piece->confidence, piece->source_line,
                       body_ink(&section->body));
    else
        str_add_text(out, _("文中没有，留空\n"));
}

/* Title and sign-off by lines, the front text by its length. */
static void add_import_lines(struct str *out, const char *place, const char *lines) {
    struct span rest = span_of(lines), line;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        size_t from = out->len;
        str_add_text(out, place);
        cli_pad(out, from, 10);
        str_add(out, line);
        str_add_byte(out, '\n');
    }
}

static void add_import_front(struct str *out, const struct section *front) {
    size_t from = out->len;
    if (!body_has_text(&front->body))
        return;
    section_add_path(out, front);
    cli_pad(out, from, 10);
    str_add_format(out, _("第一个标题前的文字，%zu字\n"), body_ink(&front->body));
}

/* -n: title, tree and sign-off, where each heading goes, and what the template has besides. */
static void add_import_tree(struct str *out, const struct import_draft *draft) {
    size_t ids = (size_t)draft->report->next_id;
    const struct import_piece **pieces =
        mem_alloc_zero(ids + 1, sizeof(const struct import_piece *));
    for (size_t i = draft->piece_count; i-- > 0;)
        if (draft->pieces[i].is_heading && draft->pieces[i].section > 0)
            pieces[draft->pieces[i].section] = &draft->pieces[i];
    add_import_lines(out, "title", draft->report->title);
    add_import_front(out, draft->report->front);
    for (const struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;)
        add_import_section(out, s, pieces[s->id]);
    add_import_lines(out, "signoff", draft->report->sign_off);
    mem_free(pieces);
}

static enum rc import_options_of(struct cli *cli, struct import_options *options,
                                 struct template **template, struct err *err) {
    *options = (struct import_options){.unit = cli->given[CLI_UNIT],
                                       .encoding = cli->given[CLI_ENCODING],
                                       .join_lines = cli_has(cli, CLI_JOIN_LINES)};
    enum rc rc = RC_OK;
    if (options->unit != NULL)
        rc = cli_need_text(options->unit, err);
    if (rc == RC_OK && cli_has(cli, CLI_YEAR))
        rc = cli_year(cli->given[CLI_YEAR], &options->year, err);
    if (rc == RC_OK && options->encoding != NULL && charset_canonical(options->encoding) == NULL)
        rc = err_set(err, RC_USAGE, _("不认识的编码“%s”；常用的有utf-8、gb18030、gbk"),
                     options->encoding);
    if (rc == RC_OK && cli_has(cli, CLI_TEMPLATE))
        rc = session_template(cli->session, cli->given[CLI_TEMPLATE], template, err);
    options->template = *template;
    return rc;
}

static enum rc not_imported(struct err *err) {
    return err_set(err, RC_CANCELLED, _("已停止，没有导入"));
}

/* Ctrl-C stops it between two slices; NULL: nobody is asked. */
static enum rc read_in_slices(struct work *work, struct import_draft *draft, struct span bytes,
                              const struct import_options *options, struct err *err) {
    enum { PART = 50 }; /* percent of an import */
    struct import_work *reading = import_begin(draft, bytes, options);
    while (import_go_on(reading))
        if (work != NULL && !work_reach_part(work, import_percent(reading) * PART / 100)) {
            import_stop(reading);
            return not_imported(err);
        }
    return import_finish(reading, err);
}

static enum rc add_in_slices(struct cli *cli, struct work *work, struct import_draft *draft,
                             int64_t *report, struct err *err) {
    enum { PART = 50 };
    struct session_adding *adding = session_import_begin(cli->session, draft);
    while (session_add_on(adding))
        if (!work_reach_part(work, PART + session_add_percent(adding) * PART / 100)) {
            session_add_stop(adding);
            return not_imported(err);
        }
    return session_import_finish(adding, report, err);
}

static enum rc read_named(struct work *work, struct import_draft *draft, struct span bytes,
                          const struct import_options *options, struct err *err) {
    enum rc rc = read_in_slices(work, draft, bytes, options, err);
    if (rc != RC_OK && strstr(err->text, options->name) == NULL)
        (void)err_at(err, "%s", options->name);
    return rc;
}

enum rc cli_read_draft(struct import_draft *draft, struct span bytes,
                       const struct import_options *options, struct err *err) {
    return read_named(NULL, draft, bytes, options, err);
}

static void say_stored_already(const struct cli *cli, const struct report *draft,
                               const char *path) {
    struct str said = STR_INIT;
    session_add_stored_already(cli->session, draft, &said);
    if (said.len > 0)
        cli_say(cli, _("%s：%s"), path, said.s);
    str_release(&said);
}

/* The bytes of the file that another program makes of this one, under the name it has then. Ctrl-C
 * stops it. */
static enum rc convert(struct work *work, const char *path, struct str *bytes, struct str *name,
                       bool *wrapped, struct err *err) {
    enum { LOOK_MS = 100 };
    struct conversion *conversion = NULL;
    enum rc rc = convert_begin(&conversion, str_span(bytes), path, err);
    if (rc != RC_OK)
        return rc;
    while (rc == RC_OK && !convert_wait(conversion, LOOK_MS))
        if (!work_goes_on(work))
            rc = err_set(err, RC_CANCELLED, _("已停止转换"));
    str_clear(bytes);
    if (rc == RC_OK)
        rc = convert_take(conversion, bytes, name, wrapped, err);
    convert_end(conversion);
    return rc;
}

/* Where --convert allows it, what this program does not read is converted first; else the sentence
 * that refuses the file says that it could be. */
static enum rc read_draft(struct cli *cli, struct work *work, const char *path, struct str *bytes,
                          struct import_options *options, struct import_draft *draft,
                          struct err *err) {
    struct str name = STR_INIT;
    const char *program = convert_program(str_span(bytes), path);
    enum rc rc = RC_OK;
    if (program != NULL && cli_has(cli, CLI_CONVERT)) {
        rc = convert(work, path, bytes, &name, &options->join_lines, err);
        if (rc == RC_OK) {
            options->name = name.s;
            work_hide(work);
            cli_say(cli, _("%s：由%s转换，只取文字和表格，请核对"), path, program);
        } else {
            (void)err_at(err, "%s", path);
        }
    }
    if (rc == RC_OK)
        rc = read_named(work, draft, str_span(bytes), options, err);
    if (rc != RC_OK && rc != RC_CANCELLED && program != NULL && !cli_has(cli, CLI_CONVERT)) {
        char *said = span_copy(span_of(err->text));
        rc = err_set(err, rc, _("%s；本机有%s，也可以加上--convert由它转换后导入"), said, program);
        mem_free(said);
    }
    str_release(&name);
    return rc;
}

/* A reviewed file would become a second report, and what was said in it be lost. */
static enum rc refuse_reviewed(struct cli *cli, struct work *work, struct span bytes,
                               const char *path, struct err *err) {
    bool has_remarks = false;
    long long report = (long long)session_find_reviewed(cli->session, bytes, &has_remarks);
    if (report == 0)
        return RC_OK;
    if (has_remarks)
        return err_set(err, RC_REFUSED,
                       _("%s：这是报告%lld的审阅稿，带着批注或修订；用 jixiao remark in %lld %s "
                         "收进那份报告"),
                       path, report, report, path);
    work_hide(work);
    cli_say(
        cli,
        _("%s：这个文件是从报告%lld导出的；要把别人改过的收进那份报告，用 jixiao remark in %lld "
          "%s"),
        path, report, report, path);
    return RC_OK;
}

/* A filled sheet would become a report of its own. */
static enum rc refuse_sheet(struct cli *cli, struct span bytes, const char *path, struct err *err) {
    struct sheet_intake intake = {0};
    struct err why = {0};
    if (bytes.n > SHEET_BYTES_MOST)
        return RC_OK;
    enum rc rc = session_take_in_sheet(cli->session, bytes, path, true, &intake, &why);
    if (!intake.is_sheet)
        rc = RC_OK;
    else if (rc != RC_OK)
        rc = err_set(err, rc, "%s：%s", path, why.text);
    else
        rc = err_set(err, RC_REFUSED,
                     _("%s：这是报告%lld的填报表；用 jixiao sheet in %s 收进那份报告"), path,
                     (long long)intake.report, path);
    session_leave(cli->session);
    sheet_intake_release(&intake);
    return rc;
}

static enum rc import_one(struct cli *cli, struct work *work, const char *path,
                          const struct import_options *options, struct err *err) {
    struct str bytes = STR_INIT;
    struct import_draft draft = {0};
    struct import_options own = *options;
    own.name = path;
    int64_t report = 0;
    enum rc rc = session_read_file(cli->session, &bytes, path, import_bytes_most(path), err);
    if (rc == RC_OK)
        rc = refuse_reviewed(cli, work, str_span(&bytes), path, err);
    if (rc == RC_OK)
        rc = refuse_sheet(cli, str_span(&bytes), path, err);
    if (rc == RC_OK)
        rc = read_draft(cli, work, path, &bytes, &own, &draft, err);
    if (rc == RC_OK) { /* before it is stored itself */
        work_hide(work);
        say_stored_already(cli, draft.report, path);
    }
    if (rc == RC_OK && !cli_has(cli, CLI_DRY_RUN))
        rc = add_in_slices(cli, work, &draft, &report, err);
    if (rc == RC_OK) {
        work_hide(work);
        add_import_row(&cli->out, report, &draft, path);
        say_findings(cli, &draft, path);
        if (cli_has(cli, CLI_DRY_RUN))
            add_import_tree(&cli->out, &draft);
    }
    import_draft_release(&draft);
    str_release(&bytes);
    return rc;
}

/* Each file is a transaction of its own; the exit code is the worst. Of a folder the files that
 * could not be read have a line too. */
static enum rc import_each(struct cli *cli, const char *const *paths, size_t count,
                           const struct import_options *options, struct err *err) {
    enum rc worst = RC_OK;
    size_t failed = 0;
    bool all = cli_has(cli, CLI_ALL), stopped = false;
    struct work work;
    work_begin(&work, _("导入"), count, cli_has(cli, CLI_QUIET));
    for (size_t i = 0; i < count; i++) {
        struct err one = {0};
        stopped = !work_next(&work);
        if (stopped)
            break;
        enum rc rc = import_one(cli, &work, paths[i], options, &one);
        if (rc == RC_OK)
            continue;
        if (rc == RC_CANCELLED) { /* of this file nothing is kept */
            stopped = true;
            work.done--;
            break;
        }
        failed++;
        if (all)
            str_add_format(&cli->out, "-\t-\t-\t-\t%s\n", paths[i]);
        if (worst != RC_OK) { /* the last sentence is said by the caller */
            work_hide(&work);
            say("jixiao: %s", err->text);
        }
        if (rc_exit_code(rc) >= rc_exit_code(worst))
            worst = rc;
        *err = one;
    }
    work_end(&work);
    if (all)
        cli_say(cli, _("读了%zu个文件：导入%zu个，失败%zu个"), work.done, work.done - failed,
                failed);
    if (stopped && worst == RC_OK)
        worst = err_set(err, RC_CANCELLED, _("已停止：还有%zu个文件没有导入"), count - work.done);
    return worst;
}

static enum rc import_folder(struct cli *cli, const char *folder,
                             const struct import_options *options, struct err *err) {
    struct file_list list = {0};
    enum rc rc = file_list_folder(&list, folder, err);
    char **paths = mem_alloc_zero(list.count + 1, sizeof *paths);
    size_t count = 0;
    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        bool reads = import_can_read(list.entries[i].name) ||
                     (cli_has(cli, CLI_CONVERT) && convert_takes(list.entries[i].name));
        if (reads && !list.entries[i].is_folder)
            paths[count++] = file_path_join(folder, list.entries[i].name);
        else if (list.entries[i].is_folder)
            cli_say(cli, _("%s：跳过（里面的文件夹不读）"), list.entries[i].name);
        else
            cli_say(cli, _("%s：跳过（%s）"), list.entries[i].name,
                    import_why_not(list.entries[i].name));
    }
    if (rc == RC_OK && count == 0) {
        struct str endings = STR_INIT;
        import_add_endings(&endings);
        rc = err_set(err, RC_INPUT, _("%s：文件夹里没有可导入的文件（%s）"), folder, endings.s);
        str_release(&endings);
    }
    if (rc == RC_OK)
        rc = import_each(cli, (const char *const *)paths, count, options, err);
    for (size_t i = 0; i < count; i++)
        mem_free(paths[i]);
    mem_free(paths);
    file_list_release(&list);
    return rc;
}

static enum rc run_import(struct cli *cli, struct err *err) {
    struct import_options options;
    struct template *template = NULL;
    enum rc rc = import_options_of(cli, &options, &template, err);
    if (rc == RC_OK && cli_has(cli, CLI_ALL) && cli->count != 1)
        rc = err_set(err, RC_USAGE, _("--all后面应是一个文件夹"));
    if (rc == RC_OK && cli_has(cli, CLI_ALL))
        rc = import_folder(cli, cli->arguments[0], &options, err);
    else if (rc == RC_OK)
        rc = import_each(cli, cli->arguments, cli->count, &options, err);
    template_free(template);
    return rc;
}

const struct cli_command cli_import = {
    .name = "import",
    .usage = N_("import 文件… [--template 模板] [--unit 单位] [--year 年度] [--encoding 编码] "
                "[--join-lines] [--convert] [-n] | --all 文件夹"),
    .help = N_("导入txt、md、docx、odt、网页或JSON，每个文件成一份新报告"),
    .options = CLI_BIT(TEMPLATE) | CLI_BIT(UNIT) | CLI_BIT(YEAR) | CLI_BIT(ENCODING) |
               CLI_BIT(JOIN_LINES) | CLI_BIT(DRY_RUN) | CLI_BIT(ALL) | CLI_BIT(CONVERT),
    .least = 1,
    .most = SIZE_MAX,
    .files_from = 1,
    .needs = CLI_WRITES,
    .run = run_import,
};
