#include "ui/term.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_NOMACROS
#include <ncurses.h>

enum { READ_MOST = 1 << 20 }; /* bytes of one term_read */

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct term {
    SCREEN *screen;
    enum input_charset charset;
    int rows, cols;
    bool colours;
    bool has_corner;    /* the last row can be filled to its end, see show_row */
    bool lost;          /* reading fails: the line was cut */
    struct cell *shown; /* rows * cols, as last shown; .width 3 where that is unknown */
    cchar_t *row;       /* room for one row */
    int64_t probe_until;
    bool probing, ambiguous_is_set, charset_differs;
};

/* ---- opening ---- */

/* Terminals that Debian's ncurses-base does not know, and what they are like. */
static const struct {
    const char *prefix, *like;
} families[] = {
    {"putty", "xterm"},   {"fbterm", "linux"},         {"xterm", "xterm-256color"},
    {"xterm", "xterm"},   {"tmux", "screen-256color"}, {"tmux", "screen"},
    {"screen", "screen"}, {"linux", "linux"},          {"rxvt", "rxvt"},
    {"vt", "vt100"},      {"alacritty", "xterm"},      {"foot", "xterm"},
    {"gnome", "xterm"},   {"iterm", "xterm"},          {"kitty", "xterm"},
    {"konsole", "xterm"}, {"mintty", "xterm"},         {"st-", "xterm"},
    {"wezterm", "xterm"}, {"contour", "xterm"},        {"ms-terminal", "xterm"},
    {"ghostty", "xterm"},
};

static bool has_text(const char *capability) {
    const char *text = tigetstr(capability);
    return text != NULL && (intptr_t)text != -1 && text[0] != '\0';
}

/* Under its own name, or as a terminal like it. */
static SCREEN *open_screen(const char *name) {
    SCREEN *screen = newterm(name, stdout, stdin);
    for (size_t i = 0; screen == NULL && i < ARRAY_LEN(families); i++)
        if (strncmp(name, families[i].prefix, strlen(families[i].prefix)) == 0)
            screen = newterm(families[i].like, stdout, stdin);
    return screen;
}

static enum rc open_usable_screen(SCREEN **out, struct err *err) {
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0')
        return err_set(err, RC_USAGE, _("没有设置终端类型，请先执行：export TERM=xterm-256color"));
    SCREEN *screen = open_screen(name);
    if (screen == NULL)
        return err_set(err, RC_USAGE, _("不认识终端类型“%s”，请先执行：export TERM=xterm-256color"),
                       name);
    if (!has_text("cup") || !has_text("clear")) {
        (void)endwin();
        delscreen(screen);
        return err_set(err, RC_USAGE,
                       _("终端类型“%s”不能移动光标，无法显示全屏界面；请先执行：export "
                         "TERM=xterm-256color，或改用命令行（jixiao --help）"),
                       name);
    }
    *out = screen;
    return RC_OK;
}

static enum input_charset locale_charset(void) {
    const char *codeset = nl_langinfo(CODESET);
    if (strcasecmp(codeset, "GB18030") == 0)
        return INPUT_GB18030;
    if (strcasecmp(codeset, "GBK") == 0 || strcasecmp(codeset, "GB2312") == 0)
        return INPUT_GBK;
    return INPUT_UTF8;
}

/* A capability's bytes without its padding marks $<5>. */
static void add_capability(struct str *out, const char *capability) {
    if (!has_text(capability))
        return;
    for (const char *p = tigetstr(capability); *p != '\0'; p++) {
        const char *end = p[0] == '$' && p[1] == '<' ? strchr(p, '>') : NULL;
        if (end != NULL)
            p = end;
        else
            str_add_byte(out, *p);
    }
}

static void set_restore(void) {
    struct str bytes = STR_INIT;
    str_add_text(&bytes, PASTE_OFF "\033[?1006l\033[?1002l\033[?1000l");
    add_capability(&bytes, "cnorm");
    add_capability(&bytes, "sgr0");
    add_capability(&bytes, "rmcup");
    if (!has_text("rmcup"))
        str_add_text(&bytes, "\r\n");
    signals_set_restore(str_span(&bytes));
    str_release(&bytes);
}

static void send(const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t sent = write(STDOUT_FILENO, bytes, n);
        if (sent < 0 && errno != EINTR)
            return; /* the line is cut: reading will say so */
        if (sent > 0) {
            bytes += sent;
            n -= (size_t)sent;
        }
    }
}

