#include "session/checked.h"

#include "base/lang.h"
#include "exchange/docx/checked.h"
#include "exchange/export.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/opened.h"

static enum rc need_word(const char *path, struct err *err) {
    if (span_ends_with(span_of(path), SPAN(".docx")))
        return RC_OK;
    return err_set(err, RC_USAGE, _("批注写在Word文件里，文件名要以.docx结尾"));
}

enum rc session_write_checked(struct session *session, const struct findings *findings,
                              const char *path, struct err *err) {
    struct str plain = STR_INIT, commented = STR_INIT;
    struct export_options options = {.format = "docx"};
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = need_word(path, err);
    if (rc == RC_OK) {
        session_place_export(session, session_report(session), &options);
        rc = export_bytes(&plain, session_report(session), &options, NULL, err);
    }
    if (rc == RC_OK)
        rc =
            docx_add_findings(&commented, str_span(&plain), session_report(session), findings, err);
    if (rc == RC_OK)
        rc = session_write_file(session, path, str_span(&commented), err);
    str_release(&commented);
    str_release(&plain);
    return rc;
}

enum rc session_write_checked_copy(const struct session_checked *checked, const char *path,
                                   struct err *err) {
    struct str commented = STR_INIT;
    enum rc rc = need_word(path, err);
    if (rc == RC_OK && !span_starts_with(checked->bytes, SPAN("PK")))
        rc = err_set(err, RC_INPUT,
                     _("“%s”不是Word文件（.docx），不能写批注；请在Word或WPS中另存为.docx"),
                     checked->name);
    if (rc == RC_OK)
        rc = docx_add_findings(&commented, checked->bytes, checked->report, checked->findings, err);
    if (rc == RC_OK)
        rc = session_write_copy(checked->database, checked->name, path, str_span(&commented), err);
    str_release(&commented);
    return rc;
}
