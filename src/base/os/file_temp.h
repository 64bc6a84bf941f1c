/*
 * file_temp.h - temporary files. Their names are the same for every program, so that who writes
 * next meets what a killed one has left.
 */
#ifndef BASE_OS_FILE_TEMP_H
#define BASE_OS_FILE_TEMP_H

#include "base/err.h"

struct str;

/* For files that another library fills (a copy of the database): an empty temporary file beside
 * `path` that nobody else may read; temp becomes its name. The same conditions as
 * file_write_atomic. Then one of: it takes the place of `path` (synced, of exactly that mode,
 * renamed; gone on failure), or it is dropped. A program that is killed between leaves it: a day
 * later it goes with the next file that is written into that folder, or as the program starts
 * (file_drop_left_behind). */
MUST_CHECK enum rc file_make_temp(struct str *temp, const char *path, struct err *err);
MUST_CHECK enum rc file_take_place(const char *temp, const char *path, unsigned mode,
                                   struct err *err);
void file_drop(const char *temp);

/* Makes an empty file in the folder that nobody else may read, under a name that was
 * free; what programs that were killed long ago have left there goes first. -1 and errno: none.
 * Until it is forgotten SIGINT, SIGTERM and SIGHUP, where nobody else minds them, take it along. */
int file_open_temp(struct str *temp, const char *folder);
/* Takes away what programs that were killed more than a day ago have left in the folder. */
void file_drop_left_behind(const char *folder);
/* A new empty folder in $TMPDIR or /tmp that only this user may enter; `folder` becomes its path.
 * It goes with file_drop_folder. */
MUST_CHECK enum rc file_make_work_folder(struct str *folder, struct err *err);
/* Removes a folder with all that is in it; links are not followed. */
void file_drop_folder(const char *folder);
/* It has another name now, or is gone; file_take_place and file_drop do it themselves. */
void file_forget_temp(const char *temp);

#endif
