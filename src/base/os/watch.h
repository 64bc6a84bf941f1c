/*
 * watch.h - tells when files were written, by whom ever on this computer, or taken away,
 * without asking again and again: the system (inotify) keeps a mark until it is taken.
 */
#ifndef BASE_OS_WATCH_H
#define BASE_OS_WATCH_H

#include "base/base.h"

struct file_watch; /* heap: file_watch_new, file_watch_free */

/* NULL: the system cannot tell; then there is only asking now and then. */
struct file_watch *file_watch_new(void);
void file_watch_free(struct file_watch *watch); /* NULL is allowed */

struct file_watch_marks { /* bits of the caller's; what one file has may be another's too */
    unsigned written;     /* bytes of it were written, or cut off */
    unsigned closed;      /* a program that had it open for writing has closed it, or has ended */
    unsigned gone;        /* its name stands for another file now, or for none */
};
/* From now on; a file that is watched already gets these marks instead. False: no such file. */
bool file_watch_add(struct file_watch *watch, const char *path,
                    const struct file_watch_marks *marks);
void file_watch_forget(struct file_watch *watch);   /* watches nothing any more */
int file_watch_fd(const struct file_watch *watch);  /* readable while a mark stands */
unsigned file_watch_take(struct file_watch *watch); /* the marks that stood; they do no longer */

#endif
