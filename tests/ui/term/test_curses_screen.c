#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "tests/support/curses_stage.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "ui/term/canvas_draw.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    stage_open(&stage, term, charset, 8, cols, ambiguous);
    for (int round = 0; round < ROUNDS; round++) {
        draw_random(&stage, &random);
        if (random_below(&random, 50) == 0)
            curses_screen_forget(stage.curses);
        spare_corner(&stage);
        stage_show(&stage);
        assert_stage_shows(&stage, term, round);
    }
    stage_close(&stage);
}

static void paint_pages(const char *term, enum input_charset charset,
                        enum width_ambiguous ambiguous) {
    struct stage stage;
    struct random random = {.state = 7};
    struct page page = {.count = 0};
    str_init(&page.text);
    stage_open(&stage, term, charset, 12, 50, ambiguous);
    for (int round = 0; round < PAGE_ROUNDS; round++) {
        edit_page(&page, &random);
        if (page.count < 100)
            edit_page(&page, &random);
        draw_page(&stage, &page);
        spare_corner(&stage);
        stage_show(&stage);
        assert_stage_shows(&stage, term, round);
    }
    str_release(&page.text);
    stage_close(&stage);
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
    stage_open(&stage, "xterm-256color", INPUT_UTF8, 8, 30, WIDTH_NARROW);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % 40 == 0)
            stage_set_theme(&stage, themes[(size_t)round / 40 % ARRAY_LEN(themes)]);
        draw_random(&stage, &random);
        stage_show(&stage);
        assert_stage_shows(&stage, "theme", round);
    }
    stage_close(&stage);
}

static void what_an_encoding_lacks_keeps_its_columns(void **state) {
    struct stage stage;
    assert_int_equal(setenv("LOCPATH", *state, 1), 0);
    assert_non_null(setlocale(LC_CTYPE, "zh_CN.GBK"));
    stage_open(&stage, "xterm", INPUT_GBK, 2, 20, WIDTH_WIDE);
    (void)canvas_put_text(stage.canvas, 0, 0, FACE_PLAIN, "\u4e2d\U00020000\u00f1e\u0301");
    stage_show(&stage);
    assert_true(span_find(str_span(&stage.bytes), SPAN("\xd6\xd0\xa1\xfe?e")) != SIZE_MAX);
    stage_close(&stage);
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
}

static void nothing_is_sent_when_nothing_changes(void **state) {
    (void)state;
    struct stage stage;
    stage_open(&stage, "xterm-256color", INPUT_UTF8, 8, 30, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 2, 28, FACE_ERROR, "\u4e2d");
    canvas_set_cursor(stage.canvas, 3, 4);
    stage_show(&stage);
    stage_show(&stage);
    assert_int_equal(stage.bytes.len, 0);
    canvas_set_face(stage.canvas, (struct area){5, 0, 1, 9}, FACE_HINT); /* looks like plain */
    stage_show(&stage);
    assert_int_equal(stage.bytes.len, 0);
    stage_close(&stage);
}

static void what_something_else_wrote_over_is_put_right(void **state) {
    (void)state;
    struct stage stage;
    stage_open(&stage, "xterm-256color", INPUT_UTF8, 4, 10, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 3, 0, FACE_PLAIN, "a\u4e2d\u6587");
    canvas_set_cursor(stage.canvas, 1, 1);
    stage_show(&stage);
    curses_screen_write_over(stage.curses, 3, 2, SPAN("??\033[6n"));
    stage_take(&stage);
    stage_show(&stage);
    assert_stage_shows(&stage, "after the question", 0);
    assert_true(stage.bytes.len < 40);
    stage_close(&stage);
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
    stage_open(&stage, term, charset, 20, 80, charset == INPUT_UTF8 ? WIDTH_NARROW : WIDTH_WIDE);
    str_init(&page.text);
    for (page.count = 0; page.count < 2000; page.count++)
        str_add_char(&page.text, 0x4e00 + (char32_t)page.count);
    page.at = 300;
    draw_page(&stage, &page);
    stage_show(&stage);
    for (int i = 0; i < KEYS; i++) {
        str_splice(&page.text, offset_of(&page, page.at++), 0, SPAN("\u4e2d"));
        page.count++;
        draw_page(&stage, &page);
        stage_show(&stage);
        assert_stage_shows(&stage, term, i);
        cost.bytes += stage.bytes.len;
        cost.writes = stage.writes > cost.writes ? stage.writes : cost.writes;
    }
    cost.bytes /= KEYS;
    str_release(&page.text);
    stage_close(&stage);
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
        stage_open(&stage, "xterm-256color", INPUT_UTF8, 3, 40, widths[i]);
        for (int round = 0; round < 3; round++) {
            (void)canvas_put_text(stage.canvas, 1, 0, FACE_PLAIN,
                                  "\u201c\u201d\u201c\u7ee9\u6548\u201d\u2026\u2014 a\u201d");
            (void)canvas_put_text(stage.canvas, 1, 12 + round, FACE_KEY, "\u201cb\u201d\u4e2d");
            canvas_vline(stage.canvas, 0, 38, 3, FACE_BORDER);
            stage_show(&stage);
            assert_stage_shows(&stage, "quotes", round);
        }
        stage_close(&stage);
    }
}

