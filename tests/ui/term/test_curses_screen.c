#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/terminal_bytes.h"
#include "ui/term/canvas_draw.h"
#include "ui/term/curses_screen.h"
#include "ui/term/signals.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vterm.h>

/* A terminal in memory that ncurses writes to, through a socket that keeps writes apart.
 * libvterm knows UTF-8 and narrow ambiguous characters only: for the others the bytes are put
 * into UTF-8, and a wide quote into a wide letter, first. */
struct stage {
    FILE *file;
    int socket; /* where the bytes come out */
    int writes; /* of the last show */
    struct curses_screen *curses;
    struct canvas *canvas;
    VTerm *vt;
    VTermScreen *screen;
    struct terminal_bytes translate;
    enum input_charset charset;
    enum theme theme;
    bool cursor_shown, fills_corner;
    struct str bytes; /* of the last show */
    size_t sum;
};

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

static void feed(struct stage *stage, struct span bytes) {
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

/* What ncurses has written since the last time. */
static void take_bytes(struct stage *stage) {
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
    feed(stage, str_span(&stage->bytes));
}

/* Those that Debian's small database describes without rmam and smam. */
static bool fills_corner(const char *term) {
    return getenv("MLTERM") == NULL && strncmp(term, "screen", 6) != 0 &&
           strncmp(term, "tmux", 4) != 0 && strcmp(term, "rxvt") != 0;
}

static void open_stage(struct stage *stage, const char *term, enum input_charset charset, int rows,
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
    take_bytes(stage);
}

static void close_stage(struct stage *stage) {
    curses_screen_close(stage->curses);
    signals_close();
    take_bytes(stage);
    assert_true(stage->cursor_shown);
    canvas_free(stage->canvas);
    (void)fclose(stage->file);
    (void)close(stage->socket);
    vterm_free(stage->vt);
    terminal_bytes_release(&stage->translate);
    str_release(&stage->bytes);
}

static void show(struct stage *stage) {
    assert_true(canvas_is_sane(stage->canvas));
    curses_screen_show(stage->curses, stage->canvas);
    take_bytes(stage);
}

static void set_theme(struct stage *stage, enum theme theme) {
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

static void check(const struct stage *stage, const char *what, int round) {
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

/* ---- drawing at random ---- */

static const char *const pieces[] = {"\u4e2d", "\u6587", "\u62a5",     "a",
                                     "1",      "\uff0c", " ",          "\u201c",
                                     "\u201d", "\u2026", "\U0001f600", "e\u0301"};

/* libvterm puts a combining mark in the last column onto the next row, and GBK has none. */
static const char *random_piece(const struct stage *stage, struct random *random, int col) {
    bool marks = stage->charset == INPUT_UTF8 && col < canvas_cols(stage->canvas) - 1;
    return pieces[random_below(random, ARRAY_LEN(pieces) - (marks ? 0 : 1))];
}

static void draw_random(struct stage *stage, struct random *random) {
    struct canvas *cv = stage->canvas;
    int rows = canvas_rows(cv), cols = canvas_cols(cv);
    if (random_below(random, 3) == 0)
        canvas_clear(cv);
    for (size_t strokes = random_below(random, 40); strokes > 0; strokes--) {
        int row = (int)random_below(random, (size_t)rows);
        int col = (int)random_below(random, (size_t)cols);
        enum face face = (enum face)random_below(random, FACE_COUNT);
        if (random_below(random, 6) == 0)
            canvas_put_border(cv, row, col,
                              (enum border)(1 + random_below(random, BORDER_COUNT - 1)), face);
        if (random_below(random, 8) == 0)
            canvas_fill(cv, (struct area){row, col, 2, 15}, face);
        for (size_t n = random_below(random, 12); n > 0 && col < cols; n--)
            col += canvas_put_text(cv, row, col, face, random_piece(stage, random, col));
    }
    if (random_below(random, 10) > 0)
        canvas_set_cursor(cv, (int)random_below(random, (size_t)rows),
                          (int)random_below(random, (size_t)cols));
}

/* A pane of text that flows, between a frame and a pane that stays, as in the workbench. */
struct page {
    struct str text;
    size_t count, at; /* in pieces of the text */
};

static void draw_page(struct stage *stage, const struct page *page) {
    struct canvas *cv = stage->canvas;
    int rows = canvas_rows(cv), left = 9, right = canvas_cols(cv) - 7;
    canvas_clear(cv);
    canvas_vline(cv, 0, left - 1, rows, FACE_BORDER);
    for (int row = 0; row < rows; row++) {
        (void)canvas_put_format(cv, row, 0, FACE_DONE, "\u76ee\u5f55%d", row);
        (void)canvas_put_format(cv, row, right, FACE_KEY, "|\u7b2c%d", row);
    }
    (void)canvas_put_text(cv, --rows, 0, FACE_KEY, "F1");
    struct span rest = str_span(&page->text);
    int row = 0, col = left;
    for (size_t i = 0; rest.n > 0 && row < rows; i++) {
        struct span piece = rest;
        (void)utf8_take(&rest);
        piece.n -= rest.n;
        int width = canvas_text_columns(cv, piece);
        if (col + width > right) {
            row++;
            col = left;
        }
        if (i == page->at && row < rows)
            canvas_set_cursor(cv, row, col);
        if (row < rows)
            col += canvas_put(cv, row, col, FACE_PLAIN, piece);
    }
}

static size_t offset_of(const struct page *page, size_t at) {
    struct span rest = str_span(&page->text);
    while (at-- > 0)
        (void)utf8_take(&rest);
    return page->text.len - rest.n;
}

static void edit_page(struct page *page, struct random *random) {
    enum { MARKED = 1 }; /* pieces of one point only */
    if (random_below(random, 8) == 0)
        page->at = random_below(random, page->count + 1);
    size_t offset = offset_of(page, page->at);
    if (random_below(random, 3) == 0 && page->at < page->count) {
        size_t end = offset_of(page, page->at + 1);
        str_splice(&page->text, offset, end - offset, SPAN(""));
        page->count--;
        return;
    }
    str_splice(&page->text, offset, 0,
               span_of(pieces[random_below(random, ARRAY_LEN(pieces) - MARKED)]));
    page->count++;
    page->at++;
}

/* ---- the tests ---- */

static const char *const terms[] = {
    "xterm-256color", "xterm",          "tmux-256color", "screen",      "linux",
    "vt100",          "putty-256color", "rxvt",          "xterm-kitty", "nosuchterm-256color"};

enum { ROUNDS = 400, PAGE_ROUNDS = 600 };

/* What such a terminal cannot show: the last column, and a wide character before it. */
static void spare_corner(const struct stage *stage) {
    int row = canvas_rows(stage->canvas) - 1, cols = canvas_cols(stage->canvas);
    if (stage->fills_corner)
        return;
    canvas_fill(stage->canvas, (struct area){row, cols - 1, 1, 1}, FACE_PLAIN);
    const struct cell *before = canvas_cell(stage->canvas, row, cols >= 2 ? cols - 2 : 0);
    if (before->width == 0)
        canvas_fill(stage->canvas, (struct area){row, cols - 3, 1, 2}, (enum face)before->face);
}

static void paint_random(const char *term, enum input_charset charset,
                         enum width_ambiguous ambiguous, int cols) {
    struct stage stage;
    struct random random = {.state = 42};
    open_stage(&stage, term, charset, 8, cols, ambiguous);
    for (int round = 0; round < ROUNDS; round++) {
        draw_random(&stage, &random);
        if (random_below(&random, 50) == 0)
            curses_screen_forget(stage.curses);
        spare_corner(&stage);
        show(&stage);
        check(&stage, term, round);
    }
    close_stage(&stage);
}

static void paint_pages(const char *term, enum input_charset charset,
                        enum width_ambiguous ambiguous) {
    struct stage stage;
    struct random random = {.state = 7};
    struct page page = {.count = 0};
    str_init(&page.text);
    open_stage(&stage, term, charset, 12, 50, ambiguous);
    for (int round = 0; round < PAGE_ROUNDS; round++) {
        edit_page(&page, &random);
        if (page.count < 100)
            edit_page(&page, &random);
        draw_page(&stage, &page);
        spare_corner(&stage);
        show(&stage);
        check(&stage, term, round);
    }
    str_release(&page.text);
    close_stage(&stage);
}

static const char *usable(const char *term) {
    return strcmp(term, "nosuchterm-256color") == 0 ? "xterm-no-such" : term;
}

static void any_canvas_over_any_other(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        paint_random(usable(terms[i]), INPUT_UTF8, WIDTH_NARROW, 30);
        paint_random(usable(terms[i]), INPUT_UTF8, WIDTH_WIDE, 31);
    }
}

static void text_that_flows_between_panes(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        paint_pages(usable(terms[i]), INPUT_UTF8, WIDTH_NARROW);
        paint_pages(usable(terms[i]), INPUT_UTF8, WIDTH_WIDE);
    }
}

static void the_smallest_terminals(void **state) {
    (void)state;
    for (int cols = 1; cols < 8; cols++)
        paint_random("xterm-256color", INPUT_UTF8, WIDTH_NARROW, cols);
}

static void terminals_in_gbk_and_gb18030(void **state) {
    static const struct {
        const char *locale;
        enum input_charset charset;
    } rows[] = {{"zh_CN.GBK", INPUT_GBK}, {"zh_CN.GB18030", INPUT_GB18030}};
    assert_int_equal(setenv("LOCPATH", *state, 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_non_null(setlocale(LC_CTYPE, rows[i].locale));
        paint_random("xterm-256color", rows[i].charset, WIDTH_WIDE, 30);
        paint_pages("vt100", rows[i].charset, WIDTH_WIDE);
    }
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
}

static void mlterm_says_what_it_is_in_the_environment(void **state) {
    (void)state;
    assert_int_equal(setenv("MLTERM", "3.9.0", 1), 0);
    paint_random("xterm", INPUT_UTF8, WIDTH_NARROW, 60);
    assert_int_equal(unsetenv("MLTERM"), 0);
}

static void every_theme(void **state) {
    (void)state;
    static const enum theme themes[] = {THEME_DARK, THEME_LIGHT, THEME_EITHER, THEME_CONTRAST,
                                        THEME_MONOCHROME};
    struct random random = {.state = 3};
    struct stage stage;
    open_stage(&stage, "xterm-256color", INPUT_UTF8, 8, 30, WIDTH_NARROW);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % 40 == 0)
            set_theme(&stage, themes[(size_t)round / 40 % ARRAY_LEN(themes)]);
        draw_random(&stage, &random);
        show(&stage);
        check(&stage, "theme", round);
    }
    close_stage(&stage);
}

