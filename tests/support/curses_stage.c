#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/curses_stage.h"
#include "ui/term/signals.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int on_property(VTermProp property, VTermValue *value, void *user) {
    if (property == VTERM_PROP_CURSORVISIBLE)
        ((struct stage *)user)->cursor_shown = value->boolean;
    return 1;
}

static void open_vterm(struct stage *stage, int rows, int cols) {
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    stage->vt = vterm_new(rows, cols);
    vterm_set_utf8(stage->vt, 1);
    stage->screen = vterm_obtain_screen(stage->vt);
    vterm_screen_set_callbacks(stage->screen, &callbacks, stage);
    vterm_screen_enable_altscreen(stage->screen, 1);
    vterm_screen_reset(stage->screen, 1);
    stage->cursor_shown = true;
}

void stage_feed(struct stage *stage, struct span bytes) {
    struct str text = STR_INIT;
    terminal_bytes_add(&stage->translate, &text, bytes);
    (void)vterm_input_write(stage->vt, text.s, text.len);
    str_release(&text);
}

/* What some terminals do not understand, whatever terminfo says: the alternate character set,
 * "repeat the last letter", a new palette, a cursor of usual brightness, and mlterm "clear so many
 * columns". */
static void check_bytes(struct span bytes) {
    static const char digits[] = "0123456789";
    assert_true(span_find(bytes, SPAN("\033(0")) == SIZE_MAX);
    assert_true(span_find(bytes, SPAN("\016")) == SIZE_MAX);
    assert_true(span_find(bytes, SPAN("\033]")) == SIZE_MAX);
    assert_true(span_find(bytes, SPAN("\033[34h")) == SIZE_MAX);
    for (size_t at; (at = span_find(bytes, SPAN("\033["))) != SIZE_MAX;) {
        bytes = span_sub(bytes, at + 2, bytes.n);
        size_t n = 0;
        while (n < bytes.n && strchr(digits, bytes.p[n]) != NULL)
            n++;
        assert_false(n < bytes.n && bytes.p[n] == 'b');
        assert_false(getenv("MLTERM") != NULL && n < bytes.n && bytes.p[n] == 'X');
    }
}

void stage_take(struct stage *stage) {
    static char part[1 << 18];
    str_clear(&stage->bytes);
    stage->writes = 0;
    ssize_t n;
    while ((n = recv(stage->socket, part, sizeof part, MSG_DONTWAIT)) > 0) {
        str_add(&stage->bytes, (struct span){part, (size_t)n});
        stage->writes++;
    }
    stage->sum += stage->bytes.len;
    check_bytes(str_span(&stage->bytes));
    stage_feed(stage, str_span(&stage->bytes));
}

/* Those that Debian's small database describes without rmam and smam. */
static bool fills_corner(const char *term) {
    return getenv("MLTERM") == NULL && strncmp(term, "screen", 6) != 0 &&
           strncmp(term, "tmux", 4) != 0 && strcmp(term, "rxvt") != 0;
}

void stage_open(struct stage *stage, const char *term, enum input_charset charset, int rows,
                int cols, enum width_ambiguous ambiguous) {
    struct err err;
    *stage = (struct stage){.charset = charset, .theme = THEME_MONOCHROME};
    str_init(&stage->bytes);
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    stage->socket = ends[0];
    stage->file = fdopen(ends[1], "w");
    assert_non_null(stage->file);
    assert_int_equal(setenv("TERM", term, 1), 0);
    open_vterm(stage, rows, cols);
    terminal_bytes_init(&stage->translate,
                        charset == INPUT_UTF8  ? NULL
                        : charset == INPUT_GBK ? "GBK"
                                               : "GB18030",
                        ambiguous == WIDTH_WIDE);
    assert_int_equal(signals_open(&err), RC_OK);
    if (curses_screen_open(&stage->curses, stage->file, stdin, charset, &err) != RC_OK)
        fail_msg("%s", err.text);
    curses_screen_resize(stage->curses, rows, cols);
    stage->canvas = canvas_new(rows, cols, ambiguous);
    stage->fills_corner = fills_corner(term);
    stage_take(stage);
}

void stage_close(struct stage *stage) {
    curses_screen_close(stage->curses);
    signals_close();
    stage_take(stage);
    assert_true(stage->cursor_shown);
    canvas_free(stage->canvas);
    (void)fclose(stage->file);
    (void)close(stage->socket);
    vterm_free(stage->vt);
    terminal_bytes_release(&stage->translate);
    str_release(&stage->bytes);
}

