#include "ui/term/term.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/locale.h"
#include "ui/term/curses_screen.h"
#include "ui/term/curses_terminfo.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { READ_MOST = 1 << 20 }; /* bytes of one term_read */

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

struct term {
    struct curses_screen *screen;
    enum input_charset charset;
    int wake_fd;                    /* -1: none */
    bool lost;                      /* reading fails: the line was cut */
    bool colours;                   /* the terminal has them and the environment allows them */
    enum width_ambiguous ambiguous; /* that is laid out by */
    enum width_ambiguous probed;    /* the last answer, or what the encoding says */
    enum display_width width;       /* the clerk's choice */
    enum display_colours wanted;    /* the same */
    struct own_theme own;           /* the same, from a file */
    bool is_light;                  /* its background, as the environment says or it answered */
    bool knows_ground;              /* one of them did */
    int64_t probe_until;
    bool probing, charset_differs, mouse;
};

/* ---- opening ---- */

static enum input_charset locale_charset(void) {
    const char *codeset = locale_codeset();
    if (strcasecmp(codeset, "GB18030") == 0)
        return INPUT_GB18030;
    if (strcasecmp(codeset, "GBK") == 0 || strcasecmp(codeset, "GB2312") == 0)
        return INPUT_GBK;
    return INPUT_UTF8;
}

static void set_restore(const struct term *term) {
    struct str bytes = STR_INIT;
    str_add(&bytes, SPAN(PASTE_OFF MOUSE_OFF));
    curses_screen_add_restore(term->screen, &bytes);
    signals_set_restore(str_span(&bytes));
    str_release(&bytes);
}

/* What is the terminal's and not ncurses': on after it has taken the screen, off before it leaves.
 */
static void send_modes_on(struct term *term) {
    curses_screen_send(term->screen, term->mouse ? SPAN(PASTE_ON MOUSE_ON) : SPAN(PASTE_ON));
}

static void send_modes_off(struct term *term) {
    curses_screen_send(term->screen, SPAN(PASTE_OFF MOUSE_OFF));
}

/* The size that the system says, whatever $LINES and $COLUMNS say. */
static void take_size(struct term *term) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        curses_screen_resize(term->screen, size.ws_row, size.ws_col);
}

enum rc term_open(struct term **out, struct err *err) {
    *out = NULL;
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0)
        return err_set(err, RC_USAGE,
                       _("全屏界面要在终端里打开；在脚本里请用命令行（jixiao --help）"));
    enum rc rc = signals_open(err);
    if (rc != RC_OK)
        return rc;
    struct curses_screen *screen = NULL;
    enum input_charset charset = locale_charset();
    rc = curses_screen_open(&screen, stdout, stdin, charset, err);
    if (rc != RC_OK) {
        signals_close();
        return rc;
    }
    struct term *term = MEM_NEW(struct term);
    term->screen = screen;
    term->wake_fd = -1;
    term->charset = charset;
    term->probed = charset == INPUT_UTF8 ? WIDTH_NARROW : WIDTH_WIDE;
    term->ambiguous = term->probed;
    enum { COLOURS = 8 };
    term->colours =
        curses_screen_colours(screen) >= COLOURS && !theme_wants_no_colour(getenv("NO_COLOR"));
    take_size(term);
    term->knows_ground = theme_read_ground(getenv("COLORFGBG"), &term->is_light);
    term_set_colours(term, DISPLAY_COLOURS_AUTO);
    set_restore(term);
    mem_on_failure(signals_restore_terminal);
    send_modes_on(term);
    *out = term;
    return RC_OK;
}

void term_close(struct term *term) {
    if (term == NULL)
        return;
    send_modes_off(term);
    curses_screen_close(term->screen);
    mem_on_failure(NULL);
    signals_close();
    mem_free(term);
}

int term_rows(const struct term *term) {
    return curses_screen_rows(term->screen);
}

int term_cols(const struct term *term) {
    return curses_screen_cols(term->screen);
}

enum input_charset term_charset(const struct term *term) {
    return term->charset;
}

enum width_ambiguous term_ambiguous(const struct term *term) {
    return term->ambiguous;
}

/* ---- keys ---- */

