#include "session/remark_step.h"
#include "session/opened.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "session/private.h"
#include "session/setting.h"

enum rc session_find_remark(struct session *session, size_t number, struct remark *remark,
                            struct err *err) {
    enum rc rc = session_need_report(session, err);
    if (rc == RC_OK && !report_remark(session->open.report, number, remark))
        rc = err_set(err, RC_NOT_FOUND, _("没有意见%zu；jixiao remark list %lld 列出各条"), number,
                     (long long)session->open.report->id);
    return rc;
}

void session_set_remark(struct change_set *set, struct session *session,
                        const struct remark *remark) {
    struct str name = STR_INIT, text = STR_INIT;
    remark_add_name(&name, remark->number);
    remark_add_value(&text, remark);
    change_add_value(set, session->open.report, name.s, text.s);
    str_release(&text);
    str_release(&name);
}

void session_sign_remark(struct session *session, struct remark *remark,
                         enum remark_state new_state, struct span answer) {
    remark->state = new_state;
    remark->answer = answer;
    remark->by = span_of(session_user(session));
    remark->by_at = clock_now();
}
