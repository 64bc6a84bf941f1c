#include "ui/term/curses_screen.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/term/curses_cells.h"
#include "ui/term/curses_mover.h"
#include "ui/term/curses_terminfo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <term.h>

enum {
    ROWS_MOST = 500, /* a larger window costs memory and shows nobody more */
    COLS_MOST = 1000,
};

struct curses_screen {
    SCREEN *ncurses;
    FILE *to;
    int rows, cols;
    struct curses_cells cells;
    struct curses_mover mover;
    struct cell *shown;    /* rows * cols: what stdscr has been told */
    struct cell *room;     /* a row */
    bool is_plain_default; /* FACE_PLAIN is the terminal's own look */
    bool fills_corner;     /* the last column of the last row can be written */
    bool clears;           /* the next doupdate clears the terminal first */
    bool left;
    int cursor_shown; /* -1: unknown */
};

static const struct cell blank = {.text = " ", .n = 1, .width = 1, .face = FACE_PLAIN};

/* ---- sending ---- */

/* Another program may have left the terminal such that a write does not wait for a slow line;
 * ncurses would try again and again. */
static void make_blocking(const struct curses_screen *screen) {
    int fd = fileno(screen->to);
    int flags = fcntl(fd, F_GETFL);
    if (flags != -1 && (flags & O_NONBLOCK) != 0)
        (void)fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

void curses_screen_send(struct curses_screen *screen, struct span bytes) {
    make_blocking(screen);
    while (bytes.n > 0) {
        ssize_t sent = write(fileno(screen->to), bytes.p, bytes.n);
        if (sent >= 0)
            bytes = span_sub(bytes, (size_t)sent, bytes.n);
        else if (errno != EINTR && errno != EAGAIN)
            return; /* the line is cut: reading will say so */
    }
}

/* ---- life cycle ---- */

static struct cell *shown_row(const struct curses_screen *screen, int row) {
    return &screen->shown[(size_t)row * (size_t)screen->cols];
}

static void make_room(struct curses_screen *screen) {
    size_t cols = (size_t)screen->cols;
    mem_free(screen->shown);
    mem_free(screen->room);
    mem_free(screen->cells.line);
    screen->shown = mem_alloc_zero((size_t)screen->rows * cols, sizeof *screen->shown);
    screen->room = mem_alloc_zero(cols, sizeof *screen->room);
    screen->cells.line = mem_alloc_zero(cols, sizeof *screen->cells.line);
    screen->cells.cols = screen->cols;
    curses_mover_fit(&screen->mover);
}

static int bounded(int n, int most) {
    return n < 1 ? 1 : n > most ? most : n;
}

void curses_screen_resize(struct curses_screen *screen, int rows, int cols) {
    (void)resize_term(bounded(rows, ROWS_MOST), bounded(cols, COLS_MOST));
    getmaxyx(stdscr, screen->rows, screen->cols);
    make_room(screen);
    curses_screen_forget(screen);
}

void curses_screen_forget(struct curses_screen *screen) {
    size_t count = (size_t)screen->rows * (size_t)screen->cols;
    for (size_t i = 0; i < count; i++)
        screen->shown[i].width = CELL_UNKNOWN;
    screen->clears = true;
    (void)clearok(curscr, TRUE);
}

void curses_screen_leave(struct curses_screen *screen) {
    if (screen->left)
        return;
    make_blocking(screen);
    (void)endwin();
    if (exit_ca_mode == NULL) /* the last row is left as it is */
        curses_screen_send(screen, SPAN("\n"));
    screen->left = true;
}

/* keypad() sends its bytes only when it is called: after every doupdate that took the terminal
 * again. It switches the number pad too, which then sends letters and function keys (PuTTY: - is
 * F4); that is switched back. */
void curses_screen_enter(struct curses_screen *screen) {
    make_blocking(screen);
    (void)werase(stdscr);
    curses_screen_forget(screen);
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
    (void)keypad(stdscr, TRUE);
    if (span_find(terminfo_bytes("smkx"), SPAN("\033=")) != SIZE_MAX)
        curses_screen_send(screen, SPAN("\033>"));
    screen->clears = false;
    screen->left = false;
}

/* ncurses restores the palette when it takes the terminal again, which nobody has changed: it would
 * reset the clerk's own. Empty, the capability is still there and sends nothing. */
static void drop_palette_reset(void) {
    char *bytes = tigetstr("oc");
    if (bytes != NULL && (intptr_t)bytes != -1)
        bytes[0] = '\0';
}

/* screen's way to show the cursor also makes it one of usual brightness, which nobody has changed;
 * mlterm takes that for an underline, which is not seen where there is one already. */
static void drop_cursor_shape(void) {
    static const char usual[] = "\033[34h";
    char *bytes = tigetstr("cnorm");
    if (bytes != NULL && (intptr_t)bytes != -1 && strncmp(bytes, usual, strlen(usual)) == 0)
        memmove(bytes, bytes + strlen(usual), strlen(bytes + strlen(usual)) + 1);
}

static void set_up(struct curses_screen *screen) {
    (void)raw();
    (void)noecho();
    (void)nonl();
    (void)typeahead(-1);        /* else ncurses looks whether input waits */
    (void)idcok(stdscr, FALSE); /* it cuts wide characters; see ui/term/curses_mover.h */
    drop_palette_reset();
    drop_cursor_shape();
    screen->fills_corner = !auto_right_margin || (enter_am_mode != NULL && exit_am_mode != NULL);
    curses_mover_init(&screen->mover, &screen->cells);
}

static void start_colours(void) {
    if (has_colors() && start_color() == OK)
        (void)use_default_colors();
}

enum rc curses_screen_open(struct curses_screen **out, FILE *to, FILE *from,
                           enum input_charset charset, struct err *err) {
    enum { USUAL_ROWS = 24, USUAL_COLS = 80 };
    *out = NULL;
    const char *name = NULL;
    enum rc rc = terminfo_choose(&name, err);
    if (rc != RC_OK)
        return rc;
    SCREEN *ncurses = newterm(name, to, from);
    if (ncurses == NULL)
        return err_set(err, RC_USAGE, _("不认识终端类型“%s”，请先执行：export TERM=xterm-256color"),
                       name);
    struct curses_screen *screen = MEM_NEW(struct curses_screen);
    screen->ncurses = ncurses;
    screen->to = to;
    screen->cells.charset = charset;
    screen->cursor_shown = -1;
    set_up(screen);
    int rows = tigetnum("lines"), cols = tigetnum("cols");
    curses_screen_resize(screen, rows > 0 ? rows : USUAL_ROWS, cols > 0 ? cols : USUAL_COLS);
    /* After newterm alone ncurses would send every movement of the cursor by itself. */
    (void)endwin();
    start_colours();
    curses_screen_enter(screen);
    curses_screen_set_theme(screen, THEME_MONOCHROME, NULL);
    *out = screen;
    return RC_OK;
}

void curses_screen_close(struct curses_screen *screen) {
    if (screen == NULL)
        return;
    curses_screen_leave(screen);
    delscreen(screen->ncurses);
    curses_mover_release(&screen->mover);
    mem_free(screen->shown);
    mem_free(screen->room);
    mem_free(screen->cells.line);
    mem_free(screen);
}

int curses_screen_rows(const struct curses_screen *screen) {
    return screen->rows;
}

int curses_screen_cols(const struct curses_screen *screen) {
    return screen->cols;
}

void curses_screen_add_restore(const struct curses_screen *screen, struct str *out) {
    static const char *const capabilities[] = {"smam", "rmacs", "sgr0", "cnorm", "rmkx", "rmcup"};
    (void)screen;
    for (size_t i = 0; i < ARRAY_LEN(capabilities); i++)
        str_add(out, terminfo_bytes(capabilities[i]));
    if (terminfo_bytes("rmcup").n == 0)
        str_add_text(out, "\r\n");
}

/* ---- looks ---- */

int curses_screen_colours(const struct curses_screen *screen) {
    (void)screen;
    return has_colors() ? COLORS : 0;
}

int curses_screen_escape_delay(const struct curses_screen *screen) {
    (void)screen;
    return getenv("ESCDELAY") == NULL ? 0 : get_escdelay();
}

static attr_t attributes_of(unsigned look) {
    static const struct {
        unsigned look;
        attr_t attribute;
    } attributes[] = {{LOOK_BOLD, A_BOLD},
                      {LOOK_DIM, A_DIM},
                      {LOOK_UNDERLINE, A_UNDERLINE},
                      {LOOK_REVERSE, A_REVERSE}};
    attr_t sum = A_NORMAL;
    for (size_t i = 0; i < ARRAY_LEN(attributes); i++)
        if ((look & attributes[i].look) != 0)
            sum |= attributes[i].attribute;
    return sum;
}

static short make_pair(int number, struct look look) {
    short pair = (short)number, fg = (short)look.fg, bg = (short)look.bg;
    if (number >= COLOR_PAIRS)
        return 0;
    if (init_pair(pair, fg, bg) == OK)
        return pair;
    if (look.fg == COLOUR_DEFAULT) /* the terminal has no colours of its own to be left with */
        fg = COLOR_WHITE;
    if (look.bg == COLOUR_DEFAULT)
        bg = COLOR_BLACK;
    (void)init_pair(pair, fg, bg);
    return pair;
}

/* The first face with these colours: two faces that look the same are the same to ncurses. */
static int first_alike(const struct look looks[FACE_COUNT], int face) {
    int first = 0;
    while (first < face && (looks[first].fg != looks[face].fg || looks[first].bg != looks[face].bg))
        first++;
    return first;
}

void curses_screen_set_theme(struct curses_screen *screen, enum theme theme,
                             const struct own_theme *own) {
    struct curses_cells *cells = &screen->cells;
    struct look looks[FACE_COUNT];
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look look = looks[face] =
            own_theme_look(own, (enum face)face, theme, curses_screen_colours(screen));
        bool plain = look.fg == COLOUR_DEFAULT && look.bg == COLOUR_DEFAULT;
        int first = first_alike(looks, face);
        cells->looks[face].attributes = attributes_of(look.attributes);
        cells->looks[face].pair = cells->looks[face].twin = 0;
        if (!has_colors())
            continue;
        if (!plain)
            cells->looks[face].pair = make_pair(1 + first, look);
        cells->looks[face].twin = make_pair(1 + FACE_COUNT + first, look);
    }
    screen->is_plain_default =
        cells->looks[FACE_PLAIN].pair == 0 && cells->looks[FACE_PLAIN].attributes == A_NORMAL;
    curses_screen_forget(screen);
}

