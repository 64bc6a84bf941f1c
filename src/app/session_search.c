#include "app/session_search.h"

#include "app/session_private.h"

enum rc session_search(struct session *session, struct span words, int64_t before, size_t most,
                       struct store_hits *out, struct err *err) {
    return store_search(session->store, words, before, most, out, err);
}

bool session_index_waits(const struct session *session) {
    return session->index_waits;
}

/* A refusal is no trouble of the clerk's: the search reads what is not indexed. It is tried again
 * when something has changed. */
void session_index(struct session *session) {
    bool more = false;
    if (!session->index_waits)
        return;
    enum rc rc = store_index(session->store, &more, NULL);
    session->index_waits = more || rc == RC_BUSY;
}
