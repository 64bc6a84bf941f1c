#include "base/file_watch.h"

#include "base/mem.h"

#include <sys/inotify.h>
#include <unistd.h>

struct file_watch {
    int fd;
};

struct file_watch *file_watch_new(const char *path) {
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (inotify_add_watch(fd, path, IN_MODIFY) < 0) {
        (void)close(fd);
        return NULL;
    }
    struct file_watch *watch = MEM_NEW(struct file_watch);
    watch->fd = fd;
    return watch;
}

void file_watch_free(struct file_watch *watch) {
    if (watch == NULL)
        return;
    (void)close(watch->fd);
    mem_free(watch);
}

int file_watch_fd(const struct file_watch *watch) {
    return watch->fd;
}

bool file_watch_take(const struct file_watch *watch) {
    char marks[4096];
    bool stood = false;
    while (read(watch->fd, marks, sizeof marks) > 0)
        stood = true;
    return stood;
}