static void forget_shown(struct term *term) {
    size_t count = (size_t)term->rows * (size_t)term->cols;
    for (size_t i = 0; i < count; i++)
        term->shown[i].width = 3;
}

/* Takes the size that the system says, if it says one. */
static void take_size(struct term *term) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        (void)resize_term(size.ws_row, size.ws_col);
    term->rows = getmaxy(stdscr);
    term->cols = getmaxx(stdscr);
    mem_free(term->shown);
    mem_free(term->row);
    term->shown = mem_alloc_zero((size_t)term->rows * (size_t)term->cols, sizeof *term->shown);
    term->row = mem_alloc_zero((size_t)term->cols + 1, sizeof *term->row);
    term_redraw(term);
}

static short pair_of(enum face face) {
    return (short)(face + 1);
}

static void start_colours(struct term *term) {
    if (theme_wants_no_colour(getenv("NO_COLOR")) || !has_colors() || start_color() != OK ||
        COLOR_PAIRS <= FACE_COUNT)
        return;
    bool defaults = use_default_colors() == OK;
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look look = theme_look((enum face)face, true);
        int fg = look.fg == COLOUR_DEFAULT && !defaults ? COLOUR_WHITE : (int)look.fg;
        int bg = look.bg == COLOUR_DEFAULT && !defaults ? COLOUR_BLACK : (int)look.bg;
        (void)init_pair(pair_of((enum face)face), (short)fg, (short)bg);
    }
    term->colours = true;
}

enum rc term_open(struct term **out, struct err *err) {
    *out = NULL;
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0)
        return err_set(err, RC_USAGE,
                       _("全屏界面要在终端里打开；在脚本里请用命令行（jixiao --help）"));
    enum rc rc = signals_open(err); /* before ncurses: it leaves handlers alone that are there */
    if (rc != RC_OK)
        return rc;
    SCREEN *screen = NULL;
    rc = open_usable_screen(&screen, err);
    if (rc != RC_OK) {
        signals_close();
        return rc;
    }
    struct term *term = MEM_NEW(struct term);
    term->screen = screen;
    term->charset = locale_charset();
    width_set_terminal(term->charset == INPUT_UTF8 ? WIDTH_NARROW : WIDTH_WIDE);
    (void)raw();
    (void)noecho();
    (void)nonl();
    (void)typeahead(-1); /* what is typed is not ncurses's business */
    (void)leaveok(stdscr, FALSE);
    (void)scrollok(stdscr, FALSE);
    idcok(stdscr, FALSE); /* it cuts wide characters when it inserts */
    term->has_corner = has_text("rmam") && has_text("smam");
    start_colours(term);
    set_restore();
    mem_on_failure(signals_restore_terminal);
    take_size(term);
    (void)doupdate();
    send(PASTE_ON, sizeof PASTE_ON - 1);
    *out = term;
    return RC_OK;
}

void term_close(struct term *term) {
    if (term == NULL)
        return;
    send(PASTE_OFF, sizeof PASTE_OFF - 1);
    (void)endwin();
    delscreen(term->screen);
    mem_on_failure(NULL);
    signals_close();
    mem_free(term->shown);
    mem_free(term->row);
    mem_free(term);
}

int term_rows(const struct term *term) {
    return term->rows;
}

int term_cols(const struct term *term) {
    return term->cols;
}

enum input_charset term_charset(const struct term *term) {
    return term->charset;
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

static void add_key(struct input *in, const char *capability, int key, unsigned mods) {
    if (has_text(capability))
        input_add_sequence(in, span_of(tigetstr(capability)), key, mods);
}

void term_prepare_input(const struct term *term, struct input *in) {
    (void)term;
    for (size_t i = 0; i < ARRAY_LEN(key_capabilities); i++)
        add_key(in, key_capabilities[i].capability, key_capabilities[i].key,
                key_capabilities[i].mods);
    /* From F13 on terminfo counts the shifted keys, which only these number as the keyboard does.
     */
    const char *name = termname();
    bool shifted = strncmp(name, "xterm", 5) == 0 || strncmp(name, "linux", 5) == 0;
    for (int number = 1; number <= (shifted ? 24 : 12); number++) {
        char capability[16];
        (void)snprintf(capability, sizeof capability, "kf%d", number);
        add_key(in, capability, K_F(number > 12 ? number - 12 : number),
                number > 12 ? MOD_SHIFT : 0);
    }
    const char *ssh = getenv("SSH_TTY");
    input_set_delay(in, ssh != NULL && ssh[0] != '\0' ? INPUT_ESCAPE_SSH_MS : INPUT_ESCAPE_MS);
}

/* ---- showing ---- */

static attr_t attributes_of(const struct term *term, enum face face) {
    unsigned look = theme_look(face, term->colours).attributes;
    return ((look & LOOK_BOLD) != 0 ? A_BOLD : 0) | ((look & LOOK_DIM) != 0 ? A_DIM : 0) |
           ((look & LOOK_UNDERLINE) != 0 ? A_UNDERLINE : 0) |
           ((look & LOOK_REVERSE) != 0 ? A_REVERSE : 0);
}

/* Whether the locale can write the character; it always can in UTF-8. */
static bool can_be_sent(wchar_t c) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    return wcrtomb(bytes, c, &state) != (size_t)-1;
}

