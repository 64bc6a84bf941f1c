#include "ui/term/signals.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { RESTORE_MOST = 256, CRASH_STACK = 64 * 1024 };

static const struct {
    int number;
    unsigned flag;
} told[] = {
    {SIGWINCH, SIGNALS_RESIZE}, {SIGTSTP, SIGNALS_STOP}, {SIGCONT, SIGNALS_RESUME},
    {SIGTERM, SIGNALS_END},     {SIGHUP, SIGNALS_END},   {SIGINT, SIGNALS_END},
    {SIGQUIT, SIGNALS_END},
};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGXCPU};

static volatile sig_atomic_t came[ARRAY_LEN(told)];
static struct sigaction before_told[ARRAY_LEN(told)], before_crash[ARRAY_LEN(crashes)];
static int wake_pipe[2] = {-1, -1};
static bool is_open;
static struct termios modes;
static bool has_modes;
static char restore[RESTORE_MOST];
static size_t restore_length;
static char crash_stack[CRASH_STACK];

static void on_told(int number) {
    int saved = errno;
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        if (told[i].number == number)
            came[i] = 1;
    (void)!write(wake_pipe[1], "", 1);
    errno = saved;
}

void signals_restore_terminal(void) {
    if (!is_open)
        return;
    (void)!write(STDOUT_FILENO, restore, restore_length);
    if (has_modes)
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

static void on_crash(int number) {
    signals_restore_terminal();
    /* SA_RESETHAND has put the default back; once the handler returns, the signal is delivered. */
    (void)raise(number);
}

static enum rc open_pipe(struct err *err) {
    if (pipe(wake_pipe) != 0)
        return err_set(err, RC_INPUT,
                       _("打不开全屏界面：系统不让再打开文件（%s）；请关闭其他程序后再试"),
                       strerror(errno));
    for (int i = 0; i < 2; i++) {
        (void)fcntl(wake_pipe[i], F_SETFD, FD_CLOEXEC);
        (void)fcntl(wake_pipe[i], F_SETFL, O_NONBLOCK);
    }
    return RC_OK;
}

enum rc signals_open(struct err *err) {
    assert(!is_open);
    enum rc rc = open_pipe(err);
    if (rc != RC_OK)
        return rc;
    has_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
    restore_length = 0;
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        struct sigaction action = {.sa_handler = on_told}; /* no SA_RESTART: wakes the read */
        came[i] = 0;
        (void)sigaction(told[i].number, &action, &before_told[i]);
    }
    const stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    (void)sigaltstack(&stack, NULL);
    for (size_t i = 0; i < ARRAY_LEN(crashes); i++) {
        struct sigaction action = {.sa_handler = on_crash,
                                   .sa_flags = (int)(SA_RESETHAND | (unsigned)SA_ONSTACK)};
        (void)sigaction(crashes[i], &action, &before_crash[i]);
    }
    is_open = true;
    return RC_OK;
}

void signals_close(void) {
    if (!is_open)
        return;
    for (size_t i = 0; i < ARRAY_LEN(told); i++)
        (void)sigaction(told[i].number, &before_told[i], NULL);
    for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
        (void)sigaction(crashes[i], &before_crash[i], NULL);
    const stack_t none = {.ss_flags = SS_DISABLE};
    (void)sigaltstack(&none, NULL);
    (void)close(wake_pipe[0]);
    (void)close(wake_pipe[1]);
    wake_pipe[0] = wake_pipe[1] = -1;
    is_open = false;
}

int signals_fd(void) {
    return wake_pipe[0];
}

unsigned signals_take(void) {
    char bytes[64];
    while (read(wake_pipe[0], bytes, sizeof bytes) > 0)
        ;
    unsigned flags = 0;
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        if (came[i] != 0)
            flags |= told[i].flag;
        came[i] = 0;
    }
    return flags;
}

void signals_stop_program(void) {
    const struct sigaction plain = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    (void)sigaction(SIGTSTP, &plain, &ours);
    (void)raise(SIGTSTP);
    (void)sigaction(SIGTSTP, &ours, NULL);
}

void signals_set_restore(struct span bytes) {
    restore_length = bytes.n < RESTORE_MOST ? bytes.n : RESTORE_MOST;
    memcpy(restore, bytes.p, restore_length);
}
