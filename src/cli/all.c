/* export --all: every report, made and written one after another, none kept. */
#include "cli/all.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/say.h"
#include "base/text/charset_encode.h"
#include "base/work.h"
#include "check/check.h"
#include "exchange/export.h"
#include "model/review/review.h"
#include "session/check.h"
#include "session/exchange.h"
#include "session/file.h"
#include "store/edition.h"
#include "store/reports.h"

#include <stdlib.h>
#include <string.h>

struct all {
    struct cli *cli;
    const struct export_options *options;
    const char *folder; /* NULL: standard output */
    const struct library_rows *reports;
    struct charset_encoder *encoder; /* NULL: none was needed yet */
    struct work work;
    size_t written, failed, with_findings, with_gaps;
    enum rc rc; /* the worst so far */
    struct err *err;
};

/* A report made; the next one uses its room again. */
struct made {
    enum rc rc;
    struct err err;
    struct str bytes, name, gaps, unmappable;
    size_t gap_count, unmappable_count, unreviewed;
};

/* --- making --- */

/* Only where --fail-on asks: checking takes far longer than writing. */
static enum rc check_loaded(const struct all *all, const struct report *report, struct err *err) {
    if (!cli_has(all->cli, CLI_FAIL_ON))
        return RC_OK;
    struct findings findings = {0};
    session_check_any(all->cli->session, report, NULL, &findings);
    enum rc rc = cli_fail_on(all->cli, &findings, err);
    findings_release(&findings);
    return rc;
}

static void describe(const struct all *all, const struct report *report,
                     const struct charset_report *charset, struct made *made) {
    const struct export_format *format = export_format_find(all->options->format);
    made->unmappable_count = charset->count;
    if (charset->count > 0)
        report_add_unmappable(report, charset, &made->unmappable);
    if (made->rc != RC_OK)
        return;
    made->gap_count = report_list_unprinted(&made->gaps, report);
    made->unreviewed = review_count_report(report).unreviewed;
    str_add_format(&made->name, "%lld-", (long long)report->id); /* two may have one title */
    if (all->folder != NULL)
        export_default_name(&made->name, report, format);
}

static enum rc write_loaded(struct all *all, const struct report *report,
                            struct charset_report *charset, struct made *made) {
    struct export_options options = *all->options;
    if (options.encoding != NULL && all->encoder == NULL) {
        enum rc rc = charset_encoder_new(&all->encoder, options.encoding, &made->err);
        if (rc != RC_OK)
            return rc;
    }
    options.encoder = all->encoder;
    session_place_export(all->cli->session, report, &options);
    return export_bytes(&made->bytes, report, &options, charset, &made->err);
}

static void make_one(struct all *all, int64_t id, struct made *made) {
    struct report *report = NULL;
    struct charset_report charset = {0};
    str_clear(&made->bytes);
    str_clear(&made->name);
    str_clear(&made->gaps);
    str_clear(&made->unmappable);
    made->gap_count = made->unmappable_count = made->unreviewed = 0;
    made->rc = store_load_report(session_store(all->cli->session), id, &report, NULL, &made->err);
    if (made->rc == RC_OK && strcmp(all->options->format, "json") == 0)
        made->rc = store_load_kept(session_store(all->cli->session), report, &made->err);
    if (made->rc == RC_OK)
        made->rc = check_loaded(all, report, &made->err);
    if (made->rc == RC_OK)
        made->rc = write_loaded(all, report, &charset, made);
    if (report != NULL)
        describe(all, report, &charset, made);
    report_free(report);
}

/* --- writing and saying, one after another --- */

static void add_file_row(struct str *out, int64_t id, const char *path) {
    str_add_format(out, "%lld\t", (long long)id);
    str_add_line(out, span_of(path));
    str_add_byte(out, '\n');
}

static enum rc write_one(struct all *all, int64_t id, struct made *made) {
    if (all->folder == NULL)
        return file_write_stdout(str_span(&made->bytes), &made->err);
    char *path = file_path_join(all->folder, made->name.s);
    enum rc rc = session_write_file(all->cli->session, path, str_span(&made->bytes), &made->err);
    if (rc == RC_OK)
        add_file_row(&all->cli->out, id, path);
    mem_free(path);
    return rc;
}

static void say_unmappable(struct all *all, int64_t id, const struct made *made, bool replaced) {
    work_hide(&all->work);
    cli_say(all->cli,
            replaced ? _("报告%lld：有%zu个字目标编码没有，已按--unmappable代替：\n%s")
                     : _("报告%lld：有%zu个字目标编码没有：\n%s"),
            (long long)id, made->unmappable_count, made->unmappable.s);
}

