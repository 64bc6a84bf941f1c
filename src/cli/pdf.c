#include "cli/pdf.h"

#include "base/lang.h"
#include "base/work.h"
#include "cli/cli.h"
#include "exchange/export.h"
#include "session/convert.h"

#include <string.h>
#include <strings.h>

const struct export_format cli_pdf_format = {
    .name = "pdf", .ending = ".pdf", .title = "PDF", .binary = true};

const struct export_format *cli_format_find(const char *name) {
    return strcmp(name, cli_pdf_format.name) == 0 ? &cli_pdf_format : export_format_find(name);
}

const struct export_format *cli_format_of_file(const char *path) {
    size_t n = strlen(path), ending = strlen(cli_pdf_format.ending);
    if (n > ending && strcasecmp(path + n - ending, cli_pdf_format.ending) == 0)
        return &cli_pdf_format;
    return export_format_of_file(path);
}

const char *cli_format_written(const struct export_format *format) {
    return format == &cli_pdf_format ? "docx" : format->name;
}

enum rc cli_make_pdf(const struct cli *cli, struct str *docx, struct err *err) {
    enum { LOOK_MS = 100 };
    struct conversion *conversion = NULL;
    struct str name = STR_INIT;
    struct work work;
    bool wrapped = false;
    enum rc rc = convert_begin_pdf(&conversion, str_span(docx), err);
    if (rc != RC_OK)
        return rc;
    work_begin(&work, _("正在由LibreOffice转成PDF"), 0, cli_has(cli, CLI_QUIET));
    while (rc == RC_OK && !convert_wait(conversion, LOOK_MS))
        if (!work_goes_on(&work))
            rc = err_set(err, RC_CANCELLED, _("已停止：没有导出"));
    work_end(&work);
    str_clear(docx);
    if (rc == RC_OK)
        rc = convert_take(conversion, docx, &name, &wrapped, err);
    convert_end(conversion);
    str_release(&name);
    return rc;
}
