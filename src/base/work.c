#include "base/work.h"

#include "base/os/clock.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { SHOW_EVERY = 250 }; /* ms */

static volatile sig_atomic_t stop_came;
static struct sigaction before;

static void on_stop(int number) {
    (void)number;
    stop_came = 1;
}

void work_begin(struct work *work, const char *what, size_t all, bool quiet) {
    struct sigaction action = {.sa_handler = on_stop, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
    *work = (struct work){.what = what,
                          .all = all,
                          .shown_at = clock_monotonic(),
                          .shows = !quiet && isatty(STDERR_FILENO) == 1};
    stop_came = 0;
    (void)sigaction(SIGINT, NULL, &before);
    if (before.sa_handler != SIG_IGN) /* in the background of a script: not meant for us */
        (void)sigaction(SIGINT, &action, NULL);
}

static void show(struct work *work) {
    int64_t now = clock_monotonic();
    if (!work->shows || now - work->shown_at < SHOW_EVERY)
        return;
    if (work->all > 0 && work->part > 0)
        (void)fprintf(stderr, "\r%s %zu/%zu %d%%\033[K", work->what, work->done, work->all,
                      work->part);
    else if (work->all > 0)
        (void)fprintf(stderr, "\r%s %zu/%zu\033[K", work->what, work->done, work->all);
    else
        (void)fprintf(stderr, "\r%s %zu%%\033[K", work->what, work->done);
    (void)fflush(stderr);
    work->shown_at = now;
    work->is_shown = true;
}

bool work_next(struct work *work) {
    work->part = 0;
    return work_reach(work, work->done + 1);
}

bool work_reach(struct work *work, size_t done) {
    if (stop_came)
        return false;
    work->done = done;
    show(work);
    return true;
}

bool work_reach_part(struct work *work, int percent) {
    work->part = percent;
    return work_reach(work, work->done);
}

bool work_goes_on(const struct work *work) {
    (void)work;
    return !stop_came;
}

void work_hide(struct work *work) {
    if (work->is_shown)
        (void)fputs("\r\033[K", stderr);
    work->is_shown = false;
}

void work_end(struct work *work) {
    work_hide(work);
    (void)sigaction(SIGINT, &before, NULL);
}