static void say_written(struct all *all, int64_t id, const struct made *made) {
    if (made->gap_count > 0) {
        work_hide(&all->work);
        cli_say(all->cli, _("报告%lld：未填%zu节：\n%s"), (long long)id, made->gap_count,
                made->gaps.s);
    }
    if (made->unreviewed > 0) {
        work_hide(&all->work);
        cli_say(all->cli, _("报告%lld：去年原文未核%zu句"), (long long)id, made->unreviewed);
    }
    if (made->unmappable_count > 0)
        say_unmappable(all, id, made, true);
    all->with_gaps += made->gap_count > 0;
}

static void take_failure(struct all *all, int64_t id, struct made *made) {
    (void)err_at(&made->err, _("报告%lld"), (long long)id);
    work_hide(&all->work);
    if (all->rc != RC_OK) /* the last sentence is said by the caller */
        say("jixiao: %s", all->err->text);
    if (rc_exit_code(made->rc) >= rc_exit_code(all->rc))
        all->rc = made->rc;
    *all->err = made->err;
    all->failed++;
    if (all->folder != NULL)
        str_add_format(&all->cli->out, "%lld\t-\n", (long long)id);
}

/* A file that fails leaves the others alone; on standard output a report must not be missing in the
 * middle. */
static bool export_one(struct all *all, const struct library_row *row, struct made *made) {
    if (!work_next(&all->work)) {
        all->rc = err_set(all->err, RC_CANCELLED, _("已停止：导出了%zu份，共%zu份"), all->written,
                          all->reports->count);
        return false;
    }
    make_one(all, row->id, made);
    if (made->rc == RC_UNMAPPABLE)
        say_unmappable(all, row->id, made, false);
    else if (made->rc == RC_OK)
        made->rc = write_one(all, row->id, made);
    all->with_findings += row->errors + row->warnings > 0;
    if (made->rc != RC_OK) {
        take_failure(all, row->id, made);
        return all->folder != NULL;
    }
    say_written(all, row->id, made);
    all->written++;
    return true;
}

/* --- all of it --- */

static int compare_numbers(const void *left, const void *right) {
    int64_t a = ((const struct library_row *)left)->id;
    int64_t b = ((const struct library_row *)right)->id;
    return a < b ? -1 : a > b;
}

static void release_made(struct made *made) {
    str_release(&made->bytes);
    str_release(&made->name);
    str_release(&made->gaps);
    str_release(&made->unmappable);
}

static void export_each(struct all *all) {
    struct made made = {
        .bytes = STR_INIT, .name = STR_INIT, .gaps = STR_INIT, .unmappable = STR_INIT};
    for (size_t i = 0; i < all->reports->count; i++)
        if (!export_one(all, &all->reports->items[i], &made))
            break;

    charset_encoder_free(all->encoder);
    release_made(&made);
}

static enum rc export_listed(struct all *all) {
    struct cli *cli = all->cli;
    struct library_rows reports = {0};
    enum rc rc = session_list(cli->session, false, &reports, all->err);
    if (rc != RC_OK)
        return rc;
    if (reports.count > 0)
        qsort(reports.items, reports.count, sizeof *reports.items, compare_numbers);
    all->reports = &reports;
    work_begin(&all->work, _("导出"), reports.count, cli_has(cli, CLI_QUIET));
    export_each(all);
    work_end(&all->work);
    if (all->with_findings > 0)
        cli_say(cli, _("%zu份有错误或存疑（用list和check查看）"), all->with_findings);
    cli_say(cli, _("导出%zu份，失败%zu份，有未填的节%zu份"), all->written, all->failed,
            all->with_gaps);
    library_rows_release(&reports);
    return all->rc;
}

/* Makes it and those above it where they are missing. */
static enum rc prepare_folder(const char *folder, struct err *err) {
    enum file_kind kind = file_kind_of(folder);
    if (kind == FILE_NONE)
        return file_make_folder(folder, err);
    if (kind != FILE_DIRECTORY)
        return err_set(err, RC_USAGE, _("%s：--all的-o后面应是一个文件夹"), folder);
    return RC_OK;
}

enum rc cli_export_all(struct cli *cli, const struct export_options *options, struct err *err) {
    struct all all = {.cli = cli, .options = options, .folder = cli->given[CLI_OUTPUT], .err = err};
    struct store *store = session_store(cli->session);
    enum rc rc = all.folder != NULL ? prepare_folder(all.folder, err) : RC_OK;
    if (rc != RC_OK)
        return rc;
    rc = store_begin_reading(store, err);
    if (rc == RC_OK)
        rc = export_listed(&all);
    store_end_reading(store);
    return rc;
}
