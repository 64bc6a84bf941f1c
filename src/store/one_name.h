/*
 * one_name.h - a database is used under one of its names at a time: its log is named after it, and
 * who opens the same file under another name (a hard link) would neither see what stands in the
 * log nor be seen.
 */
#ifndef STORE_ONE_NAME_H
#define STORE_ONE_NAME_H

#include "base/err.h"

struct name_hold;

/* For one who writes: holds this name until name_hold_drop, after the database is closed; NULL
 * where names cannot be held here. RC_BUSY: it is in use under another name, or a log stands beside
 * one, with a sentence that names it where it can be found. */
MUST_CHECK enum rc one_name_take(struct name_hold **out, const char *path, struct err *err);
/* The same for one who only reads. */
MUST_CHECK enum rc one_name_check(const char *path, struct err *err);

#endif
