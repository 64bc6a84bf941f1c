#include "tests/support/timed_run.h"

#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

enum { PICTURE_SILENCE = 60, PICTURE_MOST = 30000, MICRO = 1000000 };

struct timed_run {
    int fd;
    pid_t pid;
    clockid_t clock;
    bool over, brackets;
    double began, first, last; /* last: when the newest byte came */
    size_t written;
    VTerm *vt;
    VTermScreen *screen;
};

static double now(clockid_t clock) {
    struct timespec t = {0};
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec * (double)MICRO + (double)t.tv_nsec / 1000;
}

static void write_all(struct timed_run *run, struct span bytes);

static void on_answer(const char *bytes, size_t n, void *user) {
    write_all(user, (struct span){bytes, n});
}

/* Reads what comes within `wait` milliseconds; false: nothing did. The time is taken before the
 * terminal is brought up to date. */
static bool read_some(struct timed_run *run, int wait) {
    char part[65536];
    struct pollfd ready = {.fd = run->fd, .events = POLLIN};
    if (run->over || poll(&ready, 1, wait) <= 0)
        return false;
    ssize_t n = read(run->fd, part, sizeof part);
    if (n <= 0) {
        run->over = true;
        return false;
    }
    run->last = now(CLOCK_MONOTONIC);
    run->written += (size_t)n;
    struct span all = {part, (size_t)n};
    if (span_find(all, SPAN("\033[?2004h")) != SIZE_MAX)
        run->brackets = true;
    (void)vterm_input_write(run->vt, part, (size_t)n);
    return true;
}

/* The programs' own buffers are small: what they write is taken while a paste goes in. */
static void write_all(struct timed_run *run, struct span bytes) {
    while (bytes.n > 0 && !run->over) {
        struct pollfd ready = {.fd = run->fd, .events = POLLOUT | POLLIN};
        (void)poll(&ready, 1, -1);
        if ((ready.revents & POLLIN) != 0)
            (void)read_some(run, 0);
        if ((ready.revents & POLLOUT) == 0)
            continue;
        ssize_t n = write(run->fd, bytes.p, bytes.n < 1024 ? bytes.n : 1024);
        if (n > 0)
            bytes = span_sub(bytes, (size_t)n, bytes.n);
        else if (errno != EINTR && errno != EAGAIN)
            run->over = true;
    }
}

static _Noreturn void run_child(const char *const *argv, const char *home) {
    char *copy[32] = {NULL};
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)setenv("HOME", home, 1);
    (void)unsetenv("LINES");
    (void)unsetenv("COLUMNS");
    for (size_t i = 0; i + 1 < ARRAY_LEN(copy) && argv[i] != NULL; i++)
        copy[i] = span_copy(span_of(argv[i]));
    (void)execvp(copy[0], copy);
    _exit(127);
}

struct timed_run *timed_run_start(const char *const *argv, const char *home) {
    struct timed_run *run = MEM_NEW(struct timed_run);
    struct winsize size = {.ws_row = TIMED_RUN_ROWS, .ws_col = TIMED_RUN_COLS};
    int program = -1;
    run->vt = vterm_new(TIMED_RUN_ROWS, TIMED_RUN_COLS);
    vterm_set_utf8(run->vt, 1);
    vterm_output_set_callback(run->vt, on_answer, run);
    run->screen = vterm_obtain_screen(run->vt);
    vterm_screen_enable_altscreen(run->screen, 1);
    vterm_screen_reset(run->screen, 1);
    if (openpty(&run->fd, &program, NULL, NULL, &size) != 0) {
        perror("openpty");
        exit(1);
    }
    run->began = now(CLOCK_MONOTONIC);
    run->pid = fork();
    if (run->pid == 0) {
        (void)close(run->fd);
        (void)login_tty(program);
        run_child(argv, home);
    }
    (void)close(program);
    if (clock_getcpuclockid(run->pid, &run->clock) != 0)
        run->clock = CLOCK_MONOTONIC;
    double limit = run->began + (double)PICTURE_MOST * 1000;
    while (!run->over && now(CLOCK_MONOTONIC) < limit)
        if (!read_some(run, PICTURE_SILENCE) && run->written > 0)
            break;
    run->first = run->last - run->began;
    return run;
}

void timed_run_end(struct timed_run *run) {
    (void)kill(run->pid, SIGKILL);
    (void)waitpid(run->pid, NULL, 0);
    (void)close(run->fd);
    vterm_free(run->vt);
    mem_free(run);
}

double timed_run_first(const struct timed_run *run) {
    return run->first;
}

double timed_run_send(struct timed_run *run, struct span bytes, int silence_ms) {
    enum { ANSWER_MOST = 2000 };
    double sent = now(CLOCK_MONOTONIC);
    size_t before = run->written;
    write_all(run, bytes);
    if (run->written == before && !read_some(run, ANSWER_MOST))
        return -1;
    while (read_some(run, silence_ms))
        ;
    return run->last - sent;
}

double timed_run_send_until_rest(struct timed_run *run, struct span bytes, int silence_ms) {
    enum { RESTING = 2000 }; /* us of processor in one silence */
    double sent = now(CLOCK_MONOTONIC);
    (void)timed_run_send(run, bytes, silence_ms);
    for (double before = 0; !run->over && now(run->clock) - before > (double)RESTING;) {
        before = now(run->clock);
        while (read_some(run, silence_ms))
            ;
    }
    return run->last - sent;
}

size_t timed_run_written(const struct timed_run *run) {
    return run->written;
}

bool timed_run_is_over(const struct timed_run *run) {
    return run->over;
}

double timed_run_cpu(const struct timed_run *run) {
    return now(run->clock);
}

double timed_run_memory(const struct timed_run *run) {
    char path[64], line[256];
    double kb = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)run->pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = (double)strtol(line + 6, NULL, 10);
    if (file != NULL)
        (void)fclose(file);
    return kb / 1024;
}

void timed_run_wait(struct timed_run *run, int ms) {
    double end = now(CLOCK_MONOTONIC) + ms * 1000.0;
    for (double left; (left = end - now(CLOCK_MONOTONIC)) > 0 && !run->over;)
        (void)read_some(run, (int)(left / 1000) + 1);
}

bool timed_run_wants_brackets(const struct timed_run *run) {
    return run->brackets;
}

void timed_run_screen(const struct timed_run *run, struct str *out) {
    for (int row = 0; row < TIMED_RUN_ROWS; row++) {
        for (int col = 0; col < TIMED_RUN_COLS; col++) {
            VTermScreenCell cell = {0};
            (void)vterm_screen_get_cell(run->screen, (VTermPos){row, col}, &cell);
            if (cell.chars[0] != (uint32_t)-1)
                str_add_char(out, cell.chars[0] == 0 ? ' ' : (char32_t)cell.chars[0]);
        }
        str_add_byte(out, '\n');
    }
}
