#include "cli/pdf.h"

#include "base/lang.h"
#include "base/work.h"
#include "cli/cli.h"
#include "session/convert.h"

enum rc cli_turn_file(const struct cli *cli, const struct export_format *format, struct str *bytes,
                      struct err *err) {
    enum { LOOK_MS = 100 };
    struct conversion *conversion = NULL;
    struct str name = STR_INIT;
    struct work work;
    bool wrapped = false;
    if (format->made_of == NULL)
        return RC_OK;

    enum rc rc = convert_begin_pdf(&conversion, str_span(bytes), err);
    if (rc != RC_OK)
        return rc;

    work_begin(&work, _("正在由LibreOffice转成PDF"), 0, cli_has(cli, CLI_QUIET));
    while (rc == RC_OK && !convert_wait(conversion, LOOK_MS))
        if (!work_goes_on(&work))
            rc = err_set(err, RC_CANCELLED, _("已停止：没有导出"));
    work_end(&work);

    str_clear(bytes);
    if (rc == RC_OK)
        rc = convert_take(conversion, bytes, &name, &wrapped, err);
    convert_end(conversion);
    str_release(&name);
    return rc;
}
