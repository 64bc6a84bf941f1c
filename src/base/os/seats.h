/*
 * seats.h - who is here: a small file beside another one, with a seat for each program that
 * works there. A program takes a free seat and writes a few words on it. The seat is locked as long
 * as the program lives: the system frees it when the program ends, in whatever way, and those who
 * watch the file (base/file_watch.h, `written` and `closed`) are woken. So nobody has to say again
 * and again that he is still here, and nobody has to ask.
 * The last one to leave removes the file.
 */
#ifndef BASE_OS_SEATS_H
#define BASE_OS_SEATS_H

#include "base/text/str.h"

struct file_seats; /* heap: file_seats_take, file_seats_leave */

enum {
    FILE_SEATS = 100,          /* in a file */
    FILE_SEAT_BYTES_MOST = 254 /* on a seat */
};

/* Takes a seat; the file is made with that mode where it is not there. NULL: all are taken, or the
 * file cannot be made or locked here: then nobody is told, and nothing else is lost. */
struct file_seats *file_seats_take(const char *path, unsigned mode);
/* Only looks at who is here; NULL: nobody can be, there is no such file. */
struct file_seats *file_seats_look(const char *path);
void file_seats_leave(struct file_seats *seats); /* NULL is allowed */
/* What stands on our seat from now on, cut at the most there can be. No line ends. */
void file_seats_write(struct file_seats *seats, struct span words);
/* The next seat from *at (0 at first) that another program has taken, as it wrote it: bytes of
 * anybody. False: there is none. */
bool file_seats_next(const struct file_seats *seats, size_t *at, struct str *words);

#endif