static const struct {
    const char *capability;
    int key;
    unsigned mods;
} key_capabilities[] = {
    {"kcuu1", K_UP, 0},           {"kcud1", K_DOWN, 0},        {"kcub1", K_LEFT, 0},
    {"kcuf1", K_RIGHT, 0},        {"khome", K_HOME, 0},        {"kend", K_END, 0},
    {"kpp", K_PGUP, 0},           {"knp", K_PGDN, 0},          {"kich1", K_INS, 0},
    {"kdch1", K_DEL, 0},          {"kcbt", K_BACKTAB, 0},      {"kent", K_ENTER, 0},
    {"kri", K_UP, MOD_SHIFT},     {"kind", K_DOWN, MOD_SHIFT}, {"kLFT", K_LEFT, MOD_SHIFT},
    {"kRIT", K_RIGHT, MOD_SHIFT}, {"kHOM", K_HOME, MOD_SHIFT}, {"kEND", K_END, MOD_SHIFT},
};

void term_prepare_input(const struct term *term, struct input *in) {
    for (size_t i = 0; i < ARRAY_LEN(key_capabilities); i++)
        input_add_sequence(in, terminfo_bytes(key_capabilities[i].capability),
                           key_capabilities[i].key, key_capabilities[i].mods);
    /* From F13 on terminfo counts the shifted keys, which only these number as the keyboard does.
     */
    const char *name = getenv("TERM");
    bool shifted =
        name != NULL && (strncmp(name, "xterm", 5) == 0 || strncmp(name, "linux", 5) == 0);
    for (int number = 1; number <= (shifted ? 24 : 12); number++) {
        char capability[16];
        (void)snprintf(capability, sizeof capability, "kf%d", number);
        input_add_sequence(in, terminfo_bytes(capability), K_F(number > 12 ? number - 12 : number),
                           number > 12 ? MOD_SHIFT : 0);
    }
    if (name != NULL && strncmp(name, "st", 2) == 0) /* with the number pad as it is */
        input_add_sequence(in, SPAN("\033[P"), K_DEL, 0);
    const char *ssh = getenv("SSH_TTY");
    int usual = ssh != NULL && ssh[0] != '\0' ? INPUT_ESCAPE_SSH_MS : INPUT_ESCAPE_MS;
    int chosen = curses_screen_escape_delay(term->screen);
    input_set_delay(in, chosen > INPUT_PREFIX_MS   ? INPUT_PREFIX_MS
                        : chosen > INPUT_ESCAPE_MS ? chosen
                                                   : usual);
}

/* ---- showing ---- */

void term_show(struct term *term, const struct canvas *cv) {
    curses_screen_show(term->screen, cv);
}

void term_redraw(struct term *term) {
    curses_screen_forget(term->screen);
}

static void set_theme(struct term *term) {
    int colours = curses_screen_colours(term->screen);
    bool automatic = term->wanted == DISPLAY_COLOURS_AUTO;
    bool light = term->wanted == DISPLAY_COLOURS_LIGHT || (automatic && term->is_light);
    enum theme theme = light ? THEME_LIGHT : THEME_DARK;
    if (automatic && !term->knows_ground && colours >= THEME_MANY_COLOURS)
        theme = THEME_EITHER;
    if (!term->colours || term->wanted == DISPLAY_COLOURS_NONE)
        theme = THEME_MONOCHROME;
    if (term->wanted == DISPLAY_COLOURS_CONTRAST)
        theme = THEME_CONTRAST;
    curses_screen_set_theme(term->screen, theme, &term->own);
}

void term_set_colours(struct term *term, enum display_colours colours) {
    term->wanted = colours;
    set_theme(term);
}

void term_set_own_theme(struct term *term, const struct own_theme *own) {
    term->own = *own;
    set_theme(term);
}

void term_set_mouse(struct term *term, bool on) {
    if (term->mouse == on)
        return;
    term->mouse = on;
    curses_screen_send(term->screen, on ? SPAN(MOUSE_ON) : SPAN(MOUSE_OFF));
}

/* ---- reading ---- */

static bool is_readable(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    return poll(&ready, 1, 0) > 0;
}

static void read_all(struct term *term, struct str *bytes) {
    char part[4096];
    size_t sum = 0;
    do {
        ssize_t n = read(STDIN_FILENO, part, sizeof part);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        if (n <= 0) {
            term->lost = true;
            return;
        }
        str_add(bytes, (struct span){part, (size_t)n});
        sum += (size_t)n;
        if ((size_t)n < sizeof part) /* it was all; what comes meanwhile is read next time */
            return;
    } while (sum < READ_MOST && is_readable(STDIN_FILENO));
}

