#include "session/search.h"

#include "session/private.h"
#include "store/library.h"
#include "store/search.h"

enum rc session_search(struct session *session, struct span words, int64_t before, size_t most,
                       struct search_hits *out, struct err *err) {
    return store_search(session->store, words, before, most, out, err);
}

enum rc session_count_reports(struct session *session, bool trashed, size_t *count,
                              struct err *err) {
    return store_count_reports(session->store, trashed, count, err);
}

enum rc session_list_page(struct session *session, bool trashed, size_t from, size_t most,
                          struct library_rows *out, struct err *err) {
    return store_list_page(session->store, trashed, from, most, out, err);
}

enum rc session_list_rank(struct session *session, int64_t report, size_t *rank, struct err *err) {
    return store_list_rank(session->store, report, rank, err);
}

enum rc session_find_reports(struct session *session, struct span words, size_t most,
                             struct library_rows *out, struct err *err) {
    return store_find_reports(session->store, words, most, out, err);
}

enum rc session_recent_reports(struct session *session, size_t most, struct library_rows *out,
                               struct err *err) {
    return store_recent_reports(session->store, most, out, err);
}

bool session_index_waits(const struct session *session) {
    return session->writing.index_waits;
}

/* A refusal is no trouble of the clerk's: the search reads what is not indexed. It is tried again
 * when something has changed. */
void session_index(struct session *session) {
    bool more = false;
    if (!session->writing.index_waits)
        return;
    enum rc rc = store_index(session->store, &more, NULL);
    session->writing.index_waits = more || rc == RC_BUSY;
}