/* ---- showing ---- */

/* Blanks the last column, and a wide character before it. Where the terminal cannot be told to stay
 * in the last column, ncurses comes to the corner by an insertion, which halves such a character.
 */
static void spare_corner(struct cell *cells, int cols) {
    int end = cols >= 2 && cells[cols - 1].width == 0 ? cols : cols - 1;
    int from = end >= 2 && cells[end - 1].width == 0 ? end - 2 : end;
    for (int col = from; col < end; col++) {
        uint8_t face = cells[from].face;
        cells[col] = blank;
        cells[col].face = face;
    }
    cells[cols - 1] = blank;
}

/* The canvas's row as the terminal can show it. Returns the canvas's own where nothing is cut. */
static const struct cell *wanted_row(const struct curses_screen *screen,
                                     const struct canvas *canvas, int row) {
    int cols = canvas_cols(canvas) < screen->cols ? canvas_cols(canvas) : screen->cols;
    const struct cell *want =
        row < canvas_rows(canvas) && cols > 0 ? canvas_cell(canvas, row, 0) : NULL;
    bool corner = !screen->fills_corner && row == screen->rows - 1;
    if (want != NULL && canvas_cols(canvas) == screen->cols && !corner)
        return want;
    for (int col = 0; col < screen->cols; col++)
        screen->room[col] = want != NULL && col < cols ? want[col] : blank;
    if (want != NULL && cols < canvas_cols(canvas) && want[cols].width == 0)
        screen->room[cols - 1] = blank;
    if (corner)
        spare_corner(screen->room, screen->cols);
    return screen->room;
}