void stage_show(struct stage *stage) {
    assert_true(canvas_is_sane(stage->canvas));
    curses_screen_show(stage->curses, stage->canvas);
    stage_take(stage);
}

void stage_set_theme(struct stage *stage, enum theme theme) {
    stage->theme = theme;
    curses_screen_set_theme(stage->curses, theme, NULL);
}

static VTermScreenCell cell_at(const struct stage *stage, int row, int col) {
    VTermScreenCell cell = {0};
    (void)vterm_screen_get_cell(stage->screen, (VTermPos){row, col}, &cell);
    return cell;
}

/* Of a border there are three shapes, by the terminal. */
static bool is_border(const struct cell *wanted, const char *seen) {
    if (wanted->border == BORDER_VLINE)
        return strcmp(seen, "\u2502") == 0 || strcmp(seen, "|") == 0;
    if (wanted->border == BORDER_HLINE)
        return strcmp(seen, "\u2500") == 0 || strcmp(seen, "-") == 0;
    return seen[0] != '\0' && strcmp(seen, " ") != 0;
}

/* The box of what terminals cannot be trusted with: two columns, the second a blank where it is a
 * character of one. */
static bool is_narrow_box(const struct stage *stage, const struct cell *wanted) {
    return wanted->width == 2 && canvas_ambiguous(stage->canvas) == WIDTH_NARROW &&
           span_is((struct span){wanted->text, wanted->n}, "\u25a1");
}

static bool is_colour(const VTermColor *seen, enum colour wanted, bool is_fg) {
    if (wanted == COLOUR_DEFAULT)
        return is_fg ? VTERM_COLOR_IS_DEFAULT_FG(seen) : VTERM_COLOR_IS_DEFAULT_BG(seen);
    return VTERM_COLOR_IS_INDEXED(seen) && seen->indexed.idx == (uint8_t)wanted;
}

static bool is_seen(const struct stage *stage, const struct cell *wanted, int row, int col) {
    VTermScreenCell cell = cell_at(stage, row, col);
    struct str seen = STR_INIT;
    bool box = is_narrow_box(stage, wanted);
    if (wanted->width == 0 && is_narrow_box(stage, canvas_cell(stage->canvas, row, col - 1)))
        return cell.chars[0] == ' ';
    if (wanted->width == 0)
        return cell.chars[0] == (uint32_t)-1;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
        str_add_char(&seen, (char32_t)cell.chars[i]);
    if (seen.len == 0)
        str_add_byte(&seen, ' ');
    terminal_bytes_undo(&stage->translate, &seen);
    bool same = wanted->border != BORDER_NONE
                    ? is_border(wanted, seen.s)
                    : span_equal(str_span(&seen), (struct span){wanted->text, wanted->n});
    struct look look =
        theme_look((enum face)wanted->face, stage->theme, curses_screen_colours(stage->curses));
    /* a blank has no ink: ncurses 6.5 writes it without the attributes that only ink shows */
    bool has_ink = seen.len != 1 || seen.s[0] != ' ' || (look.attributes & LOOK_REVERSE) != 0;
    same = same && (cell.attrs.reverse != 0) == ((look.attributes & LOOK_REVERSE) != 0) &&
           (!has_ink || (cell.attrs.bold != 0) == ((look.attributes & LOOK_BOLD) != 0)) &&
           (cell.attrs.underline != 0) == ((look.attributes & LOOK_UNDERLINE) != 0) &&
           (!has_ink || is_colour(&cell.fg, look.fg, true)) &&
           is_colour(&cell.bg, look.bg, false) && cell.width == (box ? 1 : wanted->width);
    str_release(&seen);
    return same;
}

void assert_stage_shows(const struct stage *stage, const char *what, int round) {
    for (int row = 0; row < canvas_rows(stage->canvas); row++)
        for (int col = 0; col < canvas_cols(stage->canvas); col++)
            if (!is_seen(stage, canvas_cell(stage->canvas, row, col), row, col)) {
                struct str wanted = STR_INIT;
                canvas_row_text(stage->canvas, row, &wanted);
                fail_msg("%s, round %d, row %d, column %d of %s", what, round, row, col, wanted.s);
            }
    int row, col;
    bool visible = canvas_cursor(stage->canvas, &row, &col);
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(stage->vt), &at);
    if (strcmp(what, "vt100") != 0) /* it cannot hide the cursor */
        assert_int_equal(visible, stage->cursor_shown);
    if (visible && (at.row != row || at.col != col))
        fail_msg("%s, round %d: the cursor is at %d, %d instead of %d, %d", what, round, at.row,
                 at.col, row, col);
}
