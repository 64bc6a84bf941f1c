#include "session/copies.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/private.h"
#include "session/report.h"
#include "store/clerks.h"
#include "store/copies.h"

void session_list_copies(struct session *session, struct library_copies *out) {
    store_list_copies(store_path(session->store), out);
}

enum rc session_copy_today(struct session *session, struct err *err) {
    return store_is_read_only(session->store) ? RC_OK : store_copy_today(session->store, err);
}

enum rc session_restore_copy(struct session *session, const char *path, struct err *err) {
    session_leave(session);
    char *clerk = store_find_clerk_in(session->store, ANY_REPORT);
    enum rc rc = RC_OK;
    if (clerk != NULL) /* what is typed there would have no report that it belongs to */
        rc = err_set(err, RC_REFUSED,
                     _("“%s”正打开着一份报告，没有恢复；请等大家离开报告以后再恢复"), clerk);
    mem_free(clerk);
    return rc == RC_OK ? store_restore_copy(session->store, path, err) : rc;
}
