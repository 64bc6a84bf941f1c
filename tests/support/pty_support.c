#include "tests/support/pty_support.h"

#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_encode.h"
#include "tests/support/terminal_bytes.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include <cmocka.h>

struct pty {
    struct pty *next; /* of `running` */
    int fd;
    pid_t pid;
    int status; /* of waitpid */
    bool has_ended, answers;
    int rows, cols;
    VTerm *vt;
    VTermScreen *screen;
    bool cursor_visible, alternate;
    struct str output;
    struct terminal_bytes translate;
    char *charset; /* NULL: UTF-8 */
    int speed;     /* bytes a second; 0: no limit */
    struct termios modes;
};

static struct pty *running; /* all that are not freed: a test that fails leaves its own behind */

static int64_t now_ms(void) {
    struct timespec t;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &t), 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_property(VTermProp property, VTermValue *value, void *user) {
    struct pty *pty = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_visible = value->boolean;
    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    return 1;
}

static void write_all(struct pty *pty, const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t sent = write(pty->fd, bytes, n);
        if (sent < 0 && errno != EINTR)
            return; /* it has ended: whoever waits for it will say so */
        if (sent > 0) {
            bytes += sent;
            n -= (size_t)sent;
        }
    }
}

static void on_answer(const char *bytes, size_t n, void *user) {
    struct pty *pty = user;
    if (pty->answers && !pty->has_ended)
        write_all(pty, bytes, n);
}

/* What starts the tests by itself leaves the terminal's signals ignored (nohup, `&`), which a
 * program on a new terminal never sees. */
static void take_signals_back(void) {
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        (void)signal(numbers[i], SIG_DFL);
}

static _Noreturn void run_child(const char *const *argv, const char *const *env) {
    take_signals_back();
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)unsetenv("LINES");
    (void)unsetenv("COLUMNS");
    (void)unsetenv("SSH_TTY");
    (void)unsetenv("NO_COLOR");
    (void)unsetenv("COLORFGBG");
    for (size_t i = 0; env != NULL && env[i] != NULL; i++)
        (void)putenv(span_copy(span_of(env[i])));
    char **copy = mem_alloc_zero(64, sizeof *copy);
    for (size_t i = 0; i < 63 && argv[i] != NULL; i++)
        copy[i] = span_copy(span_of(argv[i]));
    (void)execv(copy[0], copy);
    _exit(127);
}

static struct pty *start(const char *const *argv, const char *const *env, int rows, int cols,
                         bool signals) {
    struct pty *pty = MEM_NEW(struct pty);
    pty->rows = rows;
    pty->cols = cols;
    pty->answers = pty->cursor_visible = true;
    str_init(&pty->output);
    terminal_bytes_init(&pty->translate, NULL, false);
    pty->vt = vterm_new(rows, cols);
    vterm_set_utf8(pty->vt, 1);
    vterm_output_set_callback(pty->vt, on_answer, pty);
    pty->screen = vterm_obtain_screen(pty->vt);
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    struct winsize copy = size;
    int program = -1;
    assert_int_equal(openpty(&pty->fd, &program, NULL, NULL, &copy), 0);
    /* before there is a program that changes them */
    assert_int_equal(tcgetattr(pty->fd, &pty->modes), 0);
    if (!signals)
        pty->modes.c_lflag &= ~(tcflag_t)(ISIG | ECHO | ICANON);
    assert_int_equal(tcsetattr(pty->fd, TCSANOW, &pty->modes), 0);
    pty->pid = fork();
    assert_true(pty->pid >= 0);
    if (pty->pid == 0) {
        (void)close(pty->fd);
        (void)login_tty(program);
        run_child(argv, env);
    }
    (void)close(program);
    pty->next = running;
    running = pty;
    return pty;
}

struct pty *pty_start(const char *const *argv, const char *const *env, int rows, int cols) {
    return start(argv, env, rows, cols, true);
}

struct pty *pty_start_mute(const char *const *argv, const char *const *env, int rows, int cols) {
    return start(argv, env, rows, cols, false);
}

struct pty *pty_start_self(const char *mode, const char *argument, const char *const *env, int rows,
                           int cols) {
    char path[4096]; /* not /proc/self/exe: under valgrind that is valgrind */
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    assert_in_range(n, 1, sizeof path - 1);
    path[n] = '\0';
    const char *const argv[] = {path, mode, argument, NULL};
    return pty_start(argv, env, rows, cols);
}

