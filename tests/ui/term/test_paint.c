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
#include "ui/term/paint.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

/* A terminal in memory that a paint writes to. libvterm knows UTF-8 and narrow ambiguous characters
 * only: for the others the bytes are put into UTF-8, and a wide quote into a wide letter, first. */
struct stage {
    struct terminfo *info;
    struct paint *paint;
    struct canvas *canvas;
    VTerm *vt;
    VTermScreen *screen;
    struct terminal_bytes translate;
    enum input_charset charset;
    bool cursor_shown;
    struct str bytes; /* of the last paint */
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

static void send(struct stage *stage, struct span bytes);

static void open_stage(struct stage *stage, const char *term, enum input_charset charset, int rows,
                       int cols, enum width_ambiguous ambiguous) {
    struct err err;
    *stage = (struct stage){.charset = charset};
    str_init(&stage->bytes);
    assert_int_equal(setenv("TERM", term, 1), 0);
    if (terminfo_open(&stage->info, &err) != RC_OK)
        fail_msg("%s", err.text);
    stage->paint = paint_new(stage->info, charset, rows, cols);
    stage->canvas = canvas_new(rows, cols, ambiguous);
    open_vterm(stage, rows, cols);
    terminal_bytes_init(&stage->translate,
                        charset == INPUT_UTF8  ? NULL
                        : charset == INPUT_GBK ? "GBK"
                                               : "GB18030",
                        ambiguous == WIDTH_WIDE);
    send(stage, terminfo_bytes(stage->info, TERMINFO_SMCUP));
    send(stage, terminfo_bytes(stage->info, TERMINFO_ENACS));
}

static void close_stage(struct stage *stage) {
    paint_free(stage->paint);
    canvas_free(stage->canvas);
    terminfo_close(stage->info);
    vterm_free(stage->vt);
    terminal_bytes_release(&stage->translate);
    str_release(&stage->bytes);
}

static void send(struct stage *stage, struct span bytes) {
    struct str text = STR_INIT;
    terminal_bytes_add(&stage->translate, &text, bytes);
    (void)vterm_input_write(stage->vt, text.s, text.len);
    str_release(&text);
}

static void show(struct stage *stage) {
    assert_true(canvas_is_sane(stage->canvas));
    str_clear(&stage->bytes);
    paint_canvas(stage->paint, stage->canvas, &stage->bytes);
    stage->sum += stage->bytes.len;
    send(stage, str_span(&stage->bytes));
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

static bool is_seen(const struct stage *stage, const struct cell *wanted, int row, int col) {
    VTermScreenCell cell = cell_at(stage, row, col);
    struct str seen = STR_INIT;
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
    struct look look = theme_look((enum face)wanted->face, THEME_MONOCHROME);
    same = same && (cell.attrs.reverse != 0) == ((look.attributes & LOOK_REVERSE) != 0) &&
           (cell.attrs.bold != 0) == ((look.attributes & LOOK_BOLD) != 0) &&
           (cell.attrs.underline != 0) == ((look.attributes & LOOK_UNDERLINE) != 0) &&
           cell.width == wanted->width;
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
    if (terminfo_has(stage->info, TERMINFO_CIVIS))
        assert_int_equal(visible, stage->cursor_shown);
    if (visible && (at.row != row || at.col != col))
        fail_msg("%s, round %d: the cursor is at %d, %d instead of %d, %d", what, round, at.row,
                 at.col, row, col);
}

/* ---- drawing at random ---- */

static const char *const pieces[] = {"\u4e2d", "\u6587", "\u62a5", "a",      "1",      "\uff0c",
                                     " ",      "\u201c", "\u201d", "\u2026", "e\u0301"};

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

static const char *const terms[] = {"xterm-256color", "xterm",       "tmux-256color",      "screen",
                                    "linux",          "vt100",       "putty-256color",     "rxvt",
                                    "ansi",           "xterm-kitty", "nosuchterm-256color"};

enum { ROUNDS = 400, PAGE_ROUNDS = 600 };

static void paint_random(const char *term, enum input_charset charset,
                         enum width_ambiguous ambiguous, int cols) {
    struct stage stage;
    struct random random = {.state = 42};
    open_stage(&stage, term, charset, 8, cols, ambiguous);
    bool corner = !terminfo_has_margins(stage.info) || terminfo_wraps_late(stage.info);
    for (int round = 0; round < ROUNDS; round++) {
        draw_random(&stage, &random);
        if (random_below(&random, 50) == 0)
            paint_forget(stage.paint);
        if (!corner) /* what such a terminal cannot show */
            canvas_fill(stage.canvas, (struct area){7, cols - 1, 1, 1}, FACE_PLAIN);
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
    send(&stage, SPAN("\033[4;1H??\033[6n"));
    paint_forget_start(stage.paint, 3, 2);
    show(&stage);
    check(&stage, "after the question", 0);
    assert_true(stage.bytes.len < 40);
    close_stage(&stage);
}

/* One letter typed in the middle of a long paragraph of full-width text. */
static size_t bytes_of_a_key(const char *term) {
    struct stage stage;
    struct page page = {.count = 0};
    open_stage(&stage, term, INPUT_UTF8, 20, 80, WIDTH_NARROW);
    str_init(&page.text);
    for (page.count = 0; page.count < 2000; page.count++)
        str_add_char(&page.text, 0x4e00 + (char32_t)page.count);
    page.at = 300;
    draw_page(&stage, &page);
    show(&stage);
    str_splice(&page.text, offset_of(&page, page.at++), 0, SPAN("\u4e2d"));
    draw_page(&stage, &page);
    show(&stage);
    check(&stage, term, 0);
    size_t bytes = stage.bytes.len;
    str_release(&page.text);
    close_stage(&stage);
    return bytes;
}

static void moved_text_is_not_sent_again(void **state) {
    (void)state;
    assert_in_range(bytes_of_a_key("xterm-256color"), 1, 400);
    assert_in_range(bytes_of_a_key("tmux-256color"), 1, 400);
    assert_in_range(bytes_of_a_key("linux"), 1, 400);
    assert_in_range(bytes_of_a_key("vt100"), 1000, 2500); /* it has no means */
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
        cmocka_unit_test(what_an_encoding_lacks_keeps_its_columns),
        cmocka_unit_test(nothing_is_sent_when_nothing_changes),
        cmocka_unit_test(what_something_else_wrote_over_is_put_right),
        cmocka_unit_test(moved_text_is_not_sent_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