static void what_an_encoding_lacks_keeps_its_columns(void **state) {
    struct stage stage;
    assert_int_equal(setenv("LOCPATH", *state, 1), 0);
    assert_non_null(setlocale(LC_CTYPE, "zh_CN.GBK"));
    open_stage(&stage, "xterm", INPUT_GBK, 2, 20, WIDTH_WIDE);
    (void)canvas_put_text(stage.canvas, 0, 0, FACE_PLAIN, "\u4e2d\U00020000\u00f1e\u0301");
    show(&stage);
    assert_true(span_find(str_span(&stage.bytes), SPAN("\xd6\xd0\xa1\xfe?e")) != SIZE_MAX);
    close_stage(&stage);
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
}

static void nothing_is_sent_when_nothing_changes(void **state) {
    (void)state;
    struct stage stage;
    open_stage(&stage, "xterm-256color", INPUT_UTF8, 8, 30, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 2, 28, FACE_ERROR, "\u4e2d");
    canvas_set_cursor(stage.canvas, 3, 4);
    show(&stage);
    show(&stage);
    assert_int_equal(stage.bytes.len, 0);
    canvas_set_face(stage.canvas, (struct area){5, 0, 1, 9}, FACE_HINT); /* looks like plain */
    show(&stage);
    assert_int_equal(stage.bytes.len, 0);
    close_stage(&stage);
}