static void show_rows(struct curses_screen *screen, const struct canvas *canvas) {
    size_t size = (size_t)screen->cols * sizeof *screen->shown;
    bool moves = screen->mover.can && screen->is_plain_default && !screen->clears;
    curses_mover_begin(&screen->mover);
    for (int row = 0; row < screen->rows; row++) {
        const struct cell *want = wanted_row(screen, canvas, row);
        struct cell *shown = shown_row(screen, row);
        if (memcmp(shown, want, size) == 0)
            continue;
        curses_cells_put(&screen->cells, stdscr, row, shown, want);
        if (moves && (screen->fills_corner || row < screen->rows - 1))
            curses_mover_move(&screen->mover, shown, want, row);
        memcpy(shown, want, size);
    }
    curses_mover_end(&screen->mover);
    str_add(&screen->mover.cuts.out, str_span(&screen->mover.opens.out));
    curses_screen_send(screen, str_span(&screen->mover.cuts.out));
}

static void show_cursor(struct curses_screen *screen, const struct canvas *canvas) {
    int row, col;
    bool visible = canvas_cursor(canvas, &row, &col);
    if (screen->cursor_shown != (visible ? 1 : 0))
        (void)curs_set(visible ? 1 : 0);
    screen->cursor_shown = visible ? 1 : 0;
    if (visible)
        (void)wmove(stdscr, row < screen->rows ? row : screen->rows - 1,
                    col < screen->cols ? col : screen->cols - 1);
}

void curses_screen_show(struct curses_screen *screen, const struct canvas *canvas) {
    if (screen->cells.ambiguous != canvas_ambiguous(canvas)) {
        screen->cells.ambiguous = canvas_ambiguous(canvas);
        width_set_terminal(screen->cells.ambiguous);
        curses_screen_forget(screen);
    }
    make_blocking(screen);
    show_rows(screen, canvas);
    show_cursor(screen, canvas);
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
    screen->clears = false;
}

void curses_screen_write_over(struct curses_screen *screen, int row, int cols, struct span bytes) {
    struct str out = STR_INIT;
    int home_row, home_col;
    getyx(curscr, home_row, home_col);
    str_add_text(&out, tiparm(cursor_address, row, 0));
    str_add(&out, bytes);
    str_add_text(&out, tiparm(cursor_address, home_row, home_col));
    curses_screen_send(screen, str_span(&out));
    str_release(&out);
    /* ncurses is told of something there that no canvas has. */
    cchar_t nothing;
    struct cell *shown = shown_row(screen, row);
    (void)setcchar(&nothing, L" ", A_BLINK, 0, NULL);
    for (int col = 0; col < screen->cols && (col < cols || shown[col].width == 0); col++) {
        (void)mvwadd_wchnstr(curscr, row, col, &nothing, 1);
        shown[col].width = CELL_UNKNOWN;
    }
    (void)wmove(curscr, home_row, home_col);
}