static void the_last_corner_stays_blank_where_it_cannot_be_filled(void **state) {
    (void)state;
    static const char *const terms_without[] = {"screen", "screen-256color", "tmux-256color"};
    for (size_t i = 0; i < ARRAY_LEN(terms_without); i++)
        for (int shift = 0; shift < 2; shift++) {
            struct stage stage;
            stage_open(&stage, terms_without[i], INPUT_UTF8, 3, 20, WIDTH_NARROW);
            for (int col = shift; col < 20; col += 2)
                (void)canvas_put_text(stage.canvas, 2, col, FACE_TITLE, "\u4e2d");
            stage_show(&stage);
            spare_corner(&stage);
            assert_stage_shows(&stage, terms_without[i], shift);
            stage_close(&stage);
        }
}

/* keypad() alone would not be heard a second time, and it switches the number pad as well. */
static void takes_the_terminal_again_as_at_first(void **state) {
    (void)state;
    struct stage stage;
    stage_open(&stage, "xterm-256color", INPUT_UTF8, 3, 20, WIDTH_NARROW);
    (void)canvas_put_text(stage.canvas, 1, 2, FACE_ERROR, "\u4e2d\u6587");
    stage_show(&stage);
    curses_screen_leave(stage.curses);
    stage_take(&stage);
    assert_true(span_find(str_span(&stage.bytes), SPAN("\033[?1l")) != SIZE_MAX);
    assert_true(stage.cursor_shown);
    stage_feed(&stage, SPAN("$ \r\n$ "));
    curses_screen_enter(stage.curses);
    stage_take(&stage);
    size_t keys = span_find(str_span(&stage.bytes), SPAN("\033[?1h"));
    assert_true(keys != SIZE_MAX);
    struct span after = span_sub(str_span(&stage.bytes), keys, stage.bytes.len);
    assert_true(span_find(after, SPAN("\033>")) > span_find(after, SPAN("\033=")));
    stage_show(&stage);
    assert_stage_shows(&stage, "again", 0);
    stage_close(&stage);
}

static void shows_any_size(void **state) {
    (void)state;
    static const struct {
        int rows, cols;
    } sizes[] = {{30, 100}, {1, 1}, {2, 300}, {24, 80}, {500, 1000}, {20000, 30000}, {10, 40}};
    struct stage stage;
    stage_open(&stage, "xterm-256color", INPUT_UTF8, 500, 1000, WIDTH_NARROW);
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        curses_screen_resize(stage.curses, sizes[i].rows, sizes[i].cols);
        int rows = curses_screen_rows(stage.curses), cols = curses_screen_cols(stage.curses);
        assert_in_range(rows, 1, sizes[i].rows);
        assert_in_range(cols, 1, sizes[i].cols);
        canvas_resize(stage.canvas, rows, cols, WIDTH_NARROW);
        (void)canvas_put_text(stage.canvas, rows - 1, 0, FACE_TITLE, "\u4e2d\u6587");
        stage_show(&stage);
        assert_stage_shows(&stage, "size", (int)i);
    }
    stage_close(&stage);
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