void pty_free(struct pty *pty) {
    if (pty == NULL)
        return;
    struct pty **link = &running;
    while (*link != pty)
        link = &(*link)->next;
    *link = pty->next;
    if (!pty->has_ended) {
        (void)kill(pty->pid, SIGKILL);
        (void)kill(pty->pid, SIGCONT);
        (void)waitpid(pty->pid, NULL, 0);
    }
    (void)close(pty->fd);
    vterm_free(pty->vt);
    str_release(&pty->output);
    terminal_bytes_release(&pty->translate);
    mem_free(pty->charset);
    mem_free(pty);
}

void pty_free_all(void) {
    while (running != NULL)
        pty_free(running);
}

void pty_set_answers(struct pty *pty, bool answers) {
    pty->answers = answers;
}

void pty_set_charset(struct pty *pty, const char *charset, bool wide) {
    terminal_bytes_release(&pty->translate);
    terminal_bytes_init(&pty->translate, charset, wide);
    pty->charset = charset != NULL ? span_copy(span_of(charset)) : NULL;
}

void pty_set_speed(struct pty *pty, int bytes_per_second) {
    pty->speed = bytes_per_second;
}

int pty_pid(const struct pty *pty) {
    return (int)pty->pid;
}

/* Takes what is written within `wait` milliseconds; false: nothing was. */
static bool pump(struct pty *pty, int wait) {
    struct pollfd ready = {.fd = pty->fd, .events = POLLIN};
    if (poll(&ready, 1, wait) <= 0)
        return false;
    enum { TICKS = 20 }; /* a second of a slow line */
    char part[8192];
    size_t most = pty->speed > 0 ? (size_t)(pty->speed / TICKS) : sizeof part;
    const struct timespec slow = {0, 1000000000 / TICKS};
    if (pty->speed > 0)
        (void)nanosleep(&slow, NULL);
    ssize_t n = read(pty->fd, part, most);
    if (n <= 0) {
        /* The program has closed its terminal: there will be nothing more. */
        const struct timespec tick = {0, 1000000};
        (void)nanosleep(&tick, NULL);
        return false;
    }
    str_add(&pty->output, (struct span){part, (size_t)n});
    struct str text = STR_INIT;
    terminal_bytes_add(&pty->translate, &text, (struct span){part, (size_t)n});
    (void)vterm_input_write(pty->vt, text.s, text.len);
    str_release(&text);
    return true;
}

static void fail_screen(const struct pty *pty, const char *what, const char *text) {
    struct str screen = STR_INIT;
    pty_screen(pty, &screen);
    print_error("%s: %s\n%s", what, text, screen.s);
    str_release(&screen);
    fail();
}

void pty_send(struct pty *pty, struct span bytes) {
    write_all(pty, bytes.p, bytes.n);
}

void pty_send_text(struct pty *pty, const char *text) {
    struct charset_report report;
    struct str bytes = STR_INIT;
    if (pty->charset == NULL)
        str_add_text(&bytes, text);
    else
        assert_int_equal(
            charset_encode(&bytes, span_of(text), pty->charset, CHARSET_REFUSE, &report, NULL),
            RC_OK);
    pty_send(pty, str_span(&bytes));
    str_release(&bytes);
}

void pty_resize(struct pty *pty, int rows, int cols) {
    while (pump(pty, 0))
        ;
    enum { NARROWEST = 2 }; /* libvterm 0.1.4 dies of a wide character in a single column */
    pty->rows = rows;
    pty->cols = cols < NARROWEST ? NARROWEST : cols;
    vterm_set_size(pty->vt, rows, pty->cols);
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    assert_int_equal(ioctl(pty->fd, TIOCSWINSZ, &size), 0);
}

void pty_signal(struct pty *pty, int number) {
    assert_false(pty->has_ended);
    assert_int_equal(kill(pty->pid, number), 0);
}

static void wait_for(struct pty *pty, bool (*is_there)(const struct pty *, const char *),
                     bool wanted, const char *what, const char *text) {
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    while (is_there(pty, text) != wanted) {
        if (!pump(pty, 20) && now_ms() > deadline)
            fail_screen(pty, what, text);
    }
}

static bool has_output(const struct pty *pty, const char *bytes) {
    return span_find(str_span(&pty->output), span_of(bytes)) != SIZE_MAX;
}

