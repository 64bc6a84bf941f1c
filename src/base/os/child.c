#include "base/os/child.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file_path.h"
#include "base/text/str.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEP_MS = 20, ARGUMENTS_MOST = 24 };

struct child {
    pid_t pid; /* also its group's; 0: it has ended */
    int64_t until;
    enum child_state state;
};

bool child_can_start(const char *program) {
    const char *path = getenv("PATH");
    struct span rest = span_of(path != NULL ? path : "/usr/bin:/bin");
    bool found = false;
    while (rest.n > 0 && !found) {
        size_t end = span_find(rest, SPAN(":"));
        char *folder = span_copy(span_sub(rest, 0, end));
        char *file = file_path_join(folder, program);
        found = folder[0] == '/' && access(file, X_OK) == 0;
        mem_free(file);
        mem_free(folder);
        rest = end == SIZE_MAX ? SPAN("") : span_sub(rest, end + 1, rest.n);
    }
    return found;
}

/* The shell sets the limits and becomes the program: posix_spawn knows none. */
static void add_shell(const char **arguments, struct str *script) {
    str_add_format(script,
                   "ulimit -t %d; ulimit -f %d; ulimit -v %d; cd \"$HOME\" && exec \"$0\" \"$@\"",
                   (int)CHILD_SECONDS, (int)CHILD_FILE_BLOCKS, (int)CHILD_MEMORY_KB);
    arguments[0] = "/bin/sh";
    arguments[1] = "-c";
    arguments[2] = script->s;
}

static int spawn(pid_t *pid, const char *const *arguments, char *const *environment,
                 const char *output) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t defaults;
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGPIPE);
    (void)sigaddset(&defaults, SIGXFSZ);
    (void)posix_spawn_file_actions_init(&files);
    (void)posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output,
                                           O_WRONLY | O_CREAT | O_TRUNC, 0600);
    (void)posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    (void)posix_spawnattr_init(&how);
    (void)posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    (void)posix_spawnattr_setpgroup(&how, 0);
    (void)posix_spawnattr_setsigdefault(&how, &defaults);
    union { /* posix_spawn writes into neither, but its type does not say so */
        const char *const *ours;
        char *const *its;
    } list = {.ours = arguments};
    int error = posix_spawn(pid, arguments[0], &files, &how, list.its, environment);
    (void)posix_spawnattr_destroy(&how);
    (void)posix_spawn_file_actions_destroy(&files);
    return error;
}

enum rc child_start(struct child **out, const char *const *arguments, const char *folder,
                    const char *output, struct err *err) {
    const char *all[ARGUMENTS_MOST] = {NULL};
    struct str script = STR_INIT, home = STR_INIT, temp = STR_INIT, path = STR_INIT;
    size_t count = 0;
    *out = NULL;
    add_shell(all, &script);
    for (; arguments[count] != NULL && count + 4 < ARGUMENTS_MOST; count++)
        all[count + 3] = arguments[count];
    assert(arguments[count] == NULL);
    const char *search = getenv("PATH");
    str_add_format(&home, "HOME=%s", folder);
    str_add_format(&temp, "TMPDIR=%s", folder);
    str_add_format(&path, "PATH=%s", search != NULL ? search : "/usr/bin:/bin");
    char locale[] = "LC_ALL=C.UTF-8", terminal[] = "TERM=dumb";
    char *const environment[] = {home.s, temp.s, path.s, locale, terminal, NULL};
    char *file = output != NULL ? file_path_join(folder, output) : span_copy(SPAN("/dev/null"));
    pid_t pid = 0;
    int error = spawn(&pid, all, environment, file);
    if (error == 0) {
        *out = MEM_NEW(struct child);
        **out =
            (struct child){.pid = pid, .until = clock_monotonic() + CHILD_SECONDS * INT64_C(1000)};
    }
    mem_free(file);
    str_release(&path);
    str_release(&temp);
    str_release(&home);
    str_release(&script);
    return error == 0 ? RC_OK
                      : err_set(err, RC_OUTPUT, _("不能运行%s：%s"), arguments[0], strerror(error));
}

static void end(struct child *child) {
    if (child->pid == 0)
        return;
    (void)kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    child->pid = 0;
    child->state = CHILD_FAILED;
}

/* True: it has ended. */
static bool look(struct child *child) {
    int status = 0;
    pid_t gone = waitpid(child->pid, &status, WNOHANG);
    if (gone == 0)
        return false;
    if (gone < 0 && errno == EINTR)
        return false;
    (void)kill(-child->pid, SIGKILL); /* what it has started and left */
    child->pid = 0;
    child->state =
        gone > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CHILD_DONE : CHILD_FAILED;
    return true;
}

enum child_state child_wait(struct child *child, int ms) {
    int64_t until = clock_monotonic() + ms;
    while (child->state == CHILD_RUNS && !look(child)) {
        int64_t now = clock_monotonic();
        if (now >= child->until)
            end(child);
        if (now >= until)
            break;
        (void)nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
    }
    return child->state;
}

void child_free(struct child *child) {
    if (child == NULL)
        return;
    end(child);
    mem_free(child);
}
