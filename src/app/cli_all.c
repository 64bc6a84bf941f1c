/* export --all: every report, one after another, none kept. */
#include "app/cli_all.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/work.h"
#include "check/check.h"

#include <stdlib.h>

enum { OUT_MOST = 256 * 1024 }; /* bytes that wait for standard output */

struct all {
    struct cli *cli;
    const struct export_options *options;
    const char *folder; /* NULL: standard output */
    struct work work;
    struct str bytes; /* of standard output, or of one file */
    size_t written, failed, with_findings, with_gaps;
};

/* Only where --fail-on asks: checking takes far longer than writing. */
static enum rc check_loaded(struct all *all, const struct report *report, struct err *err) {
    if (!cli_has(all->cli, CLI_FAIL_ON))
        return RC_OK;
    struct findings findings = {0};
    session_check_any(all->cli->session, report, NULL, &findings);
    enum rc rc = cli_fail_on(all->cli, &findings, err);
    findings_release(&findings);
    return rc;
}

static enum rc write_file(struct all *all, const struct report *report, struct err *err) {
    struct str name = STR_INIT;
    str_add_format(&name, "%lld-", (long long)report->id); /* two reports may have one title */
    export_default_name(&name, report, export_format_find(all->options->format));
    char *path = file_path_join(all->folder, name.s);
    enum rc rc = file_write_atomic(path, str_span(&all->bytes), err);
    if (rc == RC_OK)
        str_add_format(&all->cli->out, "%lld\t%s\n", (long long)report->id, path);
    mem_free(path);
    str_release(&name);
    return rc;
}

static enum rc flush(struct all *all, struct err *err) {
    enum rc rc = cli_write(all->cli, str_span(&all->bytes), err);
    str_clear(&all->bytes);
    return rc;
}

static void say_unmappable(struct all *all, const struct report *report,
                           const struct charset_report *charset, bool replaced) {
    struct str places = STR_INIT;
    report_add_unmappable(report, charset, &places);
    work_hide(&all->work);
    cli_say(all->cli,
            replaced ? _("报告%lld：有%zu个字目标编码没有，已按--unmappable代替：\n%s")
                     : _("报告%lld：有%zu个字目标编码没有：\n%s"),
            (long long)report->id, charset->count, places.s);
    str_release(&places);
}

static void say_loaded(struct all *all, const struct report *report,
                       const struct charset_report *charset) {
    struct str gaps = STR_INIT;
    size_t count = report_list_unprinted(&gaps, report);
    if (count > 0 || charset->count > 0)
        work_hide(&all->work);
    if (count > 0)
        cli_say(all->cli, _("报告%lld：未填%zu节：\n%s"), (long long)report->id, count, gaps.s);
    if (charset->count > 0)
        say_unmappable(all, report, charset, true);
    all->with_gaps += count > 0;
    str_release(&gaps);
}

static enum rc export_one(struct all *all, int64_t id, struct err *err) {
    struct report *report = NULL;
    struct charset_report charset = {0};
    enum rc rc = store_load_report(session_store(all->cli->session), id, &report, NULL, err);
    if (rc == RC_OK)
        rc = check_loaded(all, report, err);
    if (rc == RC_OK)
        rc = export_bytes(&all->bytes, report, all->options, &charset, err);
    if (rc == RC_OK && all->folder != NULL)
        rc = write_file(all, report, err);
    else if (rc == RC_OK && all->bytes.len > OUT_MOST)
        rc = flush(all, err);
    if (rc == RC_OK)
        say_loaded(all, report, &charset);
    else if (rc == RC_UNMAPPABLE)
        say_unmappable(all, report, &charset, false);
    if (all->folder != NULL)
        str_clear(&all->bytes);
    report_free(report);
    return rc;
}

/* A file that fails leaves the others alone; on standard output a report must not be missing in the
 * middle. */
static enum rc export_each(struct all *all, const struct store_reports *reports, struct err *err) {
    enum rc worst = RC_OK;
    for (size_t i = 0; i < reports->count; i++) {
        const struct store_report *row = &reports->items[i];
        struct err one = {0};
        if (!work_next(&all->work))
            return err_set(err, RC_CANCELLED, _("已停止：导出了%zu份，共%zu份"), all->written,
                           reports->count);
        enum rc rc = export_one(all, row->id, &one);
        all->written += rc == RC_OK;
        all->with_findings += row->errors + row->warnings > 0;
        if (rc == RC_OK)
            continue;
        (void)err_at(&one, _("报告%lld"), (long long)row->id);
        work_hide(&all->work);
        if (worst != RC_OK) /* the last sentence is said by the caller */
            cli_warn("jixiao: %s", err->text);
        if (rc_exit_code(rc) >= rc_exit_code(worst))
            worst = rc;
        *err = one;
        all->failed++;
        if (all->folder == NULL)
            return worst;
        str_add_format(&all->cli->out, "%lld\t-\n", (long long)row->id);
    }
    return worst;
}

static int compare_numbers(const void *left, const void *right) {
    int64_t a = ((const struct store_report *)left)->id;
    int64_t b = ((const struct store_report *)right)->id;
    return a < b ? -1 : a > b;
}

enum rc cli_export_all(struct cli *cli, const struct export_options *options, struct err *err) {
    struct all all = {
        .cli = cli, .options = options, .folder = cli->given[CLI_OUTPUT], .bytes = STR_INIT};
    if (all.folder != NULL && file_kind_of(all.folder) != FILE_DIRECTORY)
        return err_set(err, RC_USAGE, _("%s：--all的-o后面应是一个已有的文件夹"), all.folder);
    struct store *store = session_store(cli->session);
    struct store_reports reports = {0};
    enum rc rc = store_begin_reading(store, err);
    if (rc == RC_OK)
        rc = session_list(cli->session, false, &reports, err);
    if (rc != RC_OK) {
        store_end_reading(store);
        return rc;
    }
    if (reports.count > 0)
        qsort(reports.items, reports.count, sizeof *reports.items, compare_numbers);
    work_begin(&all.work, _("导出"), reports.count, cli_has(cli, CLI_QUIET));
    rc = export_each(&all, &reports, err);
    store_end_reading(store);
    work_end(&all.work);
    if (all.folder == NULL) {
        enum rc written = flush(&all, rc == RC_OK ? err : NULL);
        rc = rc == RC_OK ? written : rc;
    }
    if (all.with_findings > 0)
        cli_say(cli, _("%zu份有错误或存疑（用list和check查看）"), all.with_findings);
    cli_say(cli, _("导出%zu份，失败%zu份，有未填的节%zu份"), all.written, all.failed,
            all.with_gaps);
    store_reports_release(&reports);
    str_release(&all.bytes);
    return rc;
}