void pty_wait_text(struct pty *pty, const char *text) {
    wait_for(pty, pty_has_text, true, "not on the screen", text);
}

void pty_wait_no_text(struct pty *pty, const char *text) {
    wait_for(pty, pty_has_text, false, "still on the screen", text);
}

void pty_wait_output(struct pty *pty, const char *bytes) {
    wait_for(pty, has_output, true, "was not written", bytes + (bytes[0] == '\033'));
}

/* It runs, or waits for a processor or the disk (proc(5)), so that half a picture may be all that
 * there is yet. What has ended is not busy. */
static bool is_busy(const struct pty *pty) {
    char path[64], line[512];
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pty->pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    const char *name_end = fgets(line, sizeof line, file) != NULL ? strrchr(line, ')') : NULL;
    (void)fclose(file);
    return name_end != NULL && (name_end[2] == 'R' || name_end[2] == 'D');
}

void pty_wait_quiet(struct pty *pty) {
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    while (pump(pty, PTY_QUIET_MS) || is_busy(pty))
        if (now_ms() > deadline)
            fail_screen(pty, "writes without an end", "");
}

static void wait_end(struct pty *pty) {
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    pid_t got;
    while ((got = waitpid(pty->pid, &pty->status, WNOHANG)) == 0) {
        (void)pump(pty, 5);
        if (now_ms() > deadline)
            fail_screen(pty, "does not end", "");
    }
    assert_int_equal(got, pty->pid);
    while (pump(pty, 0))
        ;
}

int pty_wait_exit(struct pty *pty) {
    if (!pty->has_ended)
        wait_end(pty);
    pty->has_ended = true;
    return WIFEXITED(pty->status) ? WEXITSTATUS(pty->status) : 128 + WTERMSIG(pty->status);
}

bool pty_has_ended(struct pty *pty) {
    while (pump(pty, 0))
        ;
    if (!pty->has_ended)
        pty->has_ended = waitpid(pty->pid, &pty->status, WNOHANG) == pty->pid;
    return pty->has_ended;
}

static void pty_part(const struct pty *pty, int row, int cols, struct str *out);

static bool is_typed(const char *bytes) {
    for (const char *p = bytes; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            return false;
    return bytes[0] != '\0';
}

/* The cursor stands behind what was typed: its last character is left of it, or ends the row
 * above. */
static void check_behind(struct pty *pty, const char *typed) {
    struct str before = STR_INIT;
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
    size_t last = strlen(typed) - 1;
    while (last > 0 && ((unsigned char)typed[last] & 0xc0) == 0x80)
        last--;
    for (int row = at.row > 0 ? at.row - 1 : 0; row <= at.row; row++)
        pty_part(pty, row, row < at.row ? pty->cols : at.col, &before);
    if (!span_ends_with(span_trim_end(str_span(&before)), span_of(typed + last)))
        fail_screen(pty, "the cursor is not behind what was typed", typed);
    str_release(&before);
}

void pty_step(struct pty *pty, const char *bytes, const char *text) {
    pty_send_text(pty, bytes);
    pty_wait_text(pty, text);
    pty_check(pty);
    if (is_typed(bytes) && strstr(text, "\n") == NULL && pty_has_text(pty, bytes))
        check_behind(pty, bytes);
}

static VTermScreenCell cell_at(const struct pty *pty, int row, int col) {
    VTermScreenCell cell = {0};
    (void)vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &cell);
    return cell;
}

static bool is_right_half(const VTermScreenCell *cell) {
    return cell->chars[0] == (uint32_t)-1;
}

/* Between header and hints what is reversed is chosen or pressed: the cursor is there, or in a
 * field (underlined) over the list that it narrows. Right halves do not count: libvterm leaves them
 * the look of what was there before. */
static void check_focus(struct pty *pty) {
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
    VTermScreenCell under = cell_at(pty, at.row, at.col);
    if (under.attrs.reverse != 0 || under.attrs.underline != 0)
        return;
    for (int row = 1; row < pty->rows - 1; row++)
        for (int col = 0; col < pty->cols; col++) {
            VTermScreenCell cell = cell_at(pty, row, col);
            if (cell.attrs.reverse != 0 && !is_right_half(&cell)) {
                char place[64];
                (void)snprintf(place, sizeof place, "row %d, column %d has it", row, col);
                fail_screen(pty, "the cursor is not at the focus", place);
            }
        }
}