unsigned term_read(struct term *term, int timeout_ms, struct str *bytes) {
    struct pollfd ready[3] = {{.fd = signals_fd(), .events = POLLIN},
                              {.fd = term->lost ? -1 : STDIN_FILENO, .events = POLLIN},
                              {.fd = term->wake_fd, .events = POLLIN}};
    int count = poll(ready, ARRAY_LEN(ready), timeout_ms);
    if (count > 0 && ready[1].revents != 0)
        read_all(term, bytes);
    unsigned flags = count < 0 || ready[0].revents != 0 ? signals_take() : 0;
    if ((flags & SIGNALS_RESIZE) != 0)
        take_size(term);
    return term->lost ? flags | SIGNALS_END : flags;
}

void term_wake_on(struct term *term, int fd) {
    term->wake_fd = fd;
}

void term_suspend(struct term *term) {
    send_modes_off(term);
    curses_screen_leave(term->screen);
    signals_stop_program();
    take_size(term);
    curses_screen_enter(term->screen);
    send_modes_on(term);
}

/* ---- asking ---- */

/* Writes the character at the start of the row and asks where the cursor is then. */
static void ask(struct term *term, int row, const char *character) {
    struct str bytes = STR_INIT;
    str_add_text(&bytes, character);
    str_add(&bytes, SPAN("\033[6n"));
    curses_screen_write_over(term->screen, row, 2, str_span(&bytes));
    str_release(&bytes);
}

enum { BACKGROUND_MS = 10000 }; /* no key looks like the answer: a slow line may take its time */

/* xterm's control string for the background; those that do not know it swallow it, but for the
 * Linux console. */
static void ask_background(struct term *term) {
    const char *name = getenv("TERM");
    if (term->colours && name != NULL && strncmp(name, "linux", 5) != 0)
        curses_screen_send(term->screen, SPAN("\033]11;?\033\\"));
}

void term_probe(struct term *term, struct input *in, int64_t now) {
    int rows = term_rows(term);
    ask_background(term);
    input_expect_background(in, now + BACKGROUND_MS);
    if (term->width != DISPLAY_WIDTH_AUTO || rows < 3 || term_cols(term) < 4)
        return;
    ask(term, rows - 2, "\xc4\xa3"); /* one character of one column in UTF-8, of two in GBK */
    ask(term, rows - 1, term->charset == INPUT_UTF8 ? "\xe2\x80\x9c" : "\xa1\xb0");
    term->probing = true;
    term->probe_until = now + TERM_PROBE_MS;
    input_expect_report(in, term->probe_until);
}

static bool choose_ambiguous(struct term *term) {
    enum width_ambiguous wanted = term->width == DISPLAY_WIDTH_AUTO ? term->probed
                                  : term->width == DISPLAY_WIDTH_1  ? WIDTH_NARROW
                                                                    : WIDTH_WIDE;
    if (wanted == term->ambiguous)
        return false;
    term->ambiguous = wanted;
    term_redraw(term);
    return true;
}

bool term_take_report(struct term *term, struct input *in, const struct event *ev) {
    if (ev->kind == EVENT_BACKGROUND && (ev->is_light != term->is_light || !term->knows_ground)) {
        term->is_light = ev->is_light;
        term->knows_ground = true;
        set_theme(term);
    }
    if (!term->probing || ev->kind != EVENT_REPORT)
        return false;
    bool is_answer = ev->col == 2 || ev->col == 3;
    if (ev->row == term_rows(term)) {
        term->probing = false;
        if (is_answer)
            term->probed = ev->col == 2 ? WIDTH_NARROW : WIDTH_WIDE;
        return choose_ambiguous(term);
    }
    if (ev->row == term_rows(term) - 1 && is_answer)
        term->charset_differs = (ev->col == 3) != (term->charset != INPUT_UTF8);
    input_expect_report(in, term->probe_until);
    return false;
}

bool term_set_width(struct term *term, enum display_width width) {
    term->width = width;
    term->probing = term->probing && width == DISPLAY_WIDTH_AUTO;
    return choose_ambiguous(term);
}

bool term_charset_differs(const struct term *term) {
    return term->charset_differs;
}
