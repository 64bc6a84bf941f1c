#include "base/os/watch.h"

#include "base/mem.h"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { FILES_MOST = 8 };

/* A file loses its name by being renamed or replaced (its count of names changes), or for good. */
static const uint32_t gone = IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;

struct file_watch {
    int fd;
    size_t count;
    struct {
        int number; /* the system's */
        struct file_watch_marks marks;
    } files[FILES_MOST];
};

struct file_watch *file_watch_new(void) {
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return NULL;
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

bool file_watch_add(struct file_watch *watch, const char *path,
                    const struct file_watch_marks *marks) {
    uint32_t kinds = (marks->written != 0 ? IN_MODIFY : 0u) |
                     (marks->closed != 0 ? IN_CLOSE_WRITE : 0u) | (marks->gone != 0 ? gone : 0u);
    int number = inotify_add_watch(watch->fd, path, kinds);
    if (number < 0)
        return false;
    size_t i = 0;
    while (i < watch->count && watch->files[i].number != number)
        i++;
    assert(i < FILES_MOST);
    watch->files[i].number = number;
    watch->files[i].marks = *marks;
    if (i == watch->count)
        watch->count++;
    return true;
}

void file_watch_forget(struct file_watch *watch) {
    for (size_t i = 0; i < watch->count; i++)
        (void)inotify_rm_watch(watch->fd, watch->files[i].number);
    watch->count = 0;
    (void)file_watch_take(watch);
}

int file_watch_fd(const struct file_watch *watch) {
    return watch->fd;
}

static unsigned marks_of(const struct file_watch *watch, const struct inotify_event *event) {
    unsigned marks = 0;
    for (size_t i = 0; i < watch->count; i++) {
        const struct file_watch_marks *own = &watch->files[i].marks;
        bool lost = (event->mask & IN_Q_OVERFLOW) != 0; /* of whom is not known any more */
        if (!lost && watch->files[i].number != event->wd)
            continue;
        marks |= lost || (event->mask & IN_MODIFY) != 0 ? own->written : 0;
        marks |= lost || (event->mask & IN_CLOSE_WRITE) != 0 ? own->closed : 0;
        marks |= lost || (event->mask & gone) != 0 ? own->gone : 0;
    }
    return marks;
}

unsigned file_watch_take(struct file_watch *watch) {
    char buffer[4096];
    unsigned marks = 0;
    ssize_t n;
    while ((n = read(watch->fd, buffer, sizeof buffer)) > 0) {
        struct inotify_event event;
        for (size_t at = 0; at < (size_t)n; at += sizeof event + event.len) {
            memcpy(&event, buffer + at, sizeof event);
            marks |= marks_of(watch, &event);
        }
    }
    return marks;
}
