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
    if (session->watching.watch == NULL && log != NULL)
        session->watching.watch = file_watch_new();
    else if (session->watching.watch != NULL)
        file_watch_forget(session->watching.watch);
    if (session->watching.watch == NULL)
        return;
    if (log != NULL && file_watch_add(session->watching.watch, log, &of_log)) {
        (void)file_watch_add(session->watching.watch, path, &of_file);
        return;
    }
    file_watch_free(session->watching.watch);
    session->watching.watch = NULL;
}

void session_use_store(struct session *session, struct store *store) {
    bool seated = store_clerks_path(session->store) != NULL;
    store_set_window(store, store_window(session->store));
    store_close_gone(session->store);
    session->store = store;
    session->watching.marks = 0;
    session->writing.step_id = 0;
    session->writing.trouble.text[0] = '\0';
    session->writing.saved_at = clock_now();
    session->open.mark = session->open.report != NULL ? store_mark(store, session->open.report->id)
                                                      : (struct store_mark){0};
    session_watch(session);
    if (seated)
        session_be_at(session, session->open.at);
}
