/*
 * file_watch.h - tells when a file was written, by whom ever on this computer, without asking again
 * and again: the system (inotify) keeps a mark until it is taken.
 */
#ifndef BASE_FILE_WATCH_H
#define BASE_FILE_WATCH_H

#include "base/base.h"

struct file_watch; /* heap: file_watch_new, file_watch_free */

/* NULL: no such file, or the system cannot tell; then there is only asking now and then. */
struct file_watch *file_watch_new(const char *path);
void file_watch_free(struct file_watch *watch);       /* NULL is allowed */
int file_watch_fd(const struct file_watch *watch);    /* readable while the mark stands */
bool file_watch_take(const struct file_watch *watch); /* whether it stood; it does no longer */

#endif
