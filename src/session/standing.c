#include "session/standing.h"

#include "base/lang.h"
#include "base/os/clock.h"
#include "base/text/str.h"
#include "session/private.h"
#include "session/remains.h"
#include "session/report.h"
#include "session/rescue.h"
#include "session/unsaved.h"

enum session_standing session_standing(const struct session *session) {
    struct session_loss loss;
    bool sync_refused = session_saving(session) == SESSION_DRAFT && session->writing.sync_refused;
    if (session_saving(session) == SESSION_UNSAVED || sync_refused)
        return STANDING_UNSAVED;
    if (session_unsaved_is_lost(session))
        return STANDING_LOST;
    if (session_unsaved_path(session) != NULL)
        return STANDING_ASIDE;
    if (session_last_loss(session, &loss))
        return STANDING_RESCUED;
    return session_is_read_only(session) ? STANDING_READ_ONLY : STANDING_SAVED;
}

void session_add_standing(struct str *out, const struct session *session) {
    static const char *const words[] = {
        [STANDING_SAVED] = N_("已保存"),     [STANDING_UNSAVED] = N_("未保存"),
        [STANDING_LOST] = N_("有字丢失"),    [STANDING_ASIDE] = N_("有字另存"),
        [STANDING_RESCUED] = N_("已存新库"), [STANDING_READ_ONLY] = N_("只读"),
    };
    enum session_standing standing = session_standing(session);
    str_add_text(out, _(words[standing]));
    if (standing == STANDING_SAVED || standing == STANDING_RESCUED)
        clock_add_hour(out, session_saved_at(session));
}
