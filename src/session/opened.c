#include "session/opened.h"

#include "base/lang.h"
#include "session/private.h"

const struct report *session_report(const struct session *session) {
    return session->open.report;
}

uint64_t session_generation(const struct session *session) {
    return session->generation;
}

uint64_t session_revision(const struct session *session) {
    return session->revision;
}

size_t session_recovered(const struct session *session) {
    return session->writing.recovered;
}

struct section *session_find(struct session *session, int64_t section) {
    return session->open.report != NULL ? report_find_id(session->open.report, section) : NULL;
}

enum rc session_need_section(struct session *session, int64_t id, struct section **out,
                             struct err *err) {
    struct section *section = session_find(session, id);
    if (section == NULL || section == session->open.report->root)
        return err_set(err, RC_NOT_FOUND, _("这一节已不存在，可能已被删除"));
    *out = section;
    return RC_OK;
}

enum rc session_need_report(struct session *session, struct err *err) {
    return session->open.report != NULL ? RC_OK : err_set(err, RC_NOT_FOUND, _("没有打开的报告"));
}