static void what_something_else_wrote_over_is_put_right(void **state) {
    (void)state;
    struct stage stage;
    open_stage(&stage, "xterm-256color", INPUT_UTF8, 4, 10, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 3, 0, FACE_PLAIN, "a\u4e2d\u6587");
    canvas_set_cursor(stage.canvas, 1, 1);
    show(&stage);
    curses_screen_write_over(stage.curses, 3, 2, SPAN("??\033[6n"));
    take_bytes(&stage);
    show(&stage);
    check(&stage, "after the question", 0);
    assert_true(stage.bytes.len < 40);
    close_stage(&stage);
}

/* A character typed in the middle of a long paragraph of full-width text, and the next. */
struct cost {
    size_t bytes;
    int writes;
};

static struct cost cost_of_keys(const char *term, enum input_charset charset) {
    enum { KEYS = 20 };
    struct stage stage;
    struct page page = {.count = 0};
    struct cost cost = {0};
    open_stage(&stage, term, charset, 20, 80, charset == INPUT_UTF8 ? WIDTH_NARROW : WIDTH_WIDE);
    str_init(&page.text);
    for (page.count = 0; page.count < 2000; page.count++)
        str_add_char(&page.text, 0x4e00 + (char32_t)page.count);
    page.at = 300;
    draw_page(&stage, &page);
    show(&stage);
    for (int i = 0; i < KEYS; i++) {
        str_splice(&page.text, offset_of(&page, page.at++), 0, SPAN("\u4e2d"));
        page.count++;
        draw_page(&stage, &page);
        show(&stage);
        check(&stage, term, i);
        cost.bytes += stage.bytes.len;
        cost.writes = stage.writes > cost.writes ? stage.writes : cost.writes;
    }
    cost.bytes /= KEYS;
    str_release(&page.text);
    close_stage(&stage);
    return cost;
}

