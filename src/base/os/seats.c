/* The locks belong to the open file (F_OFD_SETLK), not to the process: closing another file loses
 * none, and two sessions of one process see each other. */
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier)
#include "base/os/seats.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_call.h"
#include "base/os/file_temp.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEAT = FILE_SEAT_BYTES_MOST + 2, TAKE_TRIES = 10 };

struct file_seats {
    int fd;
    size_t own;
    char *path;
};

static bool lock(int fd, off_t start, off_t bytes) {
    struct flock range = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = bytes};
    return FILE_CALL(fcntl(fd, F_OFD_SETLK, &range)) == 0;
}

static bool is_taken(int fd, size_t seat) {
    struct flock range = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)(seat * SEAT), .l_len = SEAT};
    return FILE_CALL(fcntl(fd, F_OFD_GETLK, &range)) == 0 && range.l_type != F_UNLCK;
}

static bool is_at(int fd, const char *path) {
    struct stat mine, there;
    return FILE_CALL(fstat(fd, &mine)) == 0 && FILE_CALL(lstat(path, &there)) == 0 &&
           S_ISREG(mine.st_mode) && mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

static bool find_seat(int fd, size_t *own) {
    for (size_t i = 0; i < FILE_SEATS; i++)
        if (lock(fd, (off_t)(i * SEAT), SEAT)) {
            *own = i;
            return true;
        }
    return false;
}

/* Whoever leaves last may have removed the file between our opening it and our taking a seat. */
static bool take(const char *path, unsigned mode, int *fd, size_t *own) {
    if (file_make_empty(path, mode, NULL) != RC_OK)
        return false;
    *fd = FILE_CALL(open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (*fd < 0)
        return false;
    if (find_seat(*fd, own) && is_at(*fd, path))
        return true;
    (void)close(*fd);
    return false;
}

struct file_seats *file_seats_take(const char *path, unsigned mode) {
    int fd = -1;
    size_t own = 0;
    bool taken = take(path, mode, &fd, &own);
    for (int i = 1; !taken && i < TAKE_TRIES && file_kind_of(path) != FILE_LINK; i++) {
        (void)poll(NULL, 0, 1);
        taken = take(path, mode, &fd, &own);
    }
    if (!taken)
        return NULL;
    struct file_seats *seats = MEM_NEW(struct file_seats);
    seats->fd = fd;
    seats->own = own;
    seats->path = mem_copy_text(path, strlen(path));
    file_seats_write(seats, SPAN(""));
    return seats;
}

struct file_seats *file_seats_look(const char *path) {
    int fd = FILE_CALL(open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (fd < 0)
        return NULL;
    struct file_seats *seats = MEM_NEW(struct file_seats);
    *seats = (struct file_seats){.fd = fd, .own = SIZE_MAX};
    return seats;
}

void file_seats_leave(struct file_seats *seats) {
    if (seats == NULL)
        return;
    /* all seats at once: then nobody else has one */
    if (seats->path != NULL && lock(seats->fd, 0, 0) && is_at(seats->fd, seats->path))
        file_drop(seats->path);
    (void)close(seats->fd);
    mem_free(seats->path);
    mem_free(seats);
}

void file_seats_write(struct file_seats *seats, struct span words) {
    char seat[SEAT] = {0};
    size_t n = words.n < FILE_SEAT_BYTES_MOST ? words.n : FILE_SEAT_BYTES_MOST;
    if (n > 0)
        memcpy(seat, words.p, n);
    seat[n] = '\n';
    (void)!FILE_CALL(pwrite(seats->fd, seat, SEAT, (off_t)(seats->own * SEAT)));
}

bool file_seats_next(const struct file_seats *seats, size_t *at, struct str *words) {
    str_clear(words);
    for (; *at < FILE_SEATS; (*at)++) {
        char seat[SEAT];
        if (*at == seats->own || !is_taken(seats->fd, *at))
            continue;
        ssize_t n = FILE_CALL(pread(seats->fd, seat, SEAT, (off_t)(*at * SEAT)));
        const char *end = n > 0 ? memchr(seat, '\n', (size_t)n) : NULL;
        if (end == NULL)
            continue; /* just sitting down */
        str_add(words, (struct span){seat, (size_t)(end - seat)});
        (*at)++;
        return true;
    }
    return false;
}
