/*
 * news.h - what others do to the database meanwhile: whether they have changed it, and whether that
 * is about one report.
 */
#ifndef STORE_NEWS_H
#define STORE_NEWS_H

#include "store/store.h"

/* Has another connection changed the file since the last call? */
bool store_has_news(struct store *store);

/* What rises or moves with every change of a report, drafts of anybody included. */
struct store_mark {
    int64_t history, draft, drafts;
};
/* All 0 where it cannot be read. */
struct store_mark store_mark(struct store *store, int64_t report);
bool store_mark_equal(const struct store_mark *a, const struct store_mark *b);

/* Whether the files are still those that were opened, and as SQLite left them: db_check_files in
 * stmt.h says what is looked at. RC_GONE with a sentence where they are not. */
MUST_CHECK enum rc store_check_files(struct store *store, bool closely, struct err *err);
/* After somebody has written to the database's file itself, as SQLite seldom does: read anew, is it
 * whole, and is that report in it with all that was known (0: none)? Anything but RC_GONE is no. */
MUST_CHECK enum rc store_check_content(struct store *store, int64_t report,
                                       const struct store_mark *known, struct err *err);

/* The file that every commit of anybody writes to, or NULL where there is none (base/file_watch.h
 * can watch it). Borrowed. */
const char *store_log_path(const struct store *store);

#endif
