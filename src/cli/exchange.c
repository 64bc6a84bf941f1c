/* import and export on the command line. */
#include "cli/exchange.h"
#include "base/os/file_path.h"
#include "base/text/charset_encode.h"
#include "cli/all.h"
#include "cli/commands.h"
#include "cli/several.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/reader.h"
#include "model/section.h"
#include "session/check.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/remark_in.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/say.h"
#include "base/work.h"
#include "exchange/exchange.h"
#include "session/convert.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/handin.h"
#include "session/template.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* --- import --- */

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

enum rc cli_read_draft(struct import_draft *draft, struct span bytes,
                       const struct import_options *options, struct err *err) {
    enum rc rc = import_bytes(draft, bytes, options, err);
    if (rc != RC_OK && strstr(err->text, options->name) == NULL)
        (void)err_at(err, "%s", options->name);
    return rc;
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
        rc = cli_read_draft(draft, str_span(bytes), options, err);
    if (rc != RC_OK && program != NULL && !cli_has(cli, CLI_CONVERT)) {
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

static enum rc import_one(struct cli *cli, struct work *work, const char *path,
                          const struct import_options *options, struct err *err) {
    struct str bytes = STR_INIT;
    struct import_draft draft = {0};
    struct import_options own = *options;
    own.name = path;
    int64_t report = 0;
    enum rc rc = file_read(&bytes, path, import_bytes_most(path), err);
    if (rc == RC_OK)
        rc = refuse_reviewed(cli, work, str_span(&bytes), path, err);
    if (rc == RC_OK)
        rc = read_draft(cli, work, path, &bytes, &own, &draft, err);
    if (rc == RC_OK) { /* before it is stored itself */
        work_hide(work);
        say_stored_already(cli, draft.report, path);
    }
    if (rc == RC_OK && !cli_has(cli, CLI_DRY_RUN))
        rc = session_import(cli->session, &draft, &report, err);
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
    .help = N_("导入txt、md、docx或JSON，每个文件成一份新报告"),
    .options = CLI_BIT(TEMPLATE) | CLI_BIT(UNIT) | CLI_BIT(YEAR) | CLI_BIT(ENCODING) |
               CLI_BIT(JOIN_LINES) | CLI_BIT(DRY_RUN) | CLI_BIT(ALL) | CLI_BIT(CONVERT),
    .least = 1,
    .most = SIZE_MAX,
    .files_from = 1,
    .needs = CLI_WRITES,
    .run = run_import,
};

/* --- export --- */

/* The ending of a file that another program would open and find broken, or NULL. */
static const char *foreign_ending(const char *path) {
    static const char *const endings[] = {".pdf", ".doc", ".wps", ".xls", ".et", ".rtf", ".odt"};
    size_t n = path != NULL ? strlen(path) : 0;
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        size_t ending = strlen(endings[i]);
        if (n > ending && strcasecmp(path + n - ending, endings[i]) == 0)
            return endings[i] + 1;
    }
    return NULL;
}

static bool names_several(const struct cli *cli) {
    return cli_has(cli, CLI_FORMAT) && strchr(cli->given[CLI_FORMAT], ',') != NULL;
}

static enum rc format_of(const struct cli *cli, const struct export_format **format,
                         struct err *err) {
    *format = export_format_find("txt");
    if (names_several(cli)) /* each is found in its turn */
        return RC_OK;
    const char *path = cli->given[CLI_OUTPUT], *asked = cli->given[CLI_FORMAT];
    *format = cli_has(cli, CLI_FORMAT) ? export_format_find(cli->given[CLI_FORMAT])
              : path != NULL           ? export_format_of_file(path)
                                       : NULL;
    if (asked == NULL && *format == NULL)
        asked = foreign_ending(path);
    if (*format == NULL && asked != NULL)
        return cli_refuse_format(span_of(asked), err);
    if (*format == NULL)
        *format = export_format_find("txt");
    assert(*format != NULL);
    if ((*format)->binary && path == NULL)
        return err_set(err, RC_USAGE, _("导出为%s要用-o给出文件"), (*format)->name);
    return RC_OK;
}

static enum rc export_options_of(const struct cli *cli, struct export_options *options,
                                 struct err *err) {
    static const char *const eols[] = {"lf", "crlf", NULL};
    static const char *const layouts[] = {"plain", "page", NULL};
    static const char *const unmappables[] = {"refuse", "geta", "ncr", NULL};
    const struct export_format *format = NULL;
    size_t eol = 0, layout = 0, unmappable = 0;
    enum rc rc = format_of(cli, &format, err);
    if (rc == RC_OK)
        rc = cli_choice(cli, CLI_EOL, eols, &eol, err);
    if (rc == RC_OK)
        rc = cli_choice(cli, CLI_LAYOUT, layouts, &layout, err);
    if (rc == RC_OK)
        rc = cli_choice(cli, CLI_UNMAPPABLE, unmappables, &unmappable, err);
    const char *encoding = cli->given[CLI_ENCODING];
    if (rc == RC_OK && encoding != NULL && charset_canonical(encoding) == NULL)
        rc = err_set(err, RC_USAGE, _("不认识的编码“%s”；常用的有utf-8、gb18030、gbk"), encoding);
    if (rc == RC_OK && cli_has(cli, CLI_REFERENCE) && !names_several(cli) &&
        strcmp(format->name, "docx") != 0)
        rc = err_set(err, RC_USAGE, _("--reference只用于docx；请加上--format docx"));
    if (rc != RC_OK || format == NULL)
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
    if (rc == RC_OK && (cli->count != (all ? 0 : 1) || (all && names_several(cli))))
        rc = err_set(err, RC_USAGE, _("用法：jixiao %s"), _(cli_export.usage));
    if (rc != RC_OK || all)
        return rc == RC_OK ? cli_export_all(cli, &options, err) : rc;
    struct pages pages = {0};
    rc = cli_load(cli, 0, err);
    if (rc == RC_OK && !names_several(cli))
        export_options_complete(&options, session_report(cli->session));
    if (rc == RC_OK && options.layout == LAYOUT_PAGE && export_format_find(options.format)->pages) {
        rc = lay_out(cli, &options, &pages, err);
        options.pages = &pages;
    }
    if (rc == RC_OK && names_several(cli))
        rc = export_several(cli, &options, err);
    else if (rc == RC_OK)
        rc = export_loaded(cli, &options, &cli->file, err);
    pages_release(&pages);
    if (rc != RC_OK || names_several(cli) || !cli_has(cli, CLI_OUTPUT) ||
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
    .help = N_("导出报告（txt、md、html、docx、xlsx、json）到文件或标准输出"),
    .options = CLI_BIT(OUTPUT) | CLI_BIT(FORMAT) | CLI_BIT(ENCODING) | CLI_BIT(EOL) |
               CLI_BIT(LAYOUT) | CLI_BIT(UNMAPPABLE) | CLI_BIT(FAIL_ON) | CLI_BIT(FORCE) |
               CLI_BIT(DRAFT) | CLI_BIT(ALL) | CLI_BIT(REFERENCE),
    .least = 0,
    .most = 1,
    .needs = CLI_READS,
    .run = run_export,
};