static void moved_text_is_not_sent_again(void **state) {
    (void)state;
    static const char *const movers[] = {"xterm-256color", "tmux-256color", "linux"};
    for (size_t i = 0; i < ARRAY_LEN(movers); i++) {
        struct cost cost = cost_of_keys(movers[i], INPUT_UTF8);
        assert_in_range(cost.bytes, 1, 327); /* 0.3 of what nano -S sends */
        assert_in_range(cost.writes, 1, 2);
    }
    struct cost cost = cost_of_keys("vt100", INPUT_UTF8); /* it has no means */
    assert_in_range(cost.bytes, 800, 2500);
    assert_int_equal(cost.writes, 1);
}

/* The columns that ncurses counts are those that are laid out by. A wcwidth() that is not ours (a
 * hidden one, one that a library stands before) puts all that follows a quote elsewhere. */
static void quotes_are_as_wide_as_the_terminal_has_them(void **state) {
    (void)state;
    static const enum width_ambiguous widths[] = {WIDTH_NARROW, WIDTH_WIDE, WIDTH_NARROW};
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        struct stage stage;
        open_stage(&stage, "xterm-256color", INPUT_UTF8, 3, 40, widths[i]);
        for (int round = 0; round < 3; round++) {
            (void)canvas_put_text(stage.canvas, 1, 0, FACE_PLAIN,
                                  "\u201c\u201d\u201c\u7ee9\u6548\u201d\u2026\u2014 a\u201d");
            (void)canvas_put_text(stage.canvas, 1, 12 + round, FACE_KEY, "\u201cb\u201d\u4e2d");
            canvas_vline(stage.canvas, 0, 38, 3, FACE_BORDER);
            show(&stage);
            check(&stage, "quotes", round);
        }
        close_stage(&stage);
    }
}

