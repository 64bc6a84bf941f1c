#include "session/copies.h"

#include "session/private.h"
#include "session/report.h"
#include "store/copies.h"

void session_list_copies(struct session *session, struct library_copies *out) {
    store_list_copies(store_path(session->store), out);
}

enum rc session_copy_today(struct session *session, struct err *err) {
    return store_is_read_only(session->store) ? RC_OK : store_copy_today(session->store, err);
}

enum rc session_restore_copy(struct session *session, const char *path, struct err *err) {
    session_leave(session);
    return store_restore_copy(session->store, path, err);
}
