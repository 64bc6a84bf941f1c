/*
 * session_search.h - words in all reports, and the index that follows while nobody types.
 */
#ifndef APP_SESSION_SEARCH_H
#define APP_SESSION_SEARCH_H

#include "app/session.h"
#include "store/search.h"

/* As store_search: the newest change first, `before` 0 for the first page, then hits.next. */
MUST_CHECK enum rc session_search(struct session *session, struct span words, int64_t before,
                                  size_t most, struct store_hits *out, struct err *err);
/* Whether session_index has something to do, as far as is known here. */
bool session_index_waits(const struct session *session);
/* One slice of a few milliseconds; to be called when no input waits. */
void session_index(struct session *session);

#endif
