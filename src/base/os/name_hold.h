/*
 * name_hold.h - a file that has several names (hard links) and is in use under one of them. What
 * stands beside a database is named after it: who opens the same file under another name finds
 * none of it. So each program that writes holds the name that it has opened, by a lock of the file
 * itself, which every name leads to; the system lets go of it when the program ends.
 */
#ifndef BASE_OS_NAME_HOLD_H
#define BASE_OS_NAME_HOLD_H

#include "base/base.h"

struct name_hold; /* heap: name_hold_take, name_hold_drop */

/* Holds this name of a file that is there. NULL: it cannot be opened or locked here, and nobody is
 * told. Dropping it frees what this process has locked of the file in the way that POSIX has it
 * (SQLite's): drop it after the database is closed. */
struct name_hold *name_hold_take(const char *path);
void name_hold_drop(struct name_hold *hold); /* NULL is allowed */
/* Whether the file is held under another name; false too where that cannot be asked. */
bool name_hold_meets_other(const struct name_hold *hold);

/* The same for one who only reads, and has nothing of that file open. */
bool file_is_held_elsewhere(const char *path);
/* Another name of the same file in the folder of `path`, if `beside` is not NULL one beside which
 * there is a file that is called so and ends in `beside`. NULL: none, or none in this folder. Heap.
 */
char *file_find_other_name(const char *path, const char *beside);

#endif