static void the_last_corner_stays_blank_where_it_cannot_be_filled(void **state) {
    (void)state;
    static const char *const terms_without[] = {"screen", "screen-256color", "tmux-256color"};
    for (size_t i = 0; i < ARRAY_LEN(terms_without); i++)
        for (int shift = 0; shift < 2; shift++) {
            struct stage stage;
            open_stage(&stage, terms_without[i], INPUT_UTF8, 3, 20, WIDTH_NARROW);
            for (int col = shift; col < 20; col += 2)
                (void)canvas_put_text(stage.canvas, 2, col, FACE_TITLE, "\u4e2d");
            show(&stage);
            spare_corner(&stage);
            check(&stage, terms_without[i], shift);
            close_stage(&stage);
        }
}

/* keypad() alone would not be heard a second time, and it switches the number pad as well. */
static void takes_the_terminal_again_as_at_first(void **state) {
    (void)state;
    struct stage stage;
    open_stage(&stage, "xterm-256color", INPUT_UTF8, 3, 20, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 1, 2, FACE_ERROR, "\u4e2d\u6587");
    show(&stage);
    curses_screen_leave(stage.curses);
    take_bytes(&stage);
    assert_true(span_find(str_span(&stage.bytes), SPAN("\033[?1l")) != SIZE_MAX);
    assert_true(stage.cursor_shown);
    feed(&stage, SPAN("$ \r\n$ "));
    curses_screen_enter(stage.curses);
    take_bytes(&stage);
    size_t keys = span_find(str_span(&stage.bytes), SPAN("\033[?1h"));
    assert_true(keys != SIZE_MAX);
    struct span after = span_sub(str_span(&stage.bytes), keys, stage.bytes.len);
    assert_true(span_find(after, SPAN("\033>")) > span_find(after, SPAN("\033=")));
    show(&stage);
    check(&stage, "again", 0);
    close_stage(&stage);
}

static void shows_any_size(void **state) {
    (void)state;
    static const struct {
        int rows, cols;
    } sizes[] = {{30, 100}, {1, 1}, {2, 300}, {24, 80}, {500, 1000}, {20000, 30000}, {10, 40}};
    struct stage stage;
    open_stage(&stage, "xterm-256color", INPUT_UTF8, 500, 1000, WIDTH_NARROW);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        curses_screen_resize(stage.curses, sizes[i].rows, sizes[i].cols);
        int rows = curses_screen_rows(stage.curses), cols = curses_screen_cols(stage.curses);
        assert_in_range(rows, 1, sizes[i].rows);
        assert_in_range(cols, 1, sizes[i].cols);
        canvas_resize(stage.canvas, rows, cols, WIDTH_NARROW);
        (void)canvas_put_text(stage.canvas, rows - 1, 0, FACE_TITLE, "\u4e2d\u6587");
        show(&stage);
        check(&stage, "size", (int)i);
    }
    close_stage(&stage);
}

static int set_up(void **state) {
    char *folder = folder_new();
    terminal_locales_make(folder);
    *state = folder;
    return setlocale(LC_ALL, "C.UTF-8") == NULL;
}

static int tear_down(void **state) {
    folder_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_canvas_over_any_other),
        cmocka_unit_test(text_that_flows_between_panes),
        cmocka_unit_test(the_smallest_terminals),
        cmocka_unit_test(terminals_in_gbk_and_gb18030),
        cmocka_unit_test(mlterm_says_what_it_is_in_the_environment),
        cmocka_unit_test(every_theme),
        cmocka_unit_test(what_an_encoding_lacks_keeps_its_columns),
        cmocka_unit_test(nothing_is_sent_when_nothing_changes),
        cmocka_unit_test(what_something_else_wrote_over_is_put_right),
        cmocka_unit_test(moved_text_is_not_sent_again),
        cmocka_unit_test(quotes_are_as_wide_as_the_terminal_has_them),
        cmocka_unit_test(the_last_corner_stays_blank_where_it_cannot_be_filled),
        cmocka_unit_test(takes_the_terminal_again_as_at_first),
        cmocka_unit_test(shows_any_size),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
