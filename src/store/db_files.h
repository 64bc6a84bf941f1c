/*
 * db_files.h - are the files under a connection still its own? SQLite does not ask.
 */
#ifndef STORE_DB_FILES_H
#define STORE_DB_FILES_H

#include "base/err.h"

struct db;

bool db_has_log(const char *path);       /* a write-ahead log stands beside the database there */
bool db_has_log_index(const char *path); /* and the memory that its users share (-shm) */
/* Whether the file says of itself that it is written through such a log. */
bool db_says_log(const struct db *db);
/* Remembers which files they are; from then on db_check_files can tell. */
void db_note_files(struct db *db);
/* Whether they still stand at their names and are what SQLite has made of them: a look at their
 * ends, and `closely` at every checksum of the log's last 4 MB. RC_GONE with a sentence where they
 * are not. Reads at most that much, locks nothing. */
MUST_CHECK enum rc db_check_files(struct db *db, bool closely, struct err *err);
/* Closes a connection whose files are not what they were: writes nothing back, and takes away a log
 * that now stands beside another file, which it would spoil. */
void db_close_gone(struct db *db);

#endif