/* Writes the cell's characters for ncurses; it counts columns as the canvas does or gets a sign
 * that does. */
static size_t to_wide(const struct cell *cell, wchar_t wide[CCHARW_MAX + 1]) {
    struct span text = {cell->text, cell->n};
    size_t n = 0;
    while (text.n > 0 && n < CCHARW_MAX) {
        wchar_t c = (wchar_t)utf8_take(&text);
        if (can_be_sent(c) && (n == 0 || wcwidth(c) == 0))
            wide[n++] = c;
        else if (n == 0)
            break;
    }
    if (n == 0 || wcwidth(wide[0]) != cell->width) {
        wide[0] = cell->width == 2 ? L'\u3013' : L'?';
        n = 1;
    }
    wide[n] = L'\0';
    return n;
}

static chtype border_char(const struct term *term, enum border border) {
    /* Where ambiguous characters are wide, so would be lines that are drawn by characters. */
    if (term->charset == INPUT_UTF8 && width_terminal() == WIDTH_WIDE)
        return (chtype)canvas_border_ascii(border);
    switch (border) {
    case BORDER_HLINE:
        return ACS_HLINE;
    case BORDER_VLINE:
        return ACS_VLINE;
    case BORDER_TOP_LEFT:
        return ACS_ULCORNER;
    case BORDER_TOP_RIGHT:
        return ACS_URCORNER;
    case BORDER_BOTTOM_LEFT:
        return ACS_LLCORNER;
    case BORDER_BOTTOM_RIGHT:
        return ACS_LRCORNER;
    case BORDER_TEE_LEFT:
        return ACS_LTEE;
    case BORDER_TEE_RIGHT:
        return ACS_RTEE;
    case BORDER_TEE_TOP:
        return ACS_TTEE;
    case BORDER_TEE_BOTTOM:
        return ACS_BTEE;
    case BORDER_CROSS:
        return ACS_PLUS;
    case BORDER_NONE:
    case BORDER_COUNT:
        break;
    }
    assert(false);
    return ' ';
}

/* Where automatic margins cannot be switched off (screen, tmux, rxvt), ncurses fills the last
 * corner by inserting, and does so too when a wide character ends one column before: both would cut
 * one. The corner stays empty there. */
static bool spoils_corner(const struct term *term, int row, int col, const struct cell *cell) {
    if (term->has_corner || row < term->rows - 1)
        return false;
    return col + cell->width > term->cols - (cell->width == 2 ? 2 : 1);
}

/* Writes the row anew, so that ncurses never has to mend half a wide character. */
static void show_row(struct term *term, const struct canvas *cv, int row, int cols) {
    (void)wmove(stdscr, row, 0);
    (void)wclrtoeol(stdscr);
    int count = 0, start = 0;
    for (int col = 0; col < cols; col++) {
        const struct cell *cell = canvas_cell(cv, row, col);
        enum face face = (enum face)cell->face;
        attr_t attributes = attributes_of(term, face);
        short pair = (short)(term->colours ? pair_of(face) : 0);
        if (cell->width == 0)
            continue;
        if (col + cell->width > cols || spoils_corner(term, row, col, cell))
            break;
        if (cell->border != BORDER_NONE) {
            (void)mvwadd_wchnstr(stdscr, row, start, term->row, count);
            chtype sign = border_char(term, (enum border)cell->border);
            (void)mvwaddch(stdscr, row, col, sign | attributes | (chtype)COLOR_PAIR(pair));
            count = 0;
            start = col + 1;
            continue;
        }
        wchar_t wide[CCHARW_MAX + 1];
        (void)to_wide(cell, wide);
        (void)setcchar(&term->row[count++], wide, attributes, pair, NULL);
    }
    if (count > 0)
        (void)mvwadd_wchnstr(stdscr, row, start, term->row, count);
}

