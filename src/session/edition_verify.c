#include "session/edition_verify.h"

#include "base/lang.h"
#include "exchange/export.h"
#include "exchange/json/read.h"
#include "model/edition/edition.h"
#include "model/import_draft.h"
#include "store/edition.h"
#include "store/reports.h"

static enum rc fail_kept(const struct report *report, const struct edition *edition,
                         const char *what, struct err *err) {
    return err_set(err, RC_DAMAGED,
                   _("报告%lld版次第%zu步（%s）留存的全文%s；要用这一稿，请以当时交出去的文件为准"),
                   (long long)report->id, edition->number, edition_text(edition->state), what);
}

static enum rc verify_one(struct store *store, const struct report *report,
                          const struct edition *edition, struct err *err) {
    struct str text = STR_INIT, hash = STR_INIT;
    struct import_draft draft = {0};
    enum rc rc = store_edition(store, report->id, edition->number, &text, NULL);
    if (rc == RC_NOT_FOUND)
        rc = fail_kept(report, edition, _("已不在数据库里"), err);
    else if (rc == RC_OK && json_read(&draft, str_span(&text), NULL) != RC_OK)
        rc = fail_kept(report, edition, _("已损坏，读不出来"), err);
    else if (rc == RC_OK)
        export_add_hash(&hash, draft.report);
    if (rc == RC_OK && !span_equal(str_span(&hash), edition->hash))
        rc = fail_kept(report, edition, _("和当时的校验和（SHA-256）不一样"), err);
    import_draft_release(&draft);
    str_release(&text);
    str_release(&hash);
    return rc;
}

enum rc session_verify_kept(struct store *store, int64_t id, struct err *err) {
    struct report *report = NULL;
    struct edition edition;
    enum rc rc = store_load_report(store, id, &report, NULL, err);
    for (size_t number = 1; rc == RC_OK && report_edition(report, number, &edition); number++)
        if (edition_keeps(edition.state) && edition.hash.n > 0)
            rc = verify_one(store, report, &edition, err);
    report_free(report);
    return rc;
}
