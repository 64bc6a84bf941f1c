/*
 * search.h - finding one's way among reports: the library by page, by name, by what was
 * open last, by words; and the index that follows while nobody types. As store/library.h,
 * store/search.h.
 */
#ifndef SESSION_SEARCH_H
#define SESSION_SEARCH_H

#include "model/library_row.h"
#include "model/search_hit.h"
#include "session/session.h"

/* As store_search: the newest change first, `before` 0 for the first page, then hits.next. */
MUST_CHECK enum rc session_search(struct session *session, struct span words, int64_t before,
                                  size_t most, struct search_hits *out, struct err *err);
MUST_CHECK enum rc session_count_reports(struct session *session, bool trashed, size_t *count,
                                         struct err *err);
MUST_CHECK enum rc session_list_page(struct session *session, bool trashed, size_t from,
                                     size_t most, struct library_rows *out, struct err *err);
MUST_CHECK enum rc session_list_rank(struct session *session, int64_t report, size_t *rank,
                                     struct err *err);
MUST_CHECK enum rc session_find_reports(struct session *session, struct span words, size_t most,
                                        struct library_rows *out, struct err *err);
MUST_CHECK enum rc session_recent_reports(struct session *session, size_t most,
                                          struct library_rows *out, struct err *err);
/* Whether session_index has something to do, as far as is known here. */
bool session_index_waits(const struct session *session);
/* One slice of a few milliseconds; to be called when no input waits. */
void session_index(struct session *session);

#endif
