#include "session/connection.h"

#include "base/os/clock.h"
#include "session/clerks.h"
#include "session/private.h"

/* Without a log that is watched there is nothing but asking. The descriptor stays the same. */
void session_watch(struct session *session) {
    const char *log = store_log_path(session->store), *path = store_path(session->store);
    const struct file_watch_marks of_log = {.written = SESSION_MARK_LOG | SESSION_MARK_LOOK,
                                            .gone = SESSION_MARK_GONE};
    const struct file_watch_marks of_file = {.written = SESSION_MARK_FILE,
                                             .gone = SESSION_MARK_GONE};
    if (session->watch == NULL && log != NULL)
        session->watch = file_watch_new();
    else if (session->watch != NULL)
        file_watch_forget(session->watch);
    if (session->watch == NULL)
        return;
    if (log != NULL && file_watch_add(session->watch, log, &of_log)) {
        (void)file_watch_add(session->watch, path, &of_file);
        return;
    }
    file_watch_free(session->watch);
    session->watch = NULL;
}

void session_use_store(struct session *session, struct store *store) {
    bool seated = store_clerks_path(session->store) != NULL;
    store_set_window(store, store_window(session->store));
    store_close_gone(session->store);
    session->store = store;
    session->marks = 0;
    session->step_id = 0;
    session->trouble.text[0] = '\0';
    session->saved_at = clock_now();
    session->mark =
        session->report != NULL ? store_mark(store, session->report->id) : (struct store_mark){0};
    session_watch(session);
    if (seated)
        session_be_at(session, session->at);
}