void term_show(struct term *term, const struct canvas *cv) {
    int rows = canvas_rows(cv) < term->rows ? canvas_rows(cv) : term->rows;
    int cols = canvas_cols(cv) < term->cols ? canvas_cols(cv) : term->cols;
    for (int row = 0; row < rows && cols > 0; row++) {
        struct cell *shown = &term->shown[(size_t)row * (size_t)term->cols];
        const struct cell *wanted = canvas_cell(cv, row, 0);
        if (memcmp(shown, wanted, (size_t)cols * sizeof *shown) == 0)
            continue;
        show_row(term, cv, row, cols);
        memcpy(shown, wanted, (size_t)cols * sizeof *shown);
    }
    int row, col;
    bool visible = canvas_cursor(cv, &row, &col);
    (void)curs_set(visible ? 1 : 0);
    (void)wmove(stdscr, row < term->rows ? row : term->rows - 1,
                col < term->cols ? col : term->cols - 1);
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
}

void term_redraw(struct term *term) {
    forget_shown(term);
    (void)werase(stdscr);
    (void)clearok(curscr, TRUE);
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
    } while (sum < READ_MOST && is_readable(STDIN_FILENO));
}

unsigned term_read(struct term *term, int timeout_ms, struct str *bytes) {
    struct pollfd ready[2] = {{.fd = signals_fd(), .events = POLLIN},
                              {.fd = term->lost ? -1 : STDIN_FILENO, .events = POLLIN}};
    if (poll(ready, 2, timeout_ms) > 0 && ready[1].revents != 0)
        read_all(term, bytes);
    unsigned flags = signals_take();
    if ((flags & SIGNALS_RESIZE) != 0)
        take_size(term);
    return term->lost ? flags | SIGNALS_END : flags;
}

void term_suspend(struct term *term) {
    send(PASTE_OFF, sizeof PASTE_OFF - 1);
    (void)endwin();
    signals_stop_program();
    take_size(term);
    (void)wnoutrefresh(stdscr);
    (void)doupdate(); /* ncurses takes the terminal again */
    send(PASTE_ON, sizeof PASTE_ON - 1);
}

/* ---- asking ---- */

/* Writes the character on the row (from 1) and asks where the cursor is then. */
static void ask(int row, const char *character) {
    char bytes[64];
    int n = snprintf(bytes, sizeof bytes, "\033[%d;1H%s\033[6n", row, character);
    send(bytes, (size_t)n);
}

void term_probe(struct term *term, struct input *in, int64_t now) {
    if (term->ambiguous_is_set || term->rows < 3 || term->cols < 4)
        return;
    send("\0337", 2);
    ask(term->rows - 1, "\xc4\xa3"); /* one character of one column in UTF-8, of two in GBK */
    ask(term->rows, term->charset == INPUT_UTF8 ? "\xe2\x80\x9c" : "\xa1\xb0");
    send("\0338", 2);
    (void)wredrawln(stdscr, term->rows - 2, 2);
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
    term->probing = true;
    term->probe_until = now + TERM_PROBE_MS;
    input_expect_report(in, term->probe_until);
}

static bool change_ambiguous(struct term *term, enum width_ambiguous ambiguous) {
    if (width_terminal() == ambiguous)
        return false;
    width_set_terminal(ambiguous);
    term_redraw(term);
    return true;
}

bool term_take_report(struct term *term, struct input *in, const struct event *ev) {
    if (!term->probing || ev->kind != EVENT_REPORT)
        return false;
    bool is_answer = ev->col == 2 || ev->col == 3;
    if (ev->row == term->rows) {
        term->probing = false;
        return is_answer && change_ambiguous(term, ev->col == 2 ? WIDTH_NARROW : WIDTH_WIDE);
    }
    if (ev->row == term->rows - 1 && is_answer)
        term->charset_differs = (ev->col == 3) != (term->charset != INPUT_UTF8);
    input_expect_report(in, term->probe_until);
    return false;
}

void term_set_ambiguous(struct term *term, enum width_ambiguous ambiguous) {
    term->ambiguous_is_set = true;
    term->probing = false;
    (void)change_ambiguous(term, ambiguous);
}

bool term_charset_differs(const struct term *term) {
    return term->charset_differs;
}