void pty_check_cells(struct pty *pty) {
    if (!pty->cursor_visible)
        fail_screen(pty, "the cursor is not visible", "");
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
    VTermScreenCell under = cell_at(pty, at.row, at.col);
    if (is_right_half(&under))
        fail_screen(pty, "the cursor is on a right half", "");
    for (int row = 0; row < pty->rows; row++)
        for (int col = 0; col < pty->cols; col++) {
            VTermScreenCell cell = cell_at(pty, row, col);
            bool is_wide = cell.chars[0] != 0 && !is_right_half(&cell) && cell.width == 2;
            VTermScreenCell next =
                col + 1 < pty->cols ? cell_at(pty, row, col + 1) : (VTermScreenCell){.width = 1};
            if (is_wide != is_right_half(&next)) {
                char place[64];
                (void)snprintf(place, sizeof place, "row %d, column %d", row, col);
                fail_screen(pty, "a wide character is cut", place);
            }
        }
}

void pty_check(struct pty *pty) {
    pty_wait_quiet(pty);
    pty_check_cells(pty);
    check_focus(pty);
}

void pty_check_idle(struct pty *pty) {
    enum { LATE_PAINTS = 10 }; /* what was checked or saved meanwhile may still be shown */
    pty_check(pty);
    size_t before = SIZE_MAX;
    for (int i = 0; i < LATE_PAINTS && before != pty->output.len; i++) {
        pty_wait_quiet(pty);
        before = pty->output.len;
        (void)pump(pty, 2 * PTY_QUIET_MS);
    }
    assert_int_equal(pty->output.len, before);
}

/* The last of on and off that was written; true: off, or neither. */
static bool is_off(const struct pty *pty, const char *on, const char *off) {
    struct span rest = str_span(&pty->output);
    bool result = true;
    for (; rest.n > 0; rest = span_sub(rest, 1, rest.n)) {
        if (span_starts_with(rest, span_of(on)))
            result = false;
        if (span_starts_with(rest, span_of(off)))
            result = true;
    }
    return result;
}

void pty_check_restored(struct pty *pty) {
    struct termios modes;
    while (pump(pty, 0))
        ;
    assert_int_equal(tcgetattr(pty->fd, &modes), 0);
    assert_int_equal(modes.c_lflag, pty->modes.c_lflag);
    assert_int_equal(modes.c_iflag, pty->modes.c_iflag);
    assert_int_equal(modes.c_oflag, pty->modes.c_oflag);
    assert_memory_equal(modes.c_cc, pty->modes.c_cc, sizeof modes.c_cc);
    assert_false(pty->alternate);
    assert_true(pty->cursor_visible);
    assert_true(is_off(pty, "\033[?2004h", "\033[?2004l"));
    assert_true(is_off(pty, "\033[?1000h", "\033[?1000l"));
    assert_true(is_off(pty, "\033[?1h", "\033[?1l")); /* the keypad */
}

static void pty_part(const struct pty *pty, int row, int cols, struct str *out) {
    size_t end = out->len;
    for (int col = 0; col < cols; col++) {
        VTermScreenCell cell = cell_at(pty, row, col);
        if (is_right_half(&cell))
            continue;
        if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
            str_add_byte(out, ' ');
            continue;
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            str_add_char(out, (char32_t)cell.chars[i]);
        end = out->len;
    }
    str_splice(out, end, out->len - end, SPAN(""));
    terminal_bytes_undo(&pty->translate, out);
}

void pty_row(const struct pty *pty, int row, struct str *out) {
    pty_part(pty, row, pty->cols, out);
}

void pty_screen(const struct pty *pty, struct str *out) {
    for (int row = 0; row < pty->rows; row++) {
        pty_row(pty, row, out);
        str_add_byte(out, '\n');
    }
}

bool pty_has_text(const struct pty *pty, const char *text) {
    struct str screen = STR_INIT;
    pty_screen(pty, &screen);
    bool found = span_find(str_span(&screen), span_of(text)) != SIZE_MAX;
    str_release(&screen);
    return found;
}

bool pty_cursor(const struct pty *pty, int *row, int *col) {
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vt), &at);
    *row = at.row;
    *col = at.col;
    return pty->cursor_visible;
}

bool pty_is_reverse(const struct pty *pty, int row, int col) {
    return cell_at(pty, row, col).attrs.reverse != 0;
}

struct span pty_output(const struct pty *pty) {
    return str_span(&pty->output);
}
